"""A web page as a tree and as the lines a reader sees.

Everything that follows (title, labels, body) works on `Line`: one run of visible text between block borders or
``<br>``, which knows the places in the tree it came from. So a line can be judged by its text and taken out exactly.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias
from urllib.parse import urljoin

from lxml import etree, html

from workflow.errors import InputError
from workflow.intake.unfold import unfold

Element: TypeAlias = etree._Element  # noqa: SLF001 - the name lxml gives the type of every element

SEAM = "\x1f"
"""Stands in `Line.text` where an inline element begins or ends; counts as white space."""

SCRIPT = "\x1e"
"""Stands in `Line.text` where a script stands, which may write something there; counts as white space."""

MAX_DEPTH = 2048
"""libxml2's own limit for the depth of an HTML tree; deeper elements would be cut off silently."""

MAX_ELEMENTS = 50_000
"""More elements than any article has; pages beyond it are lists or archives, and would keep an editor waiting."""

MAX_TEXT = 1_000_000
"""More characters than any article has: two novels."""

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul", "caption", "founder-title", "founder-content", "founder-author", "founder-imgs",
})  # fmt: skip
UNSEEN = frozenset({
    "script", "style", "noscript", "template", "head", "select", "option", "textarea", "iframe", "object",
    "embed", "svg", "canvas", "map", "button", "title", "link", "meta", "audio", "video", "input",
})  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPOKEN_ONLY = re.compile(r"(?:^|\s)(?:visually-?hidden|sr-only|screen-reader-text|element-invisible)(?:\s|$)")
"""Classes of what is there for screen readers alone."""

