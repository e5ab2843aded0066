"""What the engines behind an address share: patience, parallel requests, one sentence for every failure."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from email.utils import formatdate

import pytest
from loopback import Call, Reply, serving

from workflow.engines.remote import Options, RefusedError, Server, parallel, read_options
from workflow.errors import EngineError


@pytest.fixture(autouse=True)
def _no_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name in (
        "WORKFLOW_OPENAI_URL",
        "WORKFLOW_OPENAI_KEY",
        "WORKFLOW_LIBRETRANSLATE_URL",
        "WORKFLOW_LIBRETRANSLATE_KEY",
    ):
        monkeypatch.delenv(name, raising=False)


def _json(content: object, status: int = 200, *headers: tuple[str, str]) -> Reply:
    return Reply(json.dumps(content).encode(), status, (("Content-Type", "application/json"), *headers))


def _server(url: str, **options: float) -> Server:
    return Server("openai", Options(url, **options))  # type: ignore[arg-type]


# --- Options ---------------------------------------------------------------------------------------------------------


def test_options_have_defaults_and_the_address_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKFLOW_OPENAI_URL", "http://a.example/")
    options = read_options("openai", {"parallel": "2", "model": "m"}, more=("model",))
    assert options == Options("http://a.example", 120.0, 120.0, 2, {"model": "m"})


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ({}, "the address of the server is not known"),
        ({"url": "a.example"}, "no http or https address"),
        ({"url": "http://a", "api_key": "secret"}, "put it into the environment variable WORKFLOW_OPENAI_KEY"),
        ({"url": "http://a", "tmeout": "3"}, "engines.openai.tmeout: there is no option of this name"),
        ({"url": "http://a", "timeout": "soon"}, "'soon' is no number above zero"),
        ({"url": "http://a", "patience": "-1"}, "is no number above zero"),
        ({"url": "http://a", "parallel": "nan"}, "is no number above zero"),
    ],
)
def test_options_that_cannot_be_are_told(given: dict[str, str], part: str) -> None:
    with pytest.raises(EngineError, match=part) as caught:
        read_options("openai", given, more=())
    assert "secret" not in str(caught.value)


# --- Patience --------------------------------------------------------------------------------------------------------


def _after(*replies: Reply) -> Iterator[Reply]:
    yield from replies
    while True:
        yield _json({"ok": True})


@pytest.mark.parametrize("status", [429, 500, 502, 503, 529])
def test_a_busy_server_is_asked_again(status: int) -> None:
    replies = _after(_json({"error": "busy"}, status, ("Retry-After", "0")))
    with serving(lambda _: next(replies)) as site:
        assert _server(site.url).post("/x", {"a": 1}) == {"ok": True}
    assert [json.loads(call.body) for call in site.calls] == [{"a": 1}, {"a": 1}]


def test_the_pause_a_server_asks_for_is_kept() -> None:
    replies = _after(_json({}, 429, ("Retry-After", "1")))
    with serving(lambda _: next(replies)) as site:
        began = time.monotonic()
        _server(site.url).post("/x", {})
        assert time.monotonic() - began >= 1


def test_a_pause_given_as_a_date_is_kept() -> None:
    replies = _after(_json({}, 503, ("Retry-After", formatdate(time.time() - 5, usegmt=True))))
    with serving(lambda _: next(replies)) as site:
        assert _server(site.url).post("/x", {}) == {"ok": True}


def test_a_pause_that_cannot_be_read_is_replaced_by_our_own() -> None:
    replies = _after(_json({}, 429, ("Retry-After", "soon")))
    with serving(lambda _: next(replies)) as site:
        assert _server(site.url).post("/x", {}) == {"ok": True}


def test_patience_ends() -> None:
    with serving(lambda _: _json({"error": "Slowdown: 30 per 1 minute"}, 429, ("Retry-After", "60"))) as site:
        with pytest.raises(EngineError, match=r"busy or failing: 429 \(Slowdown: 30 per 1 minute\)") as caught:
            _server(site.url, patience=5).post("/x", {})
        assert caught.value.place == site.url
        assert len(site.calls) == 1


def test_a_fault_that_stays_is_no_matter_of_patience() -> None:
    with serving(lambda _: _json({"error": {"message": "tensor"}}, 500, ("Retry-After", "0"))) as site:
        with pytest.raises(EngineError, match=r"500 \(tensor\)"):
            _server(site.url).post("/x", {})
        assert len(site.calls) == 3


def test_waiting_ends_when_the_server_is_stopped() -> None:
    with serving(lambda _: Reply(status=503, headers=(("Retry-After", "30"),))) as site:
        server = _server(site.url)
        threading.Timer(0.2, server.stop).start()
        began = time.monotonic()
        with pytest.raises(EngineError, match="503"):
            server.get("/x")
        assert time.monotonic() - began < 5


# --- Failures --------------------------------------------------------------------------------------------------------


def test_a_server_that_is_down_is_told_in_one_sentence() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(EngineError, match="the server cannot be reached") as caught:
        _server(url).post("/x", {})
    assert "\n" not in str(caught.value)
    assert caught.value.exit_status == 3
    assert "start it, or check engines.openai.url" in str(caught.value)


def test_a_server_that_stalls_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(EngineError, match=r"gave no answer in 0\.2 s; raise engines\.openai\.timeout"):
            _server(url, timeout=0.2).post("/x", {})


def test_a_host_that_cannot_be_connected_to_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    import httpx2

    def late(*_: object, **__: object) -> None:
        raise httpx2.ConnectTimeout("timed out")

    monkeypatch.setattr(httpx2.Client, "request", late)
    with pytest.raises(EngineError, match="cannot be reached in time"):
        _server("http://a.example").post("/x", {})


@pytest.mark.parametrize(
    ("reply", "part"),
    [
        (
            _json({"error": {"message": "Incorrect key."}}, 401),
            r"refuses access \(Incorrect key\); set WORKFLOW_OPENAI_KEY",
        ),
        (_json({"error": "Invalid API key"}, 403), r"refuses access \(Invalid API key\)"),
        (_json(["?"], 404), "has no such service or model; check engines.openai"),
        (_json({"error": "x" * 999}, 400), r"answered 400 \(x{200}\)"),
        (Reply(b"<html>", 400), "answered 400; check"),
        (Reply(status=302, headers=(("Location", "/"),)), "answered 302"),
        (Reply(b"<html>hello"), "something that is not JSON"),
        (Reply(b"\xff\xfe\xff"), "something that is not JSON"),
    ],
)
def test_what_a_server_refuses_is_told_in_its_own_words(reply: Reply, part: str) -> None:
    with serving(lambda _: reply) as site:
        with pytest.raises(EngineError, match=part):
            _server(site.url).post("/x", {})
        assert len(site.calls) == 1


def test_a_refusal_carries_its_status() -> None:
    with serving(lambda _: _json({"error": "no"}, 422)) as site, pytest.raises(RefusedError) as caught:
        _server(site.url).get("/x")
    assert (caught.value.status, caught.value.detail) == (422, "no")


def test_closing_twice_is_safe() -> None:
    with serving(lambda _: _json({})) as site:
        server = _server(site.url)
        server.get("/x")
        server.close()
        server.close()
    _server(site.url).close()


# --- Parallel requests -----------------------------------------------------------------------------------------------


def test_requests_are_under_way_together_and_results_come_as_they_are_ready() -> None:
    server = _server("http://a.example")
    gate = threading.Barrier(3, timeout=5)

    def work(job: int) -> int:
        gate.wait()
        return job * job

    assert sorted(parallel(server, [1, 2, 3], work, 3)) == [(1, 1), (2, 4), (3, 9)]


def test_nothing_to_do_is_done_at_once() -> None:
    assert list(parallel(_server("http://a.example"), [], str, 3)) == []


def test_after_a_failure_what_is_under_way_is_still_yielded_and_nothing_more_begun() -> None:
    server = _server("http://a.example")
    begun: list[int] = []
    both, failed = threading.Barrier(2, timeout=5), threading.Event()

    def work(job: int) -> int:
        begun.append(job)
        both.wait()
        if job == 0:
            failed.set()
            raise EngineError("down")
        assert failed.wait(5)
        time.sleep(0.1)
        return job

    results = parallel(server, range(50), work, 2)
    assert next(results) == (1, 1)
    with pytest.raises(EngineError, match="down"):
        list(results)
    assert sorted(begun) == [0, 1]


def test_an_abandoned_draft_waits_for_nothing() -> None:
    """Ctrl-C in the middle: the generator is closed while a request is still under way."""
    server = _server("http://a.example")
    release = threading.Event()

    def work(job: int) -> int:
        if job:
            release.wait(5)
        return job

    results = parallel(server, [0, 1, 2, 3], work, 2)
    assert next(results) == (0, 0)
    began = time.monotonic()
    results.close()  # type: ignore[attr-defined]
    assert time.monotonic() - began < 1
    release.set()


def test_a_fault_of_the_program_is_no_engine_error() -> None:
    with pytest.raises(ZeroDivisionError):
        list(parallel(_server("http://a.example"), [0], lambda job: 1 // job, 1))


def test_requests_of_several_threads_share_one_server() -> None:
    def answer(call: Call) -> Reply:
        return _json(json.loads(call.body))

    with serving(answer) as site:
        server = _server(site.url)
        jobs = list(range(20))
        got = dict(parallel(server, jobs, lambda job: server.post("/echo", {"n": job}), 4))
        assert got == {job: {"n": job} for job in jobs}
        server.close()
