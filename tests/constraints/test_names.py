"""Names of persons as constraints."""

from workflow.constraints.base import NAME, Context
from workflow.constraints.unit import find, unmet
from workflow.glossary.termbase import Termbase
from workflow.model import Concept, TermSet
from workflow.text.inline import parse
from workflow.text.name.mentions import Names

PERSON = Concept(id="p", domain="person", terms={"zh": TermSet("周明远"), "en": TermSet("Zhou Mingyuan")})
PRIZE = Concept(id="q", terms={"zh": TermSet("周明远奖学金"), "en": TermSet("Zhou Mingyuan Scholarship")})
CONTEXT = Context(termbase=Termbase([PERSON, PRIZE]), names=Names({"成龙": ("Jackie Chan",)}))


def owed(source: str) -> list[tuple[str, str]]:
    return [(constraint.check, constraint.owed) for constraint in find(parse(source), CONTEXT)]


def left(source: str, target: str) -> list[str]:
    parsed = parse(source)
    return [constraint.source for constraint in unmet(find(parsed, CONTEXT), parsed, parse(target), CONTEXT)]


def test_known_and_titled_persons_are_owed() -> None:
    assert owed("周明远、成龙和教授李明说，") == [(NAME, "Zhou Mingyuan"), (NAME, "Jackie Chan"), (NAME, "Li Ming")]


def test_a_name_within_a_term_is_the_terms() -> None:
    assert owed("设立周明远奖学金。") == [("term.missing", "Zhou Mingyuan Scholarship")]


def test_a_person_may_be_named_by_surname_or_pronoun() -> None:
    assert left("周明远说，周明远会来。", "Zhou said he would come.") == []
    assert left("周明远会来。", "The president will come.") == ["周明远"]
    assert left("周明远会来。", "Mingyuan Zhou will come.") == ["周明远"]


def test_the_names_of_the_desk_win_over_the_glossary() -> None:
    context = Context(termbase=Termbase([PERSON]), names=Names({"周明远": ("Chow Ming Yuen",)}))
    assert [constraint.owed for constraint in find(parse("周明远会来。"), context)] == ["Chow Ming Yuen"]
