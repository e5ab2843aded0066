"""The checks of the glossary itself: `workflow.glossary.consistency`, with the desk's severities and places."""

from collections.abc import Mapping, Sequence

from workflow.checks.base import Check
from workflow.checks.runner import OFF, severities
from workflow.glossary.consistency import Glossary, Trail
from workflow.model import Finding, Settings, Severity


def run_glossary(
    checks: Sequence[Check], glossary: Glossary, places: Mapping[Trail, tuple[int, int]], file: str, settings: Settings
) -> tuple[Finding, ...]:
    """Run the checks of a glossary, in the order of the file.

    Args:
        checks: every check there is.
        glossary: the entries, and today's date for those that have been proposed too long.
        places: line and column of the parts of the file (`workflow.store.parsing.Document.lines`); may be empty.
        file: the file's name, for the findings.
        settings: severities by check.

    Raises:
        InputError: the settings name an unknown check or severity.
    """
    chosen = severities(checks, settings)
    found = []
    for check in checks:
        for flaw in check.glossary(glossary) if check.glossary and chosen[check.id] != OFF else ():
            line, column = _place(flaw.trail, places)
            severity = Severity(chosen[check.id]) if chosen[check.id] else check.severity
            found.append(
                Finding(check=check.id, severity=severity, message=flaw.message, file=file, line=line, column=column)
            )
    return tuple(sorted(found, key=lambda finding: (finding.line, finding.column)))


def _place(trail: Trail, places: Mapping[Trail, tuple[int, int]]) -> tuple[int, int]:
    """The place of what a trail leads to, or of the nearest thing around it that has one."""
    while trail:
        if trail in places:
            return places[trail]
        trail = trail[:-1]
    return 0, 0
