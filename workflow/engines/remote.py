"""Engines behind an address: JSON over HTTP, with patience for busy servers and one sentence for dead ones."""

import json
import os
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, TypeVar

from workflow.errors import EngineError

if TYPE_CHECKING:
    import httpx2

_Job = TypeVar("_Job")
_Result = TypeVar("_Result")

_BUSY = {408, 425, 429, 500, 502, 503, 504, 529}
_REFUSED = {401, 403}
_MISSING = 404
_LONGEST_PAUSE = 30.0
_LONGEST_DETAIL = 200
# Where patience is no use: a server that refuses the connection (0) is down, not busy, and a fault (500) mostly stays.
_ATTEMPTS = {0: 2, 500: 3}


class RefusedError(EngineError):
    """A request the server understood and will not answer; `status` is its HTTP status, `detail` its own words."""

    def __init__(self, problem: str, *, place: str, mend: str = "", status: int = 0, detail: str = "") -> None:
        super().__init__(problem, place=place, mend=mend)
        self.status = status
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Options:
    """Options of a remote engine, as ``workflow.yaml`` gives them under ``engines: {name: …}``.

    `timeout` is how long one answer may take and `patience` how long to wait in all for a busy server (seconds);
    `parallel` is how many requests are under way at once.
    """

    url: str
    timeout: float = 120.0
    patience: float = 120.0
    parallel: int = 4
    rest: Mapping[str, str] = field(default_factory=dict)


def read_options(name: str, given: Mapping[str, str], *, more: Sequence[str]) -> Options:
    """Read and check the options of an engine.

    Args:
        name: the engine, for errors and for its environment variables (``WORKFLOW_<NAME>_URL``).
        given: what the desk and the command line state.
        more: names of the engine's own options; they come back in `rest`.

    Raises:
        EngineError: no address, an option that is not known or not a number, or a key written into the settings.
    """
    place = f"engines.{name}"
    known = ("url", "timeout", "patience", "parallel", *more)
    for key in given:
        if key == "api_key":
            # Settings are under version control, where a key is published sooner or later.
            mend = f"put it into the environment variable {key_variable(name)}"
            raise EngineError("a key does not belong into the settings", place=f"{place}.api_key", mend=mend)
        if key not in known:
            mend = f"it may have {', '.join(known)}"
            raise EngineError("there is no option of this name", place=f"{place}.{key}", mend=mend)
    url = str(given.get("url") or os.environ.get(f"WORKFLOW_{name.upper()}_URL", "")).strip().rstrip("/")
    if not url:
        mend = f"set engines: {{{name}: {{url: …}}}} in workflow.yaml, or WORKFLOW_{name.upper()}_URL"
        raise EngineError("the address of the server is not known", place=place, mend=mend)
    if not url.startswith(("http://", "https://")):
        raise EngineError(f"{url} is no http or https address", place=f"{place}.url", mend="write it with http://")
    return Options(
        url=url,
        timeout=_number(given, "timeout", 120.0, place),
        patience=_number(given, "patience", 120.0, place),
        parallel=max(1, int(_number(given, "parallel", 4, place))),
        rest={key: str(given[key]) for key in more if key in given},
    )


def key_variable(name: str) -> str:
    """Return the environment variable that holds an engine's key."""
    return f"WORKFLOW_{name.upper()}_KEY"


def _number(given: Mapping[str, str], key: str, default: float, place: str) -> float:
    try:
        value = float(given.get(key, default))
    except (TypeError, ValueError):
        value = -1.0
    if not value > 0:
        raise EngineError(f"{given.get(key)!r} is no number above zero", place=f"{place}.{key}")
    return value


