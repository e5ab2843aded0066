"""Terms whose words stand close together, put in a way that the variants do not know."""

import pytest

from workflow.text.term.near import near


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("smart port", "The town has a smart, all-weather port.", None),
        ("smart port", "The town has a smart all-weather port.", "smart all-weather port"),
        ("harbour safety", "They safeguard the busy inner harbour.", None),
        ("shipping and trade union", "A union for trade and shipping grows.", "union for trade and shipping"),
        ("fishing capacity", "The capacity of the fleet to fish is small.", "capacity of the fleet to fish"),
        ("fishing capacity", "Capacity fishing is small.", None),
        ("fishing industry growth", "The growth of fishing. The industry is old.", None),
        ("tidal power policy", "A policy on macrotidal power", "policy on macrotidal power"),
        ("macrotidal power policy", "A policy on tidal power", None),
        ("tide policy support", "Support of the policy on tides", "Support of the policy on tides"),
        ("Liaohai Port Office", "the Office of the Port, Liaohai", None),
        ("harbour", "harbours", None),
    ],
)
def test_all_words_of_a_term_in_one_clause_are_near(form: str, text: str, expected: str | None) -> None:
    place = near(form, text, [])
    assert (place and text[slice(*place)]) == expected


def test_words_that_other_terms_claim_are_passed_over_and_none_of_them_is_used() -> None:
    text = "The capacity of the Liaohai ice fleet to fish"
    fleet = (text.index("Liaohai"), text.index(" to"))
    place = near("fishing capacity", text, [fleet])
    assert place
    assert text[slice(*place)] == "capacity of the Liaohai ice fleet to fish"
    assert near("fishing fleet capacity", text, [fleet]) is None
