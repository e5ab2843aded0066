"""What happened to an article: its log, and how its English differs from the draft or from the page that is out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workflow.errors import InputError
from workflow.jobs.edits import refuse_unknown
from workflow.jobs.publication import last_published
from workflow.model import DRAFTED, Past, Reproduction, State, Target, Unit
from workflow.store.desk import Desk
from workflow.text.inline import lenient


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that was done to units at one time: ``added``, a unit's state, ``commented``, ``published``.

    `text` is the comment, or the English where one unit was asked for. `origin` is what made the English that was
    ``translated`` (``mt:argos/zh_en-1.9``, ``human``), '' where it was changed since without a step.
    """

    at: str
    what: str
    by: str = ""
    units: tuple[str, ...] = ()
    text: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A unit's English as it was (in the draft, on the page that is out) and as it is now."""

    unit: str
    old: str
    new: str


def log(desk: Desk, article_id: str, unit_id: str = "") -> list[Event]:
    """Return what was done to an article, or to one unit of it, the earliest first.

    Steps that one person took at one time are one event. Of hand-made changes without steps nothing is known but what
    version control tells.

    Raises:
        InputError: no such article or unit.
    """
    article = desk.article(article_id)
    found = desk.reproduction(article_id, desk.settings.target_language)
    units = found.units if found else ()
    if unit_id:
        refuse_unknown([unit_id], [unit.id for unit in units], article_id)
        return sorted(_of_unit(next(unit for unit in units if unit.id == unit_id)), key=lambda event: event.at)
    groups: dict[Event, list[str]] = {}
    nth: dict[Event, int] = {}  # times are of seconds: of two in one, what a unit had first comes first
    for unit in units:
        for number, event in enumerate(_steps(unit)):
            group = replace(event, units=(), text="")
            groups.setdefault(group, []).append(unit.id)
            nth[group] = max(number, nth.get(group, 0))
    events = [Event(at=article.retrieved_at, what="original taken in")] if article.retrieved_at else []
    events += [replace(one, units=tuple(dict.fromkeys(groups[one]))) for one in sorted(groups, key=nth.__getitem__)]
    events += [_comment(unit, number) for unit in units for number in range(len(unit.comments))]
    return sorted(events, key=lambda event: event.at)


def _of_unit(unit: Unit) -> Iterator[Event]:
    yield from _steps(unit)
    yield from (_comment(unit, number) for number in range(len(unit.comments)))


def _steps(unit: Unit) -> Iterator[Event]:
    texts: list[Past | Target] = [*unit.target.history, unit.target]
    for one in texts:
        for step in one.steps:
            text = lenient(one.text).text if step in one.signed else ""
            origin = one.origin if text and step.state == State.TRANSLATED else ""
            yield Event(at=step.at, what=step.state, by=step.by, units=(unit.id,), text=text, origin=origin)


def _comment(unit: Unit, number: int) -> Event:
    comment = unit.comments[number]
    return Event(at=comment.at, what="commented", by=comment.by, units=(unit.id,), text=comment.text)


def differences(desk: Desk, article_id: str, ids: Sequence[str] = (), *, since_published: bool = False) -> list[Change]:
    """Return the units whose English is not that of the machine's draft any more, or of the page that is out.

    Raises:
        InputError: no such article or unit, nothing translated, or nothing published to compare with.
    """
    desk.article(article_id)
    found = desk.reproduction(article_id, desk.settings.target_language)
    if found is None:
        raise InputError(
            "has no translation yet", place=article_id, mend=f"draft it with: workflow translate {article_id}"
        )
    refuse_unknown(ids, [unit.id for unit in found.units], article_id)
    if since_published and not _ever_published(found):
        raise InputError("was never published", place=article_id, mend=f"publish it with: workflow export {article_id}")
    changes = []
    for unit in found.units:
        old = last_published(unit) if since_published else drafted(unit)
        if (not ids or unit.id in ids) and old != unit.target.text and (old or since_published):
            changes.append(Change(unit.id, old, unit.target.text))
    return changes


def _ever_published(found: Reproduction) -> bool:
    return found.published is not None or any(last_published(unit) for unit in found.units)


def drafted(unit: Unit) -> str:
    """Return the last draft of a unit, the machine's or the memory's (markup), '' when none is known."""
    target = unit.target
    texts = [*((past.text, past.origin) for past in target.history), (target.text, target.origin)]
    return next((text for text, origin in reversed(texts) if origin.startswith(DRAFTED)), "")
