"""Labels of info lines and credit lines: ``来　源：新华社　作者：　责任编辑：张三``.

`parse` finds labels and their values in one line; a label with nothing behind it is found with an empty value. The
vocabulary is what Chinese site systems and newspapers print; words of the text (数据来源, 资金来源) are no labels.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from workflow.intake.html import SCRIPT, SEAM
from workflow.text.comparable import simplified
from workflow.text.date.printed import find_dates
from workflow.text.name.surnames import SURNAMES

_WORDS: dict[str, str] = {
    "source": (
        "来源 本文来源 本文转自 文章转自 "
        "原文来源 转载来源 信息来源 稿件来源 文章来源 新闻来源 内容来源 文件来源 消息来源 来源单位 "
        "来源网站 来源于 稿源 转自 转贴自 转帖自 引自 转载自 摘自 原载 出处 供稿 供稿单位 供稿部门 供稿处室 稿件提供 "
        "来自 Source Sources From"
    ),
    "office": "发布单位 发布部门 发布机构 发稿单位 信息提供 提供单位 责任部门 发文单位 发布处室",
    "authors": (
        "作者 稿件作者 文字作者 文稿 图文记者 文章作者 本文作者 原文作者 撰稿 撰稿人 撰文 撰写 拟稿 拟稿人 "
        "供稿人 投稿人 通讯员 特约通讯员 记者 本报记者 本网记者 实习记者 见习记者 全媒体记者 首席记者 "
        "学生记者 文字 文字记者 采写 采访 采编 文图 图文 文/图 图/文 文、图 文字/图片 图片/文字 文字、图片 文并图 "
        "文 执笔 文案 By Author Authors Author(s) Writer Reporter Reporters"
    ),
    "editors": (
        "责任编辑 责编 审核专家 审稿专家 科学审核 科学审校 "
        "初审编辑 复审编辑 终审编辑 审核编辑 主任编辑 轮值编辑 当班编辑 网编 编发 责审 核稿 编辑 "
        "本期编辑 值班编辑 网络编辑 执行编辑 见习编辑 实习编辑 新媒体编辑 微信编辑 网站编辑 图文编辑 网页编辑 文字编辑 "
        "责任校对 校对 编校 校审 审核 审核人 终审 审发 初审 复审 一审 二审 三审 一审一校 二审二校 三审三校 审校 审稿 "
        "校稿 复核 审 编 校 版面编辑 频道编辑 栏目编辑 新闻编辑 内容编辑 页面编辑 统筹编辑 英文编辑 全媒体编辑 "
        "责任编审 审稿人 编审 审定 审订 内容审核 初审校 复审校 终审校 Editor Editors Editor(s) Proofreader"
    ),
    "other": (
        "摄影 摄像 摄 绘 图 图片 图片作者 图片编辑 视频编辑 摄影报道 整理 值班编委 编委 值班总编 视频 视频剪辑 "
        "视频制作 视频拍摄 海报设计 海报制作 动画 航拍 拍摄 编导 导演 脚本 配乐 出镜 主播 后期 后期制作 字幕 总导演 "
        "制片 制片人 制作 剪辑 设计 监制 总监制 监审 审批 策划 总策划 出品 统筹 "
        "美编 美术编辑 排版 版式 签发 配音 海报 图片来源 图源 供图 封面 制图 漫画 翻译 译者 编译 译 发布者 发布人 "
        "发布 上传 录入 录入者 录入人 投稿 主编 副主编 责任监制 值班主任 值班主编 责任人 "
        "线索 线索提供 数据支持 承制 联合出品 出品单位 制作单位 视觉 配图 素材 素材来源 背景音乐 "
        "Translator Translators Translated Photographer Photos Photo Reviewer Reviewers Reviewed"
    ),
    "published": (
        "发布时间 发布日期 发表时间 发表日期 发布于 发表于 刊发时间 上传时间 添加时间 录入时间 信息时间 发稿时间 "
        "公布时间 公布日期 公开日期 公开时间 日期 时间 Date Published Posted Time"
    ),
    "updated": "更新时间 更新日期 修改时间 修改日期 最后更新 最后修改 最近更新 Updated Modified",
    "dated": "成文日期 成文时间 发文日期 发文时间 生成日期 生成时间 印发日期 制发日期",
    "keywords": "关键词 关键字 标签 文章标签 文章关键词 相关标签 Keywords Tags",
    "noise": (
        "浏览 浏览次数 浏览数 浏览量 点击 点击数 点击率 点击次数 点击量 已点击 阅读 阅读量 阅读数 阅读次数 访问量 "
        "访问次数 访问 人气 字号 字体 字体大小 文字大小 字体显示 文章字体 大小 分享 分享到 分享至 分享本文到 打印 "
        "收藏 关注 评论 评论数 热度 次数 查看 文章编号 索引号 信息索引 主题分类 主题词 发文字号 文号 信息分类 "
        "组配分类 所属栏目 所在栏目 栏目 类别 类型 分类 有效性 体裁分类 服务对象 名称 标题 文章标题 内容概述 "
        "公开方式 公开形式 公开范围 公开类别 信息名称 原标题 字数 阅读时间 预计阅读 背景色 保护视力色 视力保护色 "
        "访问数 编号 语音阅读 语音播报 语音朗读 Views Hits Clicks Share Font View"
    ),
}
_HAN = r"\u3400-\u9fff"
LONGEST = 1000
"""Characters of a line beyond which it is text, whatever words it holds."""

FIELDS = {word.lower(): field for field, words in _WORDS.items() for word in words.split()}
_PEOPLE = frozenset({"authors", "editors", "other"})


def roles(field: str) -> tuple[str, ...]:
    """The words of two and more characters for what people of a field do, the longest first.

    Of reporters there are only the plain ones: whose they are (``本报记者``) is read before the role.
    """
    words = [word for word, of in FIELDS.items() if of == field and re.fullmatch(rf"[{_HAN}]{{2,}}", word)]
    words = [word for word in words if not re.fullmatch(r"(?!文字|图文).+(?:记者|通讯员)", word)]
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


_GAP = r"\s*"


def _spaced(word: str) -> str:
    """A label as a pattern that allows spaces between its Han characters."""
    return _GAP.join(map(re.escape, word)) if re.search(f"[{_HAN}]", word) else re.escape(word)


_EDITING = (
    r"(?:排版|版式|编排|推送|运营|微博|公众号|平台|稿件|中文|数据|校园|学生|技术|文案|本版|信息)(?:编辑|审核|校对)"
)
"""Editors of a kind the vocabulary lacks (``排版编辑``)."""

_COLON = "(?P<colon>[:：﹕∶︰])"
_CHINESE = tuple(word for word in FIELDS if not word.isascii())
_FIRST = frozenset(word[0] for word in _CHINESE)
_SPACES = re.compile(_GAP)
_PROSE = re.compile(r"[。！？；]")


def _chinese(text: str) -> bool:
    """Whether a simplified text may hold a label in Chinese; a pattern without those is made in no time."""
    together = "" if text.isascii() else _SPACES.sub("", text)
    return not _FIRST.isdisjoint(together) and any(word in together for word in _CHINESE)


def _words(*, chinese: bool) -> list[str]:
    """The vocabulary, or what of it is in Latin letters."""
    return sorted(FIELDS if chinese else filter(str.isascii, FIELDS), key=len, reverse=True)


@cache
def _label(*, chinese: bool) -> re.Pattern[str]:
    names = "|".join([*map(_spaced, _words(chinese=chinese)), *([_EDITING] if chinese else [])])
    return re.compile(
        rf"(?:(?<![{_HAN}A-Za-z“\"「『‘])|(?<=[日次分秒号时]))(?P<name>{names}){_GAP}"
        rf"(?:{_COLON}|(?P<bar>[｜|丨/／](?![图摄文](?:[\s\u3000:：]|$)))|(?P<dash>\s[-–—]\s)|(?P<seam>(?<=\x1f))(?=[^\x1f\s:：|｜])|(?<=by|By|BY)\s)",
        re.IGNORECASE,
    )


@cache
def _glued(*, chinese: bool) -> re.Pattern[str]:
    """A label that stands at the very end of the value before it (``作者:张三来源:新华社``)."""
    names = "|".join(re.escape(word) for word in _words(chinese=chinese) if len(word) > 1)
    return re.compile(rf"(?<=[{_HAN}》”）)A-Za-z])(?P<name>{names}){_GAP}{_COLON}")


@cache
def _bare() -> re.Pattern[str]:
    """A role without a colon behind the names of a labelled one (``文/图：张三 责任编辑 李四``)."""
    words = "|".join(sorted((word for field in _PEOPLE for word in roles(field)), key=len, reverse=True))
    return re.compile(
        rf"(?<=[\s\u3000\xa0\x1f，,、；;])(?P<name>{words})"
        rf"(?=\s+[{_HAN}]{{2,4}}(?![{_HAN}]))"
    )


_ONE_WORD = re.compile(rf"{_GAP}[^\s|｜丨/／（(]+[ \xa0\u3000]*")
_REPORTERS = "(?:(?:全媒体|首席|实习|见习)?记者|通讯员|作者)"
_SIGNED = re.compile(
    rf"(?P<name>(?<=[ \xa0\u3000]){_REPORTERS}|{_REPORTERS}(?=[ \xa0\u3000]))[ \xa0\u3000]*"
    rf"(?=(?P<surname>[{_HAN}])[{_HAN}]{{1,2}}(?![{_HAN}]))"
)
"""Who wrote it, without a colon, behind a source of one word (``来源：某某新闻 记者 何平``)."""

_NOISE_WORD = (
    r"字号|字体|打印|分享|收藏|浏览|点击|阅读|访问|评论|关闭|返回|举报(?!邮箱|电话|方式|途径|信|人)|大\s*中\s*小|小\s*中\s*大|扫一扫|听全文|朗读|放大|缩小|"
    r"\[\s*[大小打]|【\s*[大小打字]|我要|下载|微信|微博|人参与|听新闻|手机看|用手机|无障碍|适老|订阅|纠错|保存|T\s*[+|]|A\s*[+-]"
)
_STOP = re.compile(rf"[|｜丨\n【\[]|  |\u3000|\xa0{{2,}}|\s+(?:{_NOISE_WORD})|^(?:{_NOISE_WORD})")
_ANY_NOISE = re.compile(rf"(?:{_NOISE_WORD})")
_NAMES = re.compile(rf"{_GAP}[{_HAN}]{{2,4}}(?:[ 、，,/／\u3000\xa0]+[{_HAN}]{{1,4}})*")
"""Names of persons with spaces between them, and what each did."""

_FOREIGN = re.compile(rf"(?:^|\s){_GAP}[{_HAN}]{{2,8}}[:：]")
"""The next label, one that is not in the vocabulary."""

_FOREIGN_ROLE = re.compile(rf"\s+[{_HAN}]{{4,8}}[/／]")
"""The next role before a slash; it is longer than a name."""

_REPORTER = re.compile(rf"(?<=\S)\s*{_REPORTERS}[\s\u3000\xa0:：]")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and the value behind it, as printed.

    `field` is a key of the vocabulary above, `name` the label itself; `scripted` tells that a script stands where the
    value should, so that an empty one proves nothing.
    """

    field: str
    name: str
    value: str
    start: int
    end: int
    scripted: bool = False


