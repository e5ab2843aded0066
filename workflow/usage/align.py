"""Which English words of a translation most likely stand for a Chinese phrase, by statistics over the desk itself.

No dictionary and no model: a word belongs to the phrase as far as it keeps company with the phrase's characters more
than with the other characters of the sentence (Dice coefficients over all pairs given), and as far as it stands where
the phrase stands, between the terms and numbers whose place is known. The run of words with the best balance of how
much of it belongs there, and how much of what belongs there it holds, is the likely rendering.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import exp

from workflow.text.chars import han_runs
from workflow.text.english import Words, keys, words

Span = tuple[int, int]

MOST_PAIRS = 3000
"""Pairs that statistics are drawn from; more tell little and cost time."""

_FUNCTION = frozenset(
    re.findall(
        r"\w+",
        """a an the of in on at to for from by with and or as is are was were be been being it its this that these those
        their his her our your we they he she i you not no but which who whom will would shall should can could may
        might has have had do does did into onto upon also than then so such there where when while what how all any
        each more most other some between among through during over under about after before within s said""",
    )
)
"""English words that carry no term: a rendering neither begins nor ends with one."""

_STOP = re.compile(r"[.;:!?。；：！？\n](?:\s|$|[\"'”’)])|[—()“”]")
_HALF_BEFORE = re.compile(r"(?:\w+-)+$")
_HALF_AFTER = re.compile(r"(?:-\w+)+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SPREAD = 0.35  # of a sentence's length: how far a rendering strays from its place
_MOST_WORDS = 10
_WORDS_A_CHARACTER = 0.5
_NOISE = 0.1
_EDGE = 0.5
_UNKNOWN = 0.3
_LIKENESS = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A phrase at `span` of a Chinese text, to be found in its translation.

    `anchors` are spans of other terms in both texts, which the answer does not run into; `forms` are renderings the
    phrase is known to have.
    """

    source: str
    span: Span
    target: str
    anchors: Sequence[tuple[Span, Span]] = ()
    forms: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The likely rendering at `start:end` of the translation; `confidence` from 0 to 1."""

    start: int
    end: int
    confidence: float


class Aligner:
    """Statistics over pairs of plain texts, Chinese and English."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        kept = list(dict.fromkeys(pairs))
        step = max(len(kept) / MOST_PAIRS, 1.0)
        self._pairs = [kept[int(place * step)] for place in range(min(len(kept), MOST_PAIRS))]
        self._cooccurring: dict[tuple[str, str], float] = {}

    @cached_property
    def _chinese(self) -> dict[str, int]:
        """For each pair of characters, the pairs of texts that hold it, as bits."""
        return _postings(bigrams(source) for source, _ in self._pairs)

    @cached_property
    def _english(self) -> dict[str, int]:
        return _postings({stem(word) for word in words(target).lower} for _, target in self._pairs)

    def likely(self, question: Question) -> Answer | None:
        """Return the likely rendering, None where no word of the translation could be it."""
        target = words(question.target)
        if not target.count or not han_runs(question.source):
            return None
        weights = self._weights(question, target)
        return _best(question, target, weights)

    def _weights(self, question: Question, target: Words) -> list[float]:
        """How far each word of the translation belongs to the phrase, from 0 to 1."""
        start, end = question.span
        inside = bigrams(question.source[start:end])
        outside = bigrams(question.source[:start]) | bigrams(question.source[end:])
        place = _Place(question)
        weights: list[float] = []
        for index, word in enumerate(target.lower):
            span = (target.starts[index], target.ends[index])
            if word in _FUNCTION or _runs_into(span, question.anchors):
                weights.append(0.0)
                continue
            own, others = self._company(inside, stem(word)), self._company(outside - inside, stem(word))
            share = own / (own + others) if own + others else _UNKNOWN
            weights.append(share * place.prior(sum(span) / 2))
        return weights

    def _company(self, grams: Iterable[str], word: str) -> float:
        return max((self._dice(gram, word) for gram in grams), default=0.0)

    def _dice(self, gram: str, word: str) -> float:
        found = self._cooccurring.get((gram, word))
        if found is None:
            chinese, english = self._chinese.get(gram, 0), self._english.get(word, 0)
            total = chinese.bit_count() + english.bit_count()
            found = 2 * (chinese & english).bit_count() / total if total else 0.0
            self._cooccurring[gram, word] = found
        return found


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return what stands for all inflected forms of a lower-case English word."""
    return min(keys(word), key=lambda key: (len(key), key))


def bigrams(text: str) -> set[str]:
    """Return the pairs of neighbouring Chinese characters of a text; a character that stands alone counts as one."""
    found: set[str] = set()
    for start, end in han_runs(text):
        found.update(text[at : at + 2] for at in range(start, max(end - 1, start + 1)))
    return found


def _postings(texts: Iterable[set[str]]) -> dict[str, int]:
    places: dict[str, list[int]] = {}
    for number, found in enumerate(texts):
        for item in found:
            places.setdefault(item, []).append(number)
    return {item: _bits(numbers) for item, numbers in places.items()}


def _bits(numbers: Sequence[int]) -> int:
    mask = bytearray(numbers[-1] // 8 + 1)
    for number in numbers:
        mask[number // 8] |= 1 << number % 8
    return int.from_bytes(mask, "little")


class _Place:
    """Where in the translation a phrase is to be expected: between what is known to belong together."""

    def __init__(self, question: Question) -> None:
        known = [(_middle(source), _middle(target)) for source, target in question.anchors]
        known += _numbers(question.source, question.target)
        self._length = max(len(question.target), 1)
        points = [(0.0, 0.0), *_rising(sorted(known)), (float(len(question.source)), float(self._length))]
        at = _middle(question.span)
        index = min(bisect_right([point[0] for point in points], at), len(points) - 1)
        (left, low), (right, high) = points[index - 1], points[index]
        self._expected = low + (high - low) * (at - left) / max(right - left, 1.0)

    def prior(self, at: float) -> float:
        distance = (at - self._expected) / self._length / _SPREAD
        return 0.1 + 0.9 * exp(-distance * distance / 2)


def _middle(span: Span) -> float:
    return (span[0] + span[1]) / 2


def _numbers(source: str, target: str) -> list[tuple[float, float]]:
    """Middles of the numbers that both texts hold once."""
    sides: list[dict[str, float]] = []
    for text in (source, target):
        found = list(_NUMBER.finditer(text))
        once = Counter(match[0].replace(",", "") for match in found)
        sides.append({key: _middle(m.span()) for m in found if once[key := m[0].replace(",", "")] == 1})
    return [(at, sides[1][number]) for number, at in sides[0].items() if number in sides[1]]


def _rising(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Leave out points that stand against the order of the others."""
    kept: list[tuple[float, float]] = []
    for point in points:
        if not kept or (point[0] > kept[-1][0] and point[1] >= kept[-1][1]):
            kept.append(point)
    return kept


