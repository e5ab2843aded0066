"""Chinese numerals as values: what an independent writer writes is read back, digit for digit."""

from decimal import Decimal

import pytest
from han_writer import STYLES, classical, spelled_decimal
from hypothesis import example, given
from hypothesis import strategies as st

from workflow.text.quantity.numbers_zh import find
from workflow.text.quantity.numerals_zh import read

UP_TO_TEN_TRILLION = st.one_of(
    st.integers(0, 10**13),
    st.integers(0, 13).flatmap(lambda power: st.integers(0, 10**power)),
    # Round numbers with gaps, where 零 has to stand.
    st.lists(
        st.sampled_from((1, 5, 10, 500, 1000, 10**4, 30 * 10**4, 10**7, 10**8, 2 * 10**11, 10**12)), max_size=4
    ).map(sum),
)


@given(UP_TO_TEN_TRILLION)
@example(10**13)
@example(0)
def test_every_number_in_characters_is_read_back(number: int) -> None:
    assert read(classical(number)) == (Decimal(number), Decimal(number))


@pytest.mark.parametrize("style", STYLES)
@given(number=UP_TO_TEN_TRILLION.filter(lambda number: number > 10))
def test_every_style_is_read_back_from_a_sentence(style: object, number: int) -> None:
    assert callable(style)
    found = find(f"全省共有{style(number)}人参加。")
    assert [(quantity.low, quantity.high) for quantity in found] == [(Decimal(number), Decimal(number))]


@given(st.decimals(min_value=0, max_value=9999, places=3, allow_nan=False))
def test_decimals_are_read_back_exactly(number: Decimal) -> None:
    assert read(spelled_decimal(number)) == (Decimal(number), Decimal(number))
    assert [quantity.low for quantity in find(f"产量为{number:f}亿吨")] == [number * 10**8]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三百一十二亿", 31_200_000_000),
        ("1.08万亿", 1_080_000_000_000),
        ("2亿3000万", 230_000_000),
        ("2万4801", 24_801),
        ("两千三", 2_300),
        ("两千零三", 2_003),
        ("三万五", 35_000),
        ("一百五", 150),
        ("廿一", 21),
        ("卅", 30),
        ("二〇二五", 2025),
        ("3千5百", 3_500),
        ("5千万", 50_000_000),
        ("三点五亿", 350_000_000),
    ],
)
def test_mixed_and_short_forms(text: str, value: int) -> None:
    assert read(text) == (Decimal(value), Decimal(value))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("三四百", 300, 400), ("二十五六", 25, 26), ("七八", 7, 8), ("三五", 3, 5), ("两三千", 2000, 3000)],
)
def test_two_digits_side_by_side_are_a_range(text: str, low: int, high: int) -> None:
    assert read(text) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "万",
        "百",
        "千万",
        "亿万",
        "五一",
        "九一八",
        "一二三",
        "十百",
        "三万亿五千亿",
        "千五百",
        "点五",
        "三点",
        "1" * 50,
        "亿" * 1000,
    ],
)
def test_what_is_no_numeral_has_no_value(text: str) -> None:
    assert read(text) is None


def test_a_decimal_has_one_point() -> None:
    assert read("1.5点三") is None
    assert read("9" * 30 + "点五") is not None
