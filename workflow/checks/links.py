"""Checks on the links of a unit: each is kept once with its address, none is invented, each can be followed."""

from collections.abc import Iterator

from workflow.checks.base import Pair
from workflow.checks.report import Report, shorten
from workflow.constraints import addresses
from workflow.constraints.base import LINK, Constraint
from workflow.text.inline import Code, compare


def lost(pair: Pair) -> Iterator[Report]:
    """Report links of the Chinese that the English lost, or leads elsewhere."""
    if not pair.coded:
        return
    owed, extra = _owed(pair), _extra(pair)
    for constraint, code in zip(owed, extra, strict=False):
        yield Report(
            f"{pair.where} links to {shorten(code.get('href'), 80)} where {shorten(constraint.owed, 80)} is owed; "
            f"restore the address{_around(constraint.source)}",
            source_span=(constraint.start, constraint.end),
            target_span=(code.start, code.end),
        )
    for constraint in owed[len(extra) :]:
        address = shorten(constraint.owed, 80)
        message = f"{pair.where} lost the link {address}; put it back{_around(constraint.source)}"
        yield Report(message, source_span=(constraint.start, constraint.end))


def extra(pair: Pair) -> Iterator[Report]:
    """Report links of the English that the Chinese does not have."""
    for code in _extra(pair)[len(_owed(pair)) :] if pair.coded else ():
        address = shorten(code.get("href"), 80)
        message = f"{pair.where} has a link that the Chinese does not have, {address}; remove it, or move it back"
        yield Report(message, target_span=(code.start, code.end))


def empty(pair: Pair) -> Iterator[Report]:
    """Report links with no words to click, where the Chinese has some."""
    if pair.source is None or pair.target is None or pair.untranslated or not pair.target.codes:
        return
    wordy = {code.key for code in pair.source.codes if pair.source.text[code.start : code.end].strip()}
    for code in pair.target.codes:
        if code.tag == "a" and code.key in wordy and not pair.target.text[code.start : code.end].strip():
            address = shorten(code.get("href"), 80)
            yield Report(f"{pair.where} has the link {address} around no words; put it around those it belongs to")


def address(pair: Pair) -> Iterator[Report]:
    """Report links that no reader can follow; those of the original are told too, as they reach the page."""
    if pair.target is None or not pair.target.codes:
        return
    for href in dict.fromkeys(code.get("href") for code in pair.target.codes if code.tag == "a"):
        fault = addresses.fault(href)
        if fault:
            yield Report(f"{pair.where} links to “{shorten(href, 80)}”, which {fault}; see what the original means")


def addressed(pair: Pair) -> bool:
    """Whether the Chinese text has an address."""
    return bool(addresses.find(pair.chinese))


def plain(pair: Pair) -> Iterator[Report]:
    """Report addresses written in the Chinese text that the English does not have."""
    owed = addresses.find(pair.chinese) if pair.english else ()
    if not owed:
        return
    links = tuple(code.get("href") for code in pair.target.codes) if pair.target else ()
    for missing in addresses.unmet(owed, pair.english, links):
        yield Report(f"{pair.where} lacks {shorten(missing, 80)}, which the Chinese has; write it unchanged")


def _owed(pair: Pair) -> list[Constraint]:
    return [constraint for constraint in pair.owed if constraint.check == LINK]


def _extra(pair: Pair) -> list[Code]:
    if pair.source is None or pair.target is None or pair.untranslated or not pair.target.codes:
        return []
    return [code for code in compare(pair.source, pair.target).extra if code.tag == "a"]


def _around(text: str) -> str:
    return f" around “{shorten(text)}”" if text.strip() else ""
