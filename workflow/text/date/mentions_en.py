"""Dates in English running text, as values, in every usual form.

A mention is `vague` where the words may well be no date (*May*, *the 1998 households*) or only gloss one in brackets
(*the Tang Dynasty (618-907)*): it renders a date of the Chinese, but is no addition to it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from workflow.model import Dated
from workflow.text.date import relative
from workflow.text.date.tokens_en import COUNT, DECADE, ITEM, NAMED, ORDINAL, PART, pieces
from workflow.text.date.words import WEEKDAY_NAMES, WEEKDAYS
from workflow.text.vocabulary import MONTHS

# Words before a bare year or month that make it a date beyond doubt.
_FIRM = re.compile(
    r"\b(?:in|since|by|from|until|till|during|before|after|between|through|throughout|year|early|late|mid|circa|"
    r"end of|beginning of|start of|middle of|last|this|next)[\s-]+(?:the\s+)?$",
    re.IGNORECASE,
)
_OF = re.compile(r"\b(?:of|for|to|than|over|vs)\s$")  # "the same period of 2022."
_STOP = re.compile(r"[,.;:)]|\s*$|\s(?:and|to|was|is|were|with|as|in|at|by|when)\b")
_COUNTED = re.compile(
    r"\s+(?!in|and|to|at|on|by|as|was|is|were|when|with|for|the|that|which|will|has|had|it|he|she|they|we)[a-z]+s\b"
)
_AGE = re.compile(
    r"\b(?:his|her|their|my|your|our|its|into|the (?:low|mid|high))[\s-]+(?:early|mid|late)?[\s-]*$", re.IGNORECASE
)
_OF_YEAR = re.compile(
    r",?\s*(?:of|in)?\s*(?:the\s+)?(?:(?:fiscal|calendar|financial)\s+)?(?:year\s+)?(?P<year>(?:1\d|20|21)\d\d)(?![\d.,]\d|\d)|\s+of\s+(?:the|this|last|next)\s+year\b"
)
_TIME = re.compile(r"(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:[:.](\d\d))?")
_NUMBER = re.compile(r"\d+")


@lru_cache(maxsize=8)  # drafting and checks ask about one unit several times
def find_dates_en(text: str, day: date | None = None) -> tuple[Dated, ...]:
    """Every mention of a date in an English text, in order; relative ones are resolved by the article's date `day`."""
    found: list[Dated] = []
    end = 0
    for match in pieces(text):
        if match.start() < end:  # "the second half of 2023" has taken its year
            continue
        group = match.lastgroup or ""
        reader = _READERS.get(group)
        made = reader(match) if reader else _relative(match, group.replace("_", "-"), day)
        found.extend(_finished(mention, text) for mention in made)
        end = max(match.end(), found[-1].end if found else 0)
    return tuple(found)


def _dated(match: re.Match[str], **stated: object) -> Dated:
    return Dated(start=match.start(), end=match.end(), text=match[0], **stated)  # type: ignore[arg-type]


def _relative(match: re.Match[str], name: str, day: date | None) -> Iterator[Dated]:
    year, month, dom = relative.resolve(name, day)
    yield _dated(match, relative=name, year=year, month=month, day=dom, vague=True)


def _finished(mention: Dated, text: str) -> Dated:
    """The mention with its text as written, *early*, *mid*, *late* or *end of* before it taken in."""
    written = text[mention.start : mention.end]
    if mention.text != written:  # phrases are looked for in lower case
        mention = mention._replace(text=written)
    if mention.day or mention.weekday or mention.times or mention.vague:
        return mention
    lead = PART.search(text, max(0, mention.start - 20), mention.start)
    if not lead:
        return mention
    start = lead.start()
    return mention._replace(part=lead.lastgroup or "", start=start, text=text[start : mention.end])


# --- Days and months -------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Point:
    year: int = 0
    month: int = 0
    day: int = 0
    ranged: bool = False  # whether it ends a range that the point before it begins


