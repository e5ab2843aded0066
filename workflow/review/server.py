"""Running the review page: a socket on this machine, and the address to open."""

import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import uvicorn
from starlette.types import ASGIApp

from workflow.errors import InputError
from workflow.review.app import make_app
from workflow.review.security import Access

PORT = 8747


class Server:
    """A review page that listens already. `address` holds the token of this run."""

    def __init__(
        self, root: Path, *, host: str = "127.0.0.1", port: int = PORT, article: str = "", by: str = ""
    ) -> None:
        self._socket = _listening(host, port)
        self.root = root
        self.access = Access(host, self._socket.getsockname()[1])
        self._server = _configured(make_app(root, by, self.access))
        opened = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - where this machine finds itself
        name = f"[{opened}]" if ":" in opened else opened
        path = f"articles/{quote(article, safe='')}" if article else ""
        self.address = f"http://{name}:{self.access.port}/{path}?token={self.access.token}"

    def run(self, started: Callable[[], None] = lambda: None) -> None:
        """Answer requests until interrupted or stopped; `started` is called when the page can be opened."""
        started()
        self._server.run(sockets=[self._socket])

    def stop(self) -> None:
        """End `run`, from another thread."""
        self._server.should_exit = True


def _configured(app: ASGIApp) -> uvicorn.Server:
    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="on",
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        h11_max_incomplete_event_size=16_384,  # bytes of a request's head
        timeout_graceful_shutdown=5,
    )
    return uvicorn.Server(config)


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket at an address.

    Raises:
        InputError: the port is taken, or the address not one of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends without delay (TCP_NODELAY) only on sockets that say they are TCP; else answers wait 40 ms.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(64)
    except OSError as error:
        made.close()
        problem = f"{host} port {port} cannot be used ({error.strerror or error})"
        raise InputError(problem, mend="name another with --port, or 0 for a free one") from error
    return made
