"""Documents are proved: what they must name is there."""

import re
import tomllib
from pathlib import Path

import pytest

from workflow import __version__, engines
from workflow.checks import CHECKS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DESK = (ROOT / "docs" / "desk.md").read_text(encoding="utf-8")
DEPENDENCIES = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def commands() -> list[str]:
    from workflow.cli.app import app

    named = [(item.name or getattr(item.callback, "__name__", "")) for item in app.registered_commands]
    return [*named, *(group.name or "" for group in app.registered_groups)]


def distributions() -> list[str]:
    wanted = [*PROJECT["dependencies"], *(d for extra in PROJECT["optional-dependencies"].values() for d in extra)]
    return sorted({re.split(r"[<>=!~\[ ]", item)[0] for item in wanted})


@pytest.mark.parametrize("command", commands())
def test_the_readme_names_every_command(command: str) -> None:
    assert f"workflow {command}" in README


@pytest.mark.parametrize("engine", engines.ENGINES)
def test_the_readme_names_every_engine(engine: str) -> None:
    assert f"`{engine}`" in README


@pytest.mark.parametrize("distribution", distributions())
def test_every_dependency_has_a_reason_and_a_pin(distribution: str) -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").lower().replace("_", "-")
    assert distribution.lower() in DEPENDENCIES.lower()
    assert distribution == "pip" or f"\n{distribution.lower().replace('_', '-')}==" in pins


@pytest.mark.parametrize(
    "key", ["name", "languages", "engine", "engines", "position", "site", "translators", "export", "checks"]
)
def test_every_setting_is_explained_and_is_a_setting(key: str, tmp_path: Path) -> None:
    from workflow.errors import InputError
    from workflow.store.schema_desk import settings_from_yaml

    assert f"| `{key}` |" in DESK
    with pytest.raises(InputError) as caught:
        settings_from_yaml(f"version: 1\n{key}: [[1]]\n", "workflow.yaml")
    assert "unknown key" not in caught.value.problem


def test_every_check_has_its_page_in_the_package() -> None:
    pages = {path.stem for path in (ROOT / "workflow" / "checks" / "pages").glob("*.md")}
    assert pages == {check.id for check in CHECKS}


def test_the_changelog_speaks_of_the_version_or_of_what_comes() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in text or f"## [{__version__}]" in text
