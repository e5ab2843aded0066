"""The pages themselves: all articles, one article, the page as it will be published."""

from collections import Counter
from dataclasses import dataclass
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from workflow.errors import InputError
from workflow.jobs.rows import Filter, Status
from workflow.jobs.status import Known, at_hand, status
from workflow.model import PUBLISHED, Severity, State, text_digest
from workflow.review import present
from workflow.review.background import Checking
from workflow.review.present import Told
from workflow.review.replies import bench, page, place, reading
from workflow.review.workbench import Opened, Workbench
from workflow.store.desk import Desk

PER_PAGE = 100
AT_ONCE = 3
"""Articles that are checked while the dashboard waits; more of them are checked in the background."""
STATES = (*State, PUBLISHED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the dashboard was asked for: the filter of ``workflow status``, words of the title, one page of rows."""

    rows: Filter
    words: str
    failing: bool
    page: int

    @classmethod
    def of(cls, request: Request) -> "Wanted":
        """Read the address."""
        asked = request.query_params
        state = asked.get("state", "")
        if state and state not in STATES:
            raise HTTPException(HTTPStatus.BAD_REQUEST, f"There is no state {state}.")
        number = asked.get("page", "1")
        chosen = Filter(
            state=state,
            stale=bool(asked.get("stale")),
            assigned=asked.get("assigned") or None,
            since=asked.get("since", ""),
        )
        words = asked.get("words", "").strip()
        return cls(chosen, words, bool(asked.get("failing")), int(number) if number.isdecimal() else 1)

    def takes(self, row: Status) -> bool:
        """Whether a row is shown."""
        told = f"{row.id} {row.title} {row.title_en}".casefold()
        fits = all(word in told for word in self.words.casefold().split())
        return fits and (not self.failing or row.errors > 0) and self.rows.takes(row)


async def dashboard(request: Request) -> Response:
    """Show all articles, with filters."""
    return page(request, "dashboard.html", **await _listed(request))


async def checked(request: Request) -> Response:
    """Fill in what was checked since the dashboard was shown; nothing where nothing was."""
    told = await _listed(request)
    if told["runs"] and str(told["left"]) == request.query_params.get("left"):
        return Response(status_code=HTTPStatus.NO_CONTENT)
    return page(request, "checked.html", **told)


async def _listed(request: Request) -> Told:
    wanted = Wanted.of(request)
    checking = request.app.state.checking
    known, fault = await reading(request).run(lambda bench: _known(bench.desk, checking))
    shown = [one for one in known if wanted.takes(one.row)]
    pages = max(1, -(-len(shown) // PER_PAGE))
    at = min(max(wanted.page, 1), pages)
    asked = {name: value for name, value in request.query_params.items() if name not in ("page", "left") and value}
    return {
        "rows": shown[(at - 1) * PER_PAGE : at * PER_PAGE],
        "count": len(shown),
        "total": len(known),
        "left": sum(1 for one in known if not one.is_checked),
        "runs": checking.runs,
        "fault": fault,
        "stages": Counter(one.row.stage for one in known),
        "people": sorted({one.row.assigned for one in known if one.row.assigned}),
        "states": STATES,
        "asked": asked,
        "wanted": wanted,
        "at": at,
        "pages": pages,
    }


def _known(desk: Desk, checking: Checking) -> tuple[list[Known], str]:
    """Where all articles stand, and the sentence of what keeps some from being checked."""
    runs = checking.runs  # asked first: what it kept until it ended is then seen
    known = at_hand(desk, desk.ids())
    left = [one.row.id for one in known if not one.is_checked]
    if not left or runs:
        return known, ""
    if len(left) > AT_ONCE:
        checking.begin(f"{desk.global_stamp()} {desk.stamps(desk.settings.target_language)}")
        return known, checking.fault
    try:
        rows = status(desk, left)
    except InputError as error:
        return at_hand(desk, desk.ids()), str(error)
    fresh = {row.id: Known(row=row, is_read=True, is_checked=True) for row in rows if not row.fault}
    return [fresh.get(one.row.id, one) for one in known], next((row.fault for row in rows if row.fault), "")


async def article(request: Request) -> Response:
    """Show one article, both languages side by side."""
    article_id = place(request)

    def work(bench: Workbench) -> Told:
        opened = bench.open(article_id)
        return whole(opened) | {"units": list(present.units(opened))}

    return page(request, "article.html", **await bench(request).run(work))


def whole(opened: Opened) -> Told:
    """What is said of an article as a whole."""
    subject = opened.subject
    ids = {unit.id for unit in subject.body_units}
    recorded = [subject.recorded.get(unit.id, unit) for unit in subject.body_units]
    severities = Counter(finding.severity for finding in opened.findings)
    return {
        "seen": seen(opened),
        "article": subject.article,
        "metadata": opened.metadata,
        "reproduction": subject.reproduction,
        "states": Counter(unit.target.state for unit in recorded),
        "count": len(recorded),
        "errors": severities[Severity.ERROR],
        "warnings": severities[Severity.WARNING],
        "elsewhere": [finding for finding in opened.findings if finding.unit not in ids],
    }


def seen(opened: Opened) -> str:
    """Return the digest of all texts of an article, by which a decision on the whole knows what the person saw."""
    recorded = opened.subject.recorded
    texts = [f"{unit.source}\0{recorded.get(unit.id, unit).target.text}" for unit in opened.subject.body_units]
    return text_digest("\0".join(texts))
