"""What is known of a site, in two tables: its articles, as lists have them, and its files, as they were and shall be.

What stands in the folder is told by the record beside the pages (`NAME`). It follows from them alone, so that the same
site has the same record. The tables follow from the record and from the desk. They are kept in the desk's cache, where
they know the record they belong to; without them the record is read and every page made anew, to the same bytes.
While a site is built they stand in a temporary file of SQLite's, because a site may have very many articles.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, Literal, Self

from workflow.errors import OutputError
from workflow.model import Finding, Severity
from workflow.publish.listing import Entry, Kind, folder_of

NAME = ".workflow-site"
DIGITS = 32
"""How much of a file's SHA-256 the record keeps."""
_FORM = "workflow site 1"
_TABLES = """
PRAGMA journal_mode = OFF;
CREATE TABLE bound (record TEXT);
-- `stamp`: from what it was last made or refused. Without `entry` it is not on the site. `own`: files and links, JSON.
CREATE TABLE article (
    id TEXT PRIMARY KEY, stamp TEXT, findings TEXT, date TEXT, section TEXT, source TEXT, own TEXT, entry TEXT
);
CREATE INDEX by_date ON article (date DESC, id);
CREATE INDEX by_section ON article (section, date DESC, id);
CREATE INDEX by_source ON article (source, date DESC, id);
-- Digests before and after. `made_of`: stamp of a file beside the articles, else NULL. `fresh`: it stands aside.
CREATE TABLE file (path TEXT PRIMARY KEY, was TEXT, now TEXT, made_of TEXT, fresh INTEGER) WITHOUT ROWID;
"""
_BEGIN = """
CREATE TEMP TABLE wished (id TEXT PRIMARY KEY, stamp TEXT) WITHOUT ROWID;
BEGIN;
"""
_FRESH = """
CREATE TEMP TABLE fresh AS SELECT id FROM wished LEFT JOIN article USING (id)
WHERE article.stamp IS NOT wished.stamp OR (findings IS NULL AND entry IS NULL)
ORDER BY substr(id, 1, 10) DESC, id
"""
_ADD = """
INSERT OR REPLACE INTO article VALUES (?1, (SELECT stamp FROM wished WHERE id = ?1), NULL, ?2, ?3, ?4, ?5, ?6)
"""
_REFUSE = """
INSERT INTO article (id, stamp, findings) VALUES (?1, (SELECT stamp FROM wished WHERE id = ?1), ?2)
ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp, findings = excluded.findings
"""
_DROP = "UPDATE article SET date = NULL, section = NULL, source = NULL, own = NULL, entry = NULL WHERE id = ?"
_PUT = """
INSERT INTO file (path, now, made_of, fresh) VALUES (?, ?, ?, ?)
ON CONFLICT (path) DO UPDATE SET now = excluded.now, made_of = excluded.made_of, fresh = excluded.fresh
"""
_PARTS = "SELECT path, now FROM file WHERE made_of IS NOT NULL AND now IS NOT NULL ORDER BY path"
_PARTS_MOVING = "SELECT path, coalesce(now, was) FROM file WHERE made_of IS NOT NULL OR now IS NULL ORDER BY path"
_LISTED = {
    "": "FROM article WHERE ? = '' AND date IS NOT NULL",
    "section": "FROM article WHERE section = ?",
    "source": "FROM article WHERE source = ?",
}


def digest(data: bytes) -> str:
    """Return the digest of a file as the record keeps it."""
    return sha256(data).hexdigest()[:DIGITS]


@dataclass(frozen=True, slots=True)
class Row:
    """An article on the site: its files with their digests, the paths within the site it leads to, its entry's line."""

    id: str
    files: tuple[tuple[str, str], ...]
    links: tuple[str, ...]
    entry: str


class Articles:
    """The articles of a site, or those of a section or source, newest first; read anew each time they are gone through.

    Of one day they stand in the order of their ids.
    """

    def __init__(self, connection: sqlite3.Connection, kind: Kind | Literal[""] = "", folder: str = "") -> None:
        self._connection = connection
        self._listed = _LISTED[kind], (folder,)

    def __len__(self) -> int:
        listed, folder = self._listed
        count: int = self._connection.execute(f"SELECT count(*) {listed}", folder).fetchone()[0]
        return count

    def __iter__(self) -> Iterator[str]:
        listed, folder = self._listed
        rows = self._connection.execute(f"SELECT entry {listed} ORDER BY date DESC, id", folder)
        return (entry for (entry,) in rows)

    def groups(self, kind: Kind) -> "list[Articles]":
        """Return those of each section or source."""
        folders = self._connection.execute(f"SELECT DISTINCT {kind} FROM article WHERE {kind} > ''")  # noqa: S608  two names
        return [Articles(self._connection, kind, folder) for (folder,) in folders.fetchall()]


