"""What a number says of a change: up or down, and whether it is the difference or the level reached.

降至60% is "fell to 60 percent", 下降60% is "fell by 60 percent": the same figure, and another statement. Only what
stands next to a word of change is judged; a number elsewhere in the sentence may belong to anything.
"""

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from workflow.model import Measure, Quantity
from workflow.model.frozen import dataclass

_UP_ZH = "增长|增加|上升|上涨|提高|提升|上调|攀升|扩大|增|升|涨"
_DOWN_ZH = "负增长|下降|减少|降低|下跌|下滑|下调|回落|缩减|缩小|收窄|压减|减|降|跌"
_BEFORE_ZH = re.compile(
    rf"(?:(?P<down>{_DOWN_ZH})|(?P<up>{_UP_ZH}))了?(?P<to>至|到|为)?(?:原来的|原先的|了|约|近|逾|超过?|将近|大约)*$"
)
_LEVEL_ZH = re.compile(r"[比较于][^，。；！？]{1,24}(?:(?P<up>高|多)|(?P<down>低|少))(?:出|了|约|近|逾)*$")
_FAR_ZH = 32  # characters in which a comparison fits
_REACH_ZH = 14  # characters in which a word of change and what may follow it fit

_UP_EN = (
    r"up(?!\s+to\b)|r[io]se|risen|rising|grows?|grew|grown|growing|growth|increas(?:e[sd]?|ing)|climb(?:s|ed|ing)?|gain(?:s|ed|ing)?"
    r"|jump(?:s|ed|ing)?|surg(?:e[sd]?|ing)|soar(?:s|ed|ing)?|expand(?:s|ed|ing)?|rais(?:e[sd]?|ing)|higher"
)
_DOWN_EN = (
    r"down(?!\s+to\b)|falls?|fell|fallen|falling|drop(?:s|ped|ping)?|declin(?:e[sd]?|ing)|decreas(?:e[sd]?|ing)"
    r"|reduc(?:e[sd]?|ing|tion)|cut(?:s|ting)?|lower(?:s|ed|ing)?|shr[aiu]nk(?:s|ing)?|slip(?:s|ped)?|narrow(?:s|ed|ing)?"
    r"|plunged?|contract(?:s|ed)|slash(?:ed)?"
)
_VERB_EN = rf"\b(?:(?P<up>{_UP_EN})|(?P<down>{_DOWN_EN}))"
_ABOUT_EN = (
    r"(?:\s+(?:a|an|about|around|approximately|roughly|some|nearly|almost|over|more|less|than|at|least|just|only|further"
    r"|another|by|of|year|on|year-on-year|well|slightly|sharply|steadily|significantly))*"
)
# Words of change that stand right before the number, and *by* or *to* with a few words between.
_NEXT_EN = re.compile(rf"{_VERB_EN}{_ABOUT_EN}\s*$", re.IGNORECASE)
_FAR_EN = re.compile(
    rf"{_VERB_EN}(?P<between>(?:\s+[a-z’'-]+){{0,8}}?)\s+(?P<way>by|to)(?:\s+(?:a|about|around|approximately|roughly|some|nearly"
    r"|almost|over|more|less|than|at|least|just|only|well))*\s*$",
    re.IGNORECASE,
)
_AFTER_EN = re.compile(
    rf"[\s-]+(?:(?:year-on-year|annual|further)\s+)?\b(?:(?P<up>{_UP_EN}|above|more)|(?P<down>{_DOWN_EN}|below|less|fewer))\b",
    re.IGNORECASE,
)
_REACH_EN = 100
_TURNED = re.compile(r"\b(?:negative|not|no|never|slow\w*|less)\b|n’t\b|n't\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Change:
    """A change as a text states it beside a number: `rises`, and the level it goes `to` or the difference."""

    rises: bool
    to: bool


def change_zh(text: str, quantity: Quantity) -> Change | None:
    """Return what a Chinese text says of a change right before one of its quantities, None where it says nothing."""
    found = _BEFORE_ZH.search(text, max(0, quantity.start - _REACH_ZH), quantity.start)
    if found is not None:
        return Change(rises=bool(found["up"]), to=bool(found["to"]))
    found = _LEVEL_ZH.search(text, max(0, quantity.start - _FAR_ZH), quantity.start)
    return Change(rises=bool(found["up"]), to=False) if found else None


def change_en(text: str, quantity: Quantity) -> Change | None:
    """Return what an English text says of a change beside one of its quantities, None where it says nothing clear."""
    start = max(0, quantity.start - _REACH_EN)
    before = re.split(r"[.,;:!?()]\s", text[start : quantity.start])[-1]
    found = _NEXT_EN.search(before)
    if found is None:
        found = _FAR_EN.search(before)
    if found is None:
        found = _AFTER_EN.match(text, quantity.end)
        return None if found is None or _TURNED.search(before) else Change(rises=bool(found["up"]), to=False)
    if _TURNED.search(before):
        return None
    return Change(rises=bool(found["up"]), to=found.groupdict().get("way", "") == "to")


_HALF = (Decimal("0.5"), Decimal(50))
_CHANGED = (Measure.NUMBER, Measure.PERCENT, Measure.POINTS, Measure.FRACTION)


def turned(source: str, target: str, said: Sequence[tuple[Quantity, Quantity]]) -> list[tuple[Quantity, Quantity]]:
    """Return which quantities the target states with the right value and as another change, with those it states.

    A half is left out: what falls to it falls by it. So are multiples, whose value says which is meant, and a value
    that is stated twice, for either may come first.

    Args:
        source: the Chinese text.
        target: the English text.
        said: which quantity of the target states which one of the source.
    """
    odd = [(owed, found) for owed, found in said if _comparable(owed, found) and _differs(source, owed, target, found)]
    often = Counter(owed.low for owed, _ in said) if odd else {}
    return [(owed, found) for owed, found in odd if often[owed.low] == 1]


def _differs(source: str, owed: Quantity, target: str, found: Quantity) -> bool:
    ours = change_zh(source, owed)
    theirs = ours and change_en(target, found)
    return theirs is not None and ours != theirs


def _comparable(owed: Quantity, found: Quantity) -> bool:
    same = owed.measure is found.measure and (owed.low, owed.high) == (found.low, found.high)
    return same and owed.measure in _CHANGED and owed.low not in _HALF
