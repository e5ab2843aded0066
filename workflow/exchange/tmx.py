"""TMX 1.4b (LISA/GALA): read as pairs of two languages, earlier 1.x too; written with all that a memory knows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from workflow import __version__
from workflow.exchange import markup, xmlfile, xmlwriting
from workflow.exchange.bilingual import Bilingual, Segment
from workflow.exchange.codereading import DamagedError, content, exact
from workflow.exchange.codewriting import Numbers
from workflow.exchange.handoff import PROGRAM
from workflow.exchange.xmlfile import XML, child, children, language_of, line_of, text_of
from workflow.model import MemoryEntry, State
from workflow.text.inline import EMPTY
from workflow.text.inline import parse as parse_markup
from workflow.text.inline import serialize as serialize_markup

if TYPE_CHECKING:
    from lxml import etree

# Types of codes (TMX 1.4b, "type"); those it has no word for begin with x-.
_TYPES = {"a": "link", "strong": "bold", "em": "italic", "sub": "x-sub", "sup": "x-sup", "br": "lb", "img": "x-image"}
# Fields of an entry that TMX has no attribute for, as properties of a unit.
_PROPERTIES = ("state", "origin", "article", "unit", "before", "behind")
_TAG = re.compile("(<[^>]*>)")  # of canonical unit markup, in whose attributes no > stands
_MOMENT = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)Z")


@dataclass(frozen=True, slots=True)
class Read:
    """The entries of a translation memory; `lost` says in sentences what it holds and they do not."""

    entries: tuple[MemoryEntry, ...]
    lost: tuple[str, ...] = ()


def parse(data: bytes, name: str, *, source: str = "zh", target: str = "en") -> Bilingual:
    """Read the units of a translation memory that hold both languages.

    Args:
        data: the file.
        name: its name, for errors.
        source: language of the sources, BCP 47; regional and script variants count as it.
        target: that of the targets.

    Raises:
        InputError: the XML is not well-formed or unsafe.
    """
    return of_root(xmlfile.parse(data, name), source=source, target=target)


def of_root(root: "etree._Element", *, source: str = "zh", target: str = "en") -> Bilingual:
    """Read a translation memory that was parsed already; see `parse`."""
    pairs, lost = _pairs(root, (source, target))
    return Bilingual(
        segments=tuple(_segment(pair) for pair in pairs),
        source_language=source,
        target_language=target,
        lost=lost,
    )


def entries(root: "etree._Element", memory: str, *, source: str = "zh", target: str = "en") -> Read:
    """Read what a memory knows of each unit.

    In a file of this program nothing is lost. In others nobody says whether a translation was reviewed: it was not.

    Args:
        root: the parsed file.
        memory: its name, which the entries bear.
        source: language of the sources, BCP 47.
        target: that of the targets.
    """
    pairs, lost = _pairs(root, (source, target))
    found = (_entry(pair, memory) for pair in pairs)
    return Read(tuple(entry for entry in found if entry.source and entry.target), lost)


def serialize(memory: Iterable[MemoryEntry], *, source: str = "zh", target: str = "en") -> bytes:
    """Write entries as TMX 1.4b; the names of the memories they come from are not written."""
    root = xmlwriting.root("tmx")
    root.set("version", "1.4")
    about = {"creationtool": PROGRAM, "creationtoolversion": __version__, "segtype": "paragraph", "o-tmf": PROGRAM}
    xmlwriting.put(root, "header", attributes={**about, "adminlang": "en", "srclang": source, "datatype": "xml"})
    body = xmlwriting.put(root, "body")
    for number, entry in enumerate(memory, start=1):
        _put(body, entry, number, (source, target))
    return xmlwriting.encoded(root)


# --- Reading ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Pair:
    """A unit of the file that holds both languages, its texts as unit markup."""

    unit: "etree._Element"
    number: int
    source: str
    target: str
    line: int

    @property
    def id(self) -> str:
        return self.unit.get("tuid") or f"tu {self.number}"


def _pairs(root: "etree._Element", languages: tuple[str, str]) -> tuple[list[_Pair], tuple[str, ...]]:
    """The pairs of a file, and in sentences what it holds besides."""
    body, header = child(root, "body"), child(root, "header")
    ours = header is not None and header.get("creationtool") == PROGRAM
    units = list(children(body, "tu")) if body is not None else []
    pairs: list[_Pair] = []
    codes = 0
    for number, unit in enumerate(units, start=1):
        found = _texts(unit, [_primary(language) for language in languages])
        if found is not None:
            (source, lost), (target, also_lost) = (_markup(segment, ours=ours) for segment in found)
            pairs.append(_Pair(unit, number, source, target, line_of(found[1])))
            codes += lost + also_lost
    lost_parts = list(markup.lost_codes(codes))
    if len(pairs) < len(units):
        both = " and ".join(languages)
        lost_parts.append(f"{len(units) - len(pairs):,} of {len(units):,} units do not hold both {both}")
    return pairs, tuple(lost_parts)


def _texts(unit: "etree._Element", languages: Sequence[str]) -> "tuple[etree._Element, etree._Element] | None":
    variants = {
        _primary(language_of(variant)): child(variant, "seg") for variant in reversed(list(children(unit, "tuv")))
    }
    source, target = (variants.get(language) for language in languages)
    return None if source is None or target is None else (source, target)


def _markup(segment: "etree._Element", *, ours: bool) -> tuple[str, int]:
    """The text of a segment, and how many of its codes are lost: none of those that this program wrote."""
    if ours:
        try:
            return exact(segment), 0
        except DamagedError:
            pass  # edited since
    return content(segment)


def _segment(pair: _Pair) -> Segment:
    note = " ".join(filter(None, map(text_of, children(pair.unit, "note"))))
    return Segment(id=pair.id, source=pair.source, target=pair.target, note=note, line=pair.line)


def _entry(pair: _Pair, memory: str) -> MemoryEntry:
    unit = pair.unit
    said = {prop.get("type", "").removeprefix("x-"): prop.text or "" for prop in children(unit, "prop")}
    known = {name: said.get(name, "") for name in _PROPERTIES if name != "state"}
    state = State(said["state"]) if said.get("state") in set(State) else State.TRANSLATED
    by = unit.get("changeid") or unit.get("creationid") or ""
    at = _moment(unit.get("changedate") or unit.get("creationdate") or "")
    known["unit"] = known["unit"] or pair.id
    return MemoryEntry(source=pair.source, target=pair.target, state=state, memory=memory, by=by, at=at, **known)


def _moment(written: str) -> str:
    """A date of TMX (``20240124T093000Z``) as ISO 8601, '' where it is none."""
    found = _MOMENT.fullmatch(written)
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else ""


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


# --- Writing ---------------------------------------------------------------------------------------------------------


def _put(body: "etree._Element", entry: MemoryEntry, number: int, languages: tuple[str, str]) -> None:
    moment = _MOMENT.fullmatch(entry.at)
    changed = {"changedate": "{}{}{}T{}{}{}Z".format(*moment.groups())} if moment else {}
    by = {"changeid": entry.by} if entry.by else {}
    unit = xmlwriting.put(body, "tu", attributes={"tuid": str(number), **changed, **by})
    for name in _PROPERTIES:
        value = str(getattr(entry, name))
        if value:
            xmlwriting.put(unit, "prop", value, {"type": f"x-{name}"})
    numbers = Numbers()
    for language, text in zip(languages, (entry.source, entry.target), strict=True):
        variant = xmlwriting.put(unit, "tuv")
        variant.set(f"{XML}lang", language)
        _fill(xmlwriting.put(variant, "seg"), text, numbers)


def _fill(segment: "etree._Element", text: str, numbers: Numbers) -> None:
    """Put the text and codes of unit markup into an empty segment; `x` pairs the codes of both languages."""
    inline = parse_markup(text)
    following = iter(zip(inline.codes, numbers.of(inline), strict=True))
    around: list[str] = []
    for piece in _TAG.split(serialize_markup(inline)):
        if not piece.startswith("<"):
            _add(segment, unescape(piece))
        elif piece.startswith("</"):
            xmlwriting.put(segment, "ept", piece, {"i": around.pop()})
        else:
            code, number = next(following)
            about = {"x": str(number), "type": _TYPES[code.tag]}
            if code.tag in EMPTY:
                xmlwriting.put(segment, "ph", piece, about)
            else:
                around.append(str(number))
                xmlwriting.put(segment, "bpt", piece, {"i": str(number), **about})


def _add(segment: "etree._Element", text: str) -> None:
    if len(segment):
        segment[-1].tail = (segment[-1].tail or "") + text
    else:
        segment.text = (segment.text or "") + text
