"""Sentences."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.text.segment import sentences


def cut(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


# "|" marks where a sentence ends; the text is what stands between.
CHINESE = [
    "开放是必由之路。|合作是大势所趋！|我们准备好了吗？|准备好了。",
    "他说：“我们要走出去。|我们要走进去。”|随后大家鼓掌。",
    "“我们要开放。”他说，“还要合作。”|会议结束了。",
    "“这是起点。”校长王明介绍，新校区占地千亩。",
    "「好。」他说。|『走。』|大家走了。",
    "真的吗……！！！|他问。",
    "什么？！|真的！？|是。",
    "时间一天天过去……终于，项目完成了。",
    "“我……”|他低下头。",
    "下一步…… |再看。",
    "增长3.5亿元，占比12.6%。|其中No. 5项目已完工。",
    "（本报记者张三报道。李四对本文亦有贡献。）",
    "学校成立于1949年（前身是东北大学。见附件。）。|现有学生3万人。",
    "前句。|（详见附件。）|后句。",
    "前句（详见附件。）后句。",
    "电影《你好！李焕英》上映。|观众很多！",
    "详见https://www.example.cn/a?b=1&c=2。|欢迎访问www.example.cn。",
    "提出“加油！”的口号。|会议通过。",
    "他高喊“加油！”并鼓掌。",
    "他说：“加油！”|大家鼓掌。",
    "“好！”的声音不断。",
    "一是开放；二是合作；三是共赢。|完。",
    "1. 加强合作。|2. 扩大开放。",
    "一.总则。|二.分则。",
    "他走了.|后来回来了.",
    "U.S.和Mr. Smith参加。",
    "标题没有句号",
    "第一段。\n|第二段没有句号\n|第三段",
    "他来了。 ”|",
    "。。。|",
    "好!|真的?|是。",
    "数学用点．|也可以．",
    "约3．5万人参加。",
    "会议于9.30召开。",
]
ENGLISH = [
    "Mr. Li met Dr. Wang in the U.S. |The talks lasted 3.5 hours. |They agreed.",
    "The U.S. Department of State said no. |OK.",
    'He said, "We must open up. |We must go out." |Then he left.',
    "“Really?” he asked. |“Yes!” she said. |It ended.",
    "“Stop!” Mr. Li said. |People stopped.",
    "“Open up.” |“Go out.” |Done.",
    "'Go out.' |'Go in.' |Done.",
    "1. Strengthen cooperation. |2. Expand opening-up.",
    "I. Introduction. |Some text. |A. First.",
    "See No. 5 and p. 12, e.g. Fig. 3. |Visit https://x.cn/a.html. |Now!",
    "The answer is no. |The next came.",
    "It was founded in 1949. |The school has 3.5 million books, etc. |It grew.",
    "On Jan. 24, Liaoning Univ. President J. K. Li spoke at 9 a.m. Monday. |Then he left.",
    "He holds a Ph.D. |He teaches.",
    "Prof. X of the Ph.D. Program. |Good.",
    "Wait... what? |Well... |Then go.",
    "(See this. And that.) |Next one.",
    "He came (see Fig. 2. It shows it). |He left.",
    "Semicolons do not split; neither do colons: no. |Right.",
    "Yahoo! is big.",
    "A line\ncontinues here. |Next.\n\n|New paragraph",
    "The version is 2.0.1. |It works.",
    "no full stop",
]


@pytest.mark.parametrize(("text", "language"), [*((t, "zh") for t in CHINESE), *((t, "en") for t in ENGLISH)])
def test_sentences_end_where_a_reader_ends_them(text: str, language: str) -> None:
    expected = [piece.strip() for piece in text.split("|") if piece.strip()]
    assert cut(text.replace("|", ""), language) == expected


def test_nothing_is_no_sentence() -> None:
    assert sentences("", "zh") == []
    assert sentences(" \n\u3000", "en") == []


def test_a_regional_tag_is_chinese_too() -> None:
    assert cut("他走了.后来回来了.", "zh-Hans-CN") == ["他走了.", "后来回来了."]
    assert cut("他走了.后来回来了.", "en") == ["他走了.后来回来了."]


def test_one_giant_sentence_is_not_cut() -> None:
    text = "我们要坚持开放，" * 5_000 + "直到最后。"
    assert sentences(text, "zh") == [(0, len(text))]


def test_a_long_quotation_in_a_clause_is_cut_inside() -> None:
    text = f"他强调“{'要扩大开放，' * 12}要合作。要共赢。”会议结束。"
    assert [piece[-4:] for piece in cut(text, "zh")] == ["要合作。", "共赢。”", "议结束。"]


PIECES = st.sampled_from(
    [
        *"。！？…“”‘’「」（）()《》.!?\n \"'；，",
        "……",
        "他说",
        "的",
        "开放",
        "3.5",
        "Mr",
        "U.S",
        "The",
        "he said",
        "www.x.cn",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=40), st.sampled_from(["zh", "en"]))
def test_nothing_but_white_space_is_left_out(text: str, language: str) -> None:
    at = 0
    for start, end in sentences(text, language):
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@given(st.lists(PIECES, max_size=25).map("".join))
def test_a_closing_mark_never_begins_a_sentence(text: str) -> None:
    spans = sentences(text, "zh")
    assert all(text[start] not in "”’」）》，；。" for start, _ in spans[1:])


@pytest.mark.parametrize(
    "unit",
    ["（", "“", "。", "a. ", "Mr. ", "Mr. A. ", "他说。”", "？", "? ", "http://", "（a。）", "\n", "……", "((a.) "],
)
def test_cutting_is_linear_whatever_comes(unit: str) -> None:
    def took(count: int) -> float:
        begin = time.process_time()
        sentences(unit * count, "zh")
        sentences(unit * count, "en")
        return time.process_time() - begin

    assert took(8_000) < 40 * max(took(800), 0.025)
