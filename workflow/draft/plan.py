"""A unit taken apart for drafting, and put together again.

A unit becomes *cells*: the stretches of plain text that are drafted, verified and repaired on their own. A cell knows
what the spans inside it owe (terms, quantities, …), and its inline codes. Equal cells are drafted once. Line breaks of
the unit are borders of cells, so that they come back exactly where they were.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from workflow.constraints.base import DATE, NUMBER, Constraint, Context
from workflow.constraints.codes import of_code
from workflow.constraints.unit import find
from workflow.draft.tidy import enumerator
from workflow.model import Bound
from workflow.text.chars import has_han
from workflow.text.codes import Code, Inline, insert
from workflow.text.segment import sentences

Span = tuple[int, int]
Cutter = Callable[[str], list[Span]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of Chinese with what it owes. Offsets of `owing` and `marks` are those of `text`.

    `owing` are the constraints that have an English of their own, whatever their family; `marks` the inline codes with
    text, clipped to the cell, in document order.
    """

    text: str
    owing: tuple[Constraint, ...] = ()
    marks: tuple[Code, ...] = ()
    context: Context = field(default_factory=Context, compare=False, repr=False)

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """What its spans and its marks owe."""
        return (*self.owing, *(of_code(mark, self.text) for mark in self.marks))

    def owed(self) -> tuple[tuple[str, str], ...]:
        """(source form, owed form) of the spans that an engine has to be told, each once."""
        return tuple(dict.fromkeys((span.source, span.owed) for span in self.owing if telling(span)))


_SCALES = re.compile("[十百千万亿兆成折倍番分]")


def telling(span: Constraint) -> bool:
    """Whether an engine has to be told the English of a span: not of figures that it only has to copy (120, 2023年).

    How exactly a number is meant (300多) is more than its figures, and small models drop it.
    """
    if span.check not in (NUMBER, DATE):
        return bool(span.owed)
    figures = ["".join(filter(str.isdigit, text)) for text in (span.source, span.owed)]
    bound = span.quantity is not None and span.quantity.bound is not Bound.EXACT
    return bool(span.owed) and (figures[0] != figures[1] or bound or bool(_SCALES.search(span.source)))


@dataclass(frozen=True, slots=True)
class Placed:
    """The English of a cell: its text, and spans by index of its marks (those that could be placed)."""

    text: str
    spans: Mapping[int, Span]


@dataclass(frozen=True, slots=True)
class Part:
    """A cell's place in its unit: where it starts, which line it is on, the unit's code behind each of its marks."""

    cell: Cell
    start: int
    line: int
    codes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A source unit and its parts in order. `pieces` are cells for the contents of marks, needed to place them."""

    source: Inline
    context: Context
    constraints: tuple[Constraint, ...]
    parts: tuple[Part, ...]
    pieces: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Assembled:
    """A unit's draft. `lost` are the constraints of codes that had to be appended because they had no place."""

    inline: Inline
    lost: tuple[Constraint, ...] = ()


def plan(source: Inline, context: Context, cut: Cutter | None = None) -> Plan:
    """Take a unit apart.

    Args:
        source: the unit.
        context: what decides, besides the text, what the unit owes.
        cut: how a line is cut into cells; None leaves it whole. A cut inside a span is not made.
    """
    constraints = find(source, context)
    owing = [constraint for constraint in constraints if constraint.is_span]
    parts: list[Part] = []
    for number, (start, end) in enumerate(_lines(source)):
        line = source.text[start:end]
        spans = [
            (first + start, last + start)
            for span in (cut(line) if cut else [(0, len(line))])
            for first, last in _unlabelled(source, start, span)
        ]
        for first, last in _joined(spans, owing):
            if part := _part(source, context, owing, (first, last), number):
                parts.append(part)
    pieces = {
        content: Cell(content, _within(owing, mark_start, mark_start + len(content)), context=context)
        for part in parts
        for content, mark_start in _contents(part)
    }
    return Plan(source, context, constraints, tuple(parts), pieces)


def whole(cell: Cell, mark: Code) -> bool:
    """Whether a mark holds every word of its cell, a heading's number aside; it then needs no place of its own."""
    outside = cell.text[enumerator(cell.text)[0] : mark.start] + cell.text[mark.end :]
    return not any(ch.isalnum() for ch in outside)


def by_sentence(line: str) -> list[Span]:
    """Cut a line of Chinese into sentences."""
    return sentences(line, "zh")


def _lines(source: Inline) -> Iterator[Span]:
    borders = sorted({code.start for code in source.codes if code.tag == "br"})
    yield from pairwise([0, *borders, len(source.text)])


def _unlabelled(source: Inline, offset: int, span: Span) -> Iterator[Span]:
    """Cut ``相关链接：`` from what follows where a code ends or begins at the colon: both then have a certain place."""
    start, end = offset + span[0], offset + span[1]
    label = _LABEL.match(source.text, start, end)
    if label and any(_borders(code, label.end(), source.text[start:end], start) for code in source.codes):
        yield span[0], label.end() - offset
        yield label.end() - offset, span[1]
    else:
        yield span


def _borders(code: Code, at: int, text: str, start: int) -> bool:
    """Whether a code holds exactly the label that ends at an offset, or all that comes behind it."""
    if code.start == code.end:
        return False
    if code.start <= start and code.end in (at - 1, at):
        return True
    return code.start == at and not any(ch.isalnum() for ch in text[code.end - start :])


# A short label with its colon, after a heading's number if there is one.
_LABEL = re.compile(r"[^：，。！？；“”\s]{1,12}：")


