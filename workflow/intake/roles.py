"""Credits told word by word: a line that is nothing but roles, names, papers and dates, in whatever order.

What patterns of role and names do not foresee (``北方晚报记者 张三 综合报道``, ``文、图 日报记者 李四``) is read here:
every word of the line has to be one of these kinds, and one of them a role.
"""

import re
from dataclasses import dataclass

from workflow.intake.labels import roles
from workflow.intake.people import TOOK, is_person, is_source, leftover
from workflow.text.comparable import simplified

_SPLIT = re.compile(r"[\s\u3000\xa0\x1f、，,;；/／\\\\|｜丨:：()（）\[\]【】〔〕]+")
_AUTHOR = "|".join([*roles("authors"), "(?:综合|整理|采访)?报道", "特约撰稿", "实习生", "文"])
_EDITOR = "|".join(roles("editors"))
_OTHER = "|".join(
    [
        "(?:摄影|摄像|视频|图片)记者|总编辑|综合",
        *roles("other"),
        "来源|供稿|题图|文并摄|指导教师|指导老师|图|摄",
    ]
)
_HAN = r"\u3400-\u9fff"
_ROLE = re.compile(
    rf"(?P<org>[{_HAN}A-Za-z·《》“”]{{0,18}}?)(?P<role>{_AUTHOR}|{_EDITOR}|{_OTHER})(?P<name>[{_HAN}]{{2,3}})?\Z"
)
_PAGE = r"第?[A-Z]?\d{1,3}版|[A-Z]{1,3}\d{2,5}"
_DATED = re.compile(rf"(?:\d{{2,4}}[年./-])?\d{{1,2}}[月./-]\d{{1,2}}日?(?:{_PAGE})?|{_PAGE}")
_LABELLED = re.compile(rf"\s*【(?:{_AUTHOR}|{_EDITOR})】")
_SHAPE = re.compile(rf"[{_HAN}]{{2,3}}\Z")
_SENTENCE = re.compile(r"[。！？…；!?;“”]")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a credit line: a role, with the body it is at and a name fused to it, or a name, or neither."""

    role: str = ""
    org: str = ""
    name: str = ""


def told(text: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The authors and editors of a line that is nothing but credits; None for a line that is anything else."""
    words = [word for word in _SPLIT.split(TOOK.sub("", text).strip()) if word]
    if len(text) > _LONGEST or _SENTENCE.search(text) or len(words) < 2:  # noqa: PLR2004 - a role and a name
        return None
    authors: list[str] = []
    editors: list[str] = []
    ahead: list[str] = []
    signs = False
    role, owing, sure = "", False, bool(_LABELLED.match(simplified(text)))
    for word in words:
        found = _word(word, after_role=bool(role))
        if found is None:
            return None
        reporter = found.role in {"记者", "通讯员"}
        # ``摄影：日报记者 张三`` credits him with the pictures, ``文/图 张三`` with the text, too.
        kept = not found.role or (owing and (reporter or re.fullmatch(_AUTHOR, role)))
        signs = signs or (not role and bool(re.fullmatch(_AUTHOR, found.role)))
        role = role if kept else found.role
        owing = bool(found.role or owing) and not found.name
        sure = sure or is_person(found.name) or (reporter and bool(found.org))
        if leftover(found.name):
            continue
        if found.name and not role:
            ahead.append(found.name)
        elif found.name:
            (editors if re.fullmatch(_EDITOR, role) else authors if re.fullmatch(_AUTHOR, role) else []).append(
                found.name
            )
    # ``张三 北方晚报记者 李四``, ``张三 报道/摄影``: who stands before an author's role has that role.
    authors = ahead + authors if signs else authors
    return (tuple(dict.fromkeys(authors)), tuple(dict.fromkeys(editors))) if role and sure else None


def _word(word: str, *, after_role: bool) -> _Word | None:
    """What one word is; None for one that has no place in a credit line."""
    match = _ROLE.match(simplified(word))
    name = word[match.start("name") :] if match and match["name"] else ""
    if match and (not is_person(word) or "·" in word) and (not name or is_person(name)):
        pictures = match["org"].endswith(("图片", "视频", "美术", "题图"))
        return _Word("图" if pictures else match["role"], match["org"], name)
    if is_person(word) or (after_role and _SHAPE.match(word) and not is_source(word)):
        return _Word(name=word)
    return _Word() if is_source(word) or _DATED.fullmatch(word) else None
