"""XLIFF files of a desk's articles: what stands in them besides the texts."""

from pathlib import Path

import pytest
from lxml import etree

from workflow.exchange.formats import XliffVersion
from workflow.jobs import xliff
from workflow.jobs.add import AddOptions, add
from workflow.jobs.decisions import set_state
from workflow.jobs.edits import set_text
from workflow.jobs.returning import Errand
from workflow.model import State
from workflow.store.desk import Desk

ENGLISH = "The port and a university set up a joint laboratory to study how smart ports are run."


@pytest.fixture
def two_articles(desk: Desk, article_id: str, page: Path) -> tuple[str, str]:
    """An article that is translated, and a later one that repeats one of its paragraphs and changes another."""
    set_text(desk, article_id, "u1", ENGLISH, by="Chen Yu")
    set_text(desk, article_id, "u2", "It will be at work before the end of this year.", by="Chen Yu")
    text = page.read_text(encoding="utf-8")
    later = text.replace("服务当地的企业和社区", "服务当地的企业和居民").replace("port.html", "port-again.html")
    page.write_text(later, encoding="utf-8")
    return article_id, add(desk, str(page), AddOptions(id="2024-02-01-port-again")).id


def exported(desk: Desk, article_id: str, version: XliffVersion = XliffVersion.CURRENT) -> "etree._Element":
    (path,) = xliff.export(desk, [article_id], version=version)
    return etree.parse(path).getroot()


def test_the_memory_proposes_english_of_like_texts(desk: Desk, two_articles: tuple[str, str]) -> None:
    root = exported(desk, two_articles[1])
    matches = {unit.get("id"): list(unit.iter("{*}match")) for unit in root.iter("{*}unit")}
    (like,), (same,) = matches["u1"], matches["u2"]
    assert like.findtext("{*}target") == ENGLISH
    assert 75 <= float(like.get("similarity", "")) < 100
    assert float(same.get("similarity", "")) > float(like.get("similarity", ""))
    assert two_articles[0] in like.get("origin", "")
    assert not matches["u3"]


def test_older_tools_get_proposals_too(desk: Desk, two_articles: tuple[str, str]) -> None:
    root = exported(desk, two_articles[1], XliffVersion.OLDER)
    found = [match.findtext("{*}target") for match in root.iter("{*}alt-trans")]
    assert ENGLISH in found


def test_what_is_approved_or_the_same_already_needs_no_proposal(desk: Desk, two_articles: tuple[str, str]) -> None:
    _, second = two_articles
    set_text(desk, second, "u1", ENGLISH, by="Chen Yu")
    set_text(desk, second, "u2", "At work this year.", by="Chen Yu")
    set_state(desk, second, State.REVIEWED, ["u2"], by="Wang Lei")
    assert not list(exported(desk, second).iter("{*}match"))


def test_a_file_with_proposals_comes_back_as_it_left(desk: Desk, two_articles: tuple[str, str]) -> None:
    (path,) = xliff.export(desk, [two_articles[1]])
    (taken,) = xliff.import_(desk, str(path), Errand(by="Li Na"))
    assert {change.outcome for change in taken.changes} == {"same"}
