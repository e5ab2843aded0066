"""Adopting what is published: the page of the first reproduction, archives, and what must not be overwritten."""

from dataclasses import replace
from pathlib import Path

import pytest

from workflow.errors import InputError
from workflow.jobs.adopt import AdoptOptions, adopt, adopt_batch
from workflow.model import State, Target
from workflow.store.desk import Desk

ENGLISH = """\
<html><head><title>News</title></head><body><div>Position: Home >> News >> Content</div>
<h2>Port and University Set Up a Joint Laboratory</h2><p>Date: 2024-01-24 &nbsp; Source:</p>
<div>{body}<p>Link to original article:</p></div></body></html>
"""
PARAGRAPHS = (
    "<p>The city's port and a university have set up a joint laboratory to study how smart ports are managed.</p>"
    "<p>The laboratory will open before the end of this year, both sides said, and will welcome scholars from abroad.</p>"
    "<p>The detailed plan is on the <a href='http://site.example/plan.html'>special web page</a>, "
    "where the public can give <em>opinions</em> and suggestions.</p>"
)


@pytest.fixture
def english(tmp_path: Path) -> Path:
    path = tmp_path / "english.html"
    path.write_text(ENGLISH.format(body=PARAGRAPHS), "utf-8")
    return path


def texts(desk: Desk, article_id: str) -> dict[str, Target]:
    found = desk.reproduction(article_id, "en")
    assert found is not None
    return {unit.id: unit.target for unit in found.units}


def test_a_page_becomes_a_reproduction(desk: Desk, article_id: str, english: Path) -> None:
    adopted = adopt(desk, article_id, str(english), AdoptOptions())
    found = texts(desk, article_id)
    assert (adopted.filled, adopted.units, adopted.empty) == (3, 3, ())
    assert {target.origin for target in found.values()} == {"adopted"}
    assert {target.state for target in found.values()} == {State.TRANSLATED}
    reproduction = desk.reproduction(article_id, "en")
    assert reproduction is not None
    assert reproduction.metadata.title == "Port and University Set Up a Joint Laboratory"
    assert reproduction.metadata.position == ("Home", "News", "Content")
    assert reproduction.origins["title"] == "adopted"


def test_links_lead_where_the_original_links_and_emphasis_stays(desk: Desk, article_id: str, english: Path) -> None:
    adopt(desk, article_id, str(english), AdoptOptions())
    text = texts(desk, article_id)["u3"].text
    assert '<a href="https://site.example/plan.html">special web page</a>' in text
    assert "<em>opinions</em>" in text


def test_what_the_first_page_lost_is_said(desk: Desk, article_id: str, english: Path) -> None:
    adopted = adopt(desk, article_id, str(english), AdoptOptions())
    said = [finding.message for finding in adopted.page if finding.check == "metadata.empty"]
    assert any("“Source:” has nothing behind it" in message for message in said)
    assert any("“Link to original article:” has nothing behind it" in message for message in said)
    assert "metadata.missing" in {finding.check for finding in adopted.checked.findings}


def test_a_merged_paragraph_is_parted_at_its_sentence(desk: Desk, article_id: str, english: Path) -> None:
    english.write_text(ENGLISH.format(body=PARAGRAPHS.replace("</p><p>The laboratory", " The laboratory")), "utf-8")
    adopt(desk, article_id, str(english), AdoptOptions())
    found = texts(desk, article_id)
    assert found["u1"].text.endswith("smart ports are managed.")
    assert found["u2"].text.startswith("The laboratory will open")


def test_a_dropped_paragraph_stays_empty_and_an_added_one_is_told(desk: Desk, article_id: str, english: Path) -> None:
    first, second, third = PARAGRAPHS.split("</p><p>")
    body = f"{first}</p><p>{third}<p>This text was translated by the International Office in 2025.</p>"
    english.write_text(ENGLISH.format(body=body), "utf-8")
    adopted = adopt(desk, article_id, str(english), AdoptOptions())
    assert second
    assert adopted.empty == ("u2",)
    assert adopted.extra == ("This text was translated by the International Office in 2025.",)


