"""English words that look like a Chinese name and spell none of the source's: slips in a name of it.

No title need vouch for such a name, for it is the English that shows it: *Wang Haitong* beside 王海彤 is fine, beside
王海涛 a slip. What the Chinese spells in any reading is no stranger, nor is a name in the spelling of Wade and Giles.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise, permutations, product
from operator import contains
from typing import NamedTuple

from workflow.text.comparable import simplified
from workflow.text.name.likely import begins_name, places
from workflow.text.name.match import BODIES, NO_NAME, Rendered, Rendering, Word, parted, words
from workflow.text.name.mentions import Person, ends_name, is_foreign, is_word, stands_alone
from workflow.text.name.romanise import bare_letters, romanise, spelt, syllables, wade_giles
from workflow.text.name.surnames import GIVEN_CHARACTERS, SURNAME_SOUNDS, SURNAME_WORDS
from workflow.text.vocabulary import vocabulary

_SOUNDS = SURNAME_SOUNDS | SURNAME_WORDS
_BEFORE_NAMES = re.compile("An |Fan |He |Long |Pan |Tan |You ")
_NOBODY = frozenset({"hongkong", "shanxi", "taichi", "fengshui", "shangrila", "hutong", "yinyang"})
LONGEST_TEXT = 3_000  # ideographs in which names are looked for
_MOST = 50  # names of one text that are judged
_LONG = 5  # letters of a given name that is no pinyin, but for a slip
_NO_NAMES = frozenset({"me", "ne"})  # syllables of no name: Lane, Home
_PAUSES = frozenset("，,。、：:；;！？!?”》）) 　")
_THINGS = frozenset("家村园楼文书诗词")  # behind a name of two characters: 李白诗, 王红家


class _Name(NamedTuple):
    """Two words of an English text that may be a name. `alone`: a whole one, and nothing but a name."""

    first: str
    last: str
    start: int
    end: int
    alone: bool


class _Chinese:
    """A Chinese text in Simplified characters, what may be names in it, and those that are known to be."""

    def __init__(self, text: str, persons: Sequence[Person]) -> None:
        self.text = simplified(text)
        self.sure = frozenset(simplified(person.name) for person in persons)
        self.right = _NOBODY | {bare_letters(form) for person in persons for form in person.forms}

    @cached_property
    def places(self) -> Sequence[tuple[int, str]]:
        return places(self.text)

    def certain(self, at: int, name: str) -> bool:
        """Whether characters that begin there are known to be a name, or stand as one."""
        return name in self.sure or stands_alone(self.text, at, at + len(name))

    def edged(self, at: int, name: str) -> bool:
        """Whether characters that begin there are known to be a name, or have the edges of one."""
        return name in self.sure or (begins_name(self.text, at) and ends_name(self.text, at + len(name)))


_Verdict = tuple[Rendering, tuple[int, str] | None]


def strangers(source: str, target: str, persons: Sequence[Person] = ()) -> Iterator[tuple[Person | None, Rendered]]:
    """Yield each name of an English text that its Chinese does not spell, and the name it is a slip in, if any.

    Args:
        source: plain Chinese text.
        target: plain English text.
        persons: those that the Chinese is known to name.
    """
    if SURNAME_SOUNDS.isdisjoint(vocabulary(target)) and not _BEFORE_NAMES.search(target):
        return
    if len(source) > LONGEST_TEXT:
        return
    chinese, judged = _Chinese(source, persons), dict[tuple[str, str, bool], _Verdict | None]()
    for name in names_in(target):
        key = name.first, name.last, name.alone
        if key not in judged:
            if len(judged) == _MOST:
                return
            judged[key] = _judged(name, chinese)
        if verdict := judged[key]:
            rendering, meant = verdict
            person = _person(source, *meant) if meant else None
            yield person, Rendered(rendering, target[name.start : name.end], name.start, name.end)


def spelt_persons(source: str, target: str) -> list[Person]:
    """Whom an English text names in pinyin, surname first, where the Chinese names each first; in its order."""
    chinese = _Chinese(source, ())
    found = {
        place
        for name in names_in(target)[:_MOST]
        if name.first in _SOUNDS and parted(name.last)
        for place in [next((one for one in chinese.places if _spells(name.first, name.last, one[1])), None)]
        if place and not is_word(place[1])
    }
    return [_person(source, *place) for place in sorted(found)]


def _person(source: str, start: int, name: str) -> Person:
    end = start + len(name)
    return Person(start, end, source[start:end], (romanise(name),))


@lru_cache(maxsize=256)  # asked for slips and guesses, and once more for the article
def names_in(target: str) -> tuple[_Name, ...]:
    """Pairs of words of which one sounds like a surname and the other may be a given name."""
    return tuple(_names(target))


def _names(target: str) -> Iterator[_Name]:
    named = words(target)
    for at, (left, right) in enumerate(pairwise(named)):
        if not _beside(left, right, target) or not _may_name(left, right):
            continue
        given, last = right.bare, at + 1
        after = named[last + 1 : last + 2]
        if after and _beside(right, after[0], target) and all((one,) in parted(one) for one in (given, after[0].bare)):
            given, last = given + after[0].bare, last + 1  # Xue Pei Ling
        within = at > 0 and _beside(named[at - 1], left, target) and _may_belong(named[at - 1])
        beyond = last + 1 < len(named) and _beside(named[last], named[last + 1], target)
        alone = not within and not beyond and _is_given(named[at + 1])
        yield _Name(left.bare, given, left.start, named[last].end, alone)


def _beside(left: Word, right: Word, text: str) -> bool:
    return right.start - left.end == 1 and text[left.end].isspace()


def _may_name(left: Word, right: Word) -> bool:
    """Whether one of two words sounds like a surname, and neither is a title; *An* is a surname and a word."""
    title = right.text in NO_NAME or (left.text in NO_NAME and left.bare not in _SOUNDS)
    sounds = left.bare in _SOUNDS or (right.bare in _SOUNDS and bool(parted(left.bare)))
    return sounds and not title and "-" not in right.text


def _is_given(word: Word) -> bool:
    """Whether a word is pinyin as it is written: *Xi'an*, but not *Sea*, *Indian*, *Lane* or *China*."""
    apart = "'" in word.text or "’" in word.text
    ways = (way for way in parted(word.bare) if not any(one in _NO_NAMES or one[0] in "iuv" for one in way))
    return any(apart or len(way) == 1 or way[-1][0] not in "aeo" for way in ways) and word.text not in BODIES


