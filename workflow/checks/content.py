"""Checks on the texts of a unit: is it translated, whole, and does it keep the terms, links and tags of the Chinese.

What a Chinese text owes and whether the English pays it is decided in `workflow.constraints` alone; these checks word
the answer. XLIFF 2.1 words: unit, source, target.
"""

import re
from collections.abc import Iterator, Sequence

from workflow.checks.base import Pair
from workflow.checks.report import Report, quoted, shorten
from workflow.constraints.base import Constraint
from workflow.constraints.terms import NOTHING_OWED, Standing, put_otherwise
from workflow.model import Severity
from workflow.text.chars import han_runs, has_han
from workflow.text.inline import Inline

_OPENING, _CLOSING = "([{（［〔【", ")]}）］〕】"


def untranslated(pair: Pair) -> Iterator[Report]:
    """Report a unit whose target is empty, or is the Chinese itself."""
    if not pair.untranslated or not _says_something(pair):
        return
    chinese = shorten(_plain(pair.source, pair.unit.source))
    if pair.recorded.target.text.strip():
        problem = f"the English of {pair.where} is the Chinese text itself"
    else:
        problem = f"{pair.where} has no English"
    mend = f"draft it with `workflow translate {pair.article}` or write it" if pair.article else "translate it"
    yield Report(f"{problem}: “{chinese}”; {mend}")


def foreign(pair: Pair) -> bool:
    """Whether the English or a title in it may have Chinese characters."""
    return pair.target is not None and bool(pair.target.codes or not pair.target.text.isascii())


def han(pair: Pair) -> Iterator[Report]:
    """Report Chinese characters left in a target.

    Within brackets they may be a gloss for readers, which is milder; one that repeats words of the Chinese is only for
    the record.
    """
    if pair.untranslated or pair.target is None:
        return
    text, titles = pair.target.text, [code.get("title") for code in pair.target.codes]
    runs = han_runs(text)
    inside = _bracketed(text) if runs else bytearray()
    spoken_of = _spoken_of({text[start:end] for start, end in runs}, pair.chinese)
    for start, end in runs:
        if text[start:end] in spoken_of:
            inside[start:end] = b"\1" * (end - start)
    bare = [text[start:end] for start, end in runs if not inside[start]]
    bare += [title for title in titles if has_han(title)]
    glossed = [text[start:end] for start, end in runs if inside[start]]
    if bare:
        message = f"{pair.where} still has Chinese in its English: {quoted(bare)}; translate it"
        yield Report(message, target_span=_spot(runs, inside, bracketed=False))
    if glossed:
        message = f"{pair.where} has Chinese as a gloss: {quoted(glossed)}; keep it only where readers need it"
        cited = pair.source is not None and all(run in pair.source.text for run in glossed)
        severity = Severity.INFO if cited else Severity.WARNING
        yield Report(message, severity=severity, target_span=_spot(runs, inside, bracketed=True))


def _spoken_of(runs: set[str], chinese: str) -> set[str]:
    """Those of which the Chinese speaks as words: “和”字."""
    if "字" not in chinese and "词" not in chinese:
        return set()
    return {run for run in runs if re.search(rf"{run}”?(?:这个|这一|一|二|两个)?[字词]", chinese)}


def terms_differ(pair: Pair) -> bool:
    """Whether a term of a pair is not rendered as the glossary has it."""
    judged = pair.terms
    if judged is NOTHING_OWED:
        return False
    return bool(judged.beside) or not all(verdict.standing.meets for verdict in judged.verdicts)


def terms(pair: Pair) -> Iterator[Report]:
    """Report glossary terms of the source that the target does not render.

    Milder where it does, but less often, and only for the record where the entry is for a word of every text (加强) or
    an idiom, and where the words of the term stand there, put otherwise.
    """
    verdicts = pair.terms.verdicts
    said = {verdict.owed.key for verdict in verdicts if verdict.standing.meets}
    otherwise = put_otherwise(pair.terms, pair.chinese, pair.english)
    for at, verdict in enumerate(verdicts):
        if verdict.standing is not Standing.MISSING:
            continue
        owed, place = verdict.owed, otherwise.get(at)
        partly = owed.key in said
        mild = owed.general or place is not None
        yield Report(
            _lack(pair, owed, place, partly=partly),
            severity=Severity.INFO if mild else Severity.WARNING if partly else None,
            source_span=(owed.start, owed.end),
            target_span=place,
        )


def _lack(pair: Pair, owed: Constraint, place: tuple[int, int] | None, *, partly: bool) -> str:
    forms = [form for form in owed.forms if form != owed.owed]
    other = f" (or {quoted(forms, 2)})" if forms else ""
    term = f"{pair.where} has “{shorten(owed.source)}”"
    form = f"its English term “{shorten(owed.owed)}”{other}"
    if place and not partly:
        return f"{term} as “{shorten(pair.english[slice(*place)])}”, not as {form}; see whether it says the same"
    lack = "more often than" if partly else "without"
    mend = "see whether it is lacking" if partly or owed.general else "write the term"
    return f"{term} {lack} {form}; {mend} in “{shorten(_plain(pair.target, ''))}”"


def deprecated(pair: Pair) -> Iterator[Report]:
    """Report English forms that the glossary no longer accepts; milder where the accepted one stands there too."""
    judged = pair.terms
    for verdict in (*judged.verdicts, *judged.beside):
        if verdict.standing is Standing.DEPRECATED:
            written = _plain(pair.target, "")[verdict.start : verdict.end]
            yield Report(
                f"{pair.where} renders “{shorten(verdict.owed.source)}” as “{shorten(written)}”, which the glossary no "
                f"longer accepts; write “{shorten(verdict.owed.owed)}”",
                severity=Severity.WARNING if verdict in judged.beside else None,
                source_span=(verdict.owed.start, verdict.owed.end),
                target_span=(verdict.start, verdict.end),
            )


def _plain(inline: Inline | None, otherwise: str) -> str:
    return inline.text if inline else otherwise


def _says_something(pair: Pair) -> bool:
    return pair.source is None or bool(pair.source.text.strip())


def _spot(runs: Sequence[tuple[int, int]], inside: Sequence[int], *, bracketed: bool) -> tuple[int, int] | None:
    """The first of the runs that stands in brackets, or does not."""
    return next((run for run in runs if bool(inside[run[0]]) is bracketed), None)


def _bracketed(text: str) -> bytearray:
    """Return 1 for each character at which an opened bracket is still open, and is closed after it."""
    inside, depth = bytearray(len(text)), 0
    last = max(map(text.rfind, _CLOSING))
    for index, character in enumerate(text[:last] if last >= 0 else ""):
        inside[index] = depth > 0
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
    return inside
