"""Persons named in Chinese texts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.text.name.mentions import Names, find_persons

KNOWN = Names({"周明远": ("Zhou Mingyuan",), "成龙": ("Jackie Chan", "Chan Kong-sang")})


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("院长李明说，学校会扩招。", ["李明"]),
        ("副市长曾凡到滨城调研。", ["曾凡"]),
        ("老师傅干了一辈子。", []),
        ("单立新教授、欧阳朔院长获奖。", ["单立新", "欧阳朔"]),
        ("主任曾静、副主任陶然参加活动。", ["曾静", "陶然"]),
        ("记者林小雨 通讯员王海", ["林小雨", "王海"]),
        ("文/王海 图/李静", ["王海", "李静"]),
        ("林小雨 摄", ["林小雨"]),
        ("编辑：单立新 曾静", ["单立新", "曾静"]),
        ("队长高强夺冠，高强的队友高兴极了。", ["高强", "高强"]),
        ("赵晓燕表示，她很开心。", ["赵晓燕"]),
        ("周明远还参观了展览。", ["周明远"]),
        ("总经理冯志刚说，会继续。", ["冯志刚"]),
        ("研究员宋佳认为可信。", ["宋佳"]),
        ("队长高强看到了希望。", ["高强"]),
        ("成龙来到滨城。", ["成龙"]),
    ],
)
def test_persons_are_found_where_they_are_known_or_vouched_for(text: str, people: list[str]) -> None:
    found = find_persons(text, KNOWN)
    assert [person.name for person in found] == people
    assert [text[person.start : person.end] for person in found] == people


@pytest.mark.parametrize(
    "text",
    [
        "记者从会上获悉，新线路开通。",
        "代表高校发言。",
        "市长热线开通。",
        "校长办公室发布公告。",
        "委员会成立。",
        "美国总统林肯说。",
        "总统马克龙表示欢迎。",
        "居民李大妈乐开了花。",
        "工人王师傅下班了。",
        "程序员表示满意。",
        "林业局表示支持。",
        "教授团队获奖。",
        "黄山风景很美。",
        "校长谈开放办学。",
        "江海网记者报道。",
        "28岁的农学博士回乡。",
        "<!-- 文章标题 begin -->",
    ],
)
def test_words_addresses_and_foreigners_are_no_chinese_names(text: str) -> None:
    assert find_persons(text) == ()


def test_a_known_name_keeps_its_forms_and_takes_the_title_beside_it() -> None:
    (person,) = find_persons("副校长周明远说，会继续。", KNOWN)
    assert (person.forms, person.known, person.title, person.vice) == (("Zhou Mingyuan",), True, "校长", True)


def test_what_the_desk_says_first_wins() -> None:
    assert KNOWN.extended({"周明远": ("Chou Ming-yuan",), "李静": ("Li Jing",)}).entries == {
        "周明远": ("Zhou Mingyuan",),
        "成龙": ("Jackie Chan", "Chan Kong-sang"),
        "李静": ("Li Jing",),
    }


@given(st.text(alphabet="校长副记者李明周远王小说、，。：/ 的教授在于会12Ab", max_size=60))
def test_any_text_is_searched_without_failing(text: str) -> None:
    found = find_persons(text, KNOWN)
    assert all(text[person.start : person.end] == person.name for person in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
