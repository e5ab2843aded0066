"""The program: global options, the commands, and the one place where an error becomes a sentence and a status."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from workflow import __version__
from workflow.cli import articles, delivery, quality
from workflow.cli.program import choice
from workflow.errors import WorkflowError

FAULT = 70  # a fault of the program itself (EX_SOFTWARE of sysexits)
INTERRUPTED = 130

app = typer.Typer(
    name="workflow",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "Republish Chinese articles in English, and prove that nothing was lost on the way.\n\n"
        "The day's work:  workflow add URL  →  workflow translate  →  workflow check  →  workflow export"
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


for _module in (articles, quality, delivery):
    _module.register(app)


def run() -> int:
    """Run the command line and return the exit status of the contract (0, 1, 2, 3, 70, 130)."""
    try:
        app()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except KeyboardInterrupt:
        _say("interrupted; what was finished is saved")
        return INTERRUPTED
    except WorkflowError as error:
        if choice.debug:
            raise
        _say(f"workflow: {error}")
        return error.exit_status
    except Exception as error:
        if choice.debug:
            raise
        _say(f"workflow: a fault of the program ({type(error).__name__}: {error}); report it with what --debug shows")
        return FAULT
    return 0


def _say(message: str) -> None:
    sys.stderr.write(f"{' '.join(message.split())}\n")
