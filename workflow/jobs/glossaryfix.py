"""Deprecated forms of a desk's reproductions replaced by preferred ones: planned, shown, then written."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workflow.jobs.check import termbase_of
from workflow.jobs.edits import revised
from workflow.jobs.identity import now, who
from workflow.model import Reproduction, Unit
from workflow.store.desk import Desk
from workflow.text.inline import Inline, MarkupError, parse, plain, serialize

if TYPE_CHECKING:
    from workflow.usage.replacing import Refused

_DEPRECATED = "term.deprecated"
_SENTENCE = re.compile(r"(?<=[.!?”’])\s+(?=[A-Z“‘<])")


@dataclass(frozen=True, slots=True)
class Mend:
    """One unit: its markup now and as it would be."""

    article: str
    unit: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be replaced, and what is left to a person: (article, unit, why)."""

    mends: tuple[Mend, ...]
    left: "tuple[tuple[str, str, Refused], ...]"


def plan(desk: Desk, ids: Sequence[str]) -> Plan:
    """Return what can be replaced in these articles; nothing is written. Waived units are left alone.

    Raises:
        InputError: a file of the desk is wrong.
    """
    from workflow.usage.replacing import Refused, replaced

    termbase = termbase_of(desk)
    mends: list[Mend] = []
    left: list[tuple[str, str, Refused]] = []
    for article in sorted(ids):
        reproduction = desk.reproduction(article, desk.settings.target_language)
        for name, source_title, title in _titles(desk, article, reproduction):
            found = replaced(source_title, Inline(title), termbase)
            left += ((article, name, Refused("", old, "a title keeps no history")) for old, _ in found.words)
        for unit in reproduction.units if reproduction else ():
            try:
                source, target = plain(unit.source), parse(unit.target.text)
            except MarkupError:
                continue
            if _waived(unit):
                continue
            done = replaced(source, target, termbase)
            left += ((article, unit.id, refused) for refused in done.refused)
            if done.words:
                mends.append(Mend(article, unit.id, unit.target.text, serialize(done.target)))
    return Plan(tuple(mends), tuple(left))


def _titles(desk: Desk, article: str, found: Reproduction | None) -> Iterator[tuple[str, str, str]]:
    if found is not None:
        original = desk.article(article).metadata
        yield "title", original.title, found.metadata.title
        yield "subtitle", original.subtitle, found.metadata.subtitle


def diff(desk: Desk, mends: Sequence[Mend]) -> Iterator[str]:
    """Yield the lines of a unified diff of the targets, a sentence a line."""
    for mend in mends:
        name = f"{desk.name(desk.path_of(mend.article, desk.settings.target_language))} {mend.unit}"
        old, new = (_SENTENCE.split(text) for text in (mend.old, mend.new))
        yield from difflib.unified_diff(old, new, name, name, lineterm="", n=0)


def apply(desk: Desk, mends: Sequence[Mend]) -> int:
    """Write the new targets and return how many units changed.

    The old text goes into the unit's history, its state back to ``translated``. A unit that was changed since it was
    planned is left as it is.
    """
    by_article: dict[str, dict[str, Mend]] = {}
    for mend in mends:
        by_article.setdefault(mend.article, {})[mend.unit] = mend
    changed, by = 0, who(desk)
    for article, units in by_article.items():

        def mended(found: Reproduction | None, units: dict[str, Mend] = units) -> Reproduction:
            nonlocal changed
            assert found is not None  # noqa: S101  it was read when it was planned
            new = tuple(_mended(unit, units.get(unit.id), by) for unit in found.units)
            changed += sum(1 for one, other in zip(found.units, new, strict=True) if one is not other)
            return replace(found, units=new)

        desk.update(article, desk.settings.target_language, mended)
    return changed


def _mended(unit: Unit, mend: Mend | None, by: str) -> Unit:
    if mend is None or unit.target.text != mend.old:
        return unit
    old = unit.target
    unmet = tuple(one for one in old.unmet if one.check != _DEPRECATED)
    return revised(unit, mend.new, by=by, at=now(), origin=old.origin, unmet=unmet)


def _waived(unit: Unit) -> bool:
    return any(waiver.check == _DEPRECATED and waiver.digest == unit.digest for waiver in unit.target.waived)
