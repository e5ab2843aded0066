"""What a check asks first (`Check.given`) never keeps it from saying something."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.checks import CHECKS, Context, Pair
from workflow.glossary.termbase import Termbase
from workflow.model import Target, Unit, Unmet, Waiver
from workflow.store.schema_desk import concepts_from_yaml
from workflow.text.inline import escape

ROOT = Path(__file__).parents[2]
PAIRS = ROOT / "tests/data/pairs"
MARKS = "，。“”‘’\"'()（）[] \u00a0\u200b\u202e!?;:,.17一二千万年月日AaXZ{}<_#@%$/-–\nー半双数"


@pytest.fixture(scope="module")
def termbase() -> Termbase:
    return Termbase(concepts_from_yaml((ROOT / "glossary.yaml").read_text(encoding="utf-8")))


def rows(name: str) -> list[list[str]]:
    lines = (PAIRS / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [[*line.split("\t"), ""] for line in lines[1:] if line.strip()]


def kept_quiet(pair: Pair) -> list[str]:
    """Checks that say something although what they ask first does not hold."""
    asked = [check for check in CHECKS if check.pair and check.given and not check.given(pair)]
    return [check.id for check in asked for _ in (check.pair(pair) if check.pair else ())]


@pytest.mark.parametrize("name", ["date", "link", "name", "number", "structure", "term", "text"])
def test_what_is_asked_first_holds_wherever_a_check_has_something_to_say(name: str, termbase: Termbase) -> None:
    markup = name in ("link", "structure")
    for _, _, source, target, date, *_ in rows(name):
        texts = (source, target) if markup else (escape(source), escape(target))
        unit = Unit("u1", texts[0], target=Target(texts[1]))
        context = Context(termbase=termbase, date=date if re.fullmatch(r"\d{4}-\d\d-\d\d", date) else "")
        assert kept_quiet(Pair.of(unit, unit, context)) == [], (source, target)


@settings(max_examples=300)
@given(
    st.lists(st.sampled_from(["the", "an", "X1", "city", "said", "2,000", "3.5", "TODO", *MARKS]), max_size=14),
    st.text(alphabet=f"{MARKS}市区增长", max_size=14),
)
def test_what_is_asked_first_holds_for_any_marks(words: list[str], source: str) -> None:
    for english in ("".join(words), " ".join(words)):
        unit = Unit("u1", escape(source), target=Target(escape(english)))
        assert kept_quiet(Pair.of(unit, unit, Context())) == []


def test_a_check_of_decisions_is_asked_of_a_unit_with_any_note() -> None:
    waived = Target("Good.", unmet=(Unmet("state.doubtful", "好", "a look"),), waived=(Waiver("text.han", "", "Li"),))
    for recorded in (Unit("u1", "好。", target=waived), Unit("u1", "坏。", target=Target("Bad."))):
        assert kept_quiet(Pair.of(Unit("u1", "好。"), recorded, Context(), "2024-01-24-note")) == []
