"""The file names.yaml."""

from pathlib import Path

import pytest

from workflow.errors import InputError
from workflow.store.desk import Desk
from workflow.store.persons import names_from_yaml


def test_names_have_one_form_or_several() -> None:
    text = "# persons\n周明远: Zhou Mingyuan\n成龙: [Jackie Chan, Chan Kong-sang]\n"
    assert names_from_yaml(text) == {"周明远": ("Zhou Mingyuan",), "成龙": ("Jackie Chan", "Chan Kong-sang")}


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_an_empty_file_names_nobody(text: str) -> None:
    assert names_from_yaml(text) == {}


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ("周明远:\n", "names.yaml:1", "'周明远' has no English name, or one that is not English"),
        (
            "成龙: Jackie Chan\n周明远: 周明远\n",
            "names.yaml:2",
            "'周明远' has no English name, or one that is not English",
        ),
        ("成龙: []\n", "names.yaml:1", "'成龙' has no English name, or one that is not English"),
        ("Jackie: Chan\n", "names.yaml:1", "'Jackie' is not a Chinese name"),
        ("- 成龙\n", "names.yaml", "the file must hold names with their English"),
        ("成龙: Jackie\n成龙: Chan\n", "names.yaml:2", ""),
        ("成龙: {a: b}\n", "names.yaml:1", "'成龙' has no English name, or one that is not English"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, place: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        names_from_yaml(text)
    assert str(caught.value.place).startswith(place)
    assert caught.value.mend
    assert problem in caught.value.problem


def test_a_desk_without_the_file_has_no_names(tmp_path: Path) -> None:
    desk = Desk.create(tmp_path)
    before = desk.global_stamp()
    assert desk.names() == {}
    (tmp_path / "names.yaml").write_text("成龙: Jackie Chan\n", encoding="utf-8")
    assert desk.names() == {"成龙": ("Jackie Chan",)}
    assert desk.global_stamp() != before
