import json
from dataclasses import replace
from typing import Any

import pytest
from lxml import html
from publish.published_sample import (
    ARTICLE,
    BODY,
    ENGLISH_METADATA,
    GOLDEN,
    ID,
    MACHINE,
    PICTURE,
    REPRODUCTION,
    URL,
    page,
)

from workflow.model import Image, Settings
from workflow.publish.page import BODY_SELECTOR, compose, record, render

ORIGINAL_TITLE = "林青松：把大学办成东北亚开放的枢纽"
ADDRESS = f"https://site.example/en/{ID}.html"


def tree(**changes: Any) -> Any:
    return html.document_fromstring(render(page(**changes)))


def contents(root: Any, name: str) -> list[str]:
    return [str(value) for value in root.xpath(f"//meta[@name='{name}' or @property='{name}']/@content")]


def hrefs(root: Any, rel: str) -> list[tuple[str, str]]:
    return [(link.get("hreflang", ""), link.get("href")) for link in root.xpath(f"//link[@rel='{rel}']")]


def text_of(root: Any, path: str) -> str:
    (element,) = root.xpath(path)
    return " ".join(element.text_content().split())


def json_ld(root: Any) -> dict[str, Any]:
    (script,) = root.xpath("//script")
    assert script.get("type") == "application/ld+json"
    data: dict[str, Any] = json.loads(script.text)
    return data


def test_the_golden_page() -> None:
    assert render(page()) == GOLDEN.read_text(encoding="utf-8")


class TestVisible:
    def test_everything_a_reader_must_see(self) -> None:
        root = tree()
        assert text_of(root, "//nav") == "Position: Home >> News >> Content"
        assert text_of(root, "//h1") == ENGLISH_METADATA.title
        assert text_of(root, "//*[@class='subtitle']") == ENGLISH_METADATA.subtitle
        assert text_of(root, "//*[@class='facts']") == (
            "Date: 24 January 2024, 09:30 Source: Haibin Daily Authors: Li Hai, Wang Ming Editor: Zhao Min"
        )
        assert root.xpath("//*[@class='facts']//time/@datetime") == ["2024-01-24T09:30+08:00"]
        assert text_of(root, "//*[@class='original']") == f"Link to original article: {URL}"
        assert root.xpath("//*[@class='original']/a/@href") == [URL]
        assert root.xpath("//*[@class='original']/a/@hreflang") == ["zh-Hans"]
        assert [" ".join(element.text_content().split()) for element in root.xpath("//*[@class='note']")] == [
            f"Translated from the Chinese original {ORIGINAL_TITLE} (海滨日报, 24 January 2024, 09:30).",
            f"Translator: Chen Yu Reviewer: Anna Weber Machine translation: {MACHINE} (first draft)",
        ]

    def test_a_label_never_stands_with_nothing_behind_it(self) -> None:
        nothing: dict[str, Any] = {"subtitle": "", "source": "", "authors": (), "editors": (), "position": ()}
        original = nothing | {"url": "", "date": "", "title": ""}
        root = tree(metadata=nothing, original=original, settings=Settings(), translators=(), reviewers=(), machine="")
        text = root.xpath("//body")[0].text_content()
        assert ":" not in text.replace("Lin Qingsong:", "").replace("Reporter:", "")
        assert text_of(root, "//*[@class='note']") == "Translated from the Chinese original."
        assert not root.xpath("//*[@class='facts']/*")

    def test_a_source_with_an_address_is_a_link(self) -> None:
        root = tree(original={"source_url": "https://daily.example.cn/"})
        assert root.xpath("//*[@class='facts']//a/@href") == ["https://daily.example.cn/"]

    def test_landmarks_and_skip_link(self) -> None:
        root = tree()
        assert [element.tag for element in root.xpath("//header[@class] | //main | //main/article")] == [
            "header",
            "main",
            "article",
        ]
        (skip,) = root.xpath("//body/*[1]")
        assert root.xpath(f"//*[@id='{skip.get('href')[1:]}']")
        assert len(root.xpath("//h1")) == 1
        assert not root.xpath("//script[not(@type='application/ld+json')] | //@onclick")
        assert root.xpath("/html/@lang") == ["en"]

    def test_a_draft_is_marked_and_not_indexed(self) -> None:
        root = tree(draft=True)
        assert text_of(root, "//*[@class='draft']") == "Draft: not for publication"
        assert contents(root, "robots") == ["noindex, nofollow"]
        assert "Draft" not in render(page())
        assert contents(tree(), "robots") == []

    def test_what_is_not_translated_stands_in_chinese_and_says_so(self) -> None:
        root = tree(
            draft=True, targets={"开放办学": "", "学校将继续走出去。": "a < b"}, metadata={"title": "", "authors": ()}
        )
        (heading,) = root.xpath("//h2")
        assert (heading.text_content(), heading.xpath("ancestor-or-self::*/@lang | .//@lang")[-1]) == (
            "开放办学",
            "zh-Hans",
        )
        assert root.xpath("//h1/@lang") == ["zh-Hans"]
        assert [element.text for element in root.xpath("//*[@class='facts']//span[@lang='zh-Hans']")] == [
            "李海",
            "王明",
        ]
        assert root.xpath("//div[@class='article-body']/p")[-1].text_content() == "a < b"


