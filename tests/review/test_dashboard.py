"""The dashboard of a desk that nobody has checked yet: shown at once, filled in by a process in the background."""

import re
import time
from pathlib import Path

import pytest
from review.conftest import ID, Client

from workflow.jobs import edits
from workflow.jobs.status import at_hand
from workflow.review.background import Checking
from workflow.store.desk import Desk

PATIENCE = 60  # seconds


@pytest.fixture
def locked(desk: Desk) -> Desk:
    """A desk whose cache nobody can write."""
    (desk.root / ".workflow" / "cache.sqlite").mkdir(parents=True)
    return desk


def left(text: str) -> int:
    found = re.search(r"(\d+) articles? not checked yet", text)
    return int(found[1]) if found else 0


def until_checked(client: Client, asked: str = "") -> str:
    """What the page is told last, asked as its script asks."""
    known, end = left(client.get(f"/?{asked}").text), time.monotonic() + PATIENCE
    while time.monotonic() < end:
        answer = client.get(f"/checked?{asked}&left={known}")
        if answer.status == 200:
            known = left(answer.text)
            if not known:
                return answer.text
        time.sleep(0.1)
    raise AssertionError(f"{known} articles were not checked in {PATIENCE} s")


def test_all_articles_are_shown_before_any_is_checked(client: Client, desk: Desk) -> None:
    text = client.get("/").text
    assert text.count("not checked yet") >= len(desk.ids())
    assert f'href="/articles/{ID}"' in text


def test_findings_are_filled_in_cell_by_cell(client: Client, desk: Desk) -> None:
    edits.set_text(desk, ID, "u1", "Short.", by="Lin Hai")
    last = until_checked(client)
    assert f'<span class="cell" id="found-{ID}" hx-swap-oob="true">' in last
    assert "All articles are checked." in last
    assert re.search(r'<span class="error">\d+ error', client.get("/").text)


def test_with_a_filter_the_list_is_offered_again(client: Client) -> None:
    assert '<a href="/?failing=1">Filter again</a>' in until_checked(client, "failing=1")


def test_a_file_that_is_broken_is_named_and_keeps_no_other_from_being_checked(client: Client, desk: Desk) -> None:
    desk.path_of(ID, "en").write_text("units: [", encoding="utf-8")
    end = time.monotonic() + PATIENCE
    while f"{ID}.yaml" not in (text := client.get("/").text) and time.monotonic() < end:
        time.sleep(0.1)
    assert f"translations/en/{ID}.yaml" in text
    assert "1 article could not be checked" in text
    assert [known.is_checked for known in at_hand(desk, desk.ids())].count(False) == 1


@pytest.mark.usefixtures("checked")
def test_what_changed_last_is_checked_while_the_page_waits(client: Client, desk: Desk) -> None:
    path = desk.path_of(ID, "en")
    path.write_text(path.read_text(encoding="utf-8").replace("state: reviewed", "state: translated", 1), "utf-8")
    assert left(client.get("/").text) == 0


@pytest.mark.usefixtures("locked")
def test_where_nothing_can_be_kept_it_is_said_and_not_tried_for_ever(client: Client, desk: Desk) -> None:
    end = time.monotonic() + PATIENCE
    while "cannot be kept" not in (text := client.get("/").text) and time.monotonic() < end:
        time.sleep(0.1)
    assert "see that .workflow/ can be written" in text
    assert f"{len(desk.ids())} articles could not be checked" in text


def test_checks_that_cannot_be_run_are_not_begun_again_for_the_same_desk(tmp_path: Path) -> None:
    checking = Checking(tmp_path)
    checking.begin("one")
    end = time.monotonic() + PATIENCE
    while checking.runs and time.monotonic() < end:
        time.sleep(0.1)
    assert "is not a desk" in checking.fault
    checking.begin("one")
    assert not checking.runs
    assert "is not a desk" in checking.fault
    checking.begin("two")
    assert checking.runs
    checking.close()
    assert not checking.runs
