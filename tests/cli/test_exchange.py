"""Articles to and from other programs, by command."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree
from port_article import ID, SENTENCES, TARGET
from support import Program, sentence

CORE = "{urn:oasis:names:tc:xliff:document:2.0}"
OLDER = "{urn:oasis:names:tc:xliff:document:1.2}"
ENGLISH = """\
article: 2024-01-24-port
language: en
metadata:
  title: Port and university
units:
- id: u1
  source: {source}
  target: A port.
  state: reviewed
  origin: human
"""


@pytest.fixture(autouse=True)
def _translated(desk: Path) -> None:
    Path("glossary.yaml").write_text(
        "version: 1\nterms:\n- {id: port, zh: {preferred: 港口}, en: {preferred: port}}\n", encoding="utf-8"
    )
    Path(TARGET).parent.mkdir(parents=True, exist_ok=True)
    Path(TARGET).write_text(ENGLISH.format(source=SENTENCES[0]), encoding="utf-8")


def test_export_writes_units_metadata_states_and_terms(program: Program) -> None:
    done = program("xliff", "export")
    assert (done.status, done.out, done.err) == (0, f"build/xliff/{ID}.xlf\n", "")
    root = etree.parse(f"build/xliff/{ID}.xlf").getroot()
    units = {unit.get("id"): unit for unit in root.iter(f"{CORE}unit")}
    assert list(units) == ["metadata.title", "metadata.authors", *(f"u{n}" for n in range(1, 6))]
    states = [segment.get("state") for segment in root.iter(f"{CORE}segment")]
    assert states == ["translated", "initial", "reviewed", *["initial"] * 4]
    assert units["metadata.title"].findtext(f".//{CORE}target") == "Port and university"
    assert [term.text for term in units["u1"].iter("{urn:oasis:names:tc:xliff:glossary:2.0}term")] == ["港口"]


def test_export_to_an_older_tool_in_another_folder(program: Program, tmp_path: Path) -> None:
    done = program("xliff", "export", ID, "--version", "1.2", "--out", tmp_path / "new" / "folder")
    assert done.status == 0
    root = etree.parse(tmp_path / "new" / "folder" / f"{ID}.xlf").getroot()
    assert [target.get("state") for target in root.iter(f"{OLDER}target")] == [
        "translated",
        "new",
        "signed-off",
        *["new"] * 4,
    ]
    assert "Glossary: 港口 = port" in [note.text for note in root.iter(f"{OLDER}note")]


def test_export_says_what_it_cannot_do(program: Program, tmp_path: Path) -> None:
    sentence(program("xliff", "export", "2024-01-24-prot"), 2, "2024-01-24-port")
    (tmp_path / "file").write_text("", encoding="utf-8")
    sentence(program("xliff", "export", "--out", tmp_path / "file"), 2, str(tmp_path / "file"))


# --- Import

FILE = Path(f"build/xliff/{ID}.xlf")
EDITED = "A big port."


@pytest.fixture
def edited(program: Program) -> Path:
    """The article as XLIFF, in which someone edited the only English."""
    assert program("xliff", "export", ID).status == 0
    text = FILE.read_text(encoding="utf-8")
    FILE.write_text(text.replace("A port.", EDITED), encoding="utf-8")
    return FILE


def meanwhile() -> None:
    """Somebody edits the same unit on the desk."""
    text = Path(TARGET).read_text(encoding="utf-8")
    Path(TARGET).write_text(text.replace("A port.", "A harbour."), encoding="utf-8")


def english() -> str:
    return Path(TARGET).read_text(encoding="utf-8")


def test_import_takes_what_changed(program: Program, edited: Path) -> None:
    done = program("xliff", "import", edited, "--by", "Li Na")
    assert (done.status, done.out) == (0, f"{ID}\n  taken    u1: English\n")
    assert done.err == "6 same, 1 taken\n"
    assert f"target: {EDITED}\n" in english()
    assert "origin: import:xliff\n" in english()
    again = program("xliff", "import", edited)
    assert (again.status, again.out, again.err) == (0, f"{ID}\n", "7 same\n")


def test_import_shows_conflicts_and_leaves_them_open(program: Program, edited: Path) -> None:
    meanwhile()
    done = program("xliff", "import", edited)
    assert done.status == 1
    assert done.out == (
        f"{ID}\n"
        "  conflict u1\n"
        "           its English was changed on the desk as well\n"
        "           ours: [reviewed] A harbour.\n"
        "           theirs: [reviewed] A big port.\n"
    )
    assert done.err == "6 same, 1 conflict\ndecide conflicts with --ours or --theirs, or on a terminal\n"
    assert "A harbour." in english()


@pytest.mark.parametrize(("side", "text"), [("--ours", "A harbour."), ("--theirs", EDITED)])
def test_an_option_decides_conflicts(program: Program, edited: Path, side: str, text: str) -> None:
    meanwhile()
    assert program("xliff", "import", edited, side).status == 0
    assert f"target: {text}\n" in english()


def test_a_person_decides_conflicts_on_a_terminal(edited: Path) -> None:
    meanwhile()
    leader, follower = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "workflow", "xliff", "import", str(edited)],
        stdin=follower, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    os.write(leader, b"t\n")
    out, err = running.communicate(timeout=60)
    os.close(leader)
    os.close(follower)
    assert (running.returncode, out) == (
        0,
        f"{ID}\n  taken    u1: English\n           its English was changed on the desk as well\n",
    )
    assert "ours: [reviewed] A harbour." in err
    assert "(t)heirs" in err
    assert f"target: {EDITED}\n" in english()


def test_import_for_a_machine(program: Program, edited: Path) -> None:
    meanwhile()
    done = program("xliff", "import", edited, "--json")
    (article,) = json.loads(done.out)
    (unit,) = [unit for unit in article["units"] if unit["outcome"] != "same"]
    assert (article["article"], unit["unit"], unit["ours"], unit["theirs"]) == (ID, "u1", "A harbour.", EDITED)
    assert (done.status, unit["outcome"], unit["line"] > 1) == (1, "conflict", True)


def test_a_dry_run_writes_nothing(program: Program, edited: Path) -> None:
    before = english()
    done = program("xliff", "import", edited, "--dry-run")
    assert (done.status, done.err) == (0, "nothing is written; 6 same, 1 taken\n")
    assert english() == before


def test_a_file_that_cannot_be_read_keeps_no_other_from_being_taken(program: Program, edited: Path) -> None:
    Path("torn.xlf").write_text("<xliff", encoding="utf-8")
    done = program("xliff", "import", "torn.xlf", edited)
    assert done.status == 2
    assert "workflow: torn.xlf:1:7: is not well-formed XML" in done.err
    assert EDITED in english()


def test_both_sides_at_once_are_no_decision(program: Program, edited: Path) -> None:
    sentence(program("xliff", "import", edited, "--ours", "--theirs"), 2, "exclude each other")


# --- Review tables


def test_a_table_goes_out_and_comes_back(program: Program) -> None:
    done = program("table", "export", ID, "--format", "csv")
    path = Path(f"build/tables/{ID}.csv")
    assert (done.status, done.out) == (0, f"{path}\n")
    path.write_bytes(path.read_bytes().replace(b"A port.", b"A big port."))
    back = program("table", "import", path, "--by", "Li Na")
    assert (back.status, back.out, back.err) == (0, f"{ID}\n  taken    u1: English\n", "6 same, 1 taken\n")
    assert "origin: import:csv\n" in english()


def test_a_table_is_a_word_document_unless_asked_otherwise(program: Program, tmp_path: Path) -> None:
    done = program("table", "export", "--out", tmp_path)
    path = tmp_path / f"{ID}.docx"
    assert done.out == f"{path}\n"
    assert program("table", "import", path).err == "7 same\n"


def test_another_file_is_no_table(program: Program, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("港口\tport\n", encoding="utf-8")
    done = program("table", "import", tmp_path / "text.txt")
    sentence(done, 2, "has no column article, id, chinese, english", "workflow table export")
