"""The exact borders of a body.

Line by line, what belongs to the head and the foot of an article, to its credits and to the page's furniture is taken
off; attachments stay. The first and the last line that remain are the text's own.
"""

import re
from itertools import islice

from workflow.intake.body import Body
from workflow.intake.boxes import without_boxes
from workflow.intake.credits import Credits, credit_line, issued, signed, undersigned
from workflow.intake.density import SENTENCE, Density, heads_comments
from workflow.intake.foot import (
    ANYWHERE,
    CLOSING,
    ORIGINAL_TITLE,
    attached,
    credited,
    edited,
    ends,
    is_foot,
    linked,
    split_foot,
    without_tail,
)
from workflow.intake.headline import Headline
from workflow.intake.html import Element, Line, Page, text_of
from workflow.intake.labels import LONGEST, button, parse, remainder
from workflow.intake.remarks import remark
from workflow.intake.sections import heads_section
from workflow.intake.titles import normal
from workflow.text.date.printed import parse_date

_SCRIPT_PAGES = re.compile(r"createPageHTML\s*\(\s*['\"]?(\d+)", re.IGNORECASE)
_TELEGRAM = re.compile(r"^\S{2,20}?\d{1,2}日(?:电|讯|消息)")
_SUMMARY = re.compile(r"^\W*(?:AI|智能){1,2}\s*(?:摘要|速览|导读|总结|提要)\W*$", re.IGNORECASE)
_AUTHOR = re.compile(r"^\W*(?:作者|译者)(?:简介|介绍|单位)\W")
_SUMMED = re.compile(r"^\W*(?:(?:内容|新闻|文章)?(?:摘要|提要|导读|提示|简介)|导语|核心提示)\W*")
_ECHO = 16
"""Characters of the shortest summary; fewer may be a heading that the text takes up."""

_PLAYER = re.compile(r"(?<![a-z])(?:video|player|vjs)(?![a-z]*(?:content|text|article))", re.IGNORECASE)
_OWN_DATE = re.compile(r"[\u4e00-\u9fff]{2,6}(?:时间|日期)\s*[：:]")
_EVENT_LABELS = frozenset({"时间", "日期", "Time", "Date"})
_INFO = frozenset({"source", "authors", "editors", "published", "noise", "updated", "office"})

_EXACT = ("option", "profile:documents")


def is_exact(rule: str) -> bool:
    """Whether a body is known exactly (a person named it, a document marks it), so that nothing is cut off it."""
    return rule.startswith(_EXACT)


def trim(page: Page, found: list[Line], rule: str, density: Density, headline: Headline | None) -> Body | None:
    """The body proper out of the lines among which it is; None when nothing is left.

    A body that a person named, or that a document marks, is taken whole: nothing in it is anybody's guess.
    """
    if is_exact(rule) and any(line.text.strip() for line in found):
        return Body(found, _common([line.block for line in found]), rule)
    lines = found[: _noisy_end(found, density)]
    lines = [line for line in lines if not density.noisy[line.index]]
    head: list[Line] = []
    credits_ = Credits()
    if headline and headline.lines:
        head = [line for line in lines if line.index <= headline.last]
        lines = lines[len(head) :]
    lines = _without_list(_without_players(_without_echo(_without_summary(lines)), density), density)
    if rule == "layout:density":
        lines = _dense(lines, density)
    cut = _cut(lines, density)
    lines, foot = lines[:cut], lines[cut:]
    before = page.lines[headline.last + 1 : lines[0].index] if headline and lines else []
    length, stated, own = _head_length(lines, headline, density, dated=any(map(info_line, [*before, *head])))
    head += [line for line in lines[:length] if line not in own]
    lines, credits_ = own + lines[length:], credits_ | stated
    lines, loose = _without_strays(lines, density)
    lines, behind = without_tail(lines, density)
    lines, boxed = without_boxes(lines, density, attached)
    loose = boxed + behind + loose
    lines, below = split_foot(lines, among=any(map(credited, foot[:3])))
    lines, outside = without_boxes(lines, density, attached)
    foot = outside + below + loose + foot
    for line in foot:
        credits_ |= (None if remark(line.plain) else credit_line(line.text, among=True)) or Credits()
    lines, strays = _without_strays(lines, density)
    lines, among_pictures = _without_credits(lines, density)
    for line in among_pictures:
        credits_ |= credit_line(line.text) or signed(line.text) or undersigned(line.text) or Credits()
    foot = among_pictures + foot
    foot, kept = _attachments(page, lines, strays + foot)
    lines += kept
    lines = [line for line in lines if not ANYWHERE.match(line.plain)]
    if not any(line.text.strip() for line in lines):
        return None
    return Body(
        lines, _common([line.block for line in lines]), rule, head, foot, credits_, _pages(page, lines[-1].index)
    )


