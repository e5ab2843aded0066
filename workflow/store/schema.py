"""``article.yaml`` and the reproductions' files, to and from the model; `schema_desk` has the two others of a desk.

Every ``*_from_yaml`` takes a file's text and the name a person should see in errors, and raises `InputError` with
file, line, column and mend: for bad YAML, unknown or missing keys, wrong values. Every ``*_to_yaml`` leaves out what is
empty.
YAML's key names occur here and in `shapes`, nowhere else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from workflow.errors import InputError
from workflow.model import (
    Article,
    Comment,
    Image,
    Link,
    Metadata,
    Past,
    Publication,
    Reproduction,
    Step,
    Target,
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


def read(kind: "type[S]", text: str, name: str) -> "tuple[S, Document]":
    """Return what a file holds, in its shape, and where everything stands in it."""
    from pydantic import ValidationError

    document = parsed(text, name)
    if document.data is None:
        raise InputError("is empty", place=name, mend="restore it from version control or write it again")
    try:
        return kind.model_validate(document.data), document
    except ValidationError as error:
        refuse(error, document, kind)


@lru_cache(maxsize=1)
def parsed(text: str, name: str) -> Document:
    """Parse a file whose values are texts; its lines are often asked for when it has just been read."""
    return parse(text, name, texts=True)


def filled(data: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is empty."""
    return {key: value for key, value in data.items() if value not in ("", (), [], {})}


def refuse_twice(ids: Iterable[str], key: str, what: str, document: Document) -> None:
    """Refuse an id that stands twice in a list."""
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

    shape, _ = read(ArticleShape, text, name)
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
        "source": filled(source),
        "url": stated.url,
        "authors": stated.authors,
        "editors": stated.editors,
        "position": stated.position,
        "keywords": stated.keywords,
        "links": [filled({"href": link.href, "text": link.text, "unit": link.unit}) for link in article.links],
        "images": [filled({"src": image.src, "alt": image.alt, "file": image.file}) for image in article.images],
        "retrieved_at": article.retrieved_at,
        "digest": article.digest,
        "extracted_by": article.extracted_by,
        "evidence": dict(article.evidence),
        "note": article.note,
    }
    return dump(filled(data))


# --- translations/<lang>/<id>.yaml -----------------------------------------------------------------------------------


def reproduction_from_yaml(text: str, name: str = "reproduction") -> Reproduction:
    """Read a reproduction. The units' kinds are not stored: they come back as ``p``."""
    return reproduction_of(*_read_reproduction(text, name))


def _read_reproduction(text: str, name: str) -> "tuple[shapes.ReproductionShape, Document]":
    from workflow.store.shapes import ReproductionShape

    return read(ReproductionShape, text, name)


def reproduction_of(shape: "shapes.ReproductionShape", document: Document) -> Reproduction:
    """Return the reproduction a checked file holds."""
    refuse_twice((unit.id for unit in shape.units), "units", "unit", document)
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
        assigned=shape.assigned,
        abridged=shape.abridged,
        published=_publication(shape.published),
        units=tuple(_unit(unit) for unit in shape.units),
    )


def _publication(shape: "shapes.PublicationShape | None") -> Publication | None:
    return Publication(shape.first, shape.at, shape.by, shape.digest) if shape else None


def _unit(shape: "shapes.UnitShape") -> Unit:
    target = Target(
        shape.target,
        shape.state,
        shape.origin,
        _unmet(shape.unmet),
        tuple(Waiver(waiver.check, waiver.reason, waiver.by, waiver.digest) for waiver in shape.waived),
        tuple(Past(past.text, past.state, past.origin, _steps(past)) for past in shape.history),
        _steps(shape),
    )
    comments = tuple(Comment(comment.text, comment.by, comment.at) for comment in shape.comments)
    return Unit(shape.id, shape.source, target=target, comments=comments)


def _steps(shape: "shapes.UnitShape | shapes.PastShape") -> tuple[Step, ...]:
    return tuple(cast("list[Step]", shape.steps))  # what its validator makes of the lines


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
        "original": filled({"digest": reproduction.digest, "url": reproduction.url}),
        "assigned": reproduction.assigned,
        "abridged": reproduction.abridged or "",
        "published": filled(asdict(reproduction.published)) if reproduction.published else {},
        "metadata": filled(metadata),
        "origins": dict(reproduction.origins),
        "unmet": {field: _unmet_data(entries) for field, entries in reproduction.unmet.items() if entries},
    }
    return dump(filled(data) | {"units": [unit_data(unit) for unit in reproduction.units]})


def unit_data(unit: Unit) -> dict[str, Any]:
    """Return a unit as its entry in the file."""
    target = unit.target
    lists = {
        "steps": _lines(target.steps),
        "unmet": _unmet_data(target.unmet),
        "waived": [
            filled({"check": waiver.check, "reason": waiver.reason, "by": waiver.by, "digest": waiver.digest})
            for waiver in target.waived
        ],
        "comments": [filled({"by": comment.by, "at": comment.at, "text": comment.text}) for comment in unit.comments],
        "history": [
            {"text": past.text, "state": past.state.value, "origin": past.origin}
            | filled({"steps": _lines(past.steps)})
            for past in target.history
        ],
    }
    return {
        "id": unit.id,
        "source": unit.source,
        "target": target.text or None,
        "state": target.state.value,
        "origin": target.origin or None,
    } | filled(lists)


def _lines(steps: Iterable[Step]) -> list[str]:
    return [
        " ".join(filter(None, (step.state, step.at, f"#{step.digest}" if step.digest else "", step.by)))
        for step in steps
    ]


def _unmet_data(entries: Iterable[Unmet]) -> list[dict[str, str]]:
    return [{"check": unmet.check, "source": unmet.source, "owed": unmet.owed} for unmet in entries]
