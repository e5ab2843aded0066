"""What stands behind a text: credits, notices, buttons, lists of other articles, told line by line."""

import re

from workflow.intake.credits import bare, credit_line
from workflow.intake.density import SENTENCE, Density, furniture, legal
from workflow.intake.html import Line, text_of
from workflow.intake.labels import FIELDS, button, parse
from workflow.intake.makers import hashtags, names_makers, names_work
from workflow.intake.people import is_source
from workflow.intake.remarks import about_itself, remark
from workflow.intake.sections import heads_section
from workflow.text.comparable import simplified

_END = re.compile(
    r"^[\s\u3000【\[（(]*(?:上一[篇条则]|下一[篇条则]|前一篇|后一篇|相关(?:阅读|新闻|链接|文章|报道|推荐|稿件|专题)|专题链接|"
    r"延伸阅读|推荐阅读|热门推荐|热点新闻|更多(?:新闻|精彩|资讯)|猜你喜欢|精彩推荐|最新(?:新闻|文章)|为您推荐|大家都在看|"
    r"分享到|分享至|打印(?:本[页文]|此文|稿件)?(?=[\s】\]]|$)|关闭(?:本页|窗口)?(?=[\s】\]]|$)|返回(?:顶部|列表)?(?=[\s】\]]|$)|我要纠错|纠错|"
    r"扫一扫|网友评论|发表评论|[声申]明[:：]|免责[声申]明|版权[声申]明|特别[声申]明|"
    r"(?:Previous|Next|Related|Share|Print|Close)\b(?!.*[a-z][.,;?!]))"
)
ANYWHERE = re.compile(
    r"^[\s\u3000【\[]*(?:字号|字体|分享到|分享至|打印(?:本页|本文)?|扫一扫.{0,16}|点击(?:下载)?查看原文|打赏|收起|展开(?:全文)?|上一页|下一页|阅读原文|"
    r"返回顶部|广告|\[?\s*[大中小]\s*\]?|当前位置.*|您(?:现在|当前)?(?:的|所在的?)位置.*|Position\s*:.*|"
    r"[^。]{0,16}蓝字.{0,10}(?:关注|订阅)[^。]{0,10}|炒股就看.*|新酷产品第一时间.*|海量资讯、精准解读.*)[\s】\]]*$"
)
CLOSING = re.compile(r"^[\W_]*(?:END|The\s+End|完|全文完|本文完)[\W_]*$", re.IGNORECASE)
ORIGINAL_TITLE = re.compile(r"^[\s\u3000（(【]*(?:本文|文章)?原标?题\s*(?:[:：]|(?:为|是)?[:：]?\s*[《“])")
_LINK_ORIGINAL = re.compile(
    r"^\s*(?:Links?\s+to\s+(?:the\s+)?original(?:\s+(?:article|text|page))?|Original\s+(?:article|link)|"
    r"阅读原文)\s*[:：]?",
    re.IGNORECASE,
)
_ARROW = re.compile(r"[▶▷►☞👉→»>＞]+\s*")
LONGEST_VALUE = 16
"""Characters of a name or a medium that stands below its label."""

