"""What the pages show and what their buttons do, over HTTP."""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import quote

import pytest
from review.conftest import ID, Answer, Client

from workflow.jobs import edits
from workflow.model import State, Unit
from workflow.store.desk import Desk

ARTICLE = f"/articles/{ID}"


def unit(desk: Desk, name: str) -> Unit:
    found = desk.reproduction(ID, "en")
    assert found
    return next(one for one in found.units if one.id == name)


def hidden(text: str, name: str, unit_id: str) -> str:
    form = text[text.index(f'id="unit-{unit_id}"') :]
    found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', form)
    assert found
    return unescape(found[1])


def save(client: Client, name: str, text: str, **fields: str) -> Answer:
    page = client.get(ARTICLE).text
    known = {field: hidden(page, field, name) for field in ("base", "began", "source", "expected")}
    return client.post(f"{ARTICLE}/units/{name}/text", None, text=text, **(known | fields))


@pytest.mark.usefixtures("checked")
def test_the_dashboard_shows_and_filters_articles(client: Client, desk: Desk) -> None:
    assert "4 articles" in client.get("/").text
    edits.set_text(desk, ID, "u1", "Short.", by="Lin Hai")
    cases = {
        "state=reviewed": "3 articles of 4",
        "state=translated": "1 article of 4",
        "words=vocational": "1 article of 4",
        f"words={quote('职业教育')}": "1 article of 4",
        "failing=1": "1 article of 4",
        "since=2999-01-01": "No article fits this filter",
        "page=99": "4 articles",
    }
    for asked, shown in cases.items():
        assert shown in client.get(f"/?{asked}").text, asked
    assert client.get("/?state=nonsense").status == 400


def test_an_article_shows_both_languages_with_what_belongs_together(client: Client) -> None:
    text = client.get(ARTICLE).text
    first = text[text.index('id="unit-u4"') : text.index('id="unit-u5"')]
    assert '<mark role="none" class="name met" data-mark="0">周明远</mark>' in first
    assert '<mark role="none" class="name met" data-mark="0">Zhou Mingyuan</mark>' in first
    assert 'data-insert="60 percent"' in first


def test_an_unknown_article_is_said(client: Client) -> None:
    answer = client.get("/articles/2024-01-24-nothing")
    assert answer.status == 404
    assert "there is no article" in answer.text
    assert client.get(f"{ARTICLE}/units/u99").status == 404


def test_findings_come_as_one_types_and_nothing_is_written(client: Client, desk: Desk) -> None:
    before = desk.reproduction(ID, "en")
    target = unit(desk, "u4").target.text
    wrong = client.post(f"{ARTICLE}/units/u4/check", text=target.replace("3,260", "32,600"), base=target)
    assert "number.magnitude" in wrong.text
    assert '<mark role="none" class="number unmet" data-mark="4">' in wrong.text
    right = client.post(f"{ARTICLE}/units/u4/check", text=target, base=target)
    assert "number." not in right.text
    assert desk.reproduction(ID, "en") == before


def test_a_finding_of_the_saved_text_can_be_waived_and_one_of_unsaved_text_cannot(client: Client, desk: Desk) -> None:
    wrong = unit(desk, "u4").target.text.replace("3,260", "32,600")
    typed = client.post(f"{ARTICLE}/units/u4/check", text=wrong, base=wrong)
    assert ("number.magnitude" in typed.text, "Waive" in typed.text) == (True, False)
    edits.set_text(desk, ID, "u4", wrong, by="Lin Hai")
    assert "Waive" in client.post(f"{ARTICLE}/units/u4/check", text=wrong, base=wrong).text


def test_a_decision_is_said_to_who_does_not_see_it(client: Client, desk: Desk) -> None:
    expected = unit(desk, "u4").target.text
    answer = client.post(f"{ARTICLE}/units/u4/state", state="final", expected=expected)
    assert '<div id="spoken" hx-swap-oob="innerHTML">u4 is final now</div>' in answer.text


def test_a_text_is_saved_with_its_name_and_its_past(client: Client, desk: Desk) -> None:
    old = unit(desk, "u5").target
    answer = save(client, "u5", "From “bring in” to “go up” & on")
    assert answer.status == 200
    assert 'hx-swap-oob="true"' in answer.text
    saved = unit(desk, "u5").target
    assert (saved.text, saved.state, saved.origin) == ("From “bring in” to “go up” &amp; on", State.TRANSLATED, "human")
    assert saved.history[-1].text == old.text
    assert saved.steps[-1].by == "Chen Yu"


def test_saving_again_and_again_leaves_one_earlier_text_and_going_back_brings_the_approval_back(
    client: Client, desk: Desk
) -> None:
    old = unit(desk, "u5")
    began = old.target.text
    text = began
    for typed in ("From o", "From one", "From one to two"):
        assert save(client, "u5", typed, began=began, expected=text).status == 200
        text = typed
    assert [past.text for past in unit(desk, "u5").target.history] == [*(p.text for p in old.target.history), began]
    assert save(client, "u5", began, began=began, expected=text).status == 200
    assert unit(desk, "u5") == old


