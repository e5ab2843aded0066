"""From a page's body to the skeleton and back."""

import time
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.model import Image, Link
from workflow.skeleton import build, carry, images, links, merge, units
from workflow.text.inline import MarkupError, escape, parse


def blocks(html: str, base_url: str = "") -> list[tuple[str, str]]:
    return [(unit.kind, unit.source) for unit in build(html, base_url=base_url).units]


# --- build: blocks


def test_a_page_of_div_soup_becomes_blocks_with_ids() -> None:
    skeleton = build(
        """
        <div class="TRS_Editor"><style>p{}</style><p style="text-indent:2em">　　本报讯　记者&nbsp;张三报道。</p>
        <div><div>第一段。</div></div><h1><strong>一、总则</strong></h1>裸文本<script>x()</script>
        <ul><li>一项<ul><li>小项</li></ul><li>二项</ul><blockquote><p>引文</p></blockquote>
        <p>***</p><p>&nbsp;</p><hr></div>
        """
    )
    assert skeleton.body == dedent(
        """\
        <p data-unit="u1">本报讯 记者 张三报道。</p>
        <p data-unit="u2">第一段。</p>
        <h2 data-unit="u3">一、总则</h2>
        <p data-unit="u4">裸文本</p>
        <ul>
        <li>
        <p data-unit="u5">一项</p>
        <ul>
        <li data-unit="u6">小项</li>
        </ul>
        </li>
        <li data-unit="u7">二项</li>
        </ul>
        <blockquote data-unit="u8">引文</blockquote>
        <p>***</p>
        <hr/>
        """
    )
    assert [unit.kind for unit in skeleton.units] == ["p", "p", "h2", "p", "p", "li", "li", "blockquote"]