def parse(text: str) -> list[Labelled]:
    """Every label of a line with its value.

    A value ends at the next label, at a date (but in date fields), at a bar, at a wide gap or at a page's own buttons.
    """
    return [] if len(text) > LONGEST else list(_parsed(text))


@lru_cache(maxsize=1024)  # the same line is asked for its labels by several rules, and the pages of a site share lines
def _parsed(text: str) -> tuple[Labelled, ...]:
    matches = _labels(simplified(text), chinese=_chinese(simplified(text)))
    found = []
    for number, match in enumerate(matches):
        name = _name(match)
        field = field_of(name)
        limit = matches[number + 1].start() if number + 1 < len(matches) else len(text)
        raw = text[match.end() : limit]
        bar = re.search(r"(?<=\S)\s*[|｜丨]", raw)
        end = match.end() + bar.start() if bar else limit
        found.append(Labelled(field, name, _value(field, raw), match.start(), end, SCRIPT in raw))
    return tuple(found)


def _labels(text: str, *, chinese: bool) -> list[re.Match[str]]:
    """The labels of a simplified line, and those glued to the value of the one before."""
    matches = [match for match in _label(chinese=chinese).finditer(text) if _is_label(match)]
    if not matches or _PROSE.search(text):
        return matches
    found = list(matches)
    for match in _glued(chinese=chinese).finditer(text):
        before = max((item for item in found if item.end() <= match.start()), key=lambda item: item.end(), default=None)
        value = text[before.end() : match.start()] if before else ""
        named = before is not None and field_of(_name(before)) in _PEOPLE and _NAMES.fullmatch(value)
        if before is not None and (named or not re.search(r"\S\s|\x1f", value)):
            found.append(match)
    if chinese:
        taken = {match.start() for match in found}
        found += [match for match in _without_colon(text, matches) if match.start() not in taken]
    return sorted(found, key=lambda match: match.start())


