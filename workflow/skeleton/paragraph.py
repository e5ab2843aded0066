"""One run of inline content: cut into paragraphs, white space collapsed, markup normalised.

While a run is collected, a line break and a picture are one control character each (the sanitizer lets none through),
so that all offsets are those of one string.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from workflow.text.chars import has_words, is_han
from workflow.text.inline import Code, insert, serialize

BREAK = "\x01"
PICTURE = "\x02"

# White space between paragraphs or inside one. The breaks in it are what decides.
_GAP = re.compile(rf"\s*(?:{BREAK}\s*)+|\s{{2,}}")
_SPACE = re.compile(rf"\s*{BREAK}\s*|\s+")
# Chinese only: what reads an English page must not cut it otherwise than its original.
_FULL_STOP = re.compile(r"[。！？…][”’」』）】]*$")
_STOP_AND_CLOSERS = 8
_WIDE_SIGN = re.compile(r"[\u3001-\u303f\uff01-\uff60“”‘’—…]")
# Lines that end like sentences are paragraphs when two of them are longer than a line of verse or an address.
_LONG_LINES = 40
_EMPHASIS = frozenset({"strong", "em"})

_Span = tuple[int, int]
_Kind = tuple[str, tuple[tuple[str, str], ...]]  # tag and attributes


@dataclass(frozen=True, slots=True)
class Picture:
    """An inline or block picture. `alt` and `title` are plain text, white space collapsed."""

    src: str
    alt: str = ""
    title: str = ""


@dataclass(slots=True)
class Run:
    """Inline content as it is collected: text with `BREAK` and `PICTURE`, codes by offsets in that text."""

    text: str = ""
    codes: list[Code] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A normalised paragraph.

    Attributes:
        markup: inline markup, except that each picture is the one character `PICTURE`.
        text: its plain text (with `BREAK` and `PICTURE`).
        pictures: in order.
    """

    markup: str
    text: str
    pictures: tuple[Picture, ...] = ()

    @property
    def translatable(self) -> bool:
        """Whether there is a letter, an ideograph or a digit."""
        return has_words(self.text)

    @property
    def only_pictures(self) -> bool:
        """Whether it holds pictures and no visible text."""
        return bool(self.pictures) and not self.text.strip(PICTURE + BREAK + " ")


def paragraphs(run: Run, *, split: bool) -> Iterator[Paragraph]:
    """Paragraphs of `run`, none of them empty.

    Args:
        run: what was collected.
        split: cut at empty lines, at indents and at line breaks between long sentences, and put pictures that fill a
            line apart.
    """
    waiting = sorted(run.codes, key=lambda code: code.start, reverse=True)
    open_codes: list[Code] = []
    pictures = iter(run.pictures)
    for start, end in _cuts(run.text) if split else [(0, len(run.text))]:
        while waiting and waiting[-1].start < end:
            open_codes.append(waiting.pop())
        open_codes = [code for code in open_codes if code.end > start]
        here = tuple(islice(pictures, run.text.count(PICTURE, start, end)))
        found = _paragraph(run.text[start:end], start, open_codes, here)
        if found.text:
            yield found


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    start = line = 0  # where the paragraph and its last line begin
    for match in _GAP.finditer(text):
        gap, at, end = match[0], *match.span()
        if BREAK in gap:
            following = text.find(BREAK, end)
            after = text[end : following if following >= 0 else len(text)]
            parts = _breaks(gap, text[line:at], after)
            line = end
        else:
            wide = gap.count("\u3000") > 1 or gap.count("\u00a0") > 3  # noqa: PLR2004 - an indent of two characters
            parts = wide and ("\n" in gap or _ends_sentence(text[max(line, at - _STOP_AND_CLOSERS) : at]))
        if parts:
            yield start, at
            start = line = end
    yield start, len(text)


def _breaks(gap: str, before: str, after: str) -> bool:
    """Whether a gap with line breaks parts two paragraphs; `before` and `after` are the lines around it."""
    indent = gap[gap.rfind(BREAK) + 1 :]
    if gap.count(BREAK) > 1 or "\u3000" in indent or indent.count("\u00a0") + indent.count("\u2003") > 1:
        return True
    if _is_pictures(before) or _is_pictures(after):
        return True
    return len(before) + len(after) >= _LONG_LINES and _ends_sentence(before[-_STOP_AND_CLOSERS:])


def _ends_sentence(tail: str) -> bool:
    return _FULL_STOP.search(tail) is not None


def _is_pictures(line: str) -> bool:
    return PICTURE in line and not line.replace(PICTURE, "").strip()


def _paragraph(raw: str, start: int, codes: list[Code], pictures: tuple[Picture, ...]) -> Paragraph:
    """The paragraph of `raw`, which begins at `start` of its run; `codes` has the offsets of the run."""
    text, places = _collapse(raw)
    moved = [
        replace(code, start=places[max(code.start - start, 0)], end=places[min(code.end - start, len(raw))])
        for code in codes
    ]
    markup = serialize(insert(text, [(code, code.start, code.end) for code in _normalise(moved, text)]))
    return Paragraph(markup.replace(BREAK, "<br/>"), text, pictures)


