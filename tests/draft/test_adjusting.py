"""Translations of like texts made to fit: what is exchanged, what is left alone, and what is said of it."""

import pytest

from workflow.constraints.base import Context
from workflow.draft.adjusting import Adjusted, adjust
from workflow.glossary.termbase import Termbase
from workflow.model import Concept, TermSet


def concept(chinese: str, english: str) -> Concept:
    return Concept(id=english.replace(" ", "-"), terms={"zh": TermSet(chinese), "en": TermSet(english)})


TERMS = [concept("智慧港口", "smart port"), concept("自由贸易区", "free trade zone"), concept("港口", "port")]
CONTEXT = Context(termbase=Termbase(TERMS), date="2024-01-24")


def fitted(source: str, like: str, target: str) -> Adjusted:
    return adjust(source, like, target, CONTEXT)


@pytest.mark.parametrize(
    ("source", "like", "target", "expected"),
    [
        (
            "全省投资7650亿元。",
            "全省投资7000亿元。",
            "The province invested RMB700 billion.",
            "The province invested 765 billion yuan.",
        ),
        (
            "吞吐量达到1.2亿吨，同比增长5.6%。",
            "吞吐量达到9800万吨，同比增长3.1%。",
            "Throughput reached 98 million tonnes, an increase of 3.1 percent year on year.",
            "Throughput reached 120 million tons, an increase of 5.6 percent year on year.",
        ),
        (
            "出口增长5%，进口增长3%。",
            "出口增长3%，进口增长5%。",
            "Exports grew 3 percent and imports 5 percent.",
            "Exports grew 5 percent and imports 3 percent.",
        ),
        (
            "2024年1月24日，双方签署协议。",
            "2023年2月13日，双方签署协议。",
            "On February 13, 2023, the two sides signed an agreement.",
            "On January 24, 2024, the two sides signed an agreement.",
        ),
        (
            "双方共建自由贸易区。",
            "双方共建智慧港口。",
            "The two sides are building a smart port together.",
            "The two sides are building a free trade zone together.",
        ),
    ],
)
def test_what_differs_and_has_a_rule_is_exchanged(source: str, like: str, target: str, expected: str) -> None:
    found = fitted(source, like, target)
    assert (found.target, found.unmet) == (expected, ())
    for one in found.adjustments:
        assert found.target[one.start : one.end].strip() == one.now
        assert one.was in target
        assert one.source in source


def test_what_was_exchanged_is_said() -> None:
    (one,) = fitted("全省投资7650亿元。", "全省投资7000亿元。", "The province invested 700 billion yuan.").adjustments
    assert (one.family, one.source, one.was, one.now) == ("number", "7650亿元", "700 billion yuan", "765 billion yuan")


def test_the_same_text_is_left_as_it_is_and_verified() -> None:
    found = fitted("投资7650亿元。", "投资7650亿元。", "It invested 7,650 yuan.")
    assert (found.target, found.adjustments) == ("It invested 7,650 yuan.", ())
    assert [(one.check, one.source) for one in found.unmet] == [("number.missing", "7650亿元")]


def test_a_number_that_the_translation_does_not_state_is_owed_still() -> None:
    found = fitted("投资7650亿元。", "投资7000亿元。", "It invested a lot.")
    assert (found.target, found.adjustments) == ("It invested a lot.", ())
    assert [one.owed for one in found.unmet] == ["765 billion yuan"]


def test_numbers_of_other_things_do_not_stand_for_each_other() -> None:
    found = fitted("新建了20公里。", "新建了35所。", "It built 35 schools.")
    assert found.target == "It built 35 schools."
    assert [one.source for one in found.unmet] == ["20公里"]


def test_tags_stay_where_they_are_around_what_is_exchanged() -> None:
    found = fitted(
        "投资<strong>7650亿元</strong>，见<em>附件</em>。",
        "投资<strong>7000亿元</strong>，见<em>附件</em>。",
        "It invested <strong>700 billion yuan</strong>; see the <em>annex</em>.",
    )
    assert found.target == "It invested <strong>765 billion yuan</strong>; see the <em>annex</em>."
    (one,) = found.adjustments
    assert "It invested 765 billion yuan; see"[one.start : one.end] == one.now


def test_links_get_the_addresses_of_the_new_text() -> None:
    found = fitted(
        '见<a href="https://site.example/2.html">专题</a>。',
        '见<a href="https://site.example/1.html">专题</a>。',
        'See the <a href="https://site.example/1.html">page</a>.',
    )
    assert (found.target, found.unmet) == ('See the <a href="https://site.example/2.html">page</a>.', ())
    assert [(one.family, one.was, one.now) for one in found.adjustments] == [
        ("link", "https://site.example/1.html", "https://site.example/2.html")
    ]


def test_tags_that_the_new_text_has_not_are_taken_out() -> None:
    found = fitted("见专题。", "见<strong>专题</strong>。", "See the <strong>page</strong>.")
    assert (found.target, found.unmet) == ("See the page.", ())
