"""What must survive translation, and whether it did: the one truth that drafting, checking and exporting all ask.

A constraint is a term the glossary owes, a link, or another inline code. `find` reads them off a source unit, `unmet`
says which of them a target unit fails. Nobody else decides whether a term is rendered or a link is kept.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from workflow.glossary.termbase import Termbase
from workflow.model import MatchRule
from workflow.text.inline import Code, Inline
from workflow.text.match import occurrences

TERM = "term.missing"
LINK = "link.lost"
CODE = "structure.tags"


@dataclass(frozen=True, slots=True)
class Constraint:
    """Something a target unit owes its source unit.

    `check` is the check that reports it when it is unmet; `source` the text at ``start:end`` of the source's plain
    text; `owed` what a reader is told to supply: the preferred term, the link's address, the tag. `forms` are the
    target terms that satisfy it (terms only), preferred first, recognised by `rule`. Constraints with one `check` and
    `key` are counted together.
    """

    check: str
    source: str
    start: int
    end: int
    owed: str
    forms: tuple[str, ...] = ()
    rule: MatchRule = field(default_factory=MatchRule)
    key: str = ""


def find(source: Inline, termbase: Termbase | None) -> tuple[Constraint, ...]:
    """Return what a source unit's target owes, in the order of the text, terms before codes at one place."""
    found = [*_terms(source.text, termbase), *(of_code(code, source.text) for code in source.codes)]
    return tuple(sorted(found, key=lambda constraint: constraint.start))


def _terms(text: str, termbase: Termbase | None) -> Iterator[Constraint]:
    for hit in termbase.find(text) if termbase is not None else ():
        if hit.accepted:
            yield Constraint(
                TERM, hit.text, hit.start, hit.end, hit.accepted[0], hit.accepted, hit.concept.match, hit.concept.id
            )


def of_code(code: Code, text: str) -> Constraint:
    """Return what one inline code of a source unit with the plain text `text` owes."""
    tag, address = code.key
    owed = address if tag == "a" else f'<{tag} src="{address}"/>' if tag == "img" else f"<{tag}>"
    check = LINK if tag == "a" else CODE
    return Constraint(check, text[code.start : code.end], code.start, code.end, owed, key=_code_key(code))


def _code_key(code: Code) -> str:
    return " ".join(code.key)


def unmet(constraints: Sequence[Constraint], source: Inline, target: Inline) -> tuple[Constraint, ...]:
    """Return the constraints that the target fails, in their order.

    Everything is counted: a term that the source holds twice is owed twice. A word of the target serves one constraint
    only, longer terms choose first, so that "high-quality development" is not also an occurrence of "development".

    Args:
        constraints: all of the unit's, as `find` returned them (or any part of them).
        source: the source unit; kept in the interface because a verdict may depend on where a term stands.
        target: the target unit.
    """
    del source
    terms = [constraint for constraint in constraints if constraint.check == TERM]
    met = {TERM: _rendered(terms, target.text) if terms else Counter()}
    met[LINK] = met[CODE] = Counter(_code_key(code) for code in target.codes)
    missing: list[Constraint] = []
    for constraint in constraints:
        if met[constraint.check][constraint.key] > 0:
            met[constraint.check][constraint.key] -= 1
        else:
            missing.append(constraint)
    return tuple(missing)


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
