"""What may stand in an article's files, as pydantic models over texts (see `parsing.parse(texts=True)`).

Imported by `workflow.store.schema` when a file is read, because importing pydantic takes as long as reading hundreds of
files. A key with nothing behind it counts as absent. Field names are the files' keys.
"""

import re
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from workflow.model import PUBLISHED, REOPENED, Severity, State, Step
from workflow.store.names import ID_FORM, LANGUAGE_FORM, is_id, is_language
from workflow.store.problems import unknown

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2})?)?", re.ASCII)
_STEPS = frozenset({*State, REOPENED, PUBLISHED})
_STEP = re.compile(r"(?P<state>\w+) (?P<at>\S+)(?: #(?P<digest>[0-9a-f]{8}))?(?: (?P<by>.+))?")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}", re.ASCII)


def wrong(problem: str, mend: str, key: str = "") -> PydanticCustomError:
    """Return an error whose sentence `problems` tells as it is; `key` is the key below the value it is about."""
    return PydanticCustomError("desk", "{problem}", {"problem": problem, "mend": mend, "key": key})


def _language(text: str) -> str:
    if not is_language(text):
        raise wrong(f"'{text}' is not a language tag", f"write {LANGUAGE_FORM}")
    return text


def _id(text: str) -> str:
    if not is_id(text):
        raise wrong(f"'{text}' is not an article's id", f"write it as {ID_FORM}")
    return text


def _address(text: str) -> str:
    if text and not text.startswith(("https://", "http://")):
        raise wrong(f"'{text}' is not an address of the web", "write it with https:// at its beginning")
    return text


def _date(text: str) -> str:
    try:
        if _DATE.fullmatch(text):
            datetime.fromisoformat(text)
            return text
    except ValueError:
        pass
    raise wrong(f"'{text}' is not a date", "write it as 2024-01-24 or 2024-01-24T09:30+08:00")


def _digest(text: str) -> str:
    if not _DIGEST.fullmatch(text):
        raise wrong(f"'{text[:80]}' is not a digest", "write sha256: and 64 hexadecimal digits")
    return text


def _filled(text: str) -> str:
    if not text.strip():
        raise wrong("is an empty text", "write the text, or remove the line")
    return text


def _steps(lines: list[str]) -> list[Step]:
    return [_step(line) for line in lines]


def _step(line: str) -> Step:
    found = _STEP.fullmatch(line)
    if found is None or found["state"] not in _STEPS or not _DATE.fullmatch(found["at"]):
        mend = "write a state, a time, the text's digest and a name: reviewed 2024-01-24T09:30Z #01234567 Chen Yu"
        raise wrong(f"'{line[:80]}' is not a step", mend)
    return Step(found["state"], found["at"], (found["by"] or "").strip(), found["digest"] or "")


def _count(text: object) -> int:
    if str(text).isascii() and str(text).isdecimal():
        return int(str(text))
    raise wrong(f"'{text}' is not a whole number", "write one such as 10")


def _truth(value: object) -> bool:
    if value in ("true", "True", "TRUE"):
        return True
    if value in ("false", "False", "FALSE"):
        return False
    raise wrong(f"'{value}' is neither true nor false", "write true or false")


def _level(text: str) -> str:
    levels = ("off", *Severity)
    if text not in levels:
        raise wrong(*unknown(text, "severity", levels))
    return text


def _version(text: str) -> str:
    if text == "1":
        return text
    if text.isdecimal():
        raise wrong(f"version {text} of the format is not known to this program", "upgrade workflow")
    raise wrong(f"'{text}' is not a version", "write 'version: 1'")


def _number(text: object) -> float:
    try:
        value = float(str(text))
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise wrong(f"'{text}' is not a number", "write a number that is not negative, such as 3.5")
    return value


