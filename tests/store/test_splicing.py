"""Edits leave every other byte as it is."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.errors import InputError
from workflow.store.entries import revise
from workflow.store.parsing import Trail, load
from workflow.store.splicing import append, insert, remove, splice

HAND = """\
# Our desk. 请勿删除 this comment.

version: 1   # never change
name: 'North Campus'  # quoted by hand
languages: {target: en, source: zh}   # order of our own

position:
    - Home   # odd indentation
    - News

# --- site ---
site:          # nothing yet

checks:
  text.han: warning  # 𠀀 astral
  # why: see the minutes
  link.lost: "error"

notes: |
  Two lines
  of text.

empty: []  # to be filled
terms:
- id: a   # first
  zh: {preferred: 走出去, admitted: [走出去吧]}
  note: >-
    folded
    text

# trailing comment
- id: b
# the end
"""
VARIANTS = [
    pytest.param(HAND, id="plain"),
    pytest.param("\ufeff" + HAND, id="bom"),
    pytest.param(HAND.replace("\n", "\r\n"), id="crlf"),
    pytest.param(HAND.rstrip("\n").removesuffix("\n# the end"), id="no line end"),
]
SCALARS: list[Trail] = [
    ("version",),
    ("name",),
    ("languages", "target"),
    ("languages", "source"),
    ("position", 0),
    ("position", 1),
    ("site",),
    ("checks", "text.han"),
    ("checks", "link.lost"),
    ("notes",),
    ("terms", 0, "id"),
    ("terms", 0, "zh", "preferred"),
    ("terms", 0, "zh", "admitted", 0),
    ("terms", 0, "note"),
    ("terms", 1, "id"),
]
VALUES = st.one_of(
    st.text(alphabet=st.sampled_from("ab走: -#'\"[]{},\n\t\\𠀀"), max_size=8),
    st.text(max_size=8),
    st.integers(),
    st.booleans(),
)


def _changed(old: str, new: str) -> tuple[str, str]:
    """Return what of the old text was replaced by what of the new one."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return old[start : len(old) - end], new[start : len(new) - end]


def _get(data: Any, trail: Trail) -> Any:
    for part in trail:
        data = data[part]
    return data


@pytest.mark.parametrize("text", VARIANTS)
@settings(max_examples=40, deadline=None)
@given(trail=st.sampled_from(SCALARS), value=VALUES)
def test_a_scalar_is_replaced_and_nothing_else(text: str, trail: Trail, value: Any) -> None:
    edited = splice(text, trail, value)
    data, wanted = load(edited)[0], load(text)[0]
    assert _get(data, trail) == value
    owner = _get(wanted, trail[:-1])
    owner[trail[-1]] = value
    assert data == wanted
    removed, _ = _changed(text, edited)
    assert "#" not in removed  # no comment was touched
    assert edited.count("#") >= text.count("#")


@pytest.mark.parametrize("text", VARIANTS)
@settings(max_examples=40, deadline=None)
@given(
    owner=st.sampled_from([(), ("languages",), ("site",), ("checks",), ("terms", 0), ("terms", 1), ("terms", 0, "zh")]),
    key=st.text(alphabet="abc.走 :", min_size=1, max_size=5),
    value=st.one_of(VALUES, st.lists(VALUES, max_size=2), st.dictionaries(st.text(max_size=3), VALUES, max_size=2)),
)
def test_a_new_key_is_added_and_nothing_is_removed(text: str, owner: Trail, key: str, value: Any) -> None:
    edited = splice(text, (*owner, key), value)
    assert _changed(text, edited)[0] == ""
    assert _get(load(edited)[0], (*owner, key)) == value


@pytest.mark.parametrize("text", VARIANTS)
@settings(max_examples=40, deadline=None)
@given(
    trail=st.sampled_from([("position",), ("site",), ("empty",), ("terms",), ("terms", 0, "zh", "admitted")]),
    item=st.one_of(VALUES, st.dictionaries(st.text(max_size=3), st.one_of(VALUES, st.lists(VALUES)), max_size=3)),
)
def test_an_item_is_appended_and_comments_stay(text: str, trail: Trail, item: Any) -> None:
    edited = splice(append(text, trail, item), ("name",), "x")
    assert _get(load(edited)[0], trail) == [*(_get(load(text)[0], trail) or []), item]
    assert [line for line in text.splitlines() if line.lstrip().startswith("#")] == [
        line for line in edited.splitlines() if line.lstrip().startswith("#")
    ] or "#" in repr(item)


def test_an_entry_goes_where_a_person_would_write_it() -> None:
    text = "version: 1\nterms: []\n\n# An example follows.\n# - id: x\n"
    once = append(text, ("terms",), {"id": "a", "zh": {"preferred": "走出去"}})
    twice = append(once, ("terms",), {"id": "b"})
    assert twice == (
        "version: 1\nterms:\n- id: a\n  zh: {preferred: 走出去}\n- id: b\n\n# An example follows.\n# - id: x\n"
    )


def test_quotes_a_person_chose_are_kept() -> None:
    assert splice("a: 'x'\nb: \"x\"\n", ("a",), "y") == "a: 'y'\nb: \"x\"\n"
    assert splice("a: 'x'\nb: \"x\"\n", ("b",), "y") == "a: 'x'\nb: \"y\"\n"


