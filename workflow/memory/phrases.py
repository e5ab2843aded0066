"""A phrase looked up in a memory, in both languages: as it stands, or like it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.memory import grams, keys, rows
from workflow.memory.database import Memory
from workflow.model import MemoryEntry
from workflow.text.chars import has_han
from workflow.text.comparable import comparable
from workflow.text.inline import plain

if TYPE_CHECKING:
    import sqlite3

Spans = tuple[tuple[int, int], ...]

LIKE = 0.75
"""How like a phrase has to be to the one sought, as a part of the text."""
_CANDIDATES = 500  # entries that are compared with a phrase
_SHORTEST = 4  # characters of a phrase to which another can be like


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that has a phrase: `source` and `target` without tags, and where the phrase stands in each.

    `score` is in percent, 100 for the phrase itself.
    """

    entry: MemoryEntry
    source: str
    target: str
    score: int
    source_spans: Spans = ()
    target_spans: Spans = ()


def lookup(memory: Memory, phrase: str, *, like: bool = True, most: int = 50) -> list[Found]:
    """Return the entries with a phrase, the desk's newest first, then those with one like it, the likest first.

    Width, quotation marks, case, spaces next to Chinese characters, and Traditional or Simplified do not count. An
    English phrase may be part of a word.

    Args:
        memory: the memory.
        phrase: Chinese or English.
        like: whether phrases that are only like it count: so much as `LIKE` of the phrase.
        most: how many at most.
    """
    sought = keys.folded(phrase)
    if not sought:
        return []
    exact = [_found(row, sought) for row in memory.ask(lambda tables: list(rows.with_phrase(tables, sought)))]
    if len(exact) >= most or not like or len(sought) < _SHORTEST:
        return exact[:most]
    seen = {(found.entry.source, found.entry.target) for found in exact}
    others = (row for row in memory.ask(lambda tables: _likely(tables, sought)))
    near = [_near(row, sought) for row in others if (row.entry.source, row.entry.target) not in seen]
    ranked = sorted((found for found in near if found), key=lambda found: -found.score)
    return [*exact, *ranked][:most]


def _likely(tables: "sqlite3.Connection", sought: str) -> list[rows.Row]:
    pieces = keys.grams(keys.key_of(sought)) if has_han(sought) else keys.word_grams(sought)
    return list(rows.by_number(tables, grams.likely(tables, pieces, _CANDIDATES)))


def _found(row: rows.Row, sought: str) -> Found:
    source, target = plain(row.entry.source), plain(row.entry.target)
    spans = [_places(text, _occurrences(sought, comparable(text).text)) for text in (source, target)]
    return Found(row.entry, source, target, 100, *spans)


def _near(row: rows.Row, sought: str) -> Found | None:
    """The best stretch of a text that is like a phrase, None when none is like enough."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    chinese = has_han(sought)
    text = row.chinese if chinese else row.english
    if len(text) < len(sought) * LIKE:
        return None
    found = partial_ratio_alignment(sought, text, score_cutoff=100 * LIKE)
    if found is None:
        return None
    source, target = plain(row.entry.source), plain(row.entry.target)
    span = ((found.dest_start, found.dest_end),)
    score = min(99, int(found.score))
    if chinese:
        return Found(row.entry, source, target, score, source_spans=_places(source, span))
    return Found(row.entry, source, target, score, target_spans=_places(target, span))


def _occurrences(sought: str, text: str) -> Iterator[tuple[int, int]]:
    start = text.find(sought)
    while start >= 0:
        yield start, start + len(sought)
        start = text.find(sought, start + len(sought))


def _places(text: str, spans: Iterable[tuple[int, int]]) -> Spans:
    """Places of a folded text as places of the text itself."""
    folded = comparable(text)
    lead = len(folded.text) - len(folded.text.lstrip())  # `keys.folded` is without it
    shifted = ((0, start + lead, end + lead) for start, end in spans) if lead else ((0, *span) for span in spans)
    return tuple((start, end) for _, start, end in folded.origins_of(shifted))
