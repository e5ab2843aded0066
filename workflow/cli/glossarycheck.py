"""The commands that review how the glossary is used: workflow glossary check."""

import sys
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workflow.cli import arguments, findings, output, program
from workflow.cli.marked import Spans, marked, paragraph, wrapped

if TYPE_CHECKING:
    from rich.text import Text

    from workflow.jobs.usage import Review
    from workflow.store.desk import Desk
    from workflow.usage.tally import Outdated, TermUsage, Texts
    from workflow.usage.uses import Use

_MOST_USES = 5
"""Wrong uses of one term that are shown in the terminal."""

_COLUMNS = ("owed", "pref", "adm", "depr", "other")
_STYLES = {"deprecated": "red", "otherwise": "yellow"}


def register(glossary: typer.Typer) -> None:
    """Add the commands of this module to ``workflow glossary``."""
    glossary.command(epilog="Example:  workflow glossary check --html review.html")(check)


def check(
    ids: arguments.Articles = None,
    as_json: arguments.AsJson = False,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it as a page to read in a browser.")] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="First replace deprecated forms by preferred ones where that is safe.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --fix: replace without asking.")] = False,
) -> None:
    """Review how the glossary is used.

    What is wrong in the glossary itself; then per term how often it is owed, how
    often it is rendered as preferred, admitted, deprecated or otherwise, and
    where. Exit status 1 when there are errors that nobody waived.
    """
    from workflow.jobs import usage as job

    desk = program.open_desk()
    chosen = program.articles(desk, ids or [])
    if fix:
        _fix(desk, chosen, yes=yes)
    with output.ProgressObserver(unit="articles") as observer:
        review, faults = program.of_sound(
            desk, chosen, lambda sound: job.review(desk, sound, today=program.today(), observer=observer)
        )
    if html:
        job.write_page(desk, review, html, today=program.today())
    if as_json:
        output.as_json(job.as_json(review))
    elif html:
        output.line(str(html))
        output.note(_summary(review))
    else:
        findings.show(review.findings)
        output.print_lines(_drawn(review, whole=not ids))
        output.note(_summary(review))
    program.end_with(faults)
    if review.errors:
        raise typer.Exit(1)


def _fix(desk: "Desk", ids: list[str], *, yes: bool) -> None:
    """Show what would be replaced, ask, replace. The diff goes to standard error: standard output is the review's."""
    from workflow.jobs import glossaryfix as job

    plan = job.plan(desk, ids)
    for row in job.diff(desk, plan.mends):
        output.note(row)
    for article, unit, refused in plan.left:
        output.note(f"{article} {unit}: “{refused.form}” is left to you: {refused.reason}")
    if not plan.mends:
        output.note("nothing to replace")
        return
    asked = f"Replace in {output.counted(len(plan.mends), 'unit')}? They go back to translated"
    if yes or (sys.stdin.isatty() and output.ask(f"{asked} [y/N]").lower() in ("y", "yes")):
        changed = job.apply(desk, plan.mends)
        output.note(f"{output.counted(changed, 'unit')} changed; the old text is in the history of each")
    else:
        output.note("nothing was replaced; --yes replaces without asking")


def _summary(review: "Review") -> str:
    usage = review.usage
    return (
        f"{output.counted(review.errors, 'error')}: {output.counted(usage.owed, 'term')} owed "
        f"in {output.counted(usage.units, 'unit')} of {output.counted(usage.articles, 'article')}"
    )


# --- How the review looks --------------------------------------------------------------------------------------------


def _drawn(review: "Review", *, whole: bool) -> "Text":
    from rich.text import Text

    usage = review.usage
    text = Text("\n" if review.findings and usage.terms else "")
    if usage.terms:
        text.append_text(_table(usage.terms))
    for term in usage.terms:
        if term.errors:
            text.append("\n").append_text(_term(term, review.texts))
    if usage.outdated:
        text.append("\n").append_text(_outdated(usage.outdated))
    if usage.unused and whole:
        names = ", ".join(term.id for term in usage.unused)
        said = f"{output.counted(len(usage.unused), 'term')} never used: {names}"
        text.append("\n").append_text(wrapped(Text(said, "dim"), indent=0))
    return text


def _table(terms: "Sequence[TermUsage]") -> "Text":
    """A line for each term: both languages, cut to the room there is, and the counts."""
    from rich.cells import cell_len
    from rich.text import Text

    from workflow.usage.uses import Rendering

    room = output.width() - len(_COLUMNS) * 6
    chinese = min(max(cell_len(term.source) for term in terms), room // 2 - 2)

    def row(source: str, target: str, cells: Iterable[str]) -> str:
        numbers = "".join(f"{cell:>6}" for cell in cells)
        return f"{output.fitted(source, chinese)}  {output.fitted(target, room - chinese - 2)}{numbers}\n"

    text = Text().append(row("term", "", _COLUMNS), "bold")
    for term in terms:
        counts = [term.owed, *(term.count(rendering) for rendering in Rendering)]
        text.append(row(term.source, term.preferred, (str(n or "-") for n in counts)), "" if term.errors else "dim")
    return text


def _term(term: "TermUsage", texts: "Texts") -> "Text":
    from rich.text import Text

    head = Text(term.source, "bold").append(f" → {term.preferred}").append(f"  {term.id}", "cyan")
    text = wrapped(head, indent=0)
    if term.others:
        shown = ", ".join(f"{form} ({count})" for form, count in term.others[:_MOST_USES])
        text.append_text(wrapped(Text(f"likely rendered as: {shown}", "yellow"), indent=2))
    wrong = [use for use in term.uses if use.is_error]
    for use in wrong[:_MOST_USES]:
        text.append_text(_use(use, texts[use.article, use.unit]))
    if len(wrong) > _MOST_USES:
        text.append(f"  … and {len(wrong) - _MOST_USES} more; --html and --json have them all\n", "dim")
    return text


def _use(use: "Use", texts: tuple[str, str]) -> "Text":
    from rich.text import Text

    text = Text(f"  {use.article} {use.unit.removeprefix('metadata.')} ")
    text.append(use.rendering.value, _STYLES[use.rendering.value])
    text.append(f" {use.state}\n" if use.state else "\n", "dim")
    for words, spans in zip(texts, ([use.source], [use.target] if use.target else []), strict=True):
        text.append_text(_marked(words, spans))
    return text


def _marked(words: str, spans: Spans) -> "Text":
    """A text with its term coloured, or between marks where there is no colour."""
    if output.console().color_system:
        return paragraph(words, spans, indent=4)
    lead = [(start, end + 2) for start, end in spans]
    return paragraph(marked(words, spans), lead, indent=4)


def _outdated(units: "Sequence[Outdated]") -> "Text":
    from rich.text import Text

    text = Text("Approved, but not as the glossary has it now; oldest first\n", "bold")
    for article, group in groupby(units, key=lambda unit: unit.article):
        places = ", ".join(f"{unit.unit} ({', '.join(unit.terms)})" for unit in group)
        text.append_text(wrapped(Text(f"{article}: {places}"), indent=2))
    return text
