"""Lines behind a text that name its makers, told by what they are made of.

Papers and offices credit people in forms that no list foresees (``审读：薛宝``, ``（文：外科 李时）``). Behind
the last sentence a line is a credit when hardly anything in it is neither work, a name, a title nor a medium.
"""

import re

from workflow.intake.people import is_person, is_source
from workflow.text.comparable import simplified

LONGEST = 80
_ENOUGH = 0.8
_SPLIT = re.compile(r"[\s\u3000\x1f、，,;；/／｜|丨:：()（）\[\]【】〔〕&·\-—－~]+|(?<=[^\s])(?=综合)|(?<=综合)(?=\S)")
_WORK = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6})(?:编辑|责编|编审|主编|网编|美编|采编|编导|审核|审校|审读|审稿|审定|审签|签发|[初复终一二三]审|[初复终一二三]校|校对|校审|"
    r"校读|监制|制片|策划|统筹|撰稿|撰文|撰写|执笔|采写|采访|供稿|供图|摄影|摄像|拍摄|剪辑|文案|设计|制图|制作|海报|排版|记者|通讯员|作者|实习生|翻译|"
    r"配音|主播|来源|素材|图片|视频|文字|图源|整理|综合|转载|出品|承制|航拍|后期|视觉|主任|值班)(?:人|员|师|专家|单位|组)?\Z|(?:文|图|编|审|校|摄|版|责|据|稿)\Z"
)
_TITLE = re.compile(
    r"(?:书记|主任|教授|讲师|研究员|[院校社所局处厅部会科站行馆]长|医师|医生|护士|工程师|博士|博士生|博士后|硕士|硕士生|研究生|学者|专家|作家|"
    r"评论员|律师|法官|检察官)\Z"
)
_DATED = re.compile(r"(?:(?:19|20)\d\d[年./-]?)?(?:\d{1,2}[月./-])?\d{0,2}日?|第?\d{1,3}[期版]")
_EVENT = re.compile(
    r"时间|日期|地点|地址|主题|题目|主讲|主持|嘉宾|联系|电话|邮箱|网址|报名|提供|化名|监督|举报|咨询|奖|主办|承办|协办"
)
_SENTENCE = re.compile(r"[。！？!?…“”]")
_TAGS = re.compile(r"(?:#[^#\s]{1,20}#\s*)+\Z|(?:#[^#\s]{1,12}\s+)+#[^#\s]{1,12}\Z")


def names_makers(text: str) -> bool:
    """Whether a line behind a text names those who made it, and what they did."""
    kinds = _kinds(text)
    whole = sum(size for _, size in kinds)
    works = any(kind == "work" for kind, _ in kinds)
    signed = text[:1] in "（(【[" and len(kinds) == 2 and kinds[0][0] == "medium" and kinds[1][1] in {2, 3}  # noqa: PLR2004
    return (works or signed) and len(kinds) > 1 and sum(size for kind, size in kinds if kind) >= _ENOUGH * whole


def names_work(text: str) -> bool:
    """Whether a line is nothing but a kind of work (``撰稿专家``), done by whom the next line names."""
    kinds = _kinds(text)
    return len(kinds) == 1 and kinds[0][0] == "work" and kinds[0][1] > 1


def hashtags(text: str) -> bool:
    """Whether a line is a row of hashtags."""
    return bool(_TAGS.match(text))


def _kinds(text: str) -> list[tuple[str, int]]:
    """The kind ('' for none) and length of each word of a line; empty for a sentence and for an event's details."""
    if len(text) > LONGEST or _SENTENCE.search(text) or _EVENT.search(text):
        return []
    words = [word for word in _SPLIT.split(simplified(text)) if word]
    return [(_kind(word), len(word)) for word in words]


def _kind(word: str) -> str:
    """What a word of a credit is."""
    if is_person(word):
        return "person"
    if _WORK.match(word):
        return "work"
    if _TITLE.search(word):
        return "title"
    if is_source(word):
        return "medium"
    return "date" if _DATED.fullmatch(word) else ""
