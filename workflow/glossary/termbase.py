"""The termbase: every concept of the glossary, found in a source text in one pass."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from workflow.model import Concept, TermSet
from workflow.model.frozen import dataclass
from workflow.text.chars import has_han
from workflow.text.comparable import normal
from workflow.text.term.match import Matcher

# Concepts with these states are not owed: one is withdrawn, the other not yet accepted.
_NOT_IN_FORCE = frozenset({"deprecated", "proposed"})
_PERSON_DOMAINS = frozenset({"person", "persons", "people"})
_SEPARATORS = ("、", "和", "与", "及", "以及")
_QUOTES = (("“", "”"), ("‘", "’"))
_WITHOUT_QUOTES = str.maketrans("", "", "“”‘’「」『』《》〈〉")


_LONGEST_MATERIAL = 2  # characters
_FEWEST_MADE = 4  # terms

_MEASURES = frozenset("个人元年月日次岁户家名项条种件位所座辆台吨米")
_COUNTS = frozenset("一二三四五六七八九十百千万亿两几每各多数半")


def is_one_character(form: str) -> bool:
    """Whether a term is a single Chinese character, which as a rule is part of a word and seldom one."""
    return len(form) == 1 and has_han(form)


def is_person(concept: Concept) -> bool:
    """Whether an entry names a person, who is called by surname or *he* on later mention, and not a term."""
    return concept.domain in _PERSON_DOMAINS


class TermHit(NamedTuple):
    """A term of the termbase in a source text: offsets, the text that matched, the concept.

    `accepted` are the target terms that render it, the one owed first; empty when the concept has none in the target
    language (it still hides shorter terms inside it). `deprecated` are those that must not be used. When two concepts
    share a source term, `concept` is the first and the accepted terms are those of both.
    """

    concept: Concept
    start: int
    end: int
    text: str
    accepted: tuple[str, ...] = ()
    deprecated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    concept: Concept
    accepted: tuple[str, ...]
    deprecated: tuple[str, ...]


class Termbase:
    """The index of a glossary for one language pair. Cheap to search, built once for a run."""

    def __init__(self, concepts: Sequence[Concept], *, source: str = "zh", target: str = "en") -> None:
        self.concepts = tuple(concepts)
        self.source = source
        self.target = target
        self._entries: list[_Entry] = []
        patterns = self._index()
        traps = {place: entry.concept.match.not_within for place, entry in enumerate(self._entries)}
        self._matcher = Matcher(patterns, {place: phrases for place, phrases in traps.items() if phrases})

    def __len__(self) -> int:
        return len(self.concepts)

    @cached_property
    def persons(self) -> Mapping[str, tuple[str, ...]]:
        """Chinese names of the persons in the glossary, with the English names that are accepted, preferred first."""
        both = {self.source, self.target}
        known = [c for c in self.concepts if is_person(c) and c.status not in _NOT_IN_FORCE and both <= set(c.terms)]
        return {name: c.terms[self.target].accepted for c in known for name in c.terms[self.source].accepted}

    def is_material(self, form: str) -> bool:
        """Whether a Chinese term is what other terms are made of (经济 in a list with 数字经济, 经济增长 and the like).

        Of one or two characters, and part of at least four other terms. Each of them says it in its own way.
        """
        return len(form) <= _LONGEST_MATERIAL and normal(form) in self._material

    @cached_property
    def _material(self) -> frozenset[str]:
        sources = dict.fromkeys(
            normal(form)
            for concept in self.concepts
            if concept.status not in _NOT_IN_FORCE and self.source in concept.terms
            for form in concept.terms[self.source].accepted
        )
        inside = Counter(
            part
            for form in sources
            for part in {form[i : i + n] for n in range(1, _LONGEST_MATERIAL + 1) for i in range(len(form) + 1 - n)}
            if part != form and part in sources
        )
        return frozenset(part for part, count in inside.items() if count >= _FEWEST_MADE)

    def find(self, text: str) -> tuple[TermHit, ...]:
        """Return the terms of a plain text, leftmost-longest: a term inside a longer one is no hit.

        A term of one Chinese character is a hit only where it stands alone (省 in 各省 and “省”, not in 节省).
        """
        entries = self._entries
        found = [
            TermHit((entry := entries[place]).concept, start, end, text[start:end], entry.accepted, entry.deprecated)
            for place, start, end in self._matcher.spans(text)
            if end - start > 1 or _stands_alone(text, start)
        ]
        return tuple(found)

    def _index(self) -> list[str]:
        """Fill the entries and return their patterns, one each.

        Written forms come before derived variants, so that a variant of one concept never takes a form that another
        concept spells out.
        """
        places: dict[str, int] = {}
        patterns: list[str] = []
        for derived in (False, True):
            for concept in self.concepts:
                if concept.status in _NOT_IN_FORCE or self.source not in concept.terms:
                    continue
                terms = concept.terms[self.source]
                for pattern in _variants(terms.accepted) if derived else (*terms.accepted, *terms.deprecated):
                    folded = normal(pattern)
                    place = places.setdefault(folded, len(patterns))
                    if place == len(patterns):
                        patterns.append(pattern)
                        self._entries.append(self._entry(concept))
                    elif not derived:
                        self._entries[place] = self._joined(self._entries[place], concept)
        return patterns

    def _entry(self, concept: Concept) -> _Entry:
        terms = concept.terms.get(self.target, TermSet(""))
        return _Entry(concept, tuple(form for form in terms.accepted if form.strip()), terms.deprecated)

    def _joined(self, entry: _Entry, concept: Concept) -> _Entry:
        """Two concepts share a source term: either's target terms render it."""
        other = self._entry(concept)
        accepted = tuple(dict.fromkeys((*entry.accepted, *other.accepted)))
        deprecated = tuple(form for form in (*entry.deprecated, *other.deprecated) if form not in accepted)
        return _Entry(entry.concept, accepted, tuple(dict.fromkeys(deprecated)))