def _cluster(match: re.Match[str]) -> Iterator[Dated]:
    """``January 24, 2024``, ``Jan. 3-5``, ``24 and 25 May``, ``December 2023 to March 2024``."""
    points = [point for point in _points(match[0]) if _sane(point)]
    number = 0
    while number < len(points):
        first = points[number]
        last = points[number + 1] if number + 1 < len(points) and points[number + 1].ranged else None
        until = (last.year, last.month, last.day) if last else (0, 0, 0)
        yield _dated(
            match, year=first.year, month=first.month, day=first.day, until=until, vague=_doubtful(match, first)
        )
        number += 2 if last else 1


def _points(cluster: str) -> list[_Point]:
    points: list[_Point] = []
    ranged = False
    for item in ITEM.finditer(cluster):
        kind, text = item.lastgroup, item[0]
        if kind in ("to", "and"):
            ranged = kind == "to"
            continue
        if kind == "month":
            _take_month(points, MONTHS[text.rstrip(".").lower()], ranged=ranged)
        elif kind == "day":
            _take_day(points, int(item["day"]), ranged=ranged)
        else:
            for point in points:
                point.year = point.year or int(text)
        ranged = False
    return points


def _take_month(points: list[_Point], month: int, *, ranged: bool) -> None:
    if points and not points[-1].month:  # 24 and 25 May
        for point in points:
            point.month = point.month or month
    else:
        points.append(_Point(month=month, ranged=ranged))


def _take_day(points: list[_Point], day: int, *, ranged: bool) -> None:
    if points and points[-1].month and not points[-1].day:
        points[-1].day = day
    else:
        points.append(_Point(month=points[-1].month if points else 0, day=day, ranged=ranged))


def _sane(point: _Point) -> bool:
    return 0 <= point.day <= 31  # noqa: PLR2004 - "January 98" is January


def _doubtful(match: re.Match[str], point: _Point) -> bool:
    """Whether a month that stands alone may be a verb or a name (May, March, April)."""
    if point.day or point.year:
        return False
    return not _FIRM.search(match.string, max(0, match.start() - 24), match.start())


def _iso(match: re.Match[str]) -> Iterator[Dated]:
    year, month, day = (int(number) for number in _NUMBER.findall(match[0]))
    if 1 <= month <= 12 and 1 <= day <= 31:  # noqa: PLR2004 - calendar
        yield _dated(match, year=year, month=month, day=day)


def _numeric(match: re.Match[str]) -> Iterator[Dated]:
    """24/1/2024, or 1/24/2024; where both orders are possible, either meaning, none of them certain."""
    first, second, *rest = (int(number) for number in _NUMBER.findall(match[0]))
    year = rest[0] if rest else 0
    orders = {(month, day) for month, day in ((first, second), (second, first)) if 1 <= month <= 12 and 1 <= day <= 31}  # noqa: PLR2004
    for month, day in sorted(orders):
        yield _dated(match, year=year, month=month, day=day, vague=len(orders) > 1 or not year)


def _day_of_month(match: re.Match[str]) -> Iterator[Dated]:
    day = int(_NUMBER.findall(match[0])[0])
    if 1 <= day <= 31:  # noqa: PLR2004 - calendar
        yield _dated(match, day=day, vague=True)


def _named(match: re.Match[str]) -> Iterator[Dated]:
    month, day = NAMED[match[0].lower()]
    yield _dated(match, month=month, day=day, vague=True)


def _weekday(match: re.Match[str]) -> Iterator[Dated]:
    name = match[0].lower().rstrip(".")
    number = WEEKDAYS.get(name) or WEEKDAYS[name.removesuffix("s")]
    full = name.removesuffix("s") == WEEKDAY_NAMES[number - 1][0]
    yield _dated(match, weekday=number, vague=not full)


# --- Years, decades, centuries ---------------------------------------------------------------------------------------


def _years(match: re.Match[str]) -> Iterator[Dated]:
    first, *rest = (int(number) for number in _NUMBER.findall(match[0]))
    firm = bool(_FIRM.search(match.string, max(0, match.start() - 24), match.start()))
    firm = firm or bool(
        _OF.search(match.string, max(0, match.start() - 8), match.start()) and _STOP.match(match.string, match.end())
    )
    vague = not (firm or rest) or bool(_COUNTED.match(match.string, match.end()))
    if not rest:
        yield _dated(match, year=first, vague=vague)
        return
    last = rest[0] if rest[0] > 99 else first // 100 * 100 + rest[0]  # noqa: PLR2004 - 2021-25
    yield _dated(match, year=first, until=(last, 0, 0), vague=vague or last <= first)


