"""Whether the numbers of two texts agree, at the edges of what a careful reader forgives."""

from decimal import Decimal

import pytest
from han_writer import STYLES
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.model import Bound, Measure, Quantity
from workflow.text.quantity import compare as pairing
from workflow.text.quantity import numbers_en, numbers_zh
from workflow.text.quantity.compare import Slip, compare
from workflow.text.quantity.words import english


def verdict(source: str, target: str) -> str:
    """The slips, and + for a number too many; '' where the texts agree."""
    quantities = [quantity for quantity in numbers_zh.find(source) if not quantity.vague]
    hidden = numbers_zh.find(source), numbers_zh.numerals(source)
    found = compare(quantities, numbers_en.find(target), lambda: hidden)
    return " ".join([*(lack.slip for lack in found.missing), *("+" for _ in found.extra)])


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        # Roundings: stated ones pass, in their direction only.
        ("1987人", "nearly 2,000 people", ""),
        ("1987人", "about 2,000 people", ""),
        ("1987人", "2,000 people", Slip.WRONG),
        ("1987人", "more than 2,000 people", Slip.WRONG),
        ("1987人", "more than 1,900 people", ""),
        ("1987人", "about 1,500 people", Slip.WRONG),
        ("24801人", "24,800 people", ""),
        ("24861人", "24,800 people", Slip.WRONG),
        ("460亩", "460 mu (about 30 hectares)", ""),
        ("近300人", "more than 300 people", Slip.BOUND),
        ("300余人", "nearly 300 people", Slip.BOUND),
        ("300余人", "less than 300 people", Slip.BOUND),
        ("300余人", "300 people", ""),
        ("近300人", "no more than 300 people", ""),
        ("近三年", "over three years", ""),
        # Shares in several dresses.
        ("三分之一", "33 percent", ""),
        ("三分之一", "30 percent", Slip.WRONG),
        ("48%", "nearly half", ""),
        ("48%", "half", Slip.WRONG),
        ("25%", "one in four", ""),
        ("五成", "half", ""),
        ("由68%提高到91%", "from 68 percent to 91", ""),
        # Growth and multiples.
        ("增长两倍", "rose by 200 percent", ""),
        ("增长两倍", "rose twofold", ""),
        ("增长两倍", "doubled", Slip.WRONG),
        ("增长到两倍", "doubled", ""),
        ("增长到两倍", "tripled", Slip.WRONG),
        ("翻两番", "quadrupled", ""),
        ("是去年的四倍", "three times last year's", Slip.WRONG),
        ("价格高达3倍", "as much as three times the price", ""),
        ("打八折", "20 percent off", ""),
        ("打八折", "at 80 percent of the price", ""),
        ("增长100%", "doubled", ""),
        # Conversions: of measures they must be right, of money they must be possible.
        ("460亩", "31 hectares", ""),
        ("460亩", "46 hectares", Slip.WRONG),
        ("460亩", "460 hectares", Slip.UNIT),
        ("500公里", "about 300 miles", ""),
        ("300亩", "300 mu (20 hectares)", ""),
        ("300亩", "300 mu (200 hectares)", "+"),
        ("7亿元", "about $100 million", ""),
        ("7亿元", "700 million dollars", Slip.UNIT),
        ("5亿港元", "500 million dollars", ""),
        ("5亿日元", "¥500 million", ""),
        # Time.
        ("20年", "two decades", ""),
        ("18个月", "a year and a half", ""),
        ("半年", "six months", ""),
        ("18个月", "18 years", Slip.UNIT),
        ("24小时", "a day", ""),
        ("100年", "a century", ""),
        ("两周", "a fortnight", ""),
        ("98年", "in 1998", ""),
        ("2000年至2008年任职8年", "three years, from 2000 to 2008", Slip.WRONG),
        ("三个月", "the quarter", ""),
        ("7天", "a week-long trip", ""),
        ("7-8月，三、四月，3至5日", "July and August, March and April, the 3rd to the 5th", ""),
        # Small counts.
        ("两国", "the countries", ""),
        ("两国", "both countries", ""),
        ("三方", "the trio", ""),
        ("三个问题", "problems", Slip.ABSENT),
        ("三个问题", "four problems", Slip.WRONG),
        ("十余家", "more than a dozen", ""),
        ("十年", "the decade", ""),
        # Said once, meant twice; and the other way round.
        ("5000人到场，这5000人", "5,000 people came; they", ""),
        ("5000人到场", "5,000 people came, 5,000 of them", ""),
        # Powers of ten, and other kinds.
        ("7650亿元", "7650 billion yuan", Slip.MAGNITUDE),
        ("3260人", "32,600 people", Slip.MAGNITUDE),
        ("12.5%", "125%", Slip.MAGNITUDE),
        ("3个百分点", "3 percent", Slip.UNIT),
        ("15%", "15 percentage points", Slip.UNIT),
        # Nothing to do with each other.
        ("四年，4.86亿元", "4.86 billion yuan", f"{Slip.ABSENT} {Slip.MAGNITUDE}"),
        ("会议召开", "the meeting of 350 people", "+"),
        ("会议召开", "the 24-hour meeting, 100 percent a first in 2019", ""),
        ("上千人", "more than 1,000 people", ""),
        ("三农", "the three rural issues", ""),
        ("3至5年，30-50万元", "three to five years, 300,000 to 500,000 yuan", ""),
        ("3至5年", "three to six years", Slip.WRONG),
        ("198、217和236万", "1.98, 2.17 and 2.36 million", ""),
        ("390万至420万", "3.9-4.2 million", ""),
    ],
)
def test_what_agrees_and_what_does_not(source: str, target: str, expected: str) -> None:
    assert verdict(source, target) == expected


