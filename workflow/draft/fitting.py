"""Putting an owed form into an English sentence: one article, the right one; a plural, a noun where one is wanted."""

import re

from workflow.draft.tidy import capitalised
from workflow.draft.verbs import in_place, is_verb
from workflow.text.english import keys

_ARTICLE = re.compile(r"\b(a|an|the)\s+$", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:^|[.!?]\s)[\s\"'‘’“”(\[]*$")
# What a plural follows: a number other than one, or a word for several.
_SEVERAL = re.compile(
    r"(?:\b(?:these|those|many|several|various|numerous|few|both|two|three|four|five|six|seven|eight|nine|ten|dozens of"
    r"|hundreds of|thousands of|million|billion|trillion)|(?<![\d.,])(?!1 )\d[\d,.]*)\s$",
    re.IGNORECASE,
)
_SOUNDS_OPEN = re.compile(r"[aeio]|u(?!ni|se|ti)|hour|honest|[FHLMNRSX](?=[A-Z.-]|$)")
_SOUNDS_SHUT = re.compile(r"(?i:one\b|once\b|eu|uni|us[aeu])|U[A-Z]")
_IRREGULAR = {"country": "countries", "child": "children"}
# How exactly a number is meant.
_BOUNDS = (
    r"(?:nearly|almost|about|around|over|more than|above|less than|fewer than|under|below|at least|approximately"
    r"|roughly|close to|some) "
)
_BOUND = re.compile(_BOUNDS)
_BOUND_BEFORE = re.compile(rf"\b{_BOUNDS}$", re.IGNORECASE)
_EXCEEDS = re.compile(r"\b(?:exceed|surpass|top|pass)(?:s|es|ed|ped|ing|ping)? $", re.IGNORECASE)
_BEHIND_HEAD = re.compile(r" (?:of|with|for|in|on|to|at|from|between|under) ")
# Endings of plurals, and of words that mostly have none.
_NO_PLURAL = tuple("s ment ness ity ism ing tion ance ence ship ency acy power heritage education".split())


def fitted(before: str, english: str, *, inflect: bool = True) -> str:
    """Append an owed form to the text before it: one article, *a* or *an*, a space, the capital of a sentence.

    A verb in the place of a noun gets the ending that makes it one.
    """
    if inflect:
        before, english = in_place(before, english)
    if article := _ARTICLE.search(before):
        if english.lower().startswith(("the ", "a ", "an ")):
            before = before[: article.start()]
        elif article[1].lower() != "the":
            wanted = indefinite(english)
            before = before[: article.start()] + (wanted.capitalize() if article[1][0] == "A" else wanted) + " "
    if _SENTENCE_START.search(before):
        english = capitalised(english)
    space = " " if before and (before[-1].isalnum() or before[-1] in ",;:.!?)%，。；：、！？") else ""
    return before + space + english


def indefinite(english: str) -> str:
    """The indefinite article before a phrase, by how its first letter sounds."""
    return "an" if _SOUNDS_OPEN.match(english) and not _SOUNDS_SHUT.match(english) else "a"


def replaced(text: str, span: tuple[int, int], english: str, *, inflect: bool = True) -> str:
    """Replace a span of an English text by an owed form, and make articles and number agree with it.

    The form is put into the plural when what it replaces was one, or when a number stands before it.
    """
    start, end = span
    before, was, after = text[:start], text[start:end], text[end:]
    if bound := _BOUND.match(english):
        if _EXCEEDS.search(before):
            english = english[bound.end() :]
        before = _BOUND_BEFORE.sub("", before)
    if inflect and (plural(was) or _SEVERAL.search(before)):
        english = pluralised(english)
    joined = fitted(before, english, inflect=inflect)
    if english.lower().startswith("the ") and re.search(r"\bthe\s*$", before, re.IGNORECASE):
        joined = joined.rstrip()
    return joined + after


def pluralised(english: str) -> str:
    """The plural of a phrase by the last word before a preposition; one that has none, or is one already, stays."""
    if is_verb(english):
        return english
    if behind := _BEHIND_HEAD.search(english):
        return pluralised(english[: behind.start()]) + english[behind.start() :]
    head, _, last = english.rpartition(" ")
    if not last.islower() or last.endswith(_NO_PLURAL):
        return english
    if last in _IRREGULAR:
        last = _IRREGULAR[last]
    elif re.search("[^aeiou]y$", last):
        last = f"{last[:-1]}ies"
    elif last.endswith(("ch", "sh", "x", "z")):
        last = f"{last}es"
    else:
        last = f"{last}s"
    return f"{head} {last}".strip()


def plural(was: str) -> bool:
    """Whether a phrase ends with a plural, as far as its ending tells."""
    last = was.rstrip(" .,;:!?\"'”’)").rpartition(" ")[2].lower()
    return last.endswith("s") and not last.endswith(("ss", "us", "is")) and bool(keys(last) - {last})
