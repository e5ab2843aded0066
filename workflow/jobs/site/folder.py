"""The folder of a site: what is new is made aside and takes its place at the end; nothing of others is touched."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import file_digest, sha256
from itertools import groupby
from pathlib import Path

from workflow.errors import InputError, OutputError
from workflow.jobs.site.index import DIGITS, NAME, SiteIndex

_ASIDE = f"{NAME}.new"


class SiteFolder:
    """A site's folder while it is built. What stands in it, and what shall, is in the tables."""

    def __init__(self, out: Path, index: SiteIndex) -> None:
        self.out = out
        self._index = index
        self._aside = out / _ASIDE

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """Make the folder for what is new; it is gone afterwards, with all that did not take its place.

        Raises:
            OutputError: the site's folder cannot be written.
        """
        try:
            with self._writing():
                if self._aside.exists():  # of a build that was killed
                    shutil.rmtree(self._aside)
                self._aside.mkdir(parents=True)
            yield self._aside
        finally:
            shutil.rmtree(self._aside, ignore_errors=True)

    def stage(self, path: str, pieces: Iterable[str], made_of: str = "") -> None:
        """Make a file beside the articles, piece by piece. `made_of` is the stamp of what it is made of.

        Raises:
            OutputError: there is no room for it, or no permission.
        """
        place, hashed = self._aside / path, sha256()
        with self._writing():
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("wb") as file:
                for piece in pieces:
                    data = piece.encode()
                    hashed.update(data)
                    file.write(data)
            known = hashed.hexdigest()[:DIGITS]
            stands = self._index.held(path) and _digest_of(self.out / path) == known
            self._index.put(path, known, made_of=made_of, fresh=not stands)
            if stands:
                place.unlink()

    def refuse_strangers(self, paths: Iterable[str]) -> None:
        """Refuse to replace what this program did not write.

        Raises:
            InputError: a file of another origin stands at one of the paths, or a file where a folder must be.
        """
        seen = None
        for path in paths:
            if self._index.held(path):
                continue
            parents = [] if _folder(path) == seen else [self.out / parent for parent in Path(path).parents]
            seen = _folder(path)
            strange = next((file for file in parents if file.exists() and not file.is_dir()), None)
            if strange or os.path.lexists(f"{self.out}/{path}"):
                raise InputError(
                    "stands where a page of the site must, and was not written by `site build`",
                    place=str(strange or self.out / path),
                    mend="move it away, or name another folder with --out",
                )

    def publish(self) -> tuple[int, int]:
        """Put everything new in its place and remove what is not wanted any more; return how many of each.

        The record is written first: a build that is cut short in here knows its files.

        Raises:
            InputError: something of another origin is in the way; nothing was moved then.
            OutputError: the folder cannot be written.
        """
        self.refuse_strangers(self._index.staged())
        gone, moved = self._index.gone(), 0
        with self._writing():
            if gone or any(True for _ in self._index.staged()):
                self._write_record(moving=True)
            for folder, paths in groupby(self._index.staged(), _folder):
                (self.out / folder).mkdir(parents=True, exist_ok=True)
                for path in paths:
                    os.replace(f"{self._aside}/{path}", f"{self.out}/{path}")  # noqa: PTH105  for each of 10,000
                    moved += 1
            removed = sum(self._remove(path, was) for path, was in gone)
            if gone:
                self._write_record(moving=False)
        self._index.settle()
        return moved, removed

    def _write_record(self, *, moving: bool) -> None:
        scratch = self._aside / NAME
        with scratch.open("wb") as file:
            file.writelines(self._index.record(moving=moving))
        scratch.replace(self.out / NAME)

    def _remove(self, path: str, known: str) -> bool:
        """Remove what an earlier build wrote, unless somebody changed it since."""
        old = self.out / path
        if _digest_of(old) != known:
            return False
        old.unlink()
        for folder in old.parents:
            if folder == self.out or any(folder.iterdir()):
                break
            folder.rmdir()
        return True

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise OutputError(
                f"cannot be written ({error.strerror or error})",
                place=str(error.filename or self.out),
                mend="make room, or choose another folder with --out",
            ) from error


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _digest_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()[:DIGITS]
    except OSError:
        return ""
