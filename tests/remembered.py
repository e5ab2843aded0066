"""Memories for tests, made from lists of entries."""

from collections.abc import Mapping, Sequence

from workflow.memory.database import Memory
from workflow.model import MemoryEntry, State


class Listed:
    """Files that are lists; a change is a new number."""

    def __init__(self, files: Mapping[str, Sequence[MemoryEntry]] | None = None) -> None:
        self.files = dict(files or {})
        self.numbers = dict.fromkeys(self.files, 1)
        self.read: list[str] = []

    def put(self, name: str, entries: Sequence[MemoryEntry]) -> None:
        self.files[name] = entries
        self.numbers[name] = self.numbers.get(name, 0) + 1

    def take(self, name: str) -> None:
        del self.files[name], self.numbers[name]

    def stamps(self) -> Mapping[str, str]:
        return {name: str(number) for name, number in self.numbers.items()}

    def entries(self, name: str) -> Sequence[MemoryEntry]:
        self.read.append(name)
        return self.files.get(name, ())


def entry(source: str, target: str = "English.", **values: object) -> MemoryEntry:
    """A reviewed entry of the article ``a``, unless told otherwise."""
    known = {"article": "a", "unit": "u1", "state": State.REVIEWED, "origin": "human"} | values
    return MemoryEntry(source=source, target=target, **known)  # type: ignore[arg-type]


def memory(*entries: MemoryEntry) -> Memory:
    """A memory in the process."""
    return Memory(None, Listed({"one": entries}))
