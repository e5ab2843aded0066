"""Putting something else in the place of spans: placeholders that a model copies, or the owed English itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from workflow.draft.fitting import fitted
from workflow.draft.tidy import tidy

# Shapes that sequence-to-sequence models tend to copy, best first. `{n}` is a number. None has an underscore: the
# tokenizers of Argos packages turn it into a space.
FORMS = ("X{n}", "[{n}]", "Z{n}Q", "T{n}", "#{n}", "⟦{n}⟧")


@dataclass(frozen=True, slots=True)
class Swap:
    """A span of a Chinese text and the English it owes."""

    start: int
    end: int
    english: str


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with placeholders: `owed` maps each placeholder's number to the English that replaces it."""

    text: str
    form: str
    owed: dict[int, str]


def mask(text: str, swaps: Sequence[Swap], form: str) -> Masked:
    """Replace spans by placeholders of a form, numbered from 1, past any number the text itself seems to use."""
    number = max((int(found["n"]) for found in _finder(form).finditer(text)), default=0)
    owed: dict[int, str] = {}
    masked = ""
    at = 0
    for swap in swaps:
        number += 1
        owed[number] = swap.english
        masked = _apart(masked, text[at : swap.start])
        masked = _apart(masked, form.format(n=number))
        at = swap.end
    return Masked(_apart(masked, text[at:]), form, owed)


def _apart(before: str, after: str) -> str:
    """Join, with a space where a placeholder would run into a Latin word or a figure."""
    touching = _LATIN_END.search(before) and _LATIN_START.match(after)
    return f"{before} {after}" if touching else before + after


_LATIN_END = re.compile("[0-9A-Za-z]$")
_LATIN_START = re.compile("[0-9A-Za-z]")


def unmask(masked: Masked, draft: str) -> tuple[str, bool]:
    """Put the owed English in the place of the placeholders.

    Returns:
        The English text, and whether every placeholder came back exactly once. A placeholder that came back twice is
        replaced twice, one that was never sent is removed: none is ever left.
    """
    first = min(masked.owed, default=1)
    draft = _glued(masked.form).sub(" ", draft)
    seen: list[int] = []
    text, at = "", 0
    for found in _finder(masked.form).finditer(draft):
        text += draft[at : found.start()]
        at = found.end()
        number = int(found["n"])
        if number >= first:
            seen.append(number)
        if number in masked.owed:
            text = fitted(text, masked.owed[number])
            text += " " if draft[at : at + 1].isalnum() else ""
        elif number < first:
            text += found[0]
    return tidy(text + draft[at:]), sorted(seen) == sorted(masked.owed)


@lru_cache(maxsize=16)
def _glued(form: str) -> re.Pattern[str]:
    """Where a model glued a placeholder that begins with a letter to the word before it."""
    head = form.partition("{n}")[0]
    return re.compile(rf"(?<=[A-Za-z0-9])(?={re.escape(head)}[0-9])" if head[:1].isalnum() else r"(?!)")


@lru_cache(maxsize=16)
def _finder(form: str) -> re.Pattern[str]:
    """Recognise a placeholder however a model spaced it or wrote its letters; a plural *s* goes with it."""
    before, after = form.split("{n}")
    head = r"\s*".join(re.escape(ch) for ch in before)
    tail = r"\s*".join(re.escape(ch) for ch in after)
    start = "(?<![A-Za-z0-9])" if before[:1].isalnum() else ""
    stop = "" if after else "(?![0-9])"
    return re.compile(rf"{start}{head}\s*(?P<n>[0-9]{{1,4}})\s*{tail}{stop}(?:s\b)?", re.IGNORECASE)


def write_in(text: str, swaps: Sequence[Swap]) -> str:
    """Write the owed English into the Chinese text in the spans' places."""
    pieces: list[str] = []
    at = 0
    for swap in swaps:
        pieces += (text[at : swap.start], f" {swap.english} ")
        at = swap.end
    written = "".join([*pieces, text[at:]])
    return re.sub(r" +", " ", re.sub(r"(?<=[“‘「《（]) | (?=[”’」》），。；：、！？])", "", written)).strip()
