"""The numbers of a Chinese text as values, and only those: not 一带一路, not 三农, not 十分.

A numeral in digits counts unless it belongs to a code or a date. A numeral in characters counts when it is long
enough to be nothing else (三百二十), or when what follows says that something is counted (三个, 六成, 五亩).
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from workflow.model import Quantity
from workflow.text.quantity.lists_zh import joined, shared, shares
from workflow.text.quantity.not_numbers_zh import Hidden
from workflow.text.quantity.numerals_zh import DIGITS, SCALE, read
from workflow.text.quantity.reader_zh import NUMERAL, Reader, bare

_HAN = "〇零一二两三四五六七八九十百千万亿廿卅"
_FOLD = str.maketrans(
    "０１２３４５６７８９．％﹪兩億萬個餘約幾數點倍畝噸歲雙圓過間條項種類國臺顆輛週層屆",
    "0123456789.%%两亿万个余约几数点倍亩吨岁双元过间条项种类国台颗辆周层届",
)
_ODD = re.compile(f"[{''.join(map(chr, _FOLD))}]")
_TIMES = re.compile(r"(?<=\d)x(?=\d)")  # 4x200米
_ANY = re.compile(rf"[\d{_HAN}半]")
_DECADES = re.compile("([三四五六七八九])旬")  # 八旬老人: 80 years old, in his eighties, an octogenarian
_IN_DISGUISE = (
    (re.compile("[双俩]"), Decimal(2)),
    (re.compile("仨"), Decimal(3)),
    (re.compile("(?<!成)半"), Decimal("0.5")),
)


def find(text: str, skip: Sequence[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """Return the quantities of a Chinese text in its order.

    Args:
        text: plain text; full-width digits and traditional numerals are read too. Offsets are those of `text`.
        skip: spans that another reading has claimed (terms, dates); a numeral that touches one is left alone.
    """
    if not _ANY.search(text):
        return ()
    folded = fold(text)
    if "x" in folded:
        folded = _TIMES.sub("×", folded)
    reader = Reader(folded, Hidden(folded, skip))
    found = joined(shares(shared([*reader.read()], folded), folded), folded)
    if "《" in text:
        found = [_titled(text, quantity) for quantity in found]
    if folded is text:
        return tuple(found)
    return tuple(quantity._replace(text=text[quantity.start : quantity.end]) for quantity in found)


def fold(text: str) -> str:
    """Return the text with numerals and classifiers of full width or of traditional form in their usual one."""
    return text.translate(_FOLD) if _ODD.search(text) else text


def _titled(text: str, quantity: Quantity) -> Quantity:
    """Leave a small number in the title of a work to its translator: 《三生三世》."""
    inside = quantity.small and text.rfind("《", 0, quantity.start) > text.rfind("》", 0, quantity.start)
    return quantity._replace(vague=True) if inside else quantity


def numerals(text: str) -> set[Decimal]:
    """Every value that a numeral of the text could have, hidden ones and single characters included.

    What stands here explains a number of the translation that `find` does not answer for (三农, 2024年).
    """
    folded = fold(text)
    values: set[Decimal] = set()
    for match in NUMERAL.finditer(folded):
        values.update(read(bare(match[0])) or read(f"一{match[0]}") or ())
        values.update(Decimal(DIGITS[char]) for char in match[0] if char in DIGITS)
        values.update(SCALE[char] for char in match[0] if char in SCALE)
    values.update(value for word, value in _IN_DISGUISE if word.search(folded))
    values.update(Decimal(DIGITS[decade] * 10) for decade in _DECADES.findall(folded))
    values.update(Decimal(run) for run in re.findall(r"\d{1,20}", folded))
    return values
