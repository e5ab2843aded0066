"""False alarms and misses of the term checks on pairs written for this project (see docs/measured.md)."""

from pathlib import Path

import pytest

from workflow.checks import Context, check_pair
from workflow.glossary.termbase import Termbase
from workflow.model import Concept, TermSet
from workflow.store.schema_desk import concepts_from_yaml
from workflow.text.inline import escape

PAIRS = Path(__file__).resolve().parent.parent / "data" / "pairs"
MOST_FALSE_ALARMS = 0.01


@pytest.fixture(scope="module")
def context() -> Context:
    return Context(termbase=Termbase(concepts_from_yaml((PAIRS / "glossary.yaml").read_text(encoding="utf-8"))))


def rows(label: str) -> list[tuple[str, str, str]]:
    lines = (PAIRS / "term.tsv").read_text(encoding="utf-8").splitlines()[1:]
    cells = [line.split("\t") for line in lines]
    return [(check, chinese, english) for mark, check, chinese, english in cells if mark == label]


def alarms(chinese: str, english: str, context: Context) -> set[str]:
    found = check_pair(escape(chinese), escape(english), context=context)
    return {finding.check for finding in found if finding.check.startswith("term.")}


def test_at_most_one_correct_pair_in_a_hundred_is_flagged(context: Context) -> None:
    correct = rows("ok")
    assert len(correct) >= 300
    flagged = [chinese for _, chinese, english in correct if alarms(chinese, english, context)]
    assert len(flagged) <= MOST_FALSE_ALARMS * len(correct), flagged


def test_every_correct_pair_owes_a_term(context: Context) -> None:
    assert context.termbase is not None
    assert [chinese for _, chinese, _ in rows("ok") if not context.termbase.find(chinese)] == []


def test_every_planted_error_is_found_by_its_check(context: Context) -> None:
    wrong = rows("bad")
    assert len(wrong) >= 120
    assert [row for row in wrong if row[0] not in alarms(row[1], row[2], context)] == []


def flagged(label: str) -> list[str]:
    """English of the rows of ``forms.tsv``, each with one term of its own, that the term check reports."""
    lines = (PAIRS / "forms.tsv").read_text(encoding="utf-8").splitlines()[1:]
    found = []
    for mark, term, rendering, chinese, english in (line.split("\t") for line in lines):
        concept = Concept(id="x", terms={"zh": TermSet(term), "en": TermSet(rendering)})
        if mark == label and alarms(chinese, english, Context(termbase=Termbase([concept]))):
            found.append(english)
    return found


def test_other_forms_and_orders_of_a_term_are_forgiven() -> None:
    assert len(flagged("ok")) <= 8


def test_words_of_a_term_that_say_something_else_are_not() -> None:
    assert len(flagged("bad")) == 40