def _joined(spans: Sequence[Span], owing: Sequence[Constraint]) -> list[Span]:
    """Undo cuts inside something owed."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and any(owed.start < start < owed.end for owed in owing):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _part(source: Inline, context: Context, owing: Sequence[Constraint], span: Span, line: int) -> Part | None:
    text = source.text[span[0] : span[1]]
    start = span[0] + len(text) - len(text.lstrip())
    text = text.strip()
    if not text:
        return None
    end = start + len(text)
    marks: list[Code] = []
    codes: list[int] = []
    for index, code in enumerate(source.codes):
        first, last = max(code.start, start), min(code.end, end)
        if first < last and source.text[first:last].strip():
            marks.append(replace(code, start=first - start, end=last - start))
            codes.append(index)
    return Part(Cell(text, _within(owing, start, end), tuple(marks), context), start, line, tuple(codes))


def _within(owing: Sequence[Constraint], start: int, end: int) -> tuple[Constraint, ...]:
    return tuple(owed.moved(-start) for owed in owing if start <= owed.start and owed.end <= end)


def _contents(part: Part) -> Iterator[tuple[str, int]]:
    """Chinese contents of the marks that need an English of their own, with their offsets in the unit."""
    for mark in part.cell.marks:
        if not whole(part.cell, mark):
            text = part.cell.text[mark.start : mark.end]
            yield text.strip(), part.start + mark.start + len(text) - len(text.lstrip())


def assemble(taken: Plan, drafts: Sequence[Placed], english: Mapping[str, str]) -> Assembled:
    """Put a unit together from the drafts of its parts, one each in order.

    Args:
        taken: the unit taken apart.
        drafts: English of each part.
        english: English of the pieces, for links that found no place.
    """
    text, starts, breaks = _concatenated(taken.parts, drafts)
    spans: dict[int, Span] = {}
    for part, draft, start in zip(taken.parts, drafts, starts, strict=True):
        for mark, index in enumerate(part.codes):
            if mark in draft.spans:
                first, last = (start + edge for edge in draft.spans[mark])
                spans[index] = (min(first, spans[index][0]), last) if index in spans else (first, last)
    text, lost = _append_lost(taken, text, spans, english)
    codes = taken.source.codes
    inline = insert(text, [(codes[index], *spans[index]) for index in sorted(spans)])
    points = _points(taken, drafts, starts, breaks, len(text))
    return Assembled(_with_points(inline, points), lost)


def _concatenated(parts: Sequence[Part], drafts: Sequence[Placed]) -> tuple[str, list[int], list[int]]:
    """Text of the unit, where each part's draft starts in it, and where each line after the first starts."""
    text = ""
    starts: list[int] = []
    line = 0
    breaks: list[int] = []
    for part, draft in zip(parts, drafts, strict=True):
        breaks += [len(text)] * (part.line - line)
        line = part.line
        if text and draft.text:
            text += " "
        starts.append(len(text))
        text += draft.text
    return text, starts, breaks


def _append_lost(
    taken: Plan, text: str, spans: dict[int, Span], english: Mapping[str, str]
) -> tuple[str, tuple[Constraint, ...]]:
    """Append what must not vanish and has no place, before the final punctuation; enter the spans.

    A link goes into parentheses, a note's mark (a superscript without Chinese) stands bare.
    """
    lost: list[Constraint] = []
    for index, code in enumerate(taken.source.codes):
        content = taken.source.text[code.start : code.end].strip()
        note = code.tag == "sup" and not has_han(content)
        if index in spans or not content or not (note or code.tag == "a"):
            continue
        label = content if note else english.get(content) or code.get("href")
        body = text.rstrip(".!?。！？ ")
        before, after = ("", "") if note else (" (" if body else "(", ")")
        start = len(body) + len(before)
        spans[index] = (start, start + len(label))
        text = f"{body}{before}{label}{after}{text[len(body) :]}"
        lost.append(of_code(code, taken.source.text))
    return text, tuple(lost)


def _points(
    taken: Plan, drafts: Sequence[Placed], starts: Sequence[int], breaks: Sequence[int], length: int
) -> list[tuple[int, list[Code]]]:
    """Places of the codes without text, those of one place together."""
    clusters: dict[int, list[Code]] = {}
    for code in taken.source.codes:
        if not taken.source.text[code.start : code.end].strip():
            clusters.setdefault(code.start, []).append(code)
    points: list[tuple[int, list[Code]]] = []
    line_starts = iter(breaks)
    for at, codes in sorted(clusters.items()):
        if any(code.tag == "br" for code in codes):
            points.append((next(line_starts, length), codes))
        else:
            points.append((_moved(at, taken.parts, drafts, starts, length), codes))
    return points


def _moved(at: int, parts: Sequence[Part], drafts: Sequence[Placed], starts: Sequence[int], length: int) -> int:
    """Place in the draft of an offset in the source: borders stay borders, else a space at the same ratio."""
    for part, draft, start in zip(parts, drafts, starts, strict=True):
        if at <= part.start:
            return start
        inside = at - part.start
        if inside < len(part.cell.text):
            near = len(draft.text) * inside // len(part.cell.text)
            space = draft.text.find(" ", near)
            return start + (space if space >= 0 else len(draft.text))
    return length


def _with_points(inline: Inline, points: Sequence[tuple[int, list[Code]]]) -> Inline:
    """Add codes without text. None may end up inside a link when it is or holds a link itself."""
    codes = list(inline.codes)
    for at, cluster in points:
        place = at
        if any(code.tag == "a" for code in cluster):
            place = next((code.end for code in codes if code.tag == "a" and code.start < at < code.end), at)
        top = min(code.depth for code in cluster)
        moved = [replace(code, start=place, end=place, depth=code.depth - top) for code in cluster]
        index = next((i for i, code in enumerate(codes) if code.start >= place and code.end > place), len(codes))
        codes[index:index] = moved
    return Inline(inline.text, tuple(codes))
