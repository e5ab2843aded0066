"""The models of the engines: which are installed, and how they come and go.

Everything stands below `data_dir`: ``llm/<file>.gguf``, ``argos/packages/<folder>/`` and ``models.json``, the record of
what was installed, from where, with its SHA-256. Nothing happens at import, and nothing heavy is imported to look.
"""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from workflow.engines import archive, argosindex, download, gguf
from workflow.engines.files import Observer, copy, require_room, silent, writing
from workflow.errors import EngineError, InputError

DEFAULT_LLM = "qwen2.5-coder-1.5b"
_PAIR = re.compile(r"([a-z]{2,3})-([a-z]{2,3})")
_NAME = re.compile(r"[\w][\w.+-]{0,99}")
_WAIT = 1.0  # seconds for another installation to finish


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """An installed model. `file` is relative to `data_dir` (a folder for `argos`); `size` is in bytes.

    `sha256` is the digest of the file as it was installed, for `argos` of the ``.argosmodel``. `source` and `target`
    are Argos language codes, empty for `llm`.
    """

    name: str
    kind: str
    file: str
    size: int
    sha256: str
    installed_at: str = ""
    origin: str = ""
    version: str = ""
    source: str = ""
    target: str = ""

    @property
    def path(self) -> Path:
        """The file, or the folder of an Argos package."""
        return data_dir() / self.file


@dataclass(frozen=True, slots=True)
class Offer:
    """A model that can be installed by its name; `size` is 0 and `sha256` empty where the index decides."""

    name: str
    kind: str
    size: int = 0
    sha256: str = ""


def data_dir() -> Path:
    """Return the folder of the models: WORKFLOW_DATA, else the platform's place for a user's data (not made here)."""
    chosen = os.environ.get("WORKFLOW_DATA")
    if chosen:
        return Path(chosen).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_data_dir("workflow", appauthor=False))


def installed() -> tuple[Model, ...]:
    """Return the models that are recorded and there, by name."""
    return tuple(sorted((model for model in _recorded() if model.path.exists()), key=lambda model: model.name))


def available() -> tuple[Offer, ...]:
    """Return the models that `install` knows by name, installed or not."""
    listed = (Offer(entry.name, entry.kind, entry.size, entry.sha256) for entry in download.CATALOGUE.values())
    return (*listed, Offer("zh-en", "argos"))


def model(name: str) -> Model | None:
    """Return the installed model of this name."""
    return next((model for model in installed() if model.name == name), None)


def llm(name: str = "") -> Model | None:
    """Return an installed GGUF model: the one named, else `DEFAULT_LLM`, else the one installed last."""
    found = [model for model in installed() if model.kind == "llm"]
    if name:
        return next((model for model in found if model.name == name), None)
    return max(found, key=lambda model: (model.name == DEFAULT_LLM, model.installed_at), default=None)


def argos_package(source: str, target: str) -> Path | None:
    """Return the folder of the installed Argos package for a pair of Argos codes."""
    pair = (source, target)
    found = (model for model in installed() if model.kind == "argos" and (model.source, model.target) == pair)
    return next((model.path for model in found), None)


def install(name_or_path: str, observer: Observer = silent) -> Model:
    """Install a model: a name of `available`, a pair of Argos codes (``zh-en``), an ``.argosmodel`` or ``.gguf`` file.

    A model that is there already is returned as it is; a file or pair replaces what had its name. `observer` is told
    (bytes done, bytes in all or 0, what).

    Raises:
        InputError: no such name or file, or a file that is not what it should be.
        EngineError: a download failed (run again: it goes on where it stopped), no room, another installation runs.
    """
    entry = download.CATALOGUE.get(name_or_path)
    pair = _PAIR.fullmatch(name_or_path)
    path = Path(name_or_path).expanduser()
    with _locked():
        if entry:
            return _install_parted(entry, observer)
        if pair and not path.exists():
            return _install_pair(pair[1], pair[2], observer)
        if path.is_file():
            return _install_file(path, observer)
    if path.suffix in (".argosmodel", ".gguf") or len(path.parts) > 1:
        raise InputError("there is no such file", place=name_or_path)
    known = ", ".join(offer.name for offer in available())
    raise InputError("no model of this name", place=name_or_path, mend=f"name one of {known}, or a file")


def remove(name: str) -> None:
    """Remove an installed model, or what an unfinished download of it left.

    Raises:
        InputError: nothing of this name is installed.
        EngineError: it cannot be deleted, or an installation runs.
    """
    entry = download.CATALOGUE.get(name)
    with _locked():
        recorded = _recorded()
        gone = next((model for model in recorded if model.name == name), None)
        left = bool(entry) and download.forget(entry, data_dir() / "llm") if entry else False
        if gone is None:
            if left:
                return
            known = ", ".join(model.name for model in recorded) or "none"
            raise InputError("no model of this name is installed", place=name, mend=f"installed: {known}")
        with writing(gone.path):
            _delete(gone.path)
        _record(tuple(model for model in recorded if model is not gone))


