"""From everything a page says of itself to one value for each field, with the rule that gave it.

Order of evidence: options, the site's profile, what is printed with a label in the article's head, what the page states
for machines (JSON-LD, meta), labels elsewhere, layout, the address. Printed and stated agree on most pages; where they
differ, the reader saw the printed one.
"""

import re
from collections.abc import Iterable

from workflow.intake.body import Body
from workflow.intake.credits import Credits, byline, credit_line, paper
from workflow.intake.embedded import Statement, statements, title_tag
from workflow.intake.evidence import Evidence
from workflow.intake.headline import Headline, normal, site_parts
from workflow.intake.html import SEAM, Element, Line, Page, clean
from workflow.intake.labels import Labelled, parse
from workflow.intake.layout import classed, pictured
from workflow.intake.people import is_person, leftover, names, source_name
from workflow.intake.selectors import may_match, select
from workflow.intake.sites import Profile
from workflow.intake.zones import Zone, info_dates
from workflow.text.chars import has_han
from workflow.text.date.printed import day, parse_date

_URL_DATES = (
    re.compile(r"/((?:19|20)\d\d)[-/]?(\d\d)/?[-/]?(\d\d)(?=[/_.-]|$)"),
    re.compile(r"[/_]t?((?:19|20)\d\d)(\d\d)(\d\d)(?=[_/.]|$)"),
    re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?=/)"),
    re.compile(r"[/_-]((?:19|20)\d\d)(\d\d)(\d\d)\d{0,10}(?=[_/.]|$)"),
)
_NEAR = 4
"""Lines above the title within which a date with its time is the article's, whatever a meta tag says."""

_KEYWORDS = re.compile(r"[,，;；、|\s]+")


def gather(page: Page, headline: Headline, body: Body, stated: list[Statement], parts: list[Zone]) -> Evidence:
    """Everything the page says of itself, but for options and profiles."""
    evidence = Evidence()
    evidence.add("title", headline.text, headline.rule, 20)
    if headline.lines:
        # Whoever vouched for it, it is printed: a published page must show its title.
        evidence.add("title", headline.text, "layout:headline", 21)
    if headline.subtitle:
        evidence.add("subtitle", headline.subtitle, "layout:subtitle", 20)
    for statement in stated:
        _state(evidence, statement)
    _stated_people(evidence, stated, title_tag(page))
    for zone in parts:
        for item in zone.labels():
            _label(evidence, item, zone)
        for iso, line in info_dates(zone):
            if not any(i.field in {"updated", "dated"} for i in parse(line.text)):
                near = zone.rank == 2 and "T" in iso and 0 <= headline.last - line.index <= _NEAR  # noqa: PLR2004 - above
                rank = 28 if near else (12, 45, 42)[zone.rank]
                # In brackets below the title stands the day of a speech or of a law.
                bracketed = bool(re.fullmatch(r"[（(].*[）)]", line.plain))
                evidence.add("date", iso, f"layout:{zone.name} date", max(rank, 40) if bracketed else rank)
    for line in headline.lines:
        if normal(line.plain) != normal(headline.text) and (iso := parse_date(line.plain.rpartition("(")[2])):
            evidence.add("date", iso, "layout:date in title", 43)
    _credited(evidence, body, parts)
    sites = {normal(item.value) for item in stated if item.field == "site"} | site_parts(title_tag(page))
    classed(evidence, parts[0], headline, sites)
    pictured(evidence, parts[0])
    _addressed(evidence, page, body)
    return evidence


def said(page: Page, printed: Zone) -> Evidence:
    """What a page says in so many words: for machines, and with labels on the lines of a zone."""
    evidence, stated = Evidence(), statements(page)
    for statement in stated:
        _state(evidence, statement)
    _stated_people(evidence, stated, title_tag(page))
    for item in printed.labels():
        _label(evidence, item, printed)
    return evidence


def _state(evidence: Evidence, item: Statement) -> None:
    """A value stated for machines."""
    if item.field in {"title", "date", "url", "canonical", "updated"}:
        name = {"canonical": "url", "updated": "date"}.get(item.field, item.field)
        if item.value and name != "title":
            evidence.add(name, item.value, item.rule, {"canonical": 31, "updated": 46}.get(item.field, 30))
        elif item.value:
            evidence.add("title", item.value, item.rule, 25)
    elif item.field == "source":
        value = source_name(item.value)
        evidence.add("source", value, item.rule, 30)
    elif item.field == "keywords" and item.value:
        split = (
            re.split(r"[,，;；、|]+", item.value) if re.search(r"[A-Za-z]", item.value) else _KEYWORDS.split(item.value)
        )
        words = tuple(dict.fromkeys(w.strip() for w in split if w.strip() and not leftover(w)))
        evidence.add("keywords", words, item.rule, 30)
    elif item.field == "position" and item.value:
        evidence.add("position", tuple(item.value.split("\n")), item.rule, 40)
    elif item.field == "original":
        evidence.add("url", item.value, item.rule, 22)


def _stated_people(evidence: Evidence, stated: list[Statement], tag: str) -> None:
    """Authors and editors stated for machines, one tag or object for each, as one value for each rule.

    A “name” with which the site's own begins, in ``<title>``, is the site's.
    """
    sites = tuple(site_parts(tag))
    found: dict[tuple[str, str], list[str]] = {}
    for item in stated:
        if item.field in {"authors", "editors"}:
            exact = item.rule.startswith("json-ld")  # one name an object; an English one may be a single word
            people = [p for p in names(item.value) if is_person(p) or (exact and p.isascii() and not leftover(p))]
            people = [p for p in people if not any(site.startswith(normal(p)) for site in sites)]
            found.setdefault((item.field, item.rule), []).extend(people)
    for (name, rule), people in found.items():
        if people:
            evidence.add(name, tuple(dict.fromkeys(people)), rule, 30)


