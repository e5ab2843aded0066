"""Engine `argos`: Argos Translate packages, run by CTranslate2.

Only the tokenizers of Argos Translate are used. Its own translation calls the model once a paragraph, with at most 32
tokens in a batch and a barrier between the threads after every operation, and its sentence splitter fetches a model at
the first use. Here the sentences of all requests, sorted by length, go to the model in batches of hundreds of tokens,
one batch a processor: the weights are read once for a batch, and no thread waits for another.

Options: ``beam`` (width of the search), ``package`` (folder of an unpacked package, instead of an installed one).
"""

import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from workflow.engines.argos_package import REINSTALL, Package, find, missing_library, pair
from workflow.engines.base import Constraining, Draft, Request
from workflow.errors import EngineError, InputError
from workflow.text.segment import sentences

NAME = "argos"
BEAM, WIDEST = 4, 32
# What Argos Translate decodes with.
LENGTH_PENALTY = 0.2
# Padded source tokens in a batch. Larger ones are hardly faster, leave processors idle at the end, and make a break-off
# wait longer; smaller ones read the weights too often.
BATCH_TOKENS = 384
# A sentence longer than this is cut at a comma: models trained on short sentences drop the rest of a long one.
LONGEST = 192
# English has up to 2.5 tokens for one of Chinese; a decoder that goes on past this limit runs in circles.
LIMIT_RATIO, LIMIT_FLOOR = 4, 24
# The second try of a sentence that ran in circles may not repeat a run of this many tokens. As a rule for all sentences
# it would do harm: of 300 of the test package it spoilt 29; a rule of 4 spoilt 5, a penalty on repetition (1.1) 2.
NO_REPEAT = 3
# In circles: at least this many tokens that repeat those before them, and three times the same.
_CIRCLE, _LONGEST_CIRCLE = 8, 16
_CLAUSE_ENDS = "，；：、,;:"


# Tokens, and whether the model itself ended them.
_Result = tuple[list[str], bool]


@dataclass(slots=True)
class _Sentence:
    """A distinct sentence, and where it stands: (index of the request, position in it)."""

    tokens: list[str]
    places: list[tuple[int, int]] = field(default_factory=list)

    @property
    def limit(self) -> int:
        """Most tokens its translation may have."""
        return LIMIT_RATIO * len(self.tokens) + LIMIT_FLOOR


@dataclass(slots=True)
class _Answer:
    """The sentences of one request as they come in."""

    texts: list[str]
    missing: int
    cut: bool = False

    def put(self, position: int, text: str, *, cut: bool) -> bool:
        """Take a sentence in; true when it was the last."""
        self.texts[position] = text
        self.cut |= cut
        self.missing -= 1
        return not self.missing

    def draft(self) -> Draft:
        """The sentences, joined by spaces."""
        return Draft(" ".join(text for text in self.texts if text), self.cut)


