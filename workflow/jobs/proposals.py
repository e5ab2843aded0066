"""What the translation memory proposes for a unit: the same text and like ones, adjusted to what this unit owes."""

from collections.abc import Sequence
from dataclasses import dataclass

from workflow import skeleton
from workflow.errors import InputError
from workflow.jobs.memory import opened
from workflow.memory import search
from workflow.memory.database import Memory
from workflow.memory.gathering import TITLES
from workflow.memory.keys import neighbour
from workflow.model import MemoryEntry, MemoryMatch, Unit
from workflow.store.desk import Desk
from workflow.text.inline import escape

MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """English for a unit from the memory.

    `target` is what is proposed, as unit markup; `source` and `original` are the pair it was made from. `score` is in
    percent: 101 the same text between the same neighbours, 100 the same text, less for like ones; penalties are taken
    off. `kind` is ``context``, ``exact`` or ``fuzzy``. `place` says where the pair comes from, `reviewed` whether a
    person vouched for it there.
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


def proposals(desk: Desk, article_id: str, unit_id: str, *, most: int = MOST) -> list[Proposal]:
    """Return what the memory proposes for a unit of the original (or ``title``, ``subtitle``), the best first.

    Raises:
        InputError: no such article or unit, or a memory that the settings name cannot be read.
    """
    wanted = sought(desk, article_id, (unit_id,))[unit_id]
    with opened(desk) as memory:
        return [_proposal(match) for match in _matches(desk, memory, wanted, most)]


def sought(desk: Desk, article_id: str, ids: Sequence[str] = ()) -> dict[str, search.Sought]:
    """Return what the memory is asked about, by unit: titles first, then the units of the original as it is now.

    Raises:
        InputError: no such article, or none of `ids`.
    """
    metadata = desk.article(article_id).metadata
    found = {
        name: search.Sought(escape(text), place=(article_id, name))
        for name in TITLES
        if (text := getattr(metadata, name))
    }
    units: tuple[Unit, ...] = tuple(skeleton.units(desk.body(article_id)))
    digests = ["", *(neighbour(unit.source) for unit in units), ""]
    for at, unit in enumerate(units):
        found[unit.id] = search.Sought(unit.source, digests[at], digests[at + 2], (article_id, unit.id))
    for wanted in ids:
        if wanted not in found:
            mend = f"see them with: workflow show {article_id}"
            raise InputError(f"there is no unit {wanted}", place=article_id, mend=mend)
    return found


def _matches(desk: Desk, memory: Memory, wanted: search.Sought, most: int) -> list[MemoryMatch]:
    return search.matches(memory, wanted, bar=desk.settings.memory_bar, most=most)


def _proposal(match: MemoryMatch) -> Proposal:
    entry: MemoryEntry = match.entry
    return Proposal(
        target=entry.target,
        source=entry.source,
        original=entry.target,
        score=match.score,
        kind=match.kind.value,
        reviewed=entry.reviewed,
        place=entry.place,
        by=entry.by,
        at=entry.at,
    )
