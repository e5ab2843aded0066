"""The day's work by command: what goes to standard output, what to standard error, and the exit status."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from support import Program

from workflow.exchange import tbx
from workflow.model import Concept, TermSet

PAGE = """\
<!DOCTYPE html><html lang="zh-CN"><head><meta charset="gbk"><title>港口新闻_示例网</title>
<meta property="og:url" content="https://site.example/2024/0124/port.html"></head><body>
<h1>港口与大学共建联合实验室</h1>
<p class="info">2024-01-24 08:15 来源：示例日报 作者：周明远 责任编辑：单立新</p>
<div class="content">
<p>本市港口与一所大学共建联合实验室，研究智慧港口的管理方法，服务当地的企业和社区。</p>
<p>详细的计划可以在<a href="https://site.example/plan.html">专题网页</a>查阅，公众也可以提出意见和建议。</p>
</div></body></html>
"""

Call = Callable[..., object]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.encode("gbk"))
    return path


@pytest.fixture
def desk(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    done = program("init", tmp_path / "desk")
    assert (done.status, done.out.strip()) == (0, str(tmp_path / "desk"))
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path / "desk"


@pytest.fixture
def no_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKFLOW_DATA", str(tmp_path / "nothing"))


def test_init_leaves_what_is_there_alone(program: Program, desk: Path) -> None:
    (desk / "glossary.yaml").write_text("version: 1\n# mine\n", encoding="utf-8")
    program("init", desk)
    assert (desk / "glossary.yaml").read_text(encoding="utf-8") == "version: 1\n# mine\n"


def test_add_prints_the_id_alone(program: Program, desk: Path, page: Path) -> None:
    done = program("add", page, "--id", "2024-01-24-port")
    assert (done.status, done.out) == (0, "2024-01-24-port\n")


def test_add_json_says_what_was_read_and_how(program: Program, desk: Path, page: Path) -> None:
    (added,) = json.loads(program("add", page, "--json", "--date", "2024年1月25日").out)
    assert added["article"]["title"] == "港口与大学共建联合实验室"
    assert added["article"]["date"] == "2024-01-25"
    assert added["evidence"]["date"].startswith("option")
    assert added["units"] == 2


def test_add_twice_is_bad_input_unless_update(program: Program, desk: Path, page: Path) -> None:
    program("add", page)
    again = program("add", page)
    assert again.status == 2
    assert "--update" in again.err
    assert program("add", page, "--update").status == 0


def test_options_for_one_article_do_not_fit_several(program: Program, desk: Path, page: Path) -> None:
    done = program("add", page, page, "--title", "一个标题")
    assert done.status == 2
    assert "one by one" in done.err


def test_a_date_nobody_can_read_is_refused(program: Program, desk: Path, page: Path) -> None:
    done = program("add", page, "--date", "yesterday")
    assert done.status == 2
    assert "--date" in done.err


def test_status_is_a_table_for_people_and_tabs_for_pipes(program: Program, desk: Path, page: Path) -> None:
    program("add", page, "--id", "2024-01-24-port")
    head, row = program("status").out.splitlines()
    assert head.split("\t")[:3] == ["article", "title", "state"]
    assert row.split("\t")[:4] == ["2024-01-24-port", "港口与大学共建联合实验室", "initial", "0/2"]
    (found,) = json.loads(program("status", "--json").out)
    assert (found["state"], found["done"], found["units"]) == ("initial", 0, 2)


def test_status_lists_what_was_decided_of_the_checks(program: Program, desk: Path, page: Path) -> None:
    program("add", page, "--id", "2024-01-24-port")
    with (desk / "workflow.yaml").open("a", encoding="utf-8") as file:
        file.write("checks:\n  number: warning\n  text.length: {severity: info, typical: 4.3}\n")
    said = program("status").err
    assert "workflow.yaml: number warning" in said
    assert "workflow.yaml: text.length info (typical 4.3)" in said


def test_an_unknown_article_is_named_with_the_nearest(program: Program, desk: Path, page: Path) -> None:
    program("add", page, "--id", "2024-01-24-port")
    done = program("check", "2024-01-24-prot")
    assert done.status == 2
    assert "did you mean 2024-01-24-port?" in done.err


def test_the_beginning_of_an_id_is_enough_while_one_article_begins_so(program: Program, desk: Path, page: Path) -> None:
    program("add", page, "--id", "2024-01-24-port")
    assert program("xliff", "export", "2024").out == "build/xliff/2024-01-24-port.xlf\n"
    page.write_bytes(page.read_bytes() + b"<!-- again -->")
    program("add", page, "--id", "2024-01-24-port-again", "--url", "https://site.example/again.html")
    assert program("xliff", "export", "2024-01-24-port").out == "build/xliff/2024-01-24-port.xlf\n"
    done = program("assign", "2024-01", "Chen Yu")
    assert done.status == 2
    assert done.err == ("workflow: 2024-01: 2 articles begin so; name one of 2024-01-24-port, 2024-01-24-port-again\n")
    assert program("check", "").status == 2


def test_what_publishing_will_ask_for_is_said_of_which_article(program: Program, desk: Path, tmp_path: Path) -> None:
    text = tmp_path / "note.txt"
    text.write_text("港口开放\n2025年2月20日\n\n港口今天向各国船只开放，欢迎大家前来。\n", encoding="utf-8")
    done = program("add", text, "--id", "2025-02-20-note")
    rows = done.err.splitlines()
    assert [row.partition(":")[0] for row in rows] == ["2025-02-20-note"] * 2
    assert "--update --url" in rows[0]
    assert "--update --source" in rows[1]
    again = program("add", text, "--update", "--source", "示例日报")
    assert "no unit changed" in again.err
    assert "--stale" not in again.err


def test_an_update_shows_an_address_that_changed_and_drafts_nothing_where_nothing_was(
    program: Program, desk: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.replace("gbk", "utf-8").replace("https://site.example/plan", "/plan"), "utf-8")
    program("add", page, "--id", "2024-01-24-port")
    done = program("add", page, "--update", "--url", "https://port.example/1.html")
    assert "1 unit changed, 0 units gone\n" in done.err
    assert 'u2  详细的计划可以在<a href="https://[-site.example-]{+port.example+}/plan.html">' in done.err


def test_a_desk_without_a_glossary_says_how_to_begin_one(program: Program, desk: Path, page: Path) -> None:
    program("add", page, "--id", "2024-01-24-port")
    (desk / "glossary.yaml").unlink()
    done = program("check")
    assert done.status == 2
    assert "the glossary is missing" in done.err
    (desk / "glossary.yaml").write_text(done.err.rpartition("begin one: ")[2], encoding="utf-8")
    assert program("check").status == 1


def test_check_has_the_same_json_by_either_option(program: Program, desk: Path, page: Path) -> None:
    program("add", page, "--id", "2024-01-24-port")
    assert program("check", "--json").out == program("check", "--format", "json").out


def test_a_missing_model_is_status_3_and_names_the_command(
    program: Program, desk: Path, page: Path, no_models: None
) -> None:
    program("add", page, "--id", "2024-01-24-port")
    for engine in ("auto", "argos", "llm"):
        done = program("translate", "--all", "--engine", engine)
        assert done.status == 3
        assert len(done.err.splitlines()) == 1
        assert "workflow models install" in done.err


def test_an_unknown_engine_is_bad_usage(program: Program, desk: Path, page: Path) -> None:
    program("add", page)
    done = program("translate", "--all", "--engine", "babelfish")
    assert done.status == 2
    assert "argos" in done.err


def test_translate_needs_an_article(program: Program, desk: Path) -> None:
    assert program("translate").status == 2


# One term in every form that `glossary import` reads, as other programs leave them.
LISTS = {
    "terms.yaml": "version: 1\nterms:\n- {id: port, zh: {preferred: 港口}, en: {preferred: harbour}}\n".encode(),
    "excel.csv": "\ufeff中文,英文\r\n港口,harbour; haven (of ships)\r\n".encode(),
    "bare.csv": "港口,harbour\n".encode(),
    "header.tsv": "source\ttarget\tnote\n港口\tharbour\tof the sea\n".encode("utf-16"),
    "omegat.txt": "# list\n港口\tharbour\tof the sea\n".encode("gb18030"),
    "terms.tbx": tbx.serialize(
        [Concept(id="port", terms={"zh": TermSet("港口"), "en": TermSet("harbour")})], "dct"
    ).data,
}


@pytest.mark.usefixtures("tiny_engine")
class TestWithTheTrainedPackage:
    def test_the_whole_day(self, program: Program, desk: Path, page: Path) -> None:
        program("add", page, "--id", "2024-01-24-port", "--source-en", "Example Daily")
        drafted = program("translate", "--all", "--engine", "argos")
        assert drafted.status == 0
        assert "2 units drafted by argos/" in drafted.err
        assert not drafted.out
        shown = program("show", "2024-01-24-port").out
        assert "link\thttps://site.example/2024/0124/port.html" in shown
        assert "u2\t详细的计划可以在专题网页查阅" in shown
        assert program("export", "--draft", "--out", desk / "pages").out.strip().endswith("2024-01-24-port.html")
        again = program("translate", "--all", "--engine", "argos", "--json")
        assert json.loads(again.out)[0]["drafted"] == 0

    def test_check_finds_what_a_person_broke(self, program: Program, desk: Path, page: Path) -> None:
        program("add", page, "--id", "2024-01-24-port")
        program("translate", "--all", "--engine", "argos")
        path = desk / "translations" / "en" / "2024-01-24-port.yaml"
        text = path.read_text(encoding="utf-8")
        head, link, tail = text.rpartition('<a href="https://site.example/plan.html">')
        assert link
        broken = head + tail.replace("</a>", "", 1)
        path.write_text(broken, encoding="utf-8")
        done = program("check", "--format", "json")
        assert done.status == 1
        report = json.loads(done.out)
        lost = next(finding for finding in report["findings"] if finding["check"] == "link.lost")
        assert set(lost) == {"check", "severity", "article", "unit", "message", "source", "target", "file", "line"}
        assert (lost["unit"], lost["file"]) == ("u2", "translations/en/2024-01-24-port.yaml")
        assert text.splitlines()[lost["line"] - 1] == "- id: u2"
        assert report["summary"]["units"] == 2
        assert report["summary"]["error"] == sum(f["severity"] == "error" for f in report["findings"])
        refused = program("export", "--out", desk / "pages")
        assert refused.status == 1
        assert "link.lost" in refused.err
        assert not refused.out

    def test_check_in_words(self, program: Program, desk: Path, page: Path) -> None:
        program("add", page, "--id", "2024-01-24-port")
        done = program("check")
        assert done.status == 1
        assert "error structure.units" in done.out
        assert "1 article" in done.err

    def test_lines_in_are_lines_out(self, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        glossary = tmp_path / "terms.yaml"
        glossary.write_text(
            "version: 1\nterms:\n- {id: port, zh: {preferred: 港口}, en: {preferred: harbour}}\n", encoding="utf-8"
        )
        text = tmp_path / "text.txt"
        text.write_text("港口。\n\n大学<b>&港口。\r\n", encoding="utf-8")
        plain = program("translate", "--lines", text, "--engine", "argos", "--glossary", glossary)
        assert plain.status == 0
        rows = plain.out.split("\n")
        assert len(rows) == 4
        assert rows[1] == ""
        as_json = program("translate", "--lines", text, "--engine", "argos", "--glossary", glossary, "--json")
        records = [json.loads(row) for row in as_json.out.splitlines()]
        assert [record["target"] for record in records] == rows[:3]
        assert [record["source"] for record in records] == ["港口。", "", "大学<b>&港口。"]
        assert "harbour" in rows[0].lower()
        assert [record["owed"] for record in records] == [{"term.missing": 1}, {}, {"term.missing": 1}]
        assert "terms: 2 owed, " in plain.err

    def test_the_best_of_several_drafts_is_kept(self, program: Program, tmp_path: Path) -> None:
        text = tmp_path / "text.txt"
        text.write_text("教育部支持辽宁大学。\n", encoding="utf-8")
        done = program("translate", "--lines", text, "--engine", "argos", "--candidates", "4")
        assert done.status == 0
        assert done.out.strip()
        assert program("translate", "--lines", text, "--engine", "argos", "--candidates", "0").status == 2

    def test_lines_that_lack_something_are_named(self, program: Program, tmp_path: Path) -> None:
        text = tmp_path / "text.txt"
        text.write_text("港口。\n大学。\n", encoding="utf-8")
        glossary = tmp_path / "terms.yaml"
        glossary.write_text(
            "version: 1\nterms:\n- {id: port, zh: {preferred: 港口}, en: {preferred: 港}}\n", encoding="utf-8"
        )
        done = program("translate", "--lines", text, "--engine", "argos", "--glossary", glossary)
        assert "1 line with something unmet (1)" in done.err

    @pytest.mark.parametrize(("name", "content"), LISTS.items())
    def test_a_term_list_binds_drafts_and_checks_alike(
        self, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path(name).write_bytes(content)
        Path("text.txt").write_text("港口。\n", encoding="utf-8")
        Path("pair.tsv").write_text("港口。\tA seaport.\n", encoding="utf-8")
        drafted = program("translate", "--lines", "text.txt", "--engine", "argos", "--glossary", name, "--json")
        record = json.loads(drafted.out)
        assert (record["owed"], record["target"]) == ({"term.missing": 1}, "Harbour.")
        checked = json.loads(program("check", "pair.tsv", "--glossary", name, "--json").out)
        assert [finding["check"] for finding in checked["findings"]] == ["term.missing"]

    def test_models_and_doctor_see_it(self, program: Program, desk: Path) -> None:
        listed = json.loads(program("models", "list", "--json").out)
        assert [model["kind"] for model in listed] == ["argos"]
        done = program("doctor", "--json")
        assert done.status == 0
        parts = {part["part"]: part for part in json.loads(done.out)}
        assert parts["engine argos"]["ok"]
        assert not parts["engine llm"]["ok"]
        assert "workflow models install" in parts["engine llm"]["remark"]


def test_lines_that_are_not_utf8_are_refused(program: Program, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_bytes("港口。".encode("gbk"))
    done = program("translate", "--lines", text)
    assert done.status == 2
    assert "UTF-8" in done.err


def test_lines_take_no_article(program: Program, tmp_path: Path) -> None:
    assert program("translate", "2024-01-24-port", "--lines", tmp_path / "text.txt").status == 2
    assert program("translate", "--all", "--glossary", tmp_path / "terms.yaml").status == 2


def test_doctor_says_what_is_missing(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_models: None
) -> None:
    monkeypatch.chdir(tmp_path)
    done = program("doctor")
    assert done.status == 3
    assert "workflow models install" in done.out
    assert "workflow init" in done.out


def test_explain_lists_and_explains(program: Program) -> None:
    listed = program("explain").out
    assert "term.missing\terror\t" in listed
    assert "## How to mend it" in program("explain", "term.missing").out
    unknown = program("explain", "term.mising")
    assert unknown.status == 2
    assert "term.missing" in unknown.err


def test_export_of_nothing_is_not_success(program: Program, desk: Path, page: Path) -> None:
    program("add", page, "--id", "2024-01-24-port")
    done = program("export")
    assert (done.status, done.err) == (1, "1 article without English left out; draft with: workflow translate --all\n")
    named = program("export", "2024-01-24-port")
    assert named.status == 2
    assert "workflow translate 2024-01-24-port" in named.err


def test_export_says_which_articles_stood_in_the_way_in_json(program: Program, desk: Path) -> None:
    done = program("export", "--json")
    assert (done.status, json.loads(done.out)) == (1, [])


ENGLISH = """\
<html><head><title>News</title></head><body><h2>Port and University Set Up a Joint Laboratory</h2>
<p>Date: 2024-01-24 &nbsp; Source:</p><div>
<p>The city's port and a university have set up a joint laboratory to study how smart ports are managed.</p>
<p>The detailed plan is on the <a href="https://site.example/plan.html">special web page</a>, where the public
can give opinions and suggestions.</p><p>Link to original article:</p></div></body></html>
"""


def test_adopt_takes_a_page_and_says_what_it_lost(program: Program, desk: Path, page: Path, tmp_path: Path) -> None:
    program("add", page, "--id", "2024-01-24-port")
    (tmp_path / "english.html").write_text(ENGLISH, "utf-8")
    done = program("adopt", "2024-01-24-port", tmp_path / "english.html")
    assert done.status == 1
    assert "“Source:” has nothing behind it" in done.out
    assert "“Link to original article:” has nothing behind it" in done.out
    assert "2 of 2 units adopted" in done.err
    again = program("adopt", "2024-01-24-port", tmp_path / "english.html")
    assert again.status == 2
    assert "--force" in again.err


def test_adopt_takes_an_archive_and_goes_on(program: Program, desk: Path, page: Path, tmp_path: Path) -> None:
    program("add", page, "--id", "2024-01-24-port")
    (tmp_path / "english.html").write_text(ENGLISH, "utf-8")
    (tmp_path / "list.tsv").write_text("nothing-here\tenglish.html\n2024-01-24-port\tenglish.html\n", "utf-8")
    done = program("adopt", "--batch", tmp_path / "list.tsv")
    assert done.status == 2
    assert "2/2" in done.out
    assert "1 article adopted, 1 not" in done.err
    assert "not adopted: nothing-here: no such article" in done.err
