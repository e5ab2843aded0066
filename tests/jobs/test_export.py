"""Pages: refused while errors stand, read back before they take their place."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from full_disk import room_for
from jobs.port import ENGLISH
from loopback import Call, Reply, serving
from lxml import html
from scripted import Scripted
from support import png

from workflow import skeleton
from workflow.errors import EngineError, InputError, OutputError
from workflow.jobs import export as job
from workflow.jobs.add import AddOptions, add
from workflow.jobs.check import check
from workflow.jobs.edits import blank
from workflow.jobs.export import export
from workflow.jobs.media import fetch_missing, unkept
from workflow.jobs.placing import NAME
from workflow.jobs.printing import browser
from workflow.jobs.translate import TranslateOptions, translate
from workflow.model import Metadata, State, Target
from workflow.publish.context import Format
from workflow.publish.formats import encode
from workflow.publish.markdown import document
from workflow.store.desk import Desk


def names(folder: Path) -> list[str]:
    """The files of a folder, but the record of those that are ours."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.name != NAME)


def test_the_page_is_written_and_agrees_with_the_record(desk: Desk, drafted: str, tmp_path: Path) -> None:
    done = export(desk, drafted, tmp_path / "out")
    assert done.findings == ()
    assert done.path == tmp_path / "out" / f"{drafted}.html"
    text = done.path.read_text(encoding="utf-8")
    assert "https://site.example/2024/0124/port.html" in text
    assert "Link to original article" in text
    assert "Example Daily" in text
    assert "Draft" not in text
    assert names(tmp_path / "out") == [done.path.name]


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
    assert names(path.parent) == [path.name]


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


def test_a_picture_that_is_not_kept_is_described_in_a_word_file(desk: Desk, page: Path, tmp_path: Path) -> None:
    picture = "<p><img src='https://img.example/port.webp' alt='港口'></p><p class='caption'>港口一角</p><p>双方"
    page.write_text(page.read_text("utf-8").replace("<p>双方", picture), "utf-8")
    article_id = add(desk, str(page), AddOptions()).id
    translate(
        desk,
        article_id,
        Scripted({**ENGLISH, "港口": "The port", "港口一角": "A corner of the port"}),
        TranslateOptions(),
    )
    done = export(desk, article_id, tmp_path / "out", form=Format.DOCX)
    assert done.findings == ()
    assert done.path is not None


def test_nothing_translated_is_one_sentence(desk: Desk, article_id: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="workflow translate"):
        export(desk, article_id, tmp_path / "out")


def test_a_folder_that_cannot_be_written_is_one_sentence(desk: Desk, drafted: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputError, match="--out"):
        export(desk, drafted, tmp_path / "file" / "out")
    with pytest.raises(OutputError, match="--out"):
        export(desk, drafted, tmp_path / "file")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "in the way"


def test_a_full_disk_leaves_the_old_page(desk: Desk, drafted: str, tmp_path: Path) -> None:
    path = export(desk, drafted, tmp_path / "out").path
    assert path is not None
    before = path.read_bytes()
    with room_for(500), pytest.raises(OutputError, match="File too large"):
        export(desk, drafted, tmp_path / "out")
    assert path.read_bytes() == before
    assert names(path.parent) == [path.name]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", " JAVA\tscript:alert(1)"])
def test_a_link_that_runs_something_never_reaches_a_page(
    desk: Desk, drafted: str, tmp_path: Path, address: str
) -> None:
    made = desk.reproduction(drafted, "en")
    assert made is not None
    text = f'The port and <a href="{address}">a university</a> build a laboratory.'
    desk.save(replace(made, units=(replace(made.units[0], target=Target(text)), *made.units[1:])))
    refused = export(desk, drafted, tmp_path / "out")
    assert (refused.path, {item.check for item in refused.findings}) == (None, {"structure.tags"})
    marked = export(desk, drafted, tmp_path / "out", draft=True).path
    assert marked is not None
    links = [str(element.get("href")) for element in html.fromstring(marked.read_bytes()).iter("a")]
    assert links
    assert not [link for link in links if "script:" in link.lower() or link.startswith("data:")]


