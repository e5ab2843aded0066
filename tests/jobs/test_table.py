"""Review tables of an article: out to people, and back onto the desk."""

import io
import zipfile
from pathlib import Path

import pytest

from workflow.exchange.formats import TableFormat
from workflow.jobs import table
from workflow.jobs.decisions import set_state
from workflow.jobs.edits import add_comment, set_metadata, set_text
from workflow.jobs.judging import Outcome
from workflow.jobs.returning import Errand
from workflow.model import State
from workflow.store.desk import Desk

LINKED = 'Details are on <a href="https://site.example/plan.html">the <strong>page</strong></a>.'
ERRAND = Errand(by="Li Na")


@pytest.fixture
def translated(desk: Desk, article_id: str) -> str:
    for unit, english in (("u1", "The port set up a laboratory."), ("u3", LINKED)):
        set_text(desk, article_id, unit, english, by="Chen Yu")
    add_comment(desk, article_id, "u1", "Which port?", by="Chen Yu")
    set_metadata(desk, article_id, "title", "Port & university", by="Chen Yu")
    return article_id


def exported(desk: Desk, article_id: str, form: TableFormat) -> Path:
    (path,) = table.export(desk, [article_id], form=form)
    return path


def edited(path: Path, form: TableFormat, *changes: tuple[str, str]) -> Path:
    """The file with its text changed, as a person would in Word or in a spreadsheet."""
    if form is TableFormat.CSV:
        path.write_bytes(_replaced(path.read_bytes(), changes))
        return path
    written = io.BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(written, "w") as after:
        for entry in before.infolist():
            content = before.read(entry)
            after.writestr(entry, _replaced(content, changes) if entry.filename == "word/document.xml" else content)
    path.write_bytes(written.getvalue())
    return path


def _replaced(data: bytes, changes: tuple[tuple[str, str], ...]) -> bytes:
    for old, new in changes:
        assert old.encode() in data
        data = data.replace(old.encode(), new.encode())
    return data


@pytest.mark.parametrize("form", TableFormat)
def test_nothing_is_written_when_nothing_changed(desk: Desk, translated: str, form: TableFormat) -> None:
    before = desk.path_of(translated, "en").read_bytes()
    (taken,) = table.import_(desk, str(exported(desk, translated, form)), ERRAND)
    assert {change.outcome for change in taken.changes} == {Outcome.SAME}
    assert desk.path_of(translated, "en").read_bytes() == before


@pytest.mark.parametrize("form", TableFormat)
def test_edits_come_back(desk: Desk, translated: str, form: TableFormat) -> None:
    path = edited(exported(desk, translated, form), form, ("The port set", "A port set"), ("Details are", "More is"))
    (taken,) = table.import_(desk, str(path), ERRAND)
    assert not taken.open
    found = desk.reproduction(translated, "en")
    assert found is not None
    units = {unit.id: unit for unit in found.units}
    assert units["u1"].target.text == "A port set up a laboratory."
    assert units["u1"].target.origin == f"import:{form}"
    assert units["u3"].target.text == LINKED.replace("Details are", "More is")
    assert [comment.text for comment in units["u1"].comments] == ["Which port?"]


@pytest.mark.parametrize("form", TableFormat)
def test_conflicts_are_those_of_every_import(desk: Desk, translated: str, form: TableFormat) -> None:
    path = edited(exported(desk, translated, form), form, ("The port set", "A port set"))
    set_text(desk, translated, "u1", "Ours.", by="Chen Yu")
    (taken,) = table.import_(desk, str(path), ERRAND)
    (conflict,) = [change for change in taken.changes if change.outcome is not Outcome.SAME]
    assert (conflict.back.id, conflict.outcome) == ("u1", Outcome.CONFLICT)


def test_a_link_lost_in_word_is_told(desk: Desk, translated: str) -> None:
    form = TableFormat.DOCX
    changes = ("<w:hyperlink", "<w:smartTag"), ("</w:hyperlink", "</w:smartTag")
    (taken,) = table.import_(desk, str(edited(exported(desk, translated, form), form, *changes)), ERRAND)
    told = {change.back.id: change.says for change in taken.changes if change.outcome is Outcome.REFUSED}
    assert told == {"u3": ("its Chinese was altered in the other program",)}


def test_a_state_written_in_word_approves(desk: Desk, translated: str) -> None:
    set_state(desk, translated, State.INITIAL, ["u3"], by="Chen Yu")
    path = edited(exported(desk, translated, TableFormat.CSV), TableFormat.CSV, ('"translated",""', '"reviewed",""'))
    table_changes = [change for taken in table.import_(desk, str(path), ERRAND) for change in taken.changes]
    assert {change.back.id for change in table_changes if change.outcome is Outcome.TAKEN} == {"u1"}
    found = desk.reproduction(translated, "en")
    assert found is not None
    assert [unit.target.state for unit in found.units] == [State.REVIEWED, State.INITIAL, State.INITIAL]
