"""Writes numbers in Chinese, independently of the reader under test: column by column, from the digits."""

from decimal import Decimal

_CHARS = "零一二三四五六七八九"


def _below_10000(number: int) -> str:
    out = ""
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            out += _CHARS[digit] + name
        elif out and not out.endswith("零"):
            out += "零"
    return out.rstrip("零")


def classical(number: int) -> str:
    """三千零五亿零二十万 …: the full form of a schoolbook."""
    if number == 0:
        return "零"
    groups: list[int] = []
    while number:
        number, group = divmod(number, 10000)
        groups.append(group)
    return _grouped(groups)


def _grouped(groups: list[int]) -> str:
    """Groups of four digits, lowest first; above 亿 the names repeat (万亿)."""
    if len(groups) > 2:
        rest = groups[1] * 10000 + groups[0]
        gap = "零" if 0 < rest < 10**7 else ""
        return _grouped(groups[2:]) + "亿" + gap + (_grouped(groups[:2]) if rest else "")
    low, high = groups[0], groups[1] if len(groups) > 1 else 0
    if not high:
        return _below_10000(low)
    return _below_10000(high) + "万" + ("零" if 0 < low < 1000 else "") + _below_10000(low)


def spoken(number: int) -> str:
    """两千, 十五, 两亿: as people say it."""
    text = classical(number)
    if text.startswith("一十"):
        text = text[1:]
    for unit in "千万亿":
        text = text.replace(f"二{unit}", f"两{unit}").replace(f"十两{unit}", f"十二{unit}")
    return text


def mixed(number: int) -> str:
    """2亿3000万零5, 7650亿: digits with scales."""
    high, rest = divmod(number, 10**8)
    middle, low = divmod(rest, 10**4)
    out = f"{high}亿" if high else ""
    if middle:
        out += f"{middle}万" if not out or middle >= 1000 else f"零{middle}万"
    if low:
        out += str(low) if not out or low >= 1000 else f"零{low}"
    return out or "0"


def separated(number: int) -> str:
    return f"{number:,}"


def full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


def scaled(number: int) -> str:
    """1.08万亿, 3.6万: one decimal number and the largest scale."""
    for scale, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")):
        if number >= scale:
            return f"{(Decimal(number) / scale).normalize():f}{name}"
    return str(number)


def spelled_decimal(number: Decimal) -> str:
    whole, _, places = f"{number:f}".partition(".")
    return classical(int(whole)) + ("点" + "".join(_CHARS[int(digit)] for digit in places) if places else "")


STYLES = (classical, spoken, mixed, separated, full_width, scaled)
