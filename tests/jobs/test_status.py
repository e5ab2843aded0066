"""Where articles stand, with the desk's cache and without it."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from scripted import Scripted

from workflow.jobs import status as job
from workflow.jobs.rows import Status
from workflow.jobs.translate import TranslateOptions, translate
from workflow.model import State
from workflow.store.desk import Desk


def row(desk: Desk, article_id: str) -> Status:
    (found,) = job.status(Desk.open(desk.root), [article_id])
    return found


def test_an_article_nobody_translated(desk: Desk, article_id: str) -> None:
    found = row(desk, article_id)
    assert (found.state, found.done, found.units, found.stale) == ("initial", 0, 3, 0)
    assert found.errors > 0


def test_the_state_is_that_of_the_least_advanced_unit(desk: Desk, article_id: str) -> None:
    translate(desk, article_id, Scripted(), TranslateOptions())
    made = desk.reproduction(article_id, "en")
    assert made is not None
    states = (State.FINAL, State.REVIEWED, State.FINAL)
    units = tuple(
        replace(unit, target=replace(unit.target, state=state)) for unit, state in zip(made.units, states, strict=True)
    )
    desk.save(replace(made, units=units))
    found = row(desk, article_id)
    assert (found.state, found.done) == ("reviewed", 3)


def test_a_row_is_worked_out_once(desk: Desk, article_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = row(desk, article_id)
    monkeypatch.setattr(job, "read", lambda *_: pytest.fail("worked out again"))
    assert row(desk, article_id) == first


GLOSSARY = "version: 1\nterms:\n- {id: port, zh: {preferred: 港口}, en: {preferred: harbour}}\n"


def rewrite(path: Path, change: Callable[[str], str]) -> None:
    text = path.read_text(encoding="utf-8")
    assert change(text) != text
    path.write_text(change(text), encoding="utf-8")
    os.utime(path, ns=(1, 1))


def test_a_row_is_worked_out_again_when_a_file_changed(desk: Desk, article_id: str) -> None:
    seen = [row(desk, article_id)]
    translate(desk, article_id, Scripted(), TranslateOptions())
    seen.append(row(desk, article_id))
    rewrite(desk.path_of(article_id, "en"), lambda text: text.replace("state: translated", "state: reviewed"))
    seen.append(row(desk, article_id))
    rewrite(
        desk.root / "sources" / article_id / "article.yaml", lambda text: text.replace("title: 港口", "title: 新港口")
    )
    seen.append(row(desk, article_id))
    rewrite(desk.glossary_path, lambda _: GLOSSARY)
    seen.append(row(desk, article_id))
    rewrite(desk.root / "workflow.yaml", lambda _: "version: 1\nchecks: {term: off}\n")
    seen.append(row(desk, article_id))
    assert all(before != after for before, after in pairwise(seen))


def test_a_broken_cache_is_made_anew(desk: Desk, article_id: str) -> None:
    first = row(desk, article_id)
    for path in (desk.root / ".workflow").iterdir():
        if path.is_file():
            path.write_bytes(b"this is no database")
    assert row(desk, article_id) == first
    shutil.rmtree(desk.root / ".workflow")
    assert row(desk, article_id) == first


def test_a_row_at_hand_is_read_and_checked_or_says_that_it_is_not(desk: Desk, article_id: str) -> None:
    (unknown,) = job.at_hand(desk, [article_id])
    assert (unknown.row.id, unknown.row.date, unknown.is_read) == (article_id, article_id[:10], False)
    first = row(desk, article_id)
    assert job.at_hand(desk, [article_id]) == [job.Known(row=first, is_read=True, is_checked=True)]
    rewrite(desk.glossary_path, lambda _: GLOSSARY)
    assert job.at_hand(desk, [article_id]) == [job.Known(row=first, is_read=True)]
    rewrite(
        desk.root / "sources" / article_id / "article.yaml", lambda text: text.replace("title: 港口", "title: 新港")
    )
    assert job.at_hand(desk, [article_id]) == [job.Known(row=first)]


def test_a_broken_article_keeps_no_other_from_being_kept(
    desk: Desk, article_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.path_of(article_id, "en").parent.mkdir(parents=True, exist_ok=True)
    desk.path_of(article_id, "en").write_text("units: [", encoding="utf-8")
    other = "2024-01-25-other"
    shutil.copytree(desk.root / "sources" / article_id, desk.root / "sources" / other)
    rewrite(
        desk.root / "sources" / other / "article.yaml", lambda text: text.replace(f"id: {article_id}", f"id: {other}")
    )
    rows = {row.id: row for row in job.status(Desk.open(desk.root), desk.ids())}
    assert f"{article_id}.yaml:2:1: is not YAML" in rows[article_id].fault
    assert (rows[other].fault, rows[other].state) == ("", "initial")
    assert {known.row.id: known.is_checked for known in job.at_hand(desk, desk.ids())} == {
        article_id: False,
        other: True,
    }
