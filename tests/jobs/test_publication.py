"""What is recorded when a page goes out: the first time, the last, who, and which texts stood on it."""

from pathlib import Path

import pytest

from workflow.errors import InputError
from workflow.jobs.decisions import abridge
from workflow.jobs.edits import set_metadata, set_text
from workflow.jobs.export import export
from workflow.jobs.publication import changed_since, digest, last_published, published, record
from workflow.model import Reproduction
from workflow.store.desk import Desk


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> "pytest.MonkeyPatch":
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    return monkeypatch


def made(desk: Desk, article_id: str) -> Reproduction:
    found = desk.reproduction(article_id, "en")
    assert found is not None
    return found


def test_the_first_time_stays_and_the_last_moves_with_the_texts(
    desk: Desk, drafted: str, tmp_path: Path, clock: pytest.MonkeyPatch
) -> None:
    assert export(desk, drafted, tmp_path, by="Chen Yu").path
    first = made(desk, drafted)
    assert first.published is not None
    assert (first.published.first, first.published.at, first.published.by) == ("1970-01-01T00:00:00Z",) * 2 + (
        "Chen Yu",
    )
    clock.setenv("SOURCE_DATE_EPOCH", "60")
    assert export(desk, drafted, tmp_path, by="Li Na").path
    assert made(desk, drafted) == first, "nothing changed, so nothing is written"
    set_metadata(desk, drafted, "title", "Another title", by="")
    assert export(desk, drafted, tmp_path, by="Li Na").path
    again = made(desk, drafted).published
    assert again is not None
    assert (again.first, again.at, again.by) == ("1970-01-01T00:00:00Z", "1970-01-01T00:01:00Z", "Li Na")


def test_a_draft_and_a_page_nobody_asked_to_record_leave_no_trace(desk: Desk, drafted: str, tmp_path: Path) -> None:
    before = made(desk, drafted)
    assert export(desk, drafted, tmp_path, draft=True, by="Chen Yu").path
    assert export(desk, drafted, tmp_path).path
    assert made(desk, drafted) == before


def test_what_was_published_is_known_after_it_changed(desk: Desk, drafted: str, tmp_path: Path) -> None:
    unit = made(desk, drafted).units[0]
    assert last_published(unit) == ""
    export(desk, drafted, tmp_path, by="")
    after = set_text(desk, drafted, unit.id, "Changed since.", by="")
    assert last_published(after) == unit.target.text
    assert [changed.id for changed in changed_since(made(desk, drafted))] == [unit.id]


def test_a_text_that_changed_while_the_page_was_written_is_not_recorded_as_published(desk: Desk, drafted: str) -> None:
    out = published(desk, made(desk, drafted), "Chen Yu")
    set_text(desk, drafted, "u1", "Meanwhile.", by="")
    with pytest.raises(InputError, match="was changed while its page was written"):
        record(desk, out)
    assert made(desk, drafted).published is None


def test_what_is_left_out_on_purpose_from_now_on_is_a_change_of_the_page(desk: Desk, drafted: str) -> None:
    made = desk.reproduction(drafted, "en")
    assert made is not None
    before = digest(made)
    assert abridge(desk, drafted) == 0
    changed = desk.reproduction(drafted, "en")
    assert changed is not None
    assert changed.abridged
    assert digest(changed) != before
    abridge(desk, drafted, whole=True)
    assert desk.reproduction(drafted, "en") == made


def test_only_a_publisher_publishes_where_there_are_roles(desk: Desk, drafted: str, tmp_path: Path) -> None:
    desk.settings_path.write_text("version: 1\npeople: {roles: {Li Na: reviewer}}\n", "utf-8")
    desk = Desk.open(desk.root)
    with pytest.raises(InputError, match="Li Na may not do this: it is for a publisher"):
        export(desk, drafted, tmp_path / "out", by="Li Na")
    assert not (tmp_path / "out").exists()
