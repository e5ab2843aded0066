"""The record of a site: read without holding what its articles say, written back to the same bytes; links within it."""

import tracemalloc
from pathlib import Path

import pytest

from workflow.jobs.site.links import inside
from workflow.jobs.site.record import NAME, Row, SiteRecord
from workflow.publish.listing import Entry

LONG = 20_000


def row(number: int) -> Row:
    name = f"2024-01-24-article-{number:03}"
    entry = Entry(
        id=name, name=f"{name}.html", title="T", description="d" * LONG, date="2024-01-24", date_text="24 January 2024",
        moment="2024-01-24", modified="", source="S", section="News", language="en", authors=("A",), original_url="",
        original_title="", original_lang="zh-Hans",
    )  # fmt: skip
    pictures = [(f"media/{name}/a.png", "3" * 32)] if number % 2 else []
    return Row(name, ((f"{name}.html", "1" * 32), *pictures), ("lost.html",) if number == 7 else (), entry.dumps())


@pytest.fixture
def site(tmp_path: Path) -> Path:
    lines = ["workflow site 1", f"index.html\t{'2' * 32}", *(row(number).dumps() for number in range(100))]
    (tmp_path / NAME).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_it_is_written_as_it_was_read(site: Path) -> None:
    record = SiteRecord.read(site)
    assert b"".join(record.text(record.parts)) == (site / NAME).read_bytes()


def test_what_articles_say_is_not_held_but_read_where_it_stands(site: Path) -> None:
    tracemalloc.start()
    record = SiteRecord.read(site)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < len(record.rows) * LONG / 10
    assert {kept.entry().description for kept in record.rows.values()} == {"d" * LONG}


def test_it_knows_its_files_and_what_another_lacks_of_them(site: Path) -> None:
    record, other = SiteRecord.read(site), SiteRecord.read(site)
    picture = "media/2024-01-24-article-007/a.png"
    assert all(map(record.holds, ("index.html", "2024-01-24-article-007.html", picture)))
    assert not any(map(record.holds, ("lost.html", "2024-01-24-article-007", "media/2024-01-24-article-006/a.png")))
    del other.rows["2024-01-24-article-007"], other.parts["index.html"]
    assert record.missing(other) == {
        "index.html": "2" * 32, "2024-01-24-article-007.html": "1" * 32, picture: "3" * 32,
    }  # fmt: skip
    assert other.missing(record) == {}


@pytest.mark.parametrize("damage", [b"", b"workflow site 0\n", b"workflow site 1\na\t[]\t[]\n", b"\xff"])
def test_a_record_that_cannot_be_read_is_none(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / NAME).write_bytes(damage)
    assert SiteRecord.read(tmp_path) == SiteRecord()


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("a.html", "section/x/a.html"),
        ("b/c/", "section/x/b/c/index.html"),
        ("./b/../a.html", "section/x/a.html"),
        ("../../a.html", "a.html"),
        ("../../", "index.html"),
        ("../../../a.html", ""),
        ("/a.html", ""),
        ("/news/a.html", "a.html"),
        ("a.html?b#c", "section/x/a.html"),
        ("a%20b.html", "section/x/a b.html"),
        ("#a", ""),
        ("mailto:a@b.example", ""),
        ("https://en.example/news/a.html", "a.html"),
        ("https://other.example/news/a.html", ""),
    ],
)
def test_where_a_link_leads_within_the_site(link: str, target: str) -> None:
    page = f'<a href="{link}">a</a>'
    assert inside(page, "section/x/index.html", "https://en.example/news") == ((target,) if target else ())
    assert inside(page, "section/x/index.html", "https://en.example/news", {target}) == ()
