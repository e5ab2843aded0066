import pytest

from workflow.errors import InputError
from workflow.intake.fragment import drop_lines, fragment, remove
from workflow.intake.html import MAX_DEPTH, MAX_ELEMENTS, MAX_TEXT, SEAM, clean, heading_of, parse_page, text_of
from workflow.intake.selectors import SelectorError, may_match, select


def lines(markup: str) -> list[str]:
    return [line.plain for line in parse_page(markup).lines]


def test_a_line_ends_at_block_borders_and_breaks() -> None:
    assert lines("<div>甲<p>乙<b>丙</b></p>丁<br>戊</div>") == ["甲", "乙丙", "丁", "戊"]
    assert lines("<table><tr><td>来源</td><td>新华社</td></tr></table>") == ["来源", "新华社"]


def test_seams_stand_at_inline_borders_and_white_space_of_html_collapses() -> None:
    (line,) = parse_page("<p>来<span>源</span>：\n  新华社&nbsp;&nbsp;作者\u3000张</p>").lines
    assert line.text == f"来{SEAM}源{SEAM}： 新华社\xa0\xa0作者\u3000张"
    assert line.plain == "来源： 新华社 作者 张"


def test_what_a_reader_does_not_see_is_no_line() -> None:
    markup = (
        "<p>"
        + "看得见的文字，" * 6
        + "</p><p style='display: none'>藏</p><p hidden>藏</p><script>x</script><style>y</style>"
        "<select><option>z</option></select><!-- 注释 --><noscript>n</noscript>"
    )
    assert lines(markup) == ["看得见的文字，" * 6]


def test_a_page_that_is_hidden_until_scripts_run_is_read_all_the_same() -> None:
    assert lines("<div style='display:none'><p>正文在这里。</p></div>") == ["正文在这里。"]


def test_links_are_counted_and_pictures_kept() -> None:
    first, second = parse_page("<p>见<a href='/x'>附件</a></p><p><img src='a.jpg'></p>").lines
    assert (first.linked, [link.get("href") for link in first.links]) == (2, ["/x"])
    assert (second.plain, len(second.images)) == ("", 1)


def test_markers_in_comments_know_the_line_behind_them() -> None:
    page = parse_page("<div><p>头</p>起<!--enpcontent-->文<!--/enpcontent--></div>")
    assert [(comment.text, comment.line) for comment in page.comments] == [("enpcontent", 2), ("/enpcontent", 3)]
    assert [line.plain for line in page.lines] == ["头", "起", "文"]


def test_the_base_element_decides_where_links_lead() -> None:
    assert parse_page("<base href='/sub/'><p>a</p>", "https://x.example/y/z.html").base_url == "https://x.example/sub/"
    assert parse_page("<p>a</p>", "https://x.example/y").base_url == "https://x.example/y"


def test_the_heading_a_line_stands_in() -> None:
    page = parse_page("<h2><span>题<br>目</span></h2><p>文</p>")
    assert [heading_of(line) is not None for line in page.lines] == [True, True, False]


def test_dropped_lines_leave_the_rest_of_the_tree_as_it_was() -> None:
    page = parse_page("<div>甲<br><b>责任编辑：</b>张三<br>乙<img src='x'><br>丙</div>")
    drop_lines([page.lines[1], page.lines[2]])
    assert fragment(page.body) == "<div>甲<br><br><br>丙</div>"


def test_a_removed_element_leaves_the_text_behind_it() -> None:
    root = parse_page("<p>一<b>二</b>三<i>四</i>五</p>").body
    for tag in ("i", "b"):
        (element,) = root.iter(tag)
        remove(element)
    assert text_of(root) == "一三五"
    remove(root.getroottree().getroot())


def test_a_fragment_holds_nothing_hidden_and_pictures_with_their_addresses() -> None:
    page = parse_page(
        "<div><p>文<script>x</script>字<span> </span>。</p><p></p><!-- c --><em style='display:none'>藏</em>"
        "<img src='loading.gif' data-original='/a.jpg'><img data-src='/b.jpg' src='/c.jpg'><img src='/d.jpg'></div>"
    )
    assert fragment(page.body) == (
        '<div><p>文字 。</p><img src="/a.jpg" data-original="/a.jpg"><img data-src="/b.jpg" src="/b.jpg"><img src="/d.jpg"></div>'
    )


