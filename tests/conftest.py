"""What all tests share: a desk of their own, and the program as a function."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from support import Outcome, Program

# The same examples every time, however slow the machine is; search for new ones with --hypothesis-profile=search.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile("suite")

# A shell starts what goes on in the background deaf to Ctrl-C, and children inherit that: those of the tests shall hear.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

TINY_PACKAGE = Path(__file__).parent / "data" / "zh_en_tiny.argosmodel"


@pytest.fixture(autouse=True)
def _no_desk_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk or colours of the person who runs the tests must not decide them."""
    for name in ("WORKFLOW_DESK", "WORKFLOW_NAME", "FORCE_COLOR", "NO_COLOR", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)  # whose name stands there
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", "/")
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Program:
    """The command line, in this process: status, standard output and standard error."""

    def call(*arguments: object) -> Outcome:
        from workflow.__main__ import main

        monkeypatch.setattr(sys, "argv", ["workflow", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        captured = capfd.readouterr()
        status = end.value.code
        assert isinstance(status, int)
        return Outcome(status, captured.out, captured.err)

    return call


@pytest.fixture
def process() -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """The command line as a process of its own."""

    def call(*arguments: object, **options: object) -> "subprocess.CompletedProcess[str]":
        done: subprocess.CompletedProcess[str] = subprocess.run(
            [sys.executable, "-m", "workflow", *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            check=False,
            **options,  # type: ignore[call-overload]
        )
        return done

    return call


@pytest.fixture(scope="session")
def tiny_data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the small trained Argos package is installed, as a person would install it."""
    from workflow.engines import packages

    folder = tmp_path_factory.mktemp("data")
    before = os.environ.get("WORKFLOW_DATA")
    os.environ["WORKFLOW_DATA"] = str(folder)
    try:
        packages.install(str(TINY_PACKAGE))
    finally:
        if before is None:
            del os.environ["WORKFLOW_DATA"]
        else:
            os.environ["WORKFLOW_DATA"] = before
    return folder


@pytest.fixture
def tiny_engine(tiny_data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the small trained Argos package the one installed."""
    monkeypatch.setenv("WORKFLOW_DATA", str(tiny_data_dir))
