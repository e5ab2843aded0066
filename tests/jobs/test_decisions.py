"""What people decide: states that presuppose a target, waivers with a reason that die with the text."""

from dataclasses import replace

import pytest

from workflow.errors import InputError
from workflow.jobs.check import check
from workflow.jobs.decisions import set_state, waive, withdraw
from workflow.jobs.status import status
from workflow.model import Reproduction, State, Target, Unit
from workflow.store.desk import Desk

HAN = "The port 港口 and a university build a joint laboratory."


def made(desk: Desk, article_id: str) -> Reproduction:
    found = desk.reproduction(article_id, "en")
    assert found is not None
    return found


def change(desk: Desk, article_id: str, **first: object) -> None:
    found = made(desk, article_id)
    unit: Unit = replace(found.units[0], **first)  # type: ignore[arg-type]
    desk.save(replace(found, units=(unit, *found.units[1:])))


def errors(desk: Desk, article_id: str) -> list[str]:
    return [finding.check for finding in check(desk, article_id).findings if finding.severity == "error"]


class TestState:
    def test_all_units_or_those_named_and_the_reviewer_once(self, desk: Desk, drafted: str) -> None:
        first = made(desk, drafted).units[0].id
        assert set_state(desk, drafted, State.REVIEWED, [first], by="Chen Yu") == 1
        assert [unit.target.state for unit in made(desk, drafted).units].count(State.REVIEWED) == 1
        assert set_state(desk, drafted, State.FINAL, by="Chen Yu") == len(made(desk, drafted).units)
        assert made(desk, drafted).reviewers == ("Chen Yu",)
        assert status(desk, [drafted])[0].state == "final"
        assert set_state(desk, drafted, State.FINAL) == 0

    def test_a_unit_without_english_cannot_be_approved_and_nothing_changes(self, desk: Desk, drafted: str) -> None:
        change(desk, drafted, target=Target())
        before = made(desk, drafted)
        with pytest.raises(InputError, match=r"u1: has no English, so it cannot be reviewed; draft it"):
            set_state(desk, drafted, State.REVIEWED)
        assert made(desk, drafted) == before

    def test_what_translates_an_earlier_original_cannot_be_approved(self, desk: Desk, drafted: str) -> None:
        change(desk, drafted, source="从前的话。")
        with pytest.raises(InputError, match="translates an earlier original"):
            set_state(desk, drafted, State.FINAL)
        assert set_state(desk, drafted, State.INITIAL, ["u1"]) == 1

    def test_whoever_compared_it_with_the_present_original_may_approve_it(self, desk: Desk, drafted: str) -> None:
        present = made(desk, drafted).units[0].source
        change(desk, drafted, source="从前的话。")
        assert set_state(desk, drafted, State.REVIEWED, ["u1"], by="Chen Yu", compared=True) == 1
        unit = made(desk, drafted).units[0]
        assert (unit.target.state, unit.source) == (State.REVIEWED, present)
        assert "state.stale" not in errors(desk, drafted)
        change(desk, drafted, source="从前的话。")  # approved before, and the original has changed since
        assert set_state(desk, drafted, State.REVIEWED, ["u1"], by="Chen Yu", compared=True) == 1
        assert [step.state for step in made(desk, drafted).units[0].target.signed][-2:] == ["reviewed", "reviewed"]

    def test_whoever_approves_all_units_vouches_for_the_original_as_it_is_now(self, desk: Desk, drafted: str) -> None:
        desk.save(replace(made(desk, drafted), digest="sha256:0", url="https://elsewhere.example/"))
        set_state(desk, drafted, State.REVIEWED, ["u1"])
        assert made(desk, drafted).digest == "sha256:0"
        assert "link.original" in errors(desk, drafted)
        set_state(desk, drafted, State.REVIEWED)
        article = desk.article(drafted)
        assert (made(desk, drafted).digest, made(desk, drafted).url) == (article.digest, article.metadata.url)

    def test_unknown_articles_and_units_are_named(self, desk: Desk, drafted: str, article_id: str) -> None:
        with pytest.raises(InputError, match="there is no article"):
            set_state(desk, "2024-01-24-prt", State.FINAL)
        with pytest.raises(InputError, match=r"there is no unit u11; did you mean u1\?"):
            set_state(desk, drafted, State.FINAL, ["u11"])


class TestWaiver:
    def test_it_counts_until_the_unit_changes(self, desk: Desk, drafted: str) -> None:
        change(desk, drafted, target=Target(HAN, State.TRANSLATED, "human"))
        assert errors(desk, drafted) == ["text.han"]
        waive(desk, drafted, "u1", "text.han", " the port is cited ", by="Chen Yu")
        (waiver,) = made(desk, drafted).units[0].target.waived
        assert (waiver.reason, waiver.by) == ("the port is cited", "Chen Yu")
        assert errors(desk, drafted) == []
        assert status(desk, [drafted])[0].waived == 1
        assert status(desk, [drafted])[0].waivers == status(Desk.open(desk.root), [drafted])[0].waivers
        unit = made(desk, drafted).units[0]
        change(desk, drafted, target=replace(unit.target, text=f"{HAN} Indeed."))
        assert "text.han" in errors(desk, drafted)

    def test_a_second_one_takes_the_place_of_the_first_and_may_be_withdrawn(self, desk: Desk, drafted: str) -> None:
        waive(desk, drafted, "u1", "text.han", "one")
        waive(desk, drafted, "u1", "text.han", "two")
        assert [waiver.reason for waiver in made(desk, drafted).units[0].target.waived] == ["two"]
        withdraw(desk, drafted, "u1", "text.han")
        assert made(desk, drafted).units[0].target.waived == ()
        with pytest.raises(InputError, match=r"u1: has no waiver of text\.han"):
            withdraw(desk, drafted, "u1", "text.han")

    @pytest.mark.parametrize(
        ("check_id", "reason", "message"),
        [
            ("text.hna", "r", r"no check “text\.hna”; did you mean text\.han"),
            ("state.stale", "r", r"state\.stale cannot be waived"),
            ("text.han", "  ", "a waiver needs a reason"),
        ],
    )
    def test_what_is_no_waiver_is_refused(
        self, desk: Desk, drafted: str, check_id: str, reason: str, message: str
    ) -> None:
        with pytest.raises(InputError, match=message):
            waive(desk, drafted, "u1", check_id, reason)
        assert made(desk, drafted).units[0].target.waived == ()

    def test_without_a_translation_there_is_nothing_to_decide(self, desk: Desk, article_id: str) -> None:
        with pytest.raises(InputError, match="has no translation yet"):
            waive(desk, article_id, "u1", "text.han", "r")
