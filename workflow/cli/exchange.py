"""Commands that exchange articles with other programs: xliff and table, export and import."""

from pathlib import Path
from typing import Annotated

import typer

from workflow.cli import arguments, output, program, returned
from workflow.exchange.formats import TableFormat, XliffVersion

xliff = typer.Typer(no_args_is_help=True, help="Exchange articles with CAT tools.")
table = typer.Typer(no_args_is_help=True, help="Exchange articles with people who use Word or a spreadsheet.")


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the program."""
    app.add_typer(xliff, name="xliff")
    app.add_typer(table, name="table")


@xliff.command("export", epilog="Example:  workflow xliff export 2024-01-24-port --version 1.2 --out /tmp")
def xliff_export(
    ids: arguments.Articles = None,
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
    for path in job.export(desk, program.articles(desk, ids or []), out, version):
        output.line(str(path) if out else desk.name(path))


@xliff.command("import", epilog="Example:  workflow xliff import 2024-01-24-port.xlf --by 'Li Na'")
def xliff_import(
    files: returned.Files,
    ours: returned.Ours = False,
    theirs: returned.Theirs = False,
    by: returned.By = "",
    dry: returned.Dry = False,
    as_json: arguments.AsJson = False,
) -> None:
    """Take XLIFF back, unit by unit.

    Texts, states and comments that changed there are taken. Where the desk
    has changed too, both are shown and you decide. A unit whose inline codes are
    damaged is refused. Exit status 1 if anything was refused or left open.
    """
    from workflow.jobs import xliff as job
    from workflow.jobs.returning import Errand

    desk, decide = program.open_desk(), returned.decider(ours=ours, theirs=theirs, silent=as_json or dry)
    errand = Errand(by=by, decide=decide, dry=dry)
    returned.report(files, lambda path: job.import_(desk, path, errand), as_json=as_json, dry=dry)


@table.command("export", epilog="Example:  workflow table export 2024-01-24-port --format csv")
def table_export(
    ids: arguments.Articles = None,
    form: Annotated[
        TableFormat, typer.Option("--format", help="A Word document, or CSV for a spreadsheet.")
    ] = TableFormat.DOCX,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of the files; else build/tables.")] = None,
) -> None:
    """Write articles as review tables: Chinese beside English.

    Word shows links, bold and italics as they are, and comments in the margin;
    changes may be tracked. In CSV they are tags.
    """
    from workflow.jobs import table as job

    desk = program.open_desk()
    for path in job.export(desk, program.articles(desk, ids or []), out, form):
        output.line(str(path) if out else desk.name(path))


@table.command("import", epilog="Example:  workflow table import 2024-01-24-port.docx --by 'Li Na'")
def table_import(
    files: returned.Files,
    ours: returned.Ours = False,
    theirs: returned.Theirs = False,
    by: returned.By = "",
    dry: returned.Dry = False,
    as_json: arguments.AsJson = False,
) -> None:
    """Take review tables back, unit by unit, as xliff import does.

    Tracked insertions and deletions count as accepted; Word's comments and what
    stands in the column for comments become comments. Exit status 1 if anything
    was refused or left open.
    """
    from workflow.jobs import table as job
    from workflow.jobs.returning import Errand

    desk, decide = program.open_desk(), returned.decider(ours=ours, theirs=theirs, silent=as_json or dry)
    errand = Errand(by=by, decide=decide, dry=dry)
    returned.report(files, lambda path: job.import_(desk, path, errand), as_json=as_json, dry=dry)
