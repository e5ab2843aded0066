"""Drafting a run of units: every cell on its own ladder, the engine in big batches, each unit given out when final."""

from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from workflow.constraints.base import CODE, Context
from workflow.constraints.consistency import Renderings
from workflow.constraints.unit import unmet
from workflow.draft.candidates import REPAIR, Candidate, bounded, choose, mend, phrase, renamed, uncopied
from workflow.draft.ladder import Ask, Rung, ask, exemplified, judge, rungs, sampled, settle
from workflow.draft.plan import Cell, Plan, assemble, by_sentence, plan
from workflow.draft.tally import Counts, Tally, tally
from workflow.draft.tidy import SEVERE
from workflow.engines.base import Constraining, Draft, Engine, Request
from workflow.errors import InputError
from workflow.model import Unmet
from workflow.text.chars import han_runs
from workflow.text.codes import Inline, serialize
from workflow.text.inline import MarkupError, parse

# A slow engine streams its answers: so many cells at a time keep it busy, and a failing one is at its next rung soon.
# An engine may name another `window`.
_WINDOW = 32


@dataclass(frozen=True, slots=True)
class Job:
    """A unit to draft. `source` is unit markup (plain text must be escaped).

    `examples` are plain texts like it and their translations, for engines that can be told.
    """

    unit_id: str
    source: str
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Drafted:
    """A unit's final draft.

    `text` is markup. `unmet` is what it fails, for the reviewer. `rungs` names the ladder's rungs that were climbed:
    ``prompt`` when the first answer stood, ``prompt>inline`` when a second was asked for; ``copy`` and ``term`` needed
    no engine. Cells of one unit that went different ways are separated by commas. `tally` counts what was owed and met.
    `origin` says what made it where that was not the engine.
    """

    unit_id: str
    text: str
    unmet: tuple[Unmet, ...] = ()
    rungs: str = ""
    tally: Tally = field(default_factory=Tally, compare=False)
    origin: str = ""


@dataclass(eq=False, slots=True)
class _Work:
    """A cell on its ladder."""

    cell: Cell
    units: list["_Unit"] = field(default_factory=list)
    examples: tuple[tuple[str, str], ...] = ()
    needs: list["_Work"] = field(default_factory=list)  # contents of its marks
    holders: list["_Work"] = field(default_factory=list)  # cells whose marks need it
    parked: bool = False
    rung: int = -1
    asks: list[Ask] = field(default_factory=list)
    tries: int = 1  # how often over they ask
    answers: list[Draft | None] = field(default_factory=list)
    asked: set[tuple[Request, ...]] = field(default_factory=set)
    best: Candidate | None = None
    trail: list[tuple[str, Counts]] = field(default_factory=list)  # rungs climbed, and what was still missing
    done: bool = False

    @property
    def answered(self) -> bool:
        return all(asked.request is None or answer for asked, answer in zip(self.asks, self.answers, strict=True))

    @property
    def ready(self) -> bool:
        return all(need.done for need in self.needs)

    def take(self, candidate: Candidate, rung: str) -> None:
        """Keep a candidate if it is the best so far, and write down what the best lacks after this rung."""
        if self.best is None or candidate.rank < self.best.rank:
            self.best = candidate
        self.note(rung)

    def note(self, rung: str) -> None:
        """Write down what the best draft lacks after a rung."""
        self.trail.append((rung, Counter(constraint.check for constraint in self.best.missing) if self.best else {}))

    def english(self) -> dict[str, str]:
        return {need.cell.text: phrase(need.cell, need.best) for need in self.needs if need.done and need.best}


@dataclass(eq=False, slots=True)
class _Unit:
    """A source unit and every job that asks for it."""

    plan: Plan
    ids: list[str]
    examples: tuple[tuple[str, str], ...] = ()
    works: list[_Work] = field(default_factory=list)
    pieces: list[_Work] = field(default_factory=list)
    given: bool = False

    @property
    def final(self) -> bool:
        return all(work.done for work in (*self.works, *self.pieces))


