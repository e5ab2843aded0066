"""What changed between two texts, word by word (Chinese: character by character)."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

_TOKEN = re.compile(r"\s+|[A-Za-z0-9]+(?:[-'’.,][A-Za-z0-9]+)*|.", re.DOTALL)
_LIMIT = 4000
"""Tokens beyond which texts are compared line by line: difflib is quadratic."""


class Piece(NamedTuple):
    """A stretch that both texts have (``same``), or only the old (``gone``) or the new one (``new``)."""

    kind: Literal["same", "gone", "new"]
    text: str


def compare(old: str, new: str) -> Iterator[Piece]:
    """Yield the pieces of which the two texts are made, in order: without ``new`` they are the old text."""
    before, after = _tokens(old), _tokens(new)
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(before[a:b]))
            continue
        if a < b:
            yield Piece("gone", "".join(before[a:b]))
        if c < d:
            yield Piece("new", "".join(after[c:d]))


def _tokens(text: str) -> list[str]:
    tokens = _TOKEN.findall(text)
    return tokens if len(tokens) <= _LIMIT else text.splitlines(keepends=True)
