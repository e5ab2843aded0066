"""English number words as values, and the words of a text that a reader of numbers has to look at."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from workflow.text.quantity.words import ONES, ORDINALS, TENS
from workflow.text.vocabulary import vocabulary


class Kind(StrEnum):
    """What a word does in a number."""

    FIGURES = "figures"  # 1,080.5
    CARDINAL = "cardinal"  # seven, twenty
    HUNDRED = "hundred"
    SCALE = "scale"  # thousand, million, bn
    ORDINAL = "ordinal"  # third, twentieth
    PART = "part"  # thirds, quarter
    HALF = "half"
    DOZEN = "dozen"
    MULTIPLE = "multiple"  # doubled, twofold
    STANDS = "stands for"  # both, trio, decade: a number in disguise


class Word(NamedTuple):
    """A word of a text that may be part of a number."""

    kind: Kind
    value: Decimal
    start: int
    end: int
    text: str


_TEENTHS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
_MULTIPLES = {
    2: "double doubled doubles doubling twice twofold redoubled",
    3: "triple tripled triples tripling treble trebled trebling thrice threefold",
    4: "quadruple quadrupled quadruples quadrupling fourfold",
    5: "quintuple quintupled quintupling fivefold",
    6: "sextupled sixfold",
    7: "sevenfold",
    8: "eightfold octupled",
    9: "ninefold",
    10: "tenfold",
    20: "twentyfold",
    100: "hundredfold",
    1000: "thousandfold",
}
# Words that may be the whole rendering of a small count: 两国 → both countries, 三方 → the trio.
_STANDS = {
    2: "both pair pairs couple couples twin twins dual duo either neither bilateral bipartisan bipolar mutual twosome "
    "biennial bicameral",
    3: "trio troika trilateral tripartite triad triangle triangular trinity trifecta triennial triplets threesome",
    4: "quartet quad quadrilateral quadrennial quadripartite foursome",
    5: "quintet pentagon quinquennial fivesome",
    6: "sextet hexagon",
    7: "septet heptagon",
    8: "octet octagon",
    10: "decade decades decathlon",
    100: "century centuries centenary centennial centenarian",
    200: "bicentenary bicentennial",
    1000: "millennium millennia millennial",
    1_000_000: "millionaire millionaires",
    1_000_000_000: "billionaire billionaires",
}
_SCALES = {
    "thousand": 10**3, "k": 10**3,
    "million": 10**6, "mn": 10**6, "mln": 10**6,
    "billion": 10**9, "bn": 10**9, "bln": 10**9,
    "trillion": 10**12, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
# Letters that mean a scale only where they are glued to figures (£3m, $2b).
GLUED = {"m": Decimal(10**6), "b": Decimal(10**9), "t": Decimal(10**12), "k": Decimal(10**3)}

_DECIMALS = ((Decimal(10), "tenth"), (Decimal(100), "hundredth"), (Decimal(1000), "thousandth"))


def _lexicon() -> dict[str, tuple[Kind, Decimal]]:
    words: dict[str, tuple[Kind, Decimal]] = {}
    for value, text in _STANDS.items():
        words.update((word, (Kind.STANDS, Decimal(value))) for word in text.split())
    for value, text in _MULTIPLES.items():
        words.update((word, (Kind.MULTIPLE, Decimal(value))) for word in text.split())
    words.update((word, (Kind.CARDINAL, Decimal(value))) for value, word in enumerate(ONES))
    words.update((word, (Kind.ORDINAL, Decimal(value))) for value, word in enumerate(ORDINALS))
    words.update((word, (Kind.ORDINAL, Decimal(value))) for value, word in enumerate(_TEENTHS.split(), start=10))
    for index, word in enumerate(TENS, start=2):
        words[word] = (Kind.CARDINAL, Decimal(index * 10))
        words[f"{word[:-1]}ieth"] = (Kind.ORDINAL, Decimal(index * 10))
    words.update((f"{word}s", (Kind.PART, Decimal(value))) for value, word in enumerate(ORDINALS) if value > 2)  # noqa: PLR2004
    words.update((word, (Kind.PART, Decimal(4))) for word in ("quarter", "quarters"))
    words.update((word, (Kind.SCALE, Decimal(value))) for word, value in _SCALES.items())
    words["hundred"] = (Kind.HUNDRED, Decimal(100))
    words["hundredth"] = (Kind.ORDINAL, Decimal(100))
    words.update((f"{word}s", (Kind.PART, value)) for value, word in _DECIMALS)
    words.update((word, (Kind.DOZEN, Decimal(12))) for word in ("dozen",))
    words.update((word, (Kind.HALF, Decimal("0.5"))) for word in ("half", "halves"))
    words.update((word, (Kind.MULTIPLE, Decimal("0.5"))) for word in ("halve", "halved", "halving"))
    words.update((f"{word[:-1]}ies", (Kind.STANDS, Decimal(value * 10))) for value, word in enumerate(TENS, start=2))
    words.update((word, (Kind.STANDS, Decimal("0.5"))) for word in ("majority", "halfway", "midway"))
    words["clock"] = (Kind.STANDS, Decimal(24))  # round the clock
    del words["zeroth"]
    return words


LEXICON = _lexicon()
_ROMANS = "II III IV V VI VII VIII IX X XI XII XIII XIV XV"
_ROMAN = {name: Decimal(value) for value, name in enumerate(_ROMANS.split(), start=2)}
_WORDS = frozenset((*LEXICON, *map(str.lower, _ROMAN)))
_LONGEST = 24  # digits; what is longer is a code
_LARGEST = Decimal(10) ** 24  # beyond, arithmetic would no longer be exact
# One class of characters first: then `re` passes over a text without trying each place.
_FIGURES = re.compile(r"\d(?:\d{0,2}(?:,\d{3})+(?!\d|,\d)(?:\.\d+)?|\d*(?:\.\d+)?)")
_JOINT = re.compile(r"[\s\u00a0\u202f]*[-‐‑]?[\s\u00a0\u202f]*")


def scan(text: str) -> list[Word]:
    """Return the words of an English text that may belong to a number, in order."""
    found = [
        Word(Kind.FIGURES, Decimal(token.replace(",", "")), match.start(), match.end(), token)
        for match in _FIGURES.finditer(text)
        if len(token := match[0]) <= _LONGEST
    ]
    named = _WORDS & vocabulary(text)
    if named:
        lower = text.lower()
        lower = lower if len(lower) == len(text) else "".join(ch.lower()[0] for ch in text)  # İ would become two
        found += [word for name in named for word in _named(name, text, lower)]
        found.sort(key=attrgetter("start"))
    return found


def _named(name: str, text: str, lower: str) -> Iterator[Word]:
    """Where a number word stands as a whole run of ASCII letters."""
    at = lower.find(name)
    while at >= 0:
        end = at + len(name)
        token, beside = text[at:end], text[max(0, at - 1) : at] + text[end : end + 1]
        if token.isascii() and not any(ch.isascii() and ch.isalpha() for ch in beside):
            if name in LEXICON:
                yield Word(*LEXICON[name], at, end, token)
            elif token in _ROMAN:
                yield Word(Kind.STANDS, _ROMAN[token], at, end, token)
        at = lower.find(name, end)


def joined(text: str, left: int, right: int) -> bool:
    """Whether nothing but space or a hyphen parts two places of a text."""
    return right - left <= 3 and _JOINT.fullmatch(text, left, right) is not None  # noqa: PLR2004


class Cardinal(NamedTuple):
    """A number read from words: its value, the scale of its last word (1 for none), and the index behind it."""

    value: Decimal
    scale: Decimal
    stop: int


def cardinal(text: str, words: Sequence[Word], index: int) -> Cardinal | None:
    """Read the number that begins at a word: *two hundred and fifty thousand*, *1.08 trillion*, *a hundred*."""
    first = words[index]
    total, current, scale, at = Decimal(0), Decimal(0), Decimal(1), index
    if first.kind is Kind.FIGURES:
        current, at = first.value, index + 1
    elif first.kind in (Kind.HUNDRED, Kind.SCALE, Kind.DOZEN):
        if not _article_before(text, first.start):
            return None
        current = Decimal(1)
    elif first.kind is not Kind.CARDINAL:
        return None
    last: Word | None = first if at > index else None
    while at < len(words):
        word = words[at]
        if last is not None and not (joined(text, last.end, word.start) or _and(text, words, last, at)):
            break
        grown = _grow(total, current, scale, word, last)
        if grown is None or grown[0] + grown[1] > _LARGEST:
            break
        total, current, scale = grown
        last, at = word, at + 1
    return Cardinal(total + current, scale, at)


def _grow(
    total: Decimal, current: Decimal, scale: Decimal, word: Word, last: Word | None
) -> tuple[Decimal, Decimal, Decimal] | None:
    """What the number becomes with one word more, None where the word does not continue it."""
    if word.kind is Kind.CARDINAL:
        after_figures = last is not None and last.kind is Kind.FIGURES
        fits = current % 100 == 0 or (word.value < 10 and current % 10 == 0 and current % 100 >= 20)  # noqa: PLR2004
        return (
            None if after_figures or not fits or (word.value == 0 and current) else (total, current + word.value, scale)
        )
    if word.kind is Kind.DOZEN:
        return total, current * 12, Decimal(12)
    if word.kind is Kind.HUNDRED:
        return (total, current * 100, Decimal(100)) if current < 100 or scale == 1 else None  # noqa: PLR2004
    if word.kind is Kind.SCALE:
        if not current:  # a thousand billion
            return total * word.value, current, scale * word.value
        return total + current * word.value, Decimal(0), word.value
    return None


def _and(text: str, words: Sequence[Word], last: Word, at: int) -> bool:
    """Whether *and* goes on with a number: two hundred and five, but not two hundred and three hundred."""
    word = words[at]
    if last.kind not in (Kind.HUNDRED, Kind.SCALE) or word.kind is not Kind.CARDINAL:
        return False
    follows = at + 1 < len(words) and joined(text, word.end, words[at + 1].start) and words[at + 1].kind is Kind.HUNDRED
    return not follows and text[last.end : word.start].split() == ["and"]


def _article_before(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].lower()
    return before.endswith((" a ", " a-")) or before == "a "
