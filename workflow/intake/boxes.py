"""What stands at the end of a body in a box of its own: an author's card, a question to readers, a button with a word.

Words do not tell such boxes, their place does: the prose of an article stands in one element, or in sisters made alike.
"""

from collections.abc import Callable

from workflow.intake.density import SENTENCE, Density
from workflow.intake.html import Element, Line

_SHORT = 8.0
"""Score of the shortest sentence that may stand alone."""

_BOX = frozenset({"div", "aside", "footer", "ul", "dl"})


def without_boxes(
    lines: list[Line], density: Density, attached: Callable[[Line], bool]
) -> tuple[list[Line], list[Line]]:
    """Take off the end what stands outside the element with the prose and is no prose: boxes of the page's furniture.

    Args:
        lines: the lines of a body.
        density: the page's scores.
        attached: whether a line links to a file, which belongs to the text wherever it stands.

    Returns:
        The body's lines and the others.
    """
    prose = [line for line in lines if density.scores[line.index] >= SENTENCE]
    holder = _holder(prose, density)
    end = len(lines)
    while holder is not None and end:
        line = lines[end - 1]
        if _reads(line, density) or attached(line) or _akin(line, holder, prose):
            break
        end -= 1
    return lines[:end], lines[end:]


def _reads(line: Line, density: Density) -> bool:
    """Whether a line is prose: long enough, or a short sentence that is no question to the readers."""
    score = density.scores[line.index]
    return score >= SENTENCE or (score >= _SHORT and line.plain.endswith(("。", "！", "…", "”", "’")))


def _holder(prose: list[Line], density: Density) -> Element | None:
    """The smallest element with nine tenths of the prose; None where there is hardly any."""
    if len(prose) < 2:  # noqa: PLR2004 - one sentence proves no element
        return None
    scores = {line: density.scores[line.index] for line in prose}
    start = max(prose, key=scores.__getitem__).block
    for element in (start, *start.iterancestors()):
        inner = [line for line in prose if line.within({element})]
        if len(inner) > 1 and sum(map(scores.__getitem__, inner)) >= 0.9 * sum(scores.values()):
            return element
    return None


def _akin(line: Line, holder: Element, prose: list[Line]) -> bool:
    """Whether a line stands where the prose does: in the element or in a sister made alike, and in no box in it.

    A box is an element with a class that holds no prose, no cell and no item of a list, and is made like none
    that does.
    """
    chain = [line.block, *line.block.iterancestors()]
    top = next((element for element in chain if element.getparent() is holder), None)
    if top is None:
        sisters = [element for element in chain if element.getparent() is holder.getparent()]
        return line.block is holder or any(alike(element, holder) for element in sisters)
    if top.tag not in _BOX or not top.get("class") or line.block.tag in {"td", "th", "li"}:
        return True
    return any(alike(top, element) for other in prose for element in _children(other, holder))


def _children(line: Line, holder: Element) -> list[Element]:
    """The child of an element in which a line stands."""
    return [e for e in (line.block, *line.block.iterancestors()) if e.getparent() is holder]


def alike(first: Element, second: Element) -> bool:
    """Whether two elements are made the same way: tag and attributes but for ids."""
    made = [{key: value for key, value in e.attrib.items() if key != "id"} for e in (first, second)]
    return first is second or (first.tag == second.tag and made[0] == made[1])
