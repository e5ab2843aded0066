"""People at the command line: who approves, who works on what, what happened, and what differs from what is out."""

import json
import shutil
from pathlib import Path

import pytest
from support import Program

ROOT = Path(__file__).resolve().parents[2]
ID = "2025-09-10-vocational-education-abroad"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of one article of the example desk, which is the current folder."""
    for name in ("workflow.yaml", "glossary.yaml", f"translations/en/{ID}.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "sources" / ID, tmp_path / "sources" / ID)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_day_of_decisions_and_what_the_log_tells_of_it(program: Program, desk: Path) -> None:
    assert program("reopen", ID, "--unit", "u1", "--by", "Li Na").err == f"{ID}: 1 unit reopened\n"
    assert program("assign", ID, "Chen Yu").err == f"{ID}: assigned to Chen Yu\n"
    assert ID in program("status", "--assigned", "Chen Yu", "--state", "translated").out
    assert program("status", "--assigned", "").err == "none of 1 article is so\n"
    approved = program("approve", ID, "--by", "Chen Yu")
    assert (approved.status, approved.err) == (0, f"{ID}: 1 unit set to reviewed\n")
    lines = [line.split("\t") for line in program("log", ID).out.splitlines()]
    assert lines[0] == ["when (UTC)", "who", "what", "units"]
    assert [line[1:] for line in lines[2:]] == [["Li Na", "reopened", "u1"], ["Chen Yu", "reviewed", "u1"]]
    events = json.loads(program("log", ID, "--unit", "u1", "--json").out)
    assert [event["what"] for event in events] == ["reopened", "reviewed"]
    assert events[0]["text"]


def test_who_signs_a_text_that_was_edited_by_hand_is_told_so(program: Program, desk: Path) -> None:
    program("reopen", ID, "--unit", "u1", "--by", "Li Na")
    path = desk / "translations" / "en" / f"{ID}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("In recent years", "Of late years", 1), encoding="utf-8")
    sign = ("state", ID, "translated", "--unit", "u1", "--by", "Chen Yu")
    assert program(*sign).err == f"{ID}: 1 unit set to translated\n"
    assert program(*sign).err == f"{ID}: 0 units set to translated\n"


def test_the_log_names_what_made_a_translation(program: Program, desk: Path) -> None:
    program("reopen", ID, "--unit", "u1", "--by", "Li Na")
    path = desk / "translations" / "en" / f"{ID}.yaml"
    text = path.read_text(encoding="utf-8").replace("In recent years", "Of late years", 1)
    path.write_text(text.replace("origin: human", "origin: mt:argos/zh_en-1.9", 1), encoding="utf-8")
    program("state", ID, "translated", "--unit", "u1", "--by", "Chen Yu")
    line = program("log", ID).out.splitlines()[-1]
    assert line.split("\t")[1:] == ["Chen Yu", "translated", "u1 (argos)"]
    assert json.loads(program("log", ID, "--json").out)[-1]["origin"] == "mt:argos/zh_en-1.9"


def test_an_article_without_english_keeps_no_other_from_publication(
    program: Program, desk: Path, tmp_path: Path
) -> None:
    text = tmp_path / "note.txt"
    text.write_text(
        "港口开放\n2025年2月20日\n来源：示例日报\n\n港口今天向各国船只开放，欢迎大家前来。\n", encoding="utf-8"
    )
    program("add", text, "--id", "2025-02-20-note")
    done = program("export", "--no-record")
    assert done.status == 0
    assert f"{ID}.html" in done.out
    assert "1 article without English left out" in done.err


def test_a_waiver_of_what_is_not_found_says_so(program: Program, desk: Path) -> None:
    done = program("waive", ID, "u1", "number.missing", "--reason", "said before")
    assert done.err.endswith("; it finds nothing there now\n")


def test_english_that_still_holds_is_approved_by_name_alone(program: Program, desk: Path) -> None:
    path = desk / "sources" / ID / "body.html"
    path.write_text(path.read_text("utf-8").replace("</p>", "！</p>", 1), "utf-8")
    refused = program("approve", ID)
    assert refused.status == 2
    assert f"workflow approve {ID} --unit u" in refused.err
    unit = refused.err.rpartition(" ")[2].strip()
    assert program("approve", ID, "--unit", unit).status == 0
    assert program("check", ID, "--only", "state.stale").status == 0


def test_an_approval_says_what_checks_still_find(program: Program, desk: Path) -> None:
    path = desk / "translations" / "en" / f"{ID}.yaml"
    text = path.read_text("utf-8")
    assert "2025" in text
    path.write_text(text.replace("title: ", "title: 中文 ", 1), "utf-8")
    done = program("approve", ID, "--final")
    assert done.status == 0
    assert f"left; see: workflow check {ID}" in done.err


def test_publication_is_recorded_once_and_a_later_edit_shows_word_by_word(program: Program, desk: Path) -> None:
    path = desk / "translations" / "en" / f"{ID}.yaml"
    before = path.read_text("utf-8")
    assert program("export", ID, "--no-record").status == 0
    assert path.read_text("utf-8") == before
    assert program("export", ID, "--by", "Wang Wei").status == 0
    once = path.read_text("utf-8")
    assert "by: Wang Wei" in once
    program("export", ID, "--by", "Li Na")
    assert path.read_text("utf-8") == once
    assert json.loads(program("status", "--json").out)[0]["stage"] == "published"
    assert program("diff", ID, "--published").err.endswith("0 units differ from the page that is out\n")
    told = program("diff", ID)
    assert "{+" in told.out
    assert "differ from the draft" in told.err


def test_what_is_abridged_is_said_and_taken_back(program: Program, desk: Path) -> None:
    path = desk / "translations" / "en" / f"{ID}.yaml"
    before = path.read_text(encoding="utf-8")
    assert program("abridge", ID).err == f"{ID}: abridged; 0 units left out\n"
    assert "abridged: true" in path.read_text(encoding="utf-8")
    assert program("abridge", ID, "--withdraw").err == f"{ID}: whole again; 0 units without English\n"
    assert path.read_text(encoding="utf-8") == before
    assert program("abridge", "2020-01-01-nothing").status == 2


def test_a_site_that_goes_out_records_its_articles_once(program: Program, desk: Path) -> None:
    page, path = desk / "site" / f"{ID}.html", desk / "translations" / "en" / f"{ID}.yaml"
    before = path.read_text(encoding="utf-8")
    program("site", "build", "--out", "site")
    assert path.read_text(encoding="utf-8") == before
    assert "dateModified" not in page.read_text(encoding="utf-8")
    built = program("site", "build", "--out", "site", "--record", "--by", "Chen Yu")
    assert built.status == 0
    assert built.err.splitlines()[-1] == "1 article recorded as published"
    assert "by: Chen Yu" in path.read_text(encoding="utf-8")
    assert "dateModified" in page.read_text(encoding="utf-8")
    again = json.loads(program("site", "build", "--out", "site", "--record", "--by", "Lin Hai", "--json").out)
    assert (again["recorded"], again["rendered"], again["written"]) == (0, 0, 0)


def test_an_article_left_out_of_the_site_is_not_recorded(program: Program, desk: Path) -> None:
    path = desk / "translations" / "en" / f"{ID}.yaml"
    broken = path.read_text(encoding="utf-8").replace("  source: Cangjiang Vocational Education Review", "  source: ''")
    path.write_text(broken, encoding="utf-8")
    built = program("site", "build", "--out", "site", "--record", "--by", "Chen Yu")
    assert built.status == 1
    assert "0 articles recorded as published" in built.err
    assert path.read_text(encoding="utf-8") == broken


def test_who_may_not_publish_builds_no_site_that_goes_out(program: Program, desk: Path) -> None:
    settings = desk / "workflow.yaml"
    roles = "people:\n  roles: {Chen Yu: translator}\n"
    settings.write_text(settings.read_text(encoding="utf-8") + roles, encoding="utf-8")
    assert program("site", "build", "--out", "site", "--record", "--by", "Chen Yu").status == 2
    assert not (desk / "site").exists()


def test_options_that_cannot_be_are_told(program: Program, desk: Path) -> None:
    done = program("status", "--state", "done")
    assert (done.status, done.out) == (2, "")
    assert "--state: there is no state 'done'; choose initial, translated, reviewed, final, published" in done.err
    assert "--since: cannot read the date 'soon'" in program("status", "--since", "soon").err
    assert "was never published" in program("diff", ID, "--published").err


def test_counts_are_for_quotes(program: Program, desk: Path) -> None:
    header, row = program("status", "--counts").out.splitlines()
    assert header.split("\t") == ["article", "title", "units", "Chinese characters", "English words"]
    assert [cell.isdecimal() for cell in row.split("\t")[2:]] == [True, True, True]


def test_an_update_shows_old_and_new_of_what_changed(program: Program, desk: Path) -> None:
    original = next((desk / "sources" / ID).glob("original.*"))
    newer = desk / "newer.txt"
    text = original.read_text("utf-8")
    assert "职业教育" in text
    newer.write_text(text.replace("职业教育", "职业技术教育"), "utf-8")
    done = program("add", newer, "--id", ID, "--update")
    assert done.status == 0
    assert "{+" in done.err
    assert "技术" in done.err
    assert f"; redraft with: workflow translate {ID} --stale" in done.err
    again = program("add", newer, "--id", ID, "--update", "--source", "示例时报")
    assert "no unit changed" in again.err
    (told,) = [line for line in again.err.splitlines() if line.startswith("source  ")]
    assert "{+" in told
    assert "时报" in told.replace("+}", "").replace("{+", "")
