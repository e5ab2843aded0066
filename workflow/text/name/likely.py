"""Persons whom nothing in the Chinese vouches for: a surname, characters of given names, and the edges of a name.

That is no proof that a text names somebody. It is used beside what the English tells: that it has a name which the
Chinese does not spell, or the names before and behind in a list.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from workflow.text.chars import han_runs
from workflow.text.comparable import simplified
from workflow.text.name.mentions import DOUBTFUL, Person, ends_name, is_foreign, is_transcribed, is_word
from workflow.text.name.romanise import romanise, split_name
from workflow.text.name.surnames import COMPOUND_SURNAMES, GIVEN_CHARACTERS, SURNAME_READINGS, SURNAMES

_HEADS = SURNAMES | set(SURNAME_READINGS)
_LONGEST = 4  # characters of a name: two of the surname, two of the given name
# Behind these a name begins: signs, the ends of words for persons (画家, 女儿, 主席), prepositions and some verbs.
_SIGNS = "，,。、：:；;！？!?“”‘’《》（()—·/／"
_PERSONS = "家师员长手士人者生友星将官工医席记授练卫亲子儿女夫弟妹姐兄"
_BEFORE = frozenset(f"{_SIGNS}{_PERSONS}和与及由把被让给对是为有向跟同将找请叫")
_NEVER = frozenset("的了着过在是也都就")
_PLACE = re.compile("家[村庄湾沟桥河镇店屯岭坪寨]")


@lru_cache(maxsize=8)  # asked for slips, and for guesses
def places(source: str) -> tuple[tuple[int, str], ...]:
    """What may be names of a Chinese text, and where each begins: a surname with two characters more, or with one."""
    return tuple(_places(source))


def _places(source: str) -> Iterator[tuple[int, str]]:
    for start, end in han_runs(source):
        for at in range(start, end):
            if source[at] in _HEADS or source[at : at + 2] in COMPOUND_SURNAMES:
                for stop in range(min(at + _LONGEST, end), at + 1, -1):
                    if 1 <= len(split_name(source[at:stop])[1]) <= 2:  # noqa: PLR2004 - a given name's length
                        yield at, source[at:stop]


def likely(source: str) -> Iterator[Person]:
    """Yield who is likely to be named in a plain Chinese text, in order, none overlapping."""
    plain, past = simplified(source), 0
    for at, name in places(plain):
        if at >= past and _is_likely(plain, at, name):
            past = at + len(name)
            yield Person(at, past, source[at:past], (romanise(name),))


def _is_likely(source: str, at: int, name: str) -> bool:
    given, end = split_name(name)[1], at + len(name)
    word = (
        is_word(name) or _PLACE.fullmatch(name, 1) or source.startswith("大学", end - 1) or not _NEVER.isdisjoint(name)
    )
    if word or is_transcribed(given) or is_foreign(source, at, name):
        return False
    if name[0] in DOUBTFUL and at and source[at - 1] not in _SIGNS + _PERSONS:
        return False  # 于田亮 in 相比于田亮
    edges = begins_name(source, at) + ends_name(source, end)
    usual = sum(character in GIVEN_CHARACTERS for character in given)
    return edges + usual > 2 and edges > 0 and usual > 0  # noqa: PLR2004 - edges and characters; one of the four may lack


def begins_name(source: str, at: int) -> bool:
    """Whether a name may begin at a place of a text: behind a pause, a preposition, a word for a person."""
    return at == 0 or source[at - 1] in _BEFORE or source[at - 1].isspace()
