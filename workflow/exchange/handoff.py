"""What goes to another program and comes back: the units of one article, whatever the format of the file.

An item carries the `Version` of its texts. Whoever reads the file back knows by it what the other program changed and
what was changed on the desk meanwhile.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple, Self

from workflow.model import Comment, State
from workflow.text.inline import MarkupError, parse, serialize

PROGRAM = "workflow"
"""Who speaks in a note of our own; such notes are not read back."""


def canonical(markup: str) -> str:
    """Return unit markup as this program writes it; what is not well-formed stays as it is."""
    try:
        return serialize(parse(markup))
    except MarkupError:
        return markup


def digest(markup: str) -> str:
    """Return what stays the same of a text while its markup means the same: 12 hexadecimal digits, '' for no text."""
    return sha256(canonical(markup).encode("utf-8", "surrogatepass")).hexdigest()[:12] if markup else ""


class Form(NamedTuple):
    """How texts come back from a kind of file.

    `normal` makes of unit markup what comes back if nobody touches it, and of that the same again. `restored` gives a
    text that came back the details that the file could not carry, from texts that have them, the first of which wins.
    """

    normal: Callable[[str], str]
    restored: Callable[[str, Sequence[str]], str]

    def digest(self, markup: str) -> str:
        """Return the digest of a text in its normal form."""
        return digest(self.normal(markup)) if markup else ""

    def version(self, item: "Item") -> "Version":
        """Return the version of an item in a file of this kind."""
        return Version(self.digest(item.source), self.digest(item.target), item.state)


EXACT = Form(canonical, lambda markup, _: markup)
"""Files that carry everything."""


class Version(NamedTuple):
    """What an item was when it left: digests of its Chinese and its English, and its state."""

    source: str
    target: str
    state: State

    def __str__(self) -> str:
        return f"{self.source}-{self.target}-{self.state}"

    @classmethod
    def read(cls, written: str) -> Self | None:
        """Return the version that `str` wrote, None where it is missing or damaged."""
        parts = written.strip().split("-")
        known = len(parts) == len(cls._fields) and parts[-1] in set(State)
        return cls(parts[0], parts[1], State(parts[2])) if known else None


@dataclass(frozen=True, slots=True)
class Proposal:
    """English of a similar Chinese text, from a translation memory; `similarity` in percent."""

    source: str
    target: str
    similarity: int
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A text to translate or to review: a unit, or a field of the metadata (``metadata.title``).

    `source` and `target` are unit markup. A target that translates an earlier Chinese is `stale`, and its
    state ``initial``. `terms` are pairs of the glossary that stand in the source, `remarks` what is said of it.
    """

    id: str
    source: str
    target: str = ""
    kind: str = "p"
    state: State = State.INITIAL
    stale: bool = False
    comments: tuple[Comment, ...] = ()
    remarks: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    proposals: tuple[Proposal, ...] = ()

    @property
    def version(self) -> Version:
        """The version of its texts and its state in a file that carries everything."""
        return EXACT.version(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handoff:
    """The items of one article; languages are BCP 47, `about` sentences for whoever opens the file."""

    article: str
    source_language: str
    target_language: str
    items: tuple[Item, ...]
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedItem:
    """An item as it came back.

    `target` is '' where the file has none. `damage` says why the item cannot be read, `remarks` are for people. `state`
    and `version` are None where the file does not tell them. `line` counts from 1.
    """

    id: str
    source: str
    target: str
    damage: str = ""
    state: State | None = None
    comments: tuple[Comment, ...] = ()
    version: Version | None = None
    remarks: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What a file says of one article; `article` is '' where it does not tell, `lost` what has no item to stand at."""

    article: str
    items: tuple[ReturnedItem, ...]
    source_language: str = ""
    target_language: str = ""
    form: Form = EXACT
    lost: tuple[str, ...] = ()


def lowest(states: Sequence[State | None]) -> State | None:
    """Return the state of a whole whose parts have these."""
    order = list(State)
    return min((state for state in states if state), key=order.index, default=None)
