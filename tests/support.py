"""What tests share."""

import struct
import subprocess
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workflow.jobs.site.index import Row, SiteIndex
from workflow.publish.listing import Articles, Entry


@dataclass(frozen=True)
class Outcome:
    """What a run of the program came to."""

    status: int
    out: str
    err: str


Program = Callable[..., Outcome]


def files(folder: Path) -> dict[str, bytes]:
    """Everything of a desk but its caches, byte for byte; temporary files would be in it."""
    paths = [path for path in folder.rglob("*") if path.is_file() and ".workflow" not in path.parts]
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def sentence(done: "Outcome | subprocess.CompletedProcess[str]", status: int, *parts: str) -> None:
    """The run ended with one sentence on standard error, nothing on standard output, and this status."""
    if not isinstance(done, Outcome):
        done = Outcome(done.returncode, done.stdout, done.stderr)
    assert (done.status, done.out) == (status, ""), done
    assert done.err.startswith("workflow: ")
    assert len(done.err.splitlines()) == 1, done.err
    assert "Traceback" not in done.err
    for part in parts:
        assert part in done.err


def png(width: int = 1, height: int = 1, grey: int = 0) -> bytes:
    """A picture of one shade."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + bytes([grey]) * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@contextmanager
def listed(entries: Iterable[Entry]) -> Iterator[Articles]:
    """The articles of a site that has these."""
    with SiteIndex(Path("nowhere")) as index:
        for entry in entries:
            index.add(Row(entry.id, ((entry.name, "0"),), (), entry.dumps()))
        yield index.articles()