class ArgosEngine:
    """A loaded package. Deterministic: the same requests give the same drafts, in whatever company they come."""

    name = NAME
    constraining = Constraining.MASK

    def __init__(self, package: Package, *, language: str = "zh", beam: int = BEAM) -> None:
        """Load the model and its tokenizer.

        Args:
            package: an unpacked package.
            language: of the requests (BCP 47), for the sentence splitter.
            beam: width of the search; 1 is greedy, fastest and worst.

        Raises:
            EngineError: the model or the tokenizer cannot be loaded.
        """
        import ctranslate2

        self.signature = package.signature
        self._language = language
        self._beam = beam
        self._prefix = package.target_prefix
        self._workers = _cores()
        self._tokenizer = package.tokenizer()
        try:
            self._end = package.end_token()
            self._tokenizer.encode("。")
            self._translator = ctranslate2.Translator(
                str(package.folder / "model"),
                device="cpu",
                compute_type="int8",
                inter_threads=self._workers,
                intra_threads=1,
            )
        except (RuntimeError, ValueError, OSError) as error:
            place = str(package.folder)
            raise EngineError(f"the model cannot be loaded ({error})", place=place, mend=REINSTALL) from error

    def translate(self, requests: Sequence[Request]) -> Iterator[tuple[int, Draft]]:
        """Yield (index of the request, draft) as the batches come in, long sentences first.

        Raises:
            EngineError: the model failed; what was yielded before stands.
        """
        answers: list[_Answer] = []
        distinct: dict[tuple[str, ...], _Sentence] = {}
        for index, request in enumerate(requests):
            parts = self._parts(request.text)
            answers.append(_Answer([""] * len(parts), len(parts)))
            for position, tokens in enumerate(parts):
                distinct.setdefault(tuple(tokens), _Sentence(tokens)).places.append((index, position))
            if not parts:
                yield index, Draft("")
        for sentence, text, cut in self._decoded(sorted(distinct.values(), key=lambda each: -len(each.tokens))):
            for index, position in sentence.places:
                if answers[index].put(position, text, cut=cut):
                    yield index, answers[index].draft()

    def close(self) -> None:
        """Free the model."""
        if self._translator is not None:
            self._translator.unload_model()
            self._translator = None

    def _parts(self, text: str) -> list[list[str]]:
        """Token lists of the sentences of a text, overlong ones cut at clauses."""
        spans = sentences(text, self._language)
        return [tokens for start, end in spans for tokens in self._fitting(text[start:end].strip()) if tokens]

    def _fitting(self, text: str) -> Iterator[list[str]]:
        tokens = self._tokenizer.encode(text)
        if len(tokens) <= LONGEST or len(text) < 2:  # noqa: PLR2004 - one character cannot be cut
            yield tokens
            return
        cut = _middle(text)
        yield from self._fitting(text[:cut])
        yield from self._fitting(text[cut:])

    def _decoded(self, ordered: Sequence[_Sentence]) -> Iterator[tuple[_Sentence, str, bool]]:
        """Sentences with their texts and whether the limit ended them; every processor has a batch, one more waits."""
        waiting = _batches(ordered)
        running: deque[tuple[list[_Sentence], Callable[[], list[_Result]]]] = deque()
        while True:
            while len(running) <= self._workers and (batch := next(waiting, None)):
                running.append((batch, self._start(batch)))
            if not running:
                return
            batch, results = running.popleft()
            for sentence, (tokens, finished) in zip(batch, self._rescued(batch, results()), strict=True):
                yield sentence, self._text(tokens), not finished

    def _rescued(self, batch: Sequence[_Sentence], results: list[_Result]) -> list[_Result]:
        """The results; what ran into its limit or in circles is tried once more without repetitions."""
        endless = [place for place, (tokens, finished) in enumerate(results) if not finished or _circles(tokens)]
        if endless:
            again = self._start([batch[place] for place in endless], no_repeat=NO_REPEAT)()
            for place, result in zip(endless, again, strict=True):
                results[place] = result
        return results

    def _start(self, batch: Sequence[_Sentence], *, no_repeat: int = 0) -> Callable[[], list[_Result]]:
        """Hand a batch to the model; what is returned waits for the results, in the order of the batch."""
        if self._translator is None:
            raise EngineError("the engine is closed", place=self.signature)
        try:
            pending = self._translator.translate_batch(
                [sentence.tokens for sentence in batch],
                target_prefix=[[self._prefix]] * len(batch) if self._prefix else None,
                asynchronous=True,
                beam_size=self._beam,
                length_penalty=LENGTH_PENALTY,
                no_repeat_ngram_size=no_repeat,
                max_input_length=0,
                max_decoding_length=max(sentence.limit for sentence in batch),
                replace_unknowns=True,
                return_end_token=True,
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"the model failed ({error})", place=self.signature) from error

        def results() -> list[_Result]:
            try:
                return [
                    self._ended(one.result().hypotheses[0], sentence.limit)
                    for one, sentence in zip(pending, batch, strict=True)
                ]
            except RuntimeError as error:
                raise EngineError(f"the model failed ({error})", place=self.signature) from error

        return results

    def _ended(self, tokens: list[str], limit: int) -> _Result:
        """Tokens without prefix and end token, and whether there was an end within the limit."""
        finished = bool(tokens) and tokens[-1] == self._end
        kept = tokens[:-1] if finished else tokens
        kept = kept[1:] if self._prefix and kept[:1] == [self._prefix] else kept
        return kept[:limit], finished and len(kept) <= limit

    def _text(self, tokens: list[str]) -> str:
        return self._tokenizer.decode(tokens).strip()


def _circles(tokens: Sequence[str]) -> bool:
    """Whether some run of tokens stands three times or more in a row."""
    for period in range(1, min(_LONGEST_CIRCLE, len(tokens) // 3) + 1):
        repeated = 0
        for token, before in zip(tokens[period:], tokens, strict=False):
            repeated = repeated + 1 if token == before else 0
            if repeated >= max(2 * period, _CIRCLE):
                return True
    return False


def _batches(ordered: Sequence[_Sentence]) -> Iterator[list[_Sentence]]:
    """Batches of at most `BATCH_TOKENS` padded tokens, from sentences ordered by falling length."""
    batch: list[_Sentence] = []
    for sentence in ordered:
        if batch and (len(batch) + 1) * len(batch[0].tokens) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(sentence)
    if batch:
        yield batch


def _middle(text: str) -> int:
    """Where to cut a text in two: after the clause end nearest its middle, else in the middle."""
    middle = len(text) // 2
    ends = [at + 1 for at, character in enumerate(text[:-1]) if character in _CLAUSE_ENDS]
    return min(ends, key=lambda end: abs(end - middle), default=middle)


def _cores() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _beam(options: Mapping[str, str]) -> int:
    value = str(options.get("beam", BEAM))
    if not value.isdecimal() or not 1 <= int(value) <= WIDEST:
        mend = f"give a whole number from 1 to {WIDEST}"
        raise InputError(f"the beam is {value!r}", place="engines.argos.beam", mend=mend)
    return int(value)


def available(source: str, target: str, options: Mapping[str, str]) -> str:
    """Return '' when `load` would work, else the sentence that says what is missing and how to mend it.

    Imports nothing heavy.
    """
    if library := missing_library():
        return f"the library {library} is not installed; run `pip install 'workflow[argos]'`"
    try:
        if find(source, target, options) is None:
            return f"no Argos package for {source} to {target}; run `workflow models install {pair(source, target)}`"
    except EngineError as error:
        return str(error)
    return ""


def load(source: str, target: str, options: Mapping[str, str]) -> ArgosEngine:
    """Load the engine for a language pair (BCP 47).

    Raises:
        EngineError: a library or the package is missing; names the command that installs it.
        InputError: an option is wrong.
    """
    beam = _beam(options)
    if library := missing_library():
        mend = "run `pip install 'workflow[argos]'`"
        raise EngineError(f"the library {library} is not installed", place=NAME, mend=mend)
    package = find(source, target, options)
    if package is None:
        mend = f"run `workflow models install {pair(source, target)}`"
        raise EngineError(f"no Argos package for {source} to {target} is installed", place=NAME, mend=mend)
    return ArgosEngine(package, language=source, beam=beam)
