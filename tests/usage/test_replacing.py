"""Deprecated forms replaced where nothing but the words need change."""

import pytest

from workflow.glossary.termbase import Termbase
from workflow.model import Concept, TermSet
from workflow.text.inline import parse, serialize
from workflow.usage.replacing import fitted, replaced


def concept(name: str, source: str, target: str, *deprecated: str) -> Concept:
    return Concept(id=name, terms={"zh": TermSet(source), "en": TermSet(target, deprecated=deprecated)})


TERMS = Termbase(
    [
        concept("port", "智慧港口", "smart port", "wise port", "intelligent port"),
        concept("college", "学院", "academy", "college"),
        concept("credits", "学分互认", "mutual recognition of credits", "credit swap"),
        concept("open", "开放", "open up", "go open"),
        concept("center", "中心", "smart port center", "hub"),
    ]
)


def changed(source: str, target: str) -> str:
    return serialize(replaced(source, parse(target), TERMS).target)


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        ("智慧港口", "A wise port opens.", "A smart port opens."),
        ("智慧港口", "Wise ports open.", "Smart ports open."),
        ("智慧港口", "The Wise Port of Today", "The Smart Port of Today"),
        ("智慧港口", "THE WISE PORT", "THE SMART PORT"),
        ("智慧港口", "an intelligent port", "a smart port"),
        ("智慧港口", "An “intelligent port”", "A “smart port”"),
        ("学院", "It is a college.", "It is an academy."),
        ("学院", "two colleges", "two academies"),
        ("智慧港口和学院", "a wise port and a college", "a smart port and an academy"),
        ("智慧港口、智慧港口", "a wise port, an intelligent port", "a smart port, a smart port"),
        ("学院", 'a <em>college</em> and <a href="https://x.example/">more</a>',
         'an <em>academy</em> and <a href="https://x.example/">more</a>'),
    ],
)  # fmt: skip
def test_words_case_number_and_article_fit(source: str, old: str, new: str) -> None:
    assert changed(source, old) == new


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ("学分互认", "three credit swaps", "no sure counterpart"),
        ("开放", "it is going open", "no sure counterpart"),
        ("学院", "an academy, that is a college", "accepted form stands there"),
        ("智慧港口", "a <em>wise</em> port", "inline tag"),
    ],
)
def test_where_more_would_have_to_change_it_is_left_to_a_person(source: str, target: str, reason: str) -> None:
    done = replaced(source, parse(target), TERMS)
    assert (serialize(done.target), done.words) == (target, ())
    assert reason in done.refused[0].reason


def test_what_is_right_stays() -> None:
    done = replaced("智慧港口", parse("a smart port"), TERMS)
    assert (done.words, done.refused) == ((), ())


@pytest.mark.parametrize(
    ("preferred", "article"),
    [("university", "a"), ("hourly rate", "an"), ("SME fund", "an"), ("UN body", "a"), ("European plan", "a"),
     ("open door", "an"), ("one-stop shop", "a"), ("honour roll", "an"), ("use case", "a")],
)  # fmt: skip
def test_the_article_goes_by_sound(preferred: str, article: str) -> None:
    termbase = Termbase([concept("x", "某词", preferred, "thing")])
    for before in ("a", "an"):
        assert serialize(replaced("某词", parse(f"{before} thing"), termbase).target) == f"{article} {preferred}"


def test_a_form_with_capitals_of_its_own_gives_no_capitals_away() -> None:
    assert fitted("College", "College", "academy") == "academy"
    assert fitted("colleges", "College", "academy") == "academies"
