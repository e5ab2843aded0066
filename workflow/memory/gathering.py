"""What a reproduction has to give to a memory: English that a person wrote, approved, or had published."""

from collections.abc import Iterator, Sequence

from workflow.memory.keys import canonical, neighbour
from workflow.model import DOUBTFUL, DRAFTED, Article, MemoryEntry, Reproduction, State, Target, Unit
from workflow.text.chars import has_words
from workflow.text.inline import MarkupError, escape, plain

TITLES = ("title", "subtitle")
"""The fields of the metadata that are texts like those of units."""


def gather(article: Article, reproduction: Reproduction) -> Iterator[MemoryEntry]:
    """Yield the pairs of an article: its titles, then its units.

    Adopted English whose pairing is doubtful is left out, and so is what a machine or a memory drafted until a person
    approves it.
    """
    yield from _titles(article, reproduction)
    units = reproduction.units
    digests = ["", *(neighbour(unit.source) for unit in units), ""]
    for at, unit in enumerate(units):
        if _is_vouched_for(unit.target):
            entry = _entry(article.id, unit, digests[at], digests[at + 2])
            if entry is not None:
                yield entry


def _is_vouched_for(target: Target) -> bool:
    if not target.text or target.state.approved:
        return bool(target.text)
    doubtful = any(unmet.check == DOUBTFUL for unmet in target.unmet)
    return not doubtful and not target.origin.startswith(DRAFTED)


def _entry(article: str, unit: Unit, before: str, behind: str) -> MemoryEntry | None:
    target = unit.target
    try:
        source, english = canonical(unit.source), canonical(target.text)
    except MarkupError:
        return None
    if not (has_words(plain(source)) and has_words(plain(english))):
        return None
    last = target.signed[-1] if target.signed else None
    return MemoryEntry(
        source=source,
        target=english,
        state=target.state,
        origin=target.origin,
        article=article,
        unit=unit.id,
        before=before,
        behind=behind,
        by=last.by if last else "",
        at=last.at if last else "",
    )


def _titles(article: Article, reproduction: Reproduction) -> Iterator[MemoryEntry]:
    """Titles are approved with the units below them; the English of another original is no translation of this one."""
    if reproduction.digest != article.digest:
        return
    state = _lowest([unit.target.state for unit in reproduction.units])
    for name in TITLES:
        source, english = getattr(article.metadata, name), getattr(reproduction.metadata, name)
        origin = reproduction.origins.get(name, "")
        vouched = state.approved or not origin.startswith(DRAFTED)
        if has_words(source) and has_words(english) and vouched and not reproduction.unmet.get(name):
            yield MemoryEntry(
                source=canonical(escape(source)),
                target=canonical(escape(english)),
                state=state if state.approved else State.TRANSLATED,
                origin=origin or "human",
                article=article.id,
                unit=name,
            )


def _lowest(states: Sequence[State]) -> State:
    order = list(State)
    return min(states, key=order.index, default=State.INITIAL)