def _without_colon(text: str, matches: Sequence[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Roles without a colon: behind people who have one, or behind a source of one word and nothing but a space."""
    ends = {field_of(_name(match)): match.end() for match in reversed(matches)}
    people = min((ends[field] for field in _PEOPLE & ends.keys()), default=len(text))
    signed = _SIGNED.search(text, ends["source"]) if "source" in ends else None
    if signed and signed["surname"] in SURNAMES and _ONE_WORD.fullmatch(text, ends["source"], signed.start()):
        yield signed
        people = min(people, signed.end())
    yield from _bare().finditer(text, people)


def field_of(name: str) -> str:
    """The field of a label."""
    return FIELDS.get(name.lower(), "editors")


def _name(match: re.Match[str]) -> str:
    """The label without the spaces in it."""
    return re.sub(_GAP, "", match["name"]) if re.search(f"[{_HAN}]", match["name"]) else match["name"]


def _is_label(match: re.Match[str]) -> bool:
    """Whether a bar may stand for the colon, or nothing at all.

    A bar does behind a role (``文｜张三``, ``来源丨新华社``), not between the entries of a menu; ``By`` needs nothing.
    """
    if match["bar"]:
        field, alone = field_of(_name(match)), match.string.count(match["bar"]) == 1 and not match.start()
        return field in _PEOPLE or (field == "source" and alone)
    if match["dash"]:
        return field_of(_name(match)) in _PEOPLE | {"keywords"} and not match.string[: match.start()].strip()
    if match["seam"] is not None:
        return (
            field_of(_name(match)) in {"source", "authors"}
            and match.string[: match.start()].rstrip(" \x1f")[-1:] in "|｜"
        )
    return bool(match["colon"]) or not match.string[: match.start()].strip(" \x1f\xa0\u3000")


def remainder(text: str) -> str:
    """What is left of a line without labels, their values, dates and a page's own buttons."""
    if len(text) > LONGEST:
        return text
    kept, position = "", 0
    for item in parse(text):
        kept += text[position : item.start]
        position = item.end
    kept += text[position:] if position < len(text) else ""
    spans = list(find_dates(kept))
    for hit in reversed(spans):
        kept = kept[: hit.start] + " | " + kept[hit.end :]
    return kept


def button(text: str) -> bool:
    """Whether a text is, or begins with, one of a page's own buttons (字号, 打印, 分享 …)."""
    if len(text) > 60 or re.search(r"[。！？，；]", text):  # noqa: PLR2004 - a sentence about printing is no button
        return False
    return bool(_ANY_NOISE.match(simplified(text).strip(" \u3000\xa0|｜\x1f[【")))


def _value(field: str, raw: str) -> str:
    """The value that belongs to a label out of everything up to the next label."""
    raw = raw.replace(SCRIPT, " ").lstrip(" \u3000\xa0\x1f\t")
    if field in {"published", "updated", "dated", "noise"}:
        return raw.strip()
    date = next(find_dates(raw), None)
    if date:
        raw = raw[: date.start]
    stop = _STOP.search(simplified(raw))
    if field in _PEOPLE:
        stop = re.search(rf"[|｜\n]|(?:^|\s+)(?:{_NOISE_WORD}|发自)|[。！？]", raw)
    if stop:
        raw = raw[: stop.start()]
    raw = _FOREIGN.split(raw, maxsplit=1)[0]
    if field in _PEOPLE:
        raw = _FOREIGN_ROLE.split(raw, maxsplit=1)[0]
    if field == "source":
        raw = _REPORTER.split(_first_part(raw), maxsplit=1)[0]
    return raw.strip(" \u3000\xa0\x1f\t")


def _first_part(raw: str) -> str:
    """A source up to the first inline border behind it; a border inside brackets or before more of a link stays."""
    parts = [part for part in raw.split(SEAM) if part.strip(" \u3000\xa0")]
    return parts[0] if parts else ""
