"""What people decide about an article: the state of its units, who works on it, and the findings they accept."""

from collections.abc import Sequence
from dataclasses import replace

from workflow import skeleton
from workflow.checks import CHECKS, page
from workflow.errors import InputError
from workflow.jobs.edits import blank, change_units, stepped
from workflow.jobs.identity import allow, now, refuse_own, who
from workflow.model import Reproduction, State, Unit, Waiver
from workflow.store.desk import Desk


def set_state(
    desk: Desk, article_id: str, state: State, ids: Sequence[str] = (), *, by: str = "", compared: bool = False
) -> int:
    """Set the state of units, of all when none is named; return for how many a step was taken.

    A unit without English stays initial (XLIFF 2.1: the other states presuppose a target), and what translates an
    earlier original is not approved, unless the person has `compared` it with the present one: then it is from now on
    the English of that. Whoever approves is recorded with the step and among the reviewers; whoever approves all units
    vouches for the article as the original is now.

    Raises:
        InputError: no such article, reproduction or unit; a unit cannot have this state; the person may not give it.
    """
    people, name, at = desk.settings.people, who(desk, by), now()
    allow(people, name, state)
    _refuse_nothing(desk, article_id)
    sources = {unit.id: unit.source for unit in skeleton.units(desk.body(article_id))}
    changed = 0

    def decide(unit: Unit) -> Unit:
        nonlocal changed
        if compared and state.approved:
            unit = _of_present(unit, sources.get(unit.id))
        _refuse(unit, state, sources.get(unit.id), article_id)
        if state.approved and not unit.target.state.approved:
            refuse_own(people, unit, name, f"{article_id} {unit.id}")
        after = stepped(unit, state, by=name, at=at)
        changed += after is not unit
        return after

    found = change_units(desk, article_id, ids, decide, renew=False)
    article = desk.article(article_id)
    original = (found.digest, found.url) if ids else (article.digest, article.metadata.url)
    reviewer = (name,) if changed and name and name not in found.reviewers else ()
    if state.approved and (reviewer or original != (found.digest, found.url)):

        def vouch(present: Reproduction | None) -> Reproduction:
            made = present or found
            return replace(made, digest=original[0], url=original[1], reviewers=(*made.reviewers, *reviewer))

        desk.update(article_id, desk.settings.target_language, vouch)
    return changed


def _of_present(unit: Unit, source: str | None) -> Unit:
    """A unit as the English of the present Chinese, not approved yet; as it is where that has not changed."""
    if source in (None, unit.source) or not unit.target.text.strip():
        return unit
    return replace(unit, source=source, target=replace(unit.target, state=State.TRANSLATED))


def reopen(desk: Desk, article_id: str, ids: Sequence[str] = (), *, by: str = "") -> int:
    """Take approvals back, of all units when none is named; return how many were approved.

    Raises:
        InputError: no such article, reproduction or unit; the person may not.
    """
    name, at = who(desk, by), now()
    allow(desk.settings.people, name, State.REVIEWED)
    _refuse_nothing(desk, article_id)
    changed = 0

    def back(unit: Unit) -> Unit:
        nonlocal changed
        if not unit.target.state.approved:
            return unit
        changed += 1
        return stepped(unit, State.TRANSLATED, by=name, at=at)

    change_units(desk, article_id, ids, back, renew=False)
    return changed


def assign(desk: Desk, article_id: str, name: str) -> None:
    """Record who works on an article; nobody when `name` is empty.

    Raises:
        InputError: no such article, no translation yet, or the desk's roles do not know the person.
    """
    roles = desk.settings.people.roles
    if name and roles and name not in roles:
        raise InputError(f"{name} has no role on this desk", place="workflow.yaml", mend="see people.roles there")
    _refuse_nothing(desk, article_id)
    language = desk.settings.target_language
    desk.update(article_id, language, lambda found: replace(found or blank(desk, article_id), assigned=name))


def abridge(desk: Desk, article_id: str, *, whole: bool = False) -> int:
    """Say that units without English are left out on purpose, or with `whole` that none are; return how many there are.

    Raises:
        InputError: no such article, or no translation yet.
    """
    _refuse_nothing(desk, article_id)
    language = desk.settings.target_language
    desk.update(article_id, language, lambda found: replace(found or blank(desk, article_id), abridged=not whole))
    found = desk.reproduction(article_id, language)
    return sum(not unit.target.text.strip() for unit in found.units) if found else 0


def _refuse_nothing(desk: Desk, article_id: str) -> None:
    desk.article(article_id)  # an unknown id is told as such
    if desk.reproduction(article_id, desk.settings.target_language) is None:
        raise InputError(
            "has no translation yet", place=article_id, mend=f"draft it with: workflow translate {article_id}"
        )


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
            mend=f"revise it, or name it if its English still holds: workflow approve {article_id} --unit {unit.id}",
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

    name = who(desk, by)

    def decide(unit: Unit) -> Unit:
        others = tuple(waiver for waiver in unit.target.waived if waiver.check != check)
        waived = (*others, Waiver(check, reason.strip(), name, unit.digest))
        return replace(unit, target=replace(unit.target, waived=waived))

    _refuse_nothing(desk, article_id)
    change_units(desk, article_id, [unit_id], decide, renew=False)


def withdraw(desk: Desk, article_id: str, unit_id: str, check: str) -> None:
    """Take a waiver back.

    Raises:
        InputError: no such article or unit, or it has no such waiver.
    """

    def decide(unit: Unit) -> Unit:
        left = tuple(waiver for waiver in unit.target.waived if waiver.check != check)
        if left == unit.target.waived:
            raise InputError(f"has no waiver of {check}", place=f"{article_id} {unit_id}")
        return replace(unit, target=replace(unit.target, waived=left))

    _refuse_nothing(desk, article_id)
    change_units(desk, article_id, [unit_id], decide, renew=False)
