"""Where everything of a desk stands, and who may write there (DESIGN §4)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path

from workflow.errors import InputError
from workflow.store.folders import OLD, clear, recover
from workflow.store.lock import DeskLock
from workflow.store.names import checked_id, checked_language, is_id, is_language

SETTINGS_NAME, GLOSSARY_NAME, NAMES_NAME = "workflow.yaml", "glossary.yaml", "names.yaml"

_OWN = ("theme", "profiles", ".workflow", ".git")


class Layout:
    """Paths, stamps and the lock of a desk; nothing in here reads what a file says."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.settings_path = root / SETTINGS_NAME
        self.glossary_path = root / GLOSSARY_NAME
        self.names_path = root / NAMES_NAME
        self.memory_path = root / ".workflow" / "memory.sqlite"
        self.memories = root / "memories"
        self._sources = root / "sources"
        self._lock = DeskLock(root / ".workflow")
        self._is_clear = False
        self._shown = self._from_here()

    def ids(self) -> list[str]:
        """Return the ids of all articles, newest first; those of one day in the order of their letters."""
        names = _names(self._sources)
        if any(name.startswith(OLD) for name in names):  # a process was killed while it replaced an article
            self._is_clear = False
            with self.lock():
                names = _names(self._sources)
        found = sorted(name for name in names if is_id(name))
        found.sort(key=lambda name: name[:10], reverse=True)
        return found

    def media(self, id: str) -> Path:  # noqa: A002
        """Return the folder of an article's pictures; it exists only when there are any."""
        return self.folder(id) / "media"

    def site_path(self, out: Path) -> Path:
        """Return where the tables of the site in a folder are kept; safe to delete."""
        return self.root / ".workflow" / f"site-{sha256(bytes(out.resolve())).hexdigest()[:16]}.sqlite"

    def refuse_own(self, out: Path) -> None:
        """Refuse to write pages among the files of the desk.

        Raises:
            InputError: the folder is the desk itself, or lies in one that holds what it is made of.
        """
        own = (self._sources, self.root / "translations", self.memories, *(self.root / name for name in _OWN))
        place = out.resolve()
        if place == self.root.resolve() or any(place.is_relative_to(folder.resolve()) for folder in own):
            raise InputError(
                "is a folder of the desk's own files, among which pages would be lost",
                place=str(out),
                mend="name another with --out, such as public",
            )

    def folder(self, id: str) -> Path:  # noqa: A002
        """Return the folder of an article that is there.

        Raises:
            InputError: not an id, or no such article.
        """
        folder = self._sources / checked_id(id)
        if not folder.is_dir() and id not in self.ids():
            close = get_close_matches(id, self.ids(), n=1)
            raise InputError(
                f"there is no article '{id}'",
                mend=f"did you mean '{close[0]}'?" if close else "run 'workflow status' to see the articles",
            )
        return folder

    def path_of(self, id: str, language: str) -> Path:  # noqa: A002
        """Return where a reproduction is kept, whether it is there or not.

        Raises:
            InputError: not an id, or not a language tag.
        """
        return self._targets(language) / f"{checked_id(id)}.yaml"

    def name(self, path: Path) -> str:
        """Return the path as a person can open it from where they stand."""
        return self._shown + str(path).removeprefix(f"{self.root}/")

    def _from_here(self) -> str:
        """Return what stands before a path within the desk, seen from the current folder."""
        if not self.root.is_relative_to(Path.cwd()):
            return f"{self.root}/"
        within = str(self.root.relative_to(Path.cwd()))
        return "" if within == "." else f"{within}/"

    def stamp(self, id: str, language: str) -> str:  # noqa: A002
        """Return a cheap key that changes with an article's record, its body or its reproduction."""
        folder = f"{self._sources}/{checked_id(id)}"
        return _stamp(f"{folder}/article.yaml", f"{folder}/body.html", str(self.path_of(id, language)))

    def stamps(self, language: str) -> dict[str, str]:
        """Return the stamps of all articles, newest first."""
        return dict(self.each_stamp(language))

    def each_stamp(self, language: str) -> Iterator[tuple[str, str]]:
        """Yield each article's id and stamp, newest first."""
        sources, targets = str(self._sources), str(self._targets(language))
        for name in self.ids():
            folder = f"{sources}/{name}"
            yield name, _stamp(f"{folder}/article.yaml", f"{folder}/body.html", f"{targets}/{name}.yaml")

    def global_stamp(self) -> str:
        """Return a key that changes with the settings, the glossary or the names."""
        return _stamp(str(self.settings_path), str(self.glossary_path), str(self.names_path))

    def stamp_of(self, path: Path) -> str:
        """Return a key that changes with one file, ``-`` when there is none."""
        return _stamp(str(path))

    @contextmanager
    def lock(self, wait: float = 5.0) -> Iterator[None]:
        """Hold the desk for writing; may be nested. `wait` is in seconds.

        Raises:
            InputError: another process holds it.
        """
        with self._lock.hold(wait):
            if not self._is_clear:
                self._is_clear = True
                recover(self._sources)
                for folder in (self.root, *self._target_folders()):
                    clear(folder)
            yield

    def _targets(self, language: str) -> Path:
        return self.root / "translations" / checked_language(language)

    def _target_folders(self) -> list[Path]:
        parent = self.root / "translations"
        return [parent / name for name in _names(parent) if is_language(name)]


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208  names are all that is wanted of 10,000 entries
    except FileNotFoundError:
        return []


def _stamp(*paths: str) -> str:
    parts = []
    for path in paths:
        try:
            status = os.stat(path)  # noqa: PTH116  three for each of 10,000 articles: Path objects would double it
        except OSError:
            parts.append("-")
        else:
            parts.append(f"{status.st_mtime_ns:x}.{status.st_size:x}.{status.st_ino:x}")
    return "/".join(parts)
