"""Counts of what was owed and met, rung by rung."""

from draft_scripted import Scripted

from workflow.constraints.base import TERM, Constraint, Context
from workflow.draft import Job, Tally, draft, names
from workflow.draft.tally import tally
from workflow.engines.base import Constraining, Request
from workflow.glossary.termbase import Termbase
from workflow.model import Concept, TermSet

ROAD = Constraint(TERM, "道路", 0, 2, "road", ("road",), key="road")
NUMBER = Constraint("number.mismatch", "三成", 3, 5, "30 percent")


def test_what_a_rung_met_is_what_was_missing_before_it() -> None:
    steps = [("prompt", {TERM: 1, "number.mismatch": 1}), ("inline", {TERM: 1}), ("sentences", {})]
    counts = tally([([ROAD, ROAD, NUMBER], steps)], {})
    assert counts.owed == {TERM: 2, "number.mismatch": 1}
    assert counts.after(TERM, ("prompt", "inline", "clauses", "sentences")) == {
        "prompt": 1,
        "inline": 1,
        "sentences": 2,
    }
    assert counts.after("number.mismatch", ("prompt", "inline")) == {"prompt": 0, "inline": 1}


def test_tallies_add_up_and_only_spans_are_counted() -> None:
    one = tally([([ROAD], [("prompt", {})])], {"link.lost": 1})
    other = tally([([ROAD], [("prompt", {TERM: 1})])], {TERM: 1})
    assert (one + other) == Tally({TERM: 2}, {(TERM, "prompt"): 1}, {TERM: 1})
    assert Tally() + one == one


def test_a_run_counts_every_unit_also_those_that_share_a_draft() -> None:
    terms = Termbase([Concept(id="road", terms={"zh": TermSet("道路"), "en": TermSet("road")})])

    def answer(request: Request) -> str:
        return "The road is long." if "road" in request.text else "It is long."

    engine = Scripted(Constraining.PROMPT, answer)
    jobs = [Job("u1", "道路很长。"), Job("u2", "道路很长。"), Job("u3", "道路")]
    total = Tally()
    for drafted in draft(jobs, engine, Context(termbase=terms)):
        total += drafted.tally
    assert total.owed == {TERM: 3}
    assert total.after(TERM, names(engine)) == {"term": 1, "prompt": 1, "inline": 3}
    assert total.unmet == {}
