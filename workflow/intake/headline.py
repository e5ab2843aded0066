"""Which of a page's lines is the title.

``<title>`` often holds the site's name instead, and templates leave old titles in meta tags; so the printed lines are
judged by what speaks for each of them, and the embedded titles are witnesses.
"""

import re
from dataclasses import dataclass

from workflow.intake.density import Density
from workflow.intake.embedded import Statement
from workflow.intake.html import SEAM, Line, Page, clean, heading_of
from workflow.intake.labels import button, parse, remainder
from workflow.intake.people import is_source
from workflow.intake.titles import SEPARATOR, normal
from workflow.text.date.printed import parse_date

_CLASS = re.compile(
    r"(?:^|[^a-z])(?:title|tit|biaoti|bt|headline|arti_?title|news_?title|subject|h1)(?:[^a-z]|$)|title", re.IGNORECASE
)
_LESSER = re.compile(
    r"sub_?tit|subtitle|fubt|fbt|fubiaoti|ftitle|futit|yinti|yint|shoulder|pretitle|introtitle|site|logo|lanmu|column|list|related|tags?|crumb|"
    r"recommend|tuijian|hot|slide|\bpre\b|\bsub\b|nav|menu|side|foot|top",
    re.IGNORECASE,
)
_SUB = re.compile(r"sub_?tit|subtitle|fubt|fbt|fubiaoti|ftitle|futit|\bsub\b|title2|vice", re.IGNORECASE)
_DAY = re.compile(r"\s*[（(]\s*\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*[）)]\Z")
"""The day behind a title, in its element."""

_DASH = re.compile(r"^\s*(?:——|--|―+|—|──)\s*")
_INFO = frozenset({"source", "published", "authors", "editors", "noise", "updated", "office"})
_SITE_NAME = re.compile(
    r"(?:网|网站|大学|学院|政府|厅|局|委员会|门户|日报|新闻网|频道|官网|首页|中心|客户端|电视台|在线|数字报纸?|电子报|电子版)\Z"
)
_INSTITUTION = re.compile(
    r"[\u4e00-\u9fff（）()]{2,16}(?:大学|学院|学校|中学|小学|医院|政府|委员会|法院|检察院|日报|晚报|时报|新闻网|网站|官网|门户)\Z"
)
"""A ``<title>`` that is nothing but whose site it is."""

_BADGE = re.compile(rf"^{SEAM}*(?:原创|转载|置顶|独家|推荐|头条|快讯|热|荐|新|图|视频){SEAM}+(?=[^{SEAM}\s])")
"""A mark in an element of its own before a title."""

_NUMBERED = re.compile(r"第?\s*[A-Z]?\d{1,5}\s*版(?:[：:\s]|\Z)|\S{1,12}[〔\[（(]\d{4}[〕\]）)]\s*第?\d+号\Z")
"""A page of a paper, and a document by its number."""

_ROOT = re.compile(r"(?:https?:)?(?://[^/?#]+)?/?(?:\./|(?:index|main|default)\.\w{3,5})?\Z", re.IGNORECASE)
_EDITION = re.compile(r"数字报|电子报|电子版|数字版|e-?paper", re.IGNORECASE)
_HAN, _LETTER = re.compile(r"[\u3400-\u9fff]"), re.compile(r"[A-Za-z]")
_MAX = 120


@dataclass(frozen=True, slots=True)
class Headline:
    """The title found: its text and subtitle, the rule, and the lines it stands on (none when it is not printed)."""

    text: str
    rule: str
    subtitle: str = ""
    lines: tuple[Line, ...] = ()

    @property
    def last(self) -> int:
        """Index of the title's last line, -1 when it is not printed."""
        return self.lines[-1].index if self.lines else -1


