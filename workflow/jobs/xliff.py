"""XLIFF files of articles: written for CAT tools, and taken back from them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from workflow.exchange import xliff12, xliff21, xliffreturn
from workflow.exchange.formats import XliffVersion
from workflow.exchange.handoff import Proposal
from workflow.jobs.bilingual import read_bytes
from workflow.jobs.check import termbase_of
from workflow.jobs.handoff import handoff, with_proposals
from workflow.jobs.proposals import all_proposals
from workflow.jobs.returning import Errand, TakenBack, take_back
from workflow.store.desk import Desk
from workflow.store.files import atomic_write

FOLDER = "build/xliff"
"""Where files are written unless a folder is named."""
_ORIGIN = "import:xliff"
_MOST = 3  # proposals for a text
_SAME = 100  # percent of a proposal for the same text; in the same context the memory says 101

_WRITERS = {XliffVersion.CURRENT: xliff21.serialize, XliffVersion.OLDER: xliff12.serialize}


def export(
    desk: Desk, ids: Sequence[str], out: Path | None = None, version: XliffVersion = XliffVersion.CURRENT
) -> Iterator[Path]:
    """Write one file for each article, and yield its path as soon as it is there.

    Raises:
        InputError: no such article, or the folder cannot be written.
    """
    termbase = termbase_of(desk)
    for article_id in ids:
        path = (out or desk.root / FOLDER) / f"{article_id}.xlf"
        handed = with_proposals(handoff(desk, article_id, termbase), _proposals(desk, article_id))
        atomic_write(path, _WRITERS[version](handed), make_folder=True)
        yield path


def _proposals(desk: Desk, article_id: str) -> dict[str, list[Proposal]]:
    """What the desk's memory has for each text of an article."""
    return {
        name: [Proposal(one.source, one.original, min(one.score, _SAME), one.place) for one in found]
        for name, found in all_proposals(desk, article_id, most=_MOST).items()
    }


def import_(desk: Desk, path: str, errand: Errand) -> Iterator[TakenBack]:
    """Take a file back: what another tool did with the articles in it.

    Raises:
        InputError: the file cannot be read, or its article is not on this desk.
    """
    for returned in xliffreturn.parse(read_bytes(path), path):
        yield take_back(desk, returned, replace(errand, place=path, origin=_ORIGIN))
