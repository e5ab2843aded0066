"""The command that delivers: export."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workflow.cli import arguments, findings, output, program
from workflow.errors import WorkflowError
from workflow.publish.context import Format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.jobs.export import Exported
    from workflow.store.desk import Desk


def register(app: typer.Typer) -> None:
    """Add the command of this module to the program."""
    app.command(epilog="Example:  workflow export --out pages")(export)


def export(
    ids: arguments.Articles = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of the pages; else as workflow.yaml says.")
    ] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="Write it although errors stand, visibly marked as a draft.")
    ] = False,
    form: Annotated[
        Format, typer.Option("--format", help="A page, a fragment to paste, or another kind of file.")
    ] = Format.HTML,
    theme: arguments.Theme = "",
    inline: Annotated[
        bool, typer.Option("--inline-styles", help="Write a fragment's styles into its elements.")
    ] = False,
    fetch: Annotated[
        bool, typer.Option("--fetch-media", help="First get the pictures that are not kept with the article.")
    ] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="With --fetch-media: fetch from private addresses too.")
    ] = False,
    by: arguments.Publisher = "",
    no_record: Annotated[
        bool, typer.Option("--no-record", help="Do not write down that the article was published.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace files of the same names that 'export' did not write.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print pages and findings for a machine.")] = False,
) -> None:
    """Write pages ready to publish.

    Refuses while errors stand. Each page is read back and compared with the
    record before it takes its place; then the translation's file records when
    it was published, unless it is a draft or a form for reading
    (bilingual, docx, pdf).
    """
    from workflow.jobs import export as job
    from workflow.jobs.identity import who

    desk = program.open_desk()
    recorded = not (no_record or draft or form in (Format.BILINGUAL, Format.DOCX, Format.PDF))
    name = who(desk, by) if recorded else None
    folder = out or desk.root / desk.settings.out
    results: list[job.Exported] = []
    failed: list[WorkflowError] = []
    faults: list[str] = []
    left = 0
    for article_id in program.readable(desk, program.articles(desk, ids or []), faults):
        if not ids and desk.reproduction(article_id, desk.settings.target_language) is None:
            left += 1
            continue
        try:
            _pictures(desk, article_id, fetch=fetch, allow_private=allow_private)
            done = job.export(
                desk, article_id, folder, draft=draft, form=form, theme=theme, inline=inline, by=name,
                replace_others=replace,
            )  # fmt: skip
        except WorkflowError as error:
            # One article that cannot be exported must not keep the others from it.
            failed.append(error)
            output.note(f"workflow: {error}")
        else:
            results.append(done)
    _tell(results, left=left, as_json=as_json)
    program.end_with(faults)
    if failed:
        raise typer.Exit(max(error.exit_status for error in failed))
    if not results or not all(result.path for result in results):
        raise typer.Exit(1)


def _tell(results: "Sequence[Exported]", *, left: int, as_json: bool) -> None:
    """Print the pages, what kept others from being written, and how many articles have no English."""
    refused = [result for result in results if not result.path]
    if as_json:
        output.as_json([_as_json(result) for result in results])
    else:
        output.lines(str(result.path) for result in results if result.path)
        findings.show([finding for result in refused for finding in result.findings], aside=True)
    if refused:
        output.note(
            f"{output.counted(len(refused), 'article')} not exported: mend the errors above, "
            "or write a marked draft with --draft"
        )
    if left:
        output.note(f"{output.counted(left, 'article')} without English left out; draft with: workflow translate --all")


def _pictures(desk: "Desk", article_id: str, *, fetch: bool, allow_private: bool) -> None:
    """Get the pictures that are not kept, or say how many a page loads from elsewhere."""
    from workflow.jobs import media

    if fetch:
        with output.ProgressObserver() as observer:
            media.fetch_missing(desk, article_id, allow_private=allow_private, observer=observer)
    missing = media.unkept(desk, article_id)
    if missing:
        what = output.counted(len(missing), "picture")
        mend = "" if fetch else "; keep with: --fetch-media"
        output.note(f"{article_id}: {what} not kept with the article, but loaded from elsewhere{mend}")


def _as_json(result: "Exported") -> dict[str, object]:
    findings = [asdict(finding) for finding in result.findings]
    return {"article": result.article, "path": str(result.path) if result.path else None, "findings": findings}
