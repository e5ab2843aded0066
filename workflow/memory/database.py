"""The file of a translation memory: entries and their index in SQLite, made from other files and made anew at will.

Beside what it holds of a file stands the file's stamp; a file with another stamp is read again, and its entries that
stayed the same keep their numbers. Several processes may use one memory: every change is one transaction, and what
somebody entered from an older reading has an older stamp, so that whoever looks next puts it right. A damaged file is
deleted and made anew; where none can be written the memory is built in the process.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

from workflow.memory import grams, rows
from workflow.model import MemoryEntry

if TYPE_CHECKING:
    import sqlite3

VERSION = 1
"""Of the tables and of what is entered into them; a file of another version is made anew."""

_WAIT = 10.0  # seconds for another process that writes
_BATCH = 200  # files of one transaction
_GONE = 1000  # entries that are gone and still in the index: below this nobody minds them

Answer = TypeVar("Answer")


class Files(Protocol):
    """What a memory is made from."""

    def stamps(self) -> Mapping[str, str]:
        """Return every file by its name, with a text that changes when the file does."""
        ...

    def entries(self, name: str) -> Sequence[MemoryEntry]:
        """Return what a file holds, in its order; nothing when it is no longer there."""
        ...


class Memory:
    """An open memory, as its files were when it was opened. Close it, or use it as a context manager."""

    def __init__(
        self, path: Path | None, files: Files, on_progress: Callable[[int, int], None] = lambda _done, _total: None
    ) -> None:
        """Open a memory and bring it up to date.

        Args:
            path: the file; None keeps the memory in the process.
            files: what it is made from.
            on_progress: called with (files read, files to read).

        Raises:
            InputError: what `files` raises.
        """
        self._path = path
        self._files = files
        self._on_progress = on_progress
        self._connection: sqlite3.Connection | None = None
        self.ask(lambda _: None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Safe to call twice."""
        connection: sqlite3.Connection | None = getattr(self, "_connection", None)
        if connection is not None:
            connection.close()
            self._connection = None

    def ask(self, question: "Callable[[sqlite3.Connection], Answer]") -> Answer:
        """Return the answer of the tables to a question; a file that cannot answer is made anew, once."""
        import sqlite3

        try:
            return question(self._opened())
        except sqlite3.OperationalError:  # not to be written, or locked for long: leave it to the others
            self.close()
            self._path = None
        except sqlite3.DatabaseError:
            self._discard()
        return question(self._opened())

    def entries(self) -> list[MemoryEntry]:
        """Return every entry: the desk's own by article, in the order of its units, then those of other memories."""
        return self.ask(rows.all_entries)

    def _opened(self) -> "sqlite3.Connection":
        if self._connection is None:
            connection = self._connected()
            try:
                _prepare(connection)
                self._refresh(connection)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _connected(self) -> "sqlite3.Connection":
        import sqlite3

        if self._path is not None:
            with suppress(OSError):
                self._path.parent.mkdir(parents=True, exist_ok=True)
        # Closed by whichever thread lets go of it last.
        return sqlite3.connect(self._path or ":memory:", timeout=_WAIT, isolation_level=None, check_same_thread=False)

    def _discard(self) -> None:
        self.close()
        if self._path is not None:
            discard(self._path)

    def _refresh(self, connection: "sqlite3.Connection") -> None:
        """Read what has changed, some files at a time: a build that is interrupted is gone on with."""
        now = self._files.stamps()
        known: dict[str, str] = dict(connection.execute("SELECT name, stamp FROM file"))
        changed = [name for name, stamp in now.items() if known.get(name) != stamp]
        gone = [name for name in known if name not in now]
        for start in range(0, len(changed), _BATCH):
            names = changed[start : start + _BATCH]
            read = {name: self._files.entries(name) for name in names}
            with _transaction(connection):
                written = [rows.write(connection, name, now[name], entries) for name, entries in read.items()]
                grams.add(connection, chain.from_iterable(written))  # each list of the index is written once
            self._on_progress(start + len(names), len(changed))
        if gone:
            with _transaction(connection):
                for name in gone:
                    rows.remove(connection, name)
        if rows.count_gone(connection) > max(_GONE, rows.count(connection)):
            with _transaction(connection):
                rows.index_anew(connection)


def discard(path: Path) -> None:
    """Delete the file of a memory, if it is there and can be."""
    with suppress(OSError):
        for suffix in ("", "-journal"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)


@contextmanager
def _transaction(connection: "sqlite3.Connection") -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _prepare(connection: "sqlite3.Connection") -> None:
    """Make the tables of a new file.

    Raises:
        sqlite3.DatabaseError: the file is damaged, or of another version.
    """
    import sqlite3

    if _version(connection) == VERSION:
        return
    with _transaction(connection):
        found = _version(connection)  # another process may have been quicker
        if found not in (0, VERSION):
            raise sqlite3.DatabaseError(f"version {found}")
        if found == 0:
            for table in (*rows.TABLES, grams.TABLE):
                connection.execute(table)
            connection.execute(f"PRAGMA user_version = {VERSION}")


def _version(connection: "sqlite3.Connection") -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
