"""Which words of a target render which term: every term lays claim to places, and no word serves twice."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from workflow.constraints.base import Constraint
from workflow.model.frozen import dataclass
from workflow.text.term.match import occurrences

Spans = tuple[tuple[int, int], ...]
Kind = Literal["accepted", "deprecated", "varied", "again"]
_ORDER: tuple[Kind, ...] = ("accepted", "varied", "deprecated", "again")

_SPARED = 3
"""Of so many mentions in one text, one may be left to the reader."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A place of the target that could render the terms of a key; `index` is that of the form.

    `own` are the words no other claim may have; the whole place when empty.
    """

    key: str
    kind: Kind
    index: int
    form: str
    start: int
    end: int
    own: Spans = ()

    def holds(self, other: "Claim") -> bool:
        """Whether the other's place lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Claim") -> bool:
        """Whether both want one word."""
        return any(start < end_ and start_ < end for start_, end_ in other.pieces() for start, end in self.pieces())

    def pieces(self) -> Spans:
        """The words that this claim uses up."""
        return self.own or ((self.start, self.end),)


class Claims:
    """The claims of owed terms on a target, chosen so that none meets another."""

    def __init__(self, owed: Sequence[Constraint], text: str) -> None:
        self._text = text
        self._count = Counter(term.key for term in owed)
        self._terms = {term.key: term for term in owed}
        self._taken: list[Claim] = []
        self._spared: Counter[str] = Counter()
        self._choose()

    def take(self, key: str) -> Claim | None:
        """Return the next claim of a key and remove it: accepted ones first, each kind in the order of the text."""
        claim = min(self._of(key), key=lambda claim: (_ORDER.index(claim.kind), claim.start), default=None)
        if claim is not None:
            self._taken.remove(claim)
        return claim

    def left(self) -> Sequence[Claim]:
        """The claims that nobody took."""
        return tuple(self._taken)

    def forgive(self) -> None:
        """Give terms that are still owed what a careful reader takes for them."""
        short = sorted((key for key in self._terms if self._short(key)), key=lambda key: -len(self._terms[key].owed))
        for key in short:
            self._give(key, _varied(self._terms[key], self._text, self._taken))
        for key in short:
            named = self._named(key) if self._short(key) else []
            if self._short(key):
                self._give(key, _presupposed(self._terms[key], self._text))
            if named:
                self._give(key, _again(self._terms[key], self._text, min(named)))
                said = self._count[key] + self._longer(key)
                self._spared[key] = said // _SPARED if self._of(key) else 0

    def spare(self, key: str) -> bool:
        """Whether one more mention of a term may go unsaid: one in three, when the others are there."""
        spared = self._spared[key] > 0
        self._spared[key] -= 1
        return spared

    def _named(self, key: str) -> list[int]:
        """Where the target names a term: in a rendering of its own, or of a longer term that it is part of."""
        own = [claim.start for claim in self._of(key) if claim.kind in ("accepted", "varied")]
        return own or [
            claim.start
            for claim in _stated(self._terms[key], self._text)
            if claim.kind == "accepted" and any(other.holds(claim) for other in self._taken)
        ]

    def _longer(self, key: str) -> int:
        """How often the source mentions the term within a longer one."""
        source = self._terms[key].source
        return sum(self._count[term.key] for term in self._terms.values() if term.key != key and source in term.source)

    def _of(self, key: str) -> list[Claim]:
        return [claim for claim in self._taken if claim.key == key]

    def _short(self, key: str) -> int:
        """How many renderings of a term are still owed."""
        return self._count[key] - len(self._of(key))

    def _give(self, key: str, claims: Iterable[Claim]) -> None:
        owed = self._short(key)
        for claim in claims if owed > 0 else ():
            if self._is_free(claim):
                self._taken.append(claim)
            elif claim.kind == "varied":
                self._displace(claim)
            if self._short(key) <= 0:  # the rest need not be looked for
                return

    def _displace(self, claim: Claim) -> None:
        """Let a longer term have the words of a shorter one inside it, if a later mention does for that one.

        *Domestic demand must be expanded, and its potential used*: the demand of 扩大内需 is not that of 内需 as well.
        """
        before = self._taken
        losers = [other for other in before if other.meets(claim)]
        if not all(claim.holds(other) and other.kind == "accepted" and other.key != claim.key for other in losers):
            return
        self._taken = [*(other for other in before if other not in losers), claim]
        for loser in losers:
            term = self._terms[loser.key]
            self._give(loser.key, (other for other in _stated(term, self._text) if other.kind == "accepted"))
            self._give(loser.key, _again(term, self._text, loser.start))
        if any(self._short(loser.key) > 0 for loser in losers):
            self._taken = before

    def _is_free(self, claim: Claim) -> bool:
        return not any(claim.meets(other) for other in self._taken)

    def _choose(self) -> None:
        """Take accepted forms up to what is owed, and every deprecated one; longer ones first."""
        claims = list(_contest([claim for term in self._terms.values() for claim in _stated(term, self._text)]))
        # Of two terms that could claim one place, the one with fewer other places chooses first.
        choice = Counter(claim.key for claim in claims)
        claims.sort(
            key=lambda c: (
                c.start - c.end,
                c.kind == "deprecated",
                choice[c.key] - self._count[c.key],
                c.index,
                c.start,
            )
        )
        rendered: Counter[str] = Counter()
        for claim in claims:
            wanted = claim.kind == "deprecated" or rendered[claim.key] < self._count[claim.key]
            if wanted and self._is_free(claim):
                rendered[claim.key] += claim.kind == "accepted"
                self._taken.append(claim)