def _label(evidence: Evidence, item: Labelled, zone: Zone) -> None:
    """A printed label; in the head an empty one says that there is nothing to say."""
    rule = f"label:{item.name}"
    place = (0, 3, 6)[zone.rank]
    shut = zone.rank == 0 and not item.scripted
    if item.field == "source" and _is_name(item.value):
        value = source_name(item.value)
        people = names(item.value)
        if item.name.startswith("供稿") and people and all(map(is_person, people)):
            evidence.add("authors", people, rule, 14 + place)
        else:
            evidence.add("source", value, rule, 10 + place if value else 20, shut=shut)
    elif item.field == "office":
        evidence.add("source", source_name(item.value), rule, 40 + place)
    elif item.field in {"authors", "editors"} and _credible(item, zone):
        evidence.add(item.field, names(item.value), rule, 10 + place if names(item.value) else 20, shut=shut)
    elif item.field in {"published", "updated", "dated"}:
        iso = parse_date(item.value)
        weak = item.name in {"时间", "日期", "Time", "Date"} and zone.rank
        rank = {"published": 10 + place, "updated": 40 + place, "dated": 44 + place}[item.field]
        evidence.add("date", iso, rule, rank + (34 if weak else 0))
    elif item.field == "keywords" and zone.rank < 2:  # noqa: PLR2004 - above the title stand the site's own
        words = tuple(word for word in _KEYWORDS.split(clean(item.value)) if word)
        if words:
            evidence.add("keywords", words, rule, 12 + place)


def _is_name(text: str) -> bool:
    """Whether a text is short enough to be the name of a source; an English one takes more letters."""
    return len(text) <= (40 if has_han(text) else 90)


def _credible(item: Labelled, zone: Zone) -> bool:
    """Whether a label of people is one: ``记者：`` and ``文：`` also begin sentences, and menus hold ``编辑：``."""
    if len(item.value) > 60 or (zone.name == "above" and item.name in {"记者", "文", "编辑", "By"}):  # noqa: PLR2004
        return False
    if item.name.lower() == "by" and zone.name == "foot" and any(has_han(line.plain) for line in zone.lines):
        return False
    return item.name not in {"记者", "文", "文字", "采访"} or any(map(is_person, names(item.value)))


def _credited(evidence: Evidence, body: Body, parts: list[Zone]) -> None:
    """Credit lines at the borders of the text, and bylines in it."""
    for zone in parts[:2]:
        among = False
        for line in zone.lines:
            stated = credit_line(line.text, among=among and zone.rank > 0)
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


def profiled(evidence: Evidence, page: Page, known: Iterable[Profile]) -> None:
    """Values of the profiles' selectors; a site's own profile outranks everything but options."""
    for profile in known:
        for name, selectors in profile.values.items():
            if profile.generator:
                _exact(evidence, page, name, selectors, profile.name)
                continue
            for selector in selectors:
                found = select(page.body, selector) if may_match(selector, page.marks) else []
                if found:
                    _profile_value(
                        evidence, name, found[0], f"profile:{profile.name} {selector}", 5 if profile.hosts else 11
                    )
                    break


def _exact(evidence: Evidence, page: Page, name: str, selectors: Iterable[str], profile: str) -> None:
    """Values of a page whose maker is known: one for each element, whole; an empty one is a statement too."""
    for selector in selectors:
        found = select(page.body, selector)
        texts = tuple(clean("".join(map(str, element.itertext()))) for element in found)
        if not found:
            continue
        rule = f"profile:{profile} {selector}"
        if name == "date":
            evidence.add(name, parse_date(texts[0]), rule, 6, shut=True)
            evidence.add(name, parse_date(found[0].get("datetime") or ""), f"{rule} datetime", 5)
        elif name in {"authors", "editors", "position", "keywords"}:
            evidence.add(name, tuple(filter(None, texts)), rule, 5, shut=True)
        else:
            evidence.add(name, texts[0], rule, 5, shut=True)


def _profile_value(evidence: Evidence, name: str, element: Element, rule: str, rank: int) -> None:
    """One value of a profile: labels in front of it go, an empty one stays empty."""
    text = SEAM.join(map(str, element.itertext()))
    text = re.sub(r"[ \t\r\n]+", " ", text).strip(" \x1f\u3000\xa0")
    items = [item for item in parse(text) if item.field in {name, "published" if name == "date" else name}]
    value = items[0].value if items else text
    if name == "date":
        iso = parse_date(clean(text.replace(SEAM, " ")))
        if iso:
            evidence.add("date", iso, rule, rank)
    elif name in {"authors", "editors"}:
        people = names(value)
        if people or items:
            evidence.add(name, people, rule, rank if people else 20, shut=bool(items))
    elif name == "source":
        if items or _is_name(text):
            found = source_name(value)
            evidence.add("source", found, rule, rank if found else 20, shut=bool(items))
    elif name == "position":
        evidence.add(
            "position",
            tuple(s for s in (clean(t) for t in re.split(rf"[>＞»›{SEAM}]+", value)) if normal(s)),
            rule,
            rank,
        )
    elif name == "keywords":
        evidence.add(name, tuple(word for word in _KEYWORDS.split(clean(value)) if word), rule, rank)
    elif clean(text):
        evidence.add(name, clean(text), rule, rank)
