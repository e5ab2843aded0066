"""Documents are proved: what they must name is there."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest
from support import Program

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


SLIPS = (
    ("  source: Liaohai Daily\n", ""),
    ('<a href="https://www.beiliao-university.example/plan/2035.html">the page', "the page"),
    ("university’s 2035 plan</a>", "university’s 2035 plan"),
    ("“go out, enter, and go up”", "“go global, go in and go up”"),
    ("reached 765 billion", "reached 7650 billion"),
)


def test_the_first_screen_of_the_readme_is_what_the_program_prints(program: Program, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    shutil.copytree(ROOT / "translations", tmp_path / "translations")
    for name in ("workflow.yaml", "glossary.yaml"):
        shutil.copy(ROOT / name, tmp_path)
    path = tmp_path / "translations" / "en" / "2024-01-24-northeast-asia-hub.yaml"
    text = path.read_text(encoding="utf-8")
    for right, wrong in SLIPS:
        assert right in text
        text = text.replace(right, wrong, 1)  # the first is the target, the others stand in its history
    path.write_text(text, encoding="utf-8")
    screen = README.split("```console\n")[1].split("```")[0]
    for shown in screen.split("$ workflow ")[1:]:
        command, *lines = shown.splitlines()
        done = program("-C", tmp_path, *command.split())
        printed = iter((done.out + done.err).splitlines())
        for line in lines:
            assert line.strip() == "…" or line in printed, f"not printed, or not in this place: {line}"


@pytest.mark.parametrize("engine", engines.ENGINES)
def test_the_readme_names_every_engine(engine: str) -> None:
    assert f"`{engine}`" in README


@pytest.mark.parametrize("distribution", distributions())
def test_every_dependency_has_a_reason_and_a_pin(distribution: str) -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").lower().replace("_", "-")
    assert distribution.lower() in DEPENDENCIES.lower()
    assert distribution == "pip" or f"\n{distribution.lower().replace('_', '-')}==" in pins


def test_every_variable_of_the_environment_is_explained() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "workflow").rglob("*.py"))
    named = set(re.findall(r"WORKFLOW_[A-Z]+(?:_[A-Z]+)*\b", code))
    assert {"WORKFLOW_DATA", "WORKFLOW_OPENAI_URL"} <= named
    assert named <= set(re.findall(r"`(WORKFLOW_[A-Z_]+)`", DESK))


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
