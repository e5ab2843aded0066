"""Finding terms: many Chinese forms in one pass, and one English form however it is inflected.

Chinese is matched leftmost-longest over the whole list on folded text, never by word segmentation: policy terms are
exactly what a segmenter cuts apart. English is matched word by word on lemmas, so that "policies" renders "policy".
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from workflow.model import MatchRule
from workflow.text.chars import fold
from workflow.text.english import Words, form_words, keys, words


class Match(NamedTuple):
    """A hit: offsets in the text that was searched, and the index of the pattern."""

    start: int
    end: int
    pattern_index: int


# Index of the pattern, start, end: what the automaton returns.
_Raw = tuple[int, int, int]

# A space next to a Chinese character is layout (line breaks of a page, padded headings), never part of a word.
_SPACES = re.compile(" +")


class _Tight(NamedTuple):
    """Text without layout spaces; `kept` are the starts of its pieces, `origins` where each began."""

    text: str
    kept: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, index: int) -> int:
        """Index in the text before tightening."""
        piece = bisect_right(self.kept, index) - 1
        return self.origins[piece] + index - self.kept[piece]


def _tighten(text: str) -> _Tight:
    pieces: list[str] = []
    kept, origins = [0], [0]
    length = start = 0
    for space in _SPACES.finditer(text):
        if text[max(0, space.start() - 1)].isascii() and text[min(space.end(), len(text) - 1)].isascii():
            continue
        pieces.append(text[start : space.start()])
        length += space.start() - start
        start = space.end()
        kept.append(length)
        origins.append(start)
    if not pieces:
        return _Tight(text, (0,), (0,))
    return _Tight("".join([*pieces, text[start:]]), tuple(kept), tuple(origins))


def normal(pattern: str) -> str:
    """Return the form under which a source term is compared: folded, lower-cased, without layout spaces."""
    return _tighten(fold(pattern.strip(), case=True).text.strip()).text


def _splits_word(text: str, start: int, end: int) -> bool:
    """Whether a hit begins or ends inside a Latin word or a number (``GDP`` in ``GDPR``)."""
    before = start > 0 and _latin(text[start - 1]) and _latin(text[start])
    return before or (end < len(text) and _latin(text[end]) and _latin(text[end - 1]))


def _latin(ch: str) -> bool:
    return ch.isascii() and ch.isalnum()


class Matcher:
    """Leftmost-longest search for many source terms at once.

    Width, quotation marks, middle dots, letter case and white space next to Chinese characters do not count; a Latin
    word or number is found whole only. Patterns that are equal after folding: the first one is reported.

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
        self._guard = any(_latin(form[0]) or _latin(form[-1]) for form in first)
        self._traps = {
            form: traps for form in first if (traps := _traps(form, (not_within or {}).get(first[form], ())))
        }
        self._automaton = None
        if first:
            from ahocorasick_rs import AhoCorasick, MatchKind

            self._automaton = AhoCorasick(self._forms, matchkind=MatchKind.LeftmostLongest, store_patterns=False)

    def find(self, text: str) -> list[Match]:
        """Return the hits in order; none overlap. Offsets are those of `text`."""
        if self._automaton is None:
            return []
        folded = fold(text, case=True)
        tight = _tighten(folded.text)
        raw = self._automaton.find_matches_as_indexes(tight.text)
        if self._guard or self._traps:
            raw = list(self._sound(tight.text, raw))
        offsets, indices = folded.offsets, tuple(self._first.values())
        if len(tight.kept) == 1:
            return [Match(offsets[start], offsets[end - 1] + 1, indices[index]) for index, start, end in raw]
        origin = tight.origin
        return [
            Match(offsets[origin(start)], offsets[origin(end - 1)] + 1, indices[index]) for index, start, end in raw
        ]

    def _sound(self, text: str, raw: Sequence[_Raw]) -> Iterator[_Raw]:
        """Drop hits that split a Latin word or are another word here, and find by hand what they had hidden."""
        at = 0
        for hit in raw:
            if at <= hit[1] and self._stands(text, *hit):
                yield hit
                at = hit[2]
                continue
            at = max(at, hit[1])
            while at < hit[2]:
                found = self._longest(text, at)
                if found:
                    yield found
                at = found[2] if found else at + 1

    def _longest(self, text: str, start: int) -> _Raw | None:
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
        if _splits_word(text, start, end):
            return False
        traps = self._traps.get(self._forms[index], ())
        return not any(start >= ahead and text.startswith(phrase, start - ahead) for ahead, phrase in traps)


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
    nouns and adjectives). Articles, possessive endings, quotation marks, hyphens against spaces and a comma before
    *and* do not count; other punctuation inside the form does. With `rule.case_sensitive` only a capital that begins a
    sentence is forgiven; an abbreviation in capitals asks for capitals in any case.
    """
    wanted = form_words(form)
    if not rule.whole_word or not wanted.count:
        return _substrings(form, text, rule)
    return _Search(wanted, words(text), rule).run()


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


class _Search:
    """One form against one text, word by word."""

    def __init__(self, form: Words, text: Words, rule: MatchRule) -> None:
        self.form = form
        self.text = text
        self.rule = rule

    def run(self) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        at = 0
        for first in self._starts():
            if first < at:
                continue
            last = self._match(0, first)
            if last is not None:
                found.append(self._span(first, last))
                at = last
        return found

    def _starts(self) -> Sequence[int]:
        """Places where the first word may stand, compounds spelt otherwise included (*north-east*, *northeast*)."""
        first = self.form.lower[0]
        spellings = set(keys(first)) if self.rule.inflect else {first}
        if self.form.count > 1:
            spellings.add(first + self.form.lower[1])
        return sorted({place for spelling in spellings for place in self.text.places(spelling)})

    def _match(self, i: int, j: int) -> int | None:
        """Match the form from word `i` at word `j` of the text; return the word after the match."""
        while True:
            step = self._step(i, j)
            if step is None:
                return None
            i, j = i + step[0], j + step[1]
            if i == self.form.count:
                return j if self.text.after(j - 1).startswith(self.form.after(i - 1)) else None
            gap = ""
            while j < self.text.count and self.text.is_article(j):
                gap, j = gap + self.text.before(j), j + 1
            if j >= self.text.count or not self._gap(i, gap + self.text.before(j)):
                return None

    def _step(self, i: int, j: int) -> tuple[int, int] | None:
        """Words of the form and of the text that match each other here: (1, 1), or a compound spelt otherwise."""
        if self._same(i, j):
            return 1, 1
        form, text = self.form, self.text
        if j + 1 < text.count and text.tight(j) and form.lower[i] == text.lower[j] + text.lower[j + 1]:
            return 1, 2
        if i + 1 < form.count and not form.before(i + 1) and text.lower[j] == form.lower[i] + form.lower[i + 1]:
            return 2, 1
        return None

    def _gap(self, i: int, found: str) -> bool:
        """Whether the punctuation before word `i` of the form equals what was found in the text."""
        wanted = self.form.before(i)
        return wanted == found or (self.form.lower[i] in ("and", "or") and {wanted, found} == {"", ","})

    def _same(self, i: int, j: int) -> bool:
        wanted, found = self.form.surface[i], self.text.surface[j]
        if wanted == found:
            return True
        if self.rule.case_sensitive and not self._case(i, j):
            return False
        if len(wanted) > 1 and wanted.isupper() and found.islower():
            return False
        low, other = self.form.lower[i], self.text.lower[j]
        return low == other or (self.rule.inflect and not keys(low).isdisjoint(keys(other)))

    def _case(self, i: int, j: int) -> bool:
        wanted, found = self.form.surface[i], self.text.surface[j]
        if wanted[0] == found[0] and wanted[1:].islower() == found[1:].islower():
            return True
        return i == 0 and wanted[0].upper() == found[0] and self.text.begins_sentence(j)

    def _span(self, first: int, last: int) -> tuple[int, int]:
        tail = len(self.form.after(self.form.count - 1))
        end = self.text.ends[last - 1]
        return self.text.starts[first], end + tail if tail else end