_BARRED = re.compile(r"[\u4e00-\u9fff/／、·]{2,8}\s*[丨｜|]\s*[^。，；！？\s][^。，；！？]{0,22}")
_MEDIUM = re.compile(
    r"(?:社|报|网|台|客户端|新闻|频道|融媒(?:体)?(?:中心)?|传媒|公众号|发布|在线|视频号|工作室|编辑部|评论部|记者站|全媒体|[》”])\Z"
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


def without_tail(lines: list[Line], density: Density) -> tuple[list[Line], list[Line]]:
    """Text and what follows the first sure sign of its end, when no sentence comes behind that.

    So lines that no rule knows go with the credits, notices and headings above them. Tables are left alone.
    """
    last = next((n for n in reversed(range(len(lines))) if _reads(lines[n], density)), len(lines))
    behind = lines[last + 1 :]
    if any(line.block.tag in {"td", "th"} for line in behind):
        return lines, []
    start = next((n for n, line in enumerate(behind, last + 1) if _sure(line)), len(lines))
    return lines[:start], lines[start:]


def _reads(line: Line, density: Density) -> bool:
    """Whether a line reads as a sentence of the text."""
    text = line.plain
    sentence = density.scores[line.index] >= SENTENCE or text.endswith(("。", "！", "？", "”", "…"))
    return sentence and not is_foot(line)


def _sure(line: Line) -> bool:
    """Whether a line is a sure sign that the text is over: editors, a mark of the end, a heading, a legal notice."""
    stated = credit_line(line.text)
    text = simplified(line.plain)
    return bool(stated and stated.editors) or bool(CLOSING.match(text)) or heads_section(text) or legal(text)


def split_foot(lines: list[Line], *, among: bool) -> tuple[list[Line], list[Line]]:
    """Text and foot of an article; pictures behind a foot's line (a code to scan) belong to the foot.

    `among` tells that credits follow already.
    """
    end = number = len(lines)
    while number:
        line = lines[number - 1]
        beside = among or (number > 1 and credited(lines[number - 2]))
        if (
            len(lines[number - 2 :]) > 1
            and number > 1
            and _label_alone(lines[number - 2])
            and len(line.plain) <= LONGEST_VALUE
        ):
            number -= 1
            end = number - 1
        elif is_foot(line) or (beside and _fits_credits(line)) or (end == number and _between(lines, number - 1)):
            among = among or credit_line(line.text) is not None
            end = number - 1
        elif line.plain or not line.images:
            break
        number -= 1
    run = end
    while run and linked(lines[run - 1]):
        run -= 1
    if run < end and run > 1 and _announces(lines[run - 1]):
        return lines[: run - 1], lines[run - 1 :]
    return (lines[:run], lines[run:]) if end - run >= 3 else (lines[:end], lines[end:])  # noqa: PLR2004 - a list


def _between(lines: list[Line], number: int) -> bool:
    """Whether a few words stand between lines of the foot (the account's name among its hashtags and codes)."""
    text = lines[number].plain
    brief = 0 < len(text) <= LONGEST_VALUE and not re.search(r"[，。！？；：:、\d]", text) and number + 1 < len(lines)
    return brief and number > 1 and is_foot(lines[number - 1])


def _label_alone(line: Line) -> bool:
    """Whether a line is a label without its value, which stands on the next one (``内容来源``)."""
    return names_work(line.plain) or FIELDS.get(line.plain.rstrip(":：").replace(" ", "")) in {
        "source",
        "editors",
        "authors",
        "other",
    }


def _fits_credits(line: Line) -> bool:
    """Whether a line beside credits is one of them: a medium's name, or anything short behind a label and a bar."""
    text = line.plain
    if is_source(text) and _MEDIUM.search(text):
        return True
    return credit_line(line.text, among=True) is not None or bool(_BARRED.fullmatch(text))


def is_foot(line: Line) -> bool:
    """Whether a line behind the text belongs to the article's foot."""
    text = line.plain
    if not text or _ATTACHMENT.match(text) or attached(line):
        return False
    if remark(text) or about_itself(_own(line)) or heads_section(text) or credit_line(line.text) is not None:
        return True
    if names_makers(text) or hashtags(text):
        return True
    if ends(line) or (_ARROW.match(text) and linked(line)) or furniture(text) or button(text):
        return True
    text = simplified(text)
    if any(pattern.match(text) for pattern in (CLOSING, ANYWHERE, _PAGER, _REPRINT, _EDITION, ORIGINAL_TITLE)):
        return True
    items = parse(line.text)
    return bool(items) and items[0].start <= 2 and items[0].field in {"noise", "keywords"}  # noqa: PLR2004 - a bracket


def ends(line: Line) -> bool:
    """Whether a line begins what follows a text: other articles, buttons, a statement, the link to the original."""
    text = simplified(line.plain)
    if _LINK_ORIGINAL.match(text):
        return True
    return bool(_END.match(text)) and (len(text) <= 40 or furniture(text))  # noqa: PLR2004 - no sentence


def credited(line: Line) -> bool:
    """Whether a line credits people: two in a row end a text."""
    stated = credit_line(line.text)
    return stated is not None and bool(stated.authors or stated.editors)


def edited(line: Line) -> bool:
    """Whether a line of credits names the responsible editor, which a text does once, at its end."""
    items = parse(bare(line.text))
    named = any(item.name in {"责任编辑", "责编"} for item in items)
    return named and items[0].start <= 1 and credit_line(line.text) is not None


def _announces(line: Line) -> bool:
    """Whether a line is a short heading with a colon, behind which links at the end are the site's, not the text's."""
    return len(line.plain) <= 10 and line.plain.endswith((":", "：")) and not line.linked  # noqa: PLR2004 - two words


def linked(line: Line) -> bool:
    """Whether a line is a link to another page and nothing else."""
    text = _ARROW.sub("", line.plain.replace(" ", ""))
    return len(text) > 6 and line.linked >= 0.9 * len(text) and not attached(line) and "://" not in text  # noqa: PLR2004


def attached(line: Line) -> bool:
    """Whether a line links to a file."""
    return any(_FILE.search(link.get("href") or "") for link in line.links)


def _own(line: Line) -> str:
    """A line without the texts of its links."""
    text = line.plain
    for link in line.links:
        text = text.replace(text_of(link), "", 1)
    return text
