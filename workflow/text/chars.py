"""Characters: which are Chinese, which print, and how text is folded for comparison.

Ranges are the Unicode blocks of CJK ideographs as of Unicode 17 (Blocks.txt; Scripts.txt for the single ones), written
with eight-digit escapes: a four-digit one followed by a digit would be two characters.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from workflow.model.frozen import dataclass

# First and last code point of each range.
_HAN_RANGES = (
    ("\U00002e80", "\U00002fd5"),  # radicals, Kangxi radicals
    ("\U00003005", "\U00003005"),  # 々
    ("\U00003007", "\U00003007"),  # 〇
    ("\U00003021", "\U00003029"),  # Suzhou numerals
    ("\U00003038", "\U0000303b"),
    ("\U00003400", "\U00004dbf"),  # extension A
    ("\U00004e00", "\U00009fff"),  # unified ideographs
    ("\U0000f900", "\U0000faff"),  # compatibility ideographs
    ("\U00020000", "\U0002a6df"),  # extension B
    ("\U0002a700", "\U0002ebef"),  # extensions C to F
    ("\U0002ebf0", "\U0002ee5f"),  # extension I
    ("\U0002f800", "\U0002fa1f"),  # compatibility supplement
    ("\U00030000", "\U000323af"),  # extensions G and H
    ("\U000323b0", "\U0003347f"),  # extension J
)
_HAN_CLASS = "".join(f"{first}-{last}" for first, last in _HAN_RANGES)
_HAN = re.compile(f"[{_HAN_CLASS}]")
_ENGLISH = re.compile(r"[A-Za-z0-9]+(?:[-'’.,][A-Za-z0-9]+)*")
_WORD_PART = re.compile(r"[A-Za-z0-9]{2}")
_HAN_RUN = re.compile(f"[{_HAN_CLASS}]+")

# Characters that XML 1.0 (§2.2) forbids, and those that show nothing but break matching: soft hyphen, zero-width space,
# word joiner, byte order mark, bidirectional controls, interlinear annotation. Joiners stay: emoji and Indic need them.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"
)

_QUOTES = {
    **dict.fromkeys("“”„‟〝〞〟「」﹁﹂", '"'),
    **dict.fromkeys("‘’‚‛ʼ′『』﹃﹄", "'"),
}
_MIDDLE_DOTS = dict.fromkeys("·•‧∙⋅・･·", "·")
_HYPHENS = dict.fromkeys("‐‑", "-")
REPLACED = _QUOTES | _MIDDLE_DOTS | _HYPHENS
"""Characters that readers take for another one, and that one."""
INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
"""Characters that show nothing, for a character class."""
# What folding touches: white space in runs, invisible characters, the replaced ones, the full-width block.
_FOLDED = re.compile(f"\\s+|[{INVISIBLE}]|[{''.join(REPLACED)}]|[\uff00-\uffef]")
_INVISIBLE_CHAR = re.compile(f"[{INVISIBLE}]")


def one_of(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, the longest first, which asks for the first character before all else."""
    longest = sorted(dict.fromkeys(words), key=lambda word: -len(word))
    several = [re.escape(word) for word in longest if len(word) > 1]
    single = "".join(re.escape(word) for word in longest if len(word) == 1)
    begins = "".join(re.escape(first) for first in dict.fromkeys(word[0] for word in longest))
    return f"(?=[{begins}])(?:{'|'.join([*several, *([f'[{single}]'] if single else [])])})"


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text is cut out of no longer Latin word or figure: *AI* in 用AI, and not in *aid*."""
    cut = (start, end)
    return not any(0 < at < len(text) and _WORD_PART.fullmatch(text, at - 1, at + 1) for at in cut)


def is_han(ch: str) -> bool:
    """Whether `ch`, one character, is a Chinese ideograph (々 and 〇 included, punctuation not)."""
    return _HAN.fullmatch(ch) is not None


def has_han(text: str) -> bool:
    """Whether any character of `text` is a Chinese ideograph."""
    return not text.isascii() and _HAN.search(text) is not None


def han_runs(text: str) -> list[tuple[int, int]]:
    """Spans (start, end) of the maximal runs of ideographs in `text`."""
    return [] if text.isascii() else [match.span() for match in _HAN_RUN.finditer(text)]


def word_count(text: str) -> int:
    """How many English words `text` has, figures included."""
    return len(_ENGLISH.findall(text))


def han_count(text: str) -> int:
    """How many ideographs `text` has."""
    return sum(map(len, _HAN_RUN.findall(text)))


def has_words(text: str) -> bool:
    """Whether there is anything to translate: a letter, an ideograph or a digit."""
    return any(ch.isalnum() for ch in text)


def printable(text: str) -> str:
    """`text` without control, invisible and unassignable characters (tab and line ends stay)."""
    return _UNPRINTABLE.sub("", text)


def unprintable(text: str) -> list[str]:
    """Return what `printable` takes out of `text`, each character once, in its order."""
    return list(dict.fromkeys(_UNPRINTABLE.findall(text)))


@dataclass(frozen=True, slots=True)
class Folded:
    """Text made comparable, with the way back.

    Attributes:
        text: the folded text.
        offsets: for each character of `text` the index in the original of the character it came from, and one more:
            the length of the original.
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Span in the original of the folded characters from `start` to `end`."""
        first, last = self.offsets[start], self.offsets[end]
        if end > start and last == self.offsets[end - 1]:  # the cut falls inside a character that became several
            last += 1
        return first, last


def fold(text: str, *, case: bool = False) -> Folded:
    """Fold what readers take for the same: width, quotes, middle dots, white space (runs become one space).

    Invisible characters go. Case stays unless `case` is true.
    """
    pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    for match in _FOLDED.finditer(text):
        start, end = match.span()
        _copy(text[at:start], at, case, pieces, offsets)
        piece = _folded(match[0], case)
        if piece and not (piece == " " and pieces and pieces[-1] == " "):  # an invisible one does not part a run
            pieces.append(piece)
            offsets.extend([start] * len(piece))
        at = end
    _copy(text[at:], at, case, pieces, offsets)
    return Folded("".join(pieces), (*offsets, len(text)))


def _copy(piece: str, start: int, case: bool, pieces: list[str], offsets: list[int]) -> None:  # noqa: FBT001
    if not piece:
        return
    lowered = piece.lower() if case else piece
    if len(lowered) == len(piece):
        pieces.append(lowered)
        offsets.extend(range(start, start + len(piece)))
        return
    for index, ch in enumerate(piece):  # İ becomes two characters
        low = ch.lower()
        pieces.append(low)
        offsets.extend([start + index] * len(low))


@lru_cache(maxsize=1024)
def _folded(found: str, case: bool) -> str:  # noqa: FBT001
    if found.isspace():
        return " "
    if _INVISIBLE_CHAR.fullmatch(found):
        return ""
    narrow = REPLACED.get(found) or unicodedata.normalize("NFKC", found)
    narrow = REPLACED.get(narrow, narrow)
    return narrow.lower() if case else narrow
