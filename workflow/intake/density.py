"""Where a page's text is, by content density.

Each line gets a score: sentences count for the text, links and a page's furniture against it. An element's score is the
sum over its lines; the body is the element with the highest one, so that every paragraph left out and every menu taken
in costs. (Maximum subsequence segmentation, Pasternack and Roth 2009, on the tree instead of the token stream.)
"""

import re
from collections.abc import Iterable

from lxml import etree

from workflow.intake.html import Element, Line, Page
from workflow.text.comparable import simplified

_SHORTEST = 8.0
"""Characters of the shortest sentence."""

_FEW = 30.0
"""Characters of the shortest text without sentences."""

SENTENCE = 20.0
"""Score from which a line counts as text: twenty characters with punctuation."""

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_STOPS = re.compile(r"[，。；！？、：“”《》]|[a-z][,.;?!](?:\s|$)")
_SENTENCE = re.compile(r"[，。；！？]|[a-z][,.;?!](?:\s|$)|[\u3400-\u9fff][,;?!](?=[\s\u3400-\u9fff]|$)")
_BOXES = ("div", "table", "tbody", "tr", "td", "section", "article", "main")
_ENDS = ("。", "！", "？", "…", "”", "；", "）", "」", ".", "!", "?")
_ADDRESS = re.compile(r"(?:https?://|www\.|doi:)\S+$", re.IGNORECASE)
_LEGAL = re.compile(
    r"版\s*权\s*所\s*有|版权[声申]明|版权与免责|免责[声申]明|ICP备|公网安备|网安备|备案号|Copyright|©|"
    r"All Rights Reserved|"
    r"未经.{0,12}(?:授权|许可|书面|允许)|务经书面授权|凡本网注明|凡注明.{0,6}来源|凡.{0,20}注明[“\"]?来源|如涉及?.{0,12}版权|"
    r"本网站?所刊载|(?:不|仅|只)代表[^，。；]{0,14}(?:观点|立场|意见)|不代表本[网站社]|仅代表作者|不构成[^，。；]{0,8}(?:投资)?建议|(?:据此|照此)操作|风险自担|违法和不良信息|网站标识码|建议使用.{0,20}浏览器|互联网新闻信息服务|"
    r"信息存储(?:空间)?服务|您(?:访问|点击|打开)的链接即将|即将(?:离开|跳转).{0,30}(?:网站|页面)|登录.{0,20}发表评论|遵守.{0,6}(?:规定|法律法规).{0,12}(?:评论|发言)|广告合作|著作权归|谢绝转载|出于传[递送].{0,6}信息|来源标注(?:有误|错误)|侵犯.{0,10}(?:权益|版权).{0,24}(?:联系|告知)|如.{0,4}侵权.{0,12}(?:联系|告知)|转载.{0,10}注明(?:出处|来源|[:：])",
    re.IGNORECASE,
)
_BUTTONS = re.compile(
    r"(?:扫一扫|扫码|扫描|长按|关注我们|分享到|分享至|转载.{0,8}请|网站地图|联系我们|设为首页|加入收藏|您是第|总访问量|新闻热线|"
    r"客户端下载|下载.{0,4}客户端|打开APP|\d{2}px\Z|已输入\d+字|还可以?输入\d+|登录后|发表评论|网友评论|文明上网|我来说两句|(?:\S+)?条评论|技术支持|最佳浏览|经营许可|许可证|"
    r"特别[声申]明|免责[声申]明|点赞|点击.{0,6}(?:查看|进入)更多)",
    re.IGNORECASE,
)
_REMARKS = "(?:评论|評論|跟[贴帖]|留言|回复|回應)"
_COMMENTS = re.compile(
    rf"[^\w【\[]*(?:(?:最新|全部|所有|热门|精彩|网友|用户|读者|大家|查看|发表|我要|参与)*{_REMARKS}(?:区|列表)?\W*\d*\s*[条则]?\W*|"
    rf"\d+\s*[条则個个]\s*{_REMARKS}\W*|我来说两句\W*)\Z"
)
_NOISE_TOKENS = frozenset(
    [
        "share",
        "bdshare",
        "bshare",
        "shares",
        "sharebox",
        "sharebar",
        "sns",
        "jiathis",
        "social",
        "related",
        "relate",
        "relatednews",
        "relatenews",
        "xgxw",
        "xgyd",
        "xgwz",
        "xgnews",
        "xiangguan",
        "recommend",
        "recommended",
        "tuijian",
        "hotnews",
        "hotlist",
        "rank",
        "ranking",
        "comment",
        "comments",
        "pinglun",
        "reply",
        "copyright",
        "disclaimer",
        "shengming",
        "mianze",
        "statement",
        "breadcrumb",
        "breadcrumbs",
        "crumb",
        "crumbs",
        "pager",
        "paging",
        "pagination",
        "pagenav",
        "prevnext",
        "prev",
        "next",
        "prenext",
        "sxy",
        "toolbar",
        "tools",
        "qrcode",
        "ewm",
        "erweima",
        "footer",
        "foot",
        "bottom",
        "header",
        "nav",
        "navbar",
        "menu",
        "sidebar",
        "aside",
        "friendlink",
        "yqlj",
        "banner",
        "advert",
        "ads",
        "adbox",
        "gg",
        "guanggao",
        "login",
        "search",
        "dianzan",
        "like",
        "subscribe",
        "fontsize",
        "zihao",
        "links",
        "weizhi",
        "dqwz",
        "mbx",
        "fenxiang",
        "dayin",
        "ops_share",
        "ops",
        "zdfy",
        "edit_share",
        "topnav",
    ]
)
_ASIDE = re.compile(
    r"(?<![a-z])(?<!align[-_])(?<!text[-_])(?:right|side)(?![a-z])|(?:right|side)[-_]?(?:bar|box|col|part)|video-?player|(?<![a-z])player"
)
"""Columns and players, which hold a text only together with its title."""

