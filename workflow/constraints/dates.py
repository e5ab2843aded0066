"""Dates: which a text owes, and whether a target states them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from workflow.constraints.base import DATE, Constraint, Context, Span, overlaps
from workflow.model import Dated
from workflow.text.date.compare import DateComparison, compare_dates
from workflow.text.date.english import render_date
from workflow.text.date.match import same
from workflow.text.date.mentions_en import find_dates_en
from workflow.text.date.mentions_zh import find_dates_zh
from workflow.text.date.relative import day_of
from workflow.text.date.rendered import English, parts, rendered


def find(text: str, context: Context, taken: Sequence[Span] = ()) -> Iterator[Constraint]:
    """Yield the dates that a plain Chinese text owes, in its order; `taken` are the places of terms and names.

    Relative words (今年, 近日) and expressions that may be no date are not owed.
    """
    day = day_of(context.date)
    for listed in _lists(find_dates_zh(text, day)):
        start, end = listed[0].start, listed[-1].end
        if not overlaps(start, end, taken):
            owed = _joined([render_date(mention, day) for mention in listed])
            yield Constraint(DATE, text[start:end], start, end, owed, (owed,), key=owed)


def _lists(mentions: Sequence[Dated]) -> Iterator[list[Dated]]:
    """The mentions that are owed, those of one list (3、4月) together."""
    for _, listed in groupby(mentions, key=lambda mention: mention.start):
        if owed := [mention for mention in listed if not mention.vague]:
            yield owed


def _joined(owed: Sequence[str]) -> str:
    *first, last = owed
    return f"{', '.join(first)} and {last}" if first else last


def places(text: str, context: Context) -> list[Span]:
    """Where a plain Chinese text mentions dates, those included that are not owed: their numerals are no numbers.

    A bare 1:18 is left to the numbers: it may be a ratio as well as a time.
    """
    found = find_dates_zh(text, day_of(context.date))
    return [(mention.start, mention.end) for mention in found if not (mention.vague and mention.times)]


def unmet(owed: Sequence[Constraint], source: str, target: str, context: Context) -> list[Constraint]:
    """Return the constraints on dates that a plain English text fails, each value once however often it is said."""
    if not owed:
        return []
    day = day_of(context.date)
    english = English(target, find_dates_en(target, day), day)
    lists = {(listed[0].start, listed[-1].end): listed for listed in _lists(find_dates_zh(source, day))}
    return [
        constraint
        for constraint in owed
        if not all(rendered(part, english) for part in _parts(constraint, lists, context))
    ]


def compare(source: str, target: str, context: Context) -> DateComparison:
    """Compare the dates of two plain texts."""
    return _compare(source, target, context.date[:10])


def instead(constraint: Constraint, source: str, target: str, context: Context) -> Span | None:
    """Return where a target states another date in the place of the one owed.

    Only where that is all that is owed: neither of a list of dates, nor of a date with its time of day, one alone may
    be exchanged for the whole.
    """
    day = day_of(context.date)
    for owed, other in compare(source, target, context).altered:
        if (owed.start, owed.end) == (constraint.start, constraint.end) and render_date(owed, day) == constraint.owed:
            return other.start, other.end
    return None


def stated(constraint: Constraint, source: str, target: str, context: Context) -> list[Span]:
    """Return where a target states a date that it owes, or a part of it; nowhere where it is only understood."""
    day = day_of(context.date)
    lists = {(listed[0].start, listed[-1].end): listed for listed in _lists(find_dates_zh(source, day))}
    made = find_dates_en(target, day)
    owed = list(_parts(constraint, lists, context))
    return [(other.start, other.end) for other in made if any(same(part, other, day) for part in owed)]


@lru_cache(maxsize=8)  # several checks ask about one pair, one after the other
def _compare(source: str, target: str, date: str) -> DateComparison:
    return compare_dates(source, target, day_of(date))


def _parts(constraint: Constraint, lists: Mapping[Span, Sequence[Dated]], context: Context) -> Iterator[Dated]:
    found = lists.get((constraint.start, constraint.end)) or find_dates_zh(constraint.source, day_of(context.date))
    for mention in found:
        yield from parts(mention)
