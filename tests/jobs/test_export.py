"""Pages: refused while errors stand, read back before they take their place."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from scripted import Scripted

from workflow.errors import InputError
from workflow.jobs import export as job
from workflow.jobs.add import AddOptions, add
from workflow.jobs.export import export
from workflow.jobs.translate import TranslateOptions, translate
from workflow.model import Target
from workflow.publish.context import Format
from workflow.publish.formats import encode
from workflow.store.desk import Desk

ENGLISH = {
    "本市港口与一所大学共建联合实验室，研究智慧港口的管理方法，服务当地的企业和社区。": "The port and a university build a joint laboratory.",
    "双方表示，实验室将在今年年底以前投入运行，并向各国学者开放，欢迎他们前来工作。": "It will open to scholars of all countries this year.",
    "详细的计划可以在专题网页查阅，公众也可以提出意见和建议。": "The plan can be read on the project page by everybody.",
    "专题网页": "the project page",
    "港口与大学共建联合实验室": "Port and University Build a Joint Laboratory",
    "示例日报": "Example Daily",
    "首页": "Home",
    "要闻": "News",
}


@pytest.fixture
def drafted(desk: Desk, article_id: str) -> str:
    translate(desk, article_id, Scripted(ENGLISH), TranslateOptions())
    return article_id


def test_the_page_is_written_and_agrees_with_the_record(desk: Desk, drafted: str, tmp_path: Path) -> None:
    done = export(desk, drafted, tmp_path / "out")
    assert done.findings == ()
    assert done.path == tmp_path / "out" / f"{drafted}.html"
    text = done.path.read_text(encoding="utf-8")
    assert "https://site.example/2024/0124/port.html" in text
    assert "Link to original article" in text
    assert "Example Daily" in text
    assert "Draft" not in text
    assert [path.name for path in (tmp_path / "out").iterdir()] == [done.path.name]


def test_errors_refuse_the_page(desk: Desk, drafted: str, tmp_path: Path) -> None:
    made = desk.reproduction(drafted, "en")
    assert made is not None
    desk.save(replace(made, units=(replace(made.units[0], target=Target()), *made.units[1:])))
    done = export(desk, drafted, tmp_path / "out")
    assert done.path is None
    assert [finding.check for finding in done.findings] == ["text.untranslated"]
    assert not (tmp_path / "out").exists()


def test_a_draft_is_written_although_errors_stand_and_says_so(desk: Desk, drafted: str, tmp_path: Path) -> None:
    made = desk.reproduction(drafted, "en")
    assert made is not None
    desk.save(replace(made, units=(replace(made.units[0], target=Target()), *made.units[1:])))
    done = export(desk, drafted, tmp_path / "out", draft=True)
    assert done.path is not None
    text = done.path.read_text(encoding="utf-8")
    assert "not for publication" in text
    assert "noindex" in text
    assert "本市港口与一所大学" in text


def test_an_original_without_a_link_cannot_be_published(desk: Desk, page: Path, tmp_path: Path) -> None:
    page.write_text(page.read_text(encoding="utf-8").replace("og:url", "og:nothing"), encoding="utf-8")
    article_id = add(desk, str(page), AddOptions()).id
    translate(desk, article_id, Scripted(ENGLISH), TranslateOptions())
    done = export(desk, article_id, tmp_path / "out")
    assert done.path is None
    assert any(finding.check == "metadata.missing" and "--url" in finding.message for finding in done.findings)


def test_a_page_that_lost_something_does_not_replace_the_old_one(
    desk: Desk, drafted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template that drops the source and a link: what happened to the page that started the project."""
    path = export(desk, drafted, tmp_path / "out").path
    assert path is not None
    before = path.read_bytes()

    def careless(*given: Any) -> bytes:
        return encode(*given).replace(b"Example Daily", b"").replace(b"https://site.example/plan.html", b"#")

    monkeypatch.setattr(job, "encode", careless)
    done = export(desk, drafted, tmp_path / "out")
    assert done.path is None
    assert {finding.check for finding in done.findings} >= {"metadata.empty", "page.link"}
    assert path.read_bytes() == before
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_the_original_link_left_out_of_the_page_is_found(
    desk: Desk, drafted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = b"https://site.example/2024/0124/port.html"
    monkeypatch.setattr(job, "encode", lambda *given: encode(*given).replace(address, b""))
    found = {finding.check for finding in export(desk, drafted, tmp_path / "out").findings}
    assert "metadata.empty" in found


def test_pictures_go_with_the_page(desk: Desk, page: Path, tmp_path: Path) -> None:
    from jobs.test_add import PNG

    (page.parent / "pic.png").write_bytes(PNG)
    text = page.read_text(encoding="utf-8").replace("<p>双方", '<p><img src="pic.png" alt="港口的码头"></p><p>双方')
    page.write_text(text, encoding="utf-8")
    article_id = add(desk, str(page), AddOptions()).id
    translate(desk, article_id, Scripted({**ENGLISH, "港口的码头": "A wharf of the port"}), TranslateOptions())
    done = export(desk, article_id, tmp_path / "out")
    assert done.findings == ()
    assert done.path is not None
    assert f'src="media/{article_id}/pic.png"' in done.path.read_text(encoding="utf-8")
    assert (tmp_path / "out" / "media" / article_id / "pic.png").read_bytes() == PNG


def test_nothing_translated_is_one_sentence(desk: Desk, article_id: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="workflow translate"):
        export(desk, article_id, tmp_path / "out")


def test_a_folder_that_cannot_be_written_is_one_sentence(desk: Desk, drafted: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(InputError, match="--out"):
        export(desk, drafted, tmp_path / "file" / "out")


def test_metadata_that_a_person_removed_stops_the_page(desk: Desk, drafted: str, tmp_path: Path) -> None:
    made = desk.reproduction(drafted, "en")
    assert made is not None
    desk.save(replace(made, metadata=replace(made.metadata, source="")))
    done = export(desk, drafted, tmp_path / "out")
    assert done.path is None
    assert any(finding.check.startswith("metadata.") for finding in done.findings)


@pytest.mark.parametrize("form", Format)
def test_every_form_is_written_read_back_and_agrees(desk: Desk, drafted: str, tmp_path: Path, form: Format) -> None:
    done = export(desk, drafted, tmp_path / "out", form=form)
    assert done.findings == ()
    assert done.path is not None
    before = done.path.read_bytes()
    again = export(desk, drafted, tmp_path / "out", form=form).path
    assert again is not None
    assert again.read_bytes() == before
    assert [path.name for path in (tmp_path / "out").iterdir()] == [done.path.name]


@pytest.mark.parametrize("form", [form for form in Format if form is not Format.DOCX])
@pytest.mark.parametrize("lost", ["https://site.example/plan.html", "scholars", "Example Daily", "2024-01-24"])
def test_what_a_form_lost_is_found(
    desk: Desk, drafted: str, tmp_path: Path, form: Format, lost: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "encode", lambda *given: encode(*given).replace(lost.encode(), b"2023-11-11"))
    done = export(desk, drafted, tmp_path / "out", form=form)
    assert done.path is None
    assert done.findings
    assert not list((tmp_path / "out").iterdir())


def test_another_theme_for_once(desk: Desk, drafted: str, tmp_path: Path) -> None:
    path = export(desk, drafted, tmp_path / "out", theme="classic").path
    assert path is not None
    assert "English reproduction of an article" in path.read_text(encoding="utf-8")
    with pytest.raises(InputError, match="no theme “gothic”"):
        export(desk, drafted, tmp_path / "out", theme="gothic")
