"""An editor's day on the review page, in a real browser, on a real server that is also killed."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from browser.conftest import ROOT

from workflow.jobs import edits
from workflow.model import State, Target, Unit
from workflow.store.desk import Desk

ID = "2024-01-24-northeast-asia-hub"
OTHER = "2025-09-10-vocational-education-abroad"
pytestmark = pytest.mark.browser


@dataclass
class Review:
    """A running review page over a desk of its own."""

    desk: Desk
    by: str = "Chen Yu"
    port: int = 0
    address: str = ""
    process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "workflow", "-C", str(self.desk.root), "review", "--no-open"]
        command += ["--port", str(self.port), "--by", self.by]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        assert self.process.stdout
        self.address = self.process.stdout.readline().strip()
        found = re.search(r":(\d+)/", self.address)
        assert found
        self.port = int(found[1])

    def kill(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        assert self.process.stdout
        self.process.stdout.close()

    def unit(self, name: str, article: str = ID) -> Unit:
        found = self.desk.reproduction(article, "en")
        assert found
        return next(unit for unit in found.units if unit.id == name)

    def target(self, name: str, article: str = ID) -> Target:
        return self.unit(name, article).target


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    for name in ("sources", "translations"):
        shutil.copytree(ROOT / name, tmp_path / "desk" / name)
    for name in ("workflow.yaml", "glossary.yaml"):
        shutil.copy(ROOT / name, tmp_path / "desk")
    running = Review(Desk.open(tmp_path / "desk"))
    running.start()
    yield running
    running.kill()


@pytest.fixture
def context(browser: Any) -> Iterator[Any]:
    """A browser of its own, which notes what its pages complain of."""
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(15_000)
    faults: list[str] = []
    opened.on("weberror", lambda error: faults.append(str(error.error)))
    opened.on("console", lambda message: faults.append(message.text) if "Security Policy" in message.text else None)
    yield opened
    opened.close()
    assert faults == []


def enter(context: Any, review: Review, article: str = ID) -> Any:
    page = context.new_page()
    page.goto(review.address)
    page.goto(f"http://127.0.0.1:{review.port}/articles/{article}")
    page.locator(".unit.active").wait_for()
    return page


def edit(page: Any, name: str) -> Any:
    page.locator(".unit.active").wait_for()
    page.locator(f"#unit-{name}").click(position={"x": 5, "y": 5})
    page.keyboard.press("e")
    box = page.locator(f"#text-{name}")
    box.wait_for()
    return box


def saved(page: Any, name: str) -> None:
    page.locator(f"#status-{name}", has_text=re.compile("^Saved$")).wait_for()


def test_the_day_of_an_editor(context: Any, review: Review) -> None:
    page = context.new_page()
    page.goto(review.address)
    page.get_by_role("link", name=re.compile("Building the University")).click()
    box = edit(page, "u6")
    text = box.input_value()
    box.fill(text.replace("“go out, enter, and go up”", "“go global, go in and go up”"))
    finding = page.locator("#told-u6", has_text="term.deprecated")
    finding.wait_for()
    assert page.locator("#told-u6 .chip.unmet").first.inner_text().endswith("go out, enter, and go up")
    saved(page, "u6")
    page.locator("#summary", has_text="1 error").wait_for()
    box.fill(text.replace("Together with", "Jointly with"))
    finding.wait_for(state="detached")
    saved(page, "u6")
    page.locator("#summary", has_text="nothing found").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.locator("#head-u6 .state.reviewed").wait_for()
    assert review.target("u6").state is State.REVIEWED
    assert [past.text for past in review.target("u6").history][-1] == edits_before(review)
    page.locator(".more summary").click()
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("heading", name="Published", exact=True).wait_for()
    html = (review.desk.root / "build" / "pages" / f"{ID}.html").read_text(encoding="utf-8")
    assert "Jointly with 32 enterprises" in html
    assert "Draft: not for publication" not in html


def test_the_dashboard_of_a_desk_nobody_checked_fills_itself_in(context: Any, review: Review) -> None:
    page = context.new_page()
    page.goto(review.address)
    page.get_by_role("link", name=re.compile("Building the University")).focus()
    page.get_by_text("not checked yet").first.wait_for(state="detached")
    assert page.locator(f"#found-{ID}").inner_text() == "none"
    assert page.evaluate("document.activeElement.getAttribute('href')") == f"/articles/{ID}"


def edits_before(review: Review) -> str:
    """The text that the example desk came with."""
    found = Desk.open(ROOT).reproduction(ID, "en")
    assert found
    return next(unit.target.text for unit in found.units if unit.id == "u6")


def test_two_tabs_get_a_conflict_and_nothing_is_lost(context: Any, review: Review) -> None:
    first, second = enter(context, review), enter(context, review)
    edit(first, "u5").fill("From the first tab")
    saved(first, "u5")
    edit(second, "u5").fill("From the second tab")
    panel = second.locator("#conflict-u5")
    panel.get_by_text("was changed by someone else").wait_for()
    assert "From the first tab" in panel.inner_text()
    assert "From the second tab" in panel.inner_text()
    assert review.target("u5").text == "From the first tab"
    panel.get_by_role("button", name="Keep mine").click()
    saved(second, "u5")
    assert review.target("u5").text == "From the second tab"
    assert review.target("u5").history[-1].text == "From the first tab"


def test_two_people_on_servers_of_their_own_lose_nothing_of_each_other(
    browser: Any, context: Any, review: Review
) -> None:
    colleague = Review(review.desk, by="Lin Hai")
    colleague.start()
    theirs = browser.new_context()
    try:
        mine, other = enter(context, review), enter(theirs, colleague)
        boxes = [(edit(mine, "u5"), mine, "u5"), (edit(other, "u8"), other, "u8")]
        for box, page, name in boxes:
            box.fill(f"{name} by its own editor")
            saved(page, name)
        edit(other, "u5").fill("u5 by Lin Hai as well")
        panel = other.locator("#conflict-u5")
        panel.get_by_text("was changed by someone else").wait_for()
        assert "u5 by its own editor" in panel.inner_text()
        assert review.target("u5").text == "u5 by its own editor"
        panel.get_by_role("button", name="Keep mine").click()
        saved(other, "u5")
        step, past = review.target("u5").steps[-1], review.target("u5").history[-1]
        assert (step.by, past.text, past.steps[-1].by) == ("Lin Hai", "u5 by its own editor", "Chen Yu")
        assert review.target("u8").text == "u8 by its own editor"
    finally:
        theirs.close()
        colleague.kill()


def test_what_is_owed_is_put_in_as_words_of_their_own(context: Any, review: Review) -> None:
    page = enter(context, review)
    box = edit(page, "u1")
    box.fill("From thelake")
    box.evaluate("box => box.setSelectionRange(8, 8)")
    page.locator("#told-u1 .chip", has_text="东北亚").click()
    assert box.input_value() == "From the Northeast Asia lake"


def test_in_a_conflict_theirs_may_be_taken(context: Any, review: Review) -> None:
    page = enter(context, review)
    box = edit(page, "u5")
    edits.set_text(review.desk, ID, "u5", "By a command", by="Lin Hai")
    box.fill("Mine")
    page.locator("#conflict-u5").get_by_role("button", name="Take theirs").click()
    page.locator("#reading-u5", has_text="By a command").wait_for()
    page.reload()
    assert page.locator("#text-u5").input_value() == "By a command"


def test_a_server_killed_in_the_middle_of_an_edit_loses_nothing(context: Any, review: Review) -> None:
    page = enter(context, review)
    box = edit(page, "u5")
    box.fill("Half of it")
    saved(page, "u5")
    review.kill()
    box.press_sequentially(" and the rest", delay=5)
    page.locator("#status-u5", has_text="Your text is kept in this browser").wait_for()
    assert review.target("u5").text == "Half of it"
    page.close()
    review.start()
    again = enter(context, review)
    again.locator("#text-u5").wait_for()
    assert again.locator("#text-u5").input_value() == "Half of it and the rest"
    saved(again, "u5")
    assert review.target("u5").text == "Half of it and the rest"


def test_a_page_that_is_closed_in_the_middle_of_an_edit_loses_nothing(context: Any, review: Review) -> None:
    page = enter(context, review)
    edit(page, "u5").fill("Just before it was closed")
    page.close()
    again = enter(context, review)
    again.wait_for_timeout(500)
    assert again.locator("#text-u5").input_value() == "Just before it was closed"


def test_text_found_in_the_browser_meets_newer_text_as_a_conflict(context: Any, review: Review) -> None:
    page = enter(context, review)
    box = edit(page, "u5")
    review.kill()
    box.fill("Typed while nobody listened")
    page.locator("#status-u5", has_text="kept in this browser").wait_for()
    edits.set_text(review.desk, ID, "u5", "Newer", by="Lin Hai")
    page.close()
    review.start()
    again = enter(context, review)
    panel = again.locator("#conflict-u5")
    panel.get_by_text("was changed by someone else").wait_for()
    assert "Typed while nobody listened" in panel.inner_text()


def test_the_keyboard_alone_is_enough(context: Any, review: Review) -> None:
    page = context.new_page()
    page.goto(review.address)
    page.keyboard.press("/")
    page.keyboard.type("vocational")
    page.keyboard.press("Enter")
    page.get_by_text("1 article of 4").wait_for()
    link = page.get_by_role("link", name=re.compile("Vocational"))
    for _ in range(20):
        if link.evaluate("link => link === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".unit.active").wait_for()
    page.keyboard.press("j")
    assert page.locator(".unit.active").get_attribute("data-unit") == "u2"
    page.keyboard.press("o")
    page.locator("#head-u2 .state.translated").wait_for()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+End")
    page.keyboard.type(" More.")
    page.keyboard.press("Control+Enter")
    page.locator("#head-u2 .state.reviewed").wait_for()
    assert page.locator("#text-u3").evaluate("box => box === document.activeElement")
    assert review.target("u2", OTHER).text.endswith(" More.")
    page.keyboard.press("Alt+ArrowUp")
    assert page.locator("#text-u2").evaluate("box => box === document.activeElement")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.keyboard.type("Ask the author")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("#unit-u2", has_text="Ask the author").wait_for()
    for key, heading in (
        ("v", "As it will be published"),
        ("m", "Title, source, persons"),
        ("h", "What changed in u2"),
    ):
        page.locator("#unit-u2").focus()
        page.keyboard.press(key)
        page.get_by_role("heading", name=heading).wait_for()
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keys").wait_for()
    page.keyboard.press("Escape")
    page.locator("#unit-u2").focus()
    page.keyboard.press("g")
    page.get_by_role("heading", name="Articles").wait_for()


def test_what_is_typed_is_undone_in_stretches_and_the_approval_comes_back(context: Any, review: Review) -> None:
    page = enter(context, review)
    box = edit(page, "u5")
    before = box.input_value()
    page.keyboard.press("Control+End")
    page.keyboard.type(" and something more that was not meant")
    saved(page, "u5")
    assert review.target("u5").state is State.TRANSLATED
    for _ in range(4):
        page.keyboard.press("Control+z")
    assert box.input_value() == before
    saved(page, "u5")
    page.keyboard.press("Escape")
    page.locator("#head-u5 .state.reviewed").wait_for()
    assert review.target("u5").text == before


def test_escape_leads_back_to_the_unit_step_by_step(context: Any, review: Review) -> None:
    page = enter(context, review)
    for key, place in (("h", "#panel-u1"), ("p", "#panel-u1"), ("m", "#side"), ("v", "#side"), ("Shift+H", "#side")):
        page.keyboard.press(key)
        heading = page.locator(f"{place} :is(h2, h3)")
        heading.wait_for()
        page.locator(f"{place} :is(h2, h3):focus").wait_for()
        page.keyboard.press("Escape")
        heading.wait_for(state="detached")
        assert page.evaluate("document.activeElement.id") == "unit-u1", key
    page.keyboard.press("m")
    page.locator("#value-title").focus()
    page.keyboard.type("New: ")
    page.keyboard.press("Escape")
    page.locator("#field-status", has_text="Title saved").wait_for()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "unit-u1"
    page.keyboard.press("Shift+A")
    assert page.evaluate("document.activeElement.textContent") == "Approve all units"


def test_what_happens_is_said_to_a_screen_reader_once(context: Any, review: Review) -> None:
    page = enter(context, review)
    spoken = page.locator("#spoken")
    box = edit(page, "u4")
    text = box.input_value()
    box.fill(text.replace("1,480", "1,481"))
    spoken.get_by_text("2 findings. u4 (p)").wait_for(state="attached")
    saved(page, "u4")
    box.fill(text)
    spoken.get_by_text("Nothing found any more").wait_for(state="attached")
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    page.locator("#head-u4 .state.final").wait_for()
    spoken.get_by_text("u4 is final now").wait_for(state="attached")
    assert page.evaluate("document.activeElement.id") == "unit-u4"


def test_what_takes_a_while_says_so_and_leaves_nothing_when_it_fails(context: Any, review: Review) -> None:
    page = enter(context, review)

    def late(route: Any) -> None:
        page.locator("#panel-u1 [role=status]").wait_for()
        route.fulfill(
            status=503, content_type="text/html", headers={"HX-Retarget": "#message"}, body="No engine is ready"
        )

    page.route("**/draft", late)
    page.keyboard.press("d")
    page.get_by_role("alert").get_by_text("No engine is ready").wait_for()
    assert page.locator("#panel-u1").inner_html() == ""


def test_metadata_that_somebody_else_changed_is_decided_on(context: Any, review: Review) -> None:
    page = enter(context, review)
    page.keyboard.press("m")
    page.locator("#value-title").wait_for()
    edits.set_metadata(review.desk, ID, "title", "By Lin Hai", by="Lin Hai")
    page.locator("#value-title").fill("By me")
    page.keyboard.press("Enter")
    conflict = page.get_by_role("group", name="Title was changed by someone else while you edited it")
    conflict.wait_for()
    page.locator("#conflict-title-title:focus").wait_for()
    assert "By Lin Hai" in conflict.inner_text()
    conflict.get_by_role("button", name="Keep mine").click()
    page.locator("#field-status", has_text="Title saved").wait_for()
    assert review.desk.reproduction(ID, "en").metadata.title == "By me"  # type: ignore[union-attr]
    edits.set_metadata(review.desk, ID, "title", "By Lin Hai again", by="Lin Hai")
    page.locator("#value-title").fill("By me again")
    page.keyboard.press("Tab")
    conflict.get_by_role("button", name="Take theirs").click()
    page.locator("#value-title[value='By Lin Hai again']").wait_for()


def test_a_text_kept_by_one_tab_is_not_forgotten_with_another_tabs(context: Any, review: Review) -> None:
    first, second = enter(context, review), enter(context, review)
    box = edit(first, "u5")
    review.kill()
    box.fill("Kept by the first tab")
    first.locator("#status-u5", has_text="kept in this browser").wait_for()
    first.close()
    review.start()
    again = context.new_page()
    again.goto(review.address)
    second.reload()
    second.locator("#text-u5").wait_for()
    assert second.locator("#text-u5").input_value() == "Kept by the first tab"
    saved(second, "u5")
    assert review.target("u5").text == "Kept by the first tab"


def test_a_finding_is_waived_by_keys(context: Any, review: Review) -> None:
    text = review.target("u4").text.replace("1,480", "1,481")
    edits.set_text(review.desk, ID, "u4", text, by="Lin Hai")
    page = enter(context, review)
    assert page.locator(".unit.active").get_attribute("data-unit") == "u4"  # the one that needs somebody
    page.keyboard.press("w")
    page.keyboard.type("so the ministry counts")
    page.keyboard.press("Enter")
    page.locator("#unit-u4 .waivers", has_text="so the ministry counts").wait_for()
    assert page.locator("#unit-u4 .finding.error").count() == 0


def test_letters_can_be_turned_off(context: Any, review: Review) -> None:
    page = enter(context, review)
    page.keyboard.press("?")
    page.get_by_label(re.compile("Single letters")).uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.locator(".unit.active").focus()
    page.keyboard.press("j")
    assert page.locator(".unit.active").get_attribute("data-unit") == "u1"
    page.keyboard.press("Enter")
    assert page.locator("#text-u1").is_visible()


def test_tags_are_put_around_what_is_selected_and_undone(context: Any, review: Review) -> None:
    page = enter(context, review)
    box = edit(page, "u18")
    before = box.input_value()
    box.fill("The page of the plan")
    box.press("Control+a")
    page.keyboard.press("Alt+1")
    assert box.input_value() == "{1}The page of the plan{/1}"
    page.keyboard.press("Control+z")
    assert box.input_value() == "The page of the plan"
    box.fill("{1}never closed")
    page.locator("#told-u18", has_text="the tag {1} is never closed").wait_for()
    page.locator("#status-u18", has_text="Not saved").wait_for()
    assert "never closed" not in review.target("u18").text
    box.fill(before)
    page.locator("#told-u18", has_text="never closed").wait_for(state="detached")


def test_what_belongs_together_lights_up(context: Any, review: Review) -> None:
    page = enter(context, review)
    page.locator("#zh-u1 mark", has_text="周明远").hover()
    assert page.locator("#reading-u1 mark.lit").inner_text() == "Zhou Mingyuan"
    page.locator("#told-u1 .chip", has_text="东北亚").focus()
    assert page.locator("#zh-u1 mark.lit").inner_text() == "东北亚"
    assert page.locator("#reading-u1 mark.lit").inner_text() == "Northeast Asia"


# What is done on the page of an article, and where its result then stands.
SCENES: dict[str, tuple[Callable[[Any], None], str]] = {
    "reading": (lambda page: None, "#side"),
    "editing": (lambda page: edit(page, "u18").fill("Wrong in {1}2034{/1}"), "#told-u18 .finding"),
    "conflict": (lambda page: edit(page, "u5").fill("Mine"), "#conflict-u5 .conflict"),
    "page": (lambda page: page.locator('[data-key="v"]').click(), "#side h2"),
    "metadata": (lambda page: page.locator('[data-key="m"]').click(), "#side #value-title"),
    "history": (lambda page: page.locator('#unit-u4 [data-key="h"]').click(), "#panel-u4 h3"),
    "keys": (lambda page: page.locator('[data-action="help"]').click(), "dialog[open]"),
    "whole": (lambda page: page.locator(".more summary").click(), ".more[open]"),
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways_in_light_and_dark(
    context: Any, review: Review, faults: Callable[..., dict[str, list[str]]], width: int
) -> None:
    text = review.target("u4").text.replace("1,480", "1,481")
    edits.set_text(review.desk, ID, "u4", text, by="Lin Hai")
    edits.add_comment(review.desk, ID, "u4", "Ask the reporter", by="Lin Hai")
    page = enter(context, review)
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(reduced_motion="reduce")
    page.goto(review.address)
    page.get_by_text("not checked yet").first.wait_for(state="detached")
    assert faults(page, [width], iframes=False, runOnly=RULES) == {}, "dashboard"
    for name, (act, result) in SCENES.items():
        page.goto(f"http://127.0.0.1:{review.port}/articles/{ID}")
        page.locator(".unit.active").wait_for()
        if name == "conflict":
            edits.set_text(review.desk, ID, "u5", "Theirs", by="Lin Hai")
        act(page)
        page.locator(result).first.wait_for(state="visible" if name != "reading" else "attached")
        assert faults(page, [width], iframes=False, runOnly=RULES) == {}, name
        if name == "conflict":
            page.locator("#conflict-u5").get_by_role("button", name="Take theirs").click()
            page.locator("#conflict-u5 .conflict").wait_for(state="detached")
            edits.set_text(review.desk, ID, "u5", "Before", by="Lin Hai")
