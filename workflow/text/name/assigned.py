"""Persons whom nothing in the Chinese vouches for, beside the names of the English: replaced by another, or left out.

Published translations hardly ever have a Chinese name that the original does not spell. Where one stands, and somebody
of the original is not named, the one stands for the other. In a list of which the English has the name before or
behind, nobody goes without saying.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from workflow.text.name.likely import begins_name, likely
from workflow.text.name.match import BODIES, NO_NAME, Rendered, words
from workflow.text.name.mentions import Names, Person, ends_name, find_persons
from workflow.text.name.namings import Namings, first_mentions
from workflow.text.name.strangers import names_in, spelt_persons

_MOST = 50  # persons of one text who are guessed
_LINK = re.compile("[和与及]|以及|、[^，。；：、！？]{0,8}")
_BESIDE = re.compile("[、和与及]")
_FAMILY = re.compile("一家|夫[妇妻]|两口|家[的里中]|等人")
_ENUMERATION = re.compile(r"(?:[A-Z][\w'’.-]*|and|or|&|[,;… ])+")


def spelt_out(namings: Namings) -> Namings:
    """The names of an English text beside all whom it names in pinyin, besides those who are known."""
    found = [one for one in spelt_persons(namings.source, namings.target) if not _touched(one, namings.everywhere)]
    return namings.extended(found) if found else namings


def guesses(namings: Namings, *, anybody: bool) -> list[Person]:
    """Who else is likely to be named in the Chinese, of `anybody`, or only where the English has a part of a list."""
    source = namings.source
    lists = any(_BESIDE.match(source, one.end) or _BESIDE.match(source, one.start - 1) for one in namings.everywhere)
    if not anybody and not lists:
        return []
    found = (one for one in likely(source) if not _touched(one, namings.everywhere))
    return first_mentions(islice(found, _MOST))


def replaced(
    namings: Namings, guesses: Sequence[Person], nobodys: Sequence[Rendered]
) -> Iterator[tuple[Person, Rendered]]:
    """Yield whom a Chinese name of the English replaces that is none of the Chinese text's."""
    left = list(nobodys)
    for person in guesses:
        if left and namings.absent(person, nobodys):
            yield person, left.pop(0)
    for person in namings.persons:
        if left and namings.right(person) and _seldom_named(person, namings):
            yield person, left.pop(0)


def left_out(namings: Namings, guesses: Sequence[Person]) -> Iterator[Person]:
    """Yield the persons of a list whom the English leaves out, while it names those before or behind them."""
    for person in guesses:
        edges = begins_name(namings.source, person.start) and ends_name(namings.source, person.end)
        if edges and namings.absent(person):
            beside = [
                place
                for other in namings.persons
                if _linked(namings.source, person, other)
                for place in namings.right(other)
            ]
            if beside and not any(_in_own_form(namings.unnamed, place) for place in beside):
                yield person


def unnamed(texts: Sequence[tuple[str, str]], names: Names) -> Iterator[tuple[int, Person]]:
    """Yield the persons of an article whom one text does not name though another does; the number of the text first.

    A name of three characters that both languages spell somewhere is one wherever it stands. Who comes with a title is
    judged by the text alone, and whoever may be meant by *he*, *they* or *the minister* counts as named.

    Args:
        texts: the plain Chinese and English of each unit.
        names: persons that the desk or the article knows.
    """
    spelt = (person for source, target in texts if names_in(target) for person in spelt_persons(source, target))
    sure = Names({person.name: person.forms for person in spelt if len(person.name) > 2})  # noqa: PLR2004 - characters
    for number, (source, target) in enumerate(texts) if sure.entries else ():
        here = [person for person in sure.find(source) if not _FAMILY.match(source, person.end)]
        known = find_persons(source, names) if here else ()
        found = [person for person in here if not _touched(person, known)]
        namings = Namings(source, target, sorted((*known, *found), key=lambda person: person.start))
        yield from ((number, person) for person in first_mentions(found) if namings.unsaid(person))


def _seldom_named(person: Person, namings: Namings) -> bool:
    """Whether the Chinese names somebody more often than the English does, by surname or in full."""
    surname = person.forms[0].split()[0].lower()
    named = len(namings.right(person)) + sum(word.bare == surname for word in words(namings.unnamed))
    return namings.source.count(person.name) > named


def _linked(source: str, person: Person, other: Person) -> bool:
    first, last = sorted((person, other), key=lambda one: one.start)
    return first.end < last.start and _LINK.fullmatch(source, first.end, last.start) is not None


def _in_own_form(unnamed: str, place: Rendered) -> bool:
    """Whether the list that a name stands in has other words in capitals, one of which may be a name (*Tony Leung*)."""
    lists = (match for match in _ENUMERATION.finditer(unnamed) if match.start() <= place.start < match.end())
    named = [word.text for listed in lists for word in words(listed[0])]
    return not BODIES.union(NO_NAME).issuperset(named)


def _touched(person: Person, others: Sequence[Person]) -> bool:
    return any(person.start < other.end and other.start < person.end for other in others)