@pytest.mark.parametrize("form", [form for form in Format if form is not Format.PDF])
def test_a_marked_draft_comes_in_every_form(desk: Desk, drafted: str, tmp_path: Path, form: Format) -> None:
    done = export(desk, drafted, tmp_path / "out", form=form, draft=True)
    assert done.findings == ()
    assert done.path is not None


@pytest.mark.parametrize("article", ["../../etc", "/etc/passwd", "..", "a/../b", "a\\b", ""])
def test_an_id_that_is_a_path_is_one_sentence_and_writes_nothing(desk: Desk, tmp_path: Path, article: str) -> None:
    with pytest.raises(InputError, match=r"^[^\n]+$"):
        export(desk, article, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_title_that_is_a_path_names_no_file(desk: Desk, drafted: str, tmp_path: Path) -> None:
    made = desk.reproduction(drafted, "en")
    assert made is not None
    desk.save(replace(made, metadata=replace(made.metadata, title="../../outside/Port")))
    done = export(desk, drafted, tmp_path / "out", draft=True)
    assert done.path == tmp_path / "out" / f"{drafted}.html"
    assert not (tmp_path.parent / "outside").exists()


def test_metadata_that_a_person_removed_stops_the_page(desk: Desk, drafted: str, tmp_path: Path) -> None:
    made = desk.reproduction(drafted, "en")
    assert made is not None
    desk.save(replace(made, metadata=replace(made.metadata, source="")))
    done = export(desk, drafted, tmp_path / "out")
    assert done.path is None
    assert any(finding.check.startswith("metadata.") for finding in done.findings)


NO_BROWSER = pytest.mark.skipif(not browser(), reason="no Chromium, Chrome or Edge to print with")
FORMS = [pytest.param(form, marks=NO_BROWSER) if form is Format.PDF else form for form in Format]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_written_read_back_and_agrees(desk: Desk, drafted: str, tmp_path: Path, form: Format) -> None:
    done = export(desk, drafted, tmp_path / "out", form=form)
    assert done.findings == ()
    assert done.path is not None
    before = done.path.read_bytes()
    again = export(desk, drafted, tmp_path / "out", form=form).path
    assert again is not None
    assert again.read_bytes() == before
    assert names(tmp_path / "out") == [done.path.name]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_states_keywords_however_long_and_tables_without_a_head(
    desk: Desk, page: Path, tmp_path: Path, form: Format
) -> None:
    table = "<table><tr><td>2023</td><td>12</td></tr><tr><td>2024</td><td>15</td></tr></table><p>双方"
    page.write_text(page.read_text("utf-8").replace("<p>双方", table), "utf-8")
    article_id = add(desk, str(page), AddOptions()).id
    translate(desk, article_id, Scripted(ENGLISH), TranslateOptions())
    made = desk.reproduction(article_id, "en")
    assert made is not None
    keywords = ("port", "higher education", *(f"a long keyword, number {number}" for number in range(12)))
    desk.save(replace(made, metadata=replace(made.metadata, keywords=keywords)))
    done = export(desk, article_id, tmp_path / "out", form=form)
    assert done.findings == ()
    assert done.path is not None


@pytest.mark.parametrize("form", [form for form in Format if form not in (Format.DOCX, Format.PDF)])
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


@NO_BROWSER
def test_a_pdf_is_printed_of_a_page_that_agrees_and_leads_to_the_original(
    desk: Desk, drafted: str, tmp_path: Path
) -> None:
    path = export(desk, drafted, tmp_path / "out", form=Format.PDF).path
    assert path is not None
    assert b"/URI (https://site.example/2024/0124/port.html)" in path.read_bytes()


def test_what_a_page_lost_is_not_printed(
    desk: Desk, drafted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "encode", lambda *given: encode(*given).replace(b"Example Daily", b""))
    monkeypatch.setattr(job, "pdf", lambda *_: pytest.fail("it was printed"))
    assert export(desk, drafted, tmp_path / "out", form=Format.PDF).findings


def test_without_a_browser_a_pdf_is_one_sentence(
    desk: Desk, drafted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKFLOW_BROWSER", "no-such-browser")
    with pytest.raises(EngineError, match="no browser was found to print with; install Chromium") as caught:
        export(desk, drafted, tmp_path / "out", form=Format.PDF)
    assert caught.value.exit_status == 3
    assert list((tmp_path / "out").iterdir()) == []


def test_a_fragment_carries_its_styles_when_asked(desk: Desk, drafted: str, tmp_path: Path) -> None:
    plain = export(desk, drafted, tmp_path / "out", form=Format.FRAGMENT).path
    assert plain is not None
    assert "style=" not in plain.read_text("utf-8")
    done = export(desk, drafted, tmp_path / "out", form=Format.FRAGMENT, inline=True)
    assert done.findings == ()
    assert 'style="' in plain.read_text("utf-8")


def test_pelican_gets_one_line_a_value(desk: Desk, drafted: str, tmp_path: Path) -> None:
    path = export(desk, drafted, tmp_path / "out", form=Format.PELICAN).path
    assert path is not None
    head, _, body = path.read_text("utf-8").partition("\n\n")
    assert head.splitlines()[0] == "Title: Port and University Build a Joint Laboratory"
    assert "Slug: 2024-01-24-port" in head.splitlines()
    assert "Original_url: https://site.example/2024/0124/port.html" in head.splitlines()
    assert body.startswith("The port and a university")


@pytest.mark.skipif(not shutil.which("hugo"), reason="Hugo is not installed")
def test_hugo_takes_the_articles_day_for_that_of_the_page(desk: Desk, drafted: str, tmp_path: Path) -> None:
    page = export(desk, drafted, tmp_path / "out").page
    assert page is not None
    page = replace(page, moment="2024-01-24T08:15+08:00", modified="2025-02-03T04:05:06Z")
    files = {"content/a.md": document(page), "layouts/_default/single.html": '{{ .Date.Format "2006-01-02" }}'}
    for name, text in {"config.toml": 'baseURL = "https://a.example/"', **files}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    subprocess.run(["hugo", "--quiet"], cwd=tmp_path, check=True)
    assert (tmp_path / "public/a/index.html").read_text(encoding="utf-8") == "2024-01-24"


LISTS = ["ul", "ol", "ol", "ul", "ol", "ul", "ul"]


def _taken(desk: Desk, folder: Path, body: str) -> str:
    """An article of this body, whose English is its Chinese in another script."""
    path = folder / "taken.html"
    path.write_text(f'<html><head><title>t</title></head><body><div class="t">{body}</div></body></html>', "utf-8")
    stated = Metadata(title="清单", date="2025-11-03", source="海岛晚报", url="https://island.example/lists.html")
    name = add(desk, str(path), AddOptions(id="2025-11-03-taken", metadata=stated, body_selector=".t")).article.id
    made = blank(desk, name)
    units = tuple(
        replace(unit, target=Target(f"Text {number}", state=State.REVIEWED, origin="human"))
        for number, unit in enumerate(skeleton.units(desk.body(name)))
    )
    desk.save(replace(made, metadata=replace(made.metadata, title="Lists", source="Island Evening Post"), units=units))
    return name


@pytest.mark.parametrize("form", [form for form in Format if form is not Format.PDF])
@pytest.mark.parametrize(
    "body",
    [
        "<p>清单。</p>" + "".join(f"<{one}><li>层" for one in LISTS) + "".join(f"</li></{one}>" for one in LISTS[::-1]),
        "<p>一张图。</p><p><img src='small.png' alt='小图'></p><p>完了。</p>",
    ],
    ids=["lists seven deep", "a picture of one pixel"],
)
def test_deep_lists_and_tiny_pictures_come_in_every_form(desk: Desk, tmp_path: Path, body: str, form: Format) -> None:
    (tmp_path / "small.png").write_bytes(png(1, 1, 0))
    done = export(desk, _taken(desk, tmp_path, body), tmp_path / "out", form=form)
    assert done.findings == ()
    assert done.path is not None


class TestAbridged:
    @pytest.fixture
    def abridged(self, desk: Desk, drafted: str) -> str:
        made = desk.reproduction(drafted, "en")
        assert made is not None
        first, second, third = made.units
        desk.save(replace(made, abridged=True, units=(first, replace(second, target=Target()), third)))
        return drafted

    def test_what_is_left_out_is_no_error_and_no_chinese_stands_for_it(
        self, desk: Desk, abridged: str, tmp_path: Path
    ) -> None:
        done = export(desk, abridged, tmp_path / "out")
        assert done.findings == ()
        assert done.path is not None
        text = done.path.read_text("utf-8")
        assert "双方表示" not in text
        assert "Abridged and translated from the Chinese original" in text
        assert '"isBasedOn": {' in text
        assert "translationOfWork" not in text

    def test_both_languages_still_pair_off(self, desk: Desk, abridged: str, tmp_path: Path) -> None:
        done = export(desk, abridged, tmp_path / "out", form=Format.BILINGUAL)
        assert done.page is not None
        assert [bool(chinese) and bool(english) for chinese, english in done.page.rows] == [True, True]

    def test_a_text_that_was_kept_is_still_checked(self, desk: Desk, abridged: str) -> None:
        made = desk.reproduction(abridged, "en")
        assert made is not None
        first, *others = made.units
        desk.save(replace(made, units=(replace(first, target=Target("港口。")), *others)))
        assert "text.han" in {finding.check for finding in check(desk, abridged).findings}


def test_the_page_says_when_it_last_changed(desk: Desk, drafted: str, tmp_path: Path) -> None:
    done = export(desk, drafted, tmp_path / "out", by="Chen Yu")
    made = desk.reproduction(drafted, "en")
    assert done.path is not None
    assert made is not None
    assert made.published is not None
    text = done.path.read_text("utf-8")
    assert f'"dateModified": "{made.published.at}"' in text
    assert f'<meta property="article:modified_time" content="{made.published.at}">' in text
    assert f'<meta name="DCTERMS.modified" content="{made.published.at}">' in text


def test_pictures_have_their_size_and_missing_ones_can_be_fetched(desk: Desk, page: Path, tmp_path: Path) -> None:
    from jobs.test_add import Notes

    def answer(call: Call) -> Reply:
        return (
            Reply(png(30, 20, 0), headers=(("Content-Type", "image/png"),))
            if call.path == "/a.png"
            else Reply(status=404)
        )

    notes = Notes()
    with serving(answer) as site:
        shown = f'<p><img src="{site.url}/a.png" alt="港口的码头"><img src="{site.url}/b.png" alt=""></p><p>双方'
        page.write_text(page.read_text("utf-8").replace("<p>双方", shown), "utf-8")
        article_id = add(desk, str(page), AddOptions(media=False)).id
        translate(desk, article_id, Scripted({**ENGLISH, "港口的码头": "A wharf of the port"}), TranslateOptions())
        assert len(unkept(desk, article_id)) == 2
        assert fetch_missing(desk, article_id, allow_private=True, observer=notes) == 1
    assert [image.src for image in unkept(desk, article_id)] == [f"{site.url}/b.png"]
    assert "b.png is not kept" in notes.said[0]
    done = export(desk, article_id, tmp_path / "out")
    assert done.findings == ()
    assert done.path is not None
    assert f'src="media/{article_id}/a.png"' in done.path.read_text("utf-8")
    assert 'width="30" height="20"' in done.path.read_text("utf-8")


def test_an_article_that_was_checked_is_exported_without_loading_the_checks_of_texts(
    desk: Desk, drafted: str, tmp_path: Path
) -> None:
    export(desk, drafted, tmp_path / "out")  # the desk's cache has its findings now
    heavy = "{'workflow.constraints', 'workflow.checks.table', 'workflow.intake.read', 'workflow.intake.credits'}"
    command = f"export(Desk.open(Path({str(desk.root)!r})), {drafted!r}, Path({str(tmp_path / 'again')!r}))"
    script = (
        "import sys\nfrom pathlib import Path\nfrom workflow.jobs.export import export\n"
        f"from workflow.store.desk import Desk\nprint({command}.path.name, sorted({heavy} & set(sys.modules)))\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == f"{drafted}.html []\n"
