"""Names and addresses in pinyin."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.text.name.romanise import is_personal_name, romanise, slug


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("周明远", "Zhou Mingyuan"),
        ("欧阳朔", "Ouyang Shuo"),
        ("诸葛云", "Zhuge Yun"),
        ("单立新", "Shan Lixin"),  # the common reading of 单 is dan
        ("曾静", "Zeng Jing"),
        ("解思远", "Xie Siyuan"),
        ("查良", "Zha Liang"),
        ("任重", "Ren Zhong"),
        ("陈西安", "Chen Xi'an"),  # two syllables, not one
        ("吕绿", "Lyu Lyu"),
        ("欧阳", "Ou Yang"),  # a surname and a given name, where nothing follows
    ],
)
def test_names_follow_the_standard(name: str, pinyin: str) -> None:
    assert romanise(name) == pinyin


@pytest.mark.parametrize("text", ["", "李", "新华通讯社", "Zhou", "李A", "本报 李明"])
def test_what_is_no_name_is_refused(text: str) -> None:
    assert not is_personal_name(text)
    with pytest.raises(ValueError, match="not a Chinese personal name"):
        romanise(text)


def test_a_slug_is_made_of_syllables_words_and_numbers() -> None:
    assert slug("北辽大学发布2024年AI报告") == "bei-liao-da-xue-fa-bu-2024-nian-ai-bao-gao"


def test_a_character_of_two_readings_is_read_by_its_word() -> None:
    assert slug("区域协调发展 银行行长") == "qu-yu-xie-tiao-fa-zhan-yin-hang-hang-zhang"


def test_a_long_slug_ends_at_a_syllable() -> None:
    cut = slug("把大学建成东北亚开放合作的枢纽" * 5, limit=20)
    assert len(cut) <= 20
    assert slug("把大学建成东北亚开放合作的枢纽").startswith(cut)


@given(st.text(max_size=60))
def test_a_slug_is_always_fit_for_an_address(title: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(title))
    assert len(slug(title)) <= 48
