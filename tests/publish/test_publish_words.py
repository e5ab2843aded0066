import pytest

from workflow.publish.context import Words
from workflow.publish.words import chinese_tag, english_date, listed, locale, note, words


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2024-01-24", "24 January 2024"),
        ("2024-12-01T09:05", "1 December 2024, 09:05"),
        ("2024-12-01T09:05:30+08:00", "1 December 2024, 09:05"),
        ("2024-01", "2024-01"),
        ("", ""),
    ],
)
def test_dates_for_readers(iso: str, shown: str) -> None:
    assert english_date(iso) == shown


@pytest.mark.parametrize(
    ("names", "phrase"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_lists_of_names(names: list[str], phrase: str) -> None:
    assert listed(names) == phrase


@pytest.mark.parametrize(
    ("translators", "reviewers", "machine", "facts"),
    [
        ((), (), "", ()),
        (("A",), (), "", (("Translator", "A"),)),
        (("A",), ("B",), "", (("Translator", "A"), ("Reviewer", "B"))),
        (
            ("A", "D"),
            ("B", "C"),
            "argos/1",
            (("Translators", "A and D"), ("Reviewers", "B and C"), ("Machine translation", "argos/1 (first draft)")),
        ),
        ((), (), "argos/1", (("Machine translation", "argos/1 (no translator or reviewer recorded)"),)),
    ],
)
def test_the_note_tells_who_did_what(
    translators: tuple[str, ...], reviewers: tuple[str, ...], machine: str, facts: tuple[tuple[str, str], ...]
) -> None:
    assert note(translators, reviewers, machine) == facts


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "en_US"), ("en-GB", "en_GB"), ("zh", "zh_CN"), ("zh-Hans", "zh_CN"), ("zh-Hant-HK", "zh_HK"), ("fr", "")],
)
def test_open_graph_wants_a_territory(language: str, expected: str) -> None:
    assert locale(language) == expected


def test_chinese_is_tagged_with_its_script() -> None:
    assert [chinese_tag(language) for language in ("zh", "", "zh-Hant", "zh-TW")] == [
        "zh-Hans",
        "zh-Hans",
        "zh-Hant",
        "zh-TW",
    ]
    assert words("海滨日报", "zh-Hans") == Words("海滨日报", "zh-Hans")
    assert words("Haibin Daily (海滨日报)", "zh-Hans") == Words("Haibin Daily (海滨日报)")
