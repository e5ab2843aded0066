"""Files of an export: in their places together or not at all, whatever fails on the way, and never over another's."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jobs.port import ENGLISH
from jobs.test_export import names
from scripted import Scripted
from support import png

from workflow.errors import InputError, OutputError, WorkflowError
from workflow.jobs import export as job
from workflow.jobs import publication
from workflow.jobs.add import AddOptions, add
from workflow.jobs.export import export
from workflow.jobs.placing import NAME, Placing
from workflow.jobs.translate import TranslateOptions, translate
from workflow.publish.context import Format
from workflow.publish.formats import encode
from workflow.store.desk import Desk

OLD = {"page.html": b"old page", "media/a/1.png": b"old picture"}
NEW = {"page.html": b"new page", "media/a/1.png": b"new picture", "media/a/2.png": b"another picture"}


def content(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in names(folder)}


def put(out: Path, files: dict[str, bytes]) -> None:
    with Placing(out) as placing:
        for name, data in files.items():
            placing.aside(name, data)
        placing.place()


@contextmanager
def failing(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, call: int) -> Iterator[list[int]]:
    """The disk is full at the `call`-th use of a function of the system, and no longer afterwards."""
    whole, calls = getattr(owner, name), [0]

    def full(*given: Any, **named: Any) -> Any:
        calls[0] += 1
        if calls[0] == call:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return whole(*given, **named)

    with monkeypatch.context() as patched:
        patched.setattr(owner, name, full)
        yield calls


STEPS = [(Path, "write_bytes", n) for n in (1, 2, 3)] + [(Path, "mkdir", 1)]
STEPS += [(Path, "replace", n) for n in (1, 2, 3)]


@pytest.mark.parametrize("before", [{}, OLD], ids=["nothing", "an older page"])
@pytest.mark.parametrize(("owner", "name", "call"), STEPS)
def test_whatever_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: dict[str, bytes], owner: Any, name: str, call: int
) -> None:
    if before:
        put(tmp_path, before)
        (tmp_path / NAME).unlink()
        (tmp_path / NAME).write_text("\n".join(OLD), encoding="utf-8")
    with failing(monkeypatch, owner, name, call) as calls:
        said = ""
        try:
            put(tmp_path, NEW)
        except OutputError as error:
            said = str(error)
    failed = calls[0] >= call
    assert ("cannot write the page (No space left on device); make room" in said) == failed
    assert content(tmp_path) == (before if failed else NEW)
    assert failed or not before or name == "mkdir"


def test_a_record_that_cannot_be_written_stops_it(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(OutputError, match="Is a directory"):
        put(tmp_path, NEW)
    assert content(tmp_path) == {}


def put_and_fail(out: Path, error: BaseException) -> None:
    with Placing(out) as placing:
        for name, data in NEW.items():
            placing.aside(name, data)
        placing.place()
        assert content(out).items() >= NEW.items()
        raise error


@pytest.mark.parametrize("error", [InputError("it was changed meanwhile"), KeyboardInterrupt()])
@pytest.mark.parametrize("links", ["links", "no links"])
def test_what_follows_the_placing_may_undo_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: str, error: BaseException
) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise OSError(errno.EPERM, "no links here")

    put(tmp_path, OLD)
    if links == "no links":
        monkeypatch.setattr(os, "link", refused)
    with pytest.raises(type(error)):
        put_and_fail(tmp_path, error)
    assert content(tmp_path) == OLD
    put(tmp_path, NEW)
    assert content(tmp_path) == NEW


def test_without_placing_nothing_is_left_but_the_folder(tmp_path: Path) -> None:
    with Placing(tmp_path / "out") as placing:
        placing.trial("page.html", b"looked at")
        placing.aside("media/a/1.png", b"picture")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_page_is_never_seen_without_its_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved: list[str] = []
    whole = Path.replace

    def noted(self: Path, to: Path) -> Path:
        moved.append(to.name)
        return whole(self, to)

    monkeypatch.setattr(Path, "replace", noted)
    put(tmp_path, NEW)
    assert moved[-1] == "page.html"
    assert len(moved) == len(NEW)


class TestFilesOfOthers:
    def test_are_not_replaced(self, tmp_path: Path) -> None:
        (tmp_path / "page.html").write_bytes(b"written by hand")
        with pytest.raises(InputError, match=r"page.html: was not written by `export`; .*--replace$"):
            put(tmp_path, NEW)
        assert content(tmp_path) == {"page.html": b"written by hand"}

    def test_nor_are_pictures_and_then_no_page_comes(self, tmp_path: Path) -> None:
        (tmp_path / "media" / "a").mkdir(parents=True)
        (tmp_path / "media" / "a" / "1.png").write_bytes(b"somebody's picture")
        with pytest.raises(InputError, match=r"1.png: was not written"):
            put(tmp_path, NEW)
        assert content(tmp_path) == {"media/a/1.png": b"somebody's picture"}

    def test_nor_a_link_that_leads_nowhere(self, tmp_path: Path) -> None:
        (tmp_path / "page.html").symlink_to("somewhere")
        with pytest.raises(InputError, match="was not written"):
            put(tmp_path, NEW)
        assert (tmp_path / "page.html").is_symlink()

    def test_but_what_they_hold_already_is_ours(self, tmp_path: Path) -> None:
        (tmp_path / "page.html").write_bytes(NEW["page.html"])
        put(tmp_path, NEW)
        put(tmp_path, {**NEW, "page.html": b"newer"})
        assert content(tmp_path)["page.html"] == b"newer"

    def test_unless_that_is_asked_for(self, tmp_path: Path) -> None:
        (tmp_path / "page.html").write_bytes(b"written by hand")
        with Placing(tmp_path, replace=True) as placing:
            placing.aside("page.html", b"ours")
            placing.place()
        put(tmp_path, {"page.html": b"ours, newer"})
        assert content(tmp_path) == {"page.html": b"ours, newer"}

    def test_a_record_cut_short_costs_one_name(self, tmp_path: Path) -> None:
        put(tmp_path, OLD)
        with (tmp_path / NAME).open("a", encoding="utf-8") as record:
            record.write("\n2024-01-2")
        put(tmp_path, {"other.html": b"1"})
        put(tmp_path, {**OLD, "other.html": b"2"})
        assert content(tmp_path)["other.html"] == b"2"


@pytest.fixture
def illustrated(desk: Desk, page: Path) -> str:
    """An article with a picture."""
    (page.parent / "pic.png").write_bytes(png(40, 30))
    text = page.read_text("utf-8").replace("<p>双方", '<p><img src="pic.png" alt="港口的码头"></p><p>双方')
    page.write_text(text, encoding="utf-8")
    article_id = add(desk, str(page), AddOptions()).id
    translate(desk, article_id, Scripted({**ENGLISH, "港口的码头": "A wharf of the port"}), TranslateOptions())
    return article_id


def test_a_page_that_fails_its_proof_brings_no_pictures(
    desk: Desk, illustrated: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "encode", lambda *given: encode(*given).replace(b"Example Daily", b""))
    assert export(desk, illustrated, tmp_path / "out").findings
    assert list((tmp_path / "out").iterdir()) == []


def test_a_publication_that_cannot_be_recorded_is_none(
    desk: Desk, illustrated: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = export(desk, illustrated, tmp_path / "out", by="Chen Yu")
    assert first.path
    before = content(tmp_path / "out")
    made = desk.reproduction(illustrated, "en")
    assert made
    desk.save(replace(made, metadata=replace(made.metadata, title="Port and University Open a Joint Laboratory")))

    def full(*_: Any) -> None:
        raise InputError("no space left to write it")

    monkeypatch.setattr(publication, "record", full)
    with pytest.raises(WorkflowError, match="no space left"):
        export(desk, illustrated, tmp_path / "out", by="Chen Yu")
    assert content(tmp_path / "out") == before


@pytest.mark.parametrize("form", [form for form in Format if form is not Format.PDF])
def test_no_form_replaces_the_file_of_another(desk: Desk, illustrated: str, tmp_path: Path, form: Format) -> None:
    path = export(desk, illustrated, tmp_path / "out", form=form).path
    assert path
    shutil.rmtree(path.parent)
    path.parent.mkdir()
    path.write_text("written by hand", encoding="utf-8")
    with pytest.raises(InputError, match="was not written by `export`"):
        export(desk, illustrated, tmp_path / "out", form=form)
    assert content(path.parent) == {path.name: b"written by hand"}
    assert export(desk, illustrated, tmp_path / "out", form=form, replace_others=True).path == path
