"""What a page says of itself in so many words: for machines, with printed labels, in elements that a profile names."""

import re
from collections.abc import Iterable
from itertools import islice
from urllib.parse import urljoin

from workflow.intake.embedded import Statement, statements, title_tag
from workflow.intake.evidence import Evidence
from workflow.intake.html import SEAM, Element, Page, clean
from workflow.intake.labels import Labelled, parse
from workflow.intake.people import is_person, leftover, names, source_name
from workflow.intake.printed import Zone
from workflow.intake.selectors import may_match, select
from workflow.intake.sites import Profile
from workflow.intake.titles import normal, site_parts
from workflow.text.chars import has_han
from workflow.text.date.printed import parse_date

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]")
_LATIN = re.compile(r"[A-Za-z]+")
_ORIGINAL_LINK = re.compile(
    r"^\s*(?:Links?\s+to\s+(?:the\s+)?original(?:\s+(?:article|text|page|link))?|Original\s+(?:article|link))\s*[:：]",
    re.IGNORECASE,
)
_KEYWORDS = re.compile(r"[,，;；、|\s]+")


def language_of(text: str) -> str:
    """``zh`` or ``en``, by which script has more of the text; a Latin word counts as two Han characters."""
    enough = len(_HAN.findall(text)) // 2
    return "en" if any(True for _ in islice(_LATIN.finditer(text), enough, None)) else "zh"


def generator(root: Element) -> str:
    """What a page's head names as its generator."""
    named = (element.get("content") or "" for element in root.iter("meta") if element.get("name") == "generator")
    return next(named, "")


def said(page: Page, printed: Zone) -> Evidence:
    """What a page says in so many words: for machines, and with labels on the lines of a zone."""
    evidence = Evidence()
    for_machines(evidence, page, statements(page))
    for item in printed.labels():
        labelled(evidence, item, printed)
    return evidence


def for_machines(evidence: Evidence, page: Page, stated: list[Statement]) -> None:
    """What a page states for machines."""
    for statement in stated:
        _state(evidence, statement)
    _stated_people(evidence, stated, title_tag(page))


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


def labelled(evidence: Evidence, item: Labelled, zone: Zone) -> None:
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


def links_to_original(evidence: Evidence, page: Page, language: str) -> None:
    """The link to the original: on an English page the one it names, on a Chinese page its own address."""
    if language == "zh":
        if page.url:
            evidence.add("url", page.url, "file:address", 29)
        return
    evidence.choices = [c for c in evidence.choices if not (c.candidate.field == "url" and c.rank >= 30)]  # noqa: PLR2004
    for line in page.lines:
        if _ORIGINAL_LINK.match(line.plain):
            holders = [link for link in line.links if link.get("href")]
            href = holders[-1].get("href") if holders else ""
            evidence.add(
                "url", urljoin(page.base_url, href.strip()) if href else "", "label:Link to original article", 10
            )


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