def test_a_file_with_nothing_but_comments_gets_its_first_key() -> None:
    assert splice("# ours", ("name",), "x") == "# ours\nname: x\n"
    assert splice("", ("name",), "x") == "name: x\n"


def test_an_empty_flow_mapping_gets_its_first_key() -> None:
    assert splice("a: {}  # c\n", ("a", "b"), [1]) == "a: {b: [1]}  # c\n"
    assert append("a: {b: []}\n", ("a", "b"), {"c": "d"}) == "a: {b: [{c: d}]}\n"


@pytest.mark.parametrize(
    ("text", "trail", "value"),
    [
        ("a: {b: 1}\n", ("a",), "x"),  # would throw a mapping away
        ("a: 1\n", ("a",), ["x"]),
        ("a: 1\n", ("b", "c"), "x"),  # no such mapping
        ("a: 1\n", ("a", "c"), "x"),
        ("a: [x]\n", ("a", 3), "x"),
        ("- \n", (0, "a"), "x"),  # a list's empty item
        ("a: {b}\n", ("a", "b"), "x"),
        ("a: |\n  x", ("b",), "x"),  # the block would gain a line end
    ],
)
def test_what_cannot_be_edited_in_place_is_refused(text: str, trail: Trail, value: Any) -> None:
    with pytest.raises(InputError, match="cannot be edited in place") as caught:
        splice(text, trail, value, "f.yaml")
    assert caught.value.place.startswith("f.yaml:")


def test_only_lists_are_appended_to() -> None:
    with pytest.raises(InputError, match="a cannot be edited in place"):
        append("a: x\n", ("a",), "y")


# --- Taking out, putting between, revising ---------------------------------------------------------------------------

LIST = "a: [x, y, z]  # c\nb:\n  - p  # first\n  # between\n  - q: 1\n    r: |\n      long\n\n  # after\n  - s\nc: 1\n"


@pytest.mark.parametrize(
    ("trail", "gone", "instead"),
    [
        (("a", 0), "x, ", ""),
        (("a", 1), "y, ", ""),
        (("a", 2), ", z", ""),
        (("b", 0), "  - p  # first\n", ""),
        (("b", 1), "  - q: 1\n    r: |\n      long\n", ""),
        (("b", 2), "  - s\n", ""),
        (("b", 1, "r"), "    r: |\n      long\n", ""),
        (("a",), "a: [x, y, z]  # c\n", ""),
        (("c",), "c: 1\n", ""),
    ],
)
def test_what_is_taken_out_leaves_the_rest_as_it_was(trail: Trail, gone: str, instead: str) -> None:
    assert LIST.count(gone) == 1
    assert remove(LIST, trail) == LIST.replace(gone, instead)
    windows = LIST.replace("\n", "\r\n")
    assert remove("\ufeff" + windows, trail) == "\ufeff" + windows.replace(gone.replace("\n", "\r\n"), instead)


@pytest.mark.parametrize("trail", [("d",), ("a", 3), ("b", 0, "x"), ()])
def test_what_is_not_there_cannot_be_taken_out(trail: Trail) -> None:
    with pytest.raises(InputError, match="cannot be edited in place"):
        remove(LIST, trail)


def test_all_that_a_block_holds_is_not_taken_out() -> None:
    with pytest.raises(InputError, match="cannot be edited in place"):
        remove("a:\n- x\n", ("a", 0))
    assert remove("a: [x]\n", ("a", 0)) == "a: []\n"


def test_an_entry_can_be_put_between_others() -> None:
    assert insert(LIST, ("a",), 1, "new") == LIST.replace("x, y", "x, new, y")
    assert insert(LIST, ("b",), 1, {"new": [1, "two"]}) == LIST.replace("# first\n", "# first\n  - new: [1, two]\n")
    with pytest.raises(InputError):
        insert(LIST, ("b",), 4, "x")
    with pytest.raises(InputError):
        insert(LIST, ("b",), 0, "x")


def test_a_revision_touches_what_differs_and_nothing_else() -> None:
    text = "# head\nk:\n  a: 'one'   # quoted\n  forms: [x, y]\n  odd: []\n  block:\n  - p\n  - q # why\n  gone: 1\n# tail\n"
    old = {"a": "one", "forms": ("x", "y"), "block": ("p", "q"), "gone": 1}
    new = {"a": "two", "forms": ("y", "z"), "block": ("q", "r"), "odd": ("o",), "note": "why"}
    assert revise(text, ("k",), old, new) == (
        "# head\nk:\n  a: 'two'   # quoted\n  forms: [y, z]\n  odd: [o]\n  block:\n  - q # why\n  - r\n  note: why\n# tail\n"
    )
    assert revise(text, ("k",), old, old) == text


@given(
    st.dictionaries(st.sampled_from("abcd"), st.lists(st.text("走y: ,'#-[", min_size=1), min_size=1, unique=True)),
    st.dictionaries(st.sampled_from("abcd"), st.lists(st.text("走y: ,'#-[", min_size=1), min_size=1, unique=True)),
)
def test_a_revision_arrives_whatever_the_texts(old: dict[str, list[str]], new: dict[str, list[str]]) -> None:
    before: dict[str, Any] = {"id": "x", **old}
    text = insert("terms:\n- id: first\n", ("terms",), 1, before)
    after = load(revise(text, ("terms", 1), before, {"id": "x", **new}))[0]["terms"][1]
    assert after.keys() == {"id", *new}
    assert all(sorted(after[key]) == sorted(value) for key, value in new.items())
