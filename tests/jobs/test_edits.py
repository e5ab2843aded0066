"""Changing English: nothing is lost, nobody is overwritten unseen, and people do what their roles say."""

from dataclasses import replace

import pytest
from jobs.port import ENGLISH
from scripted import Scripted

from workflow.errors import InputError
from workflow.jobs.decisions import assign, set_state
from workflow.jobs.edits import ConflictError, add_comment, revised, set_metadata, set_text
from workflow.jobs.identity import now, who
from workflow.jobs.translate import TranslateOptions, translate
from workflow.model import PUBLISHED, Reproduction, State, Step, Target, Unit, text_digest
from workflow.store.desk import Desk


def made(desk: Desk, article_id: str) -> Reproduction:
    found = desk.reproduction(article_id, "en")
    assert found is not None
    return found


def with_people(desk: Desk, text: str) -> Desk:
    desk.settings_path.write_text(f"version: 1\npeople: {text}\n", "utf-8")
    return Desk.open(desk.root)


class TestRevised:
    def test_the_old_text_goes_into_the_history_with_its_steps(self) -> None:
        first = revised(Unit("u1", "中"), "One", by="A", at="2024-01-01T00:00:00Z", origin="mt:x")
        second = revised(first, "Two", by="B", at="2024-01-02T00:00:00Z")
        assert second.target.text == "Two"
        assert second.target.steps == (Step("translated", "2024-01-02T00:00:00Z", "B", text_digest("Two")),)
        (past,) = second.target.history
        assert (past.text, past.origin, past.steps) == ("One", "mt:x", first.target.steps)

    def test_no_more_than_so_many_stay_but_the_one_published_last_does(self) -> None:
        unit = Unit("u1", "中")
        for number in range(6):
            unit = revised(unit, f"Text {number}", by="", at="2024-01-01T00:00:00Z", keep=2)
            if number == 1:
                step = Step(PUBLISHED, "2024-01-01T01:00:00Z", "", text_digest("Text 1"))
                unit = replace(unit, target=replace(unit.target, steps=(*unit.target.steps, step)))
        assert [past.text for past in unit.target.history] == ["Text 1", "Text 3", "Text 4"]

    def test_taking_a_text_away_leaves_the_unit_initial(self) -> None:
        unit = Unit("u1", "中", target=Target("One", State.FINAL, "human"))
        gone = revised(unit, "", by="A", at="2024-01-01T00:00:00Z")
        assert (gone.target.state, gone.target.origin, gone.target.steps) == (State.INITIAL, "", ())
        assert gone.target.history[0].state is State.FINAL


class TestSetText:
    def test_a_person_s_text_is_translated_human_and_signed(self, desk: Desk, drafted: str) -> None:
        unit = made(desk, drafted).units[0]
        after = set_text(desk, drafted, unit.id, "Mine.", by="Chen Yu", expected=unit.target.text)
        assert (after.target.text, after.target.origin, after.target.state) == ("Mine.", "human", State.TRANSLATED)
        assert after.target.steps[-1].by == "Chen Yu"
        assert after.target.history[-1].text == unit.target.text
        assert made(desk, drafted).units[0] == after

    def test_what_someone_else_wrote_meanwhile_is_shown_not_overwritten(self, desk: Desk, drafted: str) -> None:
        unit = made(desk, drafted).units[0]
        set_text(desk, drafted, unit.id, "Theirs.", by="Li Na", expected=unit.target.text)
        with pytest.raises(ConflictError) as caught:
            set_text(desk, drafted, unit.id, "Mine.", by="Chen Yu", expected=unit.target.text)
        assert caught.value.theirs == "Theirs."
        assert made(desk, drafted).units[0].target.text == "Theirs."

    def test_the_same_text_twice_is_no_conflict(self, desk: Desk, drafted: str) -> None:
        unit = made(desk, drafted).units[0]
        once = set_text(desk, drafted, unit.id, "Mine.", by="Chen Yu", expected=unit.target.text)
        assert set_text(desk, drafted, unit.id, "Mine.", by="Chen Yu", expected=unit.target.text) == once

    def test_broken_tags_and_unknown_units_are_refused(self, desk: Desk, drafted: str) -> None:
        before = made(desk, drafted)
        with pytest.raises(InputError, match="u1: the tags are broken"):
            set_text(desk, drafted, "u1", "<strong>open", by="")
        with pytest.raises(InputError, match="there is no unit u99"):
            set_text(desk, drafted, "u99", "x", by="")
        assert made(desk, drafted) == before

    def test_a_unit_of_an_article_nobody_drafted_can_be_written(self, desk: Desk, article_id: str) -> None:
        after = set_text(desk, article_id, "u1", "By hand.", by="Chen Yu")
        assert after.target.text == "By hand."
        assert made(desk, article_id).digest == desk.article(article_id).digest

    def test_a_stale_unit_that_is_revised_has_the_chinese_of_now(self, desk: Desk, drafted: str) -> None:
        found = made(desk, drafted)
        now_source = found.units[0].source
        desk.save(replace(found, units=(replace(found.units[0], source="从前的话。"), *found.units[1:])))
        assert set_text(desk, drafted, found.units[0].id, "Revised.", by="").source == now_source


