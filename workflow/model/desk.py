"""How a desk is set: its settings, its people, what its checks say."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from workflow.model.frozen import dataclass


class Severity(StrEnum):
    """How bad a finding is: an error stops publication, a warning wants a look, info is for the record."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Role(StrEnum):
    """What a person may do: write English, approve it, publish it."""

    TRANSLATOR = "translator"
    REVIEWER = "reviewer"
    PUBLISHER = "publisher"


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who works on a desk.

    `editor` is meant where nobody says who acts. Without `roles` everybody may do everything; with them each person
    does what the roles say. Under `four_eyes` nobody approves what the same person drafted or edited.
    """

    editor: str = ""
    roles: Mapping[str, tuple[Role, ...]] = field(default_factory=dict)
    four_eyes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check has to say.

    `source` and `target` are plain texts; the spans (start, end) delimit the spot in each, where there is one. `file`
    is relative to the desk; `line` and `column` count from 1, 0 when not known.
    """

    check: str
    severity: Severity
    message: str
    article: str = ""
    unit: str = ""
    source: str = ""
    target: str = ""
    source_span: tuple[int, int] | None = None
    target_span: tuple[int, int] | None = None
    file: str = ""
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``workflow.yaml``.

    `checks` maps a check id or family to ``error``, ``warning``, ``info`` or ``off``, `parameters` a check id to the
    bounds the desk sets for it. `history` is how many earlier texts a unit keeps in its file. `memories` are further
    translation memories (TMX), which are read only; what scores below `memory_bar` (0 to 1) is not offered.
    """

    name: str = ""
    source_language: str = "zh"
    target_language: str = "en"
    engine: str = "auto"
    position: tuple[str, ...] = ()
    site_url: str = ""
    publisher: str = ""
    translators: tuple[str, ...] = ()
    out: str = "build/pages"
    theme: str = "modern"
    site_out: str = "build/site"
    redirects: Mapping[str, str] = field(default_factory=dict)
    checks: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    engines: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    people: People = People()
    history: int = 10
    memories: tuple[str, ...] = ()
    memory_bar: float = 0.75
