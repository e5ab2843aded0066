"""Plain data to YAML that is pleasant in a diff.

Block style, keys in their order, one line per text however long, quotes only where YAML needs them, several lines of
text as a literal block. What this writes, `workflow.store.parsing` reads back as the same data. Words that YAML 1.1
takes for something else (``no``, ``on``) are quoted too, for the sake of other tools.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from workflow.errors import InputError
from workflow.store.parsing import core

_ESCAPED = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What must not stand as it is: control characters, line separators, byte order marks, noncharacters."""

_INDICATORS = frozenset(",[]{}#&*!|>'\"%@`?:")
"""A plain text must not begin with one (YAML 1.2.2 §5.3). Some could in places, but would puzzle a reader."""

_NOT_IN_FLOW = re.compile(r"[,\[\]{}:?]")
_OTHERS_WORDS = frozenset({"yes", "no", "on", "off", "y", "n", "<<", "="})
_SURROGATE = re.compile("[\ud800-\udfff]")


def dump(data: Any) -> str:  # noqa: ANN401
    """Return `data` (mappings with text keys, sequences, text, numbers, booleans, None) as YAML.

    Raises:
        InputError: a text holds half of a surrogate pair, which no UTF-8 file can hold.
        TypeError: a value of another type.
    """
    out: list[str] = []
    if _is_block(data):
        _block(data, "", "", out)
    else:
        out.append(_short(data))
    return "\n".join(out) + "\n"


def entry(data: Mapping[str, Any]) -> str:
    """Return a mapping as YAML in which each value stands on the line of its key: one entry of a list of entries."""
    out: list[str] = []
    for key, value in data.items():
        if _is_block(value):
            out.append(f"{_text(key)}: {flow(value)}")
        else:
            _leaf(f"{_text(key)}:", value, "", out)
    return "\n".join(out) + "\n"


def scalar(value: Any, *, flow: bool = False, quote: str = "") -> str:  # noqa: ANN401
    """Return a scalar on one line.

    Args:
        value: text, number, boolean or None.
        flow: it will stand inside ``[]`` or ``{}``.
        quote: the quotation mark to keep where it is possible.
    """
    if isinstance(value, str):
        return _text(value, flow=flow, quote=quote)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return {"inf": ".inf", "-inf": "-.inf", "nan": ".nan"}.get(repr(value), repr(value))
    raise TypeError(f"YAML has no {type(value).__name__}")


def flow(value: Any) -> str:  # noqa: ANN401
    """Return any data on one line, with brackets."""
    if isinstance(value, Mapping):
        inner = ", ".join(f"{scalar(key, flow=True)}: {flow(item)}" for key, item in value.items())
        return f"{{{inner}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(flow(item) for item in value)}]"
    return scalar(value, flow=True)


def _is_block(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, Mapping | list | tuple) and len(value) > 0


def _block(data: Any, first: str, indent: str, out: list[str]) -> None:  # noqa: ANN401
    """Append the lines of a mapping or sequence; `first` is what its first line begins with."""
    lead = first
    if isinstance(data, Mapping):
        for key, value in data.items():
            _entry(f"{lead}{_text(key)}:", value, indent, out)
            lead = indent
        return
    for item in data:
        if _is_block(item):
            _block(item, f"{lead}- ", f"{indent}  ", out)
        else:
            _leaf(f"{lead}-", item, indent, out)
        lead = indent


def _entry(head: str, value: Any, indent: str, out: list[str]) -> None:  # noqa: ANN401
    """Append a key with its value. A list under a key stands in the key's column, as in DESIGN's files."""
    if not _is_block(value):
        _leaf(head, value, indent, out)
        return
    out.append(head)
    inner = f"{indent}  " if isinstance(value, Mapping) else indent
    _block(value, inner, inner, out)


def _leaf(head: str, value: Any, indent: str, out: list[str]) -> None:  # noqa: ANN401
    if value is None:
        out.append(head)
    elif isinstance(value, str) and _is_literal(value):
        body, chomp = (value[:-1], "") if value.endswith("\n") else (value, "-")
        out.append(f"{head} |{chomp}")
        out.extend(f"{indent}  {line}" if line else "" for line in body.split("\n"))
    else:
        out.append(f"{head} {_short(value)}")


def _short(value: Any) -> str:  # noqa: ANN401
    """Return a scalar, or brackets with nothing in them."""
    if isinstance(value, Mapping):
        return "{}"
    return "[]" if isinstance(value, list | tuple) else scalar(value)


def _is_literal(text: str) -> bool:
    """Whether a text of several lines can stand as a block, as it is, without an indentation indicator."""
    if "\n" not in text or text[0] in " \n" or text.endswith("\n\n"):
        return False
    lines = text.removesuffix("\n").split("\n")
    return all(not _ESCAPED.search(line) and (not line or not line.isspace()) for line in lines)


def _text(text: str, *, flow: bool = False, quote: str = "") -> str:
    if _ESCAPED.search(text):
        return _escaped(text)
    if not quote and _is_plain(text) and not (flow and _NOT_IN_FLOW.search(text)):
        return text
    if quote == "'" or '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _is_plain(text: str) -> bool:
    """Whether the text can stand without quotes in a block (YAML 1.2.2 §7.3.3)."""
    if not text or text[0] in _INDICATORS or text[0].isspace() or text[-1].isspace() or text[-1] == ":":
        return False
    if text[0] in "-." and (text == "-" or text.startswith(("- ", "---", "..."))):
        return False
    return ": " not in text and " #" not in text and core(text) is text and text.lower() not in _OTHERS_WORDS


def _escaped(text: str) -> str:
    """Return the text in double quotes. JSON's escapes are a part of YAML's."""
    if _SURROGATE.search(text):
        raise InputError(f"the text {text[:40]!r} holds half of a surrogate pair", mend="remove the broken character")
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\U{ord(match[0]):08x}", quoted)
