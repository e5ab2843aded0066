"""What commands share: the desk that the global options chose, and the articles named."""

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from workflow.cli import output
from workflow.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from workflow.store.desk import Desk


@dataclass(slots=True)
class Choice:
    """What the global options chose."""

    desk: Path | None = None
    debug: bool = False


choice = Choice()
T = TypeVar("T")
_SHOWN = 3


def open_desk() -> "Desk":
    """Open the desk that -C, WORKFLOW_DESK or the current folder names.

    Raises:
        InputError: there is none.
    """
    from workflow.store.desk import Desk

    return Desk.open(choice.desk)


def open_desk_or_none() -> "Desk | None":
    """Open the desk if there is one where the global options and the current folder point.

    Raises:
        InputError: a desk was named, and is none.
    """
    try:
        return open_desk()
    except InputError:
        if choice.desk is not None:
            raise
        return None


def require_words(phrase: str) -> None:
    """Refuse to search for a phrase of signs and spaces alone.

    Raises:
        InputError: there is neither letter nor digit in it.
    """
    if not any(character.isalnum() for character in phrase):
        raise InputError("there is no word in it", place="TEXT", mend="write a phrase, Chinese or English")


def articles(desk: "Desk", named: list[str]) -> list[str]:
    """Return the ids of the articles named on the command line, or of all: an id may be cut short where one begins so.

    Raises:
        InputError: no article of the desk begins so, or several do.
    """
    known = desk.ids()
    return list(dict.fromkeys(_whole(name, known) for name in named)) if named else known


def article(named: str) -> "tuple[Desk, str]":
    """Open the desk, and return it with the id of the one article named on the command line.

    Raises:
        InputError: there is no desk, or no such article (see `articles`).
    """
    desk = open_desk()
    return desk, articles(desk, [named])[0]


def _whole(name: str, known: list[str]) -> str:
    begun = [name] if name in known else [one for one in known if name and one.startswith(name)]
    if len(begun) == 1:
        return begun[0]
    if begun:
        shown = ", ".join(begun[:_SHOWN]) + (", …" if len(begun) > _SHOWN else "")
        raise InputError(f"{len(begun)} articles begin so", place=name, mend=f"name one of {shown}")
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    mend = f"did you mean {close[0]}?" if close else "list them with: workflow status"
    raise InputError("no such article on this desk", place=name, mend=mend)


def readable(desk: "Desk", ids: list[str], faults: list[str]) -> "Iterator[str]":
    """Yield the articles whose files can be read, each when its turn comes; note what is wrong with the others."""
    for article_id in ids:
        try:
            desk.article(article_id)
            desk.reproduction(article_id, desk.settings.target_language)
        except InputError as error:
            faults.append(str(error))
        else:
            yield article_id


def of_sound(desk: "Desk", ids: list[str], work: "Callable[[list[str]], T]") -> "tuple[T, Collection[str]]":
    """Work on articles, or on the others where files of some cannot be read; return the result, and what is wrong.

    Raises:
        InputError: none of them can be read, or the fault is that of no article.
    """
    try:
        return work(ids), ()
    except InputError:
        from workflow.jobs.status import faults

        faulty = faults(desk, ids)
        if len(faulty) in (0, len(ids)):
            raise
        return work([one for one in ids if one not in faulty]), faulty.values()


def end_with(faults: "Collection[str]") -> None:
    """Say what was wrong with single articles, which did not keep the others from their turn, and end with status 2."""
    for fault in faults:
        output.note(f"workflow: {fault}")
    if faults:
        raise typer.Exit(InputError.exit_status)


def date_of(text: str, option: str) -> str:
    """Return the date that an option gives, in ISO 8601, '' where it gives none.

    Raises:
        InputError: it is no date.
    """
    from workflow.text.date.printed import parse_date

    iso = parse_date(text) if text else ""
    if text and not iso:
        raise InputError(f"cannot read the date {text!r}", place=option, mend="write it as 2024-01-24")
    return iso


def today() -> str:
    """The day it is where the person is, in ISO 8601."""
    from datetime import UTC, datetime

    return datetime.now(UTC).astimezone().date().isoformat()