def _runs_into(span: Span, anchors: Sequence[tuple[Span, Span]]) -> bool:
    return any(span[0] < end and start < span[1] for _, (start, end) in anchors)


def _best(question: Question, target: Words, weights: Sequence[float]) -> Answer | None:
    """Return the run of words that holds most of what belongs to the phrase and least of what does not.

    A known rendering that reads alike adds to a run's score; so does a length that fits the phrase.
    """
    from rapidfuzz import fuzz

    forms = [form.lower() for form in question.forms]
    due = _WORDS_A_CHARACTER * sum(end - start for start, end in han_runs(question.source[slice(*question.span)]))
    edge = _EDGE * max(weights)
    best: tuple[float, int, int] = (0.0, 0, 0)
    for first in range(target.count):
        held, content = 0.0, 0
        for last in _reach(question, target, first) if weights[first] > edge else ():
            if target.lower[last] in _FUNCTION:
                continue
            held += weights[last] - _NOISE
            content += 1
            if weights[last] < edge:
                continue
            score = held / max(due, content) ** 0.5 * exp(-(((content - due) / (due + 1)) ** 2))
            if forms:
                text = question.target[target.starts[first] : target.ends[last]].lower()
                score += (
                    _LIKENESS
                    * max(fuzz.token_sort_ratio(text, form) for form in forms) ** 3
                    / 1e6
                    * (0.3 + weights[last])
                )
            best = max(best, (score, first, last))
    score, first, last = best
    if score <= 0:
        return None
    start, end = _whole(question.target, target.starts[first], target.ends[last])
    return Answer(start, end, min(score, 1.0))


def _whole(text: str, start: int, end: int) -> Span:
    """Widen a span to the whole of the hyphenated words at its edges."""
    before = _HALF_BEFORE.search(text[:start])
    after = _HALF_AFTER.match(text, end)
    return (before.start() if before else start, after.end() if after else end)


def _reach(question: Question, target: Words, first: int) -> Iterator[int]:
    """Yield the words at which a run that begins at `first` may end."""
    for last in range(first, min(first + _MOST_WORDS, target.count)):
        if last > first and _STOP.search(question.target, target.ends[last - 1], target.starts[last] + 1):
            return
        if _runs_into((target.starts[last], target.ends[last]), question.anchors):
            return
        yield last
