"""What a check is, what it looks at, and the runner that turns its reports into findings.

A check may look at one text beside its translation (`Pair`), at a whole reproduction beside its original (`Subject`),
or at a page read back (`Published`).

A check only reports; the runner decides how severe a report is (settings first, then the report, then the check) and
whether a person waived it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from itertools import islice

from workflow.constraints.base import TERM, Constraint, Context
from workflow.constraints.terms import Judgement, judge
from workflow.constraints.unit import find, unmet
from workflow.errors import InputError
from workflow.model import (
    Article,
    Finding,
    Image,
    Link,
    Record,
    Reproduction,
    Settings,
    Severity,
    Target,
    Unit,
)
from workflow.text.chars import has_han
from workflow.text.inline import Inline, MarkupError, escape, parse

OFF = "off"


@dataclass(frozen=True, slots=True)
class Report:
    """What a check saw, before settings and waivers.

    `at` is the place in the file (``u3``, ``metadata.title``), the unit when empty. `severity` is set where a report is
    graver or milder than the check's default. `of_article` says that the place is the article's own file. For a report
    on a `Pair` the runner fills in the unit and both texts.
    """

    message: str
    _: KW_ONLY
    unit: str = ""
    at: str = ""
    source: str = ""
    target: str = ""
    severity: Severity | None = None
    of_article: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """One check: a stable id (``family.name``), its default severity, and a function for each thing it looks at.

    `pair` looks at every unit of a reproduction, and with `titles` at the title and subtitle as well. A check that is
    not `waivable` concerns something a unit's digest cannot see, so a waiver could outlive its reason.
    """

    id: str
    severity: Severity
    _: KW_ONLY
    pair: "Callable[[Pair], Iterable[Report]] | None" = None
    article: "Callable[[Subject], Iterable[Report]] | None" = None
    page: "Callable[[Published], Iterable[Report]] | None" = None
    titles: bool = False
    waivable: bool = True

    @property
    def family(self) -> str:
        """The part of the id before the dot."""
        return self.id.partition(".")[0]


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A text beside its translation, parsed once for every check.

    `unit` holds the source as it is now, `recorded` the target (and the source it was made from). `source` and
    `target` are None where the markup is malformed; `fault` then says what and where. `article` is '' outside a desk.
    The unit of a title has the id ``metadata.title``.
    """

    unit: Unit
    recorded: Unit
    source: Inline | None
    target: Inline | None
    fault: str = ""
    context: Context = field(default_factory=Context)
    article: str = ""

    @classmethod
    def of(cls, unit: Unit, recorded: Unit, context: Context, article: str = "") -> "Pair":
        """Parse both texts."""
        source, fault = _parse(unit.source, "the Chinese text")
        target, target_fault = _parse(recorded.target.text, "the English text")
        return cls(
            unit=unit,
            recorded=recorded,
            source=source,
            target=target,
            fault=fault or target_fault,
            context=context,
            article=article,
        )

    @property
    def untranslated(self) -> bool:
        """Whether the target is empty, or is the Chinese itself."""
        text = self.recorded.target.text.strip()
        return not text or (text == self.unit.source.strip() and has_han(text))

    @property
    def where(self) -> str:
        """The unit as a message names it: ``u6 (p)``, ``the title``."""
        field = self.unit.id.removeprefix(_METADATA)
        return f"{self.unit.id} ({self.unit.kind})" if field == self.unit.id else f"the {field}"

    @cached_property
    def constraints(self) -> tuple[Constraint, ...]:
        """What the source owes; empty for a unit without a translation, and where markup is malformed."""
        if self.source is None or self.target is None or self.untranslated:
            return ()
        return find(self.source, self.context)

    @cached_property
    def owed(self) -> tuple[Constraint, ...]:
        """The constraints that the target does not meet."""
        if self.source is None or self.target is None:
            return ()
        return unmet(self.constraints, self.source, self.target, self.context)

    @cached_property
    def terms(self) -> Judgement:
        """How the target renders each glossary term of the source."""
        owed = [constraint for constraint in self.constraints if constraint.check == TERM]
        return judge(owed, self.target.text if self.target else "")


_METADATA = "metadata."
_TITLES = ("title", "subtitle")


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A reproduction beside its original: what the checks of ``workflow check`` look at.

    `body_units`, `links` and `images` are those of the skeleton as it is now. `file` is the translation's file relative
    to the desk, and `lines` the line of each unit id and metadata key in it (see `Desk.lines`); `article_file` is the
    original's ``article.yaml``.
    """

    article: Article
    body_units: tuple[Unit, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    reproduction: Reproduction | None = None
    context: Context = field(default_factory=Context)
    settings: Settings = field(default_factory=Settings)
    file: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)
    article_file: str = ""

    @cached_property
    def recorded(self) -> Mapping[str, Unit]:
        """The reproduction's units by id; the first of two with the same id."""
        units = self.reproduction.units if self.reproduction else ()
        return {unit.id: unit for unit in reversed(units)}

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every unit of the body that the reproduction knows, in the body's order."""
        return tuple(
            Pair.of(unit, self.recorded[unit.id], self.context, self.article.id)
            for unit in self.body_units
            if unit.id in self.recorded
        )

    @cached_property
    def titles(self) -> tuple[Pair, ...]:
        """Title and subtitle as pairs, those that both sides state."""
        if self.reproduction is None:
            return ()
        stated, original = self.reproduction.metadata, self.article.metadata
        return tuple(
            Pair.of(
                Unit(f"{_METADATA}{field}", escape(getattr(original, field)), field),
                Unit(f"{_METADATA}{field}", "", field, Target(escape(getattr(stated, field)))),
                self.context,
                self.article.id,
            )
            for field in _TITLES
            if getattr(original, field).strip() and getattr(stated, field).strip()
        )


