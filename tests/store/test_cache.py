"""The cache may be lost, locked or damaged: nobody notices but by time."""

import sqlite3
from pathlib import Path
from threading import Thread

import pytest

from workflow.store import cache as module
from workflow.store.cache import Cache


def test_values_are_kept_between_runs(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "cache.sqlite"
    with Cache(path) as cache:
        assert cache.get_many(["a"]) == {}
        cache.put_many({"a": "text 文", "b": b"\x00bytes"})
        cache.put_many({"a": "newer"})
    with Cache(path) as cache:
        assert cache.get_many(["a", "b", "c", "走"]) == {"a": "newer", "b": b"\x00bytes"}
        assert cache.get_many([]) == {}


def test_another_thread_may_let_go_of_it(tmp_path: Path) -> None:
    made: list[Cache] = []

    def begin() -> None:
        made.append(Cache(tmp_path / "c"))
        made[0].put_many({"a": "1"})

    thread = Thread(target=begin)
    thread.start()
    thread.join()
    made[0].close()


def test_ten_thousand_values_come_in_one_question(tmp_path: Path) -> None:
    with Cache(tmp_path / "c") as cache:
        values = {f"key {number}": str(number) for number in range(10_000)}
        cache.put_many(values)
        assert cache.get_many(values) == values


@pytest.mark.parametrize("damage", [b"no database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_damaged_cache_begins_anew(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "c"
    path.write_bytes(damage)
    with Cache(path) as cache:
        assert cache.get_many(["a"]) == {}
        cache.put_many({"a": "1"})
        assert cache.get_many(["a"]) == {"a": "1"}


def test_a_cache_damaged_while_open_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "c"
    with Cache(path) as cache:
        cache.put_many({str(number): "x" * 1000 for number in range(500)})
    data = path.read_bytes()
    path.write_bytes(data[:100] + b"\xa5" * (len(data) - 100))
    with Cache(path) as cache:
        cache.put_many({"a": "1"})
        assert cache.get_many(["a"]) == {"a": "1"}


def test_a_table_of_another_shape_is_no_failure(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "c") as connection:
        connection.execute("CREATE TABLE cache (other TEXT)")
    connection.close()
    with Cache(tmp_path / "c") as cache:
        cache.put_many({"a": "1"})
        assert cache.get_many(["a"]) == {}


def test_a_cache_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with Cache(tmp_path / "file" / "c") as cache:
        cache.put_many({"a": "1"})
        assert cache.get_many(["a"]) == {}


def test_a_cache_grown_too_large_is_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 20_000)
    with Cache(tmp_path / "c") as cache:
        cache.put_many({"a": "x" * 30_000})
    with Cache(tmp_path / "c") as cache:
        assert cache.get_many(["a"]) == {}
