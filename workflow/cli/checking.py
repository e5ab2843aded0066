"""Commands that judge: check, explain."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workflow.cli import arguments, findings, output, program
from workflow.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection

    from workflow.jobs.check import Checked
    from workflow.store.desk import Desk


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"


class FailOn(StrEnum):
    """How grave a finding makes the exit status 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


_PAIR = 2
_PAGES = frozenset({".html", ".htm", ".md", ".docx"})
_TEXTS = _PAGES | {".txt"}


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the program."""
    app.command(
        epilog="Example:  workflow check --format sarif\n\nAnother:  workflow check text.xliff --glossary terms.yaml"
    )(check)
    app.command(epilog="Example:  workflow explain term.missing")(explain)


def check(
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID|FILE",
            help="Articles, all if none is named; bilingual files: XLIFF, TMX, PO, TSV, CSV; or an original and its "
            "English: html, md, docx, txt.",
            autocompletion=arguments.articles,
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All articles, as when none is named.")] = False,
    glossary: Annotated[
        str, typer.Option(metavar="FILE", help="The glossary or term list (TBX, CSV, TSV), for bilingual files.")
    ] = "",
    date: Annotated[str, typer.Option(help="Date of the text, for bilingual files: 2024-01-24.")] = "",
    only: arguments.Only = None,
    skip: arguments.Skip = None,
    fail_on: Annotated[FailOn, typer.Option(help="The mildest finding that makes the exit status 1.")] = FailOn.ERROR,
    baseline: Annotated[str, typer.Option(metavar="FILE", help="Leave out the findings that this file holds.")] = "",
    write_baseline: Annotated[
        str, typer.Option(metavar="FILE", help="Write all findings to this file, as known from now on.")
    ] = "",
    html: Annotated[str, typer.Option(metavar="FILE", help="Write the findings as a page, too.")] = "",
    form: Annotated[Format, typer.Option("--format", help="How to print findings.")] = Format.TEXT,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    online: Annotated[bool, typer.Option("--online", help="Ask each linked host whether its pages are there.")] = False,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="With --online: private hosts too.")] = False,
) -> None:
    """Prove that nothing was lost.

    Compares metadata, links, units, tags and terms of articles with the
    original. In a bilingual file, which needs no desk, it compares both sides
    of every unit. Exit status 1 when there are errors.
    """
    from workflow.jobs import findings as job

    results, faults = _results(targets or [], everything=everything, glossary=glossary, date=date)
    if online:
        results = _with_links(results, allow_private=allow_private)
    results = job.narrowed(results, only or [], skip or [])
    known = 0
    if baseline:
        results, known = job.without_known(results, baseline)
    if as_json or form is not Format.TEXT:
        output.document(job.written(results, "json" if as_json else form))
    else:
        findings.show([finding for result in results for finding in result.findings])
        _summary(results, known)
    if html:
        job.write(html, job.page(results))
        output.note(f"Findings as a page: {html}")
    if write_baseline:
        count = job.keep_known(results, write_baseline)
        output.note(f"{output.counted(count, 'finding')} known from now on: workflow check --baseline {write_baseline}")
    program.end_with(faults)
    if not write_baseline and job.failing(results, fail_on):
        raise typer.Exit(1)


def _results(
    targets: list[str], *, everything: bool, glossary: str, date: str
) -> "tuple[list[Checked], Collection[str]]":
    """Check what was named: articles of the desk, or files; say of which articles the files cannot be read, and why."""
    files = [target for target in targets if _is_file(target)]
    if files and (everything or len(files) < len(targets)):
        raise InputError("articles and files were named together", place="ID|FILE", mend="check them one by one")
    if _are_pages(files):
        from workflow.jobs.pages import check_pages

        return [check_pages(*files, glossary=glossary, date=program.date_of(date, "--date"))], ()
    if files:
        return _check_files(files, glossary, date), ()
    if glossary or date:
        option = "--glossary" if glossary else "--date"
        raise InputError("is for bilingual files; an article has its own", place=option, mend="leave it out")
    desk = program.open_desk()
    return _check_articles(desk, program.articles(desk, [] if everything else targets))


def _check_articles(desk: "Desk", ids: list[str]) -> "tuple[list[Checked], Collection[str]]":
    from workflow.jobs.checkall import check_all

    with output.ProgressObserver(unit="articles") as observer:
        return program.of_sound(desk, ids, lambda sound: check_all(desk, sound, observer=observer))


def _with_links(results: "list[Checked]", *, allow_private: bool) -> "list[Checked]":
    """Add what the linked hosts answer."""
    from workflow.jobs.online import Manners, with_links

    if any(result.file for result in results):
        raise InputError("is for articles of a desk", place="--online", mend="leave it out")
    with output.ProgressObserver(unit="links") as observer:
        return with_links(program.open_desk(), results, manners=Manners(allow_private=allow_private), observer=observer)


def _are_pages(files: list[str]) -> bool:
    """Whether two files are an original and its reproduction; text alone may as well be a table."""
    endings = {Path(file).suffix.lower() for file in files}
    return len(files) == _PAIR and endings <= _TEXTS and bool(endings & _PAGES)


def _is_file(target: str) -> bool:
    """Whether an argument means a file: an article's id has neither dot nor slash."""
    return any(character in target for character in "./\\") or Path(target).is_file()


def _check_files(files: list[str], glossary: str, date: str) -> "list[Checked]":
    from workflow.checks import Context
    from workflow.jobs import bilingual as job

    context = Context(termbase=job.termbase_of(glossary) if glossary else None, date=program.date_of(date, "--date"))
    with output.ProgressObserver() as observer:
        return [job.check_file(file, context, observer=observer) for file in files]


def _summary(results: "list[Checked]", known: int) -> None:
    from workflow.model import Severity

    errors, warnings = (
        sum(result.count(severity) for result in results) for severity in (Severity.ERROR, Severity.WARNING)
    )
    units = sum(result.units for result in results)
    kind = "file" if any(result.file for result in results) else "article"
    output.note(
        f"{output.counted(errors, 'error')}, {output.counted(warnings, 'warning')} "
        f"in {output.counted(units, 'unit')} of {output.counted(len(results), kind)}"
        + (f"; {output.counted(known, 'known finding')} left out" if known else "")
    )
    if errors or warnings:
        output.note("What a check means: workflow explain CHECK-ID")


def explain(
    check_id: Annotated[
        str, typer.Argument(metavar="CHECK-ID", help="A check, such as term.missing.", autocompletion=arguments.checks)
    ] = "",
) -> None:
    """Explain a check, with examples.

    Without an id, lists the checks.
    """
    from workflow.checks import CHECKS, page

    if not check_id:
        rows = [(check.id, check.severity.value, _gist(page(check.id))) for check in CHECKS]
        output.table(("check", "severity", "says"), rows, fold=2)
        return
    text = page(check_id)
    if output.is_terminal():
        from rich.markdown import Markdown

        output.print_rich(Markdown(text))
    else:
        output.line(text.rstrip())


def _gist(text: str) -> str:
    """The first sentence of a page, below its heading."""
    paragraph = text.split("\n\n")[1].replace("\n", " ")
    return paragraph.partition(". ")[0].rstrip(".")
