"""Commands that exchange articles with other programs: xliff export, xliff import."""

from pathlib import Path
from typing import Annotated

import typer

from workflow.cli import output, program
from workflow.exchange.handoff import XliffVersion

xliff = typer.Typer(no_args_is_help=True, help="Exchange articles with CAT tools.")


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the program."""
    app.add_typer(xliff, name="xliff")


@xliff.command("export", epilog="Example:  workflow xliff export 2024-01-24-port --version 1.2 --out /tmp")
def xliff_export(
    ids: Annotated[list[str] | None, typer.Argument(metavar="ID", help="Articles; all if none is named.")] = None,
    version: Annotated[
        XliffVersion, typer.Option(help="2.1, or 1.2 for older tools such as OmegaT.")
    ] = XliffVersion.CURRENT,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of the files; else build/xliff.")] = None,
) -> None:
    """Write articles as XLIFF.

    Units and metadata, with their states, comments, and the terms of the
    glossary in them. Whoever edits the file needs no desk.
    """
    from workflow.jobs import xliff as job

    desk = program.open_desk()
    for path in job.export(desk, program.ids_or_all(desk, ids or []), out, version):
        output.line(desk.name(path))