def find_headline(page: Page, density: Density, stated: list[Statement], tag: str, limit: int) -> Headline | None:
    """The page's title.

    Args:
        page: the page.
        density: its line scores.
        stated: what it states for machines.
        tag: the text of ``<title>``.
        limit: index of the line with which the body begins; the title stands before it, or a few lines into it.
    """
    witnesses = [(item.value, item.rule) for item in stated if item.field == "title" and item.value]
    sites = {normal(item.value) for item in stated if item.field == "site"}
    judge = _Judge(page, density, witnesses, tag, sites)
    candidates = [(judge.score(group), -group[0].index, group) for group in judge.groups(limit)]
    best = max(candidates, default=None, key=lambda item: item[:2])
    if best and best[0] >= 3.0:  # noqa: PLR2004 - a heading with nothing against it
        return _printed(best[2], witnesses, page)
    if judge.edition and (named := [group for _, _, group in candidates if judge.formed(group[0]) > 0]):
        return _printed(named[-1], witnesses, page)
    if judge.mute and best and best[0] >= 1.0:  # any sign is more than the site's name
        return _printed(best[2], witnesses, page)
    for value, rule in witnesses:
        text = without_site(value, sites)
        if text:
            return Headline(text, rule)
    text = without_site(tag, sites)
    return Headline(text, "meta:title tag") if text and normal(text) not in sites else None


def without_site(title: str, sites: set[str]) -> str:
    """A ``<title>`` without site and column: of ``title_column_site`` and ``site | title`` the likeliest part."""
    parts = [part.strip() for part in SEPARATOR.split(title) if part and part.strip()]
    if len(parts) < 2:  # noqa: PLR2004 - nothing to choose from
        return title.strip()
    fit = [p for p in parts if normal(p) not in sites and not _SITE_NAME.search(p)] or parts
    first = fit[0]
    longest = max(fit, key=len)
    return first if len(first) >= 8 or len(longest) < 1.5 * len(first) else longest  # noqa: PLR2004 - a title, not a name


def _without_edition(tag: str) -> str:
    """The ``<title>`` of a digital edition without the paper's name, which is all that many of them hold."""
    if not _EDITION.search(tag):
        return tag
    parts = [part for part in SEPARATOR.split(tag) if part and not _EDITION.search(part)]
    return "_".join(part for part in parts if not part.strip().endswith("报"))


def _foreign(tag: str, page: Page) -> bool:
    """Whether the ``<title>`` of a Chinese page holds no Chinese, and so is the site's name."""
    text = "".join(line.plain for line in page.lines)
    return not _HAN.search(tag) and len(_HAN.findall(text)) > len(_LETTER.findall(text))


def _nowhere(tag: str, page: Page) -> bool:
    """Whether a ``<title>`` names a site: by its last word, or since no line of the page says it or a part of it."""
    parts = [normal(part) for part in SEPARATOR.split(tag) if part]
    keys = [normal(line.plain) for line in page.lines]
    return bool(_SITE_NAME.search(tag)) or not any(part and part in key for part in parts for key in keys)


