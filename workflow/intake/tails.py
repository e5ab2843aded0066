"""What is cut off the end of a paragraph: credits behind the last sentence, and links that lead back to the site."""

import re
from itertools import pairwise

from workflow.intake.body import Body
from workflow.intake.credits import Credits, byline, tail_credit
from workflow.intake.html import Line, clean
from workflow.intake.remarks import button_link
from workflow.intake.titles import normal
from workflow.text.date.printed import parse_date

_PLACEHOLDER = re.compile(r"[（(\[【]?(?:文章|新闻|本文)?(?:图片|配图|插图)\d*[）)\]】]?")
"""What stands where a picture was."""


def cut_tails(body: Body) -> Credits:
    """Take credits off the end of the last paragraph with text; what they state is returned."""
    last = body.lines[-5:]
    for above, line in reversed(list(pairwise([last[0], *last]))):
        if line.links:
            _cut_button(line)
        if not line.text.strip() or line.links:
            continue
        found = tail_credit(line.text)
        if not found:
            if parse_date(line.plain) or len(clean(line.text)) <= 24:  # noqa: PLR2004 - a signature behind the text
                continue
            return Credits()
        start, stated = found
        if stated == Credits() and above.images and not above.text.strip():
            return stated  # below a picture, who took it belongs to the caption
        _cut(line, start)
        while further := tail_credit(line.text):  # ``（张三）线索提供：李四``
            _cut(line, further[0])
            stated = further[1] | stated
        return stated
    return Credits()


def without_echo(body: Body, title: str) -> list[Line]:
    """The lines without what sites repeat at their end: title, reporter, 图片 where a picture was."""
    opened = byline(body.lines[0].plain) if body.lines else None
    told = (*body.credits.authors, *(opened.authors if opened else ()))
    again = {normal(title), *map(normal, told)}
    end = len(body.lines)
    while end > 1 and (normal(body.lines[end - 1].plain) in again or _PLACEHOLDER.fullmatch(body.lines[end - 1].plain)):
        end -= 1
    return body.lines[:end]


def _cut(line: Line, start: int) -> None:
    """Take the end of a line off, in the tree as well."""
    _shorten(line, len(re.sub(r"\s", "", line.text[start:])))
    line.text = line.text[:start]
    line.plain = clean(line.text)


def _cut_button(line: Line) -> None:
    """Take a link that leads back to the site off the end of a paragraph's last sentence."""
    words = "".join(map(str, line.links[-1].itertext()))
    before = line.text.rstrip(" \u3000\xa0\x1f").removesuffix(clean(words))
    if not button_link(clean(words)) or len(before) == len(line.text) or not re.search(r"[。！？…”）)]\s*$", before):
        return
    _shorten(line, len(re.sub(r"\s", "", clean(words))))
    line.text, line.plain, line.links = before, clean(before), line.links[:-1]


def _shorten(line: Line, count: int) -> None:
    """Take the last `count` characters that are no white space off a line in the tree."""
    for element, where in reversed(line.slots):
        text: str = getattr(element, where) or ""
        position = len(text)
        while position and count:
            position -= 1
            count -= not text[position].isspace()
        setattr(element, where, text[:position])
        if not count:
            return