def _collapse(raw: str) -> tuple[str, list[int]]:
    """Text with white space collapsed and stripped; for each index of `raw` (and its length) the index in that text."""
    pieces: list[str] = []
    places: list[int] = []
    length = 0
    for width, new in _pieces(raw):
        same = width == len(new)
        places.extend(range(length, length + width) if same else [length] * width)
        pieces.append(new)
        length += len(new)
    return "".join(pieces), [*places, length]


def _pieces(raw: str) -> Iterator[tuple[int, str]]:
    """Stretches of `raw` by their width, and what becomes of each."""
    first, last = 0, len(raw)
    while first < last and (raw[first] == BREAK or raw[first].isspace()):
        first += 1
    while last > first and (raw[last - 1] == BREAK or raw[last - 1].isspace()):
        last -= 1
    yield first, ""
    at = first
    for match in _SPACE.finditer(raw, first, last):
        start, end = match.span()
        yield start - at, raw[at:start]
        yield end - start, BREAK * match[0].count(BREAK) or ("" if _wraps(raw, start, end) else " ")
        at = end
    yield last - at, raw[at:last]
    yield len(raw) - last, ""


def _wraps(text: str, start: int, end: int) -> bool:
    """Whether the white space is a line end of the file between two Chinese characters, which means nothing."""
    between = text[start:end]
    if "\n" not in between or "\u3000" in between or "\u00a0" in between:
        return False
    return all(is_han(ch) or _WIDE_SIGN.match(ch) for ch in (text[start - 1], text[end]))


def _normalise(codes: Iterable[Code], text: str) -> Iterator[Code]:
    """Codes without overlap of equals, without white space at their edges, without those that mark nothing."""
    extents = _Extents(codes)
    extents.join(text)
    found: list[Code] = []
    for (tag, attributes), spans in extents.spans.items():
        for start, end in spans:
            first, last = _trimmed(text, start, end)
            content = text[first:last]
            if has_words(content) if tag in _EMPHASIS else content:
                found.append(Code(tag, _without_echo(attributes, content), first, last))
    yield from sorted(found, key=lambda code: (code.start, -code.end, code.tag))


class _Extents:
    """Where each kind of code applies, as disjoint spans in order."""

    def __init__(self, codes: Iterable[Code]) -> None:
        self.spans: dict[_Kind, list[_Span]] = {}
        for code in sorted(codes, key=lambda code: code.start):
            spans = self.spans.setdefault((code.tag, code.attributes), [])
            if spans and code.start < spans[-1][1]:
                spans[-1] = spans[-1][0], max(spans[-1][1], code.end)
            else:
                spans.append((code.start, code.end))
        self.edges: defaultdict[int, set[tuple[_Kind, _Span]]] = defaultdict(set)
        for kind, spans in self.spans.items():
            for start, end in spans:
                self.edges[start].add((kind, (start, end)))
                self.edges[end].add((kind, (start, end)))

    def join(self, text: str) -> None:
        """Make one of neighbours of a kind: editors split what was marked once. Emphasis goes on over white space."""
        joined = True
        while joined:  # one kind may have to wait for another; there are few kinds at one place
            joined = False
            for kind, spans in self.spans.items():
                kept: list[_Span] = []
                for span in spans:
                    if kept and self._may_join(kept[-1], span, text, space=kind[0] in _EMPHASIS):
                        kept[-1] = self._join(kind, kept[-1], span)
                        joined = True
                    else:
                        kept.append(span)
                spans[:] = kept

    def _join(self, kind: _Kind, first: _Span, second: _Span) -> _Span:
        whole = first[0], second[1]
        for edge in (*first, *second):
            self.edges[edge] -= {(kind, first), (kind, second)}
        for edge in whole:
            self.edges[edge].add((kind, whole))
        return whole

    def _may_join(self, first: _Span, second: _Span, text: str, *, space: bool) -> bool:
        """Whether nothing but white space is between, and no other code holds only one of the two."""
        gap = text[first[1] : second[0]]
        if gap and (not space or gap.strip(" " + BREAK)):
            return False
        start, end = first[0], second[1]
        for edge in range(first[1], second[0] + 1):
            for _, other in self.edges[edge]:
                if other[0] < start < other[1] < end or start < other[0] < end < other[1]:
                    return False
        return True


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " " + BREAK:
        start += 1
    while end > start and text[end - 1] in " " + BREAK:
        end -= 1
    return start, end


def _without_echo(attributes: tuple[tuple[str, str], ...], content: str) -> tuple[tuple[str, str], ...]:
    """A link's attributes; a title that repeats the link's text (content systems add it) goes."""
    return tuple((name, value) for name, value in attributes if name != "title" or value != content)
