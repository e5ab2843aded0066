"""The review as a page: a golden file, nothing to fetch, nothing that runs from a text."""

import re
from pathlib import Path

from lxml import html

from workflow.jobs.usage import review, write_page
from workflow.store.desk import Desk
from workflow.usage.page import render
from workflow.usage.tally import TermUsage, Usage
from workflow.usage.uses import Rendering, Use

ROOT = Path(__file__).resolve().parent.parent.parent
GOLDEN = ROOT / "tests" / "golden" / "usage"


def example(tmp_path: Path) -> str:
    for name in ("workflow.yaml", "sources", "translations"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "glossary.yaml").write_bytes((GOLDEN / "glossary.yaml").read_bytes())
    desk = Desk(tmp_path)
    write_page(desk, review(desk, desk.ids()), tmp_path / "page.html", today="2026-01-02")
    return (tmp_path / "page.html").read_text(encoding="utf-8")


def test_the_page_is_as_it_was_read_in_review(tmp_path: Path) -> None:
    assert example(tmp_path) == (GOLDEN / "review.html").read_text(encoding="utf-8")


def test_every_link_of_the_page_leads_to_a_place_on_it(tmp_path: Path) -> None:
    page = example(tmp_path)
    elements = list(html.fromstring(page).iter())
    ids = [element.get("id") for element in elements if element.get("id")]
    links = [str(element.get("href")) for element in elements if element.get("href")]
    assert len(ids) == len(set(ids))
    assert len(links) > 20
    assert {link.removeprefix("#") for link in links} <= set(ids)


def test_the_page_fetches_nothing(tmp_path: Path) -> None:
    assert not re.search(r"https?://|@import|url\(|src=|<link", example(tmp_path))


def test_what_a_text_says_stays_text() -> None:
    use = Use(concept="x", rendering=Rendering.OTHERWISE, source=(0, 2), target=(0, 8), article="a", unit="u1")
    term = TermUsage(
        id="x", source="<b>", preferred="</script>", owed=1, counts={Rendering.OTHERWISE: 1}, errors=1, uses=(use,)
    )
    texts = {("a", "u1"): ("<i>中", "<script>alert(1)</script>" + " long" * 40)}
    page = render(Usage(articles=1, units=1, terms=(term,)), texts, name="<&>", made="2026-01-02")
    assert page.count("<script>") == 1
    assert "&lt;script&gt;" in page
    assert "How &lt;&amp;&gt; uses its glossary" in page


def test_a_review_of_nothing_is_a_page_too() -> None:
    page = render(Usage(), {}, name="New", made="2026-01-02")
    assert "No term of the glossary is owed" in page
    assert "Nothing to mend" in page
