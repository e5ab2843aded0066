"""Where the English renders what the Chinese owes."""

from workflow.constraints.base import Context
from workflow.constraints.places import places
from workflow.constraints.unit import find, unmet
from workflow.glossary.termbase import Termbase
from workflow.model import Concept, TermSet
from workflow.text.inline import parse

TERMS = Termbase([Concept(id="go-out", terms={"zh": TermSet("走出去"), "en": TermSet("go out", (), ("go global",))})])
CONTEXT = Context(termbase=TERMS, date="2024-01-24")


def shown(source: str, target: str) -> list[tuple[str, str, bool, list[str]]]:
    english = parse(target)
    found = places(parse(source), english, CONTEXT)
    return [(one.family, one.source, one.met, [english.text[a:b] for a, b in one.spans]) for one in found]


def test_every_family_is_found_on_both_sides() -> None:
    source = "2023年，校长周明远说，32家企业“走出去”，投资7650亿元。"
    target = "In 2023, President Zhou Mingyuan said that 32 enterprises went out and invested 765 billion yuan."
    assert shown(source, target) == [
        ("date", "2023年", True, ["2023"]),
        ("name", "周明远", True, ["Zhou Mingyuan"]),
        ("number", "32", True, ["32"]),
        ("term", "走出去", True, ["went out"]),
        ("number", "7650亿元", True, ["765 billion yuan"]),
    ]


def test_what_fails_shows_what_stands_in_its_place() -> None:
    assert shown("企业走出去，投资7650亿元。", "Enterprises go global and invest 7650 billion yuan.") == [
        ("term", "走出去", False, ["go global"]),
        ("number", "7650亿元", False, ["7650 billion yuan"]),
    ]


def test_what_is_missing_has_no_place() -> None:
    assert shown("企业走出去。", "Enterprises leave.") == [("term", "走出去", False, [])]


def test_verdicts_are_those_of_unmet_and_spans_those_of_the_texts_without_tags() -> None:
    source, target = parse("<strong>1月3日</strong>有35人走出去。"), parse("On <em>January 4</em>, 36 went out.")
    constraints = find(source, CONTEXT)
    failed = {one.source for one in unmet(constraints, source, target, CONTEXT)}
    found = places(source, target, CONTEXT)
    assert {one.source for one in found if not one.met} == failed & {one.source for one in found}
    assert [source.text[one.start : one.end] for one in found] == [one.source for one in found]
