"""Where every article stands."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from workflow import __version__
from workflow.jobs.observer import Observer, Silent
from workflow.model import DRAFTED, PUBLISHED, Reproduction, Severity, State, Unit
from workflow.store.desk import Desk
from workflow.text.chars import han_count, word_count
from workflow.text.inline import MarkupError, plain

if TYPE_CHECKING:
    from workflow.jobs.check import Checked

_ORDER = tuple(State)


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """One article. `state` is the least advanced state of its units; `errors` and `warnings` count findings.

    `waived` counts findings that people accepted on its units, `outdated` drafts that lack a term the glossary has now,
    `changed` units that say something else than the page that is out. `published` and `touched` are times (ISO 8601,
    UTC): of the last publication, and of whatever was done last. `han` and `words` count Chinese characters of the
    original and English words, for quotes. `waivers` are unit, check, reason and person of each.
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
    assigned: str = ""
    published: str = ""
    changed: int = 0
    outdated: int = 0
    touched: str = ""
    han: int = 0
    words: int = 0
    waivers: tuple[tuple[str, str, str, str], ...] = ()

    @property
    def stage(self) -> str:
        """The state, or ``published`` when the page that is out says what the file says."""
        return PUBLISHED if self.published and not self.changed else self.state


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which rows to show; what is empty does not restrict.

    `state` is a unit state or ``published``; `since` an ISO day on or after which something was done.
    """

    state: str = ""
    stale: bool = False
    assigned: str | None = None
    since: str = ""

    def takes(self, row: Status) -> bool:
        """Whether a row is shown."""
        return (
            self.state in ("", row.state, row.stage)
            and (not self.stale or row.stale > 0 or row.outdated > 0)
            and self.assigned in (None, row.assigned)
            and (not self.since or row.touched[:10] >= self.since)
        )


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
    wanted = {article_id: f"status4 {article_id} {common} {stamps[article_id]}" for article_id in ids}
    cache = desk.cache()
    known = cache.get_many(wanted.values())
    rows: list[Status] = []
    fresh: dict[str, str] = {}
    checked = _checked(desk, [article_id for article_id, key in wanted.items() if key not in known], observer)
    for article_id, key in wanted.items():
        if key in known:
            stated = json.loads(known[key])
            rows.append(Status(**{**stated, "waivers": tuple(map(tuple, stated["waivers"]))}))
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
        waivers=tuple((unit.id, w.check, w.reason, w.by) for unit in targets for w in unit.target.waived),
        assigned=reproduction.assigned if reproduction else "",
        outdated=_outdated(checked, targets),
        published=reproduction.published.at if reproduction and reproduction.published else "",
        changed=_changed(reproduction) if reproduction else 0,
        touched=max([article.retrieved_at, *(step.at for unit in targets for step in unit.target.steps)]),
        han=sum(han_count(_text(unit.source)) for unit in current.values()),
        words=sum(word_count(_text(unit.target.text)) for unit in targets),
    )


def _outdated(checked: "Checked", units: Sequence[Unit]) -> int:
    """Drafts with a finding of a missing term that was not known when they were made (see `jobs.outdated`)."""
    failing = {finding.unit for finding in checked.findings if finding.check == "term.missing"}
    drafts = [unit for unit in units if unit.id in failing and unit.target.origin.startswith(DRAFTED)]
    known = (any(entry.check == "term.missing" for entry in unit.target.unmet) for unit in drafts)
    return sum(1 for unit, told in zip(drafts, known, strict=True) if not told and not unit.target.state.approved)


def _changed(reproduction: Reproduction) -> int:
    """Units that differ from the page that is out; 1 where it is the metadata alone."""
    from workflow.jobs.publication import changed_since, digest

    published = reproduction.published
    if published is None or published.digest == digest(reproduction):
        return 0
    return max(sum(1 for _ in changed_since(reproduction)), 1)


def _text(markup: str) -> str:
    try:
        return plain(markup)
    except MarkupError:
        return markup


def derived_state(units: Sequence[Unit]) -> str:
    """The state of an article: that of its least advanced unit."""
    return min((unit.target.state for unit in units), key=_ORDER.index, default=State.INITIAL).value
