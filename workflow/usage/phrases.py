"""Chinese phrases that read like terms and have no entry: quoted ones, enumerations, and word strings that recur.

Quotation marks and enumerations are how policy texts set their terms off. Recurring strings are found as by C-value
(Frantzi, Ananiadou and Mima 2000), with characters for words: a string counts as often as it occurs outside the longer
strings that were found. Where its neighbours hardly vary it is a part of something longer and no term.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log2

from workflow.text.chars import han_runs

Span = tuple[int, int]

_QUOTED = re.compile(r"“([^“”，。！？；：…]{2,20})”")
_ENUMERATION = re.compile(r"[\u4e00-\u9fff]{2,6}(?:、[\u4e00-\u9fff]{2,6}){2,5}")
_SPOKEN = re.compile("[你我他她您吗呢吧啊]|什么|怎么")
_SHORTEST, _LONGEST = 3, 10
_LEAST = 3  # occurrences of a recurring string
_VARIETY = 2  # different neighbours on each side
# Characters that hold phrases together from outside: a term rarely begins or ends with one.
_OUTSIDE = frozenset(
    "的了和与及或在是为对于从向把被将让使就也都还又很更最以而但并且等中上下里后前时要会能可应由至到有不这那其此该各每某所之一二三四五六七八九十百千万亿个位名项次年月日号第我你他她它们"
)


class Kind(StrEnum):
    """What sets a phrase off."""

    QUOTED = "quoted"
    ENUMERATION = "enumeration"
    RECURRING = "recurring"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A candidate with its places: (index of the text, span of the phrase in it). `score` orders within the kinds."""

    text: str
    kind: Kind
    score: float
    places: tuple[tuple[int, Span], ...]


def phrases(texts: Sequence[str], known: Callable[[str], Sequence[Span]]) -> list[Phrase]:
    """Return candidates of plain Chinese texts, the best first.

    Args:
        texts: the texts.
        known: spans of the terms that have an entry, in a text.
    """
    taken = [known(text) for text in texts]
    quoted = _set_off(texts, taken, Kind.QUOTED, _quoted)
    listed = _set_off(texts, taken, Kind.ENUMERATION, _enumerations)
    found = {phrase.text: phrase for phrase in (*listed, *quoted)}
    masked = [_masked(text, spans) for text, spans in zip(texts, taken, strict=True)]
    recurring = [phrase for phrase in _recurring(masked) if phrase.text not in found]
    return sorted((*found.values(), *recurring), key=lambda phrase: (-phrase.score, phrase.text))


def _set_off(
    texts: Sequence[str],
    taken: Sequence[Sequence[Span]],
    kind: Kind,
    find: Callable[[str], Iterator[Span]],
) -> Iterator[Phrase]:
    places: defaultdict[str, list[tuple[int, Span]]] = defaultdict(list)
    for index, text in enumerate(texts):
        for start, end in find(text):
            if not any(first <= start and end <= last for first, last in taken[index]):
                places[text[start:end]].append((index, (start, end)))
    for phrase, found in places.items():
        yield Phrase(phrase, kind, (len(found) + 1) * log2(len(phrase)), tuple(found))


def _quoted(text: str) -> Iterator[Span]:
    for match in _QUOTED.finditer(text):
        inner = match[1]
        chinese = sum(end - start for start, end in han_runs(inner)) + inner.count("、") >= len(inner)
        if chinese and inner[-1] not in "的了" and not _SPOKEN.search(inner):
            yield match.span(1)


def _enumerations(text: str) -> Iterator[Span]:
    """Three items and more of one length, with a character in common: 走出去、走进去、走上去."""
    for match in _ENUMERATION.finditer(text):
        items = match[0].split("、")
        length = len(items[1])
        inner = [items[0][-length:], *items[1:-1], items[-1][:length]]
        common = set.intersection(*map(set, inner))
        if all(len(item) == length for item in inner) and common and len(set(inner)) == len(inner):
            start = match.start() + len(items[0]) - length
            yield start, match.end() - len(items[-1]) + length


def _masked(text: str, spans: Sequence[Span]) -> str:
    for start, end in spans:
        text = f"{text[:start]}{'|' * (end - start)}{text[end:]}"
    return text


# --- Recurring strings -----------------------------------------------------------------------------------------------


def _recurring(texts: Sequence[str]) -> Iterator[Phrase]:
    places = _frequent(texts)
    nested: Counter[str] = Counter()
    longer: Counter[str] = Counter()
    for phrase in sorted(places, key=len, reverse=True):
        if not _is_word(phrase, texts, places[phrase]):
            continue
        own = len(places[phrase])
        value = log2(len(phrase)) * (own - (nested[phrase] / longer[phrase] if longer[phrase] else 0))
        if value > log2(len(phrase)) and len({index for index, _ in places[phrase]}) > 1:
            yield Phrase(phrase, Kind.RECURRING, value, tuple(places[phrase]))
        for part in _parts(phrase):
            nested[part] += own - nested[phrase]
            longer[part] += 1


def _frequent(texts: Sequence[str]) -> dict[str, list[tuple[int, Span]]]:
    """Return the strings of Han characters that occur often enough; each is made of two that did."""
    frequent: dict[str, list[tuple[int, Span]]] = {}
    runs = [(index, start, end) for index, text in enumerate(texts) for start, end in han_runs(text)]
    last: set[str] = set()
    for length in range(2, _LONGEST + 1):
        found: defaultdict[str, list[tuple[int, Span]]] = defaultdict(list)
        for index, start, end in runs:
            text = texts[index]
            for at in range(start, end - length + 1):
                string = text[at : at + length]
                if length == 2 or (string[:-1] in last and string[1:] in last):  # noqa: PLR2004
                    found[string].append((index, (at, at + length)))
        kept = {string: where for string, where in found.items() if len(where) >= _LEAST}
        last = set(kept)
        if length >= _SHORTEST:
            frequent |= kept
    return frequent


def _is_word(phrase: str, texts: Sequence[str], places: Sequence[tuple[int, Span]]) -> bool:
    if phrase[0] in _OUTSIDE or phrase[-1] in _OUTSIDE:
        return False
    before = {texts[index][start - 1 : start] or index for index, (start, _) in places}
    after = {texts[index][end : end + 1] or index for index, (_, end) in places}
    return len(before) >= _VARIETY and len(after) >= _VARIETY


def _parts(phrase: str) -> Iterator[str]:
    for length in range(_SHORTEST, len(phrase)):
        for at in range(len(phrase) - length + 1):
            yield phrase[at : at + length]
