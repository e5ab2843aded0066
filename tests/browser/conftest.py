"""What proves a page outside this program: Debian's Chromium, axe-core, the Nu HTML checker.

``make proof`` installs them; where one is missing the tests are skipped and say which.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = Path(os.environ.get("WORKFLOW_PROOF", ROOT / "build" / "proof"))
AXE = TOOLS / "node_modules" / "axe-core" / "axe.min.js"
VNU = TOOLS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")
# Every rule is run on every element; only what fails is described.
_LOOK = """async options => {
    const found = await axe.run(document, {resultTypes: ['violations'], ...options})
    return [found.violations, document.documentElement.scrollWidth]
}"""


def _needed(found: object, what: str) -> None:
    if not found:
        pytest.skip(f"{what} is not installed: make proof")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium, driven by Playwright."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make proof")
    chromium = shutil.which("chromium")
    _needed(chromium, "Chromium")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def _shared_tab(browser: Any) -> Any:
    page = browser.new_page()
    page.set_default_timeout(10_000)
    return page


@pytest.fixture
def tab(_shared_tab: Any) -> Any:
    """A tab of a usual size on a screen, whatever the test before made of it."""
    _shared_tab.emulate_media(media="null", color_scheme="null")
    _shared_tab.set_viewport_size({"width": 1280, "height": 900})
    return _shared_tab


@pytest.fixture(scope="session")
def faults() -> Callable[..., dict[str, list[str]]]:
    """What is wrong with the page in a tab, by width and colour scheme: what axe-core finds, and scrolling sideways."""
    _needed(AXE.is_file(), "axe-core")
    script = AXE.read_text(encoding="utf-8")

    def look(
        page: Any, widths: Iterable[int] = WIDTHS, *, sideways: bool = True, **options: Any
    ) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        page.evaluate(script)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in SCHEMES:
                page.emulate_media(media="screen", color_scheme=scheme)
                violations, reach = page.evaluate(_LOOK, options)
                wrong = [f"{one['id']}: {node['html'][:200]}" for one in violations for node in one["nodes"][:3]]
                wrong += [f"scrolls sideways: {reach} pixels"] if sideways and reach > width else []
                if wrong:
                    found[f"{width} {scheme}"] = wrong
        return found

    return look


@pytest.fixture(scope="session")
def nu() -> Callable[[Iterable[Path]], list[str]]:
    """Errors that the Nu HTML checker finds in pages: ask about many at once, its start takes most of the time."""
    _needed(VNU.is_file(), "the Nu HTML checker")
    _needed(shutil.which("java"), "Java")

    def run(paths: Iterable[Path]) -> list[str]:
        # The virtual machine ends before its optimizing compiler pays; the manual of the checker asks for the stack.
        command = ["java", "-XX:TieredStopAtLevel=1", "-Xss8m", "-jar", str(VNU)]
        command += ["--format", "json", "--errors-only", "--exit-zero-always", *map(str, paths)]
        done = subprocess.run(command, capture_output=True, check=True, timeout=120)
        messages = json.loads(done.stderr)["messages"]
        return [f"{item['url']}: {item['message']}" for item in messages]

    return run
