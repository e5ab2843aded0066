"""Drafts of a cell: verified, chosen from, and bettered without an engine."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from workflow.constraints import dates
from workflow.constraints.base import Constraint
from workflow.constraints.consistency import Renderings
from workflow.constraints.numbers import comparison
from workflow.constraints.terms import Verdict
from workflow.constraints.unit import unmet
from workflow.draft import repair
from workflow.draft.chrf import chrf
from workflow.draft.placing import place
from workflow.draft.plan import Cell, Placed, Span
from workflow.draft.repair import Leads
from workflow.draft.tidy import SEVERE, defects
from workflow.draft.varied import exactly, stumbles, varied
from workflow.text.codes import Inline, insert

# The step at which a draft is mended without an engine, whenever it can be.
REPAIR = "repair"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A verified answer for a cell.

    `missing` is what the check would miss, `varied` the terms that it takes though they are not as their entries have
    them. `pointed` are the words that the engine says render spans of the cell; `leads`, by source and owed form, the
    places of the draft where it was near to writing what is owed.
    """

    placed: Placed
    missing: tuple[Constraint, ...] = ()
    varied: tuple[Verdict, ...] = ()
    flaws: tuple[str, ...] = ()
    rung: str = ""
    pointed: Mapping[Span, str] = field(default_factory=dict, compare=False)
    leads: Leads = field(default_factory=dict, compare=False)

    @classmethod
    def nothing(cls) -> "Candidate":
        """What is left when an engine never answered."""
        return cls(Placed("", {}), flaws=("empty",))

    @property
    def passes(self) -> bool:
        """Whether there is nothing left to mend, not even a form."""
        return not self.missing and not self.varied and not self.flaws

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """Smaller is better: no text at all or a looping one is worse than a term missing, that worse than a flaw."""
        return len(SEVERE.intersection(self.flaws)), len(self.missing), len(self.flaws), len(self.varied)

    def after(self, other: "Candidate", begin: str = "") -> "Candidate":
        """The same with the leads of the draft that it was made of, but for what was changed.

        It has a flaw if going on from `begin` left a noun where there was an adjective.
        """
        known = {
            term: tuple(_carried(places, other.placed.text, self.placed.text)) for term, places in other.leads.items()
        }
        terms = dict.fromkeys((*known, *self.leads))
        flaws = ("stumbles",) if stumbles(other.varied, other.placed.text, begin, self.placed.text) else ()
        leads = {term: (*known.get(term, ()), *self.leads.get(term, ())) for term in terms}
        return replace(self, leads=leads, flaws=(*self.flaws, *flaws))


def _carried(places: Sequence[tuple[int, float]], old: str, new: str) -> Iterator[tuple[int, float]]:
    """The leads of an old draft that stand before or behind what the new one changes."""
    for at, chance in places:
        if new[:at] == old[:at]:
            yield at, chance
        elif new.endswith(old[at:]):
            yield len(new) - len(old[at:]), chance


def choose(candidates: Sequence[Candidate]) -> Candidate:
    """Of the candidates that fail least, the one that is closest to all: minimum Bayes risk with chrF.

    (Eikema and Aziz 2022, doi:10.18653/v1/2022.emnlp-main.754.)
    """
    least = min(candidate.rank for candidate in candidates)
    kept = [candidate for candidate in candidates if candidate.rank == least]
    return max(kept, key=lambda one: sum(chrf(one.placed.text, other.placed.text) for other in candidates))


def verify(cell: Cell, text: str, english: Mapping[str, str], rung: str, flaws: Iterable[str] = ()) -> Candidate:
    """Place the marks of a cell in a draft and check the draft."""
    placed = place(cell, text, english)
    spans = [(cell.marks[index], *placed.spans[index]) for index in sorted(placed.spans)]
    missing = unmet(cell.constraints, Inline(cell.text, cell.marks), insert(text, spans), cell.context)
    told = (*flaws, *_misstated(cell, text), *defects(cell.text, text))
    return Candidate(placed, missing, varied(cell, placed.text), told, rung)


