"""A phrase looked up in both languages."""

import pytest
from remembered import entry, memory

from workflow.memory.phrases import Found, lookup

KNOWN = memory(
    entry(
        "学校推进“产教融合”，与<strong>智慧港口</strong>合作。",
        "The college <em>works</em> with a Smart Port.",
        unit="u1",
    ),
    entry("推动产业教育融合发展。", "Integrated development of industry and education.", unit="u2"),
    entry("建设智慧型港口。", "Build smart ports for all.", unit="u3"),
    entry("天气很好。", "The weather is fine.", unit="u4"),
)


def told(found: list[Found]) -> list[tuple[str, int, list[str], list[str]]]:
    return [
        (
            one.entry.unit,
            one.score,
            [one.source[start:end] for start, end in one.source_spans],
            [one.target[start:end] for start, end in one.target_spans],
        )
        for one in found
    ]


def test_a_chinese_phrase_is_found_and_one_like_it_too() -> None:
    assert told(lookup(KNOWN, "智慧港口")) == [("u1", 100, ["智慧港口"], []), ("u3", 75, ["慧型港口"], [])]
    assert told(lookup(KNOWN, "智慧港口", like=False)) == [("u1", 100, ["智慧港口"], [])]


def test_width_quotation_marks_spaces_and_traditional_characters_do_not_count() -> None:
    assert told(lookup(KNOWN, "「產教 融合」", like=False)) == [("u1", 100, ["“产教融合”"], [])]


def test_an_english_phrase_is_found_in_any_case_and_inside_tags() -> None:
    assert told(lookup(KNOWN, "WORKS WITH", like=False)) == [("u1", 100, [], ["works with"])]
    assert told(lookup(KNOWN, "smart port", like=False)) == [
        ("u1", 100, [], ["Smart Port"]),
        ("u3", 100, [], ["smart ports"]),
    ]


def test_an_english_phrase_like_another_is_found() -> None:
    (found,) = lookup(KNOWN, "development of industry with education")
    assert (found.entry.unit, 75 < found.score < 100) == ("u2", True)
    assert "industry" in told([found])[0][3][0]


def test_nothing_is_found_where_there_is_nothing() -> None:
    assert lookup(KNOWN, "海洋经济") == lookup(KNOWN, "  ") == lookup(KNOWN, "zeppelin") == []


def test_at_most_so_many_are_returned() -> None:
    assert len(lookup(KNOWN, "smart port", most=1)) == 1


WORDS = memory(
    entry("他们研究了报告。", "They studied the report on labour.", unit="u1"),
    entry("机场港口的AI技术。", "A study of ports and organizations’ AI at 15,000 sites", unit="u2"),
    entry("AIDS与5000个港口。", "Aid reached AIDS wards in smart-port towns.", unit="u3"),
)


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("port", [("u2", ["ports"]), ("u3", ["port"])]),
        ("study", [("u1", ["studied"]), ("u2", ["study"])]),
        ("studies", [("u1", ["studied"]), ("u2", ["study"])]),
        ("AI", [("u2", ["AI"])]),
        ("labor", [("u1", ["labour"])]),
        ("organisation", [("u2", ["organizations"])]),
        ("smart port", [("u3", ["smart-port"])]),
        ("5,000", []),
        ("15,000 sites", [("u2", ["15,000 sites"])]),
    ],
)
def test_english_is_found_by_whole_words_in_any_form(phrase: str, found: list[tuple[str, list[str]]]) -> None:
    told_of = {unit: spots for unit, _, _, spots in told(lookup(WORDS, phrase, like=False))}
    assert told_of == dict(found)


def test_a_latin_word_in_chinese_is_found_whole() -> None:
    assert [unit for unit, *_ in told(lookup(WORDS, "AI技术", like=False))] == ["u2"]
    assert told(lookup(WORDS, "AI", like=False))[0][2] == ["AI"]
    assert lookup(WORDS, "I技术", like=False) == lookup(WORDS, "000个港口", like=False) == []
