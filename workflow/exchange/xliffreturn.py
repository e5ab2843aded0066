"""An XLIFF file that left this program and comes back, from whichever tool: targets, states, notes, versions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.errors import InputError
from workflow.exchange import xliff12, xliff21, xmlfile
from workflow.exchange.codereading import DamagedError, exact
from workflow.exchange.handoff import PROGRAM, Returned, ReturnedItem, Version, lowest
from workflow.exchange.xliff import contexts, files, original_data, units, unknown_version
from workflow.exchange.xmlfile import attribute, child, children, line_of, local
from workflow.model import Comment, State

if TYPE_CHECKING:
    from lxml import etree

# What XLIFF 1.2 says of a target (§2.3), beyond the four words that are written.
_OLDER = {written: state for state, written in xliff12.STATES.items()} | {
    **dict.fromkeys((xliff12.NEW, "needs-l10n", "needs-adaptation"), State.INITIAL),
    **dict.fromkeys((f"needs-review-{what}" for what in ("translation", "l10n", "adaptation")), State.TRANSLATED),
}


def parse(data: bytes, name: str) -> tuple[Returned, ...]:
    """Read a file: one result for each ``file`` element in it.

    Raises:
        InputError: the XML is not well-formed or unsafe, or is no XLIFF of a version known here.
    """
    root = xmlfile.parse(data, name)
    version = root.get("version", "")
    if local(root) != "xliff":
        raise InputError(f"is XML of another kind (<{local(root)}>)", place=name, mend="give an XLIFF file")
    if version.startswith("1."):
        return tuple(_older(file) for file in files(root))
    if version.startswith("2."):
        return tuple(_file(file, root) for file in files(root))
    raise unknown_version(version, name)


def _file(file: "etree._Element", root: "etree._Element") -> Returned:
    return Returned(
        article=file.get("original", "") or file.get("id", ""),
        items=tuple(_unit(unit) for unit in units(file, "unit")),
        source_language=root.get("srcLang", ""),
        target_language=root.get("trgLang", ""),
    )


def _unit(unit: "etree._Element") -> ReturnedItem:
    """A unit of XLIFF 2, which the other tool may have cut into several segments."""
    parts = list(children(unit, "segment", "ignorable"))
    segments = [part for part in parts if local(part) == "segment"]
    sources = [child(part, "source") for part in parts]
    targets = [child(part, "target") for part in parts]
    untranslated = [part for part in segments if child(part, "target") is None]
    if len(untranslated) == len(segments):
        targets, damage = [], ""
    else:  # what stands between segments is the same in both languages unless the tool says otherwise
        targets = [source if target is None else target for source, target in zip(sources, targets, strict=True)]
        done = len(segments) - len(untranslated)
        damage = f"its English covers {done} of its {len(segments)} segments" if untranslated else ""
    places = [_place(target, number) for number, target in enumerate(targets, start=1)]
    ordered = [target for _, target in sorted(zip(places, targets, strict=True), key=lambda pair: pair[0])]
    states = [_state(segment.get("state", State.INITIAL)) for segment in segments]
    return _item(unit, (sources, ordered), (original_data(unit),) * 2, lowest(states), damage)


def _place(target: "etree._Element | None", number: int) -> int:
    """Where a segment's target stands in the English, from 1."""
    order = "" if target is None else target.get("order", "")
    return int(order) if order.isdecimal() else number


def _state(written: str) -> State | None:
    return State(written) if written in set(State) else None


def _older(file: "etree._Element") -> Returned:
    return Returned(
        article=file.get("original", ""),
        items=tuple(_trans_unit(unit) for unit in units(file, "trans-unit")),
        source_language=file.get("source-language", ""),
        target_language=file.get("target-language", ""),
    )


def _trans_unit(unit: "etree._Element") -> ReturnedItem:
    target = child(unit, "target")
    state = None if target is None else _OLDER.get(target.get("state", ""))
    if state is None and unit.get("approved") == "yes":
        state = State.REVIEWED
    sides = [child(unit, "source")], [target]
    item = _item(unit, sides, (contexts(unit, "source"), contexts(unit)), state)
    untouched = item.version is not None and not item.version.target and state in (None, State.INITIAL)
    return replace(item, target="") if untouched and item.target == item.source else item


def _item(
    unit: "etree._Element",
    sides: "Sequence[Sequence[etree._Element | None]]",
    originals: tuple[dict[str, str], dict[str, str]],
    state: State | None,
    damage: str = "",
) -> ReturnedItem:
    """An item from the elements that hold its source and its target."""
    texts = ["", ""]
    for number, (elements, natives) in enumerate(zip(sides, originals, strict=True)):
        try:
            texts[number] = "".join(exact(element, natives) for element in elements)
        except DamagedError as error:
            damage = damage or f"its inline codes are damaged: {error}"
    stands = next((element for elements in reversed(sides) for element in elements if element is not None), unit)
    return ReturnedItem(
        id=unit.get("id", ""),
        source=texts[0],
        target=texts[1],
        damage=damage,
        state=state,
        comments=tuple(_comments(unit)),
        version=_version(unit),
        line=line_of(stands),
    )


def _comments(unit: "etree._Element") -> Iterator[Comment]:
    """The notes of people; those of this program are left out."""
    holder = child(unit, "notes")
    for note in children(unit if holder is None else holder, "note"):
        text, by = "".join(map(str, note.itertext())).strip(), note.get("from", "") or attribute(note, "by")
        if text and PROGRAM not in (by, note.get("category", "")):
            yield Comment(text, by, attribute(note, "at"))


def _version(unit: "etree._Element") -> Version | None:
    for element in unit.iter():
        if element.get("type") == xliff21.VERSION or element.get("context-type") == xliff12.VERSION:
            found = Version.read(element.text or "")
            if found:
                return found
    return None
