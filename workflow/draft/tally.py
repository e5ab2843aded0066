"""How many constraints were owed, and at which rung of the ladder they were met."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from workflow.constraints.base import Constraint

Counts = Mapping[str, int]
_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of constraints on spans (terms, quantities, …), by the check that reports them.

    `gained` counts by (check, rung) what was met after a rung and not before it; less than nothing where a rung's
    better text gave something up. `unmet` is what the finished units fail.
    """

    owed: Counts = field(default_factory=Counter)
    gained: Mapping[tuple[str, str], int] = field(default_factory=Counter)
    unmet: Counts = field(default_factory=Counter)

    def __add__(self, other: "Tally") -> "Tally":
        """Count both together."""
        return Tally(_sum(self.owed, other.owed), _sum(self.gained, other.gained), _sum(self.unmet, other.unmet))

    def after(self, check: str, rungs: Sequence[str]) -> dict[str, int]:
        """Return how many constraints of a check were met after each of `rungs` that was climbed."""
        climbed = {rung for _, rung in self.gained}
        met, total = {}, 0
        for rung in rungs:
            if rung in climbed:
                total += self.gained.get((check, rung), 0)
                met[rung] = total
        return met


def tally(climbs: Iterable[tuple[Sequence[Constraint], Sequence[tuple[str, Counts]]]], unmet: Counts) -> Tally:
    """Count one unit.

    Args:
        climbs: for each of its cells the constraints on spans, and rung by rung the name and what the best draft so
            far fails, by check.
        unmet: what the unit as it was put together fails, by check.
    """
    owed: Counter[str] = Counter()
    gained: Counter[tuple[str, str]] = Counter()
    for constraints, steps in climbs:
        before: Counts = Counter(constraint.check for constraint in constraints)
        owed.update(before)
        for rung, missing in steps:
            gained.update({(check, rung): before[check] - missing.get(check, 0) for check in before})
            before = {check: missing.get(check, 0) for check in before}
    return Tally(owed, gained, {check: unmet[check] for check in owed if unmet.get(check)})


def _sum(one: Mapping[_Key, int], other: Mapping[_Key, int]) -> dict[_Key, int]:
    return {key: one.get(key, 0) + other.get(key, 0) for key in {**one, **other}}
