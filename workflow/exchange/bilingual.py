"""A bilingual file, whatever its format: pairs of unit markup, and the line of the file each stands on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A source beside its target, both unit markup (`workflow.text.inline`); `target` is '' where there is none.

    `id` is the file's own, else made of the number (``row 12``). `line` is where the target stands, and where there is
    none the source; from 1.
    """

    id: str
    source: str
    target: str
    note: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bilingual:
    """The segments of a file in its order.

    Languages are as the file names them, '' where it does not. `lost` says in sentences what the file holds and a
    segment cannot.
    """

    segments: tuple[Segment, ...]
    source_language: str = ""
    target_language: str = ""
    lost: tuple[str, ...] = ()
