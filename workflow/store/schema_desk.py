"""``workflow.yaml`` and ``glossary.yaml``, to and from the model, by the rules of `workflow.store.schema`."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from workflow.model import Concept, MatchRule, People, Settings, TermSet
from workflow.store.emitter import dump
from workflow.store.schema import filled, read, refuse_twice

if TYPE_CHECKING:
    from workflow.store import shapes_desk as shapes

# --- workflow.yaml ---------------------------------------------------------------------------------------------------


def settings_from_yaml(text: str, name: str = "workflow.yaml") -> Settings:
    """Read ``workflow.yaml``."""
    from workflow.store.shapes_desk import SettingsShape

    shape, _ = read(SettingsShape, text, name)
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
        people=People(
            editor=shape.people.editor,
            roles={name: tuple(roles) for name, roles in shape.people.roles.items()},
            four_eyes=shape.people.four_eyes,
        ),
        history=shape.history,
        memories=tuple(shape.memories),
        memory_bar=shape.memory.bar,
    )


# --- glossary.yaml ---------------------------------------------------------------------------------------------------


def concepts_from_yaml(text: str, name: str = "glossary.yaml") -> tuple[Concept, ...]:
    """Read a glossary, that of a desk or one that stands alone."""
    from workflow.store.shapes_desk import GlossaryShape

    shape, document = read(GlossaryShape, text, name)
    refuse_twice((term.id for term in shape.terms), "terms", "concept", document)
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
    """Write a glossary anew; a file that people edit gets entries by `splicing.append` instead."""
    return dump({"version": 1, "terms": [concept_data(concept) for concept in concepts]})


def concept_data(concept: Concept) -> dict[str, Any]:
    """Return a concept as its entry in the file."""
    plain, rule = MatchRule(), concept.match
    match: dict[str, Any] = {"case": "sensitive"} if rule.case_sensitive else {}
    match |= {key: getattr(rule, key) for key in ("inflect", "whole_word") if getattr(rule, key) != getattr(plain, key)}
    match |= filled({"repeat": "" if rule.repeat else "optional", "not_within": rule.not_within})
    terms = {
        language: filled({"preferred": group.preferred, "admitted": group.admitted, "deprecated": group.deprecated})
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
    return filled({"id": concept.id, "domain": concept.domain, **terms, **rest})
