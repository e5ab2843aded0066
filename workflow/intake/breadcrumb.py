"""The position line of a page: the steps from its site's home to it."""

import re

from workflow.intake.evidence import Evidence
from workflow.intake.html import SEAM, Element, Line, Page, clean
from workflow.intake.labels import parse
from workflow.intake.titles import normal
from workflow.text.date.printed import parse_date

_POSITION = re.compile(
    r"(?:当前|现在|所在|本页|你?您(?:现在|当前)?(?:的|所在的?|所处的?)?|网站)(?:所处)?(?:的)?位置(?:是|为)?\s*[:：]?|您(?:现在|当前)?(?:正)?(?:在|位于)\s*[:：]|"
    r"当前栏目\s*[:：]|\b(?:Position|Location|You are here|Your position)\s*[:：]|^位置\s*[:：]",
    re.IGNORECASE,
)
_CRUMB_CLASS = re.compile(
    r"bread|crumb|position|location|weizhi|dqwz|mbx|navpath|\bpath\b(?!-)|curpos|wz\b", re.IGNORECASE
)
_ARROWS = re.compile(r"\s*(?:>+|＞+|»|›|→|▶|►|➤)\s*")
_CRUMB_SPLIT = re.compile(r"\s*(?:>+|＞+|»|›|→|/|\\|\||｜|·|::|-{1,2}>|—+|–|»|▶|►|➤|>>)\s*|\s+-\s+")


def position_line(evidence: Evidence, page: Page, first: int) -> None:
    """The position line, which stands before the body's `first` line."""
    found = _position(page, first)
    if found:
        evidence.add("position", found[0], found[1], 10)


def _position(page: Page, limit: int) -> tuple[tuple[str, ...], str] | None:
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
