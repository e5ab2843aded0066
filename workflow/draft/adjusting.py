"""The translation of a like text made to fit: numbers, dates, names, terms and links are exchanged by rule.

Both Chinese texts are laid side by side, a number, date, name or term counting as one sign; where one stands against
another of its kind, the English of the old one gives way to what is owed for the new one. What is not met afterwards,
by the rules that judge every draft, is taken back.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workflow.constraints.base import NUMBER, TERM, Constraint, Context
from workflow.constraints.places import FAMILIES, Place, places
from workflow.constraints.unit import find, unmet
from workflow.draft.fitting import replaced
from workflow.model import Unmet
from workflow.text.codes import Inline, insert, serialize
from workflow.text.inline import parse

_NUMERAL = re.compile(r"[\d.,，〇零一二两三四五六七八九十百千万亿兆几]+")


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Something that was exchanged: ``number``, ``date``, ``name``, ``term`` or ``link``.

    `source` is what the Chinese says now, `was` the English of the old text, `now` what stands in its place, at
    ``start:end`` of the adjusted text without tags.
    """

    family: str
    source: str
    was: str
    now: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A translation as it fits the new text: unit markup, what was exchanged in it, and what it fails all the same."""

    target: str
    adjustments: tuple[Adjustment, ...] = ()
    unmet: tuple[Unmet, ...] = ()


def adjust(source: str, like: str, target: str, context: Context) -> Adjusted:
    """Fit the translation of a like text to a text.

    Args:
        source: the text, unit markup as all of them.
        like: the text that was translated.
        target: its translation.
        context: what the text owes is judged by it.

    Raises:
        MarkupError: one of them is not well-formed.
    """
    new, old, english = parse(source), parse(like), parse(target)
    constraints = find(new, context)
    edits = [] if new.text == old.text else list(_edits(old, english, new, constraints, context))
    fitted, adjustments = _applied(english, edits)
    while edits and (failing := [edit for edit in edits if edit.owed in unmet(constraints, new, fitted, context)]):
        edits = [edit for edit in edits if edit not in failing]
        fitted, adjustments = _applied(english, edits)
    made, links = _linked(fitted, old, new)
    failed = unmet(constraints, new, made, context)
    return Adjusted(
        serialize(made), (*adjustments, *links), tuple(Unmet(one.check, one.source, one.owed) for one in failed)
    )


@dataclass(frozen=True, slots=True)
class _Edit:
    """What is owed instead of a stretch of the English."""

    owed: Constraint
    start: int
    end: int


def _edits(
    old: Inline, english: Inline, new: Inline, constraints: Sequence[Constraint], context: Context
) -> Iterator[_Edit]:
    owed = [constraint for constraint in constraints if constraint.is_span]
    taken: set[tuple[int, int]] = set()
    for place, constraint in _pairs(old.text, places(old, english, context), new.text, owed):
        if place.owed != constraint.owed and len(place.spans) == 1 and place.spans[0] not in taken:
            taken.add(place.spans[0])
            yield _Edit(constraint, *place.spans[0])


def _pairs(old: str, said: Sequence[Place], new: str, owed: Sequence[Constraint]) -> Iterator[tuple[Place, Constraint]]:
    """What stands against each other in the two Chinese texts."""
    from rapidfuzz.distance import Levenshtein

    before = _signs(old, [(place.start, place.end, place.family) for place in said])
    now = _signs(new, [(one.start, one.end, FAMILIES[one.check]) for one in owed])
    places_by, owed_by = {place.start: place for place in said}, {one.start: one for one in owed}
    left, right = [sign for sign, _ in before], [sign for sign, _ in now]
    for block in Levenshtein.editops(left, right).as_matching_blocks():
        for shift in range(block.size):
            if isinstance(left[block.a + shift], tuple):
                yield places_by[before[block.a + shift][1]], owed_by[now[block.b + shift][1]]


def _signs(text: str, spans: Sequence[tuple[int, int, str]]) -> list[tuple[str | tuple[str, str], int]]:
    """The characters of a text and where they stand, each span as one sign; numbers of one unit have the same."""
    signs: list[tuple[str | tuple[str, str], int]] = []
    at = 0
    for start, end, family in sorted(spans):
        if start < at:
            continue
        signs += [(text[here], here) for here in range(at, start)]
        unit = _NUMERAL.sub("", text[start:end]) if family == FAMILIES[NUMBER] else ""
        signs.append(((family, unit), start))
        at = end
    return [*signs, *((text[here], here) for here in range(at, len(text)))]


def _applied(english: Inline, edits: Sequence[_Edit]) -> tuple[Inline, tuple[Adjustment, ...]]:
    """The English with all edits, from the last to the first, and what they came to."""
    text, done = english.text, list[Adjustment]()
    spans = [(code.start, code.end) for code in english.codes]
    for edit in sorted(edits, key=lambda edit: -edit.start):
        inflect = edit.owed.rule.inflect and edit.owed.check == TERM
        fitted = replaced(text, (edit.start, edit.end), edit.owed.owed, inflect=inflect)
        stop, shift = len(fitted) - len(text) + edit.end, len(fitted) - len(text)
        start = next((at for at in range(edit.start) if text[at] != fitted[at]), edit.start)
        spans = [
            (_moved(first, edit, start, shift, left=True), _moved(last, edit, stop, shift, left=False))
            for first, last in spans
        ]
        done = [replace(one, start=one.start + shift, end=one.end + shift) for one in done]
        was, now = text[edit.start : edit.end], fitted[start:stop]
        done.insert(0, Adjustment(FAMILIES[edit.owed.check], edit.owed.source, was, now.strip(), start, stop))
        text = fitted
    codes = [(code, *span) for code, span in zip(english.codes, spans, strict=True)]
    return insert(text, codes), tuple(done)


def _moved(at: int, edit: _Edit, edge: int, shift: int, *, left: bool) -> int:
    """Where the edge of a code is after an edit; one inside what was exchanged goes to its edge."""
    if at >= edit.end and not (left and at == edit.end == edit.start):
        return at + shift
    return at if at <= edit.start else edge


def _linked(english: Inline, old: Inline, new: Inline) -> tuple[Inline, tuple[Adjustment, ...]]:
    """The English with the addresses of the new text, without codes that it has not."""
    owed = {code.key for code in new.codes}
    exchanged: dict[tuple[str, str], str] = {}
    if [code.tag for code in old.codes] == [code.tag for code in new.codes]:
        exchanged = {was.key: now.key[1] for was, now in zip(old.codes, new.codes, strict=True)}
    spans, done = [], []
    for code in english.codes:
        address = exchanged.get(code.key, code.key[1])
        if (code.tag, address) not in owed:
            continue
        if address != code.key[1]:
            done.append(Adjustment("link", address, code.key[1], address, code.start, code.end))
            attributes = tuple((name, address if name in ("href", "src") else value) for name, value in code.attributes)
            spans.append((replace(code, attributes=attributes), code.start, code.end))
        else:
            spans.append((code, code.start, code.end))
    return (insert(english.text, spans), tuple(done)) if len(spans) < len(english.codes) or done else (english, ())
