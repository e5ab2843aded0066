"""Values in an article's head that have no label: told by an element's name, or by their look beside a date."""

import re
from itertools import pairwise

from workflow.intake.evidence import Evidence
from workflow.intake.headline import Headline
from workflow.intake.html import SEAM, Element, Line, clean, text_of
from workflow.intake.labels import FIELDS, button, parse, remainder
from workflow.intake.people import is_person, is_source, names, source_name
from workflow.intake.printed import Zone
from workflow.intake.titles import normal
from workflow.text.date.printed import parse_date

_SOURCE_CLASS = re.compile(r"source|laiyuan|\bly\b|from|origin|media|profile_nickname", re.IGNORECASE)
_AUTHOR_CLASS = re.compile(r"\bauthor|zuozhe|\bzz\b|byline|founder-author", re.IGNORECASE)
_ACCOUNT_CLASS = re.compile(r"\bname\b|nick|account|\buser", re.IGNORECASE)
_SPEAKER = re.compile(
    r"[\u4e00-\u9fff、]{0,20}(?:书记|主任|主席|理事长|董事长|总经理|秘书长|[省市县区镇乡村校院局处厅部会馆所]长)\s+(?P<name>[\u4e00-\u9fff]{2,4})"
)
"""Whose speech it is: his office and his name on a line below the title."""

_NAME_ALONE = re.compile(r"[\u4e00-\u9fff·《》]{2,16}")


def classed(evidence: Evidence, head: Zone, headline: Headline, sites: set[str]) -> None:
    """Values in the head without a label: by the element's name, else by their look beside a date."""
    for line in head.lines:
        dated = bool(parse_date(clean(line.text.replace(SEAM, " "))))
        inline = [e for first, where in line.slots if where == "text" for e in _around(first)]
        for element in dict.fromkeys([line.block, *_alone(line), *inline]):
            _named_element(evidence, element, dated=dated)
        _beside_date(evidence, line, headline, sites, dated=dated)
        _leading(evidence, line)
    for line, other in [*pairwise(head.lines), *pairwise(reversed(head.lines))]:
        near = line.block.getparent() is other.block.getparent() and line.block is not other.block
        if near and parse_date(other.plain) and _NAME_ALONE.fullmatch(line.plain) and is_source(line.plain):
            evidence.add("source", source_name(line.plain), "layout:above date", 38)


def _leading(evidence: Evidence, line: Line) -> None:
    """A medium's or an account's name with which a line begins whose element is named for the source."""
    marks = f"{line.block.get('class') or ''} {line.block.get('id') or ''}"
    first = next(filter(None, map(clean, line.text.split(SEAM))), "")
    named = _SOURCE_CLASS.search(marks) and first != line.plain and _NAME_ALONE.fullmatch(first)
    if named and not is_person(first) and not button(first) and first not in FIELDS:
        evidence.add("source", source_name(first), "layout:source class", 38)


def _named_element(evidence: Evidence, element: Element, *, dated: bool) -> None:
    """The source or the authors an element's class speaks of; an account that is no person is the source."""
    marks = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}"
    text = text_of(element)
    if not marks.strip() or not 2 <= len(text) <= 40 or parse_date(text) or parse(text):  # noqa: PLR2004
        return
    author = bool(_AUTHOR_CLASS.search(marks))
    if author and names(text) and all(map(is_person, names(text))):
        evidence.add("authors", names(text), "layout:author class", 24)
    elif is_person(text):
        return
    elif _SOURCE_CLASS.search(marks) and not author:
        evidence.add("source", source_name(text), "layout:source class", 24)
    elif (author and is_source(text)) or ((author or dated) and _ACCOUNT_CLASS.search(marks)):
        evidence.add("source", source_name(text), "layout:account class", 37)


def _beside_date(evidence: Evidence, line: Line, headline: Headline, sites: set[str], *, dated: bool) -> None:
    """The parts of a line of the head that read as a source or as people."""
    labelled = parse(line.text)
    parts = re.split(rf"[|｜{SEAM}\u3000]|\s{{2,}}|\s[·•]\s", remainder(line.text))
    rest = [clean(part) for part in parts if clean(part)]
    signed = re.fullmatch(r"([^/／]{2,12})\s*[/／]\s*([^/／]{2,16})", line.plain)
    if signed and is_source(signed[2]) and names(signed[1]) and all(map(is_person, names(signed[1]))):
        evidence.add("source", source_name(signed[2]), "layout:beside author", 35)
    if (speaker := _SPEAKER.fullmatch(line.plain)) and is_person(speaker["name"]):
        evidence.add("authors", (speaker["name"],), "layout:speaker", 37)
    for part in rest:
        if normal(part) in {normal(headline.text), normal(headline.subtitle)}:
            continue
        if dated and (is_source(part) or normal(part) in sites) and not any(i.field == "source" for i in labelled):
            evidence.add("source", source_name(part), "layout:beside date", 34 if part.endswith(("报", "社")) else 35)
        elif (dated or len(rest) == 1) and not _listed(line) and _people(part):
            evidence.add("authors", names(part), "layout:beside date", 36)


def _people(text: str) -> bool:
    """Whether a short text is nothing but names of persons."""
    return len(text) <= 16 and bool(names(text)) and all(map(is_person, names(text)))  # noqa: PLR2004 - four names


def _listed(line: Line) -> bool:
    """Whether a line is a link in a list of three or more, as the sites are to which a page may be passed on."""
    holder = line.block.getparent()
    return bool(line.links) and line.block.tag == "li" and holder is not None and len(holder) > 2  # noqa: PLR2004


def _around(element: Element) -> list[Element]:
    """An inline element, and the one around it when that holds nothing else."""
    parent = element.getparent()
    return [element] if parent is None or text_of(parent) != text_of(element) else [element, parent]


def _alone(line: Line) -> list[Element]:
    """The elements around a line that hold nothing else, of which only the outer may be named."""
    found = []
    for element in line.block.iterancestors():
        if clean("".join(map(str, element.itertext()))) != line.plain:
            break
        found.append(element)
    return found


def pictured(evidence: Evidence, head: Zone) -> None:
    """A source that is shown by its logo, in an element named for it."""
    for line in head.lines:
        marks = f"{line.block.get('class') or ''} {line.block.get('id') or ''}"
        for image in line.images if _SOURCE_CLASS.search(marks) else ():
            name = clean(image.get("alt") or image.get("title") or "")
            if is_source(name):
                evidence.add("source", source_name(name), "layout:source logo", 24)
