"""Telephone numbers, which each language groups in its own way: 0579-12345678 is *+86 579 1234 5678*."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

Span = tuple[int, int]

_RUN = re.compile(r"(?<![\d.,])\+?\(?\d[\d ()\u00a0–—-]{5,24}\d(?![\d.,]\d|\d)")
_DIGITS = re.compile(r"\d[\d ()\u00a0–—-]{5}")
_CUE = re.compile(r"(?:电话|传真|热线|手机|咨询|致电|拨打|座机)[^\d。；]{0,8}$")
_ALSO = re.compile(r"\s*[、,，/或和]\s*")
_COUNTRY = re.compile("^(?:00)?86(?=0?[1-9])")
_MOBILE_OR_TRUNK = re.compile(r"0\d{9,11}$|1[3-9]\d{9}$|[48]00\d{7}$")
_LOCAL, _LONGEST = 7, 11
_NEAR = 0.75  # two digits exchanged, or one wrong or left out


class Compared(NamedTuple):
    """Spans of the telephone numbers of both texts: `same` in source and target, `changed` as pairs of them."""

    same: tuple[list[Span], list[Span]]
    changed: list[tuple[Span, Span]]


NONE = Compared(([], []), [])


def compare(source: str, target: str) -> Compared:
    """Compare the telephone numbers of a Chinese text with those of its English, whatever their groups.

    The country code of China and the 0 before an area code do not count. A number that is nearly one of the Chinese
    text, and not another one of it, is that one changed. Offsets are those of the texts.
    """
    owed = list(_chinese(source)) if _DIGITS.search(source) else []
    if not owed:
        return NONE
    said = list(_numbers(target))
    both = {number for _, number in owed} & {number for _, number in said}
    same = [span for span, number in owed if number in both], [span for span, number in said if number in both]
    free = [(span, number) for span, number in said if number not in both]
    changed: list[tuple[Span, Span]] = []
    for span, number in owed if free else ():
        near = next((other for other, written in free if number not in both and _near(number, written)), None)
        if near:
            changed.append((span, near))
    return Compared(same, changed)


def _near(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _NEAR


def _chinese(text: str) -> Iterator[tuple[Span, str]]:
    """What a Chinese text calls a telephone number, or what has the form of one."""
    end = -1  # of the number before
    for (start, stop), number in _numbers(text):
        digits = "".join(filter(str.isdigit, text[start:stop]))
        listed = end >= 0 and _ALSO.fullmatch(text, end, start)
        if text[start] == "+" or _MOBILE_OR_TRUNK.match(digits) or _CUE.search(text[:start]) or listed:
            end = stop
            yield (start, stop), number


def _numbers(text: str) -> Iterator[tuple[Span, str]]:
    for match in _RUN.finditer(text):
        digits = "".join(filter(str.isdigit, match[0]))
        number = _COUNTRY.sub("", digits).removeprefix("0")
        if _LOCAL <= len(number) <= _LONGEST:
            yield match.span(), number
