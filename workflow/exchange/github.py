"""Findings as workflow commands of GitHub Actions, which a pull request shows at their lines."""

from collections.abc import Sequence

from workflow.model import Finding, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def serialize(findings: Sequence[Finding]) -> str:
    """Return one line a finding: ``::error file=…,line=…,title=…::message``."""
    return "".join(f"{_line(finding)}\n" for finding in findings)


def _line(finding: Finding) -> str:
    properties = {
        "file": finding.file,
        "line": str(finding.line) if finding.line else "",
        "title": " ".join(filter(None, (finding.check, finding.unit))),
    }
    written = ",".join(f"{key}={_escaped(value, _PROPERTY)}" for key, value in properties.items() if value)
    texts = (finding.source and f"zh: {finding.source}", finding.target and f"en: {finding.target}")
    message = "\n".join(filter(None, (finding.message, *texts)))
    return f"::{_COMMANDS[finding.severity]} {written}::{_escaped(message, _DATA)}"


def _escaped(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(character, character) for character in text)
