"""TMX 1.4b (LISA/GALA) and earlier 1.x, read as pairs of two languages."""

from typing import TYPE_CHECKING

from workflow.exchange import markup, xmlfile
from workflow.exchange.bilingual import Bilingual, Segment
from workflow.exchange.codes import content
from workflow.exchange.xmlfile import child, children, language_of, line_of, text_of

if TYPE_CHECKING:
    from lxml import etree


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
    body = child(root, "body")
    units = list(children(body, "tu")) if body is not None else []
    found = [_unit(unit, number, (source, target)) for number, unit in enumerate(units, start=1)]
    pairs = [pair for pair in found if pair is not None]
    lost = list(markup.lost_codes(sum(lost for _, lost in pairs)))
    if len(pairs) < len(units):
        lost.append(f"{len(units) - len(pairs):,} of {len(units):,} units do not hold both {source} and {target}")
    return Bilingual(
        segments=tuple(segment for segment, _ in pairs),
        source_language=source,
        target_language=target,
        lost=tuple(lost),
    )


def _unit(unit: "etree._Element", number: int, languages: tuple[str, str]) -> tuple[Segment, int] | None:
    variants = {
        _primary(language_of(variant)): child(variant, "seg") for variant in reversed(list(children(unit, "tuv")))
    }
    source, target = (variants.get(language) for language in languages)
    if source is None or target is None:
        return None
    (chinese, lost), (english, also_lost) = content(source), content(target)
    note = " ".join(filter(None, map(text_of, children(unit, "note"))))
    identifier = unit.get("tuid") or f"tu {number}"
    return Segment(id=identifier, source=chinese, target=english, note=note, line=line_of(target)), lost + also_lost


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
