"""The program as a whole: version, help, exit statuses, sentences instead of tracebacks."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support import Program

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


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_has_an_example(program: Program, command: str) -> None:
    done = program(command, "--help")
    assert done.status == 0
    assert "Example:" in done.out
    assert max(map(len, done.out.splitlines())) <= 80


@pytest.mark.parametrize("command", ["list", "install", "remove"])
def test_help_of_models_has_an_example(program: Program, command: str) -> None:
    assert "Example:" in program("models", command, "--help").out


def test_readme_or_help_names_every_command(program: Program) -> None:
    listed = program("--help").out
    for command in [*COMMANDS, "models"]:
        assert f" {command} " in listed


def test_unknown_option_is_bad_usage(program: Program) -> None:
    done = program("status", "--nonsense")
    assert done.status == 2
    assert "--nonsense" in done.err
    assert not done.out


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


def test_debug_shows_the_traceback(process: Process, tmp_path: Path) -> None:
    done = process("--debug", "status", cwd=tmp_path)
    assert "Traceback" in done.stderr


def test_desk_of_the_environment_is_used(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program("init", tmp_path / "desk")
    monkeypatch.setenv("WORKFLOW_DESK", str(tmp_path / "desk"))
    done = program("status")
    assert done.status == 0
    assert "workflow add" in done.err


def test_a_reader_that_leaves_early_is_no_error(process: Process, tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "workflow", "explain", "term.missing"],
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
