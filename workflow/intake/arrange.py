"""One shape for every document: title, label lines, body; and what front matter states, as meta elements."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

from lxml import etree, html

from workflow.errors import InputError
from workflow.intake import labels
from workflow.text.chars import has_han
from workflow.text.date.printed import parse_date

# The field and the meta name under which the page reader's rules find it; the other fields are stated visibly.
_META_NAMES: Mapping[str, str] = {
    "title": "ArticleTitle",
    "date": "PubDate",
    "authors": "Author",
    "editors": "Editor",
    "url": "Url",
    "keywords": "Keywords",
}
_ORIGINAL = (
    r"(?:原文|原始|来源|本文)(?:链接|地址|网址)|链接地址|Link to original(?: article)?|Original(?: article| link)?"
)
_ORIGINAL_LABEL = re.compile(rf"^\W*(?:{_ORIGINAL})\s*[：:]", re.IGNORECASE)
_OWN_LABEL = re.compile(rf"^\W*(?:{_ORIGINAL}|副标题|当前位置|Position|Subtitle)\s*[：:]", re.IGNORECASE)
_SENTENCE = re.compile(r"[。！？?!；]")
# The list of footnotes as our converters write it, behind all else that a document says.
_NOTES = "self::ol[li[starts-with(@id, 'fn') or starts-with(@id, 'footnote-') or starts-with(@id, 'endnote-')]]"
_LONGEST_LABEL_LINE = 200
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Front:
    """What front matter states, by field of `workflow.model.Metadata`; lists keep their order."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def arrange(fragment: str, front: Front, *, place: str) -> str:
    """Return the HTML page of a document.

    The title is the front matter's, else the title paragraph, the first heading of the first level, or a short first
    paragraph; it leaves the body.

    Args:
        fragment: block elements, safe (made by our own converters).
        front: what the document states in its front matter.
        place: the file, for the error.

    Raises:
        InputError: there is no text beside the title.
    """
    body = html.fragment_fromstring(fragment, create_parent="div")
    for mark in body.xpath(".//a[starts-with(@href, '#')]"):
        _drop_inner_link(mark)
    title = _take_title(body, given="".join(front.values.get("title", ())[:1]))
    subtitle = _take_subtitle(body)
    lines = _take_labels(body)
    _caption_pictures(body)
    if not "".join(body.itertext()).strip() and not body.xpath(".//img"):
        raise InputError("has no text below its title", place=place, mend="put the body after the title line")
    values = dict(front.values)
    if subtitle:
        values.setdefault("subtitle", (subtitle,))
    if address := _original_address(lines):
        values.setdefault("url", (address,))
    return _page(title, values, lines, body)


def _page(title: str, values: Mapping[str, tuple[str, ...]], lines: list[str], body: html.HtmlElement) -> str:
    inner = (escape(body.text or "", quote=False) + "".join(_markup(child) for child in body)).strip()
    stated = {**values, "title": (title,)} if title else values
    metas = [
        f'<meta name="{name}" content="{escape(value)}">'
        for field, name in _META_NAMES.items()
        for value in _meta_values(field, stated.get(field, ()))
    ]
    parts = []
    if "position" in stated:
        position = " &gt; ".join(escape(step, quote=False) for step in stated["position"])
        parts.append(f'<p class="workflow-position">{position}</p>')
    parts += [f'<h1 class="workflow-title">{escape(title, quote=False)}</h1>'] if title else []
    if "subtitle" in stated:
        parts.append(f'<p class="workflow-subtitle">{escape(stated["subtitle"][0], quote=False)}</p>')
    lines = [*_source_line(stated), *lines]
    if lines:
        parts.append('<div class="workflow-labels">\n' + "\n".join(lines) + "\n</div>")
    parts.append(f'<article class="workflow-body">\n{inner}\n</article>')
    language = "zh" if has_han(title + inner) else "en"
    head = ['<meta charset="utf-8">', f"<title>{escape(title, quote=False)}</title>", *metas]
    opening = ["<!DOCTYPE html>", f'<html lang="{language}">', "<head>", *head, "</head>", "<body>"]
    return "\n".join([*opening, *parts, "</body>", "</html>", ""])


