"""The YAML files of a desk: read, written, and edited without touching anything else in them."""

from pathlib import Path
from typing import Any

from workflow.store.emitter import dump
from workflow.store.files import atomic_write, read_text
from workflow.store.parsing import Document, Place, Trail, parse
from workflow.store.splicing import append, splice

__all__ = ["Document", "Place", "Trail", "append", "atomic_write", "dump", "load", "parse", "read_text", "splice"]


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
