"""Dates as Chinese and English pages print them, as ISO 8601.

Only complete dates count (year, month and day, and a day that exists); a time is kept when it stands behind its date.
Forms follow GB/T 7408.1-2023 (``2025-04-18T09:30``), GB/T 15835-2011 (``2025年4月18日``, ``二〇二五年四月十八日``)
and what site systems print beside them.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from workflow.model.frozen import dataclass
from workflow.text.date.words import digit_string, small_number
from workflow.text.vocabulary import MONTHS

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_HAN_DIGIT = "[〇○零O一二三四五六七八九]"
_WEEKDAY = (
    r"(?:[\s,，|(（\[]*(?:(?:星期|周|礼拜|禮拜)[一二三四五六日天]|(?<=[(（])[一二三四五六日](?=[)）])|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?)[)）\]]?)?"
)
_TIME = (
    r"(?:[\s,，|·T]*?(?:at\s+)?(?P<half>上午|下午|晚上|中午|凌晨|早上)?\s*"
    r"(?P<hour>[01]?\d|2[0-4])(?:\s*[:时点]\s*(?P<minute>[0-5]\d)分?(?:(?:\s*:|(?<=分))\s*(?P<second>[0-5]\d)秒?(?:\.\d{1,9})?)?"
    r"|(?P<whole>[时点])整?)(?!\d)(?!\s*[:]\d)"
    r"(?:\s*(?P<meridiem>[ap])\.?m\b\.?)?(?P<zone>Z\b|\s?[+-][01]\d:?[0-5]\d(?!\d))?)?"
)
_PATTERNS = tuple(
    re.compile(pattern + _WEEKDAY + _TIME, re.IGNORECASE)
    for pattern in (
        r"(?<![\d.])(?P<year>(?:19|20)\d\d)\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*(?:日|号|(?=\s|$))",
        rf"(?P<year>{_HAN_DIGIT}{{4}})年(?P<month>[一二三四五六七八九十]{{1,2}})月(?P<day>[一二三四五六七八九十]{{1,3}})[日号]",
        r"(?<![\d.])(?P<year>(?:19|20)\d\d)\s?[-‐‑–/.]\s?(?P<month>\d{1,2})\s?[-‐‑–/.]\s?(?P<day>\d{1,2})(?!\d)",
        r"(?<![\d.])(?P<year>(?:19|20)\d\d)\s+(?P<month>\d{1,2})\s*[-/]\s*(?P<day>\d{1,2})(?!\d)",
        r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?![\d.])",
        rf"\b(?P<month>{_MONTH})\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(?P<year>(?:19|20)\d\d)(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]*(?:of\s+)?(?P<month>{_MONTH})[\s,-]*(?P<year>(?:19|20)\d\d)(?!\d)",
    )
)
_UNIX = re.compile(  # java.util.Date and JavaScript's Date as text: "Fri Apr 18 09:30:00 CST 2025"
    rf"(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})\s+(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)\s+"
    r"[A-Z+:\d]{3,9}\s+(?P<year>\d{4})",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"\s*(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:T?(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?P<second>[0-5]\d)?)?\s*"
)


_SHORT = re.compile(r"\s*(?P<year>\d\d)[-/](?P<month>\d\d)[-/](?P<day>\d\d)" + _TIME + r"\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateHit:
    """A date in a text; offsets are those of the text with its full-width forms folded (see `find_dates`)."""

    iso: str
    start: int
    end: int


def fold_width(text: str) -> str:
    """The text with full-width digits and signs as ASCII, one character for each (NFKC where that keeps the length)."""
    return "".join(c if len(n := unicodedata.normalize("NFKC", c)) != 1 else n for c in text)


def find_dates(text: str) -> Iterator[DateHit]:
    """Every complete date of the text, in order; offsets hold for the text itself, since folding keeps its length."""
    folded = fold_width(text)
    compact = _COMPACT.fullmatch(folded)
    if compact and (iso := _iso(compact)):
        yield DateHit(iso, 0, len(text))
        return
    hits = [
        DateHit(iso, match.start(), match.end())
        for pattern in (*_PATTERNS, _UNIX)
        for match in pattern.finditer(folded)
        if (iso := _iso(match))
    ]
    end = 0
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= end:
            end = hit.end
            yield hit


@lru_cache(maxsize=1024)  # a page states its date five times over
def parse_date(text: str) -> str:
    """The first date of a Chinese or English text as ISO 8601, with its time when one is printed.

    Args:
        text: anything a page prints: an info line, a meta value, a sentence. ``20250418`` counts only when
            it stands alone.

    Returns:
        ``2025-04-18``, ``2025-04-18T09:30``, ``2025-04-18T09:30:12`` or with a zone ``2025-04-18T09:30+08:00``; empty
        when the text states no complete date. Midnight to the second is a data base's default, not a printed time.
    """
    return next((hit.iso for hit in find_dates(text)), "")


def short_date(text: str) -> str:
    """A text that is nothing but a date whose year has two digits (``17-04-28 11:54``) as ISO 8601; else ''.

    Years are those of the web: from 1990 on.
    """
    match = _SHORT.fullmatch(fold_width(text))
    if not match:
        return ""
    century = "20" if match["year"] < "90" else "19"
    return parse_date(f"{century}{text.strip()}")


def day_as(text: str, like: str) -> str:
    """Return the day of an ISO 8601 date in the time zone of another, where both state one; else as `day` does.

    ``2024-01-24T23:30Z`` is the 25th for a page that says ``2024-01-25T07:30+08:00``.
    """
    try:
        moment, zone = datetime.fromisoformat(text), datetime.fromisoformat(like).tzinfo
        return moment.astimezone(zone).date().isoformat() if zone and moment.tzinfo else day(text)
    except (ValueError, OverflowError):
        return day(text)


def day(iso: str) -> str:
    """The day of an ISO 8601 date: ``2025-04-18T09:30+08:00`` → ``2025-04-18``."""
    return iso[:10]


def _iso(match: re.Match[str]) -> str:
    """The match as ISO 8601, or empty when there is no such day."""
    groups = match.groupdict()
    year, month, dom = _number(groups["year"], year=True), _number(groups["month"]), _number(groups["day"])
    if not (1 <= month <= 12 and 1900 <= year <= 2100 and 1 <= dom <= monthrange(year, month)[1]):  # noqa: PLR2004 - calendar
        return ""
    return f"{year:04}-{month:02}-{dom:02}{_time(groups)}"


def _number(text: str, *, year: bool = False) -> int:
    """A year, month or day in digits, Chinese numerals or as an English month."""
    if text.isdecimal():
        return int(text)
    if (name := text.lower().rstrip(".")) in MONTHS:
        return MONTHS[name]
    return max(0, digit_string(text.upper()) if year else small_number(text))


def _time(groups: dict[str, str | None]) -> str:
    """``T09:30[:12][+08:00]``, or nothing when no time (or a data base's midnight) is printed."""
    if groups.get("hour") is None:
        return ""
    hour = int(groups["hour"] or 0)
    minute, second = groups.get("minute") or "00", groups.get("second") or ""
    late = groups.get("half") in {"下午", "晚上"} or (groups.get("meridiem") or "").lower() == "p"
    if late and hour < 12:  # noqa: PLR2004 - noon
        hour += 12
    elif (groups.get("meridiem") or "").lower() == "a" and hour == 12:  # noqa: PLR2004 - midnight
        hour = 0
    if hour == 24 or (hour == 0 and minute == "00" and second == "00"):  # noqa: PLR2004 - end of the day
        return ""
    zone = (groups.get("zone") or "").strip()
    if zone.upper() == "Z":
        zone = "+00:00"
    elif zone and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"T{hour:02}:{minute}{':' + second if second else ''}{zone}"
