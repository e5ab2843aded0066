"""A unit's text as HTML: its inline tags drawn, what it owes marked, everything escaped."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from workflow.constraints.places import Place
from workflow.text.codes import Code, Inline, events

_DRAWN = ("strong", "em", "sub", "sup")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a plain text to be marked: `number` links it with its counterparts, `kind` is the CSS class."""

    start: int
    end: int
    number: int
    kind: str


def of_source(places: Sequence[Place]) -> list[Mark]:
    """Return the marks of the Chinese."""
    return [Mark(one.start, one.end, number, _kind(one)) for number, one in enumerate(places)]


def of_target(places: Sequence[Place]) -> list[Mark]:
    """Return the marks of the English; a word that renders two things is marked for the first."""
    found: list[Mark] = []
    for number, one in enumerate(places):
        for start, end in one.spans:
            if not any(start < other.end and other.start < end for other in found):
                found.append(Mark(start, end, number, _kind(one)))
    return sorted(found, key=lambda mark: mark.start)


def _kind(place: Place) -> str:
    return f"{place.family} {'met' if place.met else 'unmet'}"


def draw(inline: Inline, marks: Iterable[Mark]) -> Markup:
    """Return the HTML of a text with its marks. A mark that tags cut is drawn in parts of one number."""
    ordered = list(marks)
    pieces: list[str] = []
    at = 0
    for position, code, opens in events(inline.codes):
        pieces += _marked(inline.text, at, position, ordered)
        at = position
        pieces.append(_opened(code) if opens else _closed(code))
    pieces += _marked(inline.text, at, len(inline.text), ordered)
    return Markup("").join(map(Markup, pieces))


def _marked(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[str]:
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        if first < last:
            yield str(escape(text[start:first]))
            # no role: screen readers say "highlight" before and after; what is owed stands in a list below the unit
            yield f'<mark role="none" class="{mark.kind}" data-mark="{mark.number}">{escape(text[first:last])}</mark>'
            start = last
    yield str(escape(text[start:end]))


def _opened(code: Code) -> str:
    if code.tag == "br":
        return "<br>"
    if code.tag == "img":
        return f'<span class="picture" title="{escape(code.get("src"))}">[picture]</span>'
    if code.tag in _DRAWN:
        return f"<{code.tag}>"
    return f'<span class="link" title="{escape(code.get("href"))}">'


def _closed(code: Code) -> str:
    return f"</{code.tag}>" if code.tag in _DRAWN else "</span>"
