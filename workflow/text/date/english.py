"""Dates as an English text owes them: ``January 24, 2024``, ``the first quarter of 2024``, ``late March``."""

from datetime import date

from workflow.model import Dated
from workflow.text.date.words import WEEKDAY_NAMES
from workflow.text.vocabulary import MONTH_NAMES

_RELATIVE = {
    "this-year": "this year",
    "last-year": "last year",
    "next-year": "next year",
    "year-before-last": "the year before last",
    "year-after-next": "the year after next",
    "that-year": "that year",
    "this-month": "this month",
    "last-month": "last month",
    "next-month": "next month",
    "that-month": "that month",
    "today": "today",
    "yesterday": "yesterday",
    "tomorrow": "tomorrow",
    "day-before-yesterday": "the day before yesterday",
    "day-after-tomorrow": "the day after tomorrow",
    "that-day": "that day",
    "next-day": "the next day",
    "day-before": "the day before",
    "recently": "recently",
}
SMALL_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_QUARTERS = ("first", "second", "third", "fourth")
_NONE = (0, 0, 0)


def render_date(mention: Dated, day: date | None = None) -> str:
    """The English of a date mentioned in Chinese.

    Args:
        mention: what `mentions_zh.find_dates_zh` read.
        day: the article's date, which gives 24日 its month.
    """
    when = _when(mention, day)
    if not mention.times:
        return when
    clock = _clock(mention.times[0])
    return f"{clock} on {when}" if mention.day else f"{clock} {when}".strip()


def ordinal(number: int) -> str:
    """``1st``, ``22nd``, ``13th``."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def nearest_month(dom: int, day: date) -> int:
    """The month in which a bare 24日 lies: that which brings it nearest to the article's date."""
    if dom - day.day > 15:  # noqa: PLR2004 - half a month
        return day.month - 1 or 12
    return day.month % 12 + 1 if day.day - dom > 20 else day.month  # noqa: PLR2004 - news looks back rather than ahead


def _when(mention: Dated, day: date | None) -> str:
    if mention.century:
        return _part(mention.part, f"{ordinal(mention.century)} century", article=True)
    if mention.decade:
        return _part(mention.part, f"{mention.year}s", article=True)
    if mention.quarter or mention.half or (mention.until != _NONE and mention.month == 1 and not mention.day):
        return _span(mention)
    if mention.until != _NONE:
        return _range(mention, day)
    return _single(mention, day)


def _single(mention: Dated, day: date | None) -> str:
    if mention.day:
        text = _day(mention, day)
    elif mention.month and mention.relative not in {"this-month", "last-month", "next-month"}:
        text = _part(mention.part, " ".join(filter(None, (_month(mention.month), _year(mention)))))
    else:
        text = _part(mention.part, _RELATIVE.get(mention.relative, "") or _year(mention))
    if not mention.weekday:
        return text
    name = WEEKDAY_NAMES[mention.weekday - 1][0].capitalize()
    return f"{name}, {text}" if text and mention.relative not in {"last-week", "this-week", "next-week"} else name


def _day(mention: Dated, day: date | None) -> str:
    if mention.relative in {"today", "yesterday", "tomorrow", "day-before-yesterday", "day-after-tomorrow"}:
        return _RELATIVE[mention.relative]
    month = mention.month or (nearest_month(mention.day, day) if day else 0)
    if not month:
        return f"the {ordinal(mention.day)}"
    text = f"{_month(month)} {mention.day}"
    if mention.relative:
        return f"{text} {_RELATIVE[mention.relative]}" if mention.relative.endswith("-year") else text
    return f"{text}, {mention.year}" if mention.year else text


def _span(mention: Dated) -> str:
    whole = _year(mention)
    if mention.quarter:
        text = f"the {_QUARTERS[mention.quarter - 1]} quarter"
    elif mention.half:
        text, whole = f"the {_QUARTERS[mention.half - 1]} half", whole or "the year"
    elif "季" in mention.text:
        text = f"the first {SMALL_NUMBERS[mention.until[1] // 3 - 1]} quarters"
    elif mention.text.startswith(("前", "头")) or "个" in mention.text:
        text = f"the first {_count(mention.until[1])} months"
    else:
        return _range(mention, None)
    return f"{text} of {whole}" if whole else text


def _range(mention: Dated, day: date | None) -> str:
    year, month, dom = mention.until
    if dom:
        first = (
            _day(mention, day) if not mention.year or mention.year != year else f"{_month(mention.month)} {mention.day}"
        )
        tail = f", {year}" if year and not mention.relative else ""
        same = month == mention.month
        last = str(dom) if same and mention.month else f"{_month(month)} {dom}" if month else f"the {ordinal(dom)}"
        if same and not month and day:
            last = str(dom)
        return f"{first} to {last}{tail}"
    if month:
        first = _month(mention.month)
        if mention.year and mention.year != year:
            first = f"{first} {mention.year}"
        return " ".join(
            filter(None, (f"{first} to {_month(month)}", _year(mention) if mention.relative else str(year or "")))
        )
    return f"{mention.year} to {year}"


def _count(number: int) -> str:
    return SMALL_NUMBERS[number - 1] if number < 10 else str(number)  # noqa: PLR2004 - house style


def _year(mention: Dated) -> str:
    if mention.relative.endswith("-year"):
        return _RELATIVE[mention.relative]
    if mention.year < 0:
        return f"{-mention.year} BC"
    return str(mention.year) if mention.year else ""


def _part(part: str, text: str, *, article: bool = False) -> str:
    the = "the " if article else ""
    if not part or not text:
        return the + text
    if part == "end" or (part == "mid" and "century" in text):
        return f"the {'end' if part == 'end' else 'middle'} of {the}{text}"
    return f"{the}mid-{text}" if part == "mid" and "year" not in text else f"{the}{part} {text}"


def _month(number: int) -> str:
    return MONTH_NAMES[number - 1][0].capitalize()


def _clock(time: str) -> str:
    hour, minute = int(time[:2]), time[3:]
    if minute == "00" and hour in (0, 12):
        return "noon" if hour else "midnight"
    minutes = "" if minute == "00" else f":{minute}"
    return f"{(hour - 1) % 12 + 1}{minutes} {'a.m.' if hour < 12 else 'p.m.'}"  # noqa: PLR2004
