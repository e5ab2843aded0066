"""Terms of the glossary: which a text owes, and how a target renders them."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from workflow.constraints import literal
from workflow.constraints.base import TERM, Constraint, Span
from workflow.constraints.claims import Claim, Claims
from workflow.glossary.termbase import Termbase, TermHit, is_person
from workflow.model.frozen import dataclass
from workflow.text.chars import han_count
from workflow.text.term.match import occurrences
from workflow.text.term.words_zh import is_general

_WORDS_A_CHARACTER = 0.75
"""Words that say something which a Chinese character may give: half a word as a rule, so much in one unit of ten."""

_IDIOM = re.compile(r"\bidiom\b|成[语語]")
"""How a list says that an entry is a set phrase of four characters, which every sentence renders its own way."""


_TWO_NAMES = re.compile("[A-Z][a-z']+ [A-Z][a-z']+")


class Standing(StrEnum):
    """How a target renders a term that it owes."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    VARIED = "varied"  # another part of speech, a coordination, a passive, the abbreviation
    AGAIN = "again"  # a further mention that a pronoun or the head noun makes, or that is not owed
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


NOTHING_OWED = Judgement(())


def find(text: str, termbase: Termbase | None) -> Iterator[Constraint]:
    """Yield the terms that a plain Chinese text owes, in its order; persons are no terms, see `constraints.names`."""
    if termbase is None:
        return
    for hit in termbase.find(text):
        if hit.accepted and not is_person(hit.concept):
            yield of_hit(hit, termbase)


def of_hit(hit: TermHit, termbase: Termbase) -> Constraint:
    """Return what one term of a text owes; the hit has accepted forms."""
    return Constraint(
        check=TERM,
        source=hit.text,
        start=hit.start,
        end=hit.end,
        owed=hit.accepted[0],
        forms=hit.accepted,
        rule=hit.concept.match,
        key=hit.concept.id,
        deprecated=hit.deprecated,
        general=is_general(hit.text) or termbase.is_material(hit.text) or bool(_IDIOM.search(hit.concept.note)),
    )


def unmet(owed: Sequence[Constraint], text: str, *, exact: bool = False) -> list[Constraint]:
    """Return the constraints on terms that a plain English text fails; see `judge`."""
    return [verdict.owed for verdict in judge(owed, text, exact=exact).verdicts if not verdict.standing.meets]


def judge(owed: Sequence[Constraint], text: str, *, exact: bool = False) -> Judgement:
    """Say of each owed term how a plain English text renders it.

    A term that the source holds twice is owed twice, unless its entry says ``repeat: optional``. A word of the target
    serves one term only, longer terms choose first, so that "high-quality development" is not also an occurrence of
    "development". A deprecated form is no part of an accepted one ("opening" in "opening-up").

    What a careful reader accepts counts, after all that stands as the entry has it: see
    `workflow.text.term.variants` and, for a term that was named already, `workflow.text.term.mentions`. Of three
    mentions in one text one may go unsaid.

    Args:
        owed: the terms that `find` returned, or any part of them.
        text: the target, without tags.
        exact: count the entry's own forms alone; so are drafts judged before they are taken as they are.
    """
    if not owed:
        return NOTHING_OWED
    return _literally(owed, text) or _by_claims(owed, text, exact=exact)


def put_otherwise(judgement: Judgement, source: str, text: str) -> dict[int, Span]:
    """Return where the words of missing terms stand in the target all the same, by the verdict's place.

    Close together (`workflow.text.term.near`), or for another term too, or, of a person, the surname. Words that stand
    near must not be claimed by another term that binds, and the rest of the English must not be more than the rest of
    the Chinese accounts for: in *maintain national food security* for 维护国家安全 the food is.

    Args:
        judgement: what `judge` said.
        source: the unit's plain Chinese text.
        text: the target's plain text, which was judged.
    """
    missing = {at: verdict for at, verdict in enumerate(judgement.verdicts) if verdict.standing is Standing.MISSING}
    if not missing:
        return {}
    from workflow.text.term.near import near

    met = [verdict for verdict in judgement.verdicts if verdict.standing.meets]
    taken = [(verdict.start, verdict.end) for verdict in met if verdict.end and not verdict.owed.general]
    left = han_count(source) - sum(han_count(verdict.owed.source) for verdict in met)
    found: dict[int, Span] = {}
    for at, verdict in missing.items():
        spare = _WORDS_A_CHARACTER * (left - han_count(verdict.owed.source))
        others = [other for other in met if other.owed.key != verdict.owed.key]
        places = (near(form, text, taken, spare) for form in verdict.owed.forms)
        place = _shared(verdict.owed, others, text) or _surname(verdict.owed, text) or next(filter(None, places), None)
        if place:
            found[at] = place
            taken.append(place)
    return found


def _shared(term: Constraint, met: Sequence[Verdict], text: str) -> Span | None:
    """Where the rendering of another term is one of this term too: *poverty relief* for both 扶贫 and 脱贫攻坚."""
    for verdict in met:
        said = text[verdict.start : verdict.end]
        if any((0, len(said)) in occurrences(form, said, term.rule) for form in term.forms if said):
            return verdict.start, verdict.end
    return None


def _surname(term: Constraint, text: str) -> Span | None:
    """Where the surname of a person stands; in a list without domains one is known by the pinyin of the name."""
    if not _TWO_NAMES.fullmatch(term.owed):
        return None
    from workflow.text.name.romanise import is_personal_name, romanise

    if not is_personal_name(term.source) or romanise(term.source) != term.owed:
        return None
    found = re.search(rf"\b{term.owed.split()[0]}\b", text)
    return found.span() if found else None


def _literally(owed: Sequence[Constraint], text: str) -> Judgement | None:
    """The judgement where each preferred term stands as often as it is owed: what `_by_claims` would say, sooner."""
    if not all(term.rule.repeat for term in owed):
        return None
    deprecated = [(form, term.rule) for term in owed for form in term.deprecated]
    places = literal.places([(term.key, term.owed, term.rule) for term in owed], text, deprecated)
    verdicts = (Verdict(term, Standing.PREFERRED, term.owed, *place) for term, place in zip(owed, places, strict=False))
    return Judgement(tuple(verdicts)) if places else None


def _by_claims(owed: Sequence[Constraint], text: str, *, exact: bool) -> Judgement:
    claims = Claims(owed, text)
    if not exact:
        claims.forgive()
    verdicts: list[Verdict] = []
    for constraint in owed:
        claim = claims.take(constraint.key)
        if claim is not None:
            verdicts.append(_verdict(constraint, claim))
        elif claims.spare(constraint.key) or (
            not constraint.rule.repeat and any(seen.owed.key == constraint.key for seen in verdicts)
        ):
            verdicts.append(Verdict(constraint, Standing.AGAIN))
        else:
            verdicts.append(Verdict(constraint, Standing.MISSING))
    last = {constraint.key: constraint for constraint in owed}
    beside = [_verdict(last[claim.key], claim) for claim in claims.left()]
    return Judgement(tuple(verdicts), tuple(sorted(beside, key=lambda verdict: verdict.start)))


def _verdict(constraint: Constraint, claim: Claim) -> Verdict:
    standing = {"deprecated": Standing.DEPRECATED, "varied": Standing.VARIED, "again": Standing.AGAIN}.get(claim.kind)
    standing = standing or (Standing.PREFERRED if claim.index == 0 else Standing.ADMITTED)
    return Verdict(constraint, standing, claim.form, claim.start, claim.end)
