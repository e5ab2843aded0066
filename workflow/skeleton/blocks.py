"""The tree of blocks between reading and writing: repaired, captions joined to pictures, ids given."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import chain

from workflow.skeleton.paragraph import PICTURE, Paragraph
from workflow.skeleton.pictures import is_caption
from workflow.skeleton.tokens import tag
from workflow.text.chars import has_words

# Text may stand in these without a paragraph of its own.
_HOLDS_TEXT = frozenset({"li", "td", "th", "caption", "figcaption", "blockquote", "dt", "dd"})
_CELLS = frozenset({"td", "th"})
# What a list may hold, and what its loose content is put into.
_ITEMS = {"ul": ("li",), "ol": ("li",), "dl": ("dd", "dt")}
_TABLE_PARTS = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
_DECORATED = re.compile(rf'{PICTURE}|(<a href="[^"]*") title="([^"]*)">')
_WHOLLY_STRONG = re.compile(r"<strong>((?:(?!</?strong>).)*)</strong>", re.DOTALL)


@dataclass(slots=True)
class Block:
    """A paragraph with what the page says about its look."""

    tag: str
    paragraph: Paragraph
    classes: str = ""
    centred: bool = False


@dataclass(slots=True)
class Node:
    """A container (or ``hr``)."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node | Block]" = field(default_factory=list)


def tidy(node: Node) -> Node:
    """`node` with empty containers gone, layout tables unfolded, loose content of lists in items, captions in figures.

    The walk that made the tree bounds its depth.
    """
    children: list[Node | Block] = []
    for child in node.children:
        if isinstance(child, Block):
            children.append(child)
            continue
        tidy(child)
        if child.tag == "hr" or child.children or child.tag in _CELLS:
            children.extend(_unfolded(child))
    if node.tag in _ITEMS:
        children = list(_items(node.tag, children))
        for item in children:
            if isinstance(item, Node):
                item.children = list(_captioned(item.children))
    elif node.tag == "figure":
        children = _figure(children)
    elif node.tag not in _TABLE_PARTS:
        children = list(_captioned(children))
    node.children = children
    return node


def _unfolded(node: Node) -> Iterable[Node | Block]:
    """What takes the node's place: itself, or its content when it only served the layout."""
    if node.tag == "table" and _is_layout(node):
        return list(_captioned(item for cell in _parts(node, {"caption", "td", "th"}) for item in cell.children))
    if node.tag == "figure" and not any(isinstance(item, Block) and item.paragraph.pictures for item in node.children):
        captions = (
            item.children if isinstance(item, Node) and item.tag == "figcaption" else [item] for item in node.children
        )
        return chain.from_iterable(captions)
    return [node]


def _is_layout(table: Node) -> bool:
    """Whether a table is none: one cell, a table inside, or pictures over their captions. That also centres them."""
    cells = list(_parts(table, {"td", "th"}))
    filled = [cell for cell in cells if cell.children]
    if len(filled) == len(cells) == 1 or not filled:
        return True
    if any(isinstance(item, Node) and item.tag == "table" for cell in cells for item in cell.children):
        return True
    blocks = [cell.children[0] for cell in filled if len(cell.children) == 1]
    if not all(len(row.children) == 1 for row in _parts(table, {"tr"})):
        return False
    pictures = any(isinstance(block, Block) and block.paragraph.only_pictures for block in blocks)
    for block in blocks:
        if pictures and isinstance(block, Block):
            block.centred = True
    return pictures


def _parts(table: Node, tags: Container[str]) -> Iterator[Node]:
    """Rows, cells or caption of a table, whatever groups its rows."""
    for child in table.children:
        if isinstance(child, Node):
            if child.tag in tags:
                yield child
            elif child.tag in _TABLE_PARTS:
                yield from _parts(child, tags)


def _items(tag_name: str, children: list[Node | Block]) -> Iterator[Node]:
    """Children of a list, loose content joined to the item before it."""
    allowed = _ITEMS[tag_name]
    last: Node | None = None
    for child in children:
        if isinstance(child, Node) and child.tag in allowed:
            last = child
            yield child
        elif last is not None and last.tag != "dt":
            last.children.append(child)
        else:
            last = Node(allowed[0], {}, [child])
            yield last


