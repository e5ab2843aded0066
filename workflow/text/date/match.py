"""Whether an English date mention says what a Chinese one says; each side may leave unsaid what is understood."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from workflow.model import Dated

_NONE = (0, 0, 0)


def agree(left: int, right: int) -> bool:
    """Whether two stated values are the same, or one of them is not stated."""
    return not left or not right or left == right


def is_range(mention: Dated) -> bool:
    """Whether the mention has an end of its own: 1月3日至5日, 前三季度."""
    return mention.until != _NONE


def is_span(mention: Dated) -> bool:
    """Whether the mention is a part of a year that counts as one thing: a quarter, a half, the first eleven months."""
    return is_range(mention) and not mention.day and (mention.month == 1 or bool(mention.quarter or mention.half))


def ends(mention: Dated) -> tuple[Dated, ...]:
    """The days, months or years that a mention states: both ends of a range, the mention itself otherwise."""
    if not is_range(mention):
        return (mention,)
    year, month, day = mention.until
    return (mention._replace(until=_NONE), mention._replace(year=year, month=month, day=day, until=_NONE))


def same(left: Dated, right: Dated, day: date | None) -> bool:
    """Whether two mentions of one kind name the same time.

    Args:
        left: a mention of either text, as precise as what is asked for: its day, month or year must be in `right`.
        right: a mention of the other text.
        day: the article's date, which places 24日 in a month.
    """
    if left.century:
        return right.century == left.century or (right.decade and right.year // 100 + 1 == left.century)
    if left.decade:
        return (right.decade or not right.month) and right.year % 1000 == left.year % 1000
    if is_range(left):
        return is_range(right) and _same_ends(left, right, day)
    return any(_same_point(left, end, day) for end in ends(right)) or _within(left, right)


def _same_ends(left: Dated, right: Dated, day: date | None) -> bool:
    if is_span(left) or is_span(right):
        months = (left.month, left.until[1]) == (right.month, right.until[1])
        return months and not (left.day or right.day) and agree(left.until[0], right.until[0])
    return all(_same_point(one, other, day) for one, other in zip(ends(left), ends(right), strict=True))


def _same_point(left: Dated, right: Dated, day: date | None) -> bool:
    if right.decade or right.century or (is_span(right) and right.quarter + right.half):
        return False
    if not agree(left.year, right.year):
        return False
    if left.day:
        return left.day == right.day and _months_agree(left, right, day)
    if left.month:
        return left.month == right.month
    return bool(left.year) and left.year == right.year


def _months_agree(left: Dated, right: Dated, day: date | None) -> bool:
    if left.month and right.month:
        return left.month == right.month
    if not left.month and not right.month:
        return True
    if day is None:
        return True
    bare, full = (left, right) if right.month else (right, left)
    return full.month in months_of(bare.day, day)


def months_of(dom: int, day: date) -> set[int]:
    """The months in which a bare 24日 of an article may lie: its own, the one before, the next where that is near."""
    months = {day.month, (day.month - 2) % 12 + 1}
    if day.day - dom > 10:  # noqa: PLR2004 - on the 25th, 6日 may be ahead
        months.add(day.month % 12 + 1)
    return months


def _within(left: Dated, right: Dated) -> bool:
    """Whether a day, month or year lies inside a range: 3月、4月和5月 are "March to May"."""
    if not is_range(right) or is_span(right):
        return False
    low, high = (right.year, right.month, right.day), right.until
    if left.day:
        return (
            bool(right.day)
            and agree(left.month, right.month)
            and high[1] == right.month
            and low[2] < left.day < high[2]
        )
    if left.month:
        return (
            not right.day
            and agree(left.year, right.year)
            and agree(left.year, high[0])
            and low[1] < left.month < high[1]
        )
    return not right.month and low[0] < left.year < high[0]


def days_of(mention: Dated, day: date | None) -> Iterator[date]:
    """The days that a mention of a day may be, when what it leaves unsaid is taken from the article's date."""
    if not mention.day or not (mention.year > 0 or day):
        return
    if mention.year > 0:
        years: Sequence[int] = (mention.year,)
    else:
        years = (day.year - 1, day.year, day.year + 1) if day else ()
    months = {mention.month} if mention.month else months_of(mention.day, day) if day else set()
    found = [made for year in years for month in sorted(months) if (made := _made(year, month, mention.day))]
    if day and len(found) > 1:
        limit = 100 if mention.month else 62  # days around the article's date that an unstated month or year allows
        found = [made for made in found if abs(made - day) <= timedelta(limit)] or [
            min(found, key=lambda d: abs(d - day))
        ]
    yield from found


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def next_to(left: int, right: int) -> bool:
    """Whether two weekdays follow each other: one moment, told in two time zones."""
    return bool(left and right) and (left - right) % 7 in (1, 6)


def on_weekday(mention: Dated, weekday: int, day: date | None) -> bool:
    """Whether a mention of a day may fall on a weekday; true where its year is not known."""
    known = list(days_of(mention, day))
    return not known or any(made.isoweekday() == weekday for made in known)
