"""Writing so that a reader, a crash or a full disk never sees half a file."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from workflow.errors import InputError

SCRATCH = ".scratch-"
"""Prefix of every temporary file and folder; what a killed process leaves behind is found by it."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def atomic_write(path: Path, data: bytes, *, make_folder: bool = False) -> None:
    """Put `data` at `path`: the old bytes stay until all the new ones are on the disk.

    A symbolic link is followed, so that a shared glossary stays shared; the permissions of an existing file are kept.
    With `make_folder` the folder is made where it is missing.

    Raises:
        InputError: it could not be written; the old file is intact and nothing is left behind.
    """
    target = Path(os.path.realpath(path))
    scratch = target.with_name(f"{SCRATCH}{os.getpid()}-{secrets.token_hex(4)}-{target.name[-60:]}")
    with plain_errors(path):
        if make_folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        try:
            write_through(scratch, data)
            with suppress(FileNotFoundError):
                scratch.chmod(target.stat().st_mode & 0o7777)
            scratch.replace(target)
        except BaseException:
            scratch.unlink(missing_ok=True)
            raise
        sync_folder(target.parent)


def write_through(path: Path, data: bytes) -> None:
    """Write a new file and wait until the disk has it.

    Raises:
        OSError: among others, the file exists.
    """
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the folder's entries; systems that cannot sync a folder need no help."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def read_text(path: Path, name: str = "") -> str:
    """Return a UTF-8 file's text with its line ends and byte order mark untouched.

    Raises:
        InputError: missing, unreadable, or not UTF-8 (with line and column of the first wrong byte).
    """
    place = name or str(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError("no such file", place=place) from None
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", place=place) from None
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, len(before.rpartition(b"\n")[2].decode()) + 1
        raise InputError(
            f"is not UTF-8 (byte 0x{data[error.start]:02X})", place=f"{place}:{line}:{column}", mend="save it as UTF-8"
        ) from None


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn the system's errors about writing `path` into one sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise InputError(
                "no space left to write it; what was there is unchanged",
                place=str(path),
                mend="free some space and run the command again",
            ) from error
        reason = error.strerror or type(error).__name__
        elsewhere = error.errno in (errno.ENOTDIR, errno.ENOENT, errno.EISDIR, errno.ENAMETOOLONG)
        raise InputError(
            f"cannot be written ({reason}); what was there is unchanged",
            place=str(path),
            mend="name another place" if elsewhere else "mend the folder's permissions and run the command again",
        ) from error
