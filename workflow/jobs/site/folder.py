"""The folder of a site: what is new is made aside and takes its place at the end; nothing of others is touched."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from workflow.errors import InputError, OutputError
from workflow.jobs.site.record import NAME, SiteRecord, digest

_ASIDE = f"{NAME}.new"


class SiteFolder:
    """A site's folder while it is built. `before` is what stands in it, `after` what shall."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.before = SiteRecord.read(out)
        self.after = SiteRecord()
        self._known = self.before.files()
        self._aside = out / _ASIDE

    def keep(self, name: str) -> bool:
        """Let an article's pages stand, if they do; say whether they do."""
        row = self.before.rows.get(name)
        if row is None or not all(self._stands(path) for path, _ in row.files):
            return False
        self.after.rows[name] = row
        return True

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

    def stage(self, path: str, text: str) -> None:
        """Make a file beside the articles.

        Raises:
            OutputError: there is no room for it, or no permission.
        """
        data = text.encode()
        self.after.parts[path] = digest(data)
        with suppress(OSError):
            if path in self.before.parts and (self.out / path).read_bytes() == data:
                return
        with self._writing():
            (self._aside / path).parent.mkdir(parents=True, exist_ok=True)
            (self._aside / path).write_bytes(data)

    def refuse_strangers(self, paths: Iterable[str]) -> None:
        """Refuse to replace what this program did not write.

        Raises:
            InputError: a file of another origin stands at one of the paths, or a file where a folder must be.
        """
        for path in paths:
            if path in self._known:
                continue
            place = self.out / path
            parents = [self.out / parent for parent in Path(path).parents]
            strange = next((file for file in parents if file.exists() and not file.is_dir()), None)
            if strange or os.path.lexists(place):
                raise InputError(
                    "stands where a page of the site must, and was not written by `site build`",
                    place=str(strange or place),
                    mend="move it away, or name another folder with --out",
                )

    def publish(self) -> tuple[int, int]:
        """Put everything new in its place and remove what is not wanted any more; return how many of each.

        The record is written first: a build that is cut short in here knows its files.

        Raises:
            InputError: something of another origin is in the way; nothing was moved then.
            OutputError: the folder cannot be written.
        """
        staged = [str(path.relative_to(self._aside)) for path in sorted(self._aside.rglob("*")) if path.is_file()]
        self.refuse_strangers(staged)
        files = self.after.files()
        gone = {path: known for path, known in self._known.items() if path not in files}
        with self._writing():
            if staged or gone:
                self._write_record({**self.before.parts, **gone})
            for path in staged:
                (self.out / path).parent.mkdir(parents=True, exist_ok=True)
                (self._aside / path).replace(self.out / path)
            removed = sum(self._remove(path, known) for path, known in gone.items())
            if staged or gone or self.before.text() != self.after.text():
                self._write_record({})
        return len(staged), removed

    def _write_record(self, others: dict[str, str]) -> None:
        scratch = self._aside / NAME
        scratch.write_bytes(self.after.text(others))
        scratch.replace(self.out / NAME)

    def _remove(self, path: str, known: str) -> bool:
        """Remove what an earlier build wrote, unless somebody changed it since."""
        old = self.out / path
        if not old.is_file() or digest(old.read_bytes()) != known:
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


def broken(folder: SiteFolder) -> Iterator[str]:
    """Yield a sentence for each link from an article that leads nowhere on the site."""
    linking = [(name, row) for name, row in folder.after.rows.items() if row.links]
    files = folder.after.files() if linking else {}
    for name, row in linking:
        yield from (f"{name}.html links to {link}, which is not there" for link in row.links if link not in files)
