"""The desk's own pages: every article with where it stands, its findings, its terms."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from workflow.errors import InputError
from workflow.jobs.site.status import build_internal
from workflow.store.desk import Desk

ROOT = Path(__file__).parents[2]
HUB = "2024-01-24-northeast-asia-hub"
TODAY = "2025-11-25"


@pytest.fixture
def example(tmp_path: Path) -> Desk:
    folder = tmp_path / "desk"
    for name in ("sources", "translations"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("glossary.yaml", "workflow.yaml"):
        shutil.copy(ROOT / name, folder / name)
    return Desk.open(folder)


def row(out: Path, article_id: str) -> list[str]:
    root: Any = html.document_fromstring((out / "index.html").read_text(encoding="utf-8"))
    (found,) = root.xpath(f"//tr[@id='{article_id}']")
    return [" ".join(cell.text_content().split()) for cell in found.iter("td")]


def test_every_article_stands_in_the_table(example: Desk, tmp_path: Path) -> None:
    out = tmp_path / "internal"
    assert build_internal(example, out, today=TODAY) == (4, 3)
    for article_id in example.ids():
        cells = row(out, article_id)
        assert cells[0] == article_id[:10]
        assert example.article(article_id).metadata.title in cells[1]
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert build_internal(Desk.open(example.root), out, today=TODAY) == (4, 0)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_what_is_wrong_is_counted_and_leads_to_its_findings(example: Desk, tmp_path: Path) -> None:
    made = example.reproduction(HUB, "en")
    assert made is not None
    first = made.units[0]
    stale = replace(first, source=f"{first.source}了", target=replace(first.target, text="Nothing of the kind."))
    example.save(replace(made, units=(stale, *made.units[1:])))
    out = tmp_path / "internal"
    build_internal(Desk.open(example.root), out, today=TODAY)
    cells = row(out, HUB)
    assert (cells[4], int(cells[5]) > 0) == ("1", True)
    root: Any = html.document_fromstring((out / "index.html").read_text(encoding="utf-8"))
    (link,) = root.xpath(f"//tr[@id='{HUB}']//a[@class='bad'][starts-with(@href, 'findings')]/@href")
    findings: Any = html.document_fromstring((out / "findings.html").read_text(encoding="utf-8"))
    assert findings.get_element_by_id(link.partition("#")[2]).text == HUB
    assert any(item.text_content().startswith("error state.stale") for item in findings.xpath("//article/p[1]"))


def test_a_folder_of_others_is_left_alone(example: Desk, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=r"index\.html: stands where a page of the site must"):
        build_internal(example, tmp_path, today=TODAY)
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == "mine"