_PAGE_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_ANY_SPACE = re.compile(r"\s+")
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_HEADING = re.compile(r"h[1-6]\Z|founder-title\Z")
_ICON = re.compile(r"\s*[\ue000-\uf8ff]+\s*")
_MARKER = re.compile(r"content|article|enpprop|正文|内容|文章(?:开始|结束)|text", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Line:
    """One run of visible text.

    `plain` is the text as a reader has it, white space of any kind as one space. `text` has HTML white space
    collapsed, no-break and full-width spaces kept, and `SEAM` at inline borders. `slots` are the tree's text places
    (element, ``text`` or ``tail``) it is made of. `linked` counts its characters in links.
    """

    index: int
    text: str
    block: Element
    slots: list[tuple[Element, str]] = field(default_factory=list)
    linked: int = 0
    links: list[Element] = field(default_factory=list)
    images: list[Element] = field(default_factory=list)
    plain: str = ""

    def within(self, elements: set[Element]) -> bool:
        """Whether the line stands in one of the elements."""
        return self.block in elements or any(ancestor in elements for ancestor in self.block.iterancestors())


@dataclass(slots=True, eq=False)
class Comment:
    """An HTML comment by which a site system marks something, and the index of the line that follows it."""

    text: str
    line: int


class Page:
    """A parsed page: its tree, the lines of its body, its comments, its address."""

    def __init__(self, root: Element, url: str) -> None:
        self.root = root
        self.url = url
        base = next((href for e in root.iter("base") if (href := (e.get("href") or "").strip())), "")
        self.base_url = urljoin(url, base) if base else url
        found = root.find("body")
        self.body = found if found is not None else root
        self.lines, self.comments = _Lines(self.body, hidden=False).read()
        if sum(len(line.text) for line in self.lines) < 30:  # noqa: PLR2004 - all but nothing to see until scripts run
            lines, comments = _Lines(self.body, hidden=True).read()
            if len(lines) > len(self.lines):
                self.lines, self.comments = lines, comments

    @cached_property
    def marks(self) -> str:
        """All classes and ids of the body in one text."""
        return "\n".join(f"{e.get('class') or ''} {e.get('id') or ''}" for e in self.body.iter("*"))

    @cached_property
    def scripts(self) -> str:
        """The text of the page's inline scripts, for the few systems that keep metadata there."""
        scripts = [e for e in self.root.iter("script") if not e.get("src") and "ld+json" not in (e.get("type") or "")]
        return "\n".join(element.text or "" for element in scripts)

    def lines_in(self, elements: list[Element]) -> list[Line]:
        """The lines that stand in the elements."""
        inside = set(elements)
        return [line for line in self.lines if line.within(inside)]


def clean(text: str) -> str:
    """Text without seams and zero-width characters, white space of any kind as one space, ends stripped."""
    text = (
        text.replace(SEAM, "")
        .replace(SCRIPT, "")
        .replace("\u200b", "")
        .replace("\ufeff", "")
        .replace("\u200e", "")
        .replace("\xad", "")
    )
    return _ANY_SPACE.sub(" ", text).strip()


def text_of(element: Element) -> str:
    """All text of an element, cleaned."""
    return clean("".join(map(str, element.itertext())))


def parse_tree(text: str, place: str = "") -> Element:
    """Parse HTML.

    Args:
        text: the decoded page.
        place: its address or file, for errors.

    Raises:
        InputError: the text is empty, holds no HTML element or more than `MAX_ELEMENTS`, or nests deeper than
            `MAX_DEPTH`.
    """
    text = text.replace("\0", "").lstrip("\ufeff")
    if not text.strip():
        raise InputError("the page is empty", place=place, mend="check that the whole page was saved")
    # An included header may close the page; browsers read on (HTML standard, “after after body”), libxml2 does not.
    text = _PAGE_END.sub("", text)
    # Not the parser of lxml.html: that one chooses a class for every element, in Python.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise InputError("the page holds no HTML", place=place, mend="check that the whole page was saved") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" or "depth" in entry.message for entry in parser.error_log):
        raise InputError(
            f"the page nests its elements deeper than {MAX_DEPTH}", place=place, mend="save the article as plain text"
        )
    count = sum(1 for _ in root.iter())
    if count > MAX_ELEMENTS:
        raise InputError(
            f"the page holds {count:,} elements, more than any article", place=place, mend="save the article alone"
        )
    _drop_icons(root)
    unfold(root)
    return root


def parse_page(text: str, url: str = "", place: str = "") -> Page:
    """Parse HTML as `parse_tree` does, and gather its lines.

    Raises:
        InputError: as `parse_tree`, or it holds more than `MAX_TEXT`.
    """
    page = Page(parse_tree(text, place or url), url)
    if sum(len(line.text) for line in page.lines) > MAX_TEXT:
        raise InputError("the page holds more text than any article", place=place or url, mend="save the article alone")
    return page


def _drop_icons(root: Element) -> None:
    """Take out the signs of icon fonts: inline elements with nothing but private-use characters in them."""
    for element in root.iter("i", "span", "em", "b"):
        if element.text and not len(element) and _ICON.fullmatch(element.text):
            element.text = None


class _Lines:
    """One walk over the tree that gathers lines; no recursion, since pages nest deeply."""

    def __init__(self, body: Element, *, hidden: bool) -> None:
        self.body = body
        self.hidden = hidden
        self.lines: list[Line] = []
        self.comments: list[Comment] = []
        self.blocks = [body]
        self.anchors: list[Element] = []
        self.parts: list[str] = []
        self.line = Line(0, "", body)

    def read(self) -> tuple[list[Line], list[Comment]]:
        """Gather the lines and comments."""
        self.take(self.body, "text")
        for event, element in _walk(self.body, self.unseen):
            if event == "start":
                self.start(element)
            elif event == "end":
                self.end(element)
            else:
                self.skip(element)
        self.flush()
        return self.lines, self.comments

    def unseen(self, element: Element) -> bool:
        """Whether a reader never sees what stands in the element."""
        if element.tag in UNSEEN or element.get("id") == "js_ip_wording_wrp":
            return True
        return not self.hidden and (
            bool(HIDDEN.search(element.get("style") or ""))
            or element.get("hidden") is not None
            or bool(_SPOKEN_ONLY.search(element.get("class") or ""))
        )

    def start(self, element: Element) -> None:
        tag = str(element.tag)
        if tag in BLOCKS:
            self.flush()
            self.blocks.append(element)
            self.line.block = element
        elif tag == "br":
            self.flush()
        elif tag == "img":
            self.line.images.append(element)
        else:
            self.parts.append(SEAM)
        if tag == "a":
            self.anchors.append(element)
            self.line.links.append(element)
        self.take(element, "text")

    def end(self, element: Element) -> None:
        tag = str(element.tag)
        if tag in BLOCKS:
            self.flush()
            self.blocks.pop()
            self.line.block = self.blocks[-1]
        elif tag == "a":
            self.anchors.pop()
            self.parts.append(SEAM)
        elif tag not in {"br", "img"}:
            self.parts.append(SEAM)
        self.take(element, "tail")

    def skip(self, element: Element) -> None:
        if isinstance(element, etree._Comment):  # noqa: SLF001 - the name lxml gives the type of comments
            if _MARKER.search(element.text or ""):
                self.flush()
                self.comments.append(Comment(element.text or "", len(self.lines)))
        elif element.tag == "script":
            self.parts.append(SCRIPT)
        self.take(element, "tail")

    def take(self, element: Element, where: str) -> None:
        text: str | None = getattr(element, where)
        if text:
            self.parts.append(text)
            self.line.slots.append((element, where))
            if self.anchors:
                self.line.linked += len(text.strip())
                if self.anchors[-1] not in self.line.links:
                    self.line.links.append(self.anchors[-1])

    def flush(self) -> None:
        text = _SPACE.sub(" ", "".join(self.parts)).strip(" ")
        plain = clean(text)
        if plain or self.line.images:
            self.line.text, self.line.plain = text, plain
            self.lines.append(self.line)
        self.parts = []
        self.line = Line(len(self.lines), "", self.blocks[-1])


def _walk(root: Element, unseen: Callable[[Element], bool]) -> Iterator[tuple[str, Element]]:
    """Start and end of every element below `root`; ``skip`` for comments and for what a reader does not see."""
    stack = [(root, iter(root))]
    while stack:
        element, children = stack[-1]
        for child in children:
            if not is_element(child) or unseen(child):
                yield "skip", child
                continue
            yield "start", child
            stack.append((child, iter(child)))
            break
        else:
            stack.pop()
            if element is not root:
                yield "end", element


def is_element(node: Element) -> bool:
    """Whether a node is an element, not a comment (whose tag is a function, whatever lxml's stubs say)."""
    return isinstance(node.tag, str)


def heading_of(line: Line) -> Element | None:
    """The heading element a line stands in."""
    for element in (line.block, *line.block.iterancestors()):
        if _HEADING.match(str(element.tag)):
            return element
    return None
