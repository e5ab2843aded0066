"""What a careful reader takes for the same number though it differs: converted, rounded, told in dozens."""

from decimal import Decimal

from workflow.model import Bound, Measure, Quantity
from workflow.text.quantity.atoms import Atom, kind_of
from workflow.text.quantity.units import BY_CODE, MONEY

_DOLLARS = frozenset({"USD", "HKD", "AUD", "CAD", "SGD", "TWD"})
_YUAN = frozenset({"HKD", "TWD", "MOP", "SGD"})  # called 元 where they are the money
_CHANGE = frozenset({"jiao", "fen", "cent"})
_CONVERTED = Decimal("0.06")  # how far a conversion of measures may be rounded that is said to be about right
_MEASURED = Decimal("0.002")  # how far any other: factors are rounded too
_STATED = Decimal("0.1")  # how far a stated rounding may go: about, nearly, more than
_SHARE = Decimal("0.04")  # the same for a share in words: nearly half
_EXACT_SHARE = Decimal("0.0051")  # a third in percent without decimals
_SILENT = Decimal("0.005")  # a rounding that is not stated, to three digits or more
_DOZENS = Decimal("1.25")  # 十余个 may be a dozen
_FIRST_YEAR = 1000
_FIRST_SHORT = 49  # below, two digits before 年 are a span of time
_EVER = (Decimal("1.4"), Decimal("9.5"))  # yuan to the dollar since 1978
_RATES = (Decimal("5.8"), Decimal("8.5"))  # yuan to the dollar since 2000; a conversion within is taken for one


def agree(source: Quantity, target: Quantity) -> bool:
    """Whether the units of two equal numbers are the same."""
    return source.unit == target.unit or kind_of(source) == kind_of(target) == "time"


def conflict(source: Quantity, target: Quantity) -> bool:
    """Whether the units of two equal numbers cannot both be right."""
    if not source.unit or not target.unit or source.unit == target.unit or target.unit not in BY_CODE:
        return False
    if (
        {source.unit, target.unit} <= _DOLLARS
        or {source.unit, target.unit} == {"fen", "cent"}
        or ({source.unit, target.unit} == {"JPY", "CNY"} and "¥" in target.text)
        or (source.unit == "CNY" and target.unit in _YUAN and "人民币" not in source.text)
    ):
        return False
    return kind_of(source) == kind_of(target)


def opposed(source: Bound, target: Bound) -> bool:
    """Whether one says that it is more than the number and the other that it is less."""
    below = (Bound.NEARLY, Bound.UNDER)
    return (source is Bound.OVER and target in below) or (target is Bound.OVER and source in below)


def close(source: Atom, target: Atom) -> bool:
    """Whether a careful reader takes the two for the same though they differ: converted, rounded, told in dozens."""
    families = {source.keys[0][0], target.keys[0][0]}
    if families == {"r"}:
        return _close_share(source, target)
    if families == {"p"}:
        return _rounded(source.value, target.value, target.quantity.bound)
    if families <= {"n", "time"}:
        return _is_year(source, target) or _close_number(source, target)
    return families == {"r", "n"} and source.value == 0 == target.value


def _close_number(source: Atom, target: Atom) -> bool:
    here, there = source.quantity, target.quantity
    left, right = _sizes(source, target)
    if not left or not right:
        return False
    if kind_of(here) == MONEY and (_exchanged(here, there, left, right) or _changed(here, there, left, right)):
        return True
    if kind_of(here) != MONEY and converted(source, target):
        return True
    if here.bound is Bound.OVER and there.text.endswith("dozen"):
        return 1 <= right / left <= _DOZENS
    return not conflict(here, there) and _rounded(left, right, there.bound)


