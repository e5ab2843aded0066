"""Do the numbers of a translation agree with its source? The one comparison of quantities, tolerant as a reader is.

Numbers are compared as values, by kind: counts and ordinals, ratios (percent, fractions and multiples), percentage
points, spans of time. A small count may be absorbed by grammar or stand as a word of its own; a conversion or a stated
rounding is no error; a number said twice need not be repeated.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import field
from decimal import Decimal
from enum import StrEnum
from itertools import islice

from workflow.model import Measure, Quantity
from workflow.model.frozen import dataclass
from workflow.text.quantity.atoms import Atom, Key, compounds, expanded, kind_of, one_family, total
from workflow.text.quantity.tolerance import agree, close, conflict, converted, opposed

_MOST = 20_000  # comparisons of leftovers with tolerance; beyond that a text is no prose
_SMALL = 12
_GAP = len(" and ")  # between the parts of a compound size
_SUMMED = Decimal("0.01")  # how far it may be rounded: 12 months are a year, 6ft 5in is 1.96 m
_NEAR = 40  # characters between a measure and its conversion
_BEFORE = 8  # numbers around one among which its conversion is sought
_RIVALS = 50  # strays among which the one that took a number's place is sought
# What English says without counting: round the clock, a hundred percent, all round.
_FIGURES_OF_SPEECH = {
    (Decimal(24), Measure.NUMBER, "h"),
    (Decimal(100), Measure.PERCENT, ""),
    (Decimal(360), Measure.NUMBER, ""),
}


_PLAIN = (Measure.NUMBER, Measure.PERCENT, Measure.POINTS, Measure.ORDINAL)


class Slip(StrEnum):
    """What happened to a number of the source."""

    ABSENT = "absent"
    WRONG = "wrong"  # another number stands there
    MAGNITUDE = "magnitude"  # the same digits, ten or ten thousand times as much
    UNIT = "unit"  # the same number of something else: percent for points, dollars for yuan
    BOUND = "bound"  # more than it for nearly it
    CHANGE = "change"  # by it for to it, up by it for down by it
    RATE = "rate"  # a ton for a kilogram
    PLACE = "place"  # where another number of the text belongs


@dataclass(frozen=True, slots=True)
class Lack:
    """A quantity of the source that the translation does not state, and what it seems to state instead."""

    quantity: Quantity
    slip: Slip
    instead: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is missing of the source's quantities, and which of the translation's have no source.

    `said` are the others of the source, each with the quantity that states it.
    """

    missing: tuple[Lack, ...] = ()
    extra: tuple[Quantity, ...] = ()
    said: tuple[tuple[Quantity, Quantity], ...] = field(default=(), compare=False)


NOTHING = Comparison()
Hidden = tuple[Iterable[Quantity], Collection[Decimal]]


def compare(
    source: Sequence[Quantity], target: Sequence[Quantity], hidden: Callable[[], Hidden] = lambda: ((), ())
) -> Comparison:
    """Compare the quantities of a source text with those of its translation.

    Args:
        source: as `numbers_zh.find` read them.
        target: as `numbers_en.find` read them.
        hidden: gives what may explain a number of the translation that the source does not owe: quantities (vague
            ones, those inside terms and dates) and bare values (of any numeral). Asked only when needed.
    """
    return at_once(source, target) or Matching(source, target, hidden).result()


def at_once(source: Sequence[Quantity], target: Sequence[Quantity]) -> Comparison | None:
    """The comparison where each number has one alike, and no other is worth a word: as `Matching`, sooner."""
    stated = [quantity for quantity in target if not quantity.vague]
    if not source:
        worth = any(_weighty(quantity, end) for quantity in stated for end in (quantity.low, quantity.high))
        return None if worth else NOTHING
    spans = sum(kind_of(quantity) == "time" for quantity in stated)  # an hour may be told in minutes
    if spans > 1 or len(target) > _RIVALS or not (all(map(_is_plain, source)) and all(map(_is_plain, stated))):
        return None
    left = {quantity.low: quantity for quantity in stated}
    said = tuple((ours, theirs) for ours in source if (theirs := left.pop(ours.low, None)) and _are_alike(ours, theirs))
    if len(said) < len(source) or len(said) + len(left) < len(stated):
        return None
    return None if any(_weighty(quantity, quantity.low) for quantity in left.values()) else Comparison(said=said)


