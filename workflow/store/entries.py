"""Entries of a glossary that people keep by hand, added and changed in its text."""

from dataclasses import replace

from workflow.model import Concept
from workflow.store.parsing import parse
from workflow.store.revising import revise
from workflow.store.schema_desk import concept_data
from workflow.store.splicing import append, insert, plain, splice


def with_concept(text: str, concept: Concept, name: str = "glossary.yaml") -> str:
    """Return a glossary's text with one entry more: behind the last of its domain, else at the end.

    Raises:
        InputError: the file's layout cannot be edited in place.
    """
    data = parse(text, name).data
    if "terms" not in data:
        text = splice(text, ("terms",), [], name)
    entries = data.get("terms") or []
    alike = [index for index, entry in enumerate(entries) if concept.domain and entry.get("domain") == concept.domain]
    item = plain(concept_data(concept))
    if alike:
        return insert(text, ("terms",), alike[-1] + 1, item, name)
    return append(text, ("terms",), item, name)


def with_change(text: str, old: Concept, new: Concept, name: str = "glossary.yaml") -> str:
    """Return a glossary's text in which the entry `old` says what `new` says; its id stays.

    Raises:
        InputError: the file's layout cannot be edited in place.
    """
    entries = parse(text, name, texts=True).data["terms"]
    index = next(index for index, entry in enumerate(entries) if entry["id"] == old.id)
    return revise(text, ("terms", index), concept_data(old), concept_data(replace(new, id=old.id)), name)
