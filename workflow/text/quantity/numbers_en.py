"""The numbers of an English text as values: figures, words, scales, percent, fractions, multiples, ordinals.

What only *may* state a number (both, decade, a year, the digits of COVID-19) is read as `vague`: it can answer for a
number of the Chinese, and is never one too many.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from workflow.model import Bound, Measure, Quantity
from workflow.text.quantity.lists_en import is_year, ratios, shared
from workflow.text.quantity.numerals_en import GLUED, Kind, Word, cardinal, joined, scan
from workflow.text.quantity.units import UNITS
from workflow.text.vocabulary import FIGURE, MONTHS, vocabulary


def _name(words: str) -> str:
    return words.lower().replace("-", " ").replace(".", "")


_UNIT_BY_NAME = {_name(name): unit.code for unit in UNITS for name in unit.en}
_UNIT_WORDS = re.compile(r"[A-Za-z°℃℉]+(?:\.[A-Z]\.|\.(?= k?m\b))?[²³23]?(?:[ -][A-Za-z]+(?:-[a-z]+)?){0,2}")
_MEASURE = re.compile(
    r"[\s\u00a0-]*(?:(?P<percent>%|percent(?!age)|per\s?cent(?!age)|pct\b)|(?P<points>percentage(?:[\s-]points?)?\b|p\.p\.|pp[ts]?\b)"
    r"|(?P<basis>basis[\s-]points?|bps?\b)|(?P<point>points?\b(?!\s+(?:out|of\s+view)))|(?P<mille>‰|per\s(?:mille?|thousand)\b)"
    r"|(?P<times>times\b|[\s-]?fold\b|x\b))",
    re.IGNORECASE,
)
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_MONEY = {
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "¥": "CNY",
    "rmb": "CNY",
    "yuan": "CNY",
    **{code.lower(): code for code in ("CNY", "USD", "EUR", "GBP", "HKD", "JPY", "KRW", "RUB", "INR")},
}
_CODES = tuple(filter(str.isalpha, _MONEY))
_MONEY_SIGN = re.compile(
    rf"(?:(?:(?<![A-Za-z])(?:US|HK|NT|S|A|C)\s?)?\$|[£€¥]|\b(?:{'|'.join(_CODES)}))\s?$", re.IGNORECASE
)
_JOINTS = (" ", "-", "\u00a0", "‑")
# What the words of `_MEASURE` begin with.
_MEASURES = tuple("%‰pPbBtTxXfF -")
_MONEY_ENDS = tuple("$£€¥bBdDyYrRnNpPwW")
_HALF_MORE = re.compile(r"[\s-]+and[\s-]+a[\s-]+(?=(half|quarter)\b)", re.IGNORECASE)
_UNIT_AND_HALF = re.compile(
    r"\b(?:an?|one)[\s-](hour|day|week|month|year|decade|century)[\s-]and[\s-]a[\s-]$", re.IGNORECASE
)
_SHARE_OF = re.compile(r"(?:[\s-]+of)?[\s-]+(?:(?:a|an|one)[\s-]+)?|-a-", re.IGNORECASE)
_GROWN = re.compile(
    r"(?:increas|ris|ros|gr[eo]w|up|jump|surg|soar|expand|climb|multipl|higher|gain)[a-z]*\s(?:[a-z]+\s){0,3}$",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s(?:more|higher|larger|greater|bigger|increase|rise|growth|jump|surge|faster)\b", re.IGNORECASE)
# 14:30 and 3:40 are read, but may be no more than a time of day; 1:18 is a ratio.
_CLOCK_BEFORE = re.compile(r"(?:(?<!\d)1:(?=0|30)|(?:\d\d|[02-9]):)$")
_CLOCK_AFTER = re.compile(r":\d\d(?!\d)")
_GLUED_BEFORE = re.compile(rf"[A-Za-z][-–]?\Z{''.join(f'(?<!(?i:{code}))' for code in _CODES)}(?<!Rs)(?<!No)")
_GLUED_AFTER = re.compile(
    r"(?!(?:st|nd|rd|th|bn|mn|tn|trn|mln|bln|[mbtkx]|km|kg|cm|mm|nm|ft|in|lbs?|kWh|[GMk]W|ha|pp|pct|am|pm)\b)[A-Za-z]"
)
_DASHES = frozenset("-–—/:")
_FACTOR = re.compile(r"factor of $", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"\b(?:1[5-9]|20)\d\d\s?[-–—/]\s?$")  # 2021–25
_TIMES = "hour|day|week|fortnight|month|quarter|year|decade|century"
_SIZES = "minute|mile|kilometer|kilometre|meter|metre|foot|inch|tonne|ton|kilogram|kilo|pound|acre|hectare|liter|litre"
_ONE_WORDS = frozenset(f"{_TIMES}|{_SIZES}|{_TIMES.replace('|', 'long|')}long".split("|"))
_ONE_TIME = re.compile(
    rf"\b(?:an?|per|last|past|next|each|every|the|this)[\s-]({_TIMES})\b|\b({_TIMES})-?long\b|\ba[n]?\s({_SIZES})\b(?!\s+of\b)",
    re.IGNORECASE,
)
# Two consecutive months, three full days.
_SPAN = re.compile(
    r"(?:consecutive|straight|successive|full|whole|more)[ -](hours?|days?|weeks?|months?|years?)\b", re.IGNORECASE
)
_BROKEN = re.compile(r"\.\s")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE = re.compile(
    rf"(?=[\d(JFMASOND])(?:\b|(?=\())(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\s?(?:%|percent|million|billion))(?:\s?(?:to|and|[-–—])\s?(?:{_MONTH}\s+)?\d{{1,2}}(?:st|nd|rd|th)?\b)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:\s?(?:to|and|[-–—])\s?\d{{1,2}}(?:st|nd|rd|th)?)?\s+(?:of\s+)?{_MONTH}\b"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\d{1,2}[/.]\d{1,2}[/.]\d{4}\b"
    r"|\(\d{3,4}\s?[-–—]\s?\d{3,4}\)|\d{1,4}(?:\s?[-–—]\s?\d{1,4})?\s?(?:BC|BCE|AD|CE)\b|AD\s?\d{1,4}\b"
    r"|\d{1,2}(?:[.:]\d\d)?(?=\s?[ap]\.?m\b)|\d{4}(?=\s?(?:GMT|BST|hours)\b))",
    re.IGNORECASE,
)
_DATE_WORDS = frozenset((*MONTHS, *"bc bce ad ce am pm m gmt bst hours".split()))
_DATE_MARKS = re.compile(r"[\d(](?:(?<=\d)[-/.]|(?<=\())\d")
_BOUNDS = {
    **dict.fromkeys(("about", "around", "some", "roughly", "approximately", "estimated", "circa", "~"), Bound.ABOUT),
    **dict.fromkeys(("nearly", "almost", "approaching", "to"), Bound.NEARLY),
    **dict.fromkeys(
        ("over", "above", "exceeding", "exceeded", "exceeds", "topped", "passed", "surpassed", "least"), Bound.OVER
    ),
    **dict.fromkeys(("under", "below"), Bound.UNDER),
}
_QUARTER = 4
_ARTICLES = ("a ", "a-", "an ")


def find(text: str, skip: Sequence[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """Return the quantities of an English text in its order.

    Args:
        text: plain text.
        skip: spans that another reading has claimed (dates); a number that touches one is left alone.
    """
    words = scan(text)
    timed = not _ONE_WORDS.isdisjoint(vocabulary(text))
    spans = [_one(match) for match in _ONE_TIME.finditer(text)] if timed else []
    if not words:
        return tuple(spans)
    dated = FIGURE.search(text) and (not _DATE_WORDS.isdisjoint(vocabulary(text)) or _DATE_MARKS.search(text))
    claimed = [*skip, *(match.span() for match in (_DATE.finditer(text) if dated else ()))]
    found = list(_Reader(text, _free(words, sorted(claimed))).read())
    return (*(ratios(shared(found, text), text) if len(found) > 1 else found), *spans)


def _one(match: re.Match[str]) -> Quantity:
    """*A year*, *the past day*, *a mile*: may answer for 12个月, 24小时, 1.6公里."""
    name = (match[1] or match[2] or match[3]).lower()
    value, code = Decimal(1), "qtr" if name == "quarter" else _UNIT_BY_NAME[name]
    return Quantity(start=match.start(), end=match.end(), text=match[0], low=value, high=value, unit=code, vague=True)


def _free(words: Sequence[Word], claimed: Sequence[tuple[int, int]]) -> list[Word]:
    """The words that touch no claimed span."""
    free: list[Word] = []
    at, reach = 0, 0
    for word in words:
        while at < len(claimed) and claimed[at][0] < word.end:
            reach = max(reach, claimed[at][1])
            at += 1
        if word.start >= reach:
            free.append(word)
    return free


class _Reader:
    """Reads the number words of one text from left to right."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self._text = text
        self._words = words

    def read(self) -> Iterator[Quantity]:
        """Yield the quantities one by one; lists are joined later."""
        index = 0
        while index < len(self._words):
            quantity, index = self._at(index)
            if quantity is not None:
                yield quantity

    def _at(self, index: int) -> tuple[Quantity | None, int]:
        """Read what begins at a word: the quantity, if it is one, and the index to read on from."""
        word = self._words[index]
        if word.kind is Kind.STANDS or (word.kind is Kind.FIGURES and self._in_code(word)):
            return self._vague(word), index + 1
        if word.kind is Kind.MULTIPLE:
            return self._multiple(word.start, word.end, word.value, grown=word.text.lower().endswith("fold")), index + 1
        if word.kind in (Kind.HALF, Kind.PART, Kind.ORDINAL):
            return self._part(index)
        number = cardinal(self._text, self._words, index)
        if number is None:
            return self._vague(word), index + 1
        return self._number(index, number.value, number.scale, number.stop)

    def _number(self, index: int, value: Decimal, scale: Decimal, stop: int) -> tuple[Quantity | None, int]:
        """Finish a cardinal: a decimal torn apart, a half more, an ordinal or a fraction, a measure, a unit."""
        value, scale, stop = self._mended(value, scale, stop)
        start, end = self._words[index].start, self._words[stop - 1].end
        follower = self._words[stop] if stop < len(self._words) else None
        if follower is not None and joined(self._text, end, follower.start):
            if self._is_share(value, follower):
                return self._share(start, stop, value / follower.value)
            if follower.kind is Kind.ORDINAL and value % 10 == 0 and follower.value < 10:  # noqa: PLR2004 - twenty-first
                return self._quantity(start, follower.end, value + follower.value, measure=Measure.ORDINAL), stop + 1
        value, scale, stop = self._half_more(value, scale, stop)
        end = self._words[stop - 1].end
        if (
            scale == 1
            and (glued := GLUED.get(self._text[end : end + 1].lower()))
            and not self._text[end + 1 : end + 2].isalnum()
        ):
            return self._glued(start, end + 1, value, glued), stop
        if scale == 1 and (ordinal := _ORDINAL_END.match(self._text, end)):
            return self._quantity(start, ordinal.end(), value, measure=Measure.ORDINAL), stop
        return self._measured(start, end, value, scale), stop

    def _mended(self, value: Decimal, scale: Decimal, stop: int) -> tuple[Decimal, Decimal, int]:
        """Join a decimal that a typesetter tore apart: 2. 4 trillion."""
        if scale != 1 or stop >= len(self._words) or self._words[stop - 1].kind is not Kind.FIGURES:
            return value, scale, stop
        places = self._words[stop]
        torn = places.kind is Kind.FIGURES and _BROKEN.fullmatch(self._text, self._words[stop - 1].end, places.start)
        after = cardinal(self._text, self._words, stop) if torn and places.text.isdecimal() else None
        if after is None or value != value.to_integral_value():
            return value, scale, stop
        if after.scale == 1 and not self._measure(places.end):
            return value, scale, stop
        return Decimal(f"{value}.{places.text}") * after.scale, after.scale, after.stop

    def _half_more(self, value: Decimal, scale: Decimal, stop: int) -> tuple[Decimal, Decimal, int]:
        """*two and a half million*, *a million and a half*."""
        match = _HALF_MORE.match(self._text, self._words[stop - 1].end)
        if match is None or stop >= len(self._words) or self._words[stop].start != match.end():
            return value, scale, stop
        value += scale * (Decimal("0.5") if match[1].lower() == "half" else Decimal("0.25"))
        stop += 1
        follower = self._words[stop] if stop < len(self._words) else None
        if (
            scale == 1
            and follower
            and follower.kind is Kind.SCALE
            and joined(self._text, self._words[stop - 1].end, follower.start)
        ):
            return value * follower.value, follower.value, stop + 1
        return value, scale, stop

    def _is_share(self, value: Decimal, part: Word) -> bool:
        """*two-thirds*, *one fifth*, *13 hundredths*; not *twenty-fifth*, not *one second*."""
        if value != value.to_integral_value() or part.value <= value:
            return False
        return part.kind is Kind.PART or (part.kind is Kind.ORDINAL and value == 1 and part.value > 2)  # noqa: PLR2004

    def _part(self, index: int) -> tuple[Quantity | None, int]:
        """*half*, *quarter*, *third*, *a third*: the last may be a share or a place, and keeps both readings."""
        word = self._words[index]
        if word.kind is Kind.HALF:
            return self._share(word.start, index, word.value)
        if word.kind is Kind.PART:
            return self._share(word.start, index, 1 / word.value) if word.value == _QUARTER else (None, index + 1)
        if word.value <= 2 or not self._text[max(0, word.start - 3) : word.start].lower().endswith(_ARTICLES):  # noqa: PLR2004
            return self._quantity(word.start, word.end, word.value, measure=Measure.ORDINAL), index + 1
        quantity, stop = self._share(word.start, index, 1 / word.value)
        if quantity is not None and quantity.measure is Measure.FRACTION:
            quantity = quantity._replace(also=(word.value,))
        return quantity, stop

    def _share(self, start: int, index: int, share: Decimal) -> tuple[Quantity | None, int]:
        """A share, alone or of a number or a unit: *half*, *half a million*, *a quarter century*, *half a point*."""
        word = self._words[index]
        if word.kind is Kind.HALF and (more := _UNIT_AND_HALF.search(self._text[max(0, start - 24) : start])):
            code = _UNIT_BY_NAME[more[1].lower()]
            return self._quantity(start - len(more[0]), word.end, 1 + share, unit=code), index + 1
        gap = _SHARE_OF.match(self._text, word.end)
        at = gap.end() if gap else word.end
        follower = self._words[index + 1] if index + 1 < len(self._words) else None
        if gap and follower and follower.start == at and follower.kind in (Kind.SCALE, Kind.HUNDRED, Kind.DOZEN):
            return self._measured(start, follower.end, share * follower.value, follower.value), index + 2
        if gap and (measure := self._measure(at)) and measure.lastgroup not in ("times", "mille"):
            return self._by_measure(start, measure, share, Decimal(1)), index + 1
        second = gap and self._text.startswith("second", at)  # elsewhere a place: half of the second part
        code, end = ("s", at + 6) if second and share < Decimal("0.5") else self._unit(at) if gap else ("", at)
        if code:
            return self._quantity(start, end, share, unit=code, vague=True), index + 1
        bound = self._bound(start)
        return self._quantity(start, word.end, share, measure=Measure.FRACTION, bound=bound), index + 1

    def _glued(self, start: int, end: int, value: Decimal, scale: Decimal) -> Quantity:
        """£3m is three million; without a currency 3m may be metres as well."""
        start, code = self._money(start)
        bound = self._bound(start)
        if code or scale != 10**6:
            return self._quantity(start, end, value * scale, unit=code, bound=bound)
        return self._quantity(start, end, value * scale, bound=bound)._replace(also=(value,))

    def _measured(self, start: int, end: int, value: Decimal, scale: Decimal) -> Quantity:
        if self._text.endswith(" ", 0, start) and _FACTOR.search(self._text[max(0, start - 10) : start]):
            return self._quantity(start, end, value, measure=Measure.MULTIPLE)
        measure = self._measure(end)
        if measure is not None:
            return self._by_measure(start, measure, value, scale)
        start, code = self._money(start)
        if not code:
            code, end = self._unit(end)
        year = not code and scale == 1 and is_year(value) and self._text[start:end].isdecimal()
        return self._quantity(start, end, value, unit=code, vague=year, bound=self._bound(start))

    def _by_measure(self, start: int, match: re.Match[str], value: Decimal, scale: Decimal) -> Quantity:
        kind, end = match.lastgroup, match.end()
        if kind == "times":
            return self._multiple(start, end, value, grown=True)
        if kind == "point" and scale != 1:
            return self._quantity(start, end, value)
        bound = self._bound(start)
        if kind in ("percent", "mille"):
            percent = value if kind == "percent" else value / 10
            return self._quantity(start, end, percent, measure=Measure.PERCENT, bound=bound)
        points = value / 100 if kind == "basis" else value
        unit = "pt" if kind == "point" else ""
        return self._quantity(start, end, points, measure=Measure.POINTS, unit=unit, bound=bound)

    def _measure(self, end: int) -> re.Match[str] | None:
        """The word behind a number that makes it a rate or a multiple, if there is one."""
        at = end + 1 if self._text[end : end + 1] in _JOINTS else end
        return _MEASURE.match(self._text, end) if self._text[at : at + 1] in _MEASURES else None

    def _multiple(self, start: int, end: int, value: Decimal, *, grown: bool) -> Quantity:
        """*grew threefold* may mean three times as much or three times more; *three times the number* may not."""
        many = value >= 10  # noqa: PLR2004 - who says 33-fold does not count the base
        grown = grown and bool(
            many or _GROWN.search(self._text[max(0, start - 40) : start]) or _MORE.match(self._text, end)
        )
        quantity = self._quantity(start, end, value, measure=Measure.MULTIPLE)
        return quantity._replace(also=(value + 1,)) if grown else quantity

    def _unit(self, end: int) -> tuple[str, int]:
        """The code of the unit behind a place, one space or hyphen aside, and where its name ends; '' and the place."""
        at = end + 1 if self._text[end : end + 1] in _JOINTS else end
        match = _UNIT_WORDS.match(self._text, at)
        name = match[0] if match else ""
        if (
            at == end and name.partition(" ")[0] == "in" and self._text[end - 1].isdigit()
        ):  # 5in; elsewhere it is the preposition
            return "in", end + 2
        while name:
            code = _UNIT_BY_NAME.get(_name(name))
            if code is not None:
                return code, at + len(name)
            name = name[: max(name.rfind(" "), name.rfind("-"), 0)]
        span = _SPAN.match(self._text, at)
        return (_UNIT_BY_NAME[_name(span[1])], span.end()) if span else ("", end)

    def _money(self, start: int) -> tuple[int, str]:
        before = self._text[max(0, start - 5) : start]
        match = _MONEY_SIGN.search(before) if before.rstrip()[-1:] in _MONEY_ENDS else None
        if match is None:
            return start, ""
        sign = match[0].strip().lower()
        return start - len(match[0]), _MONEY.get(sign, "USD" if sign in ("us$", "$") else "$")

    def _bound(self, start: int) -> Bound:
        before = self._text[max(0, start - 20) : start].rstrip().lower()
        before = before.removesuffix(" a").removesuffix(" an")
        last = before[before.rfind(" ") + 1 :].lstrip("([“\"'‘")
        if last == "than":
            if re.search(r"\b(?:no|not|never)\s\w+\sthan$", before):
                return Bound.EXACT
            return Bound.UNDER if before.endswith(("less than", "fewer than", "lower than")) else Bound.OVER
        if last == "to" and not before.endswith("close to"):
            return Bound.EXACT
        return _BOUNDS.get(last, Bound.EXACT)

    def _in_code(self, word: Word) -> bool:
        """Whether figures are part of a name: G20, COVID-19, 5G; a currency or a scale is no name."""
        before, after = self._text[max(0, word.start - 4) : word.start], self._text[word.end : word.end + 4]
        apart = not before or (before[-1].isspace() and before.rstrip()[-1:] not in _DASHES)
        if apart and not (after[:1].isalpha() or after[:1] == ":"):
            return False
        if word.text.isdecimal() and _YEAR_BEFORE.search(self._text[max(0, word.start - 7) : word.start]):
            return True
        if _CLOCK_BEFORE.search(before) or (_CLOCK_AFTER.match(after) and word.text != "1"):
            return True
        return bool(_GLUED_BEFORE.search(before) or _GLUED_AFTER.match(after))

    def _vague(self, word: Word) -> Quantity:
        if word.value < 1:
            return self._quantity(word.start, word.end, word.value, measure=Measure.FRACTION, vague=True)
        return self._quantity(word.start, word.end, word.value, vague=True)

    def _quantity(
        self,
        start: int,
        end: int,
        value: Decimal,
        *,
        measure: Measure = Measure.NUMBER,
        unit: str = "",
        bound: Bound = Bound.EXACT,
        vague: bool = False,
    ) -> Quantity:
        small = value <= 10 and not unit and measure in (Measure.NUMBER, Measure.ORDINAL)  # noqa: PLR2004
        return Quantity(start, end, self._text[start:end], value, value, measure, unit, bound, (), vague, small)
