"""Labels that a page prints, on the lines of one of its parts."""

import re
from dataclasses import dataclass, field

from workflow.intake.html import Line, clean, text_of
from workflow.intake.labels import FIELDS, Labelled, button, parse

_VALUE_TAGS = frozenset({"td", "dd", "div", "span", "p", "li"})


@dataclass(slots=True)
class Zone:
    """Lines of one part of the page, and the labels on them; `rank` 0 is the strongest place."""

    name: str
    rank: int
    lines: list[Line] = field(default_factory=list)

    def labels(self) -> list[Labelled]:
        """Every label; a value in the next cell of a table is joined to it."""
        found = []
        for number, line in enumerate(self.lines):
            following = self.lines[number + 1] if number + 1 < len(self.lines) else None
            if following is not None and _names_field(line) and beside(line, following):
                name, value = line.plain, clean(following.text)
                found.append(Labelled(FIELDS[name], name, value, 0, len(line.text)))
            for item in parse(line.text):
                last = not item.value and item.end >= len(line.text)
                if last and following is not None and beside(line, following):
                    item = Labelled(item.field, item.name, clean(following.text), item.start, item.end)  # noqa: PLW2901
                found.append(item)
        return found


def _names_field(line: Line) -> bool:
    """Whether an element holds nothing but a label, whose colon the page's style sheet adds."""
    return line.plain in FIELDS and "label" in (line.block.get("class") or "").lower()


def beside(line: Line, following: Line) -> bool:
    """Whether the next line is the value of a label at the end of this one: the next cell, or a short sibling."""
    text = following.plain
    if not text or len(text) > 40 or parse(following.text) or button(text) or re.search(r"[。！？]", text):  # noqa: PLR2004
        return False
    first, second = line.block, following.block
    if {first.tag, second.tag} <= {"td", "th"} or (first.tag == "dt" and second.tag == "dd"):
        return first.getparent() is second.getparent()
    parent = first.getparent()
    return (
        first is not second
        and parent is not None
        and parent is second.getparent()
        and first.tag == second.tag
        and first.tag in _VALUE_TAGS
        and first.getnext() is second
        and len(text_of(parent)) <= 60  # noqa: PLR2004 - an info line in pieces, no text
    )
