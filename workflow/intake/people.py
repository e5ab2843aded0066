"""People and bodies as info lines and credit lines name them.

A value is cleaned of roles, brackets and template left-overs; nothing is guessed beyond the printed text.
"""

import re
from functools import cache

from workflow.intake.labels import FIELDS
from workflow.text.comparable import simplified
from workflow.text.name.surnames import COMMONEST_SURNAMES, COMPOUND_SURNAMES, NO_NAMES, SURNAMES

_LEFTOVER = re.compile(
    r"(?:(?:网站|系统|超级|后台|内容|信息|栏目|本站|默认)?管理员\d*|admin\w*|administrator|root|test\w*|user\w*|webmaster|"
    r"(?:本站|本网|网站|默认)编辑|网编\d*|编辑\d+|佚名|匿名|未知|不详|暂无|没有|无|null|undefined|none|nan|n/?a|false|true|object|author|authors|editor|"
    r"作者|编辑|来源|source|匿名用户|小编|网友|网络管理员|发布员|信息员|(?:网站|信息)?发布(?:员|人)|[-—_*.、·\s]*|\d+)\Z",
    re.IGNORECASE,
)
_DESCRIPTION = re.compile(r"的|(?:作家|教授|学者|专家|博士|硕士|讲师|书记|主任|医师)\Z")
_WORK = re.compile(r"(?:网络|综合|编辑|新闻|内容)?(?:整理|整合|综合|编译|编写|转载)")
_TEMPLATE = re.compile(r"\$\{|\{\{|\}\}|<%|%>|\[!--|\{\$|\{[\w.]+\}|@\w+\(|&lt;|\[object|#\w+#|\$\w+\$|\|\||&&|;\s*$")
_ACCOUNT = re.compile(r"[a-z][a-z0-9_.@-]*\Z|[A-Za-z]+\d+\Z|[\w.+-]+@[\w.-]+\Z")
_BODY = re.compile(
    r"(?:社|网|报|台|部|处|院|局|厅|办|委|会|所|系|室|组|科|司|馆|站|团|队|中心|大学|中学|小学|学校|学院|集团|公司|办公室|日报|晚报|"
    r"频道|客户端|电视|广播|新闻|记者|杂志|传媒|公众号|发布|融媒体|讯|财经|刊|工作室|编辑部|支部|党委|工会|研究生会|协会|学会|政府|"
    r"通讯社|编辑|传播|平台|期刊|微博|微信|快报|早报|周刊|时报|青年|在线|资讯|观察|之声|之窗|评论员)\Z"
)
_FIRM = re.compile(r"\b(?:Team|Inc|Ltd|Group|Studio|CMS|Admin|Web|Site|Press|Daily|News|University|Office|UI)\b")
_ROLE = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,14}?(?:全媒体|新媒体|融媒体?|首席|见习|实习|特约|特派|驻\w{1,6}|高级|资深|本报|本网|本刊|本台|本社|"
    r"学生|校园|校报|网|报|社|台|新闻|电讯|客户端)+)?(?:记者|通讯员|作者|撰稿人|撰文|评论员|供稿人|编辑|校对|审核|文字|摄影)(?!团|站|组|协会|部|会\b)\s*[:：]?\s*"
)
_BRACKETED = re.compile(r"[（(\[【][^（()）\[\]【】]*[）)\]】]")
_SPLIT = re.compile(r"[、，,;；/／|｜&＆\x1f\n]+|\s+和\s+")
TOOK = re.compile(r"[\u3400-\u9fff]{2,4}[/／](?:图|圖|摄影?|攝影?|供图|供圖)(?=[\s、，,]|\Z)")
_WROTE = re.compile(r"(?<=[\u3400-\u9fff])\s*[/／]\s*(?:文|撰文)(?=[\s、，,]|\Z)")
"""What each did behind his name (``张三/文 李四/摄``); who took the pictures is no author."""