_COLUMNS = frozenset({"div", "section", "aside", "td", "ul", "dl"})
_NOISE_TAGS = frozenset({"nav", "footer", "aside", "header"})
_TOKEN = re.compile(r"[A-Za-z]+")


_BODY = re.compile(
    r"\barti(?:cle)?_?-?(?:body|content|text)\b|\bnews[-_]?(?:content|text|body)\b|trs_editor|v_news_content"
)
"""Names of bodies, whatever else an element is named."""


def heads_comments(text: str) -> bool:
    """Whether a line heads what readers say of an article, or counts it."""
    return len(text) <= 20 and bool(_COMMENTS.match(simplified(text)))  # noqa: PLR2004 - a heading


def weight(text: str) -> float:
    """How much text there is: Han characters, and Latin words as two characters each."""
    return len(_HAN.findall(text)) + 2.0 * len(_LATIN.findall(text))


def furniture(text: str) -> bool:
    """Whether a line is part of the page's furniture: a legal notice, or a short line that begins as a button does.

    A long paragraph may speak of copyright, and a sentence of scanning a code.
    """
    text = simplified(text)
    return legal(text) or (len(text) <= 40 and bool(_BUTTONS.match(text.strip(" \u3000【[·|"))))  # noqa: PLR2004 - a button, not a sentence


def legal(text: str) -> bool:
    """Whether a line is a notice of rights and liabilities."""
    return bool(_LEGAL.search(simplified(text))) and weight(text) < 200  # noqa: PLR2004 - characters; statements are shorter


def score(line: Line) -> float:
    """How much a line speaks for being in the body."""
    text = line.plain
    if not text:
        return 0.0
    total = weight(text)
    share = min(1.0, line.linked / max(1, len(text.replace(" ", ""))))
    if furniture(text):
        return -12.0
    if _ADDRESS.match(text):
        return 0.0
    if share > 0.6:  # noqa: PLR2004 - a link
        return -0.4 * total - 2.0
    own = total * (1 - share)
    if _SENTENCE.search(text) and own >= 8:  # noqa: PLR2004 - shorter ones are labels and buttons
        return own
    return 0.1 * own if _STOPS.search(text) else 0.0


