"""The entries of a glossary."""

from collections.abc import Mapping

from workflow.model.frozen import dataclass


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
