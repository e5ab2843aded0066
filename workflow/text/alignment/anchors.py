"""What a Chinese text and its English have in common whatever the wording: figures, dates, names, signs.

`anchors` reads them as keys that are equal on both sides; `syllables` says which pinyin a Chinese text holds, against
which the capitalised words of an English one are looked up.
"""

import re
from collections.abc import Iterable, Iterator

from workflow.model import Dated, Quantity
from workflow.model.frozen import dataclass
from workflow.text.chars import han_runs, has_han
from workflow.text.date.mentions_en import find_dates_en
from workflow.text.date.mentions_zh import find_dates_zh
from workflow.text.name import pinyin
from workflow.text.quantity import numbers_en, numbers_zh

_LATIN = re.compile(r"(?<![A-Za-z0-9])(?:https?://\S+|[\w.+-]+@[\w-]+\.[\w.-]+|[A-Za-z][A-Za-z0-9.+-]*[A-Za-z0-9])")
_NAME = re.compile(r"[A-Z][a-z]+(?:['’][a-z]+)?(?:\s+[A-Z][a-z]+(?:['’][a-z]+)?)?")
_SIGNS = (re.compile(r"[?？]"), re.compile(r"[“「『]|(?:^|(?<=\s))\""), re.compile(r"[!！]"))
_LONGEST_NAME = 4
_SMALL = 13  # numbers below are as often words as figures, and may be left out


@dataclass(frozen=True, slots=True)
class Anchors:
    """The anchors of a text.

    `numbers` and `dates` are keys that the other text should have, `loose` numbers ones that it may leave out. `latin`
    are words in Latin script; `names` the capitalised words of an English text, without spaces, in lower case; `signs`
    counts of question marks, quotations and exclamation marks.
    """

    numbers: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    latin: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    signs: tuple[int, ...] = (0, 0, 0)


def anchors(text: str) -> Anchors:
    """The anchors of a text, Chinese or English by its script."""
    chinese = has_han(text)
    dates = find_dates_zh(text) if chinese else find_dates_en(text)
    taken = [(date.start, date.end) for date in dates]
    numbers = numbers_zh.find(text, taken) if chinese else numbers_en.find(text, taken)
    firm, loose = _values(numbers)
    return Anchors(
        numbers=firm,
        loose=loose,
        dates=frozenset(_days(dates)),
        latin=frozenset(word.lower() for word in _LATIN.findall(text)),
        names=frozenset() if chinese else frozenset(_names(text)),
        signs=tuple(len(sign.findall(text)) for sign in _SIGNS),
    )


def _values(numbers: Iterable[Quantity]) -> tuple[frozenset[str], frozenset[str]]:
    """The values of quantities as keys: those that must be said, and small or vague ones."""
    firm: set[str] = set()
    loose: set[str] = set()
    for number in numbers:
        keys = {f"{value.normalize():f}" for value in (number.low, number.high, *number.also)}
        (loose if number.vague or number.low < _SMALL or number.also else firm).update(keys)
    return frozenset(firm), frozenset(loose)


def _days(dates: Iterable[Dated]) -> Iterator[str]:
    """Days, months and years that are stated, as keys."""
    for date in dates:
        if date.day:
            yield f"{date.month or '?'}/{date.day}"
        elif date.month:
            yield f"{date.month}/"
        if date.year and not date.relative:
            yield f"/{date.year}"


def _names(text: str) -> Iterator[str]:
    """Capitalised words and pairs of them, as pinyin would write them."""
    for match in _NAME.finditer(text):
        words = [re.sub(r"[^a-z]", "", word.lower()) for word in match[0].split()]
        yield "".join(words)
        yield from words


def syllables(text: str) -> frozenset[str]:
    """The pinyin of every stretch of up to four Han characters of a text, joined, in lower case."""
    found: set[str] = set()
    for start, end in han_runs(text):
        read = [syllable.replace("ü", "v") for syllable in pinyin.of_text(text[start:end])]
        for first in range(len(read)):
            found.update("".join(read[first:last]) for last in range(first + 1, first + _LONGEST_NAME + 1))
    return frozenset(found)