def _stated(term: Constraint, text: str) -> Iterator[Claim]:
    """Claims of the forms as the entry has them."""
    groups: tuple[tuple[Kind, tuple[str, ...]], ...] = (("accepted", term.forms), ("deprecated", term.deprecated))
    for kind, forms in groups:
        places: dict[tuple[int, int], int] = {}
        for index, form in enumerate(forms):
            for place in occurrences(form, text, term.rule):
                places.setdefault(place, index)
        for (start, end), index in places.items():
            yield Claim(term.key, kind, index, forms[index], start, end)


def _contest(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Drop deprecated claims that are part of an accepted one, and accepted ones that are part of a deprecated one."""
    accepted = [claim for claim in claims if claim.kind == "accepted"]
    deprecated = [
        claim for claim in claims if claim.kind == "deprecated" and not any(own.holds(claim) for own in accepted)
    ]
    yield from deprecated
    for claim in accepted:
        if not any(wrong.key == claim.key and wrong.holds(claim) for wrong in deprecated):
            yield claim


def _varied(term: Constraint, text: str, taken: Sequence[Claim]) -> Iterator[Claim]:
    """Claims of places that say a term otherwise; a word that a whole other term is made of is not shared with it."""
    from workflow.text.term.reorder import mixed
    from workflow.text.term.variants import abbreviations, variants

    spans = {(claim.start, claim.end) for claim in taken}
    for index, form in enumerate(term.forms):
        for found in variants(form, text, term.rule):
            if spans.isdisjoint(found.shared):
                yield Claim(term.key, "varied", index, form, found.start, found.end, found.own)
        for start, end in abbreviations(form, text):
            yield Claim(term.key, "varied", index, form, start, end)
    for other in mixed(term.forms):
        for start, end in occurrences(other, text, term.rule):
            yield Claim(term.key, "varied", 0, term.owed, start, end)


def _again(term: Constraint, text: str, named: int) -> Iterator[Claim]:
    from workflow.text.term.mentions import mentions

    for index, form in enumerate(term.forms):
        for start, end in mentions(form, text, term.rule, named):
            yield Claim(term.key, "again", index, form, start, end)


def _presupposed(term: Constraint, text: str) -> Iterator[Claim]:
    from workflow.text.term.mentions import presupposed

    for index, form in enumerate(term.forms):
        for start, end in presupposed(form, text):
            yield Claim(term.key, "again", index, form, start, end)
