"""The content of a cell of a Word table as runs, tracked insertions taken and tracked deletions left out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workflow.exchange.tabledocx import PICTURE
from workflow.exchange.wordruns import BREAK, Run
from workflow.exchange.xmlfile import attribute, child, children, local

if TYPE_CHECKING:
    from lxml import etree

_TEXTS = {"tab": " ", "br": BREAK, "cr": BREAK, "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_STYLES = {"Strong": "strong", "Emphasis": "em"}
_OFF = ("0", "false", "off", "none")
# What has no place in a unit. Who strikes words out wants them gone, but they are still there.
_UNREAD = {
    "drawing": "a drawing",
    "pict": "a drawing",
    "object": "an embedded object",
    "footnoteReference": "a footnote",
    "endnoteReference": "an endnote",
    "strike": "words struck through (delete them, or take the line off)",
    "dstrike": "words struck through (delete them, or take the line off)",
}
_FIELD = re.compile(r'HYPERLINK\s+"([^"]*)"(?:.*?\\l\s+"([^"]*)")?')  # ECMA-376 part 1, 17.16.5.25: \l is the fragment


@dataclass(slots=True)
class Cell:
    """What stands in a cell (or in one paragraph of it), and what was met on the way.

    `bookmarks` are their names, `comments` the ids of comments, `authors` who tracked changes there, `unread` what
    has no place in a unit, such as a drawing.
    """

    links: dict[str, str]
    paragraphs: list[list[Run]] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    _fields: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, element: "etree._Element", links: dict[str, str]) -> "Cell":
        """Read a cell of a table; `links` are the addresses of the document's links by relationship id."""
        cell = cls(links)
        for paragraph in element.iter():
            if local(paragraph) == "p":
                cell.paragraphs.append([])
                cell._walk(paragraph, "")
        return cell

    @property
    def runs(self) -> list[Run]:
        """Its runs; where a person began a new paragraph, a line break."""
        found: list[Run] = []
        for paragraph in self.paragraphs:
            if paragraph:
                found += [Run(BREAK), *paragraph] if found else paragraph
        return found

    def text(self, paragraph: int | None = None) -> str:
        """Return its plain text, or that of one paragraph of it; '' where there is no such."""
        found = self.runs if paragraph is None else next(iter(self.paragraphs[paragraph : paragraph + 1]), [])
        return "".join(run.text for run in found).strip()

    def _walk(self, element: "etree._Element", link: str, picture: str = "") -> None:
        """Read what is inside an element, which may stand in a link or for a picture."""
        for inner in element:
            name = local(inner)
            if name in ("ins", "del", "moveTo", "moveFrom"):
                self.authors.append(attribute(inner, "author"))
            if name == "r":
                self.paragraphs[-1].extend(self._run(inner, link, picture))
            elif name in ("hyperlink", "fldSimple"):
                address = self._linked(inner) or link
                found = address.removeprefix(PICTURE)
                before = len(self.paragraphs[-1])
                self._walk(inner, *((address, picture) if found == address else (link, found)))
                if found != address:  # its words may come in pieces, but it is one picture
                    del self.paragraphs[-1][before + 1 :]
            elif name == "bookmarkStart":
                self.bookmarks.append(attribute(inner, "name"))
            elif name == "commentRangeStart":
                self.comments.append(attribute(inner, "id"))
            elif name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml"):
                self._walk(inner, link, picture)

    def _linked(self, element: "etree._Element") -> str:
        """The address of a link or of a field; Word keeps a fragment apart."""
        address, fragment = self.links.get(attribute(element, "id")), attribute(element, "anchor")
        if address:
            return f"{address}#{fragment}" if fragment and "#" not in address else address
        return _address(attribute(element, "instr"))

    def _run(self, run: "etree._Element", link: str, picture: str) -> Iterator[Run]:
        looks = _looks(run)
        marks = frozenset(_marks(looks))
        self.unread += [_UNREAD[name] for name, value in looks if name in _UNREAD and value not in _OFF]
        for part in run:
            name = local(part)
            if name == "fldChar":
                self._field(attribute(part, "fldCharType"))
            elif name == "instrText" and self._fields:
                self._fields[-1] += part.text or ""
            elif name == "commentReference":
                self.comments.append(attribute(part, "id"))
            elif name in _UNREAD:
                self.unread.append(_UNREAD[name])
            elif name == "t" and picture:
                yield Run("", marks, link, picture)
            elif name == "t" or name in _TEXTS:
                text = part.text or "" if name == "t" else _TEXTS[name]
                yield Run(text, marks, _address(self._fields[-1]) if self._fields else link)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append("")
        elif kind == "end" and self._fields:
            self._fields.pop()


def _looks(run: "etree._Element") -> list[tuple[str, str]]:
    """What is set for a run, each with its value."""
    looks = child(run, "rPr")
    return [] if looks is None else [(local(look), attribute(look, "val")) for look in looks]


def _marks(looks: Sequence[tuple[str, str]]) -> Iterator[str]:
    for name, value in looks:
        if name in ("b", "i") and value not in _OFF:
            yield "strong" if name == "b" else "em"
        elif name == "rStyle" and value in _STYLES:
            yield _STYLES[value]
        elif name == "vertAlign" and value in ("subscript", "superscript"):
            yield value[:3]


def _address(instruction: str) -> str:
    found = _FIELD.search(instruction)
    return "#".join(filter(None, found.groups())) if found else ""


def rows(table: "etree._Element") -> "Iterator[list[etree._Element]]":
    """Yield the cells of each row that is not deleted, in content controls or not."""
    for row in table.iter():
        if local(row) != "tr":
            continue
        properties = child(row, "trPr")
        if properties is None or child(properties, "del") is None:
            yield [cell for holder in (row, *_controls(row)) for cell in children(holder, "tc")]


def _controls(row: "etree._Element") -> "Iterator[etree._Element]":
    for control in children(row, "sdt"):
        yield from children(control, "sdtContent")
