"""Do the dates of an English text agree with those of its Chinese: the one answer to that question.

Values are compared, each once however often it is said. What news English leaves unsaid (the year, a weekday beside a
date) and what it makes explicit (24日 as *January 24*, *Wednesday* or *yesterday*) is allowed as far as it fits the
article's date; another day, month or year is not.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from datetime import date

from workflow.model import Dated
from workflow.model.frozen import dataclass
from workflow.text.date import day_halves, relative
from workflow.text.date.cues import Cues
from workflow.text.date.founded import Chinese, founded
from workflow.text.date.match import days_of, is_span, same
from workflow.text.date.mentions_en import find_dates_en
from workflow.text.date.mentions_zh import find_dates_zh
from workflow.text.date.rendered import English, parts, rendered
from workflow.text.date.swapped import swapped

# Between a weekday and its date: "Wednesday, January 24", "January 24 (Wednesday)", "Jan. 24, a Wednesday".
_BESIDE = re.compile(r"[\s,(–-]*(?:the\s+|a\s+)?")


@dataclass(frozen=True, slots=True)
class DateComparison:
    """What does not agree.

    Attributes:
        missing: dates of the Chinese that the English does not state.
        extra: dates of the English that the Chinese does not state.
        altered: a date of the Chinese, and what the English has in its place.
        weekdays: dates of the English with a weekday they do not fall on, and the weekday (ISO) they do.
        source_weekdays: the same of the Chinese.
    """

    missing: tuple[Dated, ...] = ()
    extra: tuple[Dated, ...] = ()
    altered: tuple[tuple[Dated, Dated], ...] = ()
    weekdays: tuple[tuple[Dated, int], ...] = ()
    source_weekdays: tuple[tuple[Dated, int], ...] = ()


NOTHING = DateComparison()
_MOST_ODD = 100  # dates of one text that the other states otherwise or not at all; prose has a few
MOST = 400  # dates of a text that are compared; a text with more is a table of dates, and every date of it would match


def compare_dates(source: str, target: str, day: date | None = None) -> DateComparison:
    """Compare the dates of a Chinese text with those of its English; texts with more than `MOST` dates are let pass.

    Args:
        source: plain Chinese text.
        target: plain English text.
        day: the article's date, None where it is not known.
    """
    said, made = find_dates_zh(source, day), find_dates_en(target, day)
    halves = day_halves.turned(source, target)
    if not (said or made or halves) or max(len(said), len(made)) > MOST:
        return NOTHING
    english, chinese = English(target, made, day), Chinese(said, Cues.of(source), day)
    owed = _unlike([part for mention in said for part in parts(mention)], made)
    missing = [part for part in owed if not rendered(part, english)]
    faults = tuple(_weekday_faults(made, target, said, day))
    odd = _unlike(made, chinese.dates)
    unfounded = [mention for mention in odd if not (founded(mention, chinese) or _in_fault(mention, faults))]
    altered = (*_paired(missing, unfounded), *_paired(_implied(owed, missing, english), _certain(unfounded, missing)))
    if day is None and not altered:
        altered = tuple(swapped(chinese.all, made))
    lost, replaced = [pair[0] for pair in altered], [pair[1] for pair in altered]
    return DateComparison(
        missing=tuple(mention for mention in missing if not mention.vague and mention not in lost),
        extra=tuple(mention for mention in unfounded if _is_addition(mention, chinese) and mention not in replaced),
        altered=altered or halves,
        weekdays=faults,
        source_weekdays=tuple(_weekday_faults(said, source, (), day)),
    )


def _unlike(mentions: Sequence[Dated], others: Sequence[Dated]) -> list[Dated]:
    """The first mentions that the other text does not have in the same values: each of them is compared with all."""
    values = {_values(other) for other in others if _is_plain(other)}
    return [mention for mention in mentions if _values(mention) not in values or not _is_plain(mention)][:_MOST_ODD]


def _values(mention: Dated) -> tuple[object, ...]:
    when = (mention.year, mention.month, mention.day, mention.until, mention.century, mention.decade)
    return (*when, mention.quarter, mention.half)


def _is_plain(mention: Dated) -> bool:
    """Whether a mention states nothing beside its values that another text may say in its own way."""
    return not (mention.times or mention.weekday or mention.relative)


def _implied(owed: Sequence[Dated], missing: Sequence[Dated], english: English) -> list[Dated]:
    """Dates that the English may mean (*last year*) but does not state: another one may stand for them."""
    return [
        part
        for part in owed
        if not (part.vague or part.times or part in missing)
        and not any(same(part, other, english.day) for other in english.dates if not other.relative)
    ]


def _certain(unfounded: Sequence[Dated], missing: Sequence[Dated]) -> list[Dated]:
    """Additions that are certainly dates and stand for nothing that is missing."""
    return [made for made in unfounded if not made.vague and not any(_replaces(made, said) for said in missing)]


def _in_fault(mention: Dated, faults: Sequence[tuple[Dated, int]]) -> bool:
    """Whether a weekday is reported already, with the date that it does not fit."""
    return bool(mention.weekday) and any(fault.start <= mention.start < fault.end for fault, _ in faults)


def _is_addition(mention: Dated, chinese: Chinese) -> bool:
    """Whether an unfounded mention is certainly a date, and no time of day that the Chinese may name in words."""
    return not mention.vague and not (mention.times and chinese.cues.clock)


def _paired(missing: Sequence[Dated], unfounded: Sequence[Dated]) -> Iterator[tuple[Dated, Dated]]:
    """Each missing date with an unfounded one of its kind, in order; two doubtful ones prove nothing."""
    left = list(unfounded)
    for mention in missing:
        other = next((found for found in left if _replaces(found, mention)), None)
        if other:
            left.remove(other)
            yield mention, other


def _replaces(made: Dated, said: Dated) -> bool:
    doubtful = made.vague and said.vague and not (made.relative and said.relative)
    return _kind(made) == _kind(said) and not doubtful


def _kind(mention: Dated) -> str:
    if mention.vague and mention.relative:
        tables = {"year": relative.YEARS, "month": relative.MONTHS, "day": relative.DAYS}
        return next(name for name, table in tables.items() if mention.relative in table)
    for kind in ("times", "weekday", "century", "decade", "day"):
        if getattr(mention, kind):
            return kind
    return "span" if is_span(mention) else "month" if mention.month else "year"


def _weekday_faults(
    mentions: Sequence[Dated], text: str, others: Sequence[Dated], day: date | None
) -> Iterator[tuple[Dated, int]]:
    """Dates beside a weekday that they do not fall on, where their year is known; `others` may state that year."""
    for mention in _with_weekdays(mentions, text):
        if not mention.year:
            year = next((other.year for other in others if other.year and other.day and same(mention, other, day)), 0)
            mention = mention._replace(year=year)  # noqa: PLW2901
        known = list(days_of(mention, day))
        if known and all(made.isoweekday() != mention.weekday for made in known):
            yield mention, known[0].isoweekday()


def _with_weekdays(mentions: Sequence[Dated], text: str) -> Iterator[Dated]:
    """Days that carry a weekday, read as one mention (星期三 behind a date) or as two (*Wednesday, January 24*)."""
    for mention in mentions:
        if mention.weekday and mention.day and mention.relative not in relative.WEEKS:
            yield mention
    for left, right in itertools.pairwise(mentions):
        weekday, dated = (left, right) if left.weekday else (right, left)
        if dated.weekday or not weekday.weekday or weekday.day or not (dated.day and dated.month):
            continue
        if dated.relative or not _BESIDE.fullmatch(text, left.end, right.start):
            continue
        yield dated._replace(
            weekday=weekday.weekday, start=left.start, end=right.end, text=text[left.start : right.end]
        )
