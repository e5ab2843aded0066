"""The number checks on labelled pairs: right ones, odd as they may be, raise nothing; each planted error is found."""

import csv
from pathlib import Path
from typing import Any

import pytest
import yaml

from workflow.checks import check_pair
from workflow.model import Finding, Severity
from workflow.text.inline import escape

ROOT = Path(__file__).parents[2]
PAIRS = ROOT / "tests" / "data" / "pairs" / "number.tsv"


def findings(source: str, target: str) -> list[Finding]:
    return [f for f in check_pair(escape(source), escape(target)) if f.check.startswith("number.")]


def rows(label: str) -> list[dict[str, str]]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row["label"] == label]


def test_right_pairs_raise_nothing() -> None:
    right = rows("ok")
    assert len(right) >= 200
    assert [(row["zh"], row["en"]) for row in right if findings(row["zh"], row["en"])] == []


def test_every_planted_error_is_found() -> None:
    wrong = rows("bad")
    assert len(wrong) >= 100
    assert [(row["zh"], row["en"]) for row in wrong if not findings(row["zh"], row["en"])] == []


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        ("2019年和2020年，公司连续两年亏损。", "The company lost money in 2019 and 2020.", "It lost money in 2020."),
        ("近三年，公司亏损。", "The company lost money from 2015 to 2017.", "It lost money from 2016 to 2017."),
        ("上午10点至12点，共接待12人。", "12 guests from 10 a.m. to noon", "guests from 10 a.m. to noon"),
        ("08-09赛季进球8个。", "8 goals in the 2008-09 season", "goals in the 2008-09 season"),
        ("“3.15”晚会曝光了15家企业。", "The March 15 gala exposed 15 firms.", "The March 15 gala exposed firms."),
        (
            "911事件后19人获救。",
            "19 were saved after the September 11 attacks.",
            "People were saved after the attacks.",
        ),
        ("民国二十六年，学校有26人。", "In 1937 the school had 26 people.", "In 1937 the school had people."),
        ("“十四五”期间投资增长。", "Investment grew from 2021 to 2025.", "Investment grew from 2016 to 2020."),
        ("十四五期间投资增长。", "Investment grew over 2021-25.", "Investment grew."),
    ],
)
def test_what_a_date_says_in_other_words_is_no_number_that_is_missing(source: str, right: str, wrong: str) -> None:
    assert findings(source, right) == []
    assert findings(source, wrong)


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        ("每度电只要2分钱。", "A kilowatt-hour costs only two cents.", "A kilowatt-hour costs only 2 yuan."),
        ("每度电便宜5分钱。", "Each kilowatt-hour is 0.05 yuan cheaper.", "Each kilowatt-hour is 0.5 yuan cheaper."),
        ("每度电便宜5美分。", "Each kilowatt-hour is $0.05 cheaper.", "Each kilowatt-hour is $5 cheaper."),
        ("每斤三毛五。", "It is 35 fen a jin.", "It is 53 fen a jin."),
        ("每斤两块五，涨了5毛钱。", "At 2.5 yuan a jin it is up 5 jiao.", "At 2 yuan a jin it is up 5 jiao."),
        ("每斤由2块5涨到3块2。", "A jin went from 2.5 yuan to 3.2 yuan.", "A jin went from 2.5 yuan to 3.5 yuan."),
        ("每斤3元8角。", "It is 3.8 yuan a jin.", "It is 38 yuan a jin."),
    ],
)
def test_small_change_is_money(source: str, right: str, wrong: str) -> None:
    assert findings(source, right) == []
    assert findings(source, wrong)


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        ("刑期三年六个月。", "He got three and a half years.", "He got three and a half months."),
        ("刑期三年零六个月。", "He got 42 months.", "He got 46 months."),
        ("全程1小时30分钟。", "It takes an hour and a half.", "It takes 80 minutes."),
        ("全程1小时30分。", "It takes 90 minutes.", "It takes 50 minutes."),
        ("全程90分钟。", "It takes an hour and 30 minutes.", "It takes two hours and 30 minutes."),
        ("他身高1米96。", "He is 6ft 5in tall.", "He is 6ft 2in tall."),
        ("他身高1米96。", "He is 1.96m (6ft 5in) tall.", "He is 1.69m tall."),
        ("相距1.6公里。", "They are a mile apart.", "They are a foot apart."),
        ("以3比1获胜。", "They won 3-1.", "They won 3-2."),
        ("投了两个亿。", "It cost 200 million.", "It cost 20 million."),
    ],
)
def test_sizes_in_parts_are_compared_whole(source: str, right: str, wrong: str) -> None:
    assert findings(source, right) == []
    assert findings(source, wrong)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("八旬老人走失。", "A man in his eighties went missing."),
        ("八旬老人走失。", "An 80-year-old man went missing."),
        ("八旬老人走失。", "An octogenarian went missing."),
        ("年过六旬的老支书。", "The Party secretary, who is over sixty."),
    ],
)
def test_an_age_in_decades_may_be_told_in_any_way(source: str, target: str) -> None:
    assert findings(source, target) == []