class Density:
    """Scores of a page's lines, and their sums over each element."""

    def __init__(self, page: Page, after: int = -1) -> None:
        """Score a page; lines up to index `after` (the title's) do not count.

        What is named as furniture holds the article all the same when it has much of the prose: names are chosen
        freely. Once the title is known, it must hold that, too, or there is no sentence outside.
        """
        self.page = page
        self.scores = [score(line) if line.index > after else min(0.0, score(line)) for line in page.lines]
        elements = list(page.body.iter(etree.Element))
        named = {e for e in elements if _is_noise(e)}
        prose = self._sums(elements, (max(0.0, s) for s in self.scores))
        everything = prose.get(page.body, 0.0)
        self.noise = {e for e in named if prose.get(e, 0.0) < 0.3 * everything}
        if after >= 0:
            title = page.lines[after].block
            beside = (named | {e for e in elements if e.tag in _COLUMNS and _ASIDE.search(_marks(e))}) - {
                title,
                *title.iterancestors(),
                *(e for e in named if _BODY.search(_marks(e))),
            }
            self.scores = _until_comments(page, self.scores)
            inside = self._within(elements, beside)
            if any(s >= SENTENCE and not n for s, n in zip(self.scores, inside, strict=True)):
                self.noise |= beside
        self.noisy = self._within(elements, self.noise)
        self.scores = [min(s, 0.0) if n else s for s, n in zip(self.scores, self.noisy, strict=True)]
        self.prose = self._sums(elements, (max(0.0, s) for s in self.scores))
        self.sums = self._sums(elements, self.scores)
        self.elements = elements

    def _within(self, elements: list[Element], outer: set[Element]) -> list[bool]:
        """For each line whether it stands in one of the elements."""
        inside: set[Element] = set()
        for element in elements:
            if element in outer or element.getparent() in inside:
                inside.add(element)
        return [line.block in inside for line in self.page.lines]

    def _sums(self, elements: list[Element], values: Iterable[float]) -> dict[Element, float]:
        """Sum the lines' values over each element; `elements` in document order, so children come after parents."""
        sums: dict[Element, float] = {}
        for line, value in zip(self.page.lines, values, strict=True):
            sums[line.block] = sums.get(line.block, 0.0) + value
        for element in reversed(elements):
            value = sums.get(element, 0.0)
            parent = element.getparent()
            if value and parent is not None and element is not self.page.body:
                sums[parent] = sums.get(parent, 0.0) + value
        return sums

    def best(self) -> Element | None:
        """The element with the highest sum, the innermost of equals; None when no line reads as text."""
        top, chosen = 0.0, None
        for element in self.elements:
            value = self.sums.get(element, 0.0)
            if value > 0 and value >= top:
                top, chosen = value, element
        return self._sentences(chosen) if chosen is not None and top >= _SHORTEST else None

    def _sentences(self, chosen: Element) -> Element:
        """The element with every whole sentence and most of the prose, where lines outside read as text."""
        total = self.prose.get(chosen, 0.0)
        whole = [
            line.block
            for line, value in zip(self.page.lines, self.scores, strict=True)
            if value > 0 and line.plain.endswith(_ENDS)
        ]
        for element in chosen.iterdescendants(*_BOXES):
            if 0.8 * total <= self.prose.get(element, 0.0) <= total - SENTENCE and all(
                block is element or element in block.iterancestors() for block in whole
            ):
                return element
        return chosen

    def wordiest(self) -> Element | None:
        """The innermost element with most of the words outside links, labels and furniture; None on a page of few."""
        lines = zip(self.page.lines, self.noisy, strict=True)
        words = [0.0 if noisy or line.linked or furniture(line.plain) else weight(line.plain) for line, noisy in lines]
        sums = self._sums(self.elements, words)
        most = [element for element in self.elements if sums.get(element, 0.0) >= max(_FEW, 0.6 * sum(words))]
        return most[-1] if most else None


def _until_comments(page: Page, scores: list[float]) -> list[float]:
    """The scores without what readers say of the article, below a heading behind its first sentence."""
    first = next((n for n, value in enumerate(scores) if value >= SENTENCE), len(scores))
    behind = (n for n in range(first, len(scores)) if heads_comments(page.lines[n].plain))
    end = next(behind, len(scores))
    return [value if n < end else min(0.0, value) for n, value in enumerate(scores)]


def _marks(element: Element) -> str:
    """An element's class and id."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()


def _is_noise(element: Element) -> bool:
    """Whether an element's name says that it is furniture."""
    if element.tag in _NOISE_TAGS:
        return True
    marks = _marks(element)
    return bool(marks.strip()) and any(
        token in _NOISE_TOKENS for mark in marks.split() for token in (mark, *_TOKEN.findall(mark))
    )
