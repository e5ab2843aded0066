"""The words of an English text at all: what a reader of numbers or dates asks before it looks closely.

A reader knows words without one of which it can find nothing; most texts have none of them.
"""

import re
from functools import lru_cache

_LETTERS = re.compile("[a-z]+")
FIGURE = re.compile(r"\d")


@lru_cache(maxsize=8)  # several readers ask about one text, one after the other
def vocabulary(text: str) -> frozenset[str]:
    """Return the runs of ASCII letters in a text, in lower case; *o'clock* has two, *G20* one."""
    return frozenset(_LETTERS.findall(text.lower()))
