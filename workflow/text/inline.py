"""Inline markup of a unit: text with a handful of tags, to and from plain text with codes.

The markup is a well-formed XML fragment of ``<a href title?>``, ``<strong>``, ``<em>``, ``<sub>``, ``<sup>``, ``<br/>``
and ``<img src/>``. Nothing else is accepted: no comment, no declaration, no entity but XML's five and numbers. Reading
is one pass over the text, whatever it holds.
"""

import re
import sys
from dataclasses import replace

from workflow.text.codes import (
    EMPTY,
    MAX_DEPTH,
    Code,
    CodeDifference,
    Inline,
    compare,
    escape,
    escape_attribute,
    insert,
    opening,
    serialize,
)

__all__ = [
    "EMPTY",
    "MAX_DEPTH",
    "Code",
    "CodeDifference",
    "Inline",
    "MarkupError",
    "compare",
    "escape",
    "escape_attribute",
    "insert",
    "opening",
    "parse",
    "plain",
    "safe_address",
    "serialize",
]

# Attributes by tag: name -> required.
ATTRIBUTES: dict[str, dict[str, bool]] = {
    "a": {"href": True, "title": False},
    "strong": {},
    "em": {},
    "sub": {},
    "sup": {},
    "br": {},
    "img": {"src": True},
}
# Addresses a page may point at; one without a scheme is relative.
LINK_SCHEMES = frozenset({"", "http", "https", "mailto", "tel", "ftp"})
IMAGE_SCHEMES = frozenset({"", "http", "https"})

_TOKEN = re.compile(
    r"""(?P<text>[^<]++)
    | <(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9:-]*+)
       (?P<attributes>(?:[^<>"'/]++|"[^"<]*+"|'[^'<]*+'|/(?!>))*+)(?P<empty>/?)>""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""\s++([A-Za-z_:][\w:.-]*+)\s*+=\s*+("[^"]*+"|'[^']*+')""")