@given(st.integers(11, 10**13), st.sampled_from(STYLES), st.sampled_from(["元", "人", "亩", "%", "公里", "个百分点"]))
def test_what_is_rendered_by_rule_agrees(number: int, style: object, unit: str) -> None:
    assert callable(style)
    source = f"全省共有{style(number)}{unit}，"
    assert verdict(source, ", ".join(english(quantity) for quantity in numbers_zh.find(source))) == ""


@given(st.integers(11, 10**9), st.integers(1, 4), st.booleans())
def test_a_shifted_number_is_found(number: int, places: int, up: bool) -> None:  # noqa: FBT001
    small, large = number, number * 10**places
    source, target = (small, large) if up else (large, small)
    assert verdict(f"共{source}元", f"in all {target:,} yuan") == Slip.MAGNITUDE


PIECES = [
    "三",
    "两国",
    "7650亿元",
    "15%",
    "、",
    "至",
    "一半",
    "two",
    "half",
    "a ",
    "million",
    "$5",
    "1.5",
    "percent",
    " ",
    "-",
]


@given(
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
)
def test_no_two_texts_raise(source: str, target: str) -> None:
    verdict(source, target)


_READ = st.builds(
    lambda low, measure, unit, bound, vague, also: Quantity(
        0, 1, "x", low, low, measure, unit, bound, (low + 1,) if also else (), vague, low <= 10 and not unit
    ),
    st.sampled_from([Decimal(n) for n in (1, 2, 3, 30, 50, 60, 500)]),
    st.sampled_from(list(Measure)),
    st.sampled_from(["", "", "CNY", "h", "min", "km"]),
    st.sampled_from([Bound.EXACT, Bound.OVER, Bound.NEARLY]),
    st.booleans(),
    st.booleans(),
)


@settings(max_examples=500)
@given(st.lists(_READ, max_size=3), st.lists(_READ, max_size=4))
def test_equal_numbers_are_paired_at_once_as_they_are_one_by_one(ours: list[Quantity], theirs: list[Quantity]) -> None:
    source = [one._replace(start=10 * at, end=10 * at + 1) for at, one in enumerate(ours)]
    target = [one._replace(start=10 * at, end=10 * at + 1) for at, one in enumerate([*ours, *theirs])]
    quick = pairing.at_once(source, target)
    if quick is not None:
        whole = pairing.Matching(source, target, lambda: ((), ())).result()
        assert (quick, quick.said) == (whole, whole.said)
