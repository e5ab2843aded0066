"""Engine `openai`: against llama.cpp's own server where a model is installed, and against a stand-in for failures."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from loopback import Call, Reply, Site, serving

from workflow.engines import openai
from workflow.engines.base import Constraining, Draft, Request
from workflow.errors import EngineError
from workflow.text.chars import has_han


@pytest.fixture(autouse=True)
def _no_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "all_proxy", "WORKFLOW_OPENAI_URL", "WORKFLOW_OPENAI_KEY"):
        monkeypatch.delenv(name, raising=False)


def _json(content: object, status: int = 200) -> Reply:
    return Reply(json.dumps(content).encode(), status, (("Content-Type", "application/json"), ("Retry-After", "0")))


def _answer(text: str | None, reason: str = "stop") -> Reply:
    return _json({"choices": [{"message": {"role": "assistant", "content": text}, "finish_reason": reason}]})


def _asked(call: Call) -> str:
    return str(json.loads(call.body)["messages"][-1]["content"])


@pytest.fixture
def chat() -> Iterator[Callable[[Callable[[str], Reply]], Site]]:
    """A server of one model whose completions a test writes."""
    with pytest.MonkeyPatch.context():
        running = []

        def begin(complete: Callable[[str], Reply]) -> Site:
            def answer(call: Call) -> Reply:
                if call.path == "/v1/models":
                    return _json({"data": [{"id": "/models/small.gguf"}]})
                return complete(_asked(call)) if call.path == "/v1/chat/completions" else _json({}, 404)

            context = serving(answer)
            running.append(context)
            return context.__enter__()

        yield begin
        for context in running:
            context.__exit__(None, None, None)


Chat = Callable[[Callable[[str], Reply]], Site]


def test_a_sample_is_warm_and_seeded(chat: Chat) -> None:
    site = chat(_answer)
    engine = openai.load("zh", "en", {"url": site.url, "model": "big"})
    list(engine.translate([Request("你好", sample=3)]))
    list(engine.translate([Request("你好")]))
    warm, best = (json.loads(call.body) for call in site.calls if call.path == "/v1/chat/completions")
    assert (warm["seed"], warm["temperature"] > 0) == (3, True)
    assert ("seed" in best, best["temperature"]) == (False, 0)


def test_a_batch_is_translated_whatever_the_order_of_answers(chat: Chat) -> None:
    site = chat(lambda text: _answer(f" {text.upper()} "))
    engine = openai.load("zh", "en", {"url": site.url})
    assert (engine.name, engine.constraining, engine.signature) == ("openai", Constraining.PROMPT, "openai/small")
    drafts = dict(engine.translate([Request(f"text {n}") for n in range(9)]))
    assert drafts == {n: Draft(f"TEXT {n}") for n in range(9)}
    # An engine stays usable for the next batch.
    assert list(engine.translate([Request("again")])) == [(0, Draft("AGAIN"))]
    engine.close()
    engine.close()


def test_a_request_carries_the_terms_of_its_unit_and_decodes_greedily(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKFLOW_OPENAI_KEY", "sk-test")
    site = chat(lambda _: _answer("Opening-up"))
    engine = openai.load("zh", "en", {"url": f"{site.url}/v1/chat/completions", "model": "big"})
    list(engine.translate([Request("对外开放", (("对外开放", "opening-up"),))]))
    (call,) = site.calls
    sent = json.loads(call.body)
    assert call.headers["authorization"] == "Bearer sk-test"
    assert (sent["model"], sent["temperature"], sent["stream"]) == ("big", 0, False)
    assert sent["max_tokens"] > 4
    assert sent["messages"][0]["role"] == "system"
    assert "对外开放 = opening-up" in sent["messages"][-1]["content"]
    assert engine.signature == "openai/big"


@pytest.mark.parametrize(("limit", "sent"), [("77", 77), ("0", None)])
def test_the_limit_of_tokens_can_be_stated(chat: Chat, limit: str, sent: int | None) -> None:
    site = chat(lambda _: _answer("x"))
    list(openai.load("zh", "en", {"url": site.url, "model": "m", "max_tokens": limit}).translate([Request("一")]))
    assert json.loads(site.calls[0].body).get("max_tokens") == sent


def test_a_limit_that_is_no_number_is_told() -> None:
    with pytest.raises(EngineError, match=r"engines\.openai\.max_tokens: 'many' is no whole number"):
        openai.load("zh", "en", {"url": "http://a.example", "max_tokens": "many"})


def test_an_empty_text_is_not_sent(chat: Chat) -> None:
    site = chat(lambda _: _answer("x"))
    engine = openai.load("zh", "en", {"url": site.url, "model": "m"})
    assert list(engine.translate([Request(" ")])) == [(0, Draft(" "))]
    assert site.calls == []


@pytest.mark.parametrize(
    ("reply", "draft"),
    [
        (_answer("Half a", "length"), Draft("Half a", cut=True)),
        (_answer("<think>\nHm, 对外…\n</think>\n\nOpening-up."), Draft("Opening-up.")),
        (_answer(None), Draft("")),
        (
            _json(
                {"error": {"message": "request (3077 tokens) exceeds the available context size (1024 tokens)"}}, 400
            ),
            Draft("", cut=True),
        ),
        (
            _json({"error": {"message": "This model's maximum context length is 4096 tokens."}}, 400),
            Draft("", cut=True),
        ),
    ],
)
def test_answers_that_are_not_whole_are_marked(chat: Chat, reply: Reply, draft: Draft) -> None:
    engine = openai.load("zh", "en", {"url": chat(lambda _: reply).url})
    assert list(engine.translate([Request("对外开放")])) == [(0, draft)]


@pytest.mark.parametrize(
    ("reply", "part"),
    [
        (_json({"choices": []}), "the answer is not a chat completion"),
        (_json(["?"]), "the answer is not a chat completion"),
        (_json({"error": {"message": "model not found"}}, 404), "no such service or model"),
        (_json({"error": {"message": "bad request"}}, 400), "answered 400"),
    ],
)
def test_answers_that_are_none_are_told(chat: Chat, reply: Reply, part: str) -> None:
    engine = openai.load("zh", "en", {"url": chat(lambda _: reply).url})
    with pytest.raises(EngineError, match=part):
        list(engine.translate([Request("一")]))


def test_a_failure_in_the_middle_leaves_what_was_finished(chat: Chat) -> None:
    site = chat(lambda text: _answer("ok") if text != "3" else _json({"error": "broken"}, 400))
    engine = openai.load("zh", "en", {"url": site.url, "parallel": "1"})
    drafts = engine.translate([Request(str(n)) for n in range(9)])
    assert [next(drafts)[0] for _ in range(3)] == [0, 1, 2]
    with pytest.raises(EngineError, match="broken"):
        next(drafts)


def test_a_rate_limit_in_the_middle_costs_time_only(chat: Chat) -> None:
    refused: set[str] = set()

    def complete(text: str) -> Reply:
        if text in {"1", "4"} - refused:
            refused.add(text)
            return _json({"error": {"message": "Rate limit reached"}}, 429)
        return _answer(text)

    engine = openai.load("zh", "en", {"url": chat(complete).url})
    assert sorted(index for index, _ in engine.translate([Request(str(n)) for n in range(6)])) == list(range(6))


@pytest.mark.parametrize("models", [{"data": []}, {}, [], {"data": [{"name": "x"}]}, {"data": ["x"]}])
def test_a_server_that_names_no_model_wants_one_named(models: object) -> None:
    with (
        serving(lambda _: _json(models)) as site,
        pytest.raises(EngineError, match=r"does not say which models it has; name one as engines\.openai\.model"),
    ):
        openai.load("zh", "en", {"url": site.url})


def test_availability_is_a_sentence_or_nothing(chat: Chat) -> None:
    site = chat(lambda _: _answer("x"))
    assert openai.available("zh", "en", {"url": site.url}) == ""
    assert "the address of the server is not known" in openai.available("zh", "en", {})
    assert "cannot be reached" in openai.available("zh", "en", {"url": "http://127.0.0.1:9"})
    with serving(lambda _: _json({}, 404)) as bare:
        assert openai.available("zh", "en", {"url": bare.url, "model": "m"}) == ""
        assert "no such service" in openai.available("zh", "en", {"url": bare.url})


# --- The real thing --------------------------------------------------------------------------------------------------


def _installed_model() -> Path | None:
    from workflow.engines import packages

    return next(iter(sorted(packages.data_dir().rglob("*.gguf"))), None)


@pytest.mark.llm
@pytest.mark.slow
def test_the_server_of_llama_cpp_translates() -> None:
    xllamacpp = pytest.importorskip("xllamacpp", reason="the extra llm is not installed")
    model = _installed_model()
    if model is None:
        pytest.skip("no GGUF model is installed: workflow models install qwen2.5-coder-1.5b")
    params = xllamacpp.CommonParams()
    params.model.path = str(model)
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_ctx = 2048
    params.n_parallel = 2
    params.verbosity = 0
    server = xllamacpp.Server(params)
    options = {"url": server.listening_address, "parallel": "2"}
    assert openai.available("zh", "en", options) == ""
    engine = openai.load("zh", "en", options)
    assert engine.signature == f"openai/{model.stem}"
    requests = [
        Request("东北大学举行对外开放工作座谈会。", (("对外开放", "opening-up"),)),
        Request("学校有3500名学生。"),
        Request("字" * 3000),
    ]
    drafts = dict(engine.translate(requests))
    assert "opening-up" in drafts[0].text.lower()
    assert "500" in drafts[1].text
    assert not has_han(drafts[0].text + drafts[1].text)
    # The server's own words for a text that does not fit are understood.
    assert drafts[2] == Draft("", cut=True)
    engine.close()
