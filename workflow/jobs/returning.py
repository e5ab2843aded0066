"""Taking back what another program did with an article: texts, states and comments, unit by unit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from workflow import skeleton
from workflow.errors import InputError
from workflow.exchange.handoff import Returned
from workflow.jobs.decisions import set_state
from workflow.jobs.edits import ConflictError, change_units, revised, set_metadata
from workflow.jobs.handoff import METADATA, handoff, item_of
from workflow.jobs.identity import allow, now, who
from workflow.jobs.judging import Change, Outcome, judge, once
from workflow.model import Comment, State, Unit
from workflow.store.desk import Desk
from workflow.text.inline import plain

OURS, THEIRS = "ours", "theirs"

Decide = Callable[[Change], str]
"""Asked for each conflict: `OURS` keeps the desk's, `THEIRS` takes what came back, anything else leaves it open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What became of a file's items of one article; `lost` says what in it belongs to none."""

    article: str
    changes: tuple[Change, ...]
    lost: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether something was refused or left undecided, or has no place on the desk."""
        return bool(self.lost) or any(change.outcome.open for change in self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Who takes a file back, and how: `place` is the file, `origin` what its texts are recorded as coming from."""

    place: str = ""
    origin: str = ""
    by: str = ""
    decide: Decide = lambda _: ""
    dry: bool = False


def take_back(desk: Desk, returned: Returned, errand: Errand) -> TakenBack:
    """Write what came back. What another person changes meanwhile is a conflict, never overwritten.

    Raises:
        InputError: the article is not on this desk, or the file is in other languages.
    """
    article_id = _article(desk, returned, errand.place)
    local = {item.id: item for item in handoff(desk, article_id).items}
    items, again = once(returned.items)
    judged = [judge(item, local.get(item.id), returned.form) for item in items]
    decided = [_decided(change, errand.decide) for change in judged]
    if not errand.dry:
        decided = _Writer(desk, article_id, errand).write(decided)
    return TakenBack(article=article_id, changes=(*map(_placed, decided), *again), lost=returned.lost)


def _article(desk: Desk, returned: Returned, place: str) -> str:
    if returned.article not in desk.ids():
        named = f"is of the article '{returned.article}'" if returned.article else "does not say of which article it is"
        raise InputError(f"{named}, which is not on this desk" if returned.article else named, place=place)
    told = returned.source_language, returned.target_language
    for language, ours in zip(told, (desk.settings.source_language, desk.settings.target_language), strict=True):
        if language and _primary(language) != _primary(ours):
            raise InputError(f"is from {told[0]} to {told[1]}, which this desk is not", place=place)
    return returned.article


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


def _decided(change: Change, decide: Decide) -> Change:
    if change.outcome is not Outcome.CONFLICT:
        return change
    choice = decide(change)
    if choice == THEIRS:
        return replace(change, outcome=Outcome.TAKEN)
    if choice == OURS:
        return replace(change, outcome=Outcome.KEPT, text=False, state=None)
    return change


class _Writer:
    """Writes the changes of one article: texts and comments in one go, then metadata, then states."""

    def __init__(self, desk: Desk, article_id: str, errand: Errand) -> None:
        self.desk = desk
        self.article = article_id
        self.errand = errand
        self.by = who(desk, errand.by)
        self.current = {unit.id: unit for unit in skeleton.units(desk.body(article_id))}

    def write(self, changes: Sequence[Change]) -> list[Change]:
        allowed = [self._allowed(change) for change in changes]
        done = {change.back.id: change for change in allowed}
        units = [change for change in allowed if change.back.id in self.current]
        done |= self._units([change for change in units if change.comments or _writes(change)])
        for change in allowed:
            if change.back.id.startswith(METADATA) and change.local:
                done[change.back.id] = self._metadata(change)
        stated = [change for change in done.values() if change.outcome is Outcome.TAKEN and change.state]
        for state in State:
            done |= self._states([change for change in stated if change.state is state], state)
        return list(done.values())

    def _allowed(self, change: Change) -> Change:
        """The change, refused where this desk's roles do not let the person write English."""
        try:
            if _writes(change):
                allow(self.desk.settings.people, self.by, State.TRANSLATED)
        except InputError as error:
            return _refused(change, error)
        return change

    def _units(self, changes: Sequence[Change]) -> dict[str, Change]:
        if not changes:
            return {}
        at, keep = now(), self.desk.settings.history
        done = {change.back.id: change for change in changes}

        def edit(unit: Unit) -> Unit:
            change = done[unit.id]
            remarks = tuple(Comment(note.text, note.by or self.by, _moment(note.at) or at) for note in change.comments)
            unit = replace(unit, comments=(*unit.comments, *remarks))
            if not _writes(change):
                return unit
            local = item_of(self.current[unit.id], unit)
            if change.local is None or local.version != change.local.version:
                done[unit.id] = replace(
                    change, outcome=Outcome.CONFLICT, local=local, says=("it was changed on the desk just now",)
                )
                return unit
            unit = replace(unit, source=self._source(change))
            return revised(unit, change.back.target, by=self.by, at=at, origin=self.errand.origin, keep=keep)

        change_units(self.desk, self.article, list(done), edit, renew=False)
        return done

    def _source(self, change: Change) -> str:
        """The Chinese that the English which came back translates: that of the desk, if it is still the same."""
        return change.back.source if change.outdated else self.current[change.back.id].source

    def _metadata(self, change: Change) -> Change:
        if _writes(change) and change.local:
            field = change.back.id.removeprefix(METADATA)
            try:
                expected = plain(change.local.target)
                set_metadata(self.desk, self.article, field, plain(change.back.target), by=self.by, expected=expected)
            except ConflictError as error:
                change = replace(change, outcome=Outcome.CONFLICT, says=(*change.says, error.problem))
        return replace(change, state=None)

    def _states(self, changes: Sequence[Change], state: State) -> dict[str, Change]:
        """The changes once their state is given: to all at once, or where one is refused, to each alone."""
        try:
            if changes:
                set_state(self.desk, self.article, state, [change.back.id for change in changes], by=self.by)
        except InputError as error:
            if len(changes) == 1:
                before = f"its English was taken, but not as {state}: " if changes[0].text else ""
                return {changes[0].back.id: _refused(changes[0], error, before)}
            alone = [self._states([change], state) for change in changes]
            return {name: change for each in alone for name, change in each.items()}
        return {change.back.id: change for change in changes}


def _placed(change: Change) -> Change:
    """The change, refused where it has comments on a field of the metadata, which has no place for them."""
    if not (change.comments and change.back.id.startswith(METADATA)):
        return change
    says = tuple(f"a field of the metadata takes no comment: {note.text}" for note in change.comments)
    return replace(change, outcome=Outcome.REFUSED, comments=(), says=(*change.says, *says))


def _moment(written: str) -> str:
    """A time as another program wrote it, '' where it is none: LibreOffice has 0-00-00 for a comment without a time."""
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return ""
    return written


def _writes(change: Change) -> bool:
    return change.outcome is Outcome.TAKEN and change.text


def _refused(change: Change, error: InputError, before: str = "") -> Change:
    told = f"{before}{error.problem}; {error.mend}" if error.mend else f"{before}{error.problem}"
    return replace(change, outcome=Outcome.REFUSED, state=None, says=(*change.says, told))
