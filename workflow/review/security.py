"""Who may talk to the review page: this machine's browser, with the token of this run, from the page itself.

Originals are hostile, and so may be any other page that is open in the same browser. Every request is looked at here,
before anything else: its Host (against DNS rebinding), its cookie, and for whatever changes something its Origin and a
second token that only the page knows (against cross-site requests). The cookie holds a session that this run signed,
never the token of the address; the page's second token belongs to that session alone. Sources: OWASP cheat sheets on
session management, CSRF and CSP; CSP 3.
"""

import hmac
import ipaddress
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 1_000_000
"""Bytes of a request: a unit has at most 50,000 characters, and a save carries it three times."""
MAX_ADDRESS = 4_000
MAX_HEAD = 16_000

_SAFE = ("GET", "HEAD")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
_NO_TOKEN = "This page is for who started it: open the address that the terminal printed."  # noqa: S105 - no password


@dataclass(frozen=True)
class Access:
    """What a run of the server lets in. `host` is the address it listens at; token and secret are new for every run."""

    host: str
    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    @property
    def cookie(self) -> str:
        """Name of the cookie: those of two servers on one machine must not be mistaken for each other."""
        return f"workflow-review-{self.port}"

    def session(self) -> str:
        """Begin the session of a browser that brought the token; this is what its cookie holds."""
        name = secrets.token_urlsafe(24)
        return f"{name}.{self._signed('session', name)}"

    def knows(self, session: str) -> bool:
        """Whether a session was begun in this run."""
        name, _, signature = session.partition(".")
        return _equal(signature, self._signed("session", name))

    def csrf(self, session: str) -> str:
        """The token that the pages of a session send with every change."""
        return self._signed("csrf", session)

    def _signed(self, purpose: str, text: str) -> str:
        data = f"{purpose} {text}".encode("utf-8", "surrogateescape")
        return hmac.new(self._secret, data, "sha256").hexdigest()

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        return is_loopback(self.host)

    def knows_host(self, header: str) -> bool:
        """Whether a Host header names this server: by its own address or a name no other site can have."""
        name, _, port = header.rpartition(":") if ":" in header else (header, "", "80")
        if port != str(self.port):
            return False
        name = name.removeprefix("[").removesuffix("]").lower()
        if name in ("localhost", self.host.lower()):
            return True
        if self.is_loopback:
            return is_loopback(name)
        return _is_address(name) or name == socket.gethostname().lower()


def is_loopback(host: str) -> bool:
    """Whether an address or name is that of this machine alone."""
    return host == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class Guard:
    """Lets requests through that may pass, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no web sockets here

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        answer = self._refusal(scope) or self._entry(scope)
        await (answer or self._app)(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        """The answer to a request that may not pass, before it is known who asks."""
        headers, method = Headers(scope=scope), scope["method"]
        address = len(scope["raw_path"]) + len(scope["query_string"])
        head = sum(len(name) + len(value) for name, value in scope["headers"])
        length = headers.get("content-length", "0")
        too_large = not length.isdecimal() or int(length) > MAX_BODY
        foreign = method == "POST" and not self._from_the_page(headers)
        rules = (
            (method not in (*_SAFE, "POST"), HTTPStatus.METHOD_NOT_ALLOWED, "Only GET and POST are answered."),
            (not self._access.knows_host(headers.get("host", "")), HTTPStatus.FORBIDDEN, "This is not my name."),
            (address > MAX_ADDRESS, HTTPStatus.REQUEST_URI_TOO_LONG, "The address is too long."),
            (head > MAX_HEAD, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The head of the request is too large."),
            (too_large, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"No request may be larger than {MAX_BODY} bytes."),
            (foreign, HTTPStatus.FORBIDDEN, "Changes are made from the page itself; reload it."),
        )
        return next((_refused(status, sentence) for applies, status, sentence in rules if applies), None)

    def _from_the_page(self, headers: Headers) -> bool:
        own = f"http://{headers.get('host', '')}"
        same_site = headers.get("sec-fetch-site", "same-origin") == "same-origin"
        token = self._access.csrf(self._session(headers))
        return same_site and headers.get("origin") == own and _equal(headers.get("x-csrf-token", ""), token)

    def _session(self, headers: Headers) -> str:
        cookies: Mapping[str, str] = cookie_parser(headers.get("cookie", ""))
        return cookies.get(self._access.cookie, "")

    def _entry(self, scope: Scope) -> Response | None:
        """The answer to who brings no session: the token of the address is exchanged for one."""
        pairs = parse_qsl(scope["query_string"].decode("ascii", "replace"), keep_blank_values=True)
        tokens = [value for name, value in pairs if name == "token"]
        known = self._access.knows(self._session(Headers(scope=scope)))
        if not tokens or scope["method"] not in _SAFE:
            return None if known else _refused(HTTPStatus.FORBIDDEN, _NO_TOKEN)
        if not _equal(tokens[0], self._access.token):
            return _refused(HTTPStatus.FORBIDDEN, _NO_TOKEN)
        rest = urlencode([(name, value) for name, value in pairs if name != "token"])
        path = "/" + scope["path"].lstrip("/\\")  # never another server's address
        answer = RedirectResponse(path + (f"?{rest}" if rest else ""), HTTPStatus.SEE_OTHER)
        if not known:  # else pages that are open in other tabs would not be known any more
            answer.set_cookie(self._access.cookie, self._access.session(), httponly=True, samesite="strict", path="/")
        return answer


def _equal(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), right.encode())


def _refused(status: HTTPStatus, sentence: str) -> Response:
    return PlainTextResponse(f"{sentence}\n", status)
