"""The glossary's commands as a person types them."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from support import Program, sentence

Process = Callable[..., "CompletedProcess[str]"]


@pytest.fixture
def terms(desk: Path, program: Program) -> Path:
    assert program("glossary", "add", "智慧港口", "smart port", "--domain", "port").out == "smart-port\n"
    assert program("glossary", "add", "实验室", "laboratory", "--id", "lab", "--status", "proposed").out == "lab\n"
    return desk


@pytest.mark.parametrize("command", ["list", "lookup", "add", "edit", "deprecate", "check", "suggest"])
def test_help_has_an_example_and_fits(program: Program, command: str) -> None:
    done = program("glossary", command, "--help")
    assert done.status == 0
    assert "Example:" in done.out
    assert max(map(len, done.out.splitlines())) <= 80


def test_list_is_a_table_for_people_and_machines(terms: Path, program: Program) -> None:
    done = program("glossary", "list")
    assert done.out.splitlines() == [
        "id\tdomain\tzh\ten\tstatus",
        "smart-port\tport\t智慧港口\tsmart port\tapproved",
        "lab\t\t实验室\tlaboratory\tproposed",
    ]
    assert done.err == "2 entries\n"
    (found,) = json.loads(program("glossary", "list", "--status", "proposed", "--json").out)
    assert (found["id"], found["terms"]["en"]["preferred"]) == ("lab", "laboratory")
    assert program("glossary", "list", "--domain", "port").out.count("\n") == 2


def test_lookup_marks_the_phrase(terms: Path, program: Program) -> None:
    done = program("glossary", "lookup", "港口")
    assert done.status == 0
    assert "研究智慧«港口»的" in done.out
    assert "1 entry; " in done.err
    report = json.loads(program("glossary", "lookup", "港口", "--json").out)
    assert list(report) == ["query", "terms", "places"]
    start, end = report["places"][0]["source_spans"][0]
    assert report["places"][0]["source"][start:end] == "港口"


def test_lookup_of_nothing_is_bad_usage(terms: Path, program: Program) -> None:
    sentence(program("glossary", "lookup", "，。"), 2, "TEXT: ", "no word")


def test_edit_and_deprecate_say_what_follows(terms: Path, program: Program) -> None:
    done = program("glossary", "edit", "lab", "--status", "approved", "--note", "of any kind")
    assert (done.status, done.out) == (0, "")
    assert "lab is changed" in done.err
    assert "check --fix" in program("glossary", "deprecate", "lab", "--in-favour-of", "lab").err
    assert "no longer owed" in program("glossary", "deprecate", "smart-port").err
    text = (terms / "glossary.yaml").read_text(encoding="utf-8")
    assert "en: {preferred: lab, deprecated: [laboratory]}" in text


def test_wrong_ids_and_values_are_one_sentence(terms: Path, process: Process) -> None:
    sentence(process("glossary", "edit", "smart-prt", "--note", "x"), 2, "did you mean 'smart-port'?")
    sentence(process("glossary", "add", "船", "ship", "--status", "new"), 2, "--status", "approved, proposed")
    sentence(process("glossary", "add", "智慧港口", "x"), 2, "workflow glossary edit smart-port")
    (terms / "glossary.yaml").write_text("version: 1\nterms: [{id: x}]\n", encoding="utf-8")
    sentence(process("glossary", "add", "船", "ship"), 2, "glossary.yaml:2:9", "no term in any language")


def test_the_shell_completes_ids(terms: Path, process: Process, tmp_path: Path) -> None:
    asked = {"_WORKFLOW_COMPLETE": "complete_bash", "COMP_WORDS": "workflow glossary edit sm", "COMP_CWORD": "3"}
    assert process(env={**os.environ, **asked}).stdout.split() == ["smart-port"]
    assert process(env={**os.environ, **asked}, cwd=tmp_path).stdout.split() == []