def _misstated(cell: Cell, text: str) -> Iterator[str]:
    """Flaws of the numbers and dates that a draft has over and above, or in the place of, what the Chinese states.

    Words like 去年 are not owed, and yet no other year may stand for them: an example with one makes a model guess.
    """
    compared = dates.compare(cell.text, text, cell.context)
    if compared.altered:
        yield "date"
    if compared.extra or comparison(cell.constraints, cell.text, text).extra:
        yield "added"


def mend(cell: Cell, candidate: Candidate, english: Mapping[str, str], *, bold: bool) -> Candidate | None:
    """Return a candidate with what it fails put right without an engine, None when nothing could be.

    Args:
        cell: the Chinese.
        candidate: its draft.
        english: English of the contents of the cell's marks.
        bold: see `repair.mended`.
    """
    better: Candidate | None = None
    for constraint in candidate.missing:
        now = better or candidate
        if not constraint.is_span:
            continue
        said = candidate.pointed.get((constraint.start, constraint.end), "")
        text = repair.mended(constraint, cell, now.placed.text, said=said, bold=bold)
        better = _bettered(cell, now, text, english) or better
    for verdict in candidate.varied:
        now = better or candidate
        text = exactly(verdict, now.placed.text) or repair.mended(verdict.owed, cell, now.placed.text, bold=False)
        better = _bettered(cell, now, text, english) or better
    return better


def _bettered(cell: Cell, now: Candidate, text: str | None, english: Mapping[str, str]) -> Candidate | None:
    """The candidate with another text, if that fails less."""
    if text is None:
        return None
    mended = verify(cell, text, english, REPAIR, _told(now)).after(now)
    return mended if mended.rank < now.rank else None


def uncopied(cell: Cell, candidate: Candidate, examples: Sequence[tuple[str, str]]) -> Candidate:
    """Return a candidate with a flaw if it took from an example what the text does not say: the whole, or a number."""
    text = candidate.placed.text
    shown = [english for _, english in examples]
    if not shown:
        return candidate
    extra = comparison(cell.constraints, cell.text, text).extra
    copied = text in shown or any(quantity.text in english for quantity in extra for english in shown)
    return replace(candidate, flaws=(*candidate.flaws, "copied")) if copied else candidate


def bounded(cell: Cell, candidate: Candidate, english: Mapping[str, str]) -> Candidate:
    """Return a candidate whose numbers are meant as exactly as in the Chinese."""
    text = repair.bounded(cell, candidate.placed.text)
    better = (
        verify(cell, text, english, candidate.rung, _told(candidate)) if text != candidate.placed.text else candidate
    )
    return better if better.rank <= candidate.rank else candidate


def renamed(cell: Cell, candidate: Candidate, english: Mapping[str, str], said: Renderings) -> Candidate:
    """Return a candidate with the names as earlier drafts have them, where those are spelt as the Chinese sounds."""
    for variant in said.against(cell.text, candidate.placed.text):
        if variant.spelt:
            text = candidate.placed.text.replace(variant.other, variant.first)
            better = verify(cell, text, english, candidate.rung, _told(candidate))
            candidate = better if better.rank <= candidate.rank else candidate
    return candidate


def _told(candidate: Candidate) -> list[str]:
    """Flaws that the text itself does not show."""
    return [flaw for flaw in candidate.flaws if flaw in ("cut", "copied")]


def phrase(cell: Cell, candidate: Candidate) -> str:
    """The English of a mark's content as it stands inside a sentence: no full stop, no capital of a sentence."""
    if len(cell.owing) == 1 and cell.owing[0].source == cell.text and cell.owing[0].owed:
        return cell.owing[0].owed
    text = re.sub("^The ", "the ", candidate.placed.text.rstrip(" .,;:!?"))
    first, _, rest = text.partition(" ")
    if rest and rest == rest.lower() and first[1:] == first[1:].lower():
        return text[:1].lower() + text[1:]
    return text