_WIDE = re.compile(r"\s+")
_HAN_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]{1,4}(?:[·•・][\u3400-\u9fff]{1,8}){0,3}\Z")
_LATIN_NAME = re.compile(r"[A-Z][\w.'’-]*(?:\s+(?:[a-z]{2,3}\s+)?[A-Z][\w.'’-]*){0,4}\Z")
_AFFILIATED = re.compile(
    r"[\u3400-\u9fff]{2,14}(?:[处部院系科办所室局]|中心|支部|团委|工会|中学|小学|大学|学校)(?P<name>[\u3400-\u9fff]{2,3})\Z"
)
"""A person's name glued to his office (``对外联络处方圆``)."""

_STAFF_NUMBER = re.compile(r"(?<=[\u3400-\u9fff])[_-]?[A-Za-z]{1,4}\d{2,}\b")
_MAKERS = re.compile(r"(?<=\S)(?:\s[\u3400-\u9fff]{1,4}){1,5}\s?(?:摄影报道|文/图|图/文|摄|供稿)\Z")
"""Who made a report of pictures, or contributed it, behind its paper's name."""

_ISSUED_ON = re.compile(r"^(?:\d{2,4}年)?\d{1,2}月\d{1,2}日\s*(?=《)")
"""The day of the issue in front of its paper (``9月30日《江城日报》``)."""

_EDGE = " \t\u3000\xa0,，、;；:：|｜/／-—_*·。.\x1f"
_OPENERS = "（([【〔［<《「"
_CLOSERS = "）)]】〕］>》」"
_AND = re.compile(r"\s*(?:,|;|\band\b|&)\s*(?:and\s+)?")
_PLACE = re.compile(r"\s+in\s+[A-Z].*$")
_PRESS = re.compile(r"\b(?:Daily|Times|News|Post|Xinhua|Agency|Press|University|Weekly|Network|Online|Office|CGTN)\b")
_BY = re.compile(r"^(?:by|written by|text by|reporters?|editors?|edited by)\b[:\s]+", re.IGNORECASE)


def leftover(value: str) -> bool:
    """Whether a value is what an unfilled template or a default account leaves behind."""
    text = value.strip(_EDGE + _OPENERS + _CLOSERS)
    return not text or bool(_LEFTOVER.match(simplified(text)) or _TEMPLATE.search(value))


@cache
def is_person(token: str) -> bool:
    """Whether a token looks like a person's name without a label to vouch for it."""
    if not _HAN_NAME.match(token):
        return bool(_LATIN_NAME.match(token)) and " " in token and not _FIRM.search(token)
    if not {token, simplified(token)}.isdisjoint(NO_NAMES | FIELDS.keys()):
        return False
    if "·" in token or "•" in token or "・" in token:
        return True
    if _is_body(token) and len(token) > 2:  # noqa: PLR2004 - 李网 is a name, 校园网 is not
        return False
    if token.startswith(tuple(COMPOUND_SURNAMES)):
        return 3 <= len(token) <= 4  # noqa: PLR2004 - the shape of a name
    return 2 <= len(token) <= 3 and token[0] in SURNAMES  # noqa: PLR2004 - the shape of a name


def names(value: str) -> tuple[str, ...]:
    """The people (or, where no person is named, the body) that the value of a label names, in order, each once.

    Roles before names, affiliations in brackets and left-overs go; ``张　三`` is one name, ``张三 李四`` are two.
    """
    text = _WROTE.sub("", TOOK.sub("", _BY.sub("", _BRACKETED.sub(" ", value)))).strip(_EDGE)
    text = _STAFF_NUMBER.sub("", text.strip(_OPENERS + _CLOSERS + _EDGE))
    if leftover(text):
        return ()
    tokens = _latin(text) if not re.search(r"[\u3400-\u9fff]", text) else _han(text)
    tokens = [_own_name(token) for token in tokens]
    kept = [t for t in tokens if not leftover(t) and not _ACCOUNT.match(t) and not _WORK.fullmatch(simplified(t))]
    people = [t for t in kept if _HAN_NAME.match(t) and len(t) > 1 and (is_person(t) or not _is_body(t))] or kept
    people = [p for p in people if not _DESCRIPTION.search(simplified(p))] or people
    return tuple(dict.fromkeys(people))