def _gloss(match: re.Match[str]) -> Iterator[Dated]:
    sign = -1 if "BC" in match[0] else 1
    first, *rest = (int(number) for number in _NUMBER.findall(match[0]))
    if not rest:
        yield _dated(match, year=sign * first, vague=True)
        return
    last = rest[0] if rest[0] > 99 or sign < 0 else first // 100 * 100 + rest[0]  # noqa: PLR2004 - (2018-20)
    yield _dated(match, year=sign * first, until=(sign * last, 0, 0), vague=True)


def _fiscal(match: re.Match[str]) -> Iterator[Dated]:
    years = [int(number) for number in _NUMBER.findall(match[0])]
    first, *rest = [year if year > 99 else 2000 + year for year in years]  # noqa: PLR2004 - FY24
    yield _dated(match, year=first, until=(rest[0], 0, 0) if rest else (0, 0, 0))


def _era(match: re.Match[str]) -> Iterator[Dated]:
    for number in map(int, _NUMBER.findall(match[0].replace(",", ""))):
        yield _dated(match, year=-number if "B" in match[0] else number, vague="B" not in match[0])


def _decade(match: re.Match[str]) -> Iterator[Dated]:
    digits = re.sub(r"\D", "", match[0])
    short = len(digits) == 2  # noqa: PLR2004 - the 80s
    year = int(digits) if not short else 1900 + int(digits)
    if digits == "00" or (short and _AGE.search(match.string, max(0, match.start() - 24), match.start())):
        return
    yield _dated(match, year=year, decade=True, vague=short)


def _decade_word(match: re.Match[str]) -> Iterator[Dated]:
    if not _AGE.search(match.string, max(0, match.start() - 24), match.start()):
        yield _dated(match, year=1900 + 10 * DECADE[match[0].lower()], decade=True, vague=True)


def _century(match: re.Match[str]) -> Iterator[Dated]:
    text = match[0].lower()
    numbers = [int(number) for number in _NUMBER.findall(text)]
    if text.startswith(("this", "last", "new", "mid", "turn")):
        yield _dated(match, century=20 if text.startswith("last") else 21, vague=True)
        return
    numbers = numbers or [ORDINAL[word] for word in re.findall("|".join(sorted(ORDINAL, key=len, reverse=True)), text)]
    for number in numbers:
        yield _dated(match, century=number)


# --- Quarters and halves ---------------------------------------------------------------------------------------------


def _of_year(match: re.Match[str]) -> tuple[int, int, bool]:
    """The year named behind a quarter or half, where the mention ends, and whether it is certainly of a year."""
    tail = _OF_YEAR.match(match.string, match.end())
    if not tail:
        return 0, match.end(), False
    return int(tail["year"] or 0), tail.end(), True


def _span(match: re.Match[str], first: int, last: int, *, quarter: int = 0, half: int = 0) -> Dated:
    year, end, sure = _of_year(match)
    short = re.search(r"[QH]\d?\s*['’]?(\d{2,4})$", match[0])
    if short:
        year, sure = int(short[1]) if len(short[1]) > 2 else 2000 + int(short[1]), True  # noqa: PLR2004 - Q1 24
    found = _dated(match, year=year, month=first, until=(year, last, 0), quarter=quarter, half=half, vague=not sure)
    return found._replace(end=end, text=match.string[match.start() : end])


def _first_months(match: re.Match[str]) -> Iterator[Dated]:
    word = match[0].split()[1].split("-")[0].lower()
    count = int(word) if word.isdecimal() else COUNT[word]
    months = count * 3 if "quarter" in match[0] else count
    if 1 <= months <= 12:  # noqa: PLR2004 - calendar
        yield _span(match, 1, months)


