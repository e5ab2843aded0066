"""The command that takes in what is published already: adopt."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workflow.cli import arguments, findings, output, program
from workflow.errors import InputError

if TYPE_CHECKING:
    from workflow.jobs.adopt import Adopted, AdoptOptions

_SHOWN = 60


def register(app: typer.Typer) -> None:
    """Add the command of this module to the program."""
    app.command(epilog="Example:  workflow adopt 2024-01-24-port https://site.example/en/port.html")(adopt)


def adopt(
    article_id: Annotated[
        str, typer.Argument(metavar="ID", help="The article on the desk.", autocompletion=arguments.articles)
    ] = "",
    source: Annotated[str, typer.Argument(metavar="FILE_OR_URL", help="Its English page: html, txt, md, docx.")] = "",
    batch: Annotated[
        Path | None, typer.Option("--batch", metavar="LIST.tsv", help="Adopt many: lines of ID, tab, FILE_OR_URL.")
    ] = None,
    language: Annotated[str, typer.Option("--lang", help="The page's language; else the desk's.")] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Also in place of people's English, which stays in the history.")
    ] = False,
    abridged: Annotated[
        bool, typer.Option("--abridged", help="The page leaves parts of the original out on purpose.")
    ] = False,
    allow_private: arguments.Private = False,
    timeout: arguments.Timeout = 30.0,
    as_json: arguments.AsJson = False,
) -> None:
    """Take in an English reproduction that is published already.

    Its paragraphs are aligned to the original's units, its metadata is taken,
    and all of it is checked. What is doubtful is marked for a person. Exit
    status 1 when there are errors.
    """
    from workflow.jobs import adopt as job

    options = job.AdoptOptions(
        language=language, force=force, abridged=abridged, allow_private=allow_private, timeout=timeout
    )
    if batch is not None:
        if article_id or source:
            raise InputError("--batch names the articles", mend="leave ID and FILE_OR_URL out")
        _batch(batch, options, as_json=as_json)
        return
    if not article_id or not source:
        raise InputError("no article and page were named", mend="give ID and FILE_OR_URL, or --batch LIST.tsv")
    desk, article_id = program.article(article_id)
    adopted = job.adopt(desk, article_id, source, options)
    if as_json:
        output.as_json(_as_json(adopted))
    else:
        _say(adopted)
    if adopted.errors:
        raise typer.Exit(1)


def _say(adopted: "Adopted") -> None:
    """Say what was taken, what a person should look at, and what the checks found."""
    findings.show([*adopted.page, *adopted.checked.findings])
    output.note(f"{adopted.article}: {_counts(adopted)}")
    for unit in adopted.doubtful:
        output.note(f"{unit}: doubtful; compare the two texts (workflow show {adopted.article})")
    for text in adopted.extra:
        shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
        output.note(f"not in the original: “{shown}”")


def _counts(adopted: "Adopted") -> str:
    parts = [f"{adopted.filled} of {output.counted(adopted.units, 'unit')} adopted"]
    parts += [f"{len(adopted.doubtful)} doubtful"] if adopted.doubtful else []
    parts += [f"{len(adopted.empty)} without English"] if adopted.empty else []
    parts += [f"{output.counted(len(adopted.extra), 'paragraph')} not in the original"] if adopted.extra else []
    parts.append(output.counted(adopted.errors, "error"))
    return ", ".join(parts)


def _batch(listed: Path, options: "AdoptOptions", *, as_json: bool) -> None:
    from workflow.jobs import adopt as job

    desk = program.open_desk()
    with output.ProgressObserver(unit="articles") as observer:
        rows = list(job.adopt_batch(desk, listed, options, lambda n, total: observer.progress("adopt", n, total)))
    failed = [row for row in rows if row.adopted is None]
    done = [row.adopted for row in rows if row.adopted is not None]
    if as_json:
        output.as_json(
            [
                _as_json(row.adopted)
                if row.adopted
                else {"id": row.article, "source": row.source, "error": row.failure}
                for row in rows
            ]
        )
    else:
        cells = [
            (a.article, f"{a.filled}/{a.units}", *(str(n or "-") for n in (len(a.doubtful), len(a.extra), a.errors)))
            for a in done
        ]
        if cells:
            output.stacked(("article", "units", "doubtful", "extra", "err"), cells, right=(1, 2, 3, 4))
        for row in failed:
            told = row.failure if row.failure.startswith(f"{row.article}:") else f"{row.article}: {row.failure}"
            output.note(f"not adopted: {told}")
        output.note(f"{output.counted(len(done), 'article')} adopted, {len(failed)} not")
    if failed:
        raise typer.Exit(InputError.exit_status)
    if any(adopted.errors for adopted in done):
        raise typer.Exit(1)


def _as_json(adopted: "Adopted") -> dict[str, object]:
    findings = [*adopted.page, *adopted.checked.findings]
    return {
        "id": adopted.article,
        "units": adopted.units,
        "adopted": adopted.filled,
        "doubtful": list(adopted.doubtful),
        "empty": list(adopted.empty),
        "extra": list(adopted.extra),
        "findings": [asdict(finding) for finding in findings],
    }
