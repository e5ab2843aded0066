"""Train the small package of the tests: `python tools/train_tiny_argos.py tests/data/zh_en_tiny.argosmodel`.

Needs PyTorch (CPU), ctranslate2 and sentencepiece; none of them is a dependency of the tests, which use the committed
result. A pre-norm Transformer with tied embeddings is trained on the grammar of `tiny_corpus` for ten minutes on one
core, converted to CTranslate2 (int8), compared with PyTorch, measured on sentences it never saw, and packed.
Parameters bear the names that the CTranslate2 specification has for them, so that conversion is an assignment.
"""

import argparse
import io
import itertools
import math
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import ctranslate2
import numpy as np
import sentencepiece
import torch
from argos_file import members, pack, read_model, transformer
from tiny_corpus import PLACEHOLDERS, distinct, vocabulary
from tiny_words import Phrase
from torch.nn import functional

WIDTH, HEADS, INNER, LAYERS = 128, 4, 512, 2
PIECES = 1700
HELD_OUT = 400
UNKNOWN, START, END = 0, 1, 2
SEED = 20241

_KEPT = ("layer_norm", *(f"layer_{index}" for index in range(LAYERS)))

Parameters = dict[str, torch.Tensor]
Pair = tuple[list[int], list[int]]


def train_pieces() -> bytes:
    """The shared sentencepiece model; digits and the characters of placeholders are pieces of their own."""
    marks = sorted({character for form in PLACEHOLDERS for character in form.format("")})
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        # Each word often enough to be a piece.
        sentence_iterator=(text for text in list(vocabulary(SEED)) for _ in range(30)),
        model_writer=model,
        model_type="bpe",
        vocab_size=PIECES,
        hard_vocab_limit=False,
        character_coverage=1.0,
        split_digits=True,
        user_defined_symbols=marks,
        unk_id=UNKNOWN,
        bos_id=START,
        eos_id=END,
        pad_id=-1,
        num_threads=1,
        minloglevel=2,
    )
    return model.getvalue()


def initial(pieces: int) -> Parameters:
    """Fresh parameters, by the names of `ctranslate2.specs.TransformerSpec`."""
    parameters: Parameters = {"embeddings": torch.randn(pieces, WIDTH) * WIDTH**-0.5}

    def linear(name: str, rows: int, columns: int) -> None:
        bound = math.sqrt(6 / (rows + columns if INNER in (rows, columns) else 2 * WIDTH))
        parameters[f"{name}/weight"] = torch.empty(rows, columns).uniform_(-bound, bound)
        parameters[f"{name}/bias"] = torch.zeros(rows)

    def norm(name: str) -> None:
        parameters[f"{name}/gamma"], parameters[f"{name}/beta"] = torch.ones(WIDTH), torch.zeros(WIDTH)

    for side in ("encoder", "decoder"):
        norm(f"{side}/layer_norm")
        for layer in (f"{side}/layer_{index}" for index in range(LAYERS)):
            norm(f"{layer}/self_attention/layer_norm")
            linear(f"{layer}/self_attention/linear_0", 3 * WIDTH, WIDTH)
            linear(f"{layer}/self_attention/linear_1", WIDTH, WIDTH)
            if side == "decoder":
                norm(f"{layer}/attention/layer_norm")
                linear(f"{layer}/attention/linear_0", WIDTH, WIDTH)
                linear(f"{layer}/attention/linear_1", 2 * WIDTH, WIDTH)
                linear(f"{layer}/attention/linear_2", WIDTH, WIDTH)
            norm(f"{layer}/ffn/layer_norm")
            linear(f"{layer}/ffn/linear_0", INNER, WIDTH)
            linear(f"{layer}/ffn/linear_1", WIDTH, INNER)
    return {name: tensor.requires_grad_() for name, tensor in parameters.items()}


def resumed(package: Path) -> Parameters:
    """The parameters of a package that this program made, as far as int8 kept them."""
    arrays = read_model(members(package)["model/model.bin"])
    parameters = {name: torch.tensor(array) for name, array in arrays.items() if name.split("/")[1] in _KEPT}
    parameters["embeddings"] = torch.tensor(arrays["decoder/embeddings/weight"])
    return {name: tensor.requires_grad_() for name, tensor in parameters.items()}


def positions(length: int) -> torch.Tensor:
    """Sinusoidal encodings as CTranslate2 makes them: positions from 1, all sines, then all cosines."""
    half = WIDTH // 2
    scales = torch.exp(torch.arange(half) * -(math.log(10000.0) / (half - 1)))
    angles = torch.arange(1, length + 1)[:, None] * scales[None, :]
    return torch.cat([angles.sin(), angles.cos()], dim=1)


