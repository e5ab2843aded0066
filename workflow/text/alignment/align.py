"""Blocks of a Chinese text and blocks of its English, paired by dynamic programming.

Each bead joins up to three neighbouring blocks of one side with one of the other, or leaves a block alone
(`workflow.text.alignment.affinity` scores it).
Forward and backward sums over all alignments give every bead the probability that
it belongs to the alignment. Blocks left alone on both sides that clearly belong together (a caption that moved) are
paired afterwards.
"""

import math
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from workflow.model.frozen import dataclass
from workflow.text.alignment.affinity import PRIORS, Block, Table, Terms

__all__ = ["SURE", "Bead", "Block", "Terms", "align"]

SURE = 0.5
"""Confidence below which a person should look."""

_BAND = 25
"""Blocks by which a bead may lie off the diagonal, at least."""

_MOVED = 1.0
"""Fit from which blocks left alone on both sides belong together."""


_Point: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bead:
    """Blocks that belong together, by index; one side is empty where a block has no counterpart.

    `confidence` is between 0 and 1: how sure the pairing is and how well the texts fit.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float


def align(source: Sequence[Block | str], target: Sequence[Block | str], terms: Terms = ()) -> list[Bead]:
    """Pair the blocks of a Chinese text with those of its English.

    Args:
        source: the Chinese blocks in order; text alone is a paragraph.
        target: the English blocks in order.
        terms: forms of glossary terms, which anchor the blocks they stand in.

    Returns:
        Beads that cover every block once, in the order of the alignment.
    """
    table = Table([_block(block) for block in source], [_block(block) for block in target], terms)
    return _moved(table, _Lattice(table).beads())


def _block(block: Block | str) -> Block:
    return Block(block) if isinstance(block, str) else block


class _Lattice:
    """All alignments of a table; the best one, and how much of the sum over all goes through each bead."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.rows, self.columns = len(table.source), len(table.target)
        self.band = _BAND + abs(self.rows - self.columns)

    def near(self, i: int, j: int) -> bool:
        """Whether a point lies near enough to the diagonal to be looked at."""
        return abs(i * self.columns - j * self.rows) <= self.band * max(self.rows, self.columns, 1)

    def beads(self) -> list[Bead]:
        """The best alignment with the confidence of each bead."""
        back, inside = self._forward()
        outside = self._backward()
        total, found = inside[self.rows, self.columns], []
        i, j = self.rows, self.columns
        while i or j:
            di, dj = back[i, j]
            i, j = i - di, j - dj
            score = self.table.score(i, di, j, dj)
            chance = math.exp(min(0.0, inside[i, j] + score + outside[i + di, j + dj] - total))
            sure = chance * self.table.likeness(i, di, j, dj)
            found.append(Bead(tuple(range(i, i + di)), tuple(range(j, j + dj)), round(sure, 3)))
        return found[::-1]

    def _forward(self) -> tuple[dict[_Point, tuple[int, int]], dict[_Point, float]]:
        best, inside = {(0, 0): 0.0}, {(0, 0): 0.0}
        back: dict[_Point, tuple[int, int]] = {}
        for i in range(self.rows + 1):
            for j in range(self.columns + 1):
                steps = [
                    (shape, (i - shape[0], j - shape[1])) for shape in PRIORS if (i - shape[0], j - shape[1]) in best
                ]
                if not steps or not self.near(i, j):
                    continue
                scores = [self.table.score(*_bead(origin, shape)) for shape, origin in steps]
                values = [best[origin] + score for score, (_, origin) in zip(scores, steps, strict=True)]
                top = max(range(len(steps)), key=values.__getitem__)
                best[i, j], back[i, j] = values[top], steps[top][0]
                inside[i, j] = _log_sum(
                    inside[origin] + score for score, (_, origin) in zip(scores, steps, strict=True)
                )
        return back, inside

    def _backward(self) -> dict[_Point, float]:
        outside = {(self.rows, self.columns): 0.0}
        for i in range(self.rows, -1, -1):
            for j in range(self.columns, -1, -1):
                onward = [(shape, (i + shape[0], j + shape[1])) for shape in PRIORS]
                sums = [
                    outside[end] + self.table.score(*_bead((i, j), shape)) for shape, end in onward if end in outside
                ]
                if sums and self.near(i, j):
                    outside[i, j] = _log_sum(sums)
        return outside


def _bead(origin: tuple[int, int], shape: tuple[int, int]) -> tuple[int, int, int, int]:
    return origin[0], shape[0], origin[1], shape[1]


def _log_sum(values: Iterable[float]) -> float:
    """The logarithm of the sum of exponentials."""
    listed = list(values)
    top = max(listed)
    return top + math.log(sum(math.exp(value - top) for value in listed))


def _moved(table: Table, beads: list[Bead]) -> list[Bead]:
    """Pair what stands alone on both sides and clearly fits, best first."""
    ours = [bead.source[0] for bead in beads if not bead.target]
    theirs = [bead.target[0] for bead in beads if not bead.source]
    fits = sorted(((table.score(i, 1, j, 1), i, j) for i in ours for j in theirs), reverse=True)
    pairs: dict[int, int] = {}
    for fit, i, j in fits:
        if fit >= _MOVED and i not in pairs and j not in pairs.values():
            pairs[i] = j
    kept = []
    for bead in beads:
        if not bead.target and bead.source[0] in pairs:
            i, j = bead.source[0], pairs[bead.source[0]]
            kept.append(Bead((i,), (j,), round(0.9 * table.likeness(i, 1, j, 1), 3)))
        elif bead.source or bead.target[0] not in pairs.values():
            kept.append(bead)
    return kept
