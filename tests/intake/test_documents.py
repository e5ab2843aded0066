"""Text, Markdown and Word files as pages."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from support import png

from workflow.errors import InputError
from workflow.intake import documents
from workflow.intake.documents import media, to_html
from workflow.intake.original import DOCX, HTML, MARKDOWN, TEXT, Original
from workflow.intake.plaintext import linked, paragraphs
from workflow.intake.read import read


def _page(data: bytes | str, media_type: str = TEXT) -> html.HtmlElement:
    raw = data.encode() if isinstance(data, str) else data
    return html.document_fromstring(to_html(Original(data=raw, media_type=media_type, name="a.txt")).encode())


def _labels(page: html.HtmlElement) -> list[str]:
    return [str(p.text_content()) for p in page.xpath("//div[@class='workflow-labels']/p")]


def _body(page: html.HtmlElement) -> list[tuple[str, str]]:
    return [(str(e.tag), str(e.text_content())) for e in page.xpath("//article[@class='workflow-body']/*")]


def _metas(page: html.HtmlElement) -> dict[str, str]:
    """Contents by name; several of one name are joined."""
    found: dict[str, str] = {}
    for element in page.xpath("//meta[@name]"):
        name, value = str(element.get("name")), str(element.get("content"))
        found[name] = f"{found[name]}、{value}" if name in found else value
    return found


# --- Plain text ------------------------------------------------------------------------------------------------------

INTERVIEW = """
关于高校对外开放的几点思考
——访东北大学校长

来源：辽宁日报　　时间：2025-04-18 09:30
作者：王晓明
原文链接：https://news.example.cn/a?b=1&c=2

　　记者：您好，请问学校下一步怎么走？
　　校长：详见https://a.cn/x（附件）。谢谢，我们将坚持以开放促改革、促发展。

一、总体情况
　　第一段讲总体情况，学校与三十多个国家和地区的高校建立了合作关系。