class SiteIndex:
    """The tables of the site in a folder. Use it as a context manager.

    Args:
        out: the site's folder.
        kept: where the tables are kept; None for nowhere.

    Raises:
        OutputError: there is no room for the tables, on the way out of its context.
    """

    def __init__(self, out: Path, kept: Path | None = None) -> None:
        self._out = out
        self._kept = kept
        self._connection = _restored(kept, _bond(out)) or _connected(_TABLES)
        if not self._connection.execute("SELECT 1 FROM bound").fetchone():
            self._read()
        self._connection.execute("UPDATE file SET now = NULL WHERE made_of IS NOT NULL")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        self._connection.close()
        if isinstance(error, sqlite3.Error):
            mend = "make room in the folder for temporary files"
            raise OutputError(f"the site's tables cannot be written ({error})", mend=mend) from error

    def _read(self) -> None:
        """Read the record; what cannot be read is none."""
        try:
            with (self._out / NAME).open(encoding="utf-8", newline="\n") as file:
                if next(file, "") != f"{_FORM}\n":
                    return
                for line in file:
                    name, *rest = line.rstrip("\n").split("\t")
                    if len(rest) == 1:
                        self.put(name, rest[0], made_of="", fresh=False)
                    else:
                        own, entry = rest
                        files, links = json.loads(own)
                        self.add(Row(name, tuple((path, known) for path, known in files), tuple(links), entry))
        except (OSError, ValueError, TypeError):
            for table in ("article", "file"):
                self._connection.execute(f"DELETE FROM {table}")  # noqa: S608  two names
        self.settle()

    # --- What there is to do -----------------------------------------------------------------------------------------

    def look(self, wished: Iterable[tuple[str, str]]) -> int:
        """Note which articles the site shall have, with the stamps of what each is made from; return how many to make.

        Forget what is no longer wished for, and what somebody took out of the folder.
        """
        run = self._connection.execute
        self._connection.executemany("INSERT INTO wished VALUES (?, ?)", wished)
        files = run("SELECT path FROM file")
        for path in [path for (path,) in files if not os.path.isfile(f"{self._out}/{path}")]:  # noqa: PTH113  for 10,000
            self._drop(path.split("/")[1] if path.startswith("media/") else path.removesuffix(".html"))
            run("DELETE FROM file WHERE path = ?", (path,))
        for (name,) in run("SELECT id FROM article WHERE id NOT IN (SELECT id FROM wished)").fetchall():
            self._drop(name)
            run("DELETE FROM article WHERE id = ?", (name,))
        run(_FRESH)
        count: int = run("SELECT count(*) FROM fresh").fetchone()[0]
        return count

    def fresh(self) -> Iterator[str]:
        """Yield the ids of the articles that are to be made, newest first."""
        return (name for (name,) in self._connection.execute("SELECT id FROM fresh"))

    # --- Articles ----------------------------------------------------------------------------------------------------

    def add(self, row: Row) -> None:
        """Note an article that was made."""
        self._drop(row.id)
        entry, own = (
            Entry.loads(row.entry),
            json.dumps([row.files, row.links], ensure_ascii=False, separators=(",", ":")),
        )
        values = (row.id, entry.date, folder_of(entry.section), folder_of(entry.source), own, row.entry)
        self._connection.execute(_ADD, values)
        for path, known in row.files:
            self.put(path, known)

    def refuse(self, name: str, findings: Iterable[Finding]) -> None:
        """Note an article that findings keep from the site. Its older page stays, if there is one."""
        self._connection.execute(_REFUSE, (name, json.dumps([asdict(one) for one in findings], ensure_ascii=False)))

    def fail(self, name: str) -> None:
        """Note an article that could not be made; it is tried again the next time. Its older page stays."""
        self._connection.execute("UPDATE article SET stamp = NULL, findings = NULL WHERE id = ?", (name,))

    def refused(self) -> dict[str, tuple[Finding, ...]]:
        """Return what keeps articles from the site, newest first."""
        rows = self._connection.execute(
            "SELECT id, findings FROM article WHERE findings IS NOT NULL ORDER BY substr(id, 1, 10) DESC, id"
        )
        return {name: tuple(map(_finding, json.loads(findings))) for name, findings in rows}

    def articles(self) -> Articles:
        """Return the articles on the site."""
        return Articles(self._connection)

    def broken(self) -> Iterator[str]:
        """Yield a sentence for each link from an article that leads nowhere on the site."""
        for name, own in self._connection.execute("SELECT id, own FROM article WHERE own NOT LIKE '%,[]]' ORDER BY id"):
            lost = [link for link in json.loads(own)[1] if not self.holds(link)]
            yield from (f"{name}.html links to {link}, which is not there" for link in lost)

    def _drop(self, name: str) -> None:
        """Take an article from the site, if it is on it."""
        (own,) = self._connection.execute("SELECT own FROM article WHERE id = ?", (name,)).fetchone() or (None,)
        if own is not None:
            paths = [(path,) for path, _ in json.loads(own)[0]]
            self._connection.executemany("UPDATE file SET now = NULL WHERE path = ?", paths)
            self._connection.execute(_DROP, (name,))

    # --- Files -------------------------------------------------------------------------------------------------------

    def put(self, path: str, known: str, *, made_of: str | None = None, fresh: bool = True) -> None:
        """Note a file of the site by its digest; `fresh` when it stands aside."""
        self._connection.execute(_PUT, (path, known, made_of, fresh))

    def keep_part(self, path: str, made_of: str) -> bool:
        """Let a file beside the articles stand, if it was made of the same; say whether it was."""
        query = "UPDATE file SET now = was WHERE path = ? AND made_of = ?"
        return self._connection.execute(query, (path, made_of)).rowcount > 0

    def held(self, path: str) -> bool:
        """Whether a file of the site stood at a path before."""
        return self._is("SELECT was IS NOT NULL FROM file WHERE path = ?", path)

    def holds(self, path: str) -> bool:
        """Whether a file of the site stands at a path when it is done."""
        return self._is("SELECT now IS NOT NULL FROM file WHERE path = ?", path)

    def _is(self, query: str, path: str) -> bool:
        found: tuple[int] | None = self._connection.execute(query, (path,)).fetchone()
        return found == (1,)

    def staged(self) -> Iterator[str]:
        """Yield the paths of what stands aside, sorted."""
        return (path for (path,) in self._connection.execute("SELECT path FROM file WHERE fresh ORDER BY path"))

    def gone(self) -> list[tuple[str, str]]:
        """Return the paths, with digests, of what stood on the site and shall not."""
        return self._connection.execute("SELECT path, was FROM file WHERE now IS NULL").fetchall()

    def record(self, *, moving: bool) -> Iterator[bytes]:
        """Yield the record line by line; while files are moved, it names those that go as well."""
        run = self._connection.execute
        yield f"{_FORM}\n".encode()
        yield from (f"{path}\t{known}\n".encode() for path, known in run(_PARTS_MOVING if moving else _PARTS))
        articles = run("SELECT id, own, entry FROM article WHERE entry IS NOT NULL ORDER BY id")
        yield from (f"{name}\t{own}\t{entry}\n".encode() for name, own, entry in articles)

    def settle(self) -> None:
        """Take what shall be for what is."""
        self._connection.execute("DELETE FROM file WHERE now IS NULL")
        self._connection.execute("UPDATE file SET was = now, fresh = 0 WHERE fresh OR was IS NOT now")

    def keep(self) -> None:
        """Keep the tables, bound to the record as it stands; without them the next build has more to do."""
        if self._kept is None:
            return
        self._connection.execute("DELETE FROM bound")
        self._connection.execute("INSERT INTO bound VALUES (?)", (_bond(self._out),))
        self._connection.execute("COMMIT")
        scratch = self._kept.with_suffix(".new")
        with suppress(OSError, sqlite3.Error):
            self._kept.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(scratch)) as file:
                file.execute("PRAGMA synchronous = OFF")
                self._connection.backup(file)
            scratch.replace(self._kept)


