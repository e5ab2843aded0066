"""How a target renders the terms it owes: preferred, admitted, deprecated, again, missing, and where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.constraints import terms
from workflow.constraints.base import Context
from workflow.constraints.terms import Judgement, find, judge
from workflow.constraints.unit import find as find_all
from workflow.constraints.unit import unmet
from workflow.glossary.termbase import Termbase
from workflow.model import Concept, MatchRule, TermSet
from workflow.text.inline import parse


def concept(zh: str, en: TermSet, match: MatchRule | None = None) -> Concept:
    return Concept(id=zh, terms={"zh": TermSet(zh), "en": en}, match=match or MatchRule())


TERMBASE = Termbase(
    [
        concept("对外开放", TermSet("opening-up", ("opening up",), ("opening", "opening-up to the outside"))),
        concept("经济增长", TermSet("economic growth")),
        concept("建设", TermSet("construction", (), ("growth", "development"))),
        concept("发展", TermSet("development")),
        concept("改革", TermSet("reform", ("restructuring",)), MatchRule(repeat=False)),
    ]
)


def judged(source: str, target: str) -> Judgement:
    return judge(list(find(source, TERMBASE)), target)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("对外开放", "The opening-up of ports", ["preferred opening-up"]),
        ("经济增长", "Growth of prosperity", ["missing"]),
        ("改革", "Restructuring goes on", ["admitted Restructuring"]),
        ("对外开放", "The opening of ports", ["deprecated opening"]),
        ("对外开放", "The opening-up to the outside", ["deprecated opening-up to the outside"]),
        ("对外开放与对外开放", "Opening goes with opening-up", ["preferred opening-up", "deprecated Opening"]),
        ("改革，改革，再改革", "Reform, and once more", ["preferred Reform", "again", "again"]),
        ("改革，再改革", "Reform and restructuring", ["preferred Reform", "admitted restructuring"]),
        ("改革", "Change", ["missing"]),
        ("改革，改革", "Change", ["missing", "again"]),
        ("建设与经济增长", "Economic growth", ["missing", "preferred Economic growth"]),
        (
            "建设与发展",
            "Construction, development and development",
            ["preferred Construction", "preferred development"],
        ),
        ("建设与发展", "Development", ["missing", "preferred Development"]),
    ],
)
def test_each_owed_term_has_a_verdict_and_a_place(source: str, target: str, expected: list[str]) -> None:
    found = [f"{v.standing} {target[v.start : v.end]}".strip() for v in judged(source, target).verdicts]
    assert found == expected


def test_a_deprecated_form_is_found_even_when_the_preferred_one_is_there_too() -> None:
    judgement = judged("对外开放", "The opening-up that was an opening, an opening")
    assert [v.standing for v in judgement.verdicts] == ["preferred"]
    assert [(v.form, v.start) for v in judgement.beside] == [("opening", 27), ("opening", 39)]


def test_the_form_of_the_entry_is_told_beside_what_was_written() -> None:
    (verdict,) = judged("改革", "Reforms").verdicts
    assert (verdict.form, verdict.start, verdict.end) == ("reform", 0, 7)


def test_only_missing_and_deprecated_terms_are_unmet() -> None:
    source, target = parse("改革<em>对外</em>开放，改革，发展"), parse("<em>Reform</em> and opening")
    context = Context(termbase=TERMBASE)
    missing = unmet(find_all(source, context), source, target, context)
    assert [constraint.owed for constraint in missing] == ["opening-up", "development"]


def test_nothing_owed_is_nothing_judged() -> None:
    assert judged("其他", "Opening") == Judgement((), ())


CHAINS = Termbase(
    [
        concept("内需", TermSet("domestic demand")),
        concept("扩大内需", TermSet("expand domestic demand")),
        concept("产业链", TermSet("industrial chain")),
        concept("供应链", TermSet("supply chain")),
        concept("高质量发展", TermSet("high-quality development")),
        concept("发展", TermSet("development")),
        concept("新能源汽车", TermSet("new energy vehicle")),
        concept("周明远", TermSet("Zhou Mingyuan"), MatchRule(case_sensitive=True, inflect=False)),
    ]
)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("产业链和供应链", "industrial and supply chains", ["varied", "preferred"]),
        ("产业链和供应链", "supply and industrial chains", ["preferred", "varied"]),
        ("高质量发展", "high-quality and innovative development", ["varied"]),
        ("高质量发展和发展", "high-quality and innovative development", ["missing", "preferred"]),
        ("产业链，产业链", "Extend the industrial chain and improve it", ["preferred", "again"]),
        ("产业链，产业链", "Extend the industrial chain; the chain is short", ["preferred", "again"]),
        ("产业链，产业链", "Extend the industrial chain and industry", ["preferred", "missing"]),
        ("扩大内需，内需", "Domestic demand must be expanded, and its potential used", ["varied", "again"]),
        ("扩大内需，内需", "Domestic demand must be expanded", ["missing", "preferred"]),
        ("产业链，产业链", "Extend it, and the chain", ["missing", "missing"]),
        ("产业链，产业链，产业链", "One industrial chain, two industrial chains", ["preferred", "preferred", "again"]),
        ("产业链，产业链，产业链", "One industrial chain", ["preferred", "again", "missing"]),
        ("高质量发展，发展", "High-quality development, and such development", ["preferred", "preferred"]),
        ("新能源汽车，新能源汽车", "NEVs and new energy vehicles", ["preferred", "varied"]),
        ("周明远说，周明远还说", "Zhou Mingyuan said, and Zhou added", ["preferred", "again"]),
    ],
)
def test_what_a_careful_reader_forgives_is_forgiven(source: str, target: str, expected: list[str]) -> None:
    judgement = judge(list(find(source, CHAINS)), target)
    assert [verdict.standing for verdict in judgement.verdicts] == expected


@pytest.mark.parametrize("note", ["idiom", "成语；口语", "also an idiom of sailors"])
def test_an_idiom_binds_nobody(note: str) -> None:
    idiom = Concept(id="i", terms={"zh": TermSet("乘风破浪"), "en": TermSet("brave the waves")}, note=note)
    owed = list(find("乘风破浪", Termbase([idiom, *CHAINS.concepts])))
    assert [term.general for term in owed] == [True]
    assert [term.general for term in find("内需", CHAINS)] == [False]


def test_what_other_terms_are_made_of_binds_nobody() -> None:
    made = [concept(zh, TermSet(zh)) for zh in ("港口经济", "海洋经济", "经济开发", "经济林", "海洋牧场")]
    termbase = Termbase([*made, concept("经济", TermSet("economy")), concept("海洋", TermSet("ocean"))])
    assert [(term.source, term.general) for term in find("经济、海洋和港口经济", termbase)] == [
        ("经济", True),
        ("海洋", False),
        ("港口经济", False),
    ]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("Steps will make the growth seen in the economy steadier.", ["growth seen in the economy"]),
        ("Steps will make the growth, seen in the economy, steadier.", []),
        (
            "The growth seen in the economy hides many old problems of shops, farms, towns, schools, ports, roads and banks.",
            [],
        ),
        ("Growth of the province will be made steadier.", []),
    ],
)
def test_words_of_a_missing_term_that_stand_near_are_told_where_no_words_are_left_over(
    target: str, expected: list[str]
) -> None:
    source = "全省将采取措施推动经济增长更加平稳。"
    judgement = judged(source, target)
    places = terms.put_otherwise(judgement, source, target)
    assert [target[slice(*place)] for place in places.values()] == expected
    assert [verdict.standing for verdict in judgement.verdicts] == ["missing"]


def test_a_term_is_told_where_another_one_has_its_rendering() -> None:
    termbase = Termbase([concept("扶贫", TermSet("poverty relief")), concept("脱贫攻坚", TermSet("poverty relief"))])
    source, target = "扶贫和脱贫攻坚", "Poverty relief"
    judgement = judge(list(find(source, termbase)), target)
    assert [verdict.standing for verdict in judgement.verdicts] == ["preferred", "missing"]
    assert terms.put_otherwise(judgement, source, target) == {1: (0, 14)}


def test_a_person_of_a_list_is_told_by_the_surname() -> None:
    judgement = judge(list(find("周明远来访", CHAINS)), "Mayor Zhou came")
    assert terms.put_otherwise(judgement, "周明远来访", "Mayor Zhou came") == {0: (6, 10)}
    assert terms.put_otherwise(judgement, "周明远来访", "The mayor came") == {}


def test_a_draft_may_be_judged_by_the_forms_of_the_entry_alone() -> None:
    owed = list(find("产业链和供应链", CHAINS))
    assert [c.owed for c in terms.unmet(owed, "industrial and supply chains", exact=True)] == ["industrial chain"]
    assert terms.unmet(owed, "industrial and supply chains") == []


ENGLISH = "industrial and supply chains chain , the it high-quality innovative development new energy vehicle NEVs is of . domestic demand expand".split()


@given(
    st.lists(
        st.sampled_from(["产业链", "供应链", "高质量发展", "发展", "新能源汽车", "扩大内需", "内需", "，"]), max_size=8
    ),
    st.lists(st.sampled_from(ENGLISH), max_size=20),
)
def test_forgiving_only_ever_takes_alarms_away(chinese: list[str], english: list[str]) -> None:
    owed, text = list(find("".join(chinese), CHAINS)), " ".join(english)
    verdicts = judge(owed, text).verdicts
    assert [verdict.owed for verdict in verdicts] == owed
    assert all(0 <= verdict.start <= verdict.end <= len(text) for verdict in verdicts)
    told = terms.put_otherwise(judge(owed, text), "".join(chinese), text)
    assert all(verdicts[at].standing == "missing" and start < end <= len(text) for at, (start, end) in told.items())
    strict = [id(constraint) for constraint in terms.unmet(owed, text, exact=True)]
    assert {id(constraint) for constraint in terms.unmet(owed, text)} <= set(strict)
