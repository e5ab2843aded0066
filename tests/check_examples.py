"""Builds what a check looks at from the YAML of its page's examples, over a record in which everything is right."""

import json
import re
from dataclasses import replace
from typing import Any

import yaml

from workflow import checks
from workflow.checks import Context, Published, Subject, Visit
from workflow.glossary.termbase import Termbase
from workflow.model import (
    Article,
    Candidate,
    Concept,
    Finding,
    Image,
    Link,
    Metadata,
    Record,
    Reproduction,
    Settings,
    State,
    Target,
    TermSet,
    Unit,
    Unmet,
    Waiver,
)
from workflow.store.parsing import parse as parse_yaml
from workflow.store.schema_desk import concepts_from_yaml
from workflow.text.inline import parse

ID = "2024-01-24-harbour"
URL = "https://news.example.cn/2024/0124/1.html"
ORIGINAL = Metadata(
    title="新港区开工",
    date="2024-01-24",
    source="海港日报",
    url=URL,
    authors=("李海",),
    position=("首页", "新闻", "正文"),
)
ENGLISH = Metadata(
    title="Work on the new port area begins",
    source="Harbour Daily",
    authors=("Li Hai",),
    position=("Home", "News", "Content"),
)
UNITS = [{"source": "新港区已经开工。", "target": "Work on the new port area has begun."}]
_FENCE = re.compile(r"^```yaml (failing|passing)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def example(check: str, which: str) -> dict[str, Any]:
    """Return the example of a check's page as its YAML."""
    found = dict(_FENCE.findall(checks.page(check)))
    data: dict[str, Any] = yaml.safe_load(found[which])
    return data


def run(data: dict[str, Any]) -> tuple[Finding, ...]:
    """Run the real checks over an example."""
    if "entries" in data:
        text = json.dumps({"version": 1, "terms": data["entries"]}, ensure_ascii=False)
        glossary = checks.Glossary(concepts_from_yaml(text), today=data.get("today", ""))
        return checks.check_glossary(glossary, parse_yaml(text, texts=True).lines, "glossary.yaml")
    if "answer" in data:
        return checks.check_visits([Visit(ID, "u1", **data["answer"])], Settings())
    if "record" in data:
        page = published(data)
        return checks.check_page(page.expected, page.page, article=ID, file="page.html")
    return checks.check_reproduction(subject(data))


def subject(data: dict[str, Any]) -> Subject:
    """Return a reproduction and its original, as an example describes them.

    ``units`` have `source` and `target`, and may have `id`, `kind`, `was` (the Chinese when the English was made),
    `state`, `origin`, `unmet`, `waived` and `absent` (``body`` or ``reproduction``).
    """
    units = [{"id": f"u{number}", **unit} for number, unit in enumerate(data.get("units", UNITS), start=1)]
    body = tuple(_unit(unit) for unit in units if unit.get("absent") != "body")
    recorded = tuple(_recorded(unit) for unit in units if unit.get("absent") != "reproduction")
    links = tuple(
        Link(code.get("href"), "", unit.id) for unit in body for code in _codes(unit.source) if code.tag == "a"
    )
    article, reproduction = dict(data.get("article", {})), dict(data.get("reproduction", {}))
    return Subject(
        article=Article(
            id=ID,
            language="zh",
            digest="sha256:1",
            source_en=article.pop("source_en", ""),
            links=tuple(Link(href, text, "") for href, text in article.pop("links", [])) or links,
            metadata=_metadata(ORIGINAL, article),
        ),
        body_units=body,
        links=links,
        reproduction=Reproduction(
            article=reproduction.pop("article", ID),
            language=reproduction.pop("language", "en"),
            digest=reproduction.pop("digest", "sha256:1"),
            url=reproduction.pop("url", article.get("url", URL)),
            metadata=_metadata(ENGLISH, reproduction),
            units=recorded,
        ),
        context=Context(
            termbase=Termbase([_concept(entry) for entry in data.get("glossary", [])]),
            date=_metadata(ORIGINAL, article).date,
        ),
        file=f"translations/en/{ID}.yaml",
        article_file=f"sources/{ID}/article.yaml",
        lines={unit.id: 10 + number for number, unit in enumerate(recorded)} | {"metadata": 5, "metadata.title": 6},
    )


def published(data: dict[str, Any]) -> Published:
    """Return a page and what it must say; what an example does not mention is the same on both sides."""
    stated = {"title": "A title", "url": URL, **data["record"]}
    found = {**stated, **data.get("page", {})}
    hidden = data.get("hidden", [])
    fields = [name for name in Metadata.__slots__ if name in stated and name not in hidden]
    candidates = [Candidate(name, _value(found[name]), f"label:{name}") for name in fields]
    candidates += [Candidate(name, _value(value), f"meta:{name}") for name, value in data.get("meta", {}).items()]
    expected, page = _record(stated), _record(found)
    return Published(expected=expected, page=replace(page, candidates=tuple(candidates)), article=ID, file="page.html")


def _record(stated: dict[str, Any]) -> Record:
    metadata = {name: _value(value) for name, value in stated.items() if name in Metadata.__slots__}
    return Record(
        language=stated.get("language", "en"),
        metadata=Metadata(**metadata),
        body=stated.get("shape", ""),
        units=tuple(Unit(f"u{n}", text) for n, text in enumerate(stated.get("body", ["A text."]), start=1)),
        links=tuple(Link(href, text, "u1") for href, text in stated.get("links", [])),
        images=tuple(Image(src, alt) for src, alt in stated.get("images", [])),
    )


def _unit(unit: dict[str, Any]) -> Unit:
    return Unit(unit["id"], unit["source"], unit.get("kind", "p"))


def _recorded(unit: dict[str, Any]) -> Unit:
    target = Target(
        unit.get("target", ""),
        State(unit.get("state", "initial")),
        unit.get("origin", ""),
        unmet=tuple(Unmet(**entry) for entry in unit.get("unmet", [])),
        waived=tuple(Waiver(**waiver) for waiver in unit.get("waived", [])),
    )
    return Unit(unit["id"], unit.get("was", unit["source"]), target=target)


def _codes(markup: str) -> tuple[Any, ...]:
    try:
        return parse(markup).codes
    except ValueError:
        return ()


def _metadata(base: Metadata, changes: dict[str, Any]) -> Metadata:
    return replace(base, **{name: _value(value) for name, value in changes.items()})


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _concept(entry: dict[str, Any]) -> Concept:
    english = TermSet(entry["en"], tuple(entry.get("admitted", ())), tuple(entry.get("deprecated", ())))
    terms = {"zh": TermSet(entry["zh"]), "en": english}
    return Concept(id=entry["en"].replace(" ", "-"), terms=terms, domain=entry.get("domain", ""))
