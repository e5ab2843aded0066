"""Charsets that are declared wrongly, not at all, or rightly."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.intake.charset import codec_of, decode, plausibility

SIMPLIFIED = {
    "prose": "辽宁日报讯（记者 王晓明）4月18日，东北大学举行对外开放座谈会，要助力我国企业“走出去、走进去、走上去”。"
    * 4,
    "heading": "<h1>关于举办学术会议的通知</h1>",
    "few": "<p>Contact: office@a.cn, Tel 024-8368, Room 301</p>" * 5 + "<b>张三</b>",
    "names": "<td>刘鑫</td><td>闫妍</td><td>赵磊</td>",
    "label": "<p>日期：</p>",
    "rare bytes": "<title>联通</title>",
}
TRADITIONAL = {
    "prose": "遼寧日報訊（記者 王曉明）4月18日，東北大學舉行對外開放座談會，要助力我國企業「走出去、走進去、走上去」。"
    * 4,
    "heading": "<h1>關於舉辦學術會議的通知</h1>",
    "few": "<p>Contact: office@a.tw, Tel 02-8368, Room 301</p>" * 5 + "<b>張三</b>",
    "names": "<td>劉鑫</td><td>閆妍</td><td>趙磊</td>",
}
REAL = ("utf-8", "utf-8-sig", "gb18030", "gb2312", "gbk", "utf-16", "utf-16-le", "utf-16-be")
DECLARED = ("", "utf-8", "gb2312", "GBK", "big5", "iso-8859-1", "utf-16", "nonsense")
META = ("", "utf-8", "gb2312", "big5")


def _page(text: str, meta: str) -> str:
    return f"<html><head>{f'<meta charset={meta}>' if meta else ''}</head><body>{text}</body></html>"


def _check(text: str, real: str) -> None:
    for declared, meta in itertools.product(DECLARED, META):
        page = _page(text, meta)
        try:
            data = page.encode(real)
        except UnicodeEncodeError:
            return
        assert decode(data, declared)[0] == page, (real, declared, meta)


@pytest.mark.parametrize("real", REAL)
@pytest.mark.parametrize("kind", SIMPLIFIED)
def test_simplified_pages_are_read_whatever_is_declared(kind: str, real: str) -> None:
    _check(SIMPLIFIED[kind], real)


@pytest.mark.parametrize("real", ["big5", "big5hkscs", "gbk", "gb18030", "utf-8", "utf-16"])
@pytest.mark.parametrize("kind", TRADITIONAL)
def test_traditional_pages_are_read_whatever_is_declared(kind: str, real: str) -> None:
    _check(TRADITIONAL[kind], real)


@pytest.mark.parametrize("real", ["utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", ["", "utf-8", "gb2312"])
def test_a_last_character_that_was_cut_does_not_change_the_charset(real: str, declared: str) -> None:
    text = "<html><body>" + TRADITIONAL["prose"]
    whole = text.encode(real)
    for cut in (1, 2, 3):
        read, _ = decode(whole[:-cut], declared)
        assert text.startswith(read)
        assert len(text) - len(read) <= 2


def test_a_character_cut_in_the_middle_of_a_page_costs_only_itself() -> None:
    summary = "关于对外开放的若干思考".encode()[:-1]
    data = b'<meta name="description" content="' + summary + b'">' + SIMPLIFIED["prose"].encode()
    read, charset = decode(data, "gb2312")
    assert charset == "utf-8"
    assert read.endswith(SIMPLIFIED["prose"])
    assert read.count("\ufffd") == 1


def test_gb2312_with_characters_beyond_it_is_read_whole() -> None:
    page = _page("<p>朱镕基、陶喆、㐂、𠮷野，价格 5€。</p>", "gb2312")
    assert decode(page.encode("gb18030"), "gb2312") == (page, "gb18030")


def test_a_byte_order_mark_that_lies_is_ignored() -> None:
    page = _page(SIMPLIFIED["prose"], "gb2312")
    assert decode(b"\xef\xbb\xbf" + page.encode("gbk"))[0] == page


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks_are_obeyed_and_dropped(codec: str) -> None:
    assert decode("通知".encode(codec), "big5")[0] == "通知"


def test_the_mark_of_gb18030_is_obeyed() -> None:
    assert decode("\ufeff通知".encode("gb18030"), "utf-8") == ("通知", "gb18030")


def test_marks_in_the_middle_of_a_page_are_dropped() -> None:
    assert decode("<p>一</p>\ufeff<p>二</p>".encode())[0] == "<p>一</p><p>二</p>"


@pytest.mark.parametrize(
    ("text", "real"),
    [
        ("The minister’s “opening-up” speech – café, naïve – 2024", "cp1252"),
        ("La région a été informée à Liège où l'élève était né", "latin-1"),
        ("plain ASCII, no more", "ascii"),
    ],
)
def test_western_pages_stay_western(text: str, real: str) -> None:
    for declared in ("", "utf-8", "iso-8859-1", "gb2312"):
        assert decode(_page(text, "").encode(real), declared)[0] == _page(text, "")


def test_other_charsets_are_read_when_declared() -> None:
    japanese = "これは日本語の文章です。ひらがなとカタカナ。"
    for label in ("shift_jis", "euc-jp", "iso-2022-jp"):
        assert decode(japanese.encode(label), label)[0] == japanese
    assert decode("한국어 문장입니다. 학교에서 공부한다.".encode("cp949"), "euc-kr")[0].startswith("한국어")
    assert decode("中文~通知".encode("hz"), "hz-gb-2312")[0] == "中文~通知"


def test_what_no_usual_charset_explains_is_left_to_the_detector() -> None:
    russian = "Университет провёл совещание по вопросам открытости и сотрудничества с предприятиями. " * 5
    assert decode(russian.encode("cp1251"))[0] == russian


def test_bytes_that_are_no_text_still_decode() -> None:
    text, charset = decode(bytes(range(128, 256)) * 3)
    assert charset
    assert isinstance(text, str)


def test_a_declaration_in_a_comment_counts_for_nothing() -> None:
    page = "<!-- <meta charset=big5> --><meta charset=gb2312><b>刘鑫</b>"
    assert decode(page.encode("gbk"))[0] == page


def test_the_declaration_of_xml_is_read() -> None:
    page = '<?xml version="1.0" encoding="big5"?><html><b>劉鑫</b></html>'
    assert decode(page.encode("big5")) == (page, "big5hkscs")


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("GB2312", "gb18030"),
        ("gb_2312-80", "gb18030"),
        (' "utf8" ', "utf-8"),
        ("ISO-8859-1", "cp1252"),
        ("Shift_JIS", "cp932"),
        ("utf-7", ""),
        ("base64", ""),
        ("", ""),
    ],
)
def test_labels_are_read_as_browsers_do_and_dangerous_ones_not_at_all(label: str, codec: str) -> None:
    assert codec_of(label) == codec


def test_plausibility_tells_text_from_misread_bytes() -> None:
    prose = SIMPLIFIED["prose"]
    assert plausibility(prose) > 1
    assert plausibility("ASCII only") == 0
    assert plausibility(prose.encode().decode("gb18030", "replace")) < 0.3
    assert plausibility(prose.encode("gbk").decode("latin-1")) < 0.3


@given(st.binary(max_size=200), st.sampled_from(["", "gbk", "utf-8", "utf-16", "x-unknown"]))
def test_any_bytes_decode_without_an_error(data: bytes, declared: str) -> None:
    text, charset = decode(data, declared)
    assert isinstance(text, str)
    assert "".encode(charset) is not None


@given(
    st.text(alphabet="的一是了我们学校发展会议通知，。：2024 abc<>/", min_size=1, max_size=80),
    st.sampled_from(["gbk", "utf-8"]),
)
def test_text_of_common_characters_comes_back(text: str, real: str) -> None:
    assert decode(text.encode(real), real)[0] == text
