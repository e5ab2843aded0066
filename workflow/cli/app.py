"""The program: global options, the commands, and the one place where an error becomes a sentence and a status."""

import errno
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from workflow import __version__
from workflow.cli import (
    adopting,
    articles,
    checking,
    decisions,
    exchange,
    exporting,
    glossary,
    history,
    memory,
    models,
    output,
    reviewing,
    site,
    themes,
)
from workflow.cli.manners import Program, tell_values
from workflow.cli.program import choice
from workflow.errors import InputError, WorkflowError

FAULT = 70  # a fault of the program itself (EX_SOFTWARE of sysexits)
INTERRUPTED = 130
_DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

app = typer.Typer(
    name="workflow",
    cls=Program,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "Republish Chinese articles in English, and prove that nothing was lost on the way.\n\n"
        "The day's work:  add SOURCE  →  translate --all  →  review  →  check  →  export"
    ),
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"workflow {__version__}")
        raise typer.Exit


@app.callback()
def options(
    desk: Annotated[
        Path | None,
        typer.Option(
            "-C", "--desk", metavar="DIR", envvar="WORKFLOW_DESK", help="The desk; else the nearest one above."
        ),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    _: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Take the global options."""
    choice.desk = desk
    choice.debug = debug


_PANELS = {
    "The day's work": (articles, checking, reviewing, exporting),
    "Decisions of people": (decisions, history),
    "Glossary and memory": (glossary, memory),
    "Files and pages": (adopting, exchange, site, themes),
    "Engines": (models,),
}
for _panel, _modules in _PANELS.items():
    for _module in _modules:
        _part = typer.Typer()
        _module.register(_part)
        for _command in _part.registered_commands:
            _command.rich_help_panel = _panel
            app.registered_commands.append(_command)
        for _group in _part.registered_groups:
            _group.rich_help_panel = _panel
            app.registered_groups.append(_group)
tell_values()


def run() -> int:
    """Run the command line and return the exit status of the contract (0, 1, 2, 3, 70, 130)."""
    output.take_any_character()
    try:
        with _ended_like_ctrl_c():
            app(prog_name="workflow")
    except SystemExit as end:
        return _status(end)
    except KeyboardInterrupt:
        _say("workflow: interrupted; what was finished is saved")
        return INTERRUPTED
    except WorkflowError as error:
        if choice.debug:
            raise
        _say(f"workflow: {error}")
        return error.exit_status
    except Exception as error:
        if choice.debug:
            raise
        if isinstance(error, OSError) and (told := _told_by_system(error)):
            _say(f"workflow: {told} and run the command again")
            return InputError.exit_status
        _say(f"workflow: a fault of the program ({type(error).__name__}: {error}); report it with what --debug shows")
        return FAULT
    return 0


def _told_by_system(error: OSError) -> str:
    """What a person can mend of an error of the system that nobody met, '' where it is a fault of the program."""
    if error.errno in _FULL:
        if not error.filename:
            output.give_up()
        return f"{error.filename or 'the output'}: no space left to write it; free some space"
    if error.errno in _DENIED and error.filename:
        return f"{error.filename}: {str(error.strerror).lower()}; mend its permissions"
    return ""


def _status(end: SystemExit) -> int:
    """The exit status that Typer has chosen, but for two cases."""
    if end.code == INTERRUPTED:  # Typer has made this of a KeyboardInterrupt
        _say("workflow: interrupted; what was finished is saved")
    if isinstance(end.__context__, BrokenPipeError):  # the reader of help has seen enough (``| head``)
        return 0
    return end.code if isinstance(end.code, int) else int(end.code is not None)


@contextmanager
def _ended_like_ctrl_c() -> Iterator[None]:
    """Take the request to end, and the end of the terminal, like Ctrl-C: finished units are saved on the way out."""
    chosen = [getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP")]  # Windows has but one of them
    # A signal that is ignored stays ignored: that is what nohup is for.
    taken = [number for number in chosen if number and signal.getsignal(number) is signal.SIG_DFL]
    for number in taken:
        signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


def _say(message: str) -> None:
    sys.stderr.write(f"{' '.join(message.split())}\n")
