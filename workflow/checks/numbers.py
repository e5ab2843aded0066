"""Checks on numbers: every quantity of the Chinese stands in the English with its value and its unit, none is invented.

Which do is decided in `workflow.constraints.numbers` alone; these checks word the answer.
"""

from collections.abc import Iterator

from workflow.checks.base import Pair
from workflow.checks.report import Report, shorten
from workflow.model import Bound, Measure, Severity
from workflow.text.quantity.change import change_zh
from workflow.text.quantity.compare import Lack, Slip
from workflow.text.quantity.words import TELEPHONE, english


def differ(pair: Pair) -> bool:
    """Whether the numbers of a pair differ at all."""
    compared = pair.numbers
    return bool(compared.missing or compared.extra)


def missing(pair: Pair) -> Iterator[Report]:
    """Report quantities that the English does not state, or states with another value."""
    for lack in _lacking(pair, Slip.ABSENT, Slip.WRONG):
        right = english(lack.quantity)
        if lack.quantity.unit == TELEPHONE:
            message = f"{pair.where} gives the telephone number “{right}” as “{_said(lack)}”; correct it"
        elif lack.instead is None:
            message = f"{pair.where} has “{lack.quantity.text}” without its number in English; write “{right}”"
        else:
            message = f"{pair.where}: “{lack.quantity.text}” is “{right}”, the English says “{_said(lack)}”; correct it"
        # A small count may be told in words that no rule foresees.
        mild = lack.quantity.small and lack.instead is None
        yield _report(lack, message, Severity.WARNING if mild else None)


def magnitude(pair: Pair) -> Iterator[Report]:
    """Report numbers with the right digits and the wrong power of ten: 7650亿 as 7650 billion."""
    for lack in _lacking(pair, Slip.MAGNITUDE):
        right, wrong = english(lack.quantity), _said(lack)
        yield _report(lack, f"{pair.where}: “{lack.quantity.text}” is “{right}”, not “{wrong}”; correct the magnitude")


def unit(pair: Pair) -> Iterator[Report]:
    """Report numbers with the right value and the wrong unit: dollars for yuan, percent for percentage points."""
    for lack in _lacking(pair, Slip.UNIT):
        right, wrong = english(lack.quantity), _said(lack)
        points = lack.quantity.measure is Measure.POINTS  # often so in print, though wrong
        message = f"{pair.where}: “{lack.quantity.text}” is “{right}”, not “{wrong}”; correct the unit"
        yield _report(lack, message, Severity.WARNING if points else None)
    for lack in _lacking(pair, Slip.RATE):
        message = f"{pair.where} tells “{_said(lack)}” for another measure than “{lack.quantity.text}”; correct it"
        yield _report(lack, message)


def bound(pair: Pair) -> Iterator[Report]:
    """Report limits turned round: more than 300 for nearly 300."""
    for lack in _lacking(pair, Slip.BOUND):
        side = "more" if lack.instead and lack.instead.bound is Bound.OVER else "less"
        right = english(lack.quantity)
        yield Report(
            f"{pair.where}: “{lack.quantity.text}” is “{right}”, the English says {side} than that; correct it"
        )


def change(pair: Pair) -> Iterator[Report]:
    """Report numbers told as another change: fell by 60 percent for 降至60%, rose for 下降."""
    for lack in _lacking(pair, Slip.CHANGE):
        ours = change_zh(pair.chinese, lack.quantity)
        if ours is not None:
            right = f"{'up' if ours.rises else 'down'} {'to' if ours.to else 'by'} {english(lack.quantity)}"
            yield _report(
                lack, f"{pair.where}: “{lack.quantity.text}” is “{right}”, the English says otherwise; correct it"
            )


def exchanged(pair: Pair) -> Iterator[Report]:
    """Report two numbers that changed places: men 47 percent and women 53 for 男性占53%，女性占47%."""
    for lack in _lacking(pair, Slip.PLACE):
        message = f"{pair.where} says “{_said(lack)}” of what another number belongs to; exchange the two"
        yield _report(lack, message)


def extra(pair: Pair) -> Iterator[Report]:
    """Report numbers of the English that the Chinese does not state."""
    for quantity in pair.numbers.extra:
        number = shorten(quantity.text.strip())
        message = f"{pair.where} says “{number}”, a number that the Chinese does not state; check it or remove it"
        yield Report(message, target_span=(quantity.start, quantity.end))


def _report(lack: Lack, message: str, severity: Severity | None = None) -> Report:
    said = lack.instead
    return Report(
        message,
        severity=severity,
        source_span=(lack.quantity.start, lack.quantity.end),
        target_span=(said.start, said.end) if said else None,
    )


def _lacking(pair: Pair, *slips: Slip) -> list[Lack]:
    return [lack for lack in pair.numbers.missing if lack.slip in slips]


def _said(lack: Lack) -> str:
    return shorten(lack.instead.text.strip()) if lack.instead else ""
