"""Changing the English of an article: every new text, state and comment goes through here, so that nothing is lost."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from difflib import get_close_matches

from workflow import skeleton
from workflow.errors import InputError
from workflow.jobs.identity import allow, now
from workflow.model import (
    PUBLISHED,
    REOPENED,
    Comment,
    Metadata,
    Past,
    Reproduction,
    State,
    Step,
    Target,
    Unit,
    Unmet,
    text_digest,
)
from workflow.store.desk import Desk
from workflow.text.inline import MarkupError, parse

HUMAN = "human"

_LIST_FIELDS = frozenset(item.name for item in fields(Metadata) if item.type == tuple[str, ...])
METADATA_FIELDS = ("title", "subtitle", "source", "authors", "editors", "position", "keywords")
"""What a reproduction says of itself in English, and a person may edit."""


class ConflictError(InputError):
    """Someone else changed a text since it was read. `theirs` is what stands there now."""

    def __init__(self, place: str, theirs: str) -> None:
        super().__init__(
            "was changed by someone else since you read it; nothing was written",
            place=place,
            mend="compare the two texts, and save again",
        )
        self.theirs = theirs


# --- Units -----------------------------------------------------------------------------------------------------------


def revised(  # noqa: PLR0913
    unit: Unit,
    text: str,
    *,
    by: str,
    at: str,
    origin: str = HUMAN,
    state: State = State.TRANSLATED,
    unmet: Sequence[Unmet] = (),
    keep: int = 10,
) -> Unit:
    """Return a unit with a new English text; the old one goes into its history.

    Waivers stay (they die by their digest), comments too. The same text again only gets the new origin and its step.
    Of the history the last `keep` texts stay, and the one that was published last.
    """
    old = unit.target
    history = old.history
    if old.text and old.text != text:
        history = _kept((*history, Past(old.text, old.state, old.origin, old.steps)), keep)
    before = old.steps if old.text == text else ()
    steps = (*before, Step(state, at, by, text_digest(text))) if text else ()
    target = Target(text, state if text else State.INITIAL, origin if text else "", tuple(unmet), old.waived, history)
    return replace(unit, target=replace(target, steps=steps))


def _kept(history: tuple[Past, ...], keep: int) -> tuple[Past, ...]:
    last = max((n for n, past in enumerate(history) if _published(past)), default=-1)
    first = len(history) - keep
    return tuple(past for n, past in enumerate(history) if n >= first or n == last)


def _published(text: Past | Target) -> bool:
    return any(step.state == PUBLISHED for step in text.signed)


def stepped(unit: Unit, state: State, *, by: str, at: str) -> Unit:
    """Return a unit brought to a state, with the step written down; one that has it already is left as it is.

    From approved back to ``translated`` the step is ``reopened``: whoever takes it did not write the text. A text that
    was edited in the file by hand can be signed: ``translated`` once more, by whoever wrote it.
    """
    target = unit.target
    if target.state is state and (target.signed or state is not State.TRANSLATED):
        return unit
    name = REOPENED if target.state.approved and not state.approved else state
    step = Step(name, at, by, text_digest(target.text))
    return replace(unit, target=replace(target, state=state, steps=(*target.steps, step)))


# --- On a desk -------------------------------------------------------------------------------------------------------


def set_text(  # noqa: PLR0913
    desk: Desk,
    article_id: str,
    unit_id: str,
    text: str,
    *,
    by: str,
    expected: str | None = None,
    began: str | None = None,
    origin: str = HUMAN,
) -> Unit:
    """Write a person's English of a unit; its state becomes ``translated``, its Chinese that of the original now.

    Args:
        desk: the desk.
        article_id: the article.
        unit_id: the unit, of the original or left over in the reproduction.
        text: unit markup (`workflow.text.inline`).
        by: who writes.
        expected: the text that was edited; None writes whatever stands there.
        began: the text that an editing began with which saves now and then. What the same person saved since is
            replaced and not kept as history; going back to it brings its state back as well.
        origin: what made the text.

    Raises:
        ConflictError: the unit's text is no longer `expected`.
        InputError: no such article or unit, the markup is broken, or the person may not.
    """
    allow(desk.settings.people, by, State.TRANSLATED)
    place = f"{article_id} {unit_id}"
    try:
        parse(text)
    except MarkupError as error:
        raise InputError(
            f"the tags are broken: {error}", place=place, mend="close what is open, write &amp; for &"
        ) from error
    at, keep = now(), desk.settings.history

    def edit(unit: Unit) -> Unit:
        if expected is not None and unit.target.text not in (expected, text):  # the same text twice is no conflict
            raise ConflictError(place, unit.target.text)
        unit = _at_beginning(unit, began, by) if began is not None else unit
        if text == unit.target.text and (began is not None or origin == unit.target.origin):
            return unit
        return revised(unit, text, by=by, at=at, origin=origin, keep=keep)

    return _unit(change_units(desk, article_id, [unit_id], edit, renew=True), unit_id)


def _at_beginning(unit: Unit, began: str, by: str) -> Unit:
    """A unit as it was before a person's editing, where its text is one that this editing saved."""
    target = unit.target
    mine = target.origin == HUMAN and [step.by for step in target.signed] == [by]
    if not mine or target.text == began:
        return unit
    if not began:
        return replace(unit, target=Target(waived=target.waived, history=target.history))
    past = target.history[-1] if target.history else None
    if past is None or past.text != began:
        return unit
    return replace(
        unit,
        target=Target(past.text, past.state, past.origin, (), target.waived, target.history[:-1], past.steps),
    )


