"""YAML text to plain data under the rules of YAML 1.2, with a place for everything that is wrong.

The core schema (YAML 1.2.2 §10.3) decides what is a number: ``no``, ``16:20`` and ``2024-01-24`` are text. Anchors,
aliases and tags of one's own are refused: a file of the desk says each thing where it stands. The text is read as a
stream of libyaml's events, without recursion; on the desk's files that is also a third faster than building nodes.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

import yaml
from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from workflow.errors import InputError
from workflow.store.files import read_text

Trail = tuple[str | int, ...]
"""Keys and list indices from the top of a file to a value."""

Place = tuple[int, int]
"""Line and column, both from 1."""

Event = Any
"""An event of libyaml; PyYAML's stubs know neither its marks nor which events have a value."""

Marks = dict[str | int, Any]
"""Libyaml's mark of each key of a mapping, or each item of a list."""

MAX_DEPTH = 64
"""No file of a desk nests deeper; the bound keeps whatever walks the data safe from a hostile one."""

_NUMBER = re.compile(
    r"(?P<int>[-+]?[0-9]+)|(?P<octal>0o[0-7]+)|(?P<hex>0x[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
)
_NUMBER_STARTS = frozenset("0123456789+-.")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_TAGS = {f"tag:yaml.org,2002:{name}": name for name in ("str", "int", "float", "bool", "null", "seq", "map")}
_CONFLICT = re.compile(r"^<{7}(?: |$)", re.MULTILINE)
_MENDS = (
    ("mapping values are not allowed", "quote the text when it holds ': ', and check the indentation"),
    ("cannot start any token", "indent with spaces, not tabs, and quote text that begins with a special character"),
    ("unexpected end of stream", "close the quotes that open here"),
    ("expected ',' or", "close the bracket, or put a comma before this"),
    ("expected key", "check the indentation and the quotes of this line and the one above"),
    ("expected '-'", "begin each item of the list with '- ', all in one column"),
    ("could not find expected ':'", "write it as 'key: value', or indent it under the line above"),
    ("another document", "keep one document in the file and remove the '---' line"),
    ("escape", "write a backslash in double quotes twice"),
)


class Document:
    """One YAML document: its `data`, and where each part of it stands."""

    def __init__(self, data: Any, name: str, marks: Mapping[int, Marks]) -> None:  # noqa: ANN401
        self.data = data
        self.name = name
        self._marks = marks

    @cached_property
    def lines(self) -> dict[Trail, Place]:
        """Place of each key of a mapping and each item of a list; of the document itself under ``()``."""
        return {(): (1, 1), **dict(self.within())}

    def within(self, *trail: str | int) -> Iterator[tuple[Trail, Place]]:
        """Yield the trail and place of every key and item within a value of the document, or of the whole."""
        value = self.data
        for key in trail:
            value = value[key]
        waiting: list[tuple[Trail, Any]] = [(trail, value)]
        while waiting:
            above, value = waiting.pop()
            for key, mark in self._marks.get(id(value), {}).items():
                yield (*above, key), (mark.line + 1, mark.column + 1)
                waiting.append(((*above, key), value[key]))

    def keys(self, value: Any) -> Mapping[str | int, int]:  # noqa: ANN401
        """Return the line of each key of a mapping of the document, or of each item of a list."""
        return {key: mark.line + 1 for key, mark in self._marks.get(id(value), {}).items()}

    def place(self, trail: Trail) -> str:
        """Return ``file:line:column`` of a trail, or of the nearest part above it that is there."""
        while trail not in self.lines:
            trail = trail[:-1]
        line, column = self.lines[trail]
        return f"{self.name}:{line}:{column}"


def parse(text: str, name: str = "YAML text", *, texts: bool = False) -> Document:
    """Parse one YAML document.

    Args:
        text: the file's text; a byte order mark is allowed.
        name: the file as a person should see it in errors.
        texts: leave every scalar text (nothing at all stays None), for a schema that knows what it wants:
            ``title: 1.10`` is then not the number 1.1.

    Raises:
        InputError: with ``name:line:column`` and the mend.
    """
    loader = yaml.CSafeLoader(text.removeprefix("\ufeff"))
    try:
        return _Builder(loader, name, texts=texts).document()
    except yaml.MarkedYAMLError as error:
        _refuse_conflict(text, name)
        _refuse_syntax(error, name)
    except yaml.reader.ReaderError as error:
        line, column = _position(text, error.position)
        problem = f"holds the control character U+{int(error.character):04X}"
        raise InputError(problem, place=f"{name}:{line}:{column}", mend="delete it") from None
    finally:
        loader.dispose()


def load(source: Path | str, *, name: str = "") -> tuple[Any, dict[Trail, Place]]:
    """Read a YAML file (a `Path`) or text under the YAML 1.2 core schema.

    Returns:
        The data, and for each trail of keys and indices its line and column (from 1).

    Raises:
        InputError: unreadable, not UTF-8, not YAML, a key twice; with ``file:line:column`` and the mend.
    """
    if isinstance(source, Path):
        document = parse(read_text(source, name), name or str(source))
    else:
        document = parse(source, name or "YAML text")
    return document.data, document.lines