@dataclass(frozen=True, kw_only=True)
class Published:
    """A page read back: `expected` is what it must say, `page` what the intake read from it."""

    expected: Record
    page: Record
    article: str = ""
    file: str = ""


def _parse(markup: str, which: str) -> tuple[Inline | None, str]:
    try:
        return parse(markup), ""
    except MarkupError as error:
        return None, f"{which} is not well-formed markup ({error})"


def shorten(text: str, limit: int = 40) -> str:
    """Return `text` on one line, in at most `limit` characters, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def quoted(texts: Iterable[str], most: int = 3) -> str:
    """Return the first texts shortened, in quotation marks, with a count of the rest."""
    rest = iter(texts)
    shown = [f"“{shorten(text)}”" for text in islice(rest, most)]
    more = sum(1 for _ in rest)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def severities(checks: Sequence[Check], settings: Settings) -> dict[str, str]:
    """Return what the settings say of each check id, ``''`` for nothing; the id wins over the family.

    Raises:
        InputError: a key that is neither a check nor a family, or a value that is no severity.
    """
    _refuse_unknown({check.id for check in checks}, settings)
    chosen = settings.checks
    return {check.id: chosen.get(check.id, chosen.get(check.family, "")) for check in checks}


def _refuse_unknown(known: set[str], settings: Settings) -> None:
    names = known | {name.partition(".")[0] for name in known}
    for name, value in settings.checks.items():
        if name not in names:
            close = get_close_matches(name, names, n=1)
            mend = f"did you mean {close[0]}?" if close else "name a check (`workflow explain` lists them) or a family"
            raise InputError(f"unknown check “{name}” under checks", place="workflow.yaml", mend=mend)
        if value != OFF and value not in tuple(Severity):
            mend = f"write error, warning, info or {OFF}"
            raise InputError(f"“{value}” is no severity for {name}", place="workflow.yaml", mend=mend)


def run_reproduction(checks: Sequence[Check], subject: Subject) -> tuple[Finding, ...]:
    """Run `checks` over a reproduction, with the desk's severities and the units' waivers applied.

    Args:
        checks: every check there is, in the order in which their findings come.
        subject: the reproduction and its original.

    Raises:
        InputError: the settings name an unknown check or severity.
    """
    chosen = severities(checks, subject.settings)
    active = [check for check in checks if chosen[check.id] != OFF]
    return tuple(finding for check in active for finding in _findings(check, chosen[check.id], subject))


def _findings(check: Check, chosen: str, subject: Subject) -> Iterator[Finding]:
    for report in _reports(check, subject):
        waived, hint = _waiver(check, subject.recorded.get(report.unit))
        if waived:
            continue
        yield Finding(
            check=check.id,
            severity=Severity(chosen) if chosen else report.severity or check.severity,
            message=report.message + hint,
            article=subject.article.id,
            unit=report.unit,
            source=report.source,
            target=report.target,
            file=(subject.article_file or subject.file) if report.of_article else subject.file,
            line=0 if report.of_article else _line(report.at or report.unit, subject.lines),
        )


def _reports(check: Check, subject: Subject) -> Iterator[Report]:
    if check.pair:
        for pair in (*(subject.titles if check.titles else ()), *subject.pairs):
            yield from pair_reports(check, pair)
    if check.article:
        yield from check.article(subject)


def pair_reports(check: Check, pair: Pair) -> Iterator[Report]:
    """What a check says of one pair, with the place and both texts filled in."""
    for report in check.pair(pair) if check.pair else ():
        title = pair.unit.id.startswith(_METADATA)
        yield replace(
            report,
            unit="" if title else pair.unit.id,
            at=pair.unit.id if title else report.at,
            source=report.source or (pair.source.text if pair.source else pair.unit.source),
            target=report.target or (pair.target.text if pair.target else pair.recorded.target.text),
        )


def run_pair(checks: Sequence[Check], pair: Pair, settings: Settings) -> tuple[Finding, ...]:
    """Run `checks` over one pair that belongs to no desk: no file, no waivers.

    Raises:
        InputError: the settings name an unknown check or severity.
    """
    chosen = severities(checks, settings)
    return tuple(
        Finding(
            check=check.id,
            severity=Severity(chosen[check.id]) if chosen[check.id] else report.severity or check.severity,
            message=report.message,
            unit=report.unit,
            source=report.source,
            target=report.target,
        )
        for check in checks
        if chosen[check.id] != OFF
        for report in pair_reports(check, pair)
    )


def _line(place: str, lines: Mapping[str, int]) -> int:
    return lines.get(place) or lines.get(place.partition(".")[0], 0)


def _waiver(check: Check, unit: Unit | None) -> tuple[bool, str]:
    """Return whether a person waived the check on this unit, and a remark when a waiver does not count."""
    waivers = [waiver for waiver in unit.target.waived if waiver.check == check.id] if unit else []
    if not unit or not waivers:
        return False, ""
    if not check.waivable:
        return False, " (this check cannot be waived)"
    reasoned = [waiver for waiver in waivers if waiver.reason.strip()]
    if not reasoned:
        return False, " (its waiver gives no reason)"
    if any(waiver.digest == unit.digest for waiver in reasoned):
        return True, ""
    return False, " (its waiver no longer counts: the unit has changed since)"


def run_page(checks: Sequence[Check], subject: Published) -> tuple[Finding, ...]:
    """Run `checks` over a page read back. A page has no settings and no waivers: it agrees or it does not."""
    return tuple(
        Finding(
            check=check.id,
            severity=report.severity or check.severity,
            message=report.message,
            article=subject.article,
            unit=report.unit,
            source=report.source,
            target=report.target,
            file=subject.file,
        )
        for check in checks
        if check.page
        for report in check.page(subject)
    )
