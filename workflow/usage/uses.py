"""How each term that a text owes is rendered in its translation."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from workflow.constraints import literal
from workflow.constraints.terms import Standing, Verdict, judge, of_hit
from workflow.glossary.termbase import Termbase, TermHit

Span = tuple[int, int]


class Rendering(StrEnum):
    """What stands in the translation for a term that is owed; `OTHERWISE` is none of the forms the entry knows."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    OTHERWISE = "otherwise"

    @property
    def wrong(self) -> bool:
        """Whether the glossary objects to it."""
        return self in (Rendering.DEPRECATED, Rendering.OTHERWISE)


_RENDERINGS = {
    Standing.PREFERRED: Rendering.PREFERRED,
    Standing.ADMITTED: Rendering.ADMITTED,
    Standing.VARIED: Rendering.ADMITTED,
    Standing.DEPRECATED: Rendering.DEPRECATED,
    Standing.MISSING: Rendering.OTHERWISE,
}


class Use(NamedTuple):
    """One term of a unit. `source` is its place in the plain Chinese, `target` that of its rendering, if there is one.

    Of `OTHERWISE`, `target` is a guess, or None. `unit` is ``metadata.title`` for a title. `waived` says that a person
    accepted it. `extra` marks a deprecated form that stands there besides an accepted one: no further term is owed.
    """

    concept: str
    rendering: Rendering
    source: Span
    target: Span | None = None
    article: str = ""
    unit: str = ""
    state: str = ""
    waived: bool = False
    extra: bool = False

    @property
    def is_error(self) -> bool:
        """Whether a person has to do something about it."""
        return self.rendering.wrong and not self.waived


def uses(source: str, target: str, termbase: Termbase) -> list[Use]:
    """Return how each term that a plain Chinese text owes is rendered in its plain translation, in the text's order.

    Deprecated forms that stand there besides what is owed come last.
    """
    hits = [hit for hit in termbase.find(source) if hit.accepted]
    return _plainly_rendered(hits, target) or _judged(hits, target, termbase)


def _plainly_rendered(hits: Sequence[TermHit], target: str) -> list[Use]:
    """Return the uses where each preferred form stands and there can be no doubt, nothing otherwise."""
    if not all(hit.concept.match.repeat for hit in hits):
        return []
    deprecated = [(form, hit.concept.match) for hit in hits for form in hit.deprecated]
    places = literal.places([(hit.concept.id, hit.accepted[0], hit.concept.match) for hit in hits], target, deprecated)
    return [
        Use(concept=hit.concept.id, rendering=Rendering.PREFERRED, source=(hit.start, hit.end), target=place)
        for hit, place in zip(hits, places, strict=bool(places))
    ]


def _judged(hits: Sequence[TermHit], target: str, termbase: Termbase) -> list[Use]:
    """Ask `constraints.terms`, whose verdicts the checks report; a mention that need not be rendered is no use."""
    judgement = judge([of_hit(hit, termbase) for hit in hits], target)
    owed = [_use(verdict) for verdict in judgement.verdicts if not _is_free(verdict)]
    return [*owed, *(_use(verdict)._replace(extra=True) for verdict in judgement.beside)]


def _is_free(verdict: Verdict) -> bool:
    """Whether the text need not say the term: a further mention, or a word that every sentence renders its own way."""
    general = verdict.standing is Standing.MISSING and verdict.owed.general
    return general or verdict.standing is Standing.AGAIN


def _use(verdict: Verdict) -> Use:
    return Use(
        concept=verdict.owed.key,
        rendering=_RENDERINGS[verdict.standing],
        source=(verdict.owed.start, verdict.owed.end),
        target=(verdict.start, verdict.end) if verdict.end else None,
    )
