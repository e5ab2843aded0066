"""A GGUF model, made here, that says what a test wants: the next token depends on the last byte alone.

Embeddings are one-hot and all layers are zero, so that the output matrix is the table of transitions. It goes through
the real loading, chat template, grammar, sampling and streaming of llama.cpp.
"""

import struct
from array import array
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

WIDTH, HEADS, INNER = 320, 5, 32
CONTROLS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
END = 258  # <|im_end|>
TEMPLATE = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def write(path: Path, transitions: Mapping[int, Mapping[int, float]]) -> Path:
    """Write a model in which token `last` is followed by the token of the greatest weight in `transitions[last]`.

    Tokens 0 to 255 are bytes; `END` ends the answer. An answer begins after a line end (10).
    """
    vocabulary = [_printable(byte) for byte in range(256)] + list(CONTROLS)
    one_hot, output = (array("f", bytes(4 * WIDTH * len(vocabulary))) for _ in range(2))
    for token in range(len(vocabulary)):
        one_hot[token * WIDTH + token] = 1.0
    for last, following in transitions.items():
        for token, weight in following.items():
            output[token * WIDTH + last] = weight
    ones = array("f", [1.0]) * WIDTH
    square, narrow = array("f", bytes(4 * WIDTH * WIDTH)), array("f", bytes(4 * WIDTH * INNER))
    tensors = [
        ("token_embd.weight", (WIDTH, len(vocabulary)), one_hot),
        ("output_norm.weight", (WIDTH,), ones),
        ("output.weight", (WIDTH, len(vocabulary)), output),
        ("blk.0.attn_norm.weight", (WIDTH,), ones),
        *((f"blk.0.attn_{name}.weight", (WIDTH, WIDTH), square) for name in ("q", "k", "v", "output")),
        ("blk.0.ffn_norm.weight", (WIDTH,), ones),
        ("blk.0.ffn_gate.weight", (WIDTH, INNER), narrow),
        ("blk.0.ffn_up.weight", (WIDTH, INNER), narrow),
        ("blk.0.ffn_down.weight", (INNER, WIDTH), narrow),
    ]
    path.write_bytes(_file(_facts(vocabulary), tensors))
    return path


def chain(text: str) -> dict[int, dict[int, float]]:
    """Transitions of a model that answers `text` (its bytes all different)."""
    steps = [10, *text.encode(), END]
    return {last: {following: 1.0} for last, following in pairwise(steps)}


def _facts(vocabulary: list[str]) -> list[bytes]:
    return [
        _string("general.architecture") + struct.pack("<I", 8) + _string("llama"),
        _number("context_length", 8192),
        _number("embedding_length", WIDTH),
        _number("block_count", 1),
        _number("feed_forward_length", INNER),
        _number("attention.head_count", HEADS),
        _number("attention.head_count_kv", HEADS),
        _number("rope.dimension_count", WIDTH // HEADS),
        _string("llama.attention.layer_norm_rms_epsilon") + struct.pack("<If", 6, 1e-6),
        _string("tokenizer.ggml.model") + struct.pack("<I", 8) + _string("gpt2"),
        _string("tokenizer.ggml.pre") + struct.pack("<I", 8) + _string("qwen2"),
        _string("tokenizer.ggml.tokens") + _array(8, [_string(token) for token in vocabulary]),
        _string("tokenizer.ggml.token_type") + _array(5, [struct.pack("<i", 1 if n < 256 else 3) for n in range(259)]),
        _string("tokenizer.ggml.merges") + _array(8, [_string("Ā Ā")]),
        _string("tokenizer.ggml.eos_token_id") + struct.pack("<II", 4, END),
        _string("tokenizer.chat_template") + struct.pack("<I", 8) + _string(TEMPLATE),
    ]


def _number(key: str, value: int) -> bytes:
    return _string(f"llama.{key}") + struct.pack("<II", 4, value)


def _file(facts: list[bytes], tensors: list[tuple[str, tuple[int, ...], "array[float]"]]) -> bytes:
    head = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(facts)) + b"".join(facts)
    data = b""
    for name, shape, values in tensors:
        head += _string(name) + struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, 0, len(data))
        data += values.tobytes()
        data += bytes(-len(data) % 32)
    return head + bytes(-len(head) % 32) + data


def _string(text: str) -> bytes:
    return struct.pack("<Q", len(text.encode())) + text.encode()


def _array(kind: int, values: list[bytes]) -> bytes:
    return struct.pack("<IIQ", 9, kind, len(values)) + b"".join(values)


def _printable(byte: int) -> str:
    """The character that byte-level BPE vocabularies write for a byte."""
    shown = [*range(33, 127), *range(161, 173), *range(174, 256)]
    if byte in shown:
        return chr(byte)
    return chr(256 + [other for other in range(256) if other not in shown].index(byte))
