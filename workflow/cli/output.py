"""The only writer to the terminal: results on standard output, progress and remarks on standard error."""

import io
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID
    from rich.text import Text

_PLAIN_FROM = 400  # rows: beyond this a table is written plainly, since nobody looks at it line by line
_QUIET_SECONDS = 5.0  # between progress lines where there is no terminal to redraw


@contextmanager
def _reader_may_leave() -> Iterator[None]:
    """A reader that went away (``| head``) is no error."""
    try:
        yield
    except BrokenPipeError:
        give_up()
        raise typer.Exit(0) from None


def take_any_character() -> None:
    """Write what the encoding of standard output lacks as an escape (a backslash and its number), and do not fail."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="backslashreplace")


def give_up() -> None:
    """Write nothing more to standard output: at its end Python would fail once more on what is still waiting there."""
    with suppress(OSError, ValueError):  # a stream without a file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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


@cache
def console(*, stderr: bool = False) -> "Console":
    """A rich console, made once: colours off when piped or when NO_COLOR is set."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, emoji=False, markup=False)


def width() -> int:
    """Columns of the terminal, 80 where there is none."""
    return console().width


def table(
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    right: Sequence[int] = (),
    fold: int = 0,
) -> None:
    """Write a table that fits the terminal; tab-separated values where the output is piped or very long.

    Args:
        headers: names of the columns.
        rows: cells, one string a column.
        right: columns set flush right.
        fold: the column that is wrapped when the terminal is narrow; the others keep their width.
    """
    if not is_terminal() or len(rows) > _PLAIN_FROM:
        lines("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row) for row in [headers, *rows])
        return
    from rich import box
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for number, header in enumerate(headers):
        flush: Literal["left", "right"] = "right" if number in right else "left"
        grid.add_column(header, justify=flush, overflow="fold", no_wrap=number != fold)
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    print_rich(grid)


def stacked(headers: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """Write a table whose first column has a line of its own above each row, so that it is never broken.

    The second column takes the room that is left and is cut to it; the others keep their width. Where the output is
    piped or very long it is a table like any other.

    Args:
        headers: names of the columns.
        rows: cells, one string a column.
        right: columns set flush right.
    """
    if not is_terminal() or len(rows) > _PLAIN_FROM:
        table(headers, rows)
        return
    from rich.cells import cell_len
    from rich.text import Text

    columns = range(2, len(headers))
    widths = {column: max(cell_len(row[column]) for row in [headers, *rows]) for column in columns}
    room = max(console().width - 2 - sum(width + 2 for width in widths.values()), 8)

    def tail(row: Sequence[str]) -> str:
        cells = (fitted(row[column], widths[column], right=column in right) for column in columns)
        return f"{fitted(row[1], room)}  {'  '.join(cells)}"

    text = Text().append(f"{headers[0]}\n  {tail(headers)}\n", style="bold")
    for row in rows:
        text.append(f"{row[0]}\n", style="cyan").append(f"  {tail(row)}\n")
    with _reader_may_leave():
        console().print(text, end="", soft_wrap=True)


def fitted(text: str, width: int, *, right: bool = False) -> str:
    """`text` in so many columns of a terminal, in which a Chinese character takes two."""
    from rich.cells import cell_len, set_cell_size

    spare = width - cell_len(text)
    if spare < 0:
        return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width)
    return " " * spare + text if right else text + " " * spare


def print_rich(renderable: object) -> None:
    """Print something rich can draw."""
    with _reader_may_leave():
        console().print(renderable)


def print_lines(text: "Text", *, aside: bool = False) -> None:
    """Print lines that fit the terminal already, each with its line end; `aside` writes to standard error."""
    with _reader_may_leave():
        console(stderr=aside).print(text, end="", soft_wrap=True)


def document(text: str) -> None:
    """Write a document as it is."""
    _write(text)


def ask(question: str) -> str:
    """Ask on standard error and return the answer, ``q`` where nobody is there to give one.

    Typer's prompt would leave a space on standard output.
    """
    sys.stderr.write(f"{question}: ")
    sys.stderr.flush()
    answer = sys.stdin.readline()
    return answer.strip() if answer else "q"


def note_lines(text: "Text") -> None:
    """Say lines that fit the terminal already, each with its line end, on standard error."""
    console(stderr=True).print(text, end="", soft_wrap=True)


def counted(number: int, noun: str, nouns: str = "") -> str:
    """``1 unit``, ``2 units``; `nouns` is a plural that does not end in a mere s."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


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