class Network:
    """The forward pass; dropout only while `training`."""

    def __init__(self, parameters: Parameters, dropout: float = 0.05) -> None:
        self.parameters = parameters
        self.dropout = dropout
        self.training = True

    def _drop(self, x: torch.Tensor) -> torch.Tensor:
        return functional.dropout(x, self.dropout, self.training)

    def _linear(self, x: torch.Tensor, name: str) -> torch.Tensor:
        return functional.linear(x, self.parameters[f"{name}/weight"], self.parameters[f"{name}/bias"])

    def _norm(self, x: torch.Tensor, name: str) -> torch.Tensor:
        gamma, beta = self.parameters[f"{name}/layer_norm/gamma"], self.parameters[f"{name}/layer_norm/beta"]
        return functional.layer_norm(x, (WIDTH,), gamma, beta)

    def _embed(self, tokens: torch.Tensor) -> torch.Tensor:
        embedded = functional.embedding(tokens, self.parameters["embeddings"]) * math.sqrt(WIDTH)
        return self._drop(embedded + positions(tokens.shape[1]))

    @staticmethod
    def _attend(parts: Sequence[torch.Tensor], mask: torch.Tensor | None, *, causal: bool) -> torch.Tensor:
        heads = [part.unflatten(-1, (HEADS, -1)).transpose(1, 2) for part in parts]
        attended = functional.scaled_dot_product_attention(*heads, attn_mask=mask, is_causal=causal)
        return attended.transpose(1, 2).flatten(2)

    def _self_attention(self, x: torch.Tensor, name: str, mask: torch.Tensor | None) -> torch.Tensor:
        parts = self._linear(self._norm(x, name), f"{name}/linear_0").chunk(3, dim=-1)
        return x + self._drop(self._linear(self._attend(parts, mask, causal=mask is None), f"{name}/linear_1"))

    def _cross_attention(self, x: torch.Tensor, memory: torch.Tensor, name: str, mask: torch.Tensor) -> torch.Tensor:
        query = self._linear(self._norm(x, name), f"{name}/linear_0")
        parts = [query, *self._linear(memory, f"{name}/linear_1").chunk(2, dim=-1)]
        return x + self._drop(self._linear(self._attend(parts, mask, causal=False), f"{name}/linear_2"))

    def _feed_forward(self, x: torch.Tensor, name: str) -> torch.Tensor:
        inner = functional.relu(self._linear(self._norm(x, name), f"{name}/linear_0"))
        return x + self._drop(self._linear(inner, f"{name}/linear_1"))

    def __call__(self, source: torch.Tensor, mask: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        """Logits [batch, target length, pieces]; `mask` is true on real source tokens, [batch, 1, 1, source length]."""
        memory = self._embed(source)
        for layer in (f"encoder/layer_{index}" for index in range(LAYERS)):
            memory = self._self_attention(memory, f"{layer}/self_attention", mask)
            memory = self._feed_forward(memory, f"{layer}/ffn")
        memory = self._norm(memory, "encoder")
        x = self._embed(target)
        for layer in (f"decoder/layer_{index}" for index in range(LAYERS)):
            x = self._self_attention(x, f"{layer}/self_attention", None)
            x = self._cross_attention(x, memory, f"{layer}/attention", mask)
            x = self._feed_forward(x, f"{layer}/ffn")
        return functional.linear(self._norm(x, "decoder"), self.parameters["embeddings"])


def batches(pairs: Sequence[Pair], tokens: int, generator: np.random.Generator) -> Iterator[list[Pair]]:
    """Endless batches of pairs of like length, at most `tokens` target positions each."""
    while True:
        order = generator.permutation(len(pairs))
        for start in range(0, len(order), 4096):
            pool = sorted((pairs[index] for index in order[start : start + 4096]), key=lambda pair: len(pair[1]))
            groups: list[list[Pair]] = [[]]
            for pair in pool:
                if (len(groups[-1]) + 1) * (len(pair[1]) + 1) > tokens:
                    groups.append([])
                groups[-1].append(pair)
            yield from (groups[index] for index in generator.permutation(len(groups)))


def padded(rows: Sequence[Sequence[int]], fill: int) -> torch.Tensor:
    """A matrix of the rows, short ones filled up."""
    width = max(map(len, rows))
    return torch.tensor([[*row, *[fill] * (width - len(row))] for row in rows])


def loss_of(network: Network, batch: Sequence[Pair]) -> torch.Tensor:
    """Mean cross entropy of a batch, with a little label smoothing."""
    source = padded([pair[0] for pair in batch], -1)
    labels = padded([[*pair[1], END] for pair in batch], -100)
    target = padded([[START, *pair[1]] for pair in batch], END)
    logits = network(source.clamp(min=0), (source >= 0)[:, None, None, :], target)
    return functional.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=-100, label_smoothing=0.05)


