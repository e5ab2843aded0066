"""A baseline: the findings that are known and do not count, by fingerprint."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping

from workflow.errors import InputError
from workflow.exchange.rule import fingerprint
from workflow.model import Finding

_VERSION = 1


def serialize(findings: Iterable[Finding]) -> str:
    """Return the baseline of these findings: JSON with one line a finding, sorted, to be read in a diff."""
    rows = sorted(
        {"fingerprint": fingerprint(finding), "check": finding.check, "where": _where(finding)}.items()
        for finding in findings
    )
    lines = ",\n".join(f"  {json.dumps(dict(row), ensure_ascii=False)}" for row in rows)
    return f'{{"version": {_VERSION}, "findings": [\n{lines}\n]}}\n'


def parse(text: str, name: str) -> Counter[str]:
    """Return how often each fingerprint is known.

    Raises:
        InputError: the file is no baseline.
    """
    try:
        return Counter(str(row["fingerprint"]) for row in json.loads(text)["findings"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError("is no baseline", place=name, mend="write it anew with --write-baseline") from error


def unknown(findings: Iterable[Finding], known: Mapping[str, int]) -> tuple[Finding, ...]:
    """Return the findings that the baseline does not hold; one that it holds once is known once."""
    left = Counter(known)
    new: list[Finding] = []
    for finding in findings:
        mark = fingerprint(finding)
        if left[mark] > 0:
            left[mark] -= 1
        else:
            new.append(finding)
    return tuple(new)


def _where(finding: Finding) -> str:
    return " ".join(filter(None, (finding.article or finding.file, finding.unit)))
