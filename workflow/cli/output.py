"""The only writer to the terminal: results on standard output, progress and remarks on standard error."""

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

    from workflow.model import Finding

_PLAIN_FROM = 400  # rows: beyond this a table is written plainly, since nobody looks at it line by line
_QUIET_SECONDS = 5.0  # between progress lines where there is no terminal to redraw


@contextmanager
def _reader_may_leave() -> Iterator[None]:
    """A reader that went away (``| head``) is no error."""
    try:
        yield
    except BrokenPipeError:
        # Python would complain about the closed pipe again when it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None


def _write(text: str) -> None:
    with _reader_may_leave():
        sys.stdout.write(text)
        sys.stdout.flush()


def line(text: str = "") -> None:
    """Write one line of results."""
    _write(text + "\n")


def lines(rows: Iterable[str]) -> None:
    """Write lines of results at once."""
    text = "\n".join(rows)
    if text:
        _write(text + "\n")


def as_json(value: object) -> None:
    """Write a JSON document, Chinese readable."""
    _write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def note(message: str) -> None:
    """Say something on standard error."""
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()


def is_terminal() -> bool:
    """Whether results are read by a person."""
    return sys.stdout.isatty()


def _console(*, stderr: bool = False) -> "Console":
    """A rich console: colours off when piped or when NO_COLOR is set."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, emoji=False, markup=False)


def table(
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    right: Sequence[int] = (),
    fold: int = 0,
    under: Sequence[str] = (),
) -> None:
    """Write a table that fits the terminal; tab-separated values where the output is piped or very long.

    Args:
        headers: names of the columns.
        rows: cells, one string a column.
        right: columns set flush right.
        fold: the column that is wrapped when the terminal is narrow; the others keep their width.
        under: on a terminal, what to set below each row's folding cell.
    """
    if not is_terminal() or len(rows) > _PLAIN_FROM:
        lines("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row) for row in [headers, *rows])
        return
    from rich import box
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold", expand=bool(under))
    for number, header in enumerate(headers):
        flush = "right" if number in right else "left"
        grid.add_column(
            header, justify=flush, overflow="fold", no_wrap=number != fold, ratio=1 if number == fold else None
        )
    for number, row in enumerate(rows):
        grid.add_row(*(Text(cell) for cell in row))
        if under:
            grid.add_row(
                *(Text(under[number], style="dim") if column == fold else Text() for column in range(len(row)))
            )
    print_rich(grid)


def print_rich(renderable: object) -> None:
    """Print something rich can draw."""
    with _reader_may_leave():
        _console().print(renderable)


def counted(number: int, noun: str) -> str:
    """``1 unit``, ``2 units``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


_STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}


def findings(items: Sequence["Finding"], *, aside: bool = False) -> None:
    """Write findings grouped by article: where, what, and both texts; `aside` writes to standard error."""
    from rich.text import Text

    target = _console(stderr=aside)
    article = ""
    text = Text()
    for item in items:
        if item.article != article:
            article = item.article
            text.append(f"{article}\n", style="bold")
        text.append("  ").append(item.severity.value, style=_STYLES[item.severity.value])
        text.append(f" {item.check}", style="cyan").append(f" {item.unit}\n" if item.unit else "\n")
        text.append(f"    {item.message}\n")
        for label, words in (("zh", item.source), ("en", item.target)):
            if words:
                text.append(f"    {label}: {_short(words)}\n", style="dim")
        if item.file:
            text.append(f"    {item.file}:{item.line}\n" if item.line else f"    {item.file}\n", style="dim")
    if items:
        with _reader_may_leave():
            target.print(text, end="", soft_wrap=not target.is_terminal)


def _short(text: str, limit: int = 160) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


class ProgressObserver(AbstractContextManager["ProgressObserver"]):
    """Shows what a job is doing: a bar on a terminal, a line now and then elsewhere."""

    def __init__(self, *, unit: str = "units") -> None:
        self._unit = unit
        self._bar: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._last = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def progress(self, what: str, done: int, total: int) -> None:
        """Show that `done` of `total` steps of `what` are finished."""
        if sys.stderr.isatty():
            self._draw(what, done, total)
        elif time.monotonic() - self._last >= _QUIET_SECONDS:
            self._last = time.monotonic()
            amount = f"{_amount(done, self._unit)} of {_amount(total, self._unit)}" if total else f"{done}"
            note(f"{what}: {amount}")

    def note(self, message: str) -> None:
        """Say something above the bar."""
        if self._bar is not None:
            self._bar.console.print(message, markup=False, highlight=False, soft_wrap=True)
        else:
            note(message)

    def _draw(self, what: str, done: int, total: int) -> None:
        if self._bar is None:
            self._bar = _bar(self._unit)
            self._bar.start()
        if what not in self._tasks:
            self._tasks[what] = self._bar.add_task(what, total=total or None)
        self._bar.update(self._tasks[what], completed=done, total=total or None)


def _amount(number: int, unit: str) -> str:
    return f"{number / 1e6:,.0f} MB" if unit == "bytes" else f"{number:,}"


def _bar(unit: str) -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    amount = DownloadColumn() if unit == "bytes" else MofNCompleteColumn()
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        amount,
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
