"""What a unit owes and whether it was met: counted, longest first, codes by address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.constraints.base import Constraint, Context
from workflow.constraints.unit import find, unmet
from workflow.glossary.termbase import Termbase
from workflow.model import Concept, MatchRule, TermSet
from workflow.text.inline import parse


def concept(name: str, zh: str, *en: str, match: MatchRule | None = None) -> Concept:
    return Concept(id=name, terms={"zh": TermSet(zh), "en": TermSet(en[0], en[1:])}, match=match or MatchRule())


TERMBASE = Termbase(
    [
        concept("hqd", "高质量发展", "high-quality development"),
        concept("dev", "发展", "development", "growth"),
        concept("policy", "政策", "policy"),
        concept("country", "国家", "country", "nation"),
        concept("nation", "民族", "nation"),
        concept("road", "丝绸之路", "Silk Road", match=MatchRule(case_sensitive=True)),
    ]
)
CONTEXT = Context(termbase=TERMBASE)


def owed(source: str, target: str) -> list[str]:
    """What the target fails to supply."""
    unit = parse(source)
    return [constraint.owed for constraint in unmet(find(unit, CONTEXT), unit, parse(target), CONTEXT)]


def test_terms_links_and_codes_of_a_unit_are_found_in_order() -> None:
    unit = parse(
        '<strong>高质量发展</strong>见<a href="https://a.example/x" title="标题">政策</a><br/><img src="p.png"/>'
    )
    assert [(c.check, c.source, c.start, c.end, c.owed) for c in find(unit, CONTEXT)] == [
        ("term.missing", "高质量发展", 0, 5, "high-quality development"),
        ("structure.tags", "高质量发展", 0, 5, "<strong>"),
        ("term.missing", "政策", 6, 8, "policy"),
        ("link.lost", "政策", 6, 8, "https://a.example/x"),
        ("structure.tags", "", 8, 8, "<br>"),
        ("structure.tags", "", 8, 8, '<img src="p.png"/>'),
    ]


def test_without_a_termbase_only_codes_are_owed() -> None:
    assert [c.check for c in find(parse("<em>政策</em>"), Context())] == ["structure.tags"]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("政策", "Policies matter.", []),
        ("政策", "Politics matter.", ["policy"]),
        ("政策与政策", "A policy.", ["policy"]),
        ("政策与政策", "A policy and its policies.", []),
        ("高质量发展与发展", "High-quality development.", ["development"]),
        ("高质量发展与发展", "High-quality development and growth.", []),
        ("高质量发展与发展", "Development and growth.", ["high-quality development"]),
        ("发展", "High-quality development.", []),
        ("国家和民族", "The nation.", ["country"]),
        ("国家和民族", "The nation and the country.", []),
        ("国家和民族", "A nation of nations.", []),
        ("丝绸之路", "the silk road", ["Silk Road"]),
        ("<strong>高质量</strong>发展", "<strong>high-quality</strong> development", []),
        ("高质量发展", "“High-quality” <em>development</em>", []),
    ],
)
def test_terms_are_counted_and_no_word_serves_twice(source: str, target: str, expected: list[str]) -> None:
    assert owed(source, target) == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ('<a href="https://a.example/">网</a>', '<a href="https://a.example/">Site</a>', []),
        ('<a href="https://a.example/" title="旧">网</a>', '<a href="https://a.example/">Site</a>', []),
        ('<a href="https://a.example/">网</a>', '<a href="https://b.example/">Site</a>', ["https://a.example/"]),
        ('<a href="/x">甲</a><a href="/x">乙</a>', '<a href="/x">A</a>B', ["/x"]),
        ("<strong>甲</strong><em>乙</em>", "<strong>A</strong>B", ["<em>"]),
        ("H<sub>2</sub>O", "H2O", ["<sub>"]),
        ("甲<br/>乙", "A<br/>B", []),
        ('<img src="a.png"/>', '<img src="b.png"/>', ['<img src="a.png"/>']),
    ],
)
def test_codes_are_compared_by_tag_and_address(source: str, target: str, expected: list[str]) -> None:
    assert owed(source, target) == expected


def test_a_constraint_may_be_checked_alone() -> None:
    unit = parse("政策")
    single = Constraint("term.missing", "政策", 0, 2, "policy", ("policy",), MatchRule(), "policy")
    assert unmet([single], unit, parse("none"), CONTEXT) == (single,)
    assert unmet([], unit, parse("none"), CONTEXT) == ()


@given(st.lists(st.sampled_from(["高质量发展", "发展", "政策", "国家", "的", "，"]), max_size=10))
def test_a_target_of_all_owed_forms_meets_everything_and_one_fewer_does_not(parts: list[str]) -> None:
    unit = parse("".join(parts))
    constraints = find(unit, CONTEXT)
    forms = [constraint.owed for constraint in constraints]
    assert unmet(constraints, unit, parse(" ; ".join(forms)), CONTEXT) == ()
    if forms:
        assert len(unmet(constraints, unit, parse(" ; ".join(forms[1:])), CONTEXT, exact=True)) == 1
