from dataclasses import replace
from typing import Any

import pytest
from lxml import html

from workflow.errors import InputError
from workflow.model import Article, Image, Metadata, Reproduction, Target, Unit
from workflow.publish.body import cut, finished, summary
from workflow.skeleton import build

ARTICLE = Article(id="2024-01-24-a", language="zh", metadata=Metadata())


def elements(body: str) -> Any:
    return html.fragment_fromstring(body, create_parent="div")


def publish(original: str, *targets: str, images: tuple[Image, ...] = (), language: str = "zh-Hans") -> str:
    """Return the body made of an original and the English of its units, in order."""
    skeleton = build(original)
    units = tuple(
        Unit(unit.id, unit.source, target=Target(text)) for unit, text in zip(skeleton.units, targets, strict=False)
    )
    article = replace(ARTICLE, images=images)
    return finished(article, Reproduction(article=article.id, language="en", units=units), skeleton.body, language)


def test_an_empty_body_is_an_empty_body() -> None:
    assert publish("") == ""


def test_the_targets_stand_in_the_places_of_their_units() -> None:
    assert (
        publish("<p>甲</p><p>乙</p>", "A", "B &amp; <em>b</em>").replace("\n", "")
        == "<p>A</p><p>B &amp; <em>b</em></p>"
    )


def test_chinese_runs_in_the_english_carry_their_language() -> None:
    body = publish("<p>甲<strong>乙</strong></p>", "A (敢为人先、先行) and <strong>b 乙</strong> c 丙.")
    span = '<span lang="zh-Hans" translate="no">'
    assert body == f"<p>A ({span}敢为人先、先行</span>) and <strong>b {span}乙</span></strong> c {span}丙</span>.</p>"


def test_a_traditional_original_is_tagged_as_such() -> None:
    assert 'lang="zh-Hant"' in publish("<p>開放</p>", language="zh-Hant")
    assert 'lang="zh"' not in publish("<p>開放</p>", language="zh-Hant")


def test_addresses_that_a_saved_page_left_relative_are_those_of_its_site() -> None:
    skeleton = build('<p><a href="/a.html">甲</a> <a href="#n">乙</a> <a href="http://[x/">丙</a><img src="1.jpg"></p>')
    article = replace(ARTICLE, metadata=Metadata(url="https://site.example/d/x.html"))
    root = elements(finished(article, Reproduction(article=article.id, language="en"), skeleton.body, "zh-Hans"))
    assert [link.get("href") for link in root.iter("a")][:1] == ["https://site.example/a.html"]
    assert [image.get("src") for image in root.iter("img")] == ["https://site.example/d/1.jpg"]


@pytest.mark.parametrize(
    "text", ["https://a.example/b/?c=1&amp;d", "a.example/b/?c=1&amp;d", "http://a.example/b/?c=1&amp;d/"]
)
def test_a_link_that_shows_its_address_says_so(text: str) -> None:
    made = publish(
        "<p>见<a href='https://a.example/b/?c=1&amp;d'>这里</a></p>",
        f'<a href="https://a.example/b/?c=1&amp;d">{text}</a>',
    )
    (link,) = elements(made).iter("a")
    assert link.get("class") == "address"


def test_a_link_with_words_of_its_own_is_written_out_on_paper() -> None:
    made = publish("<p>见<a href='https://a.example/b'>这里</a></p>", '<a href="https://a.example/b">a.example</a>')
    (link,) = elements(made).iter("a")
    assert link.get("class") is None


def test_a_picture_described_in_chinese_says_so() -> None:
    original = '<p>甲</p><figure><img src="https://a.example/1.jpg" alt="码头"></figure>'
    (picture,) = elements(publish(original, "A", "")).xpath("//img")
    assert (picture.get("alt"), picture.get("lang")) == ("码头", "zh-Hans")
    (picture,) = elements(publish(original, "A", "The motto 敢为人先")).xpath("//img")
    assert (picture.get("alt"), picture.get("lang")) == ("The motto 敢为人先", "zh-Hans")
    (picture,) = elements(publish(original, "A", "The quay")).xpath("//img")
    assert (picture.get("alt"), picture.get("lang")) == ("The quay", None)


