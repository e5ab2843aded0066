"""What an article's id and a language tag look like. Nothing that passes here can be a path."""

import re

from workflow.errors import InputError

MAX_ID = 80
_ID = re.compile(r"\d{4}-\d{2}-\d{2}-[a-z0-9-]+", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", re.ASCII)


def is_id(text: str) -> bool:
    """Whether the text is an article's id: ``YYYY-MM-DD-slug``, at most 80 characters."""
    return len(text) <= MAX_ID and _ID.fullmatch(text) is not None


def is_language(text: str) -> bool:
    """Whether the text has the form of a language tag (RFC 5646 §2.1, primary subtag of two or three letters)."""
    return _LANGUAGE.fullmatch(text) is not None


def checked_id(text: str) -> str:
    """Return an id as it is.

    Raises:
        InputError: it is not one.
    """
    if not is_id(text):
        raise InputError(f"'{text}' is not an article's id", mend=f"write it as {ID_FORM}")
    return text


def checked_language(text: str) -> str:
    """Return a language tag as it is.

    Raises:
        InputError: it is not one.
    """
    if not is_language(text):
        raise InputError(f"'{text}' is not a language tag", mend=f"write {LANGUAGE_FORM}")
    return text


ID_FORM = f"2024-01-24-some-words (a-z, 0-9 and -, at most {MAX_ID} characters)"
LANGUAGE_FORM = "a BCP 47 tag such as zh, en or zh-Hant"
