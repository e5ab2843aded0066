"""The consistency review: how every reproduction of a desk uses the glossary.

Two things are kept in the disposable cache: what each article's units owe and how they render it, by the stamps of its
files; and the whole review, by all stamps. Either also depends on the glossary, the settings and the program's version.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflow import __version__
from workflow.jobs.observer import Observer, Silent
from workflow.model import Article, Finding, Reproduction, Severity, Target, Unit
from workflow.store.desk import Desk
from workflow.text.inline import escape, lenient

if TYPE_CHECKING:
    from workflow.glossary.termbase import Termbase
    from workflow.usage.tally import Texts, Usage
    from workflow.usage.uses import Use

_CHUNK = 20
"""Articles that a process works through at a time."""

_WORTH_A_PROCESS = 60
"""Fewer articles are done sooner than a process is started."""

_BACKGROUND = 3000
"""Units from whose texts the likely renderings are learnt, besides those that need one."""

_SHAPE = 2
"""Raised when what is kept in the cache changes its shape."""

_WAIVABLE = ("term.missing", "term.deprecated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The review of some articles, the plain texts of every unit it shows, and what is wrong in the glossary itself."""

    usage: "Usage"
    texts: "Texts"
    findings: tuple[Finding, ...] = ()

    @property
    def errors(self) -> int:
        """How much a person has to mend."""
        return self.usage.errors + sum(1 for finding in self.findings if finding.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True)
class _Row:
    """One article: plain texts by unit, its uses, and the ids of the entries that its other metadata needs."""

    texts: dict[str, tuple[str, str]]
    uses: "list[Use]"
    seen: tuple[str, ...]


def review(desk: Desk, ids: Sequence[str], *, today: str = "", observer: Observer | None = None) -> Review:
    """Return how the terms of the glossary are rendered in these articles, oldest article first.

    `today` (ISO 8601) decides which proposals are too old; without it none is.

    Raises:
        InputError: a file of the desk is wrong.
    """
    from workflow.usage.wire import from_wire

    stamps = desk.stamps(desk.settings.target_language)
    common = f"{desk.global_stamp()} {__version__} {_SHAPE}"
    keys = {article_id: f"usage {article_id} {common} {stamps[article_id]}" for article_id in sorted(ids)}
    whole = f"usage {today} {sha256(' '.join([common, *keys.values()]).encode()).hexdigest()}"
    cache = desk.cache()
    known = cache.get_many([whole])
    if whole in known:
        wire = json.loads(known[whole])
        usage, texts = from_wire(wire)
        return Review(usage=usage, texts=texts, findings=tuple(_finding(found) for found in wire["findings"]))
    rows = _rows(desk, keys, observer or Silent())
    usage = _usage(desk, rows)
    shown = {(use.article, use.unit) for term in usage.terms for use in term.uses}
    texts = {(article, unit): rows[article].texts[unit] for article, unit in shown}
    found = Review(usage=usage, texts=texts, findings=_findings(desk, today))
    cache.put_many({whole: json.dumps(as_json(found), ensure_ascii=False)})
    return found


def _findings(desk: Desk, today: str) -> tuple[Finding, ...]:
    from workflow.checks import check_glossary
    from workflow.glossary.consistency import Glossary
    from workflow.store.parsing import load

    concepts, settings = desk.concepts(), desk.settings
    glossary = Glossary(concepts, settings.source_language, settings.target_language, today)
    name = desk.name(desk.glossary_path)
    return check_glossary(glossary, load(desk.glossary_path, name=name)[1], name, settings)


def _finding(data: Mapping[str, Any]) -> Finding:
    return Finding(**{**data, "severity": Severity(data["severity"])})


def as_json(found: Review) -> dict[str, object]:
    """The machine-readable form of the contract, see docs/glossary.md."""
    from workflow.usage.wire import to_wire

    return {**to_wire(found.usage, found.texts), "findings": [asdict(finding) for finding in found.findings]}


def write_page(desk: Desk, found: Review, path: Path, *, today: str) -> None:
    """Write the review as one self-contained page.

    Raises:
        InputError: it could not be written.
    """
    from workflow.store.files import atomic_write
    from workflow.usage.page import render

    page = render(found.usage, found.texts, found.findings, name=desk.settings.name or desk.root.name, made=today)
    atomic_write(path, page.encode())


def _usage(desk: Desk, rows: Mapping[str, _Row]) -> "Usage":
    from workflow.usage.tally import tally, with_likely

    languages = (desk.settings.source_language, desk.settings.target_language)
    concepts = desk.concepts()
    usage = tally(
        concepts,
        [use for row in rows.values() for use in row.uses],
        languages=languages,
        seen={concept for row in rows.values() for concept in row.seen},
    )
    articles, units = sum(1 for row in rows.values() if row.texts), sum(len(row.texts) for row in rows.values())
    accepted = {c.id: c.terms[languages[1]].accepted for c in concepts if languages[1] in c.terms}
    return with_likely(
        replace(usage, articles=articles, units=units),
        _learnt_from(usage, rows),
        lambda concept: accepted.get(concept, ()),
        lambda place: [use for use in rows[place[0]].uses if use.unit == place[1]],
    )


