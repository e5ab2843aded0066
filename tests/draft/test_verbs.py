"""Owed forms that are verbs, in the places of nouns."""

import pytest

from workflow.draft.fitting import fitted
from workflow.draft.verbs import gerund, is_verb


@pytest.mark.parametrize(
    ("before", "form", "expected"),
    [
        ("We hope to ", "build a fair port", "We hope to build a fair port"),
        ("", "build a fair port", "Build a fair port"),
        ("Towns and firms ", "build a fair port", "Towns and firms build a fair port"),
        ("They finished the ", "build a fair port", "They finished building a fair port"),
        ("By ", "build a fair port", "By building a fair port"),
        ("They spoke of a comprehensive ", "build a fair port", "They spoke of comprehensively building a fair port"),
        ("a new era of strategic ", "build a fair port", "a new era of strategically building a fair port"),
        ("We stepped up ", "build a fair port", "We stepped up build a fair port"),
        ("We strengthened ", "improve work and build a port", "We strengthened improving work and building a port"),
        ("Their ", "put boats first, and raise wages", "Their putting boats first, and raising wages"),
        ("the ", "strengthen", "the strengthening"),
        ("This shows the need ", "build a port", "This shows the need build a port"),
        ("the ", "harbour fair", "the harbour fair"),
        ("the ", "open government", "the open government"),
    ],
)
def test_a_verb_behind_what_a_noun_follows_becomes_one(before: str, form: str, expected: str) -> None:
    assert fitted(before, form) == expected


def test_a_form_that_is_not_inflected_stays() -> None:
    assert fitted("By ", "build a fair port", inflect=False) == "By build a fair port"


def test_gerunds() -> None:
    assert [gerund(verb) for verb in ("make", "put", "see", "carry", "agree", "win")] == [
        "making",
        "putting",
        "seeing",
        "carrying",
        "agreeing",
        "winning",
    ]


def test_compounds_that_begin_like_verbs_are_none() -> None:
    assert not is_verb("win-win cooperation")
    assert not is_verb("maker")
    assert is_verb("Build a port")
