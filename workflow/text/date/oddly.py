"""A second look before a date is called missing or an addition: does it stand there in a form that no reader knows?

Only figures and names of months are looked at (*October, 1*, 十二月十五号, *1,000 years*); what stands between them is
the writer's. Nothing is explained by another figure than that of the date.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from workflow.model import Dated
from workflow.text.date.match import is_range
from workflow.text.date.words import narrow, small_number
from workflow.text.quantity.numbers_en import find
from workflow.text.vocabulary import MONTH_NAMES

_FIGURE = re.compile(r"(?<![\d.,])(?:\d,\d{3}|\d{1,4})(?![\d%]|[.,]\d)")
# What may part a month from a day in front of it, and what stands behind a day: nothing that it counts.
_BEFORE = r"(?P<before>\b[\w-]{1,20})\W{1,3}(?:of\W{1,2})?(?:the\s)?"
_AFTER = (
    r"\W{1,4}(?:the\s)?(?P<after>[\w-]{1,20})(?=\s*(?:\W|$)(?<!\s)|\s*$"
    r"|\s(?:in|at|on|of|to|for|by|from|and|when|while|the|this|last|as)\b)"
)
_HAN = r"[\d〇○零一二三四五六七八九十廿卅]{1,3}"
_DAY_ZH = re.compile(rf"(?:({_HAN})\s?月(?:份|的|\s)?)?({_HAN})\s?[日号](?![本报元])")


def stated_oddly(mention: Dated, target: str) -> bool:
    """Whether every figure of a Chinese date stands in an English text, its day beside its month."""
    if mention.times or mention.weekday or mention.relative or mention.decade or mention.century:
        return False
    if is_range(mention):
        first, last = mention.year, mention.until[0]
        years = rf"{first}\s?[-–—/]\s?(?:{last}|{last % 100:02})(?!\d)"
        return bool(first and last) and not mention.month and re.search(years, target) is not None
    stated = not mention.year or _stands(mention.year, target)
    if mention.month and mention.day:
        return stated and mention.day in set(_days_en(mention.month, target))
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


def _days_en(month: int, text: str) -> Iterator[Decimal]:
    """The numbers that stand beside the name of a month, in digits or words."""
    names = "|".join(name.capitalize() for name in MONTH_NAMES[month - 1])
    for pattern, group in ((rf"{_BEFORE}(?:{names})\b", "before"), (rf"\b(?:{names})\b{_AFTER}", "after")):
        for match in re.finditer(pattern, text):
            yield from (one.low for one in find(match[group]))


def _stands(number: int, text: str) -> bool:
    return any(int(match[0].replace(",", "")) == number for match in _FIGURE.finditer(text))
