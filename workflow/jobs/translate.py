"""Drafting: the units of articles on a desk, or plain lines without one."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain

from workflow import skeleton
from workflow.constraints.base import Context
from workflow.constraints.consistency import in_article
from workflow.draft import Drafted, Job, Tally, draft, names
from workflow.engines.base import Engine
from workflow.glossary.termbase import Termbase
from workflow.jobs import metadata
from workflow.jobs.check import termbase_of
from workflow.jobs.edits import blank, revised
from workflow.jobs.identity import now, who
from workflow.jobs.memory import opened
from workflow.jobs.observer import Observer, Silent
from workflow.jobs.outdated import reason
from workflow.jobs.people import context_of
from workflow.jobs.proposals import Proposal, sought
from workflow.jobs.remembering import Remembered, remember
from workflow.memory.database import Memory
from workflow.memory.search import Sought
from workflow.model import Reproduction, Settings, Unit
from workflow.store.desk import Desk
from workflow.text.inline import MarkupError, escape, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslateOptions:
    """What to draft besides units without a target.

    `stale` takes drafts nobody approved whose original, glossary or model changed (`outdated.reason`); `force` takes
    every unit, and keeps the old text as history. `candidates` is how many drafts of each text are made to choose from.
    """

    stale: bool = False
    force: bool = False
    candidates: int = 1


@dataclass(frozen=True, slots=True)
class Count:
    """Constraints of one kind: owed; met at the first try; met after each rung that was climbed; unmet in the end."""

    owed: int
    first: int
    rungs: Mapping[str, int]
    unmet: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """What a draft of one article came to. `engine` is the signature of the engine, '' where none was needed.

    `drafted`, `kept`, `stale` and `left` (stale too, but a person's) are units, `unmet` is all that drafts fail, links
    and tags included; `counts` are the constraints on spans by the check that reports them (``term.missing``).
    `remembered` of the drafted came from the translation memory; `offered` is what it has for the others, by unit.
    `names` are those that the glossary does not know and that the article renders in two ways, each as a remark.
    """

    article: str
    engine: str
    units: int
    drafted: int
    kept: int
    stale: int
    left: int
    unmet: int
    seconds: float
    counts: Mapping[str, Count] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    outdated: Mapping[str, int] = field(default_factory=dict)
    remembered: int = 0
    offered: Mapping[str, tuple[Proposal, ...]] = field(default_factory=dict)


def translate(
    desk: Desk, article_id: str, engine: Engine, options: TranslateOptions, *, observer: Observer | None = None
) -> Translated:
    """Draft what is owed in one article; every unit is saved as it is finished.

    Raises:
        EngineError: the engine failed; finished units are saved.
        InputError: a file of the desk is wrong.
    """
    observer = observer or Silent()
    started = time.monotonic()
    article = desk.article(article_id)
    current = skeleton.units(desk.body(article_id))
    language = desk.settings.target_language
    termbase = termbase_of(desk)
    before = desk.reproduction(article_id, language) or blank(desk, article_id)
    context = context_of(desk, article, before, termbase)
    known = _by_id(before)
    behind: dict[str, str] = {}
    if options.stale or options.force:
        behind = {unit.id: reason(unit, known.get(unit.id), context, engine.signature) for unit in current}
    owed = [unit for unit in current if _is_owed(known.get(unit.id), options) or (options.stale and behind[unit.id])]
    about = metadata.owed(article, before, desk.settings, termbase, desk.names(), force=options.force)
    jobs = [*about.jobs, *(Job(unit.id, unit.source) for unit in owed)]
    known_already = _remembered(desk, article_id, jobs, context, observer)
    signature = engine.signature if known_already.jobs else ""  # a missing engine is told before anything is written
    pen = _Pen(desk, article_id, current, signature)
    pen.write_metadata(about.values)
    unmet, tally = 0, Tally()
    for done in known_already.drafts:
        pen.write(done, about)
    progress = partial(observer.progress, article_id)
    try:
        for done in _by_engine(known_already.jobs, engine, context, progress, options.candidates):
            pen.write(done, about)
            unmet += len(done.unmet)
            tally += done.tally
    finally:
        pen.close()
    passed = [old for unit in current if unit not in owed and (old := _stale(unit, known.get(unit.id)))]
    return Translated(
        article=article_id,
        engine=signature,
        units=len(current),
        drafted=len(owed),
        remembered=sum(1 for done in known_already.drafts if not metadata.is_metadata(done.unit_id)),
        offered=known_already.offered,
        kept=len(current) - len(owed),
        stale=sum(unit.target.is_draft for unit in passed),
        left=sum(not unit.target.is_draft for unit in passed),
        outdated=Counter(why for unit in owed if (why := behind.get(unit.id))),
        unmet=unmet,
        seconds=time.monotonic() - started,
        counts=counted(tally, engine),
        names=_in_two_ways(desk.reproduction(article_id, language), termbase),
    )


def _by_engine(
    jobs: Sequence[Job], engine: Engine, context: Context, progress: Callable[[int, int], None], candidates: int
) -> Iterator[Drafted]:
    if jobs:  # else none is loaded
        progress(0, len(jobs))  # the first may take a while
        yield from draft(jobs, engine, context, progress, candidates=candidates)


def _remembered(desk: Desk, article_id: str, jobs: Sequence[Job], context: Context, observer: Observer) -> Remembered:
    """What the memory has for the units and titles of an article."""
    if not jobs:
        return Remembered()
    wanted = sought(desk, article_id)
    asked = {job.unit_id: wanted.get(metadata.field_of(job.unit_id)) for job in jobs}
    with opened(desk, observer) as memory:
        known = {name: text for name, text in asked.items() if text is not None}
        return remember(memory, jobs, known, context, desk.settings.memory_bar)


def _in_two_ways(reproduction: Reproduction | None, termbase: Termbase) -> tuple[str, ...]:
    units = reproduction.units if reproduction else ()
    texts = [(unit.id, _plain(unit.source), _plain(unit.target.text)) for unit in units if unit.target.text]
    return tuple(
        f"{variant.name} is “{variant.first}” in {before} and “{variant.other}” in {here}"
        for variant, before, here in in_article(texts, termbase)
    )


def _plain(markup: str) -> str:
    """The text of a unit, '' where a person broke its markup."""
    try:
        return plain(markup)
    except MarkupError:
        return ""


def counted(tally: Tally, engine: Engine) -> dict[str, Count]:
    """Return the counts of a tally by check, rungs in the order in which they are climbed."""
    if not tally.owed:
        return {}
    order = names(engine)
    tries = order[: order.index("term") + 2]  # what needs no engine, and the engine's first rung
    return {
        check: Count(
            owed,
            next(reversed(tally.after(check, tries).values()), 0),
            tally.after(check, order),
            tally.unmet.get(check, 0),
        )
        for check, owed in sorted(tally.owed.items())
    }


def translate_lines(
    lines: Sequence[str],
    engine: Engine,
    context: Context,
    *,
    candidates: int = 1,
    memory: Memory | None = None,
    observer: Observer | None = None,
) -> Iterator[Drafted]:
    """Draft plain lines; yields one result a line, in order, its text plain. A blank line stays blank."""
    observer = observer or Silent()
    jobs = tuple(Job(str(number), escape(line.strip())) for number, line in enumerate(lines) if line.strip())
    waiting: dict[int, Drafted] = {n: Drafted(str(n), "", (), "") for n, line in enumerate(lines) if not line.strip()}
    known_already = Remembered(jobs=jobs)
    if memory is not None:
        wanted = {job.unit_id: Sought(job.source) for job in jobs}
        known_already = remember(memory, jobs, wanted, context, Settings().memory_bar)
    progress = partial(observer.progress, "lines")
    engines_own = _by_engine(known_already.jobs, engine, context, progress, candidates)
    following = 0
    for done in chain(known_already.drafts, engines_own):
        waiting[int(done.unit_id)] = replace(done, text=" ".join(plain(done.text).split()))
        while following in waiting:
            yield waiting.pop(following)
            following += 1
    while following in waiting:
        yield waiting.pop(following)
        following += 1


class _Pen:
    """Writes finished units into the reproduction, on top of whatever the file says at that moment.

    Another process may edit the file while an engine works: each write reads it again under the desk's lock.
    """

    def __init__(self, desk: Desk, article_id: str, current: Sequence[Unit], signature: str) -> None:
        self._desk = desk
        self._article = article_id
        self._current = current
        self._origin = f"mt:{signature}"
        self._by = who(desk)
        self._keep = desk.settings.history
        self._waiting: dict[str, Drafted] = {}
        self._values: dict[str, metadata.Value] = {}

    def write_metadata(self, values: Iterable[metadata.Value]) -> None:
        self._values.update({value.field: value for value in values})

    def write(self, done: Drafted, about: metadata.Owed) -> None:
        if metadata.is_metadata(done.unit_id):
            self.write_metadata(about.take(done.unit_id, plain(done.text), done.origin or self._origin, done.unmet))
        else:
            self._waiting[done.unit_id] = done
        self.close()

    def close(self) -> None:
        """Save what is waiting."""
        if not (self._waiting or self._values):
            return
        self._desk.update(self._article, self._desk.settings.target_language, self._merged)
        self._waiting.clear()
        self._values.clear()

    def _merged(self, found: Reproduction | None) -> Reproduction:
        found = found or blank(self._desk, self._article)
        article = self._desk.article(self._article)
        return replace(
            metadata.apply(found, self._values.values()),
            digest=article.digest,
            url=article.metadata.url,
            units=self._merge(_by_id(found)),
        )

    def _merge(self, old: dict[str, Unit]) -> tuple[Unit, ...]:
        units = []
        for unit in self._current:
            done = self._waiting.get(unit.id)
            before = old.pop(unit.id, None)
            if done is not None:
                units.append(self._drafted(unit, done, before))
            else:
                units.append(before or unit)
        # Units whose block is gone from the original: a person's work may be in them.
        return (*units, *(unit for unit in old.values() if unit.target.text))

    def _drafted(self, unit: Unit, done: Drafted, before: Unit | None) -> Unit:
        known = replace(unit, target=replace(before.target, waived=()), comments=before.comments) if before else unit
        origin = done.origin or self._origin
        return revised(known, done.text, by=self._by, at=now(), origin=origin, unmet=done.unmet, keep=self._keep)


def _by_id(reproduction: Reproduction) -> dict[str, Unit]:
    return {unit.id: unit for unit in reproduction.units}


def _stale(unit: Unit, before: Unit | None) -> Unit | None:
    """The unit of the reproduction, where its English is of an earlier Chinese."""
    return before if before and before.target.text and before.source != unit.source else None


def _is_owed(before: Unit | None, options: TranslateOptions) -> bool:
    return before is None or not before.target.text or options.force
