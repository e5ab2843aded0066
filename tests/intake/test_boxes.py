"""Boxes behind the prose go, whatever their words; short sentences, tables and parts made alike stay."""

import pytest

from workflow.intake.original import Original
from workflow.intake.read import read
from workflow.text.inline import plain

PROSE = "<p>三月的江城，港口里停着十二艘等待卸货的轮船。</p><p>码头工人说，今年的第一季度比去年忙得多，也踏实得多。</p>"
PAGE = "<html><body><h1>港口的一天</h1><div class='info'>2024-03-05 来源：江城日报</div><div class='wrap'>{body}</div></body></html>"


def last(body: str) -> str:
    page = PAGE.format(body=body).encode()
    return plain(read(Original(data=page, name="page.html", url="")).units[-1].source)


@pytest.mark.parametrize(
    "box",
    [
        "<div class='hy'><span>本期话题</span><p>您怎么看？</p></div>",
        "<div class='card'><b>张三</b><i>港口条线</i></div>",
        "<div class='gate'><a href='/epaper'>数字报入口</a></div>",
    ],
)
def test_a_box_outside_the_element_with_the_prose_goes(box: str) -> None:
    assert last(f"<div class='text'>{PROSE}</div>{box}") == "码头工人说，今年的第一季度比去年忙得多，也踏实得多。"


def test_a_box_inside_it_goes_when_the_prose_is_made_otherwise() -> None:
    assert last(f"{PROSE}<div class='hy'>本期话题</div>") == "码头工人说，今年的第一季度比去年忙得多，也踏实得多。"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<div class='text'>{PROSE}</div><div class='text'><p>夜里还有船来</p></div>", "夜里还有船来"),
        (
            f"<div class='text'>{PROSE}</div><section><p>夜深了，码头的灯火还亮着。</p></section>",
            "夜深了，码头的灯火还亮着。",
        ),
        (f"<div class='text'>{PROSE}<p class='end'>夜深了</p></div>", "夜深了"),
        (f"<div class='text'>{PROSE}<div class='t'><table><tr><td>泊位</td></tr></table></div></div>", "泊位"),
    ],
)
def test_what_belongs_to_the_text_stays(body: str, expected: str) -> None:
    assert last(body) == expected
