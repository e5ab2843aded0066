"""Dates written by independent writers are read back; any text is read without failing, in time linear in its length."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.model import Dated
from workflow.text.date.compare import NOTHING, compare_dates
from workflow.text.date.english import render_date
from workflow.text.date.mentions_en import find_dates_en
from workflow.text.date.mentions_zh import find_dates_zh

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
NUMERALS = "〇一二三四五六七八九"
MONTHS = calendar.month_name[1:]
PIECES = (
    "2024 年 月 日 1 24 至 、 和 一 十 季度 上半年 世纪 80 年代 周三 9 : 30 时 上午 去年 本月 January Jan. Wednesday the first quarter "
    "of last year - – / 24th and to a.m. 1980s Q1 ( ) , . \N{LATIN CAPITAL LETTER I WITH DOT ABOVE} ２０ 公元前 农历 初 底 century FY "
    "'24 day"
)
SNIPPETS = st.lists(st.sampled_from(PIECES.split()), max_size=30)


def han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (NUMERALS[tens] if tens > 1 else "") + ("十" if tens else "") + (NUMERALS[ones] if ones else "")


def chinese(day: date) -> list[str]:
    digits = "".join(NUMERALS[int(c)] for c in str(day.year))
    return [
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        f"{digits}年{han(day.month)}月{han(day.day)}日",
        f"{day:%Y-%m-%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日（星期{'一二三四五六日'[day.weekday()]}）",
    ]


def english(day: date) -> list[str]:
    month, ending = MONTHS[day.month - 1], {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    ending = "th" if day.day in (11, 12, 13) else ending
    return [
        f"{month} {day.day}, {day.year}",
        f"{month[:3]}. {day.day}, {day.year}" if month != "May" else f"May {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
        f"the {day.day}{ending} of {month} {day.year}",
        f"{month} {day.day}{ending}, {day.year}",
        f"{day:%Y-%m-%d}",
        f"{day:%A}, {month} {day.day}, {day.year}",
    ]


def value(mention: Dated) -> tuple[int, int, int]:
    return mention.year, mention.month, mention.day


@given(DAYS)
def test_a_day_in_any_form_is_that_day(day: date) -> None:
    expected = (day.year, day.month, day.day)
    for form in chinese(day):
        assert [value(mention) for mention in find_dates_zh(f"据悉{form}开幕")] == [expected], form
    for form in english(day):
        found = [value(mention) for mention in find_dates_en(f"It opened on {form}.") if mention.day]
        assert found == [expected], form


@given(DAYS, st.integers(0, 40))
def test_what_is_owed_is_read_back_as_the_same_date(day: date, later: int) -> None:
    end = day + timedelta(later)
    for text in (
        *chinese(day),
        f"{day.year}年{day.month}月",
        f"{day.month}月{day.day}日至{end.month}月{end.day}日",
        f"{day.day}日",
    ):
        for near in (None, day):
            for mention in find_dates_zh(text, near):
                assert compare_dates(text, f"It is open on {render_date(mention, near)}.", near) == NOTHING


@given(DAYS, DAYS)
def test_two_days_agree_only_where_they_are_one(one: date, other: date) -> None:
    compared = compare_dates(chinese(one)[0], f"It opened on {english(other)[0]}.")
    assert (compared == NOTHING) == (one == other)


@given(
    st.one_of(st.text(), SNIPPETS.map("".join), SNIPPETS.map(" ".join)), st.one_of(st.text(), SNIPPETS.map(" ".join))
)
def test_any_text_is_read_without_failing(source: str, target: str) -> None:
    for near in (None, date(2024, 1, 31)):
        compare_dates(source, target, near)
        for mention in find_dates_zh(source, near):
            assert source[mention.start : mention.end] == mention.text
            render_date(mention, near)
        for mention in find_dates_en(target, near):
            assert target[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    "piece", ["2024年1月", "1、", "1至", "三", "January 1 and ", "24-", "the first ", "1 to ", "9:30", "（"]
)
def test_a_text_without_end_is_read_in_one_pass(piece: str) -> None:
    text = piece * 20_000
    find_dates_zh(text)
    find_dates_en(text)
