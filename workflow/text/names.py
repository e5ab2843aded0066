"""Chinese personal names in Hanyu Pinyin by GB/T 28039-2011.

Surname first, a space, the given name joined, both capitalised, no tone marks; compound surnames joined. A romanised
name is a proposal: the glossary wins, and a person confirms it.
"""

import re
import unicodedata
from functools import lru_cache

from workflow.text.chars import han_runs, is_han
from workflow.text.comparable import simplified
from workflow.text.surnames import COMPOUND_SURNAMES, OTHER_READINGS, SURNAME_READINGS


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
    surname = COMPOUND_SURNAMES.get(head) or SURNAME_READINGS.get(head) or "".join(_syllables(head))
    return f"{surname.capitalize()} {_join(_syllables(given)).capitalize()}"


def split_name(name: str) -> tuple[str, str]:
    """Surname and given name: ``欧阳朔`` → ``欧阳``, ``朔``."""
    compound = name[:2] in COMPOUND_SURNAMES and len(name) > 2  # noqa: PLR2004 - 欧阳 alone is Ou Yang
    return (name[:2], name[2:]) if compound else (name[:1], name[1:])


@lru_cache(maxsize=4096)
def readings(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """How surname and given name may be read, in small letters without marks: what is not among them is a mistake.

    A given name is whatever its bearer says: every dictionary reading of its characters counts (乐: le, yue).
    """
    from pypinyin import Style, pinyin

    head, given = split_name(simplified(name))
    known = COMPOUND_SURNAMES.get(head) or SURNAME_READINGS.get(head)
    surnames = {known} if known else {bare_letters("".join(_syllables(head)))}
    surnames.update(OTHER_READINGS.get(head, ()))
    found = {""}
    for options in pinyin(given, style=Style.NORMAL, heteronym=True, v_to_u=True)[:3]:
        syllables = {spelling for option in options for spelling in _spellings(option)}
        found = {head_ + syllable for head_ in found for syllable in syllables}
    spelt = {spelling for surname in surnames for spelling in _spellings(surname)}
    return frozenset(spelt), frozenset(found)


def _spellings(syllable: str) -> set[str]:
    """A syllable as papers spell it: lü is lyu in passports, lu on most keyboards, lv on some."""
    if "ü" in syllable:
        return {bare_letters(syllable), syllable.replace("ü", "yu"), syllable.replace("ü", "v")}
    if syllable in ("lyu", "nyu"):
        return {syllable, syllable.replace("yu", "u"), syllable.replace("yu", "v")}
    return {syllable}


def bare_letters(text: str) -> str:
    """Small letters without marks, hyphens and apostrophes: ``Xi'an`` and ``Xi-an`` are ``xian``, ``Lü`` is ``lu``."""
    plain = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in plain if "a" <= c <= "z")


def _syllables(text: str) -> list[str]:
    from pypinyin import Style, lazy_pinyin

    found: list[str] = lazy_pinyin(text, style=Style.NORMAL, v_to_u=True)
    return [syllable.replace("ü", "yu") for syllable in found]


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
            words.extend(re.sub(r"[^a-z]", "", syllable) for syllable in _syllables(run[start:end]))
    kept: list[str] = []
    for word in filter(None, words):
        if len("-".join([*kept, word])) > limit:
            break
        kept.append(word)
    return "-".join(kept)


@lru_cache(maxsize=256)
def _sounds(text: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Where each Chinese run of a text starts, and its syllables in plain letters."""
    return tuple(
        (start, tuple(re.sub("[^a-z]", "", syllable) for syllable in _syllables(text[start:end])))
        for start, end in han_runs(text)
    )


def spelt(word: str, text: str) -> list[str]:
    """Return the parts of a Chinese text whose pinyin a Latin word is, letters alone compared (``Xi'an``: 西安)."""
    wanted = re.sub("[^a-z]", "", word.lower())
    found: list[str] = []
    for start, syllables in _sounds(text):
        for first in range(len(syllables)):
            joined = ""
            for last in range(first, min(len(syllables), first + 6)):
                joined += syllables[last]
                if joined == wanted and wanted:
                    found.append(text[start + first : start + last + 1])
                if len(joined) >= len(wanted):
                    break
    return found
