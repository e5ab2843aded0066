"""English numbers that stand together: members of a list share measure, unit and scale; two numbers may be a share."""

import re
from collections.abc import Iterator
from decimal import Decimal

from workflow.model import Measure, Quantity

_LIST_GAP = re.compile(r"\s?(?:[-–—~]|to|and|or|through|,|,\s?and|,\s?or)\s?(?:[$£€¥]\s?)?", re.IGNORECASE)
# Of two numbers alone the comma parts two clauses: "is 35, and 60 percent are women"; of three it does not.
_CLAUSE = re.compile(r",\s?(?:and|or)\b", re.IGNORECASE)
# from 68 percent to 91
_TO = re.compile(r"\s(?:to|and)\s")
_ENDS = re.compile(r"\s*(?:[.,;:)]|$|(?:in|by|from|this|last|over|during|within|as|and|respectively)\b)")
_OUT_OF = re.compile(r"[\s-]+(?:[a-z]+\s+){0,2}(?:in|out\s+of)[\s-]+(?:every\s+)?", re.IGNORECASE)
_LEAST_SCALE = 10**6
_LEAST_COUNT = 1000  # "grew 7 percent to 2,325"
_SCALE_WORD = {
    10**3: re.compile(r"thousand|\dk\b", re.IGNORECASE),
    10**6: re.compile(r"million|\d\s?(?:mn|mln|m)\b", re.IGNORECASE),
    10**9: re.compile(r"billion|\d\s?(?:bn|bln|b)\b", re.IGNORECASE),
    10**12: re.compile(r"trillion|\d\s?(?:tn|trn|t)\b", re.IGNORECASE),
}


def is_year(value: Decimal) -> bool:
    """Whether a number may be that of a year."""
    return 1000 <= value < 2200 and value == value.to_integral_value()  # noqa: PLR2004


def shared(found: list[Quantity], text: str) -> list[Quantity]:
    """Let the members of a list take over the measure, unit and scale that only its last one states."""
    scale = Decimal(1)
    for index in range(len(found) - 2, -1, -1):
        here, after = found[index], found[index + 1]
        scale = max((Decimal(size) for size in _SCALE_WORD if _states(after, size)), default=scale)
        gap = _LIST_GAP.fullmatch(text, here.end, after.start)
        if (
            gap
            and _CLAUSE.match(gap[0])
            and not (index and _LIST_GAP.fullmatch(text, found[index - 1].end, here.start))
        ):
            gap = None
        if gap is None or here.measure is not Measure.NUMBER or _codes(here, after):
            scale = Decimal(1)
            continue
        found[index] = _like(here, after, scale, listed="," in gap[0])
    for index in range(1, len(found)):
        before, here = found[index - 1], found[index]
        rate = before.measure in (Measure.PERCENT, Measure.POINTS) and here.measure is Measure.NUMBER and not here.unit
        if (
            rate
            and here.low < _LEAST_COUNT
            and _TO.fullmatch(text, before.end, here.start)
            and _ENDS.match(text, here.end)
        ):
            found[index] = here._replace(measure=before.measure, unit=before.unit, vague=False, small=False)
    return found


def _codes(*quantities: Quantity) -> bool:
    return any(quantity.vague and not is_year(quantity.low) for quantity in quantities)


def _like(here: Quantity, after: Quantity, scale: Decimal, *, listed: bool) -> Quantity:
    """`here` with what `after` states for both; after a comma a number with its own scale or unit stands for itself."""
    bare = here.low < _LEAST_SCALE and not any(_states(here, size) for size in _SCALE_WORD)
    if here.unit or (listed and not bare):
        also = (here.low * scale,) if bare and after.unit in (here.unit, "") and not listed else ()
        return here._replace(also=(*here.also, *also)) if also else here
    if after.measure in (Measure.PERCENT, Measure.POINTS):
        return here._replace(measure=after.measure, unit=after.unit, vague=False, small=False)
    if after.measure is not Measure.NUMBER:
        return here
    also = (here.low * scale,) if bare and scale > 1 else ()
    stated = bool(after.unit or also)
    return here._replace(
        unit=after.unit,
        also=(*here.also, *also),
        vague=here.vague and not stated,
        small=here.small and not stated,
    )


def _states(quantity: Quantity, scale: int) -> bool:
    """Whether a quantity is written with a word or letter for `scale`."""
    return quantity.low >= scale and bool(_SCALE_WORD[scale].search(quantity.text))


def ratios(found: list[Quantity], text: str) -> Iterator[Quantity]:
    """Add the share that two numbers state together: 3/4, one in five, three out of every ten."""
    for index, quantity in enumerate(found):
        yield quantity
        after = found[index + 1] if index + 1 < len(found) else None
        if after is None or not 0 < quantity.low < after.low or quantity.measure is not Measure.NUMBER:
            continue
        if text[quantity.end : after.start] == "/" or _OUT_OF.fullmatch(text, quantity.end, after.start):
            start, end = quantity.start, after.end
            share = quantity.low / after.low
            yield Quantity(
                start=start, end=end, text=text[start:end], low=share, high=share, measure=Measure.FRACTION, vague=True
            )
