"""Unpacked Argos packages: which one serves a language pair, its tokenizer, its metadata."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from workflow.errors import EngineError

REINSTALL = "remove it and install it again with `workflow models install`"


class Tokenizer(Protocol):
    """What `argostranslate.tokenizer` has for both kinds of package."""

    def encode(self, sentence: str) -> list[str]:
        """Return the tokens of a sentence."""
        ...

    def decode(self, tokens: list[str]) -> str:
        """Return the text of tokens."""
        ...


@dataclass(frozen=True, slots=True)
class Package:
    """An unpacked package: its folder and what its ``metadata.json`` says."""

    folder: Path
    source: str
    target: str
    version: str
    target_prefix: str = ""

    @classmethod
    def read(cls, folder: Path) -> "Package":
        """Read the metadata of a package.

        Raises:
            EngineError: the folder is no translation package.
        """
        place = folder / "metadata.json"
        try:
            metadata = json.loads(place.read_text(encoding="utf-8"))
            if metadata.get("type", "translate") != "translate":
                raise EngineError("this Argos package does not translate", place=str(folder))
            return cls(
                folder,
                metadata["from_code"],
                metadata["to_code"],
                str(metadata.get("package_version", "")),
                metadata.get("target_prefix", ""),
            )
        except (OSError, ValueError, KeyError, AttributeError) as error:
            raise EngineError("this is no Argos package, or a damaged one", place=str(place), mend=REINSTALL) from error

    @property
    def signature(self) -> str:
        """Name of the package and its version, as it stands in the origin of a draft."""
        return f"argos/{self.source}_{self.target}-{self.version}"

    def tokenizer(self) -> Tokenizer:
        """Load the tokenizer.

        Raises:
            EngineError: the package has none.
        """
        from argostranslate.tokenizer import BPETokenizer, SentencePieceTokenizer

        pieces, merges = self.folder / "sentencepiece.model", self.folder / "bpe.model"
        found: Tokenizer
        if pieces.exists():
            found = SentencePieceTokenizer(pieces)
        elif merges.exists():
            found = BPETokenizer(merges, self.source, self.target)
        else:
            raise EngineError("the package has no tokenizer", place=str(self.folder), mend=REINSTALL)
        return found

    def end_token(self) -> str:
        """Return the token with which the model ends a sentence (old models have no ``config.json``)."""
        config = self.folder / "model" / "config.json"
        return str(json.loads(config.read_text("utf-8")).get("eos_token", "</s>")) if config.exists() else "</s>"


def _codes(language: str) -> tuple[str, ...]:
    """Argos codes for a language (BCP 47), best first: traditional Chinese is ``zt``, else ``zh`` must do."""
    primary, *rest = language.lower().replace("_", "-").split("-")
    if primary == "zh" and {"hant", "tw", "hk", "mo"} & set(rest) and "hans" not in rest:
        return ("zt", "zh")
    return (primary,)


def find(source: str, target: str, options: Mapping[str, str]) -> Package | None:
    """Return the package for a pair (BCP 47), or the one the option ``package`` names; None if none is installed.

    Raises:
        EngineError: it is damaged.
    """
    if folder := options.get("package"):
        return Package.read(Path(folder).expanduser())
    from workflow.engines.packages import argos_package

    folders = (argos_package(code, _codes(target)[0]) for code in _codes(source))
    return next((Package.read(folder) for folder in folders if folder), None)


def pair(source: str, target: str) -> str:
    """Name of a pair, as `workflow models install` takes it."""
    return f"{_codes(source)[0]}-{_codes(target)[0]}"


def missing_library() -> str:
    """The first library that is not installed, or ''."""
    return next((name for name in ("ctranslate2", "argostranslate", "sentencepiece") if find_spec(name) is None), "")
