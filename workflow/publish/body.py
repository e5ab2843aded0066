"""The article's text as it stands on the page: targets in the skeleton, pictures and links in their final form."""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from workflow.errors import InputError
from workflow.model import Article, Reproduction
from workflow.publish.pictures import Size
from workflow.skeleton import merge
from workflow.skeleton.clean import CONTAINERS, HEADINGS
from workflow.skeleton.pictures import PIXEL
from workflow.text.chars import han_runs, has_han
from workflow.text.inline import ATTRIBUTES, LINK_SCHEMES, MarkupError, escape, parse

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What a page's body may hold; anything else can only have come into it by hand.
_TAGS = HEADINGS | CONTAINERS | ATTRIBUTES.keys() | {"p", "hr"}
_ATTRIBUTES = {
    "*": {"lang"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
}
_SUMMARY = 200  # characters search engines and link previews show, at most
_GAP = 3  # Chinese runs with no more than this many signs between them are one run


def finished(
    article: Article,
    reproduction: Reproduction,
    body: str,
    chinese: str,
    *,
    sizes: Mapping[str, Size] | None = None,
    table: str = "Table",
) -> str:
    """Return the body of the page: `body` (the skeleton) with the English in its places.

    Untranslated units stay Chinese with ``lang``; kept pictures point to ``media/<article id>/``; addresses that a
    saved page left relative are those of the original's site; what a page may not hold is taken out. A target that is
    not well-formed is shown as the plain text it is; of an abridged reproduction what has no English is left out.
    `sizes` are those of kept pictures by file name; `table` is what tables are called, with a number.

    Raises:
        InputError: the skeleton holds a unit that is not well-formed.
    """
    from lxml import html

    targets = {unit.id: _markup(unit.target.text) for unit in reproduction.units if unit.target.text.strip()}
    try:
        merged = merge(body, targets, language=chinese, abridged=reproduction.abridged and bool(targets))
    except MarkupError as error:
        raise InputError(str(error), place=article.id, mend="take the original in again with --update") from error
    root = html.fragment_fromstring(_clean(merged), create_parent="div")
    kept = {image.src: image.file for image in article.images if image.file}
    for element in list(root.iter("*")):
        _finish(element, article, kept, sizes or {})
    _outline(root)
    for number, found in enumerate(list(root.iter("table")), 1):
        _make_scrollable(found, f"{table} {number}")
    _mark_chinese(root, chinese)
    inner = [escape(root.text or ""), *(html.tostring(child, encoding="unicode") for child in root)]
    return "".join(inner).strip()


def media_address(article_id: str, name: str) -> str:
    """Return where a kept picture stands, relative to the page."""
    return f"media/{quote(article_id)}/{quote(name)}"


def _clean(body: str) -> str:
    import nh3

    return nh3.clean(body, tags=set(_TAGS), attributes=_ATTRIBUTES, url_schemes=set(LINK_SCHEMES - {""}), link_rel=None)


def _markup(text: str) -> str:
    try:
        parse(text)
    except MarkupError:
        return escape(text)
    return text


def _finish(element: "HtmlElement", article: Article, kept: dict[str, str], sizes: Mapping[str, Size]) -> None:
    if element.tag == "img" and not element.get("src"):
        element.drop_tree()
    elif element.tag == "img":
        file = kept.get(element.get("src", ""))
        own = media_address(article.id, file) if file else ""
        element.set("src", own or _absolute(element.get("src", ""), article))
        element.set("alt", element.get("alt", ""))
        width, height = sizes.get(file or "", (0, 0))
        if min(width, height) > PIXEL:  # one that says it is smaller would be taken for a counter of visitors
            element.set("width", str(width))
            element.set("height", str(height))
    elif element.tag == "a" and element.get("href"):
        element.set("href", _absolute(element.get("href", ""), article))
        if _bare(element.text_content()) == _bare(element.get("href", "")):
            element.set("class", "address")  # on paper it is not written out once more


def _bare(address: str) -> str:
    """An address as people write it, without scheme and last slash."""
    return address.strip().removeprefix("https://").removeprefix("http://").removesuffix("/")


def _outline(root: "HtmlElement") -> None:
    """Number the headings below the page's title without a gap (WCAG 1.3.1): originals often begin with ``h3``."""
    open_levels: list[str] = []
    for heading in root.iter(*HEADINGS):
        level = str(heading.tag)
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        heading.tag = f"h{min(1 + len(open_levels), 6)}"


def _absolute(address: str, article: Article) -> str:
    try:
        return address if address.startswith("#") else urljoin(article.metadata.url, address)
    except ValueError:  # not an address; it stays what it is
        return address


def _make_scrollable(table: "HtmlElement", label: str) -> None:
    """Let a wide table scroll on its own, reachable by keyboard (WCAG 2.1.1), instead of the whole page."""
    frame = table.makeelement("div", {"class": "table", "role": "region", "aria-label": label, "tabindex": "0"})
    frame.tail, table.tail = table.tail, None
    table.addprevious(frame)
    frame.append(table)


def _mark_chinese(element: "HtmlElement", chinese: str) -> None:
    """Give every run of Chinese inside English its language (WCAG 3.1.2)."""
    if element.get("lang", "").startswith("zh"):
        return
    if has_han(element.get("alt", "")):
        element.set("lang", chinese)
    for child in list(element):
        _mark_chinese(child, chinese)
        if has_han(child.tail or ""):
            text, spans = _spans(element, child.tail or "", chinese)
            child.tail = text
            position = element.index(child) + 1
            element[position:position] = spans
    if has_han(element.text or ""):
        element.text, spans = _spans(element, element.text or "", chinese)
        element[0:0] = spans


def _spans(element: "HtmlElement", text: str, chinese: str) -> tuple[str, list["HtmlElement"]]:
    runs = _joined(han_runs(text), text)
    spans = []
    for number, (start, end) in enumerate(runs):
        span = element.makeelement("span", {"lang": chinese, "translate": "no"})
        span.text = text[start:end]
        span.tail = text[end : runs[number + 1][0] if number + 1 < len(runs) else len(text)]
        spans.append(span)
    return text[: runs[0][0]], spans


def _joined(runs: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in runs:
        if joined and start - joined[-1][1] <= _GAP and not any(c.isalnum() for c in text[joined[-1][1] : start]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def blocks(body: str) -> list[str]:
    """Return the block elements of a body, one string each."""
    from lxml import html

    root = html.fragment_fromstring(body, create_parent="div")
    return [html.tostring(child, encoding="unicode", with_tail=False) for child in root]


def summary(body: str) -> str:
    """Return the first paragraph of the body as plain text, cut at a word: the page's description."""
    first, end, rest = body.partition("</p>")  # as a rule all that is needed
    return cut(_paragraph(first + end) or (_paragraph(body) if rest else ""))


def _paragraph(body: str) -> str:
    """The first paragraph with text."""
    from lxml import html

    root = html.fragment_fromstring(body, create_parent="div")
    paragraphs = (" ".join(paragraph.text_content().split()) for paragraph in root.iter("p"))
    return next((text for text in paragraphs if text), "")


def cut(text: str) -> str:
    """Return `text` if it is short enough for a description, else its beginning up to a word, with an ellipsis."""
    if len(text) <= _SUMMARY:
        return text
    head = text[: _SUMMARY - 1]
    return f"{head.rsplit(' ', 1)[0] if ' ' in head else head}…"
