"""Forms of delivery beside the page: what each holds, read by readers that are not ours."""

import io
import json
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest
import yaml
from lxml import html
from publish.published_sample import PICTURE, URL, page

from workflow.intake.documents import to_html
from workflow.intake.original import DOCX, Original
from workflow.publish.context import Format
from workflow.publish.formats import encode, file_name
from workflow.publish.theming import Theme

ADDRESS = "media/2024-01-24-university-hub/laboratory%201.jpg"
TABLE = '<table><tr><th colspan="2">年份</th></tr><tr><td rowspan="2">2022</td><td>1204</td></tr></table>'
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080000000"
    "03a7e9b550000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)


def made(form: Format, **changes: Any) -> bytes:
    return encode(page(**changes), form, Theme(), {ADDRESS: PNG})


def word(**changes: Any) -> Any:
    return docx.Document(io.BytesIO(made(Format.DOCX, **changes)))


class TestWord:
    def test_named_styles_in_the_order_of_the_page(self) -> None:
        lines = [(paragraph.style.name, paragraph.text) for paragraph in word().paragraphs]
        assert lines[:4] == [
            ("Normal", "Position: Home >> News >> Content"),
            ("Title", "Lin Qingsong: Making the university a hub of opening-up in Northeast Asia"),
            ("Subtitle", "An interview with the president of Haibin University"),
            ("Normal", "Date: 24 January 2024, 09:30"),
        ]
        styles = {name: text for name, text in lines if name not in {"Normal", "List Bullet", "Translation Note"}}
        assert styles["Heading 1"] == "Opening up the way we teach"
        assert styles["Quote"] == "We do not count agreements, we count laboratories."
        assert styles["Caption"] == "The joint laboratory is opened. Photo by Wang Ming"
        assert [text for name, text in lines if name == "List Bullet"] == [
            "A first year taught in two languages",
            "Joint supervision of doctoral students",
        ]
        assert lines[-4:] == [
            ("Normal", f"Link to original article: {URL}"),
            ("Translation Note", "Translator: Chen Yu"),
            ("Translation Note", "Reviewer: Anna Weber"),
            ("Translation Note", "Machine translation: argos/zh_en-1.9 (first draft)"),
        ]

    def test_an_abridged_one_says_so_in_a_note_that_is_no_part_of_the_text(self) -> None:
        written = encode(replace(page(), abridged=True), Format.DOCX, Theme(), {ADDRESS: PNG})
        document: Any = docx.Document(io.BytesIO(written))
        notes = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Translation Note"]
        assert notes[0] == "Abridged from the Chinese original."
        assert "Abridged" not in to_html(Original(data=written, media_type=DOCX, name="page.docx"))

    def test_links_are_links_and_sub_and_strong_keep_their_looks(self) -> None:
        document = word()
        links = {link.address: link.text for paragraph in document.paragraphs for link in paragraph.hyperlinks}
        assert links == {"https://www.example.cn/plan?year=2023&part=2": "full text of the plan", URL: URL}
        runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
        assert [run.text for run in runs if run.bold] == ["high-standard opening-up"]
        assert [run.text for run in runs if run.font.subscript] == ["2"]

    def test_chinese_has_a_font_of_its_own_and_the_picture_its_description(self) -> None:
        xml = zipfile.ZipFile(io.BytesIO(made(Format.DOCX))).read("word/document.xml").decode()
        assert 'w:eastAsia="SimSun"' in xml
        assert 'descr="Students &amp; teachers in the joint laboratory"' in xml

    def test_a_picture_that_was_not_kept_or_word_cannot_show_is_named(self) -> None:
        for pictures in ({}, {ADDRESS: b"<svg xmlns='http://www.w3.org/2000/svg'/>"}):
            document = docx.Document(io.BytesIO(encode(page(), Format.DOCX, Theme(), pictures)))
            texts = [paragraph.text for paragraph in document.paragraphs]
            assert "[Picture: Students & teachers in the joint laboratory]" in texts

    def test_every_list_is_numbered_for_itself_and_says_how_deep_it_is(self) -> None:
        body = "<ol><li>One<ul><li>Two<ol><li>Three<ol><li>Four</li></ol></li></ol></li></ul></li></ol><ol><li>Again</li></ol>"
        written = encode(replace(page(), body=body), Format.DOCX, Theme(), {})
        document: Any = docx.Document(io.BytesIO(written))
        items = [one for one in document.paragraphs if one.style.name.startswith("List")]
        numbered = [one._p.pPr.numPr for one in items]
        assert [(one.text, one.style.name) for one in items[1:4]] == [
            *(("Two", "List Bullet"), ("Three", "List Number"), ("Four", "List Number"))
        ]
        assert [one.ilvl.val for one in numbered] == [0, 1, 2, 3, 0]
        assert len({one.numId.val for one in numbered}) == 5

    def test_the_table(self) -> None:
        (table,) = word().tables
        assert [[cell.text for cell in row.cells] for row in table.rows] == [
            ["Year", "International students"],
            ["2022", "1,204"],
        ]

    def test_who_made_it_is_in_the_properties_and_a_draft_says_so(self) -> None:
        properties = word().core_properties
        assert (properties.author, properties.language) == ("Li Hai, Wang Ming", "en")
        assert properties.comments.startswith("Translator: Chen Yu; Reviewer: Anna Weber; Machine translation: argos")
        assert word(draft=True).paragraphs[0].text == "Draft: not for publication"


