"""Credit lines and bylines: who wrote, edited and checked a text, where the text itself says so.

A credit line consists of roles and names alone (``责任编辑：张三 审核：李四``, ``本报记者 王五``, ``文/图 赵六``); a
byline stands in a sentence (``新华社北京4月18日电（记者张三、李四）``) or closes the last one (``（记者 张三）``).
"""

import re
from dataclasses import dataclass
from functools import reduce
from operator import or_

from workflow.intake.html import SEAM, clean
from workflow.intake.labels import Labelled, parse, remainder, roles
from workflow.intake.people import is_person, is_source, names, source_name
from workflow.intake.roles import told
from workflow.text.comparable import simplified

_H = r"\u3400-\u9fff"
_AUTHOR_ROLES = "|".join(
    [*roles("authors"), r"文\s*[/／、·&和]\s*图|图\s*[/／、·&和]\s*文|文|报道组|特派员|实习生|报道"]
)
_EDITOR_ROLES = "|".join(roles("editors"))
_OTHER_ROLES = (  # not all of the vocabulary: without a colon its things (封面, 素材) begin names of papers
    r"(?:摄影|摄像|视频|图片)记者|总编辑|值班总编|摄影报道|摄影|摄像|图片|图|摄|视频|制图|制作|监制|策划|统筹|美编|排版|翻译|编译|设计|供图|"
    r"签发|配音"
)
_LABELS = "|".join(["来源", "供稿", *(role for field in ("authors", "editors", "other") for role in roles(field))])
_ROLES = rf"(?:{_EDITOR_ROLES}|{_AUTHOR_ROLES}|{_OTHER_ROLES})"
_LONG_ROLES = "|".join(role for role in _ROLES[3:-1].split("|") if role not in {"文", "图", "摄"})
_ROLE_AHEAD = rf"(?:{_LONG_ROLES}|[文图摄](?![{_H}]))"
_ORG = (
    rf"(?:(?:[{_H}《》“”]{{1,14}}(?:网|报|社|台|客户端|新闻|频道|中心|》)[ \u3000\xa0]+)?[{_H}《》“”A-Za-z·/]{{0,18}}?)"
)
_NAME = rf"(?:[{_H}]{{2,4}}(?:·[{_H}]{{1,8}})*(?![{_H}])|[{_H}][ \u3000\xa0]+[{_H}]{{1,2}}(?![{_H}]))"
_LIST = rf"{_NAME}(?:[、，,/ \u3000\xa0\x1f]+{_NAME})*?"
_PAIR = rf"(?P<org>{_ORG})(?P<role>{_ROLES})(?P<sep>[\s\u3000\xa0\x1f:：/／｜|丨·]*)(?P<names>{_LIST})"
_PAIRS = re.compile(_PAIR + rf"(?=[\s\u3000\xa0\x1f、，,；;|｜/]+{_ORG}{_ROLE_AHEAD}|[\s\u3000\xa0\x1f、，,；;|｜]*\Z)")
_AFTER = re.compile(
    rf"(?P<names>{_LIST})(?:\s*[/／]?\s*(?P<role>文并图|文图|图文|文\s*[/／、]\s*图|图\s*[/／、]\s*文|文|图|摄影|摄|绘)|"
    r"\s*[/／]\s*(?P<edits>审核|审校|审|编辑|编|校对|校))"
)
_EDITS = {"审": "审核", "编": "编辑", "校": "校对"}
_FUSED = re.compile(rf"(?P<names>[{_H}、 \u3000\xa0]{{2,14}}?)(?P<role>编辑|审核|校对|供稿|撰稿|摄影报道)")
_OFFERED = re.compile(rf"^[{_H}、·]{{2,24}}供[稿图][\s\u3000\xa0\x1f，、]+")
_DID = re.compile(
    r"(?<=\S)\s+(?:文[并/／、]?[摄图]|图[并/／、]?文|摄影报道|摄)$|(?<=\S)(?<![综联]合)(?<![采专][访题])(?<!摄影)报道$"
)
_TOOK = re.compile(r"(?<=\S)[摄攝](?:影(?:报道)?)?$")
_PICTURED = re.compile(rf"{_ORG}(?:记者|通讯员)[\s\u3000\xa0\x1f:：]*{_LIST}\s*摄影?")
"""Reporters of one role who took the picture, and wrote nothing (``通讯员 张三 摄``)."""

_RUN_ON = re.compile(
    rf"(?:记者|通讯员|实习生)[{_H}]{{2,3}}?(?=(?:全媒体|见习|实习|特约|学生)?(?:记者|通讯员|实习生)[{_H}]{{2}})"
)
"""Somebody at whose name the next role begins (``记者张三通讯员李四``)."""

