"""English words that look like a Chinese name and spell none of the source's: slips in a name of it.

No title need vouch for such a name, for it is the English that shows it: *Wang Haitong* beside 王海彤 is fine, beside
王海涛 a slip. What the Chinese spells in any reading is no stranger, nor is a name in the spelling of Wade and Giles.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, permutations, product, zip_longest
from operator import contains

from workflow.text.chars import han_runs
from workflow.text.comparable import simplified
from workflow.text.name.match import NO_NAME, Rendered, Rendering, Word, parted, words
from workflow.text.name.mentions import Person, is_word, stands_alone
from workflow.text.name.romanise import bare_letters, romanise, spelt, split_name, syllables, wade_giles
from workflow.text.name.surnames import COMPOUND_SURNAMES, SURNAME_READINGS, SURNAME_SOUNDS, SURNAME_WORDS, SURNAMES
from workflow.text.vocabulary import vocabulary

_SOUNDS = SURNAME_SOUNDS | SURNAME_WORDS
_BEFORE_NAMES = re.compile("An |Fan |He |Long |Pan |Tan |You ")
_PLACES = frozenset({"hongkong", "shanxi", "taichi", "fengshui", "shangrila", "hutong", "yinyang"})
_HEADS = SURNAMES | set(SURNAME_READINGS)
_LONGEST_TEXT = 3_000  # ideographs in which names are looked for
_MOST = 50  # names of one text that are judged
_LONGEST = 4  # characters of a name: two of the surname, two of the given name
_LONG = 5  # letters of a given name that is no pinyin, but for a slip


def strangers(source: str, target: str, persons: Sequence[Person] = ()) -> Iterator[tuple[Person | None, Rendered]]:
    """Yield each name of an English text that its Chinese does not spell, and the name it is a slip in, if any.

    Args:
        source: plain Chinese text.
        target: plain English text.
        persons: those that the Chinese is known to name.
    """
    if SURNAME_SOUNDS.isdisjoint(vocabulary(target)) and not _BEFORE_NAMES.search(target):
        return
    if len(source) > _LONGEST_TEXT:
        return
    plain, right = simplified(source), {bare_letters(form) for person in persons for form in person.forms}
    sure = frozenset(simplified(person.name) for person in persons)
    judged: dict[str, tuple[bool, tuple[int, str] | None]] = {}
    for surname, given, end in _pairs(target):
        letters = f"{surname.bare} {given}"
        if letters not in judged:
            if len(judged) == _MOST:
                return
            own = surname.bare + given in _PLACES | right or bool(spelt(letters, plain))
            judged[letters] = (False, None) if own else _judged(surname.bare, given, plain, sure)
        strange, meant = judged[letters]
        if strange:
            person = _person(source, *meant) if meant else None
            yield person, Rendered(Rendering.SPELLING, target[surname.start : end], surname.start, end)


def _person(source: str, start: int, name: str) -> Person:
    end = start + len(name)
    return Person(start, end, source[start:end], (romanise(name),))


def _judged(surname: str, given: str, source: str, sure: Collection[str]) -> tuple[bool, tuple[int, str] | None]:
    """Whether an English name is none of a Chinese text's, and the one it is a slip in, with its place."""
    places = list(_places(source))
    if any(_is(surname, given, syllables(name)) for _, name in places):
        return False, None
    for at, name in places:
        certain = name in sure or stands_alone(source, at, at + len(name))
        if not is_word(name) and _slipped(surname, given, syllables(name), sure=certain):
            return True, (at, name)
    return True, None


def _pairs(target: str) -> Iterator[tuple[Word, str, int]]:
    """Pairs of words that may be surname and given name: the surname, the letters of the other, and where they end."""
    named = words(target)
    for (left, right), after in zip_longest(pairwise(named), named[2:]):
        if left.bare not in _SOUNDS or right.text in NO_NAME or right.start - left.end != 1 or "-" in right.text:
            continue
        given, end = right.bare, right.end
        single = after and after.start - end == 1 and (after.bare,) in parted(after.bare)
        if after and single and (given,) in parted(given):  # Xue Pei Ling
            given, end = given + after.bare, after.end
        if parted(given) or len(given) >= _LONG:
            yield left, given, end


def _places(source: str) -> Iterator[tuple[int, str]]:
    """What may be names of a Chinese text, and where each begins: a surname with two characters more, or with one."""
    for start, end in han_runs(source):
        for at in range(start, end):
            if source[at] in _HEADS or source[at : at + 2] in COMPOUND_SURNAMES:
                for stop in range(min(at + _LONGEST, end), at + 1, -1):
                    if 1 <= len(split_name(source[at:stop])[1]) <= 2:  # noqa: PLR2004 - a given name's length
                        yield at, source[at:stop]


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
