"""The lists and tables of a page: each has as many items, rows and cells as the record's."""

import re
from collections.abc import Iterator

from workflow.checks.report import Published, Report

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
