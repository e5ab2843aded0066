"""Quantities rendered by rule: the English that a draft supplies holds every digit of the Chinese."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.text.quantity.numbers_zh import find
from workflow.text.quantity.words import english, figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7650亿元", "765 billion yuan"),
        ("一成半", "15 percent"),
        ("近一成半", "nearly 15 percent"),
        ("1.5亿人次", "150 million"),
        ("3.6万", "36,000"),
        ("2万4801", "24,801"),
        ("1.08万亿元", "1.08 trillion yuan"),
        ("1411778724人", "1,411,778,724"),
        ("39038.1亿元", "3,903.81 billion yuan"),
        ("1 200人", "1,200"),
        ("70%以上", "more than 70 percent"),
        ("超5000亿元", "more than 500 billion yuan"),
        ("100余家", "more than 100"),
        ("约120人", "about 120"),
        ("500元左右", "about 500 yuan"),
        ("不足3%", "less than 3 percent"),
        ("1个百分点", "1 percentage point"),
        ("3至5个百分点", "3 to 5 percentage points"),
        ("30-50万元", "300,000 to 500,000 yuan"),
        ("2亿至3亿美元", "200 to 300 million US dollars"),
        ("3、4、5个百分点", "3, 4, 5 percentage points"),
        ("百分之三十五点六", "35.6 percent"),
        ("三分之二", "two-thirds"),
        ("四分之一", "one-quarter"),
        ("过半", "half"),
        ("增长两倍", "tripled"),
        ("增长近1.5倍", "increased by nearly 150 percent"),
        ("翻两番", "quadrupled"),
        ("是去年的3倍", "3 times"),
        ("达到两倍", "twice"),
        ("打八折", "20 percent off"),
        ("第十四届", "14th"),
        ("“十四五”时期", "14th Five-Year"),
        ("25个基点", "25 basis points"),
        ("第21届", "21st"),
        ("第三届", "third"),
        ("六所", "six"),
        ("12个", "12"),
        ("四年", "four years"),
        ("12小时", "12 hours"),
        ("5千克", "5 kilograms"),
        ("20万亩", "200,000 mu"),
        ("0.5公里", "0.5 kilometers"),
    ],
)
def test_forms_of_news_style(text: str, expected: str) -> None:
    assert ", ".join(english(quantity) for quantity in find(text)) == expected


@given(st.decimals(min_value=0, max_value=10**14, places=4, allow_nan=False))
def test_figures_lose_no_digit(value: Decimal) -> None:
    number, _, scale = figures(value).partition(" ")
    assert (
        Decimal(number.replace(",", "")) * {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}[scale]
        == value
    )
