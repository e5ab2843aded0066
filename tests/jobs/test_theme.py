"""Making a theme one's own: copied, used, never overwritten."""

from pathlib import Path

import pytest
from publish.test_theming import FILES

from workflow.errors import InputError
from workflow.jobs.theme import copy, listed
from workflow.store.desk import Desk


def test_files_are_copied_into_the_desk_and_listed_as_its_own(desk: Desk) -> None:
    assert copy(desk, ["style.css"], "classic") == [desk.root / "theme" / "style.css"]
    assert "--band" in (desk.root / "theme" / "style.css").read_text(encoding="utf-8")
    own = {(row.theme, row.file) for row in listed(desk) if row.own}
    assert own == {("modern", "style.css"), ("classic", "style.css")}
    assert not any(row.own for row in listed(None))


def test_nothing_is_overwritten_and_nothing_copied_by_halves(desk: Desk) -> None:
    copy(desk, ["style.css"])
    with pytest.raises(InputError, match=r"theme/style\.css: is there already; remove it"):
        copy(desk, [])
    assert [path.name for path in (desk.root / "theme").iterdir()] == ["style.css"]


def test_without_names_all_files_of_the_desks_theme_are_copied(desk: Desk) -> None:
    paths: list[Path] = copy(desk, [])
    assert {path.name for path in paths} == FILES


def test_a_path_is_no_name(desk: Desk) -> None:
    with pytest.raises(InputError, match="has no file"):
        copy(desk, ["../../glossary.yaml"])
