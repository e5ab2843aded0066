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
        (
            "公司以烘焙闻名，有160家分店。",
            "The FTSE 250 baker has 160 shops.",
            "The baker has 250 staff and 160 shops.",
        ),
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
        ("总投资3.5万亿元。", "Total investment is 3½ trillion yuan.", "Total investment is 3½ billion yuan."),
        ("总投资120万元。", "Total investment is 1 200 000 yuan.", "Total investment is 12 000 000 yuan."),
        ("总投资120万元。", "Total investment is 1,2 million yuan.", "Total investment is 1,3 million yuan."),
        ("总投资2000万卢比。", "Total investment is Rs 2 crore.", "Total investment is Rs 2 lakh."),
        ("三分之一的人反对。", "⅓ of the people objected.", "¼ of the people objected."),
        (
            "共有1233个站点。",
            "There are one thousand, two hundred and thirty-three stations.",
            "There are one thousand, three hundred and thirty-three stations.",
        ),
        ("会议于10月5日召开。", "They met on the fifth of October.", "They met on the sixth of October."),
        ("会议于10月5日召开。", "They met on October, 5, in the town.", "In October, 5 people met."),
        ("2023/24财年收入增长。", "Revenue rose in FY2023-24.", "Revenue rose in FY2022-23."),
        ("捐款壹佰贰拾万元。", "They gave 1.2 million yuan.", "They gave 12 million yuan."),
        ("共有1 , 200人。", "There are 1,200 people.", "There are 1,300 people."),
        ("死亡人数升至2,5万。", "The death toll rose to 25,000.", "The death toll rose to 2,500."),
        ("完成了5／6。", "Five-sixths are done.", "Five-eighths are done."),
        ("成绩为9秒8。", "The time was 9.8 seconds.", "The time was 9.6 seconds."),
        (
            "收入从1.2增至1.5亿元。",
            "Income rose from 120 to 150 million yuan.",
            "Income rose from 12 to 150 million yuan.",
        ),
        ("利率上涨3bp。", "The rate rose by 3 basis points.", "The rate rose by 5 basis points."),
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
