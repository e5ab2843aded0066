"""Commands for what people decide: state, approve, reopen, assign, abridge, waive."""

from typing import Annotated

import typer

from workflow.cli import arguments, output, program
from workflow.model import State

_By = Annotated[
    str, typer.Option(metavar="NAME", help="Who decides; else WORKFLOW_NAME, people.editor of workflow.yaml, or git.")
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the program."""
    app.command(epilog="Example:  workflow state 2024-01-24-port reviewed --unit u3 --by 'Chen Yu'")(state)
    app.command(epilog="Example:  workflow approve 2024-01-24-port --by 'Chen Yu'")(approve)
    app.command(epilog="Example:  workflow reopen 2024-01-24-port --unit u3")(reopen)
    app.command(epilog="Example:  workflow assign 2024-01-24-port 'Chen Yu'")(assign)
    app.command(epilog="Example:  workflow abridge 2024-01-24-port")(abridge)
    app.command(epilog="Example:  workflow waive 2024-01-24-port u3 text.han --reason 'a motto, cited'")(waive)


def state(
    article_id: arguments.Article,
    new: Annotated[State, typer.Argument(metavar="STATE", help="initial, translated, reviewed or final.")],
    unit: arguments.Units = None,
    by: _By = "",
) -> None:
    """Say how far an article's units are.

    A unit without English cannot be approved, nor one whose original has changed
    since, unless it is named: whoever does so has compared the two.
    With --by, who approves is named on the page.
    """
    from workflow.jobs import decisions as job

    desk, article_id = program.article(article_id)
    changed = job.set_state(desk, article_id, new, unit or [], by=by, compared=bool(unit))
    output.note(f"{article_id}: {output.counted(changed, 'unit')} set to {new.value}")


def approve(
    article_id: arguments.Article,
    unit: arguments.Units = None,
    final: Annotated[bool, typer.Option("--final", help="Make it final: ready for publication.")] = False,
    by: _By = "",
) -> None:
    """Vouch for the English of an article, or of some of its units.

    The same as 'workflow state ID reviewed', and it says what checks still find.
    A unit whose original has changed is approved only where --unit names it:
    compare the two before.
    """
    from workflow.jobs import decisions as job
    from workflow.jobs.check import check
    from workflow.model import Severity

    desk, article_id = program.article(article_id)
    new = State.FINAL if final else State.REVIEWED
    changed = job.set_state(desk, article_id, new, unit or [], by=by, compared=bool(unit))
    output.note(f"{article_id}: {output.counted(changed, 'unit')} set to {new.value}")
    errors = check(desk, article_id).count(Severity.ERROR)
    if errors:
        output.note(f"{article_id}: {output.counted(errors, 'error')} left; see: workflow check {article_id}")


def reopen(article_id: arguments.Article, unit: arguments.Units = None, by: _By = "") -> None:
    """Take an approval back: the units are translated, and wait for a review."""
    from workflow.jobs import decisions as job

    desk, article_id = program.article(article_id)
    changed = job.reopen(desk, article_id, unit or [], by=by)
    output.note(f"{article_id}: {output.counted(changed, 'unit')} reopened")


def assign(
    article_id: arguments.Article,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Who works on it; '' for nobody.")],
) -> None:
    """Record who works on an article."""
    from workflow.jobs import decisions as job

    desk, article_id = program.article(article_id)
    job.assign(desk, article_id, " ".join(name.split()))
    output.note(f"{article_id}: assigned to {name}" if name.strip() else f"{article_id}: assigned to nobody")


def abridge(
    article_id: arguments.Article,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take it back: all of the original is owed.")] = False,
) -> None:
    """Say that units without English are left out on purpose.

    No check asks for them then; the page says that it is abridged, and its
    structured data that it is based on the original.
    """
    from workflow.jobs import decisions as job

    desk, article_id = program.article(article_id)
    empty = output.counted(job.abridge(desk, article_id, whole=withdraw), "unit")
    output.note(
        f"{article_id}: {f'whole again; {empty} without English' if withdraw else f'abridged; {empty} left out'}"
    )


def waive(
    article_id: arguments.Article,
    unit: arguments.Unit,
    check: arguments.Check,
    reason: Annotated[str, typer.Option(help="Why the finding is accepted.")] = "",
    by: _By = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take the waiver back.")] = False,
) -> None:
    """Accept a finding on one unit, with a reason.

    The waiver stands in the translation's file, and dies when either text of the
    unit changes.
    """
    from workflow.jobs import decisions as job

    desk, article_id = program.article(article_id)
    if withdraw:
        job.withdraw(desk, article_id, unit, check)
        output.note(f"{article_id} {unit}: {check} is checked again")
    else:
        from workflow.jobs.check import check as checked

        now = {finding.check for finding in checked(desk, article_id).findings if finding.unit == unit}
        job.waive(desk, article_id, unit, check, reason, by=by)
        known = "" if check in now else "; it finds nothing there now"
        output.note(f"{article_id} {unit}: {check} is waived while both texts stay as they are{known}")
