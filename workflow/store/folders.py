"""Folders that appear and change as a whole, also when the process is killed in between."""

import os
import re
import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from workflow.errors import InputError
from workflow.store.files import SCRATCH, plain_errors, sync_folder, write_through

NEW, OLD = f"{SCRATCH}new-", f"{SCRATCH}old-"
"""Prefixes: a folder being built, and one being replaced (the article's id follows)."""

_ORIGINAL = re.compile(r"original\.[A-Za-z0-9]+")


def original_in(folder: Path) -> Path | None:
    """Return the current original of a source folder; earlier ones carry a digest in their name."""
    return next((path for path in sorted(folder.iterdir()) if _ORIGINAL.fullmatch(path.name)), None)


def install_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder with files (relative names, ``/`` between), all at once.

    Raises:
        InputError: it cannot be written; nothing is left behind.
    """
    with plain_errors(folder):
        staged = _stage(folder, files)
        _put(staged, folder)


def swap_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Replace the files of a source folder at once; what else is in it stays, and so does the previous original.

    Raises:
        InputError: it cannot be written; the old folder is intact.
    """
    with plain_errors(folder):
        staged = _stage(folder, files)
        try:
            _carry_over(folder, staged)
        except BaseException:
            shutil.rmtree(staged, ignore_errors=True)
            raise
        aside = folder.with_name(f"{OLD}{folder.name}")
        folder.rename(aside)
        try:
            _put(staged, folder)
        except BaseException:
            aside.rename(folder)
            raise
        shutil.rmtree(aside, ignore_errors=True)


def recover(parent: Path) -> None:
    """Clear what a killed process left behind. Call it under the lock: only then is it nobody's work in progress."""
    try:
        names = [entry.name for entry in os.scandir(parent) if entry.name.startswith(SCRATCH)]
    except FileNotFoundError:
        return
    for name in names:
        folder = parent / name.removeprefix(OLD)
        with suppress(OSError):
            if name.startswith(OLD) and not folder.exists():
                (parent / name).rename(folder)
            else:
                shutil.rmtree(parent / name)


def clear(folder: Path) -> None:
    """Remove the temporary files a killed process left in a folder. Call it under the lock."""
    with suppress(OSError):
        for name in [entry.name for entry in os.scandir(folder) if entry.name.startswith(SCRATCH)]:
            (folder / name).unlink()


def _stage(folder: Path, files: Mapping[str, bytes]) -> Path:
    folder.parent.mkdir(parents=True, exist_ok=True)
    staged = folder.with_name(f"{NEW}{os.getpid()}-{secrets.token_hex(4)}")
    if outside := [name for name in files if not _within(name)]:
        raise InputError(f"the file name '{outside[0]}' leaves its folder", mend="give the file a plain name")
    try:
        for name, data in files.items():
            path = staged / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_through(path, data)
        for inner in {(staged / name).parent for name in files} | {staged}:
            sync_folder(inner)
    except BaseException:
        shutil.rmtree(staged, ignore_errors=True)
        raise
    return staged


def _within(name: str) -> bool:
    parts = name.split("/")
    return all(part not in ("", ".", "..") and "\\" not in part and "\0" not in part for part in parts)


def _put(staged: Path, folder: Path) -> None:
    try:
        staged.rename(folder)
    except BaseException:
        shutil.rmtree(staged, ignore_errors=True)
        raise
    sync_folder(folder.parent)


def _carry_over(old: Path, new: Path) -> None:
    """Bring everything the new folder does not have along, by hard link where the file system can."""
    current, replacement = original_in(old), original_in(new)
    for path in sorted(old.rglob("*")):
        if path.is_dir():
            continue
        kept = new / path.relative_to(old)
        if path == current:
            if replacement is not None and replacement.read_bytes() == path.read_bytes():
                continue
            kept = new / f"original.{sha256(path.read_bytes()).hexdigest()[:12]}{path.suffix}"
        if kept.exists():
            continue
        kept.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path, kept)
        except OSError:
            shutil.copy2(path, kept)
