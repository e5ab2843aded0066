"""Pydantic's complaints about a desk file, told as one sentence with file, line, column and mend."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NoReturn, get_args

from workflow.errors import InputError
from workflow.store.parsing import Document, Trail

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

_KINDS = {
    "string_type": ("a text", "write it in one line; quote it when it holds ': ' or begins with a bracket"),
    "list_type": ("a list", "write [one, another], or each item in a line of its own after '- '"),
    "dict_type": ("keys with values", "write 'key: value' lines below it, indented by two spaces"),
    "model_type": ("keys with values", "write 'key: value' lines below it, indented by two spaces"),
    "model_attributes_type": ("keys with values", "write 'key: value' lines below it, indented by two spaces"),
}


def refuse(error: "ValidationError", document: Document, kind: "type[BaseModel]") -> NoReturn:
    """Raise the first problem of the file, in the order of its lines, and say where the others stand.

    Raises:
        InputError: always.
    """
    told: dict[Trail, tuple[str, str]] = {}
    complaints = error.errors(include_url=False)
    meant = {(details["loc"][:-1], _close(details, kind)) for details in complaints}
    for details in complaints:
        if details["type"] == "missing" and (details["loc"][:-1], details["loc"][-1]) in meant:
            continue  # it is there, misspelt
        trail = _trail(details, document)
        told.setdefault(trail, _sentence(details, trail, kind))
    first, *others = sorted(told, key=document.lines.__getitem__)
    problem, mend = told[first]
    if others:
        lines = list(dict.fromkeys(str(document.lines[trail][0]) for trail in others))
        problem += f" (and {len(others)} more: line{'s' if len(lines) > 1 else ''} {', '.join(lines)})"
    raise InputError(problem, place=document.place(first), mend=mend)


def _close(details: "ErrorDetails", kind: "type[BaseModel]") -> str:
    """Return the key that an unknown one was meant to be, or ''."""
    if details["type"] != "extra_forbidden":
        return ""
    return _nearest(str(details["loc"][-1]), fields_at(kind, details["loc"][:-1]))


def _trail(details: "ErrorDetails", document: Document) -> Trail:
    """Return the part of pydantic's location that is in the file: it adds the branch of a union."""
    trail: Trail = ()
    for part in (*details["loc"], str(details.get("ctx", {}).get("key"))):
        if (*trail, part) in document.lines:
            trail = (*trail, part)
    return trail


def _sentence(details: "ErrorDetails", trail: Trail, kind: "type[BaseModel]") -> tuple[str, str]:
    sort, loc, context = details["type"], details["loc"], details.get("ctx", {})
    if sort == "desk":
        return str(context["problem"]), str(context["mend"])
    if sort == "extra_forbidden":
        return unknown(str(loc[-1]), "key", fields_at(kind, loc[:-1]))
    if sort in ("literal_error", "enum"):
        choices = str(context["expected"]).replace(" or ", ", ").replace("'", "").split(", ")
        return unknown(str(details["input"]), f"value for {_subject(trail)}", choices)
    if details["input"] is None or (sort == "missing" and trail[-1:] == loc[-1:]):
        return f"{_subject(trail)} is empty", "fill it in or remove it"
    if sort == "missing":
        return f"'{loc[-1]}' is missing", f"add a line '{loc[-1]}: …'"
    what, mend = _KINDS.get(sort, ("something else", str(details["msg"])))
    return f"{_subject(trail)} must be {what}", mend


def _subject(trail: Trail) -> str:
    if not trail:
        return "the file"
    key = next((part for part in reversed(trail) if isinstance(part, str)), "")
    return f"'{key}'" if trail[-1] == key else f"an item of '{key}'"


def _nearest(found: str, known: Iterable[str]) -> str:
    return next(iter(get_close_matches(found.lower(), sorted(known), n=1, cutoff=0.6)), "")


def unknown(found: str, what: str, known: Iterable[str]) -> tuple[str, str]:
    """Return the problem and the mend for a word that is not among the known ones."""
    names = sorted(known)
    close = _nearest(found, names)
    return f"unknown {what} '{found}'", f"did you mean '{close}'?" if close else f"write one of {', '.join(names)}"


def fields_at(kind: "type[BaseModel]", loc: tuple[int | str, ...]) -> list[str]:
    """Return the keys that are known at a place of the file."""
    for part in loc:
        if isinstance(part, str):
            field = kind.model_fields.get(part)
            inner = _shape_in(field.annotation if field else kind.__annotations__.get("__pydantic_extra__"))
            if inner is None:
                break
            kind = inner
    return list(kind.model_fields)


def _shape_in(annotation: Any) -> "type[BaseModel] | None":  # noqa: ANN401
    if isinstance(annotation, type) and hasattr(annotation, "model_fields"):
        return annotation
    return next((found for argument in get_args(annotation) if (found := _shape_in(argument))), None)
