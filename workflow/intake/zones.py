"""The parts of a page around its body: the article's head, its foot, and what stands above its title.

A label counts for more in the head, between title and text, than behind the text; above the title it counts least.
"""

import re

from workflow.intake.body import Body
from workflow.intake.headline import Headline
from workflow.intake.html import SEAM, Line, Page, clean
from workflow.intake.labels import parse
from workflow.intake.printed import Zone, beside
from workflow.intake.trim import info_line
from workflow.text.date.printed import parse_date

_NO_DATE = frozenset({"source", "authors", "editors", "other", "office"})
"""Labels whose value is no date, so that one below is the article's."""

_ABOVE, _BELOW, _UNTITLED = 12, 14, 16


def zones(page: Page, headline: Headline | None, body: Body) -> list[Zone]:
    """Head, foot and what stands above the title, strongest first."""
    inside = {line.index for line in body.lines}
    after = headline.last if headline else -1
    start = after + 1 if after >= 0 and after < body.first else max(0, body.first - _UNTITLED)
    taken = {line.index for line in headline.lines} if headline else set()
    head = [line for line in page.lines[start : body.first] if line.index not in inside]
    head += [line for line in body.head if line.index not in taken and line not in head and line.index > after]
    above = [line for line in page.lines[max(0, start - _ABOVE) : start] if line.index not in taken]
    foot = list(body.foot)
    foot += [line for line in page.lines[body.last + 1 : body.last + 1 + _BELOW] if line not in foot]
    return [Zone("head", 0, head), Zone("foot", 1, foot), Zone("above", 2, above)]


def info_dates(zone: Zone) -> list[tuple[str, Line]]:
    """Dates without a label on lines that hold nothing but information; in the head, on any that is no sentence."""
    found = []
    for number, line in enumerate(zone.lines):
        before = zone.lines[number - 1] if number else None
        if before is not None and _labelled_open(before) and beside(before, line):
            continue
        text = clean(line.text.replace(SEAM, " "))
        iso = parse_date(text)
        brief = zone.rank == 0 and len(text) <= 90 and not re.search(r"[。！？；]", text)  # noqa: PLR2004
        if iso and (info_line(line) or brief):
            found.append((iso, line))
    return found


def _labelled_open(line: Line) -> bool:
    """Whether a line ends with a label of another date that has no value in it."""
    items = parse(line.text)
    return bool(items) and not items[-1].value and items[-1].field not in _NO_DATE and items[-1].end >= len(line.text)
