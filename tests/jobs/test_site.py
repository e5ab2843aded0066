"""A whole site: lists, feeds and site maps; what changed is made anew, what is not ours is left alone."""

import json
import os
import shutil
from dataclasses import replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
from full_disk import room_for
from lxml import etree, html
from support import listed

from workflow.errors import InputError, OutputError
from workflow.jobs.site import pages
from workflow.jobs.site.build import build
from workflow.jobs.site.index import NAME
from workflow.model import Target
from workflow.publish.listing import Entry, Site, parts
from workflow.publish.theming import Theme
from workflow.store.desk import Desk

ROOT = Path(__file__).parents[2]
NEWEST = "2025-09-10-vocational-education-abroad"
HUB = "2024-01-24-northeast-asia-hub"
NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}


@pytest.fixture
def example(tmp_path: Path) -> Desk:
    """A copy of the example desk with an address of its own."""
    folder = tmp_path / "desk"
    for name in ("sources", "translations"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "glossary.yaml", folder / "glossary.yaml")
    settings = (
        "version: 1\nname: Beiliao News\nposition: [Home, News, Content]\n"
        "site: {url: 'https://en.beiliao.example/news', publisher: Beiliao University}\n"
    )
    (folder / "workflow.yaml").write_text(settings, encoding="utf-8")
    return Desk.open(folder)


