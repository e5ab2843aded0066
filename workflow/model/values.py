"""What a text states: numbers and dates as values."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Measure(StrEnum):
    """What kind of number a quantity is. Numbers of different measures are equal only where a rule says so."""

    NUMBER = "number"  # a count or an amount, with or without a unit
    PERCENT = "percent"  # value 15 for 15%, 一成半, 15 percent
    POINTS = "points"  # percentage points
    FRACTION = "fraction"  # value 0.666… for 三分之二, two-thirds, half
    MULTIPLE = "multiple"  # value 3 for 三倍, 增长两倍, tripled, threefold: the result as a multiple of the base
    ORDINAL = "ordinal"  # 第十四届, 14th


class Bound(StrEnum):
    """How exactly a quantity is stated."""

    EXACT = "exact"
    ABOUT = "about"  # 约, 左右, about
    NEARLY = "nearly"  # 近, nearly
    UNDER = "under"  # 不足, less than
    OVER = "over"  # 余, 多, 超, 逾, more than


class Quantity(NamedTuple):
    """A number of a text as a value.

    `start` and `end` delimit `text` in the text it was read from, unit and currency included. `low` and `high` differ
    in a range only (3至5). `unit` is canonical: ISO 4217 for money (``CNY``, ``USD``), a symbol for measures (``mu``,
    ``ha``, ``km``, ``km2``, ``t``), ``""`` for counts and unknown classifiers. `also` are other values that a faithful
    rendering may state (八折 is 80 percent and 20 percent off). `vague` numbers (几十, dozens) are never owed.
    """

    start: int
    end: int
    text: str
    low: Decimal
    high: Decimal
    measure: Measure = Measure.NUMBER
    unit: str = ""
    bound: Bound = Bound.EXACT
    also: tuple[Decimal, ...] = ()
    vague: bool = False
    small: bool = False


class Dated(NamedTuple):
    """A mention of a day, month, year or span of time in a text; what is not stated is 0 or empty.

    `start` and `end` delimit `text`. A year before our era is negative. `weekday` is ISO (1 Monday … 7 Sunday). `until`
    holds year, month and day of the end of a range (1月3日至5日); quarters, halves and 前三季度 are ranges of months as
    well, so that "January to March" is the first quarter. `part` is ``early``, ``mid``, ``late`` or ``end`` of the
    month, year, decade or century. `times` are the times of day that are meant, ISO 8601: two where a clock of twelve
    hours leaves it open. `relative` names an expression that needs the article's date (``today``, ``last-year``); year,
    month and day are then filled where the reader was given that date. `decade` marks 20世纪80年代 and the 1980s, whose
    `year` is 1980; `century` is 20 for 20世纪. `vague` mentions are never owed and never an addition: 今年 stands for
    much that English leaves out.
    """

    start: int
    end: int
    text: str
    year: int = 0
    month: int = 0
    day: int = 0
    weekday: int = 0
    quarter: int = 0
    half: int = 0
    until: tuple[int, int, int] = (0, 0, 0)
    part: str = ""
    times: tuple[str, ...] = ()
    relative: str = ""
    decade: bool = False
    century: int = 0
    vague: bool = False