def test_tables_keep_their_shape() -> None:
    skeleton = build(
        "<table border=1><caption>表一</caption><thead><tr><th scope=col colspan=2>年份</th></tr></thead>"
        "<tr><td onclick='x()'>2023</td><td></td></tr><tr><td>甲<br>乙</td><td><p>丙</p><p>丁</p></td></tr></table>"
    )
    assert skeleton.body == dedent(
        """\
        <table>
        <caption data-unit="u1">表一</caption>
        <thead>
        <tr>
        <th colspan="2" scope="col" data-unit="u2">年份</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td data-unit="u3">2023</td>
        <td></td>
        </tr>
        <tr>
        <td data-unit="u4">甲<br/>乙</td>
        <td>
        <p data-unit="u5">丙</p>
        <p data-unit="u6">丁</p>
        </td>
        </tr>
        </tbody>
        </table>
        """
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("第一段。<br><br>第二段。", ["第一段。", "第二段。"]),
        ("　　第一段<br>　　第二段", ["第一段", "第二段"]),
        ("&nbsp; &nbsp; 第一段<br/>&nbsp;&nbsp;&nbsp;&nbsp;第二段", ["第一段", "第二段"]),
        ("　　第一段\n　　第二段", ["第一段", "第二段"]),
        ("　　第一段。　　第二段。", ["第一段。", "第二段。"]),
        ("<p>春眠不觉晓，<br>处处闻啼鸟。</p>", ["春眠不觉晓，<br/>处处闻啼鸟。"]),
        (f"{'长' * 30}。<br>{'文' * 30}。", ["长" * 30 + "。", "文" * 30 + "。"]),
        ("<h2>上<br><br>下</h2>", ["上<br/><br/>下"]),
        ("<pre>一行\n二行\n\n三行</pre>", ["一行<br/>二行", "三行"]),
        ("<br><br>　　<br>", []),
        ("我们\n要<b>\n开放</b>", ["我们要<strong>开放</strong>"]),
        ("GDP \n  grew", ["GDP grew"]),
        ("GDP\n增长", ["GDP 增长"]),
        ("<div>前<p>中</p>后</div>", ["前", "中", "后"]),
        ("<p>前<div>中</div>后", ["前", "中", "后"]),
        ("<dl><dt>名</dt><dd>义</dd></dl>", ["名", "义"]),
        ("<p>看得见</p><p style='display: none'>看不见</p><p hidden>也看不见</p>", ["看得见"]),
        ("<p>一<svg><text>x</text></svg><iframe>y</iframe><noscript>z</noscript>二</p>", ["一二"]),
        ("<ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>", ["汉"]),
        ("<p>他说<q>好</q>。</p>", ["他说“好”。"]),
        ("<p>a &lt;b&gt; &amp;amp; c</p>", ["a &lt;b&gt; &amp;amp; c"]),
        ("<p>一&#1;&#8203;二\x00三</p>", ["一二三"]),
    ],
)
def test_loose_text_becomes_paragraphs(html: str, expected: list[str]) -> None:
    assert [source for _, source in blocks(html)] == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<b>开放</b><strong>合作</strong>", "<strong>开放合作</strong>"),
        ("<b>开放</b> <b>合作</b>", "<strong>开放 合作</strong>"),
        ("<i>a</i><em>b</em><cite>c</cite>", "<em>abc</em>"),
        (
            '<span style="font-weight: 700">粗</span><span style="font-style:italic">斜</span>',
            "<strong>粗</strong><em>斜</em>",
        ),
        ("<font color=red>红</font><u>线</u><span>常</span>", "红线常"),
        ("甲<b> 乙 </b>丙", "甲 <strong>乙</strong> 丙"),
        ("甲<b>，</b>乙", "甲，乙"),
        ("甲<b> </b>乙<i></i>", "甲 乙"),
        ("<b><b><b>甲</b></b></b>", "<strong>甲</strong>"),
        ("<b>甲<p>乙", "<strong>甲</strong>|<strong>乙</strong>"),
        ("H<sub>2</sub>O<sup>®</sup>", "H<sub>2</sub>O<sup>®</sup>"),
        ('<a href="x">甲<b>乙</b></a> <b>丙</b>', '<a href="x">甲<strong>乙</strong></a> <strong>丙</strong>'),
        ('<b>甲<a href="x">乙</a></b><b>丙</b>', '<strong>甲<a href="x">乙</a>丙</strong>'),
        ('<a href="x">甲</a><a href="x">乙</a><a href="y">丙</a>', '<a href="x">甲乙</a><a href="y">丙</a>'),
        ('<a href="javascript:go()">甲</a><a name="top">乙</a><a href="#top">丙</a><a>丁</a>', "甲乙丙丁"),
        ('<a href=" data:text/html,x">甲</a>', "甲"),
        ('甲<a href="x"></a>乙', "甲乙"),
        ('<a href="mailto:a@x.cn">甲</a>', '<a href="mailto:a@x.cn">甲</a>'),
        ('<a href="x?a=1&b=2" title="甲" onclick="y" target="_blank">甲</a>', '<a href="x?a=1&amp;b=2">甲</a>'),
    ],
)
def test_inline_markup_is_normalised(html: str, expected: str) -> None:
    assert "|".join(source for _, source in blocks(f"<div>{html}</div>")) == expected


def test_every_source_is_markup_that_parses() -> None:
    for _, source in blocks('<p><b>甲<a href="x&quot;>y">乙<i>丙</i></a></b><img src="a b.png?x=<1>"></p>'):
        parse(source)


def test_a_title_that_says_more_than_its_link_is_a_unit() -> None:
    skeleton = build('<p>见<a href="x" title="全文">这里</a></p>')
    assert [(unit.id, unit.kind, unit.source) for unit in skeleton.units] == [
        ("u1", "p", '见<a href="x">这里</a>'),
        ("u2", "title", "全文"),
    ]
    assert merge(skeleton.body, {"u1": 'See <a href="x">here</a>', "u2": "Full text & more".replace("&", "&amp;")}) == (
        '<p>See <a href="x" title="Full text &amp; more">here</a></p>\n'
    )


# --- build: links and pictures

BASE = "https://www.example.cn/news/2024/a.html"


