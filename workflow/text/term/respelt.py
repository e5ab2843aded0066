"""Long names otherwise: abbreviations inside them spelt out, or parts abbreviated, and their words in another order.

*The Central Committee of the Communist Party of China with Comrade … at its core* says what *the CPC Central Committee
with …* does. An abbreviation is taken for words of the text, or of the form, only where their initials spell it.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from workflow.text.english import Words, form_words, words
from workflow.text.term.derivation import kin

_SMALL = frozenset("and or of the a an for in on to with by from at as its between among".split())
_FEWEST = 2  # letters of an abbreviation
_FEWEST_WORDS = 4  # that say something, of a form whose words may stand in any order
_LOOSE = 6  # words between them

_ABBREVIATION = re.compile(r"\b[A-Z]{2,}\b")

_RANKED = re.compile(
    r"(?:the )?([A-Z][\w’']+(?: [A-Z][\w’']+)*?) "
    r"(?:[Pp]rovince|Municipality|(?:sub|prefecture|county)[\w -]*city)(?: [a-z(,].*)?$"
)

Span = tuple[int, int]


def respelt(form: str, text: str) -> Iterator[str]:
    """Yield the form with its abbreviations spelt out as the text has them, and with the text's abbreviations."""
    if not (_ABBREVIATION.search(form) or _ABBREVIATION.search(text)):
        return
    wanted, found = form_words(form), words(text)
    for place, word in enumerate(wanted.surface):
        if _is_abbreviation(word):
            for start, end in _spelling(word, found):
                yield _exchanged(wanted, (place, place + 1), " ".join(found.surface[start:end]))
    for word in dict.fromkeys(filter(_is_abbreviation, found.surface)):
        for start, end in _spelling(word, wanted):
            if word not in wanted.surface and end - start < wanted.count:
                yield _exchanged(wanted, (start, end), word)
                if end == wanted.count and wanted.lower[start - 1] == "of":  # the CPPCC National Committee
                    yield " ".join([word, *wanted.surface[: start - 1]])


def of_the_country(form: str, text: str) -> list[Span]:
    """Return where a name stops before *of China*: *the People's Republic*, *the Communist Party*, in capitals."""
    head = re.fullmatch(r"(?:the )?((?:[A-Z][\w’']+ ){1,}[A-Z][\w’']+) of China", form)
    return [found.span() for found in re.finditer(rf"\b{re.escape(head[1])}\b(?! of\b)", text)] if head else []


def without_rank(form: str, text: str) -> list[Span]:
    """Return where a place is called by its name alone: *Lanping* for *Lanping Province*.

    What follows the rank tells of the place, as dictionaries do: *Lanping prefecture-level city in the north*.
    """
    ranked = _RANKED.match(form)
    name = rf"(?<![\w-]){re.escape(ranked[1])}(?!-?\w|\s[A-Z])" if ranked else None
    return [found.span() for found in re.finditer(name, text)] if name else []


def scattered(form: str, text: str) -> list[list[int]]:
    """Return where all words of a long form stand close together in one sentence, in any order: their places."""
    wanted, found = form_words(form), words(text)
    says = [word for word in wanted.lower if word not in _SMALL]
    if len(says) < _FEWEST_WORDS:
        return []
    keys = [kin(word) for word in says]
    taken: list[list[int]] = []
    for first, last in _sentences(found):
        places = [
            place for place in range(first, last) if any(not key.isdisjoint(kin(found.lower[place])) for key in keys)
        ]
        for at in range(len(places) - len(says) + 1):
            window = places[at : at + len(says) + 2]
            matched = _matched(keys, [place for place in window if place - window[0] < len(says) + _LOOSE], found)
            if matched and (not taken or matched[0] > taken[-1][-1]):
                taken.append(matched)
    return taken


def _matched(keys: list[frozenset[str]], places: list[int], text: Words) -> list[int]:
    """A place for each key, in the order of the text; nothing where one lacks."""
    left, matched = list(keys), []
    for place in places:
        here = kin(text.lower[place])
        key = next((key for key in left if not key.isdisjoint(here)), None)
        if key is not None:
            left.remove(key)
            matched.append(place)
    return [] if left else matched


def _sentences(text: Words) -> Iterator[Span]:
    cuts = [0, *(place for place in range(1, text.count) if set(text.before(place)) & set(".;!?:")), text.count]
    yield from pairwise(cuts)


def _is_abbreviation(word: str) -> bool:
    return len(word) >= _FEWEST and word.isupper() and word.isalpha()


def _spelling(abbreviation: str, text: Words) -> Iterator[Span]:
    """Where words with capitals have these initials; small words between them do not count."""
    for start in range(text.count):
        letters, place = 0, start
        while letters < len(abbreviation) and place < text.count:
            if text.surface[place][0] == abbreviation[letters]:
                letters += 1
            elif place == start or text.lower[place] not in _SMALL:
                break
            place += 1
        if letters == len(abbreviation):
            yield start, place


def _exchanged(form: Words, span: Span, other: str) -> str:
    return " ".join([*form.surface[: span[0]], other, *form.surface[span[1] :]])
