"""The runner: turns the reports of checks into findings.

It decides how severe a report is (settings first, then the report, then the check) and whether a person waived it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import chain, groupby
from operator import attrgetter
from typing import NamedTuple

from workflow.checks.base import METADATA, Check, Pair, Parameters, Subject, Text, Visit
from workflow.checks.report import Report, Reports
from workflow.errors import InputError
from workflow.model import Finding, Settings, Severity, Unit, Waiver

OFF = "off"


def severities(checks: Sequence[Check], settings: Settings) -> dict[str, str]:
    """Return what the settings say of each check id, ``''`` for nothing; the id wins over the family.

    Raises:
        InputError: a key that is neither a check nor a family, or a value that is no severity.
    """
    chosen = settings.checks
    if chosen:
        _refuse_unknown({check.id for check in checks}, settings)
    if settings.parameters:
        _refuse_parameters({check.id: check.parameters for check in checks}, settings)
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


def _refuse_parameters(known: Parameters, settings: Settings) -> None:
    for check, values in settings.parameters.items():
        for name in values:
            if name not in known.get(check, {}):
                names = ", ".join(known.get(check, {}))
                mend = f"it has {names}" if names else "it has no parameters: write a severity alone"
                raise InputError(f"unknown parameter “{name}” of {check}", place="workflow.yaml", mend=mend)


def unit_reports(checks: Sequence[Check], subject: Subject) -> dict[str, Reports]:
    """Return what the checks say of each unit and title, by `Pair.key`; what is known is not worked out again.

    Raises:
        InputError: the settings name an unknown check or severity.
    """
    chosen = severities(checks, subject.settings)
    active = [check for check in checks if check.pair and chosen[check.id] != OFF]
    found: dict[str, Reports] = {}
    for pairs, titles in ((subject.titles, True), (subject.pairs, False)):
        wanted = grouped([check for check in active if check.titles] if titles else active)
        for pair in pairs:
            known = subject.known.get(pair.key)
            if known is None:
                known = tuple(reports_on(wanted, pair))
            found[pair.key] = known
    return found


def finished(checks: Sequence[Check], subject: Subject, of_units: Mapping[str, Reports]) -> tuple[Finding, ...]:
    """Return the findings of a reproduction: those on its units, and those on it as a whole, check by check."""
    chosen = severities(checks, subject.settings)
    by_check: dict[str, list[Report]] = {check.id: [] for check in checks}
    for pair in (*subject.titles, *subject.pairs):
        for name, report in of_units.get(pair.key, ()):
            by_check[name].append(report)
    return tuple(
        finding
        for check in checks
        if chosen[check.id] != OFF
        for finding in _findings(check, chosen[check.id], by_check[check.id], subject)
    )


def _findings(check: Check, chosen: str, of_units: Iterable[Report], subject: Subject) -> Iterator[Finding]:
    for report in chain(of_units, check.article(subject) if check.article else ()):
        waived, hint = _waiver(check, subject.recorded.get(report.unit))
        if waived:
            continue
        yield replace(
            check.finding(report, chosen),
            message=report.message + hint,
            article=subject.article.id,
            file=(subject.article_file or subject.file) if report.of_article else subject.file,
            line=0 if report.of_article else _line(report.at or report.unit, subject.lines),
        )


Group = tuple[Callable[[Pair], object] | None, Sequence[tuple[str, Callable[[Pair], Iterable[Report]]]]]
"""What checks side by side ask first, and each with its id."""


def grouped(checks: Iterable[Check]) -> list[Group]:
    """Return checks of pairs as `reports_on` takes them: nearly every question they ask first is answered with no."""
    groups = groupby((check for check in checks if check.pair), key=attrgetter("given"))
    return [(given, [(check.id, check.pair) for check in some if check.pair]) for given, some in groups]


def reports_on(groups: Sequence[Group], pair: Pair) -> Iterator[tuple[str, Report]]:
    """What checks of pairs say of one pair, each with the id of its check, the place and both texts filled in."""
    for given, checks in groups:
        if given is None or given(pair):
            for name, check in checks:
                for report in check(pair):
                    yield name, _filled(report, pair)


def _filled(report: Report, pair: Pair) -> Report:
    title = pair.unit.id.startswith(METADATA)
    return Report(
        report.message,
        unit="" if title else pair.unit.id,
        at=pair.unit.id if title else report.at,
        source=report.source or (pair.source.text if pair.source else pair.unit.source),
        target=report.target or (pair.target.text if pair.target else pair.recorded.target.text),
        source_span=report.source_span,
        target_span=report.target_span,
        severity=report.severity,
        of_article=report.of_article,
    )


class Plan(NamedTuple):
    """The checks of pairs that settings leave on, also by id, and what the settings say of each."""

    active: Sequence[Group]
    by_id: Mapping[str, Check]
    chosen: Mapping[str, str]


def plan(checks: Sequence[Check], settings: Settings) -> Plan:
    """Return which checks of pairs run under these settings.

    Raises:
        InputError: the settings name an unknown check or severity.
    """
    chosen = severities(checks, settings)
    active = [check for check in checks if check.pair and chosen[check.id] != OFF]
    return Plan(grouped(active), {check.id: check for check in active}, chosen)


def run_pairs(plan: Plan, pairs: Iterable[Pair]) -> Iterator[tuple[Finding, ...]]:
    """Run checks over pairs that belong to no desk (no file, no waivers); yield the findings of each."""
    return (findings(plan, pair) for pair in pairs)


def findings(plan: Plan, pair: Pair) -> tuple[Finding, ...]:
    """Run checks over a pair that belongs to no desk."""
    active, by_id, chosen = plan
    return tuple([by_id[name].finding(report, chosen[name]) for name, report in reports_on(active, pair)])


def _line(place: str, lines: Mapping[str, int]) -> int:
    return lines.get(place) or lines.get(place.partition(".")[0], 0)


def _waiver(check: Check, unit: Unit | None) -> tuple[bool, str]:
    """Return whether a person waived the check on this unit, and a remark where it cannot be waived."""
    waivers = [waiver for waiver in unit.target.waived if waiver.check == check.id] if unit else []
    if not unit or not waivers:
        return False, ""
    if not check.waivable:
        return False, " (this check cannot be waived)"
    return any(counts(waiver, unit) for waiver in waivers), ""


def counts(waiver: Waiver, unit: Unit) -> bool:
    """Whether a waiver gives a reason and was given for the unit's present texts."""
    return bool(waiver.reason.strip()) and waiver.digest == unit.digest


def run_desk(
    checks: Sequence[Check], texts: Sequence[Text], settings: Settings, *, within: bool = False
) -> tuple[Finding, ...]:
    """Run `checks` over the units of several articles together, or of one file; waived units are not among `texts`.

    Raises:
        InputError: the settings name an unknown check or severity.
    """
    chosen = severities(checks, settings)
    return tuple(
        replace(check.finding(report, chosen[check.id]), article=text.article, unit=text.unit)
        for check in checks
        if check.desk and chosen[check.id] != OFF
        for text, report in check.desk(texts, within=within)
    )


def run_visits(checks: Sequence[Check], visits: Iterable[Visit], settings: Settings) -> Iterator[Finding]:
    """Run `checks` over the web's answers; file and waivers are the caller's.

    Raises:
        InputError: the settings name an unknown check or severity.
    """
    chosen = severities(checks, settings)
    active = [check for check in checks if check.visit and chosen[check.id] != OFF]
    for visit in visits:
        for check in active:
            for report in check.visit(visit) if check.visit else ():
                found = check.finding(report, chosen[check.id])
                yield replace(found, article=visit.article, unit=visit.unit, source=visit.url)
