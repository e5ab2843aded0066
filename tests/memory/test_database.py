"""The file of a memory: brought up to date, shared, damaged, deleted."""

import multiprocessing
import random
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from remembered import Listed, entry

from workflow.memory import rows
from workflow.memory.database import VERSION, Memory
from workflow.memory.search import Sought, matches
from workflow.model import MemoryEntry

TEXTS = ["港口与大学共建实验室。", "港口与企业共建实验室。", "投资7650亿元。", "投资7000亿元。", "学校", "港"]


def test_a_file_is_read_again_only_when_it_has_changed(tmp_path: Path) -> None:
    files = Listed({"one": [entry(TEXTS[0])], "two": [entry(TEXTS[1])]})
    path = tmp_path / "m.sqlite"
    Memory(path, files).close()
    Memory(path, files).close()
    assert files.read == ["one", "two"]
    files.put("two", [entry(TEXTS[2])])
    with Memory(path, files) as memory:
        assert files.read == ["one", "two", "two"]
        assert [found.source for found in memory.entries()] == [TEXTS[0], TEXTS[2]]
        assert [match.entry.source for match in matches(memory, Sought(TEXTS[0]))] == [TEXTS[0]]


def test_a_file_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    files = Listed({"one": [entry(TEXTS[0])], "two": [entry(TEXTS[1])]})
    Memory(tmp_path / "m.sqlite", files).close()
    files.take("one")
    with Memory(tmp_path / "m.sqlite", files) as memory:
        assert [found.source for found in memory.entries()] == [TEXTS[1]]
        assert [match.entry.source for match in matches(memory, Sought(TEXTS[0]))] == [TEXTS[1]]


changes = st.lists(
    st.tuples(st.sampled_from("abc"), st.lists(st.sampled_from(TEXTS), max_size=5) | st.none()), max_size=12
)


@settings(max_examples=40, deadline=None)
@given(changes)
def test_whatever_happened_the_memory_is_what_it_would_be_if_made_anew(
    happened: list[tuple[str, list[str] | None]],
) -> None:
    files = Listed()
    memory = Memory(None, files)
    for name, texts in happened:
        if texts is not None:
            files.put(name, [entry(text, article=name, unit=f"u{n}") for n, text in enumerate(texts)])
        elif name in files.files:
            files.take(name)
        memory._refresh(memory._opened())
    anew = Memory(None, files)
    assert memory.entries() == anew.entries()
    for text in TEXTS:
        assert matches(memory, Sought(text), bar=0.5) == matches(anew, Sought(text), bar=0.5)


def test_the_index_forgets_what_is_gone_in_the_end(tmp_path: Path) -> None:
    files = Listed()
    path = tmp_path / "m.sqlite"
    for round_ in range(3):
        files.put("one", [entry(f"第{chr(0x4E00 + round_ * 700 + n)}条", unit=f"u{n}") for n in range(600)])
        Memory(path, files).close()
    with Memory(path, files) as memory:
        assert memory.ask(rows.count) == 600
        assert memory.ask(rows.count_gone) == 0
        size = "SELECT sum(size) FROM gram WHERE gram LIKE '第%'"
        assert memory.ask(lambda tables: tables.execute(size).fetchone()) == (600,)


@pytest.mark.parametrize("damage", [b"not a database at all", b""])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "m.sqlite"
    files = Listed({"one": [entry(TEXTS[0])]})
    Memory(path, files).close()
    path.write_bytes(damage * 200)
    with Memory(path, files) as memory:
        assert len(memory.entries()) == 1
    assert path.read_bytes().startswith(b"SQLite format 3")


def test_damage_that_shows_later_is_mended_in_the_middle_of_a_question(tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite"
    files = Listed({"one": [entry(TEXTS[n % 4], unit=f"u{n}") for n in range(500)]})
    Memory(path, files).close()
    chance = random.Random(1)
    data = path.read_bytes()
    head = 4096  # the table of tables: a hole there shows at once
    path.write_bytes(data[:head] + chance.randbytes(len(data) - head))
    with Memory(path, files) as memory:
        assert len(memory.entries()) == 500


def test_a_file_of_another_version_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE entry (something)")
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with Memory(path, Listed({"one": [entry(TEXTS[0])]})) as memory:
        assert len(memory.entries()) == 1


def test_where_nothing_can_be_written_the_memory_is_built_in_the_process(tmp_path: Path) -> None:
    (tmp_path / "occupied").write_text("a file where a folder should be")
    with Memory(tmp_path / "occupied" / "m.sqlite", Listed({"one": [entry(TEXTS[0])]})) as memory:
        assert len(memory.entries()) == 1


def _write_often(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(15):
        files = Listed({name: _entries(name) for name in "abcd"})
        files.numbers = {name: chance.randint(1, 9) for name in "abcd"}  # seen at different times
        Memory(path, files).close()


def _entries(name: str) -> list[MemoryEntry]:
    return [entry(text, article=name, unit=f"u{n}") for n, text in enumerate(TEXTS * 5)]


def test_several_processes_may_bring_one_memory_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite"
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_write_often, args=(path, seed)) for seed in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * 4
    files = Listed({name: _entries(name) for name in "abcd"})
    with Memory(path, files) as memory:
        assert memory.entries() == Memory(None, files).entries()
        assert memory.ask(lambda tables: tables.execute("PRAGMA integrity_check").fetchone()) == ("ok",)
