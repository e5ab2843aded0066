"""Inline markup and codes."""

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.text.inline import (
    MAX_DEPTH,
    Code,
    CodeDifference,
    Inline,
    MarkupError,
    compare,
    escape,
    insert,
    parse,
    plain,
    safe_address,
    serialize,
)

# --- parse and serialize


def test_text_and_codes_are_read() -> None:
    inline = parse(
        '走<strong>出</strong>去 &amp; <a href="https://x.cn/?a=1&amp;b=2" title="题">见<img src="p.png"/></a><br/>'
    )
    assert inline == Inline(
        "走出去 & 见",
        (
            Code("strong", (), 1, 2),
            Code("a", (("href", "https://x.cn/?a=1&b=2"), ("title", "题")), 6, 7),
            Code("img", (("src", "p.png"),), 7, 7),
            Code("br", (), 7, 7),
        ),
    )


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "text",
        "a &amp; b &lt;c&gt; \"d\" 'e'",
        "<em>x</em><br/>",
        "<em>x<br/></em>",
        "<br/><em>x</em>",
        "<em><br/>x</em>",
        '<a href="x"><img src="y"/></a>',
        '<a href="x"></a><img src="y"/>',
        "<em><strong>x</strong></em>",
        "<em></em><em></em>",
        "<em><em></em></em>",
        "<em>a</em><strong></strong>",
        "H<sub>2</sub>O, m<sup>2</sup>",
        '<a href="a&quot;b&amp;&#10;" title="&lt;">x</a>',
    ],
)
def test_canonical_markup_comes_back_as_it_was(markup: str) -> None:
    assert serialize(parse(markup)) == markup


def test_other_spellings_are_read_alike() -> None:
    assert serialize(parse("<a  title='t'\n href = 'h' >x</a ><br />")) == '<a href="h" title="t">x</a><br/>'
    assert plain("&#20013;&#x56fd;&quot;&apos;") == "中国\"'"


@pytest.mark.parametrize(
    ("markup", "problem", "offset"),
    [
        ("走<p>", "<p> is not one of", 1),
        ("<script>", "<script> is not one of", 0),
        ("<BR/>", "<BR> is not one of", 0),
        ("a & b", "'&' stands alone", 2),
        ("&;", "'&' stands alone", 0),
        ("x&nbsp;", "&nbsp; is not known", 1),
        ("&#0;", "is no character", 0),
        ("&#xD800;", "is no character", 0),
        ("&#x110000;", "is no character", 0),
        ("a < b", "'<' stands alone", 2),
        ("a<b", "a tag is not complete", 1),
        ("</", "a tag is not complete", 0),
        ("<br>", "must close itself", 0),
        ("<em>x", "<em> is never closed", 0),
        ("x</em>", "closes nothing", 1),
        ("<em><strong>x</em></strong>", "</em> stands where </strong> is owed", 13),
        ("<em>x</em class='a'>", "holds more than its name", 5),
        ("<em>x</em/>", "holds more than its name", 5),
        ("<a>x</a>", "lacks the attribute href", 0),
        ('<a href=" ">x</a>', "lacks the attribute href", 0),
        ("<img/>", "lacks the attribute src", 0),
        ('<img src="a" alt="b"/>', "may not have the attribute alt", 0),
        ('<em class="c">x</em>', "may not have the attribute class", 0),
        ('<a href="a" href="b">x</a>', "twice", 0),
        ("<a href=x>y</a>", "not written name", 0),
        ('<a href="a"title="b">y</a>', "not written name", 0),
        ('<a href="a&b">x</a>', "'&' stands alone", 10),
        ('<a href="javascript:alert(1)">x</a>', "of a kind that pages may not use", 0),
        ('<a href=" java&#10;script:alert(1)">x</a>', "of a kind that pages may not use", 0),
        ('<img src="data:image/png;base64,AA=="/>', "of a kind that pages may not use", 0),
        ('<a href="a"><em><a href="b">x</a></em></a>', "a link cannot stand inside a link", 16),
        ("<!-- c -->", "a comment", 0),
        ('<!DOCTYPE x [<!ENTITY y "z">]>', "a declaration", 0),
        ("<![CDATA[x]]>", "a declaration", 0),
        ("<?xml version='1.0'?>", "a declaration", 0),
        ("a\x00", "U+0000", 1),
        ("\ud800", "U+D800", 0),
    ],
)
def test_what_is_wrong_is_told_with_its_place(markup: str, problem: str, offset: int) -> None:
    with pytest.raises(MarkupError) as caught:
        parse(markup)
    assert problem in str(caught.value)
    assert caught.value.offset == offset
    assert caught.value.place == f"character {offset + 1}"


