from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.text.date.printed import day, find_dates, fold_width, parse_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025年4月18日", "2025-04-18"),
        ("发布时间：2025年04月18日09:30", "2025-04-18T09:30"),
        ("2025 年 4 月 18 日 9时05分", "2025-04-18T09:05"),
        ("2025年4月18日9时", "2025-04-18T09:00"),
        ("2025年4月18日下午3:30", "2025-04-18T15:30"),
        ("2025年4月18日 星期五 上午 9:30", "2025-04-18T09:30"),
        ("2025年04月18日 (周五) 09:30:12", "2025-04-18T09:30:12"),
        ("二〇二五年四月十八日", "2025-04-18"),
        ("二○二五年十二月三十一日", "2025-12-31"),
        ("二零二五年十月十日", "2025-10-10"),
        ("二OO五年一月二十日", "2005-01-20"),
        ("2025-4-18 9:30", "2025-04-18T09:30"),
        ("18.4.2025 9:30", "2025-04-18T09:30"),
        ("2025-04-18 09:30:12.0", "2025-04-18T09:30:12"),
        ("2025-04-18 00:00:00", "2025-04-18"),
        ("2025-04-18T09:30:00+08:00", "2025-04-18T09:30:00+08:00"),
        ("2025-04-18T01:30:00.000Z", "2025-04-18T01:30:00+00:00"),
        ("2025-04-18T09:30:00+0800", "2025-04-18T09:30:00+08:00"),
        ("2025/04/18", "2025-04-18"),
        ("2025.4.18", "2025-04-18"),
        ("时间:[2025-04-18]", "2025-04-18"),
        ("2025 04/18 09:30:12 来源：新华网", "2025-04-18T09:30:12"),
        ("20250418", "2025-04-18"),
        ("20250418093012", "2025-04-18T09:30:12"),
        ("２０２５年４月１８日", "2025-04-18"),
        ("2025-04-18 09:30 | 新华社", "2025-04-18T09:30"),
        ("2025-04-18 浏览：12:30", "2025-04-18"),
        ("2025-04-18 2346次", "2025-04-18"),
        ("April 18, 2025", "2025-04-18"),
        ("Apr. 18, 2025 9:30 PM", "2025-04-18T21:30"),
        ("Friday, 18 April 2025, 12:05 a.m.", "2025-04-18T00:05"),
        ("on the 2nd of May 2025", "2025-05-02"),
        ("18-Apr-2025", "2025-04-18"),
        ("Fri Apr 18 09:30:00 CST 2025", "2025-04-18T09:30:00"),
        ("Date: 2024-01-24    Source:", "2024-01-24"),
        ("先 2025-13-40 后 2025-02-03", "2025-02-03"),
    ],
)
def test_a_printed_date_becomes_iso(text: str, iso: str) -> None:
    assert parse_date(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025年4月",
        "4月18日",
        "2025-02-30",
        "编号20250418001",
        "电话 2025-0418",
        "192.168.2025.4.18",
        "march of progress",
        "三〇二五年四月十八日",
        "二〇二五年四五月十八日",
    ],
)
def test_what_is_no_complete_date_is_none(text: str) -> None:
    assert parse_date(text) == ""


def test_every_date_is_found_with_its_place() -> None:
    text = "会议于２０２５年3月1日至2025年3月3日举行"
    hits = list(find_dates(text))
    assert [(h.iso, text[h.start : h.end]) for h in hits] == [
        ("2025-03-01", "２０２５年3月1日"),
        ("2025-03-03", "2025年3月3日"),
    ]


def test_day_drops_the_time() -> None:
    assert day("2025-04-18T09:30+08:00") == "2025-04-18"
    assert day("") == ""


def test_noon_and_the_end_of_the_day_stay() -> None:
    assert parse_date("2025-04-18 12:00 pm") == "2025-04-18T12:00"
    assert parse_date("2025-04-18 24:00") == "2025-04-18"


@given(st.text())
def test_any_text_is_searched_without_failing(text: str) -> None:
    assert len(fold_width(text)) == len(text)
    iso = parse_date(text)
    assert iso == "" or date.fromisoformat(day(iso)).isoformat() == day(iso)


@given(st.dates(min_value=date(1900, 1, 2), max_value=date(2099, 12, 31)))
def test_each_form_of_a_day_is_that_day(value: date) -> None:
    numerals = "〇一二三四五六七八九"

    def han(number: int) -> str:
        tens, ones = divmod(number, 10)
        return (numerals[tens] if tens > 1 else "") + ("十" if tens else "") + (numerals[ones] if ones else "")

    year = "".join(numerals[int(c)] for c in str(value.year))
    forms = [
        value.isoformat(),
        f"{value.year}年{value.month}月{value.day}日",
        f"{value.year}/{value.month}/{value.day} 周五",
        f"{value.year}.{value.month}.{value.day}",
        f"{year}年{han(value.month)}月{han(value.day)}日",
        f"{value:%B} {value.day}, {value.year}",
        f"{value.day} {value:%b} {value.year}",
        f"{value:%Y%m%d}",
    ]
    assert {parse_date(form) for form in forms} == {value.isoformat()}
    assert parse_date(f"{value - timedelta(days=1)}至{value}") == (value - timedelta(days=1)).isoformat()
