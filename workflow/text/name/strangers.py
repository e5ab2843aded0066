"""English words that look like a Chinese name and spell none of the source's: slips in a name of it.

No title need vouch for such a name, for it is the English that shows it: *Wang Haitong* beside 王海彤 is fine, beside
王海涛 a slip. What the Chinese spells in any reading is no stranger, nor is a name in the spelling of Wade and Giles.
"""

from collections.abc import Iterator, Sequence
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
_BEFORE_NAMES = tuple(f"{word} " for word in ("An", "Fan", "He", "Long", "Pan", "Tan", "You"))
_PLACES = frozenset({"hongkong", "shanxi", "taichi", "fengshui", "shangrila", "hutong", "yinyang"})
_HEADS = SURNAMES | set(SURNAME_READINGS)
_LONGEST = 4  # characters of a name: two of the surname, two of the given name
_LONG = 5  # letters of a given name that is no pinyin, but for a slip


def strangers(source: str, target: str, persons: Sequence[Person] = ()) -> Iterator[tuple[Person | None, Rendered]]:
    """Yield each name of an English text that its Chinese does not spell, and the name it is a slip in, if any.

    Args:
        source: plain Chinese text.
        target: plain English text.
        persons: those that the Chinese is known to name.
    """
    if SURNAME_SOUNDS.isdisjoint(vocabulary(target)) and not any(word in target for word in _BEFORE_NAMES):
        return
    plain, right = "", {bare_letters(form) for person in persons for form in person.forms}
    sure = {simplified(person.name) for person in persons}
    for surname, given, end in _pairs(target):
        plain = plain or simplified(source)
        letters = surname.bare + given
        if letters in _PLACES or letters in right or spelt(letters, plain):
            continue
        places = list(_places(plain))
        if any(_is(surname.bare, given, syllables(name)) for _, name in places):
            continue
        meant = (
            Person(at, at + len(name), source[at : at + len(name)], (romanise(name),))
            for at, name in places
            if not is_word(name)
            and _slipped(
                surname.bare, given, syllables(name), sure=name in sure or stands_alone(plain, at, at + len(name))
            )
        )
        yield next(meant, None), Rendered(Rendering.SPELLING, target[surname.start : end], surname.start, end)


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
