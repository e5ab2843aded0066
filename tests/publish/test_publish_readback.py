"""The page is read by the same intake that reads other sites' pages, and must say what its record says."""

import re
from pathlib import Path
from typing import Any

import pytest
from publish.published_sample import page

from workflow.checks import check_page
from workflow.intake.fetch import fetch
from workflow.intake.ours import read_ours
from workflow.intake.read import read
from workflow.model import Settings
from workflow.publish.page import BODY_SELECTOR, Page, record, render
from workflow.publish.theming import THEMES, Theme


def read_back(
    tmp_path: Path, *, text: str = "", selector: str = BODY_SELECTOR, **changes: Any
) -> list[tuple[str, str]]:
    composed = page(**changes)
    file = tmp_path / composed.name
    file.write_text(text or render(composed), encoding="utf-8")
    found = read(fetch(str(file)), body_selector=selector)
    return [
        (finding.check, finding.message)
        for finding in check_page(record(composed), found, article=composed.name, file=str(file))
    ]


@pytest.mark.parametrize("selector", [BODY_SELECTOR, ""])
def test_the_page_says_what_its_record_says(tmp_path: Path, selector: str) -> None:
    assert read_back(tmp_path, selector=selector) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"settings": Settings()},
        {"draft": True},
        {"metadata": {"subtitle": ""}, "original": {"subtitle": ""}},
        {"metadata": {"authors": ("Li Hai",), "editors": ("Zhao Min", "Qian Fang", "Sun Li")}},
        {"metadata": {"authors": (), "editors": ()}, "original": {"authors": (), "editors": ()}},
        {"original": {"date": "2024-01-24"}},
        {"original": {"source_url": "https://daily.example.cn/"}},
        {"metadata": {"source": "People’s Daily Overseas Edition (Haibin)"}},
        {"metadata": {"title": "Port & “Harbour”: 5 < 6, isn’t it?"}},
        {"translators": ("Chen Yu", "Anna Weber"), "reviewers": (), "machine": ""},
        {"translators": (), "reviewers": ()},
        {"targets": {"学校将继续走出去。": "Haibin, 20 January 2024"}},
    ],
    ids=str,
)
def test_a_page_of_any_shape_is_read_back_whole(tmp_path: Path, changes: dict[str, Any]) -> None:
    assert read_back(tmp_path, **changes) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('<b>Source:</b> <bdi class="source-name">Haibin Daily</bdi>', "<b>Source:</b>", "metadata.empty"),
        (">24 January 2024, 09:30</time></span>", ">25 January 2024, 09:30</time></span>", "page.metadata"),
        ('<bdi class="author-name">Li Hai</bdi>, ', "", "page.metadata"),
        ('content="2024-01-24T09:30+08:00"', 'content="2024-01-23T09:30+08:00"', "page.metadata"),
        ('<bdi class="position-step">News</bdi> &gt;&gt; ', "", "page.metadata"),
        ('<p class="original">', '<p class="original" hidden style="display:none">', "page.original"),
        ("full text of the plan</a>", "full text of the plan</a> <a href='https://ads.example/'>ad</a>", "page.link"),
        ("plan?year=2023&amp;part=2", "plan?year=2023", "page.link"),
        ('alt="Students &amp; teachers in the joint laboratory"', 'alt=""', "page.image"),
        ("<p>The university will continue to go out.</p>", "", "page.body"),
        ("We do not count agreements", "We count agreements", "page.body"),
    ],
)
def test_what_gets_lost_on_the_way_is_found(tmp_path: Path, old: str, new: str, expected: str) -> None:
    text = render(page())
    assert old in text
    assert expected in {check for check, _ in read_back(tmp_path, text=text.replace(old, new))}


def at_one_look(composed: Page, text: str) -> bool:
    """Whether the short way of reading takes the page for right."""
    found = read_ours(text.encode(), BODY_SELECTOR, composed.body)
    return found is not None and not check_page(record(composed, body=False), found, article=composed.name, file="")


class TestAtOneLook:
    @pytest.mark.parametrize("theme", THEMES)
    def test_a_right_page_is_proved(self, theme: str) -> None:
        composed = page()
        assert at_one_look(composed, render(composed, Theme(theme)))

    @pytest.mark.parametrize("theme", THEMES)
    def test_whatever_the_whole_reading_finds_wrong_is_not_taken_for_right(self, tmp_path: Path, theme: str) -> None:
        """Every value of the page is altered, and emptied, wherever it stands."""
        composed = page()
        text = render(composed, Theme(theme))
        values = re.findall(r'(?<=>)[^<>{}]{2,200}(?=<)|(?<=content=")[^"]+(?=")|(?<=href=")[^"]+(?=")', text)
        seen = 0
        for value in dict.fromkeys(values[values.index(composed.title.text) :]):
            for other in ("", "Something else 7", value[:-1]):
                altered = text.replace(value, other)
                seen += 1
                if at_one_look(composed, altered):
                    assert read_back(tmp_path, text=altered) == [], (value, other)
        assert seen > 100

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ('<div class="article-body">', '<div class="article-body" hidden>'),
            ('<div class="article-body">', '<div class="article-body"></div><div class="article-body">'),
            ('<h1 class="headline"', "<p>Source: </p><h1 class='headline'"),
            ('<meta name="generator" content="workflow">', ""),
            ("</article>", "<p>Author: Somebody Else</p></article>"),
        ],
    )
    def test_what_a_template_adds_or_hides_is_left_to_the_whole_reading(self, old: str, new: str) -> None:
        composed = page(metadata={"source": "", "authors": ()}, original={"source": "", "authors": ()})
        text = render(composed)
        assert at_one_look(composed, text)
        assert old in text
        assert not at_one_look(composed, text.replace(old, new))