（责任编辑：李四）
"""


def test_title_subtitle_labels_and_body_of_a_text_find_their_places() -> None:
    page = _page(INTERVIEW.encode("gb18030"))
    assert page.xpath("string(//h1)") == page.xpath("string(//title)") == "关于高校对外开放的几点思考"
    assert page.xpath("string(//p[@class='workflow-subtitle'])") == "访东北大学校长"
    assert _labels(page) == [
        "来源：辽宁日报　　时间：2025-04-18 09:30",
        "作者：王晓明",
        "原文链接：https://news.example.cn/a?b=1&c=2",
        "（责任编辑：李四）",
    ]
    assert _body(page) == [
        ("p", "记者：您好，请问学校下一步怎么走？"),
        ("p", "校长：详见https://a.cn/x（附件）。谢谢，我们将坚持以开放促改革、促发展。"),
        ("h2", "一、总体情况"),
        ("p", "第一段讲总体情况，学校与三十多个国家和地区的高校建立了合作关系。"),
    ]
    assert _metas(page) == {
        "ArticleTitle": "关于高校对外开放的几点思考",
        "Url": "https://news.example.cn/a?b=1&c=2",
    }
    assert page.xpath("//article//a/@href") == ["https://a.cn/x"]
    assert page.get("lang") == "zh"


def test_the_page_reader_finds_everything_in_a_text() -> None:
    record = read(Original(data=INTERVIEW.encode("gb18030"), media_type=TEXT, name="a.txt"))
    assert record.metadata.title == "关于高校对外开放的几点思考"
    assert record.metadata.subtitle == "访东北大学校长"
    assert record.metadata.date == "2025-04-18T09:30"
    assert record.metadata.source == "辽宁日报"
    assert record.metadata.url == "https://news.example.cn/a?b=1&c=2"
    assert record.metadata.authors == ("王晓明",)
    assert record.metadata.editors == ("李四",)
    assert record.evidence["body"].startswith("profile:documents")
    assert record.units[-1].source.startswith("第一段讲总体情况")


def test_an_english_text_is_read_like_a_chinese_one() -> None:
    page = _page(
        "A Talk on Opening-up\n\nDate: 2024-01-24    Source: Liaoning Daily\n\nFirst paragraph.\n\nSecond & last.\n"
    )
    assert page.get("lang") == "en"
    assert _labels(page) == ["Date: 2024-01-24    Source: Liaoning Daily"]
    assert _body(page) == [("p", "First paragraph."), ("p", "Second & last.")]


def test_label_lines_within_the_text_stay_in_the_text() -> None:
    page = _page("标题\n\n第一段。\n\n来源：这里只是正文。\n\n第二段。\n\n2025年4月18日\n")
    assert _labels(page) == []
    assert [text for _, text in _body(page)] == ["第一段。", "来源：这里只是正文。", "第二段。", "2025年4月18日"]


def test_a_title_of_a_document_is_its_title_however_long() -> None:
    title = "关于进一步做好港口开放合作与人才培养有关工作的通知" * 8
    text = (
        f"{title}\n2024-03-05\n\n{'港口建设要着眼长远，培养更多人才。' * 3}\n\n{'会议指出，各单位要落实责任。' * 3}\n"
    )
    assert read(Original(data=text.encode(), media_type=TEXT, name="a.txt")).metadata.title == title


def test_a_date_line_below_the_title_is_a_label_line() -> None:
    assert _labels(_page("标题\n2025年4月18日 09:30\n\n正文一段。\n")) == ["2025年4月18日 09:30"]


def test_a_line_of_ornaments_stays_in_the_text() -> None:
    assert _body(_page("标题\n\n＊ ＊ ＊\n\n正文一段。\n"))[0] == ("p", "＊ ＊ ＊")


def test_the_word_title_in_front_of_the_title_goes() -> None:
    assert _page("标题：开放办学\n\n正文。").xpath("string(//h1)") == "开放办学"


@pytest.mark.parametrize("data", ["", "只有标题", "标题\n来源：新华社\n"])
def test_a_text_without_a_body_is_refused(data: str) -> None:
    with pytest.raises(InputError, match=r"a\.txt: has no text below its title"):
        _page(data)


def test_markup_in_a_plain_text_is_text() -> None:
    page = _page("a < b\n\n<script>alert(1)</script> & https://a.cn/?q=<b>\n")
    assert page.xpath("//article//script") == []
    assert _body(page) == [("p", "<script>alert(1)</script> & https://a.cn/?q=<b>")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一。\n\n二。", ["一。", "二。"]),
        ("一。\n二。\n三", ["一。", "二。", "三"]),
        ("　　第一段没有断行。\n　　第二段也没有。", ["第一段没有断行。", "第二段也没有。"]),
        (
            (
                "　　第一段很长很长很长很长很长很长很长很长，\n在编辑器里断了行的文字继续写下去一直写到\n这里为止。\n"
                "　　第二段也很长很长很长很长很长很长很长长，\n也断了行。"
            ),
            [
                "第一段很长很长很长很长很长很长很长很长，在编辑器里断了行的文字继续写下去一直写到这里为止。",
                "第二段也很长很长很长很长很长很长很长长，也断了行。",
            ],
        ),
        (
            "The university held a meeting on the first day of\nthe month and opened its doors wider to\nthe world.",
            ["The university held a meeting on the first day of the month and opened its doors wider to the world."],
        ),
        ("短行\n另一行\n第三行", ["短行", "另一行", "第三行"]),
        ("\t一\n\n \u3000\n\t二", ["一", "二"]),
    ],
    ids=[
        "blank lines",
        "a line each",
        "indents",
        "broken, indented",
        "broken, English",
        "short lines",
        "blank with spaces",
    ],
)
def test_paragraphs_are_parted_as_their_writer_parted_them(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("见https://a.cn/新闻。", "https://a.cn/"),
        ("(https://a.cn/x)", "https://a.cn/x"),
        ("https://a.cn/x?a=1&b=2, then", "https://a.cn/x?a=1&b=2"),
        ("https://a.cn/x.", "https://a.cn/x"),
        ("网址 http://a.cn：80", "http://a.cn"),
    ],
)
def test_addresses_in_a_text_become_links(text: str, address: str) -> None:
    element = html.fragment_fromstring(linked(text), create_parent="p")
    assert element.xpath(".//a/@href") == [address]
    assert element.text_content() == text


@given(st.text(alphabet="一二，。\n\t \u3000ab<&>：1", max_size=120))
def test_no_character_of_a_text_is_lost(text: str) -> None:
    source = f"标题\n\n{text}\n\n结束的一段。"
    page = _page(source)
    kept = "".join(page.xpath("//body//text()"))
    assert sorted("".join(kept.split())) == sorted("".join(source.replace("标题：", "").split()))


# --- Markdown --------------------------------------------------------------------------------------------------------


def test_front_matter_becomes_metadata() -> None:
    page = _page(
        "---\ntitle: 开放办学\nsubtitle: 副题\ndate: 2025-04-18\n"
        "source: {name: 新华社, url: 'https://x.cn/a'}\n"
        "author: [张三, 李四]\neditor: 王五\ntags: [a, b]\n"
        "url: https://n.cn/1\nposition: [首页, 新闻]\nlayout: post\n---\n"
        "# 开放办学\n\n第一段。\n",
        MARKDOWN,
    )
    assert _metas(page) == {
        "ArticleTitle": "开放办学",
        "PubDate": "2025-04-18",
        "Author": "张三、李四",
        "Editor": "王五",
        "Url": "https://n.cn/1",
        "Keywords": "a、b",
    }
    assert page.xpath("//div[@class='workflow-labels']/p/a/@href") == ["https://x.cn/a"]
    assert page.xpath("string(//p[@class='workflow-position'])") == "首页 > 新闻"
    assert _body(page) == [("p", "第一段。")]


def test_the_page_reader_finds_everything_in_front_matter() -> None:
    text = (
        "---\n标题: 开放办学谱新篇\n日期: 2025-04-18\n来源: 新华社\n"
        "作者: [张三, 李四]\n编辑: 王五\n原文链接: https://n.cn/1\n"
        "position: [首页, 新闻]\n---\n\n学校坚持以开放促改革、促发展，与多所高校建立合作关系。\n"
    )
    record = read(Original(data=text.encode(), media_type=MARKDOWN, name="a.md"))
    assert record.metadata.title == "开放办学谱新篇"
    assert (record.metadata.date, record.metadata.source) == ("2025-04-18", "新华社")
    assert record.metadata.authors == ("张三", "李四")
    assert record.metadata.editors == ("王五",)
    assert record.metadata.url == "https://n.cn/1"
    assert record.metadata.position == ("首页", "新闻")
    assert [unit.kind for unit in record.units] == ["p"]


@pytest.mark.parametrize(
    "body",
    [
        "记者：您好，请问学校下一步怎么走？\n\n学校坚持以开放促改革、促发展，与多所高校建立合作关系。",
        "学校坚持以开放促改革、促发展，与多所高校建立合作关系。\n\n| 项目 | 数量 |\n|---|---|\n| 学生 | 三万人 |",
    ],
    ids=["a question first", "a table last"],
)
def test_the_page_reader_cuts_nothing_off_a_document(body: str) -> None:
    """Its body is known exactly; what looks like a page's furniture there is text."""
    text = f"---\ntitle: 开放办学谱新篇\ndate: 2025-04-18\n---\n\n{body}\n"
    record = read(Original(data=text.encode(), media_type=MARKDOWN, name="a.md"))
    assert "".join(unit.source for unit in record.units) == re.sub(r"[|\s-]", "", body)


