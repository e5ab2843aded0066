"""Dates of two texts compared as values."""

import csv
from datetime import date
from pathlib import Path

import pytest

from workflow.text.date.compare import NOTHING, compare_dates
from workflow.text.date.relative import day_of

DAY = date(2024, 1, 24)
PAIRS = Path(__file__).parents[1] / "data" / "pairs" / "date.tsv"


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("会议24日举行。", "The meeting was held on January 24."),
        ("会议24日举行。", "The meeting was held on Wednesday."),
        ("会议23日举行。", "The meeting was held yesterday."),
        ("会议24日举行。", "The meeting was held on the 24th."),
        ("去年出口增长。", "Exports grew in 2023."),
        ("2023年出口增长。", "Exports grew last year."),
        ("今年以来，出口增长。", "Exports have grown."),
        ("一季度出口增长。", "Exports grew from January to March."),
        ("一季度增长5%，比上年四季度增长1%。", "It grew 5% in the first quarter, and 1% from the previous quarter."),
        ("1月24日签约。", "It was signed on 24 January 2024."),
        ("2023年12月31日签约。", "It was signed on December 31."),
    ],
)
def test_the_same_date_in_other_words_agrees(chinese: str, english: str) -> None:
    assert compare_dates(chinese, english, DAY) == NOTHING


def test_another_date_of_the_kind_is_an_alteration() -> None:
    compared = compare_dates("会议1月24日举行。", "The meeting was held on January 25.", DAY)
    assert [(said.text, made.text) for said, made in compared.altered] == [("1月24日", "January 25")]
    assert not compared.missing
    assert not compared.extra


def test_what_one_side_alone_states_is_missing_or_extra() -> None:
    assert [mention.text for mention in compare_dates("2021年开工。", "Work began.").missing] == ["2021年"]
    assert [mention.text for mention in compare_dates("项目开工。", "Work began on March 3.").extra] == ["March 3"]


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        (
            "成立于2011年，2019年上市。",
            "Founded in 2011, it was listed eight years later.",
            "Founded in 2011, it is listed.",
        ),
        (
            "2024年底前完成，2025年3月启用。",
            "To be done by year-end and open the following March.",
            "It is to open in May.",
        ),
        ("二季度以来好转。", "Things have improved since April.", "Things have improved since July."),
        ("周六抵达。", "They arrived over the weekend.", "They arrived on Monday."),
    ],
)
def test_a_date_may_be_told_by_its_distance(source: str, right: str, wrong: str) -> None:
    day = date(2024, 5, 10)
    assert compare_dates(source, right, day) == compare_dates("", "")
    assert compare_dates(source, wrong, day) != compare_dates("", "")


def test_a_weekday_needs_a_date_to_be_an_addition() -> None:
    assert not compare_dates("会议日前举行。", "The meeting was held on Tuesday.").extra
    assert not compare_dates("会议举行。", "The meeting was held on Tuesday.").extra
    assert compare_dates("会议周三举行。", "It was held on Tuesday.").altered
    assert compare_dates("会议举行。", "It was held on Tuesday.", date(2025, 4, 2)).extra


def test_a_table_of_dates_is_compared_in_time() -> None:
    years = range(1700, 2020)
    source = "；".join(f"{year}年{year % 12 + 1}月建成" for year in years)
    target = "; ".join(f"built in {date(2000, year % 12 + 1, 1):%B} {year}" for year in years)
    assert compare_dates(source, target) == compare_dates("", "")
    assert compare_dates(source.replace("1812年", "1813年"), target).altered


def test_a_weekday_that_does_not_fit_is_told_with_the_right_one() -> None:
    ((mention, right),) = compare_dates("5月15日举行。", "It is on Friday, May 15, 2025.", date(2025, 4, 2)).weekdays
    assert (mention.text, right) == ("Friday, May 15, 2025", 4)


def _labelled() -> list[dict[str, str]]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", _labelled(), ids=lambda row: f"{row['label']}:{row['zh']}|{row['en']}")
def test_labelled_pairs_are_told_apart(row: dict[str, str]) -> None:
    compared = compare_dates(row["zh"], row["en"], day_of(row["date"] or ""))
    assert (compared == NOTHING) == (row["label"] == "ok")