def tree(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def page(out: Path, name: str) -> Any:
    return html.document_fromstring((out / name).read_text(encoding="utf-8"))


def xml(out: Path, name: str) -> Any:
    return etree.fromstring((out / name).read_bytes())


def test_everything_a_site_has(example: Desk, tmp_path: Path) -> None:
    out = tmp_path / "site"
    built = build(example, out)
    assert (built.articles, built.rendered, built.refused, built.failed) == (4, 4, {}, {})
    files = tree(out)
    assert {f"{article_id}.html" for article_id in example.ids()} <= files.keys()
    assert {
        "index.html",
        "archive.html",
        "search.html",
        "404.html",
        "robots.txt",
        "feed.atom",
        "feed.rss",
    } <= files.keys()
    assert {"sitemap.xml", "sitemap-news.xml", "section/news/index.html"} <= files.keys()
    assert any(name.startswith("source/liaohai-daily/") for name in files)
    assert any(name.startswith(f"media/{HUB}/") for name in files)


class TestPages:
    def test_the_index_is_by_date_and_leads_to_articles_and_lists(self, example: Desk, tmp_path: Path) -> None:
        build(example, tmp_path)
        root = page(tmp_path, "index.html")
        titles = [(link.get("href"), link.text) for link in root.xpath("//ul[@class='entries']//h2/a")]
        assert [href for href, _ in titles] == [f"{article_id}.html" for article_id in example.ids()]
        assert root.xpath("//link[@rel='canonical']/@href") == ["https://en.beiliao.example/news/"]
        assert "section/news/index.html" in root.xpath("//nav[@class='groups']//a/@href")
        section = page(tmp_path, "section/news/index.html")
        assert section.xpath("//ul[@class='entries']//h2/a/@href")[0] == f"../../{NEWEST}.html"
        assert section.xpath("//nav[@class='site']/a/@href")[0] == "../../index.html"

    def test_the_archive_has_both_languages_and_the_search_its_index(self, example: Desk, tmp_path: Path) -> None:
        build(example, tmp_path)
        links = page(tmp_path, "archive.html").xpath("//li/p/a[@hreflang='zh-Hans']")
        assert len(links) == 4
        assert all(link.get("href").startswith("http") for link in links)
        assert page(tmp_path, "search.html").xpath("//script/@src") == ["search-index.js"]
        index = (tmp_path / "search-index.js").read_text(encoding="utf-8")
        rows = json.loads(index.removeprefix("var articles = ").removesuffix(";\n"))
        assert {row[0] for row in rows} == {f"{i}.html" for i in example.ids()}
        assert all(row[1] and row[2] and row[3] and row[4] for row in rows)

    def test_lists_are_numbered_from_the_oldest_so_that_full_pages_stay(self) -> None:
        def made(count: int) -> dict[str, str]:
            site = Site(name="N", url="", publisher="", language="en")
            with listed(entries(count)) as them:
                return {part.path: part.make() for part in parts(them, site, Theme()) if "page/" in part.path}

        before, after = made(65), made(66)
        assert before.keys() == {"page/1/index.html", "page/2/index.html"}
        assert before == after
        second: Any = html.document_fromstring(before["page/2/index.html"])
        assert second.xpath("//nav[@class='pager']//a/@href") == ["../../index.html", "../../page/1/index.html"]
        titles = second.xpath("//ul[@class='entries']/li/h2/a/text()")
        assert (len(titles), titles[0], titles[-1]) == (20, "T039", "T020")

    @pytest.mark.parametrize("count", [0, 1, 39, 40, 41, 100])
    def test_every_article_stands_on_one_page_of_a_list(self, count: int) -> None:
        site = Site(name="N", url="", publisher="", language="en")
        with listed(entries(count)) as them:
            pages = [part.make() for part in parts(them, site, Theme()) if part.path.endswith("index.html")]
        roots: list[Any] = list(map(html.document_fromstring, pages))
        titles = [title for root in roots for title in root.xpath("//li/h2/a/text()")]
        assert titles == [f"T{n:03}" for n in reversed(range(count))]


def entries(count: int) -> list[Entry]:
    return [
        Entry(
            id=f"a{n:03}", name=f"a{n:03}.html", title=f"T{n:03}", description="", date_text="1 January",
            date=f"2024-01-01T00:{n // 60:02}:{n % 60:02}", moment="2024-01-01", modified="", source="", section="", language="en", authors=(),
            original_url="", original_title="", original_lang="zh-Hans",
        )
        for n in range(count)
    ]  # fmt: skip


class TestFeeds:
    def test_atom(self, example: Desk, tmp_path: Path) -> None:
        build(example, tmp_path)
        feed = xml(tmp_path, "feed.atom")
        ids = feed.xpath("a:entry/a:id/text()", namespaces=NAMES)
        assert ids[0] == f"https://en.beiliao.example/news/{NEWEST}.html"
        assert len(ids) == len(set(ids)) == 4
        assert feed.xpath("string(a:updated)", namespaces=NAMES) == feed.xpath(
            "string(a:entry[1]/a:updated)", namespaces=NAMES
        )
        hub = feed.xpath("a:entry[a:id[contains(., 'northeast-asia-hub')]]", namespaces=NAMES)[0]
        assert hub.xpath("string(a:published)", namespaces=NAMES) == "2024-01-24T08:15:00+08:00"
        assert hub.xpath("a:author/a:name/text()", namespaces=NAMES) == ["Lin Xiaoyu", "Ouyang Shuo"]
        assert hub.xpath("a:link[@rel='via']/@hreflang", namespaces=NAMES) == ["zh-Hans"]

    def test_rss(self, example: Desk, tmp_path: Path) -> None:
        build(example, tmp_path)
        channel = xml(tmp_path, "feed.rss").find("channel")
        assert [channel.findtext(name) for name in ("title", "link", "language")] == [
            "Beiliao News", "https://en.beiliao.example/news/", "en",
        ]  # fmt: skip
        dates = [parsedate_to_datetime(text) for text in channel.xpath("item/pubDate/text()")]
        assert dates == sorted(dates, reverse=True)

    def test_site_maps_name_both_languages(self, example: Desk, tmp_path: Path) -> None:
        build(example, tmp_path)
        urls = xml(tmp_path, "sitemap.xml").xpath("s:url", namespaces=NAMES)
        first = urls[0].xpath("x:link/@hreflang", namespaces=NAMES)
        assert first == ["en", "zh-Hans"]
        assert "https://en.beiliao.example/news/archive.html" in [u.findtext("s:loc", namespaces=NAMES) for u in urls]
        titles = xml(tmp_path, "sitemap-news.xml").xpath("//n:title/text()", namespaces=NAMES)
        assert len(titles) == 4
        assert "Sitemap: https://en.beiliao.example/news/sitemap.xml" in (tmp_path / "robots.txt").read_text()

    def test_without_an_address_there_are_no_feeds_with_false_links(self, example: Desk, tmp_path: Path) -> None:
        (example.root / "workflow.yaml").write_text("version: 1\n", encoding="utf-8")
        build(Desk.open(example.root), tmp_path / "site")
        names = tree(tmp_path / "site")
        assert not {"feed.atom", "feed.rss", "sitemap.xml"} & names.keys()
        assert 'rel="canonical"' not in names["index.html"].decode()


class TestAgain:
    def test_nothing_changed_means_nothing_done_and_the_same_bytes_without_the_manifest(
        self, example: Desk, tmp_path: Path
    ) -> None:
        out, other = tmp_path / "site", tmp_path / "other"
        build(example, out)
        before = tree(out)
        again = build(example, out)
        assert (again.rendered, again.written, again.removed) == (0, 0, 0)
        assert tree(out) == before
        build(Desk.open(example.root), other)
        assert tree(other) == before

    def test_one_change_renders_one_article(self, example: Desk, tmp_path: Path) -> None:
        build(example, tmp_path)
        made = example.reproduction(HUB, "en")
        assert made is not None
        example.save(replace(made, metadata=replace(made.metadata, title=f"{made.metadata.title} Today")))
        again = build(Desk.open(example.root), tmp_path)
        assert again.rendered == 1
        assert "Northeast Asia Today" in (tmp_path / "index.html").read_text(encoding="utf-8")

    def test_a_page_somebody_deleted_comes_back(self, example: Desk, tmp_path: Path) -> None:
        build(example, tmp_path)
        (tmp_path / f"{HUB}.html").unlink()
        (tmp_path / "archive.html").unlink()
        assert build(example, tmp_path).rendered == 1
        assert (tmp_path / "archive.html").is_file()

    def test_an_article_with_errors_is_left_out_and_its_right_old_page_stays(
        self, example: Desk, tmp_path: Path
    ) -> None:
        build(example, tmp_path)
        old = (tmp_path / f"{HUB}.html").read_bytes()
        made = example.reproduction(HUB, "en")
        assert made is not None
        example.save(replace(made, units=(replace(made.units[0], target=Target()), *made.units[1:])))
        again = build(Desk.open(example.root), tmp_path)
        assert list(again.refused) == [HUB]
        assert (tmp_path / f"{HUB}.html").read_bytes() == old
        assert again.articles == 4

    def test_what_is_gone_from_the_desk_is_removed_and_nothing_else(self, example: Desk, tmp_path: Path) -> None:
        out = tmp_path / "site"
        build(example, out)
        (out / "notes.txt").write_text("mine", encoding="utf-8")
        example.path_of(HUB, "en").unlink()
        again = build(Desk.open(example.root), out)
        assert again.removed > 1
        assert not (out / f"{HUB}.html").exists()
        assert not (out / "media" / HUB).exists()
        assert (out / "notes.txt").read_text(encoding="utf-8") == "mine"

    def test_a_page_somebody_edited_is_not_removed(self, example: Desk, tmp_path: Path) -> None:
        out = tmp_path / "site"
        build(example, out)
        (out / f"{HUB}.html").write_text("edited", encoding="utf-8")
        example.path_of(HUB, "en").unlink()
        build(Desk.open(example.root), out)
        assert (out / f"{HUB}.html").read_text(encoding="utf-8") == "edited"

    def test_a_file_of_another_origin_is_never_replaced(self, example: Desk, tmp_path: Path) -> None:
        (tmp_path / "index.html").write_text("mine", encoding="utf-8")
        with pytest.raises(InputError, match=r"index\.html: stands where a page of the site must"):
            build(example, tmp_path)
        assert (tmp_path / "index.html").read_text(encoding="utf-8") == "mine"

    @pytest.mark.parametrize("out", [".", "sources", "translations/en", ".workflow/site", "theme"])
    def test_pages_never_stand_among_the_files_of_the_desk(self, example: Desk, out: str) -> None:
        before = tree(example.root)
        with pytest.raises(InputError, match="folder of the desk's own files"):
            build(example, example.root / out)
        assert tree(example.root) == before

    def test_a_damaged_manifest_is_told_apart_from_a_folder_of_ours(self, example: Desk, tmp_path: Path) -> None:
        out = tmp_path / "site"
        build(example, out)
        (out / NAME).write_text("{", encoding="utf-8")
        with pytest.raises(InputError, match="was not written by"):
            build(example, out)


class TestRedirects:
    def test_an_old_address_leads_to_the_new_one(self, example: Desk, tmp_path: Path) -> None:
        settings = example.root / "workflow.yaml"
        text = settings.read_text(encoding="utf-8").replace(
            "publisher:", f"redirects: {{2024-01-24-old: {HUB}}}, publisher:"
        )
        settings.write_text(text, encoding="utf-8")
        build(Desk.open(example.root), tmp_path / "site")
        old = page(tmp_path / "site", "2024-01-24-old.html")
        assert old.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={HUB}.html"]

    def test_to_an_article_that_is_not_there_is_refused(self, example: Desk, tmp_path: Path) -> None:
        settings = example.root / "workflow.yaml"
        text = settings.read_text(encoding="utf-8").replace(
            "publisher:", "redirects: {2024-01-24-old: 2024-01-24-gone}, publisher:"
        )
        settings.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match=r"workflow\.yaml: redirects 2024-01-24-old to 2024-01-24-gone"):
            build(Desk.open(example.root), tmp_path / "site")


