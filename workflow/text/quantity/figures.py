"""Every figure that may stand in a text, read without grammar: a second look before a number is called missing.

The readers of quantities and dates say what a number is; what is written oddly they leave, or read in part (*1.1.
Billion*, *Rmb20mn*, 500 多万, 7 点 15 分). Here a run of digits is a figure whatever stands around it, and may have any
value that its neighbours can give it. That is too much to owe a text, and right for asking whether it says a value.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from workflow.model import Quantity
from workflow.text.quantity.numbers_en import find
from workflow.text.quantity.numbers_zh import fold
from workflow.text.quantity.numerals_en import GLUED, LEXICON, Kind
from workflow.text.quantity.numerals_zh import read

_LONGEST = 24  # digits; what is longer is a code
_HALVES = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_SPACED = r"\d{1,3}(?:[\u00a0\u202f ]\d{3})+(?![\d,.'’])"
_EN = re.compile(rf"{_SPACED}|\d+(?:[,.'’]\d+)*(?:\.\s\d+)?[{_HALVES}]?|[{_HALVES}]")
_WELL_FORMED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
# A scale or a part behind a figure, with a stray mark between: "1.1. Billion", "20mn", "4 -million", "13 hundredths".
_SCALED = re.compile(r"[\s\u00a0.,+*-]{0,3}([A-Za-z]+)")
_MORE_SCALES = {"lakh": Decimal(10**5), "lakhs": Decimal(10**5), "crore": Decimal(10**7), "crores": Decimal(10**7)}
_RANGE = re.compile(r"\s?(?:[-–—~/]|to|and|or|,)\s?(?:[A-Za-z]{0,3}[$£€¥])?")
_TENTHS = re.compile("-?ths?\\b")
_OTHERS = re.compile(r"(?:\s[a-z]+)?\sothers?\b")
_HAN = "〇零一二两三四五六七八九十百千万亿廿卅"
# Not the 千 of 千瓦 and its like, which is part of the unit.
_ZH = re.compile(rf"[\d{_HAN}](?:(?:\s?,\s?|\s)?(?!千[克米瓦焦卡帕伏赫])[\d{_HAN}兆.点多余几来])*")
_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟，／", "一二三四五六七八九十百千,/")
_FILLED = re.compile(r"[\s,多余几来]")
# What a figure may be a part of: 9秒8, 3斤半, 5/6; and from 1.2 to 1.5亿, where only the second has the scale.
_JOINED = re.compile(rf"(?<!\d)(\d{{1,9}}|[{_HAN}]{{1,9}})([/\u4e00-\u9fff])(\d{{1,9}}|半)")
_UP_TO = re.compile(r"(?<!\d)(\d{1,9}(?:\.\d{1,9})?)[\u4e00-\u9fff]{0,2}[至到为](?:\d+(?:\.\d+)?)([百千万亿]+)")
_COMMA = re.compile(r"(?<=thousand|.million|.billion|trillion),(?=\s[a-z])")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))")
_TRILLION = Decimal(10**12)
_PARTS = re.compile(rf"\d+(?:\.\d+)?|[{_HAN}]+")


class Figure(NamedTuple):
    """A run of digits or numerals at ``start:end`` of a text, its scale included.

    `values` are those that all of it may have, `parts` those of its pieces (7 and 15 of 7 点 15 分).
    """

    start: int
    end: int
    values: frozenset[Decimal]
    parts: frozenset[Decimal] = frozenset()


def figures_en(text: str) -> list[Figure]:
    """Return the figures of an English text, in its order; number words are left to the reader of quantities."""
    found: list[Figure] = []
    scales: list[Decimal] = []
    for match in _EN.finditer(text):
        if len(match[0]) > _LONGEST:
            continue
        scale, end = _scale(text, match.end())
        values = {value * scale for value in _meanings(match[0])}
        values |= _with_others(text, end, min(values))
        if _TENTHS.match(text, match.end()):
            values |= {1 / value for value in values if value}
        found.append(Figure(match.start(), end, frozenset(values)))
        scales.append(scale)
    return _with_shared_scale(found, scales, text)


def _meanings(run: str) -> set[Decimal]:
    """What digits with marks between may mean: 1 200 000, 1'200, 1,2 and 2. 4 as groups or as a decimal, 3½."""
    if _WELL_FORMED.fullmatch(run):
        return {Decimal(run.replace(",", ""))}
    share = Fraction(unicodedata.numeric(run[-1]) if run[-1] in _HALVES else 0).limit_denominator(10)
    half = Decimal(share.numerator) / share.denominator
    *groups, last = re.findall(r"\d+", run) or ["0"]
    whole = Decimal("".join([*groups, last]))
    return {whole + half, Decimal(f"{''.join(groups)}.{last}")} if groups else {whole + half}