def _figure(children: list[Node | Block]) -> list[Node | Block]:
    """Content of a figure: at most one caption; text beside the pictures is it when none is marked."""
    if any(isinstance(child, Node) and child.tag == "figcaption" for child in children):
        return children
    last = children[-1] if children else None
    pictures = any(isinstance(child, Block) and child.paragraph.only_pictures for child in children[:-1])
    if pictures and isinstance(last, Block) and last.tag == "p" and not last.paragraph.pictures:
        return [*children[:-1], Node("figcaption", {}, [last])]
    return children


def _captioned(children: Iterable[Node | Block]) -> Iterator[Node | Block]:
    """Flow content in which a picture and the caption under it are one figure."""
    before: Block | None = None
    for child in children:
        if before is not None:
            if (
                isinstance(child, Block)
                and child.tag == "p"
                and is_caption(child.paragraph, child.classes, centred=child.centred and before.centred)
            ):
                yield Node("figure", {}, [before, Node("figcaption", {}, [child])])
                before = None
                continue
            yield before
            before = None
        if isinstance(child, Block) and child.tag == "p" and child.paragraph.only_pictures:
            before = child
        else:
            yield child
    if before is not None:
        yield before


def write(root: Node) -> str:
    """The tree as the skeleton's HTML, ids given in document order, one block a line."""
    return "".join(f"{line}\n" for line in _Writer().content(root))


class _Writer:
    def __init__(self) -> None:
        self.count = 0

    def next_id(self) -> str:
        self.count += 1
        return f"u{self.count}"

    def content(self, node: Node) -> Iterator[str]:
        shown = [child for child in node.children if isinstance(child, Block) and child.paragraph.only_pictures]
        for child in node.children:
            if isinstance(child, Block):
                bare = node.tag == "figure" and shown == [child]
                yield self.pictures(child.paragraph) if bare else self.block(child.tag, {}, child.paragraph)
            else:
                yield from self.node(child)

    def node(self, node: Node) -> Iterator[str]:
        only = node.children[0] if len(node.children) == 1 else None
        if node.tag == "hr":
            yield tag("hr", {})
        elif not node.children:
            yield f"{tag(node.tag, node.attributes)}</{node.tag}>"
        elif isinstance(only, Block) and only.tag == "p" and node.tag in _HOLDS_TEXT:
            yield self.block(node.tag, node.attributes, only.paragraph)
        else:
            yield tag(node.tag, node.attributes)
            yield from self.content(node)
            yield f"</{node.tag}>"

    def block(self, name: str, attributes: dict[str, str], paragraph: Paragraph) -> str:
        unit = {"data-unit": self.next_id()} if paragraph.translatable else {}
        return f"{tag(name, attributes | unit)}{self.pictures(paragraph, name)}</{name}>"

    def pictures(self, paragraph: Paragraph, name: str = "") -> str:
        """Markup of the paragraph with its pictures, and with ids for the texts of pictures and links."""
        markup = paragraph.markup
        if name.startswith("h") and (strong := _WHOLLY_STRONG.fullmatch(markup)):
            markup = strong[1]  # a heading is strong anyway
        pictures = iter(paragraph.pictures)

        def decorate(match: re.Match[str]) -> str:
            if match[1]:
                unit = f' data-unit-title="{self.next_id()}"' if has_words(unescape(match[2])) else ""
                return f'{match[1]} title="{match[2]}"{unit}>'
            shown = next(pictures)
            attributes = {"src": shown.src, "alt": shown.alt}
            if has_words(shown.alt):
                attributes["data-unit-alt"] = self.next_id()
            if shown.title and shown.title != shown.alt:
                attributes["title"] = shown.title
                if has_words(shown.title):
                    attributes["data-unit-title"] = self.next_id()
            return tag("img", attributes)

        return _DECORATED.sub(decorate, markup)
