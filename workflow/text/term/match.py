"""Finding terms: many Chinese forms in one pass, and one English form however it is inflected.

Chinese is matched leftmost-longest over the whole list on folded text, never by word segmentation: policy terms are
exactly what a segmenter cuts apart. English is matched word by word on lemmas, so that "policies" renders "policy".
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from workflow.model import MatchRule
from workflow.text.chars import fold
from workflow.text.comparable import Span, comparable, normal
from workflow.text.english import form_words, words
from workflow.text.term.phrase import Phrase
from workflow.text.term.words_zh import across, may_lie_across

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_FIGURES = frozenset("〇零一二三四五六七八九十百千万亿")
_NUMBER = re.compile(f"[{''.join(sorted(_FIGURES))}]{{3}}")  # two of them end the term, or begin it


_LONGEST_QUOTED = 12  # characters of a part of a term in quotation marks
_BESIDE = 12  # characters before and behind what is quoted
_FEWEST_QUOTED = 4  # characters of a term that is looked for through quotation marks


class Match(NamedTuple):
    """A hit: offsets in the text that was searched, and the index of the pattern."""

    start: int
    end: int
    pattern_index: int


def _splits_word(text: str, start: int, end: int) -> bool:
    """Whether a hit begins or ends inside a Latin word or a number (``GDP`` in ``GDPR``, 十九 in 二十九)."""
    before = start > 0 and _latin(text[start - 1]) and _latin(text[start])
    inside = before or (end < len(text) and _latin(text[end]) and _latin(text[end - 1]))
    cut = (start and _NUMBER.match(text, start - 1, start + 2)) or _NUMBER.match(text, end - 2, end + 1)
    return inside or bool(cut)


def _latin(ch: str) -> bool:
    return ch.isascii() and ch.isalnum()


class Matcher:
    """Leftmost-longest search for many source terms at once.

    Width, quotation marks, middle dots, letter case and white space next to Chinese characters do not count; a Latin
    word or number is found whole only, and no term where it lies across two common words. Marks inside a longer term
    (“四个全面”战略布局) do not count either. Of patterns that are
    equal after folding the first one is reported.

    Args:
        patterns: the terms.
        not_within: for the index of a pattern the phrases inside which it is another word (和服 in 产品和服务).
    """

    def __init__(self, patterns: Sequence[str], not_within: Mapping[int, Sequence[str]] | None = None) -> None:
        first: dict[str, int] = {}
        for index, pattern in enumerate(patterns):
            folded = normal(pattern)
            if folded:
                first.setdefault(folded, index)
        self._first = first
        self._forms = tuple(first)
        self._lengths = sorted({len(form) for form in first}, reverse=True)
        self._indices = tuple(first.values())
        self._distinct = self._indices == tuple(range(len(first)))
        self._traps = {
            form: traps for form in first if (traps := _traps(form, (not_within or {}).get(first[form], ())))
        }
        # Patterns whose hits need a look: could be part of a Latin word, stand in a phrase, or lie across two words.
        self._doubtful = frozenset(
            place
            for place, form in enumerate(self._forms)
            if form in self._traps
            or _latin(form[0])
            or _latin(form[-1])
            or _FIGURES.issuperset(form[:2])
            or _FIGURES.issuperset(form[-2:])
            or may_lie_across(form)
        )
        self._automaton = None
        if first:
            from ahocorasick_rs import AhoCorasick, MatchKind

            self._automaton = AhoCorasick(self._forms, matchkind=MatchKind.LeftmostLongest, store_patterns=False)

    def find(self, text: str) -> list[Match]:
        """Return the hits in order; none overlap. Offsets are those of `text`."""
        return [Match(start, end, index) for index, start, end in self.spans(text)]

    def spans(self, text: str) -> Iterable[Span]:
        """Return the hits as (index of the pattern, start, end)."""
        if self._automaton is None:
            return ()
        plain = comparable(text)
        raw: Iterable[Span] = self._automaton.find_matches_as_indexes(plain.text)
        if self._doubtful and not self._doubtful.isdisjoint(index for index, _, _ in raw):
            raw = self._sound(plain.text, raw)
        if '"' in plain.text or "'" in plain.text:
            quoted = list(self._through_quotes(self._automaton, plain.text))
            raw = _merged(list(raw), quoted) if quoted else raw
        found = plain.origins_of(raw)
        if self._distinct:
            return found
        indices = self._indices
        return ((indices[index], start, end) for index, start, end in found)

    def _sound(self, text: str, raw: Iterable[Span]) -> Iterator[Span]:
        """Drop hits that split a Latin word or are another word here, and find by hand what they had hidden."""
        at = 0
        for hit in raw:
            if at <= hit[1] and (hit[0] not in self._doubtful or self._stands(text, *hit)):
                yield hit
                at = hit[2]
                continue
            at = max(at, hit[1])
            while at < hit[2]:
                found = self._longest(text, at)
                if found:
                    yield found
                at = found[2] if found else at + 1

    def _through_quotes(self, automaton: "AhoCorasick", text: str) -> Iterator[Span]:
        """Find terms that have quotation marks of their own here: “四个全面”战略布局 for 四个全面战略布局."""
        for opens, closes in _quoted(text):
            first = max(0, opens - _BESIDE)
            marks = opens - first, closes - first - 1  # where they stood in the bare text
            bare = f"{text[first:opens]}{text[opens + 1 : closes]}{text[closes + 1 : closes + 1 + _BESIDE]}"
            for index, start, end in automaton.find_matches_as_indexes(bare):
                crosses = any(start < mark < end for mark in marks)
                if crosses and end - start >= _FEWEST_QUOTED and index not in self._doubtful:
                    before, within = (sum(place >= mark for mark in marks) for place in (start, end - 1))
                    yield index, first + start + before, first + end + within

    def _longest(self, text: str, start: int) -> Span | None:
        for length in self._lengths:
            form = text[start : start + length]
            index = self._places.get(form)
            end = start + len(form)
            if index is not None and self._stands(text, index, start, end):
                return index, start, end
        return None

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {form: place for place, form in enumerate(self._forms)}

    def _stands(self, text: str, index: int, start: int, end: int) -> bool:
        """Whether what was found is the term, not a part of a Latin word or of a phrase that it must not stand in."""
        if _splits_word(text, start, end) or across(text, start, end):
            return False
        traps = self._traps.get(self._forms[index], ())
        return not any(start >= ahead and text.startswith(phrase, start - ahead) for ahead, phrase in traps)


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a pair of quotation marks around a few characters opens and closes; comparable text has two kinds."""
    for mark in "\"'":
        opens = text.find(mark)
        while opens >= 0:
            closes = text.find(mark, opens + 1)
            if 1 < closes - opens <= _LONGEST_QUOTED + 1:
                yield opens, closes
            opens = closes