_WRITTEN = re.compile(rf"(?P<body>[{_H}·]{{3,16}})\s*[/／]\s*(?:图?文|文图|文[/／]图)")
_LED = re.compile(rf"(?!全媒|融媒)[{_H}]{{2,3}}(?=(?:记者|通讯员)[{_H}]{{2}})")
_SUPPLIED = re.compile(rf"(?P<body>[{_H}、·（()）]{{2,30}}?)\s*供稿")
_CLOSED = re.compile(r"(?<=[。！？…”])\s*(?P<inner>[^。！？…”，；（(【\[〔］［]{3,60}?)[)）】\]]?\s*$")
"""What stands behind a text's last sentence in its last paragraph, without an opening bracket."""

_GAP = re.compile(r"[\s\u3000\xa0\x1f、，,；;|｜]*")
_WRAP = " \t\u3000\xa0\x1f□■●▲◆◎○★☆※>＞-—　·*"
_BRACKETS = {"（": "）", "(": ")", "[": "]", "【": "】", "〔": "〕", "［": "］", "<": ">", "（(": ")）"}
_TAIL = re.compile(r"[（(【\[〔［](?P<inner>[^（()）【】\[\]〔〕［］]{2,90})[）)】\]〕］]\s*$")
_LABEL_TAIL = re.compile(rf"(?<=[。！？…”）)])\s*(?P<inner>(?:{_LABELS})\s*[:：][^。！？]{{1,60}})$")
_DATELINE = re.compile(
    r"(?:电|讯|道|记者|消息|】)\s*[（(](?P<inner>[^（()）]{2,60})[）)]|"
    r"^\s*(?:[（(](?P<first>[^（()）]{2,60})[）)]|【(?P<reported>[^【】]{0,14}?(?:记者|通讯员|文\s*[/／｜|])[^【】]{2,30})】|"
    rf"[{_H}·、]{{2,16}}[（(](?P<opened>[{_H}]{{0,6}}(?:记者|通讯员)[^（()）]{{2,50}})[）)])"
)
_SPOKEN = frozenset({"记者", "本报记者", "采访", "作者", "文", "图", "图片", "翻译", "视频"})
_SENTENCE = re.compile(r"[。！？；!?]|，.*，")


_ISSUE = re.compile(rf"(?P<journal>《?[{_H}·（）()]{{2,16}}》?)\s*(?:19|20)\d\d年?\s*第?\s*\d{{1,2}}期")
_PAPER = re.compile(
    rf"(?P<paper>(?!本[报网社台刊])[{_H}]{{2,8}}(?:报|社|网|电视台|新闻|在线|客户端|周末|周刊))(?:全媒体|融媒体?|首席|特派|见习|实习|特约)?记者"
)


@dataclass(frozen=True, slots=True)
class Credits:
    """What a credit line or byline states. Lists are in the order printed.

    `source` comes from a source label alone; `office` is who signs without one (``（宣传部）``, ``江北日报/文``).
    """

    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    source: str = ""
    office: str = ""

    def __or__(self, other: "Credits") -> "Credits":
        return Credits(
            tuple(dict.fromkeys(self.authors + other.authors)),
            tuple(dict.fromkeys(self.editors + other.editors)),
            self.source or other.source,
            self.office or other.office,
        )


def bare(text: str) -> str:
    """A line without bullets and without brackets around the whole of it."""
    text = text.strip(_WRAP)
    while text and text[0] in _BRACKETS and text[-1] == _BRACKETS[text[0]] and _BRACKETS[text[0]] not in text[1:-1]:
        text = text[1:-1].strip(_WRAP)
    return text


def credit_line(text: str, *, among: bool = False) -> Credits | None:
    """What a line credits when it consists of credits alone; None for a line of text.

    `among` tells that it stands among other credits, where ``文字：机械学院`` needs no proof that it is one.
    """
    inner = bare(text)
    if not 2 <= len(inner) <= 160:  # noqa: PLR2004 - longer lines are text
        return None
    bracketed = inner != text.strip(_WRAP)
    found = _labelled(inner, among=among) or _unlabelled(inner, bracketed=bracketed, among=among)
    if found in (None, Credits()):
        found = _told(inner) or found
    return found or (_names_only(inner) if bracketed else None)


def tail_credit(text: str) -> tuple[int, Credits] | None:
    """A credit that closes a paragraph: where it begins, and what it credits."""
    simple = simplified(text)
    for pattern in (_TAIL, _LABEL_TAIL, _CLOSED):
        match = pattern.search(simple)
        before = text[: match.start()].strip(_WRAP + "”’") if match else ""
        if not match or not before:
            continue
        inner, bracketed = text[slice(*match.span("inner"))].strip(_WRAP), pattern is not _CLOSED
        found = _labelled(inner) or _unlabelled(inner, bracketed=bracketed)
        found = (_told(inner) or found) if found in (None, Credits()) else found
        if not found and bracketed and before[-1] in "。！？…；":
            found = _names_only(inner) or _offices_only(inner)
        # Without a bracket, who took a picture belongs to its caption.
        if found and (bracketed or found != Credits()):
            return match.start(), found
    return None


