"""Names across the units of an article, and of a bilingual file."""

from pathlib import Path

from check_examples import run

from workflow.checks import Context
from workflow.jobs.bilingual import check_file
from workflow.model import Severity

PAIRS = (
    ("村干部王礼文给傅昆宝出主意。", "Wang Liwen, a village official, gave Fu Kunbao some advice."),
    ("傅昆宝把冰箱抬到了楼上。", "The fridge was carried upstairs."),
    ("傅昆宝说，水退了就回家。", "He said that he would go home when the water had gone."),
    ("傅昆宝夫妇商量了一下。", "The couple talked it over."),
)
LOST = "does not name 傅昆宝; write “Fu Kunbao”, or the surname on later mention"


def test_who_is_named_in_one_unit_of_an_article_is_missed_in_another() -> None:
    findings = run({"units": [{"source": source, "target": target} for source, target in PAIRS]})
    assert [(one.check, one.severity, one.message) for one in findings] == [
        ("name.missing", Severity.WARNING, f"u2 {LOST}")
    ]


def test_a_bilingual_file_is_an_article(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("".join(f"{source}\t{target}\n" for source, target in PAIRS), encoding="utf-8")
    [finding] = check_file(str(path), Context()).findings
    assert (finding.check, finding.line, finding.message) == ("name.missing", 2, f"line 2 {LOST}")


def test_what_a_unit_shows_by_itself_is_said_once() -> None:
    pairs = [*PAIRS[:1], ("昨天傅昆宝在村里。", "Fu Kunbo was in the village yesterday.")]
    findings = run({"units": [{"source": source, "target": target} for source, target in pairs]})
    assert [finding.check for finding in findings if finding.check.startswith("name.")] == ["name.spelling"]
