"""Looking back: the log of an article, what differs from the draft and from the page that is out, what is outdated."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jobs.port import ENGLISH
from scripted import Scripted

from workflow.errors import InputError
from workflow.jobs.decisions import reopen, set_state
from workflow.jobs.edits import add_comment, set_text
from workflow.jobs.export import export
from workflow.jobs.history import differences, log
from workflow.jobs.rows import Filter
from workflow.jobs.status import status
from workflow.jobs.translate import TranslateOptions, translate
from workflow.model import State
from workflow.store.desk import Desk
from workflow.text.worddiff import compare


class Clock:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch, self._at = monkeypatch, 2_000_000_000  # 2033-05-18, after everything else
        self.tick()

    def tick(self) -> None:
        self._at += 60
        self._monkeypatch.setenv("SOURCE_DATE_EPOCH", str(self._at))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def test_the_log_tells_who_did_what_in_the_order_of_time(
    desk: Desk, drafted: str, tmp_path: Path, clock: Clock
) -> None:
    steps: list[Callable[[], object]] = [
        lambda: set_text(desk, drafted, "u1", "Mine.", by="Chen Yu"),
        lambda: add_comment(desk, drafted, "u2", "Why?", by="Li Na"),
        lambda: set_state(desk, drafted, State.REVIEWED, by="Li Na"),
        lambda: reopen(desk, drafted, ["u1"], by="Li Na"),
        lambda: export(desk, drafted, tmp_path / "out", by="Wang Wei"),
    ]
    for step in steps:
        clock.tick()
        step()
    events = log(desk, drafted)
    assert {event.origin.partition("/")[0] for event in events if event.what == "translated"} == {
        "mt:scripted",
        "human",
    }
    told = [(event.what, event.by, len(event.units)) for event in events]
    count = status(desk, [drafted])[0].units
    assert told[0] == ("original taken in", "", 0)
    assert told[-5:-1] == [
        ("translated", "Chen Yu", 1),
        ("commented", "Li Na", 1),
        ("reviewed", "Li Na", count),
        ("reopened", "Li Na", 1),
    ]
    unit = log(desk, drafted, "u1")
    assert [event.text for event in unit if event.what == "translated"][-1] == "Mine."
    with pytest.raises(InputError, match="there is no unit u99"):
        log(desk, drafted, "u99")


def test_steps_of_one_second_are_told_in_the_order_in_which_they_were_taken(
    desk: Desk, drafted: str, clock: Clock
) -> None:
    clock.tick()
    set_state(desk, drafted, State.REVIEWED, ["u2"], by="Li Na")
    set_state(desk, drafted, State.FINAL, by="Li Na")
    assert [(event.what, len(event.units) > 1) for event in log(desk, drafted)][-2:] == [
        ("reviewed", False),
        ("final", True),
    ]


def test_reopening_does_not_make_its_reviewer_an_author(desk: Desk, drafted: str) -> None:
    desk.settings_path.write_text("version: 1\npeople: {four_eyes: true}\n", "utf-8")
    desk = Desk.open(desk.root)
    set_text(desk, drafted, "u1", "Mine.", by="Chen Yu")
    set_state(desk, drafted, State.REVIEWED, ["u1"], by="Li Na")
    assert reopen(desk, drafted, ["u1"], by="Li Na") == 1
    assert reopen(desk, drafted, ["u1"], by="Li Na") == 0
    assert set_state(desk, drafted, State.REVIEWED, ["u1"], by="Li Na") == 1


def test_differences_from_the_draft_and_from_the_page_that_is_out(desk: Desk, drafted: str, tmp_path: Path) -> None:
    assert differences(desk, drafted) == []
    with pytest.raises(InputError, match="was never published"):
        differences(desk, drafted, since_published=True)
    before = set_text(desk, drafted, "u1", "An edit.", by="").target.history[-1].text
    (change,) = differences(desk, drafted)
    assert (change.unit, change.old, change.new) == ("u1", before, "An edit.")
    set_text(desk, drafted, "u1", before, by="")
    assert export(desk, drafted, tmp_path / "out", by="").path
    assert differences(desk, drafted, since_published=True) == []
    set_text(desk, drafted, "u1", "Later.", by="")
    (later,) = differences(desk, drafted, since_published=True)
    assert (later.old, later.new) == (before, "Later.")
    (row,) = status(desk, [drafted])
    assert (row.changed, row.stage) == (1, "translated")


def test_what_was_edited_in_the_file_by_hand_counts_as_changed_since_publication(
    desk: Desk, drafted: str, tmp_path: Path
) -> None:
    export(desk, drafted, tmp_path / "out", by="")
    path = desk.path_of(drafted, "en")
    path.write_text(path.read_text("utf-8").replace("The port and a university build", "Both build"), "utf-8")
    (change,) = differences(desk, drafted, since_published=True)
    assert (change.unit, change.old) == ("u1", ""), "the file has lost what was published"
    assert change.new.startswith("Both build")
    assert status(desk, [drafted])[0].changed == 1
    assert log(desk, drafted, "u1")[-1].text == "", "no step is of the text that stands there now"


class TestStatus:
    def test_an_article_is_published_until_its_text_changes(self, desk: Desk, drafted: str, tmp_path: Path) -> None:
        export(desk, drafted, tmp_path / "out", by="")
        (row,) = status(desk, [drafted])
        assert (row.stage, row.state, row.changed) == ("published", "translated", 0)
        assert Filter(state="published").takes(row)
        assert Filter(state="translated").takes(row)
        assert not Filter(state="final").takes(row)

    def test_filters_take_what_is_stale_assigned_and_recent(self, desk: Desk, drafted: str, clock: Clock) -> None:
        set_text(desk, drafted, "u1", "Mine.", by="")
        (row,) = status(desk, [drafted])
        assert Filter(since="2033-05-18").takes(row)
        assert not Filter(since="2033-05-20").takes(row)
        assert not Filter(stale=True).takes(row)
        assert Filter(assigned="").takes(row)
        assert not Filter(assigned="Chen Yu").takes(row)
        assert row.han > 10
        assert row.words > 5

    def test_a_draft_that_lacks_a_term_entered_since_is_outdated_and_drafted_again(
        self, desk: Desk, drafted: str
    ) -> None:
        desk.glossary_path.write_text(
            "version: 1\nterms:\n- {id: lab, zh: {preferred: 联合实验室}, en: {preferred: shared laboratory}}\n",
            "utf-8",
        )
        (row,) = status(desk, [drafted])
        assert row.outdated == 1
        assert Filter(stale=True).takes(row)
        kept = translate(desk, drafted, Scripted(ENGLISH), TranslateOptions())
        assert kept.drafted == 0
        again = translate(desk, drafted, Scripted(ENGLISH), TranslateOptions(stale=True))
        assert (again.drafted, dict(again.outdated)) == (1, {"glossary": 1})
        assert status(desk, [drafted])[0].outdated == 0, "what the new draft lacks is on its record"

    def test_only_another_model_of_the_same_engine_outdates_a_draft(self, desk: Desk, drafted: str) -> None:
        newer, other = Scripted(ENGLISH), Scripted(ENGLISH)
        newer.signature, other.signature = "scripted/2", "another/1"
        assert translate(desk, drafted, other, TranslateOptions(stale=True)).drafted == 0
        done = translate(desk, drafted, newer, TranslateOptions(stale=True))
        assert done.outdated == {"model": done.units}


@given(st.text("ab c,", max_size=30), st.text("ab c,", max_size=30))
def test_the_pieces_of_a_difference_make_both_texts(old: str, new: str) -> None:
    pieces = list(compare(old, new))
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new


def test_a_difference_is_told_in_words() -> None:
    told = [(piece.kind, piece.text) for piece in compare("A port and a school", "A port and two schools")]
    assert ("gone", "a school") in told or ("gone", "a") in told
    assert ("same", "A port and ") in told