class Server:
    """One server: sends requests from several threads, waits when it is busy, and tells failures in a sentence."""

    def __init__(self, name: str, options: Options, headers: Mapping[str, str] | None = None) -> None:
        self.name = name
        self.url = options.url
        self.options = options
        self._headers = dict(headers or {})
        self._client: httpx2.Client | None = None
        self._stop = Event()

    def get(self, path: str, *, timeout: float | None = None, patient: bool = True) -> Any:  # noqa: ANN401 - JSON
        """Read JSON from ``<url><path>``; errors as `post`."""
        return self._ask("GET", path, None, timeout, patient=patient)

    def post(self, path: str, payload: Mapping[str, object]) -> Any:  # noqa: ANN401 - JSON
        """Send JSON and return the JSON answered.

        Raises:
            RefusedError: the server says that this request is wrong, or not allowed.
            EngineError: not reachable, no answer in time, or busy for longer than the options' patience.
        """
        return self._ask("POST", path, payload, None, patient=True)

    def resume(self) -> None:
        """Begin anew after `stop`."""
        self._stop.clear()

    def stop(self) -> None:
        """End all waiting: threads that wait for a busy server give up at once."""
        self._stop.set()

    def close(self) -> None:
        """Close the connections. Safe to call twice."""
        self.stop()
        if self._client is not None:
            self._client.close()

    def connected(self) -> "httpx2.Client":
        """Return the client, made at the first request."""
        if self._client is None:
            import httpx2

            # Redirects are not followed: a POST would arrive as a GET.
            self._client = httpx2.Client(
                headers=self._headers, timeout=httpx2.Timeout(self.options.timeout, connect=10.0)
            )
        return self._client

    def _ask(
        self, method: str, path: str, payload: Mapping[str, object] | None, timeout: float | None, *, patient: bool
    ) -> Any:  # noqa: ANN401 - JSON
        give_up = time.monotonic() + (self.options.patience if patient else 0.0)
        attempt = 0
        while True:
            attempt += 1
            response, failure = self._attempt(method, path, payload, timeout)
            if response is not None and response.status_code not in _BUSY:
                return self._content(response)
            pause = _pause(response, attempt)
            most = _ATTEMPTS.get(response.status_code if response is not None else 0, attempt + 1)
            if attempt >= most or time.monotonic() + pause > give_up or self._stop.wait(pause):
                raise failure or self._busy(response)

    def _attempt(
        self, method: str, path: str, payload: Mapping[str, object] | None, timeout: float | None
    ) -> tuple["httpx2.Response | None", EngineError | None]:
        import httpx2

        wait_for = self.options.timeout if timeout is None else timeout
        try:
            return self.connected().request(method, self.url + path, json=payload, timeout=wait_for), None
        except httpx2.ConnectTimeout:
            return None, EngineError("the server cannot be reached in time", place=self.url, mend=self._mend())
        except httpx2.TimeoutException as error:
            mend = f"raise engines.{self.name}.timeout, or lower engines.{self.name}.parallel"
            raise EngineError(f"the server gave no answer in {wait_for:g} s", place=self.url, mend=mend) from error
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            detail = str(error).strip().rstrip(".") or type(error).__name__
            return None, EngineError(f"the server cannot be reached ({detail})", place=self.url, mend=self._mend())

    def _content(self, response: "httpx2.Response") -> Any:  # noqa: ANN401 - JSON
        status = response.status_code
        if status >= 300:  # noqa: PLR2004 - HTTP: 2xx is success
            raise self._refusal(response)
        try:
            return response.json()
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            mend = f"check engines.{self.name}.url"
            raise EngineError("the server answered something that is not JSON", place=self.url, mend=mend) from error

    def _refusal(self, response: "httpx2.Response") -> RefusedError:
        status, detail = response.status_code, _detail(response)
        said = f" ({detail})" if detail else ""
        if status in _REFUSED:
            problem, mend = f"the server refuses access{said}", f"set {key_variable(self.name)} to a valid key"
        elif status == _MISSING:
            problem, mend = f"the server has no such service or model{said}", f"check engines.{self.name}"
        else:
            problem, mend = f"the server answered {status}{said}", f"check engines.{self.name}"
        return RefusedError(problem, place=self.url, mend=mend, status=status, detail=detail)

    def _busy(self, response: "httpx2.Response | None") -> EngineError:
        status = response.status_code if response is not None else 0
        detail = _detail(response) if response is not None else ""
        problem = f"the server is busy or failing: {status}{f' ({detail})' if detail else ''}"
        return EngineError(problem, place=self.url, mend="try again later; what was finished is kept")

    def _mend(self) -> str:
        return f"start it, or check engines.{self.name}.url"


def parallel(
    server: Server, jobs: Sequence[_Job], work: Callable[[_Job], _Result], count: int
) -> Iterator[tuple[_Job, _Result]]:
    """Do `work` on every job with `count` threads; yield each (job, result) as soon as it is there.

    After a failure no further job is begun, those under way are still yielded, and the first failure is raised last.
    Abandoning the iterator (Ctrl-C) waits for nothing: a pool of the standard library would join its threads, each of
    which may be waiting for a model.
    """
    todo: SimpleQueue[_Job] = SimpleQueue()
    done: SimpleQueue[tuple[_Job, _Result] | Exception | None] = SimpleQueue()
    halted = Event()
    for job in jobs:
        todo.put(job)
    threads = min(count, len(jobs))
    failures: list[Exception] = []
    try:
        for number in range(threads):
            Thread(target=_run, args=(todo, done, halted, work), name=f"{server.name}-{number}", daemon=True).start()
        while threads:
            result = done.get()
            if result is None:
                threads -= 1
            elif isinstance(result, Exception):
                failures.append(result)
                server.stop()
            else:
                yield result
    finally:
        halted.set()
        server.stop()
    if failures:
        raise failures[0]


def _run(
    todo: "SimpleQueue[_Job]",
    done: "SimpleQueue[tuple[_Job, _Result] | Exception | None]",
    halted: Event,
    work: Callable[[_Job], _Result],
) -> None:
    """One thread of `parallel`: jobs in, results or exceptions out, None when it ends."""
    while not halted.is_set():
        try:
            job = todo.get_nowait()
        except Empty:
            break
        try:
            done.put((job, work(job)))
        except Exception as error:  # noqa: BLE001 - raised in the caller's thread
            halted.set()
            done.put(error)
    done.put(None)


def _pause(response: "httpx2.Response | None", attempt: int) -> float:
    """Seconds to wait before the next attempt: what the server asks for, else twice as long each time."""
    asked = response.headers.get("retry-after", "") if response is not None else ""
    if asked.strip().isdigit():
        return float(asked)
    if asked:
        try:
            return max(0.0, parsedate_to_datetime(asked).timestamp() - time.time())
        except ValueError:
            pass
    # Some difference keeps several threads from coming back in the same instant.
    return min(_LONGEST_PAUSE, 0.5 * 2.0 ** (attempt - 1)) * random.uniform(0.8, 1.2)  # noqa: S311 - no secret


def _detail(response: "httpx2.Response") -> str:
    """The server's own words about an error, on one line."""
    try:
        content = response.json()
    except (json.JSONDecodeError, UnicodeDecodeError):
        return ""
    error = content.get("error", "") if isinstance(content, dict) else ""
    text = error.get("message", "") if isinstance(error, dict) else error
    return " ".join(str(text).split())[:_LONGEST_DETAIL].rstrip(".")
