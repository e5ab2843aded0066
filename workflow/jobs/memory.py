"""The translation memory of a desk: its reproductions and the memories that its settings name, opened for questions."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from workflow.errors import InputError
from workflow.exchange import reading, tmx, xmlfile
from workflow.jobs.observer import Observer, Silent
from workflow.memory.database import Memory
from workflow.memory.gathering import gather
from workflow.model import MemoryEntry, Settings, State
from workflow.store.desk import Desk

_ARTICLE = "article "


def opened(desk: Desk, observer: Observer | None = None) -> Memory:
    """Open the memory of a desk, as its files are now; close it afterwards.

    An article whose files are wrong has nothing in it: `check` says what is wrong with them.

    Raises:
        InputError: a memory that ``workflow.yaml`` names cannot be read.
    """
    # A desk of its own: one that is about to save must not be told that it has seen what was read here.
    files = _DeskFiles(Desk(desk.root))
    return Memory(desk.memory_path, files, partial((observer or Silent()).progress, "reading the memory"))


def path_of(desk: Desk, name: str) -> Path:
    """Return where a memory stands that the settings name: relative to the desk, or anywhere."""
    return desk.root / Path(name).expanduser()


class _DeskFiles:
    """What the memory of a desk is made from: each article, and each further memory."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._languages = desk.settings.source_language, desk.settings.target_language

    def stamps(self) -> Mapping[str, str]:
        """Return a stamp for each."""
        languages = " ".join(self._languages)
        articles = {
            _ARTICLE + name: f"{languages} {stamp}" for name, stamp in self._desk.stamps(self._languages[1]).items()
        }
        memories = {name: self._desk.stamp_of(path_of(self._desk, name)) for name in self._desk.settings.memories}
        return articles | {name: f"{languages} {stamp}" for name, stamp in memories.items()}

    def entries(self, name: str) -> Sequence[MemoryEntry]:
        """Read one of them."""
        if name.startswith(_ARTICLE):
            return self._of_article(name.removeprefix(_ARTICLE))
        return read(path_of(self._desk, name), name, self._languages).entries

    def _of_article(self, article_id: str) -> Sequence[MemoryEntry]:
        try:
            reproduction = self._desk.reproduction(article_id, self._languages[1])
            return tuple(gather(self._desk.article(article_id), reproduction)) if reproduction else ()
        except InputError:
            return ()


def of_file(path: Path) -> Memory:
    """Open a memory of one file, which whoever names it vouches for.

    Raises:
        InputError: it cannot be read.
    """
    usual = Settings()
    found = read(path, str(path), (usual.source_language, usual.target_language)).entries
    return Memory(None, _Listed([replace(entry, state=State.FINAL) for entry in found]))


class _Listed:
    """Entries that stand in no file of a desk."""

    def __init__(self, entries: Sequence[MemoryEntry]) -> None:
        self._entries = entries

    def stamps(self) -> Mapping[str, str]:
        """Return the only one."""
        return {"": ""}

    def entries(self, name: str) -> Sequence[MemoryEntry]:  # noqa: ARG002  there is one only
        """Return them."""
        return self._entries


def read(path: Path, name: str, languages: tuple[str, str]) -> tmx.Read:
    """Read a translation memory, or another bilingual file as one.

    Args:
        path: the file.
        name: what the entries and errors call it.
        languages: of the sources and the targets, BCP 47.

    Raises:
        InputError: it cannot be read, or is not bilingual.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", place=name, mend="check the name") from error
    source, target = languages
    if xmlfile.looks_like(data) and xmlfile.local(root := xmlfile.parse(data, name)) == "tmx":
        return tmx.entries(root, name, source=source, target=target)
    found = reading.read(data, name, source=source, target=target)
    pairs = [segment for segment in found.segments if segment.source and segment.target]
    entries = (MemoryEntry(source=one.source, target=one.target, unit=one.id, memory=name) for one in pairs)
    return tmx.Read(tuple(entries), found.lost)