def draft(
    jobs: Sequence[Job],
    engine: Engine,
    context: Context,
    on_progress: Callable[[int, int], None] | None = None,
    *,
    candidates: int = 1,
) -> Iterator[Drafted]:
    """Draft units, yielding each as soon as it is final.

    Equal sources are drafted once. What an engine cannot be made to keep is recorded as unmet, never lost in silence.

    Args:
        jobs: the units; their order is not that of the results.
        engine: a loaded engine.
        context: the glossary and what else decides what a unit owes.
        on_progress: called with (units done, units in all) after each.
        candidates: how many drafts of each cell to choose from; all but one are samples.

    Raises:
        InputError: a source is not well-formed markup, or the engine has no samples; raised before it is asked.
        EngineError: the engine failed; what was yielded before stands.
    """
    if candidates > 1 and not getattr(engine, "samples", False):
        mend = "leave --candidates out, or use the engine llm, openai or argos"
        raise InputError(f"the engine {engine.name} gives one draft of a text only", place="--candidates", mend=mend)
    run = _Run(jobs, engine, context, candidates)
    for done, drafted in enumerate(run.results(), 1):
        if on_progress is not None:
            on_progress(done, len(jobs))
        yield drafted


class _Run:
    def __init__(self, jobs: Sequence[Job], engine: Engine, context: Context, candidates: int) -> None:
        self.candidates = candidates
        self.engine = engine
        self.context = context
        self.ladder: tuple[Rung, ...] = rungs(engine)
        masks = engine.constraining is Constraining.MASK
        self.gated = masks  # a placeholder for a link needs the link's English first
        self.window = (
            getattr(engine, "window", _WINDOW) if engine.constraining is Constraining.PROMPT else len(jobs) * 64 + 1
        )
        self.works: dict[Cell, _Work] = {}
        self.fresh: deque[_Work] = deque()
        self.retries: deque[_Work] = deque()
        self.final: deque[_Unit] = deque()
        self.said = Renderings()
        units: dict[str, _Unit] = {}
        for job in jobs:
            if job.source in units:
                units[job.source].ids.append(job.unit_id)
            else:
                taken = plan(_parsed(job), context, by_sentence if masks else None)
                units[job.source] = _Unit(taken, [job.unit_id], job.examples)
        self.units = list(units.values())

    def results(self) -> Iterator[Drafted]:
        for unit in self.units:
            self._enter(unit)
        yield from self._finished()
        while self.retries or self.fresh:
            batch = self._batch()
            owners = [(work, i) for work in batch for i, asked in enumerate(work.asks) if asked.request]
            requests = [asked.request for work in batch for asked in work.asks if asked.request]
            silent = dict.fromkeys(batch)
            for index, answer in self.engine.translate(requests) if requests else ():
                work, slot = owners[index]
                if work not in silent:
                    continue  # answered before; an engine that repeats itself changes nothing
                work.answers[slot] = answer
                if work.answered:
                    del silent[work]
                    self._arrived(work)
                    yield from self._finished()
            for work in silent:
                # The engine left a request without an answer: an empty one, which the ladder deals with.
                work.answers = [answer or Draft("") for answer in work.answers]
                self._arrived(work)
            yield from self._finished()

    def _enter(self, unit: _Unit) -> None:
        pieces = {text: self._work(cell) for text, cell in unit.plan.pieces.items()}
        unit.pieces = list(pieces.values())
        for part in unit.plan.parts:
            needs = [pieces[text] for text in _contents(part.cell) if text in pieces]
            examples = unit.examples if len(unit.plan.parts) == 1 else ()
            unit.works.append(self._work(part.cell, needs, examples))
        for work in (*unit.works, *unit.pieces):
            work.units.append(unit)
        if unit.final:
            self.final.append(unit)

    def _work(self, cell: Cell, needs: Sequence[_Work] = (), examples: tuple[tuple[str, str], ...] = ()) -> _Work:
        if cell in self.works:
            return self.works[cell]
        work = self.works[cell] = _Work(cell, examples=examples, needs=list(needs))
        for need in needs:
            need.holders.append(work)
        work.best = settle(cell)
        if work.best:
            work.done = True
            work.note(work.best.rung)
        else:
            self._climb(work)
        return work

    def _climb(self, work: _Work) -> None:
        """Bring a work to its next rung that asks something new, or to its end."""
        if self.gated and not work.ready:
            work.parked = True
            return
        while work.rung + 1 < len(self.ladder):
            work.rung += 1
            if work.best and work.best.passes and self.ladder[work.rung].dress != "begun":
                break
            times = 1 if work.rung else self.candidates
            asks = sampled(ask(work.cell, self.ladder[work.rung], work.english(), work.best, work.asked), times)
            if work.rung == 0 and self.ladder[0].dress == "terms":  # later rungs mend what examples may have spoilt
                asks = exemplified(asks, work.examples)
            requests = tuple(asked.request for asked in asks if asked.request)
            if requests and requests not in work.asked:
                work.asked.add(requests)
                work.tries = times
                work.asks, work.answers = asks, [None] * len(asks)
                (self.retries if work.rung else self.fresh).append(work)
                return
        self._close(work)

    def _batch(self) -> list[_Work]:
        batch: list[_Work] = []
        while len(batch) < self.window and (self.retries or self.fresh):
            batch.append((self.retries or self.fresh).popleft())
        return batch

    def _arrived(self, work: _Work) -> None:
        """Judge a work's answers, or put it aside until the English of its marks is there."""
        if not work.ready:
            work.parked = True
            return
        rung = self.ladder[work.rung]
        candidate = choose(list(self._judged(work, rung)))
        if rung.dress == "begun" and work.best and work.asks[0].request:
            candidate = candidate.after(work.best, work.asks[0].request.begin)
        work.take(candidate, rung.name)
        if better := mend(work.cell, candidate, work.english(), bold=False):
            candidate = better
            work.take(better, REPAIR)
        if candidate.passes:
            self._close(work)
        else:
            self._climb(work)

    def _judged(self, work: _Work, rung: Rung) -> Iterator[Candidate]:
        size = len(work.asks) // work.tries
        for at in range(0, len(work.asks), size):
            several = slice(at, at + size)
            judged = judge(work.cell, rung, work.asks[several], work.answers[several], work.english())
            yield uncopied(work.cell, judged, work.examples) if work.rung == 0 else judged

    def _close(self, work: _Work) -> None:
        if work.best and (better := mend(work.cell, work.best, work.english(), bold=True)):
            work.take(better, REPAIR)
        if work.best:
            work.best = bounded(work.cell, work.best, work.english())
            work.best = renamed(work.cell, work.best, work.english(), self.said)
            self.said.add(work.cell.text, work.best.placed.text)
        work.done = True
        self.final.extend(unit for unit in work.units if unit.final)
        for holder in work.holders:
            if holder.parked and holder.ready:
                holder.parked = False
                if holder.asks:
                    self._arrived(holder)
                else:
                    self._climb(holder)

    def _finished(self) -> Iterator[Drafted]:
        while self.final:
            unit = self.final.popleft()
            if not unit.given:
                unit.given = True
                drafted = _composed(unit)
                for unit_id in unit.ids:
                    yield replace(drafted, unit_id=unit_id)


