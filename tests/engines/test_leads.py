"""Where a model was near to writing a term: gathered token by token, told as places of its draft."""

from hypothesis import given
from hypothesis import strategies as st

from workflow.engines.leads import Leads, moved

DRAFT = "Old friends are the country's concern."


def leads(form: str, *looks: tuple[str, str, float], draft: str = DRAFT) -> tuple[tuple[int, float], ...]:
    """The leads of a form, after looks at (text so far, token, logarithm of its chance)."""
    gathered = Leads([form])
    for text, token, chance in looks:
        gathered.take(text, [(token, chance), (" the", -0.5), ("", -0.1)])
    return gathered.found(draft)[0]


def test_the_likeliest_places_come_first() -> None:
    found = leads("motherland", ("Old", " mother", -8.0), ("Old friends are the", " mother", -3.0))
    assert found == ((19, -3.0), (3, -8.0))


def test_an_article_and_capitals_do_not_count() -> None:
    assert leads("the Harbour Council", ("Old", " harbour", -2.0)) == ((3, -2.0),)


def test_a_letter_or_two_are_no_sign_unless_they_are_the_word() -> None:
    assert not leads("motherland", ("Old", " mo", -1.0))
    assert leads("AI model", ("Old", " AI", -1.0)) == ((3, -1.0),)


def test_the_end_of_a_word_begins_no_term() -> None:
    assert not leads("ship", ("Old friend", "ship", -1.0))
    assert leads("ship", ("", "ship", -1.0)) == ((0, -1.0),)


def test_what_is_out_of_reach_is_no_lead() -> None:
    assert not leads("motherland", ("Old", " mother", -11.0))


def test_where_the_term_stands_it_needs_no_lead() -> None:
    looks = (("We love the", " mother", -0.1), ("We", " mother", -4.0))
    assert leads("motherland", *looks, draft="We love the motherland.") == ((2, -4.0),)


def test_places_follow_a_draft_whose_white_space_was_tidied() -> None:
    raw = " Old  friends are"
    assert moved((((5, -1.0), (13, -2.0)),), raw, "Old friends are") == (((3, -1.0), (11, -2.0)),)
    assert moved((((13, -2.0),),), "Translation: Old", "Old") == ((),)


@given(
    st.lists(st.sampled_from(["Old", " mother", " the", "land", " "])), st.sampled_from(["motherland", "the old", "a"])
)
def test_every_lead_is_a_place_of_the_draft(tokens: list[str], form: str) -> None:
    gathered = Leads([form])
    for number, token in enumerate(tokens):
        gathered.take("".join(tokens[:number]), [(token, -1.0), (" Old", -2.0)])
    draft = "".join(tokens)
    assert all(0 <= at <= len(draft) for at, _ in gathered.found(draft)[0])
