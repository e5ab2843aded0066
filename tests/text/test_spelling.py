"""British and American spelling compare as equal; other words do not become so."""

import pytest

from workflow.model import MatchRule
from workflow.text.spelling import spelt
from workflow.text.term.match import occurrences


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("labour", "labor"),
        ("neighbouring", "neighboring"),
        ("centres", "centers"),
        ("theatre", "theater"),
        ("kilometre", "kilometer"),
        ("programmes", "programs"),
        ("modernisation", "modernization"),
        ("organising", "organizing"),
        ("analyse", "analyze"),
        ("defence", "defense"),
        ("practise", "practice"),
        ("catalogue", "catalog"),
        ("travelling", "traveling"),
        ("labelled", "labeled"),
        ("enrolment", "enrollment"),
        ("fulfil", "fulfill"),
        ("skilful", "skillful"),
        ("ageing", "aging"),
        ("towards", "toward"),
    ],
)
def test_both_spellings_compare_as_equal(british: str, american: str) -> None:
    assert spelt(british) == spelt(american)


@pytest.mark.parametrize(
    ("one", "other"),
    [("hour", "hor"), ("four", "for"), ("filling", "filing"), ("our", "or"), ("tour", "tor"), ("prise", "price")],
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert spelt(one) != spelt(other)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("labor union", "two labour unions"),
        ("Convention Center", "the Convention Centre"),
        ("digitalization of education", "the digitalisation of education"),
        ("training program", "training programmes"),
    ],
)
@pytest.mark.parametrize("inflect", [True, False])
def test_a_term_is_found_in_either_spelling(form: str, text: str, *, inflect: bool) -> None:
    if inflect or not text.endswith("s"):
        assert len(occurrences(form, text, MatchRule(inflect=inflect))) == 1
