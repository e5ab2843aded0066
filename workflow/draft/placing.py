"""Where the English of a link or an emphasis stands in a draft."""

import re
from collections.abc import Iterator, Mapping

from workflow.draft.plan import Cell, Placed, Span, whole
from workflow.draft.tidy import enumerator, tidy
from workflow.model import MatchRule
from workflow.text.codes import Code
from workflow.text.term.match import occurrences

# Below this a resemblance is chance (rapidfuzz ratio, 0 to 100, of two short phrases).
_BAR = 72.0
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_ENDS = " \t.,;:!?\"'“”‘’()[]"
# Latin letters and figures right before a sign.
_HUNG_ON = re.compile(r"[!-~]{1,12}$")
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_LOOSE = MatchRule()


def place(cell: Cell, text: str, english: Mapping[str, str]) -> Placed:
    """Find the spans of a cell's marks in its English.

    Args:
        cell: the Chinese and its marks.
        text: the draft.
        english: English of the marks' contents.

    Returns:
        The text with the spans found. A mark inside another is sought inside it first.
    """
    spans: dict[int, Span] = {}
    for index, mark in enumerate(cell.marks):
        span: Span | None
        if whole(cell, mark):
            span = _trimmed(cell, mark, text)
        else:
            content = cell.text[mark.start : mark.end].strip()
            share = mark.start / len(cell.text)
            window, taken = _surroundings(cell, index, spans, len(text))
            phrase = tidy(english.get(content, content))
            span = _attached(cell, mark, text)
            if span is None or not _allowed(span, window, taken):
                span = _widened(locate(phrase, text, window, taken, share), tidy(content), text, window)
        if span and span[0] < span[1]:
            spans[index] = span
    return Placed(text, spans)


def _widened(span: Span | None, content: str, text: str, window: Span) -> Span | None:
    """Take in the marks at the edges that the source has inside too: quotation marks, the colon of a label."""
    if span is None:
        return None
    start, end = span
    if start > window[0] and not content[0].isalnum() and _alike(content[0], text[start - 1]):
        start -= 1
    if end < window[1] and not content[-1].isalnum() and _alike(content[-1], text[end]):
        end += 1
    return start, end


def _alike(one: str, other: str) -> bool:
    return one == other or any(one in marks and other in marks for marks in ("\"“‘'", "\"”’'"))


def _surroundings(cell: Cell, index: int, spans: Mapping[int, Span], length: int) -> tuple[Span, list[Span]]:
    """Where a mark may stand: inside the mark that holds it, outside those beside it."""
    mark = cell.marks[index]
    window = (0, length)
    taken: list[Span] = []
    for other, span in spans.items():
        outer = cell.marks[other]
        if outer.start <= mark.start and mark.end <= outer.end:
            window = span
        else:
            taken.append(span)
    return window, taken


def _trimmed(cell: Cell, mark: Code, text: str) -> Span:
    """The whole text, without the marks at its edges and the number that the source leaves outside too."""
    start, end = 0, len(text)
    length, number = enumerator(cell.text)
    if number and mark.start >= length and text.startswith(number):
        start = len(number) + 1
    elif mark.start > 0:
        start = len(text) - len(text.lstrip(_ENDS))
    if mark.end < len(cell.text):
        end = len(text.rstrip(_ENDS))
    return start, end


def _attached(cell: Cell, mark: Code, text: str) -> Span | None:
    """A short sign by what it hangs on: the 2 of CO₂, a note's mark behind a figure."""
    before = _HUNG_ON.search(cell.text[: mark.start])
    content = cell.text[mark.start : mark.end].strip()
    if mark.tag not in ("sub", "sup") or not before:
        return None
    found = re.search(rf"(?<![^\W_]){re.escape(before[0])}\s?({re.escape(content)})", text)
    return found.span(1) if found else None


def locate(phrase: str, text: str, window: Span, taken: list[Span], share: float) -> Span | None:
    """Find a phrase in a text: as it is, then in other case or inflection, then by resemblance.

    Args:
        phrase: English of what is sought.
        text: where it is sought.
        window: the part of `text` that is allowed.
        taken: spans that are not.
        share: where it stood in the source, 0 to 1; of several places the nearest wins.
    """
    as_is = _ARTICLE.sub("", phrase.strip())
    phrase = as_is.strip(_ENDS) or as_is
    if not phrase:
        return None
    for places in (
        _exact(as_is, text),
        _exact(phrase, text),
        occurrences(phrase, text, _LOOSE),
        _similar(phrase, text),
    ):
        free = [span for span in places if _allowed(span, window, taken)]
        if free:
            wanted = share * len(text)
            return min(free, key=lambda span: abs(span[0] - wanted))
    return None


def _allowed(span: Span, window: Span, taken: list[Span]) -> bool:
    start, end = span
    return window[0] <= start and end <= window[1] and all(end <= first or last <= start for first, last in taken)


def _exact(phrase: str, text: str) -> list[Span]:
    """Occurrences that cut neither a word nor a number; a figure may hang on a word (the 2 of CO₂)."""
    edge = r"(?<![^\W\d_])" if phrase[0].isalpha() else r"(?<![0-9])(?<![0-9][.,])" if phrase[0].isdigit() else ""
    stop = r"(?![^\W\d_])" if phrase[-1].isalpha() else r"(?![.,]?[0-9])" if phrase[-1].isdigit() else ""
    return [found.span() for found in re.finditer(edge + re.escape(phrase) + stop, text)]


def _similar(phrase: str, text: str) -> Iterator[Span]:
    """Stretches of about as many words that resemble the phrase; only the best of them."""
    from rapidfuzz.fuzz import ratio

    found = [match.span() for match in _WORD.finditer(text)]
    size = len(_WORD.findall(phrase))
    wanted = phrase.lower()
    if len(wanted) < 4:  # noqa: PLR2004  # too short to resemble anything
        return
    best, score = None, _BAR
    for first in range(len(found)):
        for count in range(max(1, size - 2), size + 3):
            if first + count > len(found):
                break
            span = (found[first][0], found[first + count - 1][1])
            resemblance = ratio(wanted, text[span[0] : span[1]].lower())
            if resemblance > score:
                best, score = span, resemblance
    if best:
        yield best
