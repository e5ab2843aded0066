"""What an engine is. An engine is a batch translator; a single text is a batch of one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Constraining(StrEnum):
    """How an engine takes spans that must survive."""

    MASK = "mask"  # copies placeholders through (sequence-to-sequence models)
    PROMPT = "prompt"  # is told in words (instruct models)
    NONE = "none"  # cannot be told; the result is verified all the same


@dataclass(frozen=True, slots=True)
class Request:
    """One plain text (no markup, one paragraph) to translate.

    `terms` are (source form, owed target form) pairs for engines that take constraints by `PROMPT`; `examples`, for the
    same, are translations (source, target) of like texts. `begin` is English that the draft begins with, for engines
    that can go on from it (`continues`); the draft repeats it. `sample` is 0 for the best draft and counts other ones,
    for engines that have them (`samples`); each is the same whenever it is asked. `sought` are spans of `text` whose
    place in the draft is wanted, for engines that can tell (`points`).
    """

    text: str
    terms: tuple[tuple[str, str], ...] = ()
    begin: str = ""
    sample: int = 0
    sought: tuple[tuple[int, int], ...] = ()
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """An engine's answer. `cut` is true when a length limit ended it: the text is then not whole.

    `found` are the places in `text` of the spans that the request sought, one each; None where there is none. `leads`
    are for each term of the request the places where the model was near to beginning its owed form, the likeliest
    first, each with the logarithm of that chance; engines that cannot tell leave them out.
    """

    text: str
    cut: bool = False
    found: tuple[tuple[int, int] | None, ...] = ()
    leads: tuple[tuple[tuple[int, float], ...], ...] = field(default=(), compare=False)


class Engine(Protocol):
    """A loaded engine.

    `signature` names what makes the drafts, model and version included (``argos/zh_en-1.9``): origin of every target.
    An engine may also have `continues`, `samples` and `points`: whether it heeds `Request.begin`, `sample`, `sought`.
    """

    name: str
    signature: str
    constraining: Constraining

    def translate(self, requests: Sequence[Request]) -> Iterator[tuple[int, Draft]]:
        """Yield (index of the request, draft) for every request, in any order, as soon as each is ready.

        Raises:
            EngineError: the engine failed; what was yielded before stands.
        """
        ...

    def close(self) -> None:
        """Free the model. Safe to call twice."""
        ...


class EngineModule(Protocol):
    """What an entry of the table of engines (`workflow.engines.ENGINES` or an entry point) names."""

    def load(self, source: str, target: str, options: Mapping[str, str]) -> Engine:
        """Load the engine for a language pair (BCP 47).

        Raises:
            EngineError: not installed, or no model for the pair; names the command that installs it.
        """
        ...

    def available(self, source: str, target: str, options: Mapping[str, str]) -> str:
        """Return '' when `load` would work, else the sentence that says what is missing and how to mend it."""
        ...
