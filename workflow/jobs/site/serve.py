"""The site on this machine alone: served on loopback, built again when the desk changes, reloaded in the browser."""

import threading
from collections.abc import Callable
from functools import partial
from html import escape
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
# Only what is served carries it; the files do not. A page knows which build it shows, so that it misses none.
_SCRIPT = (
    "<script>setInterval(function(){fetch('/.reload').then(function(r){return r.text()})"
    ".then(function(now){if(now!=='%d')location.reload()}).catch(function(){})},1000)</script>"
)
_BAR = (
    '<p role="alert" style="position:fixed;inset:auto 0 0;margin:0;padding:.75em 1em;background:#8b0000;color:#fff;'
    'font:1rem/1.4 sans-serif;white-space:pre-wrap;overflow-wrap:anywhere">{}</p>'
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

    def added(self, article_id: str) -> bytes:
        """What a page, of an article or another, is served with: the reload, and why it is not as the desk has it."""
        refused = (finding.message for finding in self.built.refused.get(article_id, ()))
        wrong = [*self.built.failed.values(), *self.built.broken, *refused]
        bar = _BAR.format(escape("\n".join(wrong))) if wrong else ""
        return (bar + _SCRIPT % self.count).encode()

    def _stamp(self) -> str:
        desk, theme = self._desk, self._desk.root / "theme"
        templates = [f"{path}{_changed(path)}" for path in sorted(theme.rglob("*"))]
        return repr((desk.global_stamp(), desk.stamps(desk.settings.target_language), templates))


def _changed(path: Path) -> int:
    """When a file changed last, in nanoseconds; 0 for one that was taken away while the folder was looked through."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


class _Handler(SimpleHTTPRequestHandler):
    """Files of the site; pages with the script that reloads them; ``404.html`` for what is not there."""

    def __init__(self, site: Server, folder: str, *args: Any, **more: Any) -> None:  # noqa: ANN401 - the base's own
        self._site = site
        super().__init__(*args, directory=folder, **more)

    def do_GET(self) -> None:
        # A page elsewhere may lead a browser here under another name (DNS rebinding): it gets nothing.
        host = (self.headers.get("Host") or "").partition(":")[0]
        added = self._site.added(Path(self.path).stem)  # before the page is read: a build between is not missed
        if host not in (_HOST, "localhost"):
            self.send_error(HTTPStatus.FORBIDDEN)
        elif self.path == _RELOAD:
            self._send(HTTPStatus.OK, "text/plain", str(self._site.count).encode())
        elif (page := self._page()) is not None:
            self._send(page[0], "text/html; charset=utf-8", page[1].replace(b"</body>", added + b"</body>"))
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
