"""Checks on what people decided: is the English of the present Chinese, was it reviewed, do waivers still count."""

from collections.abc import Iterator

from workflow.checks.base import Pair, Subject
from workflow.checks.report import Report, shorten
from workflow.model import DOUBTFUL, Severity, State


def stale(pair: Pair) -> Iterator[Report]:
    """Report English that was made from a text the original no longer has."""
    if pair.recorded.source != pair.unit.source and pair.recorded.target.text.strip():
        yield Report(
            f"{pair.where} translates “{shorten(pair.recorded.source)}”, the original now has "
            f"“{shorten(pair.unit.source)}”; revise it, or draft it again with {_redo(pair.article)}",
            source=pair.unit.source,
            target=pair.recorded.target.text,
        )


def outdated(subject: Subject) -> Iterator[Report]:
    """Report a reproduction whose record is of an earlier state of the original."""
    if subject.reproduction and subject.reproduction.digest != subject.article.digest:
        message = (
            "the reproduction was made from an earlier state of the original (its digest differs); "
            f"compare the two, and renew the record with {_redo(subject.article.id)}"
        )
        yield Report(message, at="original", severity=Severity.WARNING)


def _redo(article: str) -> str:
    return f"`workflow translate --stale {article}`"


def unreviewed(subject: Subject) -> Iterator[Report]:
    """Report how many units no person has approved."""
    units = subject.reproduction.units if subject.reproduction else ()
    waiting = [unit for unit in units if unit.target.state is State.TRANSLATED and unit.target.text.strip()]
    if waiting:
        problem = f"{len(waiting)} of {len(units)} units wait for a review, the first is {waiting[0].id}"
        message = f"{problem}; correct them and set their state to reviewed"
        yield Report(message, unit=waiting[0].id)


def waiver(pair: Pair) -> Iterator[Report]:
    """Report waivers that do not count: they give no reason, or the unit has changed since."""
    for waived in pair.recorded.target.waived:
        if not waived.reason.strip():
            yield Report(f"{pair.where} waives {waived.check} without a reason; write one, or remove the waiver")
        elif waived.digest != pair.recorded.digest:
            problem = f"{pair.where} has changed since {waived.check} was waived (“{shorten(waived.reason)}”)"
            yield Report(f"{problem}; decide again, or remove the waiver")


def doubtful(pair: Pair) -> Iterator[Report]:
    """Report adopted English whose pairing nobody has looked at yet."""
    target = pair.recorded.target
    for unmet in target.unmet if not target.state.approved else ():
        if unmet.check == DOUBTFUL:
            yield Report(
                f"{pair.where} still needs {unmet.owed}; compare the two texts, correct the English, "
                "and take this note out of unmet or mark the unit reviewed"
            )
