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
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from workflow.engines.argos_package import REINSTALL, Package, find, missing_library, pair
from workflow.engines.base import Constraining, Draft, Request
from workflow.engines.pointing import offsets, point
from workflow.errors import EngineError, InputError
from workflow.text.segment import sentences

if TYPE_CHECKING:
    from ctranslate2 import TranslationResult

NAME = "argos"
BEAM, WIDEST = 4, 32
# What Argos Translate decodes with.
LENGTH_PENALTY = 0.2
# Source tokens in a batch. Larger ones are hardly faster, leave processors idle at the end, and make a break-off wait
# longer; smaller ones read the weights too often. A short text is parted among the processors, down to `FEW_TOKENS`.
BATCH_TOKENS, FEW_TOKENS = 384, 64
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


_Span = tuple[int, int]


@dataclass(slots=True)
class _Result:
    """Tokens, whether the model itself ended them, and for each the attention to the tokens of the source."""

    tokens: list[str]
    finished: bool
    attention: list[list[float]]


@dataclass(slots=True)
class _Place:
    """Where a sentence stands: which request, which of its sentences, where it starts there, which sample is wanted."""

    request: int
    position: int
    start: int
    sample: int


@dataclass(slots=True)
class _Sentence:
    """A distinct sentence, and where it stands."""

    tokens: list[str]
    text: str
    places: list[_Place] = field(default_factory=list)
    attend: bool = False

    @property
    def samples(self) -> int:
        """How many translations of it are wanted."""
        return max(place.sample for place in self.places) + 1

    @property
    def limit(self) -> int:
        """Most tokens its translation may have."""
        return LIMIT_RATIO * len(self.tokens) + LIMIT_FLOOR


@dataclass(slots=True)
class _Answer:
    """The sentences of one request as they come in."""

    sought: tuple[_Span, ...]
    texts: list[str]
    missing: int
    cut: bool = False
    found: dict[_Span, tuple[int, _Span]] = field(default_factory=dict)

    def put(self, position: int, text: str, found: Mapping[_Span, _Span], *, cut: bool) -> bool:
        """Take a sentence in; true when it was the last."""
        self.texts[position] = text
        self.found.update({span: (position, place) for span, place in found.items()})
        self.cut |= cut
        self.missing -= 1
        return not self.missing

    def draft(self) -> Draft:
        """The sentences, joined by spaces."""
        starts = [0]
        for text in self.texts:
            starts.append(starts[-1] + len(text) + bool(text))
        places = (self.found.get(span) for span in self.sought)
        found = [place and (starts[place[0]] + place[1][0], starts[place[0]] + place[1][1]) for place in places]
        return Draft(" ".join(text for text in self.texts if text), self.cut, tuple(found))


