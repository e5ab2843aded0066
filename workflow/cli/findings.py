"""How findings look in the terminal: grouped, and with the spot underlined in both texts."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workflow.cli import output
from workflow.cli.marked import rows, window

if TYPE_CHECKING:
    from rich.text import Text

    from workflow.model import Finding

Span = tuple[int, int]

_STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}
_SPOT = "bold yellow"
_INDENT = 4
_ROWS = 2  # rows of a text in which no spot is known
# Whatever could move the cursor or turn the text round: controls, line separators, bidirectional marks.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def show(items: Sequence["Finding"], *, aside: bool = False) -> None:
    """Write findings grouped by article or file; `aside` writes to standard error."""
    from rich.text import Text

    text = Text()
    group = ""
    for item in items:
        if (item.article or item.file) != group:
            group = item.article or item.file
            text.append(f"{_safe(group)}\n", "bold")
        text.append_text(_drawn(item, aside=aside))
    output.print_lines(text, aside=aside)


def _drawn(item: "Finding", *, aside: bool) -> "Text":
    from rich.text import Text

    text = Text("  ").append(item.severity.value, _STYLES[item.severity.value]).append(f" {item.check}", "cyan")
    text.append(f" {_safe(item.unit)}\n" if item.unit else "\n")
    text.append_text(_paragraph(_safe(item.message), aside=aside))
    for label, words, span in (("zh", item.source, item.source_span), ("en", item.target, item.target_span)):
        if words:
            text.append_text(_text(label, _safe(words), span))
    if item.file:  # never broken: it is there to be copied, or clicked
        place = f"{item.file}:{item.line}" if item.line else item.file
        text.append(f"{' ' * _INDENT}{_safe(place)}\n", "dim")
    return text


def _paragraph(words: str, *, aside: bool) -> "Text":
    """Words wrapped under one another; where nobody looks on, one line stays one line."""
    from rich.text import Text

    target = output.console(stderr=aside)
    shown = Text(words)
    text = Text()
    for row in rows(shown, target.width - _INDENT) if target.is_terminal else [shown]:
        text.append(" " * _INDENT).append_text(row).append("\n")
    return text


def _text(label: str, words: str, span: Span | None) -> "Text":
    """A text cut to what there is room for: around the spot, with a line under it, else from its beginning."""
    from rich.cells import cell_len
    from rich.text import Text

    lead = f"{' ' * _INDENT}{label}: "
    room = output.console().width - len(lead)
    if span is None:
        start, stop = window(words, (), room * _ROWS - 3)
        shown = words[start:stop] + ("…" if stop < len(words) else "")
        text = Text()
        for number, row in enumerate(rows(Text(shown), room)):
            text.append(lead if number == 0 else " " * len(lead), "dim").append(row.plain, "dim").append("\n")
        return text
    start, stop = window(words, (span,), room - 2)
    first, last = (min(max(place, start), stop) for place in span)
    opening, closing = "…" if start else "", "…" if stop < len(words) else ""
    before, spot = opening + words[start:first], words[first:last]
    text = Text(lead, "dim").append(before, "not dim").append(spot, f"not dim {_SPOT}")
    text.append(words[last:stop] + closing, "not dim").append("\n")
    under = "~" * max(cell_len(spot), 1)
    return text.append(f"{' ' * (len(lead) + cell_len(before))}{under}\n", f"not dim {_SPOT}")


def _safe(text: str) -> str:
    """The text with nothing in it that a terminal would obey; as long as before."""
    return _UNSAFE.sub(" ", text)
