"""The glossary to and from other programs, by command."""

import json
from pathlib import Path

import pytest
from support import Program, sentence

GLOSSARY = """\
version: 1
# Terms of this desk.
terms:
- id: smart-port  # agreed in 2023
  domain: economy
  zh: {preferred: 智慧港口}
  en: {preferred: smart port}
- id: go-out
  zh: {preferred: 走出去}
  en: {preferred: go out, deprecated: [go abroad]}
"""
INCOMING = "智慧港口,smart port\n智慧港口,intelligent port\n走出去,go global\n海洋经济,blue economy\n"


@pytest.fixture(autouse=True)
def desk(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    program("init", tmp_path / "desk")
    monkeypatch.chdir(tmp_path / "desk")
    Path("glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    Path("in.csv").write_text(INCOMING, encoding="utf-8")
    return tmp_path / "desk"


def glossary() -> str:
    return Path("glossary.yaml").read_text(encoding="utf-8")


def test_import_adds_lines_and_leaves_the_others(program: Program) -> None:
    done = program("glossary", "import", "in.csv")
    assert (done.status, done.out.splitlines()) == (
        1,
        [
            "changed\tsmart-port\t智慧港口 = smart port",
            "conflict\tgo-out\t走出去 = go out\tthe file: go global",
            "new\tblue-economy\t海洋经济 = blue economy",
        ],
    )
    assert "1 new, 1 changed, 0 known, 1 conflict" in done.err
    assert "--replace lets the file win" in done.err
    assert glossary() == GLOSSARY.replace(
        "en: {preferred: smart port}", "en: {preferred: smart port, admitted: [intelligent port]}"
    ) + (
        "- id: blue-economy\n  zh: {preferred: 海洋经济}\n  en: {preferred: blue economy}\n"
    )  # fmt: skip


def test_a_dry_run_writes_nothing(program: Program) -> None:
    done = program("glossary", "import", "in.csv", "--dry-run", "--json")
    assert [step["outcome"] for step in json.loads(done.out)["steps"]] == ["changed", "conflict", "new"]
    assert glossary() == GLOSSARY


def test_replace_lets_the_file_win_and_a_second_import_changes_nothing(program: Program) -> None:
    assert program("glossary", "import", "in.csv", "--replace").status == 0
    assert "en: {preferred: go global, deprecated: [go abroad], admitted: [go out]}" in glossary()
    before = glossary()
    again = program("glossary", "import", "in.csv")
    assert (again.status, again.out, glossary()) == (0, "", before)


@pytest.mark.parametrize("name", ["out.tbx", "out.csv", "out.tsv", "out.txt"])
def test_what_is_exported_is_known_when_imported(program: Program, name: str) -> None:
    assert program("glossary", "export", name).out == f"{name}\n"
    done = program("glossary", "import", name)
    assert (done.status, "0 new, 0 changed, 2 known, 0 conflict" in done.err) == (0, True)
    assert glossary() == GLOSSARY


def test_what_a_format_cannot_hold_is_listed(program: Program) -> None:
    err = program("glossary", "export", "out", "--format", "deepl").err
    assert err.splitlines() == ["domain: 1 not kept", "deprecated term: 1 not kept"]


def test_a_file_checks_by_a_termbase_of_another_program(program: Program) -> None:
    program("glossary", "export", "terms.tbx")
    Path("text.tsv").write_text("建设智慧港口。\tBuild a harbour.\n", encoding="utf-8")
    for terms in ("terms.tbx", "in.csv", "glossary.yaml"):
        done = program("check", "text.tsv", "--glossary", terms, "--only", "term.missing")
        assert (done.status, "smart port" in done.out) == (1, True)


def test_bad_files_are_one_sentence(program: Program) -> None:
    sentence(program("glossary", "export", "out.doc"), 2, "out.doc: its name does not say which format")
    sentence(program("glossary", "import", "nothing.tbx"), 2, "nothing.tbx: cannot be read")
    Path("bomb.tbx").write_text(
        '<!DOCTYPE tbx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tbx>&a;</tbx>', encoding="utf-8"
    )
    sentence(program("glossary", "import", "bomb.tbx"), 2, "bomb.tbx: declares entities")
    assert glossary() == GLOSSARY
