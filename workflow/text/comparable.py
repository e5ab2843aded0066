"""Chinese text as it is compared: what readers take for the same is the same, and every hit finds its way back.

Width, quotation marks, middle dots, letter case, white space next to Chinese characters and invisible characters do not
count. Traditional characters are compared as Simplified ones; OpenCC's conversion keeps the length, so that places stay
what they are.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from workflow.text.chars import INVISIBLE, REPLACED

if TYPE_CHECKING:
    import opencc

# Spaces and invisible characters. A space next to a Chinese character is layout (line breaks of a page, padded
# headings), never part of a word; between others a run counts as one.
_LAYOUT = re.compile(f"[\\s{INVISIBLE}]+")
_WIDTHS = {
    chr(code): narrow
    for code in range(0xFF00, 0xFFF0)
    if len(narrow := unicodedata.normalize("NFKC", chr(code))) == 1 and narrow != chr(code)
}
_SAME = {**{wide: REPLACED.get(narrow, narrow) for wide, narrow in _WIDTHS.items()}, **REPLACED}
_TOUCHED = re.compile(f"[{''.join(map(re.escape, _SAME))}]")
_IN_BOTH = re.compile("[後於徵夥]")  # Traditional, although GB 2312 has them
_IDEOGRAPHS = re.compile("[\u4e00-\u9fff]+")


Span = tuple[int, int, int]
"""What is found there (a number of the finder's), start and end."""


class Comparable(NamedTuple):
    """Text made comparable. `kept` are the starts of its pieces, `origins` where each began in the original."""

    text: str
    kept: tuple[int, ...] = (0,)
    origins: tuple[int, ...] = (0,)

    def origins_of(self, spans: Iterable[Span]) -> Iterable[Span]:
        """Give each span (number, start, end), in the order of the text, its place in the original."""
        return self._moved(spans) if len(self.kept) > 1 else spans

    def _moved(self, spans: Iterable[Span]) -> Iterator[Span]:
        piece, shift, limit = 0, 0, self._end(0)
        for number, start, end in spans:
            while start >= limit:
                piece += 1
                shift, limit = self.origins[piece] - self.kept[piece], self._end(piece)
            yield number, start + shift, end + shift if end <= limit else self._origin(end - 1) + 1

    def _end(self, piece: int) -> int:
        return self.kept[piece + 1] if piece + 1 < len(self.kept) else len(self.text)

    def _origin(self, index: int) -> int:
        piece = bisect_right(self.kept, index) - 1
        return self.origins[piece] + index - self.kept[piece]


@lru_cache(maxsize=2)  # terms and persons are looked for one after the other
def comparable(text: str) -> Comparable:
    """Return a text as its terms are looked for in it."""
    return _tighten(_lowered(simplified(_replaced(text))))


@lru_cache(maxsize=16384)  # the persons of a glossary are joined with those of every article
def normal(pattern: str) -> str:
    """Return the form under which a source term is compared."""
    return comparable(pattern.strip()).text.strip()


def _replaced(text: str) -> str:
    """Exchange single characters, a fast pass for each that occurs: few do."""
    for ch in set(_TOUCHED.findall(text)):
        text = text.replace(ch, _SAME[ch])
    return text


def _lowered(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := ch.lower()) == 1 else ch for ch in text)  # İ would become two characters


@lru_cache(maxsize=8)  # terms, persons and dates are looked for in one text, one after the other
def simplified(text: str) -> str:
    """The text with Traditional characters as Simplified ones, one for each, so that places stay what they are."""
    if not _is_traditional(text):
        return text
    converted = _converter().convert(text)
    return converted if len(converted) == len(text) else text


def _is_traditional(text: str) -> bool:
    """Whether a text has ideographs that GB 2312, the set of Simplified Chinese in common use, has not."""
    return _IN_BOTH.search(text) is not None or not (_fits(text) or _fits("".join(_IDEOGRAPHS.findall(text))))


def _fits(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=1)
def _converter() -> "opencc.OpenCC":
    from opencc import OpenCC

    return OpenCC("t2s")


def _tighten(text: str) -> Comparable:
    pieces: list[str] = []
    kept, origins = [0], [0]
    length = start = 0
    for layout in _LAYOUT.finditer(text):
        gap = " " if _parts_words(text, layout) else ""
        if gap == layout[0]:
            continue
        piece = text[start : layout.start()] + gap
        pieces.append(piece)
        length += len(piece)
        start = layout.end()
        kept.append(length)
        origins.append(start)
    if not pieces:
        return Comparable(text)
    return Comparable("".join([*pieces, text[start:]]), tuple(kept), tuple(origins))


def _parts_words(text: str, layout: re.Match[str]) -> bool:
    """Whether white space stands between two characters that are not Chinese: then it parts two words."""
    start, end = layout.span()
    visible = any(ch.isspace() for ch in layout[0])
    return visible and start > 0 and end < len(text) and text[start - 1].isascii() and text[end].isascii()
