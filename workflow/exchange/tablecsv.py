"""A review table for spreadsheets, written and read back: CSV (RFC 4180) in UTF-8 with the mark that Excel asks for.

A cell holds unit markup with as few escapes as it can do with. What a spreadsheet would take for a formula (CWE-1236),
a number or a date begins with an apostrophe, which the reader takes off again.
"""

import csv
import html
import io
import re
from collections.abc import Iterator, Sequence

from workflow.errors import InputError
from workflow.exchange.handoff import Handoff, Item, Returned, ReturnedItem, Version, canonical
from workflow.exchange.plaintext import decode
from workflow.exchange.rows import Row, rows
from workflow.model import Comment, State
from workflow.text.chars import printable
from workflow.text.inline import MarkupError, parse

HEADERS = ("article", "id", "Chinese", "English", "state", "new comment", "comments", "remarks", "version")
_NEEDED = ("article", "id", "chinese", "english")
_MONTH = "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*+"
_RECKONED = rf"'*+(?:[=+\-@\t\r＝＋－＠]|(?=.*[0-9])(?:[0-9\s.,:/%$€£¥e-]|{_MONTH}|[ap]m)++\Z|(?:true|false)\Z)"
_OPEN = re.compile(_RECKONED, re.IGNORECASE)
_GUARDED = re.compile(rf"'(?={_RECKONED})", re.IGNORECASE)
_SPACES = re.compile(r"\A\s+|\s+\Z")
_REFERENCE = r"(?:#[0-9]+|#x[0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);"
_ESCAPED = re.compile(rf"&amp;(?!{_REFERENCE})")
_LONE = re.compile(rf"&(?!{_REFERENCE})")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]*;")
_NO_TAG = re.compile(r"<(?!/?(?:a|strong|em|sub|sup|br|img)\b)")


def serialize(handoff: Handoff) -> bytes:
    """Write the items of an article."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    writer.writerow(HEADERS)
    for item in handoff.items:
        writer.writerow(map(_guarded, _cells(handoff.article, item)))
    return written.getvalue().encode("utf-8-sig")


def _cells(article: str, item: Item) -> Iterator[str]:
    yield from (article, item.id, _written(item.source), _written(item.target), str(item.state), "")
    comments = (f"{comment.by}: {comment.text}" if comment.by else comment.text for comment in item.comments)
    yield printable("\n".join(comments))
    yield printable("\n".join((*item.remarks, *(f"{term} = {english}" for term, english in item.terms))))
    yield str(item.version)


def _guarded(cell: str) -> str:
    return f"'{cell}" if _OPEN.match(cell) else cell


def _written(markup: str) -> str:
    """Unit markup for people: & and > as they are where nothing else can be meant; space at the ends is kept."""
    text = _ESCAPED.sub("&", canonical(markup)).replace("&gt;", ">")
    return _SPACES.sub(lambda space: "".join(f"&#{ord(one)};" for one in space[0]), text)


def read(data: bytes, name: str) -> tuple[Returned, ...]:
    """Read a table, one result for each article in it.

    Raises:
        InputError: it is no text or no valid CSV, or columns are missing.
    """
    table = rows(decode(data, name), name)
    columns = [cell.lower() for cell in table[0].cells] if table else []
    missing = [column for column in _NEEDED if column not in columns]
    if missing:
        raise InputError(
            f"has no column {', '.join(missing)}", place=name, mend="give the table that 'workflow table export' wrote"
        )
    articles: dict[str, list[ReturnedItem]] = {}
    for row in table[1:]:
        told = _told(row, columns)
        articles.setdefault(told["article"], []).append(_item(told, row.line))
    return tuple(Returned(article=article, items=tuple(items)) for article, items in articles.items())


def _told(row: Row, columns: Sequence[str]) -> dict[str, str]:
    cells = (*row.cells, *[""] * len(columns))
    return {column: _unguarded(cell) for column, cell in zip(columns, cells, strict=False)}


def _unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def _item(told: dict[str, str], line: int) -> ReturnedItem:
    state, comment = told.get("state", "").lower(), told.get("new comment", "")
    damage = f"its state “{state}” is none of {', '.join(State)}" if state and state not in set(State) else ""
    texts = ["", ""]
    for number, column in enumerate(("chinese", "english")):
        try:
            texts[number] = _markup(told[column])
        except MarkupError as error:
            damage = damage or f"its tags are damaged: {error}"
    return ReturnedItem(
        id=told["id"],
        source=texts[0],
        target=texts[1],
        damage=damage,
        state=State(state) if state in set(State) else None,
        comments=(Comment(comment),) if comment else (),
        version=Version.read(told.get("version", "")),
        line=line,
    )


def _markup(cell: str) -> str:
    """A cell as unit markup: what can be neither a tag nor a reference is text."""
    text = _NO_TAG.sub("&lt;", _LONE.sub("&amp;", cell))
    resolved = _NAMED.sub(lambda found: html.unescape(found[0]), text)
    parse(resolved)
    return canonical(resolved)
