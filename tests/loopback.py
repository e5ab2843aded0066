"""Real HTTP servers on loopback whose answers a test writes."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass(frozen=True)
class Call:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Reply:
    """What to answer; a body of several chunks is sent chunk by chunk, without announcing its length."""

    body: bytes | Iterable[bytes] = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


@dataclass
class Site:
    """A running server: its address, and every request it saw."""

    url: str
    port: int
    calls: list[Call] = field(default_factory=list)


class _Handler(BaseHTTPRequestHandler):
    server: "_Server"

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        call = Call(self.command, self.path, {key.lower(): value for key, value in self.headers.items()}, body)
        self.server.site.calls.append(call)
        reply = self.server.answer(call)
        self.send_response(reply.status)
        for key, value in reply.headers:
            self.send_header(key, value)
        whole = isinstance(reply.body, bytes)
        if isinstance(reply.body, bytes):
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if self.command == "HEAD":
            return
        try:
            for chunk in [reply.body] if isinstance(reply.body, bytes) else reply.body:
                self.wfile.write(chunk)
        except OSError:
            # The client had enough and went away: that is what the test is about.
            whole = False
        self.close_connection = not whole

    do_POST = do_HEAD = do_GET  # noqa: N815 - the names http.server calls

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name http.server gives it
        """Stay silent."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, host: str, answer: Callable[[Call], Reply]) -> None:
        super().__init__((host, 0), _Handler)
        self.answer = answer
        self.site = Site(f"http://{host}:{self.server_port}", self.server_port)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is no error of ours."""


@contextmanager
def serving(answer: Callable[[Call], Reply], host: str = "127.0.0.1") -> Iterator[Site]:
    """Run a server that answers by `answer` until the block ends."""
    server = _Server(host, answer)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server.site
    finally:
        server.shutdown()
        server.server_close()
