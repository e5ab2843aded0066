"""Every kind of page of a site in a real browser, in every theme, opened as files: nothing is served, nothing fetched."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browser.site_desk import HARD, MOVED, TITLE, add_hard, add_others, example
from support import listed

from workflow.jobs.site.build import build
from workflow.jobs.site.status import build_internal
from workflow.publish.listing import Entry, Site, parts
from workflow.publish.theming import THEMES, Theme
from workflow.store.desk import Desk

pytestmark = pytest.mark.browser
INTERNAL = "internal"
PAGES = {
    "front page": "index.html",
    "page of the list": "page/1/index.html",
    "section": "section/news/index.html",
    "source": "source/liaohai-daily/index.html",
    "archive": "archive.html",
    "search": "search.html",
    "missing": "404.html",
    "moved": f"still-{MOVED}.html",
    "article": f"{HARD}.html",
}
INTERNAL_PAGES = {"desk": "index.html", "findings": "findings.html", "terms": "terms.html"}


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the site of each theme, and the desk's own pages."""
    folder = tmp_path_factory.mktemp("sites")
    desk = example(folder / "desk")
    add_hard(desk, folder)
    add_others(desk, 45)
    settings = desk.root / "workflow.yaml"
    moved = f"site:\n  redirects: {{{MOVED}: {HARD}}}\n"
    settings.write_text(settings.read_text("utf-8").replace("site:\n", moved), encoding="utf-8")
    desk = Desk.open(desk.root)
    for theme in THEMES:
        built = build(desk, folder / theme, theme=theme)
        assert (built.articles, built.refused, built.failed, built.broken) == (50, {}, {}, ())
        leads_away = (folder / theme / f"{MOVED}.html").read_text("utf-8")
        still = re.sub(r'<meta http-equiv="refresh"[^>]*>', "", leads_away)  # so that it can be looked at
        (folder / theme / f"still-{MOVED}.html").write_text(still, encoding="utf-8")
    build_internal(desk, folder / INTERNAL, today="2025-11-03")
    return folder


def kinds(sites: Path, theme: str) -> dict[str, Path]:
    pages = INTERNAL_PAGES if theme == INTERNAL else PAGES
    return {kind: sites / theme / path for kind, path in pages.items()}


def test_the_nu_checker_finds_no_error_on_any_page(sites: Path, nu: Callable[[Iterable[Path]], list[str]]) -> None:
    pages = [path for theme in (*THEMES, INTERNAL) for path in (sites / theme).rglob("*.html")]
    assert {path for theme in (*THEMES, INTERNAL) for path in kinds(sites, theme).values()} < set(pages)
    assert nu(pages) == []


@pytest.mark.parametrize("theme", [*THEMES, INTERNAL])
def test_axe_finds_nothing_and_nothing_scrolls_sideways_at_any_width_in_light_and_dark(
    sites: Path, tab: Any, faults: Callable[..., dict[str, list[str]]], theme: str
) -> None:
    addresses = {kind: path.as_uri() for kind, path in kinds(sites, theme).items()}
    if theme != INTERNAL:
        addresses["search with results"] = f"{addresses['search']}?q=education"
    for kind, address in addresses.items():
        tab.goto(address)
        assert faults(tab) == {}, kind