def test_headings_links_tables_and_label_lines_of_markdown() -> None:
    page = _page(
        "# 标题\n\n来源：新华社\n作者：[张三](https://a.cn/z)\n\n正文**重点**，[链接](https://b.cn)，<b>不是标签</b>。\n\n"
        "![图](img/a.png)\n\n## 小节\n\n- 一\n- 二\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n责任编辑：李四\n",
        MARKDOWN,
    )
    assert page.xpath("string(//h1)") == "标题"
    assert _labels(page) == ["来源：新华社", "作者：张三", "责任编辑：李四"]
    assert [tag for tag, _ in _body(page)] == ["p", "p", "h2", "ul", "table"]
    assert page.xpath("//article//b") == []
    assert page.xpath("//article//a/@href") == ["https://b.cn"]
    assert page.xpath("//article//img/@src") == ["img/a.png"]


def test_footnotes_of_markdown_stay_as_those_of_word_do() -> None:
    page = _page(
        "# 标题\n\n航线开通[^甲]，航程缩短[^2]，再见[^甲]。\n\n[^甲]: 港务集团提供。\n[^2]: 见[公报](https://b.cn)。\n\n完。\n",
        MARKDOWN,
    )
    assert [(tag, "".join(text.split())) for tag, text in _body(page)] == [
        ("p", "航线开通[1]，航程缩短[2]，再见[1]。"),
        ("p", "完。"),
        ("ol", "港务集团提供。见公报。"),
    ]
    assert page.xpath("//article//a/@href") == ["https://b.cn"]


