"""Commands that judge: check, explain."""

from enum import StrEnum
from typing import Annotated

import typer

from workflow.cli import output, program


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the program."""
    app.command(epilog="Example:  workflow check --format json")(check)
    app.command(epilog="Example:  workflow explain term.missing")(explain)


def check(
    ids: Annotated[list[str] | None, typer.Argument(metavar="ID", help="Articles; all if none is named.")] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print findings.")] = Format.TEXT,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    online: Annotated[bool, typer.Option("--online", help="Ask each linked host whether its pages are there.")] = False,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="With --online: private hosts too.")] = False,
) -> None:
    """Prove that nothing was lost.

    Compares metadata, links, units, tags and terms with the original. Exit
    status 1 when there are errors.
    """
    from workflow.jobs import check as job
    from workflow.jobs.checkall import check_all
    from workflow.model import Severity

    desk = program.open_desk()
    with output.ProgressObserver(unit="articles") as observer:
        results = check_all(desk, program.ids_or_all(desk, ids or []), observer=observer)
    if online:
        from workflow.jobs.online import Manners, with_links

        with output.ProgressObserver(unit="links") as observer:
            results = with_links(desk, results, manners=Manners(allow_private=allow_private), observer=observer)
    report = job.as_json(results)
    errors = sum(result.count(Severity.ERROR) for result in results)
    if as_json or form is Format.JSON:
        output.as_json(report)
    else:
        output.findings([finding for result in results for finding in result.findings])
        warnings = sum(result.count(Severity.WARNING) for result in results)
        units = sum(result.units for result in results)
        output.note(
            f"{output.counted(errors, 'error')}, {output.counted(warnings, 'warning')} "
            f"in {output.counted(units, 'unit')} of {output.counted(len(results), 'article')}"
        )
        if errors or warnings:
            output.note("What a check means: workflow explain CHECK-ID")
    if errors:
        raise typer.Exit(1)


def explain(
    check_id: Annotated[str, typer.Argument(metavar="CHECK-ID", help="A check, such as term.missing.")] = "",
) -> None:
    """Explain a check, with examples.

    Without an id, lists the checks.
    """
    from workflow.checks import CHECKS, page

    if not check_id:
        rows = [(check.id, check.severity.value, _gist(page(check.id))) for check in CHECKS]
        output.table(("check", "severity", "says"), rows, fold=2)
        return
    text = page(check_id)
    if output.is_terminal():
        from rich.markdown import Markdown

        output.print_rich(Markdown(text))
    else:
        output.line(text.rstrip())


def _gist(text: str) -> str:
    """The first sentence of a page, below its heading."""
    paragraph = text.split("\n\n")[1].replace("\n", " ")
    return paragraph.partition(". ")[0].rstrip(".")
