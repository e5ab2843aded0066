"""A hand-written YAML file brought from one state of its data to another by the fewest edits."""

from collections.abc import Mapping
from typing import Any

from workflow.store.parsing import Trail, parse
from workflow.store.splicing import append, at, remove, splice


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
