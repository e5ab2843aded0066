"""All that a unit owes, family by family, and which of it a target fails."""

from collections.abc import Sequence

from workflow.constraints import codes, terms
from workflow.constraints.base import CODE, LINK, TERM, Constraint, Context
from workflow.text.inline import Inline


def find(source: Inline, context: Context) -> tuple[Constraint, ...]:
    """Return what a source unit's target owes, in the order of the text, terms before codes at one place."""
    found = [*terms.find(source.text, context.termbase), *codes.find(source)]
    return tuple(sorted(found, key=lambda constraint: constraint.start))


def unmet(
    constraints: Sequence[Constraint], source: Inline, target: Inline, context: Context
) -> tuple[Constraint, ...]:
    """Return the constraints that the target fails, in their order.

    Everything is counted: a term that the source holds twice is owed twice.

    Args:
        constraints: all of the unit's, as `find` returned them (or any part of them).
        source: the source unit; a verdict may depend on the words around a span.
        target: the target unit.
        context: the one that `find` was given.
    """
    del source, context  # terms and codes need neither
    missing = [
        *terms.unmet([constraint for constraint in constraints if constraint.check == TERM], target.text),
        *codes.unmet([constraint for constraint in constraints if constraint.check in (LINK, CODE)], target),
    ]
    fails = {id(constraint) for constraint in missing}
    return tuple(constraint for constraint in constraints if id(constraint) in fails)
