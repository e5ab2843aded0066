"""Where a page's body is.

Order of evidence: an option's selector, a profile's selectors (checked against density unless the profile is a site's
own), comments that mark the text, content density. `workflow.intake.trim` then finds its exact borders.
"""

import re
from dataclasses import dataclass, field

from workflow.intake.boxes import alike
from workflow.intake.credits import Credits
from workflow.intake.density import SENTENCE, Density
from workflow.intake.html import Element, Line, Page
from workflow.intake.selectors import may_match, select
from workflow.intake.sites import Profile

_BEGIN = re.compile(
    r"\s*(?:文章|新闻|正文|内容|content|article){1,2}\s*[-_:]?\s*(?:begin|start|开始)\s*", re.IGNORECASE
)
_FINISH = re.compile(
    r"\s*/?(?:文章|新闻|正文|内容|content|article){1,2}\s*[-_:]?\s*(?:end|over|结束)\s*", re.IGNORECASE
)
_ENOUGH = 0.4
"""A profile's selector must hold this share of the text density finds, else it matched something else."""


@dataclass(slots=True)
class Body:
    """The body's lines, the element that holds them, the rule, and what its borders said."""

    lines: list[Line]
    container: Element
    rule: str
    head: list[Line] = field(default_factory=list)
    foot: list[Line] = field(default_factory=list)
    credits: Credits = field(default_factory=Credits)
    pages: str = ""

    @property
    def first(self) -> int:
        """Index of the first line."""
        return self.lines[0].index

    @property
    def last(self) -> int:
        """Index of the last line."""
        return self.lines[-1].index


def locate(page: Page, density: Density, known: tuple[Profile, ...], selector: str) -> tuple[list[Line], str]:
    """The lines among which the body is, and the rule that found them; empty when there is no text.

    Raises:
        SelectorError: the selector of the option is malformed.
    """
    if selector:
        return page.lines_in(select(page.body, selector)), "option:body"
    best = density.best()
    need = _ENOUGH * density.prose.get(best, 0.0) if best is not None else 0.0
    for profile in known:
        floor = 0.0 if profile.hosts else need
        for begin, end in profile.body_between:
            lines = _between(page, begin, end)
            if lines and _prose(lines, density) >= floor and _text(lines):
                return lines, f"profile:{profile.name} {begin}"
        for body in profile.body:
            found = select(page.body, body) if may_match(body, page.marks) else []
            lines = page.lines_in(_siblings(found, density)) if found else []
            if lines and _prose(lines, density) >= floor and _text(lines):
                return lines, f"profile:{profile.name} {body}"
    marked = _marked(page)
    if marked and _prose(marked, density) >= need and _text(marked):
        return marked, "layout:comments"
    return densest(page, density), "layout:density"


def densest(page: Page, density: Density) -> list[Line]:
    """The lines of the element density finds, else (a poem has no sentences) of that with most words of its own."""
    best = density.best()
    if best is None:
        best = density.wordiest()
    elif (parent := best.getparent()) is not None and (
        (best.tag == "p" and density.sums[parent] == density.sums[best])
        or any(density.sums.get(child, 0.0) >= SENTENCE and alike(child, best) for child in parent if child is not best)
    ):
        best = parent  # salutations, verses and signatures stand beside one paragraph, and a text may stand in parts
    return page.lines_in([best]) if best is not None else []


def _text(lines: list[Line]) -> bool:
    return any(line.text.strip() and not line.linked for line in lines)


def _prose(lines: list[Line], density: Density) -> float:
    return sum(max(0.0, density.scores[line.index]) for line in lines)


def _siblings(found: list[Element], density: Density) -> list[Element]:
    """Of several matches those beside the one with most text: a body may come in parts, a list is none."""
    top = max(found, key=lambda element: density.prose.get(element, 0.0))
    return [element for element in found if element.getparent() is top.getparent()]


def _between(page: Page, begin: str, end: str) -> list[Line]:
    """The lines between two comments; the last beginning before the first end behind it."""
    starts = [c.line for c in page.comments if c.text.strip().lower() == begin.lower()]
    ends = [c.line for c in page.comments if c.text.strip().lower() == end.lower()]
    spans = [(s, e) for s in starts[:1] for e in ends if e > s]
    return page.lines[spans[-1][0] : spans[-1][1]] if spans else []


def _marked(page: Page) -> list[Line]:
    """The lines between a pair of comments that name the text's beginning and end."""
    starts = [c.line for c in page.comments if _BEGIN.fullmatch(c.text)]
    ends = [c.line for c in page.comments if _FINISH.fullmatch(c.text)]
    spans = [(s, e) for s in starts for e in ends if e > s]
    return page.lines[slice(*max(spans, key=lambda span: span[1] - span[0]))] if len(starts) == 1 and spans else []