def test_a_theme_that_leads_nowhere_is_found(example: Desk, tmp_path: Path) -> None:
    (example.root / "theme").mkdir()
    (example.root / "theme" / "archive.html").write_text('<a href="lost.html">x</a>', encoding="utf-8")
    with pytest.raises(InputError, match=r"archive\.html links to lost\.html, which is not there"):
        build(example, tmp_path / "site")


class TestNothingIsPublishedHalf:
    def test_a_full_disk_leaves_the_old_site(self, example: Desk, tmp_path: Path) -> None:
        out = tmp_path / "site"
        build(example, out)
        before = tree(out)
        path = example.root / "workflow.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("Beiliao News", "Other News"), encoding="utf-8")
        for size in (500, 11_000, 13_000):  # in an article, in a list, in the record
            with room_for(size), pytest.raises(OutputError, match="File too large"):
                build(Desk.open(example.root), out)
            assert tree(out) == before
        assert build(Desk.open(example.root), out).rendered == 4

    def test_a_template_that_fails_is_one_sentence_and_leaves_the_old_site(self, example: Desk, tmp_path: Path) -> None:
        out = tmp_path / "site"
        build(example, out)
        before = tree(out)
        (example.root / "theme").mkdir()
        (example.root / "theme" / "page.html").write_text("{{ page.titel }}", encoding="utf-8")
        with pytest.raises(OutputError, match=r"theme/page\.html:1: the template fails: .*titel"):
            build(Desk.open(example.root), out)
        assert tree(out) == before

    def test_a_build_that_was_cut_short_while_it_moved_files_is_taken_up(
        self, example: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        out, whole = tmp_path / "site", tmp_path / "whole"
        build(example, whole)
        moved: list[str] = []
        replace_file = os.replace

        def interrupted(file: str | Path, target: str | Path) -> None:
            moved.extend([str(target)] if f"{NAME}.new" not in str(target) else [])
            if len(moved) == 5:
                raise KeyboardInterrupt
            replace_file(file, target)

        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", interrupted)
            with pytest.raises(KeyboardInterrupt):
                build(example, out)
        assert 0 < len(tree(out)) < len(tree(whole))
        build(Desk.open(example.root), out)
        assert tree(out) == tree(whole)

    def test_a_file_where_a_folder_must_be_is_refused_before_anything_is_moved(
        self, example: Desk, tmp_path: Path
    ) -> None:
        (tmp_path / "section").write_text("mine", encoding="utf-8")
        with pytest.raises(InputError, match="section: stands where a page of the site must"):
            build(example, tmp_path)
        assert tree(tmp_path).keys() - {"section"} == {name for name in tree(tmp_path) if name.startswith("desk/")}

    def test_what_an_aborted_build_left_aside_is_cleared(self, example: Desk, tmp_path: Path) -> None:
        out = tmp_path / "site"
        (out / f"{NAME}.new" / "old").mkdir(parents=True)
        build(example, out)
        assert not (out / f"{NAME}.new").exists()


def test_a_link_from_an_article_to_a_page_that_is_not_on_the_site_is_told(example: Desk, tmp_path: Path) -> None:
    (example.root / "theme").mkdir()
    link = '<p><a href="index.html">Home</a> <a href="{{ page.url | replace(page.name, \'lost.html\') }}">x</a></p>'
    base = (ROOT / "workflow/publish/themes/modern/page.html").read_text(encoding="utf-8")
    (example.root / "theme" / "page.html").write_text(base.replace("</article>", f"</article>{link}"), encoding="utf-8")
    for _ in range(2):  # also when nothing changed
        built = build(Desk.open(example.root), tmp_path / "site")
        assert len(built.broken) == 4
        assert f"{HUB}.html links to lost.html, which is not there" in built.broken


def test_without_the_cache_the_same_bytes_are_made(example: Desk, tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(example, out)
    before = tree(out)
    shutil.rmtree(example.root / ".workflow")
    again = build(Desk.open(example.root), out)
    assert (again.rendered, again.removed) == (4, 0)
    assert tree(out) == before


def test_many_articles_are_shared_among_processes_to_the_same_bytes(
    example: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(example, tmp_path / "one")
    monkeypatch.setattr(pages, "_FEW", 1)
    monkeypatch.setattr(pages, "_CHUNK", 2)
    build(example, tmp_path / "several")
    assert (tmp_path / "several" / "index.html").is_file()
    again = build(example, tmp_path / "other")
    assert again.rendered == 4
    assert tree(tmp_path / "several") == tree(tmp_path / "other") == tree(tmp_path / "one")
