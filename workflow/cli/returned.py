"""What the commands that take files back share: their options, the question at a conflict, and the report."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from workflow.cli import marked, output
from workflow.errors import InputError, WorkflowError

if TYPE_CHECKING:
    from rich.text import Text

    from workflow.jobs.judging import Change
    from workflow.jobs.returning import Decide, TakenBack
    from workflow.text.worddiff import Piece

_INDENT = 11  # columns before what stands below an item

Files = Annotated[list[str], typer.Argument(metavar="FILE", help="What came back.")]
Ours = Annotated[bool, typer.Option("--ours", help="At a conflict keep what the desk has.")]
Theirs = Annotated[bool, typer.Option("--theirs", help="At a conflict take what came back.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
By = Annotated[str, typer.Option(metavar="NAME", help="Who edited it; else WORKFLOW_NAME, workflow.yaml or git says.")]


def decider(*, ours: bool, theirs: bool, silent: bool) -> "Decide":
    """Return what decides conflicts: an option, the person at the terminal, or nobody (always, if `silent`).

    Raises:
        InputError: both options are given.
    """
    if ours and theirs:
        raise InputError("--ours and --theirs exclude each other", mend="give one of them")
    if ours or theirs:
        return lambda _: "ours" if ours else "theirs"
    return _ask if sys.stdin.isatty() and not silent else lambda _: ""


def _ask(change: "Change") -> str:
    output.note_lines(_told(change))
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
    from rich.text import Text

    from workflow.jobs.judging import Outcome
    from workflow.text.chars import printable

    if as_json:
        output.as_json([_as_json(result) for result in results])
    else:
        for result in results:
            output.line(result.article)
            for change in result.changes:
                if change.outcome != "same":
                    output.print_lines(_told(change))
            for sentence in result.lost:
                output.print_lines(_below(Text(printable(sentence))))
    counts = Counter(change.outcome for result in results for change in result.changes)
    said = ", ".join(f"{counts[outcome]:,} {outcome}" for outcome in Outcome if outcome in counts) or "no unit"
    output.note(f"{'nothing is written; ' if dry else ''}{said}")
    if "conflict" in counts:
        output.note("decide conflicts with --ours or --theirs, or on a terminal")


def _told(change: "Change") -> "Text":
    """An item: what became of it, and where there are two texts to compare, both, with the words that differ marked."""
    from rich.text import Text

    from workflow.text.chars import printable
    from workflow.text.worddiff import compare

    gains = ("English" if change.text else "", change.state or "") if change.outcome == "taken" else ()
    gained = ", ".join(filter(None, (*gains, _comments(change))))
    told = Text(f"  {change.outcome:<8} {printable(change.back.id)}{f': {gained}' if gained else ''}\n")
    for sentence in change.says:
        told.append_text(_below(Text(printable(sentence))))
    if change.outcome in ("conflict", "kept") and change.local:
        pieces = list(compare(printable(change.local.target), printable(change.back.target)))
        told.append_text(_below(_side("ours", change.local.state, pieces, "gone", "bold red")))
        told.append_text(_below(_side("theirs", change.back.state, pieces, "new", "bold green")))
    return told


def _side(label: str, state: str | None, pieces: "Sequence[Piece]", own: str, colour: str) -> "Text":
    from rich.text import Text

    side = Text(f"{label}: [{state}] " if state else f"{label}: ")
    for piece in pieces:
        if piece.kind in ("same", own):
            side.append(piece.text, style=colour if piece.kind == own else "")
    return side


def _below(text: "Text") -> "Text":
    """A text below its item, broken where a person reads it."""
    from rich.text import Text

    if output.is_terminal():
        return marked.wrapped(text, indent=_INDENT)
    flat = text.copy()
    flat.plain = flat.plain.replace("\n", " ")
    return Text(" " * _INDENT).append_text(flat).append("\n")


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
