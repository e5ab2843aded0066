"""How English speaks again of what it has named: the head of the name, a surname, a pronoun.

Chinese repeats a term where English says *it*; a careful reader who has read the term once does not miss it.
"""

from collections.abc import Iterator

from workflow.model import MatchRule
from workflow.text.english import Words, form_words, words
from workflow.text.term.derivation import is_adjective, kin

_POINTING = frozenset("a an the this that these those such its their our his her both each every no said".split())
_ARTICLES = _POINTING - {"that", "said"}  # *said that Council members met* names no council
_PRESUPPOSING = frozenset("this these those said same".split())
_PRONOUNS = frozenset(
    "it its itself they them their theirs this these those such which "
    "he him his she her who whose former latter".split()
)
_LINKS = frozenset("of in with for to on between among from by as".split())
_REACH = 3  # words from the head back to the article that points
_LONGEST_SMALL = 5  # letters of a word that headings leave small


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

    Looked for in the first sentence only: what a later one points to should be named in the text itself. A short name
    in capitals (*the Council* for *Harbour Council*) says everywhere that the reader knows the long one.
    """
    found, wanted = words(text), form_words(form)
    end = next((place for place in range(1, found.count) if set(found.before(place)) & set(".;!?")), found.count)
    known = [
        (found.starts[place], found.ends[place])
        for place in range(end)
        if _is_head(wanted, found, place) and _is_known(list(_words_before(found, place)))
    ]
    return [*known, *_short_names(wanted, found)]


def _short_names(form: Words, text: Words) -> Iterator[tuple[int, int]]:
    """Where the last words of a name stand for it in capitals, behind an article or the like.

    Not where a capital beside them makes them part of another name (*the Harbour Council*, *the Council of Ministers*),
    and not in headings, which have all words in capitals.
    """
    head = form.lower.index(_head(form))
    if form.count < 2 or not form.surface[head][0].isupper() or not any(map(_is_plain, text.surface)):  # noqa: PLR2004
        return
    for place in text.places(form.lower[head]):
        first, part = place, head
        while first and part and text.lower[first - 1] == form.lower[part - 1] and text.tight(first - 1):
            first, part = first - 1, part - 1
        if part and all(map(_is_capital, text.surface[first : place + 1])) and _is_apart(text, first, place):
            yield text.starts[first], text.ends[place]


def _is_apart(text: Words, first: int, last: int) -> bool:
    """Whether a name from word `first` to `last` follows an article or the like, and no other name goes on with it."""
    before = first - 1
    if before > 1 and text.text[text.ends[before - 1] : text.starts[before]] == "-":  # the new-term Government
        before -= 2
    if before < 0 or text.before(first) or text.lower[before] not in _ARTICLES:
        return False
    after = last + 1
    if after < text.count and text.lower[after] in _LINKS:
        after += 1 + (after + 1 < text.count and text.is_article(after + 1))
    return after >= text.count or bool(text.before(last + 1)) or not _is_capital(text.surface[after])


def _is_capital(word: str) -> bool:
    return word[0].isupper()


def _is_plain(word: str) -> bool:
    """Whether a word is one that only a sentence writes small: not *and*, *of*."""
    return len(word) > _LONGEST_SMALL and word.islower()


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
