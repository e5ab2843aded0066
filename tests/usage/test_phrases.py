"""Phrases that read like terms: quoted, listed, recurring."""

from workflow.usage.phrases import Kind, phrases


def found(*texts: str, known: str = "") -> dict[str, tuple[Kind, int]]:
    def spans(text: str) -> list[tuple[int, int]]:
        at = text.find(known) if known else -1
        return [(at, at + len(known))] if at >= 0 else []

    return {phrase.text: (phrase.kind, len(phrase.places)) for phrase in phrases(texts, spans)}


def test_what_stands_in_quotation_marks_is_a_phrase_speech_is_not() -> None:
    assert found("推进“一网通办”改革，他说：“我们都很高兴。”又问“你需要什么”") == {"一网通办": (Kind.QUOTED, 1)}


def test_an_enumeration_with_something_in_common_is_a_phrase() -> None:
    assert found("企业要走出去、走进去、走上去。购买苹果、香蕉、橘子") == {
        "走出去、走进去、走上去": (Kind.ENUMERATION, 1)
    }


def test_a_string_that_recurs_among_different_neighbours_is_a_phrase() -> None:
    texts = ["建设海洋牧场示范区", "发展海洋牧场经济", "关于海洋牧场的报告", "一座海洋牧场"]
    assert found(*texts) == {"海洋牧场": (Kind.RECURRING, 4)}


def test_a_part_of_a_longer_string_is_no_phrase_of_its_own() -> None:
    texts = ["在沧江自由贸易试验区，", "看沧江自由贸易试验区。", "到沧江自由贸易试验区；"]
    assert set(found(*texts)) == {"沧江自由贸易试验区"}


def test_strings_begin_and_end_with_words_of_content() -> None:
    texts = ["今年的海洋牧场和渔港", "去年的海洋牧场和码头", "每年的海洋牧场和船厂"]
    assert all(phrase[0] not in "的和" and phrase[-1] not in "的和" for phrase in found(*texts))


def test_what_has_an_entry_is_not_found_again() -> None:
    texts = ["推进“一网通办”改革"] + [f"{sign}海洋牧场{sign}" for sign in "甲乙丙丁"]
    assert found(*texts, known="一网通办") == {"海洋牧场": (Kind.RECURRING, 4)}
    assert found(*texts, known="海洋牧场") == {"一网通办": (Kind.QUOTED, 1)}
