"""How English speaks again of what it has named: the head of the name, a surname, a pronoun.

Chinese repeats a term where English says *it*; a careful reader who has read the term once does not miss it.
"""

from collections.abc import Iterator

from workflow.model import MatchRule
from workflow.text.english import Words, form_words, words
from workflow.text.term.derivation import is_adjective, kin

_POINTING = frozenset("a an the this that these those such its their our his her both each every no said".split())
_PRESUPPOSING = frozenset("this these those said same".split())
_PRONOUNS = frozenset(
    "it its itself they them their theirs this these those such which "
    "he him his she her who whose former latter".split()
)
_LINKS = frozenset("of in with for to on between among from by as".split())
_REACH = 3  # words from the head back to the article that points


def mentions(form: str, text: str, rule: MatchRule, named: int) -> list[tuple[int, int]]:
    """Return the places that may speak again of a term, the clearest kind first.

    Args:
        form: the English term.
        text: the target's plain text, in which the term has been named.
        rule: the entry's; a name (case-sensitive, not inflected) of two words has a surname.
        named: where the term was first named; a pronoun or a head noun ahead of it points to something else.
    """
    found, wanted = words(text), form_words(form)
    places = [place for place in range(found.count) if found.starts[place] > named]
    clear = [place for place in places if _is_head(wanted, found, place) or _is_surname(wanted, found, place, rule)]
    pronouns = [place for place in places if found.lower[place] in _PRONOUNS]
    return [(found.starts[place], found.ends[place]) for place in (*clear, *pronouns)]


def presupposed(form: str, text: str) -> list[tuple[int, int]]:
    """Return the places that speak of a term as one known from the text before: *this initiative*, *those councils*.

    Looked for in the first sentence only: what a later one points to should be named in the text itself.
    """
    found, wanted = words(text), form_words(form)
    end = next((place for place in range(1, found.count) if set(found.before(place)) & set(".;!?")), found.count)
    return [
        (found.starts[place], found.ends[place])
        for place in range(end)
        if _is_head(wanted, found, place) and _is_known(list(_words_before(found, place)))
    ]


def _is_known(before: list[str]) -> bool:
    """Whether the words before a noun, the nearest first, say that the reader has met it."""
    if len(before) > 1 and is_adjective(before[0]):
        del before[0]
    return before[0] in _PRESUPPOSING


def _is_head(form: Words, text: Words, place: int) -> bool:
    if form.count < 2 or kin(_head(form)).isdisjoint(kin(text.lower[place])):  # noqa: PLR2004
        return False
    return any(word in _POINTING for word in _words_before(text, place))


def _head(form: Words) -> str:
    """The noun on which a term hangs: *integration* in *integration of industry and education*."""
    for place in range(1, form.count):
        if form.lower[place] in _LINKS:
            return form.lower[place - 1]
    return form.lower[-1]


def _words_before(text: Words, place: int) -> Iterator[str]:
    for before in range(place - 1, max(-1, place - 1 - _REACH), -1):
        if text.before(before + 1):
            return
        yield text.lower[before]


def _is_surname(form: Words, text: Words, place: int, rule: MatchRule) -> bool:
    is_name = rule.case_sensitive and not rule.inflect and form.count == 2  # noqa: PLR2004
    return is_name and text.surface[place] == form.surface[0]
