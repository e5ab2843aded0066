"""What a memory has for a text: the same text, and texts that are like it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.memory import grams, keys, rows
from workflow.memory.database import Memory
from workflow.model import MatchKind, MemoryEntry, MemoryMatch
from workflow.text.inline import MarkupError, plain

if TYPE_CHECKING:
    import sqlite3

LIKE = 0.75
"""How like a text has to be to the one asked about, unless the caller says otherwise."""
SAME, IN_CONTEXT = 100, 101
NOT_REVIEWED, ELSEWHERE = 5, 2
"""What is taken off the score of a translation that nobody vouched for, and of one from another memory."""

_CANDIDATES = 200  # entries that are compared with a text
_SPARE = 4  # times what is asked for: some are translated twice, or lose by their penalties


@dataclass(frozen=True, slots=True)
class Sought:
    """What is asked about: unit markup, digests of the Chinese before and behind it (`keys.neighbour`), its own place.

    What the memory holds of that place (article and unit) is no answer.
    """

    source: str
    before: str = ""
    behind: str = ""
    place: tuple[str, str] = ("", "")


def matches(memory: Memory, sought: Sought, *, bar: float = LIKE, most: int = 5) -> list[MemoryMatch]:
    """Return what is like a text, the best first, each translation of a text once.

    Similarity is one less the edit distance (Levenshtein) over the length of the longer text: of texts without tags, in
    which width, quotation marks, case and spaces do not count, and a figure is one character whatever it says. A text
    that differs in no more than that scores 99.

    Args:
        memory: the memory.
        sought: the text.
        bar: the least score, 0 to 1; the same text is found whatever its penalties.
        most: how many at most.
    """
    judge = _Judge.of(sought)
    if judge is None:
        return []
    found = memory.ask(lambda tables: _found(tables, judge.key, bar, most * _SPARE))
    judged = [judge.match(row) for row in found if not judge.is_own(row.entry)]
    kept = [match for match in judged if match.kind is not MatchKind.FUZZY or match.score >= bar * SAME]
    return list(_each_once(sorted(kept, key=_rank)))[:most]


def exact(memory: Memory, sought: Sought) -> list[MemoryMatch]:
    """Return the translations of the same text, tags included, the best first."""
    judge = _Judge.of(sought)
    if judge is None:
        return []
    found = memory.ask(lambda tables: list(rows.by_key(tables, judge.key)))
    judged = [judge.match(row) for row in found if not judge.is_own(row.entry)]
    return list(_each_once(sorted((match for match in judged if match.kind is not MatchKind.FUZZY), key=_rank)))


def _found(tables: "sqlite3.Connection", key: str, bar: float, most: int) -> list[rows.Row]:
    numbers = grams.likely(tables, keys.grams(key), _CANDIDATES)
    like = list(rows.by_number(tables, _nearest(tables, numbers, key, bar, most)))
    seen = {row.entry for row in like}
    return [*like, *(row for row in rows.by_key(tables, key) if row.entry not in seen)]


def _nearest(tables: "sqlite3.Connection", numbers: Iterable[int], key: str, bar: float, most: int) -> list[int]:
    """The entries nearest to a key, of those given by number."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import extract

    query = "SELECT number, chinese FROM entry WHERE number IN (SELECT value FROM json_each(?))"
    texts = {number: keys.key_of(text) for number, text in tables.execute(query, (json.dumps(list(numbers)),))}
    near = extract(key, texts, scorer=Levenshtein.normalized_similarity, score_cutoff=bar, limit=most)
    return [number for _, _, number in near]


@dataclass(frozen=True, slots=True)
class _Judge:
    """Judges rows by how near they are to what is sought."""

    sought: Sought
    canonical: str
    key: str

    @classmethod
    def of(cls, sought: Sought) -> "_Judge | None":
        """None where there is nothing to compare: broken markup, or no text."""
        try:
            canonical = keys.canonical(sought.source)
        except MarkupError:
            return None
        key = keys.key_of(keys.folded(plain(canonical)))
        return cls(sought, canonical, key) if key else None

    def is_own(self, entry: MemoryEntry) -> bool:
        return not entry.memory and (entry.article, entry.unit) == self.sought.place

    def match(self, row: rows.Row) -> MemoryMatch:
        entry, kind = row.entry, self._kind(row.entry)
        score = {MatchKind.CONTEXT: IN_CONTEXT, MatchKind.EXACT: SAME}.get(kind) or self._likeness(row.chinese)
        score -= (0 if entry.reviewed else NOT_REVIEWED) + (ELSEWHERE if entry.memory else 0)
        return MemoryMatch(entry, score, kind)

    def _kind(self, entry: MemoryEntry) -> MatchKind:
        if entry.source != self.canonical:
            return MatchKind.FUZZY
        near = (self.sought.before, self.sought.behind)
        return MatchKind.CONTEXT if any(near) and near == (entry.before, entry.behind) else MatchKind.EXACT

    def _likeness(self, chinese: str) -> int:
        from rapidfuzz.distance import Levenshtein

        return min(SAME - 1, int(SAME * Levenshtein.normalized_similarity(self.key, keys.key_of(chinese))))


def _rank(match: MemoryMatch) -> tuple[int, str]:
    """Smaller is better; of equals the desk's own, whose newest articles come first in the rows."""
    return -match.score, match.entry.memory


def _each_once(found: Iterable[MemoryMatch]) -> Iterator[MemoryMatch]:
    seen: set[tuple[str, str]] = set()
    for match in found:
        pair = match.entry.source, match.entry.target
        if pair not in seen:
            seen.add(pair)
            yield match
