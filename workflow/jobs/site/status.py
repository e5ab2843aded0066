"""Where a desk stands, as a small site for those who work on it: every article, its findings, its terms."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from workflow.jobs.checkall import check_each
from workflow.jobs.findings import page as findings_page
from workflow.jobs.observer import Observer, Silent
from workflow.jobs.rows import Status
from workflow.jobs.site.folder import SiteFolder
from workflow.jobs.site.index import SiteIndex
from workflow.jobs.status import status
from workflow.jobs.theme import theme_of
from workflow.jobs.usage import review
from workflow.publish import theming
from workflow.store.desk import Desk

OUT = "build/internal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An article's row: where it stands, and how many of its terms are to be mended."""

    status: Status
    terms: int


def build_internal(desk: Desk, out: Path, *, today: str, observer: Observer | None = None) -> tuple[int, int]:
    """Write the desk's own pages into a folder; return how many articles they show and how many files are new.

    Args:
        desk: an open desk.
        out: the folder; not one that is published.
        today: ISO 8601, for proposals in the glossary that nobody decided.
        observer: is told how many articles are looked at.

    Raises:
        InputError: a file of the desk is wrong, or the folder holds a file of another origin.
        OutputError: the folder cannot be written, or the template fails.
    """
    from workflow.usage.page import render

    desk.refuse_own(out)
    observer = observer or Silent()
    ids, name = desk.ids(), desk.settings.name or desk.root.name
    rows = status(desk, ids, observer=observer)
    used = review(desk, ids, today=today, observer=observer)
    wrong = Counter(use.article for term in used.usage.terms for use in term.uses if use.is_error)
    standing = [Standing(status=row, terms=wrong[row.id]) for row in rows]
    with SiteIndex(out) as tables, (folder := SiteFolder(out, tables)).staging():
        index = theming.render(theme_of(desk), "desk.html", name=name, rows=standing, totals=_totals(standing))
        folder.stage("index.html", [index])
        folder.stage("findings.html", [_with_way_back(findings_page(check_each(desk, ids)))])
        terms = render(used.usage, used.texts, used.findings, name=name, made=today)
        folder.stage("terms.html", [_with_way_back(terms)])
        written, _ = folder.publish()
    return len(rows), written


def _with_way_back(page: str) -> str:
    return page.replace("<h1", '<p><a href="index.html">Where the desk stands</a></p>\n<h1', 1)


def _totals(rows: list[Standing]) -> dict[str, int]:
    """What the head of the page counts, in the order shown."""
    states = Counter(row.status.state for row in rows)
    return {
        "articles": len(rows),
        **{state: states[state] for state in ("initial", "translated", "reviewed", "final") if states[state]},
        "published": sum(bool(row.status.published) for row in rows),
        "with errors": sum(row.status.errors > 0 for row in rows),
        "stale": sum(row.status.stale > 0 or row.status.outdated > 0 for row in rows),
        "with terms to mend": sum(row.terms > 0 for row in rows),
    }
