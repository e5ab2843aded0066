"""How each owed term is rendered, by one pair of texts."""

from hypothesis import given
from hypothesis import strategies as st

from workflow.glossary.termbase import Termbase
from workflow.model import Concept, MatchRule, TermSet
from workflow.usage import uses as module
from workflow.usage.uses import Rendering, Use, uses


def concept(
    name: str, source: str, *forms: str, deprecated: tuple[str, ...] = (), match: MatchRule | None = None
) -> Concept:
    terms = {"zh": TermSet(source), "en": TermSet(forms[0], forms[1:], deprecated)}
    return Concept(id=name, terms=terms, match=match or MatchRule())


TERMS = Termbase(
    [
        concept("port", "港口", "port"),
        concept("smart-port", "智慧港口", "smart port", "intelligent port", deprecated=("wise port",)),
        concept("college", "学院", "college", deprecated=("school",)),
        concept("once", "论坛", "forum", match=MatchRule(repeat=False)),
    ]
)


def shown(source: str, target: str) -> list[tuple[str, str, str]]:
    return [
        (source[slice(*use.source)], use.rendering.value, target[slice(*use.target)] if use.target else "")
        for use in uses(source, target, TERMS)
    ]


def test_each_kind_of_rendering_is_told_with_its_place() -> None:
    assert shown(
        "智慧港口、智慧港口、智慧港口和港口", "Smart ports, an intelligent port, a wise port and the harbour"
    ) == [
        ("智慧港口", "preferred", "Smart ports"),
        ("智慧港口", "admitted", "intelligent port"),
        ("智慧港口", "deprecated", "wise port"),
        ("港口", "otherwise", ""),
    ]


def test_a_word_serves_one_term() -> None:
    assert shown("智慧港口和港口", "a smart port") == [
        ("智慧港口", "preferred", "smart port"),
        ("港口", "otherwise", ""),
    ]


def test_a_deprecated_form_beside_an_accepted_one_is_told_too() -> None:
    found = uses("学院开学", "The college, a school, opens", TERMS)
    assert [(use.rendering, use.extra) for use in found] == [
        (Rendering.PREFERRED, False),
        (Rendering.DEPRECATED, True),
    ]


def test_a_term_that_need_not_be_repeated_is_owed_once() -> None:
    assert shown("论坛，论坛", "the forum") == [("论坛", "preferred", "forum")]
    assert shown("论坛，论坛", "it") == [("论坛", "otherwise", "")]


def test_no_term_no_use() -> None:
    assert shown("今天晴", "fine today") == []


def test_errors_are_wrong_and_not_waived() -> None:
    assert Use(concept="x", rendering=Rendering.OTHERWISE, source=(0, 1)).is_error
    assert not Use(concept="x", rendering=Rendering.DEPRECATED, source=(0, 1), waived=True).is_error
    assert not Use(concept="x", rendering=Rendering.ADMITTED, source=(0, 1)).is_error


PIECES = st.lists(st.sampled_from(["港口", "新港", "码头", "，"]), min_size=1, max_size=5)
WORDS = st.lists(
    st.sampled_from(["port", "Port", "ports", "new port", "pier", "and", "the", ",", "port.", "(port)", "transport"]),
    max_size=7,
)


@given(PIECES, WORDS)
def test_the_short_way_says_what_the_long_one_says(source: list[str], target: list[str]) -> None:
    termbase = Termbase(
        [concept("port", "港口", "port"), concept("new", "新港", "new port"), concept("pier", "码头", "pier")]
    )
    chinese, english = "".join(source), " ".join(target)
    hits = [hit for hit in termbase.find(chinese) if hit.accepted]
    short = module._plainly_rendered(hits, english)
    if short:
        judged = module._judged(hits, english, termbase)
        assert [(use.concept, use.rendering) for use in short] == [(use.concept, use.rendering) for use in judged]
