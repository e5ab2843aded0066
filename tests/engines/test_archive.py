import json
import stat
import struct
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from model_files import METADATA, package

from workflow.engines import archive, files
from workflow.errors import EngineError, InputError


def test_a_package_is_described_and_unpacked(tmp_path: Path) -> None:
    path = package(tmp_path / "a.argosmodel", ("zh_en/model/", b""), ("zh_en/model/model.bin", b"weights" * 100))
    found = archive.look(path)
    assert (found.source, found.target, found.version, found.folder) == ("zh", "en", "1.9", "zh_en")
    seen: list[tuple[int, int]] = []
    (tmp_path / "into").mkdir()
    folder = archive.unpack(path, tmp_path / "into", lambda done, total, _: seen.append((done, total)))
    assert (folder / "model" / "model.bin").read_bytes() == b"weights" * 100
    assert json.loads((folder / "metadata.json").read_text()) == METADATA
    assert seen[-1][0] == seen[-1][1] == found.size


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "zh_en/../../evil",
        "/etc/evil",
        "zh_en/./evil",
        "zh_en//evil",
        "zh_en\\..\\evil",
        "C:/evil",
        "zh_en/..",
    ],
)
def test_an_entry_that_leaves_its_folder_is_refused(tmp_path: Path, name: str) -> None:
    info = zipfile.ZipInfo("zh_en/x")
    info.filename = name
    with pytest.raises(InputError, match="outside the folder") as caught:
        archive.look(package(tmp_path / "a.argosmodel", (info, b"evil")))
    assert caught.value.exit_status == 2


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO])
def test_links_and_devices_are_refused(tmp_path: Path, kind: int) -> None:
    link = zipfile.ZipInfo("zh_en/model")
    link.external_attr = (kind | 0o777) << 16
    with pytest.raises(InputError, match="a link or a device"):
        archive.look(package(tmp_path / "a.argosmodel", (link, b"/etc")))


def test_a_package_has_one_top_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has 2"):
        archive.look(package(tmp_path / "a.argosmodel", ("other/file", b"x")))
    with pytest.raises(InputError, match="stands outside the folder"):
        archive.look(package(tmp_path / "b.argosmodel", ("readme", b"x")))
    with pytest.raises(InputError, match="has 0"):
        archive.look(package(tmp_path / "c.argosmodel", metadata=None))


def test_bombs_are_refused_before_anything_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="no Argos package is like that"):
        archive.look(package(tmp_path / "a.argosmodel", ("zh_en/zeros", bytes(40 << 20))))
    monkeypatch.setattr(archive, "MOST_FILES", 3)
    with pytest.raises(InputError, match="in 4 files"):
        archive.look(package(tmp_path / "b.argosmodel", *((f"zh_en/{n}", b"x") for n in range(3))))
    monkeypatch.setattr(archive, "MOST_BYTES", 50)
    with pytest.raises(InputError, match="no Argos package is like that"):
        archive.look(package(tmp_path / "c.argosmodel"))


def test_a_size_that_lies_does_not_write_more_than_it_declares(tmp_path: Path) -> None:
    path = package(tmp_path / "a.argosmodel", ("zh_en/zeros", bytes(1 << 20)))
    data = path.read_bytes()
    real, lie = struct.pack("<I", 1 << 20), struct.pack("<I", 10)
    path.write_bytes(data.replace(real, lie))
    (tmp_path / "into").mkdir()
    with pytest.raises(InputError, match="damaged"):
        archive.unpack(path, tmp_path / "into", files.silent)
    assert sum(file.stat().st_size for file in tmp_path.joinpath("into").rglob("zeros")) <= 10


@pytest.mark.parametrize(
    ("metadata", "said"),
    [
        (None, "is missing"),
        ({"from_code": "zh"}, "to_code is missing"),
        (b"not json", "cannot be read"),
        (b"[1]", "cannot be read"),
        ({**METADATA, "from_code": 3}, "cannot be read"),
        ({**METADATA, "from_code": "../zh"}, "malformed"),
        ({**METADATA, "package_version": "a/b"}, "malformed"),
    ],
)
def test_metadata_must_name_a_pair(tmp_path: Path, metadata: object, said: str) -> None:
    with pytest.raises(InputError, match=said):
        archive.look(package(tmp_path / "a.argosmodel", ("zh_en/model", b"x"), metadata=metadata))


def test_files_that_are_no_zip_or_damaged_are_bad_input(tmp_path: Path) -> None:
    plain = tmp_path / "a.argosmodel"
    plain.write_bytes(b"nothing of the kind")
    with pytest.raises(InputError, match="no Argos package, or a damaged one"):
        archive.look(plain)
    with pytest.raises(InputError, match="cannot be read"):
        archive.look(tmp_path)
    path = package(tmp_path / "b.argosmodel", ("zh_en/model", bytes(range(256)) * 9))
    data = bytearray(path.read_bytes())
    data[data.index(b"zh_en/model") + 30] ^= 0xFF
    path.write_bytes(data)
    (tmp_path / "into").mkdir()
    with pytest.raises(InputError):
        archive.unpack(path, tmp_path / "into", files.silent)


def test_encrypted_entries_are_refused(tmp_path: Path) -> None:
    path = package(tmp_path / "a.argosmodel")
    data = bytearray(path.read_bytes())
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(InputError, match="encrypted"):
        archive.look(path)


def test_no_room_is_said_before_anything_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "into").mkdir()
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=0))
    with pytest.raises(EngineError, match="there is no room"):
        archive.unpack(package(tmp_path / "a.argosmodel"), tmp_path / "into", files.silent)
    assert list((tmp_path / "into").iterdir()) == []