def _without_summary(lines: list[Line]) -> list[Line]:
    """The lines without what a machine summed up above the text, in a box of its own."""
    boxes: set[Element] = set()
    for line in lines[:12]:
        if _SUMMARY.match(line.plain):
            chain = [line.block, *line.block.iterancestors()]
            sizes = [(box, sum(other.within({box}) for other in lines)) for box in chain[:3]]
            boxes |= {next((box for box, size in sizes if 1 < size < len(lines)), line.block)}
    return [line for line in lines if not line.within(boxes)] if boxes else lines


def _without_echo(lines: list[Line]) -> list[Line]:
    """The lines without who wrote the text, told above it, and a summary that says what it says, word for word."""
    lines = [line for number, line in enumerate(lines) if number >= 6 or not _AUTHOR.match(line.plain)]  # noqa: PLR2004
    for number, line in enumerate(lines[:6]):
        words = normal(_SUMMED.sub("", line.plain))
        apart = bool(_SUMMED.match(line.plain)) or all(
            line.block.getparent() is not other.block.getparent() for other in lines[number + 1 : number + 3]
        )
        if apart and len(words) >= _ECHO and words in normal("".join(other.plain for other in lines[number + 1 :])):
            return lines[:number] + lines[number + 1 :]
    return lines


def _without_list(lines: list[Line], density: Density) -> list[Line]:
    """The lines without other articles that are listed above the text, below a heading of their own."""
    for number, line in enumerate(lines[:8]):
        if density.scores[line.index] >= SENTENCE and not ANYWHERE.match(line.plain):
            break
        length = next((n for n, other in enumerate(lines[number + 1 :]) if not linked(other)), 0)
        if heads_section(line.plain) and length:
            return lines[:number] + lines[number + 1 + length :]
    return lines


def _without_players(lines: list[Line], density: Density) -> list[Line]:
    """The lines without what stands in the boxes of players: a film's title, whose it is, buttons."""
    boxes: set[Element] = set()
    for line in lines:
        for element in (line.block, *islice(line.block.iterancestors(), 3)):
            if _PLAYER.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
                inside = [other for other in lines if other.within({element})]
                if sum(max(0.0, density.scores[other.index]) for other in inside) < SENTENCE:
                    boxes.add(element)
    return [line for line in lines if line.images or not line.within(boxes)] if boxes else lines


def _dense(lines: list[Line], density: Density) -> list[Line]:
    """The stretch of lines with the highest sum, with unscored lines and sister paragraphs (a link alone) beside it."""
    best = (0.0, 0, 0)
    total, start = 0.0, 0
    for number, line in enumerate(lines):
        if total <= 0:
            total, start = 0.0, number
        total += density.scores[line.index]
        if total > best[0]:
            best = (total, start, number + 1)
    _, start, end = best
    while start > 0 and density.scores[lines[start - 1].index] >= 0:
        start -= 1
    beside = {line.block.getparent() for line in lines[start:end] if density.scores[line.index] >= SENTENCE}
    while end < len(lines) and (
        density.scores[lines[end].index] >= 0 or (lines[end].block.getparent() in beside and not is_foot(lines[end]))
    ):
        end += 1
    return lines[start:end]