@pytest.mark.parametrize("theme", [*THEMES, INTERNAL])
def test_everything_is_there_without_scripts(sites: Path, browser: Any, theme: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    for kind, path in kinds(sites, theme).items():
        page.goto(path.as_uri())
        assert page.locator("h1").is_visible(), kind
        if kind in ("front page", "page of the list", "section", "source", "archive"):
            assert page.locator(".entries h2 a").count() >= 1
    if theme != INTERNAL:
        page.goto(kinds(sites, theme)["search"].as_uri())
        assert page.get_by_text("Searching needs JavaScript").is_visible()
        assert not page.locator("#query").is_visible()
        page.get_by_role("link", name="archive", exact=True).click()
        assert page.locator("h1").inner_text() == "Archive"
    page.context.close()


@pytest.mark.parametrize("theme", [*THEMES, INTERNAL])
def test_on_paper_it_is_black_on_white(sites: Path, tab: Any, theme: str) -> None:
    tab.emulate_media(media="print", color_scheme="dark")
    pages = {kind: path for kind, path in kinds(sites, theme).items() if kind not in ("moved", "findings", "terms")}
    for kind, path in pages.items():
        tab.goto(path.as_uri())
        looks = "() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
        assert tab.evaluate(looks) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"], kind
        assert not tab.locator(".skip").is_visible()


@pytest.mark.parametrize("theme", THEMES)
def test_one_finds_the_way_through_the_site(sites: Path, tab: Any, theme: str) -> None:
    tab.goto(kinds(sites, theme)["front page"].as_uri())
    tab.get_by_role("link", name=TITLE).click()
    assert tab.locator("h1").inner_text() == TITLE
    tab.get_by_role("link", name="Home").click()
    tab.get_by_role("link", name="Older").click()
    assert tab.url.endswith("/page/1/index.html")
    tab.get_by_role("link", name="Newer").click()
    tab.get_by_role("link", name="Liaohai Daily").click()
    assert tab.locator("h1").inner_text() == "Liaohai Daily"
    tab.get_by_role("link", name="Building the University").click()
    tab.get_by_role("link", name="News", exact=True).click()
    assert tab.locator("h1").inner_text() == "News"
    tab.goto((sites / theme / f"{MOVED}.html").as_uri())
    tab.wait_for_url(f"**/{HARD}.html")


class TestSearch:
    @pytest.fixture
    def search(self, sites: Path, tab: Any) -> Any:
        tab.goto(kinds(sites, "modern")["search"].as_uri())
        return tab

    def titles(self, page: Any) -> list[str]:
        found: list[str] = page.locator("#found h2 a").all_inner_texts()
        return found

    @pytest.mark.parametrize(
        "typed", ["hub", "HUB  northeast", "building the UNIVERSITY", "枢纽", "东北亚 枢纽", "枢纽 hub"]
    )
    def test_words_of_either_title_in_any_order_and_case(self, search: Any, typed: str) -> None:
        search.locator("#query").press_sequentially(typed)
        assert self.titles(search) == [
            "Building the University into a Hub of Opening-up and Cooperation in Northeast Asia"
        ]
        assert search.get_by_role("status").inner_text() == "1 article"

    def test_no_match_is_said_and_an_empty_box_shows_nothing(self, search: Any) -> None:
        search.locator("#query").press_sequentially("hub zeppelin")
        assert self.titles(search) == []
        assert search.get_by_role("status").inner_text() == "No article has all these words"
        search.locator("#query").fill("")
        assert search.get_by_role("status").inner_text() == ""

    def test_the_keyboard_is_enough(self, search: Any) -> None:
        for _ in range(12):
            search.keyboard.press("Tab")
            if search.evaluate("document.activeElement.id") == "query":
                break
        search.keyboard.type("lighthouse harbour")
        assert self.titles(search) == []
        search.keyboard.press("Control+a")
        search.keyboard.type("harbour of knowledge")
        search.keyboard.press("Enter")
        assert search.url.endswith("/search.html")
        search.keyboard.press("Tab")
        search.keyboard.press("Enter")
        search.wait_for_url(f"**/{HARD}.html")
        assert search.locator("h1").inner_text() == TITLE

    def test_an_address_may_hold_what_is_searched(self, search: Any) -> None:
        search.goto(f"{search.url}?q=%E6%9E%A2%E7%BA%BD")
        assert search.locator("#query").input_value() == "枢纽"
        assert len(self.titles(search)) == 1

    def test_more_than_a_page_holds_is_said(self, browser: Any, tmp_path: Path) -> None:
        page = self.searching(browser, tmp_path, [f"Port {number}" for number in range(70)])
        page.locator("#query").press_sequentially("port")
        assert len(self.titles(page)) == 50
        assert page.get_by_role("status").inner_text() == "70 articles, the newest 50 shown"

    @pytest.mark.parametrize(
        "title",
        [
            "</script><script>alert(1)</script>",
            '"]];alert(1)//',
            "<img src=x onerror=alert(1)>",
            "line\u2028end\u2029s \\",
            "مرحبا & <b>Café</b> 🚢",
        ],
    )
    def test_titles_are_text_whatever_they_hold(self, browser: Any, tmp_path: Path, title: str) -> None:
        page = self.searching(browser, tmp_path, [title, "another"])
        word = "café" if "Caf" in title else title.split(maxsplit=1)[0]
        page.locator("#query").fill(word)
        assert self.titles(page) == [title]
        assert page.locator("#found img, #found script, #found b").count() == 0

    def searching(self, browser: Any, folder: Path, titles: list[str]) -> Any:
        """A search page over articles of these titles, in a tab that takes no dialog."""
        site = Site(name="News", url="", publisher="", language="en")
        blank: dict[str, Any] = dict.fromkeys(Entry.__dataclass_fields__, "") | {"authors": ()}
        entries = [
            replace(Entry(**blank), id=f"a{n}", name=f"a{n}.html", title=title) for n, title in enumerate(titles)
        ]
        with listed(entries) as articles:
            for part in parts(articles, site, Theme()):
                if "/" not in part.path:
                    (folder / part.path).write_text(part.make(), encoding="utf-8")
        page = browser.new_page()
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        page.goto((folder / "search.html").as_uri())
        return page
