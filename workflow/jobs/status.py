"""Where every article stands: rows that the desk's cache keeps, and what has to be read and checked for the others."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import TypeVar

from workflow import __version__
from workflow.errors import InputError
from workflow.jobs.observer import Observer, Silent
from workflow.jobs.rows import Reading, Status, read
from workflow.store.desk import Desk

Item = TypeVar("Item")
_AT_ONCE = 32  # rows that are kept together


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the cache has of an article.

    `is_read` says that its files say the same still; `is_checked` that its findings were counted since anything they
    follow from changed: its files, the settings, the glossary, the program.
    """

    row: Status
    is_read: bool = False
    is_checked: bool = False


def status(desk: Desk, ids: Sequence[str], *, observer: Observer | None = None) -> list[Status]:
    """Return where articles stand, in the order given; what is unchanged is neither read nor checked again.

    Rows are kept as they come, so that whoever looks meanwhile sees them (`at_hand`) and an interruption loses few.
    An article whose files are wrong does not keep the others from being looked at; its row has the `fault`.

    Raises:
        InputError: a file that all articles share is wrong.
    """
    kept = _Kept(desk, ids)
    faults = kept.read([name for name in ids if name not in kept.readings])
    kept.check([name for name in ids if name not in kept.checked and name not in faults], observer or Silent())
    return [
        Status(id=name, date=name[:10], fault=faults[name]) if name in faults else kept.readings[name].row
        for name in ids
    ]


def faults(desk: Desk, ids: Sequence[str]) -> dict[str, str]:
    """Return why articles cannot be read, by id; what is unchanged is not read again."""
    kept = _Kept(desk, ids)
    return kept.read([name for name in ids if name not in kept.readings])


def at_hand(desk: Desk, ids: Sequence[str]) -> list[Known]:
    """Return what the cache has of articles, in the order given; nothing is read and nothing checked."""
    kept = _Kept(desk, ids)
    return [
        Known(
            row=reading.row if reading else Status(id=name, date=name[:10]),
            is_read=name in kept.readings,
            is_checked=name in kept.checked,
        )
        for name in ids
        for reading in [kept.readings.get(name) or kept.outdated.get(name)]
    ]


class _Kept:
    """Rows in the desk's cache: `readings` that still hold, those of them that are `checked`, and `outdated` ones."""

    def __init__(self, desk: Desk, ids: Sequence[str]) -> None:
        self._desk = desk
        self._stamps = desk.stamps(desk.settings.target_language)
        self._common = f"{desk.global_stamp()} {__version__}"
        self.readings: dict[str, Reading] = {}
        self.outdated: dict[str, Reading] = {}
        self.checked: set[str] = set()
        found = desk.cache().get_many(map(_key, ids))
        for name in ids:
            self._take(name, str(found.get(_key(name), "")))

    def _take(self, name: str, text: str) -> None:
        try:
            stamp, common, drafts, row = json.loads(text)
            waivers = tuple(map(tuple, row.pop("waivers")))
            reading = Reading(row=Status(**row, waivers=waivers), drafts=tuple(drafts))
        except (ValueError, TypeError, KeyError):  # not there, or of another state of the program
            return
        if stamp != self._stamps.get(name):
            self.outdated[name] = reading
            return
        self.readings[name] = reading
        if common == self._common:
            self.checked.add(name)

    def read(self, ids: Sequence[str]) -> dict[str, str]:
        """Read rows without findings; return what is wrong with those that cannot be read."""
        faults: dict[str, str] = {}
        for names in _batches(ids):
            fresh: dict[str, Reading] = {}
            for name in names:
                try:
                    fresh[name] = read(self._desk, name)
                except InputError as error:
                    faults[name] = str(error)
            self.readings |= fresh
            self._keep(fresh, "")
        return faults

    def check(self, ids: Sequence[str], observer: Observer) -> None:
        """Count the findings of articles that were read."""
        if not ids:
            return
        from workflow.jobs.checkall import checking

        for batch in _batches(checking(self._desk, ids, observer=observer)):
            fresh = {one.article: self.readings[one.article].counted(one) for one in batch}
            self.readings |= fresh
            self._keep(fresh, self._common)

    def _keep(self, readings: Mapping[str, Reading], common: str) -> None:
        self._desk.cache().put_many(
            {
                _key(name): json.dumps(
                    (self._stamps[name], common, reading.drafts, asdict(reading.row)), ensure_ascii=False
                )
                for name, reading in readings.items()
            }
        )


def _batches(items: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
    rest = iter(items)
    while batch := tuple(islice(rest, _AT_ONCE)):
        yield batch


def _key(name: str) -> str:
    return f"status {name}"
