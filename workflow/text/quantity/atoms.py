"""Quantities taken apart for comparison: one value each, with every way in which another text may state it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workflow.model import Measure, Quantity
from workflow.text.quantity.units import BY_CODE, MONEY

Key = tuple[str, Decimal]


@dataclass(slots=True, eq=False)
class Atom:
    """One value of a quantity: an end of a range, or the only one. `keys` are all the ways in which it may be met.

    `partner` is the value of the other text that meets it.
    """

    quantity: Quantity
    value: Decimal
    keys: tuple[Key, ...]
    used: bool = False
    partner: "Atom | None" = None


def expanded(quantities: Iterable[Quantity]) -> Iterator[Atom]:
    """The values of quantities in their order, both ends of a range."""
    for quantity in quantities:
        yield from _atoms(quantity)


def _atoms(quantity: Quantity) -> Iterator[Atom]:
    yield Atom(quantity, quantity.low, tuple(_keys(quantity, (quantity.low, *quantity.also))))
    if quantity.high != quantity.low:
        yield Atom(quantity, quantity.high, tuple(_keys(quantity, (quantity.high,))))


def _keys(quantity: Quantity, values: Sequence[Decimal]) -> Iterator[Key]:
    """The ways in which values are compared: n counts, r ratios, x growth to a multiple, p points, seconds of time."""
    measure = quantity.measure
    for value in values:
        if measure is Measure.NUMBER:
            unit = BY_CODE.get(quantity.unit)
            if unit is not None and unit.kind == "time":
                yield "time", value * unit.factor
            yield "n", value
        elif measure is Measure.ORDINAL:
            yield "n", value
        elif measure is Measure.PERCENT:
            yield "r", value / 100
            yield "x", value / 100 + 1
        elif measure is Measure.POINTS:
            yield "p", value
            if quantity.unit:
                yield "n", value
        elif measure is Measure.MULTIPLE:
            yield "r", value
            yield "x", value
        else:  # a third may be the share or the place
            yield "r" if value == quantity.low else "n", value
    if measure is Measure.MULTIPLE and quantity.text.isascii():
        yield "n", quantity.low  # three times may count occasions, triple digits the digits


def kind_of(quantity: Quantity) -> str:
    """What the unit of a quantity measures (``money``, ``area`` …), '' for counts."""
    unit = BY_CODE.get(quantity.unit)
    return unit.kind if unit else ""


def one_family(left: Atom, right: Atom) -> bool:
    """Whether two values are compared in the same way."""
    here, there = left.keys[0][0], right.keys[0][0]
    return here == there or {here, there} <= {"n", "time"}


def compounds(atoms: Sequence[Atom], gap: int) -> Iterator[list[Atom]]:
    """Runs of sizes of one kind in smaller and smaller units, with at most so many characters between them.

    三年六个月, *an hour and 30 minutes*, *6ft 5in*; a size that stands alone is a run of its own.
    """
    run: list[Atom] = []
    for atom in sorted(atoms, key=lambda atom: atom.quantity.start):
        unit = BY_CODE.get(atom.quantity.unit)
        if unit is None or not unit.factor or unit.kind == MONEY:
            continue
        if run and not _continues(run[-1].quantity, atom.quantity, gap):
            yield run
            run = []
        run.append(atom)
    if run:
        yield run


def _continues(before: Quantity, after: Quantity, gap: int) -> bool:
    here, there = BY_CODE[before.unit], BY_CODE[after.unit]
    return 0 <= after.start - before.end <= gap and here.kind == there.kind and here.factor > there.factor


def total(run: Sequence[Atom]) -> tuple[str, Decimal]:
    """The kind of a run of sizes, and the size of all of it in the base of that kind."""
    sizes = [(BY_CODE[atom.quantity.unit], atom.value) for atom in run]
    return sizes[0][0].kind, sum((unit.factor * value for unit, value in sizes), Decimal(0))
