"""Large files on their way into the data folder: room for them, their digest, copies with progress."""

import errno
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO

from workflow.errors import EngineError

# (bytes done, bytes in all or 0 when not known, what is being done)
Observer = Callable[[int, int, str], None]

CHUNK = 1 << 20


def silent(_done: int, _total: int, _what: str) -> None:
    """Show nothing."""


def require_room(folder: Path, size: int) -> None:
    """Make sure that `size` bytes, and a little more, fit on the disk of `folder`.

    Raises:
        EngineError: they do not.
    """
    free = shutil.disk_usage(folder).free
    if free < size + 16 * CHUNK:
        problem = f"there is no room: {size / 1e6:,.0f} MB are needed and {free / 1e6:,.0f} MB are free"
        raise EngineError(problem, place=str(folder), mend="free some space, or set WORKFLOW_DATA to another disk")


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Turn a failure to write into one sentence.

    Raises:
        EngineError: the disk is full, or the folder cannot be written.
    """
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        problem = "the disk is full" if full else f"it cannot be written ({error.strerror or error})"
        mend = "free some space and run the command again" if full else "check the folder, or set WORKFLOW_DATA"
        raise EngineError(problem, place=str(place), mend=mend) from error


def pour(source: IO[bytes], sink: IO[bytes] | None, on_chunk: Callable[[bytes], None]) -> int:
    """Copy a stream (or, without a sink, only read it), showing every chunk; return the number of bytes."""
    size = 0
    while chunk := source.read(CHUNK):
        if sink is not None:
            sink.write(chunk)
        size += len(chunk)
        on_chunk(chunk)
    return size


def copy(source: Path, target: Path | None, observer: Observer, what: str) -> tuple[int, str]:
    """Copy a file (or, without a target, only read it); return its size and SHA-256 (hex)."""
    total = source.stat().st_size
    done, digest = 0, sha256()

    def note(chunk: bytes) -> None:
        nonlocal done
        done += len(chunk)
        digest.update(chunk)
        observer(done, total, what)

    with source.open("rb") as stream:
        if target is None:
            pour(stream, None, note)
        else:
            with target.open("wb") as sink:
                pour(stream, sink, note)
    return done, digest.hexdigest()
