"""The command that proposes entries: workflow glossary suggest."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from workflow.cli import arguments, output, program
from workflow.cli.marked import paragraph, wrapped
from workflow.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from workflow.jobs.suggest import Suggestion
    from workflow.store.desk import Desk


def register(glossary: typer.Typer) -> None:
    """Add the command to ``workflow glossary``."""
    glossary.command(epilog="Example:  workflow glossary suggest --interactive")(suggest)


def suggest(
    ids: arguments.Articles = None,
    limit: Annotated[int, typer.Option(min=1, help="How many to propose at most.")] = 20,
    accept: Annotated[
        list[int] | None, typer.Option(metavar="N", help="Take number N in with its first rendering; may be repeated.")
    ] = None,
    interactive: Annotated[bool, typer.Option("--interactive", "-i", help="Ask about one after the other.")] = False,
    status: Annotated[str, typer.Option(help="Status of what is taken in: proposed or approved.")] = "proposed",
    as_json: arguments.AsJson = False,
) -> None:
    """Propose entries that the glossary lacks.

    Phrases in Chinese quotation marks, enumerations and strings that recur, with
    the renderings that reviewed translations have for them, found by alignment.
    """
    from workflow.jobs import suggest as job

    if status not in ("proposed", "approved"):
        raise InputError(f"unknown status {status!r}", place="--status", mend="write proposed or approved")
    desk = program.open_desk()
    with output.ProgressObserver(unit="articles") as observer:
        found = job.suggest(desk, program.articles(desk, ids or []), limit=limit, observer=observer)
    if accept:
        _accept(desk, found, accept, status)
    elif interactive:
        _ask(desk, found, status)
    elif as_json:
        output.as_json([{"number": number, **asdict(one)} for number, one in enumerate(found, 1)])
    else:
        output.print_lines(_drawn(found))
        output.note(f"{output.counted(len(found), 'phrase')} without an entry; take one in with --accept N, or -i")


def _accept(desk: "Desk", found: "Sequence[Suggestion]", numbers: list[int], status: str) -> None:
    chosen = []
    for number in numbers:
        if not 1 <= number <= len(found):
            raise InputError(
                f"there is no suggestion {number}", place="--accept", mend=f"name one of 1 to {len(found)}"
            )
        one = found[number - 1]
        if not one.renderings:
            mend = f"write it yourself: workflow glossary add {one.source} EN"
            raise InputError("no reviewed translation renders it", place=one.source, mend=mend)
        chosen.append(one)
    for one in chosen:
        output.line(_add(desk, one, one.renderings[0][0], status))


def _add(desk: "Desk", one: "Suggestion", rendering: str, status: str) -> str:
    from workflow.jobs import glossary as job

    return job.add(desk, job.Change(source=one.source, target=rendering, status=status), today=program.today()).id


def _ask(desk: "Desk", found: "Sequence[Suggestion]", status: str) -> None:
    for number, one in enumerate(found, 1):
        output.note_lines(_one(number, one))
        first = one.renderings[0][0] if one.renderings else ""
        ways = ("y takes the first in, " if first else "") + "n skips, q ends, or write the English"
        answer = output.ask(f"     {ways}")
        if answer.lower() in ("q", "quit"):
            return
        if answer.lower() in ("y", "yes"):
            answer = first
        if answer and answer.lower() not in ("n", "no"):
            output.line(_add(desk, one, answer, status))


# --- How suggestions look --------------------------------------------------------------------------------------------


def _drawn(found: "Sequence[Suggestion]") -> "Text":
    from rich.text import Text

    text = Text()
    for number, one in enumerate(found, 1):
        text.append_text(_one(number, one))
    return text


def _one(number: int, one: "Suggestion") -> "Text":
    from rich.text import Text

    head = (
        Text(f"{number:>3}  ")
        .append(one.source, "bold cyan")
        .append(f"  {one.kind}, {one.count}× in {output.counted(one.articles, 'article')}", "dim")
    )
    text = head.append("\n")
    if one.renderings:
        shown = ", ".join(f"{rendering} ({count})" for rendering, count in one.renderings[:4])
        text.append_text(wrapped(Text(shown), indent=5))
    example = one.examples[0]
    at = example.source.find(one.source)
    text.append_text(paragraph(example.source, [(at, at + len(one.source))], indent=5, rows=1))
    return text
