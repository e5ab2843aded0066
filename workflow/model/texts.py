"""An original and its reproduction: metadata, units, targets and what people did with them."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from hashlib import sha256

from workflow.model.frozen import dataclass


class State(StrEnum):
    """State of a unit's target (XLIFF 2.1 §4.3.1.30)."""

    INITIAL = "initial"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"

    @property
    def approved(self) -> bool:
        """Whether a person vouched for the text."""
        return self in (State.REVIEWED, State.FINAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a text says about itself; the same shape for the original, the reproduction and the published page.

    Every field may be empty: "not stated". `date` is ISO 8601 (``2024-01-24`` or ``2024-01-24T09:30+08:00``); `url` is
    the absolute address of the Chinese original, on whichever page it was read.
    """

    title: str = ""
    subtitle: str = ""
    date: str = ""
    source: str = ""
    source_url: str = ""
    url: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    position: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that some rule found for a field of `Metadata`.

    `rule` is ``family:detail``; families are ``option``, ``profile``, ``json-ld``, ``meta``, ``label``, ``layout``,
    ``file``. A label with nothing behind it is a candidate with an empty value.
    """

    field: str
    value: str | tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the body: absolute address (or ``mailto:``), its text, and the unit it stands in."""

    href: str
    text: str
    unit: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the body. `src` is its address on the original page; `file` the name kept in ``media/``, or ''."""

    src: str
    alt: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Who brought a text to a state, and when.

    `state` is that of a unit (`State`), ``reopened`` or ``published``; `at` is ISO 8601 in UTC, `by` a name or ''.
    `digest` is that of the text (`text_digest`): a step says nothing of what somebody made of it by hand afterwards.
    """

    state: str
    at: str
    by: str = ""
    digest: str = ""


def text_digest(text: str) -> str:
    """Return the short digest by which a step knows its text."""
    return sha256(text.encode()).hexdigest()[:8]


PUBLISHED = "published"
"""The step of a text that an export wrote."""

REOPENED = "reopened"
"""The step of a text whose approval was taken back."""


@dataclass(frozen=True, slots=True)
class Past:
    """A target that was replaced: kept so that nothing a person wrote is lost."""

    text: str
    state: State
    origin: str
    steps: tuple[Step, ...] = ()

    @property
    def signed(self) -> tuple[Step, ...]:
        """The steps of this very text."""
        return _signed(self.text, self.steps)


def _signed(text: str, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    digest = text_digest(text)
    return tuple(step for step in steps if step.digest == digest)


@dataclass(frozen=True, slots=True)
class Comment:
    """What a person remarked on a unit; `at` is ISO 8601 in UTC."""

    text: str
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Unmet:
    """A constraint a draft could not satisfy: the check that would report it, the source text, the form owed."""

    check: str
    source: str
    owed: str


DRAFTED = ("mt:", "tm:")
"""What the origin of a text begins with that a machine made, or the memory gave: nobody here has written it."""

DOUBTFUL = "state.doubtful"
"""The check named by the `Unmet` of adopted English whose pairing is not sure."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A person's decision to accept a finding. `digest` ties it to the unit's texts: it dies when they change."""

    check: str
    reason: str
    by: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """The English text of a unit.

    `origin` says what made it: ``mt:<engine signature>``, ``human`` or ``tm``; `steps` who did what with this text, in
    the order of time; `history` the texts before it, the oldest first.
    """

    text: str = ""
    state: State = State.INITIAL
    origin: str = ""
    unmet: tuple[Unmet, ...] = ()
    waived: tuple[Waiver, ...] = ()
    history: tuple[Past, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether a machine or the memory made the text, and nobody approved it here."""
        return self.origin.startswith(DRAFTED) and not self.state.approved

    @property
    def signed(self) -> tuple[Step, ...]:
        """The steps of this very text; none when somebody edited the file by hand."""
        return _signed(self.text, self.steps)


@dataclass(frozen=True, slots=True)
class Unit:
    """A translatable block. `source` and `target.text` are markup: text with the inline tags of `text.inline`.

    `kind` is the element it came from (``p``, ``h2``, ``li``, ``td``, ``th``, ``figcaption``, ``blockquote``) or the
    attribute (``alt``, ``title``). In a reproduction, `source` is the Chinese as it was when `target` was made.
    """

    id: str
    source: str
    kind: str = "p"
    target: Target = Target()
    comments: tuple[Comment, ...] = ()

    @property
    def digest(self) -> str:
        """Short digest of both texts, to which waivers are tied."""
        return sha256(f"{self.source}\0{self.target.text}".encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything intake reads from one page or file, Chinese or English.

    `metadata` holds the value that won for each field, `candidates` every value found (a published page must agree in
    all of them), `evidence` the winning rule by field. `body` is the skeleton (see `workflow.skeleton`).
    """

    language: str
    metadata: Metadata
    body: str
    units: tuple[Unit, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)
    extracted_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A Chinese original on the desk. `digest` is ``sha256:<hex>`` of the bytes kept; `note` is for people."""

    id: str
    language: str
    metadata: Metadata
    source_en: str = ""
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    retrieved_at: str = ""
    digest: str = ""
    extracted_by: str = ""
    evidence: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """When the page of a reproduction was first exported, when it last changed (ISO 8601, UTC), and by whom.

    `digest` is that of the texts it had then (`workflow.jobs.publication.digest`).
    """

    first: str
    at: str
    by: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reproduction:
    """The English side of an article.

    `digest` and `url` repeat the original's as they were when the reproduction was made. `metadata` is in English
    (its date and url stay empty: they are the article's). `origins` says what made each metadata field, `unmet` what
    the draft of a field fails. `assigned` is the person who works on it. An `abridged` one leaves units without English
    on purpose.
    """

    article: str
    language: str
    digest: str = ""
    url: str = ""
    metadata: Metadata = field(default_factory=Metadata)
    origins: Mapping[str, str] = field(default_factory=dict)
    unmet: Mapping[str, tuple[Unmet, ...]] = field(default_factory=dict)
    translators: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    assigned: str = ""
    abridged: bool = False
    published: Publication | None = None
    units: tuple[Unit, ...] = ()
