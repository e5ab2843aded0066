"""The commands that exchange the glossary with other programs: workflow glossary import, export."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from workflow.cli import arguments, output, program

if TYPE_CHECKING:
    from workflow.jobs.termfiles import Imported, Step


class TermFormat(StrEnum):
    """Formats of termbases."""

    TBX = "tbx"
    TBX_DCA = "tbx-dca"
    CSV = "csv"
    TSV = "tsv"
    DEEPL = "deepl"
    OMEGAT = "omegat"


Form = Annotated[TermFormat | None, typer.Option("--format", help="The format, where the file does not say.")]


def register(glossary: typer.Typer) -> None:
    """Add the commands of this module to ``workflow glossary``."""
    glossary.command("import", epilog="Example:  workflow glossary import terms.tbx --dry-run")(import_)
    glossary.command("export", epilog="Example:  workflow glossary export terms.csv")(export)


def import_(
    path: Annotated[str, typer.Argument(metavar="FILE", help="TBX, CSV, TSV, or a list of DeepL or OmegaT.")],
    form: Form = None,
    dry: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Let the file win where it prefers another English term.")
    ] = False,
    as_json: arguments.AsJson = False,
) -> None:
    """Take a termbase into the glossary.

    New entries are written at the end, known ones get the forms they lack.
    Where the glossary prefers another English term, it is left alone: exit
    status 1, unless --replace is given.
    """
    from workflow.jobs import termfiles as job

    done = job.import_terms(program.open_desk(), path, form or "", replace_terms=replace, dry=dry)
    if as_json:
        steps = [{"outcome": s.outcome, "id": s.concept.id, "terms": _pair(s), "other": s.other} for s in done.steps]
        output.as_json({"steps": steps, "lost": done.lost, "told": done.told, "written": not dry})
    else:
        output.lines(_told(step) for step in done.steps if step.outcome != job.KNOWN)
        _summary(done, dry=dry)
    if any(step.outcome == job.CONFLICT for step in done.steps):
        raise typer.Exit(1)


def export(
    path: Annotated[str, typer.Argument(metavar="FILE", help="The file to write; its ending says the format.")],
    form: Form = None,
) -> None:
    """Write the glossary for another program.

    What the format cannot hold is listed.
    """
    from workflow.jobs import termfiles as job

    written = job.export_terms(program.open_desk(), path, form or "")
    for sentence in written.lost:
        output.note(sentence)
    output.line(path)


def _pair(step: "Step") -> dict[str, str]:
    return {language: terms.preferred for language, terms in step.concept.terms.items()}


def _told(step: "Step") -> str:
    terms = " = ".join(_pair(step).values())
    return "\t".join(filter(None, (step.outcome, step.concept.id, terms, step.other and f"the file: {step.other}")))


def _summary(done: "Imported", *, dry: bool) -> None:
    from workflow.jobs import termfiles as job

    for sentence in (*done.told, *done.lost):
        output.note(sentence)
    outcomes = [step.outcome for step in done.steps]
    counts = ", ".join(f"{outcomes.count(name)} {name}" for name in (job.NEW, job.CHANGED, job.KNOWN, job.CONFLICT))
    output.note(f"{'nothing is written; ' if dry else ''}{counts}")
    if job.CONFLICT in outcomes:
        output.note("at a conflict the glossary stays as it is; --replace lets the file win")