def _meta_values(field: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """One element for each person, whose names in Latin letters no separator parts safely; one for all else."""
    return values if field in ("authors", "editors") else ("、".join(values),) if values else ()


def _source_line(stated: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The source of front matter as a label line: only there can it be a link."""
    if "source" not in stated:
        return []
    name = escape(stated["source"][0], quote=False)
    address = stated.get("source_url", ("",))[0]
    return [f'<p>来源：<a href="{escape(address)}">{name}</a></p>' if address else f"<p>来源：{name}</p>"]


def _markup(element: html.HtmlElement) -> str:
    return str(etree.tostring(element, encoding="unicode", method="html"))


def _text(element: html.HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _remove(element: html.HtmlElement) -> None:
    """Remove an element and leave the text behind it where it is."""
    element.drop_tree()


def _drop_inner_link(mark: html.HtmlElement) -> None:
    """Footnote marks point inside the document: the number stays, the arrow back goes."""
    if _text(mark) in ("↑", "↩", "↩︎"):
        _remove(mark)
    else:
        mark.drop_tag()


def _take_title(body: html.HtmlElement, given: str) -> str:
    found = body.xpath("./h1[contains(@class, 'title')]") or body.xpath("./h1")
    first = next((child for child in body if _text(child)), None)
    if not found and not given and first is not None and first.tag == "p" and _may_be_title(first):
        found = [first]
    if not found:
        return given
    text = _text(found[0])
    # A first heading that is not the stated title is a part of the body.
    if given and _squeezed(text) != _squeezed(given):
        return given
    _remove(found[0])
    return given or text


def _may_be_title(paragraph: html.HtmlElement) -> bool:
    text = _text(paragraph)
    return len(text) <= _LONGEST_TITLE and not text.endswith(("。", "；", "，", ".")) and not _is_label(text)


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def _take_subtitle(body: html.HtmlElement) -> str:
    found = body.xpath("./p[@class='subtitle']")
    if found:
        text = _text(found[0])
        _remove(found[0])
        return text
    first = next((child for child in body if _text(child)), None)
    if first is not None and first.tag == "p":
        text = _text(first)
        if text.startswith("——") and len(text) <= _LONGEST_TITLE and not text.endswith("。"):
            _remove(first)
            return text.lstrip("—").strip()
    return ""


def _take_labels(body: html.HtmlElement) -> list[str]:
    """Take the label lines at the top and at the end, before footnotes, out of the body; return them as paragraphs."""
    opening: list[str] = []
    for child in [element for element in body if _text(element) or element.xpath(".//img")]:
        if child.tag != "p" or not (lines := _label_lines(child, _is_label)):
            break
        opening += lines
        _remove(child)
    closing: list[str] = []
    for child in reversed([element for element in body if _text(element) or element.xpath(".//img")]):
        if child.xpath(_NOTES):
            continue
        if child.tag != "p" or not (lines := _label_lines(child, _is_closing)):
            break
        closing = lines + closing
        _remove(child)
    return opening + closing


def _label_lines(paragraph: html.HtmlElement, test: Callable[[str], bool]) -> list[str]:
    """Return the lines of a paragraph as paragraphs when every one of them is a label line, else nothing."""
    inner = escape(paragraph.text or "", quote=False) + "".join(_markup(child) for child in paragraph)
    pieces = [piece.strip() for piece in re.split(r"<br\s*/?>|\n", inner) if piece.strip()]
    texts = [_text(html.fragment_fromstring(piece, create_parent="p")) for piece in pieces]
    return [f"<p>{piece}</p>" for piece in pieces] if pieces and all(test(text) for text in texts) else []


def _is_label(text: str) -> bool:
    """Whether a line below the title states metadata and nothing else; a question (记者：…？) does not."""
    if len(text) > _LONGEST_LABEL_LINE or _SENTENCE.search(re.sub(r"https?://\S+", "", text)):
        return False
    if _OWN_LABEL.match(text):
        return True
    fields = {found.field for found in labels.parse(text)}
    if "noise" in fields or not (fields or parse_date(text)):
        return False
    return not re.search(r"\w", labels.remainder(text))


def _is_closing(text: str) -> bool:
    """Whether a line at the end of the text does so; dates and speakers there belong to the text."""
    if not _is_label(text):
        return False
    fields = {found.field for found in labels.parse(text)}
    return bool(_OWN_LABEL.match(text)) or bool(fields - {"published", "updated", "dated"})


def _original_address(lines: list[str]) -> str:
    """The address behind 原文链接：, which a page in Chinese states as a link and the page reader wants as metadata."""
    for line in lines:
        element = html.fragment_fromstring(line)
        if _ORIGINAL_LABEL.match(_text(element)):
            return str(next(iter(element.xpath(".//a/@href")), ""))
    return ""


def _caption_pictures(body: html.HtmlElement) -> None:
    """A picture paragraph with a caption paragraph below it is one figure."""
    for caption in body.xpath("./p[@class='caption']"):
        del caption.attrib["class"]
        above = caption.getprevious()
        if above is None or above.tag != "p" or _text(above) or not above.xpath(".//img"):
            continue
        above.tag = "figure"
        caption.tag = "figcaption"
        caption.tail = None
        above.append(caption)
