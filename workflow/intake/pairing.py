"""An English page's blocks put to the units of the original they translate.

The blocks are aligned (`workflow.text.alignment.align`), two English paragraphs for one Chinese become one
target, one for two is parted at a sentence where that is clear. What is doubtful is marked, and never guessed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from workflow.model import DOUBTFUL, Unit, Unmet
from workflow.text.alignment.align import SURE, Bead, Block, Terms, align
from workflow.text.codes import Code, Inline, serialize
from workflow.text.inline import parse, plain
from workflow.text.segment import sentences

_ATTRIBUTES = ("alt", "title")
_SHOWN = 60
_ALONE = 0.6
"""Confidence below which an English block left alone may belong to the unit before it."""


@dataclass(frozen=True, slots=True)
class Paired:
    """The English of an original's units.

    `targets` is markup by unit id, `unmet` says why a pairing is doubtful, `empty` are units without English, `extra`
    the English blocks (plain text) without a Chinese one.
    """

    targets: dict[str, str]
    unmet: dict[str, Unmet]
    empty: tuple[str, ...]
    extra: tuple[str, ...]


def pair(units: Sequence[Unit], english: Sequence[Unit], terms: Terms = ()) -> Paired:
    """Pair the units of an original with those read from an English page."""
    ours, theirs = _blocks(units), _blocks(english)
    beads = align([_block(unit) for unit in ours], [_block(unit) for unit in theirs], terms)
    targets: dict[str, str] = {}
    unmet: dict[str, Unmet] = {}
    extra: list[str] = []
    last: Unit | None = None
    for bead in beads:
        sources = [ours[n] for n in bead.source]
        texts = [theirs[n].source for n in bead.target]
        if not sources:
            extra += map(plain, texts)
            if bead.confidence < _ALONE and last:
                unmet[last.id] = _doubt(last, f"a decision whether “{_short(plain(texts[0]))}” belongs to it")
        elif texts:
            found, doubt = _targets(sources, texts, bead, terms)
            targets.update(found)
            unmet.update({unit.id: _doubt(unit, doubt) for unit in sources if doubt})
            last = sources[-1]
    targets.update(_attributes(units, english))
    mapped = {unit.id: _mapped(unit.source, targets[unit.id]) for unit in units if unit.id in targets}
    empty = tuple(unit.id for unit in units if unit.id not in mapped)
    return Paired(mapped, unmet, empty, tuple(extra))


def _blocks(units: Sequence[Unit]) -> list[Unit]:
    return [unit for unit in units if unit.kind not in _ATTRIBUTES]


def _block(unit: Unit) -> Block:
    inline = parse(unit.source)
    links = frozenset(_address(code.get("href")) for code in inline.codes if code.tag == "a")
    return Block(inline.text, unit.kind, links)


def _targets(sources: list[Unit], texts: list[str], bead: Bead, terms: Terms) -> tuple[dict[str, str], str]:
    """The English of the units of one bead, and what is doubtful about it."""
    doubt = f"a pairing that is sure (confidence {bead.confidence:.2f})" if bead.confidence < SURE else ""
    first, *others = sources
    if not others:
        return {first.id: " ".join(texts)}, doubt
    parts = _parted(sources, texts[0], terms)
    if parts:
        return dict(zip((unit.id for unit in sources), parts, strict=True)), doubt
    ids = " and ".join(unit.id for unit in sources)
    return {first.id: texts[0]}, f"English of its own: that of {ids} stands in {first.id}"


def _parted(sources: list[Unit], text: str, terms: Terms) -> list[str]:
    """One English text parted at sentences among Chinese blocks; [] where that is not clear, or a link would be cut."""
    inline = parse(text)
    spans = sentences(inline.text, "en")
    if len(spans) < len(sources):
        return []
    beads = align([plain(unit.source) for unit in sources], [inline.text[a:b] for a, b in spans], terms)
    whole = len(beads) == len(sources) and all(len(bead.source) == 1 and bead.target for bead in beads)
    cuts = [(spans[bead.target[0]][0], spans[bead.target[-1]][1]) for bead in beads] if whole else []
    if any(code.start < end < code.end for code in inline.codes for _, end in cuts):
        return []
    return [serialize(_slice(inline, start, end)) for start, end in cuts]


def _slice(inline: Inline, start: int, end: int) -> Inline:
    """A stretch of a text with the codes in it."""
    text = inline.text[start:end].rstrip()
    codes = [replace(c, start=c.start - start, end=c.end - start) for c in inline.codes if start <= c.start <= end]
    return Inline(text, tuple(code for code in codes if 0 <= code.start <= code.end <= len(text)))


def _doubt(unit: Unit, owed: str) -> Unmet:
    return Unmet(DOUBTFUL, _short(plain(unit.source)), owed)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _attributes(units: Sequence[Unit], english: Sequence[Unit]) -> Iterator[tuple[str, str]]:
    """Descriptions of pictures and titles of links, in order, where a page has as many of them as the original."""
    for kind in _ATTRIBUTES:
        ours, theirs = ([unit for unit in side if unit.kind == kind] for side in (units, english))
        if len(ours) == len(theirs):
            yield from ((unit.id, other.source) for unit, other in zip(ours, theirs, strict=True))


def _mapped(source: str, target: str) -> str:
    """The target with the original's addresses: the same page however it is written, else the one left of one left."""
    wanted = [code for code in parse(source).codes if code.tag in {"a", "img"}]
    inline = parse(target)
    codes = list(inline.codes)
    for tag, name in (("a", "href"), ("img", "src")):
        left = [code.get(name) for code in wanted if code.tag == tag]
        places = [n for n, code in enumerate(codes) if code.tag == tag]
        for n in list(places):
            same = next((a for a in left if _address(a) == _address(codes[n].get(name))), "")
            if same:
                codes[n] = _with(codes[n], name, same)
                left.remove(same)
                places.remove(n)
        if len(places) == len(left) == 1:
            codes[places[0]] = _with(codes[places[0]], name, left[0])
    return serialize(Inline(inline.text, tuple(codes)))


def _with(code: Code, name: str, value: str) -> Code:
    return replace(code, attributes=tuple((key, value if key == name else old) for key, old in code.attributes))


def _address(href: str) -> str:
    """An address for comparison: without scheme, ``www.``, a last slash and quoting."""
    parts = urlsplit(href)
    path = unquote(parts.path).rstrip("/")
    return re.sub(r"^www\.", "", parts.netloc.lower()) + path + (f"?{parts.query}" if parts.query else "")
