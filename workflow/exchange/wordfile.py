"""The parts of a Word document (ECMA-376), read so that a file can do nothing: bounded in size, XML as everywhere."""

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.errors import InputError
from workflow.exchange import xmlfile
from workflow.exchange.xmlfile import attribute, children, local
from workflow.model import Comment

if TYPE_CHECKING:
    from lxml import etree

_LARGEST = 100_000_000  # bytes of one part, unpacked
_RIGHT_FORM = "save the table as .docx, or from a spreadsheet as CSV"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")  # [MS-CFB] §2.2


@dataclass(frozen=True, slots=True)
class WordFile:
    """A document: its body, the addresses of its links by relationship id, its comments by id."""

    body: "etree._Element"
    links: dict[str, str]
    comments: dict[str, Comment]


def looks_like(data: bytes) -> bool:
    """Whether a file begins as a Word document does: a zip archive, or what an old or protected one is stored in."""
    return data.startswith((b"PK\x03\x04", _OLE))


def parse(data: bytes, name: str) -> WordFile:
    """Read a document.

    Raises:
        InputError: it is damaged, or no Word document.
    """
    if data.startswith(_OLE):
        mend = "save it as .docx, without a password"
        raise InputError("is an old or a protected document", place=name, mend=mend)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = _part(archive, "word/document.xml", name)
            links, comments = (
                _part(archive, f"word/{part}", name) for part in ("_rels/document.xml.rels", "comments.xml")
            )
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError) as error:
        raise InputError("is a damaged Word document", place=name, mend=_RIGHT_FORM) from error
    if body is None:
        raise InputError("is no Word document", place=name, mend=_RIGHT_FORM)
    targets = {} if links is None else {link.get("Id", ""): link.get("Target", "") for link in links}
    remarks = {} if comments is None else {attribute(one, "id"): _comment(one) for one in children(comments, "comment")}
    return WordFile(body, targets, remarks)


def _part(archive: zipfile.ZipFile, part: str, name: str) -> "etree._Element | None":
    if part not in archive.namelist():
        return None
    if archive.getinfo(part).file_size > _LARGEST:
        raise InputError("unpacks to more than a table of one article can hold", place=name, mend=_RIGHT_FORM)
    return xmlfile.parse(archive.read(part), name)


def _comment(element: "etree._Element") -> Comment:
    paragraphs = ["".join(t.text or "" for t in p.iter() if local(t) == "t") for p in children(element, "p")]
    return Comment(
        "\n".join(filter(None, paragraphs)).strip(), attribute(element, "author"), attribute(element, "date")
    )
