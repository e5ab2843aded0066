"""XML for other programs: elements put one by one, and a layout that leaves texts alone."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from workflow.exchange.xmlfile import local

if TYPE_CHECKING:
    from lxml import etree

_TEXTS = ("source", "target", "seg")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0 §2.2


def root(tag: str, space: str = "", prefixes: Mapping[str, str] | None = None) -> "etree._Element":
    """Return a new element; `space` is the default namespace of its document, `prefixes` are further ones."""
    from lxml import etree

    if not space:
        return etree.Element(tag)
    spaces: dict[Any, str] = {None: space, **(prefixes or {})}  # the stubs do not know the default namespace
    return etree.Element(f"{{{space}}}{tag}", nsmap=spaces)


def put(
    parent: "etree._Element", tag: str, text: str = "", attributes: Mapping[str, str] | None = None, *, space: str = ""
) -> "etree._Element":
    """Append an element, in the namespace of its parent if none is given; characters that XML forbids are left out."""
    from lxml import etree

    space = space or str(parent.tag).rpartition("}")[0].removeprefix("{")
    made = etree.SubElement(parent, f"{{{space}}}{tag}" if space else tag)
    made.text = _ILLEGAL.sub("", text) or None
    for name, value in (attributes or {}).items():
        made.set(name, _ILLEGAL.sub("", value))
    return made


def encoded(element: "etree._Element") -> bytes:
    """Return a document: its elements on lines of their own, but for what stands in a source, a target or a segment."""
    from lxml import etree

    _lay_out(element, "\n")
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8") + b"\n"


def _lay_out(element: "etree._Element", line: str) -> None:
    if not len(element) or local(element) in _TEXTS:
        return
    element.text = f"{line}  "
    for child in element:
        _lay_out(child, f"{line}  ")
        child.tail = f"{line}  "
    element[-1].tail = line