def _cut(lines: list[Line], density: Density) -> int:
    """Index of the first line behind the text: where related articles, share buttons or statements begin."""
    total = sum(max(0.0, density.scores[line.index]) for line in lines)
    seen = 0.0
    for number, line in enumerate(lines):
        late = seen >= 0.6 * total and (edited(line) or all(map(credited, lines[number : number + 2])))
        late = late or (seen >= 0.6 * total and bool(CLOSING.match(line.plain)))
        listed = heads_section(line.plain) and any(linked(other) for other in lines[number + 1 : number + 3])
        if seen >= SENTENCE and heads_comments(line.plain):
            return number
        if seen >= 0.5 * total and number and (ends(line) or listed or late):
            return number
        seen += max(0.0, density.scores[line.index])
    return len(lines)


def _noisy_end(lines: list[Line], density: Density) -> int:
    """Index of the first line in the page's furniture that heads other articles, behind most of the text."""
    total = sum(max(0.0, density.scores[line.index]) for line in lines)
    seen = 0.0
    for number, line in enumerate(lines):
        if density.noisy[line.index] and seen >= 0.7 * total and (ends(line) or heads_section(line.plain)):
            return number
        seen += max(0.0, density.scores[line.index])
    return len(lines)


def _head_length(
    lines: list[Line], headline: Headline | None, density: Density, *, dated: bool
) -> tuple[int, Credits, list[Line]]:
    """How many lines at the beginning belong to the article's head, what they credit, and headings of the text there.

    A short line or two between lines of the head (a value in a cell of its own, a lone button) belong to it; one in
    bold letters is the text's first heading, below which its author stands, and a sentence is a caption.
    """
    length, gap, credits_, own = 0, 0, Credits(), list[Line]()
    for number, line in enumerate(lines[:24]):
        stated = _head_line(line, headline, dated=dated)
        if stated is not None:
            length, gap = number + 1, 0
            credits_ |= stated
            dated = dated or bool(parse_date(line.plain))
            continue
        gap += 1
        if _TELEGRAM.match(line.plain) or density.scores[line.index] >= SENTENCE:
            break
        if gap > 2 or len(line.plain) > 30 or not line.plain:  # noqa: PLR2004
            break
        if line.plain.endswith(("。", "！", "？")) or all(
            slot.tag in {"strong", "b"} for slot, where in line.slots if (getattr(slot, where) or "").strip()
        ):
            own.append(line)
    return length, credits_, [line for line in own if line in lines[:length]]


def _head_line(line: Line, headline: Headline | None, *, dated: bool) -> Credits | None:
    """What a line before the text credits, when it belongs to the article's head; None for text.

    Once the article is dated, lines ``时间：…`` and ``讲座时间：…`` speak of the event the text is about.
    """
    text = line.plain
    if not text or _TELEGRAM.match(text):
        return None
    items = parse(line.text)
    if dated and (all(item.name in _EVENT_LABELS for item in items) if items else _OWN_DATE.match(text)):
        return None
    if headline and _repeats(normal(text), headline):
        return Credits()
    stated = credit_line(line.text) or signed(line.text) or issued(text)
    if stated is not None:
        return stated
    brief = not dated and len(text) <= 60 and parse_date(text) and not re.search(r"[。！？；，]", text)  # noqa: PLR2004
    return (
        Credits()
        if brief or info_line(line) or ANYWHERE.match(text) or button(text) or ORIGINAL_TITLE.match(text)
        else None
    )


def _repeats(key: str, headline: Headline) -> bool:
    """Whether a line says title or subtitle again, or one of the title's two parts."""
    title = normal(headline.text)
    parted = len(key) >= 6 and (title.startswith(key) or title.endswith(key))  # noqa: PLR2004 - more than a word
    return bool(key) and (parted or key in {title, normal(headline.subtitle)})


