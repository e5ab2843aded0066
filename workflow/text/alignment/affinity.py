"""How well Chinese blocks and English blocks fit each other, as one number.

The score of a bead adds up what speaks for it, in natural logarithms: the prior of its shape, the fit of the lengths
(after Gale and Church 1993, https://aclanthology.org/J93-1004/), anchors, terms, links, signs and everyday words.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TypeVar

from workflow.model.frozen import dataclass
from workflow.text.alignment.anchors import Anchors, anchors, syllables
from workflow.text.alignment.everyday import EVERYDAY

PRIORS = {(1, 1): 0.0, (1, 2): -2.4, (2, 1): -2.4, (1, 3): -4.0, (3, 1): -4.0, (1, 0): -1.2, (0, 1): -1.2}
"""The shapes of beads, source blocks by target blocks, and how likely each is before the texts are looked at."""

_STEM = 3  # letters of an English word above which its beginning will do
_RATIO = 2.9
"""English letters and digits to one Chinese character, before a text has shown its own."""

_ABSURD = 10.0
"""The cost of lengths that cannot belong together."""

_ALONE = 1.4
"""What leaving a block of full length alone costs on top; a short one (a credit, a button) is sooner left out."""

_EVERYDAY = 0.7
"""What an everyday word that both sides have says, when no other block has it."""

_Key = TypeVar("_Key", str, int)
Terms = Sequence[tuple[Sequence[str], Sequence[str]]]
"""Chinese forms and English forms of each term."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text: plain text, the kind of block (``p``, ``h2``, ``li``, ``figcaption`` …), its links."""

    text: str
    kind: str = "p"
    links: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Side:
    """One side's block with what is compared."""

    block: Block
    anchors: Anchors
    size: float
    terms: frozenset[int]
    words: frozenset[str]

    @cached_property
    def pinyin(self) -> frozenset[str]:
        """The pinyin in which the other language may write a name of it."""
        return syllables(self.block.text)


class Table:
    """The blocks of both sides and the score of any bead."""

    def __init__(self, source: list[Block], target: list[Block], terms: Terms) -> None:
        self.source = [self._side(block, terms, 0) for block in source]
        self.target = [self._side(block, terms, 1) for block in target]
        self.ratio = self._ratio()
        sides = (*self.source, *self.target)
        self.df = Counter(key for side in sides for key in {*side.anchors.numbers, *side.anchors.dates, *side.words})
        self.names = Counter(
            name for other in self.target for name in other.anchors.names for side in self.source if name in side.pinyin
        )
        self._scores: dict[tuple[int, int, int, int], float] = {}

    @staticmethod
    def _side(block: Block, terms: Terms, which: int) -> Side:
        text = block.text.lower()
        held = frozenset(n for n, forms in enumerate(terms) if any(form.lower() in text for form in forms[which]))
        size = _size(block.text) if which == 0 else float(sum(c.isalnum() for c in block.text))
        return Side(block, anchors(block.text), max(size, 1.0), held, everyday(text, which))

    def _ratio(self) -> float:
        """English letters to one Chinese character over the whole text, drawn to the usual value."""
        chinese, english = (sum(side.size for side in sides) for sides in (self.source, self.target))
        return min(4.5, max(2.0, (english + 200 * _RATIO) / (chinese + 200)))

    def score(self, i: int, di: int, j: int, dj: int) -> float:
        """The score of the bead of `di` source blocks from `i` and `dj` target blocks from `j`."""
        key = (i, di, j, dj)
        if key not in self._scores:
            sources, targets = self.source[i : i + di], self.target[j : j + dj]
            alone = -_ALONE * min(1.0, sum(s.size for s in sources) / 30 + sum(t.size for t in targets) / 90)
            self._scores[key] = PRIORS[di, dj] + (self.fit(sources, targets) if di and dj else alone)
        return self._scores[key]

    def fit(self, sources: Sequence[Side], targets: Sequence[Side]) -> float:
        """How well texts fit: the length's cost, what they share, what only one of them has."""
        cost = self.length_cost(sources, targets)
        if cost >= _ABSURD and len(sources) + len(targets) > 2:  # noqa: PLR2004 - nothing makes up for such lengths
            return -cost
        return (
            -cost
            + self._numbers(sources, targets)
            + self._shared(sources, targets)
            + _kinds(sources, targets)
            + _signs(sources, targets)
        )

    def likeness(self, i: int, di: int, j: int, dj: int) -> float:
        """How well the texts of a bead fit by themselves, between 0 and 1; 1 for a block left alone.

        The longer a text, the more there should be that speaks for it.
        """
        if not (di and dj):
            return 1.0
        sources, targets = self.source[i : i + di], self.target[j : j + dj]
        owed = 0.03 * min(40.0, sum(side.size for side in sources)) - 1.2
        return 1.0 / (1.0 + math.exp(-2.0 * (self.fit(sources, targets) - owed)))

    def length_cost(self, sources: Sequence[Side], targets: Sequence[Side]) -> float:
        """Half the square of the deviation from the text's own ratio; short texts vary more."""
        chinese, english = sum(s.size for s in sources), sum(t.size for t in targets)
        variance = 0.06 + 1.5 / chinese
        return min(_ABSURD, math.log(english / (self.ratio * chinese)) ** 2 / (2 * variance))

    def _numbers(self, sources: Sequence[Side], targets: Sequence[Side]) -> float:
        """Figures and dates on both sides, less those on one; small numbers count where both have them."""
        ours, theirs = (_union(s.anchors.numbers | s.anchors.dates for s in sides) for sides in (sources, targets))
        small, few = (_union(s.anchors.loose for s in sides) for sides in (sources, targets))
        total = 0.0
        for key in ours | theirs:
            shared = (key in ours or key in small) and (key in theirs or key in few)
            total += self._weight(key) if shared else -0.5 * self._weight(key)
        return total + sum(0.4 * self._weight(key) for key in (small & few) - ours - theirs)

    def _weight(self, key: str) -> float:
        """How much a figure says: the more digits and the rarer, the more."""
        digits = 3 if "/" in key else len(key.replace(".", "").strip("0-"))
        return min(0.6 + 0.5 * digits, 2.6) / max(1.0, self.df[key] / 2)

    def _everyday(self, word: str) -> float:
        """How much an everyday word says: less, the more blocks of the text have it."""
        return _EVERYDAY / max(1.0, self.df[word] / 2)

    def _shared(self, sources: Sequence[Side], targets: Sequence[Side]) -> float:
        """Names in pinyin, words in Latin script, terms and links that both sides have."""
        names = {n for t in targets for n in t.anchors.names if len(n) > 3 and any(n in s.pinyin for s in sources)}  # noqa: PLR2004
        names = {name for name in names if not any(name != other and name in other for other in names)}
        total = sum(1.6 / max(1, self.names[name]) for name in names)
        latin = _union(s.anchors.latin for s in sources) & _union(t.anchors.latin for t in targets)
        total += min(3.0, sum(1.5 for _ in latin))
        total += 1.2 * len(_union(s.terms for s in sources) & _union(t.terms for t in targets))
        total += sum(self._everyday(w) for w in _union(s.words for s in sources) & _union(t.words for t in targets))
        return total + 2.5 * len(_union(s.block.links for s in sources) & _union(t.block.links for t in targets))


