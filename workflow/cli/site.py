"""Commands on the whole site: build, serve."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workflow.cli import arguments, findings, output, program

if TYPE_CHECKING:
    from workflow.jobs.site.build import Built
    from workflow.store.desk import Desk

sites = typer.Typer(no_args_is_help=True, help="Build the whole site, or look at it.")
_PORT = 8000
_Out = Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of the site; else as workflow.yaml says.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the program."""
    app.add_typer(sites, name="site")


@sites.command("build", epilog="Example:  workflow site build --out public")
def site_build(
    out: _Out = None,
    theme: arguments.Theme = "",
    internal: Annotated[
        bool, typer.Option("--internal", help="Instead, the desk's own pages: where every article stands.")
    ] = False,
    record: Annotated[
        bool, typer.Option("--record", help="This build goes out: write down that its articles are published.")
    ] = False,
    by: arguments.Publisher = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts for a machine.")] = False,
) -> None:
    """Build the site: articles, lists, feeds, site map.

    Renders and reads back what changed, and leaves the rest. Articles with errors
    are left out; exit status 1 says that there are some. With --record, pages say
    when they last changed, as those of 'workflow export' do.
    """
    desk = program.open_desk()
    if internal:
        _internal(desk, out, as_json=as_json)
        return
    built, recorded = _built(desk, out or desk.root / desk.settings.site_out, theme, by if record else None)
    if as_json:
        output.as_json(_as_json(built) | ({"recorded": recorded} if record else {}))
    else:
        output.line(str(built.out / "index.html"))
    _tell(built)
    if not desk.settings.site_url:
        output.note("no feeds and no site map: set url under site in workflow.yaml")
    if record:
        output.note(f"{output.counted(recorded, 'article')} recorded as published")
    if built.refused or built.failed or built.broken:
        raise typer.Exit(1)


def _built(desk: "Desk", out: Path, theme: str, by: str | None) -> "tuple[Built, int]":
    """Build the site, and record who published it where `by` is a name or ''."""
    with output.ProgressObserver(unit="articles") as observer:
        if by is None:
            from workflow.jobs.site.build import build

            return build(desk, out, theme=theme, observer=observer), 0
        from workflow.jobs.identity import who
        from workflow.jobs.site.publishing import publish

        return publish(desk, out, by=who(desk, by), theme=theme, observer=observer)


def _internal(desk: "Desk", out: Path | None, *, as_json: bool) -> None:
    from workflow.jobs.site import status as job

    folder = out or desk.root / job.OUT
    with output.ProgressObserver(unit="articles") as observer:
        articles, written = job.build_internal(desk, folder, today=program.today(), observer=observer)
    if as_json:
        output.as_json({"out": str(folder), "articles": articles, "written": written})
    else:
        output.line(str(folder / "index.html"))
    output.note(
        f"{output.counted(articles, 'article')}, {output.counted(written, 'file')} written; not for publication"
    )


def _tell(built: "Built") -> None:
    for sentence in (*built.failed.values(), *built.broken):
        output.note(f"workflow: {sentence}")
    if "" in built.failed:
        output.note("the site stays as it was")
        return
    findings.show([finding for found in built.refused.values() for finding in found], aside=True)
    output.note(
        f"{output.counted(built.articles, 'article')} on the site, {built.rendered:,} rendered anew; "
        f"{output.counted(built.written, 'file')} written, {built.removed:,} removed"
    )
    left = len(built.refused) + len(built.failed)
    if left:
        output.note(f"{output.counted(left, 'article')} left out: mend the errors above")


def _as_json(built: "Built") -> dict[str, object]:
    return {
        "out": str(built.out),
        "articles": built.articles,
        "rendered": built.rendered,
        "written": built.written,
        "removed": built.removed,
        "refused": list(built.refused),
        "failed": list(built.failed.values()),
        "broken": list(built.broken),
    }


@sites.command("serve", epilog="Example:  workflow site serve --port 8080")
def site_serve(
    out: _Out = None,
    theme: arguments.Theme = "",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on this machine; 0 takes a free one.")] = _PORT,
) -> None:
    """Show the site in a browser, on this machine only.

    Builds it, watches the desk, and reloads the page in the browser when
    something changed. Ctrl-C ends it.
    """
    from workflow.jobs.site import serve as job

    desk = program.open_desk()
    folder = out or desk.root / desk.settings.site_out
    with job.Server(desk, folder, theme=theme, port=port) as server:
        _tell(server.built)
        output.line(server.address)
        server.run(_tell)