def info_line(line: Line) -> bool:
    """Whether a line holds nothing but dates, labels and a page's buttons."""
    text = line.text
    if len(text) > LONGEST or re.search(r"[。！？]", text):
        return False
    items = parse(text)
    if items and items[0].field in {"published", "dated"} and not parse_date(items[0].value) and items[0].value.strip():
        return False
    dated = bool(parse_date(text))
    rest = normal(remainder(text))
    for link in line.links if items and dated else ():  # beside them, one leads to the site
        rest = rest.replace(normal(text_of(link)), "")
    if not items and not dated:
        return False
    if any(len(item.value) > 60 for item in items):  # noqa: PLR2004 - a sentence with a colon
        return False
    named = any(i.field in _INFO for i in items)
    return (named or dated) and (len(rest) <= 12 or button(remainder(text).strip(" |")))  # noqa: PLR2004


def _without_credits(lines: list[Line], density: Density) -> tuple[list[Line], list[Line]]:
    """Take out credits behind the last sentence that stand before a signature or among pictures."""
    last = max((n for n, line in enumerate(lines) if density.scores[line.index] >= SENTENCE), default=len(lines))
    behind = [line for line in lines[last + 1 :] if not line.images]
    found = [line for line in behind if credited(line) or signed(line.text)]
    found += [line for line in behind if undersigned(line.text)] if len(behind) == 1 else []
    return [line for line in lines if line not in found], found


def _without_strays(lines: list[Line], density: Density) -> tuple[list[Line], list[Line]]:
    """Take off border lines that are no text: bare numbers and signs, and lone words in boxes of their own."""
    prose = [line for line in lines if density.scores[line.index] >= SENTENCE]
    if not prose:
        return lines, []

    def stray(line: Line, anchor: Line) -> bool:
        text = line.plain
        if not text or line.images:
            return False
        if not re.search(r"[A-Za-z\u3400-\u9fff]", text):
            return True
        holders = {anchor.block, anchor.block.getparent()}
        if line.block.tag in {"td", "th", "li"}:
            return False
        return len(text) <= 4 and line.block not in holders and line.block.getparent() not in holders  # noqa: PLR2004

    start, end = 0, len(lines)
    while start < end and stray(lines[start], prose[0]):
        start += 1
    while end > start and stray(lines[end - 1], prose[-1]):
        end -= 1
    return lines[start:end], lines[end:]


def _attachments(page: Page, lines: list[Line], foot: list[Line]) -> tuple[list[Line], list[Line]]:
    """Lines of the foot, and just behind the body, that are links to files: they belong to the text."""
    last = lines[-1].index if lines else 0
    behind = [line for line in page.lines[last + 1 : last + 15] if line not in foot]
    kept = sorted((line for line in [*foot, *behind] if attached(line)), key=lambda line: line.index)
    return [line for line in foot if line not in kept], kept


def _common(blocks: list[Element]) -> Element:
    """The innermost element that holds all the blocks."""
    first, *rest = blocks
    chain = [first, *first.iterancestors()]
    for block in dict.fromkeys(rest):
        others = {block, *block.iterancestors()}
        chain = chain[next(i for i, element in enumerate(chain) if element in others) :]
    return chain[0]


def _pages(page: Page, last: int) -> str:
    """A hint that the article goes on on further pages, or ''."""
    match = _SCRIPT_PAGES.search(page.scripts)
    if match and int(match[1]) > 1:
        return f"page 1 of {match[1]}"
    for line in page.lines[last + 1 : last + 15]:
        links = [
            link
            for link in line.links
            if (link.get("href") or "").strip().strip("#").lower()[:10] not in {"", "javascript"}
        ]
        if links and re.search(r"下一页|余下全文", line.plain):
            return "more pages follow"
    return ""