def test_links_beside_each_other_are_fine() -> None:
    assert len(parse('<a href="a">x</a><a href="b">y</a>').codes) == 2


def test_nesting_has_a_bound() -> None:
    parse("<em>" * MAX_DEPTH + "</em>" * MAX_DEPTH)
    with pytest.raises(MarkupError, match="nested more than"):
        parse("<em>" * (MAX_DEPTH + 1) + "</em>" * (MAX_DEPTH + 1))


@pytest.mark.parametrize(
    "unit",
    [
        "<em>",
        "<",
        "&",
        '<a href="',
        "<em /",
        "</em>",
        "<!--",
        "<em>x</em>",
        "<br/>",
        "&amp;",
        "x" * 10,
        "<em '",
        "&#1111111",
    ],
)
def test_reading_is_linear_whatever_comes(unit: str) -> None:
    def took(count: int) -> float:
        markup = unit * count
        begin = time.process_time()
        with suppress(MarkupError):
            serialize(parse(markup))
        return time.process_time() - begin

    # Ten times the input may take ten times as long; a square would take a hundred times.
    assert took(20_000) < 40 * max(took(2_000), 0.025)


def test_ten_megabytes_of_text() -> None:
    markup = "开放合作，互利共赢。" * 350_000
    assert len(markup.encode()) > 10_000_000
    assert serialize(parse(markup)) == markup


def test_only_web_addresses_are_safe() -> None:
    assert safe_address("/a:b")
    assert safe_address("HTTPS://x.cn")
    assert safe_address("mailto:a@x.cn")
    assert not safe_address("JaVaScRiPt:x")
    assert not safe_address("\x01javascript:x")
    assert not safe_address("vbscript:x")
    assert not safe_address("file:///etc/passwd")


TEXT = st.text(alphabet="开放ab &<>\"' 。\n", max_size=8)
LINKS = st.sampled_from(["https://x.cn/?a=1&b=2", "b.html", 'c"d', "mailto:a@x.cn"])


