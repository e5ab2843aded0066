"""What numbers a unit owes, in which form, and which English pays them."""

import pytest

from workflow.constraints.base import NUMBER, Context
from workflow.constraints.unit import find, unmet
from workflow.glossary.termbase import Termbase
from workflow.model import Concept, TermSet
from workflow.text.inline import parse


def concept(name: str, zh: str, en: str) -> Concept:
    return Concept(id=name, terms={"zh": TermSet(zh), "en": TermSet(en)})


CONTEXT = Context(
    termbase=Termbase(
        [concept("top", "百强县100佳", "top 100 counties"), concept("point", "百分点", "percentage point")]
    )
)


def owed(source: str) -> list[tuple[str, str]]:
    return [(c.source, c.owed) for c in find(parse(source), CONTEXT) if c.check == NUMBER]


def lacking(source: str, target: str) -> list[str]:
    unit = parse(source)
    constraints = find(unit, CONTEXT)
    return [c.owed for c in unmet(constraints, unit, parse(target), CONTEXT) if c.check == NUMBER]


def test_quantities_are_owed_in_their_canonical_form() -> None:
    assert owed("全省签约额达到7650亿元，其中<strong>近一成半</strong>来自28个国家，有数十家企业。") == [
        ("7650亿元", "765 billion yuan"),
        ("近一成半", "nearly 15 percent"),
        ("28", "28"),
    ]


def test_a_number_inside_a_term_is_the_term_s() -> None:
    assert owed("百强县100佳中有30个") == [("30", "30")]
    assert lacking("百强县100佳中有30个", "Of the top 100 counties, 30.") == []


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("投资7650亿元，占15%", "765 billion yuan, 15 percent", []),
        ("投资7650亿元，占15%", "7650 billion yuan, 50 percent", ["765 billion yuan", "15 percent"]),
        ("提高3个百分点", "rose 3 percentage points", []),
        ("提高3个百分点", "rose 3 percent", ["3 percentage points"]),
        ("六所高校", "universities", ["six"]),
        ("两国", "bilateral", []),
        ("两国", "the countries", []),
        ("两国", "three countries", ["two"]),
        ("增长两倍", "tripled", []),
        ("增长两倍", "doubled", ["tripled"]),
    ],
)
def test_a_target_pays_or_lacks_them(source: str, target: str, expected: list[str]) -> None:
    assert lacking(source, target) == expected