class TestHead:
    def test_addresses(self) -> None:
        root = tree()
        assert hrefs(root, "canonical") == [("", ADDRESS)]
        assert hrefs(root, "alternate") == [("en", ADDRESS), ("zh-Hans", URL)]
        assert contents(root, "og:url") == contents(root, "DCTERMS.identifier") == [ADDRESS]

    def test_a_page_without_a_site_has_no_address_of_its_own(self) -> None:
        root = tree(settings=Settings())
        assert hrefs(root, "canonical") == []
        assert contents(root, "og:url") == contents(root, "og:image") == []
        assert hrefs(root, "alternate") == [("zh-Hans", URL)]
        assert "url" not in json_ld(root)

    def test_open_graph_and_dublin_core(self) -> None:
        root = tree()
        assert root.get("lang") == "en"
        assert text_of(root, "//title") == contents(root, "og:title")[0] == ENGLISH_METADATA.title
        assert contents(root, "description") == contents(root, "og:description") == [ENGLISH_METADATA.subtitle]
        assert contents(root, "og:locale") == ["en_US"]
        assert contents(root, "og:locale:alternate") == ["zh_CN"]
        assert contents(root, "og:site_name") == contents(root, "DCTERMS.publisher") == ["Haibin University"]
        assert contents(root, "og:image") == [f"https://site.example/en/media/{ID}/laboratory%201.jpg"]
        assert contents(root, "og:image:alt") == ["Students & teachers in the joint laboratory"]
        assert (
            contents(root, "article:published_time") == contents(root, "DCTERMS.issued") == ["2024-01-24T09:30+08:00"]
        )
        assert contents(root, "article:section") == ["News"]
        assert contents(root, "article:tag") == ["opening-up", "higher education"]
        assert contents(root, "DCTERMS.creator") == contents(root, "author") == ["Li Hai", "Wang Ming"]
        assert contents(root, "DCTERMS.contributor") == ["Chen Yu"]
        assert contents(root, "DCTERMS.source") == contents(root, "DCTERMS.isVersionOf") == [URL]

    def test_structured_data(self) -> None:
        assert json_ld(tree()) == {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": ENGLISH_METADATA.title,
            "alternativeHeadline": ENGLISH_METADATA.subtitle,
            "description": ENGLISH_METADATA.subtitle,
            "datePublished": "2024-01-24T09:30+08:00",
            "author": [{"@type": "Person", "name": "Li Hai"}, {"@type": "Person", "name": "Wang Ming"}],
            "editor": [{"@type": "Person", "name": "Zhao Min"}],
            "translator": [{"@type": "Person", "name": "Chen Yu"}],
            "sourceOrganization": {"@type": "Organization", "name": "Haibin Daily"},
            "publisher": {"@type": "Organization", "name": "Haibin University"},
            "inLanguage": "en",
            "articleSection": "News",
            "keywords": ["opening-up", "higher education"],
            "image": [f"https://site.example/en/media/{ID}/laboratory%201.jpg"],
            "url": ADDRESS,
            "mainEntityOfPage": ADDRESS,
            "translationOfWork": {
                "@type": "NewsArticle",
                "@id": URL,
                "url": URL,
                "headline": ORIGINAL_TITLE,
                "inLanguage": "zh-Hans",
                "datePublished": "2024-01-24T09:30+08:00",
                "author": [{"@type": "Person", "name": "李海"}, {"@type": "Person", "name": "王明"}],
                "publisher": {"@type": "Organization", "name": "海滨日报"},
            },
        }

    def test_without_a_subtitle_the_first_paragraph_describes_the_page(self) -> None:
        root = tree(metadata={"subtitle": ""}, original={"subtitle": ""})
        assert contents(root, "description") == [
            "Lin Qingsong, president of Haibin University, spoke in an interview about high-standard opening-up."
        ]


