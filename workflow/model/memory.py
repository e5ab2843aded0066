"""What a translation memory holds, and what it answers."""

from enum import StrEnum

from workflow.model.frozen import dataclass
from workflow.model.texts import State


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryEntry:
    """A text beside its translation, both unit markup, and where the pair comes from.

    `article` and `unit` name its place (``title`` and ``subtitle`` are units, too). `before` and `behind` are digests
    of the Chinese next to it, '' where that is not known. `by` and `at` tell who brought it to its state, and when.
    `memory` is the file of the memory that holds it, '' for the reproductions of the desk itself.
    """

    source: str
    target: str
    state: State = State.TRANSLATED
    origin: str = ""
    article: str = ""
    unit: str = ""
    before: str = ""
    behind: str = ""
    by: str = ""
    at: str = ""
    memory: str = ""

    @property
    def reviewed(self) -> bool:
        """Whether a person vouched for the translation."""
        return self.state.approved

    @property
    def place(self) -> str:
        """Where the pair comes from, as a person reads it."""
        return " ".join(filter(None, (self.memory, self.article, self.unit)))


class MatchKind(StrEnum):
    """How near the source of a match is to the text that was asked about."""

    CONTEXT = "context"  # the same text between the same neighbours
    EXACT = "exact"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class MemoryMatch:
    """An entry whose source is the text that was asked about, or is like it.

    `score` is in percent, 101 for the same text between the same neighbours; penalties (not reviewed, from another
    memory) are taken off.
    """

    entry: MemoryEntry
    score: int
    kind: MatchKind
