"""Terms of the glossary: which a text owes, and how a target renders them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from workflow.constraints.base import TERM, Constraint
from workflow.glossary.termbase import Termbase
from workflow.text.match import occurrences


class Standing(StrEnum):
    """How a target renders a term that it owes."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    AGAIN = "again"  # a further mention that needs no rendering of its own
    DEPRECATED = "deprecated"
    MISSING = "missing"

    @property
    def meets(self) -> bool:
        """Whether the term counts as rendered."""
        return self not in (Standing.DEPRECATED, Standing.MISSING)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one owed term is rendered: the form of its entry that was found, and where in the target's plain text.

    `form` is empty, and the place 0:0, where nothing was found.
    """

    owed: Constraint
    standing: Standing
    form: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdicts on the owed terms, one each in their order; `beside` are deprecated forms over and above them."""

    verdicts: tuple[Verdict, ...]
    beside: tuple[Verdict, ...] = ()


def find(text: str, termbase: Termbase | None) -> Iterator[Constraint]:
    """Yield the terms that a plain Chinese text owes, in its order."""
    for hit in termbase.find(text) if termbase is not None else ():
        if hit.accepted:
            yield Constraint(
                TERM,
                hit.text,
                hit.start,
                hit.end,
                hit.accepted[0],
                hit.accepted,
                hit.concept.match,
                hit.concept.id,
                deprecated=hit.deprecated,
            )


def unmet(owed: Sequence[Constraint], text: str) -> list[Constraint]:
    """Return the constraints on terms that a plain English text fails."""
    return [verdict.owed for verdict in judge(owed, text).verdicts if not verdict.standing.meets]


def judge(owed: Sequence[Constraint], text: str) -> Judgement:
    """Say of each owed term how a plain English text renders it.

    A term that the source holds twice is owed twice, unless its entry says ``repeat: optional``. A word of the target
    serves one term only, longer terms choose first, so that "high-quality development" is not also an occurrence of
    "development". A deprecated form is no part of an accepted one ("opening" in "opening-up").

    Args:
        owed: the terms that `find` returned, or any part of them.
        text: the target, without tags.
    """
    if not owed:
        return Judgement(())
    taken = _choose(owed, text)
    verdicts: list[Verdict] = []
    for constraint in owed:
        claims = taken.get(constraint.key, [])
        if claims:
            verdicts.append(_verdict(constraint, claims.pop(0)))
        elif not constraint.rule.repeat and any(seen.owed.key == constraint.key for seen in verdicts):
            verdicts.append(Verdict(constraint, Standing.AGAIN))
        else:
            verdicts.append(Verdict(constraint, Standing.MISSING))
    last = {constraint.key: constraint for constraint in owed}
    beside = [_verdict(last[claim.key], claim) for claim in chain(*taken.values())]
    return Judgement(tuple(verdicts), tuple(sorted(beside, key=lambda verdict: verdict.start)))


@dataclass(frozen=True, slots=True)
class _Claim:
    """A place of the target that could be a rendering of the terms of a key; `index` is that of the form found."""

    key: str
    index: int
    form: str
    start: int
    end: int
    deprecated: bool = False

    def holds(self, other: "_Claim") -> bool:
        """Whether the other's place lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "_Claim") -> bool:
        """Whether the two places share a character."""
        return self.start < other.end and other.start < self.end


def _verdict(constraint: Constraint, claim: _Claim) -> Verdict:
    standing = Standing.PREFERRED if claim.index == 0 else Standing.ADMITTED
    if claim.deprecated:
        standing = Standing.DEPRECATED
    return Verdict(constraint, standing, claim.form, claim.start, claim.end)


def _choose(owed: Sequence[Constraint], text: str) -> dict[str, list[_Claim]]:
    """Return by key the claims that hold: accepted ones up to what is owed, then every deprecated one."""
    count = Counter(term.key for term in owed)
    by_key = {term.key: term for term in owed}
    claims = list(_contest([claim for term in by_key.values() for claim in _claims(term, text)]))
    # Of two terms that could claim one place, the one with fewer other places chooses first.
    choice = Counter(claim.key for claim in claims)
    claims.sort(key=lambda c: (c.start - c.end, c.deprecated, choice[c.key] - count[c.key], c.index, c.start))
    taken: list[_Claim] = []
    rendered: Counter[str] = Counter()
    for claim in claims:
        wanted = claim.deprecated or rendered[claim.key] < count[claim.key]
        if wanted and not any(claim.meets(other) for other in taken):
            rendered[claim.key] += not claim.deprecated
            taken.append(claim)
    taken.sort(key=lambda claim: (claim.deprecated, claim.start))
    return {key: [claim for claim in taken if claim.key == key] for key in by_key}


def _claims(term: Constraint, text: str) -> Iterator[_Claim]:
    for forms, deprecated in ((term.forms, False), (term.deprecated, True)):
        places: dict[tuple[int, int], int] = {}
        for index, form in enumerate(forms):
            for place in occurrences(form, text, term.rule):
                places.setdefault(place, index)
        for (start, end), index in places.items():
            yield _Claim(term.key, index, forms[index], start, end, deprecated)


def _contest(claims: Sequence[_Claim]) -> Iterator[_Claim]:
    """Drop deprecated claims that are part of an accepted one, and accepted ones that are part of a deprecated one."""
    accepted = [claim for claim in claims if not claim.deprecated]
    deprecated = [claim for claim in claims if claim.deprecated and not any(own.holds(claim) for own in accepted)]
    yield from deprecated
    for claim in accepted:
        if not any(wrong.key == claim.key and wrong.holds(claim) for wrong in deprecated):
            yield claim