def test_a_line_break_parts_two_figures() -> None:
    assert not check_pair("企业12家，产值12<br/>34亿元", "12 companies, 12 units<br/>3.4 billion yuan", markup=True)


def test_planted_errors_are_named_for_what_they_are() -> None:
    wrong = rows("bad")
    named = [row for row in wrong if row["check"] in {f.check for f in findings(row["zh"], row["en"])}]
    assert len(named) / len(wrong) >= 0.97


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        (
            "签约7650亿元。",
            "Contracts of 7650 billion yuan.",
            "“7650亿元” is “765 billion yuan”, not “7650 billion yuan”; correct the magnitude",
        ),
        ("占近一成半。", "Nearly half.", "“近一成半” is “nearly 15 percent”, the English says “half”; correct it"),
        ("提高3个百分点。", "Up 3 percent.", "“3个百分点” is “3 percentage points”, not “3 percent”; correct the unit"),
        (
            "3至5年。",
            "Three to six years.",
            "“3至5年” is “3 to 5 years”, the English says “Three to six years”; correct it",
        ),
        ("六所高校。", "Five universities.", "“六” is “six”, the English says “Five”; correct it"),
        ("投入8亿元。", "Much was invested.", "has “8亿元” without its number in English; write “800 million yuan”"),
        (
            "大幅上升。",
            "It rose by 45%.",
            "says “45%”, a number that the Chinese does not state; check it or remove it",
        ),
    ],
)
def test_a_message_says_what_is_meant_and_what_is_said(source: str, target: str, message: str) -> None:
    [finding] = findings(source, target)
    assert finding.message.removeprefix("u1 (p)").removeprefix(":").strip() == message


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("四个国家", "countries", Severity.WARNING),
        ("四个国家", "five countries", Severity.ERROR),
        ("提高3个百分点", "up 3 percent", Severity.WARNING),
        ("3亿元", "300 million dollars", Severity.ERROR),
        ("上升", "up 45%", Severity.WARNING),
    ],
)
def test_what_a_reader_may_forgive_is_a_warning(source: str, target: str, severity: Severity) -> None:
    assert [finding.severity for finding in findings(source, target)] == [severity]


def test_many_numbers_are_compared_in_bounded_time() -> None:
    source, target = "，".join(f"{n}个" for n in range(11, 6_000)), ", ".join(str(n * 7) for n in range(11, 6_000))
    assert findings(source, target)


def desk_units() -> list[dict[str, Any]]:
    files = sorted((ROOT / "translations" / "en").glob("*.yaml"))
    return [unit for file in files for unit in yaml.safe_load(file.read_text(encoding="utf-8"))["units"]]


def named(source: str, target: str) -> list[str]:
    return [finding.check for finding in check_pair(source, target) if finding.check.startswith("number.")]


def test_the_reviewed_english_of_the_worked_example_raises_nothing() -> None:
    units = desk_units()
    assert len(units) > 80
    assert [(unit["source"], unit["target"]) for unit in units if named(unit["source"], unit["target"])] == []


def test_the_slips_of_the_machine_that_drafted_it_are_found() -> None:
    drafts = [(unit["source"], past["text"]) for unit in desk_units() for past in unit.get("history", ())]
    slips = [check for source, target in drafts for check in named(source, target)]
    assert slips.count("number.magnitude") >= 8
    assert len(slips) >= 14