class _Builder:
    """Builds plain data from libyaml's events."""

    def __init__(self, loader: yaml.CSafeLoader, name: str, *, texts: bool) -> None:
        self.loader = loader
        self.name = name
        self.texts = texts
        self.marks: dict[int, Marks] = {}

    def document(self) -> Document:
        events = self._events()
        next(events)  # the stream's start
        if isinstance(next(events), yaml.StreamEndEvent):
            return Document(None, self.name, {})
        data = self._value(events)
        next(events)  # the document's end
        following = next(events)
        if not isinstance(following, yaml.StreamEndEvent):
            self._refuse(following, "a second document begins here", "keep one, and remove the '---' line")
        return Document(data, self.name, self.marks)

    def _events(self) -> Iterator[Event]:
        get = self.loader.get_event
        while True:
            yield get()

    def _value(self, events: Iterator[Event]) -> Any:  # noqa: ANN401
        """Read one value with everything in it; the stack takes the place of recursion."""
        stack: list[tuple[Any, Marks, str | None]] = []
        parent: Any = None
        marks: Marks = {}
        key: str | None = None
        for event in events:
            kind = event.__class__
            if kind is ScalarEvent:
                if parent.__class__ is dict and key is None:
                    key = self._key(event, marks)
                    continue
                value = self._scalar(event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                value = parent
                parent, marks, key = stack.pop()
                if parent is None:
                    return value
                key = None
                continue
            else:
                value = self._container(event, depth=len(stack), is_key=parent.__class__ is dict and key is None)
            if parent.__class__ is dict:
                parent[key] = value
            elif parent is not None:
                marks[len(parent)] = event.start_mark
                parent.append(value)
            elif kind is ScalarEvent:
                return value
            if kind is ScalarEvent:
                key = None
            else:
                stack.append((parent, marks, key))
                parent, marks, key = value, {}, None
                self.marks[id(value)] = marks
        raise AssertionError("libyaml always ends what it began")

    def _key(self, event: Event, marks: Marks) -> str:
        self._check_tag(event)
        key: str = event.value
        if key in marks:
            first = marks[key]
            self._refuse(
                event,
                f"'{key}' stands here a second time (first in line {first.line + 1})",
                "remove one of the two, or rename it",
            )
        marks[key] = event.start_mark
        return key

    def _scalar(self, event: Event) -> Any:  # noqa: ANN401
        if event.tag is not None or event.anchor is not None:
            return self._tagged(event)
        value: str = event.value
        if not event.implicit[0]:  # quoted, or a block of text
            return value
        if self.texts:
            return value if _WORDS.get(value, value) is not None else None
        return core(value)

    def _tagged(self, event: Event) -> Any:  # noqa: ANN401
        wanted = self._check_tag(event)
        value = event.value if wanted == "str" or self.texts else core(event.value)
        if wanted == "float" and type(value) is int:
            return float(value)
        kinds = {"str": str, "int": int, "float": float, "bool": bool, "null": type(None)}
        if not self.texts and type(value) is not kinds[wanted]:
            self._refuse(event, f"'{event.value}' is not of its tag's type {wanted}", "remove the tag")
        return value

    def _container(self, event: Event, *, depth: int, is_key: bool) -> dict[str, Any] | list[Any]:
        if event.__class__ is AliasEvent:
            self._refuse(event, f"the alias *{event.anchor} is not supported", "write the value out")
        if is_key:
            self._refuse(event, "a key must be a text, not a list or a mapping", "quote it if it is meant as text")
        if depth >= MAX_DEPTH:
            self._refuse(event, f"nested more than {MAX_DEPTH} levels deep", "check the brackets and the indentation")
        self._check_tag(event)
        return {} if event.__class__ is MappingStartEvent else []

    def _check_tag(self, event: Event) -> str:
        if event.anchor is not None:
            self._refuse(event, f"the anchor &{event.anchor} is not supported", "write the value out where it is used")
        tag = getattr(event, "tag", None)
        if tag in (None, "!"):
            return "str"
        if tag not in _TAGS:
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(event, f"the tag {shown} is not supported", "remove it")
        return _TAGS[tag]

    def _refuse(self, event: Event, problem: str, mend: str) -> NoReturn:
        mark = event.start_mark
        raise InputError(problem, place=f"{self.name}:{mark.line + 1}:{mark.column + 1}", mend=mend)


def core(value: str) -> str | int | float | bool | None:
    """Resolve a plain scalar by the YAML 1.2 core schema."""
    if value in _WORDS:
        return _WORDS[value]
    if value[0] not in _NUMBER_STARTS:
        return value
    match = _NUMBER.fullmatch(value)
    if match is None:
        return value
    if match["int"]:
        return int(value)
    if match["float"]:
        return float(value.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return int(value[2:], 8 if match["octal"] else 16)


def _refuse_conflict(text: str, name: str) -> None:
    """Say of a file in the middle of a merge what it is; its markers are no YAML."""
    found = _CONFLICT.search(text)
    if found:
        line, column = _position(text, found.start())
        mend = "keep the lines of one side, or of both, and delete the markers <<<<<<<, ======= and >>>>>>>"
        raise InputError("a merge left a conflict here", place=f"{name}:{line}:{column}", mend=mend) from None


def _refuse_syntax(error: yaml.MarkedYAMLError, name: str) -> NoReturn:
    """Say libyaml's complaint in one sentence, at the place where the mend is needed."""
    problem = str(error.problem)
    mark = error.problem_mark or error.context_mark
    unclosed = "unexpected end of stream" in problem or "expected ',' or" in problem
    if unclosed and error.context_mark is not None:
        mark = error.context_mark
    mend = next((mend for part, mend in _MENDS if part in problem), "check this line and the one above")
    place = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark is not None else name
    raise InputError(f"is not YAML ({problem})", place=place, mend=mend) from None


def _position(text: str, offset: int) -> Place:
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
