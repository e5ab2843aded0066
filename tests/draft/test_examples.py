"""Translations of like texts as examples: given once, and never taken for the text itself."""

from collections.abc import Callable

from draft_scripted import Scripted

from workflow.constraints.base import Context
from workflow.draft import Drafted, Job, draft
from workflow.engines.base import Constraining, Request
from workflow.engines.prompt import messages

LIKE = ("港口去年投资20亿元。", "The port invested 2 billion yuan last year.")
SOURCE = "学校去年投资30亿元。"


def drafted(answer: Callable[[Request], str], source: str = SOURCE) -> tuple[Drafted, Scripted]:
    engine = Scripted(Constraining.PROMPT, answer)
    (found,) = draft([Job("u1", source, (LIKE,))], engine, Context())
    return found, engine


def test_an_example_is_given_with_the_first_question() -> None:
    found, engine = drafted(lambda _: "The university invested 3 billion yuan last year.")
    assert [request.examples for call in engine.calls for request in call] == [(LIKE,)]
    assert found.unmet == ()


def test_a_draft_that_repeats_the_example_is_asked_for_again_without_it() -> None:
    def answer(request: Request) -> str:
        return LIKE[1] if request.examples else "The university invested 3 billion yuan last year."

    found, engine = drafted(answer)
    assert found.text == "The university invested 3 billion yuan last year."
    assert [request.examples for call in engine.calls for request in call] == [(LIKE,), ()]


def test_so_is_one_with_a_number_of_the_example_that_the_text_has_not() -> None:
    def answer(request: Request) -> str:
        more = ", after 2 billion yuan" if request.examples else ""
        return f"The university invested 3 billion yuan last year{more}."

    found, _ = drafted(answer)
    assert found.text == "The university invested 3 billion yuan last year."


def test_so_is_one_with_a_date_that_the_example_led_to() -> None:
    def answer(request: Request) -> str:
        return f"The university invested 3 billion yuan {'in 2022' if request.examples else 'last year'}."

    engine = Scripted(Constraining.PROMPT, answer)
    context = Context(date="2024-11-20")
    (found,) = draft([Job("u1", SOURCE, (LIKE,))], engine, context)
    assert found.text == "The university invested 3 billion yuan last year."


def test_the_parts_of_a_unit_with_line_breaks_get_no_examples() -> None:
    _, engine = drafted(lambda request: f"Invested 3 billion yuan {len(request.text)}.", f"{SOURCE}<br/>{SOURCE}续。")
    assert {request.examples for call in engine.calls for request in call} == {()}


def test_engines_that_cannot_be_told_get_no_examples() -> None:
    engine = Scripted(Constraining.MASK, lambda _: "The university invested 3 billion yuan last year.")
    list(draft([Job("u1", SOURCE, (LIKE,))], engine, Context()))
    assert {request.examples for call in engine.calls for request in call} == {()}


def test_in_the_prompt_an_example_stands_before_the_text_and_behind_what_is_always_the_same() -> None:
    bare, told = messages(Request(SOURCE), "zh", "en"), messages(Request(SOURCE, examples=(LIKE,)), "zh", "en")
    assert told[: len(bare) - 1] == bare[:-1]
    assert told[len(bare) - 1 :] == [
        {"role": "user", "content": LIKE[0]},
        {"role": "assistant", "content": LIKE[1]},
        {"role": "user", "content": SOURCE},
    ]
