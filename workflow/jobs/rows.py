"""What a row of ``workflow status`` says of an article, and how it is read from its files and its findings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workflow.jobs.check import Checked
from workflow.model import PUBLISHED, Reproduction, Severity, State, Unit
from workflow.store.desk import Desk
from workflow.text.chars import han_count, word_count
from workflow.text.inline import lenient

_ORDER = tuple(State)
_OWED = "term.missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """One article. `state` is the least advanced state of its units; `errors` and `warnings` count findings.

    `waived` counts findings that people accepted on its units, `outdated` drafts that lack a term the glossary has now,
    `changed` units that say something else than the page that is out. `published` and `touched` are times (ISO 8601,
    UTC): of the last publication, and of whatever was done last. `han` and `words` count Chinese characters of the
    original and English words, for quotes. `waivers` are unit, check, reason and person of each. `fault` says why its
    files cannot be read; all else is empty then.
    """

    id: str
    date: str
    title: str = ""
    title_en: str = ""
    state: str = ""
    units: int = 0
    done: int = 0
    stale: int = 0
    errors: int = 0
    warnings: int = 0
    waived: int = 0
    assigned: str = ""
    published: str = ""
    changed: int = 0
    outdated: int = 0
    touched: str = ""
    han: int = 0
    words: int = 0
    waivers: tuple[tuple[str, str, str, str], ...] = ()
    fault: str = ""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A row as the files have it, without findings.

    `drafts` are units not approved yet that were drafted when every term known then was met.
    """

    row: Status
    drafts: tuple[str, ...]

    def counted(self, checked: Checked) -> "Reading":
        """Return it with the findings; a term that is missing in a draft nobody knew it of outdates the draft."""
        failing = {finding.unit for finding in checked.findings if finding.check == _OWED}
        row = replace(
            self.row,
            errors=checked.count(Severity.ERROR),
            warnings=checked.count(Severity.WARNING),
            outdated=len(failing.intersection(self.drafts)),
        )
        return replace(self, row=row)


def read(desk: Desk, article_id: str) -> Reading:
    """Read an article's row.

    Raises:
        InputError: no such article, or a file of it is wrong.
    """
    from workflow import skeleton

    article = desk.article(article_id)
    reproduction = desk.reproduction(article_id, desk.settings.target_language)
    current = {unit.id: unit for unit in skeleton.units(desk.body(article_id))}
    units = {unit.id: unit for unit in reproduction.units} if reproduction else {}
    targets = [units.get(unit_id, unit) for unit_id, unit in current.items()]
    row = Status(
        id=article_id,
        date=article.metadata.date,
        title=article.metadata.title,
        title_en=reproduction.metadata.title if reproduction else "",
        state=derived_state(targets),
        units=len(current),
        done=sum(1 for unit in targets if unit.target.text),
        stale=sum(1 for unit in targets if unit.target.text and unit.source != current[unit.id].source),
        waived=sum(len(unit.target.waived) for unit in targets),
        waivers=tuple((unit.id, w.check, w.reason, w.by) for unit in targets for w in unit.target.waived),
        assigned=reproduction.assigned if reproduction else "",
        published=reproduction.published.at if reproduction and reproduction.published else "",
        changed=_changed(reproduction) if reproduction else 0,
        touched=max([article.retrieved_at, *(step.at for unit in targets for step in unit.target.steps)]),
        han=sum(han_count(lenient(unit.source).text) for unit in current.values()),
        words=sum(word_count(lenient(unit.target.text).text) for unit in targets),
    )
    return Reading(row=row, drafts=tuple(unit.id for unit in targets if _may_be_outdated(unit)))


def _may_be_outdated(unit: Unit) -> bool:
    """Whether a unit is a draft that no term was known to be missing in (see `jobs.outdated`)."""
    target = unit.target
    known = any(entry.check == _OWED for entry in target.unmet)
    return target.is_draft and not known


def _changed(reproduction: Reproduction) -> int:
    """Units that differ from the page that is out; 1 where it is the metadata alone."""
    from workflow.jobs.publication import changed_since, digest

    published = reproduction.published
    if published is None or published.digest == digest(reproduction):
        return 0
    return max(sum(1 for _ in changed_since(reproduction)), 1)


def derived_state(units: Sequence[Unit]) -> str:
    """The state of an article: that of its least advanced unit."""
    return min((unit.target.state for unit in units), key=_ORDER.index, default=State.INITIAL).value
