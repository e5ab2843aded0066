"""Chinese numerals as values: 三千五百, 1.08万亿, 2亿3000万, 两千三, 二〇二五, 三四百.

Forms follow GB/T 15835-2011 (用法) and what newspapers print beside it. Values are exact Decimals.
"""

import re
from decimal import Decimal

DIGITS = {
    char: value
    for value, chars in enumerate(("〇零○", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_TENS = {"廿": 20, "卅": 30}
SCALE = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10**4), "亿": Decimal(10**8)}
_SCALES = (("亿", SCALE["亿"]), ("万", SCALE["万"]))
_LONGEST = 40  # characters of a numeral; what is longer is a code, and arithmetic would round it
_TOKEN = re.compile(r"\d+(?:\.\d+)?|.")
_APPROXIMATE = re.compile("([一二两三四五六七八九])([二三四五六七八九])")

Span = tuple[Decimal, Decimal]


def read(text: str) -> Span | None:
    """Return the value of a numeral as (low, high), which differ in 三四百 and 二十五六; None if it is no numeral.

    Args:
        text: ASCII digits with a decimal point and without separators, 〇 to 九, 零两廿卅, 十百千万亿, 点.
    """
    if len(text) > _LONGEST:
        return None
    value = Decimal(text) if text.isdecimal() else _number(text)
    if value is not None:
        return value, value
    pairs = list(_APPROXIMATE.finditer(text))
    if len(pairs) != 1 or not _consecutive(*pairs[0].groups()):
        return None
    at = pairs[0].start()
    low, high = _number(text[: at + 1] + text[at + 2 :]), _number(text[:at] + text[at + 1 :])
    return (low, high) if low is not None and high is not None else None


def _consecutive(first: str, second: str) -> bool:
    """Whether two digits side by side mean *about*: 三四, 七八; and 三五, the only pair with a gap."""
    return DIGITS[second] - DIGITS[first] == 1 or first + second == "三五"


def _number(text: str) -> Decimal | None:
    for unit, scale in _SCALES:
        head, found, tail = text.rpartition(unit)
        if found:
            return _scaled(head, scale, tail)
    if "点" in text:
        return _decimal(text)
    return _section(text)


def _scaled(head: str, scale: Decimal, tail: str) -> Decimal | None:
    """The value of ``head × scale + tail``; 1.08万 before 亿 is a head like any other, a second 亿 is not."""
    if "亿" in head or (scale == _SCALES[1][1] and "万" in head):
        return None
    count, rest = _number(head) if head else None, _rest(tail, scale)
    if count is None or rest is None or rest >= scale:
        return None
    return count * scale + rest


def _rest(tail: str, scale: Decimal) -> Decimal | None:
    """What follows a scale: 3000万 after 亿; one bare digit counts the next lower place (三万五 is 35,000)."""
    if not tail:
        return Decimal(0)
    if len(tail) == 1:
        digit = _digit(tail)
        return None if digit is None else digit * scale / 10
    return _number(tail.lstrip("零〇")) if tail[0] in "零〇" else _number(tail)


def _digit(char: str) -> Decimal | None:
    value = DIGITS.get(char)
    if value is None:
        return Decimal(char) if char.isdecimal() else None
    return Decimal(value)


def _decimal(text: str) -> Decimal | None:
    whole, _, places = text.partition("点")
    value = _section(whole)
    if value is None or "." in whole or not places or any(char not in DIGITS for char in places):
        return None  # 1.5点三
    return Decimal(f"{value:f}.{''.join(str(DIGITS[char]) for char in places)}")


def _section(text: str) -> Decimal | None:
    """A number below 万: 三千五百, 3千5百, 廿一, or digits alone (3500, 二〇二五)."""
    if text.isdecimal() or ("." in text and text.replace(".", "", 1).isdecimal()):
        return Decimal(text)
    if all(char in DIGITS for char in text):
        digits = "".join(str(DIGITS[char]) for char in text)
        spelled = len(text) == 1 or "〇" in text or "零" in text  # 五一 and 九一八 are names
        return Decimal(digits) if digits and spelled else None
    return _places(_TOKEN.findall(text))


def _places(pieces: list[str]) -> Decimal | None:
    """Sum places that must descend: 千, 百, 十, ones. A bare digit at the end counts the next lower place."""
    total, pending, last, gap = Decimal(0), None, Decimal(10000), False
    for piece in pieces:
        if piece in _UNITS or piece in _TENS:
            place = Decimal(_UNITS.get(piece, 10))
            count = _count(piece, pending, first=not total or gap)
            if count is None or place >= last:
                return None
            total, pending, last, gap = total + count, None, place, False
        elif pending is not None or not (piece in DIGITS or piece[0].isdecimal()):
            return None
        elif piece in "零〇":
            gap = True
        else:
            pending = Decimal(DIGITS[piece]) if piece in DIGITS else Decimal(piece)
    return total if pending is None else _ones(total, pending, last, gap=gap)


def _count(piece: str, pending: Decimal | None, *, first: bool) -> Decimal | None:
    """What one place adds; only 十 may stand without a digit, at the beginning or behind 零."""
    if piece in _TENS:
        return Decimal(_TENS[piece]) if pending is None else None
    if pending is not None:
        return pending * _UNITS[piece]
    return Decimal(10) if piece == "十" and first else None


def _ones(total: Decimal, pending: Decimal, last: Decimal, *, gap: bool) -> Decimal | None:
    if pending >= last:
        return None
    shorthand = last >= 100 and not gap and pending < 10  # noqa: PLR2004 - 两千三, not 两千零三
    return total + (pending * last / 10 if shorthand else pending)
