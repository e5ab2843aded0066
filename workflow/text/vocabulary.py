"""The words of an English text, and names of months: what a reader of numbers or dates asks before it looks closely.

A reader knows words without one of which it can find nothing; most texts have none of them.
"""

import re
from functools import lru_cache

_LETTERS = re.compile("[a-z]+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PLAIN = re.compile("[a-z0-9]+")
FIGURE = re.compile(r"\d")

# Both readers know them: of dates, and of numbers, which leave those of dates alone.
MONTH_NAMES = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES, start=1) for name in names}


@lru_cache(maxsize=8)  # several readers ask about one text, one after the other
def vocabulary(text: str) -> frozenset[str]:
    """Return the runs of ASCII letters in a text, in lower case; *o'clock* has two, *G20* one."""
    plain = text.isascii() and "'" not in text and not FIGURE.search(text)
    return frozenset(lower_words(text) if plain else _LETTERS.findall(text.lower()))


@lru_cache(maxsize=8)
def lower_words(text: str) -> tuple[str, ...]:
    """Return the words and figures of a text in its order, in lower case; *o'clock* is one."""
    plain = text.isascii() and "'" not in text
    return tuple((_PLAIN if plain else _WORD).findall(text.lower()))
