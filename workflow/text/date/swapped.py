"""Dates exchanged behind an excuse: 2023年 as *2022* beside 去年, 周一 as *Wednesday* beside a day of an unknown year.

Without the article's date *last year* may be any year, and November 5 any weekday. Where both texts have the same such
words in the same order, each answers for the other, and none of them excuses another date.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from workflow.model import Dated
from workflow.text.date import relative
from workflow.text.date.match import agree, is_range


def swapped(said: Sequence[Dated], made: Sequence[Dated]) -> Iterator[tuple[Dated, Dated]]:
    """Yield dates of a Chinese text with the dates of its English that took their places; the article's is not known.

    Args:
        said: the dates of the Chinese, and those that its names stand for.
        made: the dates of the English.
    """
    for value in _KINDS:
        lost = [mention for mention in _stated(said, value) if not any(_same(mention, other) for other in made)]
        new = [mention for mention in _stated(made, value) if not any(_same(mention, other) for other in said)]
        if not (lost and new) or _excuses(said, value) != _excuses(made, value):
            continue
        for mention, other in zip(lost, new, strict=False):
            if _excuses(said, value, mention.start) == _excuses(made, value, other.start):
                yield mention, other


def _stated(mentions: Sequence[Dated], value: str) -> Iterator[Dated]:
    """The mentions that state a year, a day or a weekday, and no finer one."""
    finer = {"year": ("month", "day", "weekday", "decade"), "day": (), "weekday": ("day",)}[value]
    for mention in mentions:
        open_ = mention.vague or mention.relative or mention.times or is_range(mention)
        if getattr(mention, value) and not open_ and not any(getattr(mention, name) for name in finer):
            yield mention


def _same(left: Dated, right: Dated) -> bool:
    if left.weekday and not left.day:
        return left.weekday == right.weekday
    if not left.day:
        return left.year in (right.year, right.until[0]) or (right.decade and left.year // 10 == right.year // 10)
    ends = ((right.month, right.day), right.until[1:])
    return any(day == left.day and agree(left.month, month) for month, day in ends)


def _excuses(mentions: Sequence[Dated], value: str, before: int | None = None) -> frozenset[object]:
    """What may mean any date of a kind, in a text or before a place of it."""
    return frozenset(
        excuse for mention in mentions if before is None or mention.start < before if (excuse := _KINDS[value](mention))
    )


def _of_day(mention: Dated) -> object:
    return mention.relative if mention.relative in relative.DAYS else mention.weekday


def _of_weekday(mention: Dated) -> object:
    return mention.relative if mention.relative in relative.DAYS else mention.day


_KINDS: Mapping[str, Callable[[Dated], object]] = {
    "year": lambda mention: mention.relative if mention.relative in relative.YEARS else "",
    "day": _of_day,
    "weekday": _of_weekday,
}
