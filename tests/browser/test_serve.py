"""The site as its editor sees it while working on it: served by a real process, open in a real browser."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser.site_desk import ROOT, example

from workflow.store.desk import Desk

pytestmark = pytest.mark.browser
ID = "2025-09-10-vocational-education-abroad"
TITLE = "Helping Vocational Education to “Go Out” More Steadily"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return example(tmp_path / "desk")


@pytest.fixture
def serving(desk: Desk, tmp_path: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """The running program, and the address that it printed."""
    command = [sys.executable, "-m", "workflow", "-C", str(desk.root), "site", "serve", "--port", "0"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with (tmp_path / "told").open("w", encoding="utf-8") as told:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=told, text=True, env=environment)
    assert process.stdout
    yield process, process.stdout.readline().strip()
    process.kill()
    process.communicate()


def test_the_page_follows_what_is_edited_and_says_when_a_theme_is_broken(
    desk: Desk, serving: tuple["subprocess.Popen[str]", str], browser: Any, tmp_path: Path
) -> None:
    process, address = serving
    assert address.startswith("http://127.0.0.1:")
    page = browser.new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{address}{ID}.html")
    assert page.locator("h1").inner_text() == TITLE
    page.evaluate("window.untouched = true")

    translation = desk.root / "translations" / "en" / f"{ID}.yaml"
    text = translation.read_text("utf-8")
    translation.write_text(text.replace("More Steadily", "with Steadier Steps"), encoding="utf-8")
    page.locator("h1", has_text="with Steadier Steps").wait_for()
    assert page.evaluate("window.untouched === undefined")  # it was loaded anew, by itself

    translation.write_text(text.replace(TITLE, "No Term of It"), encoding="utf-8")
    bar = page.get_by_role("alert")
    bar.get_by_text("走出去").wait_for()
    assert "with Steadier Steps" in page.locator("h1").inner_text()  # what was right is still there
    translation.write_text(text, encoding="utf-8")
    bar.wait_for(state="detached")

    theme = desk.root / "theme"
    theme.mkdir()
    (theme / "page.html").write_text("{% if %}", encoding="utf-8")
    bar.get_by_text("page.html").wait_for()
    assert page.locator("h1").inner_text() == TITLE
    assert "page.html" in (tmp_path / "told").read_text("utf-8")
    assert 'role="alert"' not in (desk.root / desk.settings.site_out / f"{ID}.html").read_text("utf-8")

    (theme / "page.html").unlink()
    bar.wait_for(state="detached")
    page.close()
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 130
