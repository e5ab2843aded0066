"""Other orders of a term's words that say the same, written out.

*Protection of water resources* for *water resource protection*, *educational modernization* for *modernization of
education*, *health and medical services* for *medical and health services*, *tax cuts and fee cuts* for *tax and fee
cuts*. The parts of a coordination that is the whole term keep their order: *reform and opening up*.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from workflow.text.english import Words, form_words
from workflow.text.term.derivation import is_adjective, is_relational

_JOINTS = frozenset({"and", "or"})
PARTICLES = frozenset("in out up down off over back away together forward wider".split())
"""Words that end a phrasal verb."""

# A noun whose verb takes the rest of the term as its object: *protection*, *protect*.
DEED = re.compile("(?:[st]ion|ment|ing|ance|ence|growth|rise|^control|^cuts?|^reform|^use)$")

_LINKS = frozenset("of in with for to on between among from by as at into".split())


@lru_cache(maxsize=4096)
def reordered(form: str) -> tuple[str, ...]:
    """Return the other orders of an English term; the inverted ones, which put the head first, come last."""
    found = form_words(form)
    if found.count < 2 or any(found.before(place) for place in range(1, found.count)):  # noqa: PLR2004
        return ()
    return (*_coordinated(found), *_compounds(found))


@lru_cache(maxsize=4096)
def inverted(form: str) -> tuple[str, ...]:
    """Return what a compound becomes when its head comes first: *rights of consumers* for *consumer rights*."""
    found = form_words(form)
    loose = [word for place, word in enumerate(found.lower) if not _hyphened(found, place)]  # the up of opening-up
    fixed = not (_LINKS | PARTICLES).isdisjoint(loose)
    if fixed or any(found.before(place) for place in range(1, found.count)):
        return ()
    return (*_inversions(found), *_participles(found))


@lru_cache(maxsize=4096)
def mixed(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Return the modifier of one rendering with the noun of another: each says its part of the Chinese term.

    *Smart harbour* where an entry has *smart port* and *intelligent harbour*.
    """
    pairs = [found for found in map(form_words, forms) if _is_pair(found)]
    made = dict.fromkeys((*one.surface[:-1], other.surface[-1]) for one in pairs for other in pairs)
    given = {tuple(pair.surface) for pair in pairs}
    return tuple(_joined(words) for words in made if words not in given)


def _is_pair(form: Words) -> bool:
    """Whether a form is a noun and one modifier, which may be a compound (*state-owned*)."""
    fits = form.count == 2 or (form.count == 3 and _hyphened(form, 1))  # noqa: PLR2004
    return fits and form.tight(form.count - 2) and (_LINKS | PARTICLES | _JOINTS).isdisjoint(form.lower)


@lru_cache(maxsize=4096)
def nominal(form: str) -> tuple[tuple[int, str], ...]:
    """Return what a verb and its object become as nouns, but for the verb's own form: *enforce of law*, *law enforce*.

    A text has *enforcement of the law* and *law enforcement* there. Each comes with the place of the verb, 0 or -1.
    """
    found = form_words(form)
    if found.count < 2 or any(found.before(place) for place in range(1, found.count)):  # noqa: PLR2004
        return ()
    if is_adjective(found.lower[0]) or DEED.search(found.lower[0]) or found.lower[1] in _LINKS | PARTICLES | _JOINTS:
        return ()
    deed, *things = found.surface
    after = ((-1, _joined([*things, deed])),) if (_LINKS | _JOINTS).isdisjoint(found.lower) else ()
    return ((0, _joined([deed, "of", *things])), *after)


def _coordinated(form: Words) -> Iterator[str]:
    """*A and B head* with its parts exchanged, and with the head said twice."""
    if form.count > 3 and form.lower[1] in _JOINTS and (_LINKS | PARTICLES).isdisjoint(form.lower):  # noqa: PLR2004
        first, joint, second, *head = form.surface
        yield _joined([second, joint, first, *head])
        yield _joined([first, *head, joint, second, *head])


def _compounds(form: Words) -> Iterator[str]:
    """*Head of modifiers* as one compound."""
    if form.count > 2 and form.lower[1] in ("of", "for") and _LINKS.isdisjoint(form.lower[2:]):  # noqa: PLR2004
        head, _, *modifiers = form.surface
        yield _joined([*modifiers, head])
        if not _JOINTS.isdisjoint(form.lower):
            yield _joined([*(word for word in modifiers if word.lower() not in _JOINTS), head])


def _hyphened(form: Words, place: int) -> bool:
    """Whether a hyphen ties a word to the one before it."""
    return place > 0 and form.text[form.ends[place - 1] : form.starts[place]] == "-"


def _inversions(form: Words) -> Iterator[str]:
    for place in range(form.count - 1, 0, -1):
        if _hyphened(form, place) and form.lower[place] in PARTICLES:
            continue
        modifiers, head = form.surface[:place], form.surface[place:]
        last = form.lower[place - 1]
        bare = is_adjective(last) and not is_relational(last)  # *development of green* says nothing
        if not bare and last not in _JOINTS and form.lower[place] not in _JOINTS:
            yield _joined([*head, "of", *modifiers])
            yield _joined([*head, "to", *modifiers])


def _participles(form: Words) -> Iterator[str]:
    """*Development driven by innovation* for *innovation-driven development*."""
    for place in range(1, form.count - 1):
        if _hyphened(form, place) and form.lower[place].endswith(("ed", "en", "led")):
            doer, deed, thing = form.surface[:place], form.surface[place], form.surface[place + 1 :]
            yield _joined([*thing, deed, "by", *doer])


def _joined(parts: Sequence[str]) -> str:
    return " ".join(parts)
