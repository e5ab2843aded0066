"""What a check reports, and a check of pages; the others look at more (`base`), which takes longer to load.

A check only reports; `runner` and `proof` make findings of its reports.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, field
from functools import cached_property
from itertools import islice

from workflow.model import Candidate, Finding, Record, Severity
from workflow.model.frozen import dataclass

_AROUND = 8
"""Characters shown on either side of a difference."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a check saw, before settings and waivers.

    `at` is the place in the file (``u3``, ``metadata.title``), the unit when empty. `severity` is set where a report is
    graver or milder than the check's default. `of_article` says that the place is the article's own file. For a report
    on a `Pair` the runner fills in the unit and both plain texts; `source_span` and `target_span` are (start, end) of
    the spot in them.
    """

    message: str
    _: KW_ONLY
    unit: str = ""
    at: str = ""
    source: str = ""
    target: str = ""
    source_span: tuple[int, int] | None = None
    target_span: tuple[int, int] | None = None
    severity: Severity | None = None
    of_article: bool = False


Reports = tuple[tuple[str, Report], ...]
"""Reports on one unit, each with the id of its check."""


@dataclass(frozen=True, kw_only=True)
class Published:
    """A page read back: `expected` is what it must say, `page` what the intake read from it.

    `statements` are those of each field that was asked for: rule and value.
    """

    expected: Record
    page: Record
    article: str = ""
    file: str = ""
    statements: dict[str, list[tuple[str, tuple[str, ...]]]] = field(default_factory=dict)

    @cached_property
    def stated(self) -> Mapping[str, Sequence[Candidate]]:
        """What the page states, by field."""
        found: dict[str, list[Candidate]] = {}
        for candidate in self.page.candidates:
            found.setdefault(candidate.field, []).append(candidate)
        return found


@dataclass(frozen=True, slots=True)
class PageCheck:
    """A check: a stable id (``family.name``), its default severity, and a function; this one looks at a page."""

    id: str
    severity: Severity
    _: KW_ONLY
    page: Callable[[Published], Iterable[Report]] | None = None

    @property
    def family(self) -> str:
        """The part of the id before the dot."""
        return self.id.partition(".")[0]

    def finding(self, report: Report, chosen: str = "") -> Finding:
        """Make a finding of a report; `chosen` is the severity that the settings give, '' for none."""
        return Finding(
            check=self.id,
            severity=Severity(chosen) if chosen else report.severity or self.severity,
            message=report.message,
            unit=report.unit,
            source=report.source,
            target=report.target,
            source_span=report.source_span,
            target_span=report.target_span,
        )


def shorten(text: str, limit: int = 40) -> str:
    """Return `text` on one line, in at most `limit` characters, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def around(text: str, other: str, limit: int = 40) -> str:
    """Return where `text` differs from `other`, with a few characters around it, for a message; all of a short text."""
    if len(text) <= limit:
        return shorten(text, limit)
    start = _alike(text, other)
    rest = min(len(text), len(other)) - start
    same_end = _alike(text[::-1][:rest], other[::-1][:rest])
    begin, end = max(0, start - _AROUND), min(len(text), len(text) - same_end + _AROUND)
    spot = shorten(text[begin:end], limit)
    return f"{'…' if begin else ''}{spot}{'…' if end < len(text) and not spot.endswith('…') else ''}"


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))


def quoted(texts: Iterable[str], most: int = 3) -> str:
    """Return the first texts shortened, in quotation marks, with a count of the rest."""
    rest = iter(texts)
    shown = [f"“{shorten(text)}”" for text in islice(rest, most)]
    more = sum(1 for _ in rest)
    return ", ".join(shown) + (f" and {more} more" if more else "")
