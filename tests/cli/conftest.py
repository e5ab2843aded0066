"""A desk with an article on it, and an engine that can be made to fail."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback import serving
from port_article import ID, page
from slow_chat import SlowChat
from support import Program


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither a proxy nor a server nor a model of the person who runs the tests."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "WORKFLOW_OPENAI_URL", "WORKFLOW_OPENAI_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WORKFLOW_DATA", str(tmp_path / "data"))
    # A cut-off file of the interpreter would outlive the test that limits the size of files.
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")


@pytest.fixture
def desk(alone: None, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk with one article, which is the current folder."""
    program("init", tmp_path / "desk")
    monkeypatch.chdir(tmp_path / "desk")
    (tmp_path / "page.html").write_text(page(), encoding="utf-8")
    url = "https://site.example/port.html"
    assert program("add", tmp_path / "page.html", "--id", ID, "--url", url, "--source-en", "Example Daily").status == 0
    return tmp_path / "desk"


@pytest.fixture
def chat() -> "Iterator[SlowChat]":
    """A slow engine behind an address."""
    server = SlowChat()
    with serving(server) as site:
        server.site = site
        yield server
        server.go_on.set()
