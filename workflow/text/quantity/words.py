"""Quantities in English by rule, digit for digit: 7650亿元 → 765 billion yuan, 近一成半 → nearly 15 percent.

The forms are those of news style: *percent* as a word, millions and above with their scale, counts below ten in words.
"""

import re
from decimal import Decimal
from fractions import Fraction

from workflow.model import Bound, Measure, Quantity
from workflow.text.quantity.units import BY_CODE, MONEY


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ONES = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
ORDINALS = _words("zeroth first second third fourth fifth sixth seventh eighth ninth tenth")
_SCALES = ((Decimal(10**12), "trillion"), (Decimal(10**9), "billion"), (Decimal(10**6), "million"))
# A member of a list whose last member states the unit for all: 3 in 3、4、5个百分点.
_BARE = re.compile(r"[\d.,，\s〇零一二两三四五六七八九十百千万亿]+")
_PLACES = 3  # decimals before a scale that still read well: 1.085 trillion
_MULTIPLES = {2: "doubled", 3: "tripled", 4: "quadrupled", 5: "quintupled"}
_BOUNDS = {
    Bound.EXACT: "",
    Bound.ABOUT: "about ",
    Bound.NEARLY: "nearly ",
    Bound.UNDER: "less than ",
    Bound.OVER: "more than ",
}
_GROWN = ("增", "提", "上", "扩", "涨", "高", "多", "翻", "飙", "攀", "激", "猛")


TELEPHONE = "tel"
"""The unit of a telephone number, which is never put in other words."""


def english(quantity: Quantity) -> str:
    """Return the English form that drafts supply and that a reader is told to write; no digit is rounded away."""
    if quantity.unit == TELEPHONE:
        return quantity.text
    if quantity.text.startswith(("数", "几", "好")):
        return _loose(quantity)
    if quantity.measure is Measure.MULTIPLE:
        return _multiple(quantity)
    bound = _BOUNDS[quantity.bound]
    if quantity.measure is Measure.FRACTION:
        return bound + _fraction(quantity)
    return bound + (_ordinal(quantity) if quantity.measure is Measure.ORDINAL else _measured(quantity))


def _loose(quantity: Quantity) -> str:
    """*Hundreds*, *thousands*, *tens of millions*: the scale alone (数百, 几千, 数千万)."""
    power = (quantity.high / 10).adjusted()
    name = {3: "thousands", 6: "millions", 9: "billions", 12: "trillions"}.get(power - power % 3, "")
    return ("", "tens of ", "hundreds of ")[power % 3] + name if name else ("ones", "tens", "hundreds")[power]


def _measured(quantity: Quantity) -> str:
    number = _range(quantity) if quantity.low != quantity.high else _number(quantity)
    if _BARE.fullmatch(quantity.text):
        return number
    if quantity.measure is Measure.PERCENT and quantity.also:
        return f"{figures(quantity.also[0])} percent off"
    if quantity.measure is Measure.PERCENT:
        return f"{number} percent"
    if quantity.text.endswith("基点"):
        return f"{figures(quantity.low * 100)} basis points"
    if quantity.measure is Measure.POINTS:
        return f"{number} percentage point{'' if quantity.low == quantity.high == 1 else 's'}"
    return f"{number} {_unit(quantity)}" if quantity.unit else number


def _number(quantity: Quantity) -> str:
    value = quantity.low
    if (
        quantity.measure is Measure.NUMBER
        and value == value.to_integral_value()
        and 1 < value < 10  # noqa: PLR2004
        and _in_words(quantity)
    ):
        return ONES[int(value)]
    return figures(value)


def _in_words(quantity: Quantity) -> bool:
    """Counts and spans of time; measures and money keep their figures (5 kilometers, 3 yuan)."""
    return not quantity.unit or BY_CODE[quantity.unit].kind == "time"


def _range(quantity: Quantity) -> str:
    low, high = figures(quantity.low), figures(quantity.high)
    scale = high.partition(" ")[2]
    return f"{low.removesuffix(f' {scale}') if scale else low} to {high}"


def _unit(quantity: Quantity) -> str:
    unit = BY_CODE[quantity.unit]
    if quantity.low == quantity.high == 1 and unit.kind != MONEY and len(unit.en) > 1:
        return unit.en[1]
    return unit.english


def figures(value: Decimal) -> str:
    """Write a value in figures: 24,801, 765 billion, 3,903.81 billion, 0.5; exact, with a scale where that is short."""
    value = value.normalize()
    for scale, name in _SCALES:
        scaled = (value / scale).normalize()
        if scaled >= 1 and _places(scaled) <= _PLACES:
            return f"{_plain(scaled)} {name}"
    return _plain(value)


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _plain(value: Decimal) -> str:
    return f"{value:,f}"


def _fraction(quantity: Quantity) -> str:
    """two-thirds, three-quarters, one-tenth; 7/120 where English has no good word."""
    fraction = Fraction(quantity.low).limit_denominator(1000)
    over, under = fraction.numerator, fraction.denominator
    if under == 2:  # noqa: PLR2004
        return "half" if over == 1 else f"{over} halves"
    if not 2 < under <= 10 or over >= len(ONES):  # noqa: PLR2004
        return f"{over}/{under}"
    name = "quarter" if under == 4 else ORDINALS[under]  # noqa: PLR2004
    return f"{ONES[over]}-{name}{'' if over == 1 else 's'}"


def _multiple(quantity: Quantity) -> str:
    """A result with its verb where the Chinese has one (增长两倍: tripled), else how many times the base."""
    value, bound = quantity.low, _BOUNDS[quantity.bound]
    if not quantity.text.lstrip("近约超再").startswith(_GROWN):
        return bound + ("twice" if value == 2 else f"{figures(value)} times")  # noqa: PLR2004
    if value in _MULTIPLES and quantity.high == value:
        return bound + _MULTIPLES[int(value)]
    return f"increased by {bound}{figures((value - 1) * 100)} percent"


def _ordinal(quantity: Quantity) -> str:
    number = int(quantity.low)
    if quantity.small and number < len(ORDINALS):
        return ORDINALS[number]
    tail = _tail(number) + (" Five-Year" if quantity.text.endswith("五") else "")
    return f"{number:,}{tail}"


def _tail(number: int) -> str:
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
