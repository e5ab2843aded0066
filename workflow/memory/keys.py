"""What texts of a memory are compared by, and the short pieces by which they are found."""

import re
from collections.abc import Iterator

from workflow.model import text_digest
from workflow.text.comparable import normal
from workflow.text.inline import MarkupError, parse, serialize

FIGURE = "0"
"""What every figure is in a key: texts that differ in figures alone have one key."""

_FIGURES = re.compile(r"[0-9]+(?:[.,:][0-9]+)*[十百千万亿兆]*")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def canonical(markup: str) -> str:
    """Return unit markup as it is compared with other: without white space around it, tags written in one way.

    Raises:
        MarkupError: it is not well-formed.
    """
    return serialize(parse(markup.strip()))


def folded(plain: str) -> str:
    """Return a plain text as phrases are looked for in it: width, quotation marks, case and spaces do not count."""
    return normal(plain)


def key_of(text: str) -> str:
    """Return the key of a folded text: it with every figure as one character, its scale (万, 亿) included."""
    return _FIGURES.sub(FIGURE, text)


def grams(key: str) -> set[str]:
    """Return the pairs of neighbouring characters of a key; a single character is a piece of its own."""
    return {key[at : at + 2] for at in range(len(key) - 1)} or {key}


def word_grams(text: str) -> set[str]:
    """Return the words of a folded English text, marked so that they are never pairs of characters."""
    return {f" {word}" for word in words(text)}


def words(text: str) -> Iterator[str]:
    """Yield the words of a text in their order, figures included."""
    return (found[0] for found in _WORD.finditer(text))


def neighbour(markup: str) -> str:
    """Return the digest by which an entry knows the text next to it, '' where that is broken."""
    try:
        return text_digest(canonical(markup))
    except MarkupError:
        return ""