def byline(text: str) -> Credits | None:
    """The byline near the beginning of a sentence: ``本报讯（记者 张三）``, ``…4月18日电 (李四)``."""
    match = _DATELINE.search(simplified(text[:90]))
    if not match:
        return None
    inner = text[slice(*match.span(match.lastgroup or 0))].strip(_WRAP)
    found = _unlabelled(inner, bracketed=True) or _labelled(inner) or _told(inner)
    return found or (_names_only(inner) if match["inner"] or match["first"] else None)


def signed(text: str) -> Credits | None:
    """Who signs on a line of its own: his name behind a mark (``□张三``), or his office and his name."""
    mark, rest = clean(text)[:1], clean(text)[1:]
    if mark and mark in "□■◎○●◇◆▲△" and is_person(rest.strip()):
        return Credits(authors=(rest.strip(),))
    office, _, name = clean(text).partition(" ")
    return Credits(authors=(name,)) if len(office) > 2 and is_source(office) and is_person(name) else None  # noqa: PLR2004 - no surname


def undersigned(text: str) -> Credits | None:
    """The two who sign below the last sentence with nothing but their names (``张三 李四``)."""
    people = tuple(clean(text).split(" "))
    return Credits(authors=people) if len(people) == 2 and all(map(is_person, people)) else None  # noqa: PLR2004


def issued(text: str) -> Credits | None:
    """The journal of a line above the text that is nothing but its name, year and issue (``江北研究 2012年5期``)."""
    match = _ISSUE.fullmatch(text)
    return Credits(source=source_name(match["journal"])) if match else None


def paper(text: str) -> str:
    """The paper whose reporter a credit or byline names; else ''."""
    match = _PAPER.search(text[:90])
    return match["paper"] if match else ""


def _labelled(text: str, *, among: bool = False) -> Credits | None:
    """Credits of a line whose labels have colons; every label must be one of people or source, every value short."""
    items = parse(text)
    if not items or items[0].start > 1 or any(item.field in {"published", "noise", "dated"} for item in items[:1]):
        return None
    if len(remainder(text).strip(" |\x1f\u3000\xa0")) > 4:  # noqa: PLR2004 - a stray sign or two
        return None
    people = sum(item.field in {"authors", "editors", "other"} for item in items)
    found = Credits()
    for item in items:
        raw = text[item.start : item.end]
        if _SENTENCE.search(raw.rstrip("；; \x1f\xa0\u3000")) or len(raw) > 60:  # noqa: PLR2004 - a value, not a sentence
            return None
        among = among or people > 1
        if item.name in _SPOKEN and item.value and not _named(item.value) and not (among and len(item.value) <= 14):  # noqa: PLR2004
            return None
        found |= _one(item)
    if items[-1].field == "source" and (match := _TAIL.search(text)):
        found |= _unlabelled(match["inner"].strip(_WRAP), bracketed=True) or Credits()
    return found if any(i.field in {"authors", "editors", "other", "source", "office"} for i in items) else None


def _named(value: str) -> bool:
    """Whether a value behind ``记者：``, which also begins what a reporter says, is names: short, one of them sure."""
    people = names(value)
    return len(value) <= 30 and any(map(is_person, people)) and all(2 <= len(person) <= 4 for person in people)  # noqa: PLR2004


def _one(item: Labelled) -> Credits:
    if item.field == "authors":
        people = names(item.value)
        return Credits(authors=people)
    if item.field == "editors":
        people = names(item.value)
        return Credits(editors=people)
    if item.field == "source":
        if item.name.startswith("供稿") and names(item.value) and all(map(is_person, names(item.value))):
            return Credits(authors=names(item.value))
        return Credits(source=source_name(item.value))
    return Credits()


def _unlabelled(text: str, *, bracketed: bool, among: bool = False) -> Credits | None:
    """Credits of a line of roles and names without colons (``张三/文``, ``记者 张三``); names must look like names.

    What an office contributed may stand before them (``宣传部供稿 编辑/张三``), what the reporter did behind him.
    """
    found = _chain(_AFTER, text, bracketed=bracketed)
    if (match := _SUPPLIED.fullmatch(text)) and is_source(match["body"].rstrip("）)")):
        return Credits(source=match["body"])
    match = _FUSED.fullmatch(text)
    plain = bracketed or text.endswith("摄影报道")
    if match and plain and names(match["names"]) and all(map(is_person, names(match["names"]))):
        people = names(match["names"])
        return Credits(editors=people) if match["role"] in {"编辑", "审核", "校对"} else Credits(authors=people)
    if (match := _WRITTEN.fullmatch(text)) and is_source(match["body"]):
        return Credits(office=match["body"])
    if _PICTURED.fullmatch(simplified(text)):
        return Credits()
    text = _DID.sub("", _OFFERED.sub("", text))
    text = _apart(_RUN_ON.sub(r"\g<0> ", text)) if bracketed else text
    text = _TOOK.sub("", text) if "记者" in simplified(text) else text
    found = found or _chain(_PAIRS, text, bracketed=bracketed, among=among)
    return found or (_told(text) if bracketed else None)


