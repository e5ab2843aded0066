"""Figures read without grammar, for a second look before an alarm."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.text.quantity.figures import figures_en, figures_zh


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("some 6-7 million head", "6 6000000 | 7000000"),
        ("Dkr20mn of it", "20000000"),
        ("over 1.1. Billion mu", "1100000000"),
        ("it took 9 -million", "9000000"),
        ("by 13 hundredths of a second", "0.13"),
        ("one -100th of a second", "0.01 100"),
        ("with 5 other deputies", "5 6 7"),
        ("24,8010 people", "248010 24.8010"),
        ("at 7:15 p.m.", "7 | 15"),
        ("a 2. 4 trillion plan", "2400000000000 24000000000000"),
        ("1 200 000 yuan", "1200000 1200.000"),
        ("1'200 yuan", "1200 1.2"),
        ("3½ trillion", "3500000000000"),
        ("½ of it", "0.5"),
        ("Rs 2 crore", "20000000"),
        ("0.05 and 3,500.5", "0.05 | 3500.5"),
        ("number 123456789012345678901234567", ""),
        ("no figure at all", ""),
    ],
)
def test_an_english_figure_has_every_value_that_its_neighbours_can_give_it(text: str, values: str) -> None:
    assert [set(figure.values) for figure in figures_en(text)] == sets(values)


@pytest.mark.parametrize(
    ("text", "values", "parts"),
    [
        ("死亡2,5万人", "25000 250000", "2 5"),
        ("投入500 多万元", "5000000", "500"),
        ("赤字1 000亿港元", "100000000000", "1 0"),
        ("约四兆一千六百亿元", "4160000000000", ""),
        ("下午7 点 15 分", "", "7 15"),
        ("１２萬人", "120000", "12"),
        ("发电1万亿千瓦时", "1000000000000", "1"),
        ("没有数字", "", ""),
    ],
)
def test_a_chinese_figure_is_read_whole_and_in_parts(text: str, values: str, parts: str) -> None:
    found = figures_zh(text)
    assert {value for figure in found for value in figure.values} == set().union(*sets(values))
    assert set().union(*sets(parts)) <= {value for figure in found for value in figure.parts}


@given(st.text(alphabet="0123456789,. -〇一二十百千万亿兆点多余年月日millionbnth%"))
def test_no_text_raises_and_figures_lie_in_it(text: str) -> None:
    for figure in (*figures_en(text), *figures_zh(text)):
        assert 0 <= figure.start < figure.end <= len(text)
        assert all(value >= 0 for value in (*figure.values, *figure.parts))


def sets(values: str) -> list[set[Decimal]]:
    return [set(map(Decimal, part.split())) for part in values.split("|")] if values else []