Id = Annotated[str, AfterValidator(_id)]
Address = Annotated[str, AfterValidator(_address)]
Filled = Annotated[str, AfterValidator(_filled)]
Language = Annotated[str, AfterValidator(_language)]
Date = Annotated[str, AfterValidator(_date)]
Digest = Annotated[str, AfterValidator(_digest)]
Truth = Annotated[bool, BeforeValidator(_truth)]
Level = Annotated[str, AfterValidator(_level)]
Number = Annotated[float, BeforeValidator(_number)]
Version = Annotated[str, AfterValidator(_version)]
Steps = Annotated[list[str], AfterValidator(_steps)]
Count = Annotated[int, BeforeValidator(_count)]


class Shape(BaseModel):
    """A mapping of known keys."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _nothing_is_absent(cls, data: Any) -> Any:  # noqa: ANN401
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value is not None or key not in cls.model_fields}


# --- article.yaml ----------------------------------------------------------------------------------------------------


class SourceShape(Shape):
    """Who published the original."""

    name: str = ""
    name_en: str = ""
    url: str = ""


class LinkShape(Shape):
    """A link of the body."""

    href: Filled
    text: str = ""
    unit: str = ""


class ImageShape(Shape):
    """A picture of the body."""

    src: Filled
    alt: str = ""
    file: str = ""


class ArticleShape(Shape):
    """``article.yaml``."""

    id: Id
    language: Language
    title: str = ""
    subtitle: str = ""
    date: Date | Literal[""] = ""
    source: SourceShape = SourceShape()
    url: str = ""
    authors: list[Filled] = []
    editors: list[Filled] = []
    position: list[Filled] = []
    keywords: list[Filled] = []
    links: list[LinkShape] = []
    images: list[ImageShape] = []
    retrieved_at: Date | Literal[""] = ""
    digest: Digest | Literal[""] = ""
    extracted_by: str = ""
    evidence: dict[str, str] = {}
    note: str = ""


# --- translations/<lang>/<id>.yaml -----------------------------------------------------------------------------------


class OriginalShape(Shape):
    """The original as it was when the reproduction was made."""

    digest: str = ""
    url: str = ""


class MetadataShape(Shape):
    """What the reproduction says about itself."""

    title: str = ""
    subtitle: str = ""
    source: str = ""
    authors: list[Filled] = []
    editors: list[Filled] = []
    position: list[Filled] = []
    keywords: list[Filled] = []
    translators: list[Filled] = []
    reviewers: list[Filled] = []


class UnmetShape(Shape):
    """A constraint the draft could not satisfy."""

    check: Filled
    source: str = ""
    owed: str = ""


class WaiverShape(Shape):
    """A person's decision to accept a finding."""

    check: Filled
    reason: Filled
    by: str = ""
    digest: str = ""


class PastShape(Shape):
    """A target that was replaced."""

    text: str = ""
    state: State = State.INITIAL
    origin: str = ""
    steps: Steps = []


class CommentShape(Shape):
    """What a person remarked."""

    by: str = ""
    at: Date | Literal[""] = ""
    text: Filled


class UnitShape(Shape):
    """One unit with its target."""

    id: Filled
    source: str = ""
    target: str = ""
    state: State = State.INITIAL
    origin: str = ""
    steps: Steps = Field(default_factory=list)
    unmet: list[UnmetShape] = Field(default_factory=list)
    waived: list[WaiverShape] = Field(default_factory=list)
    comments: list[CommentShape] = Field(default_factory=list)
    history: list[PastShape] = Field(default_factory=list)


class PublicationShape(Shape):
    """When the page was exported."""

    first: Date
    at: Date
    by: str = ""
    digest: str = ""


class ReproductionShape(Shape):
    """``translations/<lang>/<id>.yaml``."""

    article: Id
    language: Language
    original: OriginalShape = OriginalShape()
    assigned: str = ""
    abridged: Truth = False
    published: PublicationShape | None = None
    metadata: MetadataShape = MetadataShape()
    origins: dict[str, str] = {}
    unmet: dict[str, list[UnmetShape]] = {}
    units: list[UnitShape] = []
