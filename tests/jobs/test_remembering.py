"""Drafting with the memory: what was reviewed comes before the engine, what is like it is offered."""

from pathlib import Path

import pytest
from scripted import Scripted

from workflow.constraints.base import Context
from workflow.engines.base import Engine
from workflow.engines.later import Later
from workflow.errors import EngineError
from workflow.glossary.termbase import Termbase
from workflow.jobs import xliff
from workflow.jobs.add import AddOptions, add
from workflow.jobs.decisions import set_state
from workflow.jobs.edits import set_metadata, set_text
from workflow.jobs.memory import of_file
from workflow.jobs.translate import TranslateOptions, translate, translate_lines
from workflow.model import Concept, Metadata, Reproduction, State, TermSet
from workflow.store.desk import Desk

FIRST = "The port and a university share a laboratory that studies smart ports."
PLAN = 'Details are on the <a href="https://site.example/plan.html">website</a>.'


@pytest.fixture
def again(desk: Desk, article_id: str, page: Path) -> str:
    """The same page under another address, its second paragraph a little different."""
    text = page.read_text(encoding="utf-8").replace("向各国学者开放", "向国内学者开放")
    page.write_text(text.replace("2024-01-24 08:15", "2024-02-01 08:15"), encoding="utf-8")
    options = AddOptions(id="2024-02-01-port", metadata=Metadata(url="https://site.example/2.html"))
    return add(desk, str(page), options).id


def approve(desk: Desk, article_id: str, **texts: str) -> None:
    for unit, text in texts.items():
        set_text(desk, article_id, unit, text, by="Chen Yu")
    set_state(desk, article_id, State.REVIEWED, list(texts), by="Li Wen")


def english(desk: Desk, article_id: str) -> Reproduction:
    found = desk.reproduction(article_id, "en")
    assert found is not None
    return found


def test_what_was_reviewed_comes_before_the_engine_and_says_where_it_is_from(
    desk: Desk, article_id: str, again: str
) -> None:
    approve(desk, article_id, u1=FIRST, u3=PLAN)
    engine = Scripted()
    done = translate(desk, again, engine, TranslateOptions())
    first, second, third = english(desk, again).units
    assert (first.target.text, third.target.text) == (FIRST, PLAN)
    assert (first.target.origin, third.target.origin) == (f"tm:{article_id} u1", f"tm:{article_id} u3")
    assert first.target.state is State.TRANSLATED
    assert second.target.origin == "mt:scripted/1"
    assert (done.drafted, done.remembered) == (3, 2)
    assert not [text for text in engine.asked if "智慧港口" in text or "专题网页" in text]


def test_titles_are_taken_too_once_the_article_is_reviewed(desk: Desk, article_id: str, again: str) -> None:
    approve(desk, article_id, u1=FIRST, u2="They said so.", u3=PLAN)
    set_metadata(desk, article_id, "title", "A joint laboratory", by="Chen Yu")
    translate(desk, again, Scripted(), TranslateOptions())
    found = english(desk, again)
    assert (found.metadata.title, found.origins["title"]) == ("A joint laboratory", f"tm:{article_id} title")


def test_what_nobody_reviewed_is_offered_and_not_taken(desk: Desk, article_id: str, again: str) -> None:
    set_text(desk, article_id, "u1", FIRST, by="Chen Yu")
    done = translate(desk, again, Scripted(), TranslateOptions())
    assert english(desk, again).units[0].target.origin == "mt:scripted/1"
    assert [(one.target, one.score, one.reviewed) for one in done.offered["u1"]] == [(FIRST, 95, False)]
    assert done.remembered == 0


def test_what_fails_what_the_unit_owes_is_offered_and_not_taken(desk: Desk, article_id: str, again: str) -> None:
    approve(desk, article_id, u1=FIRST)
    glossary = "version: 1\nterms:\n- {id: port, zh: {preferred: 智慧港口}, en: {preferred: intelligent harbour}}\n"
    (desk.root / "glossary.yaml").write_text(glossary, encoding="utf-8")
    done = translate(desk, again, Scripted(), TranslateOptions())
    (offered,) = done.offered["u1"]
    assert [one.owed for one in offered.unmet] == ["intelligent harbour"]
    assert done.remembered == 0


