"""YAML 1.2: what is text, what is refused, and where."""

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.errors import InputError
from workflow.store.parsing import load, parse


@pytest.mark.parametrize(
    "text", ["no", "yes", "on", "off", "16:20", "2024-01-24", "1_000", "0b1", "+", ".", "1e", "0o8"]
)
def test_what_yaml_1_1_takes_for_something_else_is_text(text: str) -> None:
    assert load(f"key: {text}\n")[0] == {"key": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("+4", 4),
        ("007", 7),
        ("0o17", 15),
        ("0xfF", 255),
        ("1.5", 1.5),
        (".5", 0.5),
        ("2.", 2.0),
        ("1e3", 1000.0),
        ("-.inf", -math.inf),
        (".Inf", math.inf),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ('"12"', "12"),
        ("'true'", "true"),
        ('""', ""),
        ("!!str 12", "12"),
        ("!!int 12", 12),
        ("!!float 12", 12.0),
        ("!!bool true", True),
        ("! 12", "12"),
        ("|\n  12", "12"),
        ("!!null null", None),
    ],
)
def test_the_core_schema_decides_what_is_a_number(text: str, value: object) -> None:
    found = load(f"key: {text}")[0]["key"]
    assert found == value
    assert type(found) is type(value)


def test_not_a_number_is_read() -> None:
    assert math.isnan(load(".nan")[0])


def test_a_schema_may_ask_for_texts_only() -> None:
    assert parse("a: 1.10\nb: true\nc:\nd: ~\ne: !!int 3\nf: 'null'\n", texts=True).data == {
        "a": "1.10",
        "b": "true",
        "c": None,
        "d": None,
        "e": "3",
        "f": "null",
    }


def test_lines_and_columns_name_keys_and_items() -> None:
    _, lines = load("a: 1\nb:\n  - x\n  - {c: 2, 文: 3}\n")
    assert lines == {
        (): (1, 1),
        ("a",): (1, 1),
        ("b",): (2, 1),
        ("b", 0): (3, 5),
        ("b", 1): (4, 5),
        ("b", 1, "c"): (4, 6),
        ("b", 1, "文"): (4, 12),
    }


def test_a_missing_part_is_placed_at_what_is_above_it() -> None:
    document = parse("a: 1\nb: {c: 2}\n", "f.yaml")
    assert document.place(("b", "d", 3)) == "f.yaml:2:1"


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n", "\ufeff"])
def test_a_file_without_content_is_nothing(text: str) -> None:
    assert load(text)[0] is None


def test_a_byte_order_mark_and_other_line_ends_are_read() -> None:
    assert load("\ufeffa: 1\r\nb: 2\r\n")[0] == {"a": 1, "b": 2}


@pytest.mark.parametrize(
    ("text", "place", "parts"),
    [
        ("a: 1\nb: 2\na: 3\n", "3:1", ["'a' stands here a second time (first in line 1)", "rename it"]),
        ("x:\n- {k: 1, 'k': 2}\n", "2:10", ["'k' stands here a second time (first in line 2)"]),
        ("a: b: c\n", "1:5", ["mapping values are not allowed", "quote the text"]),
        ("a: 1\nb: [1, 2\nc: 3\n", "2:4", ["expected ',' or ']'", "close the bracket"]),
        ('a: 1\nb: "x\ny: 1\n', "2:4", ["unexpected end of stream", "close the quotes"]),
        ("a:\n\tb: 1\n", "2:1", ["cannot start any token", "spaces, not tabs"]),
        ("a: @x\n", "1:4", ["cannot start any token", "quote text"]),
        ("a: 1\nb\nc: 2\n", "3:1", ["could not find expected ':'", "write it as 'key: value'"]),
        ("- a\nb: 1\n", "2:1", ["expected '-' indicator", "all in one column"]),
        ("a: 'x'y\n", "1:7", ["did not find expected key", "the one above"]),
        ('a: "\\q"\n', "1:5", ["escape", "twice"]),
        ("a: |x\n", "1:5", ["comment or line break", "check this line"]),
        ("a: 1\n---\nb: 2\n", "2:1", ["a second document", "remove the '---' line"]),
        ("a: &x 1\n", "1:4", ["the anchor &x", "write the value out"]),
        ("a: &x {b: 1}\n", "1:4", ["the anchor &x"]),
        ("&x a: 1\n", "1:1", ["the anchor &x"]),
        ("a: 1\nb: *x\n", "2:4", ["the alias *x"]),
        ("*x : 1\n", "1:1", ["the alias *x"]),
        ("a: !mine 1\n", "1:4", ["the tag !mine is not supported", "remove it"]),
        ("a: !!set {x, y}\n", "1:4", ["the tag !!set"]),
        ("a: !!python/object/apply:os.system [x]\n", "1:4", ["the tag !!python/object/apply:os.system"]),
        ("a: !!int x\n", "1:4", ["'x' is not of its tag's type int"]),
        ("[a]: 1\n", "1:1", ["a key must be a text"]),
        ("? {a: 1}\n: 2\n", "1:3", ["a key must be a text"]),
        ("a: " + "[" * 65, "1:67", ["more than 64 levels"]),
        ("a: \x07\n", "1:4", ["the control character U+0007", "delete it"]),
        ("a:\n<<<<<<< ours\n  b: 1\n=======\n  b: 2\n>>>>>>> theirs\n", "2:1", ["a merge left a conflict"]),
    ],
)
def test_each_mistake_is_one_sentence_with_its_place_and_mend(text: str, place: str, parts: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        load(text, name="desk/glossary.yaml")
    assert caught.value.place == f"desk/glossary.yaml:{place}"
    assert caught.value.mend
    assert "\n" not in str(caught.value)
    for part in parts:
        assert part in str(caught.value)


def test_hostile_nesting_is_refused_without_harm() -> None:
    for text in ("[" * 200_000, "- " * 100_000, "{a: " * 100_000):
        with pytest.raises(InputError, match="64 levels"):
            load(text)


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("title: 标题\n", encoding="utf-8")
    assert load(path)[0] == {"title": "标题"}


def test_a_file_that_is_not_utf_8_is_refused_at_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("a: 1\nb: 标".encode() + "题\n".encode("gb18030"))
    with pytest.raises(InputError) as caught:
        load(path, name="a.yaml")
    assert str(caught.value) == "a.yaml:2:5: is not UTF-8 (byte 0xCC); save it as UTF-8"


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.yaml: no such file"):
        load(tmp_path / "none.yaml")
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab:-#'\"[]{}&*!|>%@`,?\n \t01.~\\文\ufeff\x07"), max_size=30))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    try:
        load(text, name="f")
    except InputError as error:
        told = error
    else:
        return
    assert told.place.startswith("f:")
    assert told.mend
