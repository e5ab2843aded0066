"""What commands share: the desk that the global options chose, and the articles named."""

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.errors import InputError

if TYPE_CHECKING:
    from workflow.store.desk import Desk


@dataclass(slots=True)
class Choice:
    """What the global options chose."""

    desk: Path | None = None
    debug: bool = False


choice = Choice()


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


def ids_or_all(desk: "Desk", ids: list[str]) -> list[str]:
    """The articles named on the command line, or all of them.

    Raises:
        InputError: one of them is not on the desk.
    """
    known = desk.ids()
    if not ids:
        return known
    for article_id in ids:
        if article_id not in known:
            begun = [one for one in known if article_id and one.startswith(article_id)]
            close = begun or difflib.get_close_matches(article_id, known, n=1, cutoff=0.5)
            mend = f"did you mean {close[0]}?" if close else "list them with: workflow status"
            raise InputError("no such article on this desk", place=article_id, mend=mend)
    return ids


def today() -> str:
    """The day it is where the person is, in ISO 8601."""
    from datetime import UTC, datetime

    return datetime.now(UTC).astimezone().date().isoformat()
