"""A desk: found, made, filled, read and changed."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from workflow.errors import InputError
from workflow.model import Article, Metadata, Reproduction, Settings, State, Target, Unit
from workflow.store.desk import Desk
from workflow.store.splicing import append, splice

ID = "2024-01-24-hub"
ORIGINAL = "<h1>题</h1>".encode("gb18030")
ARTICLE = Article(
    id=ID,
    language="zh",
    metadata=Metadata(title="题", date="2024-01-24", url="https://a.example.cn/1.html"),
    digest="sha256:" + sha256(ORIGINAL).hexdigest(),
)
REPRODUCTION = Reproduction(
    article=ID,
    language="en",
    metadata=Metadata(title="A title"),
    units=(Unit("u1", "题", target=Target("Title", State.TRANSLATED, "mt:x")), Unit("u2", "段")),
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk.create(tmp_path / "desk")
    desk.add(ARTICLE, ORIGINAL, ".html", '<p data-unit="u1">题</p>', {"图 1.png": b"png"})
    return desk


# --- Finding and making ----------------------------------------------------------------------------------------------


def test_a_new_desk_has_settings_a_glossary_and_folders(tmp_path: Path) -> None:
    desk = Desk.create(tmp_path / "new" / "desk")
    assert sorted(path.name for path in desk.root.iterdir()) == [
        ".gitignore",
        "glossary.yaml",
        "sources",
        "translations",
        "workflow.yaml",
    ]
    assert desk.settings == Settings()
    assert desk.concepts() == ()
    assert desk.ids() == []
    assert ".workflow/" in (desk.root / ".gitignore").read_text()


def test_a_desk_is_not_made_twice_and_brings_its_own_glossary(tmp_path: Path) -> None:
    (tmp_path / "glossary.yaml").write_text("version: 1\nterms:\n- {id: a, zh: {preferred: 走出去}}\n")
    desk = Desk.create(tmp_path)
    assert [concept.id for concept in desk.concepts()] == ["a"]
    with pytest.raises(InputError, match="there is a desk here already"):
        Desk.create(tmp_path)


def test_a_desk_cannot_be_made_where_a_file_stands(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="cannot be written"):
        Desk.create(tmp_path / "file")


def test_the_desk_is_named_or_stands_in_the_environment_or_above(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Desk.create(tmp_path / "other")
    monkeypatch.chdir(desk.folder(ID))
    assert Desk.open().root == desk.root
    monkeypatch.setenv("WORKFLOW_DESK", str(other.root))
    assert Desk.open().root == other.root
    assert Desk.open(desk.root).root == desk.root


def test_no_desk_is_told_with_the_way_to_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=r"no desk here.*workflow init"):
        Desk.open()
    with pytest.raises(InputError, match=r"is not a desk.*workflow init"):
        Desk.open(tmp_path)


def test_places_are_named_from_where_a_person_stands(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk.root / "workflow.yaml").write_text("version: 1\nnam: x\n")
    seen = []
    for folder in (desk.root, desk.root.parent, desk.root / "sources"):
        monkeypatch.chdir(folder)
        with pytest.raises(InputError) as caught:
            _ = Desk.open(desk.root).settings
        seen.append(caught.value.place)
    assert seen == ["workflow.yaml:2:1", "desk/workflow.yaml:2:1", f"{desk.root}/workflow.yaml:2:1"]


# --- Originals -------------------------------------------------------------------------------------------------------


def test_an_article_is_kept_byte_for_byte(desk: Desk) -> None:
    path, data = desk.original(ID)
    assert (path.name, data) == ("original.html", ORIGINAL)
    assert desk.article(ID) == ARTICLE
    assert desk.body(ID) == '<p data-unit="u1">题</p>'
    assert (desk.media(ID) / "图 1.png").read_bytes() == b"png"


def test_an_id_is_taken_once(desk: Desk) -> None:
    with pytest.raises(InputError, match=f"'{ID}' exists already; use --update"):
        desk.add(ARTICLE, b"other", "html", "", {})
    assert desk.original(ID)[1] == ORIGINAL


def test_ids_come_newest_first_and_nothing_else_counts(desk: Desk) -> None:
    for name in ("2024-01-25-a", "2023-12-31-z", "2024-01-24-a"):
        desk.add(replace(ARTICLE, id=name), b"x", "txt", "", {})
    (desk.root / "sources" / "notes").mkdir()
    (desk.root / "sources" / ".scratch-new-1").mkdir()
    assert desk.ids() == ["2024-01-25-a", "2024-01-24-a", ID, "2023-12-31-z"]


BAD_IDS = [
    "..",
    "../x",
    "/etc",
    "2024-01-24-../x",
    "2024-01-24-A",
    "2024-01-24-x\n",
    "2024-01-24-",
    "",
    "２024-01-24-x",
]


@pytest.mark.parametrize("bad", [*BAD_IDS, "2024-01-24-" + "x" * 70])
def test_an_id_never_leaves_its_folder(desk: Desk, bad: str) -> None:
    calls: list[Callable[[], object]] = [
        lambda: desk.article(bad),
        lambda: desk.body(bad),
        lambda: desk.original(bad),
        lambda: desk.media(bad),
        lambda: desk.path_of(bad, "en"),
        lambda: desk.stamp(bad, "en"),
        lambda: desk.reproduction(bad, "en"),
        lambda: desk.save(replace(REPRODUCTION, article=bad)),
        lambda: desk.add(replace(ARTICLE, id=bad), b"", "html", "", {}),
    ]
    for call in calls:
        with pytest.raises(InputError, match="is not an article's id"):
            call()


def test_languages_extensions_and_pictures_never_leave_their_folder(desk: Desk) -> None:
    with pytest.raises(InputError, match="is not a language tag"):
        desk.path_of(ID, "../en")
    new = replace(ARTICLE, id="2024-01-25-x")
    with pytest.raises(InputError, match="is not a file's extension"):
        desk.add(new, b"", "html/../../x", "", {})
    for name in ("../x.png", "a/../../x", "/x", "", "a\\b", "."):
        with pytest.raises(InputError, match="leaves its folder"):
            desk.add(new, b"", "html", "", {name: b""})
    assert desk.ids() == [ID]


def test_an_unknown_article_is_told_with_the_nearest_id(desk: Desk) -> None:
    with pytest.raises(InputError, match=f"no article '2024-01-24-hud'; did you mean '{ID}'"):
        desk.article("2024-01-24-hud")
    with pytest.raises(InputError, match="workflow status"):
        desk.body("1999-12-31-zzzzzzzzz")


def test_an_article_under_another_id_is_refused_at_its_line(desk: Desk) -> None:
    path = desk.folder(ID) / "article.yaml"
    path.write_text(path.read_text().replace(ID, "2024-01-24-other"))
    with pytest.raises(InputError, match=rf"article\.yaml:1:1: the id '2024-01-24-other' is not .*write 'id: {ID}'"):
        desk.article(ID)


def test_a_missing_original_is_told(desk: Desk) -> None:
    desk.original(ID)[0].unlink()
    with pytest.raises(InputError, match="the original is missing"):
        desk.original(ID)


def test_a_newer_version_keeps_the_older_original_and_what_people_put_there(desk: Desk) -> None:
    (desk.folder(ID) / "notes.txt").write_text("by hand")
    newer = replace(ARTICLE, note="second")
    desk.replace(newer, b"second", "htm", "<p>2</p>", {"b.png": b"b"})
    desk.replace(newer, b"third", "html", "<p>3</p>", {})
    desk.replace(newer, b"third", "html", "<p>4</p>", {})
    first, second = (sha256(data).hexdigest()[:12] for data in (ORIGINAL, b"second"))
    files = {str(path.relative_to(desk.folder(ID))) for path in desk.folder(ID).rglob("*") if path.is_file()}
    kept = {f"original.{first}.html", f"original.{second}.htm", "original.html", "notes.txt"}
    assert files == kept | {"article.yaml", "body.html", "media/b.png", "media/图 1.png"}
    assert desk.original(ID)[1] == b"third"
    assert (desk.folder(ID) / f"original.{first}.html").read_bytes() == ORIGINAL
    assert desk.body(ID) == "<p>4</p>"
    assert desk.article(ID).note == "second"
    assert [path.name for path in (desk.root / "sources").iterdir()] == [ID]


def test_only_an_article_that_is_there_is_replaced(desk: Desk) -> None:
    with pytest.raises(InputError, match="there is no article"):
        desk.replace(replace(ARTICLE, id="2024-01-25-x"), b"", "html", "", {})


def test_an_article_is_found_by_its_digest_or_address(desk: Desk) -> None:
    desk.add(
        replace(ARTICLE, id="2024-01-25-x", digest="", metadata=Metadata(url="https://a.example.cn/1")),
        b"",
        "html",
        "",
        {},
    )
    assert desk.find_by(digest=ARTICLE.digest) == ID
    assert desk.find_by(url="https://a.example.cn/1.html") == ID
    assert desk.find_by(url="https://a.example.cn/1") == "2024-01-25-x"  # the other's address begins with it
    assert desk.find_by(url="https://a.example.cn/") == ""
    assert desk.find_by() == ""
    (desk.folder("2024-01-25-x") / "article.yaml").unlink()
    assert desk.find_by(url="https://a.example.cn/1") == ""


# --- Reproductions ---------------------------------------------------------------------------------------------------


def test_a_reproduction_is_saved_and_read(desk: Desk) -> None:
    assert desk.reproduction(ID, "en") is None
    desk.save(REPRODUCTION)
    assert desk.path_of(ID, "en") == desk.root / "translations" / "en" / f"{ID}.yaml"
    assert desk.reproduction(ID, "en") == REPRODUCTION
    assert desk.lines(ID, "en") == {"article": 1, "language": 2, "metadata": 3, "metadata.title": 4, "u1": 6, "u2": 11}
    assert desk.lines(ID, "de") == {}


def test_saving_what_is_there_changes_no_byte_and_no_date(desk: Desk) -> None:
    desk.save(REPRODUCTION)
    path = desk.path_of(ID, "en")
    path.write_text("# by hand\n" + path.read_text().replace("title: A title", "title: 'A title'  # good"))
    before, stamp = path.read_bytes(), path.stat().st_mtime_ns
    found = desk.reproduction(ID, "en")
    assert found == REPRODUCTION
    desk.save(found)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, stamp)


def test_what_someone_else_wrote_in_between_is_not_overwritten(desk: Desk) -> None:
    desk.save(REPRODUCTION)
    mine, theirs = Desk(desk.root), Desk(desk.root)
    read = mine.reproduction(ID, "en")
    assert read is not None
    theirs.save(replace(REPRODUCTION, reviewers=("Someone",)))
    with pytest.raises(
        InputError, match=r"changed by someone else since it was read; nothing was written; run the command"
    ):
        mine.save(replace(read, translators=("Me",)))
    mine.update(ID, "en", lambda now: replace(now or read, translators=("Me",)))
    found = mine.reproduction(ID, "en")
    assert found is not None
    assert (found.translators, found.reviewers) == (("Me",), ("Someone",))


def test_a_file_that_appears_in_between_is_not_overwritten(desk: Desk) -> None:
    assert desk.reproduction(ID, "en") is None
    Desk(desk.root).save(REPRODUCTION)
    with pytest.raises(InputError, match="changed by someone else"):
        desk.save(replace(REPRODUCTION, units=()))


def test_updates_from_many_threads_of_many_desks_all_count(desk: Desk) -> None:
    desk.save(replace(REPRODUCTION, translators=()))

    def named(now: Reproduction | None, name: str) -> Reproduction:
        assert now is not None
        return replace(now, translators=(*now.translators, name))

    def work(name: str) -> None:
        mine = Desk(desk.root)
        for number in range(5):
            mine.update(ID, "en", partial(named, name=f"{name}{number}"))

    threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = desk.reproduction(ID, "en")
    assert found is not None
    assert sorted(found.translators) == sorted(f"{name}{number}" for name in "abc" for number in range(5))


@pytest.mark.parametrize(("key", "place"), [("article", "1:1"), ("language", "2:1")])
def test_a_reproduction_under_another_name_is_refused_at_its_line(desk: Desk, key: str, place: str) -> None:
    other = {"article": "2024-01-24-other", "language": "de"}[key]
    desk.save(REPRODUCTION)
    path = desk.path_of(ID, "en")
    path.write_text(path.read_text().replace(f"{key}: {getattr(REPRODUCTION, key)}", f"{key}: {other}"))
    with pytest.raises(InputError, match=rf"{ID}\.yaml:{place}: '{other}' is not the {key} of this file"):
        desk.reproduction(ID, "en")


# --- Settings and glossary -------------------------------------------------------------------------------------------


def test_edits_of_settings_and_glossary_keep_every_comment(desk: Desk) -> None:
    before = desk.glossary_path.read_text()
    assert desk.concepts() == ()
    desk.edit(desk.glossary_path, lambda text: append(text, ("terms",), {"id": "a", "zh": {"preferred": "走出去"}}))
    assert desk.concepts()[0].terms["zh"].preferred == "走出去"
    after = desk.glossary_path.read_text()
    entry = ("terms:", "- id: a", "  zh: {preferred: 走出去}")
    assert [line for line in before.splitlines() if "terms: []" not in line] == [
        line for line in after.splitlines() if line not in entry
    ]
    assert desk.settings.name == ""
    desk.edit(desk.settings_path, lambda text: splice(text, ("name",), "Ours"))
    assert desk.settings.name == "Ours"


def test_an_edit_that_would_make_the_file_invalid_is_not_written(desk: Desk) -> None:
    before = desk.settings_path.read_bytes()
    with pytest.raises(InputError, match="unknown key 'nam'"):
        desk.edit(desk.settings_path, lambda text: splice(text, ("nam",), "x"))
    assert desk.settings_path.read_bytes() == before


def test_a_shared_glossary_stays_a_link(desk: Desk, tmp_path: Path) -> None:
    shared = tmp_path / "shared.yaml"
    desk.glossary_path.rename(shared)
    desk.glossary_path.symlink_to(shared)
    shared.chmod(0o640)
    desk.edit(desk.glossary_path, lambda text: append(text, ("terms",), {"id": "a", "zh": {"preferred": "x"}}))
    assert desk.glossary_path.is_symlink()
    assert shared.stat().st_mode & 0o777 == 0o640
    assert [concept.id for concept in desk.concepts()] == ["a"]


def test_a_missing_glossary_is_told(desk: Desk) -> None:
    desk.glossary_path.unlink()
    with pytest.raises(InputError, match=r"glossary\.yaml: the glossary is missing; restore it"):
        desk.concepts()


# --- Stamps, lock, start ---------------------------------------------------------------------------------------------


def test_stamps_change_with_each_of_the_files(desk: Desk) -> None:
    seen = {desk.stamp(ID, "en")}
    assert desk.stamps("en") == {ID: desk.stamp(ID, "en")}
    desk.save(REPRODUCTION)
    seen.add(desk.stamp(ID, "en"))
    for name in ("article.yaml", "body.html"):
        with (desk.folder(ID) / name).open("a") as file:
            file.write("\n")
        seen.add(desk.stamp(ID, "en"))
    assert len(seen) == 4
    assert desk.stamps("en") == {ID: desk.stamp(ID, "en")}
    whole = desk.global_stamp()
    desk.edit(desk.settings_path, lambda text: splice(text, ("name",), "x"))
    assert desk.global_stamp() != whole


def test_the_lock_may_be_held_twice_by_its_owner_and_by_nobody_else(desk: Desk) -> None:
    with desk.lock(), desk.lock():
        desk.save(REPRODUCTION)
        with pytest.raises(InputError) as caught, Desk(desk.root).lock(wait=0.05):
            pass
    assert str(caught.value) == (
        f"{desk.root}: another workflow process (process {os.getpid()}) is writing to this desk; "
        "wait until it has ended and run the command again"
    )
    with Desk(desk.root).lock(wait=0.05):
        pass


def test_a_holder_that_is_not_known_is_not_named(desk: Desk) -> None:
    with desk.lock():
        (desk.root / ".workflow" / "lock.holder").write_text("?")
        with pytest.raises(InputError, match="another workflow process is writing"), Desk(desk.root).lock(wait=0.05):
            pass


def test_reading_a_desk_needs_no_heavy_library() -> None:
    heavy = "{'pydantic', 'lxml', 'sqlite3', 'filelock', 'typer'}"
    code = f"import sys, workflow.store.desk; print(sorted({heavy} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"
