"""What is looked up beside the text, and decisions on a whole article."""

from pathlib import Path

import pytest
from review.conftest import ID, Client
from review.test_review import ARTICLE, hidden, save, unit

from workflow.jobs import edits
from workflow.model import State
from workflow.store.desk import Desk


def test_what_changed_since_the_draft_and_the_texts_before(client: Client) -> None:
    shown = client.get(f"{ARTICLE}/units/u1/history").text
    assert "<del>Key </del>Highlights" in shown
    assert 'data-text="{1}Key Highlights:{/1} At the beginning' in shown
    assert "u1</a> <del>Key </del>Highlights" in client.get(f"{ARTICLE}/changes").text


def test_the_memory_proposes_what_was_translated_before(client: Client, desk: Desk) -> None:
    other = "2025-09-10-vocational-education-abroad"
    body = desk.root / "sources" / other / "body.html"
    text = body.read_text(encoding="utf-8")
    source = unit(desk, "u5").source
    start = text.index('data-unit="u2"')
    start = text.index(">", start) + 1
    body.write_text(text[:start] + source + text[text.index("</", start) :], encoding="utf-8")
    shown = client.get(f"/articles/{other}/units/u2/proposals").text
    assert "From “bring in” to “go up”" in shown
    assert 'data-action="take"' in shown


@pytest.mark.usefixtures("tiny_engine")
def test_a_unit_is_drafted_again_and_what_is_taken_keeps_its_origin(client: Client, desk: Desk) -> None:
    before = desk.reproduction(ID, "en")
    answer = client.post(f"{ARTICLE}/units/u5/draft")
    assert answer.status == 200, answer.text
    assert desk.reproduction(ID, "en") == before
    text = hidden_text(answer.text)
    assert save(client, "u5", text).status == 200
    assert unit(desk, "u5").target.origin.startswith("mt:argos/")
    began = unit(desk, "u5").target.text
    assert save(client, "u5", "By hand", expected=began, began=began).status == 200
    assert (unit(desk, "u5").target.origin, unit(desk, "u5").target.history[-1].text) == ("human", began)


def hidden_text(text: str) -> str:
    from html import unescape

    return unescape(text.partition('data-text="')[2].partition('"')[0])


def test_a_missing_engine_is_said(client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WORKFLOW_DATA", str(tmp_path / "data"))
    answer = client.post(f"{ARTICLE}/units/u5/draft")
    assert (answer.status, "workflow models install" in answer.text) == (503, True)


def test_a_phrase_is_found_on_the_whole_desk(client: Client) -> None:
    shown = client.get("/concordance?phrase=go+out").text
    assert "2025-09-10-vocational-education-abroad" in shown
    assert '<mark role="none" class="spot" data-mark="0">' in shown
    assert client.get("/concordance?phrase=+").status == 404


def test_metadata_is_edited_field_by_field(client: Client, desk: Desk) -> None:
    shown = client.get(f"{ARTICLE}/metadata").text
    assert 'value="Lin Xiaoyu; Ouyang Shuo"' in shown
    fields = {"field": "authors", "value": "Lin Xiaoyu;  Ouyang  Shuo; Li Hai", "expected": "Lin Xiaoyu; Ouyang Shuo"}
    answer = client.post(f"{ARTICLE}/metadata", None, **fields)
    assert 'value="Lin Xiaoyu; Ouyang Shuo; Li Hai"' in answer.text
    assert 'id="elsewhere"' in answer.text
    found = desk.reproduction(ID, "en")
    assert found
    assert found.metadata.authors == ("Lin Xiaoyu", "Ouyang Shuo", "Li Hai")
    again = client.post(f"{ARTICLE}/metadata", None, **fields)
    assert (again.status, again.headers["hx-retarget"]) == (409, "#field-authors")
    assert "changed by someone else" in again.text
    assert '<dd lang="en">Lin Xiaoyu; Ouyang Shuo; Li Hai</dd>' in again.text  # theirs
    assert 'value="Lin Xiaoyu;  Ouyang  Shuo; Li Hai"' in again.text  # mine, as it was typed
    assert 'name="expected" value="Lin Xiaoyu; Ouyang Shuo; Li Hai"' in again.text  # for keeping mine
    assert client.post(f"{ARTICLE}/metadata", None, **{**fields, "field": "id"}).status == 422


def test_the_page_is_shown_as_a_draft_without_scripts_and_with_its_own_styles_alone(client: Client) -> None:
    edits.set_text(Desk.open(client.server.root), ID, "u5", "Fresh from the desk", by="Lin Hai")
    answer = client.get(f"{ARTICLE}/page")
    assert "Fresh from the desk" in answer.text
    policy = answer.headers["content-security-policy"]
    assert "sandbox allow-same-origin" in policy
    assert "style-src 'sha256-" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy  # none, by default
    assert '<iframe id="preview"' in client.get(f"{ARTICLE}/preview").text


def test_kept_pictures_are_served_and_nothing_else(client: Client, desk: Desk) -> None:
    name = next(image.file for image in desk.article(ID).images if image.file)
    answer = client.send("GET", f"{ARTICLE}/media/{ID}/{name}")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("image/")
    for other in ("../article.yaml", "..%2farticle.yaml", "article.yaml", f"{name}%00", "%2fetc%2fpasswd"):
        assert client.get(f"{ARTICLE}/media/{ID}/{other}").status == 404, other


def test_the_whole_article_is_decided_on_as_it_was_seen(client: Client, desk: Desk) -> None:
    seen = hidden(f'id="unit-x"{client.get(ARTICLE).text}', "seen", "x")
    assert client.post(f"{ARTICLE}/state", state="final", seen=seen).headers["hx-refresh"] == "true"
    assert {one.target.state for one in desk.reproduction(ID, "en").units} == {State.FINAL}  # type: ignore[union-attr]
    edits.set_text(desk, ID, "u5", "Changed", by="Lin Hai")
    stale = client.post(f"{ARTICLE}/state", state="reviewed", seen=seen)
    assert (stale.status, "changed since you opened the page" in stale.text) == (422, True)
    assert client.post(f"{ARTICLE}/state", state="initial", seen=seen).status == 400
    assert client.post(f"{ARTICLE}/assign", name=" Lin  Hai ").status == 204
    assert desk.reproduction(ID, "en").assigned == "Lin Hai"  # type: ignore[union-attr]


def test_an_article_is_published_or_what_stands_in_the_way_is_shown(client: Client, desk: Desk) -> None:
    done = client.post(f"{ARTICLE}/export")
    assert "Published" in done.text
    assert (desk.root / "build" / "pages" / f"{ID}.html").is_file()
    assert "published" in client.get("/").text
    text = unit(desk, "u4").target.text.replace("1,480", "1,481")
    edits.set_text(desk, ID, "u4", text, by="Lin Hai")
    refused = client.post(f"{ARTICLE}/export")
    assert "Not published" in refused.text
    assert "number.missing" in refused.text


@pytest.mark.parametrize("path", ["preview", "page", "metadata", "changes", "units/u1/proposals", "units/u1/history"])
def test_an_article_that_is_not_there_has_nothing(client: Client, path: str) -> None:
    assert client.get(f"/articles/2024-01-24-nothing/{path}").status == (200 if path == "preview" else 404)
