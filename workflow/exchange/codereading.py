"""Inline codes of XLIFF 1.2, XLIFF 2 and TMX 1.4b as unit markup: the three use names that do not collide."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from workflow.exchange import markup
from workflow.exchange.xmlfile import attribute, local
from workflow.text.inline import EMPTY, Code, MarkupError, escape, opening, parse, serialize

if TYPE_CHECKING:
    from lxml import etree

_NONE: Mapping[str, str] = MappingProxyType({})
_AROUND = ("g", "pc", "hi")  # elements around the words they concern
_BEGIN = ("bpt", "bx", "sc")
_END = ("ept", "ex", "ec")
_POINT = ("x", "ph", "it", "ut")
_EMPTIED = ("g", "x", "bx")  # codes whose native text XLIFF 1.2 leaves out
_KEYS = ("rid", "i", "startRef", "id")  # what a beginning and its end have in common
_TYPES = {"bold": "b", "italic": "i", "lb": "br", "link": "a", "image": "img"}
_OWN = re.compile(r"<(a|strong|em|sub|sup|br|img)(?:\s[^<>]*)?>")  # native text that is a tag of unit markup
_INDENT = re.compile(r"[ \t]*[\r\n]\s*")


class DamagedError(ValueError):
    """Inline codes that do not make unit markup. The message says what is wrong, without a full stop."""


def exact(element: "etree._Element | None", originals: Mapping[str, str] = _NONE) -> str:
    """Return the content of a source or target as unit markup, nothing guessed, trimmed or left out; '' for None.

    Args:
        element: the element.
        originals: native text of codes, as `content` takes it.

    Raises:
        DamagedError: a code is unknown, or stands where it cannot.
    """
    if element is None:
        return ""
    try:
        return serialize(parse("".join(_exactly(element, originals, {}))))
    except MarkupError as error:
        raise DamagedError(error.problem) from error


def _exactly(element: "etree._Element", originals: Mapping[str, str], ends: dict[str, str]) -> Iterator[str]:
    """The pieces of unit markup; `ends` are the closing tags of codes whose beginning and end stand apart."""
    yield escape(element.text or "")
    for child in element:
        name = local(child)
        if name in _AROUND:
            tag, end = _tags(child, originals)
            yield tag
            yield from _exactly(child, originals, ends)
            yield end
        elif name in _BEGIN:
            tag, ends[_key(child)] = _tags(child, originals)
            yield tag
        elif name in _END:
            if _key(child) not in ends:
                raise DamagedError(f"<{name}> ends a code that never began")
            yield ends.pop(_key(child))
        elif name in _POINT:
            yield "".join(_tags(child, originals))
        elif name == "mrk":
            yield from _exactly(child, originals, ends)
        elif name not in ("sm", "em"):
            raise DamagedError(f"<{name}> is no code that this program wrote" if name else "an entity is not known")
        yield escape(child.tail or "")


def _tags(element: "etree._Element", originals: Mapping[str, str]) -> tuple[str, str]:
    """The tags of a code in unit markup; the closing one is '' for those without content."""
    native = _native(element, originals)
    own = _OWN.fullmatch(native)
    if own:
        return native, "" if own[1] in EMPTY else f"</{own[1]}>"
    found = _code(element, originals)
    if found is None:
        raise DamagedError(f"the code {element.get('id', '')} is none of the unit's")
    return opening(found), "" if found.tag in EMPTY else f"</{found.tag}>"


def content(element: "etree._Element | None", originals: Mapping[str, str] = _NONE) -> tuple[str, int]:
    """Return the content of a source, target or seg as unit markup, and how many codes were lost.

    Args:
        element: the element; ('', 0) for None.
        originals: native text of codes: by id of ``originalData`` (XLIFF 2), by the code's own id (XLIFF 1.2).
    """
    if element is None:
        return "", 0
    if not len(element):
        text, lost = markup.of_text(_flowing(element.text))
        return text.strip(), lost
    builder = markup.Builder()
    _walk(element, builder, originals)
    return builder.markup().strip(), builder.lost


def _walk(element: "etree._Element", builder: markup.Builder, originals: Mapping[str, str]) -> None:
    markup.add_text(builder, _flowing(element.text))
    for child in element:
        _add(child, builder, originals)
        markup.add_text(builder, _flowing(child.tail))


def _add(child: "etree._Element", builder: markup.Builder, originals: Mapping[str, str]) -> None:
    name = local(child)
    if name in _AROUND:
        key = f"{name} {builder.length} {id(child)}"
        builder.open(key, _code(child, originals))
        _walk(child, builder, originals)
        builder.close(key)
    elif name in _BEGIN:
        builder.open(_key(child), _code(child, originals))
    elif name in _END:
        builder.close(_key(child))
    elif name in _POINT:
        tag = markup.tag_of(_native(child, originals))
        if tag:
            markup.add_tag(builder, tag)
        else:
            builder.open("", _code(child, originals))
    elif name == "mrk":
        _walk(child, builder, originals)
    elif not name:
        markup.add_text(builder, child.text or "")  # a reference such as &nbsp;
    elif name not in ("sm", "em"):
        builder.lost += 1


def _code(element: "etree._Element", originals: Mapping[str, str]) -> Code | None:
    """What a code stands for: by its native text where the file has it, else by its type."""
    tag = markup.tag_of(_native(element, originals))
    if tag:
        return markup.code_of(tag)
    kind = attribute(element, "subType") or attribute(element, "ctype") or attribute(element, "type")
    name = re.sub(r"^(?:xlf:|x-)?(?:html-|html:)?", "", kind).lower()
    return markup.code(_TYPES.get(name, name), {key: attribute(element, key) for key in ("href", "title", "src")})


def _native(element: "etree._Element", originals: Mapping[str, str]) -> str:
    reference = element.get("dataRefStart") or element.get("dataRef")
    if reference:
        return originals.get(str(reference), "")
    if local(element) in _EMPTIED:
        return originals.get(element.get("id", ""), "")
    return "".join(map(str, element.itertext())) if local(element) in ("bpt", "ept", "ph", "it", "ut") else ""


def _key(element: "etree._Element") -> str:
    return next((f"#{element.get(name)}" for name in _KEYS if element.get(name)), "#")


def _flowing(text: str | None) -> str:
    """Text in which a line end and the indentation behind it are one space: they come from the layout of the file."""
    return _INDENT.sub(" ", text) if text else ""
