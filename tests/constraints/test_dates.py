"""Dates as constraints."""

from workflow.constraints.base import Context
from workflow.constraints.unit import find, instead, unmet
from workflow.glossary.termbase import Termbase
from workflow.model import Concept, TermSet
from workflow.text.inline import parse

CONTEXT = Context(date="2024-01-24T09:30+08:00")


def owed(source: str, context: Context = CONTEXT) -> list[str]:
    return [constraint.owed for constraint in find(parse(source), context)]


def left(source: str, target: str) -> list[str]:
    parsed = parse(source)
    return [constraint.source for constraint in unmet(find(parsed, CONTEXT), parsed, parse(target), CONTEXT)]


def test_a_unit_owes_its_dates_in_english() -> None:
    assert owed("24日，今年前三季度的数据公布。") == ["January 24", "the first three quarters of this year"]


def test_a_list_of_dates_is_owed_as_one() -> None:
    assert owed("2021、2022和2023年") == ["2021, 2022 and 2023"]
    assert owed("20世纪七八十年代") == ["the 1970s and the 1980s"]
    assert left("2021、2022和2023年", "in 2021, 2022 and 2023") == []
    assert left("2021、2022和2023年", "in 2021 and 2023") == ["2021、2022和2023年"]


def test_what_stands_in_the_place_of_a_date_is_told_where_it_is_the_whole() -> None:
    def place(source: str, target: str) -> tuple[int, int] | None:
        constraints = find(parse(source), CONTEXT)
        return instead(constraints[0], constraints, source, target, CONTEXT)

    assert place("3月5日开幕。", "It opens on March 6.") == (12, 19)
    assert place("3月、4月和5月开放。", "Open in March, April and June.") is None
    assert place("2021、2022年开放。", "Open in 2021 and 2023.") is None


def test_a_date_within_a_term_is_the_terms() -> None:
    plan = Concept(id="p", terms={"zh": TermSet("2035年远景目标"), "en": TermSet("Long-Range Objectives Through 2035")})
    assert owed("2035年远景目标", Context(termbase=Termbase([plan]))) == ["Long-Range Objectives Through 2035"]


def test_a_date_said_twice_may_be_stated_once() -> None:
    assert left("3月5日开幕，3月5日闭幕。", "It opened and closed on March 5.") == []
    assert left("3月5日开幕，3月6日闭幕。", "It opened on March 5.") == ["3月6日"]


def test_a_part_of_a_unit_is_verified_by_itself() -> None:
    whole = find(parse("2月1日、3日开放。"), CONTEXT)
    rest = parse("3日开放。")
    assert unmet([whole[1]], rest, parse("It opens on February 3."), CONTEXT) == ()
    assert unmet([whole[1]], rest, parse("It opens on February 4."), CONTEXT) == (whole[1],)
