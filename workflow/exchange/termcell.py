"""Cells of term lists as people keep them: several renderings in one, abbreviations and remarks in brackets, numbers.

A list that this program wrote has a column for each kind of form and is taken as it stands. Elsewhere *public goods;
public products*, *raise/improve living standards* and *Legislative Council (LegCo)* hold two forms each, and so does
全国人民代表大会（全国人大）. The first form is preferred. What is no form is a remark, and is kept as one.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from math import prod
from typing import NamedTuple

from workflow.exchange.explained import renderings
from workflow.text.chars import has_han

_BREAKS = re.compile(r"[;；|｜\n]|\s[/／]\s|／")
_NUMBERS = re.compile(r"(?:\(\d{1,2}\)|\b\d{1,2}[.)、](?=\s*\D)|[①-⑳])\s*")
_BRACKETS = re.compile(r"\(([^()]*)\)|（([^（）]*)）|\[([^\[\]]*)\]|〔([^〔〕]*)〕|【([^【】]*)】")
_ABBREVIATION = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Za-z][A-Za-z0-9&.\-]{1,11}")
_DOTS = re.compile(r"^(?:\.{2,}|…+)\s*|\s*(?:\.{2,}|…+)$")
_ONE_WORD = re.compile(r"and/or|either/or|[A-Z0-9]+/[A-Z0-9]+|\w/\w")
# Chinese that dictionaries write behind a name: *Guangdong 廣東|广东[Guang3 dong1]*.
_GLOSS = re.compile(r"\s*(?<![\w|])[\u4e00-\u9fff]+(?:\|[\u4e00-\u9fff]+)?(?:\[[^\]]*\])?(?!\w)")
_LABELS = frozenset(
    "idiom fig lit abbr formal informal coll slang loanword name noun verb adjective adverb plural".split()
)
_SAYS_OF_IT = re.compile("^(?:原|前|旧|舊|现|現|又|也|亦|即|如|见|見|参|參|指|用于|用於)|[称稱]$|[名动動形副]词")
_CALLED = re.compile("^(?:简称|簡稱|又称|又稱|亦称|亦稱|也称|也稱|全称|全稱|即|或)[:：]?(.+)$")
_QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"]+)[”」』\"]")
_MOST_CHOICES = 12  # that strokes leave; one in every word would make hundreds

Reader = Callable[[str, str, str], tuple[list[str], str]]


class Cell(NamedTuple):
    """The forms of a cell, the preferred one first, each once, and what it says beside them.

    A cell that only explains its term has no forms.
    """

    forms: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def english(cell: str, source: str = "") -> Cell:
    """Read a cell with English terms.

    Args:
        cell: as the table has it.
        source: the Chinese beside it; where that is one word of two characters, commas part its renderings.
    """
    glosses = _GLOSS.findall(cell) if re.search("[A-Za-z]", cell) else []
    bare = _GLOSS.sub("", cell) if glosses else cell
    read = _read(bare, _english_bracket, lambda part: _listed(part, source), _plain_english)
    forms, told = renderings(read.forms, source)
    return Cell(forms, (*read.remarks, *map(str.strip, glosses), *told))


def chinese(cell: str) -> Cell:
    """Read a cell with Chinese terms; an enumeration with 、 is one term."""
    return _read(cell, _chinese_bracket, _strokes, _plain_chinese)


def _read(cell: str, bracket: Reader, listed: Callable[[str], list[str]], plain: Callable[[str], str]) -> Cell:
    remarks: list[str] = []
    forms = [
        plain(form)
        for part in _parts(cell)
        for bare in _without_brackets(part, bracket, remarks)
        for form in listed(bare)
    ]
    found = tuple(dict.fromkeys(filter(None, forms)))
    return Cell(found or (cell.strip(),), tuple(dict.fromkeys(remarks)))


def _parts(cell: str) -> Iterator[str]:
    """What stands between semicolons, bars, spaced strokes and numbers; brackets stay whole."""
    numbered = re.match(r"\s*(?:\(1\)|1[.)、]|①)", cell)
    text = _NUMBERS.sub(";", cell) if numbered else cell
    inside = [match.span() for match in _BRACKETS.finditer(text)]
    at = 0
    for match in _BREAKS.finditer(text):
        if not any(start < match.start() < end for start, end in inside):
            yield text[at : match.start()]
            at = match.end()
    yield text[at:]


def _without_brackets(part: str, bracket: Reader, remarks: list[str]) -> list[str]:
    """The forms that a part with brackets stands for."""
    match = _BRACKETS.search(part)
    if match is None:
        return [part]
    inside = next(group for group in match.groups() if group is not None).strip()
    found, remark = bracket(part[: match.start()], inside, part[match.end() :])
    if remark:
        remarks.append(remark)
    return [form for text in found for form in _without_brackets(text, bracket, remarks)]


def _english_bracket(before: str, inside: str, after: str) -> tuple[list[str], str]:
    """*(the) Council*, *enterprise(s)*: with and without; *Council (LegCo)*, *improve (raise)*: two; else a remark."""
    without = f"{before.rstrip()}{after}" if after.startswith("/") else f"{before}{after}"
    words, others = before.split(), inside.split()
    if not inside or inside.lower() in ("the", "a", "an"):
        return [without], ""
    if _ABBREVIATION.fullmatch(inside):
        return [without, inside], ""
    if before[-1:].isalpha() and inside.isalpha() and inside.islower():
        return [without, f"{before}{inside}{after}"], ""
    if others[0].strip(".,:").lower() in _LABELS:
        return [without], inside
    if not words:
        return ([without, f"{inside}{after}"], "") if _BRACKETS.sub("", after).strip() else ([without], inside)
    akin = len(words) == len(others) == 1 or (len(others) > 1 and (words[0] == others[0] or words[-1] == others[-1]))
    return ([without, inside], "") if akin and not after.strip() else ([without], inside)


def _chinese_bracket(before: str, inside: str, after: str) -> tuple[list[str], str]:
    """（坚持）依法行政: with and without; 全国人民代表大会（全国人大）: two; else a remark."""
    without = f"{before}{after}"
    called = _CALLED.match(inside)
    if called:
        return [without, called[1].strip("“”「」")], ""
    if not inside or _SAYS_OF_IT.search(inside):
        return [without], inside
    if not before.strip() and after.strip():
        return [without, f"{inside}{after}"], ""
    rest = iter(before)
    shortened = len(inside) > 1 and all(character in rest for character in inside)
    return ([without, inside], "") if shortened or _ABBREVIATION.fullmatch(inside) else ([without], inside)


def _listed(part: str, source: str) -> list[str]:
    """The alternatives that strokes, and in a list for one word commas, part."""
    words = [word.strip() for word in part.split(",")]
    if len(words) > 1 and 0 < len(source) < 2 * len(words) and all(word.isalpha() and word.islower() for word in words):
        return words
    return _slashed(part)


def _slashed(part: str) -> list[str]:
    """*national minority/ethnic group* are two terms, *raise/improve living standards* one with two verbs."""
    sides = [side.strip() for side in part.split("/")]
    if len(sides) < 2 or not all(sides) or "://" in part:  # noqa: PLR2004
        return [part]
    words = part.split()
    choices = [[word] if _ONE_WORD.fullmatch(word) else word.split("/") for word in words]
    if not any(_ONE_WORD.fullmatch(word) for word in words) and _whole(sides, choices):
        return sides
    many = prod(map(len, choices)) > _MOST_CHOICES
    return [part] if many else [" ".join(chosen) for chosen in product(*choices)]


def _whole(sides: Sequence[str], choices: Sequence[Sequence[str]]) -> bool:
    """Whether strokes part terms and not words: *Beiliao/port of the north* leaves no choice of *Beiliao* or *port*.

    Words to choose from are in one case and do not come again; several words between two strokes are a term.
    """
    lengths = [len(side.split()) for side in sides]
    if min(lengths) > 1 or max(lengths) == 1 or any(_ABBREVIATION.fullmatch(side) for side in sides):
        return True
    flat = [word for words in choices for word in words]
    mixed = any(len({word[:1].isupper() for word in words}) > 1 for words in choices)
    again = any(flat.count(word) > 1 for words in choices for word in words if len(words) > 1)
    return mixed or again or max(lengths[1:-1], default=1) > 1


def _strokes(part: str) -> list[str]:
    sides = [side.strip() for side in part.split("/")]
    return sides if all(map(has_han, sides)) else [part]


def _plain_english(form: str) -> str:
    form = _DOTS.sub("", " ".join(form.split()).replace(" ,", ",")).strip(" ,;/")
    return re.sub(r"^to (?=[a-z])", "", form) if len(form.split()) > 1 else form


def _plain_chinese(form: str) -> str:
    form = _DOTS.sub("", form.strip()).strip()
    quoted = _QUOTED.fullmatch(form)
    return quoted[1] if quoted else form
