"""An index of short pieces of text: for each the entries that hold it, in one SQLite table.

A list is an array of 32-bit numbers. Entries that are gone stay in their lists until `workflow.memory.database` writes
them anew: whoever reads a list asks for its entries afterwards.
"""

import json
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

TABLE = "CREATE TABLE gram (gram TEXT PRIMARY KEY, size INTEGER NOT NULL, entries BLOB NOT NULL)"

_READ = 24_000
"""How many entries are read from lists for one question, rarest pieces first: common ones tell little."""


def add(connection: "sqlite3.Connection", entries: Iterable[tuple[int, Collection[str]]]) -> None:
    """Enter the pieces of entries, given by number."""
    lists: dict[str, array[int]] = {}
    for number, pieces in entries:
        for piece in pieces:
            lists.setdefault(piece, array("I")).append(number)
    known = _lists(connection, lists)
    rows = []
    for piece, numbers in lists.items():
        whole = array("I", known.get(piece, b""))
        whole.extend(numbers)
        rows.append((piece, len(whole), whole.tobytes()))
    connection.executemany("INSERT OR REPLACE INTO gram VALUES (?, ?, ?)", rows)


def _lists(connection: "sqlite3.Connection", pieces: Iterable[str]) -> Mapping[str, bytes]:
    query = "SELECT gram, entries FROM gram WHERE gram IN (SELECT value FROM json_each(?))"
    return dict(connection.execute(query, (json.dumps(list(pieces)),)))


def likely(connection: "sqlite3.Connection", pieces: Collection[str], most: int) -> list[int]:
    """Return the numbers of the entries that share most of the pieces, best first, `most` at most."""
    query = "SELECT gram, size FROM gram WHERE gram IN (SELECT value FROM json_each(?))"
    sizes = sorted(connection.execute(query, (json.dumps(list(pieces)),)), key=lambda row: (row[1], row[0]))
    chosen: list[str] = []
    read = 0
    for piece, size in sizes:
        if chosen and read + size > _READ:
            break
        chosen.append(piece)
        read += size
    shared: Counter[int] = Counter()
    for numbers in _lists(connection, chosen).values():
        shared.update(array("I", numbers))
    least = _least(shared, most)
    best = [number for number, common in shared.items() if common >= least]
    return sorted(best, key=lambda number: (-shared[number], number))[:most]


def _least(shared: Counter[int], most: int) -> int:
    """How many pieces the last of the `most` best shares: sorting all of them would take longer than reading them."""
    total = 0
    for common, number in sorted(Counter(shared.values()).items(), reverse=True):
        total += number
        if total >= most:
            return common
    return 0
