"""Reading a skeleton's HTML: its units, links and pictures; and putting targets in the units' places."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from workflow.model import Image, Link, Unit
from workflow.skeleton.tokens import VOID, Token, tag, tokens
from workflow.text.inline import ATTRIBUTES, Inline, MarkupError, escape, parse, serialize

UNIT = "data-unit"
# Attributes that are units of their own, and the attribute that names the unit.
TEXTS = {"alt": "data-unit-alt", "title": "data-unit-title"}


@dataclass(slots=True)
class _Block:
    """An element of the skeleton that is a unit: its opening tag and the tokens inside it."""

    opening: Token
    inside: list[Token] = field(default_factory=list)

    @property
    def unit(self) -> str:
        return self.opening.attributes[UNIT]

    @property
    def markup(self) -> str:
        """The unit's markup: inline tags with the attributes they have there, nothing else."""
        pieces: list[str] = []
        for token in self.inside:
            if not token.name:
                pieces.append(escape(token.text))
            elif token.name in ATTRIBUTES:
                pieces.append(f"</{token.name}>" if token.closing else tag(token.name, _own(token)))
        return "".join(pieces)


def _own(token: Token) -> dict[str, str]:
    """Attributes that belong to the unit's markup; a title that is a unit of its own does not."""
    return {
        name: token.attributes[name]
        for name in ATTRIBUTES[token.name]
        if name in token.attributes and (name != "title" or TEXTS["title"] not in token.attributes)
    }


def _walk(body: str) -> Iterator[_Block | Token]:
    """Units as blocks, everything around them token by token."""
    block: _Block | None = None
    depth = 0
    for token in tokens(body):
        if block is None:
            if token.attributes.get(UNIT) and token.name not in VOID:
                block, depth = _Block(token), 0
            else:
                yield token
        elif token.name == block.opening.name and token.closing and not depth:
            yield block
            block = None
        else:
            if token.name == block.opening.name:
                depth += -1 if token.closing else 1
            block.inside.append(token)
    if block is not None:  # an element nobody closed ends with the text
        yield block


def units(body: str) -> tuple[Unit, ...]:
    """Units of a skeleton in document order, a block before the texts of the pictures and links in it."""
    found: list[Unit] = []
    for item in _walk(body):
        if isinstance(item, _Block):
            found.append(Unit(item.unit, item.markup, item.opening.name))
        for token in item.inside if isinstance(item, _Block) else (item,):
            for name, marker in TEXTS.items():
                if marker in token.attributes:
                    found.append(Unit(token.attributes[marker], escape(token.attributes.get(name, "")), name))
    return tuple(found)


def links(body: str) -> tuple[Link, ...]:
    """Links of a skeleton (or of a page made from it); `unit` is '' outside units and on pages."""
    if "<a" not in body:
        return ()
    found: list[Link] = []
    href: str | None = None
    pieces: list[str] = []
    for unit, token in _with_units(body):
        if token.name == "a":
            if href is not None:
                found.append(Link(href, "".join(pieces), unit))
            href = None if token.closing else token.attributes.get("href")
            pieces = []
        elif not token.name:
            pieces.append(token.text)
    return tuple(found)


def images(body: str) -> tuple[Image, ...]:
    """Pictures of a skeleton (or of a page made from it)."""
    if "<img" not in body:
        return ()
    return tuple(
        Image(token.attributes["src"], token.attributes.get("alt", ""))
        for _, token in _with_units(body)
        if token.name == "img" and token.attributes.get("src")
    )


def _with_units(body: str) -> Iterator[tuple[str, Token]]:
    for item in _walk(body):
        if isinstance(item, _Block):
            for token in item.inside:
                yield item.unit, token
        else:
            yield "", item


def merge(body: str, targets: Mapping[str, str], *, language: str = "zh", abridged: bool = False) -> str:
    """The skeleton with targets in the units' places and without the marks of units.

    Args:
        body: the skeleton.
        targets: markup by unit id. Where one is missing or blank the source stays, in an element with ``lang``.
        language: BCP 47 code of the source, for ``lang``.
        abridged: leave blocks without a target out; a cell of a table stays, empty.

    Raises:
        MarkupError: a target is not well-formed; the problem names the unit.
    """
    texts = {unit: markup for unit, markup in targets.items() if markup.strip()}
    pieces: list[str] = []
    for item in _walk(body):
        if isinstance(item, _Block) and abridged and item.unit not in texts:
            pieces.append(f"<{item.opening.name}></{item.opening.name}>" if item.opening.name in ("td", "th") else "")
        elif isinstance(item, _Block):
            pieces.append(_merged(item, texts, language))
        elif not item.name:
            pieces.append(escape(item.text))
        else:
            pieces.append(f"</{item.name}>" if item.closing else tag(item.name, _texts(item, texts, language)))
    return "".join(pieces)


def _merged(block: _Block, texts: Mapping[str, str], language: str) -> str:
    attributes = {name: value for name, value in block.opening.attributes.items() if name != UNIT}
    markup = texts.get(block.unit)
    if markup is None:
        attributes["lang"] = language
        markup = block.markup
    content = serialize(_decorated(_parsed(markup, block.unit), block, texts, language))
    name = block.opening.name
    return f"{tag(name, attributes)}{content}</{name}>"


def _parsed(markup: str, unit: str) -> Inline:
    try:
        return parse(markup)
    except MarkupError as error:
        raise MarkupError(f"unit {unit}: {error.problem}", error.offset, markup) from error


def _decorated(inline: Inline, block: _Block, texts: Mapping[str, str], language: str) -> Inline:
    """The target with the pictures' and links' own texts, found by their addresses in order."""
    owned: defaultdict[tuple[str, str], deque[dict[str, str]]] = defaultdict(deque)
    for token in block.inside:
        address = token.attributes.get("src") if token.name == "img" else token.attributes.get("href")
        if address and not token.closing:
            owned[token.name, address].append(_texts(token, texts, language))
    codes = []
    for code in inline.codes:
        waiting = owned.get(code.key)
        if code.tag in ("a", "img") and waiting:
            added = dict(code.attributes) | {
                k: v for k, v in waiting.popleft().items() if k not in dict(code.attributes)
            }
            codes.append(replace(code, attributes=tuple(added.items())))
        elif code.tag == "img":
            codes.append(replace(code, attributes=(*code.attributes, ("alt", ""))))
        else:
            codes.append(code)
    return Inline(inline.text, tuple(codes))


def _texts(token: Token, texts: Mapping[str, str], language: str) -> dict[str, str]:
    """Attributes of a tag with the targets of those that are units."""
    attributes = {name: value for name, value in token.attributes.items() if name not in (UNIT, *TEXTS.values())}
    for name, marker in TEXTS.items():
        unit = token.attributes.get(marker)
        if unit is None:
            continue
        if unit in texts:
            attributes[name] = _parsed(texts[unit], unit).text
        elif token.name == "img":  # on a link it would speak of the link's text
            attributes["lang"] = language
    return attributes
