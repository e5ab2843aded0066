"""The pages of the example desk in a real browser, in every theme: valid, accessible, readable, printable."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from browser.conftest import WIDTHS
from browser.site_desk import ROOT, example
from publish.published_sample import page as sample
from publish.test_publish_page import HOSTILE

from workflow.jobs.export import export
from workflow.jobs.printing import pdf
from workflow.publish.context import Format
from workflow.publish.formats import encode, file_name
from workflow.publish.theming import THEMES, Theme

IDS = sorted(path.name for path in (ROOT / "sources").iterdir())
FRAGMENTS = ("fragment", "inline fragment")
KINDS = (*THEMES, "bilingual", *FRAGMENTS)
WHOLE = (*THEMES, "bilingual")
Pages = dict[str, list[Path]]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The pages of the example desk by theme; ``bilingual`` are those in two languages, fragments stand in a page."""
    folder = tmp_path_factory.mktemp("pages")
    desk = example(folder / "desk")
    kinds = {theme: (Format.HTML, theme) for theme in THEMES}
    kinds |= {"bilingual": (Format.BILINGUAL, ""), **dict.fromkeys(FRAGMENTS, (Format.FRAGMENT, ""))}
    made: Pages = {}
    for kind, (form, theme) in kinds.items():
        inline = kind == "inline fragment"
        done = [export(desk, article_id, folder / kind, form=form, theme=theme, inline=inline) for article_id in IDS]
        made[kind] = [item.path for item in done if item.path]
        assert len(made[kind]) == len(IDS)
    for path in (path for kind in FRAGMENTS for path in made[kind]):
        head = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A site</title>'
        head += '<meta name="viewport" content="width=device-width"></head><body><main>'
        path.write_text(head + path.read_text("utf-8") + "</main></body></html>", "utf-8")
    return made


def test_the_nu_checker_finds_no_error(pages: Pages, nu: Callable[[Iterable[Path]], list[str]]) -> None:
    assert nu(path for kind in KINDS for path in pages[kind]) == []


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways_at_any_width_in_light_and_dark(
    pages: Pages, tab: Any, faults: Callable[..., dict[str, list[str]]], kind: str
) -> None:
    for path in pages[kind]:
        tab.goto(path.as_uri())
        # Of a fragment without styles, width is the site's affair.
        assert faults(tab, sideways=kind != "fragment") == {}, path.name


def test_a_fault_of_one_width_or_one_scheme_is_seen_there_alone(
    tab: Any, faults: Callable[..., dict[str, list[str]]], tmp_path: Path
) -> None:
    page = tmp_path / "planted.html"
    page.write_text(
        """<!DOCTYPE html><html lang="en"><head><title>Planted</title><meta name="viewport" content="width=device-width">
        <style>b { color: #000 } p { width: 300px; overflow-wrap: anywhere }
        @media (prefers-color-scheme: dark) { :root { background: #000; color: #fff } b { color: #111 } }
        @media (min-width: 700px) and (max-width: 900px) { p { width: 1000px } }</style></head>
        <body><main><h1>Planted</h1><p>Seen by <b>day</b></p></main></body></html>""",
        encoding="utf-8",
    )
    tab.goto(page.as_uri())
    found = faults(tab)
    assert set(found) == {"320 dark", "768 light", "768 dark", "1280 dark"}
    assert found["320 dark"] == ["color-contrast: <b>day</b>"]
    assert [one.partition(":")[0] for one in found["768 light"]] == ["scrolls sideways"]


@pytest.fixture(scope="session", params=[True, False], ids=["scripts", "no scripts"])
def page(browser: Any, request: pytest.FixtureRequest) -> Any:
    """A tab, with and without JavaScript."""
    return browser.new_context(java_script_enabled=request.param).new_page()


@pytest.mark.parametrize("kind", WHOLE)
def test_everything_is_seen_with_scripts_and_without(pages: Pages, page: Any, kind: str) -> None:
    for path in pages[kind]:
        page.goto(path.as_uri())
        assert page.locator("h1").is_visible()
        assert page.get_by_text("Link to original article:").is_visible()
        assert page.locator("p.original a").get_attribute("href").startswith("http")


@pytest.mark.parametrize("kind", WHOLE)
def test_on_paper_it_is_black_on_white_and_no_longer_than_its_text(pages: Pages, tab: Any, kind: str) -> None:
    tab.set_viewport_size({"width": 718, "height": 1000})  # the printed width of A4 at its usual margins
    for path in pages[kind]:
        tab.goto(path.as_uri())
        tab.emulate_media(media="print", color_scheme="dark")
        looks = "() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
        assert tab.evaluate(looks) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
        assert tab.locator("h1").is_visible()
        assert not tab.locator(".skip").is_visible()
        height = tab.evaluate("document.documentElement.scrollHeight") / 1047
        (count,) = re.findall(rb"/Type /Pages\s.*?/Count (\d+)", tab.pdf(format="A4", margin=MARGIN), re.DOTALL)
        # A heading or a picture that would be cut moves to the next page: at most half a page stays blank.
        assert height <= int(count) <= height + 1.5, path.name


