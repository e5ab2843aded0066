"""What `workflow status` prints."""

from collections.abc import Sequence
from dataclasses import asdict

from workflow.cli import output, program
from workflow.errors import InputError
from workflow.jobs import status as job
from workflow.jobs.rows import Filter, Status
from workflow.model import PUBLISHED, State
from workflow.store.desk import Desk

_SHOWN = 10  # waivers of the whole desk


def chosen(state: str, *, stale: bool, assigned: str | None, since: str) -> Filter:
    """Return what the options ask for.

    Raises:
        InputError: an unknown state, or a day that is none.
    """
    states = [*State, PUBLISHED]
    if state and state not in states:
        raise InputError(f"there is no state {state!r}", place="--state", mend=f"choose {', '.join(states)}")
    return Filter(state=state, stale=stale, assigned=assigned, since=program.date_of(since, "--since")[:10])


def show(desk: Desk, ids: Sequence[str], choice: Filter, *, counts: bool, as_json: bool) -> None:
    """Print the articles that a filter takes."""
    with output.ProgressObserver(unit="articles") as observer:
        every = job.status(desk, program.articles(desk, list(ids)), observer=observer)
    faults = [row.fault for row in every if row.fault]
    rows = [row for row in every if choice.takes(row) and (as_json or not row.fault)]
    if as_json:
        output.as_json([{**asdict(row), "stage": row.stage} for row in rows])
    elif not every:
        output.note("no article on this desk yet; take one in with: workflow add SOURCE")
    elif not rows and not faults:
        output.note(f"none of {output.counted(len(every), 'article')} is so")
    elif rows and counts:
        _counts(rows)
    elif rows:
        _standing(rows)
        _settled(desk, rows, named=bool(ids))
    program.end_with(faults)


def _settled(desk: Desk, rows: Sequence[Status], *, named: bool) -> None:
    """What the desk and its people decided of the checks: severities, bounds, and waivers with their reasons."""
    settings = desk.settings
    for check in sorted({*settings.checks, *settings.parameters}):
        bounds = ", ".join(f"{name} {value:g}" for name, value in settings.parameters.get(check, {}).items())
        said = " ".join(filter(None, (settings.checks.get(check, ""), f"({bounds})" if bounds else "")))
        output.note(f"workflow.yaml: {check} {said}")
    waivers = [(row.id, *waiver) for row in rows for waiver in row.waivers]
    for article, unit, check, reason, by in waivers if named else waivers[:_SHOWN]:
        output.note(f"waived: {article} {unit} {check}: {reason}" + (f" ({by})" if by else ""))
    if len(waivers) > _SHOWN and not named:
        output.note(f"and {output.counted(len(waivers) - _SHOWN, 'waiver')} more: workflow status ID")


def _standing(rows: Sequence[Status]) -> None:
    named = any(row.assigned for row in rows)
    headers = ["article", "title", *(["who"] if named else []), "state", "done", "stale", "err", "warn", "waived"]
    cells = [
        (
            row.id,
            row.title_en or row.title,
            *([row.assigned or "-"] if named else []),
            row.stage + ("*" if row.changed else ""),
            f"{row.done}/{row.units}",
            *map(_zero, (row.stale, row.errors, row.warnings, row.waived)),
        )
        for row in rows
    ]
    output.stacked(headers, cells, right=range(len(headers) - 5, len(headers)))
    outdated = sum(row.outdated for row in rows)
    if outdated:
        said = output.counted(outdated, "draft")
        output.note(f"{said} made before the glossary had its present terms: workflow translate ID --stale")
    if any(row.changed for row in rows):
        output.note("* changed since it was published: workflow diff ID --published")


def _counts(rows: Sequence[Status]) -> None:
    cells = [(row.id, row.title_en or row.title, f"{row.units:,}", f"{row.han:,}", f"{row.words:,}") for row in rows]
    if len(rows) > 1:
        sums = [f"{sum(getattr(row, name) for row in rows):,}" for name in ("units", "han", "words")]
        cells.append(("together", output.counted(len(rows), "article"), sums[0], sums[1], sums[2]))
    output.stacked(("article", "title", "units", "Chinese characters", "English words"), cells, right=(2, 3, 4))


def _zero(number: int) -> str:
    return str(number) if number else "-"
