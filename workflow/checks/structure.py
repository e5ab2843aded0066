"""Checks on structure: the tags of a unit, and the lists and tables of a page."""

import re
from collections import Counter
from collections.abc import Iterator

from workflow.checks.base import Pair, Published, Report, shorten
from workflow.constraints.base import CODE
from workflow.model import Severity
from workflow.text.inline import EMPTY, Code, Inline, compare


def tags(pair: Pair) -> Iterator[Report]:
    """Report malformed markup, and inline tags that were lost or invented."""
    if pair.fault:
        yield Report(f"{pair.where}: {pair.fault}", source=pair.unit.source, target=pair.recorded.target.text)
        return
    if pair.untranslated or not (pair.source and pair.target):
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


_SHAPES = re.compile(r"<(/?)(ul|ol|table|li|tr|td|th)\b", re.IGNORECASE)


def shape(subject: Published) -> Iterator[Report]:
    """Report lists and tables of the page that have another number of items, rows or cells than the record's."""
    expected, found = shapes(subject.expected.body), shapes(subject.page.body)
    if not (subject.expected.body and subject.page.body) or expected == found:
        return
    if len(expected) != len(found):
        yield Report(f"the page has {_counted(found)}, the record {_counted(expected)}; mend the body")
        return
    for number, (owed, read) in enumerate(zip(expected, found, strict=True), start=1):
        if owed != read:
            message = f"list or table {number} of the page is a {_shown(read)}, in the record a {_shown(owed)}"
            yield Report(f"{message}; mend the body")
            return


Shape = tuple[str, tuple[int, ...]]


def shapes(body: str) -> list[Shape]:
    """Return the lists and tables of a body in order: a list with its number of items, a table with cells by row."""
    done: list[tuple[str, list[int]]] = []
    opened: list[tuple[str, list[int]]] = []
    for match in _SHAPES.finditer(body):
        name = match[2].lower()
        if name in ("ul", "ol", "table"):
            if match[1]:
                del opened[-1:]
            else:
                opened.append((name, [] if name == "table" else [0]))
                done.append(opened[-1])
        elif opened and not match[1]:
            kind, counts = opened[-1]
            if name == "tr" and kind == "table":
                counts.append(0)
            elif counts and (name in ("td", "th")) == (kind == "table"):
                counts[-1] += 1
    return [(name, tuple(counts)) for name, counts in done]


def _counted(found: list[Shape]) -> str:
    tables = sum(name == "table" for name, _ in found)
    return f"{len(found) - tables} lists and {tables} tables"


def _shown(shape: Shape) -> str:
    name, counts = shape
    if name == "table":
        return f"table of {len(counts)} rows with {' + '.join(map(str, counts))} cells"
    return f"list of {counts[0]} items"
