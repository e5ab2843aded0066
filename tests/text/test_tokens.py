"""Tokens for inline tags: there and back, and a sentence for what is damaged."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.text.inline import parse
from workflow.text.tokens import TokenError, legend, read, write

SOURCE = '见<a href="https://site.example/p" title="计划">计划</a>和<strong>公告</strong><br/>全文'
TARGET = (
    'See <a href="https://site.example/p" title="The plan">the plan</a> &amp; <strong>notice</strong><br/>in {full}'
)


def test_tags_are_numbered_in_the_order_of_the_source_and_braces_doubled() -> None:
    tags = legend(parse(SOURCE), parse(TARGET))
    assert write(parse(TARGET), tags) == "See {1}the plan{/1} & {2}notice{/2}{3/}in {{full}"
    assert read("See {1}the plan{/1} & {2}notice{/2}{3/}in {{full}", tags) == TARGET


def test_a_tag_put_in_anew_has_the_address_of_the_source_and_no_chinese_title() -> None:
    tags = legend(parse(SOURCE), parse(""))
    assert read("{1}Plan{/1}", tags) == '<a href="https://site.example/p">Plan</a>'


def test_tags_that_only_the_target_has_come_last() -> None:
    tags = legend(parse("一<em>二</em>"), parse("<strong>One</strong> <em>two</em>"))
    assert [tag.tag for tag in tags] == ["em", "strong"]
    assert write(parse("<strong>One</strong> <em>two</em>"), tags) == "{2}One{/2} {1}two{/1}"


def test_equal_tags_keep_their_numbers() -> None:
    markup = "<em>a</em> <em>b</em> <em>c</em>"
    tags = legend(parse("<em>一</em><em>二</em>"), parse(markup))
    assert write(parse(markup), tags) == "{1}a{/1} {2}b{/2} {3}c{/3}"


def test_what_looks_like_markup_is_text_and_line_ends_are_spaces() -> None:
    assert read("a < b\r\n& <script>", ()) == "a &lt; b &amp; &lt;script&gt;"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{1}open", "{1} is never closed; write {/1}"),
        ("{9}x{/9}", "no tag {9} in this unit (its tags are 1 to 3)"),
        ("x{/1}", "{/1} closes nothing"),
        ("{1}a{2}b{/1}{/2}", "{/1} stands where {/2} is owed"),
        ("{3}", "{3} holds no text; write {3/}"),
        ("{2/}", "{2/} has to hold text"),
        ("{1}a{1}b{/1}{/1}", "a link cannot stand inside a link"),
        ("{1}\x00{/1}", "control character"),
    ],
)
def test_damage_is_told_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(TokenError, match=re.escape(sentence)):
        read(text, legend(parse(SOURCE), parse(TARGET)))


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=8)
PIECES = st.recursive(
    WORDS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")),
    lambda inner: st.tuples(st.sampled_from(["em", "strong", "sub"]), st.lists(inner, max_size=3)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
    ),
    max_leaves=8,
)


@given(PIECES, PIECES)
def test_whatever_was_written_is_read_back(source: str, target: str) -> None:
    tags = legend(parse(source), parse(target))
    assert parse(read(write(parse(target), tags), tags)) == parse(target)


@given(st.text("{}/12 a<&", max_size=30))
def test_any_text_is_read_or_refused_and_never_changed_when_it_holds_no_token(text: str) -> None:
    tags = legend(parse(SOURCE), parse(TARGET))
    try:
        markup = read(text, tags)
    except TokenError:
        return
    again = write(parse(markup), tags)
    assert parse(read(again, tags)) == parse(markup)
