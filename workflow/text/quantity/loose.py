"""Numbers of which only the scale is told: 数百万 as *millions*, 几十亿 as *several billion*."""

import re
from collections.abc import Iterator
from decimal import Decimal
from math import prod

from workflow.model import Quantity
from workflow.text.quantity.numerals_zh import SCALE

_ZH = re.compile("(?<![第多少无])(?:好几|[数几])([十百千]?[万亿]{1,2}|[千百])(?![分家])")
_EN = re.compile(
    r"\b(?:(?P<many>tens|dozens|hundreds|thousands)\s+of\s+|(?P<few>several|a\s+few)\s+|(?P<multi>multi)-?)?"
    r"(?:(?P<hundred>hundred|thousand)\s+)?(?P<scale>thousand|million|billion|trillion)(?P<plural>s)?\b",
    re.IGNORECASE,
)
_SIZES = {
    name: Decimal(10) ** power for name, power in (("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12))
}
_MANY = {"tens": Decimal(10), "dozens": Decimal(10), "hundreds": Decimal(100), "thousands": Decimal(1000)}


def find_zh(text: str) -> Iterator[Quantity]:
    """Yield 数百万 and its like, from twice the scale to ten times."""
    for match in _ZH.finditer(text):
        size = prod((SCALE[char] for char in match[1]), start=Decimal(1))
        yield _loose(match, 2 * size, 10 * size)


def find_en(text: str) -> Iterator[Quantity]:
    """Yield *millions*, *multi-million*, *tens of millions*, from the least that they may mean to the most."""
    for match in _EN.finditer(text):
        size = _SIZES[match["scale"].lower()]
        few, many = bool(match["few"]), (match["many"] or "").lower()
        loose = few or match["multi"] or match["plural"]
        if not loose or (match["hundred"] and not few):
            continue
        if few:
            size *= {"hundred": 100, "thousand": 1000}.get((match["hundred"] or "").lower(), 1)
            yield _loose(match, 2 * size, 10 * size)
        elif many:
            yield _loose(match, size * _MANY[many], size * _MANY[many] * 10)
        else:
            yield _loose(match, size, size * 1000)


def apart(source: str, target: str) -> tuple[Quantity, Quantity] | None:
    """Return the one such number of a Chinese text and the one of its English, where they cannot be the same."""
    ours = list(find_zh(source))
    theirs = list(find_en(target)) if len(ours) == 1 else []
    if len(theirs) != 1 or (ours[0].low < theirs[0].high and theirs[0].low < ours[0].high):
        return None
    return ours[0], theirs[0]


def _loose(match: re.Match[str], low: Decimal, high: Decimal) -> Quantity:
    return Quantity(start=match.start(), end=match.end(), text=match[0], low=low, high=high, vague=True)
