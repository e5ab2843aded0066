"""Checking bilingual files by command, without a desk."""

import json
from pathlib import Path

import pytest
from support import Program, sentence

TABLE = (
    "source\ttarget\n"
    "建设智慧港口，发展海洋经济。\tBuild a smart port and develop the blue economy.\n"
    '详见<a href="https://a.example/">专题网页</a>。\tSee the web page.\n'
    "建设智慧港口。\tBuild a clever port.\n"
)
GLOSSARY = """\
version: 1
terms:
- id: smart-port
  zh: {preferred: 智慧港口}
  en: {preferred: smart port}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is no desk."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "table.tsv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "terms.yaml").write_text(GLOSSARY, encoding="utf-8")
    return tmp_path


def test_findings_name_file_and_line(program: Program) -> None:
    done = program("check", "table.tsv", "--glossary", "terms.yaml", "--json")
    report = json.loads(done.out)
    assert done.status == 1
    assert [(f["check"], f["unit"], f["file"], f["line"]) for f in report["findings"]] == [
        ("link.lost", "line 3", "table.tsv", 3),
        ("term.missing", "line 4", "table.tsv", 4),
    ]
    assert list(report["findings"][0]) == [
        "check", "severity", "article", "unit", "message", "source", "target", "file", "line",
    ]  # fmt: skip
    assert report["summary"] == {"error": 2, "warning": 0, "units": 3}


def test_text_groups_by_file(program: Program) -> None:
    done = program("check", "table.tsv")
    assert done.status == 1
    assert done.out.splitlines()[:2] == ["table.tsv", "  error link.lost line 3"]
    assert "table.tsv:3" in done.out
    assert "1 error, 0 warnings in 3 units of 1 file" in done.err


def test_several_checks_may_stand_with_commas_between_them(program: Program) -> None:
    done = program("check", "table.tsv", "--glossary", "terms.yaml", "--only", "term,number.missing", "--json")
    assert [finding["check"] for finding in json.loads(done.out)["findings"]] == ["term.missing"]
    sentence(program("check", "table.tsv", "--skip", "link, nosuch"), 2, "“nosuch” is neither a check nor a family")


def test_a_table_may_begin_with_a_tag(program: Program, folder: Path) -> None:
    row = "<strong>港口</strong>投资35亿元。\tThe <strong>port</strong> invests 35 billion yuan.\n"
    (folder / "tags.tsv").write_text(row, encoding="utf-8")
    done = program("check", "tags.tsv", "--json")
    assert [finding["check"] for finding in json.loads(done.out)["findings"]] == ["number.magnitude"]


def test_a_document_alone_is_told_how_to_be_checked(program: Program, folder: Path) -> None:
    (folder / "a.docx").write_bytes(b"PK\x03\x04 and so on")
    sentence(program("check", "a.docx"), 2, "workflow check ORIGINAL REPRODUCTION")


def test_units_of_a_file_are_compared_with_each_other(program: Program, folder: Path) -> None:
    rows = (
        "加强基础研究和人才培养。\tStrengthen basic research and talent training.",
        "加强基础研究和人才培养。\tReinforce fundamental study, and train more people.",
        "会议还在当天听取了报告。\tReinforce fundamental study, and train more people.",
    )
    (folder / "b.tsv").write_text("\n".join(rows), encoding="utf-8")
    found = json.loads(program("check", "b.tsv", "--json").out)["findings"]
    assert [(f["check"], f["line"]) for f in found] == [("consistency.target", 2), ("consistency.source", 3)]


def test_right_files_are_fine(program: Program, folder: Path) -> None:
    (folder / "b").write_text("甲方\tParty A\n", encoding="utf-8")
    done = program("check", "b", "./b", "--date", "2024年1月24日")
    assert (done.status, done.out) == (0, "")
    assert "0 errors, 0 warnings in 2 units of 2 files" in done.err


def test_what_is_left_out_is_said(program: Program, folder: Path) -> None:
    (folder / "a.tsv").write_text("甲方<span>一</span>\tParty A\n", encoding="utf-8")
    done = program("check", "a.tsv")
    assert "a.tsv: 1 inline code is neither link, emphasis, picture nor line break, and not compared" in done.err


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (("check", "missing.tsv"), ("missing.tsv: cannot be read", "check the name")),
        (("check", "terms.yaml"), ("terms.yaml: is not a bilingual file", "give XLIFF")),
        (("check", "table.tsv", "2024-01-24-port"), ("named together",)),
        (("check", "table.tsv", "--glossary", "none.yaml"), ("none.yaml: cannot be read",)),
        (("check", "table.tsv", "--date", "soon"), ("--date: cannot read the date 'soon'",)),
        (("check", "--date", "2024-01-24"), ("--date: is for bilingual files",)),
    ],
)
def test_bad_usage_is_one_sentence(program: Program, arguments: tuple[str, ...], parts: tuple[str, ...]) -> None:
    sentence(program(*arguments), 2, *parts)


def test_the_other_direction_is_refused(program: Program, folder: Path) -> None:
    text = '<xliff version="1.2"><file source-language="en" target-language="zh"><body><trans-unit id="1"><source>port</source><target>港口</target></trans-unit></body></file></xliff>'
    (folder / "a.xlf").write_text(text, encoding="utf-8")
    sentence(program("check", "a.xlf"), 2, "a.xlf: has its Chinese on the target side")


class TestForms:
    def test_sarif_points_at_the_line(self, program: Program) -> None:
        done = program("check", "table.tsv", "--format", "sarif")
        (run,) = json.loads(done.out)["runs"]
        (result,) = run["results"]
        assert (done.status, result["ruleId"]) == (1, "link.lost")
        assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}

    def test_junit_and_github(self, program: Program) -> None:
        assert (
            '<testsuite name="table.tsv" tests="1" failures="1"'
            in program("check", "table.tsv", "--format", "junit").out
        )
        line = program("check", "table.tsv", "--format", "github").out
        assert line.startswith("::error file=table.tsv,line=3,title=link.lost line 3::line 3 lost the link")

    def test_a_page_is_written_beside_what_is_printed(self, program: Program, folder: Path) -> None:
        done = program("check", "table.tsv", "--html", "page.html", "--json")
        assert json.loads(done.out)["summary"]["error"] == 1
        assert "<mark>专题网页</mark>" in (folder / "page.html").read_text(encoding="utf-8")

    def test_text_underlines_the_spot_under_wide_characters(self, program: Program) -> None:
        assert program("check", "table.tsv").out.splitlines() == [
            "table.tsv",
            "  error link.lost line 3",
            "    line 3 lost the link https://a.example/; put it back around “专题网页”",
            "    zh: 详见专题网页。",
            "            ~~~~~~~~",
            "    en: See the web page.",
            "    table.tsv:3",
        ]

    def test_text_shows_the_spot_of_a_long_unit_and_obeys_no_control(self, program: Program, folder: Path) -> None:
        text = "建设" * 60 + "甲\t" + "word " * 40 + "\u202e海洋 " + "word " * 40
        (folder / "long.tsv").write_text(text, encoding="utf-8")
        rows = program("check", "long.tsv", "--only", "text.han").out.splitlines()
        (english,) = [row for row in rows if row.startswith("    en: ")]
        under = rows[rows.index(english) + 1]
        assert english[under.index("~") :].startswith("海洋")
        assert under.strip() == "~~~~"
        assert "\u202e" not in english


class TestChoice:
    def test_only_and_skip_take_checks_and_families(self, program: Program) -> None:
        def checks(*options: str) -> list[str]:
            done = program("check", "table.tsv", "--glossary", "terms.yaml", "--json", *options)
            return [finding["check"] for finding in json.loads(done.out)["findings"]]

        assert checks("--only", "term") == ["term.missing"]
        assert checks("--skip", "term") == ["link.lost"]
        assert checks("--only", "term", "--only", "link.lost") == ["link.lost", "term.missing"]
        assert checks("--only", "term", "--skip", "term.missing") == []
        sentence(program("check", "table.tsv", "--only", "terms"), 2, "--only: “terms”", "did you mean term?")

    @pytest.mark.parametrize(("threshold", "status"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)])
    def test_fail_on_decides_the_status(self, program: Program, threshold: str, status: int) -> None:
        assert program("check", "table.tsv", "--fail-on", threshold).status == status

    def test_a_warning_fails_only_when_asked(self, program: Program, folder: Path) -> None:
        (folder / "a.tsv").write_text("蓝色经济\tThe blue economy (海洋)\n", encoding="utf-8")
        assert program("check", "a.tsv", "--only", "text.han").status == 0
        assert program("check", "a.tsv", "--only", "text.han", "--fail-on", "warning").status == 1

    def test_what_the_baseline_knows_does_not_fail(self, program: Program, folder: Path) -> None:
        written = program("check", "table.tsv", "--write-baseline", "known.json")
        assert (written.status, "1 finding known from now on" in written.err) == (0, True)
        again = program("check", "table.tsv", "--baseline", "known.json")
        assert (again.status, again.out) == (0, "")
        assert "1 known finding left out" in again.err
        (folder / "table.tsv").write_text(
            "\n\n" + TABLE + '见<a href="https://b.example/">网页</a>\tSee.\n', encoding="utf-8"
        )
        new = program("check", "table.tsv", "--baseline", "known.json", "--json")
        assert [(f["check"], f["line"]) for f in json.loads(new.out)["findings"]] == [("link.lost", 7)]

    def test_a_baseline_that_is_none_is_refused(self, program: Program) -> None:
        sentence(program("check", "table.tsv", "--baseline", "table.tsv"), 2, "table.tsv: is no baseline")
        sentence(program("check", "table.tsv", "--baseline", "nothing.json"), 2, "nothing.json: cannot be read")