def _apart(text: str) -> str:
    """The text with a space between a name in front and the first role (``张三记者李四``)."""
    match = _LED.match(text)
    return f"{text[: match.end()]} {text[match.end() :]}" if match and is_person(match[0]) else text


@dataclass(frozen=True, slots=True)
class _Part:
    """One role of a credit line with its names; `apart` tells that something stands between the two."""

    role: str
    org: str
    people: tuple[str, ...]
    apart: bool

    @property
    def reports(self) -> bool:
        """Whether the role is a reporter's, of whom a bracket or his paper's name speaks."""
        return self.role in {"记者", "通讯员"}

    @property
    def shaped(self) -> bool:
        """Whether the names have the length of names and are no bodies."""
        return bool(self.people) and all(2 <= len(p) <= 4 and not is_source(p) for p in self.people)  # noqa: PLR2004

    def sound(self, *, bracketed: bool, vouched: bool) -> bool:
        """Whether the names are names: by their looks, or by what vouches for names of any shape."""
        papers = self.role == "记者" and self.org.endswith(("社", "报", "网", "台", "客户端", "》"))
        if not self.people or not (self.apart or bracketed or papers):
            return False
        if self.reports and self.shaped and (bracketed or self.org):
            return vouched or any(map(is_person, self.people))
        if self.apart and self.shaped and self.role in {"责任编辑", "责编"}:
            return True
        return all(map(is_person, self.people))

    def credits(self) -> Credits:
        """What the part credits; work on pictures credits nobody with the text."""
        if re.fullmatch(_EDITOR_ROLES, self.role) and not self.org.endswith(("图片", "视频", "美术")):
            return Credits(editors=self.people)
        return Credits(authors=self.people) if re.fullmatch(_AUTHOR_ROLES, self.role) else Credits()


def _chain(pattern: re.Pattern[str], text: str, *, bracketed: bool, among: bool = False) -> Credits | None:
    """Credits of a line that a pattern of one role with its names covers from end to end."""
    parts: list[_Part] = []
    position, simple = 0, simplified(text)
    while position < len(text):
        match = pattern.match(simple, position)
        if not match:
            return None
        found = match.groupdict()
        people = names(text[match.start("names") : match.end("names")])
        apart = "sep" not in found or bool(found["sep"].strip(SEAM))
        role = match["role"] or _EDITS.get(found["edits"], found["edits"])
        parts.append(_Part(re.sub(r"\s", "", role), found.get("org", "").strip(SEAM), people, apart))
        gap = _GAP.match(text, match.end())
        position = gap.end() if gap else match.end()
    among = among and len(parts) == 1 and bool(re.fullmatch(_EDITOR_ROLES, parts[0].role))
    if among and parts[0].apart and parts[0].shaped:
        return parts[0].credits()
    vouched = bracketed and any(part.reports and part.apart for part in parts)
    if not all(part.sound(bracketed=bracketed, vouched=vouched) for part in parts):
        return None
    return reduce(or_, (part.credits() for part in parts), Credits())


def _told(text: str) -> Credits | None:
    """Credits of a line whose every word is a role, a name, a paper or a date."""
    people = None if _PICTURED.fullmatch(simplified(text)) else told(text)
    return Credits(*people) if people else None


def _offices_only(text: str) -> Credits | None:
    """``（宣传部）`` or ``（人事处 人才办）`` at a paragraph's end."""
    offices = [office for office in re.split(r"[、，,/ \u3000\xa0\x1f]+", text) if office]
    named = len(text) <= 20 and all(len(office) >= 3 and is_source(office) for office in offices)  # noqa: PLR2004 - offices
    return Credits(office=text) if named and offices else None


def _names_only(text: str) -> Credits | None:
    """``（张三 李四）`` or ``（宣传部 张三）`` at a paragraph's end."""
    tokens = [token for token in re.split(r"[、，,/ \u3000\xa0\x1f]+", text) if token]
    people = names(text)
    if not people or len(tokens) > 6 or not all(map(is_person, people)):  # noqa: PLR2004 - no list of participants
        return None
    others = [token for token in tokens if token not in people and token not in "".join(people)]
    return Credits(authors=people) if len(others) <= 1 and all(len(token) <= 12 for token in others) else None  # noqa: PLR2004
