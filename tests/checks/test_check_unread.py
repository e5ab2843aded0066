"""What no reader of numbers or dates understands is no reason for an alarm, unless it says something else."""

import pytest

from workflow.checks import check_pair


def findings(chinese: str, english: str) -> list[str]:
    found = check_pair(chinese, english)
    return [finding.check for finding in found if finding.check.startswith(("number.", "date."))]


@pytest.mark.parametrize(
    ("chinese", "right", "wrong"),
    [
        (
            "先付5.85亿朗，再付5.85亿朗。",
            "First Q585 million was paid, then Q585 million.",
            "Q585 billion was paid twice.",
        ),
        ("十分之四的患者等了一天。", "Four-in-ten patients waited a day.", "Six-in-ten patients waited a day."),
        (  # a currency that no list holds, glued to its figure
            "银行出资2000万元。",
            "The bank put in Rmby20mn.",
            "The bank put in Rmby20bn.",
        ),
        ("流转土地11亿亩。", "Some 1.1. Billion mu changed hands.", "Some 1.1. Million mu changed hands."),
        ("她以0.13秒获胜。", "She won by 13-hundredths of a second.", "She won by 31-hundredths of a second."),
        ("晚上6－8点开放。", "It is open from 6-8 p.m.", "It is open from 7-9 p.m."),
        (
            "产量提高0.3和0.2个百分点。",
            "Output is 0.3 higher and then 0.2 percentage points.",
            "Output is 0.2 points higher.",
        ),
        (
            "四位医生赶到现场。",
            "Dr. Yue and three other doctors hurried there.",
            "Dr. Yue and six doctors hurried there.",
        ),
        (
            "今年预计增长6%，高于此前预测的5.5%。",
            "Growth of 6 percent is forecast, 0.5 point above the last forecast.",
            "Growth of 6 percent is forecast, 0.7 point above the last forecast.",
        ),
        (
            "展览于10月1日14时开幕。",
            "The show opened at 14:00 on October, 1.",
            "The show opened at 14:00 on October, 7.",
        ),
        ("仅5日夜间有雨。", "Rain came only on the night of October 5.", "Rain came only on the night of October 6."),
    ],
)
def test_an_odd_form_passes_and_another_value_in_it_does_not(chinese: str, right: str, wrong: str) -> None:
    assert findings(chinese, right) == []
    assert findings(chinese, wrong)


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("全村有15户，10月15日开会。", "The village met on October 15."),  # the day does not answer for the households
        ("增长率由68%提高到91%。", "The rate rose by 23 percentage points."),  # neither end is told
        ("先付5.85亿朗，再付5.85亿朗。", "First Q585 million was paid, then Q585 billion."),  # one figure, said twice
        ("发电突破1万亿千瓦时。", "Output has passed 10 billion kilowatt-hours."),
        ("会议于2014年5月3日召开。", "The meeting was held on May, 3, 2015."),
    ],
)
def test_a_figure_that_says_something_else_explains_nothing(chinese: str, english: str) -> None:
    assert findings(chinese, english)
