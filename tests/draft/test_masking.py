"""Placeholders in, owed English out, and none left whatever a model does with them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.draft.masking import FORMS, Swap, mask, unmask, write_in

TEXT = "推动高质量发展，支持走出去。"
SWAPS = [Swap(2, 7, "high-quality development"), Swap(10, 13, "going global")]


@pytest.mark.parametrize("form", FORMS)
def test_spans_are_masked_in_every_form(form: str) -> None:
    masked = mask(TEXT, SWAPS, form)
    first, second = form.format(n=1), form.format(n=2)
    assert masked.text == f"推动{first}，支持{second}。"
    assert unmask(masked, f"Promote {first} and support {second}.") == (
        "Promote high-quality development and support going global.",
        True,
    )


def test_a_placeholder_is_kept_apart_from_figures_and_words() -> None:
    masked = mask("今年9月GDP增长", [Swap(0, 2, "this year"), Swap(7, 9, "growth")], "X{n}")
    assert masked.text == "X1 9月GDP X2"


def test_numbers_that_the_text_itself_uses_are_passed_over() -> None:
    masked = mask("宝马X3与高质量发展", [Swap(5, 10, "development")], "X{n}")
    assert masked.text == "宝马X3与X4"
    assert unmask(masked, "BMW X3 and X4") == ("BMW X3 and development", True)


@pytest.mark.parametrize(
    ("draft", "expected", "once"),
    [
        ("Promote x 1 and X2.", "Promote high-quality development and going global.", True),
        ("X2 and X1.", "Going global and high-quality development.", True),
        ("X1, X2.", "High-quality development, going global.", True),
        ("We act. X1 X2", "We act. High-quality development going global", True),
        ("Support X1s and X2's.", "Support high-quality development and going global's.", True),
        ("supportX1 andX2", "support high-quality development and going global", True),
        ("X1and X2", "High-quality development and going global", True),
        ("Promote X1.", "Promote high-quality development.", False),
        ("X1, X1 and X2.", "High-quality development, high-quality development and going global.", False),
        ("X1, X2 and X7.", "High-quality development, going global and.", False),
        ("an X1 and the X2", "a high-quality development and the going global", True),
        ("“X1” (X2)", "“High-quality development” (going global)", True),
        ("Promote X1-led X2", "Promote high-quality development-led going global", True),
        ("", "", False),
    ],
)
def test_whatever_comes_back_is_unmasked(draft: str, expected: str, once: bool) -> None:  # noqa: FBT001
    assert unmask(mask(TEXT, SWAPS, "X{n}"), draft) == (expected, once)


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ("Today the X1 led.", "Today the Ministry led."),
        ("the X1 led.", "The Ministry led."),
        ("A X1 led.", "The Ministry led."),
        ("They met. The X1 led.", "They met. The Ministry led."),
    ],
)
def test_an_article_in_the_owed_form_replaces_the_draft_s(draft: str, expected: str) -> None:
    assert unmask(mask("部委领导", [Swap(0, 2, "the Ministry")], "X{n}"), draft)[0] == expected


def test_a_and_an_follow_the_owed_form() -> None:
    masked = mask("一个项目和倡议", [Swap(2, 4, "project"), Swap(5, 7, "initiative")], "X{n}")
    assert unmask(masked, "An X1 and a X2") == ("A project and an initiative", True)


@settings(deadline=None)
@given(
    st.sampled_from(FORMS),
    st.lists(st.sampled_from(["X1", "X2", "x 3", "[1]", "[ 2 ]", "Z1Q", "z2qs", "⟦1⟧", "word", "X", "1", "[", "⟦"])),
    st.sampled_from(["", " "]),
)
def test_no_placeholder_is_ever_left(form: str, parts: list[str], joint: str) -> None:
    masked = mask(TEXT, SWAPS, form)
    text, _ = unmask(masked, joint.join(parts))
    for number in (1, 2, 3):
        assert form.format(n=number) not in text.split()


@pytest.mark.parametrize(
    ("text", "swaps", "expected"),
    [
        (TEXT, SWAPS, "推动 high-quality development，支持 going global。"),
        ("“走出去”战略", [Swap(1, 4, "go global")], "“go global”战略"),
        ("走出去", [Swap(0, 3, "go global")], "go global"),
        ("无", [], "无"),
    ],
)
def test_owed_english_is_written_into_the_chinese(text: str, swaps: list[Swap], expected: str) -> None:
    assert write_in(text, swaps) == expected
