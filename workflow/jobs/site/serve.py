"""The site on this machine alone: served on loopback, built again when the desk changes, reloaded in the browser."""

import threading
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

from workflow.errors import InputError, WorkflowError
from workflow.jobs.site.build import Built, build
from workflow.store.desk import Desk

_HOST = "127.0.0.1"
_RELOAD = "/.reload"
_PAUSE = 1.0  # seconds between looks at the desk
# Only what is served carries it; the files do not.
_SCRIPT = (
    b"<script>(function(){var seen;setInterval(function(){fetch('/.reload').then(function(r){return r.text()})"
    b".then(function(now){if(seen&&seen!==now)location.reload();seen=now}).catch(function(){})},1000)})()</script>"
)


class Server:
    """The site of a desk on a port of this machine. `built` is the latest build, `address` where it is seen."""

    def __init__(self, desk: Desk, out: Path, *, theme: str = "", port: int = 0) -> None:
        self._desk = desk
        self._out = out
        self._theme = theme
        self._seen = self._stamp()
        self.count = 1
        self.built = build(desk, out, theme=theme)
        try:
            self._server = ThreadingHTTPServer((_HOST, port), partial(_Handler, self, str(out.resolve())))
        except OSError as error:
            problem = f"port {port} cannot be used ({error.strerror or error})"
            raise InputError(problem, mend="name another with --port, or 0 for a free one") from error
        self._server.daemon_threads = True
        self.address = f"http://{_HOST}:{self._server.server_address[1]}/"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def run(self, tell: Callable[[Built], None]) -> None:
        """Watch the desk until interrupted; `tell` is given every new build."""
        pause = threading.Event()
        while not pause.wait(_PAUSE):
            self.look(tell)

    def look(self, tell: Callable[[Built], None]) -> None:
        """Build again if something changed since the last look. A file that is wrong for now leaves the old site."""
        now = self._stamp()
        if now == self._seen:
            return
        self._seen = now
        try:
            self._desk = Desk.open(self._desk.root)
            self.built = build(self._desk, self._out, theme=self._theme)
        except WorkflowError as error:
            self.built = Built(out=self._out, failed={"": str(error)})
        self.count += 1
        tell(self.built)

    def _stamp(self) -> str:
        desk, theme = self._desk, self._desk.root / "theme"
        templates = [f"{path}{path.stat().st_mtime_ns}" for path in sorted(theme.glob("*"))]
        return repr((desk.global_stamp(), desk.stamps(desk.settings.target_language), templates))


class _Handler(SimpleHTTPRequestHandler):
    """Files of the site; pages with the script that reloads them; ``404.html`` for what is not there."""

    def __init__(self, site: Server, folder: str, *args: Any, **more: Any) -> None:  # noqa: ANN401 - the base's own
        self._site = site
        super().__init__(*args, directory=folder, **more)

    def do_GET(self) -> None:
        # A page elsewhere may lead a browser here under another name (DNS rebinding): it gets nothing.
        host = (self.headers.get("Host") or "").partition(":")[0]
        if host not in (_HOST, "localhost"):
            self.send_error(HTTPStatus.FORBIDDEN)
        elif self.path == _RELOAD:
            self._send(HTTPStatus.OK, "text/plain", str(self._site.count).encode())
        elif (page := self._page()) is not None:
            self._send(page[0], "text/html; charset=utf-8", page[1].replace(b"</body>", _SCRIPT + b"</body>"))
        else:
            super().do_GET()

    def _page(self) -> tuple[HTTPStatus, bytes] | None:
        """Status and text of the page asked for; None for anything else that is there."""
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if path.suffix == ".html" and path.is_file():
            return HTTPStatus.OK, path.read_bytes()
        if path.exists():
            return None
        missing = Path(self.directory) / "404.html"
        return HTTPStatus.NOT_FOUND, missing.read_bytes() if missing.is_file() else b"<body>Not found</body>"

    def _send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is for what changed."""