def _install_parted(entry: download.Parted, observer: Observer) -> Model:
    there = model(entry.name)
    if there and there.sha256 == entry.sha256 and there.path.stat().st_size == entry.size:
        return there
    folder = _folder("llm")
    file = folder / entry.file
    # A run that was killed between the last two steps left the whole file without its record.
    if not (file.exists() and copy(file, None, observer, f"checking {entry.name}") == (entry.size, entry.sha256)):
        file = download.assemble(entry, folder, observer)
    return _add(
        Model(
            name=entry.name,
            kind=entry.kind,
            file=_relative(file),
            size=entry.size,
            sha256=entry.sha256,
            origin=entry.origin,
            version=entry.version,
        ),
    )


def _install_pair(source: str, target: str, observer: Observer) -> Model:
    folder = _folder("argos")
    file, origin = argosindex.download(source, target, folder, observer)
    try:
        return _install_argos(file, origin, observer)
    finally:
        file.unlink(missing_ok=True)


def _install_file(path: Path, observer: Observer) -> Model:
    with path.open("rb") as stream:
        magic = stream.read(len(gguf.MAGIC))
    if magic == gguf.MAGIC or path.suffix == ".gguf":
        gguf.look(path)
        return _install_gguf(path, observer)
    return _install_argos(path, path.name, observer)


def _install_gguf(path: Path, observer: Observer) -> Model:
    name, folder = path.stem, _folder("llm")
    if not _NAME.fullmatch(name) or name in download.CATALOGUE or _PAIR.fullmatch(name):
        raise InputError("a model cannot have this name", place=str(path), mend="rename the file")
    target, growing = folder / f"{name}.gguf", folder / f"{name}.gguf.copy"
    if target.exists() and target.samefile(path):
        size, digest = copy(path, None, observer, f"checking {name}")
    else:
        require_room(folder, path.stat().st_size)
        try:
            with writing(growing):
                size, digest = copy(path, growing, observer, f"copying {name}")
                growing.replace(target)
        finally:
            growing.unlink(missing_ok=True)  # a copy is never resumed, and a full disk needs the space
    return _add(Model(name=name, kind="llm", file=_relative(target), size=size, sha256=digest, origin=path.name))


def _install_argos(path: Path, origin: str, observer: Observer) -> Model:
    contents = archive.look(path)
    size, digest = copy(path, None, observer, "checking the package")
    folder = _folder("argos/packages")
    target = folder / f"{contents.source}_{contents.target}-{contents.version}-{digest[:8]}"
    if not target.exists():
        with tempfile.TemporaryDirectory(prefix=".unpacking-", dir=folder.parent) as scratch:
            archive.unpack(path, Path(scratch), observer).replace(target)
    name = f"{contents.source}-{contents.target}"
    before = next((model for model in _recorded() if model.name == name), None)
    added = _add(
        Model(
            name=name,
            kind="argos",
            file=_relative(target),
            size=size,
            sha256=digest,
            origin=origin,
            version=contents.version,
            source=contents.source,
            target=contents.target,
        ),
    )
    if before and before.file != added.file:
        _delete(before.path)
    return added


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _folder(name: str) -> Path:
    folder = data_dir() / name
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def _relative(path: Path) -> str:
    return path.relative_to(data_dir()).as_posix()


@contextmanager
def _locked() -> Iterator[None]:
    """Keep other installations out."""
    import filelock

    place = _folder(".") / "install.lock"
    lock = filelock.FileLock(place)
    try:
        with writing(place):
            lock.acquire(timeout=_WAIT)
    except EngineError as error:
        if isinstance(error.__cause__, filelock.Timeout):
            mend = "wait until it is done"
            raise EngineError("another installation is running", place=str(place), mend=mend) from error
        raise
    with lock:
        yield


def _recorded() -> tuple[Model, ...]:
    place = data_dir() / "models.json"
    try:
        return tuple(Model(**entry) for entry in json.loads(place.read_text(encoding="utf-8"))["models"])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError) as error:
        mend = "delete it and install the models again: files that are there are not fetched twice"
        raise EngineError(f"the record of the models cannot be read ({error})", place=str(place), mend=mend) from error


def _add(new: Model) -> Model:
    stamped = replace(new, installed_at=datetime.now(UTC).isoformat(timespec="seconds"))
    _record((*(model for model in _recorded() if model.name != new.name), stamped))
    return stamped


def _record(models: tuple[Model, ...]) -> None:
    place = data_dir() / "models.json"
    text = json.dumps({"models": [asdict(model) for model in models]}, ensure_ascii=False, indent=2)
    with writing(place):
        scratch = place.with_suffix(".json.new")
        scratch.write_text(text + "\n", encoding="utf-8")
        scratch.replace(place)
