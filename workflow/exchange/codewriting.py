"""Inline codes of a unit written into XML: ``pc`` and ``ph`` of XLIFF 2, ``g`` and ``x`` of XLIFF 1.2.

A code of the target has the number of the source's code that it stands for: the same tag with the same address.
"""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workflow.text.inline import EMPTY, Code, Inline, opening, parse, serialize

if TYPE_CHECKING:
    from lxml import etree

# How each code is called: type and subtype of XLIFF 2.1 (§4.3.1), ctype of XLIFF 1.2 (§2.4).
_TYPES = {
    "a": ("link", "", "link"),
    "strong": ("fmt", "xlf:b", "bold"),
    "em": ("fmt", "xlf:i", "italic"),
    "sub": ("fmt", "html:sub", "x-html-sub"),
    "sup": ("fmt", "html:sup", "x-html-sup"),
    "br": ("fmt", "xlf:lb", "lb"),
    "img": ("image", "", "image"),
}


@dataclass(slots=True)
class Numbers:
    """The numbers of a unit's codes, from 1 in the order of the source; further ones of the target follow."""

    known: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    count: int = 0

    def of(self, inline: Inline) -> list[int]:
        """Return the number of each code of a text of the unit."""
        free = defaultdict(deque[int], {key: deque(numbers) for key, numbers in self.known.items()})
        return [free[code.key].popleft() if free[code.key] else self._next(code.key) for code in inline.codes]

    def _next(self, key: tuple[str, str]) -> int:
        self.count += 1
        self.known.setdefault(key, []).append(self.count)
        return self.count


@dataclass(slots=True)
class Natives:
    """Native text of codes by id, each text once: the ``originalData`` of XLIFF 2."""

    ids: dict[str, str] = field(default_factory=dict)

    def id_of(self, native: str) -> str:
        """Return the id of a native text."""
        return self.ids.setdefault(native, f"d{len(self.ids) + 1}")


def fill(element: "etree._Element", markup: str, numbers: Numbers, natives: Natives | None = None) -> None:
    """Put the text and codes of unit markup into an empty element.

    Args:
        element: a source or target; its namespace is that of the codes.
        markup: well-formed unit markup.
        numbers: numbers of the unit's codes; codes new to them are added.
        natives: gives ids to the codes' native text and makes it XLIFF 2; XLIFF 1.2 if None.
    """
    from lxml import etree

    inline = parse(markup)
    # Canonical markup is XML, its elements in the order of the codes. XML reads a bare carriage return as a line end.
    canonical = serialize(inline).replace("\r", "&#13;")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    tree = etree.fromstring(f"<unit>{canonical}</unit>", parser)
    space = str(element.tag).rpartition("}")[0] + "}"
    every = list(tree.iter())[1:]
    for found, code, number in zip(every, inline.codes, numbers.of(inline), strict=True):
        _turn(found, code, number, natives)
        found.tag = f"{space}{found.tag}"
    element.text = tree.text
    element.extend(list(tree))
    etree.cleanup_namespaces(element)


def _turn(element: "etree._Element", code: Code, number: int, natives: Natives | None) -> None:
    """Make an element of markup the inline code of XLIFF that stands for it."""
    kind, subtype, older = _TYPES[code.tag]
    element.attrib.clear()
    element.set("id", str(number))
    if natives is None:
        element.tag = "x" if code.tag in EMPTY else "g"
        element.set("ctype", older)
        return
    element.tag = "ph" if code.tag in EMPTY else "pc"
    element.set("type", kind)
    if subtype:
        element.set("subType", subtype)
    element.set("dataRef" if code.tag in EMPTY else "dataRefStart", natives.id_of(opening(code)))
    if code.tag not in EMPTY:
        element.set("dataRefEnd", natives.id_of(f"</{code.tag}>"))
