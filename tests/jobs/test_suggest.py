"""Entries a glossary lacks, with the renderings of reviewed translations."""

from pathlib import Path

import pytest

from workflow.jobs.suggest import suggest
from workflow.store.desk import Desk

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def bare(tmp_path: Path) -> Desk:
    """The example desk without its glossary."""
    for name in ("workflow.yaml", "sources", "translations"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "glossary.yaml").write_text("version: 1\nterms: []\n", encoding="utf-8")
    return Desk(tmp_path)


def test_terms_of_the_example_are_proposed_with_their_renderings(bare: Desk) -> None:
    found = {one.source: one for one in suggest(bare, bare.ids(), limit=60)}
    assert {"走出去、走进去、走上去", "海外人才驿站", "北辽大学", "国际学生"} <= set(found)
    assert found["海外人才驿站"].kind == "quoted"
    assert found["海外人才驿站"].renderings[0][0] == "overseas talent stations"
    assert found["北辽大学"].renderings[0][0] == "Beiliao University"
    assert found["国际学生"].renderings[0][0] == "international students"
    assert found["国际学生"].count == sum(bare.body(article).count("国际学生") for article in bare.ids())
    assert all(one.source in example.source for one in found.values() for example in one.examples)


def test_what_has_an_entry_of_any_status_is_not_proposed(bare: Desk) -> None:
    terms = (
        "terms:\n- {id: x, status: proposed, zh: {preferred: 海外人才驿站}, en: {preferred: overseas talent station}}\n"
    )
    bare.glossary_path.write_text(f"version: 1\n{terms}", encoding="utf-8")
    assert "海外人才驿站" not in {one.source for one in suggest(bare, bare.ids(), limit=60)}


def test_without_reviewed_english_there_is_no_rendering(desk: Desk, article_id: str) -> None:
    for one in suggest(desk, [article_id]):
        assert one.renderings == ()
