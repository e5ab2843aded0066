"""The application: which address does what."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from workflow.errors import WorkflowError
from workflow.review import actions, views
from workflow.review.replies import Endpoint, failed
from workflow.review.security import Access, Guard
from workflow.review.workbench import Workbench

_STATIC = Path(__file__).parent / "static"
_FILES = {path.name: path for path in sorted(_STATIC.iterdir()) if path.suffix in (".js", ".css", ".svg")}
_UNIT = "/articles/{article}/units/{unit}"


def make_app(bench: Workbench, access: Access) -> Guard:
    """Return the application for a desk, behind its guard."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        bench.close()

    app = Starlette(
        routes=[
            _get("/", views.dashboard),
            _get("/articles/{article}", views.article),
            _get(_UNIT, actions.show),
            *(_post(f"{_UNIT}/{name}", endpoint) for name, endpoint in _ON_UNITS.items()),
            _get("/static/{name}", _static),
        ],
        exception_handlers={WorkflowError: failed, HTTPException: failed},
        lifespan=lifespan,
    )
    app.state.bench, app.state.access = bench, access
    return Guard(app, access)


_ON_UNITS: dict[str, Endpoint] = {
    "check": actions.check,
    "text": actions.save,
    "state": actions.state,
    "waive": actions.waive,
    "withdraw": actions.withdraw,
    "comment": actions.comment,
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
