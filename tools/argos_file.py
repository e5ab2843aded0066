"""Read and build Argos packages: the arrays of a CTranslate2 model, the archive with its tokenizer and metadata."""

import json
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from ctranslate2.specs import TransformerSpec

# A fixed time in the archive: the same model gives the same bytes.
_TIME = (1980, 1, 1, 0, 0, 0)
_TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)

Arrays = dict[str, np.ndarray]


def members(package: Path) -> dict[str, bytes]:
    """Files of an ``.argosmodel`` by their path in its folder."""
    with zipfile.ZipFile(package) as archive:
        return {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist()}


def read_model(content: bytes) -> Arrays:
    """Variables of a ``model.bin`` (version 6 of the format), int8 weights multiplied out.

    Raises:
        ValueError: another version of the format.
    """
    at = 0

    def number(kind: str) -> int:
        nonlocal at
        (value,) = struct.unpack_from(f"<{kind}", content, at)
        at += struct.calcsize(kind)
        return int(value)

    def text() -> str:
        nonlocal at
        size = number("H")
        at += size
        return content[at - size : at - 1].decode()

    if number("I") != 6 or text() != "TransformerSpec":  # noqa: PLR2004
        raise ValueError("not a Transformer of format 6")
    number("I")
    arrays: Arrays = {}
    for _ in range(number("I")):
        name = text()
        shape = [number("I") for _ in range(number("B"))]
        kind, size = _TYPES[number("B")], number("I")
        arrays[name] = np.frombuffer(content, kind, size // np.dtype(kind).itemsize, at).reshape(shape)
        at += size
    for _ in range(number("I")):
        alias, name = text(), text()
        arrays[alias] = arrays[name]
        if f"{name}_scale" in arrays:
            arrays[f"{alias}_scale"] = arrays[f"{name}_scale"]
    return _multiplied(arrays)


def _multiplied(arrays: Mapping[str, np.ndarray]) -> Arrays:
    """The weights as float32, without the scales and the settings (which are no weights)."""
    wanted = ("/weight", "/bias", "/gamma", "/beta")
    result: Arrays = {}
    for name, array in arrays.items():
        if not name.endswith(wanted):
            continue
        scale = arrays.get(f"{name}_scale")
        result[name] = array.astype(np.float32) if scale is None else array.astype(np.float32) / scale[:, None]
    return result


def transformer(
    layers: int, heads: int, arrays: Mapping[str, np.ndarray], vocabulary: Sequence[str]
) -> TransformerSpec:
    """A pre-norm Transformer specification filled with arrays.

    Args:
        layers: of the encoder, and as many of the decoder.
        heads: of every attention.
        arrays: float32, by path (``encoder/layer_0/ffn/linear_0/weight``); every variable that the specification does
            not make itself must be there. The same array under several paths is stored once.
        vocabulary: shared by both languages.
    """
    spec = TransformerSpec.from_config(layers, heads, pre_norm=True)
    for path, array in arrays.items():
        *scopes, name = path.split("/")
        place = spec
        for scope in scopes:
            place = _descend(place, scope)
        if not hasattr(place, name):
            raise ValueError(f"no variable {path}")
        setattr(place, name, array)
    spec.register_source_vocabulary(list(vocabulary))
    spec.register_target_vocabulary(list(vocabulary))
    spec.validate()
    return spec


def _descend(place: object, scope: str) -> object:
    """A child of a specification; ``layer_3`` is an item of the list ``layer``."""
    if hasattr(place, scope):
        return getattr(place, scope)
    name, _, index = scope.rpartition("_")
    return getattr(place, name)[int(index)]


def pack(out: Path, model: Path, pieces: bytes, *, version: str, readme: str) -> None:
    """Write an ``.argosmodel``: the folder of a CTranslate2 model, a sentencepiece model and the metadata."""
    metadata = {
        "package_version": version,
        "argos_version": "1.9.0",
        "from_code": "zh",
        "from_name": "Chinese",
        "to_code": "en",
        "to_name": "English",
    }
    members = {
        "metadata.json": json.dumps(metadata, indent=2).encode(),
        "README.md": f"# Chinese - English\n\n{readme}\n".encode(),
        "sentencepiece.model": pieces,
    }
    members |= {f"model/{file.name}": file.read_bytes() for file in sorted(model.iterdir())}
    out.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(f"{out.stem}/{name}", _TIME), content, zipfile.ZIP_DEFLATED)
