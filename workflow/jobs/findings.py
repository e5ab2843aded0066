"""What becomes of findings: narrowed, compared with a baseline, and written in the form somebody reads."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from workflow.errors import InputError
from workflow.exchange.rule import Rule
from workflow.jobs.check import Checked, as_json
from workflow.model import Finding, Severity

FORMATS = ("json", "sarif", "junit", "github")
NEVER = "never"
_GRAVITY = (Severity.INFO, Severity.WARNING, Severity.ERROR)


def narrowed(results: Sequence[Checked], only: Sequence[str], skip: Sequence[str]) -> list[Checked]:
    """Leave out findings of checks that are not in `only` (unless it is empty), or are in `skip`.

    Both hold ids of checks and families; the id in one wins over the family in the other.

    Raises:
        InputError: one of them is neither.
    """
    only, skip = _each(only), _each(skip)
    for option, names in (("--only", only), ("--skip", skip)):
        _refuse_unknown(option, names)

    def wanted(finding: Finding) -> bool:
        check, family = finding.check, finding.check.partition(".")[0]
        if check in only or check in skip:
            return check in only and check not in skip
        return (not only or family in only) and family not in skip

    return [replace(result, findings=tuple(filter(wanted, result.findings))) for result in results]


def _each(names: Sequence[str]) -> list[str]:
    """The names, where several may stand with commas between them."""
    return [part for name in names for part in name.replace(",", " ").split()]


def _refuse_unknown(option: str, names: Sequence[str]) -> None:
    from workflow.checks import CHECKS

    known = {check.id for check in CHECKS} | {check.family for check in CHECKS}
    for name in names:
        if name not in known:
            close = get_close_matches(name, known, n=1)
            mend = f"did you mean {close[0]}?" if close else "list the checks with: workflow explain"
            raise InputError(f"“{name}” is neither a check nor a family", place=option, mend=mend)


def without_known(results: Sequence[Checked], path: str) -> tuple[list[Checked], int]:
    """Leave out what the baseline at `path` holds, and count it.

    Raises:
        InputError: the baseline cannot be read.
    """
    from workflow.exchange import baseline
    from workflow.jobs.bilingual import read_bytes

    known = baseline.parse(read_bytes(path).decode("utf-8", "replace"), path)
    new = iter(baseline.unknown((finding for result in results for finding in result.findings), known))
    kept = {id(finding) for finding in new}
    narrowed = [replace(r, findings=tuple(f for f in r.findings if id(f) in kept)) for r in results]
    return narrowed, sum(len(result.findings) for result in results) - len(kept)


def keep_known(results: Sequence[Checked], path: str) -> int:
    """Write all findings to the baseline at `path`; return how many.

    Raises:
        InputError: it cannot be written.
    """
    from workflow.exchange import baseline

    findings = [finding for result in results for finding in result.findings]
    write(path, baseline.serialize(findings))
    return len(findings)


def written(results: Sequence[Checked], form: str) -> str:
    """Return the findings in one of `FORMATS`."""
    import json

    from workflow.exchange import github, junit, sarif

    findings = [finding for result in results for finding in result.findings]
    if form == "sarif":
        return sarif.serialize(findings, rules())
    if form == "junit":
        return junit.serialize([(result.article or result.file, result.findings) for result in results], rules())
    if form == "github":
        return github.serialize(findings)
    return json.dumps(as_json(results), ensure_ascii=False, indent=2) + "\n"


def page(results: Sequence[Checked]) -> str:
    """Return the findings as a self-contained HTML page."""
    from workflow.exchange.findingspage import Group, serialize

    groups = [Group(result.article or result.file, result.units, result.findings) for result in results]
    return serialize(groups, rules())


def failing(results: Sequence[Checked], threshold: str) -> bool:
    """Whether there is a finding as grave as `threshold`: a severity, or ``never``."""
    if threshold == NEVER:
        return False
    grave = _GRAVITY[_GRAVITY.index(Severity(threshold)) :]
    return any(finding.severity in grave for result in results for finding in result.findings)


def rules() -> tuple[Rule, ...]:
    """Return the checks as reports explain them."""
    from workflow.checks import CHECKS
    from workflow.checks import page as page_of

    return tuple(Rule(check.id, check.severity, page_of(check.id)) for check in CHECKS)


def write(path: str, text: str) -> None:
    """Write a report, whole or not at all.

    Raises:
        InputError: it cannot be written.
    """
    from workflow.store.files import atomic_write

    try:
        atomic_write(Path(path), text.encode("utf-8"))
    except OSError as error:
        mend = "name a file in a folder that is there"
        raise InputError(f"cannot be written ({error.strerror})", place=path, mend=mend) from error
