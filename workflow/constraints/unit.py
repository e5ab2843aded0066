"""All that a unit owes, family by family, and which of it a target fails."""

from collections.abc import Sequence

from workflow.constraints import codes, dates, names, numbers, terms
from workflow.constraints.base import CODE, DATE, LINK, NAME, NUMBER, TERM, Constraint, Context, Span
from workflow.text.inline import Inline


def find(source: Inline, context: Context) -> tuple[Constraint, ...]:
    """Return what a source unit's target owes, in the order of the text, terms before codes at one place.

    A stretch of the text belongs to one family: terms choose first, then names, then dates, then numbers; codes may lie
    around any of them.
    """
    found = list(terms.find(source.text, context.termbase))
    of_numbers = numbers.find(source.text, claimed(source.text, found, context))
    for family in (names, dates):
        found += family.find(source.text, context, _places(found))
    return tuple(sorted((*found, *of_numbers, *codes.find(source)), key=lambda constraint: constraint.start))


def claimed(text: str, owed: Sequence[Constraint], context: Context) -> list[Span]:
    """Return the stretches of a plain source in which no number is looked for: its terms `owed`, names and dates."""
    taken = _places(owed)
    return [*taken, *names.places(text, context, taken), *dates.places(text, context)]


def unmet(
    constraints: Sequence[Constraint], source: Inline, target: Inline, context: Context, *, exact: bool = False
) -> tuple[Constraint, ...]:
    """Return the constraints that the target fails, in their order.

    Terms and codes are counted: a term that the source holds twice is owed twice. A date or a
    person is owed once, however often the source mentions it.

    Args:
        constraints: all of the unit's, as `find` returned them (or any part of them).
        source: the source unit; a verdict may depend on the words around a span.
        target: the target unit.
        context: the one that `find` was given.
        exact: count terms in the forms of their entries alone, not what a careful reader takes for them.
    """
    missing = [
        *terms.unmet(_of(constraints, TERM), target.text, exact=exact),
        *names.unmet(_of(constraints, NAME), source.text, target.text, context),
        *dates.unmet(_of(constraints, DATE), source.text, target.text, context),
        *numbers.unmet(constraints, source.text, target.text),
        *codes.unmet(_of(constraints, LINK, CODE), target),
    ]
    fails = {id(constraint) for constraint in missing}
    return tuple(constraint for constraint in constraints if id(constraint) in fails)


def instead(
    constraint: Constraint, constraints: Sequence[Constraint], source: str, target: str, context: Context
) -> tuple[int, int] | None:
    """Return where a target states another number or date in the place of one that it owes, None where it does not.

    Args:
        constraint: what the target fails.
        constraints: all that the source owes.
        source: its plain text.
        target: the plain text of the target.
        context: the one that `find` was given.
    """
    place = (constraint.start, constraint.end)
    if constraint.check == NUMBER:
        lacks = numbers.comparison(constraints, source, target).missing
        wrong = [(lack.quantity, lack.instead) for lack in lacks if lack.instead]
        return next(((other.start, other.end) for owed, other in wrong if (owed.start, owed.end) == place), None)
    return dates.instead(constraint, source, target, context) if constraint.check == DATE else None


def _of(constraints: Sequence[Constraint], *checks: str) -> list[Constraint]:
    return [constraint for constraint in constraints if constraint.check in checks]


def _places(found: Sequence[Constraint]) -> list[Span]:
    return [(constraint.start, constraint.end) for constraint in found]
