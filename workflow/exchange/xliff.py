"""XLIFF 1.2 and 2.x (OASIS), read as pairs."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.errors import InputError
from workflow.exchange import markup, xmlfile
from workflow.exchange.bilingual import Bilingual, Segment
from workflow.exchange.codereading import content
from workflow.exchange.xliff12 import CODES, NEW
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
        languages = [(file.get("source-language", ""), file.get("target-language", "")) for file in files(root)]
        found = [pair for file in files(root) for unit in units(file, "trans-unit") for pair in _unit(unit)]
    elif version.startswith("2."):
        languages = [(root.get("srcLang", ""), root.get("trgLang", ""))]
        found = [pair for file in files(root) for unit in units(file, "unit") for pair in _segments(unit)]
    else:
        raise unknown_version(version, name)
    source, target = languages[0] if languages else ("", "")
    return Bilingual(
        segments=tuple(segment for segment, _ in found),
        source_language=str(source),
        target_language=str(target),
        lost=markup.lost_codes(sum(lost for _, lost in found)),
    )


def unknown_version(version: str, name: str) -> InputError:
    """Return the error for a file of another version than those known here."""
    return InputError(f"has the XLIFF version {version!r}", place=name, mend="save it as XLIFF 1.2 or 2.1")


def files(root: "etree._Element") -> "Iterator[etree._Element]":
    """Yield the ``file`` elements."""
    return children(root, "file")


def units(element: "etree._Element", kind: str) -> "Iterator[etree._Element]":
    """Yield the units of a file or group, in order.

    XML is at most 256 elements deep here, so recursion is bounded.
    """
    for inner in children(element, kind, *_GROUPS):
        if inner.get("translate") == "no":
            continue
        if local(inner) == kind:
            yield inner
        else:
            yield from units(inner, kind)


def _unit(unit: "etree._Element") -> Iterator[tuple[Segment, int]]:
    """A trans-unit of XLIFF 1.2."""
    note = " ".join(filter(None, map(text_of, children(unit, "note"))))
    segment, lost = _pair(unit.get("id", ""), unit, note, (contexts(unit, "source"), contexts(unit)))
    target = child(unit, "target")
    new = target is not None and target.get("state") == NEW and segment.target == segment.source
    yield replace(segment, target="") if new else segment, lost


def _segments(unit: "etree._Element") -> Iterator[tuple[Segment, int]]:
    """The segments of a unit of XLIFF 2."""
    notes, originals = child(unit, "notes"), original_data(unit)
    note = "" if notes is None else " ".join(filter(None, map(text_of, children(notes, "note"))))
    segments = list(children(unit, "segment"))
    for number, segment in enumerate(segments, start=1):
        own = segment.get("id") or str(number)
        identifier = f"{unit.get('id', '')}.{own}" if len(segments) > 1 else unit.get("id", "")
        yield _pair(identifier, segment, note, (originals, originals))


def _pair(
    identifier: str, holder: "etree._Element", note: str, originals: tuple[dict[str, str], dict[str, str]]
) -> tuple[Segment, int]:
    """A segment; `originals` are those of its source and of its target."""
    source, target = child(holder, "source"), child(holder, "target")
    (chinese, lost), (english, also_lost) = content(source, originals[0]), content(target, originals[1])
    stands = next(element for element in (target, source, holder) if element is not None)
    segment = Segment(id=identifier, source=chinese, target=english, note=note, line=line_of(stands))
    return segment, lost + also_lost


def original_data(unit: "etree._Element") -> dict[str, str]:
    """Return the native text of a unit's codes by id of the data (XLIFF 2)."""
    stored = child(unit, "originalData")
    return (
        {}
        if stored is None
        else {data.get("id", ""): "".join(map(str, data.itertext())) for data in children(stored, "data")}
    )


def contexts(unit: "etree._Element", side: str = "target") -> dict[str, str]:
    """Return the native text of a trans-unit's codes by their id, where this program wrote the file (XLIFF 1.2).

    Those of the source hold for the target too, unless it has its own.
    """
    found: dict[str, str] = {}
    for name in dict.fromkeys(("source", side)):
        for group in children(unit, "context-group"):
            for context in children(group, "context"):
                kind = context.get("context-type", "")
                if kind.startswith(CODES[name]):
                    found[kind.removeprefix(CODES[name])] = "".join(map(str, context.itertext()))
    return found
