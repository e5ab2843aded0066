"""The ladder with the local model that the program installs: everything owed is met."""

from collections.abc import Iterator

import pytest

from workflow.checks import check_pair
from workflow.constraints.base import Context
from workflow.draft import Job, draft
from workflow.engines import llm, packages
from workflow.engines.base import Request
from workflow.glossary.termbase import Termbase
from workflow.model import Concept, TermSet

TERMS = {
    "治理体系和治理能力现代化": "modernization of the system and capacity for governance",
    "云岭港": "Port of Yunling",
}
CONTEXT = Context(
    termbase=Termbase([Concept(id=zh, terms={"zh": TermSet(zh), "en": TermSet(en)}) for zh, en in TERMS.items()]),
    date="2024-11-20",
)
JOBS = [
    Job("u1", "全会提出，推进国家治理体系和治理能力现代化，完善社会治理。"),
    Job("u2", "去年，云岭港货物吞吐量突破7650万吨，营业收入430亿元，增长一成半。"),
]


@pytest.fixture(scope="module")
def engine() -> Iterator[llm.LlmEngine]:
    if said := llm.available("zh", "en", {"model": packages.DEFAULT_LLM}):
        pytest.skip(said)
    loaded = llm.load("zh", "en", {"model": packages.DEFAULT_LLM})
    yield loaded
    loaded.close()


@pytest.mark.llm
@pytest.mark.slow
def test_terms_and_numbers_are_all_met(engine: llm.LlmEngine) -> None:
    drafts = {drafted.unit_id: drafted for drafted in draft(JOBS, engine, CONTEXT)}
    assert [drafted.unmet for drafted in drafts.values()] == [(), ()]
    assert "modernization of the system and capacity for governance" in drafts["u1"].text
    assert "76.5 million" in drafts["u2"].text
    assert "43 billion yuan" in drafts["u2"].text


@pytest.mark.llm
@pytest.mark.slow
def test_the_model_goes_on_from_a_beginning_and_samples_differ_but_repeat(engine: llm.LlmEngine) -> None:
    begin = "The plenary session proposed promoting the modernization of the system"
    (answer,) = dict(engine.translate([Request(JOBS[0].source, begin=begin)])).values()
    assert answer.text.startswith(begin)
    assert len(answer.text) > len(begin)
    requests = [Request(JOBS[1].source, sample=sample) for sample in (1, 2, 1)]
    first, second, again = (answer for _, answer in engine.translate(requests))
    assert first == again
    assert first != second


# A text, one like it with its English, and what of that English must not get into the draft.
LIKE = [
    (
        "去年，云岭港货物吞吐量突破7650万吨，营业收入430亿元，增长一成半。",
        "2023年，青湾港货物吞吐量达到3180万吨，营业收入215亿元，增长两成。",
        "In 2023 the Port of Qingwan handled 31.8 million tonnes, with revenue of 21.5 billion yuan, up 20 percent.",
        ("Qingwan", "31.8", "21.5", "20 percent"),
    ),
    (
        "6月12日，校长陈启明会见了来访的哈萨克斯坦代表团。",
        "5月8日，校长林远舟会见了来访的印度尼西亚代表团。",
        "On May 8, President Lin Yuanzhou met with a visiting delegation from Indonesia.",
        ("May", "Lin", "Yuanzhou", "Indonesia"),
    ),
    (
        "云岭港今年开通了三条通往越南的航线。",
        "青湾港今年开通了两条通往新加坡的航线。",
        "The Port of Qingwan opened two routes to Singapore this year.",
        ("Qingwan", "two", "Singapore"),
    ),
]


@pytest.mark.llm
@pytest.mark.slow
@pytest.mark.parametrize(("source", "like", "english", "foreign"), LIKE)
def test_nothing_of_an_example_gets_into_a_draft(
    engine: llm.LlmEngine, source: str, like: str, english: str, foreign: tuple[str, ...]
) -> None:
    (drafted,) = draft([Job("u1", source, ((like, english),))], engine, CONTEXT)
    assert [word for word in foreign if word in drafted.text] == []
    assert [found.message for found in check_pair(source, drafted.text, date=CONTEXT.date)] == []