def test_addresses_become_absolute() -> None:
    skeleton = build('<p><a href="../b.html">甲</a><a href="//c.cn/">乙</a><img src="i.png"></p>', base_url=BASE)
    assert skeleton.links == (
        Link("https://www.example.cn/news/b.html", "甲", "u1"),
        Link("https://c.cn/", "乙", "u1"),
    )
    assert skeleton.images == (Image("https://www.example.cn/news/2024/i.png"),)


def test_addresses_stay_as_written_without_a_base() -> None:
    assert build('<p><a href="../b c.html">甲</a></p>').links == (Link("../b c.html", "甲", "u1"),)


def test_an_address_that_cannot_be_joined_is_kept() -> None:
    assert build('<p><a href="http://[x/">甲</a></p>', base_url=BASE).links in (
        (Link("http://[x/", "甲", "u1"),),
        (),  # the sanitizer may refuse it, but the text is there
    )
    assert blocks('<p><a href="http://[x/">甲</a></p>', BASE)[0][1].find("甲") >= 0


@pytest.mark.parametrize(
    ("html", "src"),
    [
        ('<img src="load.gif" data-src="real.jpg">', "real.jpg"),
        ('<img src="load.gif" data-original="real.jpg">', "real.jpg"),
        ('<img data-original="b.jpg" data-src="a.jpg">', "a.jpg"),
        ('<img src="data:image/gif;base64,AA==" data-src="javascript:x">', ""),
        ('<img srcset="s.jpg 1x, m.jpg 2x">', "s.jpg"),
        ('<img src="dot.gif" width="1" height="1px">', ""),
        ("<img alt='x'>", ""),
    ],
)
def test_the_picture_meant_is_found(html: str, src: str) -> None:
    assert [image.src for image in build(f"<p>文{html}</p>").images] == ([src] if src else [])


def test_texts_of_a_picture_are_units() -> None:
    skeleton = build(
        '<p>甲<img src="i.png" alt=" 校园\n风光 " title="题">乙<img src="j.png" alt="IMG_20240124.jpg" title=""></p>'
    )
    assert [(unit.id, unit.kind, unit.source) for unit in skeleton.units] == [
        ("u1", "p", '甲<img src="i.png"/>乙<img src="j.png"/>'),
        ("u2", "alt", "校园 风光"),
        ("u3", "title", "题"),
    ]
    assert skeleton.images == (Image("i.png", "校园 风光"), Image("j.png"))


def test_a_link_around_a_picture_is_kept_outside_units() -> None:
    skeleton = build('<p><a href="full.jpg"><img src="small.jpg"></a></p>')
    assert skeleton.body == '<p><a href="full.jpg"><img src="small.jpg" alt=""/></a></p>\n'
    assert skeleton.links == (Link("full.jpg", "", ""),)


FIGURE = '<figure>\n<img src="i.png" alt=""/>\n<figcaption data-unit="u1">{}</figcaption>\n</figure>\n'


@pytest.mark.parametrize(
    ("html", "caption"),
    [
        ("<p><img src=i.png></p><p class=pic-desc>校园一角</p>", "校园一角"),
        ("<p><img src=i.png></p><p class='img_title'>校园一角</p>", "校园一角"),
        ("<p><img src=i.png></p><p>图为会议现场。</p>", "图为会议现场。"),
        ("<p><img src=i.png></p><p>▲会议现场</p>", "▲会议现场"),
        ("<p><img src=i.png></p><p>图1：会议现场</p>", "图1：会议现场"),
        ("<p><img src=i.png></p><p>会议现场。（记者 李四 摄）</p>", "会议现场。（记者 李四 摄）"),
        ("<p align=center><img src=i.png></p><p align=center>会议现场</p>", "会议现场"),
        ("<center><img src=i.png><br>会议现场</center>", "会议现场"),
        ("<figure><img src=i.png><figcaption>会议现场</figcaption></figure>", "会议现场"),
        ("<figure><img src=i.png><p>会议现场</p></figure>", "会议现场"),
        ("<table><tr><td><img src=i.png></td></tr><tr><td>会议现场</td></tr></table>", "会议现场"),
    ],
)
def test_a_picture_with_its_caption_is_a_figure(html: str, caption: str) -> None:
    assert build(html).body == FIGURE.format(caption)


