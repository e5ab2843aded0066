"""The domain: what the program knows about an article and its reproduction.

Pure data, no input or output, standard library only. Words follow XLIFF 2.1 (unit, state, target) and TBX
(concept, term). Offsets are indices into Python strings (code points).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256


class Severity(StrEnum):
    """How bad a finding is: an error stops publication, a warning wants a look, info is for the record."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


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


# --- The original ----------------------------------------------------------------------------------------------------


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
class Past:
    """A target that was replaced: kept so that nothing a person wrote is lost."""

    text: str
    state: State
    origin: str


@dataclass(frozen=True, slots=True)
class Unmet:
    """A constraint a draft could not satisfy: the check that would report it, the source text, the form owed."""

    check: str
    source: str
    owed: str


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
    """The English text of a unit. `origin` says what made it: ``mt:<engine signature>``, ``human`` or ``tm``."""

    text: str = ""
    state: State = State.INITIAL
    origin: str = ""
    unmet: tuple[Unmet, ...] = ()
    waived: tuple[Waiver, ...] = ()
    history: tuple[Past, ...] = ()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reproduction:
    """The English side of an article.

    `digest` and `url` repeat the original's as they were when the reproduction was made. `metadata` is in English
    (its date and url stay empty: they are the article's). `origins` says what made each metadata field, `unmet` what
    the draft of a field fails.
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
    units: tuple[Unit, ...] = ()


# --- The termbase ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TermSet:
    """The terms of one concept in one language."""

    preferred: str
    admitted: tuple[str, ...] = ()
    deprecated: tuple[str, ...] = ()

    @property
    def accepted(self) -> tuple[str, ...]:
        """Preferred and admitted terms, preferred first."""
        return (self.preferred, *self.admitted)


@dataclass(frozen=True, slots=True)
class MatchRule:
    """How the terms of a concept are recognised.

    `repeat`: whether a term that stands twice in the source is owed twice, or once. `not_within` are source phrases
    inside which the term is another word (和服 in 产品和服务).
    """

    case_sensitive: bool = False
    inflect: bool = True
    whole_word: bool = True
    repeat: bool = True
    not_within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One entry of the glossary; `terms` by language (BCP 47)."""

    id: str
    terms: Mapping[str, TermSet]
    domain: str = ""
    note: str = ""
    reference: str = ""
    part_of_speech: str = ""
    status: str = "approved"
    owner: str = ""
    updated: str = ""
    match: MatchRule = MatchRule()


# --- Quantities and dates --------------------------------------------------------------------------------------------


class Measure(StrEnum):
    """What kind of number a quantity is. Numbers of different measures are equal only where a rule says so."""

    NUMBER = "number"  # a count or an amount, with or without a unit
    PERCENT = "percent"  # value 15 for 15%, 一成半, 15 percent
    POINTS = "points"  # percentage points
    FRACTION = "fraction"  # value 0.666… for 三分之二, two-thirds, half
    MULTIPLE = "multiple"  # value 3 for 三倍, 增长两倍, tripled, threefold: the result as a multiple of the base
    ORDINAL = "ordinal"  # 第十四届, 14th


class Bound(StrEnum):
    """How exactly a quantity is stated."""

    EXACT = "exact"
    ABOUT = "about"  # 约, 左右, about
    NEARLY = "nearly"  # 近, nearly
    UNDER = "under"  # 不足, less than
    OVER = "over"  # 余, 多, 超, 逾, more than


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number of a text as a value.

    `start` and `end` delimit `text` in the text it was read from, unit and currency included. `low` and `high` differ
    in a range only (3至5). `unit` is canonical: ISO 4217 for money (``CNY``, ``USD``), a symbol for measures (``mu``,
    ``ha``, ``km``, ``km2``, ``t``), ``""`` for counts and unknown classifiers. `also` are other values that a faithful
    rendering may state (八折 is 80 percent and 20 percent off). `vague` numbers (几十, dozens) are never owed.
    """

    start: int
    end: int
    text: str
    low: Decimal
    high: Decimal
    measure: Measure = Measure.NUMBER
    unit: str = ""
    bound: Bound = Bound.EXACT
    also: tuple[Decimal, ...] = ()
    vague: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A mention of a day, month, year or span of time in a text; what is not stated is 0 or empty.

    `start` and `end` delimit `text`. A year before our era is negative. `weekday` is ISO (1 Monday … 7 Sunday). `until`
    holds year, month and day of the end of a range (1月3日至5日); quarters, halves and 前三季度 are ranges of months as
    well, so that "January to March" is the first quarter. `part` is ``early``, ``mid``, ``late`` or ``end`` of the
    month, year, decade or century. `times` are the times of day that are meant, ISO 8601: two where a clock of twelve
    hours leaves it open. `relative` names an expression that needs the article's date (``today``, ``last-year``); year,
    month and day are then filled where the reader was given that date. `decade` marks 20世纪80年代 and the 1980s, whose
    `year` is 1980; `century` is 20 for 20世纪. `vague` mentions are never owed and never an addition: 今年 stands for
    much that English leaves out.
    """

    start: int
    end: int
    text: str
    year: int = 0
    month: int = 0
    day: int = 0
    weekday: int = 0
    quarter: int = 0
    half: int = 0
    until: tuple[int, int, int] = (0, 0, 0)
    part: str = ""
    times: tuple[str, ...] = ()
    relative: str = ""
    decade: bool = False
    century: int = 0
    vague: bool = False


# --- Verdicts --------------------------------------------------------------------------------------------------------


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
    bounds the desk sets for it.
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
