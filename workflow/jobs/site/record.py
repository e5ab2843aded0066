"""What stands in the folder of a site: which files this program wrote there, and what lists say of each article.

It is kept beside the pages, in `NAME`, and follows from them alone, so that the same site has the same record. When an
article was last looked at is no part of it: that is in the desk's cache, and without it everything is made anew, to the
same bytes.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Self

from workflow.publish.listing import Item

NAME = ".workflow-site"
_FORM = "workflow site 1"


def digest(data: bytes) -> str:
    """Return the digest of a file as the record keeps it."""
    return sha256(data).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Row:
    """An article on the site: its files with their digests, the paths within the site it leads to, its entry."""

    files: tuple[tuple[str, str], ...]
    links: tuple[str, ...]
    item: Item

    def dumps(self) -> str:
        """The row on one line."""
        own = json.dumps([self.files, self.links], ensure_ascii=False, separators=(",", ":"))
        return f"{self.item.id}\t{own}\t{self.item.line}"

    @classmethod
    def loads(cls, line: str) -> "Row":
        """Read what `dumps` wrote.

        Raises:
            ValueError: it is nothing of the kind.
        """
        _, own, entry = line.split("\t")
        files, links = json.loads(own)
        return cls(tuple((path, known) for path, known in files), tuple(links), Item.of(entry))


@dataclass(slots=True)
class SiteRecord:
    """The articles of a site by id, and the digests of its other files by path."""

    rows: dict[str, Row] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, out: Path) -> Self:
        """Read the record of a folder; an empty one when there is none that can be read."""
        record = cls()
        try:
            with (out / NAME).open(encoding="utf-8") as lines:
                if next(lines, "").rstrip("\n") != _FORM:
                    return record
                for line in lines:
                    name, _, rest = line.rstrip("\n").partition("\t")
                    if "\t" in rest:
                        record.rows[name] = Row.loads(line.rstrip("\n"))
                    else:
                        record.parts[name] = rest
        except (OSError, ValueError, TypeError):
            return cls()
        return record

    def files(self) -> dict[str, str]:
        """Return the digests of all files by path."""
        return self.parts | {path: known for row in self.rows.values() for path, known in row.files}

    def text(self, others: Mapping[str, str] | None = None) -> bytes:
        """Return the record as it is written; `others` are files of ours besides."""
        parts = {**(others or {}), **self.parts}
        lines = [_FORM, *(f"{path}\t{known}" for path, known in sorted(parts.items()))]
        lines += [self.rows[name].dumps() for name in sorted(self.rows)]
        return ("\n".join(lines) + "\n").encode()
