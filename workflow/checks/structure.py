"""Checks on structure: the tags of a unit, and the lists and tables of a page."""

from collections import Counter
from collections.abc import Iterator

from workflow.checks.base import Pair
from workflow.checks.report import Report, shorten
from workflow.constraints.base import CODE
from workflow.model import Severity
from workflow.text.inline import EMPTY, Code, Inline, compare


def tagged(pair: Pair) -> bool:
    """Whether a pair has inline tags, or markup that cannot be read."""
    return pair.coded or bool(pair.fault)


def tags(pair: Pair) -> Iterator[Report]:
    """Report malformed markup, and inline tags that were lost or invented."""
    if pair.fault:
        yield Report(f"{pair.where}: {pair.fault}", source=pair.unit.source, target=pair.recorded.target.text)
        return
    if pair.untranslated or not (pair.source and pair.target and pair.coded):
        return
    if pair.target.codes:
        yield from _invented(pair, pair.source, pair.target)
    for owed in pair.owed:
        if owed.check == CODE:
            around = f" around “{shorten(owed.source)}”" if owed.source.strip() else ""
            message = f"{pair.where} lost the tag {shorten(owed.owed, 80)}{around}; put it in the English"
            yield Report(message, source_span=(owed.start, owed.end) if owed.start < owed.end else None)


def _invented(pair: Pair, source: Inline, target: Inline) -> Iterator[Report]:
    extra = [code for code in compare(source, target).extra if code.tag != "a"]  # links are link.extra
    # English sets the titles that Chinese puts in 《》 in italics.
    titles = [code for code in extra if code.tag == "em"][: source.text.count("《")]
    for code in (code for code in extra if code not in titles):
        message = f"{pair.where} has {_tag(code)}, which the Chinese does not have; remove it"
        yield Report(message, severity=None if code.tag == "img" else Severity.WARNING, target_span=_spot(code))
    hollow = [code for code in target.codes if code.tag not in (*EMPTY, "a") and not target.text[code.start : code.end]]
    for code in hollow:
        message = f"{pair.where} has {_tag(code)} around no words; put it around those it belongs to"
        yield Report(message, severity=Severity.WARNING)


def _spot(code: Code) -> tuple[int, int] | None:
    return (code.start, code.end) if code.start < code.end else None


def _tag(code: Code) -> str:
    attributes = "".join(f' {name}="{shorten(value, 60)}"' for name, value in code.attributes)
    return f"<{code.tag}{attributes}>"


def nesting(pair: Pair) -> Iterator[Report]:
    """Report tags that stand inside others than in the Chinese: an emphasis that slipped out of its link."""
    if pair.source is None or pair.target is None or len(pair.source.codes) < 2 or pair.untranslated:  # noqa: PLR2004
        return
    theirs, ours = _parents(pair.source), _parents(pair.target)
    if Counter(code for code, _ in theirs) != Counter(code for code, _ in ours):
        return  # that one is missing is told by others
    strayed = Counter(theirs) - Counter(ours)
    if strayed:
        (code, parent), _ = strayed.most_common(1)[0]
        inside = f"inside <{parent[0]}>" if parent else "outside of other tags"
        yield Report(f"{pair.where} has <{code[0]}> elsewhere: in the Chinese it stands {inside}; nest it as there")


Key = tuple[str, str]


def _parents(inline: Inline) -> list[tuple[Key, Key | None]]:
    """Each code with the one around it; of two around the same words neither is inside the other."""
    found: list[tuple[Key, Key | None]] = []
    opened: list[Code] = []
    for code in inline.codes:
        while opened and code.start >= opened[-1].end:
            opened.pop()
        around = next((outer for outer in reversed(opened) if (outer.start, outer.end) != (code.start, code.end)), None)
        found.append((code.key, around.key if around else None))
        if code.start < code.end:
            opened.append(code)
    return found
