"""Commands for what people decide: state, waive."""

from typing import Annotated

import typer

from workflow.cli import output, program
from workflow.model import State

_By = Annotated[str, typer.Option(envvar="WORKFLOW_NAME", metavar="NAME", help="Who decides.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the program."""
    app.command(epilog="Example:  workflow state 2024-01-24-port reviewed --unit u3 --by 'Chen Yu'")(state)
    app.command(epilog="Example:  workflow waive 2024-01-24-port u3 text.han --reason 'the motto is cited'")(waive)


def state(
    article_id: Annotated[str, typer.Argument(metavar="ID", help="The article.")],
    new: Annotated[State, typer.Argument(metavar="STATE", help="initial, translated, reviewed or final.")],
    unit: Annotated[list[str] | None, typer.Option(metavar="U", help="A unit; may be repeated. All if none.")] = None,
    by: _By = "",
) -> None:
    """Say how far an article's units are.

    A unit without English cannot be approved, nor one whose original has changed
    since. With --by, who approves is named on the page.
    """
    from workflow.jobs import decisions as job

    changed = job.set_state(program.open_desk(), article_id, new, unit or [], by=by)
    output.note(f"{article_id}: {output.counted(changed, 'unit')} set to {new.value}")


def waive(
    article_id: Annotated[str, typer.Argument(metavar="ID", help="The article.")],
    unit: Annotated[str, typer.Argument(metavar="UNIT", help="The unit, such as u3.")],
    check: Annotated[str, typer.Argument(metavar="CHECK", help="The check, such as term.missing.")],
    reason: Annotated[str, typer.Option(help="Why the finding is accepted.")] = "",
    by: _By = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take the waiver back.")] = False,
) -> None:
    """Accept a finding on one unit, with a reason.

    The waiver stands in the translation's file, and dies when either text of the
    unit changes.
    """
    from workflow.jobs import decisions as job

    desk = program.open_desk()
    if withdraw:
        job.withdraw(desk, article_id, unit, check)
        output.note(f"{article_id} {unit}: {check} is checked again")
    else:
        job.waive(desk, article_id, unit, check, reason, by=by)
        output.note(f"{article_id} {unit}: {check} is waived while both texts stay as they are")
