"""The exact borders of a body.

Line by line, what belongs to the head and the foot of an article, to its credits and to the page's furniture is taken
off; attachments stay. The first and the last line that remain are the text's own.
"""

import re

from workflow.intake.body import Body
from workflow.intake.boxes import without_boxes
from workflow.intake.credits import Credits, bare, credit_line
from workflow.intake.density import SENTENCE, Density, furniture
from workflow.intake.headline import Headline, normal
from workflow.intake.html import Element, Line, Page
from workflow.intake.labels import LONGEST, button, parse, remainder
from workflow.intake.people import is_source
from workflow.intake.remarks import remark
from workflow.text.dates import parse_date

_END = re.compile(
    r"^[\s\u3000【\[（(]*(?:上一[篇条则]|下一[篇条则]|前一篇|后一篇|相关(?:阅读|新闻|链接|文章|报道|推荐|稿件|专题)|专题链接|"
    r"延伸阅读|推荐阅读|热门推荐|热点新闻|更多(?:新闻|精彩|资讯)|猜你喜欢|精彩推荐|最新(?:新闻|文章)|为您推荐|大家都在看|"
    r"分享到|分享至|打印(?:本[页文]|此文|稿件)?(?=[\s】\]]|$)|关闭(?:本页|窗口)?(?=[\s】\]]|$)|返回(?:顶部|列表)?(?=[\s】\]]|$)|我要纠错|纠错|"
    r"扫一扫|网友评论|发表评论|声明[:：]|免责声明|版权声明|特别声明|"
    r"(?:Previous|Next|Related|Share|Print|Close)\b(?!.*[a-z][.,;?!]))"
)
_ANYWHERE = re.compile(
    r"^[\s\u3000【\[]*(?:字号|字体|分享到|分享至|打印(?:本页|本文)?|扫一扫.{0,16}|点击(?:下载)?查看原文|上一页|下一页|阅读原文|"
    r"返回顶部|\[?\s*[大中小]\s*\]?|当前位置.*|您(?:现在|当前)?(?:的|所在的?)位置.*|Position\s*:.*)[\s】\]]*$"
)
_CLOSING = re.compile(r"^[\W_]*(?:END|The\s+End|完|全文完|本文完)[\W_]*$", re.IGNORECASE)
_ORIGINAL_TITLE = re.compile(r"^[\s\u3000（(【]*原标?题\s*(?:[:：]|(?:为|是)?[:：]?\s*[《“])")
_LINK_ORIGINAL = re.compile(
    r"^\s*(?:Links?\s+to\s+(?:the\s+)?original(?:\s+(?:article|text|page))?|Original\s+(?:article|link)|"
    r"阅读原文)\s*[:：]?",
    re.IGNORECASE,
)
_EDITION = re.compile(
    r"^[\s\u3000（(]*《[^》]{2,16}》\s*[（(]?\s*\d{4}年\s*\d{1,2}月\s*\d{1,2}日[^。]{0,16}[）)]?\s*[）)]?$"
)
_REPRINT = re.compile(r"^\s*原文(?:链接|地址)\s*[:：]")
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|zip|rar|7z|ofd|txt|csv)(?:[?#].*)?$|/download|downloadattach|filedown",
    re.IGNORECASE,
)
_ATTACHMENT = re.compile(r"^[\s\u3000【\[]*附件")
_PAGER = re.compile(
    r"^(?:[\s\d【】\[\]«»<>…|]|(?:上|下|首|尾|末|前|后)一?页|共\d*页|第\d*页|余下全文|Next page|Next|Previous)+$",
    re.IGNORECASE,
)
_SCRIPT_PAGES = re.compile(r"createPageHTML\s*\(\s*['\"]?(\d+)", re.IGNORECASE)
_TELEGRAM = re.compile(r"^\S{2,20}?\d{1,2}日(?:电|讯|消息)")
_SUMMARY = re.compile(r"^\W*(?:AI|智能){1,2}\s*(?:摘要|速览|导读|总结|提要)\W*$", re.IGNORECASE)
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
    lines = [line for line in found if not density.noisy[line.index] or rule.startswith("option")]
    head: list[Line] = []
    foot: list[Line] = []
    credits_ = Credits()
    if headline and headline.lines:
        head = [line for line in lines if line.index <= headline.last]
        lines = lines[len(head) :]
    lines = _without_summary(lines)
    if rule == "layout:density":
        lines = _dense(lines, density)
    cut = _cut(lines, density)
    lines, foot = lines[:cut], lines[cut:]
    before = page.lines[headline.last + 1 : lines[0].index] if headline and lines else []
    length, stated = _head_length(lines, headline, density, dated=any(map(info_line, [*before, *head])))
    head, lines, credits_ = head + lines[:length], lines[length:], credits_ | stated
    lines, loose = _without_strays(lines, density)
    lines, boxed = without_boxes(lines, density, _attached)
    loose = boxed + loose
    lines, below = _split_foot(lines, credited=any(map(_credited, foot[:3])))
    lines, outside = without_boxes(lines, density, _attached)
    foot = outside + below + loose + foot
    for line in foot:
        credits_ |= (None if remark(line.plain) else credit_line(line.text, among=True)) or Credits()
    lines, strays = _without_strays(lines, density)
    foot, kept = _attachments(page, lines, strays + foot)
    lines += kept
    lines = [line for line in lines if not _ANYWHERE.match(line.plain)]
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
        density.scores[lines[end].index] >= 0 or (lines[end].block.getparent() in beside and not _is_foot(lines[end]))
    ):
        end += 1
    return lines[start:end]