def test_tags_are_tokens_and_damaged_ones_are_refused_with_a_sentence(client: Client, desk: Desk) -> None:
    page = client.get(ARTICLE).text
    assert "{1}Highlights:{/1} As the new year" in page
    answer = save(client, "u1", "{1}Highlights: As the new year")
    assert answer.status == 422
    assert "the tag {1} is never closed; write {/1} where it ends" in answer.text
    assert answer.headers["hx-retarget"] == "#message"
    assert unit(desk, "u1").target.state is State.REVIEWED
    assert save(client, "u1", "As {1}a new{/1} year").status == 200
    assert unit(desk, "u1").target.text == "As <strong>a new</strong> year"


def test_a_text_changed_meanwhile_is_a_conflict_that_shows_both(client: Client, desk: Desk) -> None:
    page = client.get(ARTICLE).text
    expected = hidden(page, "expected", "u5")
    edits.set_text(desk, ID, "u5", "Theirs & <em>so on</em>".replace("&", "&amp;"), by="Lin Hai")
    answer = save(client, "u5", "Mine", expected=expected, began=expected, base=expected)
    assert answer.status == 409
    assert answer.headers["hx-retarget"] == "#conflict-u5"
    assert "Theirs &amp; <em>so on</em>" in answer.text
    assert "Mine" in answer.text
    theirs = unit(desk, "u5").target.text
    assert theirs.startswith("Theirs")
    assert save(client, "u5", "Mine", expected=theirs, began=theirs, base=expected).status == 200
    assert [past.text for past in unit(desk, "u5").target.history][-1] == theirs


def test_a_unit_whose_original_changed_under_the_page_is_not_saved(client: Client) -> None:
    assert save(client, "u5", "Mine", source="00000000").status == 422


def test_a_unit_is_approved_reopened_and_made_final_as_it_was_seen(client: Client, desk: Desk) -> None:
    expected = unit(desk, "u5").target.text
    place = f"{ARTICLE}/units/u5/state"
    for state, stands in (("translated", "reopened"), ("reviewed", "reviewed"), ("final", "final")):
        assert client.post(place, state=state, expected=expected).status == 200
        assert unit(desk, "u5").target.steps[-1].state == stands
    assert client.post(place, state="reviewed", expected="something else").status == 422
    assert client.post(place, state="nonsense", expected=expected).status == 400
    assert unit(desk, "u5").target.state is State.FINAL


def test_english_that_still_holds_for_a_changed_original_is_approved_where_the_change_is_shown(
    client: Client, desk: Desk
) -> None:
    present, english = unit(desk, "u5").source, unit(desk, "u5").target.text
    found = desk.reproduction(ID, "en")
    assert found
    old = tuple(replace(one, source="从前的话。") if one.id == "u5" else one for one in found.units)
    desk.save(replace(found, units=old))
    shown = client.get(f"{ARTICLE}/units/u5").text
    assert "approve it if the English still holds" in shown
    seen = re.search(r'"state": "reviewed", "source": "(\w+)"', unescape(shown))
    assert seen
    place = f"{ARTICLE}/units/u5/state"
    assert client.post(place, state="reviewed", expected=english, source="00000000").status == 422
    assert client.post(place, state="reviewed", expected=english, source=seen[1]).status == 200
    assert unit(desk, "u5").source == present


def test_comments_waivers_and_taking_them_back(client: Client, desk: Desk) -> None:
    place = f"{ARTICLE}/units/u4"
    assert "Ask the reporter" in client.post(f"{place}/comment", remark="Ask the reporter").text
    assert unit(desk, "u4").comments[0].by == "Chen Yu"
    assert client.post(f"{place}/comment", remark="  ").status == 422
    text = unit(desk, "u4").target.text.replace("1,480", "1,481")
    shown = save(client, "u4", text).text
    assert "number.missing" in shown
    waived = client.post(f"{place}/waive", check="number.missing", reason="a slip of the original", expected=text)
    assert "number.missing</code> waived" in waived.text
    assert 'class="finding error"' not in waived.text
    assert client.post(f"{place}/waive", check="number.missing", reason="", expected=text).status == 422
    assert 'class="finding error"' in client.post(f"{place}/withdraw", check="number.missing").text


def test_roles_of_the_desk_hold_here_too(client: Client, desk: Desk) -> None:
    settings = desk.settings_path.read_text(encoding="utf-8")
    desk.settings_path.write_text(settings + "people:\n  roles: {Lin Hai: [reviewer]}\n", encoding="utf-8")
    answer = save(client, "u5", "Mine")
    assert answer.status == 422
    assert "Chen Yu may not do this" in answer.text
