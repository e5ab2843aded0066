"""The shapes of the four desk files, to and from the model.

Every ``*_from_yaml`` takes a file's text and the name a person should see in errors, and raises `InputError` with
file, line, column and mend: for bad YAML, unknown or missing keys, wrong values. Every ``*_to_yaml`` leaves out what is
empty.
YAML's key names occur here and in `shapes`, nowhere else.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from workflow.errors import InputError
from workflow.model import (
    Article,
    Concept,
    Image,
    Link,
    MatchRule,
    Metadata,
    Past,
    Reproduction,
    Settings,
    Target,
    TermSet,
    Unit,
    Unmet,
    Waiver,
)
from workflow.store.emitter import dump
from workflow.store.parsing import Document, parse
from workflow.store.problems import refuse

if TYPE_CHECKING:
    from workflow.store import shapes

    S = TypeVar("S", bound=shapes.Shape)


def _read(kind: "type[S]", text: str, name: str) -> "tuple[S, Document]":
    from pydantic import ValidationError

    document = parse(text, name, texts=True)
    if document.data is None:
        raise InputError("is empty", place=name, mend="restore it from version control or write it again")
    try:
        return kind.model_validate(document.data), document
    except ValidationError as error:
        refuse(error, document, kind)


def _filled(data: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is empty."""
    return {key: value for key, value in data.items() if value not in ("", (), [], {})}


def _refuse_twice(ids: Iterable[str], key: str, what: str, document: Document) -> None:
    first: dict[str, int] = {}
    for index, identifier in enumerate(ids):
        if identifier in first:
            line = document.lines[key, first[identifier], "id"][0]
            raise InputError(
                f"{what} '{identifier}' stands here a second time (first in line {line})",
                place=document.place((key, index, "id")),
                mend="remove one of the two, or give it an id of its own",
            )
        first[identifier] = index


# --- article.yaml ----------------------------------------------------------------------------------------------------


def article_from_yaml(text: str, name: str = "article.yaml") -> Article:
    """Read ``article.yaml``."""
    from workflow.store.shapes import ArticleShape

    shape, _ = _read(ArticleShape, text, name)
    metadata = Metadata(
        title=shape.title,
        subtitle=shape.subtitle,
        date=shape.date,
        source=shape.source.name,
        source_url=shape.source.url,
        url=shape.url,
        authors=tuple(shape.authors),
        editors=tuple(shape.editors),
        position=tuple(shape.position),
        keywords=tuple(shape.keywords),
    )
    return Article(
        id=shape.id,
        language=shape.language,
        metadata=metadata,
        source_en=shape.source.name_en,
        links=tuple(Link(link.href, link.text, link.unit) for link in shape.links),
        images=tuple(Image(image.src, image.alt, image.file) for image in shape.images),
        retrieved_at=shape.retrieved_at,
        digest=shape.digest,
        extracted_by=shape.extracted_by,
        evidence=shape.evidence,
        note=shape.note,
    )


def article_to_yaml(article: Article) -> str:
    """Write ``article.yaml``."""
    stated = article.metadata
    source = {"name": stated.source, "name_en": article.source_en, "url": stated.source_url}
    data = {
        "id": article.id,
        "language": article.language,
        "title": stated.title,
        "subtitle": stated.subtitle,
        "date": stated.date,
        "source": _filled(source),
        "url": stated.url,
        "authors": stated.authors,
        "editors": stated.editors,
        "position": stated.position,
        "keywords": stated.keywords,
        "links": [_filled({"href": link.href, "text": link.text, "unit": link.unit}) for link in article.links],
        "images": [_filled({"src": image.src, "alt": image.alt, "file": image.file}) for image in article.images],
        "retrieved_at": article.retrieved_at,
        "digest": article.digest,
        "extracted_by": article.extracted_by,
        "evidence": dict(article.evidence),
        "note": article.note,
    }
    return dump(_filled(data))


# --- translations/<lang>/<id>.yaml -----------------------------------------------------------------------------------


def reproduction_from_yaml(text: str, name: str = "reproduction") -> Reproduction:
    """Read a reproduction. The units' kinds are not stored: they come back as ``p``."""
    return reproduction_of(*_read_reproduction(text, name))


