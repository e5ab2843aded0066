"""Work that is cut short, by a full disk, a silent engine or a signal: one sentence, the right status, nothing lost."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from full_disk import room_for
from loopback import Call, Reply, serving
from model_files import gguf
from port_article import ID, SENTENCES, TARGET, page
from slow_chat import SlowChat
from support import Outcome, Program, files, sentence

Process = Callable[..., "subprocess.CompletedProcess[str]"]


# --- No space --------------------------------------------------------------------------------------------------------


def test_no_space_while_an_original_is_taken_in(process: Process, program: Program, desk: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.html"
    other.write_text(page(title="机场与大学共建联合实验室"), encoding="utf-8")
    before = files(desk)
    with room_for(500):
        added = process("add", other)
        updated = program("add", other, "--id", ID, "--update")
    sentence(added, 2, "sources/2024-01-24-", "no space left", "free some space")
    sentence(updated, 2, f"sources/{ID}: no space left", "free some space")
    assert files(desk) == before
    assert program("add", other).status == 0


def test_no_space_while_a_draft_is_saved(program: Program, desk: Path, chat: SlowChat) -> None:
    chat.settle(desk)
    assert program("translate", "--all").status == 0
    before = files(desk)
    with room_for(1000):
        done = program("translate", "--all", "--force")
    sentence(done, 2, f"{TARGET}: no space left", "free some space")
    assert files(desk) == before
    assert program("translate", "--all", "--force").status == 0


def test_no_space_while_a_page_is_exported(program: Program, desk: Path, tmp_path: Path, chat: SlowChat) -> None:
    chat.settle(desk)
    picture = tmp_path / "quay.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"old" * 10_000)
    original = tmp_path / "page.html"
    original.write_text(page(more='<p><img src="quay.png" alt="码头"></p>'), encoding="utf-8")
    assert program("add", original, "--id", ID, "--update").status == 0
    assert program("translate", "--all").status == 0
    assert program("export", "--draft", "--out", "pages").status == 0
    before = files(desk / "pages")
    assert set(before) == {".workflow-pages", f"{ID}.html", f"media/{ID}/quay.png"}
    kept = desk / "sources" / ID / "media" / "quay.png"
    kept.write_bytes(b"\x89PNG\r\n\x1a\n" + b"new" * 10_000)
    for size in (1000, 20_000):  # too little for the page; enough for it, and too little for the picture
        with room_for(size):
            done = program("export", "--draft", "--out", "pages")
        sentence(done, 2, "workflow: pages", "; ")
        assert files(desk / "pages") == before
    assert program("export", "--draft", "--out", "pages").status == 0
    assert files(desk / "pages")[f"media/{ID}/quay.png"] == kept.read_bytes()


@pytest.mark.parametrize("name", ["small.gguf", "zh_en_tiny.argosmodel"])
def test_no_space_while_a_model_is_installed(alone: None, program: Program, tmp_path: Path, name: str) -> None:
    model = tmp_path / name
    model.write_bytes(gguf(300_000))
    if name.endswith(".argosmodel"):
        model = Path(__file__).parent.parent / "data" / name
    with room_for(100_000):
        done = program("models", "install", model)
    sentence(done, 3, str(tmp_path / "data"), "the disk is full", "free some space")
    assert program("models", "list", "--json").out == "[]\n"
    assert not [path for path in (tmp_path / "data").rglob("*") if path.is_file() and path.stat().st_size > 1000]


def test_a_picture_that_is_gone_stops_the_export(program: Program, desk: Path, tmp_path: Path, chat: SlowChat) -> None:
    chat.settle(desk)
    (tmp_path / "quay.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"quay")
    (tmp_path / "page.html").write_text(page(more='<p><img src="quay.png" alt="码头"></p>'), encoding="utf-8")
    assert program("add", tmp_path / "page.html", "--id", ID, "--update").status == 0
    assert program("translate", "--all").status == 0
    (desk / "sources" / ID / "media" / "quay.png").unlink()
    sentence(program("export", "--draft"), 2, f"sources/{ID}/media/quay.png", "cannot be read", "restore it")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])  # what waits in a buffer fails once more at the end
def test_no_space_for_the_output(desk: Path, unbuffered: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "workflow", "status"],
            stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False,
        )  # fmt: skip
    done.stdout = ""
    sentence(done, 2, "the output: no space left", "free some space")


# --- Interrupted -----------------------------------------------------------------------------------------------------


def _drafted(desk: Path) -> str:
    return (desk / TARGET).read_text(encoding="utf-8") if (desk / TARGET).exists() else ""


def _wait(condition: Callable[[], bool]) -> None:
    for _ in range(1000):
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError("it did not come to that")


def _goes_on(program: Program, desk: Path, chat: SlowChat) -> None:
    """What was finished is there, and the next run asks for the rest alone."""
    first = list(chat.asked)
    text = _drafted(desk)
    assert 1 <= text.count("state: translated") < len(SENTENCES)
    chat.most, chat.pace = 1000, 0.0
    chat.go_on.set()
    _wait(lambda: not chat.silent.is_set() or len(chat.asked) > len(first))  # the request that nobody waits for
    del chat.asked[:]
    assert program("translate", "--all").status == 0
    assert not set(first) & set(chat.asked)
    after = _drafted(desk)
    assert after.count("state: translated") == len(SENTENCES)
    kept = [line for line in text.splitlines() if line.startswith("  target: The")]
    assert kept
    assert set(kept) <= set(after.splitlines())


@contextmanager
def _heeded(number: signal.Signals) -> Iterator[None]:
    """Let a program that is started here hear a signal even where the suite itself runs under nohup."""
    if number == signal.SIGKILL or signal.getsignal(number) is not signal.SIG_IGN:
        yield
        return
    signal.signal(number, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(number, signal.SIG_IGN)


@pytest.mark.parametrize(
    "number", [signal.SIGINT, signal.SIGTERM, pytest.param(signal.SIGHUP, marks=pytest.mark.slow), signal.SIGKILL]
)
def test_a_draft_that_is_interrupted(program: Program, desk: Path, chat: SlowChat, number: signal.Signals) -> None:
    chat.settle(desk)
    chat.most = 4
    with _heeded(number):
        running = subprocess.Popen(
            [sys.executable, "-m", "workflow", "translate", "--all"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=os.environ,
        )  # fmt: skip
    with running:
        assert chat.silent.wait(30)
        answered = sum(text in SENTENCES for text in chat.asked)
        _wait(lambda: _drafted(desk).count("state: translated") == answered)  # however slow the machine is
        running.send_signal(number)
        out, err = running.communicate(timeout=60)
    if number == signal.SIGKILL:
        assert (running.returncode, out, err) == (-signal.SIGKILL, "", "")
    else:
        done = Outcome(running.returncode, out, err)
        sentence(done, 130, "interrupted; what was finished is saved")
    assert not [name for name in files(desk) if "scratch" in name]
    assert program("status").out.splitlines()[1].split("\t")[3] == f"{_drafted(desk).count('state: translated')}/5"
    _goes_on(program, desk, chat)


def test_an_original_whose_taking_in_is_interrupted(desk: Path) -> None:
    before, asked, hold = files(desk), threading.Event(), threading.Event()

    def answer(call: Call) -> Reply:
        asked.set()
        hold.wait(30)
        return Reply()

    with serving(answer) as site:
        command = [sys.executable, "-m", "workflow", "add", f"{site.url}/a.html", "--allow-private"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as running:
            assert asked.wait(30)
            running.send_signal(signal.SIGINT)
            out, err = running.communicate(timeout=60)
        hold.set()
    sentence(Outcome(running.returncode, out, err), 130, "interrupted")
    assert files(desk) == before


def test_an_engine_that_stalls(program: Program, desk: Path, chat: SlowChat) -> None:
    chat.settle(desk, timeout=0.5, patience=0.2)
    chat.most = 4
    sentence(program("translate", "--all"), 3, chat.site.url, "gave no answer in 0.5 s", "engines.openai.timeout")
    _goes_on(program, desk, chat)
