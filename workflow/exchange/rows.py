"""Rows of a table in a text file: CSV as spreadsheets write it (RFC 4180, or with semicolons), and lines with tabs."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from workflow.errors import InputError

_DELIMITERS = ("\t", ",", ";")
_SAMPLE = 50  # rows looked at to tell the delimiter
_LONGEST = 2**31 - 1  # characters in a cell: the csv module's own limit is 131,072, less than an article


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, without the space around them, and the line on which it begins, from 1."""

    line: int
    cells: tuple[str, ...]


def rows(text: str, name: str) -> tuple[Row, ...]:
    """Return the rows of a table that are not blank.

    The delimiter is told from the first rows. Lines with tabs are one row each, because files with one sentence a line
    hold quotation marks as they come; in CSV they enclose cells, which may then run over several lines.

    Raises:
        InputError: quotation marks of a CSV file do not fit.
    """
    delimiter = _delimiter(text)
    found = _tabbed(text) if delimiter == "\t" else _quoted(text, delimiter, name)
    return tuple(row for row in found if any(row.cells))


def _tabbed(text: str) -> Iterator[Row]:
    for number, line in enumerate(io.StringIO(text), start=1):
        yield Row(number, tuple(_unquoted(cell.strip()) for cell in line.split("\t")))


def _unquoted(cell: str) -> str:
    """Undo what a spreadsheet does to a cell with quotation marks in it: it doubles them and encloses the cell."""
    inside = cell[1:-1]
    if len(cell) > 1 and cell[0] == cell[-1] == '"' and '""' in inside and '"' not in inside.replace('""', ""):
        return inside.replace('""', '"')
    return cell


def _quoted(text: str, delimiter: str, name: str) -> Iterator[Row]:
    csv.field_size_limit(_LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield Row(line, tuple(cell.strip() for cell in cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            f"is not valid CSV ({error})",
            place=f"{name}:{line}",
            mend="enclose a cell that holds quotation marks in quotation marks, and double those inside",
        ) from error


def _delimiter(text: str) -> str:
    """The character that splits most of the first rows into the same number of cells, at least two."""

    def agreeing(delimiter: str) -> int:
        widths = Counter(width for width in _widths(text, delimiter) if width > 1)
        return max(widths.values(), default=0)

    return max(_DELIMITERS, key=agreeing)


def _widths(text: str, delimiter: str) -> Iterator[int]:
    if delimiter == "\t":
        lines = (line for line in io.StringIO(text) if line.strip())
        yield from (line.count("\t") + 1 for line in islice(lines, _SAMPLE))
        return
    csv.field_size_limit(_LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    yield from (len(cells) for cells in islice((cells for cells in reader if cells), _SAMPLE))
