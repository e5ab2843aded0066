"""How each term that a text owes is rendered in its translation."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from workflow.glossary.termbase import Termbase, TermHit
from workflow.text.match import occurrences

Span = tuple[int, int]

_BEFORE = frozenset(("", " ", "“", "‘", "("))
_AFTER = frozenset(("", " ", ",", ";", ":", "”", ")"))


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
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
    return _plainly_rendered(hits, target) or _judged(hits, target)


def _plainly_rendered(hits: Sequence[TermHit], target: str) -> list[Use]:
    """Return the uses where there can be no doubt, nothing otherwise.

    That is where each entry has one form, which stands there letter by letter as often as it is owed, apart from the
    others: most units of a good translation. It saves splitting them into words, which is most of the work.
    """
    places: dict[str, list[Span]] = {}
    for hit in hits:
        if len(hit.accepted) > 1 or hit.deprecated or not hit.concept.match.repeat:
            return []
        places.setdefault(hit.concept.id, _letter_by_letter(hit.accepted[0], target))
    due = Counter(hit.concept.id for hit in hits)
    spans = sorted(span for found in places.values() for span in found)
    if any(len(found) != due[key] for key, found in places.items()):
        return []
    if any(before[1] > after[0] for before, after in pairwise(spans)):
        return []
    left = {key: iter(found) for key, found in places.items()}
    return [
        Use(
            concept=hit.concept.id,
            rendering=Rendering.PREFERRED,
            source=(hit.start, hit.end),
            target=next(left[hit.concept.id]),
        )
        for hit in hits
    ]


def _letter_by_letter(form: str, target: str) -> list[Span]:
    """Return where a form stands as a whole word or words; fewer places where its neighbours leave a doubt."""
    found: list[Span] = []
    at = target.find(form)
    while at >= 0:
        end = at + len(form)
        if target[at - 1 : at] in _BEFORE and (target[end : end + 1] in _AFTER or target[end:] == "."):
            found.append((at, end))
        at = target.find(form, end)
    return found


def _judged(hits: Sequence[TermHit], target: str) -> list[Use]:
    claims = sorted(_claims(hits, target), key=lambda claim: claim.rank)
    places: dict[str, list[_Claim]] = {}
    taken: list[Span] = []
    due = Counter(hit.concept.id for hit in hits)
    for claim in claims:
        if any(claim.start < end and start < claim.end for start, end in taken):
            continue
        found = places.setdefault(claim.concept, [])
        if len(found) < due[claim.concept] or claim.rendering is Rendering.DEPRECATED:
            found.append(claim)
            taken.append((claim.start, claim.end))
    return [*_dealt(hits, places), *_left(hits, places)]


@dataclass(frozen=True, slots=True)
class _Claim:
    """A place of the translation that renders a concept in some way."""

    concept: str
    rendering: Rendering
    start: int
    end: int
    form: int

    @property
    def rank(self) -> tuple[int, int, int]:
        return (self.start - self.end, self.form, self.start)


def _claims(hits: Sequence[TermHit], target: str) -> Iterator[_Claim]:
    for hit in {hit.concept.id: hit for hit in hits}.values():
        forms = (*hit.accepted, *hit.deprecated)
        for index, form in enumerate(forms):
            rendering = Rendering.ADMITTED if index else Rendering.PREFERRED
            if index >= len(hit.accepted):
                rendering = Rendering.DEPRECATED
            for start, end in occurrences(form, target, hit.concept.match):
                yield _Claim(hit.concept.id, rendering, start, end, index)


def _dealt(hits: Sequence[TermHit], places: Mapping[str, list[_Claim]]) -> Iterator[Use]:
    """Give each owed term a place, in the order of both texts."""
    due = Counter(hit.concept.id for hit in hits)
    in_order = {key: sorted(found[: due[key]], key=lambda claim: claim.start) for key, found in places.items()}
    given: Counter[str] = Counter()
    for hit in hits:
        key = hit.concept.id
        found = in_order.get(key, [])
        if given[key] < len(found):
            claim = found[given[key]]
            span = (claim.start, claim.end)
            yield Use(concept=key, rendering=claim.rendering, source=(hit.start, hit.end), target=span)
        elif hit.concept.match.repeat or not given[key]:
            yield Use(concept=key, rendering=Rendering.OTHERWISE, source=(hit.start, hit.end))
        given[key] += 1


def _left(hits: Sequence[TermHit], places: Mapping[str, list[_Claim]]) -> Iterator[Use]:
    """Yield the deprecated forms for which no term is owed any more."""
    due = Counter(hit.concept.id for hit in hits)
    first = {hit.concept.id: (hit.start, hit.end) for hit in reversed(hits)}
    for key, found in places.items():
        for claim in found[due[key] :]:
            yield Use(
                concept=key,
                rendering=Rendering.DEPRECATED,
                source=first[key],
                target=(claim.start, claim.end),
                extra=True,
            )
