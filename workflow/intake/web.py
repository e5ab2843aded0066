"""Guarded reading from the web. Import it where it is used: it loads httpx2.

Addresses are resolved once, checked, and the connection goes to the checked address itself, so that a name which
answers differently the second time (DNS rebinding) gains nothing. Every redirect opens its connection the same way.
"""

import re
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from typing import cast
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpcore2
import httpx2

from workflow import __version__
from workflow.errors import InputError
from workflow.intake.address import follow, is_public, normalise
from workflow.intake.sniff import too_large

# A slow but steady server gets this many times the read time-out before it is given up.
TOTAL_FACTOR = 4
MAX_REDIRECTS = 10
_CHUNK = 65_536
_REDIRECTS = {301, 302, 303, 307, 308}
_HEAD_REFUSED = {403, 405, 501}
_SAVE = "check the address, or save the page in a browser and give the file"
_HEADERS = {
    "User-Agent": f"Mozilla/5.0 (compatible; workflow/{__version__})",
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}


class NetworkError(InputError):
    """A server that could not be reached or did not answer in time; another address of it will fare no better."""


class CertificateError(NetworkError):
    """A server whose certificate is not trusted."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How a server answers for an address: the last status, the address that gave it, and the redirects on the way."""

    status: int
    url: str
    redirects: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent: bytes, declared media type (lower case) and charset, and the address that gave it."""

    data: bytes
    media_type: str
    charset: str
    url: str


def get(url: str, *, allow_private: bool = False, timeout: float = 30.0, limit: int = 20_000_000) -> Answer:
    """Read an address, following redirects.

    Args:
        url: http or https; Chinese characters and spaces are quoted here.
        allow_private: also read from private, loopback and link-local addresses.
        timeout: seconds without an answer before giving up; the whole takes at most `TOTAL_FACTOR` times as long.
        limit: bytes of the decoded answer.

    Raises:
        NetworkError: not reachable, or no whole answer in time.
        InputError: refused address, error status, too large, too many redirects.
    """
    deadline = time.monotonic() + TOTAL_FACTOR * timeout
    place = normalise(url)
    cookies = httpx2.Cookies()
    for _ in range(MAX_REDIRECTS + 1):
        with _response("GET", place, cookies, timeout, deadline, allow_private=allow_private) as response:
            if not _redirects(response):
                return _answer(response, place, limit, deadline)
            place = _location(response, place)
    raise InputError(f"redirects more than {MAX_REDIRECTS} times", place=normalise(url), mend=_SAVE)


def ask(url: str, *, allow_private: bool = False, timeout: float = 10.0) -> Asked:
    """Ask whether an address is there, following redirects, without reading what it holds.

    A HEAD request; servers that refuse one are sent a GET whose body is not read.

    Args:
        url: http or https.
        allow_private: also ask private, loopback and link-local addresses.
        timeout: seconds without an answer before giving up; the whole takes at most `TOTAL_FACTOR` times as long.

    Raises:
        CertificateError: the server's certificate is not trusted.
        NetworkError: not reachable, or no answer in time.
        InputError: refused address, or too many redirects.
    """
    deadline = time.monotonic() + TOTAL_FACTOR * timeout
    place, method, passed = normalise(url), "HEAD", list[int]()
    cookies = httpx2.Cookies()
    while len(passed) <= MAX_REDIRECTS:
        with _response(method, place, cookies, timeout, deadline, allow_private=allow_private) as response:
            status = response.status_code
            if method == "HEAD" and status in _HEAD_REFUSED:
                method = "GET"
            elif _redirects(response):
                passed.append(status)
                place = _location(response, place)
            else:
                return Asked(status, place, tuple(passed))
    raise InputError(f"redirects more than {MAX_REDIRECTS} times", place=normalise(url), mend=_SAVE)


@contextmanager
def _response(
    method: str, place: str, cookies: httpx2.Cookies, timeout: float, deadline: float, *, allow_private: bool
) -> Iterator[httpx2.Response]:
    """Open one exchange; `cookies` keeps what the server sets."""
    backend = _Backend(place, deadline, allow_private=allow_private)
    try:
        with (
            _Transport(place, backend) as transport,
            httpx2.Client(transport=transport, timeout=timeout, headers=_HEADERS, cookies=cookies) as client,
            client.stream(method, place) as response,
        ):
            cookies.update(client.cookies)
            yield response
    except (httpx2.HTTPError, httpcore2.TimeoutException, httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        raise _failure(error, place, timeout) from error


def _redirects(response: httpx2.Response) -> bool:
    return response.status_code in _REDIRECTS and "location" in response.headers


def _location(response: httpx2.Response, place: str) -> str:
    return follow(place, next(value for key, value in response.headers.raw if key.lower() == b"location"))


def _answer(response: httpx2.Response, place: str, limit: int, deadline: float) -> Answer:
    status = response.status_code
    if status != HTTPStatus.OK:
        raise InputError(f"the server answered {status} {response.reason_phrase}".rstrip(), place=place, mend=_SAVE)
    # A chain of encodings multiplies what a small answer can unfold to; no honest page needs one.
    if "," in response.headers.get("content-encoding", ""):
        raise InputError("is compressed more than once", place=place)
    announced = response.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limit:
        raise too_large(int(announced), limit, place)
    data = bytearray()
    for chunk in response.iter_bytes(_CHUNK):
        data += chunk
        if len(data) > limit:
            raise too_large(None, limit, place)
        if time.monotonic() > deadline:
            raise httpcore2.ReadTimeout
    declared = Message()
    declared["content-type"] = response.headers.get("content-type", "")
    charset = declared.get_content_charset("") if response.headers.get("content-type") else ""
    media_type = declared.get_content_type() if response.headers.get("content-type") else ""
    return Answer(bytes(data), media_type, charset, place)


def _failure(error: Exception, place: str, timeout: float) -> InputError:
    """Tell a failure of the network in one sentence."""
    host = urlsplit(place).hostname or place
    if isinstance(error, httpx2.TimeoutException | httpcore2.TimeoutException):
        seconds = f"{timeout:g} s without an answer, or {TOTAL_FACTOR * timeout:g} s in all"
        return NetworkError(f"{host} does not answer in time ({seconds})", place=place, mend="try again later")
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            reason = cause.verify_message or "not valid"
            return CertificateError(f"the certificate of {host} is not trusted ({reason})", place=place, mend=_SAVE)
        cause = cause.__cause__ or cause.__context__
    detail = re.sub(r"^\[Errno -?\d+\] ", "", str(error)).strip().rstrip(".") or type(error).__name__
    return NetworkError(f"{host} cannot be read ({detail})", place=place, mend=_SAVE)


# --- The connection --------------------------------------------------------------------------------------------------


def resolve(host: str, port: int, wait: float) -> list[str]:
    """Return the IP addresses of a host, as the system resolver gives them.

    Raises:
        httpcore2.ConnectTimeout: no answer within `wait` seconds (the resolver itself cannot be interrupted).
        httpcore2.ConnectError: there is no such host.
    """
    found: list[str] = []
    failures: list[OSError] = []

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            failures.append(error if isinstance(error, OSError) else OSError(str(error)))
        else:
            found.extend(dict.fromkeys(str(row[4][0]) for row in rows))

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(max(wait, 0.0))
    if failures:
        raise httpcore2.ConnectError(f"no such host: {failures[0].strerror or failures[0]}")
    if not found:
        raise httpcore2.ConnectTimeout(f"the name {host} is not resolved")
    return found


def refuse_private(place: str, addresses: Iterable[str]) -> None:
    """Refuse an address whose host has any IP address that is not public.

    Raises:
        InputError: names the address and the option that allows it.
    """
    for address in addresses:
        if not is_public(address):
            problem = f"leads to a private address ({address})"
            raise InputError(problem, place=place, mend="add --allow-private if you trust it")


class _Backend(httpcore2.NetworkBackend):
    """Opens connections to checked addresses; its streams end at the deadline whatever the server drips."""

    def __init__(self, place: str, deadline: float, *, allow_private: bool) -> None:
        self.place = place
        self._deadline = deadline
        self.allow_private = allow_private

    def remaining(self, timeout: float | None) -> float:
        """Seconds left for one operation."""
        left = self._deadline - time.monotonic()
        return left if timeout is None else min(timeout, left)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        addresses = resolve(host, port, self.remaining(timeout))
        if not self.allow_private:
            refuse_private(self.place, addresses)
        failure: Exception = httpcore2.ConnectTimeout()
        for address in addresses:
            wait = self.remaining(timeout)
            if wait <= 0:
                break
            try:
                stream = httpcore2.SyncBackend().connect_tcp(address, port, wait, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self)
        raise failure


class _Stream(httpcore2.NetworkStream):
    """A connection whose every operation ends at the deadline of its backend."""

    def __init__(self, stream: httpcore2.NetworkStream, backend: _Backend) -> None:
        self._stream = stream
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        wait = self._backend.remaining(timeout)
        if wait <= 0:
            raise httpcore2.ReadTimeout
        return self._stream.read(max_bytes, wait)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        wait = self._backend.remaining(timeout)
        if wait <= 0:
            raise httpcore2.WriteTimeout
        self._stream.write(buffer, wait)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        wait = self._backend.remaining(timeout)
        if wait <= 0:
            raise httpcore2.ConnectTimeout
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, wait), self._backend)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


class _Body(httpx2.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        if hasattr(self._stream, "close"):
            self._stream.close()


class _Transport(httpx2.BaseTransport):
    """An httpx2 transport over our own backend, through the proxy of the environment where one is set."""

    def __init__(self, url: str, backend: _Backend) -> None:
        context = httpx2.create_ssl_context() if url.startswith("https:") else None
        parts = urlsplit(url)
        host = parts.hostname or ""
        proxy = _proxy(parts.scheme, host)
        if proxy is None:
            self._pool = httpcore2.ConnectionPool(ssl_context=context, network_backend=backend)
            return
        if not backend.allow_private:
            _check_through_proxy(host, backend)
        # The proxy itself stands in the private network more often than not.
        backend.allow_private = True
        self._pool = httpcore2.ConnectionPool(proxy=proxy, ssl_context=context, network_backend=backend)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        inner = self._pool.handle_request(
            httpcore2.Request(
                request.method,
                httpcore2.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        stream = _Body(cast("Iterable[bytes]", inner.stream))
        return httpx2.Response(inner.status, headers=inner.headers, stream=stream, extensions=inner.extensions)

    def close(self) -> None:
        self._pool.close()


def _proxy(scheme: str, host: str) -> httpcore2.Proxy | None:
    """Return the proxy the environment names for a host, or None.

    Raises:
        InputError: it is no http proxy.
    """
    stated = getproxies().get(scheme, "")
    if not stated or proxy_bypass(host):
        return None
    parts = urlsplit(stated if "://" in stated else f"http://{stated}")
    if parts.scheme not in ("http", "https"):
        mend = f"set {scheme}_proxy to an http proxy, or unset it"
        raise InputError(f"proxies of the kind {parts.scheme} cannot be used", place=f"{scheme}_proxy", mend=mend)
    auth = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    address = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    return httpcore2.Proxy(address, auth=auth)


def _check_through_proxy(host: str, backend: _Backend) -> None:
    """Check what can be known here: a proxy resolves names itself, and often only the proxy can."""
    try:
        addresses = resolve(host, 0, backend.remaining(None))
    except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
        return
    refuse_private(backend.place, addresses)