def test_the_page_s_title_is_its_only_first_heading() -> None:
    body = '<h1 data-unit="u1">甲</h1><p data-unit="u2">乙</p>'
    root = elements(finished(ARTICLE, Reproduction(article="a", language="en"), body, "zh-Hans"))
    assert [element.tag for element in root] == ["h2", "p"]


@pytest.mark.parametrize(
    ("original", "expected"),
    [("h3 h4 h3 h2", "h2 h3 h2 h2"), ("h1 h2 h4", "h2 h3 h4"), ("h6", "h2"), ("h2 h5 h3", "h2 h3 h3")],
)
def test_headings_below_the_title_leave_no_level_out(original: str, expected: str) -> None:
    body = "".join(f'<{tag} data-unit="u{n}">甲{n}</{tag}>' for n, tag in enumerate(original.split()))
    root = elements(finished(ARTICLE, Reproduction(article="a", language="en"), body, "zh-Hans"))
    assert " ".join(element.tag for element in root) == expected


def test_a_wide_table_scrolls_by_itself_and_by_keyboard() -> None:
    body = publish("<table><tr><th>甲</th><th>乙</th></tr><tr><td>1</td><td>2</td></tr></table><p>丙</p>", "A")
    root = elements(body)
    (frame,) = root.xpath("div")
    assert (frame.get("tabindex"), frame.get("role"), frame.get("aria-label")) == ("0", "region", "Table 1")
    assert [element.tag for element in frame] == ["table"]
    assert [element.tag for element in root] == ["div", "p"]


def test_what_no_page_may_hold_is_removed_even_from_a_body_edited_by_hand() -> None:
    body = (
        '<p data-unit="u1"><a href="https://a.example/">y</a></p><script>alert(1)</script>'
        '<figure onclick="alert(1)" style="x"><img src="data:image/svg+xml,x"></figure>'
        '<table><tr><td colspan="2" data-unit="u2">z</td></tr></table>'
        '<figure><img src="https://a.example/1.jpg"><figcaption>'
        'c <a href=" java\tscript:alert(1)">x</a></figcaption></figure>'
    )
    root = elements(finished(ARTICLE, Reproduction(article="a", language="en"), body, "zh-Hans"))
    assert root.xpath("//@href") == ["https://a.example/"]
    assert root.xpath("//@src") == ["https://a.example/1.jpg"]
    assert root.xpath("//@alt") == [""]
    assert root.xpath("//@colspan") == ["2"]
    assert not root.xpath("//script | //@onclick | //@style")
    assert "alert" not in root.text_content()


def test_a_body_that_was_broken_by_hand_is_refused() -> None:
    body = '<p data-unit="u1"><a href="javascript:alert(1)">x</a></p>'
    with pytest.raises(InputError, match=r"^2024-01-24-a: unit u1: .* at character 1.*; take the original in again"):
        finished(ARTICLE, Reproduction(article="a", language="en"), body, "zh-Hans")


@pytest.mark.parametrize("target", ["<strong>open", "a & b", "<script>alert(1)</script>"])
def test_a_malformed_target_is_shown_as_the_text_it_is(target: str) -> None:
    root = html.fragment_fromstring(publish("<p>甲</p>", target))
    assert root.text_content() == target
    assert len(root) == 0


def test_a_description_is_cut_at_a_word() -> None:
    assert cut("short") == "short"
    long = cut("word " * 60)
    assert long.endswith("word…")
    assert len(long) <= 200
    assert cut("无" * 300) == "无" * 199 + "…"
    assert summary("<figure><figcaption>F</figcaption></figure><p> </p><p>A <em>b</em>\nc</p>") == "A b c"
    assert summary("<h2>A</h2>") == ""
