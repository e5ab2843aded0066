"""The translation memory, by command."""

import json
from pathlib import Path

import pytest
from port_article import ID, SENTENCES
from support import Program, sentence

ENGLISH = "The port shares a laboratory with a university."
TABLE = f"source\ttarget\n{SENTENCES[1]}\tThe laboratory invites scholars.\n港口开放。\tThe port opens.\n"


@pytest.fixture(autouse=True)
def reviewed(desk: Path) -> Path:
    """The desk with one unit that was reviewed."""
    from workflow.jobs.decisions import set_state
    from workflow.jobs.edits import set_text
    from workflow.model import State
    from workflow.store.desk import Desk

    set_text(Desk.open(desk), ID, "u1", ENGLISH, by="Chen Yu")
    set_state(Desk.open(desk), ID, State.REVIEWED, ["u1"], by="Li Wen")
    Path("old texts.tsv").write_text(TABLE, encoding="utf-8")
    return desk


def test_search_marks_the_phrase_in_either_language(program: Program) -> None:
    done = program("memory", "search", "联合实验室")
    place = f"{ID} u1\t100%\treviewed"
    assert (done.status, done.out) == (0, f"{place}\t{SENTENCES[0].replace('联合实验室', '«联合实验室»')}\t{ENGLISH}\n")
    assert done.err == "1 text with “联合实验室” or like it\n"
    done = program("memory", "search", "Laboratory", "--exact")
    assert "a «laboratory» with" in done.out


def test_a_search_needs_a_word(program: Program) -> None:
    sentence(program("memory", "search", " ，"), 2, "there is no word in it")


def test_search_for_a_machine(program: Program) -> None:
    (found,) = json.loads(program("memory", "search", "laboratory", "--json").out)
    assert found["target"][slice(*found["target_spans"][0])] == "laboratory"
    assert (found["article"], found["unit"], found["state"], found["by"]) == (ID, "u1", "reviewed", "Li Wen")
    assert json.loads(program("memory", "search", "飞艇", "--json").out) == []


def test_stats_count_what_is_there_and_rebuild_finds_the_same(program: Program) -> None:
    done = program("memory", "stats", "--json")
    assert json.loads(done.out) == {
        "entries": 1,
        "han": 37,
        "words": 8,
        "states": {"reviewed": 1},
        "origins": {"human": 1},
        "repetitions": 0,
        "ambiguous": 0,
        "memories": {"": 1},
    }
    Path(".workflow/memory.sqlite").write_bytes(b"damaged")
    assert program("memory", "rebuild", "--json").out == done.out
    assert "this desk\t1" in program("memory", "stats").out


def test_a_file_is_taken_in_kept_and_named_in_the_settings(program: Program) -> None:
    before = Path("workflow.yaml").read_text(encoding="utf-8")
    done = program("memory", "import", "old texts.tsv")
    assert (done.status, done.out) == (0, "memories/old-texts.tmx\n")
    assert "2 texts, 0 reviewed" in done.err
    after = Path("workflow.yaml").read_text(encoding="utf-8")
    added = [line for line in after.splitlines() if line not in before.splitlines()]
    assert added == ["memories: [memories/old-texts.tmx]"]
    assert len(after.splitlines()) == len(before.splitlines()) + len(added)
    assert program("memory", "import", "old texts.tsv", "--name", "second", "--reviewed").status == 0
    memories = json.loads(program("memory", "stats", "--json").out)["memories"]
    assert memories == {"": 1, "memories/old-texts.tmx": 2, "memories/second.tmx": 2}
    shown = program("show", ID, "--memory").out
    assert f"98%\t{SENTENCES[1]}\tThe laboratory invites scholars.\tfrom memories/second.tmx line 2" in shown


def test_a_memory_is_not_replaced_unless_asked(program: Program) -> None:
    program("memory", "import", "old texts.tsv", "--name", "a")
    refused = program("memory", "import", "old texts.tsv", "--name", "a")
    sentence(refused, 2, "memories/a.tmx: there is a memory of this name", "--replace")
    done = program("memory", "import", "old texts.tsv", "--name", "a", "--replace", "--reviewed", "--json")
    assert json.loads(done.out) == {"memory": "memories/a.tmx", "entries": 2, "reviewed": 2, "lost": []}
    assert Path("workflow.yaml").read_text(encoding="utf-8").count("memories/a.tmx") == 1


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (("missing.tmx",), ("missing.tmx: cannot be read",)),
        (("empty.tsv",), ("empty.tsv",)),
        (("old texts.tsv", "--name", "../x"), ("'../x' is no name for a memory",)),
        (("workflow.yaml",), ("workflow.yaml",)),
    ],
)
def test_what_cannot_be_taken_in_is_told(program: Program, arguments: tuple[str, ...], parts: tuple[str, ...]) -> None:
    Path("empty.tsv").write_text("source\ttarget\n", encoding="utf-8")
    sentence(program("memory", "import", *arguments), 2, *parts)
    assert not Path("memories").exists()


def test_what_is_written_can_be_taken_in_elsewhere(program: Program) -> None:
    done = program("memory", "export")
    assert (done.out, done.err) == ("build/memory.tmx\n", "1 text\n")
    assert program("memory", "export", "../other/desk.tmx", "--reviewed").out == "../other/desk.tmx\n"
    program("init", "../second")
    taken = program("-C", "../second", "memory", "import", "../other/desk.tmx")
    assert "1 text, 1 reviewed" in taken.err
    found = program("-C", "../second", "memory", "search", "联合实验室")
    assert found.out.startswith(f"memories/desk.tmx {ID} u1\t100%\treviewed\t")


def test_a_memory_that_the_settings_name_and_is_not_there_is_told(program: Program) -> None:
    program("memory", "import", "old texts.tsv", "--name", "a")
    Path("memories/a.tmx").unlink()
    sentence(program("memory", "stats"), 2, "memories/a.tmx: cannot be read")
