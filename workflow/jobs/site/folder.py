"""The folder of a site: what is new is made aside and takes its place at the end; nothing of others is touched."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import file_digest, sha256
from pathlib import Path
from tempfile import TemporaryFile

from workflow.errors import InputError, OutputError
from workflow.jobs.site.record import DIGITS, NAME, Kept, Lines, Row, SiteRecord

_ASIDE = f"{NAME}.new"


class SiteFolder:
    """A site's folder while it is built. `before` is what stands in it, `after` what shall."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.before = SiteRecord.read(out)
        self.after = SiteRecord()
        self._aside = out / _ASIDE
        self._fresh: Lines | None = None  # rows of the articles that are made now

    def keep(self, name: str) -> bool:
        """Let an article's pages stand, if they do; say whether they do."""
        row = self.before.rows.get(name)
        if row is None or not all(map(self._stands, (f"{name}.html", *row.pictures))):
            return False
        self.after.rows[name] = row
        return True

    def add(self, row: Row) -> None:
        """Note an article that was made.

        Raises:
            OutputError: there is no room for it.
        """
        with self._writing():
            self._fresh = self._fresh or Lines(TemporaryFile(dir=self._aside))  # noqa: SIM115  closed with what it holds
            self.after.rows[row.id] = Kept.kept(row, self._fresh.append(row.dumps()), self._fresh)

    def keep_part(self, path: str) -> bool:
        """Let a file beside the articles stand, if it does."""
        if path not in self.before.parts or not self._stands(path):
            return False
        self.after.parts[path] = self.before.parts[path]
        return True

    def _stands(self, path: str) -> bool:
        return os.path.isfile(f"{self.out}/{path}")  # noqa: PTH113  for each of 10,000: Path objects would double it

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

    def stage(self, path: str, pieces: Iterable[str]) -> None:
        """Make a file beside the articles, piece by piece.

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
            self.after.parts[path] = known = hashed.hexdigest()[:DIGITS]
            if path in self.before.parts and _digest_of(self.out / path) == known:
                place.unlink()

    def refuse_strangers(self, paths: Iterable[str]) -> None:
        """Refuse to replace what this program did not write.

        Raises:
            InputError: a file of another origin stands at one of the paths, or a file where a folder must be.
        """
        folders: set[str] = set()
        for path in paths:
            if self.before.holds(path):
                continue
            folder = path.rpartition("/")[0]
            parents = [] if folder in folders else [self.out / parent for parent in Path(path).parents]
            folders.add(folder)
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
        staged = sorted(_files_in(str(self._aside)))
        self.refuse_strangers(staged)
        gone, known = self.before.missing(self.after), self.before.parts
        with self._writing():
            if staged or gone:
                known = {**known, **gone, **self.after.parts}
                self._write_record(known)
            for folder in {path.rpartition("/")[0] for path in staged}:
                (self.out / folder).mkdir(parents=True, exist_ok=True)
            for path in staged:
                os.replace(f"{self._aside}/{path}", f"{self.out}/{path}")  # noqa: PTH105  as in `_stands`
            removed = sum(self._remove(path, was) for path, was in gone.items())
            if known != self.after.parts:
                self._write_record(self.after.parts)
        return len(staged), removed

    def _write_record(self, parts: Mapping[str, str]) -> None:
        scratch = self._aside / NAME
        with scratch.open("wb") as file:
            file.writelines(self.after.text(parts))
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


def _files_in(folder: str) -> Iterator[str]:
    """Every file below a folder, relative to it."""
    for found, _, names in os.walk(folder):
        within = found[len(folder) + 1 :]
        yield from (f"{within}/{name}" if within else name for name in names)


def _digest_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()[:DIGITS]
    except OSError:
        return ""


def broken(folder: SiteFolder) -> Iterator[str]:
    """Yield a sentence for each link from an article that leads nowhere on the site."""
    for name, row in folder.after.rows.items():
        lost = (link for link in row.links if not folder.after.holds(link))
        yield from (f"{name}.html links to {link}, which is not there" for link in lost)