def test_comments_and_metadata_are_kept_with_their_author(desk: Desk, drafted: str) -> None:
    add_comment(desk, drafted, "u1", " Why “port”? ", by="Li Na")
    (comment,) = made(desk, drafted).units[0].comments
    assert (comment.text, comment.by) == ("Why “port”?", "Li Na")
    translate(desk, drafted, Scripted(ENGLISH), TranslateOptions(force=True))
    assert made(desk, drafted).units[0].comments == (comment,)
    changed = set_metadata(desk, drafted, "authors", "Lin Xiaoyu; Ouyang Shuo", by="Li Na")
    assert changed.metadata.authors == ("Lin Xiaoyu", "Ouyang Shuo")
    assert changed.origins["authors"] == "human"
    with pytest.raises(ConflictError):
        set_metadata(desk, drafted, "title", "New", by="", expected="Not what stands there")
    with pytest.raises(InputError, match="there is no field date"):
        set_metadata(desk, drafted, "date", "2024", by="")


class TestPeople:
    def test_the_name_comes_from_the_option_the_environment_the_settings_then_git(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert who(desk) == ""
        with_people(desk, "{editor: Chen Yu}")
        desk = Desk.open(desk.root)
        assert who(desk) == "Chen Yu"
        monkeypatch.setenv("WORKFLOW_NAME", "Li Na")
        assert who(desk) == "Li Na"
        assert who(desk, " Wang  Wei ") == "Wang Wei"

    def test_four_eyes_refuse_the_approval_of_one_s_own_text(self, desk: Desk, drafted: str) -> None:
        desk = with_people(desk, "{four_eyes: true}")
        set_text(desk, drafted, "u1", "Mine.", by="Chen Yu")
        with pytest.raises(InputError, match="u1: Chen Yu drafted or edited it, so another person has to approve it"):
            set_state(desk, drafted, State.REVIEWED, ["u1"], by="Chen Yu")
        with pytest.raises(InputError, match="nothing says who you are"):
            set_state(desk, drafted, State.REVIEWED, ["u1"])
        assert set_state(desk, drafted, State.REVIEWED, ["u1"], by="Li Na") == 1

    def test_under_four_eyes_a_text_edited_by_hand_is_signed_before_it_is_approved(
        self, desk: Desk, drafted: str
    ) -> None:
        desk = with_people(desk, "{four_eyes: true}")
        path = desk.path_of(drafted, "en")
        unit = made(desk, drafted).units[0]
        path.write_text(path.read_text("utf-8").replace(unit.target.text, "Written in the file."), "utf-8")
        with pytest.raises(InputError, match="nothing says who wrote this text"):
            set_state(desk, drafted, State.REVIEWED, ["u1"], by="Li Na")
        assert set_state(desk, drafted, State.TRANSLATED, ["u1"], by="Chen Yu") == 1
        with pytest.raises(InputError, match="Chen Yu drafted or edited it"):
            set_state(desk, drafted, State.REVIEWED, ["u1"], by="Chen Yu")
        assert set_state(desk, drafted, State.REVIEWED, ["u1"], by="Li Na") == 1

    def test_roles_say_who_writes_and_who_approves(self, desk: Desk, drafted: str) -> None:
        desk = with_people(desk, "{roles: {Chen Yu: translator, Li Na: [reviewer]}}")
        set_text(desk, drafted, "u1", "Mine.", by="Chen Yu")
        with pytest.raises(InputError, match="Chen Yu may not do this: it is for a reviewer or publisher"):
            set_state(desk, drafted, State.REVIEWED, ["u1"], by="Chen Yu")
        with pytest.raises(InputError, match="Stranger may not do this"):
            set_text(desk, drafted, "u1", "Theirs.", by="Stranger")
        set_state(desk, drafted, State.REVIEWED, ["u1"], by="Li Na")
        with pytest.raises(InputError, match="it is for a publisher"):
            set_state(desk, drafted, State.FINAL, ["u1"], by="Li Na")
        with pytest.raises(InputError, match="Wang Wei has no role on this desk"):
            assign(desk, drafted, "Wang Wei")
        assign(desk, drafted, "Li Na")
        assert made(desk, drafted).assigned == "Li Na"

    def test_the_time_can_be_set_for_a_reproducible_run(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
        assert now() == "1970-01-01T00:00:00Z"
