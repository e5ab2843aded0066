"""From the Chinese to the English: is a date of the source stated in the target?"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

from workflow.model import Dated
from workflow.model.frozen import dataclass
from workflow.text.date import relative
from workflow.text.date.english import SMALL_NUMBERS, ordinal
from workflow.text.date.match import days_of, ends, is_range, is_span, next_to, on_weekday, same
from workflow.text.date.oddly import stated_oddly
from workflow.text.vocabulary import MONTH_NAMES

_NUMBER = re.compile(r"(?<![\d.,])\d{1,4}(?![\d]|[.,]\d)")
_SHORT_YEAR = re.compile(r"['’‘](\d\d)\b")
_ZONE = re.compile(r"\b(?:GMT|UTC|E[SD]T|P[SD]T|CE?S?T|BST|local time|Beijing time)\b")
_YEAR_END = re.compile(
    r"\byear[- ]end\b|\b(?:end|close) of (?:the|this|last|next|that) year\b|\blate (?:this|last|next) year\b"
)
_SINCE = re.compile(r"\b(?:since|from|starting|beginning|as of)\s(?:in\s|early\s|late\s)?$")
_HALF = re.compile(r"\b(?:half|six[- ]months?|6[- ]months?|halves|H[12])\b", re.IGNORECASE)
# A year that is told by its distance from another.
_LATER = re.compile(
    r"\b(?:(?P<count>\d{1,2}|an?|[a-z]+)\s+years?\s+(?:later|earlier|after|afterwards|before|on|prior|ago)"
    r"|(?:after|within|for|over)\s+(?P<more>\d{1,2}|[a-z]+)\s+years)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    rf"\b(?:following|next|same|subsequent|previous|preceding|that|coming)\s+(?:year|spring|summer|autumn|fall|winter"
    rf"|{'|'.join(names[0] for names in MONTH_NAMES)})\b",
    re.IGNORECASE,
)
_COUNTS = {"a": 1, "an": 1, **{word: count for count, word in enumerate(SMALL_NUMBERS, start=1)}}
_ORDINALS = ("first", "second", "third", "fourth")
_QUARTER_BEFORE = re.compile(r"\b(?:previous|preceding|prior|last) quarter\b", re.IGNORECASE)
_QUARTER = re.compile(r"\bquarter(?:s|ly)?\b|\bthree[- ]months?\b", re.IGNORECASE)


@dataclass(frozen=True)
class English:
    """The target: its text, its dates, and the article's date."""

    text: str
    dates: Sequence[Dated]
    day: date | None

    def apart(self) -> "English":
        """The same with the two ends of each range as dates of their own: what lies within a range is not its end."""
        dates = [end for other in self.dates for end in ((other,) if other.quarter or other.half else ends(other))]
        return English(self.text, dates, self.day)

    @cached_property
    def numbers(self) -> frozenset[int]:
        """Every plain number, and the years of ``'08``."""
        short = [int(number) for number in _SHORT_YEAR.findall(self.text)]
        plain = map(int, _NUMBER.findall(self.text))
        return frozenset((*plain, *(base + number for base in (1900, 2000) for number in short)))

    @cached_property
    def counted(self) -> frozenset[int]:
        """Years that are counted from others: *founded in 2011 and listed eight years later*, *the following March*."""
        found = [_count(match["count"] or match["more"]) for match in _LATER.finditer(self.text)]
        found += [1] * bool(_NEXT.search(self.text))
        known = {year for other in self.dates for year in (other.year, other.until[0]) if year}
        known |= {self.day.year} if self.day else set()
        return frozenset(year + sign * count for year in known for count in found if count for sign in (1, -1))


def _count(word: str) -> int:
    return int(word) if word.isdecimal() else _COUNTS.get(word.lower(), 0)


def parts(mention: Dated) -> Iterator[Dated]:
    """A mention of the Chinese as what is owed one by one: the date, and the time of day.

    A weekday beside a date is not owed: English leaves it out.
    """
    dated = mention.year or mention.month or mention.day or mention.century or mention.relative
    if dated:
        beside = mention.weekday and mention.day and mention.relative not in relative.WEEKS
        changed = beside or mention.times
        yield mention._replace(times=(), weekday=0 if beside else mention.weekday) if changed else mention
    if mention.times:
        yield mention._replace(year=0, month=0, day=0, weekday=0, until=(0, 0, 0), relative="", part="")
    if mention.weekday and not dated:
        yield mention._replace(times=()) if mention.times else mention


def rendered(mention: Dated, english: English) -> bool:
    """Whether the target states (one part of) a mention of the source, in words of its own or in a form unknown."""
    return _rendered(mention, english) or stated_oddly(mention, english.text)


def _rendered(mention: Dated, english: English) -> bool:
    if mention.vague and mention.relative:
        return _relative(mention, english)
    if mention.times or mention.weekday:
        return (_time if mention.times else _weekday)(mention, english)
    found = [other for other in english.dates if same(mention, other, english.day)]
    if found:
        return _year_kept(mention, found, english)
    if is_range(mention) and not (mention.quarter or mention.half):
        apart = english.apart()
        return all(rendered(end, apart) for end in ends(mention)) or (
            is_span(mention) and _implied_span(mention, english)
        )
    return _implied(mention, english)


