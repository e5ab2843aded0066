"""What may stand in ``workflow.yaml`` and ``glossary.yaml``: pydantic models over texts, as in `shapes`."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, model_validator

from workflow.model import Role
from workflow.store.names import is_language
from workflow.store.problems import unknown
from workflow.store.shapes import (
    Address,
    Count,
    Date,
    Filled,
    Id,
    Language,
    Level,
    Number,
    Shape,
    Truth,
    Version,
    wrong,
)

# --- workflow.yaml ---------------------------------------------------------------------------------------------------


class LanguagesShape(Shape):
    """The pair of languages."""

    source: Language = "zh"
    target: Language = "en"


class SiteShape(Shape):
    """Where the pages are published; `out` holds a whole site, `redirects` leads from old article ids to new ones."""

    url: Address = ""
    publisher: str = ""
    out: Filled = "build/site"
    redirects: dict[Id, Id] = {}


class ExportShape(Shape):
    """Where exported pages go, and how they look."""

    out: Filled = "build/pages"
    theme: Filled = "modern"


def _roles(value: object) -> object:
    return [value] if isinstance(value, str) else value


class PeopleShape(Shape):
    """Who works on the desk, and what each may do."""

    editor: str = ""
    four_eyes: Truth = False
    roles: dict[Filled, Annotated[list[Role], BeforeValidator(_roles)]] = {}


def _share(value: float) -> float:
    if value > 1:
        raise wrong(f"{value:g} is more than 1", "write a share of 1, such as 0.75")
    return value


class MemoryShape(Shape):
    """How the translation memory is used."""

    bar: Annotated[Number, AfterValidator(_share)] = 0.75


class CheckShape(Shape):
    """What a desk sets for a check: a severity alone, or with it (or without) bounds by name."""

    model_config = ConfigDict(extra="allow", defer_build=True)
    __pydantic_extra__: dict[str, Number] = Field(init=False)

    severity: Level = ""

    @model_validator(mode="before")
    @classmethod
    def _severity_alone(cls, data: Any) -> Any:  # noqa: ANN401
        return {"severity": data} if isinstance(data, str) else data


class SettingsShape(Shape):
    """``workflow.yaml``."""

    version: Version
    name: str = ""
    languages: LanguagesShape = LanguagesShape()
    engine: Filled = "auto"
    engines: dict[str, dict[str, str]] = {}
    position: list[Filled] = []
    site: SiteShape = SiteShape()
    translators: list[Filled] = []
    people: PeopleShape = PeopleShape()
    history: Count = 10
    memories: list[Filled] = []
    memory: MemoryShape = MemoryShape()
    export: ExportShape = ExportShape()
    checks: dict[str, CheckShape] = {}


# --- glossary.yaml ---------------------------------------------------------------------------------------------------


class TermSetShape(Shape):
    """The terms of a concept in one language."""

    preferred: Filled
    admitted: list[Filled] = []
    deprecated: list[Filled] = []


class MatchShape(Shape):
    """How the terms are recognised."""

    case: Literal["sensitive", "insensitive"] = "insensitive"
    inflect: Truth = True
    whole_word: Truth = True
    repeat: Literal["required", "optional"] = "required"
    not_within: list[Filled] = []


class ConceptShape(Shape):
    """One entry of the glossary; every key that is no field is the language of a `TermSetShape`."""

    model_config = ConfigDict(extra="allow", defer_build=True)
    __pydantic_extra__: dict[str, TermSetShape] = Field(init=False)

    id: Filled
    domain: str = ""
    note: str = ""
    reference: str = ""
    match: MatchShape = MatchShape()
    part_of_speech: str = ""
    status: Literal["approved", "proposed", "deprecated"] = "approved"
    owner: str = ""
    updated: Date | Literal[""] = ""

    @model_validator(mode="before")
    @classmethod
    def _other_keys_are_languages(cls, data: Any) -> Any:  # noqa: ANN401
        if not isinstance(data, dict):
            return data
        others = [key for key in data if key not in cls.model_fields]
        for key in others:
            if not is_language(key):
                raise wrong(*unknown(key, "key", [*cls.model_fields, "zh", "en"]), key)
        if not others:
            raise wrong("has no term in any language", "add a line such as 'zh: {preferred: …}'")
        return data


class GlossaryShape(Shape):
    """``glossary.yaml``."""

    version: Version
    terms: list[ConceptShape] = []
