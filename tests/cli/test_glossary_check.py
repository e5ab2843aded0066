"""workflow glossary check as a person runs it, on the example desk with a glossary that changed."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from support import Program, files, sentence

ROOT = Path(__file__).resolve().parent.parent.parent
GOLDEN = ROOT / "tests" / "golden" / "usage"

Process = Callable[..., "CompletedProcess[str]"]


@pytest.fixture
def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example desk, whose glossary has changed its mind on two terms."""
    for name in ("workflow.yaml", "sources", "translations"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile)(ROOT / name, tmp_path / name)
    shutil.copyfile(GOLDEN / "glossary.yaml", tmp_path / "glossary.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_table_is_as_it_was_read_in_review(changed: Path, process: Process) -> None:
    done = process("glossary", "check")
    assert done.returncode == 1
    assert done.stdout == (GOLDEN / "table.txt").read_text(encoding="utf-8")
    assert done.stderr == "9 errors: 39 terms owed in 96 units of 4 articles\n"


def test_the_example_desk_is_consistent(process: Process) -> None:
    done = process("-C", ROOT, "glossary", "check")
    assert (done.returncode, done.stderr[:9]) == (0, "0 errors:")


def test_json_has_every_wrong_use_with_both_texts(changed: Path, program: Program) -> None:
    done = program("glossary", "check", "2024-01-24-northeast-asia-hub", "--json")
    report = json.loads(done.out)
    assert done.status == 1
    assert (report["version"], report["summary"]["errors"], report["summary"]["articles"]) == (1, 1, 1)
    (wrong,) = (use for term in report["terms"] for use in term["uses"] if use["rendering"] == "otherwise")
    assert wrong["source"][slice(*wrong["source_span"])] == "国际学生"
    assert wrong["target"][slice(*wrong["target_span"])] == "international students"


def test_an_unknown_article_is_one_sentence(changed: Path, process: Process) -> None:
    sentence(process("glossary", "check", "2024-01-24-northest"), 2, "did you mean 2024-01-24-northeast-asia-hub?")


def test_a_desk_without_articles_has_nothing_to_say(program: Program, tmp_path: Path) -> None:
    program("init", tmp_path / "new")
    done = program("-C", tmp_path / "new", "glossary", "check")
    assert (done.status, done.out) == (0, "")


def test_the_page_is_written_where_asked(changed: Path, program: Program) -> None:
    done = program("glossary", "check", "--html", "review.html")
    assert (done.status, done.out) == (1, "review.html\n")
    assert "<h1>How Worked example uses its glossary</h1>" in (changed / "review.html").read_text(encoding="utf-8")
    sentence(program("glossary", "check", "--html", "no/such/review.html"), 2, "no/such/review.html")


def test_what_is_wrong_in_the_glossary_itself_comes_first(changed: Path, program: Program) -> None:
    with (changed / "glossary.yaml").open("a", encoding="utf-8") as file:
        file.write("- id: again\n  zh: {preferred: 空间站}\n  en: {preferred: space station}\n")
    done = program("glossary", "check", "--json")
    (finding,) = (f for f in json.loads(done.out)["findings"] if f["severity"] == "error")
    assert (finding["check"], finding["file"], finding["line"]) == ("glossary.duplicate", "glossary.yaml", 46)
    assert program("glossary", "check").out.startswith("glossary.yaml\n  error glossary.duplicate\n")
    assert program("glossary", "check").err.startswith("10 errors")


def test_fix_shows_and_asks_before_it_replaces(changed: Path, process: Process) -> None:
    before = files(changed)
    done = process("glossary", "check", "--fix", stdin=subprocess.DEVNULL)
    assert done.returncode == 1
    assert "\n-Vocational education is a bridge" in done.stderr
    assert "\n+Career training is a bridge" in done.stderr
    assert "nothing was replaced; --yes" in done.stderr
    assert files(changed) == before


def test_fix_replaces_and_reviews_what_is_left(changed: Path, process: Process) -> None:
    done = process("glossary", "check", "--fix", "--yes", "--json")
    assert "3 units changed" in done.stderr
    assert "title: “Vocational Education” is left to you" in done.stderr
    assert json.loads(done.stdout)["summary"]["deprecated"] == 1
    assert "nothing to replace" in process("glossary", "check", "--fix", "--yes").stderr


def test_suggestions_are_listed_and_taken_in_by_number(changed: Path, program: Program) -> None:
    listed = json.loads(program("glossary", "suggest", "--json").out)
    number = next(one["number"] for one in listed if one["source"] == "海外人才驿站")
    assert "海外人才驿站  quoted, 1× in 1 article" in program("glossary", "suggest").out
    done = program("glossary", "suggest", "--accept", number)
    assert (done.status, done.out) == (0, "overseas-talent-stations\n")
    text = (changed / "glossary.yaml").read_text(encoding="utf-8")
    assert "zh: {preferred: 海外人才驿站}\n  en: {preferred: overseas talent stations}\n  status: proposed\n" in text
    sentence(program("glossary", "suggest", "--accept", "999"), 2, "there is no suggestion 999")
    sentence(program("glossary", "suggest", "--status", "new"), 2, "write proposed or approved")


def test_suggestions_are_taken_in_one_by_one(changed: Path, process: Process) -> None:
    done = process(
        "glossary", "suggest", "-i", "--limit", "4", "--status", "approved", input="y\nn\nOur Own Words\nq\n"
    )
    assert done.returncode == 0
    assert done.stdout.splitlines() == ["international-cooperation", "our-own-words"]
    assert "status: proposed" not in (changed / "glossary.yaml").read_text(encoding="utf-8")
