"""Themes of a desk: what there is, and making files of one the desk's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workflow.errors import InputError
from workflow.publish.theming import OVERRIDES, THEMES, Theme, template_names, template_text
from workflow.store.desk import Desk
from workflow.store.files import atomic_write


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """A file of a theme; `own` when the desk has one in its place."""

    theme: str
    file: str
    own: bool


def listed(desk: Desk | None) -> list[ThemeFile]:
    """Return the files of every theme."""
    folder = desk.root / OVERRIDES if desk else None
    return [
        ThemeFile(theme, file, folder is not None and (folder / file).is_file())
        for theme in THEMES
        for file in template_names(theme)
    ]


def copy(desk: Desk, names: Sequence[str], theme: str = "") -> list[Path]:
    """Copy files of a theme (all when none is named) into the desk's ``theme/``; return where they are.

    Raises:
        InputError: there is no such theme or file, or one of them is there already; nothing is copied then.
    """
    theme = theme or desk.settings.theme
    texts = {desk.root / OVERRIDES / name: template_text(theme, name) for name in names or template_names(theme)}
    for path in texts:
        if path.exists():
            raise InputError("is there already", place=f"{OVERRIDES}/{path.name}", mend="remove it to copy it anew")
    for path, text in texts.items():
        atomic_write(path, text.encode(), make_folder=True)
    return list(texts)


def theme_of(desk: Desk, name: str = "", *, inline: bool = False) -> Theme:
    """The theme of a name, else of the settings, with the desk's own templates, as they are now, before it."""
    folder, name = desk.root / OVERRIDES, name or desk.settings.theme
    return Theme(name, folder, inline, stamp_of(folder)) if folder.is_dir() else Theme(name, inline=inline)


def stamp_of(folder: Path) -> str:
    """Return what tells one state of the files in a folder from another, without reading them."""
    files = [(path, path.stat()) for path in sorted(folder.rglob("*")) if path.suffix not in ("", ".pyc")]
    return " ".join(f"{path.name}.{found.st_mtime_ns:x}.{found.st_size:x}" for path, found in files)
