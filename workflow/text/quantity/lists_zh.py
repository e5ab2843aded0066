"""Chinese numbers that stand together: the members of a list share its unit, two numbers may be one range."""

import re
from decimal import Decimal
from math import prod

from workflow.model import Bound, Measure, Quantity
from workflow.text.quantity.numerals_zh import SCALE

_ONE = Decimal(1)
_SCALED = re.compile(r"\d\s?([十百千]?[万亿]{1,2})")
_LIST_GAP = re.compile(r"\s?(?:、|和|与|及|以及|或|至|到|[-—–~～－]{1,2})\s?")
_RATIO_GAP = re.compile(r"\s?[:：∶]\s?")
_FEWEST_SHARES = 3
_ROUNDED = Decimal("0.3")  # what shares of one decimal place may lack of 100
_SPAN_GAP = re.compile(r"\s?(?:至|到|[-—–~～－]{1,2})\s?")


def shared(found: list[Quantity], text: str) -> list[Quantity]:
    """Give the members of a list the unit and scale that only its last one states: 3、4、5个百分点, 30至50万元."""
    scale = _ONE
    for index in range(len(found) - 2, -1, -1):
        here, after = found[index], found[index + 1]
        scale = _scale(text[after.start : after.end]) or scale
        if not _LIST_GAP.fullmatch(text, here.end, after.start):
            scale = _ONE
        elif _plain(here):
            found[index] = _like(here, after, scale, text)
    for index in range(1, len(found)):
        before, here = found[index - 1], found[index]
        spelled = before.measure is Measure.PERCENT and text.startswith("百分之", before.start)
        if spelled and _plain(here) and _LIST_GAP.fullmatch(text, before.end, here.start):
            found[index] = here._replace(measure=Measure.PERCENT, small=False)
    return found


def shares(found: list[Quantity], text: str) -> list[Quantity]:
    """Make percentages of the parts of a ratio that are a hundred together: an economy of 6.5∶43.6∶49.9."""
    first = 0
    for index in range(1, len(found) + 1):
        if index < len(found) and _RATIO_GAP.fullmatch(text, found[index - 1].end, found[index].start):
            continue
        parts, first = found[first:index], index
        lacking = 100 - sum((part.low for part in parts), start=Decimal())
        if len(parts) >= _FEWEST_SHARES and all(map(_plain, parts)) and abs(lacking) <= _ROUNDED:
            parts = [part._replace(measure=Measure.PERCENT, small=False) for part in parts]
            found[index - len(parts) : index] = parts
    return found


def _plain(quantity: Quantity) -> bool:
    return quantity.measure is Measure.NUMBER and not quantity.unit


def _scale(numeral: str) -> Decimal | None:
    """What the digits of a numeral are multiplied by: 10,000 in 236万; None for none."""
    found = _SCALED.search(numeral)
    return prod((SCALE[char] for char in found[1]), start=_ONE) if found else None


def _like(here: Quantity, after: Quantity, scale: Decimal, text: str) -> Quantity:
    """`here` with what `after` states for both."""
    bare = text[here.start : here.end].strip().replace(".", "").isdecimal()
    if after.measure is Measure.NUMBER and bare and scale > 1 and here.low <= 10 * after.low / scale:
        scaled = here._replace(low=here.low * scale, high=here.high * scale, unit=after.unit, small=False)
        return scaled._replace(also=(*here.also, here.low))
    if after.measure in (Measure.PERCENT, Measure.POINTS) or after.unit:
        same = after.measure if after.measure is not Measure.MULTIPLE else Measure.NUMBER
        tenths = after.measure is Measure.PERCENT and "成" in text[after.start : after.end]
        factor = Decimal(10) if tenths else _ONE
        return here._replace(low=here.low * factor, high=here.high * factor, measure=same, unit=after.unit, small=False)
    return here


def joined(found: list[Quantity], text: str) -> list[Quantity]:
    """Make one range of two numbers of one kind with 至, 到 or a dash between them, the lower one first."""
    ranges: list[Quantity] = []
    for quantity in found:
        last = ranges[-1] if ranges else None
        if (
            last is not None
            and (last.measure, last.unit) == (quantity.measure, quantity.unit)
            and last.low == last.high < quantity.low == quantity.high
            and last.measure in (Measure.NUMBER, Measure.PERCENT, Measure.POINTS)
            and _SPAN_GAP.fullmatch(text, last.end, quantity.start)
        ):
            ranges[-1] = quantity._replace(
                start=last.start,
                text=text[last.start : quantity.end],
                low=last.low,
                also=last.also,
                bound=last.bound if last.bound is not Bound.EXACT else quantity.bound,
            )
        else:
            ranges.append(quantity)
    return ranges
