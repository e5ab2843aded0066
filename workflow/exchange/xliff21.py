"""XLIFF 2.1 (OASIS Standard, 13 February 2018), written: core, and the modules matches, glossary and metadata."""

from typing import TYPE_CHECKING

from workflow.exchange.codewriting import Natives, Numbers, fill
from workflow.exchange.handoff import PROGRAM, Handoff, Item, Proposal
from workflow.exchange.xmlfile import XML
from workflow.exchange.xmlwriting import encoded, put, root
from workflow.model import State

if TYPE_CHECKING:
    from lxml import etree

CORE = "urn:oasis:names:tc:xliff:document:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
NOTES = "urn:workflow:notes"
"""Namespace of what the standard has no attribute for: who wrote a note (``by``), and when (``at``)."""
VERSION = "version"
"""Type of the ``meta`` that holds an item's version."""
_SEGMENT = "s"  # id of a unit's one segment, to which matches refer


def serialize(handoff: Handoff) -> bytes:
    """Write the items of an article: one unit each, of one segment, white space kept as it is."""
    xliff = root("xliff", CORE, {"mtc": MATCHES, "gls": GLOSSARY, "mda": METADATA, "w": NOTES})
    xliff.set("version", "2.1")
    xliff.set("srcLang", handoff.source_language)
    xliff.set("trgLang", handoff.target_language)
    article = handoff.article  # its id is a NMTOKEN, and outlasts tools that drop `original`
    file = put(xliff, "file", attributes={"id": article, "original": article, "canResegment": "no"})
    if handoff.about:
        notes = put(file, "notes")
        for sentence in handoff.about:
            put(notes, "note", sentence, {"category": PROGRAM})
    for item in handoff.items:
        _unit(file, item)
    return encoded(xliff)


def _unit(file: "etree._Element", item: Item) -> None:
    """A unit; the schema asks for modules first, then notes, original data and the segment."""
    attributes = {"id": item.id, f"{XML}space": "preserve"} | ({"type": f"html:{item.kind}"} if item.kind else {})
    unit = put(file, "unit", attributes=attributes)
    numbers, natives = Numbers(), Natives()
    segment = put(unit, "segment", attributes={"id": _SEGMENT, "state": item.state if item.target else State.INITIAL})
    fill(put(segment, "source"), item.source, numbers, natives)
    if item.target:
        fill(put(segment, "target"), item.target, numbers, natives)
    _matches(unit, item, numbers)
    _glossary(unit, item)
    _version(unit, item)
    _notes(unit, item)
    _data(unit, natives)
    unit.append(segment)  # moves it behind the others


def _matches(unit: "etree._Element", item: Item, numbers: Numbers) -> None:
    if item.proposals:
        matches = put(unit, "matches", space=MATCHES)
        for proposal in item.proposals:
            _match(matches, proposal, numbers)


def _match(matches: "etree._Element", proposal: Proposal, numbers: Numbers) -> None:
    attributes = {"ref": f"#{_SEGMENT}", "type": "tm", "similarity": f"{proposal.similarity}.0"}
    match = put(matches, "match", attributes=attributes)
    if proposal.origin:
        match.set("origin", proposal.origin)
    natives = Natives()
    source, target = (put(match, name, space=CORE) for name in ("source", "target"))
    fill(source, proposal.source, numbers, natives)
    fill(target, proposal.target, numbers, natives)
    _data(match, natives)
    match.extend((source, target))  # behind the data


def _glossary(unit: "etree._Element", item: Item) -> None:
    if item.terms:
        glossary = put(unit, "glossary", space=GLOSSARY)
        for term, translation in item.terms:
            entry = put(glossary, "glossEntry")
            put(entry, "term", term)
            put(entry, "translation", translation)


def _version(unit: "etree._Element", item: Item) -> None:
    group = put(put(unit, "metadata", space=METADATA), "metaGroup", attributes={"category": PROGRAM})
    put(group, "meta", str(item.version), {"type": VERSION})


def _notes(unit: "etree._Element", item: Item) -> None:
    if not item.remarks and not item.comments:
        return
    notes = put(unit, "notes")
    for remark in item.remarks:
        put(notes, "note", remark, {"category": PROGRAM})
    for comment in item.comments:
        told = {f"{{{NOTES}}}by": comment.by, f"{{{NOTES}}}at": comment.at}
        put(notes, "note", comment.text, {"category": "comment"} | {key: value for key, value in told.items() if value})


def _data(parent: "etree._Element", natives: Natives) -> None:
    if natives.ids:
        data = put(parent, "originalData", space=CORE)
        for native, name in natives.ids.items():
            put(data, "data", native, {"id": name})