def train(network: Network, pairs: Sequence[Pair], minutes: float, tokens: int, peak: float) -> None:
    """Adam under a linear rise and a linear fall of the rate, spread over the processor time allowed."""
    optimizer = torch.optim.Adam(network.parameters.values(), lr=0.0, betas=(0.9, 0.98))
    start, rise = time.process_time(), 0.06
    for step, batch in enumerate(batches(pairs, tokens, np.random.default_rng(len(pairs)))):
        done = (time.process_time() - start) / 60 / minutes
        if done >= 1:
            break
        optimizer.param_groups[0]["lr"] = peak * min(done / rise + 0.01, (1 - done) / (1 - rise))
        loss = loss_of(network, batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters.values(), 1.0)
        optimizer.step()
        if step % 200 == 0:
            print(f"step {step}  {done:4.0%}  loss {loss.item():.3f}", flush=True)
    network.training = False


def convert(parameters: Parameters, vocabulary: Sequence[str], folder: Path, quantization: str | None) -> None:
    """Write the CTranslate2 model of these parameters."""
    arrays = {name: tensor.detach().numpy().copy() for name, tensor in parameters.items()}
    embeddings = arrays.pop("embeddings")
    for name in ("encoder/embeddings_0/weight", "decoder/embeddings/weight", "decoder/projection/weight"):
        arrays[name] = embeddings
    spec = transformer(LAYERS, HEADS, arrays, vocabulary)
    spec.optimize(quantization=quantization)
    folder.mkdir()
    spec.save(str(folder))


def difference(network: Network, model: Path, pairs: Sequence[Pair], vocabulary: Sequence[str]) -> float:
    """Largest difference of a token's log probability between PyTorch and the converted float32 model."""
    translator = ctranslate2.Translator(str(model), device="cpu", compute_type="float32", intra_threads=1)
    worst = 0.0
    for source, target in pairs:
        rows = [[vocabulary[index] for index in side] for side in (source, target)]
        scores = translator.score_batch([rows[0]], [rows[1]])[0].log_probs
        with torch.no_grad():
            mask = torch.ones(1, 1, 1, len(source), dtype=torch.bool)
            logits = network(torch.tensor([source]), mask, torch.tensor([[START, *target]]))[0].log_softmax(-1)
        ours = logits[torch.arange(len(target) + 1), torch.tensor([*target, END])]
        worst = max(worst, float((ours - torch.tensor(scores)).abs().max()))
    return worst


def exact(
    model: Path, pieces: sentencepiece.SentencePieceProcessor, pairs: Sequence[Phrase]
) -> list[tuple[str, Phrase]]:
    """The int8 model's translations that differ from the grammar's, each with its pair."""
    translator = ctranslate2.Translator(str(model), device="cpu", compute_type="int8", intra_threads=2)
    results = translator.translate_batch([pieces.encode(pair.zh, out_type=str) for pair in pairs], beam_size=4)
    answers = [pieces.decode_pieces(result.hypotheses[0]) for result in results]
    return [(answer, pair) for answer, pair in zip(answers, pairs, strict=True) if answer != pair.en]


def main() -> None:
    """Train, convert, compare, measure, pack."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=10.0, help="processor minutes of training (one thread)")
    parser.add_argument("--sentences", type=int, default=60_000)
    parser.add_argument("--tokens", type=int, default=700, help="target positions in a batch")
    parser.add_argument("--rate", type=float, default=3e-3, help="peak of the learning rate")
    parser.add_argument("--resume", type=Path, help="go on with the parameters of this package, on other sentences")
    options = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(1)  # a second one waits more than it works
    held_out = list(itertools.islice(distinct(SEED), HELD_OUT))
    corpus = list(itertools.islice(distinct(SEED + 1 + bool(options.resume)), options.sentences))
    never = {pair.zh for pair in held_out}
    corpus = [pair for pair in corpus if pair.zh not in never]
    model = members(options.resume)["sentencepiece.model"] if options.resume else train_pieces()
    pieces = sentencepiece.SentencePieceProcessor(model_proto=model)
    names = [pieces.id_to_piece(index) for index in range(pieces.get_piece_size())]
    encoded = list(zip(pieces.encode([p.zh for p in corpus]), pieces.encode([p.en for p in corpus]), strict=True))
    network = Network(resumed(options.resume) if options.resume else initial(len(names)))
    print(f"{len(names)} pieces, {sum(t.numel() for t in network.parameters.values()):,} parameters", flush=True)
    train(network, encoded, options.minutes, options.tokens, options.rate)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        convert(network.parameters, names, folder / "float32", None)
        convert(network.parameters, names, folder / "int8", "int8")
        print(f"PyTorch and CTranslate2 differ by {difference(network, folder / 'float32', encoded[:50], names):.1e}")
        wrong = exact(folder / "int8", pieces, held_out)
        print(f"{1 - len(wrong) / HELD_OUT:.1%} of {HELD_OUT} sentences never seen are exact")
        for answer, pair in wrong[:12]:
            print(f"  {pair.zh}\n    expected {pair.en}\n    got      {answer}")
        pack(options.out, folder / "int8", model, version="0.1", readme="Trained on a grammar, for tests; not for use.")
    print(f"{options.out}: {options.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
