"""Names that the glossary does not know, rendered in two ways within one article.

Two capitalised phrases of the English are renderings of one name when they are alike but for a word or two, when the
texts they translate share the Chinese of a name, and when neither text has the other's phrase as well. Where the words
that differ are pinyin, the Chinese says which of the two is right.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from workflow.glossary.termbase import Termbase
from workflow.model.frozen import dataclass
from workflow.text.chars import han_runs
from workflow.text.name.romanise import spelt

Span = tuple[int, int]
_NAME = re.compile(r"[A-Z](?<!\w.)[a-z]+(?:['’-][A-Za-z]+)*(?:\s(?:(?:of|for|and)\s)?[A-Z][a-z]+(?:['’-][A-Za-z]+)*)*")
_KIND = re.compile(
    r"(?:大学|学院|中学|小学|集团|公司|研究院|研究所|委员会|医院|博物馆|图书馆|中心|基金会|协会|银行|日报|论坛|园区|保税区|公园|大桥"
    r"|水库|机场|村|镇|县|市|区|省|港|湖|山|河)$"
)
_ALIKE, _WORD_ALIKE, _FOREIGN_ALIKE = 60.0, 45.0, 70.0  # rapidfuzz ratio, 0 to 100
_SHORTEST = 2  # Chinese characters of a name
_SHORTEST_OTHER = 4  # of one that is no pinyin


@dataclass(frozen=True, slots=True)
class Variant:
    """A name that a later text renders otherwise than an earlier one.

    `first` and `other` are the renderings, `text` counts which of the texts taken in had the first, `start` is where
    the other stands, `name` the Chinese of both. `spelt`: the first is the pinyin of the Chinese and the other
    is not.
    """

    first: str
    other: str
    text: int
    start: int
    name: str
    spelt: bool


class Renderings:
    """The names that the texts of an article have been found to render so far."""

    def __init__(self) -> None:
        self._pairs: list[tuple[str, str]] = []
        self._seen: dict[str, int] = {}
        self._alike: dict[tuple[int, int, str], list[str]] = {}

    def add(self, source: str, target: str) -> None:
        """Take in the plain Chinese and English of a text."""
        for name in _names(target):
            if name not in self._seen:
                self._seen[name] = len(self._pairs)
                for key in _keys(name):
                    self._alike.setdefault(key, []).append(name)
        self._pairs.append((source, target))

    def against(self, source: str, target: str) -> Iterator[Variant]:
        """Yield the names that a text renders otherwise than the first text that has them."""
        for name, start in _names(target).items():
            if name in self._seen:
                continue
            likely = dict.fromkeys(first for key in _keys(name) for first in self._alike.get(key, ()))
            for first in sorted(likely, key=self._seen.__getitem__):
                earlier = self._seen[first]
                other_source, other_target = self._pairs[earlier]
                if first in target or name in other_target or not _alike(first, name):
                    continue
                if judged := _judged(first, name, other_source, source):
                    yield Variant(first, name, earlier, start, *judged)
                    break


def in_article(texts: Iterable[tuple[str, str, str]], termbase: Termbase | None) -> Iterator[tuple[Variant, str, str]]:
    """Find the names that an article renders in two ways, those of the glossary aside.

    Args:
        texts: id, plain Chinese and plain English of each text, in order.
        termbase: the glossary.

    Yields:
        The name, the id of the text that has its first rendering, the id of the one that has the other.
    """
    said = Renderings()
    ids: list[str] = []
    for identifier, source, target in texts:
        for variant in said.against(source, target):
            if termbase is None or not termbase.find(variant.name):
                yield variant, ids[variant.text], identifier
        said.add(source, target)
        ids.append(identifier)


def _keys(name: str) -> Iterator[tuple[int, int, str]]:
    """What phrases that differ in a few words share: a word at its place; a single word its first letter."""
    words = name.split()
    for at, word in enumerate(words):
        yield len(words), at, word if len(words) > 1 else word[:1]


@lru_cache(maxsize=2)  # a text is compared, and then taken in
def _names(text: str) -> Mapping[str, int]:
    """Capitalised phrases of a text and where they last start, without the article that a sentence may begin with."""
    return {(name := found[0].removeprefix("The ")): found.end() - len(name) for found in _NAME.finditer(text)}


def _differing(one: str, other: str) -> list[tuple[str, str]]:
    """Words of two phrases that differ, in pairs; empty when the phrases have not equally many words."""
    words, others = one.split(), other.split()
    if len(words) != len(others):
        return []
    return [(word, another) for word, another in zip(words, others, strict=True) if word != another]


def _alike(one: str, other: str) -> bool:
    from rapidfuzz.fuzz import ratio

    differing = _differing(one, other)
    if not differing or len(differing) > max(1, len(one.split()) // 2):
        return False
    return ratio(one, other) >= _ALIKE


def _judged(first: str, other: str, source: str, other_source: str) -> tuple[str, bool] | None:
    """The Chinese name that two phrases render and whether pinyin says that the first is right; None if they do not."""
    from rapidfuzz.fuzz import ratio

    differing = _differing(first, other)
    in_first = [_spelt(word, first, source) for word, _ in differing]
    in_other = [_spelt(another, other, other_source) for _, another in differing]
    if all(in_first) and not any(in_other):
        names = [max(filter(other_source.__contains__, found), key=len, default="") for found in in_first]
        near = all(ratio(*words) >= _WORD_ALIKE for words in differing)
        return ("".join(names), True) if near and all(len(name) >= _SHORTEST for name in names) else None
    if any(in_first) or any(in_other):
        return None  # each is the pinyin of its own text: two names
    return _foreign(differing, source, other_source)


def _spelt(word: str, phrase: str, source: str) -> list[str]:
    """The Chinese that a word of a phrase spells, a given name of one syllable together with its surname."""
    words = phrase.split()
    at = words.index(word)
    return spelt("".join(words[max(0, at - 1) : at + 1]), source) or spelt(word, source)


def _foreign(differing: Sequence[tuple[str, str]], source: str, other_source: str) -> tuple[str, bool] | None:
    from rapidfuzz.fuzz import ratio

    shared = _shared(source, other_source)
    long_enough = len(shared) >= _SHORTEST_OTHER and _KIND.search(shared)
    if long_enough or ("·" in shared and all(ratio(*words) >= _FOREIGN_ALIKE for words in differing)):
        return shared, False
    return None


def _shared(one: str, other: str) -> str:
    """The longest run of Chinese (middle dots included) that two texts share and that looks like a name."""
    best = ""
    for start, end in _runs(one):
        for first in range(start, end):
            for last in range(end, first + len(best), -1):
                part = one[first:last]
                if part in other and (_KIND.search(part) or "·" in part.strip("·")):
                    best = part
                    break
    return best


def _runs(text: str) -> Iterator[Span]:
    """Runs of Chinese characters, joined over middle dots."""
    found = han_runs(text)
    joined: list[Span] = list(found[:1])
    for (_, end), (start, stop) in pairwise(found):
        if text[end:start] == "·":
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((start, stop))
    return iter(joined)
