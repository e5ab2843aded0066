"""What is kept of a checked article, so that nothing unchanged is checked twice.

A row holds the findings of an article under a digest of everything they follow from: the bytes of its record, its body
and its reproduction, of the desk's settings and lists, and the program itself. Within a row each unit's reports stand
under a digest of the unit; when one unit of an article changes, the others are not looked at again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from workflow import __version__
from workflow.checks.report import Report, Reports
from workflow.model import Finding, Severity
from workflow.store.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An article as it was checked.

    `digest` stands for everything the findings follow from, `context` for what a unit's reports follow from besides the
    unit. `reports` are those of each unit, by its digest.
    """

    digest: str
    context: str
    units: int
    findings: tuple[Finding, ...]
    reports: Mapping[str, Reports]

    def dumps(self) -> str:
        """The row as a text."""
        reports = {key: [(check, _pack(report)) for check, report in found] for key, found in self.reports.items()}
        findings = [_pack(finding) for finding in self.findings]
        whole = (self.digest, self.context, self.units, findings, reports)
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def loads(cls, text: str) -> "Row":
        """Read a row.

        Raises:
            ValueError: it is not one of this program.
        """
        digest, context, units, findings, reports = json.loads(text)
        return cls(
            digest=digest,
            context=context,
            units=units,
            findings=tuple(_finding(values) for values in findings),
            reports={key: tuple((check, _report(v)) for check, v in found) for key, found in reports.items()},
        )


def _pack(item: Finding | Report) -> list[object]:
    return [getattr(item, field.name) for field in fields(item)]


def _finding(values: list[Any]) -> Finding:
    named = _named(Finding, values)
    return Finding(**named | {"severity": Severity(named["severity"])})


def _report(values: list[Any]) -> Report:
    named = _named(Report, values)
    return Report(**named | {"severity": Severity(named["severity"]) if named["severity"] else None})


def _named(kind: type[Finding | Report], values: list[Any]) -> dict[str, Any]:
    """Values by field; JSON has lists where the model has tuples."""
    names = (field.name for field in fields(kind))
    return {name: tuple(v) if isinstance(v, list) else v for name, v in zip(names, values, strict=True)}


def article_digest(desk: Desk, identifier: str, common: str) -> str:
    """Return the digest of everything that the findings of an article follow from."""
    folder = desk.folder(identifier)
    target = desk.path_of(identifier, desk.settings.target_language)
    # Findings name files as they are seen from the current folder.
    hashed = sha256(f"{common}\0{desk.name(target)}".encode())
    for path in (folder / "article.yaml", folder / "body.html", target):
        data = _bytes(path)
        hashed.update(len(data).to_bytes(8, "big") + data)
    return hashed.hexdigest()


def common_digest(desk: Desk) -> str:
    """Return the digest of what all articles of a desk share: settings, glossary, lists, and the program."""
    hashed = sha256(program().encode())
    for path in sorted(desk.root.glob("*.yaml")):
        hashed.update(path.name.encode() + sha256(_bytes(path)).digest())
    return hashed.hexdigest()


def unit_context(common: str, *parts: object) -> str:
    """Return the digest of what the reports on a unit follow from besides its texts."""
    return sha256(repr((common, *parts)).encode()).hexdigest()[:32]


@lru_cache(maxsize=1)
def program() -> str:
    """Return what tells one state of the program from another: its version, and the stamps of what checks."""
    package = Path(__file__).parents[1]
    folders = ("checks", "constraints", "glossary", "jobs", "skeleton", "text")
    stats = [path.stat() for folder in folders for path in sorted((package / folder).glob("*.py"))]
    return f"{__version__} {[(stat.st_mtime_ns, stat.st_size) for stat in stats]}"


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
