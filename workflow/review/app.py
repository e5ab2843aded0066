"""The application: which address does what."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from workflow.errors import WorkflowError
from workflow.review import actions, panels, views, whole
from workflow.review.background import Checking
from workflow.review.replies import Endpoint, failed
from workflow.review.security import Access, Guard
from workflow.review.workbench import Workbench

_STATIC = Path(__file__).parent / "static"
_FILES = {path.name: path for path in sorted(_STATIC.iterdir()) if path.suffix in (".js", ".css", ".svg")}
_ARTICLE = "/articles/{article}"
_UNIT = f"{_ARTICLE}/units/{{unit}}"


def make_app(root: Path, by: str, access: Access) -> Guard:
    """Return the application for a desk, behind its guard."""
    benches = {name: Workbench(root, by) for name in ("bench", "reading", "drafting")}

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        with suppress(WorkflowError):  # said on the page itself
            await app.state.bench.run(lambda bench: bench.desk)
        yield
        app.state.checking.close()
        for bench in benches.values():
            bench.close()

    app = Starlette(
        routes=[
            _get("/", views.dashboard),
            _get("/checked", views.checked),
            _get("/concordance", panels.concordance),
            _get(_ARTICLE, views.article),
            *(_get(f"{_ARTICLE}/{name}", endpoint) for name, endpoint in _BESIDE.items()),
            *(_post(f"{_ARTICLE}/{name}", endpoint) for name, endpoint in _ON_ARTICLES.items()),
            _get(f"{_ARTICLE}/media/{{same}}/{{name}}", panels.picture),
            _get(_UNIT, actions.show),
            _get(f"{_UNIT}/proposals", panels.unit_proposals),
            _get(f"{_UNIT}/history", panels.unit_history),
            *(_post(f"{_UNIT}/{name}", endpoint) for name, endpoint in _ON_UNITS.items()),
            _get("/static/{name}", _static),
        ],
        exception_handlers={WorkflowError: failed, HTTPException: failed},
        lifespan=lifespan,
    )
    app.state.access = access
    app.state.checking = Checking(root)
    for name, bench in benches.items():
        setattr(app.state, name, bench)
    return Guard(app, access)


_ON_UNITS: dict[str, Endpoint] = {
    "check": actions.check,
    "text": actions.save,
    "state": actions.state,
    "waive": actions.waive,
    "withdraw": actions.withdraw,
    "comment": actions.comment,
    "draft": panels.draft,
}


_BESIDE: dict[str, Endpoint] = {
    "page": panels.published_page,
    "preview": panels.page_beside,
    "changes": panels.changes,
    "metadata": whole.metadata,
}
_ON_ARTICLES: dict[str, Endpoint] = {
    "metadata": whole.set_metadata,
    "state": whole.state,
    "assign": whole.assign,
    "export": whole.publish,
}


def _get(path: str, endpoint: Endpoint) -> Route:
    return Route(path, endpoint, methods=["GET"])


def _post(path: str, endpoint: Endpoint) -> Route:
    return Route(path, endpoint, methods=["POST"])


async def _static(request: Request) -> Response:
    """One of the page's own files; names come from a list, never from the request."""
    path = _FILES.get(request.path_params["name"])
    if path is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, "There is no such file.")
    return FileResponse(path)