def _learnt_from(usage: "Usage", rows: Mapping[str, _Row]) -> "Texts":
    """Texts of the units with a rendering to be found, and of as many others, evenly taken, as tell enough."""
    from workflow.usage.uses import Rendering

    wanted = {(u.article, u.unit) for t in usage.terms for u in t.uses if u.rendering is Rendering.OTHERWISE}
    everything = [(article, unit) for article, row in rows.items() for unit in row.texts]
    step = max(1, len(everything) // _BACKGROUND)
    chosen = dict.fromkeys([*sorted(wanted), *everything[::step]])
    return {(article, unit): rows[article].texts[unit] for article, unit in chosen}


# --- Article by article ----------------------------------------------------------------------------------------------


def _rows(desk: Desk, keys: Mapping[str, str], observer: Observer) -> dict[str, _Row]:
    cache = desk.cache()
    known = cache.get_many(keys.values())
    fresh: dict[str, str] = {}
    missing = [article_id for article_id, key in keys.items() if key not in known]
    for done, (article_id, row) in enumerate(_worked_out(desk, missing), 1):
        fresh[keys[article_id]] = row
        observer.progress("reading", done, len(missing))
    cache.put_many(fresh)
    return {article_id: _row(article_id, (known | fresh)[key]) for article_id, key in keys.items()}


def _worked_out(desk: Desk, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the rows of articles as JSON, from as many processes as are worth their start."""
    if len(ids) < _WORTH_A_PROCESS:
        worker = _Worker(desk.root)
        for article_id in ids:
            yield article_id, worker.row(article_id)
        return
    from concurrent.futures import ProcessPoolExecutor

    global _worker  # noqa: PLW0603  forked processes share what their parent has loaded
    _worker = _Worker(desk.root)
    chunks = [ids[at : at + _CHUNK] for at in range(0, len(ids), _CHUNK)]
    pool = ProcessPoolExecutor(_processors(), initializer=_start, initargs=(desk.root,))
    try:
        for chunk, rows in zip(chunks, pool.map(_chunk, chunks), strict=True):
            yield from zip(chunk, rows, strict=True)
    finally:
        pool.shutdown(cancel_futures=True)
        _worker = None


def _processors() -> int:
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _start(root: Path) -> None:
    """Begin a process of the pool; Ctrl-C is for its parent, which ends it."""
    import signal

    global _worker  # noqa: PLW0603  how a process of a pool keeps what all its tasks need
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker = _worker or _Worker(root)


def _chunk(ids: Sequence[str]) -> list[str]:
    assert _worker is not None  # noqa: S101  _start() ran first
    return [_worker.row(article_id) for article_id in ids]


class _Worker:
    """Reads articles and judges their units."""

    def __init__(self, root: Path) -> None:
        from workflow.jobs.check import termbase_of
        from workflow.text.english import keys
        from workflow.usage.uses import uses

        self._desk = Desk(root)
        self._termbase: Termbase = termbase_of(self._desk)
        self._uses = uses
        keys("terms")  # loads the lemmatiser

    def row(self, article_id: str) -> str:
        """Return an article's units with both plain texts and the uses of terms in them, as JSON."""
        article = self._desk.article(article_id)
        reproduction = self._desk.reproduction(article_id, self._desk.settings.target_language)
        rows = []
        for unit in _units(article, reproduction) if reproduction else ():
            source, target = lenient(unit.source).text, lenient(unit.target.text).text
            if target.strip():
                found = [
                    (u.concept, u.rendering, u.source, u.target, u.extra)
                    for u in self._uses(source, target, self._termbase)
                ]
                rows.append((unit.id, _state(unit), _waived(unit), source, target, found))
        said = article.metadata
        elsewhere = "\n".join((said.source, *said.authors, *said.editors, *said.position, *said.keywords))
        seen = [hit.concept.id for hit in self._termbase.find(elsewhere)]
        return json.dumps((rows, seen), ensure_ascii=False, separators=(",", ":"))


_worker: _Worker | None = None


def _units(article: Article, reproduction: Reproduction) -> Iterator[Unit]:
    """Yield titles and units as they were translated."""
    for name in ("title", "subtitle"):
        source, target = getattr(article.metadata, name), getattr(reproduction.metadata, name)
        yield Unit(f"metadata.{name}", escape(source), target=Target(escape(target)))
    yield from reproduction.units


def _state(unit: Unit) -> str:
    return "" if unit.id.startswith("metadata.") else unit.target.state.value


def _waived(unit: Unit) -> bool:
    return any(waiver.check in _WAIVABLE and waiver.digest == unit.digest for waiver in unit.target.waived)


def _row(article_id: str, text: str | bytes) -> _Row:
    from workflow.usage.uses import Rendering, Use

    texts: dict[str, tuple[str, str]] = {}
    uses: list[Use] = []
    renderings = {rendering.value: rendering for rendering in Rendering}
    rows, seen = json.loads(text)
    for unit, state, waived, source, target, found in rows:
        texts[unit] = (source, target)
        uses.extend(
            Use(
                concept=concept,
                rendering=renderings[rendering],
                source=tuple(place),
                target=tuple(rendered) if rendered else None,
                article=article_id,
                unit=unit,
                state=state,
                waived=waived,
                extra=extra,
            )
            for concept, rendering, place, rendered, extra in found
        )
    return _Row(texts, uses, tuple(seen))
