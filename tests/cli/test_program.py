"""The program as a whole: version, help, exit statuses, sentences instead of tracebacks."""

import errno
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from port_article import ID
from support import Program, sentence
from typer import core
from typer.main import get_command

from workflow.cli.app import app

COMMANDS = ["init", "add", "status", "show", "translate", "check", "explain", "export", "doctor"]
HEAVY = ("typer", "lxml", "pydantic", "jinja2", "ctranslate2", "argostranslate", "xllamacpp", "rich", "yaml")

Process = Callable[..., "subprocess.CompletedProcess[str]"]


def test_version_imports_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "workflow", "--version"],
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    loaded = {row.rpartition("|")[2].strip().partition(".")[0] for row in done.stderr.splitlines()}
    assert done.stdout.startswith("workflow ")
    assert loaded.isdisjoint(HEAVY)


def every_command(group: core.TyperGroup, *before: str) -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, core.TyperGroup):
            yield from every_command(command, *before, name)
        else:
            yield " ".join((*before, name))


@pytest.mark.parametrize("command", tuple(every_command(cast("core.TyperGroup", get_command(app)))))
def test_help_of_every_command_has_an_example_and_no_types_of_python(program: Program, command: str) -> None:
    done = program(*command.split(), "--help")
    assert done.status == 0
    assert f"Example:  workflow {command}" in done.out
    assert max(map(len, done.out.splitlines())) <= 80
    assert not re.search(r"<[a-z|\[\]]+>", done.out)


def test_readme_or_help_names_every_command(program: Program) -> None:
    listed = program("--help").out
    for command in [*COMMANDS, "models"]:
        assert f" {command} " in listed


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("status --nonsense", "no such option: --nonsense; see: workflow status --help"),
        ("check --formt json", "no such option: --formt; did you mean --format?"),
        ("glossary lst", "no such command 'lst'; did you mean 'list'?"),
        ("add", "missing argument 'SOURCE'; see: workflow add --help"),
        ("show a b c", "got unexpected extra arguments (b c); see: workflow show --help"),
        ("export --format", "option '--format' requires an argument; see: workflow --help"),
        ("check --fail-on never2", "invalid value for '--fail-on': 'never2' is not one of 'error'"),
        ("translate --candidates x", "invalid value for '--candidates': it should be a valid integer; see: "),
        ("explain nope", "there is no check “nope”; list them with: workflow explain"),
    ],
)
def test_bad_usage_is_one_sentence_with_a_mend(process: Process, typed: str, told: str) -> None:
    sentence(process(*typed.split()), 2, f"workflow: {told}")


@pytest.mark.parametrize("typed", ["", "glossary"])
def test_without_a_command_there_is_help(process: Process, typed: str) -> None:
    done = process(*typed.split())
    assert done.returncode == 2
    assert "[OPTIONS] COMMAND" in done.stdout + done.stderr


def test_the_shell_completes_names(desk: Path, process: Process) -> None:
    for typed, offered in (
        ("show 2024", [ID]),
        (f"state {ID} r", ["reviewed"]),
        (f"state {ID} reviewed --unit u1", ["u1"]),
        (f"waive {ID} u1 term.d", ["term.deprecated"]),
        ("check --only state.s", ["state.stale"]),
        ("translate --engine a", ["auto", "argos"]),
        ("models remove x", []),
    ):
        words = f"workflow {typed}"
        asked = {"_WORKFLOW_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
        assert process(env={**os.environ, **asked}).stdout.split() == offered


def test_no_desk_is_one_sentence_with_a_mend(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = program("status")
    assert done.status == 2
    assert len(done.err.splitlines()) == 1
    assert "workflow init" in done.err


def test_a_fault_of_the_program_has_a_status_of_its_own(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workflow.store.desk import Desk

    def broken(start: Path | None = None) -> Desk:
        raise RuntimeError("the unexpected")

    monkeypatch.setattr(Desk, "open", broken)
    done = program("status")
    assert done.status == 70
    assert "RuntimeError: the unexpected" in done.err
    assert "Traceback" not in done.err


def test_a_folder_that_may_not_be_touched_is_bad_input(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    from workflow.store.desk import Desk

    def denied(start: Path | None = None) -> Desk:
        raise PermissionError(errno.EACCES, "Permission denied", "/desk/theme")

    monkeypatch.setattr(Desk, "open", denied)
    done = program("status")
    assert done.status == 2
    assert done.err == "workflow: /desk/theme: permission denied; mend its permissions and run the command again\n"


def test_debug_shows_the_traceback(process: Process, tmp_path: Path) -> None:
    done = process("--debug", "status", cwd=tmp_path)
    assert "Traceback" in done.stderr


def test_desk_of_the_environment_is_used(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program("init", tmp_path / "desk")
    monkeypatch.setenv("WORKFLOW_DESK", str(tmp_path / "desk"))
    done = program("status")
    assert done.status == 0
    assert "workflow add" in done.err


@pytest.mark.parametrize("typed", ["explain term.missing", "--help", "check --help"])
def test_a_reader_that_leaves_early_is_no_error(typed: str) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "workflow", *typed.split()],
            stdout=write, stderr=subprocess.PIPE, encoding="utf-8", check=False,
        )  # fmt: skip
    finally:
        os.close(write)
    assert done.returncode == 0
    assert not done.stderr


def test_completion_script_is_offered(process: Process) -> None:
    done = process("--show-completion", "bash", env={**os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"})
    assert done.returncode == 0
    assert "complete" in done.stdout


def test_no_colour_when_piped_or_unwanted(process: Process) -> None:
    done = process("--help", env={**os.environ, "NO_COLOR": "1"})
    assert "\x1b[" not in done.stdout


def test_a_terminal_that_lacks_characters_gets_escapes(desk: Path, process: Process) -> None:
    done = process("show", ID, env={**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"})
    assert (done.returncode, done.stderr) == (0, "")
    assert r"\u6e2f" in done.stdout


def test_interrupt_ends_with_130(tmp_path: Path) -> None:
    """Ctrl-C while the program waits for its standard input."""
    subprocess.run([sys.executable, "-m", "workflow", "init", str(tmp_path)], check=True, capture_output=True)
    running = subprocess.Popen(
        [sys.executable, "-m", "workflow", "-C", str(tmp_path), "add", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    time.sleep(2)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in err
