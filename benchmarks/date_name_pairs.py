"""Dates and names in labelled pairs: false alarms, planted errors found, and pairs compared in a second.

``tests/data/pairs`` is for development and held by tests; ``benchmarks/data/pairs`` was written before any tuning.
"""

import csv
import time
from collections.abc import Callable
from pathlib import Path

from workflow.checks import Context, check_pair
from workflow.text.date.compare import compare_dates
from workflow.text.inline import escape
from workflow.text.name.compare import compare_names

ROOT = Path(__file__).parents[1]
ROUNDS = 20


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def alarms(row: dict[str, str], family: str) -> list[str]:
    findings = check_pair(escape(row["zh"]), escape(row["en"]), context=Context(date=row["date"] or ""))
    return [f"{finding.check}: {finding.message}" for finding in findings if finding.check.startswith(f"{family}.")]


def measure(folder: str, family: str) -> None:
    pairs = rows(ROOT / folder / "data" / "pairs" / f"{family}.tsv")
    right = [row for row in pairs if row["label"] == "ok"]
    planted = [row for row in pairs if row["label"] == "bad"]
    false = [(row, found) for row in right if (found := alarms(row, family))]
    missed = [row for row in planted if not alarms(row, family)]
    hits = len(planted) - len(missed)
    print(
        f"{folder:<10} {family}: {len(false)} of {len(right)} right pairs flagged, {hits} of {len(planted)} planted "
        f"errors found; precision {hits / (hits + len(false)):.3f}, recall {hits / len(planted):.3f}"
    )
    for row, told in false:
        print(f"    false  {row['zh']} | {row['en']} | {told}")
    for row in missed:
        print(f"    missed {row['zh']} | {row['en']}")


def speed(what: str, compare: Callable[[str, str], object], pairs: list[tuple[str, str]]) -> None:
    for source, target in pairs:
        compare(source, target)
    began = time.process_time()
    for turn in range(ROUNDS):
        for source, target in pairs:
            compare(f"{source}{turn}", f"{target}{turn}")  # never the same text twice: nothing is remembered
    print(f"{what}: {len(pairs) * ROUNDS / (time.process_time() - began):,.0f} pairs a second on one core")


def main() -> None:
    for folder in ("tests", "benchmarks"):
        for family in ("date", "name"):
            measure(folder, family)
    both = [(row["zh"], row["en"]) for kind in ("date", "name") for row in rows(ROOT / f"tests/data/pairs/{kind}.tsv")]
    speed("dates", compare_dates, both)
    speed("names", compare_names, both)


if __name__ == "__main__":
    main()
