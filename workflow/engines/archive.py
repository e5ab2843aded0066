"""Argos packages (``.argosmodel``): zip files that are looked through before anything of them is unpacked."""

import json
import re
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from workflow.engines.files import Observer, pour, require_room, writing
from workflow.errors import InputError

# A package holds about ten files and 50 to 300 MB; weights hardly compress. Far beyond that it is a bomb.
MOST_FILES = 2_000
MOST_BYTES = 4 << 30
MOST_RATIO = 100
_SMALL = 32 << 20  # below this, the ratio says nothing
_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_VERSION = re.compile(r"[\w.+-]{0,40}")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a package says of itself, and the one folder that all of it stands in."""

    folder: str
    source: str
    target: str
    version: str
    size: int


def look(path: Path) -> Contents:
    """Check a package without unpacking it.

    Raises:
        InputError: no zip file, a damaged one, one that writes outside its folder, a bomb, or no Argos package.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            folder = _one_folder(path, infos)
            size = _bounded(path, infos)
            return _described(path, archive, folder, size)
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise InputError(f"this is no Argos package, or a damaged one ({error})", place=str(path)) from error
    except OSError as error:
        raise InputError(f"it cannot be read ({error.strerror or error})", place=str(path)) from error


def unpack(path: Path, into: Path, observer: Observer) -> Path:
    """Check a package and unpack it below `into`; return its folder there.

    Raises:
        InputError: see `look`.
        EngineError: no room, or the folder cannot be written.
    """
    contents = look(path)
    require_room(into, contents.size)
    done = 0

    def note(chunk: bytes) -> None:
        nonlocal done
        done += len(chunk)
        observer(done, contents.size, f"unpacking {contents.source}-{contents.target}")

    try:
        with zipfile.ZipFile(path) as archive, writing(into):
            for info in archive.infolist():
                place = into / info.filename
                if info.is_dir():
                    place.mkdir(parents=True, exist_ok=True)
                    continue
                place.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(info) as stream, place.open("wb") as sink:
                    pour(stream, sink, note)
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise InputError(f"the package is damaged ({error})", place=str(path)) from error
    return into / contents.folder


def _one_folder(path: Path, infos: list[zipfile.ZipInfo]) -> str:
    """The top folder that holds every entry, all of which are plain files or folders inside it."""
    tops = set()
    for info in infos:
        _refuse_escape(path, info)
        parts = PurePosixPath(info.filename).parts
        if len(parts) == 1 and not info.is_dir():
            raise InputError(f"{info.filename!r} stands outside the folder of the package", place=str(path))
        tops.add(parts[0])
    if len(tops) != 1:
        raise InputError(f"a package has one top folder, this file has {len(tops)}", place=str(path))
    return tops.pop()


def _refuse_escape(path: Path, info: zipfile.ZipInfo) -> None:
    name = info.filename
    parts = name.removesuffix("/").split("/")
    kind = stat.S_IFMT(info.external_attr >> 16)
    if any(part in ("", ".", "..") for part in parts) or any(mark in name for mark in "\\:\0"):
        raise InputError(f"the entry {name!r} would be written outside the folder of the package", place=str(path))
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise InputError(f"the entry {name!r} is a link or a device, not a file", place=str(path))
    if info.flag_bits & 0x1:
        raise InputError(f"the entry {name!r} is encrypted", place=str(path))


def _bounded(path: Path, infos: list[zipfile.ZipInfo]) -> int:
    """The bytes of all entries unpacked. zipfile never reads more from an entry than it declares."""
    size = sum(info.file_size for info in infos)
    packed = max(1, path.stat().st_size)
    if len(infos) > MOST_FILES or size > MOST_BYTES or (size > _SMALL and size / packed > MOST_RATIO):
        problem = f"unpacked it would be {size / 1e6:,.0f} MB in {len(infos):,} files: no Argos package is like that"
        raise InputError(problem, place=str(path))
    return size


def _described(path: Path, archive: zipfile.ZipFile, folder: str, size: int) -> Contents:
    try:
        info = archive.getinfo(f"{folder}/metadata.json")
        metadata = json.loads(archive.read(info) if info.file_size < _SMALL else b"")
        source, target = metadata["from_code"], metadata["to_code"]
        version = str(metadata.get("package_version", ""))
        well_formed = _CODE.fullmatch(source) and _CODE.fullmatch(target) and _VERSION.fullmatch(version)
    except KeyError as error:
        raise InputError(f"this is no Argos package: {error.args[0]} is missing", place=str(path)) from error
    except (ValueError, TypeError, AttributeError) as error:
        raise InputError(f"metadata.json of the package cannot be read ({error})", place=str(path)) from error
    if not well_formed:
        raise InputError("metadata.json of the package has a malformed language code or version", place=str(path))
    return Contents(folder, source, target, version, size)