def _may_belong(word: Word) -> bool:
    """Whether a word in capitals before a name may be a part of it: no title, no body, no CEO."""
    return word.text not in NO_NAME and word.text not in BODIES and not word.text.isupper()


def _judged(name: _Name, chinese: _Chinese) -> _Verdict | None:
    """What an English name is, unless it is one of a Chinese text: a slip in one, with its place, or nobody's."""
    first, last = name.first, name.last
    if first + last in chinese.right:
        return None
    if spelt(f"{first} {last}", chinese.text):
        longer = _cut_short(first, last, chinese)
        return (Rendering.SPELLING, longer) if longer else None
    turned = _turned(first, last, chinese)
    if turned:
        return Rendering.ORDER, turned
    sounds = first in _SOUNDS and bool(parted(last) or len(last) >= _LONG)
    if not sounds or any(_is(first, last, syllables(one)) for _, one in chinese.places):
        return None
    slip = next((place for place in chinese.places if _slips(first, last, place, chinese)), None)
    return (Rendering.SPELLING, slip) if slip or (name.alone and parted(last)) else None


def _slips(surname: str, given: str, place: tuple[int, str], chinese: _Chinese) -> bool:
    at, name = place
    return not is_word(name) and _slipped(surname, given, syllables(name), sure=chinese.certain(at, name))


def _cut_short(surname: str, given: str, chinese: _Chinese) -> tuple[int, str] | None:
    """The name of three characters that an English name has but the last of, unless it spells another of the text."""
    found = None
    for at, one in chinese.places:
        if len(one) != 2 or not _spells(surname, given, one):  # noqa: PLR2004 - a surname and one character
            continue
        longer, end = chinese.text[at : at + 3], at + 3
        vouched = longer in chinese.sure and chinese.text[end : end + 1] in _PAUSES
        whole = vouched or longer[2:] in GIVEN_CHARACTERS - _THINGS
        if ends_name(chinese.text, at + 2) or not (whole and ends_name(chinese.text, end)):
            return None
        found = found or (at, longer)
    return found


def _turned(given: str, surname: str, chinese: _Chinese) -> tuple[int, str] | None:
    """The name that English words spell with the surname last; persons from abroad may sign so."""
    if surname not in _SOUNDS or not parted(given):
        return None
    for at, one in chinese.places:
        sure = len(one) > 2 or chinese.edged(at, one)  # noqa: PLR2004 - three syllables are no accident
        if sure and _spells(surname, given, one) and not is_word(one) and not is_foreign(chinese.text, at, one):
            return at, one
    return None


def _spells(surname: str, given: str, name: str) -> bool:
    head, *rest = syllables(name)
    return surname in head and given in map("".join, product(*rest))


def _is(surname: str, given: str, sounds: Sequence[frozenset[str]]) -> bool:
    """Whether English words spell a name, in pinyin or as Wade and Giles without their marks (*Lin Chuan* for 林全)."""
    head, *rest = sounds
    if surname in head and given in map("".join, product(*rest)):
        return True
    older = [{way for one in map(wade_giles, options) for way in (one, one.removesuffix("h"))} for options in sounds]
    return surname in head | older[0] and given in map("".join, product(*older[1:]))


def _slipped(surname: str, given: str, sounds: Sequence[frozenset[str]], *, sure: bool) -> bool:
    """Whether English words are a name but for one syllable, the order of the syllables, or one that is missing.

    Of two syllables, which many words have, one may differ in a letter, or wholly where they are `sure` to be a name.
    """
    head, *rest = sounds
    for way in parted(given):
        heard = (surname, *way)
        if len(heard) == len(sounds):
            wrong = [place for place, part in enumerate(heard) if part not in sounds[place]]
            if len(wrong) == 1 and (len(rest) > 1 or sure or _near(heard[wrong[0]], sounds[wrong[0]])):
                return True
            if len(rest) > 1 and any(all(map(contains, order, heard)) for order in permutations(sounds)):
                return True
        elif surname in head and len(way) < len(rest) and way[0] in rest[-1]:
            return True
    return not parted(given) and surname in head and _near(given, frozenset(map("".join, product(*rest))))


def _near(found: str, options: frozenset[str]) -> bool:
    from rapidfuzz.distance import OSA

    return any(OSA.distance(found, option) == 1 for option in options)
