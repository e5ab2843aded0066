"""Readings of Chinese characters, from pypinyin.

Its 47,000 phrases take 44 MB and 0.2 s to load. A person's name is read character by character and needs none of them;
they come in when running text is spelt for the first time.
"""

import os
from functools import cache

# The reading that names have, where the dictionary begins with another (永长, 李晟).
_IN_NAMES = {"长": "chang", "晟": "sheng", "朴": "pu", "靓": "liang", "琢": "zhuo"}


def of_name(text: str) -> list[str]:
    """Return the syllables of a person's name, one a character, with ü."""
    return [_IN_NAMES.get(character) or readings(character)[0] for character in text]


@cache
def readings(character: str) -> tuple[str, ...]:
    """Return every reading of a character that a dictionary has, the commonest first, without tones and with ü."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # asked for by pypinyin when it is first imported
    from pypinyin import Style, pinyin

    found: list[str] = pinyin([character], style=Style.NORMAL, heteronym=True, v_to_u=True)[0]
    return tuple(found)


def of_text(text: str) -> list[str]:
    """Return the syllables of running text, with ü; a character's reading depends on the word it stands in (重庆)."""
    from pypinyin import Style, lazy_pinyin

    _know_phrases()
    found: list[str] = lazy_pinyin(text, style=Style.NORMAL, v_to_u=True)
    return found


@cache
def _know_phrases() -> None:
    from pypinyin import load_phrases_dict
    from pypinyin.constants import PHRASES_DICT
    from pypinyin.phrases_dict import phrases_dict

    if not PHRASES_DICT:
        load_phrases_dict(phrases_dict)
