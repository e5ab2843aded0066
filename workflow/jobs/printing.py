"""Printing a page as PDF by a browser that is on the machine: the same page, by its own print style sheet."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from workflow.errors import EngineError

_BROWSERS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
_SECONDS = 90
# The same page makes the same file, whenever it is printed: the clock is left out, in its own length.
_CLOCK = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}")
_ALWAYS = b"20000101000000"
# What Chinese offices print on; a browser would take the paper of its own country. A theme's own @page comes later
# and wins.
_PAPER = b"<head>\n<style>@page { size: A4; margin: 2cm; }</style>"


def browser() -> str:
    """Return the browser that prints: ``WORKFLOW_BROWSER``, else Chromium, Chrome or Edge; '' when there is none."""
    named = os.environ.get("WORKFLOW_BROWSER", "")
    return next((found for name in ((named,) if named else _BROWSERS) if (found := shutil.which(name))), "")


def pdf(page: bytes, pictures: Mapping[str, bytes]) -> bytes:
    """Return a page (HTML) as PDF, on A4 unless its theme says otherwise.

    The browser gets a folder of its own and no network: what the page shows comes from `pictures`, by their addresses
    relative to it.

    Raises:
        EngineError: there is no browser, or it does not print.
    """
    program = browser()
    if not program:
        mend = "install Chromium or Chrome, or name one in WORKFLOW_BROWSER"
        raise EngineError("no browser was found to print with", place="--format pdf", mend=mend)
    with tempfile.TemporaryDirectory(prefix="workflow-print-") as folder:
        root = Path(folder)
        for address, data in {"page.html": page.replace(b"<head>", _PAPER, 1), **pictures}.items():
            path = root / unquote(address)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        _print(program, root)
        printed = root / "page.pdf"
        data = printed.read_bytes() if printed.is_file() else b""
    if not data.startswith(b"%PDF-"):
        raise EngineError("the browser printed nothing", place=program, mend="try another one: WORKFLOW_BROWSER")
    return _CLOCK.sub(lambda found: b"/%s (D:%s" % (found[1], _ALWAYS), data)


def _print(program: str, root: Path) -> None:
    command = [
        program,
        "--headless",
        "--disable-gpu",
        "--no-first-run",
        "--disable-extensions",
        "--disable-background-networking",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--no-pdf-header-footer",
        f"--user-data-dir={root / 'profile'}",
        f"--print-to-pdf={root / 'page.pdf'}",
        (root / "page.html").as_uri(),
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # Chromium's sandbox refuses the superuser
        command.insert(1, "--no-sandbox")
    try:
        subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        reason = f"{_SECONDS} seconds passed" if isinstance(error, subprocess.TimeoutExpired) else str(error)
        raise EngineError(
            f"the browser did not print ({reason})", place=program, mend="try another one: WORKFLOW_BROWSER"
        ) from error