class ArgosEngine:
    """A loaded package. Deterministic: the same requests give the same drafts, in whatever company they come."""

    name = NAME
    constraining = Constraining.MASK
    samples = True
    points = True

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
        self.notes = package.folder / "placeholders.json"
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
            answers.append(_Answer(request.sought, [""] * len(parts), len(parts)))
            for position, (start, text, tokens) in enumerate(parts):
                sentence = distinct.setdefault(tuple(tokens), _Sentence(tokens, text))
                sentence.places.append(_Place(index, position, start, request.sample))
                sentence.attend |= bool(request.sought)
            if not parts:
                yield index, Draft("")
        for sentence, results in self._decoded(
            sorted(distinct.values(), key=lambda each: (each.samples, -len(each.tokens)))
        ):
            for place in sentence.places:
                result, answer = results[min(place.sample, len(results) - 1)], answers[place.request]
                text = self._text(result.tokens)
                found = self._found(sentence, place.start, result, text, answer.sought)
                if answer.put(place.position, text, found, cut=not result.finished):
                    yield place.request, answer.draft()

    def close(self) -> None:
        """Free the model."""
        if self._translator is not None:
            self._translator.unload_model()
            self._translator = None

    def _parts(self, text: str) -> list[tuple[int, str, list[str]]]:
        """Starts, texts and tokens of the sentences of a text, overlong ones cut at clauses."""
        spans = sentences(text, self._language)
        return [part for start, end in spans for part in self._fitting(text[start:end], start) if part[2]]

    def _fitting(self, text: str, start: int) -> Iterator[tuple[int, str, list[str]]]:
        start += len(text) - len(text.lstrip())
        text = text.strip()
        tokens = self._tokenizer.encode(text)
        if len(tokens) <= LONGEST or len(text) < 2:  # noqa: PLR2004 - one character cannot be cut
            yield start, text, tokens
            return
        cut = _middle(text)
        yield from self._fitting(text[:cut], start)
        yield from self._fitting(text[cut:], start + cut)

    def _found(
        self, sentence: _Sentence, start: int, result: _Result, text: str, sought: Sequence[_Span]
    ) -> dict[_Span, _Span]:
        """Places in a sentence's draft of the spans sought in its request."""
        if not (sought and result.attention):
            return {}
        source, target = offsets(sentence.tokens, sentence.text), offsets(result.tokens, text)
        places = {
            span: point((span[0] - start, span[1] - start), source, target, result.attention)
            for span in sought
            if start <= span[0] and span[1] <= start + len(sentence.text)
        }
        return {span: place for span, place in places.items() if place}

    def _decoded(self, ordered: Sequence[_Sentence]) -> Iterator[tuple[_Sentence, list[_Result]]]:
        """Sentences with their translations, best first; every processor has a batch, one more waits."""
        waiting = _batches(ordered, self._workers)
        running: deque[tuple[list[_Sentence], Callable[[], list[list[_Result]]]]] = deque()
        while True:
            while len(running) <= self._workers and (batch := next(waiting, None)):
                running.append((batch, self._start(batch)))
            if not running:
                return
            batch, results = running.popleft()
            yield from zip(batch, self._rescued(batch, results()), strict=True)

    def _rescued(self, batch: Sequence[_Sentence], results: list[list[_Result]]) -> list[list[_Result]]:
        """The results; what ran into its limit or in circles is tried once more without repetitions."""
        endless = [
            place
            for place, several in enumerate(results)
            if any(not result.finished or _circles(result.tokens) for result in several)
        ]
        if endless:
            again = self._start([batch[place] for place in endless], no_repeat=NO_REPEAT)()
            for place, several in zip(endless, again, strict=True):
                results[place] = several
        return results

    def _start(self, batch: Sequence[_Sentence], *, no_repeat: int = 0) -> Callable[[], list[list[_Result]]]:
        """Hand a batch to the model; what is returned waits for the results, in the order of the batch."""
        if self._translator is None:
            raise EngineError("the engine is closed", place=self.signature)
        samples = batch[0].samples
        try:
            pending = self._translator.translate_batch(
                [sentence.tokens for sentence in batch],
                target_prefix=[[self._prefix]] * len(batch) if self._prefix else None,
                asynchronous=True,
                beam_size=max(self._beam, samples),
                num_hypotheses=samples,
                return_attention=any(sentence.attend for sentence in batch),
                length_penalty=LENGTH_PENALTY,
                no_repeat_ngram_size=no_repeat,
                max_input_length=0,
                max_decoding_length=max(sentence.limit for sentence in batch),
                replace_unknowns=True,
                return_end_token=True,
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"the model failed ({error})", place=self.signature) from error

        def results() -> list[list[_Result]]:
            try:
                return [self._ended(one.result(), sentence.limit) for one, sentence in zip(pending, batch, strict=True)]
            except RuntimeError as error:
                raise EngineError(f"the model failed ({error})", place=self.signature) from error

        return results

    def _ended(self, answer: "TranslationResult", limit: int) -> list[_Result]:
        """Hypotheses without prefix and end token, and whether there was an end within the limit."""
        results = []
        for index, tokens in enumerate(answer.hypotheses):
            finished = bool(tokens) and tokens[-1] == self._end
            kept = slice(int(bool(self._prefix) and tokens[:1] == [self._prefix]), len(tokens) - finished)
            attention = answer.attention[index][kept] if answer.attention else []
            within = finished and len(tokens[kept]) <= limit
            results.append(_Result(tokens[kept][:limit], within, attention))
        return results

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


def _batches(ordered: Sequence[_Sentence], workers: int) -> Iterator[list[_Sentence]]:
    """Even batches of at most about `BATCH_TOKENS` tokens, if possible one for each worker.

    Args:
        ordered: sentences by samples and falling length. The search is as wide as there are samples: those of one
            batch want equally many.
        workers: batches that are decoded at the same time.
    """
    for _, group in groupby(ordered, key=lambda sentence: sentence.samples):
        alike = list(group)
        total = sum(len(sentence.tokens) for sentence in alike)
        count = max(-(-total // BATCH_TOKENS), min(workers, total // FEW_TOKENS), 1)
        before = accumulate((len(sentence.tokens) for sentence in alike), initial=0)
        numbered = zip(before, alike, strict=False)
        for _, batch in groupby(numbered, key=lambda pair: pair[0] * count // total):
            yield [sentence for _, sentence in batch]


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
