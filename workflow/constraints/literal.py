"""Terms that stand in a target letter by letter: the short way to a verdict, without splitting the target into words.

Most units of a good translation can be judged by it. Where there is any doubt it says nothing.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from workflow.constraints.base import Span

_BEFORE = frozenset(("", " ", "“", "‘", "("))
_AFTER = frozenset(("", " ", ",", ";", ":", "”", ")"))


def places(owed: Sequence[tuple[str, str]], text: str) -> list[Span]:
    """Return the place of each owed term, or nothing unless each stands as often as it is owed, apart from the others.

    Args:
        owed: key and form of each term, in the order of the source; a key has one form.
        text: the plain target.
    """
    found = {key: _whole_words(form, text) for key, form in dict(owed).items()}
    due = Counter(key for key, _ in owed)
    if any(len(spans) != due[key] for key, spans in found.items()):
        return []
    taken = sorted(span for spans in found.values() for span in spans)
    if any(before[1] > after[0] for before, after in pairwise(taken)):
        return []
    left = {key: iter(spans) for key, spans in found.items()}
    return [next(left[key]) for key, _ in owed]


def _whole_words(form: str, text: str) -> list[Span]:
    """Return where a form stands as a whole word or words; fewer places where its neighbours leave a doubt."""
    found: list[Span] = []
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        if text[at - 1 : at] in _BEFORE and (text[end : end + 1] in _AFTER or text[end:] == "."):
            found.append((at, end))
        at = text.find(form, end)
    return found
