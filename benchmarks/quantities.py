"""Do the number checks find what is wrong and keep quiet about what is right, and how fast?

    python benchmarks/quantities.py [--show]

Reads labelled pairs (label, check id, Chinese, English): those of tests/data/pairs/number.tsv, which development looks
at, and those of benchmarks/data/pairs/number.tsv, which it does not. `--show` prints the pairs that are judged wrongly.
Then every number in figures of a right pair is changed (ten times as much, a tenth, two digits swapped, one replaced).
Speed is printed in pairs a second and as a ratio to parsing the two texts' markup.
"""

import argparse
import csv
import re
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

from workflow.checks import CHECKS, Context, Pair
from workflow.checks.runner import grouped, reports_on
from workflow.constraints import numbers
from workflow.model import Target, Unit
from workflow.text.inline import escape, parse
from workflow.text.quantity import numbers_en, numbers_zh

ROOT = Path(__file__).parents[1]
SETS = {"seen": ROOT / "tests/data/pairs/number.tsv", "unseen": ROOT / "benchmarks/data/pairs/number.tsv"}
FAMILY = grouped(check for check in CHECKS if check.family == "number")
FIGURES = re.compile(r"(?<![\w.,-])\d[\d,]*\d(?:\.\d+)?(?!\w)|(?<![\w.,-])\d(?![\w.,])")
YEAR = re.compile(r"(?:19|20)\d\d")
Row = dict[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the number checks.")
    parser.add_argument("--show", action="store_true", help="print the pairs that are judged wrongly")
    show = parser.parse_args().show
    for name, path in SETS.items():
        judge(name, rows(path), show=show)
    spoil(rows(SETS["seen"]), show=show)
    speed(rows(SETS["seen"]))


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def findings(row: Row) -> list[str]:
    """What the number checks say of a pair, with their ids."""
    pair = pair_of(row)
    return [f"{name}: {report.message}" for name, report in reports_on(FAMILY, pair)]


def pair_of(row: Row) -> Pair:
    unit = Unit("u1", escape(row["zh"]), target=Target(escape(row["en"])))
    return Pair.of(unit, unit, Context())


def judge(name: str, pairs: Sequence[Row], *, show: bool) -> None:
    said = [findings(row) for row in pairs]
    hits = sum(1 for row, found in zip(pairs, said, strict=True) if row["label"] == "bad" and found)
    alarms = sum(1 for found in said if found)
    wrong = sum(1 for row in pairs if row["label"] == "bad")
    named = sum(
        1 for row, found in zip(pairs, said, strict=True) if row["check"] in {text.partition(":")[0] for text in found}
    )
    print(
        f"{name:7} {len(pairs) - wrong} right, {wrong} wrong: precision {hits / max(1, alarms):.3f}, "
        f"recall {hits / max(1, wrong):.3f}, named as labelled {named}"
    )
    for row, found in zip(pairs, said, strict=True) if show else ():
        if (row["label"] == "bad") != bool(found):
            print(f"  {row['label']}: {row['zh']} | {row['en']}", *found, sep="\n    ")


def spoil(pairs: Sequence[Row], *, show: bool) -> None:
    """Change each number in figures of the right pairs' English, years aside, and count what is found."""
    spoilt = [
        {**row, "en": row["en"][: match.start()] + wrong + row["en"][match.end() :]}
        for row in pairs
        if row["label"] == "ok"
        for match in FIGURES.finditer(row["en"])
        for wrong in sorted(changed(match[0]))
        if not YEAR.fullmatch(match[0]) and not YEAR.fullmatch(wrong)
    ]
    missed = [row for row in spoilt if not findings(row)]
    print(f"spoilt  {len(spoilt)} numbers in figures changed by rule: {len(spoilt) - len(missed)} found")
    for row in missed if show else ():
        print(f"  missed: {row['zh']} | {row['en']}")


def changed(figures: str) -> set[str]:
    """A number times ten, a tenth of it, two digits swapped, one digit replaced."""
    value = Decimal(figures.replace(",", ""))
    digits = figures.replace(",", "")
    swapped = digits[1] + digits[0] + digits[2:] if digits[1:2].isdecimal() and digits[1] != "0" else digits
    other = digits[:-1] + str((int(digits[-1]) + 3) % 10)
    return {f"{(value * 10).normalize():f}", f"{(value / 10).normalize():f}", swapped, other} - {digits}


def speed(pairs: Sequence[Row]) -> None:
    yardstick = seconds(lambda row: (parse(escape(row["zh"])), parse(escape(row["en"]))), pairs)
    timed: dict[str, Callable[[Row], object]] = {
        "read the Chinese": lambda row: numbers_zh.find(row["zh"]),
        "read the English": lambda row: numbers_en.find(row["en"]),
        "read, render and compare": compared,
    }
    for name, work in timed.items():
        taken = seconds(work, pairs)
        print(f"{name:25} {len(pairs) / taken:7,.0f} pairs/s, {taken / yardstick:4.1f} × parsing")


def compared(row: Row) -> object:
    owed = tuple(numbers.find(row["zh"], ()))
    return numbers.comparison(owed, row["zh"], row["en"])


def seconds(work: Callable[[Row], object], pairs: Sequence[Row]) -> float:
    """Best of five rounds over all pairs."""
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        for row in pairs:
            work(row)
        best = min(best, time.process_time() - start)
    return best


if __name__ == "__main__":
    main()