def _parsed(job: Job) -> Inline:
    try:
        return parse(job.source)
    except MarkupError as error:
        raise InputError(str(error), place=f"unit {job.unit_id}", mend="mend its markup") from error


def _contents(cell: Cell) -> Iterator[str]:
    for mark in cell.marks:
        yield cell.text[mark.start : mark.end].strip()


def _composed(unit: _Unit) -> Drafted:
    """The draft of a unit, put together from its cells and verified as a whole."""
    best = [work.best or Candidate.nothing() for work in unit.works]
    english: Mapping[str, str] = {
        text: phrase(work.cell, work.best)
        for text, work in zip(unit.plan.pieces, unit.pieces, strict=True)
        if work.best
    }
    made = assemble(unit.plan, [candidate.placed for candidate in best], english)
    missing = [
        Unmet(constraint.check, constraint.source, constraint.owed)
        for constraint in unmet(unit.plan.constraints, unit.plan.source, made.inline, unit.plan.context)
    ]
    missing += [Unmet(CODE, constraint.source, constraint.owed) for constraint in made.lost]
    missing += [
        Unmet("text.untranslated", part.cell.text, "")
        for part, candidate in zip(unit.plan.parts, best, strict=True)
        if SEVERE.intersection(candidate.flaws)
    ]
    if runs := han_runs(made.inline.text):
        missing.append(Unmet("text.han", " ".join(made.inline.text[start:end] for start, end in runs), ""))
    climbed = ", ".join(dict.fromkeys(">".join(rung for rung, _ in work.trail) for work in unit.works))
    counts = tally(((work.cell.owing, work.trail) for work in unit.works), Counter(item.check for item in missing))
    return Drafted(unit.ids[0], serialize(made.inline), tuple(missing), climbed, counts)
