"""Names rendered in two ways: by pinyin, by what both texts share, and never two names taken for one."""

import pytest

from workflow.constraints.consistency import Renderings, Variant, in_article
from workflow.glossary.termbase import Termbase
from workflow.model import Concept, TermSet
from workflow.text.name.romanise import spelt


def variants(*pairs: tuple[str, str]) -> list[Variant]:
    said = Renderings()
    found: list[Variant] = []
    for source, target in pairs:
        found += said.against(source, target)
        said.add(source, target)
    return found


@pytest.mark.parametrize(
    ("pairs", "first", "other", "name", "by_pinyin"),
    [
        (
            [("岚海综合保税区增长。", "The Lanhai Comprehensive Bonded Zone grew."), ("岚海综合保税区进出口额增长。", "Exports of the Lanyu Comprehensive Bonded Zone grew.")],
            "Lanhai Comprehensive Bonded Zone", "Lanyu Comprehensive Bonded Zone", "岚海", True,
        ),
        (
            [("张伟教授说。", "Professor Zhang Wei said so."), ("张伟教授又说。", "Then spoke Professor Zhang Wai.")],
            "Professor Zhang Wei", "Professor Zhang Wai", "张伟", True,
        ),
        (
            [("市长王海峰", "Mayor Wang Haifeng"), ("市长王海峰说", "Mayor Wang Haifang")],
            "Mayor Wang Haifeng", "Mayor Wang Haifang", "王海峰", True,
        ),
        (
            [("汤姆·安德森来访。", "Tom Anderson came."), ("汤姆·安德森离开。", "Tom Andersen left.")],
            "Tom Anderson", "Tom Andersen", "汤姆·安德森", False,
        ),
        (
            [("海洋研究所成立。", "The Marine Research Institute was founded."), ("海洋研究所扩大。", "The Ocean Research Institute expands.")],
            "Marine Research Institute", "Ocean Research Institute", "海洋研究所", False,
        ),
    ],
)  # fmt: skip
def test_two_renderings_of_one_name_are_found(
    pairs: list[tuple[str, str]], first: str, other: str, name: str, by_pinyin: object
) -> None:
    [variant] = variants(*pairs)
    assert (variant.first, variant.other, variant.name, variant.spelt) == (first, other, name, by_pinyin)
    assert pairs[1][1][variant.start :].startswith(other)
    assert variant.text == 0


@pytest.mark.parametrize(
    "pairs",
    [
        [("张伟教授说。", "Professor Zhang Wei said so."), ("张敏教授说。", "Professor Zhang Min said so.")],
        [("涌宁市第一中学", "Yongning First Middle School"), ("涌宁市第三中学", "Yongning Third Middle School")],
        [("岚海大学", "Lanhai University"), ("岚海大学出版社", "Lanhai University Press")],
        [("东港大学与西港大学", "Donggang University and Xigang University"), ("西港大学", "Xigang University")],
        [("经济增长。", "The Economy grew."), ("文化繁荣。", "Our Culture thrives.")],
        [("", ""), ("岚海", "Lanhai")],
    ],
)
def test_two_names_are_not_taken_for_one(pairs: list[tuple[str, str]]) -> None:
    assert variants(*pairs) == []


def test_names_of_the_glossary_are_left_to_its_own_checks() -> None:
    texts = [("u1", "市长王海峰", "Mayor Wang Haifeng"), ("u2", "市长王海峰说", "Mayor Wang Haifang")]
    termbase = Termbase([Concept(id="w", terms={"zh": TermSet("王海峰"), "en": TermSet("Wang Haifeng")})])
    assert [(before, here) for _, before, here in in_article(texts, None)] == [("u1", "u2")]
    assert list(in_article(texts, termbase)) == []


@pytest.mark.parametrize(
    ("word", "text", "expected"),
    [
        ("Lanhai", "在岚海市", ["岚海"]),
        ("Xi'an", "西安与西安", ["西安", "西安"]),
        ("Haifeng", "王海峰", ["海峰"]),
        ("Lanyu", "在岚海市", []),
        ("", "岚海", []),
        ("Hai", "abc，海", ["海"]),
    ],
)
def test_what_a_word_spells(word: str, text: str, expected: list[str]) -> None:
    assert spelt(word, text) == expected