def _read_reproduction(text: str, name: str) -> "tuple[shapes.ReproductionShape, Document]":
    from workflow.store.shapes import ReproductionShape

    return _read(ReproductionShape, text, name)


def reproduction_of(shape: "shapes.ReproductionShape", document: Document) -> Reproduction:
    """Return the reproduction a checked file holds."""
    _refuse_twice((unit.id for unit in shape.units), "units", "unit", document)
    said = shape.metadata
    return Reproduction(
        article=shape.article,
        language=shape.language,
        digest=shape.original.digest,
        url=shape.original.url,
        metadata=Metadata(
            title=said.title,
            subtitle=said.subtitle,
            source=said.source,
            authors=tuple(said.authors),
            editors=tuple(said.editors),
            position=tuple(said.position),
            keywords=tuple(said.keywords),
        ),
        origins=shape.origins,
        unmet={field: _unmet(entries) for field, entries in shape.unmet.items()},
        translators=tuple(said.translators),
        reviewers=tuple(said.reviewers),
        units=tuple(_unit(unit) for unit in shape.units),
    )


def _unit(shape: "shapes.UnitShape") -> Unit:
    target = Target(
        shape.target,
        shape.state,
        shape.origin,
        _unmet(shape.unmet),
        tuple(Waiver(waiver.check, waiver.reason, waiver.by, waiver.digest) for waiver in shape.waived),
        tuple(Past(past.text, past.state, past.origin) for past in shape.history),
    )
    return Unit(shape.id, shape.source, target=target)


def _unmet(entries: "Iterable[shapes.UnmetShape]") -> tuple[Unmet, ...]:
    return tuple(Unmet(entry.check, entry.source, entry.owed) for entry in entries)


def reproduction_to_yaml(reproduction: Reproduction) -> str:
    """Write a reproduction, unit by unit; an empty target is a key with nothing behind it, ready to be filled in."""
    said = reproduction.metadata
    metadata = {
        "title": said.title,
        "subtitle": said.subtitle,
        "source": said.source,
        "authors": said.authors,
        "editors": said.editors,
        "position": said.position,
        "keywords": said.keywords,
        "translators": reproduction.translators,
        "reviewers": reproduction.reviewers,
    }
    data = {
        "article": reproduction.article,
        "language": reproduction.language,
        "original": _filled({"digest": reproduction.digest, "url": reproduction.url}),
        "metadata": _filled(metadata),
        "origins": dict(reproduction.origins),
        "unmet": {field: _unmet_data(entries) for field, entries in reproduction.unmet.items() if entries},
    }
    return dump(_filled(data) | {"units": [unit_data(unit) for unit in reproduction.units]})


def unit_data(unit: Unit) -> dict[str, Any]:
    """Return a unit as its entry in the file."""
    target = unit.target
    lists = {
        "unmet": _unmet_data(target.unmet),
        "waived": [
            _filled({"check": waiver.check, "reason": waiver.reason, "by": waiver.by, "digest": waiver.digest})
            for waiver in target.waived
        ],
        "history": [{"text": past.text, "state": past.state.value, "origin": past.origin} for past in target.history],
    }
    return {
        "id": unit.id,
        "source": unit.source,
        "target": target.text or None,
        "state": target.state.value,
        "origin": target.origin or None,
    } | _filled(lists)


def _unmet_data(entries: Iterable[Unmet]) -> list[dict[str, str]]:
    return [{"check": unmet.check, "source": unmet.source, "owed": unmet.owed} for unmet in entries]


# --- workflow.yaml ---------------------------------------------------------------------------------------------------


def settings_from_yaml(text: str, name: str = "workflow.yaml") -> Settings:
    """Read ``workflow.yaml``."""
    from workflow.store.shapes import SettingsShape

    shape, _ = _read(SettingsShape, text, name)
    return Settings(
        name=shape.name,
        source_language=shape.languages.source,
        target_language=shape.languages.target,
        engine=shape.engine,
        position=tuple(shape.position),
        site_url=shape.site.url,
        publisher=shape.site.publisher,
        site_out=shape.site.out,
        redirects=shape.site.redirects,
        translators=tuple(shape.translators),
        out=shape.export.out,
        theme=shape.export.theme,
        checks={name: check.severity for name, check in shape.checks.items() if check.severity},
        parameters={name: check.__pydantic_extra__ for name, check in shape.checks.items() if check.__pydantic_extra__},
        engines=shape.engines,
    )