def _with_shared_scale(found: list[Figure], scales: list[Decimal], text: str) -> list[Figure]:
    """*6-7 million*: the first may have the scale of the second."""
    for at in range(len(found) - 2, -1, -1):
        here, after = found[at], found[at + 1]
        if scales[at] == 1 != scales[at + 1] and _RANGE.fullmatch(text, here.end, after.start):
            scales[at] = scales[at + 1]
            found[at] = here._replace(values=here.values | {value * scales[at] for value in here.values})
    return found


def _scale(text: str, end: int) -> tuple[Decimal, int]:
    """What the word behind a figure multiplies it by, and the end of both."""
    match = _SCALED.match(text, end)
    if match is None:
        return Decimal(1), end
    word, glued = match[1].lower(), match.start(1) == end
    kind, value = (Kind.SCALE, _MORE_SCALES[word]) if word in _MORE_SCALES else LEXICON.get(word, (None, Decimal(0)))
    if glued and word in GLUED:
        return GLUED[word], match.end()
    if kind in (Kind.SCALE, Kind.HUNDRED):
        return value, match.end()
    if word.rstrip("s") in ("tenth", "hundredth", "thousandth"):
        return 1 / LEXICON[word.rstrip("s") + "s"][1], match.end()
    return Decimal(1), end


def spelt_out(text: str) -> Iterator[Figure]:
    """The numbers in words of which a comma parts the thousands: *one thousand, two hundred and thirty*."""
    if _COMMA.search(text):
        yield from (as_figure(text, one) for one in find(_COMMA.sub(" ", text)) if "," in text[one.start : one.end])


def as_figure(text: str, quantity: Quantity) -> Figure:
    """Return a quantity that was read from an English text as a figure; *three other* may be four."""
    values = {quantity.low, quantity.high}
    return Figure(quantity.start, quantity.end, frozenset(values | _with_others(text, quantity.end, quantity.low)))


def _with_others(text: str, end: int, value: Decimal) -> set[Decimal]:
    """*Ms. Li and five others* are six."""
    return {value + 1, value + 2} if _OTHERS.match(text, end) else set()


def figures_zh(text: str) -> list[Figure]:
    """Return the figures of a Chinese text; one that is part of another follows."""
    plain = fold(text).translate(_PLAIN)
    return [*_runs(plain), *_joined(plain)]


def _runs(text: str) -> Iterator[Figure]:
    for match in _ZH.finditer(text):
        values, parts = frozenset(_whole(match[0])), frozenset(_part_values(match[0]))
        if values or parts:
            yield Figure(match.start(), match.end(), values, parts)


def _joined(text: str) -> Iterator[Figure]:
    for match in _JOINED.finditer(text):
        whole, rest = read(match[1]), match[3]
        if match[2] == "/" and whole and rest.isdecimal() and int(rest):
            yield Figure(match.start(), match.end(), frozenset({whole[0] / int(rest)}))
        elif match[2] not in f"/{_HAN}" and whole and whole[0] == whole[0].to_integral_value():
            places = "5" if rest == "半" else rest
            yield Figure(match.start(), match.end(), frozenset({Decimal(f"{whole[0]:f}.{places}")}))
    for match in _UP_TO.finditer(text):
        value = read(match[1] + match[2])
        yield Figure(match.start(1), match.end(1) + 1, frozenset(value or ()))


def _whole(run: str) -> Iterator[Decimal]:
    """The value of a whole run: 1 000亿, 500 多万, 四兆一千六百亿."""
    if _DECIMAL_COMMA.search(run):
        yield from _whole(_DECIMAL_COMMA.sub(".", run))
    plain = _FILLED.sub("", run)
    head, trillions, rest = plain.rpartition("兆")
    span, more = read(head or plain), read(rest) if trillions and rest else None
    if span and not trillions:
        yield from span
    elif span and (more or not rest):
        yield span[0] * _TRILLION + (more[0] if more else 0)


def _part_values(run: str) -> Iterator[Decimal]:
    for part in _PARTS.findall(run):
        yield from read(part) or ()
