"""Counting uses over articles, and the same as JSON and back."""

import json

from workflow.model import Concept, TermSet
from workflow.usage.tally import EXAMPLES, Outdated, Usage, tally, with_likely
from workflow.usage.uses import Rendering, Use
from workflow.usage.wire import from_wire, to_wire


def concept(name: str, source: str, target: str, status: str = "approved") -> Concept:
    return Concept(id=name, terms={"zh": TermSet(source), "en": TermSet(target)}, status=status)


CONCEPTS = [
    concept("port", "港口", "port"),
    concept("college", "学院", "college"),
    concept("never", "航天", "space"),
    concept("elsewhere", "辽海日报", "Liaohai Daily"),
    concept("proposed", "新词", "new word", "proposed"),
]
TEXTS = {
    ("2024-a", "u1"): ("港口和学院", "a harbour and a college"),
    ("2024-a", "u2"): ("港口开放", "the harbour opens"),
    ("2025-b", "u1"): ("学院开放", "the college opens"),
}
USES = [
    Use(concept="port", rendering=Rendering.OTHERWISE, source=(0, 2), article="2024-a", unit="u1", state="reviewed"),
    Use(concept="college", rendering=Rendering.PREFERRED, source=(3, 5), target=(16, 23), article="2024-a", unit="u1"),
    Use(concept="port", rendering=Rendering.OTHERWISE, source=(0, 2), article="2024-a", unit="u2", state="translated"),
    *(
        Use(concept="college", rendering=Rendering.PREFERRED, source=(0, 2), target=(4, 11), article="2025-b", unit="u1")
        for _ in range(4)
    ),
    Use(concept="college", rendering=Rendering.DEPRECATED, source=(0, 2), target=(4, 11), article="2025-b", unit="u1",
        state="final", waived=True, extra=True),
]  # fmt: skip


def counted() -> Usage:
    return tally(CONCEPTS, USES, languages=("zh", "en"), seen={"elsewhere"})


def test_terms_are_counted_the_worst_first() -> None:
    port, college = counted().terms
    assert (port.id, port.owed, port.errors, port.waived) == ("port", 2, 2, 0)
    assert (college.id, college.owed, college.errors, college.waived) == ("college", 5, 0, 1)
    assert college.counts == {Rendering.PREFERRED: 5, Rendering.DEPRECATED: 1}
    assert counted().errors == 2
    assert counted().count(Rendering.PREFERRED) == 5


def test_all_wrong_uses_are_kept_and_some_right_ones() -> None:
    port, college = counted().terms
    assert len(port.uses) == 2
    assert [use.rendering for use in college.uses] == [Rendering.PREFERRED] * EXAMPLES + [Rendering.DEPRECATED]


def test_a_term_in_force_that_nothing_needs_is_unused() -> None:
    assert [term.id for term in counted().unused] == ["never"]


def test_approved_units_that_are_wrong_by_now_are_listed() -> None:
    assert counted().outdated == (Outdated(article="2024-a", unit="u1", state="reviewed", terms=("port",)),)


def test_what_others_were_called_is_counted() -> None:
    beside = {place: [use for use in USES if (use.article, use.unit) == place] for place in TEXTS}
    port = with_likely(counted(), TEXTS, lambda _: ("port",), beside.__getitem__).terms[0]
    assert port.others == (("harbour", 2),)
    assert [TEXTS[use.article, use.unit][1][slice(*(use.target or ()))] for use in port.uses] == ["harbour"] * 2


def test_json_says_the_same_and_comes_back() -> None:
    wire = json.loads(json.dumps(to_wire(counted(), TEXTS)))
    assert list(wire) == ["version", "summary", "terms", "unused", "outdated"]
    assert wire["summary"] == {
        "articles": 0, "units": 0, "owed": 7, "preferred": 5, "admitted": 0, "deprecated": 1, "otherwise": 2,
        "waived": 1, "errors": 2,
    }  # fmt: skip
    usage, texts = from_wire(wire)
    assert usage == counted()
    assert texts == TEXTS
