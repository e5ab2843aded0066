"""Checks on the web's answers for the links of an article: is each still there, and under this address?"""

from collections.abc import Iterator

from workflow.checks.base import Visit
from workflow.checks.report import Report, shorten
from workflow.model import Severity

_GONE = (404, 410)
_FIRST_ERROR = 400
# The server is there and does not want to be asked by a program: this says nothing about the page.
_REFUSING = (401, 402, 403, 405, 406, 418, 429, 451, 501, 999)


def dead(visit: Visit) -> Iterator[Report]:
    """Report a link that leads nowhere; where the server may only be tired, milder."""
    link = _named(visit)
    if visit.fault and visit.kind != "certificate":
        yield Report(f"{link} leads nowhere: {visit.fault}; try again later, or link to a copy")
    elif visit.status in _GONE:
        yield Report(f"{link} is gone (the server answered {visit.status}); link to a copy, or waive with the reason")
    elif visit.status >= _FIRST_ERROR and visit.status not in _REFUSING:
        message = f"{link} gives an error (the server answered {visit.status}); try again later"
        yield Report(message, severity=Severity.INFO)


def moved(visit: Visit) -> Iterator[Report]:
    """Report a link whose page has moved for good."""
    if visit.moved and not visit.fault:
        problem = f"{_named(visit)} has moved for good to {shorten(visit.moved, 80)}"
        yield Report(f"{problem}; see that it is the same page, and correct both texts if you will")


def certificate(visit: Visit) -> Iterator[Report]:
    """Report a link to a server whose certificate is not trusted."""
    if visit.kind == "certificate":
        yield Report(f"{_named(visit)} warns its readers: {visit.fault}; see whether another address serves the page")


def _named(visit: Visit) -> str:
    return f"the link {shorten(visit.url, 80)}" if visit.unit else f"the link to the original {shorten(visit.url, 80)}"
