"""The files of one export: made aside, put in their places together or not at all, never over a file of others."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Self

from workflow.errors import InputError, OutputError
from workflow.store.files import SCRATCH

NAME = ".workflow-pages"
"""Names the files that were exported into its folder, one a line."""
_FORM = "workflow pages 1"


@dataclass(slots=True)
class _File:
    """A file on its way: its place, where it is made, and where what it replaces is kept for the while."""

    place: Path
    scratch: Path
    old: Path | None = None


class Placing:
    """Files on their way into a folder: `aside`, then `place`.

    Unless they were placed, and the block ends well, everything stands as before: the old files and no new ones.

    Args:
        out: the folder.
        replace: whether files of another origin may be replaced.
        recorded: whether it is written down which files are ours; not in a folder that is ours alone, still empty.
    """

    def __init__(self, out: Path, *, replace: bool = False, recorded: bool = True) -> None:
        self._out = out
        self._replace = replace
        self._recorded = recorded
        self._files: dict[str, _File] = {}
        self._scratches: list[Path] = []
        self._folders: list[Path] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        for file in self._files.values():
            if failed:
                _put_back(file)
            elif file.old:
                self._scratches.append(file.old)
        for scratch in self._scratches:
            with suppress(OSError):
                scratch.unlink(missing_ok=True)
        for folder in reversed(self._folders):
            with suppress(OSError):  # something stands in it
                folder.rmdir()

    def trial(self, name: str, data: bytes) -> Path:
        """Write a file that is only looked at; it is gone afterwards.

        Raises:
            OutputError: the folder cannot be written.
        """
        return self._written(_beside(self._out / name), data)

    def aside(self, name: str, data: bytes) -> Path:
        """Write a file beside its place, or in it where nobody looks at the folder yet; return where.

        Args:
            name: its place, relative to the folder.
            data: what it holds.

        Raises:
            InputError: a file of another origin stands in its place.
            OutputError: the folder cannot be written.
        """
        if self._recorded and not self._replace:
            self._refuse_stranger(name, data)
        place = self._out / name
        scratch = self._written(_beside(place) if self._recorded else place, data)
        self._files[name] = _File(place, scratch)
        return scratch

    def _written(self, scratch: Path, data: bytes) -> Path:
        with self._writing():
            self._make_folder(scratch.parent)
            self._scratches.append(scratch)
            scratch.write_bytes(data)
        return scratch

    def place(self) -> None:
        """Put the files in their places, the last one first: a page comes before its pictures, and is seen after them.

        Raises:
            OutputError: the folder cannot be written.
        """
        with self._writing():
            if self._recorded:
                self._record()
                for file in self._files.values():
                    file.old = _kept(file.place)
            for file in reversed(self._files.values()):
                if file.scratch != file.place:
                    file.scratch.replace(file.place)
                self._scratches.remove(file.scratch)

    def _refuse_stranger(self, name: str, data: bytes) -> None:
        place = self._out / name
        if os.path.lexists(place) and name not in self._known() and not _holds(place, data):
            raise InputError(
                "was not written by `export`",
                place=str(place),
                mend="move it away, name another folder with --out, or replace it with --replace",
            )

    def _known(self) -> set[str]:
        try:
            return set((self._out / NAME).read_text(encoding="utf-8").splitlines())
        except (OSError, UnicodeDecodeError):
            return set()

    def _record(self) -> None:
        """Name the files as ours before they are: an export that is killed knows them again.

        Each line begins with its line end, so that one cut short by a full disk spoils no other.
        """
        known = self._known()
        new = [name for name in (*([] if known else [_FORM]), *self._files) if name not in known]
        if new:
            with (self._out / NAME).open("a", encoding="utf-8", newline="\n") as record:
                record.write("".join(f"\n{name}" for name in new))

    def _make_folder(self, folder: Path) -> None:
        if folder.is_dir():
            return
        if folder != self._out:
            self._make_folder(folder.parent)
            self._folders.append(folder)
        folder.mkdir(parents=folder == self._out, exist_ok=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise OutputError(
                f"cannot write the page ({error.strerror or error})",
                place=str(self._out),
                mend="make room, or choose another folder with --out",
            ) from error


def _beside(place: Path) -> Path:
    return place.with_name(f"{SCRATCH}{os.getpid()}-{token_hex(4)}-{place.stem[-40:]}{place.suffix}")


def _kept(place: Path) -> Path | None:
    """What stands in a place under a second name, so that it stands there until the new one does; None if nothing."""
    if not os.path.lexists(place):
        return None
    second = _beside(place)
    try:
        os.link(place, second, follow_symlinks=False)
    except OSError:  # a file system without links
        try:
            shutil.copy2(place, second, follow_symlinks=False)
        except OSError:
            second.unlink(missing_ok=True)
            raise
    return second


def _put_back(file: _File) -> None:
    with suppress(OSError):
        if file.scratch.exists():  # it was not moved yet
            (file.old or file.scratch).unlink()
        elif file.old:
            file.old.replace(file.place)
        else:
            file.place.unlink()


def _holds(place: Path, data: bytes) -> bool:
    try:
        return place.read_bytes() == data
    except OSError:
        return False
