"""Deprecated forms replaced by preferred ones, where nothing but the words need change."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workflow.constraints import terms
from workflow.constraints.base import Constraint
from workflow.constraints.terms import Standing, Verdict
from workflow.glossary.termbase import Termbase
from workflow.text.inline import Inline

_ARTICLE = re.compile(r"\b([Aa]n?)(\s+[\"'“‘]?)$")
_SMALL = frozenset("a an and as at by for from in of on or the to with".split())
_SOUNDED_Y = ("eu", "uni", "use", "usa", "usu", "uti", "one", "once", "ubi")  # a university, a European, a one-off
_SILENT_H = ("hour", "honest", "honour", "honor", "heir")
_VOWEL_LETTERS = frozenset("AEFHILMNORSX")  # an SME, an NGO


@dataclass(frozen=True, slots=True)
class Refused:
    """A deprecated form that is left to a person, and why."""

    term: str
    form: str
    reason: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """A target with its deprecated forms replaced: (old words, new words) in its order, and what was left."""

    target: Inline
    words: tuple[tuple[str, str], ...]
    refused: tuple[Refused, ...]


def replaced(source: str, target: Inline, termbase: Termbase) -> Replaced:
    """Replace the deprecated forms of a unit's target by the preferred forms of their entries.

    A form is replaced only in the same slot (as it stands in the entry, or its plural), with its case, and an article
    before it is made right. It is left where an accepted form stands there too, where an inline tag begins or ends
    within it, and where the new text would not be judged better.

    Args:
        source: the unit's plain Chinese.
        target: its translation.
        termbase: the glossary.
    """
    owed = list(terms.find(source, termbase))
    judgement = terms.judge(owed, target.text)
    words: list[tuple[str, str]] = []
    refused = [_refuse(verdict, "an accepted form stands there too") for verdict in judgement.beside]
    wrong = [verdict for verdict in judgement.verdicts if verdict.standing is Standing.DEPRECATED]
    for verdict in sorted(wrong, key=lambda verdict: verdict.start, reverse=True):
        found = target.text[verdict.start : verdict.end]
        fitting = fitted(found, verdict.form, verdict.owed.owed)
        if not fitting:
            refused.append(_refuse(verdict, "its inflection has no sure counterpart"))
            continue
        changed = _put(target, verdict.start, verdict.end, fitting)
        if changed is None:
            refused.append(_refuse(verdict, "an inline tag begins or ends within it"))
        elif not _better(owed, target.text, changed.text):
            refused.append(_refuse(verdict, "the new text would not be right either"))
        else:
            target = changed
            words.insert(0, (found, fitting))
    return Replaced(target, tuple(words), tuple(refused))


def _refuse(verdict: Verdict, reason: str) -> Refused:
    return Refused(verdict.owed.key, verdict.form, reason)


def _better(owed: Sequence[Constraint], before: str, after: str) -> bool:
    """Whether fewer terms are rendered wrongly than before, and none that was right."""
    wrong = [
        Counter(v.owed.key for v in terms.judge(owed, text).verdicts if not v.standing.meets)
        for text in (before, after)
    ]
    return wrong[1] < wrong[0]


def fitted(found: str, form: str, preferred: str) -> str:
    """Return the preferred form as it would stand in the place of `found`, an occurrence of `form`; '' where unsure."""
    if found.casefold() == form.casefold():
        words = preferred
    elif found.casefold() in (_plural(form).casefold(), f"{form}s".casefold()):
        words = _plural(preferred)
    else:
        return ""
    if not words:
        return ""
    if found.isupper() and not form.isupper():
        return words.upper()
    parts = [part for part in found.split() if part.lower() not in _SMALL]
    if len(parts) > 1 and all(part[0].isupper() for part in parts) and not form[0].isupper():
        return " ".join(word if word in _SMALL and index else _upper(word) for index, word in enumerate(words.split()))
    return _upper(words) if found[0].isupper() and not form[0].isupper() else words


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _plural(form: str) -> str:
    """Return the regular plural of a noun phrase whose head comes last; '' where the head comes first."""
    if any(word in _SMALL for word in form.split()):
        return ""
    if re.search(r"(?:s|x|z|ch|sh)$", form):
        return f"{form}es"
    return f"{form[:-1]}ies" if re.search(r"[^aeiou]y$", form) else f"{form}s"


def _put(target: Inline, start: int, end: int, words: str) -> Inline | None:
    """Put words in the place ``start:end`` and an article before them right; None where a tag stands within."""
    inside = any(start < edge < end for code in target.codes for edge in (code.start, code.end))
    if inside or any(code.start == code.end and start < code.start < end for code in target.codes):
        return None
    article = _ARTICLE.search(target.text[:start])
    if article:
        wanted = article[1][0] + ("n" if _vowel(words) else "")
        target = _spliced(target, article.start(1), article.end(1), wanted)
        moved = len(wanted) - len(article[1])
        start, end = start + moved, end + moved
    return _spliced(target, start, end, words)


def _spliced(target: Inline, start: int, end: int, words: str) -> Inline:
    shift = len(words) - (end - start)

    def moved(edge: int) -> int:
        return edge + shift if edge >= end else edge

    text = target.text[:start] + words + target.text[end:]
    codes = tuple(replace(code, start=moved(code.start), end=moved(code.end)) for code in target.codes)
    return Inline(text, codes)


def _vowel(words: str) -> bool:
    """Whether a word begins with the sound of a vowel."""
    first = re.split(r"[\s-]", words, maxsplit=1)[0]
    if first.isupper() and len(first) > 1:
        return first[0] in _VOWEL_LETTERS
    low = first.lower()
    return low.startswith(_SILENT_H) or (low[:1] in tuple("aeiou") and not low.startswith(_SOUNDED_Y))
