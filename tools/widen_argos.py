"""Widen a small Argos package to a real one's size: `python tools/widen_argos.py SMALL.argosmodel LARGE.argosmodel`.

The result has 6 + 6 layers of width 512 and 32,000 pieces in int8, the shape of the packages of the Argos index (other
sizes by option), and translates like the small one: sentences end where they should, so that speed is measured on real
lengths and not on random weights that run to a limit. Copying a vector of width d four times keeps its mean, its
variance and (with weights divided by four) every product (the function-preserving widening of Chen, Goodfellow and
Shlens, "Net2Net", 2016); a residual layer whose output weights are zero changes nothing and costs as much as another.
"""

import argparse
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from argos_file import Arrays, members, pack, read_model, transformer

HEADS = 4  # of the small model; each is copied
POSITIONS = 512


@dataclass(frozen=True, slots=True)
class Shape:
    """Of the large model: layers of the encoder (and of the decoder), copies of the width, pieces of the vocabulary."""

    layers: int
    times: int
    pieces: int


def widen(arrays: Arrays, shape: Shape) -> Arrays:
    """The arrays of the large model."""
    wide = {name: _widened(name, array, arrays, shape) for name, array in arrays.items()}
    wide["decoder/projection/bias"] = np.full(shape.pieces, -1e4, np.float32)
    wide["decoder/projection/bias"][: len(arrays["decoder/projection/weight"])] = 0
    small = sum(name.startswith("encoder/") and name.endswith("/ffn/linear_0/weight") for name in arrays)
    for side in ("encoder", "decoder"):
        wide[f"{side}/position_encodings/encodings"] = np.tile(_positions(_width(arrays)), shape.times)
        first = {name: array for name, array in wide.items() if name.startswith(f"{side}/layer_0/")}
        for layer in range(small, shape.layers):
            wide |= {name.replace("layer_0", f"layer_{layer}"): _idle(name, array) for name, array in first.items()}
    return wide


def _width(arrays: Arrays) -> int:
    return int(arrays["encoder/layer_norm/gamma"].size)


def _widened(name: str, array: np.ndarray, arrays: Arrays, shape: Shape) -> np.ndarray:
    parts = array.shape[0] // _width(arrays)
    if parts > 1 and "attention/linear" in name:  # queries, keys and values stand in one matrix
        return np.concatenate([_widened(name, part, arrays, shape) for part in np.split(array, parts)])
    if array.ndim == 1:
        return np.tile(array, shape.times)
    if "/embeddings" in name:  # the model multiplies them with the root of its width
        return _filled(np.tile(array, shape.times) / shape.times**0.5, shape)
    if "projection" in name:
        return _filled(np.tile(array, shape.times) / shape.times, shape)
    return np.tile(array, (shape.times, shape.times)) / shape.times


def _filled(rows: np.ndarray, shape: Shape) -> np.ndarray:
    """Rows of pieces, and random ones for the pieces that only make the vocabulary as large as a real one."""
    more = np.random.default_rng(1).normal(0, rows.std(), (shape.pieces - len(rows), rows.shape[1]))
    return np.concatenate([rows, more.astype(np.float32)])


def _idle(name: str, array: np.ndarray) -> np.ndarray:
    """A variable of a layer that adds nothing: the last product of each of its parts is zero."""
    last = ("self_attention/linear_1", "/attention/linear_2", "ffn/linear_1")
    return np.zeros_like(array) if any(part in name for part in last) else array


def _positions(width: int) -> np.ndarray:
    """The sinusoids that CTranslate2 makes for a model of this width."""
    half = width // 2
    angles = np.arange(1, POSITIONS + 1)[:, None] * np.exp(np.arange(half) * -(np.log(10000.0) / (half - 1)))
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)


def main() -> None:
    """Widen a package."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("small", type=Path)
    parser.add_argument("large", type=Path)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--times", type=int, default=4, help="copies of the width")
    parser.add_argument("--pieces", type=int, default=32_000)
    options = parser.parse_args()
    shape = Shape(options.layers, options.times, options.pieces)
    small = members(options.small)
    vocabulary = json.loads(small["model/shared_vocabulary.json"])
    vocabulary += [f"\u2581filler{index}" for index in range(shape.pieces - len(vocabulary))]
    arrays = widen(read_model(small["model/model.bin"]), shape)
    spec = transformer(shape.layers, HEADS * shape.times, arrays, vocabulary)
    spec.optimize(quantization="int8")
    with tempfile.TemporaryDirectory() as folder:
        spec.save(folder)
        readme = "A small test model, widened to the size of a real one to measure speed; not for use."
        pack(options.large, Path(folder), small["sentencepiece.model"], version="0.1", readme=readme)
    print(f"{options.large}: {options.large.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
