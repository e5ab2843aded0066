"""From the English to the Chinese: does a date of the target have its ground in the source?"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from workflow.model import Dated
from workflow.model.frozen import dataclass
from workflow.text.date import relative
from workflow.text.date.cues import Cues
from workflow.text.date.match import days_of, ends, is_range, is_span, months_of, next_to, on_weekday, same
from workflow.text.date.oddly import named_oddly

_MONTH_END = 28
_LAST_REIGN = 1949  # 民国三十八年


@dataclass(frozen=True)
class Chinese:
    """The source: its dates, those that names stand for, its other words, and the article's date."""

    dates: Sequence[Dated]
    cues: Cues
    day: date | None

    @property
    def all(self) -> Sequence[Dated]:
        """Dates stated, and dates that names stand for."""
        return (*self.dates, *self.cues.named)


def founded(mention: Dated, chinese: Chinese) -> bool:
    """Whether a mention of the target says nothing that the source does not state, imply or leave to be computed."""
    for stated, verdict in _VERDICTS.items():
        if getattr(mention, stated):
            return verdict(mention, chinese) or (
                year_known(mention.year, chinese) and named_oddly(mention, chinese.cues.text, chinese.dates)
            )
    return all(year_known(end.year, chinese) for end in ends(mention))


def _times(mention: Dated, chinese: Chinese) -> bool:
    return any(not set(mention.times).isdisjoint(other.times) for other in chinese.dates)


def _day_or_month(mention: Dated, chinese: Chinese) -> bool:
    found = [other for other in chinese.all if same(mention, other, chinese.day)]
    if found:
        stated = any(other.year for other in found) or not mention.year
        return stated or all(year_known(end.year, chinese) for end in ends(mention))
    if is_span(mention) and (mention.quarter or mention.half):
        return _span_implied(mention, chinese)
    if is_range(mention):
        holiday = any(
            same(ends(mention)[0], other, chinese.day) for other in chinese.cues.named
        )  # 十一: October 1 to 7
        return holiday or all(_day_or_month(end, chinese) for end in ends(mention))
    if mention.day:
        return _day_implied(mention, chinese)
    return _month_implied(mention, chinese)


def _span_implied(mention: Dated, chinese: Chinese) -> bool:
    """季报 without its quarter, 前六个月 for the first half, three quarters named one by one."""
    text = chinese.cues.text
    if mention.half:
        other_half = any(other.half for other in chinese.dates)
        return not other_half and any(word in text for word in ("半", "六个月", "6个月", "1-6月", "中期"))
    return "季" in text and not any(other.quarter or is_span(other) for other in chinese.dates)


def _day_implied(mention: Dated, chinese: Chinese) -> bool:
    if chinese.cues.feast or (chinese.cues.counted and chinese.day is None):
        return True
    if mention.day >= _MONTH_END and any(other.until[1] == mention.month and is_span(other) for other in chinese.dates):
        return True  # "the three months ended March 31"
    return any(_meets(other, mention, chinese.day) for other in chinese.dates)


def _meets(other: Dated, mention: Dated, day: date | None) -> bool:
    """Whether 昨日 or 周三 may be the day that the English spells out."""
    if other.weekday and not other.day:
        return on_weekday(mention, other.weekday, day)
    if other.relative not in relative.DAYS or other.relative == "recently":
        return False
    if not other.day:
        return True
    near = date(other.year, other.month, other.day)
    return any(abs(made - near) <= timedelta(1) for made in days_of(mention, day))


def _month_implied(mention: Dated, chinese: Chinese) -> bool:
    cues, day = chinese.cues, chinese.day
    if cues.feast or (cues.counted and (day is None or "月" in cues.text)):
        return True
    if cues.year_turn and mention.month in (1, 12):
        return True
    return any(_has_month(other, mention.month, day) for other in chinese.dates)


def _has_month(other: Dated, month: int, day: date | None) -> bool:
    if other.relative in relative.MONTHS or other.relative in relative.DAYS:
        return other.month in (0, month)
    if other.day and not other.month:
        return day is None or month in months_of(other.day, day)
    if is_span(other) and other.part == "end":
        return month == other.until[1]
    if is_span(other) and not other.quarter:
        return month in (other.month, other.until[1])
    return other.part == "end" and not other.month and month == 12  # noqa: PLR2004 - December


def _weekday(mention: Dated, chinese: Chinese) -> bool:
    if chinese.cues.feast or (chinese.cues.weekend and mention.weekday in (6, 7)):
        return True
    if chinese.day is None and not any(other.weekday for other in chinese.dates):
        return True  # nothing is known of the day that the English names
    for other in chinese.all:
        if other.weekday == mention.weekday or (chinese.cues.zone and next_to(other.weekday, mention.weekday)):
            return True
        if other.weekday:
            continue
        if other.relative in relative.DAYS and not other.day:
            return True
        if any(end.day and on_weekday(end, mention.weekday, chinese.day) for end in ends(other)):
            return True
    return False


def _century(mention: Dated, chinese: Chinese) -> bool:
    number = mention.century
    for other in chinese.all:
        year = other.year - 1 if other.year > 0 and not other.decade else other.year
        if number == other.century or (year and number == year // 100 + 1):
            return True
    return "世纪" in chinese.cues.text and not any(other.century for other in chinese.dates)


def _decade(mention: Dated, chinese: Chinese) -> bool:
    first = mention.year
    if chinese.cues.counted or first in chinese.cues.numbers:
        return True
    years = [other.year for other in chinese.all if other.year]
    within = any(first % 1000 == year % 1000 or first <= year < first + 10 for year in years)
    return within or any(first == other.century * 100 - 100 for other in chinese.dates if other.century)  # the 1900s


def year_known(year: int, chinese: Chinese) -> bool:
    """Whether the source states the year, or it is the article's own or one that the source lets compute."""
    day, cues = chinese.day, chinese.cues
    turn = cues.year_turn and not any(other.year and not other.relative for other in chinese.dates)
    if not year or year in cues.numbers or cues.counted or (cues.reign and year < _LAST_REIGN):
        return True
    if any(_has_year(other, year) for other in chinese.all):
        return True
    if day is None:
        stated = any(other.year for other in chinese.dates)
        open_ = any(other.relative in relative.YEARS for other in chinese.dates) or turn
        return open_ or (not stated and any(other.month or other.day for other in chinese.all))
    if year == day.year or (turn and abs(year - day.year) == 1):
        return True
    return year == day.year - 1 and any(other.month > day.month and not other.year for other in chinese.dates)


def _has_year(other: Dated, year: int) -> bool:
    if other.decade:
        return other.year <= year < other.year + 10
    if other.year == year or other.until[0] == year:
        return True
    return bool(other.until[0]) and not other.month and other.year < year < other.until[0]


def _relative(mention: Dated, chinese: Chinese) -> bool:
    if chinese.cues.allows(mention.relative):
        return True
    if mention.relative in relative.YEARS:
        years = {year for other in chinese.all for year in (other.year, other.until[0]) if year}
        return mention.year in years if mention.year else bool(years)
    return False


# By what a mention states, the first that holds.
_VERDICTS: Mapping[str, Callable[[Dated, Chinese], bool]] = {
    "relative": _relative,
    "times": _times,
    "weekday": _weekday,
    "century": _century,
    "decade": _decade,
    "day": _day_or_month,
    "month": _day_or_month,
}
