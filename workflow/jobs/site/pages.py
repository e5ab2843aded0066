"""The articles of a site: exported into a folder of their own, several at a time where there are many."""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.errors import OutputError, WorkflowError
from workflow.jobs.check import Checked, shown
from workflow.jobs.checkall import check_each
from workflow.jobs.export import Exported, export
from workflow.jobs.site.index import Row, digest
from workflow.jobs.site.links import inside
from workflow.model import Finding
from workflow.publish import listing
from workflow.publish.context import Page
from workflow.publish.theming import Theme
from workflow.store.desk import Desk

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

_FEW = 24  # articles that are done before other processes have started
_CHUNK = 24
_AHEAD = 3  # chunks that wait for each process

Done = tuple[str, Row | tuple[Finding, ...] | str]
"""An article, and its row; or the findings that stand in its way, or the sentence why it could not be written."""


def exported(desk: Desk, ids: Iterator[str], count: int, staging: Path, theme: Theme) -> Iterator[Done]:
    """Write articles, so many, into a folder, and prove them.

    Raises:
        OutputError: a template fails, or the folder cannot be written.
    """
    processes = min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 8)
    alone = count <= _FEW or processes == 1
    for some in _chunks(ids if alone else islice(ids, 1)):  # one loads what the others need as well
        yield from _several(desk, some, staging, theme)
    if alone:
        return
    from concurrent.futures import Future, ProcessPoolExecutor

    waiting: deque[Future[list[Done]]] = deque()
    with ProcessPoolExecutor(processes, mp_context=_context()) as pool:
        try:
            for some in _chunks(ids):
                waiting.append(pool.submit(_chunk, desk.root, some, staging, theme))
                if len(waiting) > processes * _AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for work in waiting:
                work.cancel()


def _chunks(ids: Iterator[str]) -> Iterator[list[str]]:
    while some := list(islice(ids, _CHUNK)):
        yield some


def _context() -> "BaseContext":
    """How processes are started: as copies of this one, which has everything loaded, unless it has threads.

    A copy has none of the threads, and what one of them had locked would stay locked in it. What is loaded by now is
    left alone by the collector of garbage, whose marks would make each process a copy of its own.
    """
    import gc
    import multiprocessing
    import threading

    if threading.active_count() == 1 and "fork" in multiprocessing.get_all_start_methods():
        gc.freeze()
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


_opened: dict[Path, Desk] = {}  # of a process of the pool


def _chunk(root: Path, ids: Sequence[str], staging: Path, theme: Theme) -> list[Done]:
    if root not in _opened:
        _opened[root] = Desk.open(root)
    done = list(_several(_opened[root], ids, staging, theme))
    _opened[root].forget()
    return done


def _several(desk: Desk, ids: Sequence[str], staging: Path, theme: Theme) -> Iterator[Done]:
    for article_id, checked in _checked(desk, ids):
        if isinstance(checked, str):
            yield article_id, checked
            continue
        try:
            done = export(desk, article_id, staging, theme=theme, checked=checked, on_site=True)
        except OutputError:
            raise
        except WorkflowError as error:
            yield article_id, str(error)
        else:
            yield article_id, _row(desk, done, done.page, staging) if done.page else _placed(desk, done, staging)


def _checked(desk: Desk, ids: Sequence[str]) -> Iterator[tuple[str, Checked | str]]:
    """What the checks say of articles, from the desk's cache where they are unchanged."""
    try:
        yield from zip(ids, check_each(desk, ids), strict=True)
    except WorkflowError:  # a file of one of them is wrong
        for article_id in ids:
            try:
                yield article_id, check_each(desk, [article_id])[0]
            except WorkflowError as error:
                yield article_id, str(error)


def _row(desk: Desk, done: Exported, page: Page, staging: Path) -> Row:
    media = staging / "media" / done.article
    pictures = sorted(media.iterdir()) if media.is_dir() else []
    files = [(str(path.relative_to(staging)), digest(path.read_bytes())) for path in pictures]
    sure = [*(step.href for step in page.position), *(path for path, _ in files)]
    return Row(
        id=done.article,
        files=((page.name, digest(done.written)), *files),
        links=inside(done.written.decode(), page.name, desk.settings.site_url.rstrip("/"), sure),
        entry=listing.entry(done.article, page).dumps(),
    )


def _placed(desk: Desk, done: Exported, staging: Path) -> tuple[Finding, ...]:
    """Findings on a page name the page, not where it was tried."""
    tried = shown(desk, staging / f"{done.article}.html")
    return tuple(
        replace(finding, file=f"{done.article}.html") if finding.file == tried else finding for finding in done.findings
    )
