"""Terms of the glossary: which a text owes, and which of them a target renders."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workflow.constraints.base import TERM, Constraint
from workflow.glossary.termbase import Termbase
from workflow.text.match import occurrences


def find(text: str, termbase: Termbase | None) -> Iterator[Constraint]:
    """Yield the terms that a plain Chinese text owes, in its order."""
    for hit in termbase.find(text) if termbase is not None else ():
        if hit.accepted:
            yield Constraint(
                TERM, hit.text, hit.start, hit.end, hit.accepted[0], hit.accepted, hit.concept.match, hit.concept.id
            )


def unmet(owed: Sequence[Constraint], text: str) -> list[Constraint]:
    """Return the constraints on terms that a plain English text fails.

    A word of the target serves one constraint only, longer terms choose first, so that "high-quality development" is
    not also an occurrence of "development".
    """
    met = _rendered(owed, text) if owed else Counter()
    missing: list[Constraint] = []
    for constraint in owed:
        if met[constraint.key] > 0:
            met[constraint.key] -= 1
        else:
            missing.append(constraint)
    return missing


def _rendered(terms: Sequence[Constraint], text: str) -> Counter[str]:
    """Count by key how often the terms are rendered, up to what is owed."""
    owed = Counter(term.key for term in terms)
    by_key = {term.key: term for term in terms}
    claims = list(_claims(by_key.values(), text))
    # Of two terms that could claim one place, the one with fewer other places chooses first.
    choice = Counter(claim.key for claim in claims)
    claims.sort(key=lambda c: (c.start - c.end, choice[c.key] - owed[c.key], c.form, c.start))
    taken: list[tuple[int, int]] = []
    rendered: Counter[str] = Counter()
    for claim in claims:
        if rendered[claim.key] < owed[claim.key] and all(
            claim.end <= start or end <= claim.start for start, end in taken
        ):
            rendered[claim.key] += 1
            taken.append((claim.start, claim.end))
    return rendered


@dataclass(frozen=True, slots=True)
class _Claim:
    """A place of the target that renders the terms of a key, by their form of that index."""

    key: str
    form: int
    start: int
    end: int


def _claims(terms: Iterable[Constraint], text: str) -> Iterator[_Claim]:
    for term in terms:
        places: dict[tuple[int, int], int] = {}
        for index, form in enumerate(term.forms):
            for place in occurrences(form, text, term.rule):
                places.setdefault(place, index)
        yield from (_Claim(term.key, index, start, end) for (start, end), index in places.items())
