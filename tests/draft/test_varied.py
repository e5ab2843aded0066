"""Terms that a draft has in other forms than their entries: made exact where that can be, taken where it cannot."""

import pytest
from draft_scripted import Scripted

from workflow.constraints.base import Context
from workflow.draft import Job, draft
from workflow.draft.plan import Cell
from workflow.draft.varied import exactly, resumed, varied
from workflow.engines.base import Constraining, Draft, Request
from workflow.glossary.termbase import Termbase
from workflow.model import Concept, TermSet

FORMS = {
    "历史名港": "historic port",
    "航海": "seafaring",
    "全面建成良港": "build a fair port in all respects",
    "保护主义": "protectionism",
    "北辽人": "people of Beiliao",
    "措施": "measures",
}
TERMBASE = Termbase([Concept(id=en, terms={"zh": TermSet(zh), "en": TermSet(en)}) for zh, en in FORMS.items()])
CONTEXT = Context(termbase=TERMBASE)


def cell(text: str) -> Cell:
    from workflow.constraints.unit import find
    from workflow.text.inline import parse

    return Cell(text, find(parse(text), CONTEXT), context=CONTEXT)


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("这是历史名港。", "This is a historical port.", "This is a historic port."),
        (
            "全面建成良港的任务完成了。",
            "The building of a fair port in all respects was finished.",
            "Building a fair port in all respects was finished.",
        ),
    ],
)
def test_a_form_that_differs_before_its_last_word_is_put_right_without_the_engine(
    source: str, text: str, expected: str
) -> None:
    [verdict] = varied(cell(source), text)
    assert exactly(verdict, text) == expected
    engine = Scripted(Constraining.PROMPT, lambda request: text)
    [drafted] = draft([Job("u", source)], engine, CONTEXT)
    assert (drafted.text, drafted.rungs, drafted.unmet) == (expected, "prompt>repair", ())


def test_an_adjective_is_left_before_its_noun() -> None:
    text = "They keep a protectionist system."
    [verdict] = varied(cell("他们坚持保护主义制度。"), text)
    assert exactly(verdict, text) is None

    def answer(request: Request) -> str:
        return f"{request.begin} system." if request.begin else text

    engine = Scripted(Constraining.PROMPT, answer)
    engine.continues = True
    [drafted] = draft([Job("u", "他们坚持保护主义制度。")], engine, CONTEXT)
    assert (drafted.text, drafted.unmet) == (text, ())


def test_where_the_model_goes_on_otherwise_the_noun_is_taken() -> None:
    def answer(request: Request) -> str:
        return f"{request.begin} and their ports." if request.begin else "They keep their protectionist system."

    engine = Scripted(Constraining.PROMPT, answer)
    engine.continues = True
    [drafted] = draft([Job("u", "他们坚持保护主义制度。")], engine, CONTEXT)
    assert drafted.text == "They keep their protectionism and their ports."


def test_a_term_in_another_form_is_asked_for_again_and_kept_where_no_draft_has_its_own() -> None:
    engine = Scripted(Constraining.PROMPT, lambda request: "They keep a protectionist system.")
    [drafted] = draft([Job("u", "他们坚持保护主义制度。")], engine, CONTEXT)
    assert (drafted.text, drafted.unmet) == ("They keep a protectionist system.", ())
    assert len(engine.asked) > 1


def test_the_draft_with_the_form_of_the_entry_is_taken() -> None:
    def answer(request: Request) -> str:
        asked_again = "protectionism" in request.text
        return "They hold on to protectionism." if asked_again else "They keep a protectionist system."

    [drafted] = draft([Job("u", "他们坚持保护主义制度。")], Scripted(Constraining.PROMPT, answer), CONTEXT)
    assert (drafted.text, drafted.rungs) == ("They hold on to protectionism.", "prompt>inline")


def test_a_word_of_every_text_is_asked_for_again_and_recorded() -> None:
    engine = Scripted(Constraining.PROMPT, lambda request: "They did something against it.")
    [drafted] = draft([Job("u", "他们采取了措施。")], engine, CONTEXT)
    assert [unmet.source for unmet in drafted.unmet] == ["措施"]
    assert len(engine.asked) > 1


def test_a_verb_is_not_gone_on_from_as_if_it_were_a_noun() -> None:
    text = "Their country modernizes."
    termbase = Termbase([Concept(id="m", terms={"zh": TermSet("现代化"), "en": TermSet("modernization")})])
    context = Context(termbase=termbase)
    engine = Scripted(Constraining.PROMPT, lambda request: Draft(text))
    engine.continues = True
    [drafted] = draft([Job("u", "国家现代化。")], engine, context)
    assert (drafted.text, drafted.unmet) == (text, ())
    from workflow.constraints.unit import find
    from workflow.text.inline import parse

    source = Cell("国家现代化。", find(parse("国家现代化。"), context), context=context)
    assert [resumed(verdict, text) for verdict in varied(source, text)] == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They live by the realization of plans.", "They live by realizing plans."),
        ("The realization of plans is hard.", "Realizing plans is hard."),
        ("They celebrate the realization of plans.", "They celebrate realizing plans."),
        ("The swift realization of plans is hard.", None),
        ("Their realization is hard.", None),
    ],
)
def test_the_noun_of_a_verb_becomes_the_verb_where_it_may(text: str, expected: str | None) -> None:
    termbase = Termbase([Concept(id="r", terms={"zh": TermSet("实现"), "en": TermSet("realize")})])
    from workflow.constraints.unit import find
    from workflow.text.inline import parse

    context = Context(termbase=termbase)
    [verdict] = varied(Cell("实现计划。", find(parse("实现计划。"), context), context=context), text)
    assert exactly(verdict, text) == expected
