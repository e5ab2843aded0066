"""Replacing deprecated forms on a desk: planned, shown, written with the old text in the history."""

from dataclasses import replace

import pytest

from workflow.jobs.glossary import Change, add, deprecate
from workflow.jobs.glossaryfix import apply, diff, plan
from workflow.model import Metadata, Past, Reproduction, State, Target, Unit, Unmet, Waiver
from workflow.store.desk import Desk

SOURCE = "学院研究智慧港口。"


@pytest.fixture
def kept(desk: Desk, article_id: str) -> Desk:
    add(desk, Change(source="智慧港口", target="wise port"))
    unmet = (Unmet("term.deprecated", "智慧港口", "smart port"), Unmet("link.lost", "", "x"))
    waived = Unit("u3", SOURCE, target=Target("A wise port again.", State.FINAL, "human"))
    waiver = Waiver("term.deprecated", "a quotation", digest=waived.digest)
    units = (
        Unit(
            "u1", SOURCE, target=Target("We like it. A college studies the wise port.", State.REVIEWED, "human", unmet)
        ),
        Unit("u2", "别的", target=Target("Something else", State.REVIEWED, "human")),
        replace(waived, target=replace(waived.target, waived=(waiver,))),
    )
    title = Metadata(title="The Wise Port")
    desk.save(Reproduction(article=article_id, language="en", metadata=title, units=units))
    deprecate(desk, "wise-port", in_favour_of="smart port")
    return desk


def test_the_plan_shows_a_diff_and_writes_nothing(kept: Desk, article_id: str) -> None:
    before = kept.path_of(article_id, "en").read_bytes()
    planned = plan(kept, [article_id])
    assert [(mend.unit, mend.new) for mend in planned.mends] == [
        ("u1", "We like it. A college studies the smart port.")
    ]
    rows = list(diff(kept, planned.mends))
    assert rows[0].endswith(f"translations/en/{article_id}.yaml u1")
    assert rows[3:] == ["-A college studies the wise port.", "+A college studies the smart port."]
    assert kept.path_of(article_id, "en").read_bytes() == before


def test_the_old_text_goes_into_the_history_and_the_state_back(kept: Desk, article_id: str) -> None:
    assert apply(kept, plan(kept, [article_id]).mends) == 1
    found = kept.reproduction(article_id, "en")
    assert found is not None
    target = found.units[0].target
    assert (target.text, target.state, target.origin) == (
        "We like it. A college studies the smart port.", State.TRANSLATED, "human"
    )  # fmt: skip
    assert target.history == (Past("We like it. A college studies the wise port.", State.REVIEWED, "human"),)
    assert [one.check for one in target.unmet] == ["link.lost"]
    assert [unit.target.state for unit in found.units[1:]] == [State.REVIEWED, State.FINAL]
    assert plan(kept, [article_id]).mends == ()


def test_a_unit_that_changed_meanwhile_is_left_alone(kept: Desk, article_id: str) -> None:
    planned = plan(kept, [article_id])

    def other(found: Reproduction | None) -> Reproduction:
        assert found is not None
        return replace(found, units=(replace(found.units[0], target=Target("Mine.", State.REVIEWED)), *found.units[1:]))

    kept.update(article_id, "en", other)
    assert apply(kept, planned.mends) == 0
    found = kept.reproduction(article_id, "en")
    assert found is not None
    assert found.units[0].target.text == "Mine."


def test_an_article_without_english_has_nothing_to_mend(desk: Desk, article_id: str) -> None:
    assert plan(desk, [article_id]).mends == ()
