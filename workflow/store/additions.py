"""Many new entries at once in a glossary that people keep by hand."""

from collections.abc import Sequence

from workflow.model import Concept
from workflow.store.parsing import parse
from workflow.store.schema_desk import concept_data
from workflow.store.splicing import extend, plain, splice


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