HOSTILE = (
    "</script><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "<!-- <script> --> ]]> {{ 7 * 7 }} {% raw %}",
    "Tom & Jerry &amp; co. 'quoted' “curly”",
    "Emoji 🚢👩🏽‍🔬 and 𠮷",
    "Mixed מרחב אלף and \u202eoverride",
    "L" + "ong word " * 22 + "end",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_metadata_comes_out_as_the_text_it_is(text: str) -> None:
    metadata: dict[str, Any] = {
        "title": text,
        "subtitle": text,
        "source": text,
        "authors": (text,),
        "editors": (text,),
        "position": ("Home", text),
        "keywords": (text,),
    }
    settings = Settings(site_url="https://site.example", publisher=text)
    composed = page(metadata=metadata, original={"title": text}, settings=settings, reviewers=(text,), machine=text)
    root = html.document_fromstring(render(composed))
    shown = " ".join(text.split())
    assert text_of(root, "//h1") == text_of(root, "//title") == text_of(root, "//*[@class='subtitle']") == shown
    assert text_of(root, "//nav") == f"Position: Home >> {shown}"
    assert f"Source: {shown} Author: {shown} Editor: {shown}" in text_of(root, "//*[@class='facts']")
    assert contents(root, "og:title") == contents(root, "author") == contents(root, "og:site_name") == [text]
    data = json_ld(root)
    assert data["headline"] == data["publisher"]["name"] == data["translationOfWork"]["headline"] == text
    assert not root.xpath("//@onmouseover")


def test_an_article_whose_link_is_hostile_is_still_a_whole_page() -> None:
    root = tree(original={"url": 'https://a.example/?q="><script>alert(1)</script>&b=1'})
    assert root.xpath("//*[@class='original']/a/@href") == ['https://a.example/?q="><script>alert(1)</script>&b=1']
    assert json_ld(root)["translationOfWork"]["url"].endswith("</script>&b=1")


class TestRecord:
    def test_what_the_page_must_read_back_as(self) -> None:
        expected = record(page())
        assert expected.language == "en"
        assert expected.metadata.title == ENGLISH_METADATA.title
        assert (expected.metadata.date, expected.metadata.url) == ("2024-01-24T09:30+08:00", URL)
        assert expected.metadata.authors == ("Li Hai", "Wang Ming")
        assert [link.href for link in expected.links] == ["https://www.example.cn/plan?year=2023&part=2"]
        assert [(image.src, image.alt) for image in expected.images] == [
            (f"media/{ID}/laboratory%201.jpg", "Students & teachers in the joint laboratory")
        ]
        assert expected.units[0].source.endswith(" about <strong>high-standard opening-up</strong>.")
        assert expected.units[1].source == "Opening up the way we teach"
        assert len(expected.units) == 14

    def test_the_desk_fills_what_the_reproduction_leaves_open(self) -> None:
        settings = Settings(position=("Home", "Press"), translators=("The desk",))
        composed = page(metadata={"position": (), "source": ""}, settings=settings, translators=())
        assert record(composed).metadata.position == ("Home", "Press")
        assert record(composed).metadata.source == "海滨日报"
        assert composed.source.lang == "zh-Hans"
        assert composed.note[0] == ("Translator", "The desk")


def test_a_newsroom_that_signs_as_a_whole_is_no_person() -> None:
    stated = json_ld(tree(translators=("Haibin University", "Chen Yu")))
    assert stated["translator"] == [
        {"@type": "Organization", "name": "Haibin University"},
        {"@type": "Person", "name": "Chen Yu"},
    ]


def test_the_body_is_where_the_selector_says() -> None:
    tag, _, name = BODY_SELECTOR.partition(".")
    assert len(tree().xpath(f"//{tag}[@class='{name}']")) == 1


def test_a_kept_picture_is_shown_from_the_media_folder() -> None:
    assert tree().xpath("//figure//img/@src") == [f"media/{ID}/laboratory%201.jpg"]
    assert PICTURE not in render(page())


def test_a_picture_that_was_not_kept_is_shown_from_where_it_is() -> None:
    article = replace(ARTICLE, images=(Image(PICTURE),))
    composed = compose(article, REPRODUCTION, BODY, Settings(), draft=False, machine="")
    root = html.document_fromstring(render(composed))
    assert root.xpath("//figure//img/@src") == contents(root, "og:image") == [PICTURE]
