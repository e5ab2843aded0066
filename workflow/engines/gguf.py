"""GGUF files, looked through before they are installed: one that is cut off would fail only when it is loaded.

The layout is that of the GGUF specification of the ggml project, versions 2 and 3.
"""

import struct
from pathlib import Path
from typing import IO

from workflow.errors import InputError

MAGIC = b"GGUF"
_VERSIONS = (2, 3)
_STRING, _ARRAY = 8, 9
_WIDTHS = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}  # bytes of a number, by its type


def look(path: Path) -> None:
    """Read the header of a model, and see that each tensor begins within the file.

    Raises:
        InputError: it is no GGUF file, one without weights, or one that is cut off.
    """
    with path.open("rb") as stream:
        size = path.stat().st_size
        try:
            if stream.read(len(MAGIC)) != MAGIC or _number(stream, "I") not in _VERSIONS:
                raise InputError("this is no GGUF file of version 2 or 3", place=str(path))
            tensors, facts = _number(stream, "Q"), _number(stream, "Q")
            for _ in range(facts):
                _text(stream)
                _skip_value(stream)
            begins = [_begin(stream) for _ in range(tensors)]
        except (EOFError, ValueError, OverflowError, OSError) as error:
            raise InputError("this GGUF file is damaged or cut off", place=str(path), mend=_MEND) from error
        if not begins:
            raise InputError("this GGUF file holds no weights", place=str(path), mend="name the file of a whole model")
        if stream.tell() + max(begins) >= size:
            raise InputError("this GGUF file is cut off", place=str(path), mend=_MEND)


_MEND = "download or copy it once more"


def _number(stream: IO[bytes], form: str) -> int:
    width = struct.calcsize(form)
    data = stream.read(width)
    if len(data) < width:
        raise EOFError
    return int(struct.unpack(f"<{form}", data)[0])


def _text(stream: IO[bytes]) -> None:
    stream.seek(_number(stream, "Q"), 1)


def _skip_value(stream: IO[bytes]) -> None:
    kind, count = _number(stream, "I"), 1
    if kind == _ARRAY:
        kind, count = _number(stream, "I"), _number(stream, "Q")
    if kind == _STRING:
        for _ in range(count):
            _text(stream)
    elif kind in _WIDTHS:
        stream.seek(_WIDTHS[kind] * count, 1)
    else:
        raise ValueError(kind)


def _begin(stream: IO[bytes]) -> int:
    """Read a tensor's description; return where its weights begin, counted from the end of the header."""
    _text(stream)
    stream.seek(8 * _number(stream, "I") + 4, 1)
    return _number(stream, "Q")
