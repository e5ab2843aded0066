"""Every value found for each field, and the choice among them."""

from dataclasses import dataclass, replace
from typing import Any

from workflow.intake.people import is_person, is_source
from workflow.model import Candidate, Metadata

FIELDS = ("title", "subtitle", "date", "source", "source_url", "url", "authors", "editors", "position", "keywords")
PRINTED = 19
"""Highest rank of what is printed with a label in the article itself."""

_FULL = frozenset({"label:采写", "label:撰文", "label:文字", "label:foot credit"})
"""Rules of credits behind a text that name everybody who wrote it."""

_BEHIND = frozenset({"label:credit", "label:foot credit"})
_PERSONAL = _BEHIND | {"label:byline"}
"""Rules of credits that may leave out whom the byline has named already (``参与记者：…``)."""

NEVER = 1000
"""Rank of a value that is kept as a candidate but never wins."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate with its strength: of two, the one with the lower `rank` wins. `shut` keeps weaker ones out."""

    candidate: Candidate
    rank: int
    shut: bool = False

    @property
    def filled(self) -> bool:
        """Whether the candidate holds a value."""
        return bool(self.candidate.value)


class Evidence:
    """Every value found for each field, and the choice among them."""

    def __init__(self) -> None:
        self.choices: list[Choice] = []
        self._noted: set[Choice] = set()

    def add(self, name: str, value: str | tuple[str, ...], rule: str, rank: int, *, shut: bool = False) -> None:
        """Note a value; the same value by the same rule is noted once."""
        choice = Choice(Candidate(name, value, rule), rank, shut)
        if choice not in self._noted:
            self._noted.add(choice)
            self.choices.append(choice)

    def best(self, name: str) -> Candidate | None:
        """The winning candidate of a field, or None; an empty printed label keeps weaker guesses out."""
        options = sorted((c for c in self.choices if c.candidate.field == name), key=lambda c: c.rank)
        wall = min((c.rank for c in options if c.shut and not c.filled), default=NEVER)
        filled = [c for c in options if c.filled and c.rank < wall]
        if name == "date" and filled:
            return _timed(filled)
        return next((c.candidate for c in filled), None)

    def united(self, name: str, winner: Candidate) -> tuple[str, ...]:
        """The people of a field: editors of every printed label, authors of all labels as strong as the winner.

        A page has editors in its head and at its end, and both count; it has authors in one place, under one label or
        several (记者, 通讯员); a list elsewhere that holds them all and more is the full one.
        """
        choices = sorted((c for c in self.choices if c.candidate.field == name), key=lambda c: c.rank)
        limit = PRINTED if name == "editors" else next(c.rank for c in choices if c.candidate == winner)
        bylines = [c for c in choices if winner.rule in _BEHIND and c.candidate.rule == "label:byline"]
        counted = bylines + [c for c in choices if c.rank <= limit and c.filled]
        people = dict.fromkeys(p for c in counted for p in c.candidate.value)
        whole = [
            c.candidate.value for c in choices if c.candidate.rule in _FULL and people.keys() < set(c.candidate.value)
        ]
        return tuple(whole[0] if whole else people)

    def candidates(self) -> tuple[Candidate, ...]:
        """All candidates, in the order found."""
        return tuple(choice.candidate for choice in self.choices)


def _timed(choices: list[Choice]) -> Candidate:
    """The strongest date; where others as strong tell the time of the same day, the first of those."""
    first = choices[0]
    equal = [
        c for c in choices if c.rank == first.rank and str(c.candidate.value).startswith(f"{first.candidate.value}T")
    ]
    return equal[0].candidate if equal else first.candidate


def _editor_in_meta(evidence: Evidence) -> None:
    """Take a stated author who is printed as editor for what he is: site systems enter the editor as author."""
    printed = {
        person
        for choice in evidence.choices
        if choice.candidate.field == "editors" and not choice.candidate.rule.startswith("meta")
        for person in choice.candidate.value
    }
    evidence.choices = [
        replace(choice, rank=NEVER)
        if choice.candidate.field == "authors"
        and choice.candidate.rule.startswith("meta")
        and set(choice.candidate.value) <= printed
        else choice
        for choice in evidence.choices
    ]


def _office_for_author(evidence: Evidence) -> None:
    """Let a byline that names persons win over a label ``作者`` behind which an office stands."""
    named = [c for c in evidence.choices if c.candidate.field == "authors" and c.candidate.rule in _PERSONAL]
    if any(all(map(is_person, choice.candidate.value)) for choice in named):
        evidence.choices = [
            replace(choice, rank=NEVER)
            if choice.candidate.field == "authors"
            and choice.candidate.rule.startswith("label")
            and choice.filled
            and all(map(is_source, choice.candidate.value))
            else choice
            for choice in evidence.choices
        ]


def settle(evidence: Evidence) -> tuple[Metadata, dict[str, str]]:
    """The winning value of each field, and its rule."""
    _editor_in_meta(evidence)
    _office_for_author(evidence)
    metadata, rules = Metadata(), {}
    for name in FIELDS:
        winner = evidence.best(name)
        if winner is None:
            continue
        value = winner.value
        if name in {"authors", "editors"} and winner.rule.startswith("label"):
            value = evidence.united(name, winner)
        changes: dict[str, Any] = {name: value}
        metadata = replace(metadata, **changes)
        rules[name] = winner.rule
    return metadata, rules


def from_options(evidence: Evidence, options: Metadata | None) -> None:
    """Values given on the command line."""
    for name in Metadata.__dataclass_fields__ if options else ():
        value = getattr(options, name)
        if value:
            evidence.add(name, value, f"option:{name}", 0)
