"""Texts with a phrase in them marked, cut to what a reader needs to see around it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.cli import output
from workflow.text.inline import lenient

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions
    from rich.measure import Measurement
    from rich.text import Text

Spans = Sequence[tuple[int, int]]

_UNBROKEN = re.compile(
    r"[（《“‘「『【]*(?:[^\s\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60“”（《‘「『【]+|\S)[，。、；：！？）》”’」』】…]*[^\S\n]*\n?|\s"
)
"""What stands on one line: a word or number, or a Chinese character; with its marks, and the space behind it."""

_STYLE = "bold yellow"
_LEAD = 0.4  # share of the room that stands before the phrase


def marked(text: str, spans: Spans) -> str:
    """Return the text with its spans between « and », for where there is no colour."""
    for start, end in reversed(spans):
        text = f"{text[:start]}«{text[start:end]}»{text[end:]}"
    return text


def paragraph(text: str, spans: Spans, *, indent: int, rows: int = 3) -> "Text":
    """Return a text for the terminal: at most `rows` lines around the first span, each indented, the spans coloured."""
    from rich.text import Text

    room = output.width() - indent
    start, stop = window(text, spans, room * rows - 2)
    shown = Text("…" if start else "").append(text[start:stop]).append("…" if stop < len(text) else "")
    shift = (1 if start else 0) - start
    for first, last in spans:
        shown.stylize(_STYLE, max(first + shift, 0), max(last + shift, 0))
    return wrapped(shown, indent=indent)


def wrapped(text: "Text", *, indent: int) -> "Text":
    """Return a text broken at words to the terminal's width, each line indented."""
    from rich.text import Text

    result = Text()
    for line in rows(text, output.width() - indent):
        result.append(" " * indent).append_text(line).append("\n")
    return result


def rows(text: "Text", room: int) -> "Iterator[Text]":
    """Yield the lines of a text in `room` columns: broken between words or Chinese characters, never in a number.

    A Chinese mark stays with what it belongs to: no line begins with ， or ends with “.
    """
    from rich.cells import cell_len

    breaks, used = [], 0
    for start, end in _unbroken(text.plain, room):
        piece = text.plain[start:end]
        if used and used + cell_len(piece.rstrip()) > room:
            breaks.append(start)
            used = 0
        used += cell_len(piece)
        if piece.endswith("\n"):
            breaks.append(end)
            used = 0
    for line in text.divide([at for at in breaks if at < len(text)]):
        line.rstrip()
        yield line


def _unbroken(text: str, room: int) -> "Iterator[tuple[int, int]]":
    """Spans of what stands on one line; an address that is longer than a line comes character by character."""
    from rich.cells import cell_len

    for match in _UNBROKEN.finditer(text):
        start, end = match.span()
        if cell_len(match[0].rstrip()) > room:
            yield from ((at, at + 1) for at in range(start, end))
        else:
            yield start, end


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in a table, broken as `rows` does."""

    text: "Text"

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "Iterator[Text]":
        """Draw it in the width that the table gives."""
        from rich.text import Text

        yield Text("\n").join(rows(self.text, options.max_width))

    def __rich_measure__(self, console: "Console", options: "ConsoleOptions") -> "Measurement":
        """Ask for the width that the text would."""
        return self.text.__rich_measure__(console, options)


def window(text: str, spans: Spans, room: int) -> tuple[int, int]:
    """Return the part of a text, in `room` columns of a terminal, that shows the first span and what stands around."""
    from rich.cells import cell_len

    if cell_len(text) <= room:
        return 0, len(text)
    first = spans[0][0] if spans else 0
    start = _back(text, first, int(room * _LEAD))
    stop = start
    used = 0
    while stop < len(text) and (used := used + cell_len(text[stop])) <= room:
        stop += 1
    if stop == len(text):  # there is room left in front
        return _back(text, len(text), room), stop
    space = text.rfind(" ", first, stop)
    return start, space if text[stop].isascii() and text[stop - 1].isascii() and space > start else stop


def _back(text: str, at: int, room: int) -> int:
    """Return where a stretch of `room` columns that ends at `at` begins, at the start of an English word."""
    from rich.cells import cell_len

    start, used = at, 0
    while start and (used := used + cell_len(text[start - 1])) <= room:
        start -= 1
    space = text.find(" ", start, at)
    return space + 1 if start and text[start - 1].isascii() and text[start - 1] != " " and space >= 0 else start


def difference(label: str, old: str, new: str) -> "Text":
    """Return what changed between two texts (markup), word by word: [-gone-] and {+new+}, coloured on a terminal.

    The tags are shown where nothing but them has changed.
    """
    from rich.text import Text

    from workflow.text.worddiff import compare

    drawn = Text().append(label, style="bold cyan").append("  ")
    before, after = lenient(old).text, lenient(new).text
    for piece in compare(old, new) if before == after else compare(before, after):
        if piece.kind == "gone":
            drawn.append(f"[-{piece.text}-]", style="red")
        elif piece.kind == "new":
            drawn.append(f"{{+{piece.text}+}}", style="green")
        else:
            drawn.append(piece.text)
    return drawn