def test_properties_of_a_word_file_take_titles_and_names_of_any_length() -> None:
    long = "Long words " * 40
    metadata = {"title": long, "authors": (long, "Li Hai"), "keywords": (long,)}
    assert len(word(metadata=metadata, reviewers=(long,)).core_properties.title) == 255


class TestMarkdown:
    def test_front_matter_is_yaml_that_site_generators_know(self) -> None:
        front = yaml.safe_load(made(Format.MD).decode().split("---\n")[1])
        assert front["title"] == "Lin Qingsong: Making the university a hub of opening-up in Northeast Asia"
        assert front["authors"] == ["Li Hai", "Wang Ming"]
        assert front["tags"] == ["opening-up", "higher education"]
        assert front["original_url"] == URL
        assert "draft" not in front
        assert yaml.safe_load(made(Format.MD, draft=True).decode().split("---\n")[1])["draft"] is True

    def test_the_text_is_commonmark_with_the_link_to_the_original_at_its_end(self) -> None:
        text = made(Format.MD).decode()
        assert "## Opening up the way we teach\n" in text
        assert "[full text of the plan](https://www.example.cn/plan?year=2023&part=2); H<sub>2</sub>O" in text
        assert f"![Students & teachers in the joint laboratory]({ADDRESS})" in text
        assert "| Year | International students |\n| --- | --- |\n| 2022 | 1,204 |" in text
        assert text.endswith(f"\n\nLink to original article: <{URL}>\n")

    def test_signs_of_the_text_are_no_markup(self) -> None:
        text = made(Format.MD, targets={"学校将继续走出去。": "2 * 3 * 4 and _a_ # b &lt;i&gt;"}).decode()
        assert r"2 \* 3 \* 4 and \_a\_ \# b \<i\>" in text


class TestHtml:
    def test_a_fragment_has_no_head_and_all_facts(self) -> None:
        text = made(Format.FRAGMENT).decode()
        assert text.startswith('<article lang="en">')
        for banned in ("<head", "<style", "<script", "<html", "<body"):
            assert banned not in text
        root: Any = html.fragment_fromstring(text)
        assert root.xpath("string(.//p[@class='facts']/span[2])") == "Source: Haibin Daily"
        assert root.xpath(".//p[@class='original']/a/@href") == [URL]

    def test_both_languages_stand_side_by_side(self) -> None:
        root: Any = html.document_fromstring(made(Format.BILINGUAL).decode())
        rows = [tuple(" ".join(column.text_content().split()) for column in pair) for pair in root.find_class("pair")]
        assert ("开放办学", "Opening up the way we teach") in rows
        assert ("学校将继续走出去。", "The university will continue to go out.") in rows
        assert len(rows) == 9
        assert {column.get("lang") for column in root.find_class("zh")} == {"zh-Hans"}


def test_json_holds_the_record_and_the_structured_data() -> None:
    data = json.loads(made(Format.JSON))
    assert data["version"] == 1
    assert (data["title"][:12], data["authors"], data["draft"]) == ("Lin Qingsong", ["Li Hai", "Wang Ming"], False)
    assert data["original"]["url"] == URL
    assert data["json_ld"]["translationOfWork"]["url"] == URL
    assert PICTURE not in data["body"]


@pytest.mark.parametrize("form", Format)
def test_the_same_page_gives_the_same_bytes_under_a_name_of_its_own(form: Format) -> None:
    assert made(form) == made(form)
    assert file_name("a", form).startswith("a.")
    assert len({file_name("a", other) for other in Format}) == len(Format)