def _year_kept(mention: Dated, found: Sequence[Dated], english: English) -> bool:
    """Whether the year of a day or month is stated, or understood from the article's date."""
    year = mention.year
    if not year or mention.decade or mention.century or not mention.month:
        return True
    if any(year in (other.year, other.until[0]) for other in found) or _states_year(year, english):
        return True
    if english.day is None or year == english.day.year or mention.relative:
        return True
    bare = mention._replace(year=0, until=(0, 0, 0), day=mention.day or 15)
    return any(made.year == year for made in days_of(bare, english.day))  # "December 31", in a January article


def _states_year(year: int, english: English) -> bool:
    if abs(year) in english.numbers or year in english.counted:
        return True
    if english.day and year == english.day.year and _YEAR_END.search(english.text):
        return True
    return any(year in (other.year, other.until[0]) or _may_be_year(other, year, english) for other in english.dates)


def _may_be_year(other: Dated, year: int, english: English) -> bool:
    """Whether *last year* and its like may name the year; without the article's date they may."""
    if other.relative not in relative.YEARS:
        return False
    return english.day is None or not other.year or other.year == year


def _implied(mention: Dated, english: English) -> bool:
    if mention.century:
        return "centur" in english.text and not any(other.century for other in english.dates if not other.vague)
    if mention.decade:
        return mention.year in english.numbers
    if mention.quarter or mention.half:
        return _implied_span(mention, english)
    if mention.day:
        by_number = re.search(rf"\b{ordinal(mention.day)}\b", english.text)
        return bool(by_number) or any(_implies_day(other, mention, english.day) for other in english.dates)
    if mention.month:
        by_relative = any(_implies_month(other, mention, english.day) for other in english.dates)
        return by_relative or (mention.month == 12 and bool(_YEAR_END.search(english.text)))  # noqa: PLR2004 - December
    return _states_year(mention.year, english)


def _implied_span(mention: Dated, english: English) -> bool:
    """*The quarter*, *the six months to June*, *in eleven months*: named without saying which."""
    spans = [other for other in english.dates if other.quarter or other.half]
    if mention.part == "end" and any(mention.until[1] == other.month for other in english.dates):
        return True  # 一季度末, "the end of March"
    if any(mention.month == other.month and _is_since(other, english.text) for other in english.dates):
        return True  # 二季度以来, "since April"
    if mention.quarter:
        named = any(other.quarter for other in spans)  # "in the first quarter and 4.7 percent in the second"
        if any(other.quarter == mention.quarter % 4 + 1 for other in spans) and _QUARTER_BEFORE.search(english.text):
            return True  # 比上年四季度, "over the previous quarter", beside the first
        wanted = re.compile(rf"\b{_ORDINALS[mention.quarter - 1]}\b") if named else _QUARTER
        return bool(wanted.search(english.text))
    if mention.half:
        return not any(other.half for other in spans) and bool(_HALF.search(english.text))
    count = mention.until[1]
    return bool(re.search(rf"\b(?:{count}|{SMALL_NUMBERS[count - 1]})[\s-]+months?\b", english.text, re.IGNORECASE))


def _is_since(other: Dated, text: str) -> bool:
    return not other.day and bool(_SINCE.search(text, max(0, other.start - 24), other.start))


def _implies_day(other: Dated, mention: Dated, day: date | None) -> bool:
    """Whether *Wednesday* or *yesterday* may be the day of the mention."""
    if other.weekday:
        return on_weekday(mention, other.weekday, day)
    if other.relative not in relative.DAYS:
        return False
    if not other.day:
        return True
    near = date(other.year, other.month, other.day)
    return any(abs(made - near) <= timedelta(1) for made in days_of(mention, day))


def _implies_month(other: Dated, mention: Dated, day: date | None) -> bool:
    if other.relative not in relative.MONTHS:
        return False
    return day is None or not other.month or other.month == mention.month


def _weekday(mention: Dated, english: English) -> bool:
    if mention.weekday >= 6 and "weekend" in english.text:  # noqa: PLR2004 - Saturday and Sunday
        return True
    for other in english.dates:
        if other.weekday == mention.weekday:
            return True
        if next_to(other.weekday, mention.weekday) and _ZONE.search(english.text):
            return True
        if other.day and other.relative not in relative.DAYS and on_weekday(other, mention.weekday, english.day):
            return True
        if other.relative in relative.DAYS and (not other.day or on_weekday(other, mention.weekday, english.day)):
            return True
    return False


def _time(mention: Dated, english: English) -> bool:
    clocks = [other for other in english.dates if other.times]
    if any(not set(mention.times).isdisjoint(other.times) for other in clocks):
        return True
    if clocks:
        return bool(_ZONE.search(english.text))  # another zone's clock
    hour = int(mention.times[0][:2]) % 12 or 12
    return hour in english.numbers or bool(re.search(rf"\b{SMALL_NUMBERS[hour - 1]}\b", english.text, re.IGNORECASE))


def _relative(mention: Dated, english: English) -> bool:
    """Whether a relative expression (去年) is said in the same way, or as a date that it may stand for."""
    if any(other.relative == mention.relative for other in english.dates):
        return True
    if mention.relative in relative.YEARS:
        return _states_year(mention.year, english) if mention.year else any(other.year for other in english.dates)
    if mention.relative in relative.MONTHS:
        return not mention.month or any(other.month == mention.month for other in english.dates)
    return any(other.weekday or (other.day and not other.vague) for other in english.dates)
