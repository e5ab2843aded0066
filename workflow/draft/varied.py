"""Terms that a draft renders, though not as their entries have them: *historical meaning* for *historic meaning*.

A careful reader takes them, and so does the check. A draft is asked for the entry's form all the same, rung by rung,
but one that reads worse for it (*the capitalism country*) is not taken.
"""

import re
from collections.abc import Sequence

from workflow.constraints import terms
from workflow.constraints.base import TERM
from workflow.constraints.terms import Standing, Verdict
from workflow.draft.fitting import fitted, replaced
from workflow.draft.plan import Cell
from workflow.draft.repair import Likely, governed, related
from workflow.draft.verbs import gerund, is_verb
from workflow.text.english import form_words, keys
from workflow.text.term.derivation import kin
from workflow.text.term.loose import BE, SMALL

_OF = frozenset({"of", "the", "a", "an"})
# A word that may be a verb, or an adverb, leaves no room for a noun.
_NO_NOUN = re.compile(r"(?:ed|ing|i[sz]e|i[sz]es|ify|ifies|ly)$")
# Where the noun of a verb, with *of* behind it, may as well be the verb in *-ing*.
_DEEDS_PLACE = re.compile(
    r"(?:(?P<kept>^|(?:\band|\b(?:of|in|for|by|to|through|with|towards?|on|,))\s+)(?:the\s+)?|\bthe\s+)$", re.IGNORECASE
)
_DEED = re.compile(r"(?:[ts]ion|ment|ance|ence|ing|ure|al|th)$")


def varied(cell: Cell, text: str) -> tuple[Verdict, ...]:
    """Return the terms of a cell that a draft renders in forms of its own."""
    owed = [constraint for constraint in cell.owing if constraint.check == TERM]
    return tuple(verdict for verdict in terms.judge(owed, text).verdicts if verdict.standing is Standing.VARIED)


def exactly(verdict: Verdict, text: str) -> str | None:
    """Return a draft with an entry's form in place of one that differs before its last word only; None for others.

    *By the realization of a plan* becomes *by realizing a plan*.

    The draft may be another by now than the one that the verdict is on.
    """
    form, before = _fitting(verdict, text)
    said = _words(text[verdict.start : verdict.end])
    place = _DEEDS_PLACE.search(before)
    if " " not in form and is_verb(form) and place and text.startswith(" of ", verdict.end):
        return fitted(before[: place.start()] + (place["kept"] or ""), gerund(form)) + text[verdict.end + 3 :]
    if len(said) < 2 or _words(form)[-1:] != said[-1:]:  # noqa: PLR2004
        return None
    span = len(before), len(before) + verdict.end - verdict.start
    return replaced(before + text[verdict.start :], span, form, inflect=verdict.owed.rule.inflect)


def resumed(verdict: Verdict, text: str) -> str | None:
    """Return a beginning that has an entry's form where a draft has a noun or an adjective like it; None elsewhere."""
    form, before = _fitting(verdict, text)
    if not form or _NO_NOUN.search(text[: verdict.end]) or _NO_NOUN.search(form):
        return None
    return fitted(before, form, inflect=verdict.owed.rule.inflect)


def stumbles(verdicts: Sequence[Verdict], old: str, begin: str, new: str) -> bool:
    """Whether a noun stands before the noun that its adjective stood before: *the capitalism country*.

    Args:
        verdicts: of the old draft.
        old: the draft that was gone on from.
        begin: where it was gone on from, the form at its end.
        new: what came of it.
    """
    ends = [verdict.end for verdict in verdicts if resumed(verdict, old) == begin]
    return any((said := _next_word(old, end)) and said == _next_word(new, len(begin)) for end in ends)


def _next_word(text: str, at: int) -> str:
    """The word that follows within the phrase, '' where none does."""
    found = re.match(r"[ -]([A-Za-z]+)", text[at:])
    return found[1] if found and found[1] not in SMALL | BE else ""


def _fitting(verdict: Verdict, text: str) -> tuple[str, str]:
    """The entry's form that a rendering is like, and the text before it ready for the form; '' where there is none."""
    said = _words(text[verdict.start : verdict.end])
    form = next((form for form in verdict.owed.forms if _alike(_words(form), said)), "")
    if not form:
        return "", ""
    deed = _is_deed(_words(form)[0], said[0])
    before = governed(text[: verdict.start], Likely(verdict.start, verdict.end, 0.0, same=not deed), form)
    return ("", "") if deed and len(before) == verdict.start else (form, before)


def _is_deed(form: str, said: str) -> bool:
    """Whether a form begins with a verb's noun where the draft may have the verb: *growth* and *grow*."""
    return keys(form).isdisjoint(keys(said)) and bool(_DEED.search(form)) and not _DEED.search(said)


def _words(text: str) -> list[str]:
    return [word for word in form_words(text).lower if word not in _OF]


def _alike(form: list[str], said: list[str]) -> bool:
    """Whether two phrases have words of the same families in the same order."""
    pairs = zip(form, said, strict=False)
    return len(form) == len(said) > 0 and all(
        related(one, other) or not kin(one).isdisjoint(kin(other)) for one, other in pairs
    )
