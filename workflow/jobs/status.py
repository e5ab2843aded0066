"""Where every article stands."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from workflow import __version__
from workflow.jobs.observer import Observer, Silent
from workflow.model import Severity, State, Unit
from workflow.store.desk import Desk

if TYPE_CHECKING:
    from workflow.jobs.check import Checked

_ORDER = tuple(State)


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """One article. `state` is the least advanced state of its units; `errors` and `warnings` count findings.

    `waived` counts findings that people accepted on its units.
    """

    id: str
    date: str
    title: str
    title_en: str
    state: str
    units: int
    done: int
    stale: int
    errors: int
    warnings: int
    waived: int


def status(desk: Desk, ids: Sequence[str], *, observer: Observer | None = None) -> list[Status]:
    """Return where articles stand, in the order given.

    What was worked out before is taken from the desk's cache while neither the article's files, the settings, the
    glossary nor the program changed.

    Raises:
        InputError: a file of the desk is wrong.
    """
    observer = observer or Silent()
    stamps = desk.stamps(desk.settings.target_language)
    common = f"{desk.global_stamp()} {__version__}"
    wanted = {article_id: f"status2 {article_id} {common} {stamps[article_id]}" for article_id in ids}
    cache = desk.cache()
    known = cache.get_many(wanted.values())
    rows: list[Status] = []
    fresh: dict[str, str] = {}
    checked = _checked(desk, [article_id for article_id, key in wanted.items() if key not in known], observer)
    for article_id, key in wanted.items():
        if key in known:
            rows.append(Status(**json.loads(known[key])))
            continue
        row = _work_out(desk, article_id, checked[article_id])
        fresh[key] = json.dumps(asdict(row), ensure_ascii=False)
        rows.append(row)
    cache.put_many(fresh)
    return rows


def _checked(desk: Desk, ids: Sequence[str], observer: Observer) -> "dict[str, Checked]":
    if not ids:
        return {}
    from workflow.jobs.checkall import check_each

    return {checked.article: checked for checked in check_each(desk, ids, observer=observer)}


def _work_out(desk: Desk, article_id: str, checked: "Checked") -> Status:
    from workflow import skeleton

    article = desk.article(article_id)
    reproduction = desk.reproduction(article_id, desk.settings.target_language)
    current = {unit.id: unit for unit in skeleton.units(desk.body(article_id))}
    units = {unit.id: unit for unit in reproduction.units} if reproduction else {}
    targets = [units.get(unit_id, unit) for unit_id, unit in current.items()]
    return Status(
        id=article_id,
        date=article.metadata.date,
        title=article.metadata.title,
        title_en=reproduction.metadata.title if reproduction else "",
        state=derived_state(targets),
        units=len(current),
        done=sum(1 for unit in targets if unit.target.text),
        stale=sum(1 for unit in targets if unit.target.text and unit.source != current[unit.id].source),
        errors=checked.count(Severity.ERROR),
        warnings=checked.count(Severity.WARNING),
        waived=sum(len(unit.target.waived) for unit in targets),
    )


def derived_state(units: Sequence[Unit]) -> str:
    """The state of an article: that of its least advanced unit."""
    return min((unit.target.state for unit in units), key=_ORDER.index, default=State.INITIAL).value