_REFERENCE = re.compile(r"&(?:(\#[0-9]{1,7}|\#x[0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});)?")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Browsers drop these wherever they stand in an address before they look for its scheme (WHATWG URL §4.4).
_DROPPED = re.compile("[\x00-\x20\x7f]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


class MarkupError(ValueError):
    """Markup of a unit that is not well-formed or not allowed.

    Attributes:
        problem: what is wrong, without a full stop.
        offset: where, as an index into the markup.
        place: the same for people, counted from 1.
    """

    def __init__(self, problem: str, offset: int, markup: str = "") -> None:
        self.problem = problem
        self.offset = offset
        self.place = f"character {offset + 1}"
        near = markup[offset : offset + 24]
        super().__init__(f"{problem} at {self.place}" + (f": {near!r}" if near else ""))


def plain(markup: str) -> str:
    """Text of `markup` without its tags.

    Raises:
        MarkupError: when `markup` is not well-formed.
    """
    return parse(markup).text


def lenient(markup: str) -> Inline:
    """Read a unit's markup; what a person broke in a file is the plain text that it has become."""
    try:
        return parse(markup)
    except MarkupError:
        return Inline(markup)


def safe_address(address: str, schemes: frozenset[str] = LINK_SCHEMES) -> bool:
    """Whether `address` is relative or has one of `schemes`, as a browser would read it."""
    found = _SCHEME.match(_DROPPED.sub("", address))
    return (found[1].lower() if found else "") in schemes


def parse(markup: str) -> Inline:
    """Read a unit's markup.

    Raises:
        MarkupError: for anything that is not well-formed, a tag or attribute outside the list, an address that is no
            web address, a link inside a link, or elements nested more than 32 deep.
    """
    if illegal := _ILLEGAL.search(markup):
        raise MarkupError(f"the control character U+{ord(illegal[0]):04X} is not allowed", illegal.start())
    if "<" not in markup and "&" not in markup:
        return Inline(markup)
    reader = _Reader(markup)
    at = 0
    while at < len(markup):
        token = _TOKEN.match(markup, at)
        if token is None:
            raise MarkupError(_diagnosis(markup, at), at, markup)
        if token["text"] is not None:
            reader.add(_resolve(token["text"], at, markup))
        elif token["close"]:
            reader.close(token["tag"], at, token["attributes"] or token["empty"])
        else:
            reader.open(token, empty=bool(token["empty"]))
        at = token.end()
    return reader.finish()


class _Reader:
    """Collects text and codes; elements that are open are indices into `codes`."""

    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.pieces: list[str] = []
        self.length = 0
        self.codes: list[Code] = []
        self.stack: list[tuple[int, int]] = []  # index of the code, offset of its tag
        self.links = 0

    def add(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    def open(self, token: re.Match[str], *, empty: bool) -> None:
        tag, at = token["tag"], token.start()
        if tag not in ATTRIBUTES:
            allowed = ", ".join(f"<{name}>" for name in ATTRIBUTES)
            raise MarkupError(f"<{tag}> is not one of {allowed}", at, self.markup)
        if tag in EMPTY and not empty:
            raise MarkupError(f"<{tag}> must close itself, as <{tag}…/>", at, self.markup)
        if len(self.stack) >= MAX_DEPTH:
            raise MarkupError(f"elements are nested more than {MAX_DEPTH} deep", at, self.markup)
        if tag == "a" and self.links:
            raise MarkupError("a link cannot stand inside a link", at, self.markup)
        pairs = _attributes(token, self.markup)
        self.codes.append(Code(tag, pairs, self.length, self.length, len(self.stack)))
        if not empty:
            self.stack.append((len(self.codes) - 1, at))
            self.links += tag == "a"

    def close(self, tag: str, at: int, rest: str) -> None:
        if rest.strip():
            raise MarkupError(f"the closing tag </{tag}> holds more than its name", at, self.markup)
        if not self.stack:
            raise MarkupError(f"</{tag}> closes nothing", at, self.markup)
        index, _ = self.stack[-1]
        code = self.codes[index]
        if code.tag != tag:
            raise MarkupError(f"</{tag}> stands where </{code.tag}> is owed", at, self.markup)
        self.stack.pop()
        self.links -= tag == "a"
        self.codes[index] = replace(code, end=self.length)

    def finish(self) -> Inline:
        if self.stack:
            index, at = self.stack[-1]
            raise MarkupError(f"<{self.codes[index].tag}> is never closed", at, self.markup)
        return Inline("".join(self.pieces), tuple(self.codes))


def _diagnosis(markup: str, at: int) -> str:
    """What is wrong with the '<' at `at`."""
    rest = markup[at : at + 10]
    if rest.startswith("<!--"):
        return "a comment is not allowed"
    if rest.startswith(("<!", "<?")):
        return "a declaration, CDATA section or processing instruction is not allowed"
    if rest[1:2].isalpha() or rest[1:2] == "/":
        return "a tag is not complete"
    return "'<' stands alone, where &lt; is owed"


def _resolve(written: str, at: int, markup: str) -> str:
    """Text or an attribute's value, which begins at `at` of `markup`, with its references replaced."""

    def character(reference: re.Match[str]) -> str:
        entity = reference[1]
        place = at + reference.start()
        if entity is None:
            raise MarkupError("'&' stands alone, where &amp; is owed", place, markup)
        if not entity.startswith("#"):
            if entity not in _ENTITIES:
                problem = f"the entity &{entity}; is not known, where the character itself can stand"
                raise MarkupError(problem, place, markup)
            return _ENTITIES[entity]
        number = int(entity[2:], 16) if entity.startswith("#x") else int(entity[1:])  # noqa: FURB166
        if number > sys.maxunicode or _ILLEGAL.match(chr(number)):
            raise MarkupError(f"&{entity}; is no character", place, markup)
        return chr(number)

    return _REFERENCE.sub(character, written) if "&" in written else written


def _attributes(token: re.Match[str], markup: str) -> tuple[tuple[str, str], ...]:
    tag, written, at = token["tag"], token["attributes"], token.start()
    known = ATTRIBUTES[tag]
    values: dict[str, str] = {}
    position = 0
    end = len(written.rstrip())
    while position < end:
        found = _ATTRIBUTE.match(written, position)
        if found is None:
            raise MarkupError(f'attributes of <{tag}> are not written name="value"', at, markup)
        name = found[1]
        if name not in known:
            raise MarkupError(f"<{tag}> may not have the attribute {name}", at, markup)
        if name in values:
            raise MarkupError(f"<{tag}> has the attribute {name} twice", at, markup)
        values[name] = _resolve(found[2][1:-1], token.start("attributes") + found.start(2) + 1, markup)
        position = found.end()
    for name, required in known.items():
        if required and not values.get(name, "").strip():
            raise MarkupError(f"<{tag}> lacks the attribute {name}", at, markup)
        if name in ("href", "src") and not safe_address(values[name], LINK_SCHEMES if tag == "a" else IMAGE_SCHEMES):
            raise MarkupError(f"the address of <{tag}> is of a kind that pages may not use", at, markup)
    return tuple((name, values[name]) for name in known if name in values)
