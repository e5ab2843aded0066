"""Entries of a glossary that people keep by hand, added and changed in its text by the fewest edits."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from workflow.model import Concept
from workflow.store.parsing import Trail, parse
from workflow.store.schema_desk import concept_data
from workflow.store.splicing import append, at, extend, insert, plain, remove, splice


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


def with_concepts(text: str, concepts: Sequence[Concept], name: str = "glossary.yaml") -> str:
    """Return a glossary's text with further entries at its end.

    Raises:
        InputError: the file's layout cannot be edited in place.
    """
    if not concepts:
        return text
    if "terms" not in (parse(text, name).data or {}):
        text = splice(text, ("terms",), [], name)
    return extend(text, ("terms",), [plain(concept_data(concept)) for concept in concepts], name)


def with_change(text: str, old: Concept, new: Concept, name: str = "glossary.yaml") -> str:
    """Return a glossary's text in which the entry `old` says what `new` says; its id stays.

    Raises:
        InputError: the file's layout cannot be edited in place.
    """
    entries = parse(text, name, texts=True).data["terms"]
    index = next(index for index, entry in enumerate(entries) if entry["id"] == old.id)
    return revise(text, ("terms", index), concept_data(old), concept_data(replace(new, id=old.id)), name)


def revise(text: str, trail: Trail, old: Any, new: Any, name: str = "YAML text") -> str:  # noqa: ANN401
    """Edit what stands at `trail` by the difference between `old` and `new`, and nothing else.

    What the two agree on stays as it is written, however that is. Lists are taken for sets in an order: items that are
    gone are removed, new ones come last.

    Raises:
        InputError: it cannot be edited in place.
    """
    if old == new:
        return text
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in (*old, *(key for key in new if key not in old)):
            text = revise(text, (*trail, key), old.get(key), new.get(key), name)
        return text
    if new is None:
        return remove(text, trail, name)
    there = at(parse(text, name).data, trail)
    if isinstance(there, list) and isinstance(new, list | tuple) and new:
        for item in [item for item in new if item not in there]:
            text = append(text, trail, item, name)
        gone = [index for index, item in enumerate(there) if item not in new]
        for index in reversed(gone):
            text = remove(text, (*trail, index), name)
        return text
    return splice(text, trail, new, name)
