"""Commands that look back: log, diff."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from workflow.cli import arguments, marked, output, program

if TYPE_CHECKING:
    from workflow.jobs.history import Event


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the program."""
    app.command(epilog="Example:  workflow log 2024-01-24-port --unit u3")(log)
    app.command(epilog="Example:  workflow diff 2024-01-24-port --published")(diff)


def log(
    article_id: arguments.Article,
    unit: Annotated[
        str, typer.Option(metavar="U", help="One unit, with its earlier texts.", autocompletion=arguments.units)
    ] = "",
    as_json: arguments.AsJson = False,
) -> None:
    """Show what was done to an article, by whom and when."""
    from workflow.jobs import history as job

    desk, article_id = program.article(article_id)
    events = job.log(desk, article_id, unit)
    if as_json:
        output.as_json([asdict(event) for event in events])
    elif not events:
        output.note(f"{article_id}: nothing is recorded; version control may know more")
    else:
        rows = [(_when(event.at), event.by or "-", event.what, _what(event, bool(unit))) for event in events]
        output.table(("when (UTC)", "who", "what", "text" if unit else "units"), rows, fold=3)


def _when(at: str) -> str:
    return at[:16].replace("T", " ")


def _what(event: "Event", texts: bool) -> str:
    """The text or the units of an event, and what made them unless that was the person; of a machine its engine."""
    if event.what == "commented":
        return event.text if texts else f"{event.units[0]}: {event.text}"
    made = "" if event.origin in ("", "human") else f" ({event.origin.removeprefix('mt:').partition('/')[0]})"
    if texts:
        return event.text + made
    named = ", ".join(event.units[:6])
    return (named if len(event.units) <= 6 else f"{output.counted(len(event.units), 'unit')}: {named} …") + made  # noqa: PLR2004


def diff(
    article_id: arguments.Article,
    unit: arguments.Units = None,
    published: Annotated[
        bool, typer.Option("--published", help="Compare with the page that is out, not with the draft.")
    ] = False,
    as_json: arguments.AsJson = False,
) -> None:
    """Show how the English differs from the machine's draft, or from what is published.

    Word by word: what is gone stands in [-…-], what is new in {+…+}.
    """
    from workflow.jobs import history as job

    desk, article_id = program.article(article_id)
    changes = job.differences(desk, article_id, unit or [], since_published=published)
    if as_json:
        output.as_json([asdict(change) for change in changes])
        return
    for change in changes:
        if change.old:
            output.print_rich(marked.difference(change.unit, change.old, change.new))
        else:
            output.line(f"{change.unit}  the text that was published is not in the file; version control has it")
    known = "the page that is out" if published else "the draft"
    said = output.counted(len(changes), "unit")
    output.note(f"{article_id}: {said} differ{'s' if len(changes) == 1 else ''} from {known}")
