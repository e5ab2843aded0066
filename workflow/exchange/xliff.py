"""XLIFF 1.2 and 2.x (OASIS), read as pairs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workflow.errors import InputError
from workflow.exchange import markup, xmlfile
from workflow.exchange.bilingual import Bilingual, Segment
from workflow.exchange.codes import content
from workflow.exchange.xmlfile import child, children, line_of, local, text_of

if TYPE_CHECKING:
    from lxml import etree

_GROUPS = ("group", "body")


def parse(data: bytes, name: str) -> Bilingual:
    """Read an XLIFF file; units marked ``translate="no"`` are left out.

    Raises:
        InputError: the XML is not well-formed or unsafe, or is no XLIFF of a version known here.
    """
    return of_root(xmlfile.parse(data, name), name)


def of_root(root: "etree._Element", name: str) -> Bilingual:
    """Read an XLIFF file that was parsed already; see `parse`."""
    version = root.get("version", "")
    if version.startswith("1."):
        languages = [(file.get("source-language", ""), file.get("target-language", "")) for file in _files(root)]
        found = [pair for file in _files(root) for unit in _units(file, "trans-unit") for pair in _unit(unit)]
    elif version.startswith("2."):
        languages = [(root.get("srcLang", ""), root.get("trgLang", ""))]
        found = [pair for file in _files(root) for unit in _units(file, "unit") for pair in _segments(unit)]
    else:
        raise InputError(f"has the XLIFF version {version!r}", place=name, mend="save it as XLIFF 1.2 or 2.1")
    source, target = languages[0] if languages else ("", "")
    return Bilingual(
        segments=tuple(segment for segment, _ in found),
        source_language=str(source),
        target_language=str(target),
        lost=markup.lost_codes(sum(lost for _, lost in found)),
    )


def _files(root: "etree._Element") -> "Iterator[etree._Element]":
    return children(root, "file")


def _units(element: "etree._Element", kind: str) -> "Iterator[etree._Element]":
    """The units of a file or group, in order. XML is at most 256 elements deep here, so recursion is bounded."""
    for inner in children(element, kind, *_GROUPS):
        if inner.get("translate") == "no":
            continue
        if local(inner) == kind:
            yield inner
        else:
            yield from _units(inner, kind)


def _unit(unit: "etree._Element") -> Iterator[tuple[Segment, int]]:
    """A trans-unit of XLIFF 1.2."""
    note = " ".join(filter(None, map(text_of, children(unit, "note"))))
    yield _pair(unit.get("id", ""), unit, note, {})


def _segments(unit: "etree._Element") -> Iterator[tuple[Segment, int]]:
    """The segments of a unit of XLIFF 2."""
    stored, notes = child(unit, "originalData"), child(unit, "notes")
    originals = {} if stored is None else {data.get("id", ""): text_of(data) for data in children(stored, "data")}
    note = "" if notes is None else " ".join(filter(None, map(text_of, children(notes, "note"))))
    segments = list(children(unit, "segment"))
    for number, segment in enumerate(segments, start=1):
        own = segment.get("id") or str(number)
        identifier = f"{unit.get('id', '')}.{own}" if len(segments) > 1 else unit.get("id", "")
        yield _pair(identifier, segment, note, originals)


def _pair(identifier: str, holder: "etree._Element", note: str, originals: dict[str, str]) -> tuple[Segment, int]:
    source, target = child(holder, "source"), child(holder, "target")
    (chinese, lost), (english, also_lost) = content(source, originals), content(target, originals)
    stands = next(element for element in (target, source, holder) if element is not None)
    segment = Segment(id=identifier, source=chinese, target=english, note=note, line=line_of(stands))
    return segment, lost + also_lost
