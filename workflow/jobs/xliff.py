"""XLIFF files of articles: written for CAT tools, and taken back from them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from workflow import skeleton
from workflow.exchange import xliff12, xliff21, xliffreturn
from workflow.exchange.formats import XliffVersion
from workflow.exchange.handoff import Proposal
from workflow.glossary.termbase import Termbase
from workflow.jobs.bilingual import read_bytes
from workflow.jobs.handoff import Proposals, handoff, write
from workflow.jobs.proposals import all_proposals
from workflow.jobs.returning import Errand, TakenBack, take_back
from workflow.model import Unit
from workflow.store.desk import Desk

FOLDER = "build/xliff"
"""Where files are written unless a folder is named."""
_ORIGIN = "import:xliff"


_WRITERS = {XliffVersion.CURRENT: xliff21.serialize, XliffVersion.OLDER: xliff12.serialize}


def export(
    desk: Desk, ids: Sequence[str], out: Path | None = None, version: XliffVersion = XliffVersion.CURRENT
) -> Iterator[Path]:
    """Write one file for each article, and yield its path as soon as it is there.

    Raises:
        InputError: no such article, or the folder cannot be written.
    """
    languages = desk.settings.source_language, desk.settings.target_language
    termbase = Termbase(desk.concepts(), source=languages[0], target=languages[1])
    for article_id in ids:
        path = (out or desk.root / FOLDER) / f"{article_id}.xlf"
        write(path, _WRITERS[version](handoff(desk, article_id, termbase, _offers(desk, article_id))))
        yield path


def _offers(desk: Desk, article_id: str) -> Proposals:
    """What the translation memory has for the units of an article that nobody has approved yet, as it stands there."""
    found = desk.reproduction(article_id, desk.settings.target_language)
    approved = {unit.id for unit in found.units if unit.target.state.approved} if found else set()
    open_ids = [unit.id for unit in skeleton.units(desk.body(article_id)) if unit.id not in approved]
    offered = all_proposals(desk, article_id, open_ids) if open_ids else {}

    def of(unit: Unit) -> list[Proposal]:
        matches = offered.get(unit.id, [])
        return [Proposal(one.source, one.original, min(one.score, 100), one.place) for one in matches]

    return of


def import_(desk: Desk, path: str, errand: Errand) -> Iterator[TakenBack]:
    """Take a file back: what another tool did with the articles in it.

    Raises:
        InputError: the file cannot be read, or its article is not on this desk.
    """
    for returned in xliffreturn.parse(read_bytes(path), path):
        yield take_back(desk, returned, replace(errand, place=path, origin=_ORIGIN))
