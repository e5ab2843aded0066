"""The repository is a desk: its worked example must hold every promise of the program."""

from pathlib import Path

import pytest

from workflow.checks import CHECKS
from workflow.jobs.check import check
from workflow.jobs.export import export
from workflow.jobs.status import status
from workflow.model import Severity
from workflow.store.desk import Desk
from workflow.text.chars import has_han

ROOT = Path(__file__).resolve().parent.parent
IDS = [
    "2024-01-24-northeast-asia-hub",
    "2025-03-06-international-cooperation-report",
    "2025-04-02-forum-notice",
    "2025-09-10-vocational-education-abroad",
]


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.open(ROOT)


def test_the_example_articles_are_the_ones_on_the_desk(desk: Desk) -> None:
    assert sorted(desk.ids()) == IDS


@pytest.mark.parametrize("article_id", IDS)
def test_every_check_is_green(desk: Desk, article_id: str) -> None:
    findings = [f for f in check(desk, article_id).findings if f.severity is not Severity.INFO]
    assert findings == []
    assert len(CHECKS) >= 10


@pytest.mark.parametrize("article_id", IDS)
def test_everything_is_reviewed_and_says_where_it_comes_from(desk: Desk, article_id: str) -> None:
    (row,) = status(desk, [article_id])
    assert (row.state, row.done, row.stale) == ("reviewed", row.units, 0)
    assert "Written for this project" in desk.article(article_id).note
    found = desk.reproduction(article_id, "en")
    assert found is not None
    drafted = [u for u in found.units if u.target.origin.startswith("mt:") or u.target.history]
    assert drafted, "the example was drafted by the tool, then corrected"


@pytest.mark.parametrize("article_id", IDS)
def test_the_page_is_written_read_back_and_agrees(desk: Desk, article_id: str, tmp_path: Path) -> None:
    done = export(desk, article_id, tmp_path)
    assert done.findings == ()
    assert done.path is not None
    assert desk.article(article_id).metadata.url in done.path.read_text(encoding="utf-8")


def test_the_triad_is_rendered_as_agreed(desk: Desk) -> None:
    found = desk.reproduction(IDS[0], "en")
    assert found is not None
    (unit,) = (u for u in found.units if "走出去、走进去、走上去" in u.source)
    assert "go out, enter, and go up" in unit.target.text


@pytest.mark.parametrize("article_id", IDS)
def test_the_bytes_are_those_that_were_hashed(desk: Desk, article_id: str) -> None:
    from hashlib import sha256

    _, data = desk.original(article_id)
    assert desk.article(article_id).digest == f"sha256:{sha256(data).hexdigest()}"
    assert has_han(desk.body(article_id))
