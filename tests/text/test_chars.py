"""Characters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.text.chars import fold, han_runs, has_han, has_words, is_han, printable


@pytest.mark.parametrize(
    "ch",
    [
        "中", "一", "\u9fff", "\u3400", "\u4dbf", "〇", "々", "\uf900", "\ufaff",
        "\U00020000", "\U0002a6df", "\U0002a700", "\U0002b73f", "\U0002b81d", "\U0002cea1", "\U0002ebe0",
        "\U0002ebf0", "\U0002ee5d", "\U0002f800", "\U0002fa1f", "\U00030000", "\U0003134a", "\U00031350",
        "\U000323af", "\U000323b0", "\U00033479",
    ],
)  # fmt: skip
def test_ideographs_of_every_block_are_han(ch: str) -> None:
    assert is_han(ch)
    assert has_han(f"a{ch}b")


@pytest.mark.parametrize(
    "ch",
    [*"a1—“”…→€。，、《》·ー あアㄅ한", "\u3000", "\u2e7f", "\u33ff", "\ua000", "\uf8ff", "\ufb00", "\U0001ffff",
     "\U0002a6e0", "\U0002ee60", "\U0002fa20", "\U00033480", "中国", ""],
)  # fmt: skip
def test_other_characters_are_not_han(ch: str) -> None:
    assert not is_han(ch)


def _name(ch: str) -> str:
    try:
        return unicodedata.name(ch)
    except ValueError:
        return ""


@given(st.characters())
def test_names_and_categories_agree(ch: str) -> None:
    if _name(ch).startswith(("CJK UNIFIED IDEOGRAPH", "CJK COMPATIBILITY IDEOGRAPH", "CJK RADICAL", "KANGXI RADICAL")):
        assert is_han(ch)
    if unicodedata.category(ch)[0] in "PZCM":
        assert is_han(ch) <= (unicodedata.category(ch) == "Cn")  # blocks have room for characters to come


def test_runs_of_ideographs() -> None:
    assert han_runs("GDP增长3.5%，超预期") == [(3, 5), (10, 13)]
    assert han_runs("no Chinese “here” — at all…") == []


def test_words_are_letters_ideographs_and_digits() -> None:
    assert has_words("2024")
    assert has_words("***é")
    assert not has_words("*** —— 。")


def test_unprintable_characters_go_and_the_others_stay() -> None:
    assert printable("开\x00放\u200b，\ufeff走\u202e出\xad去\ud800\n\t\u3000") == "开放，走出去\n\t\u3000"
    assert printable("👨\u200d👩") == "👨\u200d👩"


def test_width_quotes_dots_and_space_are_folded() -> None:
    assert fold("ＧＤＰ　（２０２４）％：！").text == "GDP (2024)%:!"
    assert fold("“走出去”、「走进去」、‘走上去’").text == '"走出去"、"走进去"、\'走上去\''
    assert fold("弗拉基米尔•普京・列宁･a‧b").text == "弗拉基米尔·普京·列宁·a·b"
    assert fold("a \t\n\u3000b\u00a0c").text == "a b c"
    assert fold("a\u200b \ufeff b").text == "a b"
    assert fold("non‑stop‐x").text == "non-stop-x"


def test_case_stays_unless_asked_for() -> None:
    assert fold("Ａｂ").text == "Ab"
    assert fold("Ａｂ Ｃd", case=True).text == "ab cd"


def test_offsets_lead_back_to_the_original() -> None:
    original = "在“一带　　一路”上"
    folded = fold(original)
    start = folded.text.index("一路")
    assert original[slice(*folded.span(start, start + 2))] == "一路"
    whole = folded.text.index("一带")
    assert original[slice(*folded.span(whole, whole + 5))] == "一带　　一路"


def test_a_character_that_becomes_two_maps_back_whole() -> None:
    original = "xİy"
    folded = fold(original, case=True)
    assert len(folded.text) == 4
    assert folded.span(1, 2) == (1, 2)
    assert folded.span(2, 4) == (1, 3)
    assert folded.span(2, 2) == (1, 1)


@given(st.text(), st.booleans())
def test_offsets_are_ordered_and_complete(text: str, case: bool) -> None:  # noqa: FBT001
    folded = fold(text, case=case)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    assert folded.offsets[-1] == len(text)
    assert all(0 <= offset < len(text) for offset in folded.offsets[:-1])


@given(st.text(alphabet="“”‘’「」·•Ａa　 \t\u200b中。-‑．"))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text, case=True).text
    assert fold(once, case=True).text == once