@pytest.mark.parametrize(("markup", "problem"), [("", "empty"), (" \n\0", "empty"), ("<!-- x -->", "no HTML")])
def test_a_page_without_html_is_refused(markup: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        parse_page(markup)


def test_a_page_that_nests_too_deeply_is_refused_in_a_sentence() -> None:
    with pytest.raises(InputError, match=r"^a\.html: .*deeper than 2048"):
        parse_page("<div>" * (MAX_DEPTH + 10) + "深", place="a.html")
    assert lines("<div>" * (MAX_DEPTH - 100) + "深") == ["深"]


def test_a_page_with_more_than_any_article_is_refused_quickly() -> None:
    with pytest.raises(InputError, match="more than any article"):
        parse_page("<p>一</p>" * (MAX_ELEMENTS + 1))
    with pytest.raises(InputError, match="more text"):
        parse_page("<p>" + "字" * (MAX_TEXT + 1) + "</p>")


def test_articles_kept_in_textareas_are_unfolded() -> None:
    text = "&lt;p&gt;" + "科考船完成维护，停靠码头。" * 5 + "&lt;/p&gt;"
    page = parse_page(
        "<textarea class='article-title'>题目</textarea><textarea class='article-time'>1697000400000</textarea>"
        f"<textarea class='article-author'>穆云</textarea><textarea class='article-content'>{text}</textarea>"
    )
    assert [line.plain for line in page.lines][:2] == ["题目", "发布时间：2023-10-11 13:00 作者：穆云"]
    short = parse_page("<textarea class='article-content'>x</textarea><p>" + "文字，" * 20 + "</p>")
    assert len(short.lines) == 1


def test_signs_of_icon_fonts_are_no_text() -> None:
    assert lines("<p><i class=icon>\ue621</i>正文</p><p>\ue863名\ue863</p>") == ["正文", "\ue863名\ue863"]


def test_a_header_that_closes_the_page_does_not_end_it() -> None:
    page = parse_page("<html><body><div>首页</div></html><p>一句话。</p></body></html><p>又一句。</p>")
    assert [line.plain for line in page.lines] == ["首页", "一句话。", "又一句。"]


def test_what_only_a_screen_reader_says_is_no_line() -> None:
    text = "一句话，又一句话。" * 4
    page = parse_page(f"<a class='visually-hidden focusable'>跳到正文</a><h2 class='sr-only'>路径</h2><p>{text}</p>")
    assert [line.plain for line in page.lines] == [text]


def test_zero_width_characters_are_no_text() -> None:
    assert clean("\u200b题\ufeff 目\xad ") == "题 目"


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("p", ["甲", "乙", "丙"]),
        ("#a", ["甲乙"]),
        (".x", ["乙"]),
        ("p.x.y", ["乙"]),
        ("div > p", ["甲", "乙"]),
        ("body section p", ["丙"]),
        ("[data-k]", ["丙"]),
        ("[data-k=v1]", ["丙"]),
        ("[data-k^='v']", ["丙"]),
        ('[data-k$="1"]', ["丙"]),
        ("[data-k*=1]", ["丙"]),
        ("#a, section", ["甲乙", "丙"]),
        ("*.x", ["乙"]),
        ("//p[2]", ["乙"]),
        ("body, p", ["甲乙丙"]),
        ("em", []),
        ("//p/text()", []),
        ("(//p)[1]", ["甲"]),
    ],
)
def test_selectors(selector: str, found: list[str]) -> None:
    root = parse_page(
        "<body><div id=a><p>甲</p><p class='x y'>乙</p></div><section><p data-k=v1>丙</p></section></body>"
    ).root
    assert [text_of(element) for element in select(root, selector)] == found


@pytest.mark.parametrize("selector", ["", "p:first-child", "a +b", "//p[", "a,,b"])
def test_selectors_beyond_the_supported_part_are_refused(selector: str) -> None:
    with pytest.raises(SelectorError):
        select(parse_page("<p>x</p>").root, selector)


def test_quotation_marks_in_a_selector_are_safe() -> None:
    page = parse_page('<p title="it\'s">x</p>')
    assert len(select(page.body, '[title="it\'s"]')) == 1


def test_selectors_are_ruled_out_by_names_the_page_lacks() -> None:
    marks = "content main\nbody-text id7"
    assert may_match("#id7, .absent", marks)
    assert may_match("[id^=id]", marks)
    assert may_match("article", marks)
    assert may_match("//div", marks)
    assert not may_match(".absent .content", marks)