@pytest.mark.parametrize(
    "html",
    [
        "<p><img src=i.png></p><p>会议在北京召开，来自各地的代表参加。</p>",
        "<p align=center><img src=i.png></p><p align=center><b>一、总则</b></p>",
        "<p align=center><img src=i.png></p><p align=center>这是一句完整的话。</p>",
        f"<p align=center><img src=i.png></p><p align=center>{'很长' * 40}</p>",
        f"<p><img src=i.png></p><p class=caption>{'很长' * 120}</p>",
        "<p><img src=i.png></p><h3>图为小标题</h3>",
        "<p><img src=i.png></p><hr><p>图为会议</p>",
        "<figure><img src=i.png></figure><p>正文正文。</p>",
    ],
)
def test_other_text_under_a_picture_is_no_caption(html: str) -> None:
    assert "figcaption" not in build(html).body


def test_a_loose_picture_of_a_list_has_its_caption() -> None:
    assert (
        build("<ul><img src=i.png><br>图为现场</ul>").body == f"<ul>\n<li>\n{FIGURE.format('图为现场')}</li>\n</ul>\n"
    )


def test_pictures_of_one_figure_stay_apart() -> None:
    body = '<figure>\n<p><img src="{}" alt=""/></p>\n<p><img src="{}" alt=""/></p>\n</figure>\n'
    assert build("<figure><img src=i.png><br><img src=j.png></figure>").body == body.format("i.png", "j.png")


def test_a_picture_in_its_own_line_is_its_own_block() -> None:
    assert build("<p>文字<br><img src=i.png><br>文字</p>").body == (
        '<p data-unit="u1">文字</p>\n<p><img src="i.png" alt=""/></p>\n<p data-unit="u2">文字</p>\n'
    )


def test_figures_and_tables_for_layout_are_unfolded() -> None:
    assert build(
        "<table><tr><td><p>甲</p><table><tr><td>1</td><td>2</td></tr></table></td><td>乙</td></tr></table>"
    ).body == (
        '<p data-unit="u1">甲</p>\n<table>\n<tbody>\n<tr>\n<td data-unit="u2">1</td>\n'
        '<td data-unit="u3">2</td>\n</tr>\n</tbody>\n</table>\n<p data-unit="u4">乙</p>\n'
    )
    assert build("<table><tr><td>只有一格</td></tr></table>").body == '<p data-unit="u1">只有一格</p>\n'
    assert (
        build("<table><caption>空表</caption><tr><td></td><td></td></tr></table>").body
        == '<p data-unit="u1">空表</p>\n'
    )
    assert build("<figure><p>文</p><figcaption>注</figcaption></figure>").body == (
        '<p data-unit="u1">文</p>\n<p data-unit="u2">注</p>\n'
    )


def test_lists_are_repaired() -> None:
    assert build("<ul>散<li>甲</li>乙<ul><li>丙</li></ul></ul><li>丁</li>").body == dedent(
        """\
        <ul>
        <li data-unit="u1">散</li>
        <li>
        <p data-unit="u2">甲</p>
        <p data-unit="u3">乙</p>
        <ul>
        <li data-unit="u4">丙</li>
        </ul>
        </li>
        </ul>
        <p data-unit="u5">丁</p>
        """
    )


# --- build: whatever comes


def test_the_same_page_gives_the_same_bytes() -> None:
    html = '<p>甲<b>乙</b><a href="x" title="t1">丙</a></p><img src=a alt=丁><ul><li>戊</ul>' * 5
    assert len({build(html, base_url=BASE).body for _ in range(3)}) == 1


def test_nothing_gives_nothing() -> None:
    assert build("").body == ""
    assert build("<p> </p>\n<div></div>").units == ()


