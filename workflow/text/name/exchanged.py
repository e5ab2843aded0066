"""Two persons who changed places: *Professor Ruan and Academician Du* for 院士阮知行和教授杜仲明.

Both names are right, so that only what stands beside them tells. A role or a number that each text has once belongs,
in Chinese, to the name that it touches; in English to the name behind it, unless a pause parts them, else to the one
before. Two persons changed places where each has what is the other's, or one has and their order is another as well;
and neither has what is his own.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from workflow.text.comparable import simplified
from workflow.text.name.match import Rendered
from workflow.text.name.mentions import Person
from workflow.text.name.namings import Namings
from workflow.text.name.roles import BEFORE_NAMES, ROLES

_MOST = 6  # persons of one text who are compared
_FAR_ZH, _BEFORE_EN, _BEHIND_EN = 12, 40, 60  # characters between a name and what belongs to it
_FIGURE = re.compile(r"(?<![\d.,])\d+(?:,\d{3})*(?![.,]?\d|[万亿千百])")
_PART_ZH = re.compile("[。；;！？!?]")
_BEHIND = re.compile("副?|[担任为是]{1,2}")  # between a name and the role behind it
_AGED = re.compile("岁的?|[号名]的?|的")  # between a number and the name behind it
_LIST = re.compile("[、和与及\\s]|以及")
_TITLED = r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bProf)"
_PAUSE_EN = re.compile(rf"[,;!?)\n]|{_TITLED}\.\s|\band\b")
_PART_EN = re.compile(rf"[;!?\n]|{_TITLED}\.\s|,[^,]*,")


class Exchanged(NamedTuple):
    """A person, where the English names him, and what stands there and belongs to the other."""

    person: Person
    found: Rendered
    said: str
    other: Person


class _Anchor(NamedTuple):
    """What each text has once: its place in the Chinese, and in the English."""

    start: int
    end: int
    first: int
    last: int


class _Naming(NamedTuple):
    """A place of the English that names a person."""

    found: Rendered
    person: Person


class _Said(NamedTuple):
    """Words of the English; `close` where they touch the name in both texts."""

    text: str
    close: bool


def exchanged(namings: Namings) -> Iterator[Exchanged]:
    """Yield one of each two persons of whom the English has each in the place of the other."""
    named = [_Naming(place, person) for person in namings.persons for place in namings.right(person)]
    once = [person for person in namings.persons if len(namings.right(person)) == 1]
    if not 1 < len(once) <= _MOST:
        return
    belongs = _belongings(namings, named)
    for one, other in combinations(once, 2):
        names = one.name, other.name
        if any((name, name) in belongs for name in names):
            continue
        both = names in belongs and names[::-1] in belongs
        mine, theirs = (one, other) if names in belongs else (other, one)
        said = belongs.get((mine.name, theirs.name))
        if said and (both or (said.close and _crossed(namings, mine, theirs))):
            place = namings.right(theirs)[0]
            yield Exchanged(theirs, place, said.text, mine)


def _belongings(namings: Namings, named: Sequence[_Naming]) -> dict[tuple[str, str], _Said]:
    """What belongs to the first of two names in the Chinese, and to the second in the English."""
    found = {}
    source, target = simplified(namings.source), namings.target
    for anchor in (*_roles(source, target), *_figures(source, target)):
        mine, touches = _owner_zh(source, anchor, namings.everywhere)
        theirs, behind = _owner_en(target, anchor, named)
        if mine and theirs:
            found[mine.name, theirs.name] = _Said(target[anchor.first : anchor.last], touches and behind)
    return found


def _crossed(namings: Namings, one: Person, other: Person) -> bool:
    """Whether two names stand in another order than in the Chinese, and in no list whose role may be that of both."""
    first, last = sorted((one, other), key=lambda person: person.start)
    listed = _LIST.fullmatch(namings.source, first.end, last.start)
    return not listed and namings.right(last)[0].start < namings.right(first)[0].start


def _roles(source: str, target: str) -> Iterator[_Anchor]:
    """The roles that each text has once, and in words that no other role of the Chinese has too."""
    present = [role for role in ROLES if role.chinese.search(source)]
    for role in present:
        chinese, english = list(role.chinese.finditer(source)), list(role.english.finditer(target))
        others = (other.english for other in present if other is not role)
        if len(chinese) == len(english) == 1 and not any(other.fullmatch(english[0][0]) for other in others):
            yield _Anchor(*chinese[0].span(), *english[0].span())


def _figures(source: str, target: str) -> Iterator[_Anchor]:
    """The numbers in figures that each text has once."""
    chinese, english = _once(source), _once(target)
    for figure in chinese.keys() & english.keys():
        yield _Anchor(*chinese[figure], *english[figure])


def _once(text: str) -> dict[str, tuple[int, int]]:
    found = [(match[0].replace(",", ""), match.span()) for match in _FIGURE.finditer(text)]
    often = Counter(figure for figure, _ in found)
    return {figure: span for figure, span in found if often[figure] == 1}


def _owner_zh(source: str, anchor: _Anchor, persons: Sequence[Person]) -> tuple[Person | None, bool]:
    """The person whose name a role or a number touches, or who comes before a number; and whether it touches."""
    figure = source[anchor.start].isdigit()
    between = _AGED if figure else BEFORE_NAMES
    behind = next((one for one in persons if one.start >= anchor.end), None)
    before = next((one for one in reversed(persons) if one.end <= anchor.start), None)
    if behind and between.fullmatch(source, anchor.end, behind.start):
        return (None, False) if before and before.end == anchor.start else (behind, True)
    if not before or anchor.start - before.end > _FAR_ZH:
        return None, False
    if figure:
        return (None if _PART_ZH.search(source, before.end, anchor.start) else before), False
    return (before, True) if _BEHIND.fullmatch(source, before.end, anchor.start) else (None, False)


def _owner_en(target: str, anchor: _Anchor, named: Sequence[_Naming]) -> tuple[Person | None, bool]:
    """The person named behind a word with no pause between, else before it in the same part; and which it is."""
    behind = min((one for one in named if one.found.start >= anchor.last), key=_start, default=None)
    near = behind is not None and behind.found.start - anchor.last <= _BEFORE_EN
    if behind and near and not _PAUSE_EN.search(target, anchor.last, behind.found.start):
        return behind.person, True
    before = max((one for one in named if one.found.end <= anchor.first), key=_start, default=None)
    if before and anchor.first - before.found.end <= _BEHIND_EN:
        return (None if _PART_EN.search(target, before.found.end, anchor.first) else before.person), False
    return None, False


def _start(naming: _Naming) -> int:
    return naming.found.start
