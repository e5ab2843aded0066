"""Nothing is half written, whatever becomes of the process or the disk: real processes, really killed."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from full_disk import room_for
from store import writer

from workflow.errors import InputError
from workflow.store.desk import Desk

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def _running(desk: Desk, what: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, str(Path(__file__).with_name("writer.py")), str(desk.root), what]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def _kill_soon(process: subprocess.Popen[str], chance: random.Random) -> None:
    time.sleep(chance.uniform(0.005, 0.06))
    process.send_signal(signal.SIGKILL)
    process.wait()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk.create(tmp_path / "desk")
    desk.add(writer.ARTICLE, b"original", "html", "<p>x</p>", {})
    return desk


def _left_behind(desk: Desk) -> list[str]:
    return [str(path.relative_to(desk.root)) for path in desk.root.rglob("*") if path.name.startswith(".scratch-")]


def test_a_process_killed_while_it_saves_leaves_one_whole_version(desk: Desk) -> None:
    chance = random.Random(7)
    for _ in range(2):
        with _running(desk, "save") as process:
            _kill_soon(process, chance)
        found = desk.reproduction(writer.ID, "en")
        assert found is not None
        assert len({unit.target for unit in found.units}) == 1
        assert len(found.units) == 40
        with Desk(desk.root).lock(wait=1.0):  # the system freed the lock; whoever takes it clears what was left
            assert _left_behind(desk) == []


def test_a_process_killed_while_it_replaces_an_article_leaves_one_whole_version(desk: Desk) -> None:
    chance = random.Random(11)
    for _ in range(2):
        with _running(desk, "replace") as process:
            _kill_soon(process, chance)
        again = Desk.open(desk.root)
        assert again.ids() == [writer.ID]
        assert again.article(writer.ID) == writer.ARTICLE
        _, data = again.original(writer.ID)
        assert again.body(writer.ID) == data.decode()
        assert data.decode() in writer.BODIES
        with again.lock(wait=1.0):
            assert _left_behind(desk) == []
    first = sha256(b"original").hexdigest()[:12]
    assert (desk.folder(writer.ID) / f"original.{first}.html").read_bytes() == b"original"


def _killed_at_line(number: int, work: Callable[[], object]) -> bool:
    """Do the work in a child that kills itself before the nth line of code that touches files; tell whether it did."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads, which the child never uses
        child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == signal.SIGKILL
    lines = count()

    def trace(frame: FrameType, event: str, _: object) -> Callable[..., Any] | None:
        if not frame.f_code.co_filename.endswith(_TOUCHING_FILES) and frame.f_code.co_name != "write_bytes":
            return None
        if event == "line" and next(lines) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace

    try:
        sys.settrace(trace)
        work()
    finally:
        os._exit(0)


_TOUCHING_FILES = ("store/files.py", "store/folders.py")


def _each_line(work: Callable[[], object]) -> Iterator[int]:
    """Kill the work at one line after the other until it comes through."""
    number = 0
    while _killed_at_line(number, work):
        yield number
        number += 1 + number // 20  # the first lines one by one, later ones with growing steps
    assert number > 20


def test_killed_at_any_line_of_saving_the_file_is_the_old_or_the_new_one(desk: Desk) -> None:
    old, new = writer.reproduction(1), writer.reproduction(2)
    desk.save(old)
    seen = set()
    for _ in _each_line(lambda: Desk(desk.root).save(new)):
        found = Desk(desk.root).reproduction(writer.ID, "en")
        assert found in (old, new)
        seen.add(found == new)
        Desk(desk.root).save(old)
        assert _left_behind(desk) == []
    assert False in seen


def test_killed_at_any_line_of_replacing_the_article_is_the_old_or_the_new_one(desk: Desk) -> None:
    for _ in _each_line(lambda: Desk(desk.root).replace(writer.ARTICLE, b"new", "txt", "<p>new</p>", {"a.png": b"a"})):
        again = Desk(desk.root)
        assert again.ids() == [writer.ID]
        path, data = again.original(writer.ID)
        assert (path.name, data, again.body(writer.ID)) in (
            ("original.html", b"original", "<p>x</p>"),
            ("original.txt", b"new", "<p>new</p>"),
        )
        again.replace(writer.ARTICLE, b"original", "html", "<p>x</p>", {})
        assert _left_behind(desk) == []


def test_killed_at_any_line_of_adding_the_article_is_whole_or_not_there(desk: Desk) -> None:
    new = replace(writer.ARTICLE, id="2024-02-01-new")
    for _ in _each_line(lambda: Desk(desk.root).add(new, b"new", "txt", "<p>new</p>", {"a.png": b"a"})):
        again = Desk(desk.root)
        with again.lock():
            assert _left_behind(desk) == []
        if new.id in again.ids():
            assert again.article(new.id) == new
            assert again.original(new.id)[1] == b"new"
            assert (again.media(new.id) / "a.png").read_bytes() == b"a"
            shutil.rmtree(again.folder(new.id))


def test_a_replacement_killed_between_its_two_renames_is_undone(desk: Desk) -> None:
    folder = desk.folder(writer.ID)
    folder.rename(folder.with_name(f".scratch-old-{writer.ID}"))
    assert desk.ids() == [writer.ID]
    assert desk.original(writer.ID)[1] == b"original"


def test_a_replacement_killed_before_its_clearing_is_completed(desk: Desk) -> None:
    aside = desk.folder(writer.ID).with_name(f".scratch-old-{writer.ID}")
    aside.mkdir()
    (aside / "article.yaml").write_text("old")
    assert desk.article(writer.ID) == writer.ARTICLE
    assert desk.ids() == [writer.ID]
    assert not aside.exists()


def test_no_space_while_saving_is_one_sentence_and_the_old_file_stays(desk: Desk) -> None:
    desk.save(writer.reproduction(1))
    path = desk.path_of(writer.ID, "en")
    before = path.read_bytes()
    with room_for(4096), pytest.raises(InputError) as caught:
        desk.save(writer.reproduction(2))
    assert str(caught.value) == (
        f"{path}: no space left to write it; what was there is unchanged; free some space and run the command again"
    )
    assert caught.value.exit_status == 2
    assert path.read_bytes() == before
    assert _left_behind(desk) == []


def test_no_space_while_taking_an_article_in_leaves_nothing(desk: Desk) -> None:
    body = writer.BODIES[0]
    with room_for(4096), pytest.raises(InputError, match="no space left"):
        desk.replace(writer.ARTICLE, body.encode(), "html", body, {})
    assert desk.original(writer.ID)[1] == b"original"
    assert _left_behind(desk) == []
    assert not any(
        path.name.startswith("original.") and path.name.count(".") > 1 for path in desk.folder(writer.ID).iterdir()
    )


def test_two_processes_at_once_lose_nothing(desk: Desk) -> None:
    with _running(desk, "save"):
        for number in range(3):
            desk.add(replace(writer.ARTICLE, id=f"2024-02-0{number + 1}-x"), b"x", "txt", "<p>x</p>", {})
            found = Desk(desk.root).reproduction(writer.ID, "en")
            assert found is not None
            assert len({unit.target for unit in found.units}) == 1
    assert len(desk.ids()) == 4
