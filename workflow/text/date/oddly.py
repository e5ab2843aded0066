"""A second look before a date is called missing or an addition: does it stand there in a form that no reader knows?

Only figures and names of months are looked at (*October, 1*, 十二月十五号, *1,000 years*); what stands between them is
the writer's. Nothing is explained by another figure than that of the date.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from workflow.model import Dated
from workflow.text.date.match import is_range
from workflow.text.date.words import MONTH_NAMES, narrow, small_number

_REACH = 8  # characters between a month and its day
_FIGURE = re.compile(r"(?<![\d.,])(?:\d,\d{3}|\d{1,4})(?![\d%]|[.,]\d)")
_HAN = r"[\d〇○零一二三四五六七八九十廿卅]{1,3}"
_DAY_ZH = re.compile(rf"(?:({_HAN})\s?月(?:份|的|\s)?)?({_HAN})\s?[日号](?![本报元])")


def stated_oddly(mention: Dated, target: str) -> bool:
    """Whether every figure of a Chinese date stands in an English text, its day beside its month."""
    if is_range(mention) or mention.times or mention.weekday or mention.relative or mention.decade or mention.century:
        return False
    stated = not mention.year or _stands(mention.year, target)
    if mention.month and mention.day:
        return stated and any(_beside(mention.day, name, target) for name in _names(mention.month, target))
    return stated and bool(mention.year) and not (mention.month or mention.day)


def named_oddly(mention: Dated, source: str, dates: Sequence[Dated]) -> bool:
    """Whether the day of an English date stands in a Chinese text, in its month or where the reader saw no date."""
    if is_range(mention) or mention.times or mention.weekday or not mention.day:
        return False
    return any(
        day == mention.day and (month == mention.month or not month) for month, day in _days_zh(narrow(source), dates)
    )


def _days_zh(text: str, dates: Sequence[Dated]) -> Iterator[tuple[int, int]]:
    for match in _DAY_ZH.finditer(text):
        month, day = (small_number(part) if part else 0 for part in match.groups())
        if month or not any(one.start <= match.start() < one.end for one in dates):
            yield month, day


def _names(month: int, text: str) -> Iterable[re.Match[str]]:
    names = "|".join(name.capitalize() for name in MONTH_NAMES[month - 1])
    return re.finditer(rf"\b(?:{names})\b", text)


def _beside(day: int, name: re.Match[str], text: str) -> bool:
    around = text[max(0, name.start() - _REACH) : name.start()], text[name.end() : name.end() + _REACH]
    return any(_stands(day, part) for part in around)


def _stands(number: int, text: str) -> bool:
    return any(int(match[0].replace(",", "")) == number for match in _FIGURE.finditer(text))