def _wrap(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    inner = st.lists(children, max_size=3).map("".join)
    return st.one_of(
        st.builds(
            lambda tag, content: f"<{tag}>{content}</{tag}>", st.sampled_from(["em", "strong", "sub", "sup"]), inner
        ),
        st.lists(children.filter(lambda text: "<a " not in text), max_size=3).map(
            lambda parts: f'<a href="u.html">{"".join(parts)}</a>'
        ),
    )


LEAVES = st.one_of(TEXT.map(escape), st.sampled_from(["<br/>", '<img src="i.png"/>']))
MARKUP = st.lists(st.recursive(LEAVES, _wrap, max_leaves=8), max_size=4).map("".join)


@given(MARKUP)
def test_markup_survives_the_round_trip(markup: str) -> None:
    inline = parse(markup)
    assert serialize(inline) == markup
    assert parse(serialize(inline)) == inline


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        inline = parse(text)
    except MarkupError:
        return
    assert parse(serialize(inline)) == inline


@given(TEXT)
def test_escaped_text_is_plain_again(text: str) -> None:
    assert plain(escape(text)) == text


# --- compare


def test_codes_are_compared_by_tag_and_address_and_counted() -> None:
    source = parse('<a href="a">甲</a><a href="a">乙</a><strong>丙</strong>')
    target = parse('<strong>x</strong><a href="a" title="other">y</a><a href="b">z</a>')
    difference = compare(source, target)
    assert [code.get("href") for code in difference.missing] == ["a"]
    assert [code.get("href") for code in difference.extra] == ["b"]
    assert compare(source, source) == CodeDifference()


# --- insert

A = Code("a", (("href", "a.html"),))
B = Code("a", (("href", "b.html"),))
EM = Code("em")
STRONG = Code("strong")
BR = Code("br")
IMG = Code("img", (("src", "i.png"),))


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(A, 0, 2), (EM, 3, 4)], '<a href="a.html">01</a>2<em>3</em>456789'),
        ([(EM, 3, 4), (A, 0, 2)], '<a href="a.html">01</a>2<em>3</em>456789'),
        ([(EM, 0, 4), (A, 2, 6)], '<em>01</em><a href="a.html">2345</a>6789'),
        ([(A, 0, 4), (EM, 2, 6)], '<a href="a.html">01<em>23</em></a>456789'),
        ([(EM, 0, 4), (STRONG, 2, 6)], "<em>01<strong>23</strong></em>456789"),
        ([(EM, 0, 9), (STRONG, 1, 5), (A, 3, 7)], '<em>0<strong>12</strong><a href="a.html">3456</a>78</em>9'),
        ([(A, 0, 6), (B, 2, 4)], '<a href="a.html">01</a><a href="b.html">23</a>456789'),
        ([(A, 0, 4), (B, 2, 6)], '<a href="a.html">01</a><a href="b.html">2345</a>6789'),
        ([(A, 0, 4), (B, 0, 6)], '<a href="a.html">0123</a><a href="b.html">45</a>6789'),
        ([(A, 0, 4), (B, 0, 4)], '<a href="a.html">0123</a>456789'),
        ([(EM, 8, 99)], "01234567<em>89</em>"),
        ([(EM, 50, 99)], "0123456789"),
        ([(BR, 5, 5), (IMG, 99, 99)], '01234<br/>56789<img src="i.png"/>'),
        ([(EM, 2, 4), (BR, 2, 2)], "01<em><br/>23</em>456789"),
        ([(BR, 2, 2), (EM, 2, 4)], "01<br/><em>23</em>456789"),
        ([(EM, 0, 9), (STRONG, 0, 9)], "<em><strong>012345678</strong></em>9"),
        ([(A, 3, 3), (IMG, 3, 3)], '012<a href="a.html"><img src="i.png"/></a>3456789'),
        ([(A, 2, 5), (B, 2, 2)], '01<a href="a.html">234</a>56789'),
        ([], "0123456789"),
    ],
)
def test_codes_are_put_at_their_spans(spans: list[tuple[Code, int, int]], expected: str) -> None:
    assert serialize(insert("0123456789", spans)) == expected


def test_too_many_codes_over_one_word_are_left_out() -> None:
    inline = insert("x", [(EM, 0, 1)] * (MAX_DEPTH + 5))
    assert len(inline.codes) == MAX_DEPTH


@given(MARKUP)
def test_codes_inserted_where_they_were_give_the_same_markup(markup: str) -> None:
    inline = parse(markup)
    assert serialize(insert(inline.text, [(code, code.start, code.end) for code in inline.codes])) == markup


@given(
    TEXT,
    st.lists(
        st.tuples(st.sampled_from([A, B, EM, STRONG, BR, IMG]), st.integers(-2, 12), st.integers(-2, 12)), max_size=8
    ),
)
def test_whatever_the_spans_the_result_is_well_formed(text: str, spans: list[tuple[Code, int, int]]) -> None:
    inline = insert(text, spans)
    assert inline.text == text
    again = parse(serialize(inline))
    assert again == inline
    assert not compare(inline, parse(serialize(inline))).missing


def test_many_codes_are_inserted_in_good_time() -> None:
    text = "ab" * 20_000
    spans = [(EM if index % 2 else A, index * 2, index * 2 + 3) for index in range(20_000)]
    begin = time.process_time()
    insert(text, spans)
    assert time.process_time() - begin < 5
