"""Chinese personal names in Hanyu Pinyin by GB/T 28039-2011.

Surname first, a space, the given name joined, both capitalised, no tone marks; compound surnames joined. A romanised
name is a proposal: the glossary wins, and a person confirms it.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product

from workflow.text.chars import han_runs, is_han
from workflow.text.comparable import simplified
from workflow.text.name import pinyin
from workflow.text.name.surnames import COMPOUND_SURNAMES, OTHER_READINGS, SURNAME_READINGS


def is_personal_name(text: str) -> bool:
    """Whether `text` has the shape of a Chinese personal name: two to four Han characters, nothing else."""
    return 2 <= len(text) <= 4 and all(map(is_han, text))  # noqa: PLR2004 - the shape itself


@lru_cache(maxsize=4096)
def romanise(name: str) -> str:
    """Return the pinyin of a Chinese personal name, ``欧阳朔`` → ``Ouyang Shuo``; ü is written yu (passport usage).

    Raises:
        ValueError: `name` does not have the shape of a Chinese personal name.
    """
    if not is_personal_name(name):
        raise ValueError(f"not a Chinese personal name: {name!r}")
    head, given = split_name(simplified(name))
    surname = COMPOUND_SURNAMES.get(head) or SURNAME_READINGS.get(head) or "".join(_in_passports(pinyin.of_name(head)))
    return f"{surname.capitalize()} {_join(_in_passports(pinyin.of_name(given))).capitalize()}"


def split_name(name: str) -> tuple[str, str]:
    """Surname and given name: ``欧阳朔`` → ``欧阳``, ``朔``."""
    compound = name[:2] in COMPOUND_SURNAMES and len(name) > 2  # noqa: PLR2004 - 欧阳 alone is Ou Yang
    return (name[:2], name[2:]) if compound else (name[:1], name[1:])


@lru_cache(maxsize=4096)
def readings(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """How surname and given name may be read, in small letters without marks: what is not among them is a mistake.

    A given name is whatever its bearer says: every dictionary reading of its characters counts (乐: le, yue).
    """
    surnames, *given = syllables(name)
    return surnames, frozenset(map("".join, product(*given)))


@lru_cache(maxsize=4096)
def syllables(name: str) -> tuple[frozenset[str], ...]:
    """How a surname, and each character of the given name, may be read and spelt; letters as in `readings`."""
    head, given = split_name(simplified(name))
    known = COMPOUND_SURNAMES.get(head) or SURNAME_READINGS.get(head)
    surnames = {known} if known else {bare_letters("".join(_in_passports(pinyin.of_name(head))))}
    surnames.update(OTHER_READINGS.get(head, ()))
    return tuple(
        frozenset(spelling for sound in sounds for spelling in _spellings(sound))
        for sounds in (surnames, *map(pinyin.readings, given[:3]))
    )


def _spellings(syllable: str) -> set[str]:
    """A syllable as papers spell it: lü is lyu in passports, lu on most keyboards, lv on some."""
    if "ü" in syllable:
        return {bare_letters(syllable), syllable.replace("ü", "yu"), syllable.replace("ü", "v")}
    if syllable in ("lyu", "nyu"):
        return {syllable, syllable.replace("yu", "u"), syllable.replace("yu", "v")}
    return {syllable}


@lru_cache(maxsize=4096)
def bare_letters(text: str) -> str:
    """Small letters without marks, hyphens and apostrophes: ``Xi'an`` and ``Xi-an`` are ``xian``, ``Lü`` is ``lu``."""
    plain = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in plain if "a" <= c <= "z")


def _in_passports(syllables: list[str]) -> list[str]:
    return [syllable.replace("ü", "yu") for syllable in syllables]


def _join(syllables: list[str]) -> str:
    """Join with an apostrophe before a syllable that begins with a vowel (Xi'an)."""
    first, *rest = syllables
    return first + "".join(f"'{s}" if s[0] in "aeo" else s for s in rest)


def slug(title: str, *, limit: int = 48) -> str:
    """Return a title as ``[a-z0-9-]``, Han characters in pinyin, cut at a word within `limit` characters."""
    words: list[str] = []
    for run in re.findall(r"[A-Za-z0-9]+|[^\sA-Za-z0-9]+", title):
        if run.isascii() and run.isalnum():
            words.append(run.lower())
            continue
        for start, end in han_runs(run):  # whole, since a character's reading depends on the word it stands in
            words.extend(re.sub(r"[^a-z]", "", syllable) for syllable in _in_passports(pinyin.of_text(run[start:end])))
    kept: list[str] = []
    for word in filter(None, words):
        if len("-".join([*kept, word])) > limit:
            break
        kept.append(word)
    return "-".join(kept)


def spelt(word: str, text: str) -> list[str]:
    """Return the parts of a Chinese text whose pinyin a Latin word is, in any reading; letters alone are compared."""
    wanted = re.sub("[^a-z]", "", word.lower())
    beginnings = {wanted[:size] for size in range(1, 7)}  # no syllable is longer: zhuang
    return [
        text[first:last]
        for start, end in (han_runs(text) if wanted else ())
        for first in range(start, end)
        if not beginnings.isdisjoint(_sounds(text[first]))
        for last in _ends(wanted, text[first : min(end, first + 6)], first)
    ]


def _ends(wanted: str, characters: str, at: int) -> Iterator[int]:
    """Yield where in a text the reading of characters is `wanted`, which begin `at` there."""
    rests = {wanted}
    for last, character in enumerate(characters, at + 1):
        rests = {rest[len(sound) :] for rest in rests for sound in _sounds(character) if rest.startswith(sound)}
        if not rests:
            return
        if "" in rests:
            yield last


@cache
def _sounds(character: str) -> frozenset[str]:
    """The readings of a character in plain letters."""
    plain = (re.sub("[^a-z]", "", reading) for reading in _in_passports([*pinyin.readings(character)]))
    return frozenset(filter(None, plain))


_WADE_INITIALS = (
    ("zh", "ch"), ("ch", "ch"), ("sh", "sh"), ("b", "p"), ("d", "t"), ("g", "k"), ("z", "ts"), ("c", "ts"), ("j", "ch"),
    ("q", "ch"), ("x", "hs"), ("r", "j"),
)  # fmt: skip
_WADE_FINALS = tuple(
    (re.compile(final), wade)
    for final, wade in (
        ("ong$", "ung"),
        ("ian$", "ien"),
        ("^yan$", "yen"),
        ("([iuy])e$", r"\1eh"),
        ("^(k|h)e$", r"\1o"),
        ("^(?!sh|[kh])(.*)uo$", r"\1o"),
        ("^(ch|sh|j)i$", r"\1ih"),
        ("^tsi$", "tzu"),
        ("^si$", "ssu"),
        ("^you$", "yu"),
        ("^yi$", "i"),
    )
)


@cache
def wade_giles(syllable: str) -> str:
    """Return a syllable of pinyin as Wade and Giles write it, without their marks: ``quan`` is ``chuan``."""
    initial, wade = next((pair for pair in _WADE_INITIALS if syllable.startswith(pair[0])), ("", ""))
    written = wade + syllable[len(initial) :]
    for pattern, final in _WADE_FINALS:
        if final != r"\1ih" or syllable[:1] not in ("j", "q"):  # zhi is chih, ji is chi
            written = pattern.sub(final, written)
    return written
