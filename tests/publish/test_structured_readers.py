"""Structured data and head of a page, as a reader outside this program finds them, against the record."""

from typing import Any

import pytest
from publish.published_sample import page
from publish.test_publish_page import HOSTILE

from workflow.publish.page import Page, record, render
from workflow.publish.theming import THEMES, Theme

pytest.importorskip("extruct", reason="extruct is not installed: make proof")


def found(composed: Page, theme: str) -> dict[str, list[dict[str, Any]]]:
    import extruct

    syntaxes = ["json-ld", "opengraph", "dublincore"]
    read: dict[str, list[dict[str, Any]]] = extruct.extract(render(composed, Theme(theme)), syntaxes=syntaxes)
    return read


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("text", ["", *HOSTILE])
def test_json_ld_says_what_the_record_says(theme: str, text: str) -> None:
    changed = {"title": text, "source": text, "authors": (text,), "keywords": (text,)} if text else {}
    composed = page(metadata=changed)
    owed = record(composed).metadata
    (stated,) = found(composed, theme)["json-ld"]
    assert stated["headline"] == owed.title
    assert stated["alternativeHeadline"] == owed.subtitle
    assert stated["datePublished"] == owed.date
    assert stated["sourceOrganization"]["name"] == owed.source
    assert [person["name"] for person in stated["author"]] == list(owed.authors)
    assert [person["name"] for person in stated["editor"]] == list(owed.editors)
    assert stated["keywords"] == list(owed.keywords)
    assert stated["translationOfWork"]["url"] == owed.url
    assert stated["inLanguage"] == composed.language


@pytest.mark.parametrize("theme", THEMES)
def test_open_graph_and_dublin_core_say_what_the_record_says(theme: str) -> None:
    composed = page()
    owed = record(composed).metadata
    read = found(composed, theme)
    (graph,) = read["opengraph"]
    values = dict(graph["properties"])
    assert (values["og:title"], values["og:type"], values["og:url"]) == (owed.title, "article", composed.url)
    assert values["article:published_time"] == owed.date
    (core,) = read["dublincore"]
    terms = [*core["elements"], *core["terms"]]
    stated = {(item["name"].lower().rpartition(".")[2], item["content"]) for item in terms}
    expected = {("title", owed.title), ("issued", owed.date), ("source", owed.url), ("isversionof", owed.url)}
    assert stated >= expected | {("creator", name) for name in owed.authors}
