"""A disposable cache: keys and values in one SQLite file. Any damage empties it; no failure of it ever surfaces."""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import sqlite3

Value = str | bytes

MAX_BYTES = 256 * 2**20
"""A larger file is thrown away: old keys are never asked for again."""

_TABLE = "CREATE TABLE IF NOT EXISTS cache (key TEXT PRIMARY KEY, value) WITHOUT ROWID"


class Cache:
    """Values by key. Close it, or use it as a context manager."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Safe to call twice."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def get_many(self, keys: Iterable[str]) -> dict[str, Value]:
        """Return the values that are there."""
        import sqlite3

        wanted = json.dumps(list(keys))
        query = "SELECT key, value FROM cache WHERE key IN (SELECT value FROM json_each(?))"
        for _ in range(2):
            try:
                return dict(self._open().execute(query, (wanted,)))
            except sqlite3.OperationalError:
                return {}
            except sqlite3.DatabaseError:
                self._discard()
        return {}

    def put_many(self, values: Mapping[str, Value]) -> None:
        """Keep values; when it cannot be done, they are computed again another time."""
        import sqlite3

        for _ in range(2):
            try:
                with self._open() as connection:
                    connection.executemany("INSERT OR REPLACE INTO cache VALUES (?, ?)", values.items())
            except sqlite3.OperationalError:
                return
            except sqlite3.DatabaseError:
                self._discard()
            else:
                return

    def _open(self) -> "sqlite3.Connection":
        import sqlite3

        if self._connection is None:
            with suppress(OSError):
                self._path.parent.mkdir(parents=True, exist_ok=True)
                if self._path.stat().st_size > MAX_BYTES:
                    self._discard()
            # Closed by whichever thread lets go of it last.
            connection = sqlite3.connect(self._path, timeout=1.0, check_same_thread=False)
            try:
                connection.execute("PRAGMA synchronous = OFF")
                connection.execute(_TABLE)
            except sqlite3.Error:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _discard(self) -> None:
        self.close()
        with suppress(OSError):
            for suffix in ("", "-journal"):
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
