"""Numbers: which quantities a text owes, and which of them its English states."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from workflow.constraints.base import NUMBER, TERM, Constraint, Span, overlaps
from workflow.model import Measure, Quantity
from workflow.text import telephone
from workflow.text.date.mentions_en import find_dates_en
from workflow.text.date.mentions_zh import find_dates_zh
from workflow.text.date.names import plan_years
from workflow.text.quantity import numbers_en, numbers_zh
from workflow.text.quantity.change import turned
from workflow.text.quantity.compare import NOTHING, Comparison, Lack, Slip, compare
from workflow.text.quantity.loose import apart
from workflow.text.quantity.rates import other_measure
from workflow.text.quantity.swapped import exchanged
from workflow.text.quantity.unread import Read, without_doubtful
from workflow.text.quantity.words import TELEPHONE, english


def find(text: str, claimed: Sequence[Span]) -> Iterator[Constraint]:
    """Yield the quantities that a plain Chinese text owes, in its order.

    Args:
        text: the source.
        claimed: spans of terms and dates; a number inside one is theirs.
    """
    for quantity in quantities(text, claimed):
        owed = english(quantity)
        yield Constraint(NUMBER, quantity.text, quantity.start, quantity.end, owed, key=owed, quantity=quantity)


def quantities(text: str, claimed: Sequence[Span]) -> list[Quantity]:
    """Return the values that `find` owes."""
    return [quantity for quantity in numbers_zh.find(text, claimed) if not quantity.vague]


def unmet(constraints: Sequence[Constraint], source: str, target: str) -> list[Constraint]:
    """Return the constraints on numbers that a plain English text fails.

    Args:
        constraints: of any family; the terms among them explain numbers of the English.
        source: the Chinese text.
        target: the English text.
    """
    lacking = {(lack.quantity.start, lack.quantity.end) for lack in comparison(constraints, source, target).missing}
    return [owed for owed in constraints if owed.check == NUMBER and (owed.start, owed.end) in lacking]


def comparison(constraints: Sequence[Constraint], source: str, target: str) -> Comparison:
    """Compare the numbers that a text owes with those of its English; arguments as those of `unmet`."""
    owed = [constraint.quantity for constraint in constraints if constraint.quantity is not None]
    return compared(owed, [one for one in constraints if one.check == TERM], source, target)


def compared(owed: Sequence[Quantity], terms: Sequence[Constraint], source: str, target: str) -> Comparison:
    """Compare the quantities that a text owes with those of its English; the terms it owes explain some of these."""
    found = _counted(owed, terms, source, target)
    loose = apart(source, target) if "数" in source or "几" in source else None
    if loose is None:
        return found
    return replace(found, missing=(*found.missing, Lack(loose[0], Slip.MAGNITUDE, loose[1])))


def _counted(owed: Sequence[Quantity], terms: Sequence[Constraint], source: str, target: str) -> Comparison:
    found: Sequence[Quantity] = numbers_en.find(target)
    phones = telephone.compare(source, target)
    if any(phones.same) or phones.changed:
        owed = _outside(owed, [*phones.same[0], *(ours for ours, _ in phones.changed)])
        found = _outside(found, [*phones.same[1], *(theirs for _, theirs in phones.changed)])
    result = _of_values(owed, found, terms, source, target)
    wrong = [Lack(_telephone(source, a), Slip.WRONG, _telephone(target, b)) for a, b in phones.changed]
    return replace(result, missing=(*result.missing, *wrong)) if wrong else result


def _outside(quantities: Sequence[Quantity], spans: Sequence[Span]) -> list[Quantity]:
    return [quantity for quantity in quantities if not overlaps(quantity.start, quantity.end, spans)]


def _telephone(text: str, span: Span) -> Quantity:
    start, end = span
    number = Decimal("".join(filter(str.isdigit, text[start:end])))
    return Quantity(start=start, end=end, text=text[start:end], low=number, high=number, unit=TELEPHONE)


def _of_values(
    owed: Sequence[Quantity], found: Sequence[Quantity], terms: Sequence[Constraint], source: str, target: str
) -> Comparison:
    if not owed and not found:
        return NOTHING
    compared = compare(owed, found, lambda: _hidden(source, terms))
    if compared.extra:
        compared = replace(compared, extra=_undated(compared.extra, target))
    if compared.missing:
        compared = replace(compared, missing=_not_spelt_out(compared.missing, target))
    if compared.missing or compared.extra:
        compared = _without_doubtful(compared, source, target, (owed, found))
    changed = [Lack(owed, Slip.CHANGE, found) for owed, found in turned(source, target, compared.said)]
    changed += [Lack(owed, Slip.RATE, found) for owed, found in other_measure(source, target, compared.said)]
    changed += [Lack(owed, Slip.PLACE, found) for owed, found in exchanged(source, target, compared.said)]
    return replace(compared, missing=(*compared.missing, *changed)) if changed else compared


def _not_spelt_out(missing: Sequence[Lack], target: str) -> tuple[Lack, ...]:
    """Without what the English spells out in years: 连续两年 as *in 2019 and 2020*, 十四五 as *from 2021 to 2025*."""
    dates = [mention for mention in find_dates_en(target) if mention.year] if _has_years(missing) else []
    if not dates:
        return tuple(missing)
    spans = {mention.until[0] - mention.year + 1 for mention in dates if mention.until[0]}
    years = {mention.year for mention in dates} | {mention.until[0] for mention in dates if mention.until[0]}
    return tuple(lack for lack in missing if not _spelt_out(lack.quantity, years, spans | {len(years)}))


def _spelt_out(quantity: Quantity, years: Collection[int], spans: Collection[int]) -> bool:
    if _is_plan(quantity):
        return not set(plan_years(int(quantity.low))).isdisjoint(years)
    return quantity.text.endswith("年") and quantity.low in spans


def _has_years(missing: Sequence[Lack]) -> bool:
    quantities = [lack.quantity for lack in missing]
    return any(_is_plan(one) or (one.text.endswith("年") and one.low > 1) for one in quantities)


def _is_plan(quantity: Quantity) -> bool:
    """Whether the number is that of a five-year plan."""
    return quantity.measure is Measure.ORDINAL and quantity.text.endswith("五") and not quantity.text.startswith("第")


def _undated(extra: Sequence[Quantity], target: str) -> tuple[Quantity, ...]:
    """Without the numbers that belong to a date: whether that is an addition is said by the checks on dates."""
    found = find_dates_en(target)
    dates = [(mention.start, mention.end) for mention in found if not (mention.vague and mention.times)]  # 1:18
    return tuple(quantity for quantity in extra if not overlaps(quantity.start, quantity.end, dates))


def _without_doubtful(found: Comparison, source: str, target: str, read: Sequence[Sequence[Quantity]]) -> Comparison:
    """Without what figures that no reader understood may explain; times of day are such figures."""
    ours = [(one.start, one.end) for one in find_dates_zh(source)]
    theirs = [(one.start, one.end) for one in find_dates_en(target) if not one.times]
    return without_doubtful(found, Read(source, read[0], ours), Read(target, read[1], theirs))


def _hidden(source: str, terms: Sequence[Constraint]) -> tuple[Iterator[Quantity], set[Decimal]]:
    """What the English may state without owing it: all that the Chinese numerals may mean, numbers of fixed terms."""
    return _explaining(source, terms), numbers_zh.numerals(source)


def _explaining(source: str, terms: Sequence[Constraint]) -> Iterator[Quantity]:
    yield from numbers_zh.find(source)
    for form in (form for term in terms for form in term.forms):
        yield from numbers_en.find(form)
