"""What a number is told for: 每公斤6元 is *6 yuan a kilogram*, not *a ton*; 亩产 is a yield *per mu*."""

import re
from collections.abc import Sequence
from functools import cache

from workflow.model import Quantity
from workflow.text.quantity.units import BY_CODE, MONEY, UNITS

Said = tuple[Quantity, Quantity]
_REACH_ZH = 10  # characters between 每公斤 and its number


def other_measure(source: str, target: str, said: Sequence[Said]) -> list[Said]:
    """Return which quantities the target states with the right value for another measure, with those it states.

    Only measures of one kind are compared, and only where both texts name one right beside the number.

    Args:
        source: the Chinese text.
        target: the English text.
        said: which quantity of the target states which one of the source.
    """
    if "每" not in source and "/" not in source and "亩产" not in source:
        return []
    odd: list[Said] = []
    for owed, found in said:
        ours = _measure_zh(source, owed) if owed.unit and owed.low == found.low else ""
        theirs = _measure_en(target, found) if ours else ""
        if theirs and ours != theirs and BY_CODE[ours].kind == BY_CODE[theirs].kind:
            odd.append((owed, found))
    return odd


def _measure_zh(text: str, quantity: Quantity) -> str:
    """The code of the measure that a Chinese number is told for, '' for none: 每公斤6元, 6元/公斤, 亩产820公斤."""
    codes, unit = _units(zh=True)
    behind = re.compile(rf"\s?[/每一](?P<unit>{unit})").match(text, quantity.end)
    before = text[max(0, quantity.start - _REACH_ZH) : quantity.start]
    found = behind or re.search(rf"每一?(?P<unit>{unit})[^，。；、]{{0,4}}$", before)
    if found:
        return codes[found["unit"]]
    return "mu" if re.search("亩产[^，。；、]{0,4}$", before) else ""


def _measure_en(text: str, quantity: Quantity) -> str:
    """The code of the measure that an English number is told for, '' for none: *6 yuan a kilogram*, *820 kg per mu*."""
    codes, unit = _units(zh=False)
    pattern = re.compile(rf"\s*(?:\b(?:a|an|per|each|for (?:each|every|a))\s+|/\s?)(?P<unit>{unit})\b")
    found = pattern.match(text, quantity.end)
    return codes[found["unit"]] if found else ""


@cache
def _units(*, zh: bool) -> tuple[dict[str, str], str]:
    """The names of measures with their codes, and a pattern of them."""
    codes = {
        name: unit.code
        for unit in UNITS
        if unit.kind not in (MONEY, "time", "temperature")
        for name in (unit.zh if zh else unit.en)
    }
    return codes, "|".join(map(re.escape, sorted(codes, key=len, reverse=True)))
