"""Engine `libretranslate`: a LibreTranslate server (its HTTP API, ``POST /translate``).

Options: ``url`` (also ``WORKFLOW_LIBRETRANSLATE_URL``), ``batch`` (texts in one request), ``parallel``, ``timeout``,
``patience``. The key comes from ``WORKFLOW_LIBRETRANSLATE_KEY``.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from workflow.engines.base import Constraining, Draft, Request
from workflow.engines.remote import Options, Server, key_variable, parallel, read_options
from workflow.errors import EngineError

NAME = "libretranslate"
_PROBE_SECONDS = 3.0
_BATCH = 32
# Characters in one request, so that an answer comes before time-outs of proxies; servers may state less.
_CHARACTERS = 4_000
# Codes a server may use for a language, the likeliest first; they changed between its versions.
_CODES: Mapping[str, tuple[str, ...]] = {
    "zh": ("zh-Hans", "zh", "zh-CN"),
    "zh-hans": ("zh-Hans", "zh", "zh-CN"),
    "zh-cn": ("zh-Hans", "zh", "zh-CN"),
    "zh-hant": ("zh-Hant", "zt", "zh-TW"),
    "zh-tw": ("zh-Hant", "zt", "zh-TW"),
    "zh-hk": ("zh-Hant", "zt", "zh-TW"),
}


class LibreTranslate:
    """A LibreTranslate server."""

    name = NAME
    # The server runs Argos models, which copy placeholders through; what does not come back is found by verifying.
    constraining = Constraining.MASK

    def __init__(self, source: str, target: str, options: Options) -> None:
        self._options = options
        self._server = Server(NAME, options)
        self._codes = _pair(self._server.get("/languages"), source, target, options.url)
        self._batch, self._characters = _limits(self._server, options)
        self.signature = f"{NAME}/{self._codes[0]}-{self._codes[1]}"

    def translate(self, requests: Sequence[Request]) -> Iterator[tuple[int, Draft]]:
        """Yield (index, draft), batch by batch; several batches are under way at once.

        A text over the server's limit comes back as an empty draft that is cut.

        Raises:
            EngineError: the server is down, refuses, or stays busy; what was yielded before stands.
        """
        self._server.resume()
        fitting: list[int] = []
        for index, request in enumerate(requests):
            if not request.text.strip():
                yield index, Draft(request.text)
            elif len(request.text) > self._characters:
                yield index, Draft("", cut=True)
            else:
                fitting.append(index)
        batches = _batches(fitting, [len(request.text) for request in requests], self._batch, self._characters)

        def work(batch: list[int]) -> list[str]:
            return self._post([requests[index].text for index in batch])

        for batch, texts in parallel(self._server, batches, work, self._options.parallel):
            for index, text in zip(batch, texts, strict=True):
                yield index, Draft(text)

    def close(self) -> None:
        """Close the connections. Safe to call twice."""
        self._server.close()

    def _post(self, texts: list[str]) -> list[str]:
        source, target = self._codes
        payload: dict[str, object] = {"q": texts, "source": source, "target": target, "format": "text"}
        if key := os.environ.get(key_variable(NAME), ""):
            payload["api_key"] = key
        answer = self._server.post("/translate", payload)
        drafts = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(drafts, list) or len(drafts) != len(texts) or not all(isinstance(d, str) for d in drafts):
            problem = "the answer does not hold one translation for each text"
            raise EngineError(problem, place=self._options.url, mend=f"check engines.{NAME}.url")
        return [draft.strip() for draft in drafts]


def load(source: str, target: str, options: Mapping[str, str]) -> LibreTranslate:
    """Connect to the server; see `workflow.engines.base.EngineModule`."""
    return LibreTranslate(source, target, read_options(NAME, options, more=("batch",)))


def available(source: str, target: str, options: Mapping[str, str]) -> str:
    """Return '' when the server answers and has the pair, else what is wrong; waits a few seconds at most."""
    try:
        checked = read_options(NAME, options, more=("batch",))
        server = Server(NAME, checked)
        try:
            _pair(server.get("/languages", timeout=_PROBE_SECONDS, patient=False), source, target, checked.url)
        finally:
            server.close()
    except EngineError as error:
        return str(error)
    return ""


def _pair(languages: Any, source: str, target: str, url: str) -> tuple[str, str]:  # noqa: ANN401 - JSON
    """Return the server's codes for a language pair (BCP 47)."""
    if not isinstance(languages, list) or not all(isinstance(row, dict) and "code" in row for row in languages):
        mend = f"check engines.{NAME}.url"
        raise EngineError("the server does not answer like LibreTranslate", place=url, mend=mend)
    targets = {str(row["code"]): row.get("targets") for row in languages}
    for code in _codes(source):
        if code not in targets:
            continue
        # Before version 1.3.11 a server did not list targets: every language went to every other.
        reachable = targets[code] if isinstance(targets[code], list) else list(targets)
        for other in _codes(target):
            if other in reachable:
                return code, other
    raise EngineError(f"the server has no model from {source} to {target}", place=url, mend="install it there")


def _codes(language: str) -> tuple[str, ...]:
    return _CODES.get(language.lower(), (language, language.partition("-")[0]))


def _limits(server: Server, options: Options) -> tuple[int, int]:
    """Return how many texts and characters one request may have."""
    stated = options.rest.get("batch", str(_BATCH))
    if not stated.isdigit() or not int(stated):
        raise EngineError(f"{stated!r} is no whole number above zero", place=f"engines.{NAME}.batch")
    try:
        settings = server.get("/frontend/settings", timeout=_PROBE_SECONDS, patient=False)
    except EngineError:
        # A server may hide its pages and still translate.
        settings = {}
    limit = settings.get("charLimit", -1) if isinstance(settings, dict) else -1
    return int(stated), min(limit, _CHARACTERS) if isinstance(limit, int) and limit > 0 else _CHARACTERS


def _batches(indices: Sequence[int], lengths: Sequence[int], count: int, characters: int) -> list[list[int]]:
    """Part texts into requests in their order; none is over a limit unless a single text is."""
    batches: list[list[int]] = []
    room = 0
    for index in indices:
        if not batches or len(batches[-1]) >= count or lengths[index] > room:
            batches.append([])
            room = characters
        batches[-1].append(index)
        room -= lengths[index]
    return batches