def add_comment(desk: Desk, article_id: str, unit_id: str, text: str, *, by: str) -> Unit:
    """Add a comment to a unit.

    Raises:
        InputError: no such article or unit, or the comment is blank.
    """
    if not text.strip():
        raise InputError("the comment is empty", place=f"{article_id} {unit_id}")
    comment = Comment(text.strip(), by, now())
    changed = change_units(
        desk, article_id, [unit_id], lambda unit: replace(unit, comments=(*unit.comments, comment)), renew=False
    )
    return _unit(changed, unit_id)


def set_metadata(
    desk: Desk,
    article_id: str,
    field: str,
    value: str | Sequence[str],
    *,
    by: str,
    expected: str | Sequence[str] | None = None,
) -> Reproduction:
    """Write what the reproduction says of itself; the field is from then on a person's (origin ``human``).

    Raises:
        ConflictError: the field no longer says `expected`.
        InputError: no such article or field, or the person may not.
    """
    allow(desk.settings.people, by, State.TRANSLATED)
    if field not in METADATA_FIELDS:
        raise InputError(f"there is no field {field}", mend=f"choose one of {', '.join(METADATA_FIELDS)}")
    new = _value(field, value)

    def change(found: Reproduction | None) -> Reproduction:
        made = found or blank(desk, article_id)
        if expected is not None and getattr(made.metadata, field) != _value(field, expected):
            there = getattr(made.metadata, field)
            raise ConflictError(f"{article_id} {field}", there if isinstance(there, str) else "; ".join(there))
        return replace(
            made,
            metadata=_with(made.metadata, field, new),
            origins={**made.origins, field: HUMAN},
            unmet={name: entries for name, entries in made.unmet.items() if name != field},
        )

    desk.article(article_id)
    return desk.update(article_id, desk.settings.target_language, change)


def _with(metadata: Metadata, field: str, value: str | tuple[str, ...]) -> Metadata:
    values = {item.name: getattr(metadata, item.name) for item in fields(Metadata)}
    return Metadata(**{**values, field: value})


def _value(field: str, value: str | Sequence[str]) -> str | tuple[str, ...]:
    if field in _LIST_FIELDS:
        parts = value.split(";") if isinstance(value, str) else value
        return tuple(" ".join(part.split()) for part in parts if part.strip())
    return " ".join((value if isinstance(value, str) else "; ".join(value)).split())


def blank(desk: Desk, article_id: str, language: str = "") -> Reproduction:
    """Return the reproduction of an article that has none yet, in the desk's language if none is named."""
    article = desk.article(article_id)
    return Reproduction(
        article=article_id,
        language=language or desk.settings.target_language,
        digest=article.digest,
        url=article.metadata.url,
        translators=desk.settings.translators,
    )


def change_units(
    desk: Desk, article_id: str, ids: Sequence[str], change: Callable[[Unit], Unit], *, renew: bool
) -> Reproduction:
    """Change units of an article (of all that have a place in its file when none is named), under the lock.

    A unit of the original that the reproduction lacks is added in its place. With `renew` a unit is given the Chinese
    of the original as it is now before it is changed.

    Raises:
        InputError: no such article or unit.
    """
    desk.article(article_id)  # an unknown id is told as such
    current = {unit.id: unit for unit in skeleton.units(desk.body(article_id))}

    def update(found: Reproduction | None) -> Reproduction:
        made = found or blank(desk, article_id)
        old = {unit.id: unit for unit in made.units}
        refuse_unknown(ids, {**current, **old}, article_id)
        units = {name: old.pop(name, unit) for name, unit in current.items()} | old
        for name in ids or list(units):
            unit = units[name]
            if renew and name in current:
                unit = replace(unit, source=current[name].source)
            units[name] = change(unit)
        return replace(made, units=tuple(units.values()))

    return desk.update(article_id, desk.settings.target_language, update)


def refuse_unknown(ids: Sequence[str], known: Sequence[str] | dict[str, Unit], article_id: str) -> None:
    """Refuse ids of units that an article has not.

    Raises:
        InputError: one is unknown.
    """
    for wanted in ids:
        if wanted not in known:
            close = get_close_matches(wanted, list(known), n=1)
            mend = f"did you mean {close[0]}?" if close else f"see them with: workflow show {article_id}"
            raise InputError(f"there is no unit {wanted}", place=article_id, mend=mend)


def _unit(reproduction: Reproduction, unit_id: str) -> Unit:
    return next(unit for unit in reproduction.units if unit.id == unit_id)
