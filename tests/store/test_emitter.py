"""What is written is read back the same, and looks well in a diff."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.errors import InputError
from workflow.store.emitter import dump, flow
from workflow.store.parsing import load

TEXT = st.one_of(
    st.text(max_size=20),
    st.text(alphabet=st.sampled_from("ab走:-#'\"[]{}&*!|>%@`,?\n \t01.~\\\r\x85\u2028\ufeff\U0002070e=<"), max_size=12),
    st.sampled_from(
        [
            "no",
            "NO",
            "true",
            "Null",
            "~",
            "1",
            "1.0",
            "0x1",
            ".inf",
            "2024-01-24",
            "16:20",
            "---",
            "...",
            "- a",
            "-",
            "<<",
        ]
    ),
)
DATA = st.recursive(
    st.one_of(TEXT, st.integers(), st.booleans(), st.none(), st.floats(allow_nan=False)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXT, inner, max_size=4)),
    max_leaves=12,
)


@settings(deadline=None)
@given(DATA)
def test_any_data_is_read_back_the_same(data: Any) -> None:
    assert repr(load(dump(data))[0]) == repr(data)


@settings(deadline=None)
@given(DATA)
def test_any_data_on_one_line_is_read_back_the_same(data: Any) -> None:
    assert repr(load(f"- {flow(data)}\n")[0]) == repr([data])
    assert "\n" not in flow(data)


@settings(deadline=None)
@given(st.dictionaries(TEXT, TEXT, max_size=5))
def test_other_tools_read_the_texts_as_texts(data: dict[str, str]) -> None:
    class Plain(yaml.CSafeLoader):
        pass

    numbers = {f"tag:yaml.org,2002:{name}" for name in ("timestamp", "int", "float")}  # dates and times stay plain
    Plain.yaml_implicit_resolvers = {
        first: [row for row in rows if row[0] not in numbers]
        for first, rows in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }
    assert (yaml.load(dump(data), Loader=Plain) or {}) == data


@settings(deadline=None)
@given(st.text())
def test_every_text_of_one_line_takes_one_line(text: str) -> None:
    if "\n" not in text:
        assert len(dump([text]).splitlines()) == 1


def test_the_layout_is_that_of_a_file_for_people() -> None:
    long = "助力我国企业“走出去、走进去、走上去”。" * 40
    data = {
        "article": "2024-01-24-hub",
        "metadata": {"title": "A hub: ‘open’", "position": ["Home", "News"], "authors": []},
        "units": [
            {"id": "u1", "source": long, "target": None, "unmet": [{"check": "term.missing", "owed": "go out"}]},
            {"id": "u2", "source": "a\n\n  b", "target": "", "state": "no", "date": "2024-01-24", "time": "16:20"},
        ],
        "nested": [["a", "b"], []],
        "quotes": ['say "x": y', "it's # so", "- x", "\tx", '<a href="#">x</a>'],
    }
    assert dump(data) == (
        "article: 2024-01-24-hub\n"
        "metadata:\n"
        '  title: "A hub: ‘open’"\n'
        "  position:\n"
        "  - Home\n"
        "  - News\n"
        "  authors: []\n"
        "units:\n"
        "- id: u1\n"
        f"  source: {long}\n"
        "  target:\n"
        "  unmet:\n"
        "  - check: term.missing\n"
        "    owed: go out\n"
        "- id: u2\n"
        "  source: |-\n"
        "    a\n"
        "\n"
        "      b\n"
        '  target: ""\n'
        '  state: "no"\n'
        "  date: 2024-01-24\n"
        "  time: 16:20\n"
        "nested:\n"
        "- - a\n"
        "  - b\n"
        "- []\n"
        "quotes:\n"
        "- 'say \"x\": y'\n"
        '- "it\'s # so"\n'
        '- "- x"\n'
        '- "\\tx"\n'
        '- <a href="#">x</a>\n'
    )


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(InputError, match="surrogate"):
        dump({"a": json.loads('"\\ud800"')})


def test_a_value_yaml_does_not_know_is_a_fault() -> None:
    with pytest.raises(TypeError, match="YAML has no set"):
        dump({"a": {1}})
