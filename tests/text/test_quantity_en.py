"""The quantities of English sentences: figures, words, scales, shares, multiples, and what only may be a number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.model import Measure, Quantity
from workflow.text.quantity.numbers_en import find


def values(text: str) -> str:
    """The numbers that are stated, as in the tests of the Chinese reader."""
    return ", ".join(_short(quantity) for quantity in find(text) if not quantity.vague)


def _short(quantity: Quantity) -> str:
    number = f"{quantity.low.normalize():f}"
    signs = {Measure.PERCENT: f"{number}%", Measure.POINTS: f"{number}pp", Measure.MULTIPLE: f"x{number}"}
    signs |= {Measure.ORDINAL: f"#{number}", Measure.FRACTION: f"{quantity.low:.3f}"}
    return " ".join(filter(None, (signs.get(quantity.measure, number), quantity.unit)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("765 billion yuan", "765000000000 CNY"),
        ("7650 billion yuan", "7650000000000 CNY"),
        ("half a billion people", "500000000"),
        ("£1bn and $3.5m, €20 million, RMB5 million", "1000000000 GBP, 3500000 USD, 20000000 EUR, 5000000 CNY"),
        ("US$2. 4 trillion", "2400000000000 USD"),
        ("US$300, HK$5 million", "300 USD, 5000000 $"),
        ("2k runners, 4tn yen", "2000, 4000000000000 JPY"),
        ("two hundred and fifty thousand", "250000"),
        ("between two hundred and three hundred", "200, 300"),
        ("one hundred and five, a thousand and one", "105, 1001"),
        ("twelve hundred, a hundred, a million", "1200, 100, 1000000"),
        ("five hundred million, 5 hundred million", "500000000, 500000000"),
        ("one thousand billion", "1000000000000"),
        ("two and a half million, a million and a half", "2500000, 1500000"),
        ("three-quarters of a million", "750000"),
        ("a dozen, two dozen, half a dozen", "12, 24, 6"),
        ("twenty-five, ninety-six, 1,204, 24,801", "25, 96, 1204, 24801"),
        ("15%, 15 percent, 15 per cent, 15 pct, 15-percent", "15%, 15%, 15%, 15%, 15%"),
        ("3.2 percentage points, 2 pp, 25 basis points", "3.2pp, 2pp, 0.25pp"),
        ("half a percentage point, half a percent", "0.5pp, 0.5%"),
        ("20 to 30 percent, 15, 20 and 30 percent", "20%, 30%, 15%, 20%, 30%"),
        ("their age is 35, and 60 percent are women", "35, 60%"),
        ("10, 20, and 30 percent", "10%, 20%, 30%"),
        ("two-thirds, one third, a quarter, three fifths", "0.667, 0.333, 0.250, 0.600"),
        ("doubled, tripled, quadrupled, twofold, twice", "x2, x3, x4, x2, x2"),
        ("three times, 10-fold, tenfold, halved", "x3, x10, x10, x0.5"),
        ("the 14th, the fourteenth, the twenty-first", "#14, #14, #21"),
        ("one hundred and forty-fifth", "#145"),
        ("15-year-old, four years, 31 hours", "15 y, 4 y, 31 h"),
        ("an hour and a half, two and a half years, two decades", "1.5 h, 2.5 y, 2 dec"),
        ("300 mu (20 hectares), 5 square kilometers, 30 km", "300 mu, 20 ha, 5 km2, 30 km"),
        ("12 metric tons, 15 million TEUs, 38 degrees Celsius", "12 t, 15000000 TEU, 38 degC"),
        ("on March 5, from May 15 to 17, 15 June, 9:00 a.m., 2024-01-24", ""),
        ("in 2019, the 1990s, COVID-19, the G20, 5G, World War II", ""),
        ("both sides, a trio, the decade, hundreds of thousands, dozens", ""),
    ],
)
def test_quantities_have_their_value_measure_and_unit(text: str, expected: str) -> None:
    assert values(text) == expected


def test_members_of_a_list_may_share_the_scale_of_the_last() -> None:
    found = find("between 4.2 and 3.9 million, 198, 217 and 236 million")
    assert [(quantity.low, *quantity.also) for quantity in found] == [
        (Decimal("4.2"), Decimal(4_200_000)),
        (Decimal(3_900_000),),
        (Decimal(198), Decimal(198_000_000)),
        (Decimal(217), Decimal(217_000_000)),
        (Decimal(236_000_000),),
    ]


def test_claimed_spans_are_left_alone() -> None:
    assert [quantity.text for quantity in find("on 15 of 30 days", skip=[(3, 5)])] == ["30 days"]


ALPHABET = [
    *"0123456789.,-–$£% /",
    " and ",
    " a ",
    "half",
    "two",
    "hundred",
    "million",
    "third",
    "twenty",
    "percent",
    "th",
]


@given(st.lists(st.sampled_from(ALPHABET), max_size=30).map("".join))
def test_no_text_raises_and_spans_are_exact(text: str) -> None:
    assert all(quantity.text == text[quantity.start : quantity.end] for quantity in find(text))


@pytest.mark.parametrize(
    "piece", ["1", "1,", "1.", "one ", "one hundred and ", "a half ", "$", "million ", "1-", "x1", "and a "]
)
def test_hostile_repetition_is_read_in_bounded_time(piece: str) -> None:
    find(piece * (100_000 // len(piece)))


def test_a_number_too_large_for_exact_arithmetic_ends_where_it_is_too_large() -> None:
    assert find("a thousand " + "billion " * 9 + "third")
    assert find("1" * 24 + " million twenty-third")
