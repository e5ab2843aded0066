"""The short way to the verdicts on terms says what the long one says."""

from hypothesis import given
from hypothesis import strategies as st

from workflow.constraints import terms
from workflow.constraints.terms import Standing
from workflow.glossary.termbase import Termbase
from workflow.model import Concept, MatchRule, TermSet


def concept(
    name: str,
    source: str,
    target: str,
    *,
    admitted: tuple[str, ...] = (),
    deprecated: tuple[str, ...] = (),
    repeat: bool = True,
) -> Concept:
    terms = {"zh": TermSet(source), "en": TermSet(target, admitted, deprecated)}
    return Concept(id=name, terms=terms, match=MatchRule(repeat=repeat))


TERMS = Termbase(
    [
        concept("port", "港口", "port"),
        concept("new", "新港", "new port"),
        concept("pier", "码头", "pier"),
        concept("gdp", "产值", "GDP"),
        concept("college", "学院", "college", admitted=("school",)),
        concept("forum", "论坛", "forum", repeat=False),
        concept("old", "旧城", "old town", deprecated=("old city",)),
    ]
)
CHINESE = st.lists(st.sampled_from(["港口", "新港", "码头", "产值", "学院", "旧城", "，"]), min_size=1, max_size=5)
ENGLISH = st.lists(
    st.sampled_from(
        "port|Port|ports|new port|New Port|pier|GDP|gdp|college|School|old town|old cities|and|the|,|port.|(port)|İ".split(
            "|"
        ),
    ),
    max_size=7,
)


@given(CHINESE, ENGLISH)
def test_terms_that_stand_letter_by_letter_are_rendered_by_claims_too(chinese: list[str], english: list[str]) -> None:
    owed, text = list(terms.find("".join(chinese), TERMS)), " ".join(english)
    short = terms._literally(owed, text) if owed else None
    if short is not None:
        for exact in (False, True):
            long = terms._by_claims(owed, text, exact=exact)
            assert all(verdict.standing.meets for verdict in long.verdicts)
            assert [verdict.owed for verdict in short.verdicts] == owed
            assert long.beside == ()


def standings(chinese: str, english: str) -> list[Standing]:
    return [verdict.standing for verdict in terms.judge(list(terms.find(chinese, TERMS)), english).verdicts]


def test_the_place_is_that_of_the_term() -> None:
    (verdict,) = terms.judge(list(terms.find("港口", TERMS)), "the new (port)").verdicts
    assert (verdict.standing, verdict.start, verdict.end) == (Standing.PREFERRED, 9, 13)


def test_deprecated_forms_and_terms_that_need_no_repeating_take_the_long_way() -> None:
    assert terms._literally(list(terms.find("旧城", TERMS)), "the old town") is not None
    assert terms._literally(list(terms.find("旧城", TERMS)), "the old town, once old cities") is None
    assert terms._literally(list(terms.find("论坛", TERMS)), "the forum") is None
    assert standings("旧城、论坛、论坛", "the old town and the forum") == [
        Standing.PREFERRED,
        Standing.PREFERRED,
        Standing.AGAIN,
    ]


def test_capitals_count_in_abbreviations_alone() -> None:
    assert terms._literally(list(terms.find("新港", TERMS)), "New port opens") is not None
    assert terms._literally(list(terms.find("产值", TERMS)), "the gdp") is None


def test_a_word_inside_a_longer_term_is_left_to_the_long_way() -> None:
    assert terms._literally(list(terms.find("新港和港口", TERMS)), "the new port") is None