@pytest.mark.parametrize(
    "unit",
    ["<div>", "<b>", "<ul><li>", "<ul>", "<table><tr><td>", "<blockquote>", "文<br>", "文<br><br>", "文  ", "　", "<",
     "<b>文</b> ", "<a href=x>文</a> ", "<img src=x>", "<p><img src=x>", "<q>", "&", "<div ", "<!--", "<b><p>文",
     "<figure><img src=x>", "<dl><dt>文", "　<br>"],
)  # fmt: skip
def test_building_is_linear_whatever_comes(unit: str) -> None:
    def took(count: int) -> float:
        begin = time.process_time()
        build(unit * count + "文")
        return time.process_time() - begin

    assert took(2_000) < 40 * max(took(200), 0.025)


def test_depth_is_bounded_and_no_text_is_lost() -> None:
    deep = "".join(f"<div><ul><li>第{n}层" for n in range(2_000))
    skeleton = build(deep)
    text = "".join(unit.source for unit in skeleton.units)
    assert all(f"第{n}层" in text for n in range(2_000))
    assert skeleton.body.count("<ul>") < 20


TEXTS = st.text(alphabet="开放合作，。“”ab1 \n　\u00a0<&*", max_size=12).map(escape)
SMALL = st.one_of(
    TEXTS,
    st.sampled_from(
        ["<br>", "<br><br>", "<br>　　", "<img src=i.png>", "<img src=j.png alt=图 title=题>", "<hr>", "图为现场",
         "***", '<img src="load.gif" data-src="k.png">', "<a href='#'>锚</a>", "<script>x</script>", "长" * 30 + "。"]
    ),
)  # fmt: skip
TAGS = st.sampled_from(
    ["p", "div", "b", "i", "span style='font-weight:bold'", "sub", "a href='u.html'", "a href='v.html' title='题'",
     "ul", "ol", "li", "blockquote", "table", "tr", "td", "th", "caption", "figure", "figcaption", "h1", "h3", "dl",
     "dt", "dd", "pre", "q", "center", "p class=caption", "p align=center", "div style='display:none'"]
)  # fmt: skip


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    inner = st.lists(children, max_size=4).map("".join)
    return st.builds(lambda tag, content: f"<{tag}>{content}</{tag.split()[0]}>", TAGS, inner)


PAGES = st.lists(st.recursive(SMALL, _element, max_leaves=15), max_size=6).map("".join)


@settings(max_examples=120, deadline=None)
@given(PAGES)
def test_building_the_skeleton_again_changes_nothing(html: str) -> None:
    body = build(html).body
    assert build(body).body == body


@settings(max_examples=60, deadline=None)
@given(PAGES)
def test_merging_the_sources_gives_the_page_back(html: str) -> None:
    skeleton = build(html, base_url=BASE)
    merged = merge(skeleton.body, {unit.id: unit.source for unit in skeleton.units})
    assert "data-unit" not in merged
    assert "lang=" not in merged
    assert [(link.href, link.text) for link in links(merged)] == [(link.href, link.text) for link in skeleton.links]
    assert images(merged) == skeleton.images
    assert build(merged).body == skeleton.body


@settings(max_examples=60, deadline=None)
@given(PAGES)
def test_units_of_the_body_are_the_units_built(html: str) -> None:
    from lxml import etree

    skeleton = build(html)
    assert units(skeleton.body) == skeleton.units
    assert links(skeleton.body) == skeleton.links
    assert images(skeleton.body) == skeleton.images
    assert [unit.id for unit in skeleton.units] == [f"u{n}" for n in range(1, len(skeleton.units) + 1)]
    root = etree.fromstring(f"<body>{skeleton.body}</body>")
    assert sum("data-unit" in element.attrib for element in root.iter()) == sum(
        unit.kind not in ("alt", "title") for unit in skeleton.units
    )
    for unit in skeleton.units:
        assert any(ch.isalnum() for ch in parse(unit.source).text)


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    skeleton = build(text, base_url=BASE)
    assert units(skeleton.body) == skeleton.units


# --- units, links and images of a body somebody touched


def test_a_body_edited_by_hand_is_read_as_far_as_it_goes() -> None:
    body = "<!-- note --><p data-unit='u1' class=x>甲<span>乙</span><strong>丙</strong><p data-unit=u2>丁"
    assert [(unit.id, unit.source) for unit in units(body)] == [("u1", "甲乙<strong>丙</strong>丁")]
    assert links("<p><a href=x>甲<a href=y>乙</a><a>丙</a></p>") == (Link("x", "甲", ""), Link("y", "乙", ""))
    assert images("<img><img src='a' alt='b'>") == (Image("a", "b"),)


