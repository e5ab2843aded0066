"""Lists of a Word document: each has a numbering of its own, so that it begins at 1, and items know their level."""

from typing import Any

_LEVELS = 9  # that Word has (ECMA-376 part 1, 17.9.6)
_BULLETS, _NUMBERS = "•◦▪", ("decimal", "lowerLetter", "lowerRoman")
_STEP = 360  # twentieths of a point by which a level is indented


class Lists:
    """The numberings of a document (ECMA-376 part 1, 17.9); python-docx has no types."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401
        self._numbering = document.part.numbering_part.element
        self._kinds = {ordered: self._define(ordered=ordered) for ordered in (False, True)}

    def begin(self, level: int, *, ordered: bool) -> int:
        """Return the number of a new list at a level, counted from 0; those too deep for Word stand at the last."""
        made = self._numbering.add_num(self._kinds[ordered])
        made.add_lvlOverride(min(level, _LEVELS - 1)).add_startOverride(1)
        number: int = made.numId
        return number

    def put(self, paragraph: Any, number: int, level: int) -> None:  # noqa: ANN401
        """Make a paragraph an item of a list."""
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - python-docx has no public way
        properties.get_or_add_ilvl().val = min(level, _LEVELS - 1)
        properties.get_or_add_numId().val = number

    def _define(self, *, ordered: bool) -> int:
        """Add what lists of a kind look like at every level, before all lists, as the schema has it."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls, qn

        known = self._numbering.findall(qn("w:abstractNum"))
        number = 1 + max((int(one.get(qn("w:abstractNumId"))) for one in known), default=-1)
        levels = "".join(_level(level, ordered=ordered) for level in range(_LEVELS))
        made = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
        made += f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
        self._numbering.insert(len(known), parse_xml(made))
        return number


def _level(level: int, *, ordered: bool) -> str:
    look, sign = (_NUMBERS[level % 3], f"%{level + 1}.") if ordered else ("bullet", _BULLETS[level % 3])
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{look}"/><w:lvlText w:val="{sign}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{_STEP * (level + 1)}" w:hanging="{_STEP}"/></w:pPr></w:lvl>'
    )