def _is_plain(quantity: Quantity) -> bool:
    """Whether a number has one value, and no key but that of its measure."""
    return quantity.low == quantity.high and not quantity.also and quantity.measure in _PLAIN


def _are_alike(ours: Quantity, theirs: Quantity) -> bool:
    same = ours.measure is theirs.measure and ours.unit == theirs.unit
    return same and not opposed(ours.bound, theirs.bound)


def partners(source: Sequence[Quantity], target: Sequence[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """Return which quantity of a translation states which one of its source; arguments as those of `compare`."""
    return list(compare(source, target).said)


class Matching:
    """Pairs the values of both sides, strictly first, then tolerantly."""

    def __init__(self, source: Sequence[Quantity], target: Sequence[Quantity], hidden: Callable[[], Hidden]) -> None:
        self.atoms = list(expanded(source))
        self._target = list(expanded(target))
        self._hidden = hidden
        self._index: dict[Key, list[Atom]] = defaultdict(list)
        for atom in self._target:
            for key in atom.keys:
                self._index[key].append(atom)
        self._place = {id(atom): place for place, atom in enumerate(self._target)}
        self._from: dict[Key, int] = defaultdict(int)
        self._slips: list[tuple[Atom, Slip, Atom]] = []  # same number, another unit or bound

    def result(self) -> Comparison:
        """Return what is missing, and what has no source."""
        open_atoms = [atom for atom in self.atoms if not self._take(atom, same_unit=True)]
        open_atoms = [atom for atom in open_atoms if not self._take(atom, same_unit=False)]
        owed = [atom for atom in open_atoms if not atom.quantity.vague]
        if owed and len(owed) * len(self._target) <= _MOST:
            owed = self._added_up([atom for atom in owed if not self._near(atom)])
        if not owed and not self._slips and all(atom.used or not _weighs(atom) for atom in self._target):
            return Comparison(said=self._said())
        self._told_in_parts()
        strays = list(self._strays())
        missing = [*self._near_hits(), *self._missing(owed, strays)]
        missing.sort(key=lambda lack: lack.quantity.start)
        taken = {id(lack.instead) for lack in missing}
        extra = [atom.quantity for atom in strays if _weighs(atom) and id(atom.quantity) not in taken]
        return Comparison(_distinct(missing), tuple(dict.fromkeys(extra)), self._said())

    def _said(self) -> tuple[tuple[Quantity, Quantity], ...]:
        return tuple((atom.quantity, atom.partner.quantity) for atom in self.atoms if atom.partner is not None)

    def _take(self, atom: Atom, *, same_unit: bool) -> bool:
        """Use up a target value that equals this one; first those whose unit agrees, then the others."""
        spare: Atom | None = None
        for key in atom.keys:
            for other in self._unused(key):
                if other.used or (same_unit and not agree(atom.quantity, other.quantity)):
                    continue
                if other.quantity.vague:
                    spare = spare or other
                    continue
                return self._use(atom, other, key)
        return spare is not None and self._use(atom, spare, ("", atom.value))

    def _unused(self, key: Key) -> Iterator[Atom]:
        """The first target values of a key that are left; a value that stands there a thousand times is no prose."""
        bucket, at = self._index.get(key, []), self._from[key]
        while at < len(bucket) and bucket[at].used:
            at += 1
        self._from[key] = at
        return iter(bucket[at : at + _RIVALS])

    def _use(self, atom: Atom, other: Atom, key: Key) -> bool:
        if key[0] == "n" and conflict(atom.quantity, other.quantity):
            at = self._place[id(other)]
            around = self._target[max(0, at - _BEFORE) : at + _BEFORE]
            if any(close(atom, third) for third in around if not third.used and third is not other):
                return False
            self._slips.append((atom, Slip.UNIT, other))
        elif opposed(atom.quantity.bound, other.quantity.bound):
            self._slips.append((atom, Slip.BOUND, other))
        other.used, atom.partner = True, other
        return True

    def _near(self, atom: Atom) -> bool:
        for other in self._target:
            if not other.used and close(atom, other):
                other.used, atom.partner = True, other
                return True
        return False

    def _added_up(self, owed: Sequence[Atom]) -> list[Atom]:
        """What is still owed when compound sizes are compared whole: 三年六个月 and *three and a half years*."""
        if not owed:
            return []
        open_atoms = {id(atom) for atom in owed}
        sums = [(total(group), group) for group in compounds(self._target, _GAP)]
        for group in compounds(self.atoms, 1):  # 一年零三个月
            if open_atoms.isdisjoint(map(id, group)):
                continue
            size = total(group)
            for other, theirs in sums:
                if len(group) + len(theirs) > 2 and _as_long(size, other) and any(not atom.used for atom in theirs):  # noqa: PLR2004
                    open_atoms.difference_update(map(id, group))
                    for atom in theirs:
                        atom.used = True
                    break
        return [atom for atom in owed if id(atom) in open_atoms]

    def _told_in_parts(self) -> None:
        """Use up a compound size that repeats another: *1.96m (6ft 5in)*."""
        told = [total(group) for group in compounds([atom for atom in self.atoms if atom.partner], 1)]
        for group in compounds(self._target, _GAP) if told else ():
            size = total(group)
            if len(group) > 1 and not any(atom.used for atom in group) and any(_as_long(size, one) for one in told):
                for atom in group:
                    atom.used = True

    def _strays(self) -> Iterator[Atom]:
        """The values of the translation that have no counterpart in the source, not even a hidden one."""
        unused = [atom for atom in self._target if not (atom.used or atom.quantity.vague)]
        quantities, values = self._hidden() if unused else ((), ())
        untold = [atom for atom in unused if atom.value not in values or atom.quantity.measure is Measure.MULTIPLE]
        if untold:
            keys = {key for atom in (*self.atoms, *expanded(quantities)) for key in atom.keys}
            yield from (atom for atom in untold if keys.isdisjoint(atom.keys) and not self._converts(atom))

    def _converts(self, atom: Atom) -> bool:
        """Whether the value repeats one just before it in another unit: 300 mu (20 hectares)."""
        at, start = self._place[id(atom)], atom.quantity.start
        before = self._target[max(0, at - _BEFORE) : at]
        return any(other.used and start - other.quantity.end <= _NEAR and converted(other, atom) for other in before)

    def _near_hits(self) -> Iterator[Lack]:
        for atom, slip, other in self._slips:
            yield Lack(atom.quantity, slip, other.quantity)

    def _missing(self, owed: Sequence[Atom], strays: Sequence[Atom]) -> Iterator[Lack]:
        rivals = _Rivals([atom for atom in self._target if not atom.used and not atom.quantity.vague], strays)
        plain = [(atom, *rivals.slip(atom)) for atom in owed]
        for atom, slip, other in plain:
            found = other or rivals.stray(atom)
            if found is None and (self._repeated(atom) or _absorbed(atom)):
                continue
            how = slip if other else Slip.WRONG if found else Slip.ABSENT
            yield Lack(atom.quantity, how, self._whole(atom, found.quantity) if found else None)

    def _whole(self, atom: Atom, found: Quantity) -> Quantity:
        """What stands in a number's place; where one end of a range is right, with that end."""
        if atom.quantity.low == atom.quantity.high:
            return found
        ends = [other.partner.quantity for other in self.atoms if other.quantity is atom.quantity and other.partner]
        if len(ends) != 1 or not 0 <= found.start - ends[0].end <= len(" percent to "):
            return found
        return found._replace(start=ends[0].start, text=f"{ends[0].text} to {found.text}", low=ends[0].low)

    def _repeated(self, atom: Atom) -> bool:
        """Whether the value stands in the translation after all, where another one of the source has used it."""
        return any(key in self._index for key in atom.keys)


def _as_long(size: tuple[str, Decimal], other: tuple[str, Decimal]) -> bool:
    return size[0] == other[0] and abs(size[1] - other[1]) <= _SUMMED * size[1]


def _weighs(atom: Atom) -> bool:
    return _weighty(atom.quantity, atom.value)


def _weighty(quantity: Quantity, value: Decimal) -> bool:
    """Whether a number without a source is worth a word: not small, not a share or multiple, which idiom is full of."""
    if (value, quantity.measure, quantity.unit) in _FIGURES_OF_SPEECH:
        return False
    if quantity.vague or quantity.small or quantity.measure in (Measure.FRACTION, Measure.MULTIPLE, Measure.ORDINAL):
        return False
    measured = bool(quantity.unit) and kind_of(quantity) != "time" and value > 2  # noqa: PLR2004
    return quantity.measure is not Measure.NUMBER or value > _SMALL or measured


class _Rivals:
    """What stands in the translation and answers for nothing: one of it may be the wrong form of a missing number."""

    def __init__(self, unused: Sequence[Atom], strays: Sequence[Atom]) -> None:
        self._strays = [atom for atom in strays if not _idle(atom)]
        self._by_value: dict[Decimal, deque[Atom]] = defaultdict(deque)
        self._by_digits: dict[tuple[int, ...], deque[Atom]] = defaultdict(deque)
        for atom in unused:
            self._by_value[atom.value].append(atom)
            self._by_digits[digits(atom.value)].append(atom)

    def slip(self, atom: Atom) -> tuple[Slip, Atom | None]:
        """Use up the same value of another kind, or the same digits with another power of ten."""
        for rival in _left(self._by_value.get(atom.value)):
            if _other_kind(atom, rival):
                rival.used = True
                return Slip.UNIT, rival
        for rival in _left(self._by_digits.get(digits(atom.value))) if atom.value else ():
            if _shifts(atom, rival):
                rival.used = True
                return Slip.MAGNITUDE, rival
        return Slip.ABSENT, None

    def stray(self, atom: Atom) -> Atom | None:
        """Use up the first number of its kind that has no source, small for small; of its measure if there is one."""
        self._strays = [rival for rival in self._strays[:_RIVALS] if not rival.used] + self._strays[_RIVALS:]
        fits = [rival for rival in self._strays[:_RIVALS] if _may_replace(atom, rival)]
        same = [rival for rival in fits if rival.quantity.measure is atom.quantity.measure]
        for rival in same or fits:
            rival.used = True
            return rival
        return None


def _left(bucket: deque[Atom] | None) -> Iterator[Atom]:
    """The first few of a bucket that are not used."""
    while bucket and bucket[0].used:
        bucket.popleft()
    return (rival for rival in islice(bucket or (), _RIVALS) if not rival.used)


def _shifts(atom: Atom, rival: Atom) -> bool:
    differs = rival.value != atom.value and one_family(atom, rival)
    return differs and not conflict(atom.quantity, rival.quantity)


def _may_replace(atom: Atom, rival: Atom) -> bool:
    kinds = {kind_of(atom.quantity), kind_of(rival.quantity)} - {""}
    return one_family(atom, rival) and len(kinds) < 2 and (rival.value <= _SMALL or not atom.quantity.small)  # noqa: PLR2004


def digits(value: Decimal) -> tuple[int, ...]:
    """Return the digits of a value without its power of ten: those of 7650亿 and of 76.5 are the same."""
    return value.normalize().as_tuple().digits


def _idle(atom: Atom) -> bool:
    """Whether a stray is a word that English uses without counting: one, first, second."""
    return (atom.value <= 1 and atom.quantity.small) or (atom.quantity.measure is Measure.ORDINAL and atom.value <= 3)  # noqa: PLR2004


def _other_kind(left: Atom, right: Atom) -> bool:
    """Whether one is a percentage and the other points or a plain number."""
    measures = {left.quantity.measure, right.quantity.measure}
    return measures in ({Measure.PERCENT, Measure.POINTS}, {Measure.PERCENT, Measure.NUMBER})


def _absorbed(atom: Atom) -> bool:
    """Whether English may leave the number to grammar: *the countries* for 两国, *all* for 100%."""
    if atom.quantity.measure is Measure.PERCENT:
        return atom.value == 100  # noqa: PLR2004
    return atom.quantity.small and atom.value <= 2  # noqa: PLR2004


def _distinct(missing: Sequence[Lack]) -> tuple[Lack, ...]:
    """One lack a quantity: both ends of a range may be missing."""
    return tuple({(lack.quantity.start, lack.quantity.end): lack for lack in reversed(missing)}.values())[::-1]
