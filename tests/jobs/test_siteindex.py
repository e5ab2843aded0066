"""The tables of a site: they follow from its record, hold little at a time, and are kept as long as the record stands."""

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from workflow.errors import OutputError
from workflow.jobs.site.index import NAME, Row, SiteIndex
from workflow.jobs.site.links import inside
from workflow.model import Finding, Severity
from workflow.publish.listing import Entry

LONG = 20_000
SEVENTH = "2024-01-24-article-007"
FINDING = Finding(
    check="link.lost", severity=Severity.ERROR, article=SEVENTH, message="lost", unit="u1", target_span=(1, 2)
)


def row(number: int) -> Row:
    name = f"2024-01-24-article-{number:03}"
    entry = Entry(
        id=name, name=f"{name}.html", title="T", description="d" * LONG, date="2024-01-24", date_text="24 January 2024",
        moment="2024-01-24", modified="", source="S", section="News", language="en", authors=("A",), original_url="",
        original_title="", original_lang="zh-Hans",
    )  # fmt: skip
    pictures = [(f"media/{name}/a.png", "3" * 32)] if number % 2 else []
    return Row(name, ((f"{name}.html", "1" * 32), *pictures), ("lost.html",) if number == 7 else (), entry.dumps())


def wished() -> Iterator[tuple[str, str]]:
    return ((row(number).id, "made of this") for number in range(100))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a record of a hundred articles and two other files, all of which stand there."""
    out = tmp_path / "site"
    with SiteIndex(out) as index:
        for number in range(100):
            index.add(row(number))
        for path in ("index.html", "archive.html"):
            index.put(path, "2" * 32, made_of="")
        for path in index.staged():
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (out / path).touch()
        (out / NAME).write_bytes(b"".join(index.record(moving=False)))
    return out


def test_the_record_is_written_as_it_was_read(site: Path) -> None:
    with SiteIndex(site) as index:
        index.look(wished())
        assert index.keep_part("index.html", "")
        assert index.keep_part("archive.html", "")
        assert b"".join(index.record(moving=False)) == (site / NAME).read_bytes()


def test_what_articles_say_is_not_held_but_read_where_it_stands(site: Path) -> None:
    tracemalloc.start()
    with SiteIndex(site) as index:
        assert sum(len(Entry.loads(line).description) for line in index.articles()) == 100 * LONG
        held, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 100 * LONG / 10
    assert most < 100 * LONG / 5


def test_it_knows_its_files_and_what_shall_stand_no_more(site: Path) -> None:
    picture = f"media/{SEVENTH}/a.png"
    with SiteIndex(site) as index:
        index.look(pair for pair in wished() if pair[0] != SEVENTH)
        assert index.keep_part("index.html", "")
        assert all(map(index.held, ("index.html", "archive.html", f"{SEVENTH}.html", picture)))
        assert index.holds("index.html")
        assert not any(map(index.holds, ("archive.html", f"{SEVENTH}.html", picture, "lost.html")))
        assert dict(index.gone()) == {"archive.html": "2" * 32, f"{SEVENTH}.html": "1" * 32, picture: "3" * 32}
        moving, after = (b"".join(index.record(moving=moving)).decode() for moving in (True, False))
        assert picture in moving
        assert SEVENTH not in after


@pytest.mark.parametrize("damage", [b"", b"workflow site 0\n", b"workflow site 1\na\t[]\t[]\n", b"\xff"])
def test_a_record_that_cannot_be_read_is_none(site: Path, damage: bytes) -> None:
    (site / NAME).write_bytes(damage)
    with SiteIndex(site) as index:
        assert list(index.articles()) == []
        assert not index.held("index.html")


class TestKept:
    def build(self, site: Path, kept: Path) -> tuple[int, dict[str, tuple[Finding, ...]]]:
        """What is to be made and what is refused; then the seventh is refused, the rest made."""
        with SiteIndex(site, kept) as index:
            count = index.look(wished())
            before = index.refused()
            for number in range(100):
                index.add(row(number))
            index.refuse(SEVENTH, [FINDING])
            index.settle()
            index.keep()
        return count, before

    def test_what_is_unchanged_is_not_made_again(self, site: Path, tmp_path: Path) -> None:
        assert self.build(site, tmp_path / "kept") == (100, {})
        assert self.build(site, tmp_path / "kept") == (0, {SEVENTH: (FINDING,)})

    def test_beside_another_record_they_are_worth_nothing(self, site: Path, tmp_path: Path) -> None:
        self.build(site, tmp_path / "kept")
        record = (site / NAME).read_bytes()
        (site / NAME).write_bytes(record.replace(b"1" * 32, b"4" * 32))
        assert self.build(site, tmp_path / "kept") == (100, {})

    @pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"x" * 5000])
    def test_damaged_they_are_made_anew(self, site: Path, tmp_path: Path, damage: bytes) -> None:
        self.build(site, tmp_path / "kept")
        (tmp_path / "kept").write_bytes(damage)
        assert self.build(site, tmp_path / "kept") == (100, {})

    def test_damaged_within_they_are_made_anew(self, site: Path, tmp_path: Path) -> None:
        self.build(site, tmp_path / "kept")
        data = bytearray((tmp_path / "kept").read_bytes())
        data[4096 * 3 : 4096 * 6] = b"\xaa" * 4096 * 3
        (tmp_path / "kept").write_bytes(data)
        assert self.build(site, tmp_path / "kept") == (100, {})

    def test_an_article_somebody_took_a_file_of_is_made_again(self, site: Path, tmp_path: Path) -> None:
        self.build(site, tmp_path / "kept")
        (site / "media" / row(9).id / "a.png").unlink()
        with SiteIndex(site, tmp_path / "kept") as index:
            assert index.look(wished()) == 1
            assert list(index.fresh()) == [row(9).id]
            assert not index.holds(f"{row(9).id}.html")


def test_without_room_for_the_tables_it_says_so(site: Path) -> None:
    def fill() -> None:
        with SiteIndex(site) as index:
            index._connection.execute("PRAGMA max_page_count = 1000")
            for number in range(1000):
                index.add(row(number))

    with pytest.raises(OutputError, match="tables cannot be written"):
        fill()


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
