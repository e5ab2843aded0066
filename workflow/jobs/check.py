"""Checking the reproductions of a desk."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from workflow.model import Article, Concept, Finding, Severity
from workflow.store.desk import Desk

if TYPE_CHECKING:
    from workflow.checks import Subject
    from workflow.glossary.termbase import Termbase


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The findings of one article (or of one `file` that belongs to no desk) and the number of units looked at."""

    article: str
    units: int
    findings: tuple[Finding, ...]
    file: str = ""

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(1 for finding in self.findings if finding.severity is severity)


_indexed: "WeakKeyDictionary[Desk, tuple[Sequence[Concept], Termbase]]" = WeakKeyDictionary()


def termbase_of(desk: Desk, language: str = "") -> "Termbase":
    """The index of the desk's glossary, made once for an open desk and again when the glossary changed.

    For its target language; for another one that is named here it is made each time.
    """
    from workflow.glossary.termbase import Termbase

    concepts, settings = desk.concepts(), desk.settings
    if language not in ("", settings.target_language):
        return Termbase(concepts, source=settings.source_language, target=language)
    known = _indexed.get(desk)
    if known is None or known[0] is not concepts:
        known = concepts, Termbase(concepts, source=settings.source_language, target=settings.target_language)
        _indexed[desk] = known
    return known[1]


def subject_of(desk: Desk, article_id: str, termbase: "Termbase", language: str = "") -> "Subject":
    """Read what the checks look at: the reproduction in the desk's target language, or in another.

    Raises:
        InputError: no such article, or a file of the desk is wrong.
    """
    from workflow import skeleton
    from workflow.checks import Subject
    from workflow.jobs.people import context_of

    language = language or desk.settings.target_language
    article: Article = desk.article(article_id)
    body = desk.body(article_id)
    reproduction = desk.reproduction(article_id, language)
    return Subject(
        article=article,
        body_units=skeleton.units(body),
        links=skeleton.links(body),
        images=skeleton.images(body),
        reproduction=reproduction,
        context=context_of(desk, article, reproduction, termbase),
        settings=replace(desk.settings, target_language=language),
        file=shown(desk, desk.path_of(article_id, language)),
        lines=_Lines(lambda: desk.lines(article_id, language)),
        article_file=f"sources/{article_id}/article.yaml",
    )


class _Lines(Mapping[str, int]):
    """Lines of a file that are worked out when the first is asked for: an article without findings needs none."""

    def __init__(self, read: Callable[[], Mapping[str, int]]) -> None:
        self._read = read

    @cached_property
    def _lines(self) -> Mapping[str, int]:
        return self._read()

    def __getitem__(self, place: str) -> int:
        return self._lines[place]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def check(desk: Desk, article_id: str, termbase: "Termbase | None" = None, *, language: str = "") -> Checked:
    """Run every check on one article's reproduction, in the desk's language or another.

    `termbase` (of that language) saves making it again.

    Raises:
        InputError: no such article, or a file of the desk is wrong.
    """
    from workflow.checks import check_reproduction

    subject = subject_of(desk, article_id, termbase or termbase_of(desk, language), language)
    return Checked(article=article_id, units=len(subject.body_units), findings=check_reproduction(subject))


def as_json(results: Sequence[Checked]) -> dict[str, object]:
    """The machine-readable form of the contract: ``findings`` and ``summary``."""
    findings = [finding for result in results for finding in result.findings]
    keys = ("check", "severity", "article", "unit", "message", "source", "target", "file", "line")
    rows = [{key: value for key, value in asdict(finding).items() if key in keys} for finding in findings]
    return {
        "findings": [{key: row[key] for key in keys} for row in rows],
        "summary": {
            "error": sum(result.count(Severity.ERROR) for result in results),
            "warning": sum(result.count(Severity.WARNING) for result in results),
            "units": sum(result.units for result in results),
        },
    }


def shown(desk: Desk, path: Path) -> str:
    """A path as findings name it: relative to the desk where it lies inside."""
    return str(path.relative_to(desk.root)) if path.is_relative_to(desk.root) else str(path)
