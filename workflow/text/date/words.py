"""Words and numerals that dates are written with, in Chinese and English; shared by every reader of dates."""

import re

WEEKDAY_NAMES = (
    ("monday", "mon"),
    ("tuesday", "tues", "tue"),
    ("wednesday", "weds", "wed"),
    ("thursday", "thurs", "thur", "thu"),
    ("friday", "fri"),
    ("saturday", "sat"),
    ("sunday", "sun"),
)
WEEKDAYS = {name: number for number, names in enumerate(WEEKDAY_NAMES, start=1) for name in names}

# GB/T 15835-2011 allows 〇 alone; pages print ○, 零 and the Latin letter as well.
HAN_DIGITS = {c: value for value, chars in enumerate(("〇○零O", *"一二三四五六七八九")) for c in chars} | {"两": 2}
_HAN_TENS = {"十": 1, "廿": 2, "卅": 3}
_SMALL = re.compile(r"([一二三四五六七八九]?)([十廿卅])([一二三四五六七八九]?)")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}


def narrow(text: str) -> str:
    """The text with full-width ASCII forms and spaces made narrow, one character for each."""
    return text if text.isascii() else text.translate(_WIDE)


def small_number(text: str) -> int:
    """A number below 100 in digits or Chinese numerals (``十五``, ``廿四``, ``05``); -1 where it is none."""
    if text.isdecimal():
        return int(text)
    if len(text) == 1 and text in HAN_DIGITS:
        return HAN_DIGITS[text]
    match = _SMALL.fullmatch(text)
    if not match:
        return -1
    tens = HAN_DIGITS[match[1]] if match[1] else _HAN_TENS[match[2]]
    return tens * 10 + (HAN_DIGITS[match[3]] if match[3] else 0)


def digit_string(text: str) -> int:
    """A number spelt digit by digit, as years are (``二〇二四``, ``2024``); -1 where it is none."""
    if text.isdecimal():
        return int(text)
    if not text or any(c not in HAN_DIGITS for c in text):
        return -1
    return int("".join(str(HAN_DIGITS[c]) for c in text))