def test_what_is_doubtful_is_marked_for_a_person(desk: Desk, article_id: str, english: Path) -> None:
    first, _, third = PARAGRAPHS.split("</p><p>")
    body = f"{first}</p><p>Prices at the fish market, fishermen say, rose by 40 percent last week and fell again.</p><p>{third}"
    english.write_text(ENGLISH.format(body=body), "utf-8")
    adopted = adopt(desk, article_id, str(english), AdoptOptions())
    assert adopted.doubtful == ("u2",)
    assert [unmet.check for unmet in texts(desk, article_id)["u2"].unmet] == ["state.doubtful"]
    assert "state.doubtful" in {finding.check for finding in adopted.checked.findings}


def test_the_page_of_another_article_is_refused(desk: Desk, article_id: str, english: Path) -> None:
    body = "".join(
        f"<p>In {year}, the choir sang {year % 7 + 20} songs by old masters in Vienna.</p>"
        for year in (1987, 1991, 2003)
    )
    english.write_text(ENGLISH.format(body=body), "utf-8")
    with pytest.raises(InputError, match="does not read as the English of this article"):
        adopt(desk, article_id, str(english), AdoptOptions())
    assert desk.reproduction(article_id, "en") is None


def test_a_persons_english_is_kept_unless_forced_and_then_in_the_history(
    desk: Desk, article_id: str, english: Path
) -> None:
    adopt(desk, article_id, str(english), AdoptOptions())
    found = desk.reproduction(article_id, "en")
    assert found is not None
    mine = Target("My own words.", State.REVIEWED, "human")
    desk.save(replace(found, units=(replace(found.units[0], target=mine), *found.units[1:])))
    with pytest.raises(InputError, match="--force"):
        adopt(desk, article_id, str(english), AdoptOptions())
    assert texts(desk, article_id)["u1"].text == "My own words."
    adopt(desk, article_id, str(english), AdoptOptions(force=True))
    (past,) = texts(desk, article_id)["u1"].history
    assert (past.text, past.state, past.origin) == ("My own words.", State.REVIEWED, "human")


def test_a_chinese_page_is_refused(desk: Desk, article_id: str, page: Path) -> None:
    with pytest.raises(InputError, match="is read as “zh”"):
        adopt(desk, article_id, str(page), AdoptOptions())


def test_markdown_is_read_too(desk: Desk, article_id: str, tmp_path: Path) -> None:
    path = tmp_path / "english.md"
    paragraphs = PARAGRAPHS.replace("</p><p>", "\n\n").replace("<p>", "").replace("</p>", "")
    path.write_text(f"# A Joint Laboratory\n\nDate: 2024-01-24  Source: Example Daily\n\n{paragraphs}\n", "utf-8")
    adopted = adopt(desk, article_id, str(path), AdoptOptions())
    assert adopted.filled == 3
    assert not [finding for finding in adopted.page if finding.check == "page.metadata"]


def test_a_batch_goes_on_after_a_failure(desk: Desk, article_id: str, english: Path, tmp_path: Path) -> None:
    listed = tmp_path / "list.tsv"
    listed.write_text(
        f"# archive\nno-such-article\tenglish.html\n{article_id}\tabsent.html\n{article_id}\tenglish.html\n"
    )
    rows = list(adopt_batch(desk, listed, AdoptOptions()))
    assert [bool(row.failure) for row in rows] == [True, True, False]
    assert "no such article" in rows[0].failure
    assert rows[2].adopted is not None
    assert rows[2].adopted.filled == 3


def test_a_list_that_is_none_is_refused_with_its_line(desk: Desk, tmp_path: Path) -> None:
    listed = tmp_path / "list.tsv"
    listed.write_text("2024-01-24-port english.html\n")
    with pytest.raises(InputError, match=r"list.tsv:1"):
        list(adopt_batch(desk, listed, AdoptOptions()))
