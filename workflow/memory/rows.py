"""The rows of a translation memory: which entries a file has, and the texts by which they are found."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from workflow.memory import grams, keys
from workflow.model import MemoryEntry, State
from workflow.text.inline import plain

if TYPE_CHECKING:
    import sqlite3

_FIELDS = tuple(field.name for field in fields(MemoryEntry))
_COLUMNS = ", ".join(f'"{name}"' for name in _FIELDS)  # some are words of SQL
_OWN_FIRST = "memory, article DESC, file, place"

_ENTRY = f"""CREATE TABLE entry (number INTEGER PRIMARY KEY AUTOINCREMENT, file TEXT, place INTEGER, key INTEGER,
    chinese TEXT, english TEXT, {_COLUMNS})"""

TABLES = (
    "CREATE TABLE file (name TEXT PRIMARY KEY, stamp TEXT NOT NULL)",
    _ENTRY,
    "CREATE INDEX entry_file ON entry (file)",
    "CREATE INDEX entry_key ON entry (key)",
    "CREATE TABLE gone (entries INTEGER)",
    "INSERT INTO gone VALUES (0)",
)


class Row(NamedTuple):
    """An entry with its texts folded, as phrases are looked for in them."""

    chinese: str
    english: str
    entry: MemoryEntry


Pieces = tuple[int, set[str]]
"""The number of an entry, and what the index has to know it by."""


def write(connection: "sqlite3.Connection", name: str, stamp: str, entries: Sequence[MemoryEntry]) -> list[Pieces]:
    """Let a file have these entries; those whose texts it had already keep their numbers. Returns the new ones."""
    known: dict[tuple[str, str], list[int]] = {}
    for number, source, target in _of_file(connection, name):
        known.setdefault((source, target), []).append(number)
    fresh: list[Pieces] = []
    for place, entry in enumerate(entries):
        numbers = known.get((entry.source, entry.target))
        if numbers:
            _renew(connection, numbers.pop(0), place, entry)
        else:
            fresh.append(_insert(connection, name, place, entry))
    _delete(connection, [number for numbers in known.values() for number in numbers])
    connection.execute("INSERT OR REPLACE INTO file VALUES (?, ?)", (name, stamp))
    return fresh


def remove(connection: "sqlite3.Connection", name: str) -> None:
    """Take a file out."""
    _delete(connection, [number for number, _, _ in _of_file(connection, name)])
    connection.execute("DELETE FROM file WHERE name = ?", (name,))


def all_entries(connection: "sqlite3.Connection") -> list[MemoryEntry]:
    """Return every entry, the newest articles of the desk itself first."""
    query = f"SELECT {_COLUMNS} FROM entry ORDER BY {_OWN_FIRST}"  # noqa: S608  the names are ours
    return [_entry(row) for row in connection.execute(query)]


def by_number(connection: "sqlite3.Connection", numbers: Iterable[int]) -> Iterator[Row]:
    """Yield those of the rows that are still there."""
    yield from _rows(connection, "number IN (SELECT value FROM json_each(?))", json.dumps(list(numbers)))


def by_key(connection: "sqlite3.Connection", key: str) -> Iterator[Row]:
    """Yield the rows whose source has a key (`keys.key_of`)."""
    yield from _rows(connection, "key = ?", hashed(key))


def with_phrase(connection: "sqlite3.Connection", phrase: str) -> Iterator[Row]:
    """Yield the rows that have a folded phrase in either language."""
    yield from _rows(connection, "instr(chinese, ?1) OR instr(english, ?1)", phrase)


def with_words(connection: "sqlite3.Connection", beginnings: Sequence[Collection[str]]) -> Iterator[Row]:
    """Yield the rows in which, for every group of beginnings, a word begins with one of it, in either language."""
    begins = "' ' || english || ' ' || chinese GLOB '*[^a-z0-9]' || ? || '*'"
    condition = " AND ".join("(" + " OR ".join([begins] * len(group)) + ")" for group in beginnings)
    yield from _rows(connection, condition, *(one for group in beginnings for one in group))


def count(connection: "sqlite3.Connection") -> int:
    """Return how many entries there are."""
    return int(connection.execute("SELECT count(*) FROM entry").fetchone()[0])


def count_gone(connection: "sqlite3.Connection") -> int:
    """Return how many entries are gone and still in the index."""
    return int(connection.execute("SELECT entries FROM gone").fetchone()[0])


def index_anew(connection: "sqlite3.Connection") -> None:
    """Write the index without the entries that are gone."""
    connection.execute("DELETE FROM gram")
    found = connection.execute("SELECT number, chinese, english FROM entry").fetchall()
    grams.add(connection, ((number, _pieces(chinese, english)) for number, chinese, english in found))
    connection.execute("UPDATE gone SET entries = 0")


def hashed(key: str) -> int:
    """Return a key as a number that SQLite can hold."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def _rows(connection: "sqlite3.Connection", condition: str, *values: str | int) -> Iterator[Row]:
    query = f"SELECT chinese, english, {_COLUMNS} FROM entry WHERE {condition} ORDER BY {_OWN_FIRST}"  # noqa: S608
    for chinese, english, *row in connection.execute(query, values):
        yield Row(chinese, english, _entry(row))


def _entry(row: Sequence[str]) -> MemoryEntry:
    values = dict(zip(_FIELDS, row, strict=True))
    return MemoryEntry(**{**values, "state": State(values["state"])})  # type: ignore[arg-type]


def _of_file(connection: "sqlite3.Connection", name: str) -> list[tuple[int, str, str]]:
    return connection.execute("SELECT number, source, target FROM entry WHERE file = ?", (name,)).fetchall()


def _renew(connection: "sqlite3.Connection", number: int, place: int, entry: MemoryEntry) -> None:
    columns = ", ".join(f'"{field}" = ?' for field in _FIELDS)
    query = f"UPDATE entry SET place = ?, {columns} WHERE number = ?"  # noqa: S608
    connection.execute(query, (place, *_values(entry), number))


def _insert(connection: "sqlite3.Connection", name: str, place: int, entry: MemoryEntry) -> Pieces:
    chinese, english = keys.folded(plain(entry.source)), keys.folded(plain(entry.target))
    values = (name, place, hashed(keys.key_of(chinese)), chinese, english, *_values(entry))
    marks = ", ".join("?" * len(values))
    query = f"INSERT INTO entry (file, place, key, chinese, english, {_COLUMNS}) VALUES ({marks})"  # noqa: S608
    number = connection.execute(query, values).lastrowid or 0
    return number, _pieces(chinese, english)


def _values(entry: MemoryEntry) -> tuple[str, ...]:
    return tuple(str(getattr(entry, field)) for field in _FIELDS)


def _pieces(chinese: str, english: str) -> set[str]:
    return keys.grams(keys.key_of(chinese)) | keys.word_grams(english)


def _delete(connection: "sqlite3.Connection", numbers: Sequence[int]) -> None:
    connection.executemany("DELETE FROM entry WHERE number = ?", [(number,) for number in numbers])
    connection.execute("UPDATE gone SET entries = entries + ?", (len(numbers),))