def everyday(text: str, which: int) -> frozenset[str]:
    """The everyday words a text holds, by their Chinese; `which` is 0 for a Chinese text, 1 for an English one."""
    if which == 0:
        return frozenset(word for word in EVERYDAY if word in text)
    found = set(re.findall(r"[a-z]+", text))
    starts = {word[:length] for word in found for length in range(1, len(word) + 1)}
    short = {word.rstrip("s") for word in found} | found
    return frozenset(
        word
        for word, forms in EVERYDAY.items()
        if any(form in (starts if len(form) > _STEM else short) for form in forms)
    )


def _union(sets: Iterable[frozenset[_Key]]) -> frozenset[_Key]:
    none: frozenset[_Key] = frozenset()
    return none.union(*sets)


def _size(text: str) -> float:
    """How much a Chinese text says: Han characters, letters and digits as half of one each."""
    return sum(1.0 if "\u3400" <= char <= "\u9fff" else 0.5 for char in text if char.isalnum())


def _family(kind: str) -> str:
    return "h" if kind[:1] == "h" and kind[1:].isdigit() else {"th": "td"}.get(kind, kind)


def _kinds(sources: Sequence[Side], targets: Sequence[Side]) -> float:
    """Headings go with headings, captions with captions; a page may have lost its lists and tables."""
    ours, theirs = ({_family(side.block.kind) for side in sides} for sides in (sources, targets))
    if ours == theirs:
        return 0.0 if ours == {"p"} else 0.8
    return -1.0 if (ours | theirs) & {"h", "figcaption"} else -0.2


def _signs(sources: Sequence[Side], targets: Sequence[Side]) -> float:
    """Questions and quotations are questions and quotations in both languages."""
    total = 0.0
    for sign, weight in ((0, 0.6), (1, 0.4), (2, 0.3)):
        ours, theirs = (sum(side.anchors.signs[sign] for side in sides) for sides in (sources, targets))
        total += weight * (min(ours, theirs) > 0) - weight * min(2, abs(ours - theirs) if sign != 1 else ours != theirs)
    return total
