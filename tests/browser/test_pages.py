"""The pages of the example desk in a real browser, in every theme: valid, accessible, readable, printable."""

import re
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from publish.published_sample import page as sample
from publish.test_publish_page import HOSTILE

from workflow.jobs.export import export
from workflow.jobs.printing import pdf
from workflow.publish.context import Format
from workflow.publish.formats import encode, file_name
from workflow.publish.theming import THEMES, Theme
from workflow.store.desk import Desk

ROOT = Path(__file__).parents[2]
IDS = sorted(path.name for path in (ROOT / "sources").iterdir())
WIDTHS = (320, 768, 1280)
FRAGMENTS = ("fragment", "inline fragment")


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """The pages of the example desk by theme; ``bilingual`` are those in two languages."""
    folder = tmp_path_factory.mktemp("pages")
    desk_folder = folder / "desk"
    for name in ("sources", "translations"):
        shutil.copytree(ROOT / name, desk_folder / name)
    for name in ("workflow.yaml", "glossary.yaml"):
        shutil.copy(ROOT / name, desk_folder / name)
    desk = Desk.open(desk_folder)
    kinds = {theme: (Format.HTML, theme) for theme in THEMES}
    kinds |= {"bilingual": (Format.BILINGUAL, ""), **dict.fromkeys(FRAGMENTS, (Format.FRAGMENT, ""))}
    made: dict[str, list[Path]] = {}
    for kind, (form, theme) in kinds.items():
        inline = kind == "inline fragment"
        done = [export(desk, article_id, folder / kind, form=form, theme=theme, inline=inline) for article_id in IDS]
        made[kind] = [item.path for item in done if item.path]
        assert len(made[kind]) == len(IDS)
    return made


KINDS = (*THEMES, "bilingual")
Report = list[dict[str, Any]]


@pytest.mark.browser
def test_the_nu_checker_finds_no_error(pages: dict[str, list[Path]], nu: Callable[[list[Path]], Report]) -> None:
    assert nu([path for kind in KINDS for path in pages[kind]]) == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_violation_at_any_width(
    pages: dict[str, list[Path]], axe: Callable[[Path, int, str], Report], kind: str, scheme: str
) -> None:
    found = {
        f"{path.name} at {width}": violations
        for path in pages[kind]
        for width in WIDTHS
        if (violations := axe(path, width, scheme))
    }
    assert found == {}


@pytest.fixture(scope="session", params=[True, False], ids=["scripts", "no scripts"])
def page(browser: Any, request: pytest.FixtureRequest) -> Any:
    """A tab, with and without JavaScript."""
    return browser.new_context(java_script_enabled=request.param).new_page()


@pytest.mark.browser
@pytest.mark.parametrize("kind", KINDS)
def test_everything_is_seen_with_scripts_and_without(pages: dict[str, list[Path]], page: Any, kind: str) -> None:
    for path in pages[kind]:
        page.goto(path.as_uri())
        assert page.locator("h1").is_visible()
        assert page.get_by_text("Link to original article:").is_visible()
        assert page.locator("p.original a").get_attribute("href").startswith("http")


@pytest.fixture(scope="session")
def tab(browser: Any) -> Any:
    return browser.new_page()


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", [*KINDS, "inline fragment"])  # without styles, width is the site's affair
def test_nothing_scrolls_sideways(pages: dict[str, list[Path]], tab: Any, kind: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    for path in pages[kind]:
        tab.goto(path.as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, path.name


@pytest.mark.browser
@pytest.mark.parametrize("kind", [*THEMES, "bilingual"])
def test_on_paper_it_is_black_on_white_and_no_longer_than_its_text(
    pages: dict[str, list[Path]], tab: Any, kind: str
) -> None:
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
        tab.emulate_media(media="screen")


@pytest.mark.browser
@pytest.mark.parametrize("kind", THEMES)
def test_a_pdf_is_on_a4_and_no_sheet_but_the_last_is_half_blank(pages: dict[str, list[Path]], kind: str) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed: make proof")
    for path in pages[kind]:
        media = path.parent / "media" / path.stem
        pictures = {f"media/{path.stem}/{file.name}": file.read_bytes() for file in media.glob("*")}
        sheets = pypdf.PdfReader(BytesIO(pdf(path.read_bytes(), pictures))).pages
        assert {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in sheets} == {(595, 842)}
        assert [path.name for sheet in sheets[:-1] if _lowest(sheet) > 842 / 2] == []


def _lowest(sheet: Any) -> float:
    """How far above the lower edge of a sheet its last line of text stands, in points."""
    heights: list[float] = []

    def note(text: str, outer: list[float], inner: list[float], *_: object) -> None:
        if text.strip():
            heights.append(inner[4] * outer[1] + inner[5] * outer[3] + outer[5])

    sheet.extract_text(visitor_text=note)
    return min(heights)


MARGIN = {"top": "1cm", "bottom": "1cm", "left": "1cm", "right": "1cm"}


@pytest.mark.browser
@pytest.mark.parametrize("kind", FRAGMENTS)
def test_a_fragment_is_valid_and_accessible_where_it_is_pasted(
    pages: dict[str, list[Path]],
    nu: Callable[[list[Path]], Report],
    axe: Callable[[Path, int, str], Report],
    tmp_path: Path,
    kind: str,
) -> None:
    pasted = [tmp_path / path.name for path in pages[kind]]
    for source, path in zip(pages[kind], pasted, strict=True):
        head = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A site</title>'
        head += '<meta name="viewport" content="width=device-width"></head><body><main>'
        path.write_text(head + source.read_text("utf-8") + "</main></body></html>", "utf-8")
    assert nu(pasted) == []
    looks = [(path, width, scheme) for path in pasted for width in WIDTHS for scheme in ("light", "dark")]
    assert {look: violations for look in looks if (violations := axe(*look))} == {}


@pytest.mark.browser
@pytest.mark.parametrize("form", [Format.HTML, Format.FRAGMENT, Format.BILINGUAL])
@pytest.mark.parametrize("theme", THEMES)
def test_hostile_metadata_is_text_in_a_browser(
    tab: Any, nu: Callable[[list[Path]], Report], tmp_path: Path, form: Format, theme: str
) -> None:
    made = []
    for number, text in enumerate((*HOSTILE, "مرحبا بالعالم، نص من اليمين", "W" * 200)):
        names: dict[str, Any] = {"authors": (text,), "position": ("Home", text), "keywords": (text,)}
        composed = sample(metadata={"title": text, "subtitle": text, "source": text, **names}, original={"title": text})
        made.append(tmp_path / f"{number}{file_name('page', form)}")
        made[-1].write_bytes(encode(composed, form, Theme(theme), {}))
        dialogs: list[str] = []
        tab.once("dialog", lambda dialog, seen=dialogs: (seen.append(dialog.message), dialog.dismiss()))
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 900})
            tab.goto(made[-1].as_uri())
            if form is not Format.FRAGMENT:
                assert tab.evaluate("document.documentElement.scrollWidth") <= width, (text, width)
        assert dialogs == []
        assert tab.locator("h1").inner_text().split() == text.split()
        assert tab.locator("script:not([type='application/ld+json'])").count() == 0
        assert tab.locator("[onmouseover]").count() == 0
        assert tab.locator(".original a").get_attribute("href") == composed.original.url
    if form is not Format.FRAGMENT:
        assert nu(made) == []
