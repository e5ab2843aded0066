"""The consistency review as JSON: the stable shape of ``workflow glossary check --json``, see docs/glossary.md."""

from collections.abc import Mapping
from typing import Any

from workflow.usage.tally import Outdated, TermUsage, Texts, Usage
from workflow.usage.uses import Rendering, Use

VERSION = 1


def to_wire(usage: Usage, texts: Texts) -> dict[str, Any]:
    """Return the review as plain data; `texts` of every unit that has a use in it."""
    counts = {rendering.value: usage.count(rendering) for rendering in Rendering}
    return {
        "version": VERSION,
        "summary": {
            "articles": usage.articles,
            "units": usage.units,
            "owed": usage.owed,
            **counts,
            "waived": sum(term.waived for term in usage.terms),
            "errors": usage.errors,
        },
        "terms": [_term(term, texts) for term in usage.terms],
        "unused": [{"id": term.id, "source": term.source, "target": term.preferred} for term in usage.unused],
        "outdated": [
            {"article": unit.article, "unit": unit.unit, "state": unit.state, "terms": list(unit.terms)}
            for unit in usage.outdated
        ],
    }


def _term(term: TermUsage, texts: Texts) -> dict[str, Any]:
    return {
        "id": term.id,
        "domain": term.domain,
        "source": term.source,
        "target": term.preferred,
        "owed": term.owed,
        **{rendering.value: term.count(rendering) for rendering in Rendering},
        "waived": term.waived,
        "errors": term.errors,
        "others": [{"text": text, "count": count} for text, count in term.others],
        "uses": [_use(use, texts[use.article, use.unit]) for use in term.uses],
    }


def _use(use: Use, texts: tuple[str, str]) -> dict[str, Any]:
    return {
        "article": use.article,
        "unit": use.unit,
        "state": use.state,
        "rendering": use.rendering.value,
        "waived": use.waived,
        "extra": use.extra,
        "source": texts[0],
        "target": texts[1],
        "source_span": list(use.source),
        "target_span": list(use.target) if use.target else None,
    }


def from_wire(data: Mapping[str, Any]) -> tuple[Usage, Texts]:
    """Return what `to_wire` was given."""
    texts: dict[tuple[str, str], tuple[str, str]] = {}
    for term in data["terms"]:
        for use in term["uses"]:
            texts[use["article"], use["unit"]] = (use["source"], use["target"])
    usage = Usage(
        articles=data["summary"]["articles"],
        units=data["summary"]["units"],
        terms=tuple(_term_from(term) for term in data["terms"]),
        unused=tuple(TermUsage(id=t["id"], source=t["source"], preferred=t["target"]) for t in data["unused"]),
        outdated=tuple(
            Outdated(article=unit["article"], unit=unit["unit"], state=unit["state"], terms=tuple(unit["terms"]))
            for unit in data["outdated"]
        ),
    )
    return usage, texts


def _term_from(data: Mapping[str, Any]) -> TermUsage:
    return TermUsage(
        id=data["id"],
        source=data["source"],
        preferred=data["target"],
        domain=data["domain"],
        owed=data["owed"],
        counts={rendering: data[rendering.value] for rendering in Rendering if data[rendering.value]},
        waived=data["waived"],
        errors=data["errors"],
        others=tuple((other["text"], other["count"]) for other in data["others"]),
        uses=tuple(_use_from(data["id"], use) for use in data["uses"]),
    )


def _use_from(concept: str, data: Mapping[str, Any]) -> Use:
    start, end = data["source_span"]
    return Use(
        concept=concept,
        rendering=Rendering(data["rendering"]),
        source=(start, end),
        target=tuple(data["target_span"]) if data["target_span"] else None,
        article=data["article"],
        unit=data["unit"],
        state=data["state"],
        waived=data["waived"],
        extra=data["extra"],
    )
