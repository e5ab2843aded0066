"""Review tables of articles, for people who use Word or a spreadsheet: written, and taken back."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from workflow.exchange import tablecsv, tabledocx, tablereturn, wordfile
from workflow.exchange.formats import TableFormat
from workflow.jobs.bilingual import read_bytes
from workflow.jobs.check import termbase_of
from workflow.jobs.handoff import handoff
from workflow.jobs.returning import Errand, TakenBack, take_back
from workflow.store.desk import Desk
from workflow.store.files import atomic_write

FOLDER = "build/tables"
"""Where files are written unless a folder is named."""
_WRITERS = {TableFormat.DOCX: tabledocx.serialize, TableFormat.CSV: tablecsv.serialize}


def export(
    desk: Desk, ids: Sequence[str], out: Path | None = None, form: TableFormat = TableFormat.DOCX
) -> Iterator[Path]:
    """Write one table for each article, and yield its path as soon as it is there.

    Raises:
        InputError: no such article, or the folder cannot be written.
    """
    termbase = termbase_of(desk)
    for article_id in ids:
        path = (out or desk.root / FOLDER) / f"{article_id}.{form}"
        atomic_write(path, _WRITERS[form](handoff(desk, article_id, termbase)), make_folder=True)
        yield path


def import_(desk: Desk, path: str, errand: Errand) -> Iterator[TakenBack]:
    """Take a table back, a Word document or CSV: what people did with the articles in it.

    Raises:
        InputError: the file cannot be read, or its article is not on this desk.
    """
    data = read_bytes(path)
    reader, origin = (tablereturn.read, "docx") if wordfile.looks_like(data) else (tablecsv.read, "csv")
    for returned in reader(data, path):
        yield take_back(desk, returned, replace(errand, place=path, origin=f"import:{origin}"))
