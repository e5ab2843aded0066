"""The parts of a page around its body: the article's head, its foot, and the position line.

A label counts for more in the head, between title and text, than behind the text; above the title it counts least.
"""

import re
from dataclasses import dataclass, field

from workflow.intake.body import Body
from workflow.intake.headline import Headline, normal
from workflow.intake.html import SEAM, Element, Line, Page, clean, text_of
from workflow.intake.labels import Labelled, button, parse
from workflow.intake.trim import info_line
from workflow.text.date.printed import parse_date

_ABOVE, _BELOW, _UNTITLED = 12, 14, 16
_POSITION = re.compile(
    r"(?:当前|现在|所在|本页|你?您(?:现在|当前)?(?:的|所在的?|所处的?)?|网站)(?:所处)?(?:的)?位置(?:是|为)?\s*[:：]?|您(?:现在|当前)?(?:正)?(?:在|位于)\s*[:：]|"
    r"当前栏目\s*[:：]|\b(?:Position|Location|You are here|Your position)\s*[:：]|^位置\s*[:：]",
    re.IGNORECASE,
)
_CRUMB_CLASS = re.compile(r"bread|crumb|position|location|weizhi|dqwz|mbx|navpath|\bpath\b|curpos|wz\b", re.IGNORECASE)
_ARROWS = re.compile(r"\s*(?:>+|＞+|»|›|→|▶|►|➤)\s*")
_CRUMB_SPLIT = re.compile(r"\s*(?:>+|＞+|»|›|→|/|\\|\||｜|·|::|-{1,2}>|—+|–|»|▶|►|➤|>>)\s*|\s+-\s+")
_VALUE_TAGS = frozenset({"td", "dd", "div", "span", "p", "li"})


@dataclass(slots=True)
class Zone:
    """Lines of one part of the page, and the labels on them; `rank` 0 is the strongest place."""

    name: str
    rank: int
    lines: list[Line] = field(default_factory=list)

    def labels(self) -> list[Labelled]:
        """Every label; a value in the next cell of a table is joined to it."""
        found = []
        for number, line in enumerate(self.lines):
            following = self.lines[number + 1] if number + 1 < len(self.lines) else None
            for item in parse(line.text):
                last = not item.value and item.end >= len(line.text)
                if last and following is not None and _beside(line, following):
                    item = Labelled(item.field, item.name, clean(following.text), item.start, item.end)  # noqa: PLW2901
                found.append(item)
        return found


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
        if before is not None and _labelled_open(before) and _beside(before, line):
            continue
        text = clean(line.text.replace(SEAM, " "))
        iso = parse_date(text)
        brief = zone.rank == 0 and len(text) <= 90 and not re.search(r"[。！？；]", text)  # noqa: PLR2004
        if iso and (info_line(line) or brief):
            found.append((iso, line))
    return found


def _labelled_open(line: Line) -> bool:
    """Whether a line ends with a label that has no value in it."""
    items = parse(line.text)
    return bool(items) and not items[-1].value and items[-1].end >= len(line.text)


def _beside(line: Line, following: Line) -> bool:
    """Whether the next line is the value of a label at the end of this one: the next cell, or a short sibling."""
    text = following.plain
    if not text or len(text) > 40 or parse(following.text) or button(text) or re.search(r"[。！？]", text):  # noqa: PLR2004
        return False
    first, second = line.block, following.block
    if {first.tag, second.tag} <= {"td", "th"} or (first.tag == "dt" and second.tag == "dd"):
        return first.getparent() is second.getparent()
    parent = first.getparent()
    return (
        first is not second
        and parent is not None
        and parent is second.getparent()
        and first.tag == second.tag
        and first.tag in _VALUE_TAGS
        and first.getnext() is second
        and len(text_of(parent)) <= 60  # noqa: PLR2004 - an info line in pieces, no text
    )


