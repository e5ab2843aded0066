"""Checks on dates: what was lost, invented or changed on the way, and weekdays that do not fit.

Which dates agree is decided in `workflow.constraints.dates` alone; these checks word the answer.
"""

from collections.abc import Iterator

from workflow.checks.base import Pair
from workflow.checks.report import Report, shorten
from workflow.model import Dated, Severity
from workflow.text.date.compare import NOTHING
from workflow.text.date.english import render_date
from workflow.text.date.relative import day_of
from workflow.text.date.words import WEEKDAY_NAMES


def differ(pair: Pair) -> bool:
    """Whether the dates of a pair differ, or do not fit their weekdays."""
    return pair.dates is not NOTHING and pair.dates != NOTHING


def missing(pair: Pair) -> Iterator[Report]:
    """Report dates of the Chinese that the English does not state."""
    for mention in pair.dates.missing:
        message = f"{pair.where} lost the date “{shorten(mention.text)}”; write {_owed(pair, mention)}"
        # A time of day is often left out on purpose.
        severity = Severity.WARNING if mention.times else None
        yield Report(message, severity=severity, source_span=(mention.start, mention.end))


def extra(pair: Pair) -> Iterator[Report]:
    """Report dates of the English that the Chinese does not state."""
    for mention in pair.dates.extra:
        message = f"{pair.where} has “{shorten(mention.text)}”, a date that the Chinese does not state; remove it"
        # Where the article's date is not known, nor any other, a year may be that of the context.
        alone = not (pair.context.date or mention.month or mention.day)
        yield Report(message, severity=Severity.WARNING if alone else None, target_span=(mention.start, mention.end))


def mismatch(pair: Pair) -> Iterator[Report]:
    """Report dates that the English changed."""
    for said, made in pair.dates.altered:
        mend = f"write {_owed(pair, said)}" if render_date(said, None) else "correct the part of the day"
        message = f"{pair.where} has “{shorten(made.text)}” for “{shorten(said.text)}”; {mend}"
        yield Report(message, source_span=(said.start, said.end), target_span=(made.start, made.end))


def weekday(pair: Pair) -> Iterator[Report]:
    """Report weekdays that their date does not fall on; in the Chinese itself that is milder."""
    compared = pair.dates
    for mention, right in compared.weekdays:
        message = f"{pair.where} has “{shorten(mention.text)}”, but that day is a {_name(right)}; correct one of them"
        yield Report(message, target_span=(mention.start, mention.end))
    for mention, right in compared.source_weekdays:
        message = f"the Chinese of {pair.where} has “{shorten(mention.text)}”, but that day is a {_name(right)}"
        place = (mention.start, mention.end)
        yield Report(f"{message}; ask the source", severity=Severity.WARNING, source_span=place)


def _owed(pair: Pair, mention: Dated) -> str:
    return f"“{render_date(mention, day_of(pair.context.date))}”"


def _name(weekday: int) -> str:
    return WEEKDAY_NAMES[weekday - 1][0].capitalize()
