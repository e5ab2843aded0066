"""Checking bilingual files that belong to no desk."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.errors import InputError
from workflow.exchange.plaintext import decode
from workflow.exchange.reading import read, read_terms
from workflow.jobs.check import Checked
from workflow.jobs.observer import Observer, Silent
from workflow.model import Concept, Finding, Settings, Target, Unit
from workflow.text.chars import has_han

if TYPE_CHECKING:
    from workflow.checks import Context, Pair
    from workflow.exchange.bilingual import Bilingual, Segment
    from workflow.glossary.termbase import Termbase

_SETTINGS = Settings()  # a file that belongs to no desk is checked by the defaults
_STEP = 200  # units between two reports of progress


def check_file(path: str, context: "Context", *, observer: Observer | None = None) -> Checked:
    """Run every check that looks at texts over a bilingual file: XLIFF, TMX, PO, TSV or CSV.

    Args:
        path: the file.
        context: glossary and date, which decide what a text owes.
        observer: is told how far it is.

    Raises:
        InputError: the file cannot be read, is not bilingual, or holds no Chinese on its source side.
    """
    observer = observer or Silent()
    languages = _SETTINGS.source_language, _SETTINGS.target_language
    bilingual = read(read_bytes(path), path, source=languages[0], target=languages[1])
    _require_direction(bilingual, path, languages)
    for sentence in bilingual.lost:
        observer.note(f"{path}: {sentence}")
    findings = _findings(bilingual, path, context)
    total = len(bilingual.segments)
    collected: list[Finding] = []
    for number, found in enumerate(findings, start=1):
        collected += found
        if number % _STEP == 0:
            observer.progress(path, number, total)
    return Checked(article="", file=path, units=total, findings=tuple(collected))


def _findings(bilingual: "Bilingual", path: str, context: "Context") -> Iterator[tuple[Finding, ...]]:
    """The findings of each pair, then those of the pairs beside each other."""
    from workflow.checks import check_desk, check_pairs
    from workflow.checks.agreement import text_of

    segments = bilingual.segments
    texts = []

    def pairs() -> "Iterator[Pair]":
        for segment in segments:
            pair = _pair(segment, context)
            if text := text_of(pair):
                texts.append(text)
            yield pair

    for segment, found in zip(segments, check_pairs(pairs(), _SETTINGS), strict=True):
        yield tuple(replace(finding, unit=segment.id, file=path, line=segment.line) for finding in found)
    lines = {segment.id: segment.line for segment in reversed(segments)}
    together = check_desk(texts, _SETTINGS, within=True)
    yield tuple(replace(finding, file=path, line=lines[finding.unit]) for finding in together)


def _pair(segment: "Segment", context: "Context") -> "Pair":
    from workflow.checks import Pair

    unit = Unit(segment.id, segment.source, kind="", target=Target(segment.target))
    return Pair.of(unit, unit, context, parameters=_SETTINGS.parameters)


def _require_direction(bilingual: "Bilingual", path: str, languages: tuple[str, str]) -> None:
    """Refuse a file that is empty or the other way round: every one of its units would be reported."""
    segments, (source, target) = bilingual.segments, languages
    if not segments:
        raise InputError(f"holds no text in both {source} and {target}", place=path, mend="check what was exported")
    chinese = source.partition("-")[0] == "zh"
    if chinese and not any(has_han(segment.source) for segment in segments):
        turned = any(has_han(segment.target) for segment in segments)
        raise InputError(
            "has its Chinese on the target side" if turned else "holds no Chinese",
            place=path,
            mend="export it with Chinese as the source and English as the target",
        )


def termbase_of(path: str) -> "Termbase":
    """Return the index of a glossary that stands alone: ``glossary.yaml``, TBX, CSV or TSV.

    Raises:
        InputError: it cannot be read.
    """
    from workflow.glossary.termbase import Termbase

    return Termbase(concepts_of(path), source=_SETTINGS.source_language, target=_SETTINGS.target_language)


def concepts_of(path: str) -> tuple[Concept, ...]:
    """Return the entries of a glossary that stands alone; see `termbase_of`."""
    from workflow.store.schema_desk import concepts_from_yaml

    data = read_bytes(path)
    if Path(path).suffix.lower() in (".yaml", ".yml"):
        return concepts_from_yaml(decode(data, path), path)
    return read_terms(data, path, source=_SETTINGS.source_language, target=_SETTINGS.target_language).concepts


def read_bytes(path: str) -> bytes:
    """Return what a file holds.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be read ({reason})", place=path, mend="check the name") from error
