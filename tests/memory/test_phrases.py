"""A phrase looked up in both languages."""

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
        ("u3", 100, [], ["smart port"]),
    ]


def test_an_english_phrase_like_another_is_found() -> None:
    (found,) = lookup(KNOWN, "development of industries and education")
    assert (found.entry.unit, found.score) == ("u2", 93)
    assert "industry" in told([found])[0][3][0]


def test_nothing_is_found_where_there_is_nothing() -> None:
    assert lookup(KNOWN, "海洋经济") == lookup(KNOWN, "  ") == lookup(KNOWN, "zeppelin") == []


def test_at_most_so_many_are_returned() -> None:
    assert len(lookup(KNOWN, "smart port", most=1)) == 1
