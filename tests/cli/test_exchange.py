"""Articles to and from other programs, by command."""

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
def english(desk: Path) -> None:
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
    assert [target.get("state") for target in root.iter(f"{OLDER}target")] == ["translated", "signed-off"]
    assert "Glossary: 港口 = port" in [note.text for note in root.iter(f"{OLDER}note")]


def test_export_says_what_it_cannot_do(program: Program, tmp_path: Path) -> None:
    sentence(program("xliff", "export", "2024-01-24-prot"), 2, "2024-01-24-port")
    (tmp_path / "file").write_text("", encoding="utf-8")
    sentence(program("xliff", "export", "--out", tmp_path / "file"), 2, str(tmp_path / "file"))