def _cut(lines: list[Line], density: Density) -> int:
    """Index of the first line behind the text: where related articles, share buttons or statements begin."""
    total = sum(max(0.0, density.scores[line.index]) for line in lines)
    seen = 0.0
    for number, line in enumerate(lines):
        late = seen >= 0.6 * total and (_edited(line) or all(map(_credited, lines[number : number + 2])))
        late = late or (seen >= 0.6 * total and bool(_CLOSING.match(line.plain)))
        if seen >= 0.5 * total and number and (_ends(line) or late):
            return number
        seen += max(0.0, density.scores[line.index])
    return len(lines)


def _credited(line: Line) -> bool:
    """Whether a line credits people: two in a row end a text."""
    stated = credit_line(line.text)
    return stated is not None and bool(stated.authors or stated.editors)


def _edited(line: Line) -> bool:
    """Whether a line names the responsible editor, which a text does once, at its end."""
    items = parse(bare(line.text))
    return (
        bool(items)
        and items[0].name in {"责任编辑", "责编"}
        and items[0].start <= 1
        and credit_line(line.text) is not None
    )


def _ends(line: Line) -> bool:
    text = line.plain
    if _LINK_ORIGINAL.match(text):
        return True
    return bool(_END.match(text)) and (len(text) <= 40 or furniture(text))  # noqa: PLR2004 - no sentence


def _head_length(lines: list[Line], headline: Headline | None, density: Density, *, dated: bool) -> tuple[int, Credits]:
    """How many lines at the beginning belong to the article's head, and what they credit.

    A short line or two between lines of the head (a value in a cell of its own, a lone button) belong to it.
    """
    length, gap, credits_ = 0, 0, Credits()
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
    return length, credits_


def _head_line(line: Line, headline: Headline | None, *, dated: bool) -> Credits | None:
    """What a line before the text credits, when it belongs to the article's head; None for text.

    Once the article is dated, a line ``时间：…`` speaks of the event the text is about.
    """
    text = line.plain
    if not text or _TELEGRAM.match(text):
        return None
    items = parse(line.text)
    if dated and items and all(item.name in _EVENT_LABELS for item in items):
        return None
    if headline and normal(text) in {normal(headline.text), normal(headline.subtitle)} - {""}:
        return Credits()
    stated = credit_line(line.text)
    if stated is not None:
        return stated
    brief = not dated and len(text) <= 60 and parse_date(text) and not re.search(r"[。！？；，]", text)  # noqa: PLR2004
    return (
        Credits()
        if brief or info_line(line) or _ANYWHERE.match(text) or button(text) or _ORIGINAL_TITLE.match(text)
        else None
    )


def info_line(line: Line) -> bool:
    """Whether a line holds nothing but dates, labels and a page's buttons."""
    text = line.text
    if len(text) > LONGEST or re.search(r"[。！？]", text):
        return False
    items = parse(text)
    if items and items[0].field in {"published", "dated"} and not parse_date(items[0].value) and items[0].value.strip():
        return False
    rest = normal(remainder(text))
    if not items and not parse_date(text):
        return False
    if any(len(item.value) > 60 for item in items):  # noqa: PLR2004 - a sentence with a colon
        return False
    named = any(i.field in _INFO for i in items)
    return (named or bool(parse_date(text))) and (len(rest) <= 12 or button(remainder(text).strip(" |")))  # noqa: PLR2004


def _split_foot(lines: list[Line], *, credited: bool) -> tuple[list[Line], list[Line]]:
    """Text and foot of an article; pictures behind a foot's line (a code to scan) belong to the foot.

    `credited` tells that credits follow already.
    """
    end = number = len(lines)
    while number:
        line = lines[number - 1]
        among = credited or (number > 1 and _credited(lines[number - 2]))
        if _is_foot(line) or (among and (is_source(line.plain) or credit_line(line.text, among=True) is not None)):
            credited = credited or credit_line(line.text) is not None
            end = number - 1
        elif line.plain or not line.images:
            break
        number -= 1
    run = end
    while run and _linked(lines[run - 1]):
        run -= 1
    if run < end and run > 1 and _announces(lines[run - 1]):
        return lines[: run - 1], lines[run - 1 :]
    return (lines[:run], lines[run:]) if end - run >= 3 else (lines[:end], lines[end:])  # noqa: PLR2004 - a list


def _announces(line: Line) -> bool:
    """Whether a line is a short heading with a colon, behind which links at the end are the site's, not the text's."""
    return len(line.plain) <= 10 and line.plain.endswith((":", "：")) and not line.linked  # noqa: PLR2004 - two words


def _linked(line: Line) -> bool:
    """Whether a line is a link to another page and nothing else."""
    text = line.plain.replace(" ", "")
    return len(text) > 6 and line.linked >= 0.9 * len(text) and not _attached(line) and "://" not in text  # noqa: PLR2004


def _attached(line: Line) -> bool:
    """Whether a line links to a file."""
    return any(_FILE.search(link.get("href") or "") for link in line.links)


def _is_foot(line: Line) -> bool:
    """Whether a line behind the text belongs to the article's foot."""
    text = line.plain
    if not text or _ATTACHMENT.match(text) or _attached(line):
        return False
    if remark(text) or credit_line(line.text) is not None or _ends(line) or furniture(text) or button(text):
        return True
    if any(pattern.match(text) for pattern in (_CLOSING, _ANYWHERE, _PAGER, _REPRINT, _EDITION, _ORIGINAL_TITLE)):
        return True
    items = parse(line.text)
    return bool(items) and items[0].start <= 2 and items[0].field in {"noise", "keywords"}  # noqa: PLR2004 - a bracket


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
    kept = sorted((line for line in [*foot, *behind] if _attached(line)), key=lambda line: line.index)
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
