"""XLIFF 1.2 (OASIS Standard, 1 February 2008) for older tools, written: its strict form, codes as ``g`` and ``x``.

A unit without English has its Chinese as target, in the state ``new``: OmegaT's own filter edits nothing but targets.
The schema has no place for a code's native text beside ``g`` and ``x``. It stands in a ``context-group``, by the code's
id, and so does the version of the texts.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workflow.exchange.codewriting import Numbers, fill
from workflow.exchange.handoff import PROGRAM, Handoff, Item, Proposal
from workflow.exchange.xmlfile import XML
from workflow.exchange.xmlwriting import encoded, put, root
from workflow.model import State
from workflow.text.inline import opening, parse

if TYPE_CHECKING:
    from lxml import etree

SPACE = "urn:oasis:names:tc:xliff:document:1.2"
VERSION = "x-version"
"""Type of the context that holds an item's version."""
CODES = {"source": "x-source-code-", "target": "x-target-code-"}
"""What stands before a code's id in the type of the context that holds its native text."""
NEW = "new"
"""State of a target that only repeats the source."""
STATES = {
    State.INITIAL: "needs-translation",
    State.TRANSLATED: "translated",
    State.REVIEWED: "signed-off",
    State.FINAL: "final",
}
"""What `state` says of a target, for each state of ours."""


def serialize(handoff: Handoff) -> bytes:
    """Write the items of an article: one trans-unit each, white space kept as it is."""
    xliff = root("xliff", SPACE)
    xliff.set("version", "1.2")
    languages = {"source-language": handoff.source_language, "target-language": handoff.target_language}
    file = put(xliff, "file", attributes={"original": handoff.article, "datatype": "htmlbody"} | languages)
    if handoff.about:
        header = put(file, "header")
        for sentence in handoff.about:
            _note(header, sentence, PROGRAM)
    body = put(file, "body")
    for item in handoff.items:
        _unit(body, item)
    return encoded(xliff)


def _unit(body: "etree._Element", item: Item) -> None:
    attributes = {"id": item.id, f"{XML}space": "preserve"} | ({"restype": f"x-{item.kind}"} if item.kind else {})
    if item.target and item.state.approved:
        attributes["approved"] = "yes"
    unit, numbers = put(body, "trans-unit", attributes=attributes), Numbers()
    fill(put(unit, "source"), item.source, numbers)
    state = STATES[item.state] if item.target else NEW
    fill(put(unit, "target", attributes={"state": state}), item.target or item.source, numbers)
    group = put(unit, "context-group", attributes={"purpose": "information"})
    for kind, text in ((VERSION, str(item.version)), *_codes(item)):
        put(group, "context", text, {"context-type": kind})
    for remark in (*item.remarks, *(f"Glossary: {term} = {english}" for term, english in item.terms)):
        _note(unit, remark, PROGRAM)
    for comment in item.comments:
        _note(unit, comment.text, comment.by)
    for proposal in item.proposals:
        _proposal(unit, proposal, numbers)


def _proposal(unit: "etree._Element", proposal: Proposal, numbers: Numbers) -> None:
    attributes = {"origin": proposal.origin or PROGRAM, "match-quality": f"{proposal.similarity}%"}
    other = put(unit, "alt-trans", attributes={**attributes, f"{XML}space": "preserve"})
    fill(put(other, "source"), proposal.source, numbers)
    fill(put(other, "target"), proposal.target, numbers)


def _codes(item: Item) -> Iterator[tuple[str, str]]:
    """What each number stands for: the source's codes, and those of the target that are written otherwise."""
    numbers, told = Numbers(), dict[int, str]()
    for side, markup in (("source", item.source), ("target", item.target)):
        inline = parse(markup)
        for code, number in zip(inline.codes, numbers.of(inline), strict=True):
            tag = opening(code)
            if told.get(number) != tag:
                told.setdefault(number, tag)
                yield f"{CODES[side]}{number}", tag


def _note(parent: "etree._Element", text: str, by: str) -> None:
    put(parent, "note", text, {"from": by} if by else {})
