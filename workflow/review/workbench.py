"""The desk as the server uses it: opened once, by one thread, with what is expensive to make kept at hand."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from workflow.checks import Pair, Reports, Subject, check_reproduction, check_units
from workflow.constraints.places import Place, places
from workflow.jobs.check import subject_of, termbase_of
from workflow.jobs.edits import HUMAN
from workflow.jobs.identity import who
from workflow.jobs.redraft import engine_of
from workflow.model import Finding, Metadata
from workflow.store.desk import Desk

if TYPE_CHECKING:
    from workflow.engines.base import Engine
    from workflow.glossary.termbase import Termbase

Result = TypeVar("Result")
_OFFERS = 200
_KEPT = 8  # articles whose files stay parsed


@dataclass(frozen=True)
class Opened:
    """An article as its files are now: what the checks look at, what they found, and what each unit owes."""

    subject: Subject
    reports: Mapping[str, Reports]
    findings: tuple[Finding, ...]
    _places: dict[str, tuple[Place, ...]] = field(default_factory=dict)

    def places(self, pair: Pair) -> tuple[Place, ...]:
        """What a unit owes and where its English says it; nothing where its markup is broken."""
        if pair.source is None or pair.target is None:
            return ()
        if pair.key not in self._places:
            self._places[pair.key] = places(pair.source, pair.target, pair.context)
        return self._places[pair.key]

    @property
    def metadata(self) -> Metadata:
        """What the reproduction says of itself."""
        return self.subject.reproduction.metadata if self.subject.reproduction else Metadata()

    def same_setting(self, subject: Subject) -> bool:
        """Whether a unit whose texts are the same would be judged the same way."""
        mine = self.subject
        told = subject.reproduction.metadata if subject.reproduction else Metadata()
        return (mine.context.termbase, mine.article, mine.settings, self.metadata) == (
            subject.context.termbase,
            subject.article,
            subject.settings,
            told,
        )


class Workbench:
    """A desk and its glossary, read again when their files change; `run` is the only way to them from a request.

    The desk's lock belongs to a process, its cache to a thread: so one thread does all the work, one piece at a time.
    What may take long is done on a workbench of its own.
    """

    def __init__(self, root: Path, by: str = "") -> None:
        self._root = root
        self._given = by
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="desk")
        self._desk: tuple[str, Desk] | None = None
        self._termbase: tuple[str, Termbase] | None = None
        self._articles: OrderedDict[str, tuple[str, Opened]] = OrderedDict()
        self._offers: OrderedDict[tuple[str, str, str], str] = OrderedDict()
        self._engine: tuple[str, Engine] | None = None
        self.by = ""  # who works here: the name given, or as for commands

    async def run(self, work: "Callable[[Workbench], Result]") -> Result:
        """Do a piece of work on the desk's thread."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, self)

    def close(self) -> None:
        """Wait for the work in hand, and take no more."""
        self._thread.submit(self._release)
        self._thread.shutdown()

    def _release(self) -> None:
        if self._engine is not None:
            self._engine[1].close()
        if self._desk is not None:
            self._desk[1].cache().close()  # by the thread that opened it

    @cached_property
    def key(self) -> str:
        """What tells this desk from others in a browser's storage."""
        return sha256(str(self._root).encode()).hexdigest()[:12]

    @property
    def desk(self) -> Desk:
        """The desk, with the settings as they are now."""
        stamp = self._desk[1].global_stamp() if self._desk else ""
        if self._desk is None or self._desk[0] != stamp:
            desk = Desk.open(self._root)
            self._desk = desk.global_stamp(), desk
            self.by = who(desk, self._given)
        return self._desk[1]

    @property
    def termbase(self) -> "Termbase":
        """The glossary's index."""
        desk = self.desk
        stamp = desk.global_stamp()
        if self._termbase is None or self._termbase[0] != stamp:
            self._termbase = stamp, termbase_of(desk)
        return self._termbase[1]

    @property
    def engine(self) -> "Engine":
        """The engine that the settings name, loaded when it is first asked for.

        Raises:
            EngineError: none is ready; the sentence names the command that installs one.
        """
        settings = self.desk.settings
        wanted = repr((settings.engine, settings.engines))
        if self._engine is None or self._engine[0] != wanted:
            if self._engine is not None:
                self._engine[1].close()
            self._engine = None
            self._engine = wanted, engine_of(settings)
        return self._engine[1]

    def offer(self, article_id: str, unit_id: str, markup: str, origin: str) -> None:
        """Remember what made a text that is offered to a person, who may take it as it is."""
        self._offers[article_id, unit_id, markup] = origin
        while len(self._offers) > _OFFERS:
            self._offers.popitem(last=False)

    def origin(self, article_id: str, unit_id: str, markup: str) -> str:
        """Return what made a text that was offered, else that a person wrote it."""
        return self._offers.get((article_id, unit_id, markup), HUMAN)

    def open(self, article_id: str) -> Opened:
        """Return an article as it is now; only units that changed since it was last asked for are checked again.

        Raises:
            InputError: no such article, or a file of the desk is wrong.
        """
        desk = self.desk
        desk.folder(article_id)  # refuses what is no id before any file is looked for
        stamp = f"{desk.global_stamp()} {desk.stamp(article_id, desk.settings.target_language)}"
        known = self._articles.pop(article_id, None)
        if known is None or known[0] != stamp:
            known = stamp, self._look(article_id, known[1] if known else None)
        self._articles[article_id] = known
        while len(self._articles) > _KEPT:
            self._articles.popitem(last=False)
        return known[1]

    def _look(self, article_id: str, before: Opened | None) -> Opened:
        subject = subject_of(self.desk, article_id, self.termbase)
        kept = before if before is not None and before.same_setting(subject) else None
        reports = check_units(replace(subject, known=kept.reports) if kept else subject)
        findings = check_reproduction(subject, reports)
        drawn = {key: found for key, found in kept._places.items() if key in reports} if kept else {}  # noqa: SLF001
        return Opened(subject, reports, findings, drawn)
