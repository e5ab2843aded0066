"""A desk with one article on it."""

from pathlib import Path

import pytest
from jobs.port import ENGLISH, PAGE
from scripted import Scripted

from workflow.jobs.add import AddOptions, add
from workflow.jobs.translate import TranslateOptions, translate
from workflow.store.desk import Desk


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.create(tmp_path / "desk")


@pytest.fixture
def article_id(desk: Desk, page: Path) -> str:
    return add(desk, str(page), AddOptions(id="2024-01-24-port")).id


@pytest.fixture
def drafted(desk: Desk, article_id: str) -> str:
    """The id of an article that was drafted."""
    translate(desk, article_id, Scripted(ENGLISH), TranslateOptions())
    return article_id
