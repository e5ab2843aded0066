import pytest

from workflow.engines.base import Request
from workflow.engines.prompt import language_name, messages, tidy


def test_the_text_is_the_last_message_and_the_system_message_the_first() -> None:
    told = messages(Request("港口建设提速。"), "zh", "en")
    assert told[0]["role"] == "system"
    assert "Chinese" in told[0]["content"]
    assert "English" in told[0]["content"]
    assert told[-1] == {"role": "user", "content": "港口建设提速。"}


def test_terms_stand_before_the_text_one_a_line() -> None:
    request = Request("港口建设提速。", (("港口", "port"), ("建设", "construction")))
    assert messages(request, "zh", "en")[-1]["content"] == (
        "Terms:\n港口 = port\n建设 = construction\n\nText:\n港口建设提速。"
    )


def test_what_stands_before_the_text_depends_on_the_languages_alone() -> None:
    first = messages(Request("港口。", (("港口", "port"),)), "zh-CN", "en-GB")
    second = messages(Request("学校扩大开放。"), "zh", "en")
    assert first[:-1] == second[:-1]
    assert messages(Request("学校"), "zh", "fr")[:-1] != second[:-1]


def test_roles_alternate_so_that_every_chat_template_takes_them() -> None:
    roles = [message["role"] for message in messages(Request("港口"), "zh", "en")]
    assert roles == ["system", *["user", "assistant"] * (len(roles) // 2 - 1), "user"]


def test_the_examples_give_no_name_to_a_president() -> None:
    told = [message["content"] for message in messages(Request("校长出席。"), "zh", "en")]
    assert any("president" in text for text in told)
    assert not any("President " in text for text in told)


def test_languages_without_examples_have_the_two_messages() -> None:
    assert [message["role"] for message in messages(Request("港口"), "zh", "fr")] == ["system", "user"]


@pytest.mark.parametrize(
    ("tag", "name"), [("zh", "Chinese"), ("zh-Hans-CN", "Chinese"), ("EN-gb", "English"), ("mn", "mn")]
)
def test_languages_are_named(tag: str, name: str) -> None:
    assert language_name(tag) == name


@pytest.mark.parametrize(
    ("answer", "text", "tidied"),
    [
        ("  The port\n grows. ", "港口增长。", "The port grows."),
        ("Translation: The port grows.", "港口增长。", "The port grows."),
        ("English translation: The port grows.", "港口增长。", "The port grows."),
        ("Newspaper: The port grows.", "港口增长。", "The port grows."),
        ("News: The port grows.", "消息：港口增长。", "News: The port grows."),
        ('"The port grows."', "港口增长。", "The port grows."),
        ("“The port grows.”", "“港口增长。”", "“The port grows.”"),
        ("“Grow,” he said, “and grow.”", "他说，增长，再增长。", "“Grow,” he said, “and grow.”"),
        ("It trained 2, 100 people.", "培训2100人次。", "It trained 2,100 people."),
        ("It trained 1, 234, 567 people.", "培训1,234,567人次。", "It trained 1,234,567 people."),
        ("Numbers 2, 100 and 300.", "2号、100号和300号。", "Numbers 2, 100 and 300."),
        ("", "港口", ""),
    ],
)
def test_answers_are_tidied(answer: str, text: str, tidied: str) -> None:
    assert tidy(answer, Request(text)) == tidied
