from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.intake.labels import FIELDS, LONGEST, _chinese, _labels, button, parse, remainder


def pairs(text: str) -> list[tuple[str, str]]:
    return [(item.field, item.value) for item in parse(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("来源：新华社", [("source", "新华社")]),
        ("来　源：新华社　作　者：张三　责 编：李四", [("source", "新华社"), ("authors", "张三"), ("editors", "李四")]),
        ("来\x1f源\x1f：\x1f新华社\x1f", [("source", "新华社")]),
        ("Date\x1f2024-01-24", []),
        ("來源：港島早報　責任編輯：關詠詩", [("source", "港島早報"), ("editors", "關詠詩")]),
        (
            "来源： 作者：张三 编辑：李四 时间：2025-04-18",
            [("source", ""), ("authors", "张三"), ("editors", "李四"), ("published", "2025-04-18")],
        ),
        ("来源：中国教育报 2025-04-18 字号：大 中 小", [("source", "中国教育报"), ("noise", "大 中 小")]),
        ("2018年01月23日来源：\x1f新华网\x1f客户端 浏览：12", [("source", "新华网"), ("noise", "12")]),
        ("来源：省政府 | 打印", [("source", "省政府")]),
        ("来源：省政府 [大 中 小]", [("source", "省政府")]),
        ("来源：人民网－人民日报  作者", [("source", "人民网－人民日报")]),
        ("文｜张三 图｜李四", [("authors", "张三"), ("other", "李四")]),
        ("作者：\x1f张三\x1f \x1f李四\x1f 打印", [("authors", "张三\x1f \x1f李四")]),
        ("Date: 2024-01-24    Source:", [("published", "2024-01-24"), ("source", "")]),
        (
            "Source: Liaoning Daily Author(s): Li Si, Wang Wu",
            [("source", "Liaoning Daily"), ("authors", "Li Si, Wang Wu")],
        ),
        ("来源丨新华社", [("source", "新华社")]),
        (
            "作者:张三、李四摄影: 来源:《江城大学》校报发布时间:2026-01-14",
            [("authors", "张三、李四"), ("other", ""), ("source", "《江城大学》校报"), ("published", "2026-01-14")],
        ),
        ("来源：\x1f赣江新闻\x1f 编辑：李四", [("source", "赣江新闻"), ("editors", "李四")]),
        (
            "时间：2025-12-30作者：张三 李四来源：东木镇政府",
            [("published", "2025-12-30"), ("authors", "张三 李四"), ("source", "东木镇政府")],
        ),
        ("文/图：张三 责任编辑 李四", [("authors", "张三"), ("editors", "李四")]),
        ("By Emma Luo | Harbour Daily", [("authors", "Emma Luo")]),
        ("来源：岚溪新闻 记者何平", [("source", "岚溪新闻"), ("authors", "何平")]),
        ("来源：岚溪新闻　记者 何平 编辑 李四", [("source", "岚溪新闻"), ("authors", "何平"), ("editors", "李四")]),
        (
            "时间：2024-01-02 来源：岚溪网 通讯员 何平 浏览：20",
            [("published", "2024-01-02"), ("source", "岚溪网"), ("authors", "何平"), ("noise", "20")],
        ),
        ("来源：岚溪网通讯员 何平", [("source", "岚溪网"), ("authors", "何平")]),
        ("来源：岚溪网全媒体记者 何平 阅读：3", [("source", "岚溪网"), ("authors", "何平"), ("noise", "3")]),
        ("来源：宣传部 记者之家", [("source", "宣传部 记者之家")]),
    ],
)
def test_labels_and_values_of_an_info_line(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "数据来源：国家统计局",
        "凡注明“来源：海角日报”的作品",
        "首页 | 来源 | 作者",
        "walk by the river",
        "Powered by Discuz!",
        "来源：" + "字" * LONGEST,
    ],
)
def test_words_of_the_text_are_no_labels(text: str) -> None:
    assert parse(text) == []


def test_a_script_in_the_place_of_a_value_is_noted() -> None:
    assert [item.scripted for item in parse("来源：\x1e 浏览：12")] == [True, False]


def test_what_is_left_of_an_info_line() -> None:
    assert remainder("教育时讯 2024-03-04 记者：舒畅").replace(" ", "") == "教育时讯|"
    assert remainder("没有标签的句子。") == "没有标签的句子。"
    assert remainder("字" * (LONGEST + 1)) == "字" * (LONGEST + 1)


def test_buttons_are_known() -> None:
    assert button("【打印】")
    assert button(" 字号：大 中 小")
    assert not button("大会在京召开")


@given(st.text(alphabet="来源作者编辑：: 　|｜张三2025-04年月日\x1f\x1e打印。", max_size=60))
def test_values_lie_within_their_labels_and_never_hold_the_next(text: str) -> None:
    items = parse(text)
    for item, following in pairwise(items):
        assert item.end <= following.start
    assert all(item.value.strip() == item.value or item.value.strip("\x1f\x1e") for item in items)


@given(
    st.lists(
        st.sampled_from(
            [*FIELDS, *("排版编辑", "By ", "：", ": ", "|", "\x1f", " ", "\u3000", "记", "者", "K", "ſ", "）", "x")]
        )
    )
)
def test_no_label_is_overlooked_where_the_short_pattern_is_asked(pieces: list[str]) -> None:
    text = "".join(pieces)
    asked, all_of_them = _labels(text, chinese=_chinese(text)), _labels(text, chinese=True)
    assert [(match.span(), match["name"]) for match in asked] == [
        (match.span(), match["name"]) for match in all_of_them
    ]
