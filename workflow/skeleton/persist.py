"""Ids that stay: an original taken in again keeps the ids of the blocks that are still there.

Blocks are paired in three steps, each on what the one before left: those equal in the same order (longest common
subsequence), those equal elsewhere (moved), those similar (edited), the most similar first. What stands between the
same neighbours needs less similarity than what also moved.
"""

import re
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence

from workflow.model import Unit
from workflow.skeleton.body import units
from workflow.text.inline import lenient

# Similarity (0 to 100) owed by an edited block between the same neighbours, and by one that moved as well.
_EDITED = 50.0
_MOVED = 75.0
# Shorter texts that moved and changed are coincidences.
_SHORTEST_MOVED = 8
# More pairs than this are compared only with blocks near their place.
_PAIRS = 1_000_000
_NEAR = 50

_ID = re.compile(r'(\sdata-unit(?:-alt|-title)?=")([^"]*)(")')
_NUMBERED = re.compile(r"u([1-9][0-9]{0,8})")
_LAST = re.compile(r"<!-- last unit: (u[1-9][0-9]{0,8}) -->\n?")


def carry(old_body: str, new_body: str) -> str:
    """`new_body` with the ids of `old_body` for the blocks that persisted.

    Equal blocks keep their id, also where they moved; blocks edited in place keep it, too. A new block gets an id that
    was never used: when the highest id so far is no longer in the body, a comment at its end remembers it.
    """
    old, new = units(old_body), units(new_body)
    kept = _pair(old, new)
    highest = max((_number(unit_id) for unit_id in (*(unit.id for unit in old), *_LAST.findall(old_body))), default=0)
    ids: dict[str, str] = {}
    used = highest
    for index, unit in enumerate(new):
        if index in kept:
            ids[unit.id] = old[kept[index]].id
        else:
            used += 1
            ids[unit.id] = f"u{used}"
    body = _ID.sub(lambda match: f"{match[1]}{ids.get(match[2], match[2])}{match[3]}", _LAST.sub("", new_body))
    remembered = used > max((_number(unit_id) for unit_id in ids.values()), default=0)
    return f"{body}<!-- last unit: u{used} -->\n" if remembered else body


def _number(unit_id: str) -> int:
    match = _NUMBERED.fullmatch(unit_id)
    return int(match[1]) if match else 0


def _pair(old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, int]:
    """Index in `old` for each index of `new` that persisted."""
    anchors = _equal_in_order(old, new)
    kept = dict(anchors)
    kept.update(_equal_elsewhere(old, new, kept))
    kept.update(_similar(old, new, kept, anchors))
    return kept


def _key(unit: Unit) -> tuple[str, str]:
    """Equal blocks are the same unit whatever element holds them; an attribute's text is another than a block's."""
    return (unit.kind if unit.kind in ("alt", "title") else ""), unit.source


def _equal_in_order(old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, int]:
    from rapidfuzz.distance import LCSseq

    numbers: dict[tuple[str, str], int] = {}
    before = [numbers.setdefault(_key(unit), len(numbers)) for unit in old]
    after = [numbers.setdefault(_key(unit), len(numbers)) for unit in new]
    pairs: dict[int, int] = {}
    for block in LCSseq.opcodes(before, after):
        if block.tag == "equal":
            pairs.update(
                zip(range(block.dest_start, block.dest_end), range(block.src_start, block.src_end), strict=True)
            )
    return pairs


def _equal_elsewhere(old: Sequence[Unit], new: Sequence[Unit], kept: dict[int, int]) -> Iterator[tuple[int, int]]:
    taken = set(kept.values())
    free: defaultdict[tuple[str, str], deque[int]] = defaultdict(deque)
    for index, unit in enumerate(old):
        if index not in taken:
            free[_key(unit)].append(index)
    for index, unit in enumerate(new):
        if index not in kept and (waiting := free.get(_key(unit))):
            yield index, waiting.popleft()


def _similar(
    old: Sequence[Unit], new: Sequence[Unit], kept: dict[int, int], anchors: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """Pairs of edited blocks, best first, each block once."""
    taken_old, taken_new = set(kept.values()), set(kept)
    free_old = [index for index in range(len(old)) if index not in taken_old]
    free_new = [index for index in range(len(new)) if index not in taken_new]
    for _, _, after, before in sorted(_candidates(old, new, (free_old, free_new), anchors)):
        if after not in taken_new and before not in taken_old:
            taken_new.add(after)
            taken_old.add(before)
            yield after, before


def _candidates(
    old: Sequence[Unit], new: Sequence[Unit], free: tuple[list[int], list[int]], anchors: dict[int, int]
) -> Iterator[tuple[float, int, int, int]]:
    """(minus similarity, distance, index in new, index in old) of the pairs that are similar enough."""
    from rapidfuzz.distance import Indel

    free_old, free_new = free
    anchors_new, anchors_old = sorted(anchors), sorted(anchors.values())
    gaps_old = [bisect_right(anchors_old, index) for index in free_old]
    texts = [lenient(old[index].source).text for index in free_old]
    all_pairs = len(free_old) * len(free_new) <= _PAIRS
    for after in free_new:
        gap = bisect_right(anchors_new, after)
        text = lenient(new[after].source).text
        first, last = 0, len(free_old)
        if not all_pairs:
            middle = bisect_right(gaps_old, gap)
            first, last = max(middle - _NEAR, 0), min(middle + _NEAR, last)
        for place in range(first, last):
            before = free_old[place]
            if _key(old[before])[0] != _key(new[after])[0]:
                continue
            here = gaps_old[place] == gap
            if not here and min(len(text), len(texts[place])) < _SHORTEST_MOVED:
                continue
            owed = (_EDITED if here else _MOVED) / 100
            score = Indel.normalized_similarity(text, texts[place], score_cutoff=owed)
            if score >= owed:
                yield -score, abs(before - after), after, before
