"""What people decide about an article's units: their state, and the findings they accept with a reason."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from difflib import get_close_matches

from workflow import skeleton
from workflow.checks import CHECKS, page
from workflow.errors import InputError
from workflow.model import Reproduction, State, Target, Unit, Waiver
from workflow.store.desk import Desk


def set_state(desk: Desk, article_id: str, state: State, ids: Sequence[str] = (), *, by: str = "") -> int:
    """Set the state of units, of all when none is named; return how many changed.

    A unit without English stays initial (XLIFF 2.1: the other states presuppose a target), and what translates an
    earlier original is not approved. With `by`, whoever approves is recorded among the reviewers.

    Raises:
        InputError: no such article, reproduction or unit; a unit cannot have this state.
    """
    sources = {unit.id: unit.source for unit in skeleton.units(desk.body(article_id))}
    changed = 0

    def decide(unit: Unit) -> Target:
        nonlocal changed
        _refuse(unit, state, sources.get(unit.id), article_id)
        changed += unit.target.state is not state
        return replace(unit.target, state=state)

    def change(found: Reproduction) -> Reproduction:
        made = _decided(found, ids, decide)
        named = state.approved and by and by not in made.reviewers
        return replace(made, reviewers=(*made.reviewers, by)) if named else made

    _change(desk, article_id, change)
    return changed


def _refuse(unit: Unit, state: State, source: str | None, article_id: str) -> None:
    place = f"{article_id} {unit.id}"
    if state is not State.INITIAL and not unit.target.text.strip():
        raise InputError(
            f"has no English, so it cannot be {state}", place=place, mend=f"draft it: workflow translate {article_id}"
        )
    if state.approved and source is not None and unit.source != source:
        raise InputError(
            f"translates an earlier original, so it cannot be {state}",
            place=place,
            mend=f"revise it, or draft it again: workflow translate {article_id} --stale",
        )


def waive(desk: Desk, article_id: str, unit_id: str, check: str, reason: str, *, by: str = "") -> None:
    """Accept what a check finds on a unit, with a reason; the waiver dies when either text of the unit changes.

    Raises:
        InputError: no such article, unit or check; the check cannot be waived; the reason is blank.
    """
    page(check)
    if not next(entry for entry in CHECKS if entry.id == check).waivable:
        raise InputError(f"{check} cannot be waived: it is about more than the unit", mend="mend what it found")
    if not reason.strip():
        raise InputError("a waiver needs a reason", mend='give one: --reason "…"')

    def decide(unit: Unit) -> Target:
        others = tuple(waiver for waiver in unit.target.waived if waiver.check != check)
        return replace(unit.target, waived=(*others, Waiver(check, reason.strip(), by, unit.digest)))

    _change(desk, article_id, lambda found: _decided(found, [unit_id], decide))


def withdraw(desk: Desk, article_id: str, unit_id: str, check: str) -> None:
    """Take a waiver back.

    Raises:
        InputError: no such article or unit, or it has no such waiver.
    """

    def decide(unit: Unit) -> Target:
        left = tuple(waiver for waiver in unit.target.waived if waiver.check != check)
        if left == unit.target.waived:
            raise InputError(f"has no waiver of {check}", place=f"{article_id} {unit_id}")
        return replace(unit.target, waived=left)

    _change(desk, article_id, lambda found: _decided(found, [unit_id], decide))


def _change(desk: Desk, article_id: str, change: Callable[[Reproduction], Reproduction]) -> None:
    desk.article(article_id)  # an unknown id is told as such

    def update(found: Reproduction | None) -> Reproduction:
        if found is None:
            raise InputError(
                "has no translation yet", place=article_id, mend=f"draft it with: workflow translate {article_id}"
            )
        return change(found)

    desk.update(article_id, desk.settings.target_language, update)


def _decided(found: Reproduction, ids: Sequence[str], decide: Callable[[Unit], Target]) -> Reproduction:
    known = [unit.id for unit in found.units]
    for wanted in ids:
        if wanted not in known:
            close = get_close_matches(wanted, known, n=1)
            mend = f"did you mean {close[0]}?" if close else f"see them with: workflow show {found.article}"
            raise InputError(f"there is no unit {wanted}", place=found.article, mend=mend)
    units = tuple(replace(u, target=decide(u)) if not ids or u.id in ids else u for u in found.units)
    return replace(found, units=units)
