"""Persons whom nothing in the Chinese vouches for: replaced by another in the English, or left out."""

import pytest

from workflow.text.name.assigned import unnamed
from workflow.text.name.compare import compare_names
from workflow.text.name.likely import likely
from workflow.text.name.mentions import NO_ONE, Names


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("同台演出的有阎守义、尤小梅和贺敬亭。", ["阎守义", "尤小梅", "贺敬亭"]),
        ("女高音鲍海燕演唱了十首歌。", ["鲍海燕"]),
        ("他的妻子汪雪琴开了一家花店。", ["汪雪琴"]),
        ("画是王涛的。", ["王涛"]),
        ("高家村小学在黄山脚下，温暖明亮。", []),
        ("江苏、安徽、陕西三省签署协议。", []),
        ("韩国选手张慧珍获得金牌。", []),
        ("约翰逊和史密斯是同学。", []),
        ("相比于田亮，他更年轻。", []),  # 于 is a surname, and a preposition
    ],
)
def test_likely_names_have_the_edges_and_the_characters_of_names(source: str, names: list[str]) -> None:
    assert [person.name for person in likely(source)] == names


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("碑文是学者邵宗瀚写的。", "It was written by the scholar Gu Tinglin.", [("邵宗瀚", "Gu Tinglin")]),
        ("他的妻子汪雪琴开了一家花店。", "His wife, Pei Lihua, runs a flower shop.", [("汪雪琴", "Pei Lihua")]),
        ("他的妻子汪雪琴开了一家花店。", "His wife Wang runs a flower shop with Pei Lihua.", []),
        ("他说雨停了。", "Pei Lihua said the rain had stopped.", []),  # whom 他 stands for is not told here
        ("老人名叫康德林。", "The old man is called Luigi Di Maio.", []),  # a longer name, and none of China
        ("康德林来了，康德林又走了。", "Kang Delin came. Pei Lihua left.", [("康德林", "Pei Lihua")]),
        ("康德林来了，康德林又走了。", "Kang Delin came with Pei Lihua. Kang left.", []),
    ],
)
def test_a_name_of_nobody_stands_for_somebody_who_is_not_named(
    source: str, target: str, wrong: list[tuple[str, str]]
) -> None:
    assert [(person.name, one.text) for person, one in compare_names(source, target).wrong] == wrong


@pytest.mark.parametrize(
    ("target", "missing"),
    [
        ("Yan Shouyi and He Jingting performed.", ["尤小梅"]),
        ("Yan Shouyi, Grace You and He Jingting performed.", []),  # in a form of her own
        ("Director Yan Shouyi and the singer He Jingting performed.", ["尤小梅"]),
        ("Three of them performed.", []),  # no list
    ],
)
def test_nobody_is_left_out_of_a_list(target: str, missing: list[str]) -> None:
    compared = compare_names("演出的有阎守义、尤小梅和贺敬亭。", target)
    assert [person.name for person in compared.missing] == missing


@pytest.mark.parametrize("name", ["Samuel Ting, a physicist,", "Samuel C. C. Ting", "Ting", "The physicist Sam Porter"])
def test_who_has_a_name_of_ones_own_is_not_missed(name: str) -> None:
    assert compare_names("教授丁肇明到校演讲。", f"{name} lectured at the university.").missing == ()


def test_the_surname_within_the_name_of_another_names_nobody() -> None:
    compared = compare_names("局长雷佳音和局长孙红雷出席。", "Director Sun Honglei attended with his colleague.")
    assert [person.name for person in compared.missing] == ["雷佳音"]


def test_what_the_chinese_spells_is_nobody_s_own_form() -> None:
    source = "青山区林业局副局长厉海勇说，花木销路很好。"
    compared = compare_names(source, "The deputy director of the Qingshan Forestry Bureau said flowers sell well.")
    assert [person.name for person in compared.missing] == ["厉海勇"]


@pytest.mark.parametrize(
    ("target", "persons"),
    [
        ("The fridge was carried upstairs.", ["傅昆宝"]),
        ("It was “too heavy for us”.", ["傅昆宝"]),  # who speaks there is no matter
        ("Fu carried the fridge upstairs.", []),
        ("He carried the fridge upstairs.", []),
        ("The farmer carried the fridge upstairs.", []),
        ("They carried the fridge upstairs.", []),
        ("Fu Kunbo carried the fridge upstairs.", []),  # a slip in the name
    ],
)
def test_who_is_named_in_another_text_of_the_article_is_missed(target: str, persons: list[str]) -> None:
    texts = [("大家帮傅昆宝搬家。", "Everybody helped Fu Kunbao to move."), ("傅昆宝把冰箱抬到楼上。", target)]
    assert [person.name for _, person in unnamed(texts, NO_ONE)] == persons
    assert list(unnamed(texts[1:], NO_ONE)) == []


def test_whom_the_desk_knows_is_judged_by_the_text_alone() -> None:
    texts = [
        ("大家帮傅昆宝搬家。", "Everybody helped Fu Kunbao to move."),
        ("傅昆宝上楼了。", "The fridge is upstairs."),
    ]
    assert list(unnamed(texts, Names({"傅昆宝": ["Fu Kunbao"]}))) == []