def _merged(raw: Sequence[Span], quoted: Iterable[Span]) -> list[Span]:
    """Both kinds of hits in their order; one through quotation marks takes the place of shorter ones."""
    merged: list[Span] = []
    at = end = 0
    for hit in sorted(quoted, key=lambda hit: hit[1]):
        first = bisect_right(raw, hit[1], lo=at, key=lambda other: other[2])
        last = bisect_left(raw, hit[2], lo=first, key=lambda other: other[1])
        if end <= hit[1] and all(other[2] - other[1] < hit[2] - hit[1] for other in raw[first:last]):
            merged += [*raw[at:first], hit]
            at, end = last, hit[2]
    return [*merged, *raw[at:]]


def _traps(form: str, phrases: Sequence[str]) -> list[tuple[int, str]]:
    """Each place of the form within a phrase: how many characters of the phrase stand ahead of it, and the phrase."""
    folded = [normal(phrase) for phrase in phrases]
    return [
        (ahead, phrase)
        for phrase in folded
        for ahead in range(len(phrase) - len(form) + 1)
        if phrase.startswith(form, ahead)
    ]


def occurrences(form: str, text: str, rule: MatchRule) -> list[tuple[int, int]]:
    """Return where an English form occurs in a text, leftmost first, none overlapping.

    Words are compared by lemma when `rule.inflect` (plus stems of *-ing* and *-ed* forms, which a lemmatiser keeps as
    nouns and adjectives). Articles, possessive endings, British against American spelling, quotation marks, hyphens
    against spaces and a comma before *and* do not count; other punctuation inside the form does. With
    `rule.case_sensitive` only a capital that begins a sentence is forgiven; an abbreviation in capitals asks for
    capitals in any case.
    """
    wanted = form_words(form)
    if not rule.whole_word or not wanted.count:
        return _substrings(form, text, rule)
    return Phrase(wanted, words(text), rule).found()


def _substrings(form: str, text: str, rule: MatchRule) -> list[tuple[int, int]]:
    """Plain search on folded text, for forms without words and for rules that allow parts of words."""
    folded = fold(text, case=not rule.case_sensitive)
    needle = fold(form.strip(), case=not rule.case_sensitive).text
    found: list[tuple[int, int]] = []
    at = folded.text.find(needle) if needle else -1
    while at >= 0:
        end = at + len(needle)
        found.append((folded.offsets[at], folded.offsets[end - 1] + 1))
        at = folded.text.find(needle, end)
    return found
