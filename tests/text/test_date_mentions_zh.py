"""Dates of Chinese running text as values, and the English they owe."""

from datetime import date
from typing import Any

import pytest

from workflow.model import Dated
from workflow.text.date.english import render_date
from workflow.text.date.mentions_zh import find_dates_zh

DAY = date(2024, 1, 24)
_NOTHING = (0, (0, 0, 0), "", (), False)


def stated(mention: Dated) -> dict[str, Any]:
    """What a mention states, offsets and text aside."""
    fields = (name for name in Dated._fields if name not in ("start", "end", "text"))
    return {name: value for name in fields if (value := getattr(mention, name)) not in _NOTHING}


@pytest.mark.parametrize(
    ("text", "expected", "english"),
    [
        ("2024年1月24日", {"year": 2024, "month": 1, "day": 24}, "January 24, 2024"),
        ("２０２４年１月２４日", {"year": 2024, "month": 1, "day": 24}, "January 24, 2024"),
        ("二〇二四年一月二十四日", {"year": 2024, "month": 1, "day": 24}, "January 24, 2024"),
        ("二O三五年", {"year": 2035}, "2035"),
        ("二０二四年一月", {"year": 2024, "month": 1}, "January 2024"),
        ("2024-01-24", {"year": 2024, "month": 1, "day": 24}, "January 24, 2024"),
        ("1月24号", {"month": 1, "day": 24}, "January 24"),
        ("24日", {"day": 24}, "January 24"),
        ("28日", {"day": 28}, "January 28"),
        ("2024年1月", {"year": 2024, "month": 1}, "January 2024"),
        ("3月", {"month": 3}, "March"),
        ("3月份", {"month": 3}, "March"),
        ("2023年", {"year": 2023}, "2023"),
        ("2024财年", {"year": 2024}, "2024"),
        ("08年5月", {"year": 2008, "month": 5}, "May 2008"),
        ("公元前221年", {"year": -221}, "221 BC"),
        ("去年12月", {"year": 2023, "month": 12, "relative": "last-year"}, "December last year"),
        ("今年1月24日", {"year": 2024, "month": 1, "day": 24, "relative": "this-year"}, "January 24 this year"),
        ("本月24日", {"year": 2024, "month": 1, "day": 24, "relative": "this-month"}, "January 24"),
        ("1月3日至5日", {"month": 1, "day": 3, "until": (0, 1, 5)}, "January 3 to 5"),
        ("24日-26日", {"day": 24, "until": (0, 0, 26)}, "January 24 to 26"),
        ("1月30日至2月2日", {"month": 1, "day": 30, "until": (0, 2, 2)}, "January 30 to February 2"),
        ("2023年12月至2024年3月", {"year": 2023, "month": 12, "until": (2024, 3, 0)}, "December 2023 to March 2024"),
        ("2021—2025年", {"year": 2021, "until": (2025, 0, 0)}, "2021 to 2025"),
        ("2021年至2025年", {"year": 2021, "until": (2025, 0, 0)}, "2021 to 2025"),
        ("2023/24赛季", {"year": 2023, "until": (2024, 0, 0)}, "2023 to 2024"),
        ("3至5月", {"month": 3, "until": (0, 5, 0)}, "March to May"),
        ("一季度", {"month": 1, "quarter": 1, "until": (0, 3, 0)}, "the first quarter"),
        (
            "2023年第四季度",
            {"year": 2023, "month": 10, "quarter": 4, "until": (2023, 12, 0)},
            "the fourth quarter of 2023",
        ),
        ("前三季度", {"month": 1, "until": (0, 9, 0)}, "the first three quarters"),
        ("上半年", {"month": 1, "half": 1, "until": (0, 6, 0)}, "the first half of the year"),
        ("2023年下半年", {"year": 2023, "month": 7, "half": 2, "until": (2023, 12, 0)}, "the second half of 2023"),
        ("前11个月", {"month": 1, "until": (0, 11, 0)}, "the first 11 months"),
        ("1—11月", {"month": 1, "until": (0, 11, 0)}, "January to November"),
        ("20世纪80年代", {"year": 1980, "decade": True}, "the 1980s"),
        ("上世纪九十年代初", {"year": 1990, "part": "early", "decade": True}, "the early 1990s"),
        ("上一世纪", {"century": 20}, "the 20th century"),
        ("21世纪", {"century": 21}, "the 21st century"),
        ("本世纪中叶", {"part": "mid", "century": 21}, "the middle of the 21st century"),
        ("3月底", {"month": 3, "part": "end"}, "the end of March"),
        ("3月上旬", {"month": 3, "part": "early"}, "early March"),
        ("3月中旬", {"month": 3, "part": "mid"}, "mid-March"),
        ("2023年底", {"year": 2023, "part": "end"}, "the end of 2023"),
        ("星期三", {"weekday": 3}, "Wednesday"),
        ("上周三", {"year": 2024, "month": 1, "day": 17, "weekday": 3, "relative": "last-week"}, "Wednesday"),
        ("1月24日（星期三）", {"month": 1, "day": 24, "weekday": 3}, "Wednesday, January 24"),
        ("1月24日上午9时30分", {"month": 1, "day": 24, "times": ("09:30",)}, "9:30 a.m. on January 24"),
        ("晚8时", {"times": ("20:00",)}, "8 p.m."),
        ("凌晨2点半", {"times": ("02:30",)}, "2:30 a.m."),
        ("24日20时", {"day": 24, "times": ("20:00",)}, "8 p.m. on January 24"),
    ],
)
def test_a_date_is_a_value_and_owes_its_english(text: str, expected: dict[str, Any], english: str) -> None:
    (mention,) = find_dates_zh(f"据悉，{text}，项目启动。", DAY)
    assert stated(mention) == expected
    assert not mention.vague
    assert text.startswith(mention.text) or mention.text.startswith(text)
    assert render_date(mention, DAY) == english


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("1月3日、5日和7日", ["January 3", "January 5", "January 7"]),
        ("2024年1、2月份", ["January 2024", "February 2024"]),
        ("2021、2022和2023年", ["2021", "2022", "2023"]),
        ("一、二季度", ["the first quarter", "the second quarter"]),
        ("20世纪七八十年代", ["the 1970s", "the 1980s"]),
        ("星期一至星期五", ["Monday", "Friday"]),
        ("周一至五", ["Monday", "Friday"]),
        ("每周一、三、五开行", ["Monday", "Wednesday", "Friday"]),
        ("周六、日", ["Saturday", "Sunday"]),
        ("周一、三名代表", ["Monday"]),
        ("周五到四川", ["Friday"]),
        ("每周三班机停飞", ["Wednesday"]),
    ],
)
def test_each_date_of_a_list_is_one(text: str, dates: list[str]) -> None:
    assert [render_date(mention) for mention in find_dates_zh(text)] == dates


@pytest.mark.parametrize(
    "text",
    [
        "三年来", "第3年", "5个月", "3日内", "10日游", "连续3日", "100日元", "12月龄", "6.5日", "3号楼", "1号文件", "四季如春",
        "三个季度", "一时间", "三点建议", "3小时", "2000年的历史", "1000多年", "每周三次", "一周三次", "历时5日", "3日后",
        "每周一班", "隔周一班。", "每周三列", "每周三四班", "由每周三班增至每周五班", "每周一篇",
    ],
)  # fmt: skip
def test_durations_and_counts_are_no_dates(text: str) -> None:
    assert [mention for mention in find_dates_zh(text, DAY) if not mention.vague] == []


@pytest.mark.parametrize("text", ["今年以来", "近日", "日前", "昨天", "90后", "农历正月十五", "今年年底"])
def test_what_english_may_leave_out_is_not_owed(text: str) -> None:
    assert [mention.vague for mention in find_dates_zh(text, DAY)] == [True]


def test_offsets_are_those_of_the_text() -> None:
    text = "会议于２０２５年3月1日至3日举行"
    (mention,) = find_dates_zh(text)
    assert text[mention.start : mention.end] == mention.text == "２０２５年3月1日至3日"
