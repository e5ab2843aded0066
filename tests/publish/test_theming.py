from pathlib import Path
from typing import Any

import pytest
from lxml import html
from publish.published_sample import page
from publish.test_publish_readback import read_back

from workflow.errors import InputError
from workflow.publish.page import Page, render
from workflow.publish.theming import THEMES, Theme, template_names, template_text

FILES = {
    "archive.html",
    "bilingual.html",
    "desk.html",
    "fragment.css",
    "fragment.html",
    "head.html",
    "list.html",
    "missing.html",
    "page.html",
    "redirect.html",
    "search.html",
    "site.css",
    "pager.html",
    "site.html",
    "style.css",
    "words.html",
}
CLASSIC = Theme("classic")
GOLDEN = Path(__file__).parents[1] / "golden" / "published" / "classic.html"


def text(composed: Page, path: str, theme: Theme = CLASSIC) -> list[str]:
    root: Any = html.document_fromstring(render(composed, theme))
    return [" ".join(element.text_content().split()) for element in root.xpath(path)]


def test_the_golden_classic_page() -> None:
    assert render(page(), CLASSIC) == GOLDEN.read_text(encoding="utf-8")


def test_the_classic_page_has_the_layout_of_a_news_page_of_a_university() -> None:
    order = text(page(), "//nav | //h1 | //p[@class='facts'] | //p[@class='lead'] | //p[@class='subtitle']")
    assert order == [
        "Position: Home >> News >> Content",
        "Lin Qingsong: Making the university a hub of opening-up in Northeast Asia",
        "Date: 2024-01-24 Source: Haibin Daily Authors: Li Hai, Wang Ming Editor: Zhao Min",
        (
            "This is an English reproduction of an article that appeared in Chinese in 海滨日报. "
            "The link to the original text stands at the end."
        ),
        "An interview with the president of Haibin University",
    ]
    assert text(page(), "//footer/p")[0].startswith("Link to original article: https://news.example.cn/")


def test_without_a_subtitle_the_title_of_the_original_is_the_second_title() -> None:
    nothing = {"subtitle": ""}
    second = text(page(metadata=nothing, original=nothing), "//p[@class='second']")
    assert second == ["林青松：把大学办成东北亚开放的枢纽"]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"draft": True},
        {"metadata": {"subtitle": ""}, "original": {"subtitle": ""}},
        {"metadata": {"authors": (), "editors": ()}, "original": {"authors": (), "editors": ()}},
        {"metadata": {"title": "</script><script>alert(1)</script> “Q” & <b>"}},
        {"metadata": {"title": "مرحبا 🎉 " + "long " * 40}},
        {"translators": (), "reviewers": ()},
    ],
    ids=str,
)
def test_a_page_of_every_theme_is_read_back_whole(tmp_path: Path, theme: str, changes: dict[str, Any]) -> None:
    assert read_back(tmp_path, text=render(page(**changes), Theme(theme)), **changes) == []


class TestOverrides:
    def test_a_file_of_the_desk_is_used_and_the_others_are_the_themes(self, tmp_path: Path) -> None:
        (tmp_path / "style.css").write_text("h1 { color: teal; }", encoding="utf-8")
        made = render(page(), Theme("modern", tmp_path))
        assert "color: teal" in made
        assert "--paper" not in made
        assert "<h1" in made

    @pytest.mark.parametrize(
        ("template", "message"),
        [
            ("{{ page.titel }}", r"theme/page\.html:1: the template fails: .*no attribute 'titel'; mend it"),
            ("<p>\n{% if %}", r"theme/page\.html:2: the template fails: Expected an expression"),
            ("\n\n{{ missing }}", r"theme/page\.html:3: the template fails: 'missing' is undefined"),
            ("{% include 'other.html' %}", r"theme/page\.html:1: the template fails: .*other\.html"),
            ("\n{{ 1 / 0 }}", r"theme/page\.html:2: the template fails: division by zero; mend it"),
            ("{{ page.title + 1 }}", r"theme/page\.html:1: the template fails: unsupported operand"),
            ("{{ page.name | louder }}", r"theme/page\.html:1: the template fails: No filter named 'louder'; mend it"),
        ],
    )
    def test_a_template_that_fails_says_where(self, tmp_path: Path, template: str, message: str) -> None:
        (tmp_path / "page.html").write_text(template, encoding="utf-8")
        with pytest.raises(InputError, match=message):
            render(page(), Theme("modern", tmp_path))

    def test_a_template_that_is_no_text_says_which(self, tmp_path: Path) -> None:
        (tmp_path / "page.html").write_bytes(b"\xff\xfe")
        with pytest.raises(InputError, match=r"theme/page\.html:1: the template fails: 'utf-8' codec"):
            render(page(), Theme("modern", tmp_path))


def test_files_of_a_theme_are_named_and_given_out() -> None:
    for theme in THEMES:
        assert set(template_names(theme)) == FILES
    assert "--band" in template_text("classic", "style.css")
    with pytest.raises(
        InputError, match=r"has no file “\.\./page\.html”; its files are archive\.html, bilingual\.html"
    ):
        template_text("modern", "../page.html")
    with pytest.raises(InputError, match="no theme “gothic”; choose modern or classic"):
        template_names("gothic")


if __name__ == "__main__":  # renews the golden page, to be read before it is committed
    GOLDEN.write_text(render(page(), CLASSIC), encoding="utf-8")
