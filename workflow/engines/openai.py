"""Engine `openai`: any server that speaks the OpenAI chat protocol (llama-server, Ollama, vLLM, a hosted service).

Options: ``url`` (also ``WORKFLOW_OPENAI_URL``), ``model``, ``parallel``, ``timeout``, ``patience``, ``max_tokens``
(per draft; by default in proportion to the text, 0 states none). The key comes from ``WORKFLOW_OPENAI_KEY``.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from workflow.engines.base import Constraining, Draft, Request
from workflow.engines.prompt import messages
from workflow.engines.remote import Options, RefusedError, Server, key_variable, parallel, read_options
from workflow.errors import EngineError

NAME = "openai"
_OWN_OPTIONS = ("model", "max_tokens")
_PROBE_SECONDS = 3.0
_WARM = 0.5  # temperature of samples
# English takes about one token for each Chinese character; a draft far beyond that has begun to repeat itself.
_TOKENS_PER_CHARACTER = 3
_TOKENS_AT_LEAST = 96
_THINKING = re.compile(r"^\s*<think>.*?</think>\s*", re.DOTALL)
# How servers name a text that does not fit: OpenAI and vLLM, llama.cpp.
_TOO_LONG = re.compile(r"context[_ ](?:length|size)|maximum context|available context", re.IGNORECASE)
_ENDPOINT = re.compile(r"(?:/v1)?(?:/chat/completions)?/?$")


class OpenAI:
    """An instruct model behind an address."""

    name = NAME
    constraining = Constraining.PROMPT
    samples = True

    def __init__(self, source: str, target: str, options: Options) -> None:
        self._languages = (source, target)
        self._options = options
        self._server = _server(options)
        self._model = options.rest.get("model", "") or self._first_model()
        # llama-server calls a model by the path of its file; where that lies is no part of what made a draft.
        shown = re.split(r"[\\/]", self._model)[-1] if self._model.endswith(".gguf") else self._model
        self.signature = f"{NAME}/{shown.removesuffix('.gguf')}"

    def translate(self, requests: Sequence[Request]) -> Iterator[tuple[int, Draft]]:
        """Yield (index, draft) as answers come in; several requests are under way at once.

        Raises:
            EngineError: the server is down, refuses, or stays busy; what was yielded before stands.
        """
        self._server.resume()
        for (index, _), draft in parallel(
            self._server, list(enumerate(requests)), lambda job: self._draft(job[1]), self._options.parallel
        ):
            yield index, draft

    def close(self) -> None:
        """Close the connections. Safe to call twice."""
        self._server.close()

    def _first_model(self) -> str:
        models = self._server.get("/v1/models")
        data = models.get("data") if isinstance(models, dict) else None
        if not isinstance(data, list) or not data or not isinstance(data[0], dict) or not data[0].get("id"):
            mend = f"name one as engines.{NAME}.model"
            raise EngineError("the server does not say which models it has", place=self._options.url, mend=mend)
        return str(data[0]["id"])

    def _draft(self, request: Request) -> Draft:
        if not request.text.strip():
            return Draft(request.text)
        payload: dict[str, object] = {
            "model": self._model,
            "messages": messages(request, *self._languages),
            "temperature": _WARM if request.sample else 0,
            "stream": False,
        }
        if request.sample:
            payload["seed"] = request.sample
        if limit := _token_limit(request.text, self._options):
            payload["max_tokens"] = limit
        try:
            answer = self._server.post("/v1/chat/completions", payload)
        except RefusedError as error:
            # Too long for the model: told as a cut draft, so that its sentences can be tried one by one.
            if _TOO_LONG.search(error.detail):
                return Draft("", cut=True)
            raise
        return self._read(answer)

    def _read(self, answer: Any) -> Draft:  # noqa: ANN401 - JSON
        try:
            choice = answer["choices"][0]
            content = choice["message"]["content"]
        except (KeyError, IndexError, TypeError) as error:
            mend = f"check engines.{NAME}.url"
            raise EngineError("the answer is not a chat completion", place=self._options.url, mend=mend) from error
        text = _THINKING.sub("", content or "").strip()
        return Draft(text, cut=choice.get("finish_reason") == "length")


def load(source: str, target: str, options: Mapping[str, str]) -> OpenAI:
    """Connect to the server; see `workflow.engines.base.EngineModule`."""
    return OpenAI(source, target, _options(options))


def available(source: str, target: str, options: Mapping[str, str]) -> str:
    """Return '' when the server answers, else why it cannot be used; waits a few seconds at most."""
    del source, target  # an instruct model takes any pair
    try:
        checked = _options(options)
        server = _server(checked)
        try:
            server.get("/v1/models", timeout=_PROBE_SECONDS, patient=False)
        finally:
            server.close()
    except RefusedError as error:
        # Some servers have no list of models; with a model named, that is no obstacle.
        return "" if error.status == 404 and options.get("model") else str(error)  # noqa: PLR2004 - HTTP: not found
    except EngineError as error:
        return str(error)
    return ""


def _options(given: Mapping[str, str]) -> Options:
    options = read_options(NAME, given, more=_OWN_OPTIONS)
    limit = options.rest.get("max_tokens", "")
    if limit and not limit.isdigit():
        raise EngineError(f"{limit!r} is no whole number", place=f"engines.{NAME}.max_tokens")
    # People give the address of the server, of its API, or of the very endpoint.
    url = _ENDPOINT.sub("", options.url)
    return Options(url, options.timeout, options.patience, options.parallel, options.rest)


def _server(options: Options) -> Server:
    key = os.environ.get(key_variable(NAME), "")
    return Server(NAME, options, {"Authorization": f"Bearer {key}"} if key else {})


def _token_limit(text: str, options: Options) -> int:
    stated = options.rest.get("max_tokens", "")
    return int(stated) if stated else _TOKENS_AT_LEAST + _TOKENS_PER_CHARACTER * len(text)