def _stands_alone(text: str, at: int) -> bool:
    """Whether no Chinese word holds the character there: marks, figures or the text's end are beside it.

    A measure word behind a number (人 in 168人) is part of the number.
    """
    beside = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    if text[at] in _MEASURES and at and (text[at - 1].isdigit() or text[at - 1] in _COUNTS):
        return False
    return not has_han(text[at]) or not any(has_han(ch) and ch not in _COUNTS for ch in beside)


def _variants(forms: Sequence[str]) -> Iterator[str]:
    """Derive the other ways in which an enumeration is written.

    ``甲、乙、丙`` is also ``甲、乙和丙`` and ``甲、乙与丙``, and each of them with its items in quotation marks
    (``“甲”“乙”“丙”``); ``甲和乙`` is also ``甲与乙`` and ``甲、乙``. A form with quotation marks, or those of
    titles, is also one without.
    """
    seen = set(forms)
    for form in forms:
        for variant in (*_spellings(_items(form)), form.translate(_WITHOUT_QUOTES).strip()):
            if variant not in seen:
                seen.add(variant)
                yield variant


def _items(form: str) -> list[str]:
    """The items of an enumeration; fewer than two when the form is none."""
    items = form.split("、")
    last = items.pop()
    # 和 and its like are parts of words too (和平, 共和国): an item is at least two characters long.
    for joint in ("以及", "和", "与", "及"):
        head, found, tail = last.partition(joint)
        if found and len(head) > 1 and len(tail) > 1:
            return [*items, head, tail]
    return [*items, last]


def _spellings(items: list[str]) -> Iterator[str]:
    if len(items) < 2 or not all(items):  # noqa: PLR2004  # no enumeration
        return
    for joint in (*_SEPARATORS, "、和", ""):
        head, last = "、".join(items[:-1]), items[-1]
        if joint:
            yield f"{head}{joint}{last}"
        for opening, closing in _QUOTES:
            quoted = [f"{opening}{item}{closing}" for item in items]
            inner = "、" if joint else ""
            yield f"{inner.join(quoted[:-1])}{joint}{quoted[-1]}"
