"""What proves a page outside this program: Debian's Chromium, axe-core, the Nu HTML checker.

``make proof`` installs them; where one is missing the tests are skipped and say which.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
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
Report = list[dict[str, Any]]


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
def axe(browser: Any) -> Callable[[Path | str, int, str], Report]:
    """Violations that axe-core finds on a page at a width and in a colour scheme."""
    _needed(AXE.is_file(), "axe-core")
    script = AXE.read_text(encoding="utf-8")

    page = browser.new_page()

    def run(path: Path | str, width: int, scheme: str) -> Report:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.goto(path.as_uri() if isinstance(path, Path) else path)
        page.add_script_tag(content=script)
        found = page.evaluate("async () => (await axe.run()).violations")
        return [{"rule": item["id"], "nodes": [node["html"] for node in item["nodes"]]} for item in found]

    return run


@pytest.fixture(scope="session")
def nu() -> Callable[[list[Path]], Report]:
    """Errors that the Nu HTML checker finds in pages."""
    _needed(VNU.is_file(), "the Nu HTML checker")
    _needed(shutil.which("java"), "Java")

    def run(paths: list[Path]) -> Report:
        command = [
            "java",
            "-jar",
            str(VNU),
            "--format",
            "json",
            "--errors-only",
            "--exit-zero-always",
            *map(str, paths),
        ]
        done = subprocess.run(command, capture_output=True, check=True, timeout=120)
        messages: Report = json.loads(done.stderr)["messages"]
        return [{"page": Path(item["url"]).name, "message": item["message"]} for item in messages]

    return run