def converted(left: Atom, right: Atom) -> bool:
    """Whether both state one size in two units of a kind; of money nobody can tell, but for yuan and dollars."""
    here, there = left.quantity, right.quantity
    if here.unit == there.unit or not kind_of(here) or kind_of(here) != kind_of(there):
        return False
    first, second = _sizes(left, right)
    if {here.unit, there.unit} == {"CNY", "USD"} and first and second:
        rate = first / second if here.unit == "CNY" else second / first
        return _EVER[0] <= rate <= _EVER[1]
    if kind_of(here) == MONEY or not first or not second:
        return kind_of(here) == MONEY
    # Half a unit of the last digit that is stated, or what a word like about allows.
    last = _last_place(right.value) / 2 / abs(right.value) if there.bound is Bound.EXACT else _CONVERTED
    return abs(first - second) <= min(max(last, _MEASURED), _CONVERTED) * first


def _exchanged(here: Quantity, there: Quantity, left: Decimal, right: Decimal) -> bool:
    """Whether an amount was turned from yuan into dollars or back."""
    if {here.unit, there.unit} != {"CNY", "USD"}:
        return False
    rate = left / right if here.unit == "CNY" else right / left
    return _RATES[0] <= rate <= _RATES[1]


def _changed(here: Quantity, there: Quantity, left: Decimal, right: Decimal) -> bool:
    """Whether small change is stated in whole units or back: 5分钱, 0.05 yuan."""
    return left == right and here.unit != there.unit and not {here.unit, there.unit}.isdisjoint(_CHANGE)


def _is_year(source: Atom, target: Atom) -> bool:
    """98年 for 1998."""
    year = target.value if target.quantity.vague and target.value >= _FIRST_YEAR else None
    last = source.quantity.unit == "y" and source.value >= _FIRST_SHORT
    return last and year is not None and year % 100 == source.value


def _sizes(source: Atom, target: Atom) -> tuple[Decimal, Decimal]:
    units = source.quantity.unit, target.quantity.unit
    if set(units) == {"degC", "degF"}:
        celsius = [
            (atom.value - 32) * 5 / 9 if unit == "degF" else atom.value
            for atom, unit in zip((source, target), units, strict=True)
        ]
        return celsius[0], celsius[1]
    left, right = BY_CODE.get(source.quantity.unit), BY_CODE.get(target.quantity.unit)
    if left is not None and right is not None and left.kind == right.kind and left.factor and right.factor:
        return source.value * left.factor, target.value * right.factor
    return source.value, target.value


def _close_share(source: Atom, target: Atom) -> bool:
    left, right = source.keys[0][1], target.keys[0][1]
    gap = abs(left - right)
    if Measure.FRACTION in (source.quantity.measure, target.quantity.measure):
        if gap <= _EXACT_SHARE and source.quantity.measure is not target.quantity.measure:
            return True
        stated = (
            Bound.EXACT not in (source.quantity.bound, target.quantity.bound)
            or target.quantity.bound is not Bound.EXACT
        )
        return stated and gap <= _SHARE
    # An increase by 115.6 times is "a 116-fold increase", or its result one more.
    results = [value for family, value in target.keys if family == "r"]
    return any(_rounded(left, result, target.quantity.bound) for result in results)


def _rounded(exact: Decimal, found: Decimal, bound: Bound) -> bool:
    """Whether `found` is `exact` with fewer digits, and says so (or keeps at least three)."""
    if not exact or not found or _digits(found) >= _digits(exact):
        return False
    gap = (found - exact) / abs(exact)
    if bound is Bound.EXACT:
        half = _last_place(found) / 2
        return _digits(found) >= 3 and abs(gap) <= _SILENT and abs(found - exact) <= half  # noqa: PLR2004
    if (bound is Bound.OVER and gap > 0) or (bound in (Bound.NEARLY, Bound.UNDER) and gap < 0):
        return False
    return abs(gap) <= _STATED


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _last_place(value: Decimal) -> Decimal:
    """The worth of the last digit that is not a trailing zero: 10 for 120, 0.1 for 3.5."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(10) ** exponent if isinstance(exponent, int) else Decimal(0)
