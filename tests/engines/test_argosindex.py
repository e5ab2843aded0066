import json
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from loopback import Call, Reply, serving

from workflow.engines import argosindex, files
from workflow.errors import EngineError

pytest.importorskip("argostranslate", reason="the extra argos is not installed")
DATA = bytes(range(256)) * 3000
Index = Callable[[str], Any]


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Index:
    """`argostranslate` with its index at an address, and its folders in the test's."""

    def at(address: str) -> Any:
        settings = argosindex.library(tmp_path).settings
        monkeypatch.setattr(settings, "remote_package_index", address)
        monkeypatch.setattr(settings, "local_package_index", tmp_path / "index.json")
        return settings

    return at


def entries(url: str) -> bytes:
    pairs = [("zh", "en", "1.1"), ("zh", "en", "1.10"), ("zh", "en", "1.9"), ("en", "zh", "2.0")]
    return json.dumps(
        [
            {
                "from_code": source,
                "to_code": target,
                "package_version": version,
                "links": ["ipfs://x", f"{url}/{version}"],
            }
            for source, target, version in pairs
        ]
    ).encode()


def test_the_newest_package_of_the_pair_is_fetched(tmp_path: Path, index: Index) -> None:
    def answer(call: Call) -> Reply:
        if call.path == "/index.json":
            return Reply(entries(f"http://127.0.0.1:{site.port}"))
        return Reply(DATA if call.path == "/1.10" else b"another")

    with serving(answer) as site:
        index(f"{site.url}/index.json")
        seen: list[tuple[int, int]] = []
        file, origin = argosindex.download("zh", "en", tmp_path, lambda done, total, _: seen.append((done, total)))
    assert file.read_bytes() == DATA
    assert origin == f"{site.url}/1.10"
    assert seen[-1] == (len(DATA), len(DATA))


def test_a_download_that_broke_off_goes_on_where_it_stopped(tmp_path: Path, index: Index) -> None:
    ranges: list[str] = []

    def answer(call: Call) -> Reply:
        if call.path == "/index.json":
            return Reply(entries(f"http://127.0.0.1:{site.port}"))
        ranges.append(call.headers.get("range", ""))
        if not ranges[-1]:
            return Reply([DATA[:1000]], headers=(("Content-Length", str(len(DATA))),))
        start = int(ranges[-1].removeprefix("bytes=").removesuffix("-"))
        return Reply(DATA[start:], 206)

    with serving(answer) as site:
        index(f"{site.url}/index.json")
        with pytest.raises(EngineError, match="goes on where it stopped"):
            argosindex.download("zh", "en", tmp_path, files.silent)
        file, _ = argosindex.download("zh", "en", tmp_path, files.silent)
    assert file.read_bytes() == DATA
    assert ranges[0] == ""
    assert ranges[1].startswith("bytes=")


def test_a_server_that_ignores_the_range_is_taken_from_the_start(tmp_path: Path, index: Index) -> None:
    (tmp_path / "zh-en-1.10.argosmodel.part").write_bytes(b"old")
    with serving(lambda call: Reply(entries(site.url) if call.path == "/index.json" else DATA)) as site:
        index(f"{site.url}/index.json")
        file, _ = argosindex.download("zh", "en", tmp_path, files.silent)
    assert file.read_bytes() == DATA


def test_an_answer_of_failure_is_told_and_leaves_nothing(tmp_path: Path, index: Index) -> None:
    (tmp_path / "zh-en-1.10.argosmodel.part").write_bytes(b"old")
    with serving(lambda call: Reply(entries(site.url)) if call.path == "/index.json" else Reply(status=416)) as site:
        index(f"{site.url}/index.json")
        with pytest.raises(EngineError, match="the server answered 416"):
            argosindex.download("zh", "en", tmp_path, files.silent)
    assert not (tmp_path / "zh-en-1.10.argosmodel.part").exists()


def test_a_pair_the_index_does_not_have_is_told(tmp_path: Path, index: Index) -> None:
    with serving(lambda _: Reply(entries("http://127.0.0.1"))) as site:
        index(f"{site.url}/index.json")
        with pytest.raises(EngineError, match="no package for zh to fr"):
            argosindex.download("zh", "fr", tmp_path, files.silent)


@pytest.mark.parametrize("body", [b"no json", b"[3]", b'{"a": 1}'])
def test_an_index_that_is_none_is_told(tmp_path: Path, index: Index, body: bytes) -> None:
    with serving(lambda _: Reply(body)) as site:
        index(f"{site.url}/index.json")
        with pytest.raises(EngineError, match="index cannot be read"):
            argosindex.download("zh", "en", tmp_path, files.silent)


def test_an_index_that_stalls_fails_in_a_few_seconds(
    tmp_path: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(argosindex, "INDEX_SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        index(f"http://127.0.0.1:{silent.getsockname()[1]}/index.json")
        began = time.monotonic()
        with pytest.raises(EngineError, match="the Argos index cannot be reached") as caught:
            argosindex.download("zh", "en", tmp_path, files.silent)
    assert time.monotonic() - began < 3
    assert caught.value.exit_status == 3
    assert "workflow models install FILE.argosmodel" in caught.value.mend


def test_looking_up_a_name_that_takes_for_ever_is_left_behind() -> None:
    with pytest.raises(EngineError, match="no answer within 0 seconds"):
        argosindex.within(0.05, lambda: time.sleep(2), "index")


def test_without_the_library_the_command_that_installs_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(argosindex, "find_spec", lambda _: None)
    with pytest.raises(EngineError, match="pip install"):
        argosindex.download("zh", "en", tmp_path, files.silent)


def test_the_library_is_imported_without_touching_the_home_of_the_user(tmp_path: Path) -> None:
    import subprocess
    import sys

    home = tmp_path / "home"
    home.mkdir()
    script = (
        "import os\nfrom pathlib import Path\nfrom workflow.engines import argosindex\n"
        f"before = dict(os.environ)\nargosindex.library(Path({str(tmp_path / 'argos')!r}))\nassert dict(os.environ) == before\n"
    )
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "ARGOS", "KMP_"))}
    subprocess.run([sys.executable, "-c", script], check=True, env={**environment, "HOME": str(home)})
    assert list(home.iterdir()) == []
    assert (tmp_path / "argos" / "packages").is_dir()
