"""Taking lines out of a page's tree, and what remains of an element as HTML."""

import re

from lxml import etree

from workflow.intake.html import BLOCKS, HIDDEN, UNSEEN, Element, Line, is_element

_LAZY = ("data-src", "data-original", "data-lazy-src", "data-lazyload", "data-url", "original", "_src", "zoomfile")
_PLACEHOLDER = re.compile(
    r"^data:|(?:blank|loading|placeholder|pixel|grey|gray|lazy|none|1x1|spacer)[\w-]*\.(?:gif|png|jpg|svg)",
    re.IGNORECASE,
)


def drop_lines(lines: list[Line]) -> None:
    """Take the text and pictures of the lines out of the tree."""
    for line in lines:
        for element, where in line.slots:
            setattr(element, where, None)
        for image in line.images:
            remove(image)


def remove(element: Element) -> None:
    """Take an element out of its tree, leaving the text that follows it in place."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is None:
            parent.text = (parent.text or "") + element.tail
        else:
            previous.tail = (previous.tail or "") + element.tail
    parent.remove(element)


def fragment(container: Element) -> str:
    """The inner HTML of an element without what a reader never sees, pictures with their real addresses."""
    keep = frozenset({"img", "br", "hr", "td", "th", "tr", "col", "colgroup"})
    for element in list(container.iter()):
        if element is container:
            continue
        if not is_element(element) or element.tag in UNSEEN or HIDDEN.search(element.get("style") or ""):
            remove(element)
        elif element.tag == "img":
            _real_address(element)
    for element in reversed(list(container.iter())):
        if (
            element is not container
            and not len(element)
            and element.tag not in keep
            and not (element.text or "").strip()
        ):
            if element.text and element.tag not in BLOCKS:
                element.tail = element.text + (element.tail or "")
            remove(element)
    inner = etree.tostring(container, encoding="unicode", method="html", with_tail=False)
    return inner[inner.index(">") + 1 : inner.rindex("</")] if "</" in inner else ""


def _real_address(image: Element) -> None:
    """Put a lazily loaded picture's address where browsers and everyone else look for it."""
    source = (image.get("src") or "").strip()
    for name in _LAZY:
        lazy = (image.get(name) or "").strip()
        if lazy and not _PLACEHOLDER.search(lazy) and (not source or _PLACEHOLDER.search(source) or name == "data-src"):
            image.set("src", lazy)
            return
