"""The translation memory of a desk: its reproductions and the memories that its settings name, opened for questions."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from workflow.errors import InputError
from workflow.exchange import tmx, xmlfile
from workflow.jobs.observer import Observer, Silent
from workflow.memory.database import Memory
from workflow.memory.gathering import gather
from workflow.model import MemoryEntry
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
        return read(path_of(self._desk, name), name, self._languages)

    def _of_article(self, article_id: str) -> Sequence[MemoryEntry]:
        try:
            reproduction = self._desk.reproduction(article_id, self._languages[1])
            return tuple(gather(self._desk.article(article_id), reproduction)) if reproduction else ()
        except InputError:
            return ()


def read(path: Path, name: str, languages: tuple[str, str]) -> Sequence[MemoryEntry]:
    """Return the entries of a translation memory; `name` is what they and errors call it.

    Raises:
        InputError: it cannot be read, or is no TMX.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        mend = "correct memories in workflow.yaml, or bring the file back"
        raise InputError(f"cannot be read ({error.strerror})", place=name, mend=mend) from error
    root = xmlfile.parse(data, name)
    if xmlfile.local(root) != "tmx":
        raise InputError("is no translation memory (TMX)", place=name, mend="take it in with: workflow memory import")
    return tmx.entries(root, name, source=languages[0], target=languages[1]).entries
