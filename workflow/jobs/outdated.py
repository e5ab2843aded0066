"""Which drafts time has passed by: their original, the glossary or the model is another one now.

Only what a machine wrote and nobody approved is ever marked; a person's text is for a person to change.
"""

from workflow.constraints.base import TERM, Context
from workflow.constraints.unit import find, unmet
from workflow.model import Unit
from workflow.text.inline import MarkupError, parse


def reason(unit: Unit, before: Unit | None, context: Context, signature: str = "") -> str:
    """Return what a draft is behind of: ``original``, ``glossary``, ``model``, or '' when it is up to date.

    Args:
        unit: the unit as the original has it now.
        before: the unit of the reproduction.
        context: the glossary as it is now.
        signature: the engine that would draft it again, ``llm/<model>``; only another model of the same engine counts.
    """
    if before is None or not before.target.text or not before.target.is_draft:
        return ""
    if before.source != unit.source:
        return "original"
    if _lacks_a_term(before, context):
        return "glossary"
    engine, _, model = before.target.origin.removeprefix("mt:").partition("/")
    name, _, now = signature.partition("/")
    return "model" if engine == name and model != now else ""


def _lacks_a_term(unit: Unit, context: Context) -> bool:
    """Whether the English fails a term that its draft was not known to fail."""
    try:
        source, target = parse(unit.source), parse(unit.target.text)
    except MarkupError:
        return False
    owed = [constraint for constraint in find(source, context) if constraint.check == TERM]
    known = {(entry.source, entry.owed) for entry in unit.target.unmet}
    return any((c.source, c.owed) not in known for c in unmet(owed, source, target, context))
