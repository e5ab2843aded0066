"""Where a target renders what its source unit owes: the spans that a reviewer sees marked on both sides."""

from collections.abc import Iterator, Sequence

from workflow.constraints import dates
from workflow.constraints.base import DATE, NAME, NUMBER, TERM, Constraint, Context, Span
from workflow.constraints.terms import judge
from workflow.constraints.unit import find, instead, unmet
from workflow.model.frozen import dataclass
from workflow.text.inline import Inline
from workflow.text.name.match import renderings
from workflow.text.quantity import numbers_en
from workflow.text.quantity.compare import partners

FAMILIES = {TERM: "term", NUMBER: "number", DATE: "date", NAME: "name"}


@dataclass(frozen=True, slots=True)
class Place:
    """One stretch of the source that has an English of its own, and where the target says it.

    `family` is ``term``, ``number``, ``date`` or ``name``; `start` and `end` delimit `source` in the plain source.
    `spans` are places of the plain target: what renders it, or, where it is not `met`, what stands there instead. A
    rendering that is only understood (*he*, *this year*) has none.
    """

    family: str
    source: str
    start: int
    end: int
    owed: str
    met: bool
    spans: tuple[Span, ...] = ()


def places(source: Inline, target: Inline, context: Context) -> tuple[Place, ...]:
    """Return what a unit owes besides its codes, in the order of the source, with the verdict of `unmet` on each."""
    constraints = find(source, context)
    owed = [constraint for constraint in constraints if constraint.is_span]
    failed = {id(constraint) for constraint in unmet(constraints, source, target, context)}
    spans = {id(constraint): place for constraint, place in _rendered(owed, source.text, target.text, context)}
    found = []
    for constraint in owed:
        met = id(constraint) not in failed
        there = spans.get(id(constraint), ())
        if not met and not there:
            other = instead(constraint, constraints, source.text, target.text, context)
            there = (other,) if other else ()
        found.append(_place(constraint, there, met=met))
    return tuple(found)


def _place(constraint: Constraint, spans: tuple[Span, ...], *, met: bool) -> Place:
    family, text = FAMILIES[constraint.check], constraint.source
    return Place(family, text, constraint.start, constraint.end, constraint.owed, met, spans)


def _rendered(
    owed: Sequence[Constraint], source: str, target: str, context: Context
) -> Iterator[tuple[Constraint, tuple[Span, ...]]]:
    terms = [constraint for constraint in owed if constraint.check == TERM]
    for verdict in judge(terms, target).verdicts:
        if verdict.end:
            yield verdict.owed, ((verdict.start, verdict.end),)
    numbers = [constraint for constraint in owed if constraint.quantity is not None]
    yield from _numbers(numbers, target)
    for constraint in owed:
        if constraint.check == DATE:
            yield constraint, tuple(dates.stated(constraint, source, target, context))
        elif constraint.check == NAME:
            found = renderings(constraint.key, constraint.forms, target)
            yield constraint, tuple((one.start, one.end) for one in found)


def _numbers(owed: Sequence[Constraint], target: str) -> Iterator[tuple[Constraint, tuple[Span, ...]]]:
    quantities = [constraint.quantity for constraint in owed if constraint.quantity is not None]
    pairs = partners(quantities, numbers_en.find(target))
    for constraint in owed:
        spans = [(made.start, made.end) for said, made in pairs if said is constraint.quantity]
        yield constraint, tuple(dict.fromkeys(spans))