def _connected(tables: str = "") -> sqlite3.Connection:
    connection = sqlite3.connect("", isolation_level=None)
    connection.executescript(tables + _BEGIN)
    return connection


def _restored(kept: Path | None, bond: str) -> sqlite3.Connection | None:
    """The tables as they were kept; None when they are damaged, or do not belong to the record that stands."""
    if kept is None or not kept.is_file():
        return None
    connection = sqlite3.connect("", isolation_level=None)
    with suppress(sqlite3.Error):
        with closing(sqlite3.connect(kept)) as file:
            file.backup(connection)
        whole = connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
        if whole and connection.execute("SELECT record FROM bound").fetchall() == [(bond,)]:
            connection.executescript("PRAGMA journal_mode = OFF;" + _BEGIN)
            return connection
    connection.close()
    return None


def _bond(out: Path) -> str:
    """What tells one record, and one form of the tables, from another."""
    try:
        with (out / NAME).open("rb") as file:
            return f"{sha256(_TABLES.encode()).hexdigest()} {file_digest(file, 'sha256').hexdigest()}"
    except OSError:
        return ""


def _finding(values: dict[str, Any]) -> Finding:
    spans = {name: tuple(values[name]) for name in ("source_span", "target_span") if values[name]}
    return Finding(**values | spans | {"severity": Severity(values["severity"])})
