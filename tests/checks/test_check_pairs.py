"""The labelled pairs of development: a right pair has no alarm, a planted error is found by its check."""

from pathlib import Path

import pytest

from workflow.checks import check_pair
from workflow.model import Severity

PAIRS = Path(__file__).parents[1] / "data" / "pairs"
FAMILIES = ("link", "structure", "text")
MARKUP = ("link", "structure")


def rows(label: str) -> list[tuple[str, str, str]]:
    found = []
    for family in FAMILIES:
        for line in (PAIRS / f"{family}.tsv").read_text(encoding="utf-8").splitlines()[1:]:
            kind, check, source, target = line.split("\t")
            if kind == label:
                found.append((check, source, target))
    return found


def alarms(source: str, target: str, check: str) -> list[str]:
    found = check_pair(source, target, markup=check.partition(".")[0] in MARKUP)
    return [finding.check for finding in found if finding.severity is not Severity.INFO]


@pytest.mark.parametrize(("check", "source", "target"), rows("bad"))
def test_a_planted_error_is_found(check: str, source: str, target: str) -> None:
    assert check in alarms(source, target, check)


@pytest.mark.parametrize(("family", "source", "target"), rows("ok"))
def test_a_right_pair_has_no_alarm(family: str, source: str, target: str) -> None:
    assert alarms(source, target, family) == []