# --- merge


def test_targets_stand_in_the_units_places() -> None:
    skeleton = build(
        '<h3>题</h3><p>见<a href="x">此</a><img src="i.png" alt="图" title="名"></p><table><tr><td>1<td>二</table>'
    )
    merged = merge(
        skeleton.body,
        {"u1": "Title", "u2": '<a href="x">Here</a> &amp; <img src="i.png"/>', "u3": "Picture", "u5": "1", "u6": "Two"},
    )
    assert merged == dedent(
        """\
        <h3>Title</h3>
        <p><a href="x">Here</a> &amp; <img src="i.png" alt="Picture" title="名" lang="zh"/></p>
        <table>
        <tbody>
        <tr>
        <td>1</td>
        <td>Two</td>
        </tr>
        </tbody>
        </table>
        """
    )


def test_a_missing_target_leaves_the_source_with_its_language() -> None:
    skeleton = build("<p>甲</p><p>乙<b>丙</b></p>")
    assert merge(skeleton.body, {"u1": "A", "u2": " \n"}) == '<p>A</p>\n<p lang="zh">乙<strong>丙</strong></p>\n'
    assert merge(skeleton.body, {"u1": "A"}, language="zh-Hant").count('lang="zh-Hant"') == 1


def test_a_picture_only_the_target_has_gets_an_empty_alternative() -> None:
    body = build('<p>甲<img src="i.png" alt="图"></p>').body
    assert merge(body, {"u1": 'A<img src="j.png"/>', "u2": "Picture"}) == '<p>A<img src="j.png" alt=""/></p>\n'


def test_a_broken_target_names_its_unit() -> None:
    body = build("<p>甲<img src=i.png alt=图></p>").body
    with pytest.raises(MarkupError, match="unit u1: <b> is not one of"):
        merge(body, {"u1": "<b>x</b>"})
    with pytest.raises(MarkupError, match="unit u2: '&' stands alone"):
        merge(body, {"u1": '<img src="i.png"/>', "u2": "a & b"})


# --- carry

OPENING = "<p>今年以来，学校扩大对外开放，与十二个国家的高校签署合作协议。</p>"
NUMBERS = "<p>全校共有留学生三千二百人，比上年增长百分之十二。</p>"
PLAN = "<p>下一步，学校将建设面向东北亚的国际合作中心。</p>"
OTHER = "<p>活动由校团委主办，图书馆承办，欢迎师生参加。</p>"


def kept(old: str, new: str) -> dict[str, str]:
    """Source by id after carrying the ids of `old` to `new`."""
    return {unit.id: unit.source for unit in units(carry(build(old).body, build(new).body))}


def ids(old: str, new: str) -> list[str]:
    return list(kept(old, new))


def test_unchanged_blocks_keep_their_ids() -> None:
    page = OPENING + NUMBERS + "<p><img src=i.png alt=校园></p>" + PLAN
    body = build(page).body
    assert carry(body, body) == body


def test_new_blocks_get_new_ids_and_the_others_keep_theirs() -> None:
    assert ids(OPENING + PLAN, OTHER + OPENING + NUMBERS + PLAN) == ["u3", "u1", "u4", "u2"]


def test_moved_blocks_keep_their_ids() -> None:
    assert ids(OPENING + NUMBERS + PLAN, PLAN + OPENING + NUMBERS) == ["u3", "u1", "u2"]
    assert ids(OPENING + NUMBERS + PLAN, PLAN + NUMBERS + OPENING) == ["u3", "u2", "u1"]


def test_edited_blocks_keep_their_ids() -> None:
    assert ids(OPENING + NUMBERS + PLAN, OPENING + NUMBERS.replace("十二", "十五") + PLAN) == ["u1", "u2", "u3"]
    assert ids("<h2>2023年</h2>" + PLAN, "<h2>2024年</h2>" + PLAN) == ["u1", "u2"]


