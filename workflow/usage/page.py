"""The consistency review as one self-contained page: read without a script, filtered with one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflow.model import Finding, Severity
from workflow.usage.tally import TermUsage, Texts, Usage
from workflow.usage.uses import Rendering, Span, Use

_TITLES = ("metadata.title", "metadata.subtitle")
_AROUND = (28, 60)
"""Characters shown on each side of a term, Chinese and English."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `rendering` where it is a term, or what renders one."""

    text: str
    rendering: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UseView:
    """A use of a term with a little of both texts around it; `anchor` is that of its unit on the page."""

    use: Use
    anchor: str
    source: tuple[Piece, ...]
    target: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """A term with the shares of its bar, in percent."""

    term: TermUsage
    shares: tuple[tuple[Rendering, int, float], ...]
    uses: tuple[UseView, ...]

    @property
    def found(self) -> str:
        """What the page's search looks through."""
        return f"{self.term.id} {self.term.source} {self.term.preferred}".lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitView:
    """A unit in full, with every use of the review marked in both texts."""

    article: str
    unit: str
    state: str
    anchor: str
    source: tuple[Piece, ...]
    target: tuple[Piece, ...]
    concepts: tuple[str, ...]


def render(usage: Usage, texts: Texts, findings: Sequence[Finding] = (), *, name: str, made: str) -> str:
    """Return the page.

    Args:
        usage: the review.
        texts: plain texts of every unit that has a use in it.
        findings: what is wrong in the glossary itself.
        name: the desk's, for the heading.
        made: the day on which the review was made, for the reader.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("workflow.usage"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["label"] = label
    return environment.get_template("review.html").render(
        usage=usage,
        findings=findings,
        errors=usage.errors + sum(1 for finding in findings if finding.severity is Severity.ERROR),
        name=name,
        made=made,
        renderings=tuple(Rendering),
        terms=[_term(term, texts) for term in usage.terms],
        units=list(_units(usage, texts)),
        domains=sorted({term.domain for term in usage.terms if term.domain}),
        anchor=anchor,
        waived=sum(term.waived for term in usage.terms),
        names={term.id: term.source for term in usage.terms},
    )


def anchor(article: str, unit: str) -> str:
    """Return the page's own address of a unit."""
    return re.sub(r"[^A-Za-z0-9.-]", "-", f"u-{article}-{unit}")


def label(unit: str) -> str:
    """Return a unit's id as people read it."""
    return unit.removeprefix("metadata.")


def _term(term: TermUsage, texts: Texts) -> TermView:
    total = sum(term.counts.values())
    shares = tuple((kind, term.count(kind), 100 * term.count(kind) / total) for kind in Rendering if term.count(kind))
    return TermView(term=term, shares=shares, uses=tuple(_use(use, texts[use.article, use.unit]) for use in term.uses))


def _use(use: Use, texts: tuple[str, str]) -> UseView:
    kind = use.rendering.value
    spans = (use.source, use.target)
    source, target = (_around(text, span, kind, room) for text, span, room in zip(texts, spans, _AROUND, strict=True))
    return UseView(use=use, anchor=anchor(use.article, use.unit), source=source, target=target)


def _around(text: str, span: Span | None, kind: str, room: int) -> tuple[Piece, ...]:
    if span is None:
        return (Piece(text if len(text) <= 3 * room else f"{text[: 3 * room].rstrip()}…"),)
    start, end = span
    before, after = text[:start], text[end:]
    if len(before) > room:
        before = f"…{_whole_words(before[-room:], first=True)}"
    if len(after) > room:
        after = f"{_whole_words(after[:room], first=False)}…"
    return Piece(before), Piece(text[start:end], kind), Piece(after)


def _whole_words(text: str, *, first: bool) -> str:
    """Return a cut without the part of an English word at its cut end."""
    pattern = r"^[A-Za-z0-9’'-]+(?=\s)" if first else r"(?<=\s)[A-Za-z0-9’'-]+$"
    kept = re.sub(pattern, "", text) if re.search(r"\s", text) else text
    return kept.lstrip() if first else kept.rstrip()


# --- Units -----------------------------------------------------------------------------------------------------------


def _units(usage: Usage, texts: Texts) -> Iterator[UnitView]:
    by_unit: dict[tuple[str, str], list[Use]] = {}
    for term in usage.terms:
        for use in term.uses:
            by_unit.setdefault((use.article, use.unit), []).append(use)
    for place in sorted(by_unit, key=_order):
        uses = sorted(by_unit[place], key=lambda use: use.source)
        source, target = texts[place]
        yield UnitView(
            article=place[0],
            unit=place[1],
            state=uses[0].state,
            anchor=anchor(*place),
            source=tuple(_pieces(source, {use.source: use.rendering for use in uses})),
            target=tuple(_pieces(target, {use.target: use.rendering for use in uses if use.target})),
            concepts=tuple(dict.fromkeys(use.concept for use in uses)),
        )


def _order(place: tuple[str, str]) -> tuple[str, int, str]:
    """The title, the subtitle, then the units by number."""
    article, unit = place
    if unit in _TITLES:
        return article, _TITLES.index(unit) - len(_TITLES), unit
    number = re.search(r"\d+", unit)
    return article, int(number[0]) if number else 0, unit


def _pieces(text: str, marks: Mapping[Span, Rendering]) -> Iterator[Piece]:
    """Cut a text at its marks; one that runs into another before it is left out."""
    at = 0
    for (start, end), rendering in sorted(marks.items()):
        if start >= at:
            yield Piece(text[at:start])
            yield Piece(text[start:end], rendering.value)
            at = end
    yield Piece(text[at:])
