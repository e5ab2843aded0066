"""F1 of the aligner over the article pairs of tests/data/adopt, and how often its doubts are right.

Run ``python benchmarks/alignment.py [--errors]``. Pairs 1 to 12 were there while it was tuned; 13 to 24 were written
before, and measured afterwards. A bead counts as right when it joins exactly the blocks a reader would join; a block
that is rightly left alone counts, too.
"""

import argparse
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from workflow.text.alignment.align import SURE, Bead, Block, align

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "data" / "adopt"
_KINDS = {"#": "h2", "^": "figcaption", "-": "li", "|": "td"}
Pairing = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Sample:
    """An article pair: its blocks and the beads a reader would make, indices from 0."""

    name: str
    source: tuple[Block, ...]
    target: tuple[Block, ...]
    gold: frozenset[Pairing]


def samples(folder: Path = FOLDER) -> list[Sample]:
    """Every pair of the set, in order."""
    return [_sample(path) for path in sorted(folder.glob("*.txt"))]


def _sample(path: Path) -> Sample:
    parts: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line in {"zh", "en", "gold"}:
            parts[line] = rows = []
        elif line.strip():
            rows.append(line)
    gold = frozenset(_pairing(bead) for bead in " ".join(parts["gold"]).split())
    return Sample(path.stem, _blocks(parts["zh"]), _blocks(parts["en"]), gold)


def _blocks(rows: Iterable[str]) -> tuple[Block, ...]:
    """Blocks of lines; ``# `` marks a heading, ``^ `` a caption."""
    split = [(row.partition(" ")[0], row.partition(" ")[2], row) for row in rows]
    return tuple(
        Block(rest, _KINDS[mark.strip()[0]]) if mark in {"#", "##", "^", "-", "|"} else Block(row)
        for mark, rest, row in split
    )


def _pairing(bead: str) -> Pairing:
    left, right = bead.split(":")
    return (
        tuple(int(n) - 1 for n in left.split(",") if n),
        tuple(int(n) - 1 for n in right.split(",") if n),
    )


def f1(found: Iterable[Pairing], gold: Iterable[Pairing]) -> tuple[int, int, int]:
    """Right beads, beads found, beads there are."""
    ours, theirs = set(found), set(gold)
    return len(ours & theirs), len(ours), len(theirs)


def measure(chosen: Sequence[Sample]) -> tuple[float, list[tuple[Sample, list[Bead]]]]:
    """F1 over a set of pairs, and what was found for each."""
    results = [(sample, align(sample.source, sample.target)) for sample in chosen]
    counts = [f1(((b.source, b.target) for b in beads), sample.gold) for sample, beads in results]
    right, found, there = (sum(column) for column in zip(*counts, strict=True))
    return 2 * right / (found + there), results


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="print every wrong bead")
    errors = parser.parse_args().errors
    every = samples()
    for name, chosen in (("tuned on (1-12)", every[:12]), ("held out (13-24)", every[12:]), ("all", every)):
        started = time.perf_counter()
        value, results = measure(chosen)
        seconds = time.perf_counter() - started
        wrong = [b for s, beads in results for b in beads if (b.source, b.target) not in s.gold]
        right = [b for s, beads in results for b in beads if (b.source, b.target) in s.gold]
        doubted = sum(b.confidence < SURE for b in wrong)
        needless = sum(b.confidence < SURE for b in right)
        print(
            f"{name:18} F1 {value:.3f}  wrong beads {len(wrong)}, doubted {doubted}; "
            f"right {len(right)}, doubted {needless}; {1000 * seconds / len(chosen):.0f} ms a pair"
        )
        if errors and name != "all":
            for sample, beads in results:
                _print(sample, beads)


def _print(sample: Sample, beads: Sequence[Bead]) -> None:
    for bead in beads:
        if (bead.source, bead.target) not in sample.gold:
            print(f"  {sample.name}: {[n + 1 for n in bead.source]} {[n + 1 for n in bead.target]} {bead.confidence}")


if __name__ == "__main__":
    main()
