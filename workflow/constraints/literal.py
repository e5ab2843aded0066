"""Terms that stand in a target letter by letter: the short way to a verdict.

Most units of a good translation can be judged by it. Where there is any doubt it says nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from workflow.constraints.base import Span
from workflow.model import MatchRule
from workflow.text.term.match import occurrences

_BEFORE = frozenset(("", " ", "“", "‘", "("))
_AFTER = frozenset(("", " ", ",", ";", ":", "”", ")"))


def places(
    owed: Sequence[tuple[str, str, MatchRule]], text: str, deprecated: Iterable[tuple[str, MatchRule]] = ()
) -> list[Span]:
    """Return the place of each owed term, or nothing unless each stands as often as it is owed, apart from the others.

    Args:
        owed: key, form and rule of each term, in the order of the source; a key has one form.
        text: the plain target.
        deprecated: forms and rules of those that must not stand there; where one does, nothing is returned.
    """
    lower = text.lower()
    found = {
        key: list(_whole_words(form.lower(), lower) if _any_case(form, rule, text, lower) else _whole_words(form, text))
        for key, form, rule in owed
    }
    due = Counter(key for key, *_ in owed)
    if any(len(spans) != due[key] for key, spans in found.items()):
        return []
    taken = sorted(span for spans in found.values() for span in spans)
    if any(before[1] > after[0] for before, after in pairwise(taken)):
        return []
    if any(occurrences(form, text, rule) for form, rule in deprecated):
        return []
    left = {key: iter(spans) for key, spans in found.items()}
    return [next(left[key]) for key, *_ in owed]


def _any_case(form: str, rule: MatchRule, text: str, lower: str) -> bool:
    """Whether capitals do not count: they do in an abbreviation (GDP); İ has a lower case of two characters."""
    return not rule.case_sensitive and len(lower) == len(text) and not any(map(str.isupper, form.split()))


def _whole_words(form: str, text: str) -> Iterator[Span]:
    """Yield where a form stands as a whole word or words; fewer places where its neighbours leave a doubt."""
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        if text[at - 1 : at] in _BEFORE and (text[end : end + 1] in _AFTER or text[end:] == "."):
            yield at, end
        at = text.find(form, end)
