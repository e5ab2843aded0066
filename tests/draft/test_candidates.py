"""Several drafts of a text, of which the best is kept."""

import pytest
from draft_scripted import Scripted

from workflow.constraints.base import Context
from workflow.draft import Job, draft
from workflow.draft.candidates import Candidate, choose
from workflow.draft.plan import Placed
from workflow.engines.base import Constraining, Request
from workflow.errors import InputError
from workflow.glossary.termbase import Termbase
from workflow.model import Concept, TermSet

TERMBASE = Termbase([Concept(id="road", terms={"zh": TermSet("道路"), "en": TermSet("road")})])
CONTEXT = Context(termbase=TERMBASE)


def candidate(text: str, *flaws: str) -> Candidate:
    return Candidate(Placed(text, {}), flaws=flaws)


def test_of_equals_the_one_closest_to_all_is_chosen() -> None:
    drafts = ["It rains in the north.", "It rains in the north today.", "Fish swim.", "It rains in the north now."]
    assert choose([candidate(text) for text in drafts]).placed.text == drafts[1]
    worse = [candidate(drafts[1], "long"), *(candidate(text) for text in drafts if text != drafts[1])]
    assert choose(worse).placed.text == drafts[3]


def sampling(*answers: str) -> Scripted:
    engine = Scripted(Constraining.PROMPT, lambda request: answers[request.sample])
    engine.samples = True
    return engine


def test_a_sample_that_keeps_the_term_is_better_than_a_best_draft_that_does_not() -> None:
    engine = sampling("The way is long.", "Far it is.", "The road is long.")
    [drafted] = draft([Job("u", "道路很长。")], engine, CONTEXT, candidates=3)
    assert (drafted.text, drafted.rungs, drafted.unmet) == ("The road is long.", "prompt", ())
    assert [request.sample for request in engine.calls[0]] == [0, 1, 2]
    assert len(engine.calls) == 1


def test_only_the_first_rung_has_samples() -> None:
    engine = Scripted(Constraining.PROMPT, lambda request: "It is long." if request.terms else "The road is long.")
    engine.samples = True
    [drafted] = draft([Job("u", "道路很长。")], engine, CONTEXT, candidates=2)
    assert (drafted.text, drafted.rungs) == ("The road is long.", "prompt>inline")
    assert engine.calls[1] == [Request("road 很长。")]


def test_a_number_or_a_date_that_the_chinese_has_not_is_a_flaw() -> None:
    engine = sampling("The road of 1860-1861 is long.", "The road is long by 30 percent.", "The road is long.")
    [drafted] = draft([Job("u", "道路很长。")], engine, CONTEXT, candidates=3)
    assert drafted.text == "The road is long."


def test_every_part_of_a_cell_is_sampled() -> None:
    engine = sampling("road works", "The road works on.")
    [drafted] = draft([Job("u", "一、道路施工")], engine, CONTEXT, candidates=2)
    assert drafted.text.startswith("1. ")
    assert [request.text for request in engine.calls[0]] == ["道路施工", "道路施工"]


def test_an_engine_without_samples_is_refused() -> None:
    engine = Scripted(Constraining.NONE, lambda request: "Something.")
    with pytest.raises(InputError, match="one draft"):
        list(draft([Job("u", "天气。")], engine, CONTEXT, candidates=2))


def test_a_changed_draft_keeps_the_leads_before_and_behind_the_change() -> None:
    old = Candidate(
        Placed("We built 700 roads and bridges.", {}), leads={("桥", "viaduct"): [(2, -1.0), (10, -4.0), (22, -2.0)]}
    )
    new = Candidate(Placed("We built 12 roads and bridges.", {}), leads={("路", "lane"): [(11, -3.0)]}).after(old)
    assert new.leads == {("桥", "viaduct"): ((2, -1.0), (21, -2.0)), ("路", "lane"): ((11, -3.0),)}
