"""From everything a page says of itself to one value for each field, with the rule that gave it.

Order of evidence: options, the site's profile, what is printed with a label in the article's head, what the page states
for machines (JSON-LD, meta), labels elsewhere, layout, the address. Printed and stated agree on most pages; where they
differ, the reader saw the printed one.
"""

import re

from workflow.intake.body import Body
from workflow.intake.credits import Credits, byline, credit_line, issued, paper, signed
from workflow.intake.embedded import Statement, title_tag
from workflow.intake.evidence import Evidence
from workflow.intake.headline import Headline
from workflow.intake.html import SEAM, Line, Page, clean
from workflow.intake.labels import parse
from workflow.intake.layout import classed, pictured
from workflow.intake.printed import Zone
from workflow.intake.stated import for_machines, labelled
from workflow.intake.titles import normal, site_parts
from workflow.intake.zones import info_dates
from workflow.text.date.printed import day, parse_date, short_date

_URL_DATES = (
    re.compile(r"/((?:19|20)\d\d)[-/]?(\d\d)/?[-/]?(\d\d)(?=[/_.-]|$)"),
    re.compile(r"[/_]t?((?:19|20)\d\d)(\d\d)(\d\d)(?=[_/.]|$)"),
    re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?=/)"),
    re.compile(r"[/_-]((?:19|20)\d\d)(\d\d)(\d\d)\d{0,10}(?=[_/.]|$)"),
)
_RECORD = 120
"""Characters of a line below the text that says of what paper, page, title and day it is."""

_NEAR = 4
"""Lines above the title within which a date with its time is the article's, whatever a meta tag says."""


def gather(page: Page, headline: Headline, body: Body, stated: list[Statement], parts: list[Zone]) -> Evidence:
    """Everything the page says of itself, but for options and profiles."""
    evidence = Evidence()
    evidence.add("title", headline.text, headline.rule, 20)
    if headline.lines:
        # Whoever vouched for it, it is printed: a published page must show its title.
        evidence.add("title", headline.text, "layout:headline", 21)
    if headline.subtitle:
        evidence.add("subtitle", headline.subtitle, "layout:subtitle", 20)
    for_machines(evidence, page, stated)
    for zone in parts:
        for item in zone.labels():
            labelled(evidence, item, zone)
        for iso, line in info_dates(zone):
            if not any(i.field in {"updated", "dated"} for i in parse(line.text)):
                near = zone.rank == 2 and "T" in iso and 0 <= headline.last - line.index <= _NEAR  # noqa: PLR2004 - above
                rank = 28 if near else (12, 45, 42)[zone.rank]
                # In brackets below the title stands the day of a speech or of a law.
                bracketed = bool(re.fullmatch(r"[（(].*[）)]", line.plain))
                evidence.add("date", iso, f"layout:{zone.name} date", max(rank, 40) if bracketed else rank)
    _dated(evidence, headline, parts)
    _credited(evidence, body, parts)
    sites = {normal(item.value) for item in stated if item.field == "site"} | site_parts(title_tag(page))
    classed(evidence, parts[0], headline, sites)
    pictured(evidence, parts[0])
    _addressed(evidence, page, body)
    return evidence


def _dated(evidence: Evidence, headline: Headline, parts: list[Zone]) -> None:
    """Dates in weaker forms: with a short year, in the line below a text that names its page, behind the title."""
    for item in [item for zone in parts[:2] for item in zone.labels() if item.field == "published"]:
        if iso := short_date(clean(item.value.replace(SEAM, " "))):
            evidence.add("date", iso, f"label:{item.name} short", 43)
    for line in parts[0].lines:
        for part in re.split(rf"[|｜{SEAM}\u3000]|\s{{2,}}", line.text):
            if iso := short_date(part):
                evidence.add("date", iso, "layout:short date", 44)
    for line in parts[1].lines:
        named = normal(headline.text) in normal(line.plain) and len(line.plain) <= _RECORD
        if named and (iso := parse_date(line.plain)):
            evidence.add("date", iso, "layout:foot record", 47)
    for line in headline.lines:
        if normal(line.plain) != normal(headline.text) and (iso := parse_date(line.plain.rpartition("(")[2])):
            evidence.add("date", iso, "layout:date in title", 43)


def _credited(evidence: Evidence, body: Body, parts: list[Zone]) -> None:
    """Credit lines at the borders of the text, and bylines in it."""
    for zone in parts[:2]:
        among = False
        for line in zone.lines:
            stated = credit_line(line.text, among=among and zone.rank > 0)
            if stated is None and zone.rank == 0:
                stated = signed(line.text) or issued(line.plain)
            among = stated is not None
            if stated and not parse(line.text):
                _credit(evidence, stated, f"label:{zone.name} credit", 12)
            informs = zone.rank == 0 or bool(parse(line.text))
            for part in re.split(rf"[|｜{SEAM}\u3000]|\s{{2,}}", line.text) if informs else ():
                beside = None if parse(part) or parse_date(part) else credit_line(part)
                _credit(evidence, beside or Credits(), "layout:head credit", 13)
    _credit(evidence, body.credits, "label:credit", 12)
    for line in [line for line in body.lines if line.text.strip()][:3]:
        found = byline(line.text) or credit_line(line.text)
        if found and found.authors:
            evidence.add("authors", found.authors, "label:byline", 16)
            _papered(evidence, line)
    for line in parts[0].lines:
        _papered(evidence, line)


def _papered(evidence: Evidence, line: Line) -> None:
    """The paper whose reporter a line names: the weakest of sources."""
    if name := paper(line.text):
        evidence.add("source", name, "layout:reporter's paper", 48)


def _credit(evidence: Evidence, stated: Credits, rule: str, rank: int) -> None:
    """What credits state, with one rank."""
    for name, value in (("authors", stated.authors), ("editors", stated.editors), ("source", stated.source)):
        if value:
            evidence.add(name, value, rule, rank)
    if stated.office:
        evidence.add("source", stated.office, f"{rule} office", 41)


def _addressed(evidence: Evidence, page: Page, body: Body) -> None:
    """A date in the address, and the one a text is signed with."""
    own = [c.candidate.value for c in evidence.choices if c.candidate.field == "url" and c.rank >= 30]  # noqa: PLR2004
    addresses = [page.url, *own]
    for address in addresses:
        iso = url_date(str(address))
        if iso:
            evidence.add("date", iso, "file:address", 50)
            break
    for line in reversed(body.lines[-3:]):
        text = line.plain
        if len(text) <= 24 and (iso := parse_date(text)):  # noqa: PLR2004 - a signature
            evidence.add("date", day(iso), "layout:signature", 60)
            break


def url_date(url: str) -> str:
    """The day an address carries: ``/2025/0418/c1.html``, ``/t20250418_1.html``, ``/art/2025/4/18/`` …; else ''."""
    for pattern in _URL_DATES:
        for match in pattern.finditer(url):
            iso = parse_date(f"{match[1]}-{match[2]}-{match[3]}")
            if iso:
                return iso
    return ""