class _Judge:
    """Weighs what speaks for a line being the title."""

    def __init__(
        self, page: Page, density: Density, witnesses: list[tuple[str, str]], tag: str, sites: set[str]
    ) -> None:
        self.page = page
        self.density = density
        self.witnesses = [normal(value) for value, _ in witnesses]
        sites = sites | ({normal(tag)} if _INSTITUTION.fullmatch(tag) else set())
        title, tag = tag, "" if _foreign(tag, page) or normal(tag) in sites else _without_edition(tag)
        self.mute = not witnesses and (not tag or (len(tag) <= 20 and _nowhere(tag, page)))  # noqa: PLR2004 - a name
        self.edition = bool(_EDITION.search(title)) and not tag and not witnesses
        self.tag = normal(tag)
        self.first = normal(SEPARATOR.split(tag)[0]) if tag else ""
        self.sites = sites | {normal(p) for p in SEPARATOR.split(tag)[1:] if p and _SITE_NAME.search(p.strip())}

    def groups(self, limit: int) -> list[tuple[Line, ...]]:
        """Lines that may be the title: each alone, and those of one heading or small block together."""
        lines = [line for line in self.page.lines[: limit + 8] if line.text]
        lines = [line for line in lines if line.index <= limit or self.marked(line)]
        groups: list[tuple[Line, ...]] = [(line,) for line in lines]
        for start, line in enumerate(lines):
            holder = heading_of(line)
            holder = line.block if holder is None else holder
            together = [line]
            for following in lines[start + 1 : start + 4]:
                if following.block is holder or heading_of(following) is holder:
                    together.append(following)
                    groups.append(tuple(together))
                else:
                    break
        return [group for group in groups if self.possible(group)]

    def marked(self, line: Line) -> bool:
        """Whether a line behind the first sentence is a title all the same: that sentence was a motto or a menu."""
        key = normal(line.plain)
        return heading_of(line) is not None or (len(key) >= 6 and key in {self.first, *self.witnesses})  # noqa: PLR2004

    def possible(self, group: tuple[Line, ...]) -> bool:
        """Whether the text can be a title at all."""
        text = _text(group)
        key = normal(text)
        if not 2 <= len(key) <= _MAX or key in self.sites:  # noqa: PLR2004 - a title has a word
            return False
        if any(_logo(line) for line in group):
            return False
        if len(group) == 1 and (
            button(text)
            or text in {"首页", "正文", "新闻", "内容"}
            or _NUMBERED.match(text)
            or re.search(r"当前位置|所在位置|您的位置|^Position\b|^首页\s*[-–—>＞»/›]|[今現现][天在]是\W*$", text)
        ):
            return False
        items = parse(group[0].text)
        # ``视频｜…`` begins a title; elsewhere it is a credit.
        titled = heading_of(group[0]) is not None or self.tag.startswith(key)
        info = _INFO | {"dated"} if titled else _INFO | {"dated", "other"}
        if items and items[0].start <= 2 and items[0].field in info:  # noqa: PLR2004 - a sign before it
            return False
        return not (parse_date(text) and len(normal(remainder(group[0].text))) <= 4)  # noqa: PLR2004 - a date alone

    def score(self, group: tuple[Line, ...]) -> float:
        """The sum of what speaks for and against."""
        text, line = _text(group), group[0]
        key = normal(text)
        value = self.witnessed(key) + self.formed(line) + self.placed(group)
        if sum(item.linked for item in group) > len(key) * 0.6:
            value -= 3.0
        if self.density.noisy[line.index]:
            value -= 1.5
        if text.endswith(("。", "；", "：", ":", "，")) and not self.witnessed(key):
            value -= 3.0
        if len(key) <= 8 and is_source(text) and self.placed(group) < 2.5 and key not in self.witnesses:  # noqa: PLR2004 - a logo
            value -= 5.0
        if len(key) <= 8 and _SITE_NAME.search(text) and key not in self.witnesses:  # noqa: PLR2004 - a name
            value -= 3.0
        if len(key) > 60:  # noqa: PLR2004 - long for a title
            value -= 1.5
        if len(key) < 5:  # noqa: PLR2004 - a column's name more often than a title
            value -= 1.5
        return value

    def witnessed(self, key: str) -> float:
        """How well embedded titles and ``<title>`` bear the text out."""
        value = 0.0
        if len(key) < 4 and key not in {self.first, *self.witnesses}:  # noqa: PLR2004 - too short to prove a thing
            return 0.0
        for witness in self.witnesses:
            if key == witness:
                value = max(value, 6.0)
            elif key in witness:
                value = max(value, 5.0 * len(key) / len(witness))
            elif witness and witness in key:
                value = max(value, 4.0 * len(witness) / len(key))
        if key == self.first:
            value = max(value, 5.5)
        elif key in self.tag:
            value = max(
                value, (4.0 if self.tag.startswith(key) else 3.0) * min(1.0, len(key) / max(1, len(self.first)))
            )
        elif len(self.first) >= 8 and key.startswith(self.first):  # noqa: PLR2004 - a <title> that was cut short
            value = max(value, 3.0)
        return value

    def formed(self, line: Line) -> float:
        """Heading element and class names."""
        value = 0.0
        heading = heading_of(line)
        if heading is not None:
            value += {"h1": 3.0, "h2": 2.2, "h3": 1.8, "founder-title": 5.0}.get(str(heading.tag), 1.2)
        element: object = heading if heading is not None else line.block
        marks = " ".join(
            f"{e.get('class') or ''} {e.get('id') or ''}"
            for e in (element, *{s for s, _ in line.slots})
            if hasattr(e, "get")
        )
        if _LESSER.search(marks):
            value -= 2.0
        elif _CLASS.search(marks):
            value += 1.5
        return value

    def placed(self, group: tuple[Line, ...]) -> float:
        """Distance to the info line (date, source) that follows a title, or, in some templates, stands right above."""
        if _info(group[-1]):
            return 3.0
        for distance, line in enumerate(self.page.lines[group[-1].index + 1 : group[-1].index + 5]):
            if _informs(line):
                return 3.0 - 0.5 * distance
        above = self.page.lines[group[0].index - 1 : group[0].index] if group[0].index else []
        return 2.0 if any(map(_informs, above)) else 0.0


