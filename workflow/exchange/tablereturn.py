"""A review table that comes back as a Word document: English, states and comments of each row."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from workflow.errors import InputError
from workflow.exchange import wordfile
from workflow.exchange.handoff import Returned, ReturnedItem
from workflow.exchange.tabledocx import ARTICLE, HEADERS, version_of
from workflow.exchange.wordcell import Cell, rows
from workflow.exchange.wordfile import WordFile
from workflow.exchange.wordruns import FORM, markup
from workflow.exchange.xmlfile import line_of, local
from workflow.model import Comment, State
from workflow.text.inline import MarkupError, parse

if TYPE_CHECKING:
    from lxml import etree


def read(data: bytes, name: str) -> tuple[Returned, ...]:
    """Read a document; tracked changes count as accepted, and it is said whose they are.

    Raises:
        InputError: it is damaged, or holds no review table.
    """
    file = wordfile.parse(data, name)
    table = next((found for found in file.body.iter() if local(found) == "tbl" and _is_review(found)), None)
    if table is None:
        raise InputError(
            f"holds no table with the columns {', '.join(HEADERS)}",
            place=name,
            mend="give the table that 'workflow table export' wrote",
        )
    placed: set[str] = set()
    items = tuple(_item(cells, file, placed) for cells in list(rows(table))[1:] if len(cells) >= len(HEADERS) - 1)
    outside = [comment.text for number, comment in file.comments.items() if number not in placed]
    return (
        Returned(
            article=_article(file.body),
            items=items,
            form=FORM,
            lost=tuple(f"a comment stands beside no unit: {text}" for text in outside),
        ),
    )


def _is_review(table: "etree._Element") -> bool:
    head = next(rows(table), [])
    return tuple(Cell.read(cell, {}).text() for cell in head[: len(HEADERS)]) == HEADERS


def _article(body: "etree._Element") -> str:
    for paragraph in body.iter():
        if local(paragraph) == "p":
            text = "".join(part.text or "" for part in paragraph.iter() if local(part) == "t")
            if text.startswith(ARTICLE):
                return text.removeprefix(ARTICLE).strip()
    return ""


def _item(elements: "Sequence[etree._Element]", file: WordFile, placed: set[str]) -> ReturnedItem:
    number, chinese, english, *rest = (Cell.read(element, file.links) for element in elements)
    cells = (number, chinese, english, *rest)
    remarked = list(dict.fromkeys(name for cell in cells for name in cell.comments if name in file.comments))
    placed.update(remarked)
    source, target = markup(chinese.paragraphs[0] if chinese.paragraphs else []), markup(english.runs)
    state = number.text(1).lower()
    return ReturnedItem(
        id=number.text(0),
        source=source,
        target=target,
        damage=_damage(source, target, state, english),
        state=State(state) if state in set(State) else None,
        comments=(*(file.comments[name] for name in remarked), *_typed(rest)),
        version=next(filter(None, map(version_of, number.bookmarks)), None),
        remarks=tuple(_tracked(english)),
        line=line_of(elements[0]),
    )


def _damage(source: str, target: str, state: str, english: Cell) -> str:
    if state and state not in set(State):
        return f"its state “{state}” is none of {', '.join(State)}"
    if english.unread:
        return f"its English holds what no unit can: {', '.join(dict.fromkeys(english.unread))}"
    for text in (source, target):
        try:
            parse(text)
        except MarkupError as error:
            return f"its links or looks make no text: {error.problem}"
    return ""


def _typed(cells: Sequence[Cell]) -> Iterator[Comment]:
    """What was written in the column for comments."""
    text = "\n".join(filter(None, ("".join(run.text for run in one) for cell in cells[:1] for one in cell.paragraphs)))
    if text.strip():
        yield Comment(text.strip())


def _tracked(english: Cell) -> Iterator[str]:
    if english.authors:
        names = ", ".join(filter(None, dict.fromkeys(english.authors)))
        yield "its changes were tracked" + (f" by {names}" if names else "")
