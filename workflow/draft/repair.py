"""Mending a draft without an engine: the words that render something owed are found and replaced by the owed form."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from workflow.constraints import numbers, terms
from workflow.constraints.base import DATE, NUMBER, TERM, Constraint
from workflow.constraints.unit import instead
from workflow.draft.fitting import fitted, plural, pluralised, replaced
from workflow.draft.plan import Cell
from workflow.draft.verbs import is_verb
from workflow.model import Bound
from workflow.text.english import Words, keys, words
from workflow.text.term.match import occurrences

Span = tuple[int, int]
Leads = Mapping[tuple[str, str], Sequence[tuple[int, float]]]
# Words that say nothing about which term this is.
_EMPTY = frozenset(
    "a an the of and or for to in on at by with from as into its their his her our this that these those which who it"
    " they we".split()
)
_VERBS = frozenset("is are was were be been will would should must can has have had".split())
_BORDER = re.compile(r"[.;:!?]\s|[()]")
_PREFIX, _SHARE = 5, 0.6
_ENOUGH, _NEAR = 0.6, 0.75
_FEWEST, _MOST_WORDS = 2, 4
# How far a place is from where the source has the term, as a share of the text, is taken for normal with a deviation of
# a fifth, and added to the logarithm of its chance; and the least that counts.
_ASTRAY, _FAINT = 12.5, -7.0


@dataclass(frozen=True, slots=True)
class Likely:
    """A span of a draft that probably renders a constraint.

    `score` is 1.0 when it holds all the form's words and no others; `same` when they are the same words and not
    relatives of another part of speech, so that the form can take their place as it stands.
    """

    start: int
    end: int
    score: float
    same: bool


def likely(forms: Sequence[str], text: str, taken: Sequence[Span], share: float) -> Likely | None:
    """Find the words of a draft that render a term in another way than any of its forms.

    Args:
        forms: target terms of the constraint, the one owed first.
        text: the draft.
        taken: spans that render something already.
        share: where the term stands in the source, 0 to 1; of two places equally good the nearer one wins.
    """
    found = words(text)
    windows = [
        window
        for form in forms
        for window in _windows(words(form), found)
        if window.score >= _ENOUGH and not any(window.start < end and start < window.end for start, end in taken)
    ]

    def rank(window: Likely) -> tuple[float, int, float]:
        return window.score, window.start - window.end, -abs(window.start / len(text) - share)

    return max(windows, key=rank, default=None)


def _windows(form: Words, text: Words) -> Iterator[Likely]:
    wanted = [word for word in form.lower if word not in _EMPTY]
    if not wanted:
        return
    hits = [
        next((n for n, word in enumerate(wanted) if found not in _EMPTY and related(word, found)), None)
        for found in text.lower
    ]
    for first, hit in enumerate(hits):
        if hit is None:
            continue
        seen: set[int] = set()
        others = 0
        same = True
        for last in range(first, min(text.count, first + 2 * form.count + _MOST_WORDS)):
            if text.lower[last] in _VERBS:
                break  # what says something of the term is no part of it
            if last > first and _BORDER.search(text.text, text.ends[last - 1], text.starts[last] + 1):
                break
            this = hits[last]
            if this is None:
                others += text.lower[last] not in _EMPTY
                continue
            others += this in seen
            seen.add(this)
            same = same and _same(wanted[this], text.lower[last])
            if len(seen) < min(_FEWEST, len(wanted)):
                continue
            score = 2 * len(seen) / (len(wanted) + len(seen) + others)
            yield Likely(text.starts[first], text.ends[last], score, same and len(seen) == len(wanted) and not others)


def _same(one: str, other: str) -> bool:
    """Whether two words are one, or singular and plural of one."""
    return one == other or (sorted((one, other))[1].endswith("s") and not keys(one).isdisjoint(keys(other)))


def related(one: str, other: str) -> bool:
    """Whether two lower-case words are forms of one another, or begin alike."""
    if not keys(one).isdisjoint(keys(other)):
        return True
    common = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return common >= _PREFIX and common >= _SHARE * min(len(one), len(other))


def place_of(constraint: Constraint, cell: Cell, text: str) -> Likely | None:
    """Return where a draft of a cell probably renders a constraint that it fails."""
    if constraint.check in (NUMBER, DATE):
        wrong = instead(constraint, cell.constraints, cell.text, text, cell.context)
        return Likely(*wrong, 0.0, same=True) if wrong else None
    forms = constraint.forms or ((constraint.owed,) if constraint.owed else ())
    taken = [span for form in forms for span in occurrences(form, text, constraint.rule)]
    for form in constraint.deprecated:
        for start, end in occurrences(form, text, constraint.rule):
            if all(end <= first or last <= start for first, last in taken):
                return Likely(start, end, 1.0, same=True)
    return likely(forms, text, [*taken, *_rendered(cell, text)], constraint.start / max(1, len(cell.text)))


def _rendered(cell: Cell, text: str) -> list[Span]:
    """The words of a draft that render terms as they are owed."""
    owed = [constraint for constraint in cell.owing if constraint.check == TERM]
    verdicts = terms.judge(owed, text, exact=True).verdicts
    return [(verdict.start, verdict.end) for verdict in verdicts if verdict.standing.meets and verdict.end]


def beginnings(
    cell: Cell, text: str, missing: Sequence[Constraint], leads: Leads = MappingProxyType({})
) -> tuple[str, ...]:
    """Return ways to begin a draft anew: up to a place that fails a constraint, and the owed form there.

    Args:
        cell: the Chinese.
        text: the draft.
        missing: what it fails; what comes first in the draft is taken first.
        leads: where the engine was near to writing what is owed, by (source, owed).
    """
    rendered = _rendered(cell, text)
    found: list[tuple[int, int, str]] = []  # a term's second place comes when every term's first was tried
    for constraint in missing:
        if not (constraint.is_span and constraint.owed):
            continue
        place = place_of(constraint, cell, text)
        certain = constraint.check in (NUMBER, DATE) and place is not None
        places = [] if certain else _led(constraint, cell, text, leads, rendered)
        places += [place] if place else []
        for nth, each in enumerate(places):
            form = _suited(constraint, text, each)
            before = governed(text[: each.start], each, form)
            found.append((nth, each.start, fitted(before, form, inflect=constraint.rule.inflect)))
    return tuple(dict.fromkeys(begin for _, _, begin in sorted(found)))


def _suited(constraint: Constraint, text: str, place: Likely) -> str:
    """The form that fits where a word of the draft gives way to it.

    Before a noun, a phrase (*specific to a stage*) is no match for an admitted form that is none (*interim*). What
    replaces a plural of its own word is one: *adult persons* for *adults*.
    """
    gone = _FOLLOWED.match(text, place.start)
    if gone is None or constraint.check != TERM:
        return constraint.owed
    form = constraint.owed
    if gone["next"] and gone["next"] not in _EMPTY | _VERBS and form.islower() and _is_phrase(form):
        form = next((other for other in constraint.forms if other.islower() and not _is_phrase(other)), form)
    last = gone["word"].lower()
    several = constraint.rule.inflect and plural(last) and any(related(last, word) for word in words(form).lower)
    return pluralised(form) if several else form


_FOLLOWED = re.compile(r"(?P<word>[A-Za-z]+)(?: (?P<next>[a-z]+))?")


def _is_phrase(form: str) -> bool:
    """Whether small words tie a form together, so that it cannot stand before the noun that it says something of."""
    return not _EMPTY.isdisjoint(words(form).lower[1:])


def _led(constraint: Constraint, cell: Cell, text: str, leads: Leads, rendered: Sequence[Span]) -> list[Likely]:
    """Where the engine was near to writing what is owed, near to where the source has it; the best place first."""
    share = constraint.start / max(1, len(cell.text))
    scores: dict[int, float] = {}
    for at, chance in leads.get((constraint.source, constraint.owed), ()):
        start = len(text) - len(text[at:].lstrip())
        score = chance - _ASTRAY * (start / len(text) - share) ** 2
        if score > _FAINT and not any(first <= start < last for first, last in rendered):
            scores[start] = score
    places = (_modified(constraint.owed, text, start, rendered) for start in sorted(scores, key=lambda at: -scores[at]))
    return [Likely(start, start, 0.0, same=True) for start in places]


def _modified(form: str, text: str, start: int, rendered: Sequence[Span]) -> int:
    """Where a place begins with the words before it that the form has as well.

    *Report on the Work of the Government* stands for *the government report* whole, though *report* alone begins it.
    """
    found, wanted = words(text[:start]), [word for word in words(form).lower if word not in _EMPTY]
    begin, at = start, found.count
    while at and text[found.ends[at - 1] : begin] in (" ", "-") and found.lower[at - 1] not in _EMPTY:
        at -= 1
        taken = any(first <= found.starts[at] < last for first, last in rendered)
        if taken or not any(related(word, found.lower[at]) for word in wanted):
            return begin
        begin = found.starts[at]
    return start if at and found.lower[at - 1] in ("and", "or") else begin


def _said(said: str, text: str, share: float) -> Likely | None:
    """Where words stand in a draft, without an article before them and punctuation around them."""
    bare = _EDGES.sub("", said)
    places = [found.span() for found in re.finditer(re.escape(bare), text)] if bare else []
    if not places:
        return None
    start, end = min(places, key=lambda place: abs(place[0] / len(text) - share))
    return Likely(start, end, 0.0, same=True)


_EDGES = re.compile(r"^[\W_]*(?:(?:the|an?)\s+)?|[\W_]+$", re.IGNORECASE)
# What a verb follows. A term in a verb's place ("should modernize governance") wants a verb before it.
_BEFORE_VERB = re.compile(r"\b(?:to|should|will|must|can|could|would|may|shall|we|they) $", re.IGNORECASE)
_VERB = "promote "


def governed(before: str, place: Likely, form: str) -> str:
    """The text before a place with a verb where the form is a noun and stands for one: *will promote growth*."""
    return before + _VERB if not place.same and not is_verb(form) and _BEFORE_VERB.search(before) else before


def _bold(found: Likely | None) -> Likely | None:
    """A place that is near enough: "basic medical insurance" is no "basic old-age insurance"."""
    return found if found and found.score >= _NEAR else None


def mended(constraint: Constraint, cell: Cell, text: str, *, bold: bool, said: str = "") -> str | None:
    """Return a draft with the owed form in the place of what renders the constraint, None when there is no such place.

    Args:
        constraint: what the draft fails.
        cell: the Chinese.
        text: the draft.
        bold: whether words of another part of speech may be replaced too, at the risk of the sentence.
        said: the words of the draft that the engine says render it, '' when it does not say.
    """
    found = place_of(constraint, cell, text)
    if constraint.check not in (NUMBER, DATE) and (found is None or not found.same):
        found = _said(said, text, constraint.start / max(1, len(cell.text))) or _bold(found if bold else None)
    if found is None or not constraint.owed:
        return None
    before = governed(text[: found.start], found, constraint.owed)
    text = before + text[found.start :]
    return replaced(
        text, (len(before), len(before) + found.end - found.start), constraint.owed, inflect=constraint.rule.inflect
    )


# How else a text may say how exactly a number is meant.
_BOUNDED_BEFORE = re.compile(
    r"\b(?:as (?:many|much|few|little) as|up to|in excess of|within|no \w+ than|upwards of|beyond|only)\s*$",
    re.IGNORECASE,
)
_BOUNDED_BEHIND = re.compile(r"\+|-plus\b|[ -]odd\b| or (?:so|more|less|fewer)\b")


def bounded(cell: Cell, text: str) -> str:
    """Return a draft whose numbers are meant as exactly as in the Chinese: *more than 300* for 300多, not *300*."""
    owed = {constraint.start: constraint.owed for constraint in cell.owing if constraint.check == NUMBER}
    said = numbers.comparison(cell.constraints, cell.text, text).said
    for quantity, other in sorted(said, key=lambda pair: -pair[1].start):
        lost = quantity.bound is not Bound.EXACT and other.bound is Bound.EXACT and quantity.start in owed
        before, behind = text[: other.start], text[other.end :]
        if lost and not _BOUNDED_BEFORE.search(before) and not _BOUNDED_BEHIND.match(behind):
            text = replaced(text, (other.start, other.end), owed[quantity.start], inflect=False)
    return text
