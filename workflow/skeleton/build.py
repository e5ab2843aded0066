"""From a page's body to the skeleton: a walk over the sanitized tags that keeps a shallow tree of blocks."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from workflow.model import Image, Link, Unit
from workflow.skeleton.blocks import Block, Node, tidy, write
from workflow.skeleton.body import images, links, units
from workflow.skeleton.clean import BOUNDARIES, CONTAINERS, HEADINGS, clean
from workflow.skeleton.paragraph import BREAK, PICTURE, Run, paragraphs
from workflow.skeleton.pictures import picture, target
from workflow.skeleton.tokens import VOID, Token, tokens
from workflow.text.chars import printable
from workflow.text.inline import Code

# Of these no more than so many stand in each other: no article needs it, and a bound keeps every walk of the tree flat.
_NESTING = frozenset({"ul", "ol", "dl", "table", "blockquote"})
_DEEPEST = 8
_SAME = {"b": "strong", "i": "em", "cite": "em", "strong": "strong", "em": "em", "sub": "sub", "sup": "sup"}
_BOLD = re.compile(r"font-weight:(?:bold|[6-9]00)")
_BLOCKS = BOUNDARIES | CONTAINERS | HEADINGS
# A container that may stand only in these.
_PARENTS = {
    "li": {"ul", "ol"},
    "tr": {"table", "thead", "tbody", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
    "thead": {"table"},
    "tbody": {"table"},
    "tfoot": {"table"},
    "caption": {"table"},
    "dt": {"dl"},
    "dd": {"dl"},
    "figcaption": {"figure"},
}
_KEPT_ATTRIBUTES = ("colspan", "rowspan", "scope", "start")


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A cleaned body and what it holds, all in document order."""

    body: str
    units: tuple[Unit, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()


def build(html: str, *, base_url: str = "") -> Skeleton:
    """Clean a body and give its translatable blocks ids (``u1``, ``u2`` … in document order).

    Args:
        html: HTML of an article's body, as found on a page; a whole page does, too, if all of it is wanted. Loose text
            and paragraphs made with ``<br>`` become paragraphs.
        base_url: address of the page, to make links and pictures absolute; without it they stay as written.
    """
    walk = _Walk(base_url)
    for token in tokens(clean(html)):
        walk.take(token)
    body = write(tidy(walk.finish()))
    return Skeleton(body, units(body), links(body), images(body))


@dataclass(slots=True)
class _Open:
    """An element of the page that is open. `node` is its block, `code` its inline code, if it makes one."""

    name: str
    node: Node | None = None
    code: Code | None = None
    classes: str = ""
    centred: bool = False
    unseen: bool = False


class _Walk:
    """State of the walk: what is open, the inline content that is being collected, the tree so far."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.root = Node("body")
        self.stack: list[_Open] = []
        self.nodes: list[Node] = []  # containers of the tree that are open
        self.outer: list[_Open] = []  # block elements that are open
        self.coded: list[_Open] = []  # inline elements that are open and make a code, no two of one kind
        self.centred = self.unseen = self.preformatted = 0  # how many such elements are open
        self.run = Run()
        self.pieces: list[str] = []
        self.length = 0

    def take(self, token: Token) -> None:
        if token.closing:
            self.close(token.name)
        elif token.name and token.name not in VOID:
            self.open(token)
        elif self.unseen:
            return
        elif token.name:
            self.add_void(token)
        else:
            text = printable(token.text)
            self.add(text.replace("\n", BREAK) if self.preformatted else text)

    def finish(self) -> Node:
        self.flush()
        return self.root

    def add(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.length += len(text)

    def add_void(self, token: Token) -> None:
        if token.name == "br":
            self.add(BREAK)
        elif token.name == "hr":
            self.flush()
            self.here.children.append(Node("hr"))
        elif token.name == "img" and (found := picture(token.attributes, self.base)):
            self.run.pictures.append(found)
            self.add(PICTURE)

    def open(self, token: Token) -> None:
        name, attributes = token.name, token.attributes
        style = attributes.get("style", "").lower().replace(" ", "")
        element = _Open(name, classes=attributes.get("class", ""))
        element.unseen = "display:none" in style or "hidden" in attributes
        element.centred = "text-align:center" in style or attributes.get("align") == "center" or name == "center"
        if name in _BLOCKS:
            self.flush()
            self.preformatted += name == "pre"
            self.outer.append(element)
            if name in CONTAINERS:
                element.node = self.begin(name, attributes)
        else:
            code = self.code(name, attributes, style)
            if code is not None and code.tag not in self.open_codes:
                element.code = code
                self.coded.append(element)
            if name == "q" and not self.unseen:
                self.add("“")
        self.unseen += element.unseen
        self.centred += element.centred
        self.stack.append(element)

    def begin(self, name: str, attributes: Mapping[str, str]) -> Node | None:
        """A node for a container, unless it stands where it cannot."""
        parents = _PARENTS.get(name)
        if parents and self.here.tag not in parents:
            return None
        if name in _NESTING and sum(node.tag in _NESTING for node in self.nodes) >= _DEEPEST:
            return None
        if name == "figure" and any(node.tag == "figure" for node in self.nodes):
            return None
        node = Node(name, {key: attributes[key] for key in _KEPT_ATTRIBUTES if attributes.get(key, "").isalnum()})
        self.here.children.append(node)
        self.nodes.append(node)
        return node

    def code(self, name: str, attributes: Mapping[str, str], style: str) -> Code | None:
        if name == "a":
            link = target(attributes, self.base)
            return Code("a", link, self.length) if link else None
        tag = _SAME.get(name, "")
        if not tag and _BOLD.search(style):
            tag = "strong"
        elif not tag and "font-style:italic" in style:
            tag = "em"
        return Code(tag, (), self.length) if tag else None

    def close(self, name: str) -> None:
        """Close the innermost element: the sanitizer leaves none open and closes each in turn."""
        element = self.stack.pop()
        if name in _BLOCKS:
            self.flush()
            self.preformatted -= name == "pre"
            self.outer.pop()
        if element.code is not None:
            self.mark(element.code)
            self.coded.remove(element)
        self.unseen -= element.unseen
        self.centred -= element.centred
        if element.node is not None:
            self.nodes.pop()
        if name == "q" and not self.unseen:
            self.add("”")

    def mark(self, code: Code) -> None:
        if code.start < self.length:
            self.run.codes.append(replace(code, end=self.length))

    @property
    def open_codes(self) -> set[str]:
        """Tags of the codes that are open; the same again inside one would say nothing."""
        return {element.code.tag for element in self.coded if element.code is not None}

    @property
    def here(self) -> Node:
        """The innermost container that is open."""
        return self.nodes[-1] if self.nodes else self.root

    def flush(self) -> None:
        """End the block that is being collected. Inline elements that are open go on in the next."""
        if not self.length:
            return
        for element in self.coded:
            if element.code is not None:
                self.mark(element.code)
                element.code = replace(element.code, start=0)
        self.run.text = "".join(self.pieces)
        self.here.children.extend(self.blocks())
        self.run, self.pieces, self.length = Run(), [], 0

    def blocks(self) -> Iterator[Block]:
        heading = next((element.name for element in reversed(self.outer) if element.name in HEADINGS), "")
        tag = {"": "p", "h1": "h2"}.get(heading, heading)
        classes = self.outer[-1].classes if self.outer else ""
        for paragraph in paragraphs(self.run, split=not heading):
            yield Block(tag, paragraph, classes, centred=self.centred > 0)