def test_label_lines_at_the_end_stand_before_the_footnotes() -> None:
    page = _page("# 标题\n\n航线开通[^1]。\n\n（责任编辑：李四）\n\n[^1]: 港务集团提供。\n", MARKDOWN)
    assert _labels(page) == ["（责任编辑：李四）"]
    assert [tag for tag, _ in _body(page)] == ["p", "ol"]
    page = _page(_docx(_paragraph("标题", "T"), FOOTNOTE, _paragraph("责任编辑：李四")), DOCX)
    assert _labels(page) == ["责任编辑：李四"]
    assert [text.strip() for _, text in _body(page)] == ["有注[1]", "注释"]


def test_a_stated_title_leaves_another_first_heading_in_the_body() -> None:
    page = _page("---\ntitle: 全文标题\n---\n# 第一章\n\n正文。\n", MARKDOWN)
    assert page.xpath("string(//body/h1)") == "全文标题"
    assert _body(page) == [("h1", "第一章"), ("p", "正文。")]


@pytest.mark.parametrize(
    "text", ["---\n\n正文。\n\n---\n", "---\n没有结尾\n\n正文。", "---\n- 一\n- 二\n---\n\n正文。"]
)
def test_a_rule_at_the_top_is_no_front_matter(text: str) -> None:
    assert "正文。" in _page(text, MARKDOWN).text_content()


def test_broken_front_matter_is_told_with_its_line() -> None:
    with pytest.raises(InputError, match=r"a\.txt:4:1: the front matter is not YAML"):
        _page("---\ntitle: a\nsource: [b\n---\n正文", MARKDOWN)


def test_a_byte_order_mark_and_old_line_ends_do_not_hide_the_front_matter() -> None:
    page = _page(b"\xef\xbb\xbf---\r\ntitle: T\r\n---\r\n\r\nBody text.\r\n", MARKDOWN)
    assert _metas(page)["ArticleTitle"] == "T"


# --- Word ------------------------------------------------------------------------------------------------------------

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


LINK = '<w:p><w:r><w:t>见</w:t></w:r><w:hyperlink r:id="r1"><w:r><w:t>校网</w:t></w:r></w:hyperlink></w:p>'
PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="会场"/><a:graphic><a:graphicData>'
    '<pic:pic><pic:blipFill><a:blip r:embed="r2"/></pic:blipFill></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
TABLE = f"<w:tbl><w:tr><w:tc>{_paragraph('学生')}</w:tc><w:tc>{_paragraph('三万')}</w:tc></w:tr></w:tbl>"
FOOTNOTE = '<w:p><w:r><w:t>有注</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'


def _docx(*blocks: str, picture: bytes | None = None) -> bytes:
    spaces = (
        f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    )
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{number}"><w:name w:val="{name}"/></w:style>'
        for number, name in (("T", "Title"), ("S", "Subtitle"), ("1", "heading 1"), ("C", "Caption"))
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{kinds}"><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r0" Type="{office}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {spaces}><w:body>{''.join(blocks)}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {spaces}>{styles}</w:styles>",
        "word/footnotes.xml": f'<w:footnotes {spaces}><w:footnote w:id="2">{_paragraph("注释")}</w:footnote>'
        "</w:footnotes>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{relations}">'
        f'<Relationship Id="r1" Type="{office}/hyperlink" Target="https://a.cn/" TargetMode="External"/>'
        f'<Relationship Id="r2" Type="{office}/image" Target="media/image7.png"/>'
        f'<Relationship Id="r3" Type="{office}/styles" Target="styles.xml"/>'
        f'<Relationship Id="r4" Type="{office}/footnotes" Target="footnotes.xml"/></Relationships>',
    }
    if picture is not None:
        parts["word/media/image7.png"] = picture
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_word_file_keeps_title_labels_links_tables_and_pictures() -> None:
    data = _docx(
        _paragraph("开放办学座谈会召开", "T"),
        _paragraph("校企合作再上新台阶", "S"),
        _paragraph("来源：辽宁日报　日期：2025年4月18日"),
        _paragraph("总体情况", "1"),
        LINK,
        PICTURE,
        _paragraph("座谈会现场", "C"),
        TABLE,
        picture=png(),
    )
    original = Original(data=data, media_type=DOCX, name="a.docx", extension="docx")
    page = html.document_fromstring(to_html(original).encode())
    assert page.xpath("string(//body/h1)") == "开放办学座谈会召开"
    assert page.xpath("string(//p[@class='workflow-subtitle'])") == "校企合作再上新台阶"
    assert _labels(page) == ["来源：辽宁日报　日期：2025年4月18日"]
    assert [tag for tag, _ in _body(page)] == ["h1", "p", "figure", "table"]
    assert page.xpath("//article//a/@href") == ["https://a.cn/"]
    assert page.xpath("//figure/img/@src") == ["media/image1.png"]
    assert page.xpath("//figure/img/@alt") == ["会场"]
    assert page.xpath("string(//figure/figcaption)") == "座谈会现场"
    assert media(original) == {"media/image1.png": png()}


