"""A second look before an alarm: does what is missing stand in a figure that the readers left, or read in part?

Where every figure of both texts was understood, a number that is missing is missing. Where one was not, it may say the
number (*Rmb20mn*, *1.1. Billion*), or say another than was read (500 多万), and nobody can tell that anything is wrong.
So a finding is withheld if a figure that answers for nothing may have its value, scale included, or if the English
tells it by its distance from another number (*0.5 point above the forecast*). Asked only when there is a finding.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from workflow.model import Measure, Quantity
from workflow.text.quantity.compare import Comparison, Lack, Slip, digits
from workflow.text.quantity.figures import Figure, as_figure, figures_en, figures_zh, spelt_out
from workflow.text.quantity.numbers_zh import numerals

Span = tuple[int, int]
_NAME = re.compile(r"\b[A-Z][A-Z&]{1,7}[ -]\Z")  # FTSE 250 is a name, and an addition of words
_MOST = 400  # figures of a text; one with more is a table, and all of them would be looked at for each
# Slips that say what does not stand there; the others compare two numbers that were read.
_GUESSED = (Slip.ABSENT, Slip.WRONG, Slip.MAGNITUDE)


class Read(NamedTuple):
    """What the strict readers made of a text: its quantities, and the spans that its dates take."""

    text: str
    quantities: Sequence[Quantity]
    dates: Sequence[Span] = ()


def without_doubtful(found: Comparison, source: Read, target: Read) -> Comparison:
    """Return a comparison with findings without those that what was left unread may explain.

    Args:
        found: what the strict readers found.
        source: the Chinese text.
        target: the English text; its dates are those that the Chinese has as well.
    """
    figures = [*figures_en(target.text), *spelt_out(target.text)], figures_zh(source.text)
    taken = (*source.quantities, *source.dates, *target.quantities, *target.dates)
    if max(len(taken), *map(len, figures)) > _MOST:
        return found
    return _Look(found, source, target, figures).result()


class _Look:
    def __init__(
        self, found: Comparison, source: Read, target: Read, figures: tuple[list[Figure], list[Figure]]
    ) -> None:
        self._found = found
        self._source = source
        self._target = target.text
        self._spent: list[Figure] = []
        english, self._chinese = figures
        said = [other for _, other in found.said]
        spans = [(one.start, one.end) for one in english]
        words = [as_figure(target.text, one) for one in target.quantities if not (one.vague or one in said)]
        english = [*english, *(one for one in words if not _overlaps(one, spans))]
        taken = [*((one.start, one.end) for one in said), *target.dates]
        self._english = [one for one in english if not _overlaps(one, taken)]

    def result(self) -> Comparison:
        missing = [lack for lack in self._found.missing if lack.slip not in _GUESSED or not self._stated(lack)]
        extra = [one for one in self._found.extra if not self._explained(one)]
        return replace(self._found, missing=tuple(missing), extra=tuple(extra))

    def _stated(self, lack: Lack) -> bool:
        """Whether a figure of the English that answers for nothing may state the quantity, or what it is a part of."""
        owed = lack.quantity
        told = {value for ours, other in self._found.said if ours is owed for value in (other.low, other.high)}
        if all(value in told or self._stands(value) for value in {owed.low, owed.high}):
            return True
        whole = [value for figure in _around(owed, self._chinese) for value in figure.values]
        rivals = [*self._found.extra, *([lack.instead] if lack.instead else [])]
        return any(map(self._stands, whole)) or any(self._apart(owed, rival) for rival in rivals)

    def _stands(self, value: Decimal) -> bool:
        """Whether a figure may have the value: one for each time that it is owed, unless no other has its digits."""
        holders = [figure for figure in self._english if value in figure.values]
        fresh = next((figure for figure in holders if figure not in self._spent), None)
        if fresh is not None:
            self._spent.append(fresh)
            return True
        others = [other for figure in self._english if figure not in holders for other in figure.values]
        return bool(holders) and digits(value) not in map(digits, others)

    def _apart(self, owed: Quantity, rival: Quantity) -> bool:
        """Whether the English tells how many points a percentage is from another one, which it states."""
        if (owed.measure, rival.measure) != (Measure.PERCENT, Measure.POINTS):
            return False
        others = [one.low for one, _ in self._found.said if one.measure is Measure.PERCENT]
        return any(abs(other - owed.low) == rival.low for other in others)

    def _explained(self, extra: Quantity) -> bool:
        """Whether a numeral of the Chinese that was not read, or read in part, may be what the English says."""
        if extra.text.isdecimal() and _NAME.search(self._target, max(0, extra.start - 10), extra.start):
            return True
        if extra.measure is Measure.PERCENT and extra.low / 100 in numerals(self._source.text):
            return True
        owed = {value for one in self._source.quantities for value in (one.low, one.high)}
        if any(not owed.isdisjoint(figure.values) for figure in _around(extra, self._english)):
            return True
        said = {extra.low}.union(*(one.values for one in self._english if one.start <= extra.start < one.end))
        loose = [figure for figure in self._chinese if not self._understood(figure)]
        if any(not said.isdisjoint(figure.values | figure.parts) for figure in loose):
            return True
        return any(self._apart(lack.quantity, extra) for lack in self._found.missing)

    def _understood(self, figure: Figure) -> bool:
        read = [*((one.start, one.end) for one in self._source.quantities), *self._source.dates]
        return any(start <= figure.start and figure.end <= end for start, end in read)


def _around(quantity: Quantity, figures: Sequence[Figure]) -> Iterator[Figure]:
    """The figures of which a quantity that was read is only a part."""
    for figure in figures:
        if figure.start <= quantity.start < figure.end and (figure.start < quantity.start or figure.end > quantity.end):
            yield figure


def _overlaps(figure: Figure, taken: Sequence[Span]) -> bool:
    return any(figure.start < end and start < figure.end for start, end in taken)
