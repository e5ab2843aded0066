"""Commands on themes: list, copy."""

from dataclasses import asdict
from typing import Annotated

import typer

from workflow.cli import arguments, output, program

themes = typer.Typer(no_args_is_help=True, help="See the themes of the pages, and make one your own.")


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the program."""
    app.add_typer(themes, name="theme")


@themes.command("list", epilog="Example:  workflow theme list")
def theme_list(as_json: arguments.AsJson = False) -> None:
    """List the themes and their files."""
    from workflow.jobs import theme as job

    rows = job.listed(program.open_desk_or_none())
    if as_json:
        output.as_json([asdict(row) for row in rows])
        return
    output.table(
        ("theme", "file", "taken from"), [(row.theme, row.file, "the desk" if row.own else "workflow") for row in rows]
    )


@themes.command("copy", epilog="Example:  workflow theme copy style.css")
def theme_copy(
    files: Annotated[list[str] | None, typer.Argument(metavar="FILE", help="Files; all if none is named.")] = None,
    theme: Annotated[str, typer.Option(metavar="NAME", help="Copy from this theme, else from the desk's.")] = "",
) -> None:
    """Copy a theme's files into the desk.

    What lies in theme/ is used instead of the theme's own file of that name. A
    file that is there already is never overwritten.
    """
    from workflow.jobs import theme as job

    for path in job.copy(program.open_desk(), files or [], theme):
        output.line(str(path))
