"""The pages themselves: all articles, one article, the page as it will be published."""

from collections import Counter
from dataclasses import dataclass
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from workflow.jobs.status import Filter, Status, status
from workflow.model import PUBLISHED, Severity, State, text_digest
from workflow.review import present
from workflow.review.present import Told
from workflow.review.replies import bench, page, place, reading
from workflow.review.workbench import Opened, Workbench

PER_PAGE = 100
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
    wanted = Wanted.of(request)
    rows = await reading(request).run(lambda bench: status(bench.desk, bench.desk.ids()))
    shown = [row for row in rows if wanted.takes(row)]
    pages = max(1, -(-len(shown) // PER_PAGE))
    at = min(max(wanted.page, 1), pages)
    asked = {name: value for name, value in request.query_params.items() if name != "page" and value}
    return page(
        request,
        "dashboard.html",
        rows=shown[(at - 1) * PER_PAGE : at * PER_PAGE],
        count=len(shown),
        total=len(rows),
        stages=Counter(row.stage for row in rows),
        people=sorted({row.assigned for row in rows if row.assigned}),
        states=STATES,
        asked=asked,
        wanted=wanted,
        at=at,
        pages=pages,
    )


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
