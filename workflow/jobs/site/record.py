"""What stands in the folder of a site: which files this program wrote there, and what lists say of each article.

It is kept beside the pages, in `NAME`, and follows from them alone, so that the same site has the same record. When an
article was last looked at is no part of it: that is in the desk's cache, and without it everything is made anew, to the
same bytes. A site may have very many articles: of each only its place in the lists is at hand (`Kept`), the rest of its
line is read where it stands.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO, Self

from workflow.publish.listing import Item

NAME = ".workflow-site"
DIGITS = 32
"""How much of a file's SHA-256 the record keeps."""
_FORM = "workflow site 1"


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

    def dumps(self) -> str:
        """The row on one line."""
        own = json.dumps([self.files, self.links], ensure_ascii=False, separators=(",", ":"))
        return f"{self.id}\t{own}\t{self.entry}"

    @classmethod
    def loads(cls, line: str) -> "Row":
        """Read what `dumps` wrote.

        Raises:
            ValueError: it is nothing of the kind.
        """
        name, own, entry = line.split("\t")
        files, links = json.loads(own)
        return cls(name, tuple((path, known) for path, known in files), tuple(links), entry)


class Lines:
    """Rows in a file, one a line, each read where it stands."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def __del__(self) -> None:
        with suppress(OSError):
            self._file.close()

    def line(self, at: int) -> str:
        """Return the line that begins at a byte of the file."""
        self._file.seek(at)
        return self._file.readline().decode().rstrip("\n")

    def entry(self, at: int) -> str:
        """Return the entry at the end of such a line."""
        return self.line(at).rpartition("\t")[2]

    def append(self, line: str) -> int:
        """Write a line at the file's end, and return where it begins."""
        at = self._file.seek(0, os.SEEK_END)
        self._file.write(f"{line}\n".encode())
        self._file.flush()
        return at


@dataclass(frozen=True, slots=True)
class Kept(Item):
    """What is at hand of an article: its place in the lists, paths of its pictures, where it leads within the site."""

    lines: Lines
    pictures: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    @classmethod
    def kept(cls, row: Row, at: int, lines: Lines) -> Self:
        """Keep what is needed of a row whose line begins at a byte of a file."""
        item = Item.of(row.entry, at, lines)
        pictures = tuple(path for path, _ in row.files[1:])
        return cls(row.id, item.date, item.section, item.source, item.mark, at, lines, pictures, row.links)

    @property
    def line(self) -> str:
        """The whole row."""
        return self.lines.line(self.at)


@dataclass(slots=True)
class SiteRecord:
    """The articles of a site by id, and the digests of its other files by path."""

    rows: dict[str, Kept] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, out: Path) -> Self:
        """Read the record of a folder; an empty one when there is none that can be read."""
        record = cls()
        try:
            file = (out / NAME).open("rb")
        except OSError:
            return record
        lines, at = Lines(file), len(_FORM) + 1
        try:
            if next(file, b"").decode() != f"{_FORM}\n":
                return record
            for data in file:
                name, _, rest = data.decode().rstrip("\n").partition("\t")
                if "\t" in rest:
                    record.rows[name] = Kept.kept(Row.loads(f"{name}\t{rest}"), at, lines)
                else:
                    record.parts[name] = rest
                at += len(data)
        except (OSError, ValueError, TypeError):
            return cls()
        return record

    def holds(self, path: str) -> bool:
        """Whether a file of the site stands at a path."""
        if path in self.parts or (path.endswith(".html") and path.removesuffix(".html") in self.rows):
            return True
        row = self.rows.get(path.split("/")[1]) if path.startswith("media/") else None
        return row is not None and path in row.pictures

    def missing(self, other: "SiteRecord") -> dict[str, str]:
        """Return the digests, by path, of files that another record does not hold."""
        gone = {path: known for path, known in self.parts.items() if not other.holds(path)}
        for name, row in self.rows.items():
            if not all(map(other.holds, (f"{name}.html", *row.pictures))):
                gone |= {path: known for path, known in Row.loads(row.line).files if not other.holds(path)}
        return gone

    def text(self, parts: Mapping[str, str]) -> Iterator[bytes]:
        """Yield the record as it is written, line by line, with other parts than its own while files are moved."""
        yield f"{_FORM}\n".encode()
        yield from (f"{path}\t{known}\n".encode() for path, known in sorted(parts.items()))
        yield from (f"{self.rows[name].line}\n".encode() for name in sorted(self.rows))