@pytest.mark.parametrize("kind", THEMES)
def test_printed_on_a4_no_sheet_but_the_last_is_half_blank(pages: Pages, tab: Any, kind: str) -> None:
    for path in pages[kind]:
        sheets = _sheets(_printed_as_pdf(tab, path))
        assert _sizes(sheets) == A4
        assert [path.name for sheet in sheets[:-1] if _lowest(sheet) > 842 / 2] == []


@pytest.mark.parametrize("kind", THEMES)
def test_the_pdf_of_an_export_has_the_same_sheets(pages: Pages, tab: Any, kind: str) -> None:
    path = max(pages[kind], key=lambda page: page.stat().st_size)
    media = path.parent / "media" / path.stem
    pictures = {f"media/{path.stem}/{file.name}": file.read_bytes() for file in media.glob("*")}
    exported, printed = _sheets(pdf(path.read_bytes(), pictures)), _sheets(_printed_as_pdf(tab, path))
    assert _sizes(exported) == A4
    assert [sheet.extract_text() for sheet in exported] == [sheet.extract_text() for sheet in printed]


def _printed_as_pdf(tab: Any, path: Path) -> bytes:
    """A page as an export prints it, without a start of the browser for each."""
    tab.goto(path.as_uri())
    tab.evaluate("paper => document.head.insertAdjacentHTML('afterbegin', `<style>${paper}</style>`)", PAPER)
    printed: bytes = tab.pdf(prefer_css_page_size=True, print_background=True)
    return printed


def _sheets(data: bytes) -> list[Any]:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed: make proof")
    return list(pypdf.PdfReader(BytesIO(data)).pages)


def _sizes(sheets: list[Any]) -> set[tuple[int, int]]:
    return {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in sheets}


def _lowest(sheet: Any) -> float:
    """How far above the lower edge of a sheet its last line of text stands, in points."""
    heights: list[float] = []

    def note(text: str, outer: list[float], inner: list[float], *_: object) -> None:
        if text.strip():
            heights.append(inner[4] * outer[1] + inner[5] * outer[3] + outer[5])

    sheet.extract_text(visitor_text=note)
    return min(heights)


A4 = {(595, 842)}  # in points
PAPER = "@page { size: A4; margin: 2cm; }"  # of an export
MARGIN = {"top": "1cm", "bottom": "1cm", "left": "1cm", "right": "1cm"}


FORMS = (Format.HTML, Format.FRAGMENT, Format.BILINGUAL)


@dataclass(frozen=True)
class Hostile:
    """A page whose metadata are a text that wants to be more than text."""

    text: str
    original: str
    path: Path


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, Format], list[Hostile]]:
    folder = tmp_path_factory.mktemp("hostile")
    made: dict[tuple[str, Format], list[Hostile]] = {(theme, form): [] for theme in THEMES for form in FORMS}
    for number, text in enumerate((*HOSTILE, "مرحبا بالعالم، نص من اليمين", "W" * 200)):
        names: dict[str, Any] = {"authors": (text,), "position": ("Home", text), "keywords": (text,)}
        composed = sample(metadata={"title": text, "subtitle": text, "source": text, **names}, original={"title": text})
        for (theme, form), group in made.items():
            path = folder / theme / f"{number}{file_name('page', form)}"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(encode(composed, form, Theme(theme), {}))
            group.append(Hostile(text, composed.original.url, path))
    return made


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("theme", THEMES)
def test_hostile_metadata_is_text_in_a_browser(
    hostile: dict[tuple[str, Format], list[Hostile]], tab: Any, form: Format, theme: str
) -> None:
    dialogs: list[str] = []

    def note(dialog: Any) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    tab.on("dialog", note)
    for page in hostile[theme, form]:
        tab.goto(page.path.as_uri())
        for width in WIDTHS if form is not Format.FRAGMENT else ():
            tab.set_viewport_size({"width": width, "height": 900})
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, (page.text, width)
        assert tab.locator("h1").inner_text().split() == page.text.split()
        assert tab.locator("script:not([type='application/ld+json'])").count() == 0
        assert tab.locator("[onmouseover]").count() == 0
        assert tab.locator(".original a").get_attribute("href") == page.original
    tab.remove_listener("dialog", note)
    assert dialogs == []


def test_hostile_metadata_is_valid(
    hostile: dict[tuple[str, Format], list[Hostile]], nu: Callable[[Iterable[Path]], list[str]]
) -> None:
    made = [page.path for (_, form), group in hostile.items() if form is not Format.FRAGMENT for page in group]
    assert len(made) == len(THEMES) * 2 * (len(HOSTILE) + 2)
    assert nu(made) == []