def test_a_block_that_moved_and_changed_slightly_keeps_its_id() -> None:
    assert ids(OPENING + NUMBERS + PLAN, PLAN.replace("建设", "加快建设") + OPENING + NUMBERS) == ["u3", "u1", "u2"]


def test_markup_and_element_may_change() -> None:
    assert ids(OPENING + PLAN, OPENING.replace("学校", "<b>学校</b>") + PLAN.replace("p>", "h3>")) == ["u1", "u2"]


def test_a_block_replaced_by_another_gets_a_new_id() -> None:
    assert ids(OPENING + NUMBERS + PLAN, OPENING + OTHER + PLAN) == ["u1", "u4", "u3"]


def test_equal_blocks_stay_in_order() -> None:
    cell = "<p>是</p>"
    assert ids(cell + OPENING + cell, cell + OPENING + cell + cell) == ["u1", "u2", "u3", "u4"]


def test_the_text_of_a_picture_is_not_taken_for_a_block() -> None:
    assert ids("<p>校园风光</p>", "<p><img src=i.png alt=校园风光></p>") == ["u2"]
    assert ids(f"<p><img src=i.png alt=校园风光></p>{PLAN}", f"{PLAN}<p><img src=i.png alt=校园风光></p>") == [
        "u2",
        "u1",
    ]


def test_an_id_is_never_given_twice_over_many_updates() -> None:
    first = build(OPENING + NUMBERS + PLAN).body
    second = carry(first, build(OPENING).body)
    assert [unit.id for unit in units(second)] == ["u1"]
    third = carry(second, build(OPENING + OTHER).body)
    assert [unit.id for unit in units(third)] == ["u1", "u4"]
    fourth = carry(third, build(OTHER).body)
    assert [unit.id for unit in units(carry(fourth, build(OTHER + NUMBERS).body))] == ["u4", "u5"]
    assert "last unit" not in third
    assert "<!--" not in merge(second, {})


def test_ids_somebody_chose_are_kept() -> None:
    old = build(OPENING + NUMBERS).body.replace('"u1"', '"opening"')
    assert [unit.id for unit in units(carry(old, build(OPENING + NUMBERS + PLAN).body))] == ["opening", "u2", "u3"]


def test_markup_broken_by_hand_does_not_stop_an_update() -> None:
    old = build(OPENING + NUMBERS).body.replace("三千", "<strong>三千")
    assert [unit.id for unit in units(carry(old, build(OPENING + NUMBERS).body))] == ["u1", "u2"]


def test_a_big_page_is_carried_in_good_time() -> None:
    paragraphs = [f"<p>第{n}条 本条规定第{n * 7}类项目的申报办法与第{n * 13}号文件一致。</p>" for n in range(1_500)]
    changed = [text.replace("申报", "申请") for text in paragraphs]
    begin = time.process_time()
    result = units(carry(build("".join(paragraphs)).body, build("".join(changed[::-1])).body))
    assert time.process_time() - begin < 20
    assert len({unit.id for unit in result}) == 1_500


SENTENCES = st.sampled_from(
    [OPENING, NUMBERS, PLAN, OTHER, "<p>是</p>", "<p>否</p>", "<p>共十二项。</p>", "<p>共十三项。</p>"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(SENTENCES, max_size=8), st.lists(SENTENCES, max_size=8))
def test_carried_ids_are_unique_and_equal_blocks_persist(old: list[str], new: list[str]) -> None:
    before = build("".join(old))
    after = build("".join(new))
    carried = units(carry(before.body, after.body))
    assert [unit.source for unit in carried] == [unit.source for unit in after.units]
    found = [unit.id for unit in carried]
    assert len(set(found)) == len(found)
    old_sources = {unit.id: unit.source for unit in before.units}
    for source in {unit.source for unit in carried}:
        was = sum(text == source for text in old_sources.values())
        now = [unit.id for unit in carried if unit.source == source]
        assert sum(old_sources.get(unit_id) == source for unit_id in now) == min(was, len(now))
