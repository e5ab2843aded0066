"""What the translation memory proposes for a unit: the same text and like ones, adjusted to what this unit owes."""

from collections.abc import Sequence
from dataclasses import dataclass

from workflow import skeleton
from workflow.constraints.base import Context
from workflow.draft.adjusting import Adjustment, adjust
from workflow.errors import InputError
from workflow.jobs.check import termbase_of
from workflow.jobs.memory import opened
from workflow.jobs.people import context_of
from workflow.memory import search
from workflow.memory.database import Memory
from workflow.memory.gathering import TITLES
from workflow.memory.keys import neighbour
from workflow.memory.search import Sought
from workflow.model import MemoryMatch, Unmet
from workflow.store.desk import Desk
from workflow.text.inline import escape

MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """English for a unit from the memory.

    `target` is what is proposed, as unit markup: `original`, the translation of `source`, with the `adjustments` that
    this unit asks for; `unmet` is what it fails all the same. `score` is in percent: 101 the same text between the same
    neighbours, 100 the same text, less for like ones; penalties are taken off. `kind` is ``context``, ``exact`` or
    ``fuzzy``. `place` says where the pair comes from, `reviewed` whether a person vouched for it there.
    """

    target: str
    source: str
    original: str
    score: int
    kind: str
    reviewed: bool
    place: str
    by: str = ""
    at: str = ""
    adjustments: tuple[Adjustment, ...] = ()
    unmet: tuple[Unmet, ...] = ()


def proposals(desk: Desk, article_id: str, unit_id: str, *, most: int = MOST) -> list[Proposal]:
    """Return what the memory proposes for a unit of the original (or ``title``, ``subtitle``), the best first.

    Raises:
        InputError: no such article or unit, or a memory that the settings name cannot be read.
    """
    return all_proposals(desk, article_id, (unit_id,), most=most)[unit_id]


def all_proposals(
    desk: Desk, article_id: str, ids: Sequence[str] = (), *, most: int = MOST
) -> dict[str, list[Proposal]]:
    """Return what the memory proposes for some texts of an article, or for all, by unit; see `proposals`."""
    wanted = sought(desk, article_id, ids)
    article, language = desk.article(article_id), desk.settings.target_language
    context = context_of(desk, article, desk.reproduction(article_id, language), termbase_of(desk))
    with opened(desk) as memory:
        return {
            name: [proposal(text.source, match, context) for match in _matches(desk, memory, text, most)]
            for name, text in wanted.items()
        }


def sought(desk: Desk, article_id: str, ids: Sequence[str] = ()) -> dict[str, Sought]:
    """Return what the memory is asked about, by unit: titles, and the units of the original as it is now.

    Args:
        desk: the desk.
        article_id: the article.
        ids: the texts asked about; all if there is none.

    Raises:
        InputError: no such article, or none of `ids`.
    """
    metadata, units = desk.article(article_id).metadata, skeleton.units(desk.body(article_id))
    titles = {name: escape(getattr(metadata, name)) for name in TITLES}
    found = {name: Sought(text, place=(article_id, name)) for name, text in titles.items() if text}
    digests = ["", *(neighbour(unit.source) for unit in units), ""]
    for at, unit in enumerate(units):
        found[unit.id] = Sought(unit.source, digests[at], digests[at + 2], (article_id, unit.id))
    for name in ids:
        if name not in found:
            mend = f"see them with: workflow show {article_id}"
            raise InputError(f"there is no unit {name}", place=article_id, mend=mend)
    return {name: found[name] for name in ids or found}


def proposal(source: str, match: MemoryMatch, context: Context) -> Proposal:
    """Return a match as it fits a text (unit markup), judged by its context."""
    entry = match.entry
    fitted = adjust(source, entry.source, entry.target, context)
    return Proposal(
        target=fitted.target,
        source=entry.source,
        original=entry.target,
        score=match.score,
        kind=match.kind.value,
        reviewed=entry.reviewed,
        place=entry.place,
        by=entry.by,
        at=entry.at,
        adjustments=fitted.adjustments,
        unmet=fitted.unmet,
    )


def _matches(desk: Desk, memory: Memory, wanted: Sought, most: int) -> list[MemoryMatch]:
    return search.matches(memory, wanted, bar=desk.settings.memory_bar, most=most)
