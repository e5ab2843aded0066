"""Foreign XML, read so that a file can do nothing: no entity, no external DTD, no network, bounded depth and size."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from workflow.errors import InputError

if TYPE_CHECKING:
    from lxml import etree

_INLINE = re.compile(rb"<(?:a|b|br|em|i|img|span|strong|sub|sup|u)[\s/>]")
XML = "{http://www.w3.org/XML/1998/namespace}"


def parse(data: bytes, name: str) -> "etree._Element":
    """Return the root element; comments and processing instructions are left out.

    Args:
        data: the file.
        name: its name, for errors.

    Raises:
        InputError: it is not well-formed, or declares entities.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        problem = str(error.msg).partition(", line ")[0].replace(", use XML_PARSE_HUGE option", "")
        if "entity amplification" in problem:
            raise _declares_entities(name) from error
        raise InputError(
            f"is not well-formed XML ({problem})",
            place=f"{name}:{line}:{column}",
            mend="export the file anew, or mend it there",
        ) from error
    declared: Any = root.getroottree().docinfo.internalDTD  # the stubs know nothing of its entities
    if declared is not None and any(True for _ in declared.iterentities()):
        raise _declares_entities(name)
    return root


def _declares_entities(name: str) -> InputError:
    return InputError(
        "declares entities, which are not read because they can be used to attack whoever opens the file",
        place=name,
        mend="write the characters themselves and remove the declarations",
    )


def looks_like(data: bytes) -> bool:
    """Whether a file begins as XML does; a line of text may begin with a tag, too."""
    head = data[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if _INLINE.match(head):
        return False
    return head.startswith((b"<?xml", b"<!DOCTYPE")) or (head.startswith(b"<") and head[1:2].isalpha())


def local(element: "etree._Element") -> str:
    """Return the name of an element without its namespace; '' for a reference to an entity nobody declared."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def line_of(element: "etree._Element") -> int:
    """Return the line of an element's tag, from 1."""
    line: Any = element.sourceline
    return int(line or 0)


def children(element: "etree._Element", *names: str) -> "Iterator[etree._Element]":
    """Yield the children with one of these names, in whatever namespace."""
    return (child for child in element if local(child) in names)


def child(element: "etree._Element", name: str) -> "etree._Element | None":
    """Return the first child of this name, in whatever namespace."""
    return next(children(element, name), None)


def attribute(element: "etree._Element", name: str) -> str:
    """Return an attribute by its local name, '' where there is none."""
    if name in element.attrib:
        return str(element.get(name, ""))
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{name}")), "")


def text_of(element: "etree._Element | None") -> str:
    """Return all text inside an element, white space at line ends made one space; '' for None."""
    return " ".join("".join(str(text) for text in element.itertext()).split()) if element is not None else ""


def language_of(element: "etree._Element") -> str:
    """Return ``xml:lang`` (or ``lang``, as older files write it)."""
    return str(element.get(f"{XML}lang") or element.get("lang") or "")