def settings_to_yaml(settings: Settings) -> str:
    """Write ``workflow.yaml`` anew; a file that people edit is spliced instead (`yamlfile.splice`)."""
    plain = Settings()
    data = {
        "version": 1,
        "name": settings.name,
        "languages": {"source": settings.source_language, "target": settings.target_language},
        "engine": settings.engine,
        "engines": {name: dict(options) for name, options in settings.engines.items()},
        "position": settings.position,
        "site": _filled(
            {
                "url": settings.site_url,
                "publisher": settings.publisher,
                "out": "" if settings.site_out == plain.site_out else settings.site_out,
                "redirects": dict(settings.redirects),
            }
        ),
        "translators": settings.translators,
        "export": {"out": settings.out} | ({} if settings.theme == plain.theme else {"theme": settings.theme}),
        "checks": _checks_data(settings),
    }
    return dump(_filled(data))


def _checks_data(settings: Settings) -> dict[str, Any]:
    """Return the section `checks`: a severity alone where no bounds are set."""
    bounds = settings.parameters
    names = dict.fromkeys((*settings.checks, *bounds))
    whole = {name: _filled({"severity": settings.checks.get(name, "")} | dict(bounds.get(name, {}))) for name in names}
    return {name: data if name in bounds else data["severity"] for name, data in whole.items()}


# --- glossary.yaml ---------------------------------------------------------------------------------------------------


def concepts_from_yaml(text: str, name: str = "glossary.yaml") -> tuple[Concept, ...]:
    """Read a glossary, that of a desk or one that stands alone."""
    from workflow.store.shapes import GlossaryShape

    shape, document = _read(GlossaryShape, text, name)
    _refuse_twice((term.id for term in shape.terms), "terms", "concept", document)
    return tuple(_concept(term) for term in shape.terms)


def _concept(shape: "shapes.ConceptShape") -> Concept:
    rule = shape.match
    return Concept(
        id=shape.id,
        terms={
            language: TermSet(terms.preferred, tuple(terms.admitted), tuple(terms.deprecated))
            for language, terms in shape.__pydantic_extra__.items()
        },
        domain=shape.domain,
        note=shape.note,
        reference=shape.reference,
        part_of_speech=shape.part_of_speech,
        status=shape.status,
        owner=shape.owner,
        updated=shape.updated,
        match=MatchRule(
            case_sensitive=rule.case == "sensitive",
            inflect=rule.inflect,
            whole_word=rule.whole_word,
            repeat=rule.repeat == "required",
            not_within=tuple(rule.not_within),
        ),
    )


def concepts_to_yaml(concepts: Iterable[Concept]) -> str:
    """Write a glossary anew; a file that people edit gets entries by `yamlfile.append` instead."""
    return dump({"version": 1, "terms": [concept_data(concept) for concept in concepts]})


def concept_data(concept: Concept) -> dict[str, Any]:
    """Return a concept as its entry in the file."""
    plain, rule = MatchRule(), concept.match
    match: dict[str, Any] = {"case": "sensitive"} if rule.case_sensitive else {}
    match |= {key: getattr(rule, key) for key in ("inflect", "whole_word") if getattr(rule, key) != getattr(plain, key)}
    match |= _filled({"repeat": "" if rule.repeat else "optional", "not_within": rule.not_within})
    terms = {
        language: _filled({"preferred": group.preferred, "admitted": group.admitted, "deprecated": group.deprecated})
        for language, group in concept.terms.items()
    }
    rest = {
        "note": concept.note,
        "reference": concept.reference,
        "match": match,
        "part_of_speech": concept.part_of_speech,
        "status": "" if concept.status == "approved" else concept.status,
        "owner": concept.owner,
        "updated": concept.updated,
    }
    return _filled({"id": concept.id, "domain": concept.domain, **terms, **rest})