def _months_to(match: re.Match[str]) -> Iterator[Dated]:
    """*The three months to June*: the span, and its last month."""
    words = match[0].lower().replace("-", " ").split()
    count, last = int(words[0]) if words[0].isdecimal() else COUNT[words[0]], MONTHS[words[-1]]
    if count <= last:
        yield _span(match, last - count + 1, last)._replace(vague=True)
    yield _dated(match, month=last)


def _quarters(match: re.Match[str]) -> Iterator[Dated]:
    words = re.findall(r"[a-z]+|[1-4](?=st|nd|rd|th)", match[0].lower())
    numbers = [
        int(word) if word.isdecimal() else ORDINAL[word] for word in words if word in ORDINAL or word.isdecimal()
    ]
    for number in numbers:
        yield _span(match, 3 * number - 2, 3 * number, quarter=number)


def _short_quarter(match: re.Match[str]) -> Iterator[Dated]:
    number = int(_NUMBER.findall(match[0])[0][0])
    if "H" not in match[0]:
        yield _span(match, 3 * number - 2, 3 * number, quarter=number)
    elif number <= 2:  # noqa: PLR2004 - halves
        yield _span(match, 6 * number - 5, 6 * number, half=number)


def _half(match: re.Match[str]) -> Iterator[Dated]:
    number = 1 if match[0].lower().startswith("first") else 2
    yield _span(match, 6 * number - 5, 6 * number, half=number)


# --- Times of day ----------------------------------------------------------------------------------------------------


def _meridiem(match: re.Match[str]) -> Iterator[Dated]:
    text = match[0].lower()
    late = "p" in text.replace("p.m", "pm")[-4:]
    for hour, minute in _TIME.findall(text):
        number = COUNT[hour] if hour in COUNT else int(hour)
        if number <= 24:  # noqa: PLR2004 - a clock
            number = number % 12 + (12 if late else 0) if number <= 12 else number % 24  # noqa: PLR2004
            yield _dated(match, times=(f"{number:02}:{minute or '00'}",))


def _clock(match: re.Match[str]) -> Iterator[Dated]:
    hour, minute = int(match[0].split(":")[0]), match[0].split(":")[1]
    hours = (hour, hour + 12) if 1 <= hour < 12 else (hour,)  # noqa: PLR2004 - 9:30 may be in the evening
    yield _dated(match, times=tuple(f"{h % 24:02}:{minute}" for h in hours), vague=True)


def _military(match: re.Match[str]) -> Iterator[Dated]:
    yield _dated(match, times=(f"{int(match[0][:2]) % 24:02}:{match[0][2:]}",), vague=True)


def _oclock(match: re.Match[str]) -> Iterator[Dated]:
    word = match[0].split()[0].lower()
    if word in ("noon", "midday", "midnight"):
        yield _dated(match, times=("00:00" if word == "midnight" else "12:00",), vague=True)
        return
    hour = int(word) if word.isdecimal() else COUNT[word]
    if hour <= 12:  # noqa: PLR2004 - a clock
        yield _dated(match, times=(f"{hour % 12:02}:00", f"{hour % 12 + 12:02}:00"))


# By the last group that an alternative fills.
_READERS: dict[str, Callable[[re.Match[str]], Iterator[Dated]]] = {
    "iso": _iso,
    "numeric": _numeric,
    "slash": _numeric,
    "monthday": _cluster,
    "daymonth": _cluster,
    "monthyear": _cluster,
    "era": _era,
    "anno": _era,
    "decade": _decade,
    "decadeword": _decade_word,
    "gloss": _gloss,
    "fiscal": _fiscal,
    "years": _years,
    "months": _first_months,
    "monthsto": _months_to,
    "quarters": _quarters,
    "quartershort": _short_quarter,
    "shortquarter": _short_quarter,
    "half": _half,
    "century": _century,
    "centuries": _century,
    "weekday": _weekday,
    "meridiem": _meridiem,
    "wordmeridiem": _meridiem,
    "clock": _clock,
    "military": _military,
    "oclock": _oclock,
    "wordclock": _oclock,
    "dom": _day_of_month,
    "named": _named,
}
