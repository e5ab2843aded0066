"""Whatever stands in a text, checking it ends soon and says something a person understands."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.checks import check_pair

LONG = 10_000_000

# Each is made of a piece that pulls a careless pattern into trying again and again.
PIECES = (
    *("a", " ", "aA", "a ", "'a", "“a", "(", "[", "…", "a@", "a.", "a-", "https://", "the ", "ha ", "\u202e", "，"),
    *("note: (", "the the ", "&amp;", "\n", "(note: ", "x" * 31 + " ", "<", "甲乙", "甲，"),
)
# Figures and dates of both texts are compared with each other.
FIGURES = (
    *("0", "1,", "[1", "10.", "一", "一二", "第", "年", "1月", "百", "1 million ", "May 1 "),
    *("½", "1'2 ", "5／6", "九秒8", "1/1/2020 ", "1 000 ", "thousand, "),
)


@pytest.mark.parametrize("target", ["a" * LONG, "<strong>" * (LONG // 8), "&amp;" * (LONG // 5), "&x;" * (LONG // 3)])
def test_a_unit_of_ten_megabytes_is_refused_in_one_sentence(target: str) -> None:
    tracemalloc.start()
    try:
        (finding,) = check_pair("甲", target, markup=True)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert finding.check == "structure.tags"
    assert finding.message == "u1 (p): the English text is longer than 50,000 characters; split it into paragraphs"
    assert peak < 10 * LONG


def test_a_hundred_thousand_nested_tags_are_told_by_their_depth_or_length() -> None:
    deep = "<em>" * 100_000 + "x" + "</em>" * 100_000
    (finding,) = check_pair("甲", deep, markup=True)
    assert finding.check == "structure.tags"
    (finding,) = check_pair("甲", deep[:20_000], markup=True)
    assert "nested more than 32 deep" in finding.message


def test_an_entity_bomb_has_no_powder() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><p>&b;</p>'
    (finding,) = check_pair("甲", bomb, markup=True)
    assert "a declaration, CDATA section or processing instruction is not allowed" in finding.message


def test_a_text_that_reads_otherwise_than_it_is_written_is_an_error() -> None:
    found = check_pair("访问者可以进入。", "Visitors may \u202eretne ton\u202c enter.")
    assert ("text.control", "error") in [(finding.check, finding.severity) for finding in found]


@pytest.mark.parametrize(
    ("piece", "length"), [*((piece, 25_000) for piece in PIECES), *((piece, 2_000) for piece in FIGURES)]
)
def test_no_pattern_can_be_made_to_try_for_ever(piece: str, length: int) -> None:
    """An exponential pattern would not end here."""
    text = (piece * length)[:length]
    for source, target in (("甲乙丙丁戊己庚辛", text), (text, "a translation"), (text, text + "x")):
        assert all(len(finding.message) < 2_000 for finding in check_pair(source, target))


TEXT = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("甲年月日一二百万0123456789 ,.()“”\"'<>&/a")), max_size=60
)


@given(
    source=TEXT, target=TEXT, markup=st.booleans(), date=st.sampled_from(["", "2024-02-29", "2024-01-24T23:30+08:00"])
)
def test_no_pair_raises(source: str, target: str, markup: bool, date: str) -> None:  # noqa: FBT001
    for finding in check_pair(source, target, markup=markup, date=date, glossary={"甲": "first", "年": "year"}):
        assert finding.message
        assert "\n" not in finding.message