@pytest.mark.parametrize(
    ("instruction", "address"),
    [
        ('HYPERLINK "https://a.cn/?a=1"', "https://a.cn/?a=1"),
        (r'HYPERLINK "https://a.cn/" \l "part"', "https://a.cn/#part"),
        (r'HYPERLINK "https://a.cn/" \o "a tip" \t "_blank"', "https://a.cn/"),
    ],
)
def test_a_link_that_is_a_field_has_its_address_without_switches(instruction: str, address: str) -> None:
    kinds = ("begin", f"<w:instrText>{instruction}</w:instrText>", "separate", "<w:t>校网</w:t>", "end")
    runs = (part if part.startswith("<") else f'<w:fldChar w:fldCharType="{part}"/>' for part in kinds)
    field = "".join(f"<w:r>{run}</w:r>" for run in runs)
    page = _page(_docx(_paragraph("标题", "T"), f"<w:p>{field}</w:p>"), DOCX)
    assert page.xpath("//article//a/@href") == [address]


def test_what_word_hides_is_no_part_of_the_text() -> None:
    runs = (
        f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"
        for look, text in (("<w:b/>", "公开。"), ("<w:vanish/>", "内部。"), ('<w:vanish w:val="0"/>', "仍然公开。"))
    )
    page = _page(_docx(_paragraph("标题", "T"), f"<w:p>{''.join(runs)}</w:p>"), DOCX)
    assert _body(page) == [("p", "公开。仍然公开。")]


def test_a_short_first_paragraph_is_the_title_where_no_style_says_so() -> None:
    page = _page(_docx(_paragraph("关于开会的通知"), _paragraph("各学院：定于今日开会。")), DOCX)
    assert page.xpath("string(//h1)") == "关于开会的通知"
    assert _body(page) == [("p", "各学院：定于今日开会。")]


def test_a_long_first_paragraph_is_no_title() -> None:
    page = _page(_docx(_paragraph("这是一个完整的句子，不是标题。"), _paragraph("第二段。")), DOCX)
    assert page.xpath("//h1") == []
    assert len(_body(page)) == 2


def test_footnotes_stay_without_their_arrows() -> None:
    page = _page(_docx(_paragraph("标题", "T"), FOOTNOTE), DOCX)
    assert [text.strip() for _, text in _body(page)] == ["有注[1]", "注释"]
    assert page.xpath("//article//a") == []


def test_a_caption_without_a_picture_is_a_paragraph() -> None:
    page = _page(_docx(_paragraph("标题", "T"), _paragraph("正文。"), _paragraph("图注", "C")), DOCX)
    assert _body(page) == [("p", "正文。"), ("p", "图注")]


def test_pictures_alone_are_a_body() -> None:
    page = _page(_docx(_paragraph("标题", "T"), PICTURE, picture=png()), DOCX)
    assert page.xpath("//article//img/@src") == ["media/image1.png"]


def _without(part: str) -> Callable[[bytes], bytes]:
    def strip(data: bytes) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
            for name in old.namelist():
                if name != part:
                    new.writestr(name, old.read(name))
        return buffer.getvalue()

    return strip


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        _without("word/document.xml"),
        lambda data: data.replace(b"PK\x05\x06", b"PK\x00\x00"),
    ],
    ids=["half", "no document", "no index"],
)
def test_a_damaged_word_file_is_told_in_one_sentence(damage: Callable[[bytes], bytes]) -> None:
    data = damage(_docx(_paragraph("标题"), _paragraph("正文。")))
    with pytest.raises(InputError, match=r"a\.txt: is a damaged Word file; open it in Word") as caught:
        _page(data, DOCX)
    assert "\n" not in str(caught.value)


def test_a_word_file_that_unfolds_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "_UNFOLDED_LIMIT", 1000)
    with pytest.raises(InputError, match="unfolds to"):
        _page(_docx(_paragraph("标题"), _paragraph("正文。" * 500)), DOCX)


def test_html_is_only_decoded(tmp_path: Path) -> None:
    original = Original(data="<p>一</p>".encode("gbk"), media_type=HTML, charset="utf-8", folder=tmp_path)
    assert to_html(original) == "<p>一</p>"
    assert media(original) == {}
