"""Many writers on one desk, through the server and through the command line, some of them killed: nothing is lost."""

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from review.conftest import ID, ROOT, Client

from workflow.errors import InputError, WorkflowError
from workflow.jobs import edits
from workflow.model import Unit
from workflow.review.server import Server
from workflow.store.desk import Desk

SECONDS = float(os.environ.get("WORKFLOW_WRITERS_SECONDS", "60"))
ARTICLE = f"/articles/{ID}"
# A process that goes on adding to one unit until it is killed; it says what it has written after it was written.
WRITER = """
import sys
from pathlib import Path
from workflow.errors import InputError
from workflow.jobs import edits
from workflow.store.desk import Desk

root, unit, name = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
desk = Desk.open(root)
number = 0
while True:
    number += 1
    word = f"{name}.{number}"
    while True:
        found = next(one for one in desk.reproduction(sys.argv[4], "en").units if one.id == unit)
        try:
            edits.set_text(desk, sys.argv[4], unit, f"{found.target.text} {word}", by=name, expected=found.target.text)
            break
        except InputError:
            continue
    print(word, flush=True)
"""


class Ledger:
    """What writers were told is written, by unit."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.words: dict[str, list[str]] = {}
        self.conflicts = 0

    def note(self, unit: str, word: str) -> None:
        with self._lock:
            self.words.setdefault(unit, []).append(word)


def by_server(client: Client, unit: str, name: str, ledger: Ledger, until: float) -> None:
    number = 0
    while time.monotonic() < until:
        page = client.get(f"{ARTICLE}/units/{unit}").text
        known = {key: _hidden(page, key) for key in ("base", "began", "source", "expected")}
        word = f"{name}.{number}"
        answer = client.post(f"{ARTICLE}/units/{unit}/text", None, text=f"{_text(page)} {word}", **known)
        assert answer.status in (200, 409), answer.text
        if answer.status == 200:
            ledger.note(unit, word)
            number += 1
        else:
            ledger.conflicts += 1


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', page)
    assert found
    return unescape(found[1])


def _text(page: str) -> str:
    found = re.search(r'<textarea id="text-[^>]*>([^<]*)</textarea>', page)
    assert found
    return unescape(found[1])


def by_process(root: Path, unit: str, name: str, ledger: Ledger, until: float) -> None:
    """Start writers one after the other and kill each at a random moment."""
    chance = random.Random(name)
    run = 0
    while time.monotonic() < until:
        run += 1
        command = [sys.executable, "-c", WRITER, str(root), unit, f"{name}-{run}", ID]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
            killer = threading.Timer(chance.uniform(1.0, 4.0), process.send_signal, (signal.SIGKILL,))
            killer.start()
            assert process.stdout
            for line in process.stdout:
                ledger.note(unit, line.strip())


def by_hand(root: Path, unit: str, name: str, ledger: Ledger, until: float) -> None:
    """Comment, from a desk of its own in this process."""
    desk, number = Desk.open(root), 0
    while time.monotonic() < until:
        try:
            edits.add_comment(desk, ID, unit, f"{name}.{number}", by=name)
        except InputError as error:
            if "another workflow process" not in str(error):
                raise
            continue
        ledger.note(f"comments {unit}", f"{name}.{number}")
        number += 1
        time.sleep(0.05)


def reader(root: Path, until: float) -> None:
    """Every state of the file that anybody can see is a whole one."""
    while time.monotonic() < until:
        found = Desk.open(root).reproduction(ID, "en")
        assert found
        assert len(found.units) == 18


def _guarded(work: Callable[..., None], faults: list[BaseException], *arguments: object) -> threading.Thread:
    def run() -> None:
        try:
            work(*arguments)
        except (AssertionError, WorkflowError, OSError) as error:
            faults.append(error)

    return threading.Thread(target=run, daemon=True)


def _unit(desk: Desk, name: str) -> Unit:
    found = desk.reproduction(ID, "en")
    assert found
    return next(unit for unit in found.units if unit.id == name)


@pytest.mark.slow
def test_many_writers_and_random_kills_lose_no_update(client: Client, server: Server, desk: Desk) -> None:
    for name in ("u2", "u3", "u5"):
        edits.set_text(desk, ID, name, "Begun.", by="Lin Hai")
    ledger, root, until = Ledger(), desk.root, time.monotonic() + SECONDS
    faults: list[BaseException] = []
    threads = [
        _guarded(by_server, faults, client, "u2", "tab-a", ledger, until),
        _guarded(by_server, faults, client, "u2", "tab-b", ledger, until),
        _guarded(by_server, faults, client, "u3", "tab-c", ledger, until),
        _guarded(by_process, faults, root, "u3", "process-a", ledger, until),
        _guarded(by_process, faults, root, "u5", "process-b", ledger, until),
        _guarded(by_hand, faults, root, "u2", "remark", ledger, until),
        _guarded(reader, faults, root, until),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS + 60)
        assert not thread.is_alive(), "a writer waits for ever"
    assert faults == []
    fresh = Desk.open(root)
    for name in ("u2", "u3", "u5"):
        words = _unit(fresh, name).target.text.split()
        told = ledger.words[name]
        assert [word for word in told if word not in words] == [], "an update was lost"
        assert len(set(words)) == len(words), "an update came twice"
        assert len(told) > SECONDS / 2
    comments = [comment.text for comment in _unit(fresh, "u2").comments]
    assert comments == ledger.words["comments u2"]
    with Desk(root).lock(wait=5.0):
        left = [str(path) for path in root.rglob("*") if path.name.startswith(".scratch-")]
    assert left == []
    assert ledger.conflicts > 0  # they did meet
