"""Keeping the translation memory: files taken in, written out, counted, indexed anew."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from workflow.errors import InputError
from workflow.exchange import tmx
from workflow.jobs.memory import opened, read
from workflow.jobs.observer import Observer
from workflow.memory.database import discard
from workflow.memory.statistics import Statistics, count
from workflow.model import State
from workflow.store.desk import Desk
from workflow.store.files import atomic_write
from workflow.store.splicing import append, splice

_NAME = re.compile(r"[\w-][\w.-]{0,79}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A memory that was taken in.

    `memory` is its file as the settings name it, `entries` how many texts it has and `reviewed` how many of them a
    person vouched for; `lost` says in sentences what the file held besides.
    """

    memory: str
    entries: int
    reviewed: int
    lost: tuple[str, ...] = ()


def import_file(desk: Desk, source: Path, *, name: str = "", reviewed: bool = False, replacing: bool = False) -> Taken:
    """Take a bilingual file in as a memory of the desk: ``memories/<name>.tmx``, which the settings then name.

    Args:
        desk: the desk.
        source: TMX, XLIFF, PO, TSV or CSV.
        name: that of the memory; the file's if empty.
        reviewed: whether the caller vouches for its translations; else those count as reviewed of which it says so.
        replacing: whether a memory of that name may be replaced.

    Raises:
        InputError: the file is not bilingual or holds no pair, the name is not valid or taken, or the disk refuses.
    """
    name = name or re.sub(r"[^\w.-]+", "-", source.stem).strip("-.")
    if not _NAME.fullmatch(name):
        raise InputError(f"'{name}' is no name for a memory", place="--name", mend="use letters, digits, . _ and -")
    path = desk.memories / f"{name}.tmx"
    listed = path.relative_to(desk.root).as_posix()
    languages = desk.settings.source_language, desk.settings.target_language
    found = read(source, str(source), languages)
    entries = [replace(entry, state=State.FINAL) if reviewed else entry for entry in found.entries]
    if not entries:
        both = " and ".join(languages)
        raise InputError(f"holds no text in both {both}", place=str(source), mend="check the languages it names")
    with desk.lock():
        if path.exists() and not replacing:
            raise InputError("there is a memory of this name", place=listed, mend="choose a --name, or give --replace")
        atomic_write(path, tmx.serialize(entries, source=languages[0], target=languages[1]), make_folder=True)
        _list(desk, listed)
    approved = sum(1 for entry in entries if entry.reviewed)
    return Taken(memory=listed, entries=len(entries), reviewed=approved, lost=found.lost)


def _list(desk: Desk, memory: str) -> None:
    """Name a memory in the settings, as a person would."""
    listed, place = desk.settings.memories, desk.name(desk.settings_path)

    def added(text: str) -> str:
        if listed:
            return append(text, ("memories",), memory, place)
        return splice(text, ("memories",), [memory], place)

    if memory not in listed:
        desk.edit(desk.settings_path, added)


def export_file(desk: Desk, path: Path, *, reviewed: bool = False, observer: Observer | None = None) -> int:
    """Write the desk's own translations as TMX; return how many.

    Args:
        desk: the desk.
        path: the file; its folder is made.
        reviewed: leave out what nobody has vouched for.
        observer: told of progress.

    Raises:
        InputError: the file cannot be written, or a memory that the settings name not be read.
    """
    with opened(desk, observer) as memory:
        entries = [entry for entry in memory.entries() if not entry.memory and (entry.reviewed or not reviewed)]
    settings = desk.settings
    data = tmx.serialize(entries, source=settings.source_language, target=settings.target_language)
    atomic_write(path, data, make_folder=True)
    return len(entries)


def stats(desk: Desk, observer: Observer | None = None) -> Statistics:
    """Count what is in the memory.

    Raises:
        InputError: a memory that the settings name cannot be read.
    """
    with opened(desk, observer) as memory:
        return count(memory.entries())


def rebuild(desk: Desk, observer: Observer | None = None) -> Statistics:
    """Make the index anew from the files, and count what is in it.

    Raises:
        InputError: a memory that the settings name cannot be read.
    """
    discard(desk.memory_path)
    return stats(desk, observer)
