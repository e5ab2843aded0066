"""Checks on what people decided: is the English of the present Chinese, was it reviewed, do waivers still count."""

from collections.abc import Iterator

from workflow.checks.base import Pair, Subject
from workflow.checks.report import Report, around, shorten
from workflow.model import DOUBTFUL, Severity, State
from workflow.text.inline import MarkupError, parse


def noted(pair: Pair) -> bool:
    """Whether the English is of another Chinese, or anything was noted or waived on it."""
    target = pair.recorded.target
    return pair.recorded.source != pair.unit.source or bool(target.unmet or target.waived)


def stale(pair: Pair) -> Iterator[Report]:
    """Report English that was made from a text the original no longer has."""
    if pair.recorded.source == pair.unit.source or not pair.recorded.target.text.strip():
        return
    old, new = _plain(pair.recorded.source), pair.chinese
    if old == new:  # a tag or an address
        old, new = pair.recorded.source, pair.unit.source
    was, spot = around(old, new), around(new, old)
    if pair.recorded.target.is_draft:
        mend = f"draft it again with {_redo(pair.article)}, or revise it"
    else:
        mend = f"revise it, or say that it holds with `workflow approve {pair.article} --unit {pair.unit.id}`"
    yield Report(f"{pair.where} translates “{was}”, the original now has “{spot}”; {mend}")


def _plain(markup: str) -> str:
    try:
        return parse(markup).text
    except MarkupError:
        return markup


def outdated(subject: Subject) -> Iterator[Report]:
    """Report a reproduction whose record is of an earlier state of the original."""
    if subject.reproduction and subject.reproduction.digest != subject.article.digest:
        message = (
            "the reproduction was made from an earlier state of the original (its digest differs); "
            f"compare the two, and approve the article, or renew the record with {_redo(subject.article.id)}"
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
        message = f"{problem}; correct what is wrong, and approve them"
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
