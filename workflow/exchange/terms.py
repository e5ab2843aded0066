"""What reading and writing a termbase of another program gives."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workflow.model import Concept, MatchRule, TermSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The entries of a file.

    `lost` says in sentences what the file holds and an entry cannot, `told` how it was understood.
    """

    concepts: tuple[Concept, ...]
    lost: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file of another program. `lost` says in sentences what the entries hold and the file cannot."""

    data: bytes
    lost: tuple[str, ...] = ()


def counted(lost: Counter[str]) -> tuple[str, ...]:
    """Return one sentence for each thing that was lost, with how often."""
    return tuple(f"{what}: {number:,} not kept" for what, number in lost.items() if number)


def unwritten(concepts: Iterable[Concept], kept: Iterable[str]) -> Counter[str]:
    """Count what entries hold beyond the names in `kept` (of fields of `Concept`)."""
    fields = {"status": "approved", "match": MatchRule(), **dict.fromkeys(_TEXTS, "")}
    lost: Counter[str] = Counter()
    for concept in concepts:
        for name, usual in fields.items():
            lost[_TEXTS.get(name, name)] += name not in kept and getattr(concept, name) != usual
    return lost


_TEXTS = {
    "domain": "domain",
    "note": "note",
    "reference": "reference",
    "part_of_speech": "part of speech",
    "owner": "owner",
    "updated": "date of change",
}


def joined(sets: Iterable[TermSet]) -> TermSet:
    """Return several term sets of one language as one: the first preferred term stays so, the others are admitted."""
    first, *others = sets
    accepted = dict.fromkeys(form for terms in (first, *others) for form in terms.accepted)
    deprecated = dict.fromkeys(form for terms in (first, *others) for form in terms.deprecated if form not in accepted)
    return TermSet(first.preferred, tuple(form for form in accepted if form != first.preferred), tuple(deprecated))


def ids(names: Iterable[str]) -> Iterator[str]:
    """Yield an id for each English term (or other name), numbered where two are alike."""
    taken: Counter[str] = Counter()
    used: set[str] = set()
    for name in names:
        stem = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-") or "term"
        identifier = stem
        while identifier in used:
            taken[stem] += 1
            identifier = f"{stem}-{taken[stem] + 1}"
        used.add(identifier)
        yield identifier