def position(page: Page, limit: int) -> tuple[tuple[str, ...], str] | None:
    """The breadcrumb and the rule that found it; None when the page shows none.

    Args:
        page: the page.
        limit: index of the first line of the body; breadcrumbs stand before it.
    """
    lines = page.lines[: limit + 1]
    for find in (_labelled_path, _named_path, _plain_path):
        found = find(lines)
        if found:
            return found
    return None


def _labelled_path(lines: list[Line]) -> tuple[tuple[str, ...], str] | None:
    """``当前位置：首页 > 新闻 > 正文``."""
    for number, line in enumerate(lines):
        match = _POSITION.search(line.text.replace(SEAM, ""))
        if match and match.start() <= 12:  # noqa: PLR2004 - the label begins the line
            tail = lines[number + 1 : number + 7]
            return _crumbs(line, match[0], _rest(line, tail)), "label:" + clean(match[0]).rstrip(":：")
    return None


def _named_path(lines: list[Line]) -> tuple[tuple[str, ...], str] | None:
    """An element whose class or id says breadcrumb."""
    for line in lines:
        holder = None if parse(line.text) or parse_date(line.plain) else _crumb_holder(line)
        if holder is not None:
            steps = _crumbs(line, "", [o for o in lines if o is not line and _crumb_holder(o) is holder])
            if 1 < len(steps) <= 8:  # noqa: PLR2004 - a path, no menu
                return steps, "layout:breadcrumb"
    return None


def _plain_path(lines: list[Line]) -> tuple[tuple[str, ...], str] | None:
    """A line that begins with the home page, or links with arrows between them."""
    for line in lines:
        text = line.plain
        home = re.match(r"(?:[\u4e00-\u9fff]{0,4}首页|主页|Home)\s*(?:>|＞|»|›|→|/|-)", text)
        arrows = line.linked >= 2 and re.search(r">|＞|»|›|→", text)  # noqa: PLR2004 - at least one word
        if (home or arrows) and len(text) < 80:  # noqa: PLR2004 - a path, no list
            steps = _crumbs(line, "", [])
            if len(steps) > 1 and (home or all(len(step) <= 16 for step in steps[:-1])):  # noqa: PLR2004
                return steps, "layout:path"
    return None


def _crumb_holder(line: Line) -> Element | None:
    """The outermost near element named as a breadcrumb that holds the line."""
    named = None
    for element in (line.block, *list(line.block.iterancestors())[:3]):
        if _CRUMB_CLASS.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            named = element
    return named


def _rest(line: Line, following: list[Line]) -> list[Line]:
    """Lines that continue a breadcrumb: list items or cells beside its label."""
    holder = line.block.getparent() if line.block.tag in {"li", "span", "dt", "td", "b", "label"} else line.block
    found = []
    for other in following:
        if holder is not None and (other.block is holder or holder in other.block.iterancestors()):
            if len(other.plain) > 40 or parse(other.text):  # noqa: PLR2004 - no step of a path
                break
            found.append(other)
        else:
            break
    return found


def _crumbs(line: Line, label: str, more: list[Line]) -> tuple[str, ...]:
    """The steps of a breadcrumb: links and the text between separators."""
    text = line.text
    if label:
        plain = text.replace(SEAM, "")
        text = text if label not in text else text[text.index(label) + len(label) :]
        text = plain[plain.index(label) + len(label) :] if text is line.text else text
    pieces = [text, *(other.text for other in more)]
    steps: list[str] = []
    # A middle dot or a slash is part of a step's name where arrows stand between the steps.
    split = _ARROWS if any(map(_ARROWS.search, pieces)) else _CRUMB_SPLIT
    for piece in pieces:
        for part in split.split(piece):
            whole = clean(part)
            inner = [clean(bit) for bit in part.split(SEAM) if clean(bit)]
            steps += inner if len(inner) > 1 and line.links else [whole]
    return tuple(step for step in steps if normal(step))
