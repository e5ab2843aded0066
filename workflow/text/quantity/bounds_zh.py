"""Words around a Chinese number that make a limit of it: 近, 约, 超过, 不足; 左右, 以上, 以下."""

import re

from workflow.model import Bound

_BOUNDS = {
    "近": Bound.NEARLY,
    "将近": Bound.NEARLY,
    "接近": Bound.NEARLY,
    "约": Bound.ABOUT,
    "大约": Bound.ABOUT,
    **dict.fromkeys(("超", "超过", "逾", "高于", "多于", "突破"), Bound.OVER),
    **dict.fromkeys(("不足", "不到", "低于", "少于"), Bound.UNDER),
}
_BEFORE = re.compile(
    "(?:将近|大约|(?<!接附)近|(?<![签节合违条契特制誓相预邀大解])约|(?<![赶反高])超|(?<![不没未])(?:超过|高于|多于|低于|少于|突破)|逾|不足|不到)$"
)
_BEHIND = re.compile("[及或]?(左右|上下|以上|以下|以内)")
_BEHIND_BOUNDS = {
    **dict.fromkeys(("左右", "上下"), Bound.ABOUT),
    "以上": Bound.OVER,
    **dict.fromkeys(("以下", "以内"), Bound.UNDER),
}


def limit_before(text: str, start: int, *, lately: bool = False) -> tuple[int, Bound]:
    """Return where a number begins with 近, 约, 超 … before it, and its bound.

    `lately`: the number is a span of time; 近三年 is one too, no limit.
    """
    match = _BEFORE.search(text[max(0, start - 4) : start])
    if match is None or (lately and match[0] == "近"):
        return start, Bound.EXACT
    return start - len(match[0]), _BOUNDS[match[0]]


def limit_behind(text: str, end: int, bound: Bound) -> tuple[int, Bound]:
    """Return where a number ends with 左右, 以上 … behind it, and its bound; one before it, `bound`, goes first."""
    match = _BEHIND.match(text, end) if bound is Bound.EXACT else None
    return (match.end(), _BEHIND_BOUNDS[match[1]]) if match else (end, bound)
