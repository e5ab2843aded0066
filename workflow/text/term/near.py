"""A term whose words all stand close together, put in a way that `workflow.text.term.variants` does not know.

*Moderate all-round prosperity* for *moderate prosperity*, *economic cooperation and trade* for *economic and trade
cooperation*: as a rule the translator's own way to say the term, sometimes something else. So it meets nothing that is
owed, but an editor need not be called for it.
"""

import math
from collections.abc import Collection, Sequence

from workflow.text.english import Words, form_words, words
from workflow.text.term.derivation import kin, told
from workflow.text.term.loose import AFTER_NOUNS, BE, DETERMINERS, JOINTS, SMALL, sayable
from workflow.text.term.phrase import turned
from workflow.text.term.reorder import PARTICLES

_MOST_FOREIGN = 2  # words among those of a term that belong to none
_LONGEST = 8  # words from the first of a term to the last
_PAIR = 2  # words of a term: side by side in another order they say something else (*the culture of industry*)
_NUMBERS = frozenset("percent hundred thousand million billion trillion".split())
_LITTLE = SMALL | DETERMINERS | BE | AFTER_NOUNS | _NUMBERS
_STOPS = frozenset(".;!?:")

Span = tuple[int, int]


def near(form: str, text: str, taken: Sequence[Span], spare: float = math.inf) -> Span | None:
    """Return where all words of a form stand close together in one clause, in any order, outside what is taken.

    Nothing for a name, which is said as it is.

    Args:
        form: the English term.
        text: the target's plain text.
        taken: the places of other terms.
        spare: how many other words the source accounts for. Where the text has more, none may stand among the term's.
    """
    says, wanted, found = _says(form), form_words(form), words(text)
    is_name = all(word[0].isupper() or word in SMALL for word in wanted.surface)
    if len(says) < _PAIR or is_name or not sayable(wanted, text):
        return None
    stops = _STOPS if not JOINTS.isdisjoint(wanted.lower) else _STOPS | {","}
    free = {place for place in range(found.count) if not _is_taken(found, place, taken)}
    fewest = len(says) + _is_pair(form)  # words of a stretch that say something
    most = len(says) if _telling(found, free) - len(says) > spare else found.count
    ends = ((first, _end(says, found, first, free, stops)) for first in sorted(free))
    fits = [(first, end) for first, end in ends if end and fewest <= _telling(found, range(first, end)) <= most]
    first, end = min(fits, key=lambda fit: fit[1] - fit[0], default=(0, 0))
    return (found.starts[first], found.ends[end - 1]) if end else None


def _says(form: str) -> list[str]:
    return [word for word in form_words(form).lower if word not in _LITTLE]


def _telling(text: Words, places: Collection[int]) -> int:
    return sum(text.lower[place] not in _LITTLE and not text.lower[place][0].isdigit() for place in places)


def _is_pair(form: str) -> bool:
    """Whether a form is two words; a hyphen (*law-based*) and a particle (*opening up*) make none."""
    return sum(word not in _LITTLE | PARTICLES for word in form.lower().split()) <= _PAIR


def _is_taken(text: Words, place: int, taken: Sequence[Span]) -> bool:
    return any(start < text.ends[place] and text.starts[place] < end for start, end in taken)


def _end(says: Sequence[str], text: Words, first: int, free: Collection[int], stops: Collection[str]) -> int:
    """Where the stretch ends that begins at a word of the form and holds all others; 0 where there is none."""
    left, others = list(says), 0
    for place in range(first, min(first + _LONGEST, text.count)):
        word = text.lower[place]
        own = next((other for other in left if place in free and _is_one(other, word)), "")
        if own:
            left.remove(own)
        elif place in free and word not in _LITTLE:
            others += 1
        begins = place == first
        if others > _MOST_FOREIGN or (begins and not own) or not (begins or set(stops).isdisjoint(text.before(place))):
            return 0
        if not left:
            return place + 1
    return 0


def _is_one(word: str, found: str) -> bool:
    return not turned(word, found) and not kin(word).isdisjoint(told(found))
