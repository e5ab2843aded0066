"""Reads the numerals of one Chinese text from left to right; `numbers_zh` is the way in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from workflow.model import Bound, Measure, Quantity
from workflow.text.chars import one_of
from workflow.text.quantity.bounds_zh import limit_before, limit_behind
from workflow.text.quantity.classifiers import CLASSIFIER
from workflow.text.quantity.not_numbers_zh import Hidden
from workflow.text.quantity.numerals_zh import DIGITS, SCALE, read
from workflow.text.quantity.parts_zh import change, goes_on, is_minutes, places, trillions
from workflow.text.quantity.units import NOT_UNITS, UNITS

_HAN = "〇零一二两三四五六七八九十百千万亿廿卅"
# Digits in groups of three, by a comma or (GB/T 15835-2011, 5.1.1) by a space.
_ARABIC = r"\d{1,3}(?:[,，]\d{3}|[ \u00a0\u2009\u202f]\d{3}(?!\d))+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
# 千 before 克, 米, 瓦 … is part of the unit when digits stand before it (5千克, but 五千米).
NUMERAL = re.compile(
    rf"(?:(?:{_ARABIC})\s?(?:千(?![克米瓦焦卡帕伏赫])|[十百万亿])?|[{_HAN}])"
    rf"(?:(?!千)[{_HAN}]|(?<=[一二两三四五六七八九])千|千(?![克米瓦焦卡帕伏赫])|(?<=[百千万亿零])(?:{_ARABIC})\s?|点(?=[〇零一二三四五六七八九]))*"
)
_BEGIN = re.compile(rf"[\d{_HAN}]")  # what every numeral begins with
_MORE = re.compile(
    rf"(?:\s(?=[多余](?:[百千万亿]|{CLASSIFIER})))?([多余几])\s?([十百千]?[万亿]{{1,2}}|[百千])?"
    "|来([十百千]?[万亿]{1,2}|(?=[个名位人家岁年天次所]))"
)
_DIVISORS = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000)}
_UNIT_BY_WORD = {word: unit for unit in UNITS for word in unit.zh}
_UNIT = re.compile(one_of(_UNIT_BY_WORD))
_SUFFIX = re.compile(
    r"\s?(?:(?P<points>[多来]?个?百分点)|(?P<basis>个?基点|[Bb][Pp])|(?P<percent>%)|(?P<permille>‰)"
    r"|(?P<tenth>成(?![功果为?立员本就长品绩语群型像因教])|成(?=为[女男青党]))"
    rf"(?:(?P<half>半)|(?P<more>[一二三四五六七八九](?![{_HAN}\d成半至到、~～—–-]|{CLASSIFIER})))?"
    r"|(?P<discount>折(?![叠射合旧线磨腰返页纸]))|(?P<times>倍(?!增|数|感))|(?P<halfway>个半(?!径|导))|(?P<doublings>番(?!茄|号|位)))"
)
# The measure behind a number, and what the number is multiplied by.
_RATES = {
    "points": (Measure.POINTS, Decimal(1)),
    "basis": (Measure.POINTS, Decimal("0.01")),
    "percent": (Measure.PERCENT, Decimal(1)),
    "permille": (Measure.PERCENT, Decimal("0.1")),
    "tenth": (Measure.PERCENT, Decimal(10)),
    "half": (Measure.PERCENT, Decimal(10)),
    "more": (Measure.PERCENT, Decimal(10)),
}
_SCORE = re.compile(r"\d比1(?!\d)|1比\d")
_COUNTED = re.compile(rf"\s?(?:{CLASSIFIER})")
# 三、四个 and 三到五个: the first is a count because the second is one.
_CHAIN = re.compile(
    rf"\s?(?:[至到、或~～—–-]{{1,2}}[{_HAN}\d.]{{1,8}}){{1,4}}\s?(?:{CLASSIFIER}|年|天|周|倍|成|折|%|[亿万])"
)
# 一 and 二 are counts as the lower end of a range: 一至三成, 二至六级.
_RANGE = re.compile(rf"\s?[至到~～—–-]{{1,2}}[{_HAN}\d.]{{1,8}}\s?(?:{CLASSIFIER}|成|折|%)")
_MONEY_BEFORE = {
    **dict.fromkeys(("$", "＄", "USD"), "USD"),
    **dict.fromkeys(("￥", "¥", "人民币", "RMB"), "CNY"),
    "€": "EUR",
    "£": "GBP",
}
_MONEY_SIGN = re.compile("(?:US|HK|NT|[AC])?[$＄]|[€£￥¥]|人民币|RMB|USD")
_GROWTH = re.compile(
    "(?:增长|增加|提高|上升|扩大|提升|上涨|增|涨|高出|多出|高(?!达)|多(?!达)|翻|扩|飙升|攀升|激增|猛增|增幅|涨幅|涨价)(?:了|近|约|超过|超|逾|将近|接近|不止|至少|达|高达){0,2}$"
)
_DOUBLED = re.compile("(?:再)?翻(?:了|近|了近|了将近)?$")
_HALVES = re.compile(
    "一半|半数|(?<!超)过半(?!径|导|山|途|路|空)|对半(?=分)|减半|(?<![一两二三四五六七八九十年月天时个百千万亿成])半(?=[年天个小吨亩]|公[顷里斤])"
)
_SUMMED = tuple("国省市县区地方校者")
_NAME_END = re.compile(
    r"(?![的了有共在由与和等达为是到从对把向于及或这那各前后全近约第其余另外增设建])[A-Z\u4e00-\u9fff]"
)
_LISTED = re.compile(r"、[^、，。；：！？\s]{1,8}$")
_PLAN = re.compile("十[一二三四五]五")
_TIME = frozenset({"c", "dec", "y", "mo", "wk", "d"})


def bare(numeral: str) -> str:
    """A numeral without spaces and separators."""
    return numeral.translate(_SEPARATORS)


_SEPARATORS = str.maketrans("", "", ",， \t\n\xa0\u2009\u202f\u3000")


@dataclass(slots=True)
class _Numeral:
    """A numeral on its way to a quantity: what was read, and where its span ends so far."""

    start: int
    end: int
    word: str
    low: Decimal
    high: Decimal
    over: bool = False

    @property
    def single(self) -> bool:
        """One character, which alone is rarely a number."""
        return len(self.word) == 1 and not self.word.isdecimal()

    @property
    def approximate(self) -> bool:
        return self.low != self.high


class Reader:
    """Reads one folded text from left to right."""

    def __init__(self, text: str, hidden: Hidden) -> None:
        self._text = text
        self._hidden = hidden

    def read(self) -> Iterator[Quantity]:
        """Yield the quantities one by one; lists and ranges are joined later."""
        found = [*self._numerals(), *self._halves()]
        found.sort(key=lambda quantity: quantity.start)
        return iter(found)

    def _halves(self) -> Iterator[Quantity]:
        for match in _HALVES.finditer(self._text) if "半" in self._text else ():
            start, end = match.span()
            if self._hidden.after(start, end) >= 0:
                continue
            if code := self._unit(end)[0] if match[0] == "半" else "":
                yield self._quantity(start, end, Decimal("0.5"), unit=code)._replace(vague=True)  # 半年: six months
            elif match[0] != "半":
                yield self._quantity(start, end, Decimal("0.5"), measure=Measure.FRACTION)

    def _numerals(self) -> Iterator[Quantity]:
        at = 0
        while (begin := _BEGIN.search(self._text, at)) and (match := NUMERAL.match(self._text, begin.start())):
            end = match.start() + len(match[0].rstrip())
            hidden = self._hidden.after(match.start(), end)
            if hidden >= 0:
                at = hidden
                continue
            quantity, at = self._one(match.start(), end)
            if quantity is not None:
                yield quantity

    def _one(self, start: int, end: int) -> tuple[Quantity | None, int]:
        """Read the numeral at ``start:end``; return its quantity, if it is one, and where to read on."""
        word = bare(self._text[start:end]) if end - start > 1 else self._text[start:end]
        if self._text.startswith("分之", end):
            return self._fraction(start, end, word)
        if _PLAN.fullmatch(word):
            return self._plan(start, end, word)
        value = read(word)
        if value is None and self._text.startswith("折", end):
            return self._discounted(start, end + 1, word), end  # 八五折
        if value is None or (word[0] in "十百千万亿" and self._text[start - 1 : start] in ("几", "数")):
            return None, end
        numeral = _Numeral(start, end, word, *value)
        if slash := _SLASH.match(self._text, end):
            return self._slashed(numeral, slash)
        quantity = self._measured(numeral) if self._more(numeral) else None
        return quantity, max(end, quantity.end if quantity else numeral.end)

    def _plan(self, start: int, end: int, word: str) -> tuple[Quantity | None, int]:
        """十四五: the 14th Five-Year Plan, unless something is counted (十四五个)."""
        if _COUNTED.match(self._text, end) and not self._text.startswith("期间", end):
            return None, end
        return self._quantity(start, end, Decimal(10 + DIGITS[word[1]]), measure=Measure.ORDINAL), end

    def _fraction(self, start: int, end: int, word: str) -> tuple[Quantity | None, int]:
        """三分之二, 百分之六点三, 千分之五."""
        over = NUMERAL.match(self._text, end + 2)
        divisor = _DIVISORS.get(word) or (read(word) or (Decimal(0),))[0]
        if over is None or not divisor:
            return None, end
        numerator = _DIVISORS.get(over[0]) or (read(bare(over[0])) or (None,))[0]
        stop = over.start() + len(over[0].rstrip())
        if numerator is None:
            return None, stop
        start, bound = limit_before(self._text, start)
        code, end = self._unit(stop)
        if code == "s":  # 百分之一秒
            return self._quantity(start, end, numerator / divisor, unit=code, bound=bound), end
        if word in _DIVISORS:
            percent = numerator * 100 / divisor
            return self._quantity(start, stop, percent, measure=Measure.PERCENT, bound=bound), stop
        return self._quantity(start, stop, numerator / divisor, measure=Measure.FRACTION, bound=bound), stop

    def _more(self, numeral: _Numeral) -> bool:
        """Take 多, 余, 来 and a scale behind them into the numeral; False where 几 makes it vague."""
        if self._text.startswith("个亿", numeral.end) and numeral.low > 0:
            numeral.low, numeral.high = numeral.low * SCALE["亿"], numeral.high * SCALE["亿"]
            numeral.word, numeral.end = numeral.word + "亿", numeral.end + 2
        if self._text.startswith("兆", numeral.end) and (more := trillions(self._text, numeral.end)):
            numeral.low, numeral.high = (value * 10**12 + more[0] for value in (numeral.low, numeral.high))
            numeral.word, numeral.end = numeral.word + "兆", more[1]
        match = _MORE.match(self._text, numeral.end)
        if match is None:
            return True
        sign, scale = match[1], match[2] or match[3] or ""
        if sign == "几":
            numeral.end = match.end()
            return False
        if scale or numeral.low >= 10:  # noqa: PLR2004 - 三多 is no number
            for char in scale:
                numeral.low, numeral.high = numeral.low * SCALE[char], numeral.high * SCALE[char]
            numeral.word += scale
            numeral.over, numeral.end = True, match.end()
        return True

    def _measured(self, numeral: _Numeral) -> Quantity | None:
        start, ordinal = self._ordinal(numeral.start)
        suffix = None if ordinal else _SUFFIX.match(self._text, numeral.end)
        if suffix is None:
            return self._counted(numeral, start, ordinal=ordinal)
        numeral.start, bound = limit_before(self._text, numeral.start)
        bound = Bound.OVER if numeral.over and bound is Bound.EXACT else bound
        quantity = self._by_suffix(numeral, suffix)
        if quantity is None:
            return None
        end, bound = limit_behind(self._text, quantity.end, bound)
        text = self._text[quantity.start : end]
        return quantity._replace(end=end, text=text, bound=bound, vague=numeral.approximate)

    def _by_suffix(self, numeral: _Numeral, suffix: re.Match[str]) -> Quantity | None:
        kind, end = suffix.lastgroup or "", suffix.end()
        if kind == "discount":
            return self._discounted(numeral.start, end, numeral.word)
        if kind == "halfway":
            return self._halfway(numeral, end)
        if kind in ("times", "doublings"):
            return self._multiple(numeral, end, doublings=kind == "doublings")
        measure, factor = _RATES[kind]
        half = 5 if suffix["half"] else DIGITS[suffix["more"]] if suffix["more"] else 0  # 九成九: 99 percent
        if factor > 1 and numeral.high > 10:  # noqa: PLR2004 - 十二成 is none
            return None
        low, high = numeral.low * factor + half, numeral.high * factor + half
        return self._quantity(numeral.start, end, low, high, measure=measure)

    def _multiple(self, numeral: _Numeral, end: int, *, doublings: bool) -> Quantity | None:
        """三倍 is the result or, behind 增长, what is added to the base; 翻两番 is doubled twice."""
        before = self._text[max(0, numeral.start - 12) : numeral.start]
        if doublings:
            found = _DOUBLED.search(before)
            if found is None or numeral.low > 20:  # noqa: PLR2004 - a million-fold
                return None
            start = numeral.start - len(found[0])
            return self._quantity(start, end, Decimal(2) ** numeral.low, measure=Measure.MULTIPLE)
        grown = _GROWTH.search(before)
        if grown is None:
            return self._quantity(numeral.start, end, numeral.low, numeral.high, measure=Measure.MULTIPLE)
        start = numeral.start - len(grown[0])
        grew = self._quantity(start, end, numeral.low + 1, numeral.high + 1, measure=Measure.MULTIPLE)
        return grew._replace(also=(numeral.low,)) if grown[0].startswith("翻") else grew  # 翻三倍 is said for both

    def _halfway(self, numeral: _Numeral, end: int) -> Quantity | None:
        """两个半小时, 三个半月."""
        if numeral.approximate:
            return None
        value = numeral.low + Decimal("0.5")
        if self._text.startswith("月", end):
            return self._quantity(numeral.start, end + 1, value, unit="mo")
        code, stop = self._unit(end)
        return self._quantity(numeral.start, stop if code else end, value, unit=code)

    def _counted(self, numeral: _Numeral, start: int, *, ordinal: bool) -> Quantity | None:
        """A plain number with or without a unit, or None where the numeral only looks like one."""
        changed = None if ordinal or numeral.approximate else change(numeral.low, self._text, numeral.end)
        if changed:
            numeral.low = numeral.high = changed[0]
            code, end = "CNY", changed[1]
        else:
            code, end = ("", numeral.end) if ordinal else self._unit(numeral.end)
        halved = code in _TIME and self._text.startswith("半", end)
        first = bool(code) and goes_on(self._text, end)
        if not ordinal and not halved and not first and not self._counts(numeral, code):
            return None
        one = first and numeral.high == 1
        if ordinal:
            bound = Bound.EXACT
        else:
            start, bound = limit_before(self._text, start, lately=code in _TIME)
            start, code = self._money(start, code)
        if decimal := places(numeral.low, code, self._text, end):
            numeral.low = numeral.high = decimal[0]
            end, one = decimal[1], False
        if halved:
            numeral.low, numeral.high, end = numeral.low + Decimal("0.5"), numeral.high + Decimal("0.5"), end + 1
        end, bound = limit_behind(self._text, end, bound)
        return Quantity(
            start=start,
            end=end,
            text=self._text[start:end],
            low=numeral.low,
            high=numeral.high,
            unit=code,
            measure=Measure.ORDINAL if ordinal else Measure.NUMBER,
            bound=Bound.OVER if numeral.over and bound is Bound.EXACT else bound,
            vague=numeral.approximate or self._sums_up(numeral) or self._is_year(numeral, end, code),
            small=one or (numeral.high <= 10 and not code and numeral.low == numeral.low.to_integral_value()),  # noqa: PLR2004
        )

    def _is_year(self, numeral: _Numeral, end: int, code: str) -> bool:
        """Whether four digits name a year, which is no quantity: 2025东北亚论坛."""
        plain = numeral.word.isdecimal() and len(numeral.word) == 4 and numeral.word[:2] in ("19", "20")  # noqa: PLR2004
        return plain and not code and not _COUNTED.match(self._text, end)

    def _sums_up(self, numeral: _Numeral) -> bool:
        """Whether a count only sums up the names before it: 京津冀三地, A、B、C三个厅."""
        at = numeral.start - 1
        if not numeral.single or at < 0 or _NAME_END.match(self._text, at) is None:
            return False
        listed = _LISTED.search(self._text[max(0, at - 8) : numeral.start])
        return listed is not None or self._text[numeral.end : numeral.end + 1] in _SUMMED

    def _counts(self, numeral: _Numeral, code: str) -> bool:
        """Whether the numeral is a number here: 一 hardly ever is, other single characters need something to count."""
        word, end = numeral.word, numeral.end
        if word in ("一", "1", "二") and _RANGE.match(self._text, end):
            return True
        if word == "1" and _SCORE.search(self._text, max(0, numeral.start - 3), end + 2):
            return True
        if word in ("一", "1", "零", "〇") or (word == "二" and not code):  # what is counted by characters is 两
            return False
        if word[0].isdecimal():
            return True
        short = numeral.single or numeral.approximate or word == "十一"
        return not short or bool(code) or bool(_COUNTED.match(self._text, end) or _CHAIN.match(self._text, end))

    def _ordinal(self, start: int) -> tuple[int, bool]:
        before = self._text[max(0, start - 2) : start].rstrip()
        if not before.endswith("第"):
            return start, False
        return start - 1 - (start > 1 and self._text[start - 1] == " "), True

    def _unit(self, end: int) -> tuple[str, int]:
        """The code of the unit that follows, '' for none, and the end of the span with it."""
        at = end + 1 if self._text[end : end + 1] == " " else end
        if is_minutes(self._text, at):
            return "min", at + 1
        match = _UNIT.match(self._text, at)
        if match is None or self._text[match.end() : match.end() + 1] in _not(match[0]):
            return "", end
        return _UNIT_BY_WORD[match[0]].code, match.end()

    def _money(self, start: int, code: str) -> tuple[int, str]:
        before = self._text[max(0, start - 3) : start]
        sign = _MONEY_SIGN.search(before) if before and before[-1] in "$＄€£￥¥币BD" else None
        if sign is None or sign.end() != len(before):
            return start, code
        return start - len(sign[0]), code or _MONEY_BEFORE.get(sign[0], "USD")

    def _slashed(self, numeral: _Numeral, slash: re.Match[str]) -> tuple[Quantity | None, int]:
        """1/3 in digits; 24/7 is no fraction."""
        divisor = Decimal(slash[1])
        if not numeral.word.isdecimal() or not numeral.low < divisor:
            return None, slash.end()
        share = numeral.low / divisor
        return self._quantity(numeral.start, slash.end(), share, measure=Measure.FRACTION), slash.end()

    def _discounted(self, start: int, end: int, word: str) -> Quantity | None:
        """八折, 8.5折, 85折, 八五折: what remains to be paid, in percent, or what is taken off."""
        digits = "".join(str(DIGITS.get(char, char)) for char in word)
        if not re.fullmatch(r"[1-9](?:\.?\d)?", digits):
            return None
        percent = Decimal(digits) if len(digits) == 2 else Decimal(digits) * 10  # noqa: PLR2004 - 85折
        return self._quantity(start, end, percent, measure=Measure.PERCENT)._replace(also=(100 - percent,))

    def _quantity(
        self,
        start: int,
        end: int,
        low: Decimal,
        high: Decimal | None = None,
        *,
        measure: Measure = Measure.NUMBER,
        unit: str = "",
        bound: Bound = Bound.EXACT,
    ) -> Quantity:
        text, most = self._text[start:end], low if high is None else high
        return Quantity(start, end, text, low, most, measure, unit, bound)


_SLASH = re.compile(r"/(\d{1,4})(?![\d/.])")


@cache
def _not(word: str) -> frozenset[str]:
    return frozenset(NOT_UNITS.get(word[-1], ""))