def _logo(line: Line) -> bool:
    """Whether a line is a link to the site's own front page and nothing else."""
    href = (line.links[0].get("href") or "").strip() if len(line.links) == 1 else ""
    return bool(href and _ROOT.match(href)) and line.linked >= 0.9 * len(line.plain.replace(" ", ""))


def _informs(line: Line) -> bool:
    """Whether a line tells date, source and the like."""
    items = [item for item in parse(line.text) if item.field in _INFO]
    return bool(items) or (bool(parse_date(line.text)) and len(normal(remainder(line.text))) <= 30)  # noqa: PLR2004 - a line of info


def _text(group: tuple[Line, ...]) -> str:
    return clean(" ".join(clean(_BADGE.sub("", line.text[: _info(line)])) for line in group))


def _info(line: Line) -> int | None:
    """Where in a heading an element with the date or the source begins; None where there is none."""
    items = [item for item in parse(line.text) if item.field in _INFO and item.start > 2]  # noqa: PLR2004 - no title
    return items[0].start if items and line.text[items[0].start - 1] == SEAM else None


def _printed(group: tuple[Line, ...], witnesses: list[tuple[str, str]], page: Page) -> Headline:
    """The title as printed, with the rule that vouches for it and the subtitle that follows."""
    lines = [line for line in group if line.plain]
    text, subtitle = _DAY.sub("", _text(tuple(lines))), ""
    for number, line in enumerate(lines[1:], start=1):
        if _DASH.match(line.plain):
            text, subtitle = _text(tuple(lines[:number])), _DASH.sub("", _text(tuple(lines[number:])))
            break
    if not subtitle:
        subtitle, extra = _subtitle(lines, page)
        lines += extra
    key = normal(text)
    vouching = next((rule for value, rule in witnesses if normal(value) == key), "")
    heading = heading_of(lines[0])
    rule = vouching or f"layout:{heading.tag if heading is not None else lines[0].block.tag}"
    return Headline(text, rule, subtitle, tuple(lines))


def _lesser_heading(title: Line, line: Line) -> bool:
    """Whether a line is a heading of its own beside the title's, of the same or a lower level."""
    first, second = heading_of(title), heading_of(line)
    if first is None or second is None or first is second or first.tag == "h4":
        return False
    return first.getparent() is second.getparent() and first.getnext() is second and str(second.tag) >= str(first.tag)


def _subtitle(lines: list[Line], page: Page) -> tuple[str, list[Line]]:
    """A subtitle on the line behind the title: behind a dash, or in an element named so."""
    following = page.lines[lines[-1].index + 1 : lines[-1].index + 2]
    for line in following:
        marks = f"{line.block.get('class') or ''} {line.block.get('id') or ''}"
        text = line.plain
        if not 2 <= len(text) <= 80 or parse(line.text) or parse_date(text) or button(text) or line.linked:  # noqa: PLR2004 - a line, not a paragraph
            continue
        if _DASH.match(text) or _SUB.search(marks) or _lesser_heading(lines[0], line):
            return _DASH.sub("", text), [line]
    return "", []
