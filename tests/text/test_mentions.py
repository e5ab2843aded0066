"""How English speaks again of what it has named."""

import pytest

from workflow.model import MatchRule
from workflow.text.term.mentions import mentions, presupposed

NAME = MatchRule(case_sensitive=True, inflect=False)


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("industrial chain", "Industrial chains grow; extend the whole chain.", ["chain"]),
        ("Ministry of Education", "Ministry of Education: an official of the ministry spoke.", ["ministry"]),
        (
            "integration of industry and education",
            "Integration of … and this integration works",
            ["integration", "this"],
        ),
        ("vocational education", "Vocational education, which is broad, has its friends", ["which", "its"]),
        ("industrial chain", "Industrial chains and chain stores", []),
        ("business environment", "It helps the environment", ["environment"]),
    ],
)
def test_a_head_that_is_pointed_at_and_pronouns_speak_of_a_term(form: str, text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in mentions(form, text, MatchRule(), named=0)] == expected


def test_a_person_is_called_by_surname() -> None:
    text = "Zhou Mingyuan spoke. Zhou added"
    places = mentions("Zhou Mingyuan", text, NAME, named=0)
    assert [text[start:end] for start, end in places] == ["Zhou"]


def test_what_stands_ahead_of_the_name_speaks_of_something_else() -> None:
    text = "It is clear: industrial chains matter, and they grow"
    places = mentions("industrial chain", text, MatchRule(), named=text.index("industrial"))
    assert [text[start:end] for start, end in places] == ["they"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("As this Council has met, work goes on.", ["Council"]),
        ("Those new councils met.", ["councils"]),
        ("The mayor said that Council members met.", []),
        ("A council met. This council was new.", []),
        ("The council met.", []),
        ("Pilots protested. The Council met.", ["Council"]),
        ("Pilots protested under the new-term Council.", ["Council"]),
        ("The Pilot Council met.", []),
        ("The Council of Pilots met.", []),
        ("The Council Members met.", []),
        ("For the Council and the Port", []),
    ],
)
def test_a_term_that_the_text_before_has_named(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in presupposed("Harbour Council", text)] == expected
