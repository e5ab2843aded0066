"""Reading what a page sends, and answering with templates: escaped, with the sentence of an error where one is due."""

from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from workflow.errors import InputError, WorkflowError
from workflow.jobs.edits import ConflictError
from workflow.review.present import WAIVABLE
from workflow.review.security import MAX_BODY, Access
from workflow.review.workbench import Workbench
from workflow.store.names import is_id

Endpoint = Callable[[Request], Awaitable[Response]]
_FIELDS = 50


@cache
def templates() -> Environment:
    """The templates, escaping everything."""
    folder = Path(__file__).parent / "templates"
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["moment"] = lambda at: at.replace("T", " ").removesuffix("Z")[:16]
    made.globals["waivable"] = WAIVABLE
    return made


def bench(request: Request) -> Workbench:
    """The desk, for what is read and written while a person waits."""
    found: Workbench = request.app.state.bench
    return found


def reading(request: Request) -> Workbench:
    """The desk, for what looks at all articles and may take a moment."""
    found: Workbench = request.app.state.reading
    return found


def drafting(request: Request) -> Workbench:
    """The desk, for the engine."""
    found: Workbench = request.app.state.drafting
    return found


def access(request: Request) -> Access:
    """What this server lets in."""
    found: Access = request.app.state.access
    return found


def place(request: Request) -> str:
    """Return the id of the article in the address.

    Raises:
        HTTPException: it is none.
    """
    found: str = request.path_params["article"]
    if not is_id(found):
        raise HTTPException(HTTPStatus.NOT_FOUND, "There is no article of that name.")
    return found


def page(request: Request, name: str, status: int = HTTPStatus.OK, **values: Any) -> HTMLResponse:  # noqa: ANN401
    """Answer with a template."""
    mine = bench(request)
    known = access(request)
    csrf = known.csrf(request.cookies.get(known.cookie, ""))
    shared = {"csrf": csrf, "by": mine.by, "desk_key": mine.key}
    return HTMLResponse(templates().get_template(name).render(shared | values), status)


async def form(request: Request) -> Mapping[str, str]:
    """Read the fields that a page sent; of two with one name the last.

    Raises:
        HTTPException: it is too large, or no form.
    """
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send a form.")
    body = bytearray()
    async for chunk in request.stream():  # a length that was announced may be a lie
        body += chunk
        if len(body) > MAX_BODY:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"No request may be larger than {MAX_BODY} bytes.")
    try:
        pairs = parse_qsl(
            body.decode("utf-8"), keep_blank_values=True, strict_parsing=bool(body), max_num_fields=_FIELDS
        )
    except ValueError as error:
        raise HTTPException(HTTPStatus.BAD_REQUEST, "This is no form.") from error
    return dict(pairs)


def field(fields: Mapping[str, str], name: str) -> str:
    """Return a field that has to be there.

    Raises:
        HTTPException: it is not.
    """
    if name not in fields:
        raise HTTPException(HTTPStatus.BAD_REQUEST, f"The field {name} is missing.")
    return fields[name]


async def failed(request: Request, error: Exception) -> Response:
    """Answer with the sentence of an error; a fragment where the page asked for one."""
    if isinstance(error, HTTPException):
        status, sentence = error.status_code, str(error.detail)
    elif isinstance(error, WorkflowError):
        status = HTTPStatus.UNPROCESSABLE_ENTITY if isinstance(error, InputError) else HTTPStatus.SERVICE_UNAVAILABLE
        if request.method == "GET" and "there is no" in error.problem:
            status = HTTPStatus.NOT_FOUND
        sentence = f"{error.problem}; {error.mend}" if error.mend else error.problem
        sentence = f"{error.place}: {sentence}" if error.place and not isinstance(error, ConflictError) else sentence
    else:
        raise error
    if "hx-request" not in request.headers:
        return page(request, "error.html", status, sentence=sentence)
    answer = page(request, "message.html", status, sentence=sentence)
    answer.headers["HX-Retarget"] = "#message"
    answer.headers["HX-Reswap"] = "innerHTML"
    return answer
