"""A phrase looked up in a memory, in both languages: as it stands, or like it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from workflow.memory import grams, keys, rows
from workflow.memory.database import Memory
from workflow.model import MatchRule, MemoryEntry
from workflow.text.chars import has_han, is_whole
from workflow.text.comparable import comparable
from workflow.text.english import keys as keys_of
from workflow.text.english import words
from workflow.text.inline import plain
from workflow.text.term.match import occurrences

if TYPE_CHECKING:
    import sqlite3

Spans = tuple[tuple[int, int], ...]

LIKE = 0.75
"""How like a phrase has to be to the one sought, as a part of the text."""
_CANDIDATES = 500  # entries that are compared with a phrase
_SHORTEST = 4  # characters of a phrase to which another can be like, and of what words of one root have in common
_LONGEST = 6  # letters in which spellings of a word agree: organi-sation, organi-zation


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

    Width, quotation marks, case, spaces next to Chinese characters, and Traditional or Simplified do not count. English
    words are found inflected, and no Latin word or figure within a longer one.

    Args:
        memory: the memory.
        phrase: Chinese or English.
        like: whether phrases that are only like it count: so much as `LIKE` of the phrase.
        most: how many at most.
    """
    sought = keys.folded(phrase)
    if not sought:
        return []
    exact = memory.ask(lambda tables: list(islice(_having(tables, phrase, sought), most)))
    if len(exact) >= most or not like or len(sought) < _SHORTEST:
        return exact[:most]
    seen = {(found.entry.source, found.entry.target) for found in exact}
    others = (row for row in memory.ask(lambda tables: _likely(tables, sought)))
    near = [_near(row, sought) for row in others if (row.entry.source, row.entry.target) not in seen]
    ranked = sorted((found for found in near if found), key=lambda found: -found.score)
    return [*exact, *ranked][:most]


def _having(tables: "sqlite3.Connection", phrase: str, sought: str) -> Iterator[Found]:
    """Entries that have the phrase: Chinese as it stands, English by its words."""
    beginnings = [] if has_han(sought) else [_beginnings(word) for word in words(phrase).surface]
    found = rows.with_words(tables, beginnings) if beginnings else rows.with_phrase(tables, sought)
    for row in found:
        source, target = plain(row.entry.source), plain(row.entry.target)
        in_source = _standing(source, sought)
        in_target = tuple(occurrences(phrase.lower(), target, MatchRule())) if beginnings else _standing(target, sought)
        if in_source or in_target:
            yield Found(row.entry, source, target, 100, in_source, in_target)


def _beginnings(word: str) -> set[str]:
    """What the forms of an English word begin with: *stud* for study, studies, studying."""
    small = word.lower()
    if not word.isalpha():
        return {small}
    roots = (root.rstrip("ey") or root for root in keys_of(small))
    return {root[: max(_SHORTEST, min(len(root) - 2, _LONGEST))] for root in roots}


def _standing(text: str, sought: str) -> Spans:
    """Where a folded phrase stands in a text, whole."""
    return _places(text, _occurrences(sought, comparable(text).text))


def _likely(tables: "sqlite3.Connection", sought: str) -> list[rows.Row]:
    pieces = keys.grams(keys.key_of(sought)) if has_han(sought) else keys.word_grams(sought)
    return list(rows.by_number(tables, grams.likely(tables, pieces, _CANDIDATES)))


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
        if is_whole(text, start, start + len(sought)):
            yield start, start + len(sought)
        start = text.find(sought, start + len(sought))


def _places(text: str, spans: Iterable[tuple[int, int]]) -> Spans:
    """Places of a folded text as places of the text itself."""
    folded = comparable(text)
    lead = len(folded.text) - len(folded.text.lstrip())  # `keys.folded` is without it
    shifted = ((0, start + lead, end + lead) for start, end in spans) if lead else ((0, *span) for span in spans)
    return tuple((start, end) for _, start, end in folded.origins_of(shifted))
