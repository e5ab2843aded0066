"""The system refuses in the middle. Such failures cannot be provoked from outside, so they are put in its way."""

import os
from pathlib import Path

import pytest

from workflow.errors import InputError
from workflow.store.folders import install_folder, recover, swap_folder

FILES = {"original.html": b"new", "article.yaml": b"id: x\n"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "sources" / "2024-01-24-x"
    install_folder(folder, {"original.html": b"old", "media/a.png": b"a"})
    return folder


def _refusing(monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    """Let every rename fail whose destination's or source's name holds `part`."""
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name.startswith(part):
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)


def test_a_refused_installation_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _refusing(monkeypatch, ".scratch-new-")
    with pytest.raises(InputError, match=r"cannot be written \(Input/output error\)"):
        install_folder(tmp_path / "x", FILES)
    assert list(tmp_path.iterdir()) == []


def test_a_refused_replacement_leaves_the_old_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _refusing(monkeypatch, ".scratch-new-")
    with pytest.raises(InputError, match="cannot be written"):
        swap_folder(folder, FILES)
    assert (folder / "original.html").read_bytes() == b"old"
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_replacement_that_cannot_bring_the_old_files_along_leaves_the_old_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr("shutil.copy2", refuse)
    with pytest.raises(InputError, match="no space left"):
        swap_folder(folder, FILES)
    assert (folder / "original.html").read_bytes() == b"old"
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_file_system_without_hard_links_gets_copies(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    swap_folder(folder, FILES)
    assert (folder / "media" / "a.png").read_bytes() == b"a"
    assert (folder / "original.html").read_bytes() == b"new"
    assert len(list(folder.glob("original.*"))) == 2


def test_nothing_to_recover_is_no_failure(tmp_path: Path) -> None:
    recover(tmp_path / "none")
    (tmp_path / ".scratch-new-1").mkdir()
    recover(tmp_path)
    assert list(tmp_path.iterdir()) == []