def _own_name(token: str) -> str:
    """The name in a token that begins with the person's office; any other token as it is."""
    match = _AFFILIATED.match(simplified(token)) if len(token) > 4 and not _is_body(token) else None  # noqa: PLR2004 - no name is longer
    return token[match.start("name") :] if match and is_person(match["name"]) else token


def _is_body(token: str) -> bool:
    """Whether a token ends as bodies do (科, 社, 会 …); a given name may, too, behind one of the commonest surnames."""
    given = len(token) == 3 and token[0] in COMMONEST_SURNAMES and token[-1] in "科社会台团讯"  # noqa: PLR2004 - 赵登科
    return bool(_BODY.search(simplified(token))) and not given


def source_name(value: str) -> str:
    """A source as printed, without brackets around it, quotation marks of a title around the whole, or left-overs."""
    text = _WIDE.sub(" ", value.replace("\x1f", "")).strip(_EDGE)
    text = re.sub(r"^(?:来源|稿源|转自|source)\s*[:：]\s*", "", text, flags=re.IGNORECASE)
    text = _ISSUED_ON.sub("", _MAKERS.sub("", text))
    text = re.sub(r"\s*原创稿?$", "", text) if not text.endswith(("本站原创", "本网原创")) else text
    while text and text[-1] in _OPENERS:
        text = text[:-1].strip(_EDGE)
    for opener, closer in zip(_OPENERS, _CLOSERS, strict=True):
        if text.startswith(opener) and text.endswith(closer) and closer not in text[1:-1]:
            text = text[1:-1].strip(_EDGE)
        elif text.endswith(closer) and opener not in text:
            text = text[:-1].strip(_EDGE)
        elif text.startswith(opener) and closer not in text:
            text = text[1:].strip(_EDGE)
    return "" if leftover(text) or text.startswith(("http://", "https://")) or _ACCOUNT.match(text) else text


def is_source(text: str) -> bool:
    """Whether a short text without a label reads as the name of a newspaper, agency, site or office."""
    named = _BODY.search(simplified(text)) or (_PRESS.search(text) and not re.search(r"[\u3400-\u9fff]", text))
    return 2 <= len(text) <= 30 and bool(named) and not re.search(r"[。！？；，,]", text)  # noqa: PLR2004


def _without_role(text: str) -> str:
    """A name without the role in front of it."""
    role = _ROLE.match(simplified(text))
    return text[role.end() :] if role else text


def _latin(text: str) -> list[str]:
    """Names of a text without Han characters: split at commas, semicolons and “and”; ``in Beijing`` goes."""
    text = _PLACE.sub("", text)
    return [token.strip(_EDGE) for token in _AND.split(_WIDE.sub(" ", text.replace("\x1f", " "))) if token.strip(_EDGE)]


def _han(text: str) -> list[str]:
    """Names of a text with Han characters: split at punctuation and at spaces, single characters joined again."""
    tokens: list[str] = []
    for chunk in _SPLIT.split(text):
        pieces = [piece for piece in (_without_role(part).strip(_EDGE) for part in _WIDE.split(chunk.strip())) if piece]
        while pieces:
            piece = pieces.pop(0)
            while pieces and len(piece) == 1 and len(pieces[0]) <= 2 and "\u3400" <= piece[0] <= "\u9fff":  # noqa: PLR2004
                piece += pieces.pop(0)
            if pieces and re.fullmatch(r"[A-Za-z.'’-]+", piece) and re.fullmatch(r"[A-Za-z.'’-]+", pieces[0]):
                piece += " " + pieces.pop(0)
            tokens.append(piece)
    return tokens