def test_a_like_text_is_offered_above_the_bar_that_the_desk_sets(desk: Desk, article_id: str, again: str) -> None:
    approve(desk, article_id, u2="Both sides said so.")
    assert "u2" in translate(desk, again, Scripted(), TranslateOptions(force=True)).offered
    settings = (desk.root / "workflow.yaml").read_text(encoding="utf-8")
    (desk.root / "workflow.yaml").write_text(settings + "\nmemory: {bar: 0.99}\n", encoding="utf-8")
    desk = Desk.open(desk.root)
    assert "u2" not in translate(desk, again, Scripted(), TranslateOptions(force=True)).offered


def test_a_draft_from_the_memory_is_outdated_like_any_other(
    desk: Desk, article_id: str, again: str, page: Path
) -> None:
    approve(desk, article_id, u1=FIRST)
    translate(desk, again, Scripted(), TranslateOptions())
    page.write_text(page.read_text(encoding="utf-8").replace("研究智慧港口", "讨论智慧港口"), encoding="utf-8")
    add(desk, str(page), AddOptions(id=again, metadata=Metadata(url="https://site.example/2.html"), update=True))
    done = translate(desk, again, Scripted(), TranslateOptions(stale=True))
    assert done.outdated == {"original": 1}


def no_engine() -> Engine:
    raise EngineError("no engine is ready")


def test_no_engine_is_loaded_where_the_memory_answers_everything(desk: Desk, article_id: str, page: Path) -> None:
    translate(desk, article_id, Scripted(), TranslateOptions())
    approve(desk, article_id, u1=FIRST, u2="The laboratory is open to scholars from all countries.", u3=PLAN)
    page.write_text(page.read_text(encoding="utf-8").replace("2024-01-24 08:15", "2024-02-01 08:15"), encoding="utf-8")
    other = add(
        desk, str(page), AddOptions(id="2024-02-01-port", metadata=Metadata(url="https://site.example/2.html"))
    ).id
    set_metadata(desk, other, "position", "Home; News", by="Chen Yu")
    set_metadata(desk, other, "title", "A joint laboratory", by="Chen Yu")
    set_metadata(desk, other, "source", "Example Daily", by="Chen Yu")
    done = translate(desk, other, Later(no_engine), TranslateOptions())
    assert (done.engine, done.drafted, done.remembered) == ("", 3, 3)
    nothing = translate(desk, other, Later(no_engine), TranslateOptions())
    assert (nothing.drafted, nothing.kept) == (0, 3)


def test_what_an_engine_is_missing_for_is_said_when_it_is_needed(desk: Desk, article_id: str) -> None:
    with pytest.raises(EngineError, match="no engine is ready"):
        translate(desk, article_id, Later(no_engine), TranslateOptions())


def test_an_engine_is_loaded_once_and_closed_if_it_was(desk: Desk, article_id: str) -> None:
    loaded: list[Scripted] = []

    def load() -> Engine:
        loaded.append(Scripted())
        return loaded[-1]

    engine = Later(load)
    engine.close()
    assert not loaded
    translate(desk, article_id, engine, TranslateOptions())
    assert len(loaded) == 1
    assert engine.signature == loaded[0].signature


def test_lines_are_taken_from_a_file_that_is_named(tmp_path: Path) -> None:
    path = tmp_path / "known.tsv"
    path.write_text("港口开放。\tThe port is open.\n", encoding="utf-8")
    engine = Scripted()
    with of_file(path) as memory:
        done = list(translate_lines(["港口开放。", "", "学校开学。"], engine, Context(), memory=memory))
    assert [one.text for one in done][:2] == ["The port is open.", ""]
    assert [one.origin for one in done] == [f"tm:{path} line 1", "", ""]
    assert engine.asked == ["学校开学。"]


def test_a_line_whose_translation_lacks_a_term_is_left_to_the_engine(tmp_path: Path) -> None:
    path = tmp_path / "known.tsv"
    path.write_text("港口开放。\tThe harbour is open.\n", encoding="utf-8")
    terms = Termbase([Concept(id="port", terms={"zh": TermSet("港口"), "en": TermSet("port")})])
    engine = Scripted({"港口开放。": "The port is open."})
    with of_file(path) as memory:
        (done,) = translate_lines(["港口开放。"], engine, Context(termbase=terms), memory=memory)
    assert done.text == "The port is open."


def test_what_the_memory_has_goes_into_xliff_with_the_units_that_are_open(
    desk: Desk, article_id: str, again: str
) -> None:
    approve(desk, article_id, u2="Both sides said so.")
    first, second = list(xliff.export(desk, [article_id, again]))
    assert "Both sides said so." in second.read_text(encoding="utf-8")
    assert "<mtc:match " in second.read_text(encoding="utf-8")
    assert "<mtc:match " not in first.read_text(encoding="utf-8")
