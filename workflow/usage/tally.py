"""Counts over the uses of terms: per term how it is rendered and what else it was called, and what needs a person."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from workflow.model import Concept, State
from workflow.usage.align import Aligner, Question
from workflow.usage.uses import Rendering, Span, Use

Unit = tuple[str, str]
"""Article and unit id."""

Texts = Mapping[Unit, tuple[str, str]]
"""Plain texts of units, Chinese and English."""

EXAMPLES = 3
"""Uses that are kept of each rendering that is right; a concordance has them all."""

_GUESSES = 40
"""Uses of one term whose rendering is looked for one by one; in the others the renderings found are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermUsage:
    """How one concept is used.

    `uses` are all those that are wrong, and a few of each rendering that is right, the oldest article first. `counts`
    is by rendering, extra deprecated forms among them, which `owed` leaves out. `waived` and `errors` are parts of the
    wrong ones. `others` are likely renderings of those rendered otherwise, with how often, lower-cased.
    """

    id: str
    source: str
    preferred: str
    domain: str = ""
    owed: int = 0
    counts: Mapping[Rendering, int] = field(default_factory=dict)
    waived: int = 0
    errors: int = 0
    others: tuple[tuple[str, int], ...] = ()
    uses: tuple[Use, ...] = ()

    def count(self, rendering: Rendering) -> int:
        """How often it is rendered so."""
        return self.counts.get(rendering, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outdated:
    """A unit that a person approved and that the glossary now contradicts; `terms` are ids."""

    article: str
    unit: str
    state: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """The whole review: terms with the most errors first, terms never used, approved units that are wrong by now."""

    articles: int = 0
    units: int = 0
    terms: tuple[TermUsage, ...] = ()
    unused: tuple[TermUsage, ...] = ()
    outdated: tuple[Outdated, ...] = ()

    @property
    def errors(self) -> int:
        """How many uses a person has to mend or waive."""
        return sum(term.errors for term in self.terms)

    @property
    def owed(self) -> int:
        """How many terms are owed."""
        return sum(term.owed for term in self.terms)

    def count(self, rendering: Rendering) -> int:
        """How many terms are rendered so."""
        return sum(term.count(rendering) for term in self.terms)


def tally(
    concepts: Iterable[Concept], found: Sequence[Use], *, languages: tuple[str, str], seen: AbstractSet[str]
) -> Usage:
    """Count uses, which come in the order of the articles, the oldest first; the concepts `seen` are used elsewhere."""
    by_concept: dict[str, list[Use]] = {}
    for use in found:
        by_concept.setdefault(use.concept, []).append(use)
    terms = [
        _term(concept, by_concept.get(concept.id, ()), languages)
        for concept in concepts
        if concept.status == "approved" and all(language in concept.terms for language in languages)
    ]
    terms.sort(key=lambda term: (-term.errors, -term.owed))
    return Usage(
        terms=tuple(term for term in terms if term.counts),
        unused=tuple(term for term in terms if not term.counts and term.id not in seen),
        outdated=tuple(_outdated(found)),
    )


def _term(concept: Concept, found: Sequence[Use], languages: tuple[str, str]) -> TermUsage:
    source, target = languages
    return TermUsage(
        id=concept.id,
        source=concept.terms[source].preferred,
        preferred=concept.terms[target].preferred,
        domain=concept.domain,
        owed=sum(1 for use in found if not use.extra),
        counts=Counter(use.rendering for use in found),
        waived=sum(1 for use in found if use.rendering.wrong and use.waived),
        errors=sum(1 for use in found if use.is_error),
        uses=tuple(_shown(found)),
    )


def _shown(found: Iterable[Use]) -> Iterator[Use]:
    right: Counter[Rendering] = Counter()
    for use in found:
        right[use.rendering] += 1
        if use.rendering.wrong or right[use.rendering] <= EXAMPLES:
            yield use


def _outdated(found: Iterable[Use]) -> Iterator[Outdated]:
    wrong: dict[Unit, list[Use]] = {}
    for use in found:
        if use.is_error and use.state and State(use.state).approved:
            wrong.setdefault((use.article, use.unit), []).append(use)
    for (article, unit), uses in wrong.items():
        terms = tuple(dict.fromkeys(use.concept for use in uses))
        yield Outdated(article=article, unit=unit, state=uses[0].state, terms=terms)


# --- What the others were called -------------------------------------------------------------------------------------


def with_likely(
    usage: Usage, texts: Texts, forms: Callable[[str], Sequence[str]], beside: Callable[[Unit], Sequence[Use]]
) -> Usage:
    """Return the review with a likely rendering for each use that is rendered otherwise.

    Args:
        usage: what `tally` returned.
        texts: those of the units with such uses, and others: the statistics are drawn from all that are here.
        forms: the accepted renderings of a concept.
        beside: all uses of terms in a unit; what renders them renders nothing else.
    """
    if not usage.count(Rendering.OTHERWISE):
        return usage
    aligner = Aligner(texts.values())
    return replace(usage, terms=tuple(_guessed(term, texts, aligner, forms(term.id), beside) for term in usage.terms))


def _guessed(
    term: TermUsage, texts: Texts, aligner: Aligner, forms: Sequence[str], beside: Callable[[Unit], Sequence[Use]]
) -> TermUsage:
    uses: list[Use] = []
    others: Counter[str] = Counter()
    for use in term.uses:
        if use.rendering is not Rendering.OTHERWISE:
            uses.append(use)
            continue
        place = (use.article, use.unit)
        question = _question(use, texts[place], forms, beside(place))
        span = _likely(aligner, question) if others.total() < _GUESSES else _again(question.target, others)
        uses.append(use._replace(target=span))
        if span:
            others[question.target[slice(*span)].lower()] += 1
    return replace(term, uses=tuple(uses), others=tuple(others.most_common()))


def _question(use: Use, texts: tuple[str, str], forms: Sequence[str], beside: Sequence[Use]) -> Question:
    anchors = [(other.source, other.target) for other in beside if other.target and other.source != use.source]
    return Question(source=texts[0], span=use.source, target=texts[1], anchors=anchors, forms=forms)


def _likely(aligner: Aligner, question: Question) -> Span | None:
    answer = aligner.likely(question)
    return (answer.start, answer.end) if answer else None


def _again(target: str, others: Counter[str]) -> Span | None:
    low = target.lower()
    found = next((form for form, _ in others.most_common() if form in low), "")
    return (low.index(found), low.index(found) + len(found)) if found else None
