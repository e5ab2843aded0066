"""What the commands that take files back share: their options, the question at a conflict, and the report."""

import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from workflow.cli import output
from workflow.errors import InputError, WorkflowError
from workflow.text.chars import printable

if TYPE_CHECKING:
    from workflow.jobs.judging import Change
    from workflow.jobs.returning import Decide, TakenBack

_INDENT = 11  # columns before what stands below an item

Files = Annotated[list[str], typer.Argument(metavar="FILE", help="What came back.")]
Ours = Annotated[bool, typer.Option("--ours", help="At a conflict keep what the desk has.")]
Theirs = Annotated[bool, typer.Option("--theirs", help="At a conflict take what came back.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print it for a machine.")]
By = Annotated[str, typer.Option(metavar="NAME", help="Who edited it; else WORKFLOW_NAME, workflow.yaml or git says.")]


def decider(*, ours: bool, theirs: bool, as_json: bool) -> "Decide":
    """Return what decides conflicts: an option, the person at the terminal, or nobody.

    Raises:
        InputError: both options are given.
    """
    if ours and theirs:
        raise InputError("--ours and --theirs exclude each other", mend="give one of them")
    if ours or theirs:
        return lambda _: "ours" if ours else "theirs"
    return _ask if sys.stdin.isatty() and not as_json else lambda _: ""


def _ask(change: "Change") -> str:
    for line in _told(change):
        output.note(line)
    answer = output.ask("keep (o)urs, take (t)heirs, or (l)eave it open").lower()
    return next((side for side in ("ours", "theirs") if answer and side.startswith(answer)), "")


def report(
    files: Sequence[str], take: "Callable[[str], Iterable[TakenBack]]", *, as_json: bool, dry: bool = False
) -> None:
    """Take files back and show what became of them; exit status 1 where something was refused or left open.

    A file that cannot be read keeps none of the others from being taken.
    """
    results: list[TakenBack] = []
    failed: list[WorkflowError] = []
    for path in files:
        try:
            results.extend(take(path))
        except WorkflowError as error:
            failed.append(error)
            output.note(f"workflow: {error}")
    if results:
        _show(results, as_json=as_json, dry=dry)
    if failed:
        raise typer.Exit(max(error.exit_status for error in failed))
    if any(result.open for result in results):
        raise typer.Exit(1)


def _show(results: "Sequence[TakenBack]", *, as_json: bool, dry: bool) -> None:
    if as_json:
        output.as_json([_as_json(result) for result in results])
    else:
        for result in results:
            output.lines(_lines(result))
    from workflow.jobs.judging import Outcome

    counts = Counter(change.outcome for result in results for change in result.changes)
    said = ", ".join(f"{counts[outcome]:,} {outcome}" for outcome in Outcome if outcome in counts) or "no unit"
    output.note(f"{'nothing is written; ' if dry else ''}{said}")
    if "conflict" in counts:
        output.note("decide conflicts with --ours or --theirs, or on a terminal")


def _lines(result: "TakenBack") -> Iterator[str]:
    yield result.article
    for change in result.changes:
        if change.outcome != "same":
            yield from _told(change)
    for sentence in result.lost:
        yield from _wrapped("", sentence)


def _told(change: "Change") -> Iterator[str]:
    """An item: what became of it, and where there are two texts to compare, both."""
    taken = change.outcome == "taken"
    gains = ("English" if change.text else "", change.state or "") if taken else ()
    gained = ", ".join(filter(None, (*gains, _comments(change))))
    yield f"  {change.outcome:<8} {printable(change.back.id)}{f': {gained}' if gained else ''}"
    for sentence in change.says:
        yield from _wrapped("", sentence)
    if change.outcome in ("conflict", "kept") and change.local:
        yield from _wrapped("ours: ", _text(change.local.target, change.local.state))
        yield from _wrapped("theirs: ", _text(change.back.target, change.back.state))


def _wrapped(label: str, text: str) -> list[str]:
    """A text below its item, broken where a person reads it; what a foreign file has for the terminal is left out."""
    before, text = " " * _INDENT + label, printable(text)
    if not output.is_terminal():
        return [before + text.replace("\n", " ")]
    return textwrap.wrap(text, output.width(), initial_indent=before, subsequent_indent=" " * len(before))


def _text(english: str, state: str | None) -> str:
    return f"[{state}] {english}" if state else english


def _comments(change: "Change") -> str:
    return output.counted(len(change.comments), "comment") if change.comments else ""


def _as_json(result: "TakenBack") -> dict[str, object]:
    units = [_change(change) for change in result.changes]
    return {"article": result.article, "units": units, "lost": result.lost}


def _change(change: "Change") -> dict[str, object]:
    return {
        "unit": change.back.id,
        "outcome": change.outcome,
        "text": change.text,
        "state": change.state,
        "comments": [comment.text for comment in change.comments],
        "says": change.says,
        "ours": change.local.target if change.local else "",
        "theirs": change.back.target,
        "line": change.back.line,
    }
