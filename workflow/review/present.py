"""What the pages show of an article: one view for each unit, made of what `checks` and `constraints` say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from workflow.checks import CHECKS, Pair, check_pairs
from workflow.checks.runner import counts
from workflow.constraints.places import Place
from workflow.errors import InputError
from workflow.jobs.edits import refuse_unknown
from workflow.model import Finding, Severity, State, Unit, text_digest
from workflow.review.marks import Mark, draw, of_source, of_target
from workflow.review.workbench import Opened
from workflow.text import tokens, worddiff
from workflow.text.inline import EMPTY, Code, Inline, lenient

Told = dict[str, Any]
"""Values for a template."""

WAIVABLE = frozenset(check.id for check in CHECKS if check.waivable and check.pair)
_KINDS = {
    "p": "paragraph", "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "li": "list item",
    "td": "table cell", "th": "table heading", "figcaption": "caption", "blockquote": "quotation",
    "alt": "picture’s description", "title": "link’s title",
}  # fmt: skip
_NAMES = {"a": "link", "strong": "bold", "em": "italics", "sub": "below", "sup": "above", "br": "line break",
          "img": "picture"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of the legend: how it is written in the text, and what it is."""

    number: int
    open: str
    close: str
    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A unit as it is shown. `text` is its English with tokens, `markup` the same as it stands in the file.

    `old_source` is the Chinese that the English translates, where the original has changed since; `damaged` says what
    is wrong with a text that is being edited.
    """

    id: str
    kind: str
    source: Markup
    target: Markup
    text: str
    markup: str
    source_digest: str
    tags: tuple[Tag, ...]
    places: tuple[Place, ...]
    findings: tuple[Finding, ...]
    recorded: Unit
    old_source: tuple[worddiff.Piece, ...] = ()
    damaged: str = ""

    @property
    def state(self) -> State:
        """The state of the English."""
        return self.recorded.target.state

    @property
    def errors(self) -> int:
        """Findings that stand in the way of publication."""
        return sum(1 for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def warnings(self) -> int:
        """Findings that a person should look at."""
        return sum(1 for finding in self.findings if finding.severity is Severity.WARNING)

    @property
    def unmet(self) -> int:
        """How much of what the Chinese states the English does not."""
        return sum(1 for place in self.places if not place.met)


def units(opened: Opened) -> Iterator[View]:
    """Yield a view of every unit of the original, in its order."""
    by_unit: dict[str, list[Finding]] = {}
    for finding in opened.findings:
        by_unit.setdefault(finding.unit, []).append(finding)
    for unit in opened.subject.body_units:
        yield _view(opened, unit, _recorded(opened, unit), by_unit.get(unit.id, ()))


def unit(opened: Opened, unit_id: str) -> View:
    """Return the view of one unit.

    Raises:
        InputError: the original has no such unit.
    """
    current = current_unit(opened, unit_id)
    findings = [finding for finding in opened.findings if finding.unit == unit_id]
    return _view(opened, current, _recorded(opened, current), findings)


def current_unit(opened: Opened, unit_id: str) -> Unit:
    """Return a unit of the original.

    Raises:
        InputError: there is none of that id.
    """
    found = {unit.id: unit for unit in opened.subject.body_units}
    refuse_unknown([unit_id], found, opened.subject.article.id)
    return found[unit_id]


def typed(opened: Opened, unit_id: str, text: str, base: str) -> View:
    """Return the view of a unit whose English is being edited: the same checks, on what was typed.

    Args:
        opened: the article.
        unit_id: the unit.
        text: what stands in the text box, with tokens.
        base: the markup that the text box was filled with.

    Raises:
        InputError: the original has no such unit.
    """
    current = current_unit(opened, unit_id)
    recorded = _recorded(opened, current)
    try:
        markup = tokens.read(text, legend(current, base))
    except tokens.TokenError as error:
        return replace(unit(opened, unit_id), damaged=str(error))
    target = replace(recorded.target, text=markup, state=State.TRANSLATED)
    edited = replace(recorded, source=current.source, target=target)
    subject = opened.subject
    pair = Pair.of(current, edited, subject.context, subject.article.id, parameters=subject.settings.parameters)
    findings = next(check_pairs([pair], subject.settings))
    waived = {waiver.check for waiver in edited.target.waived if counts(waiver, edited)}
    return _view(opened, current, edited, [one for one in findings if one.check not in waived], kept=recorded)


def legend(current: Unit, base: str) -> tokens.Legend:
    """Return the tags that may stand in the English of a unit that was read as `base`."""
    return tokens.legend(lenient(current.source), lenient(base))


def read(current: Unit, text: str, base: str) -> str:
    """Return the markup of an edited text.

    Raises:
        InputError: a tag is damaged; the sentence says which.
    """
    try:
        return tokens.read(text, legend(current, base))
    except tokens.TokenError as error:
        raise InputError(str(error), place=current.id) from error


def as_text(opened: Opened, unit_id: str, markup: str) -> str:
    """Return another English text of a unit (markup) as it is edited; tags that the unit has not are left out.

    Raises:
        InputError: the original has no such unit.
    """
    current = current_unit(opened, unit_id)
    tags = legend(current, _recorded(opened, current).target.text)
    english = lenient(markup)
    known = {code.key for code in tags}
    kept = tuple(code for code in english.codes if code.key in known)
    return tokens.write(Inline(english.text, kept), tags)


def drawn(markup: str) -> Markup:
    """Return the HTML of a text without marks."""
    return draw(lenient(markup), ())


def spotted(text: str, spans: Sequence[tuple[int, int]]) -> Markup:
    """Return the HTML of a plain text with the places of a phrase marked."""
    return draw(Inline(text), [Mark(start, end, 0, "spot") for start, end in spans])


def changed(old: str, new: str) -> list[worddiff.Piece]:
    """Return what changed from one text (markup) to another."""
    return list(worddiff.compare(lenient(old).text, lenient(new).text))


def conflict(theirs: str, mine: str) -> Told:
    """What is shown of two texts (markup) of which one has to stand."""
    return {
        "theirs": theirs,
        "theirs_shown": drawn(theirs),
        "mine_shown": drawn(mine),
        "pieces": changed(theirs, mine),
    }


def _recorded(opened: Opened, current: Unit) -> Unit:
    return opened.subject.recorded.get(current.id, current)


def _view(opened: Opened, current: Unit, shown: Unit, findings: Sequence[Finding], *, kept: Unit | None = None) -> View:
    subject = opened.subject
    pair = Pair.of(current, shown, subject.context, subject.article.id, parameters=subject.settings.parameters)
    places = opened.places(pair)
    source, target = lenient(current.source), lenient(shown.target.text)
    tags = legend(current, shown.target.text)
    stale = bool(shown.target.text) and shown.source != current.source
    before = worddiff.compare(lenient(shown.source).text, source.text) if stale else ()
    return View(
        id=current.id,
        kind=_KINDS.get(current.kind, current.kind),
        source=draw(source, of_source(places)),
        target=draw(target, of_target(places)),
        text=tokens.write(target, tags),
        markup=shown.target.text,
        source_digest=text_digest(current.source),
        tags=tuple(_tag(number, code) for number, code in enumerate(tags, 1)),
        places=places,
        findings=tuple(findings),
        recorded=kept or shown,
        old_source=tuple(before),
    )


def _tag(number: int, code: Code) -> Tag:
    address = code.get("href") or code.get("src")
    if code.tag in EMPTY:
        return Tag(number, f"{{{number}/}}", "", _NAMES[code.tag], address)
    return Tag(number, f"{{{number}}}", f"{{/{number}}}", _NAMES[code.tag], address)
