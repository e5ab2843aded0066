"""chrF: how close two texts are, by the runs of characters they share (Popović 2015, doi:10.18653/v1/W15-3049)."""

from collections import Counter
from functools import lru_cache

# As sacreBLEU counts it by default: runs of up to six characters, white space left out, recall weighs twice precision.
_ORDER, _BETA = 6, 2.0


def chrf(text: str, reference: str) -> float:
    """Return the resemblance of a text to a reference, 0 to 100."""
    precision = recall = 0.0
    orders = 0
    for said, wanted in zip(_runs(text), _runs(reference), strict=True):
        if not said or not wanted:
            continue
        shared = (said & wanted).total()
        precision += shared / said.total()
        recall += shared / wanted.total()
        orders += 1
    if not orders or not precision + recall:
        return 0.0
    precision, recall = precision / orders, recall / orders
    return 100 * (1 + _BETA**2) * precision * recall / (_BETA**2 * precision + recall)


@lru_cache(maxsize=512)
def _runs(text: str) -> tuple[Counter[str], ...]:
    tight = "".join(text.split())
    return tuple(
        Counter(tight[at : at + order] for at in range(len(tight) - order + 1)) for order in range(1, _ORDER + 1)
    )
