"""Chinese numbers whose parts stand around their unit: 3角5分, 两块五, 1米96, 10秒72, 1小时30分."""

import re
from decimal import Decimal

from workflow.text.quantity.numerals_zh import DIGITS, SCALE, read

_DIGIT = "([1-9一二两三四五六七八九])"
_CHANGE = re.compile(
    rf"(?:(?:元|块){_DIGIT}[角毛](?:{_DIGIT}分?)?|[角毛]{_DIGIT}分?|块{_DIGIT})(?:钱|(?=[一每/、，。；！？）\s涨跌降升提调减到至左的]|$))"
)
_ENDS = r"(?=[，。、；,.\s（(高长宽深厚的]|$)"
_PLACES = {"s": re.compile(r"\d\d(?!\d)"), "m": re.compile(rf"\d\d?{_ENDS}")}
_GOES_ON = re.compile(rf"零?[\d〇零一二两三四五六七八九十]{{1,3}}(?:个月|个?小时|个?钟头|分|秒|天)|\d\d?{_ENDS}")
_MINUTES = re.compile(r"(?:小时|钟头)\d{1,2}分(?!钟)")


def change(value: Decimal, text: str, end: int) -> tuple[Decimal, int] | None:
    """Return an amount in yuan and where it ends, if a unit of money at `end` of a text has more behind it."""
    match = _CHANGE.match(text, end)
    if match is None:
        return None
    small = match[0].startswith(("角", "毛"))
    amount, place = (value / 10, Decimal("0.01")) if small else (value, Decimal("0.1"))
    for digit in filter(None, match.groups()):
        amount, place = amount + Decimal(DIGITS.get(digit, digit)) * place, place / 10
    return amount, match.end()


def places(value: Decimal, code: str, text: str, end: int) -> tuple[Decimal, int] | None:
    """Return a size with the decimal places that stand behind its unit, and where they end."""
    match = _PLACES[code].match(text, end) if code in _PLACES and value == value.to_integral_value() else None
    return (Decimal(f"{value:f}.{match[0]}"), match.end()) if match else None


def goes_on(text: str, end: int) -> bool:
    """Whether a size is only the first part of one: 1小时30分钟, 1米96."""
    return _GOES_ON.match(text, end) is not None


_TRILLIONS = re.compile(
    "兆(?:(?P<rest>[\\d〇一二两三四五六七八九十百千]+)亿)?(?=[多余]?(?:元|美元|港元|台币|新台币|日元|日圆|韩元|韩圜|欧元))"
)


def trillions(text: str, end: int) -> tuple[Decimal, int] | None:
    """Return what is added to trillions and where they end, if 兆 at `end` of a text counts money: 1兆2千亿元."""
    match = _TRILLIONS.match(text, end)
    if match is None:
        return None
    rest = read(match["rest"]) if match["rest"] else None
    return (rest[0] * SCALE["亿"] if rest else Decimal(0)), match.end()


def is_minutes(text: str, at: int) -> bool:
    """Whether the 分 at a place counts the minutes behind an hour."""
    match = _MINUTES.search(text, max(0, at - 6), at + 2) if text.startswith("分", at) else None
    return match is not None and match.end() == at + 1
