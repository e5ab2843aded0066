"""LibreOffice Writer as a peer: tables that people edit in it, articles written in it, pages opened in it."""

import json
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from workflow.exchange.formats import TableFormat
from workflow.intake.documents import to_html
from workflow.intake.original import DOCX, Original
from workflow.jobs import table
from workflow.jobs.add import AddOptions, add
from workflow.jobs.edits import set_metadata, set_text
from workflow.jobs.export import export
from workflow.jobs.judging import Outcome
from workflow.jobs.returning import Errand
from workflow.model import Unit
from workflow.publish.context import Format
from workflow.store.desk import Desk

pytestmark = pytest.mark.slow

PYTHON = Path("/usr/bin/python3")  # Debian's, which has the package python3-uno
Step = tuple[Any, ...]
Work = Callable[..., Path]
# A link in two looks, and one with a fragment. LibreOffice 7.4 cannot do both in one: what follows the first look is no
# longer linked.
LINKED = (
    'Details are on <a href="https://site.example/plan.html">the <strong>page</strong></a> and '
    '<a href="https://site.example/plan.html?a=1#part">below</a>.'
)


@pytest.fixture
def writer(tmp_path: Path) -> Work:
    """Does steps in Writer with a document (a new one without), and returns what it saved."""
    try:
        subprocess.run([PYTHON, "-c", "import uno"], check=True, capture_output=True, env={})
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("LibreOffice Writer with python3-uno is not here: make peers")

    def work(*steps: Step, document: Path | None = None) -> Path:
        saved = tmp_path / "saved.docx"
        command = [PYTHON, Path(__file__).parent / "writer_steps.py", tmp_path / "office", document or "-", saved]
        done = subprocess.run(
            command, input=json.dumps(steps), capture_output=True, text=True, timeout=120, check=False, env={}
        )
        assert done.returncode == 0, done.stderr
        return saved

    return work


@pytest.fixture
def review(desk: Desk, article_id: str) -> Path:
    """A review table of an article with a link in its English."""
    for unit, english in (("u1", "The port set up a laboratory."), ("u2", "It opens soon."), ("u3", LINKED)):
        set_text(desk, article_id, unit, english, by="Chen Yu")
    set_metadata(desk, article_id, "title", "Port and university", by="Chen Yu")
    (path,) = table.export(desk, [article_id], form=TableFormat.DOCX)
    return path


def taken(desk: Desk, path: Path) -> dict[str, tuple[Outcome, tuple[str, ...]]]:
    """What became of the items that are not the same."""
    (back,) = table.import_(desk, str(path), Errand(by="Li Na"))
    return {
        change.back.id: (change.outcome, change.says) for change in back.changes if change.outcome is not Outcome.SAME
    }


def units(desk: Desk, article_id: str) -> dict[str, Unit]:
    found = desk.reproduction(article_id, "en")
    assert found is not None
    return {unit.id: unit for unit in found.units}


def test_a_table_that_is_only_saved_changes_nothing(desk: Desk, review: Path, writer: Work) -> None:
    saved = writer(document=review)
    assert saved.read_bytes() != review.read_bytes()
    assert taken(desk, saved) == {}


def test_tracked_changes_of_two_people_count_as_accepted(
    desk: Desk, article_id: str, review: Path, writer: Work
) -> None:
    steps: list[Step] = [
        ("author", "Na", "Li"), ("track",),
        ("replace", "The port set", "A port has set"),
        ("author", "Wei", "Zhang"),
        ("replace", "laboratory", "joint laboratory"),
        ("replace", "Port and university", "The port and the university"),
        ("replace", "Details are", "More is"),
    ]  # fmt: skip
    assert taken(desk, writer(*steps, document=review)) == {
        "metadata.title": (Outcome.TAKEN, ("its changes were tracked by Wei Zhang",)),
        "u1": (Outcome.TAKEN, ("its changes were tracked by Na Li, Wei Zhang",)),
        "u3": (Outcome.TAKEN, ("its changes were tracked by Wei Zhang",)),
    }
    found = units(desk, article_id)
    assert found["u1"].target.text == "A port has set up a joint laboratory."
    assert found["u3"].target.text == LINKED.replace("Details are", "More is")


def test_decided_changes_are_what_was_decided(desk: Desk, article_id: str, review: Path, writer: Work) -> None:
    steps: list[Step] = [
        ("track",), ("replace", "The port set", "A port set"), ("command", "RejectAllTrackedChanges"),
        ("replace", "It opens soon", "It opens this year"), ("command", "AcceptAllTrackedChanges"),
    ]  # fmt: skip
    assert taken(desk, writer(*steps, document=review)) == {"u2": (Outcome.TAKEN, ())}
    assert units(desk, article_id)["u2"].target.text == "It opens this year."


def test_comments_come_back_with_author_and_a_time(desk: Desk, article_id: str, review: Path, writer: Work) -> None:
    steps: list[Step] = [
        ("comment", "a laboratory", "Which <one> & where?", "Zhao Lei"),
        ("comment", "Port and university", "Really?", "Zhao Lei"),
    ]
    assert taken(desk, writer(*steps, document=review)) == {
        "metadata.title": (Outcome.REFUSED, ("a field of the metadata takes no comment: Really?",)),
        "u1": (Outcome.TAKEN, ()),
    }
    (comment,) = units(desk, article_id)["u1"].comments
    assert (comment.text, comment.by) == ("Which <one> & where?", "Zhao Lei")
    assert datetime.fromisoformat(comment.at).year > 2000


def test_a_deleted_row_changes_nothing_and_struck_words_are_told(
    desk: Desk, article_id: str, review: Path, writer: Work
) -> None:
    steps: list[Step] = [
        ("look", "a laboratory", "CharStrikeout", 1),
        ("command", "DeleteRows", "It opens"),
    ]
    (told,) = taken(desk, writer(*steps, document=review)).items()
    assert told[0] == "u1"
    assert told[1][0] is Outcome.REFUSED
    assert "struck through" in told[1][1][0]
    assert units(desk, article_id)["u2"].target.text == "It opens soon."


ARTICLE: list[Step] = [
    ("paragraph", "海城港与师范大学共建实验室", "Title"),
    ("paragraph", "访实验室主任高远", "Subtitle"),
    ("paragraph", "来源：海城晚报　日期：2024年3月5日　作者：林小雨"),
    ("paragraph", "海城港与师范大学三日签署协议，共建智慧港口实验室，首期投资3200万元。"),
    ("paragraph", "一、建设目标", "Heading 1"),
    ("paragraph", "实验室将研究集装箱调度与水质监测，co\u00adoperation 详情见专题网页，成果向社会公开。"),
    ("paragraph", "双方每年选派二十名青年教师到港口挂职。"),
    ("paragraph", "开放共享的平台"),
    ("paragraph", "联合培养的人才"),
    ("paragraph", "“港口是最好的课堂。”校长说。", "Quotations"),
    ("paragraph", "日程如下："),
    ("table", [["阶段", "时间"], ["设计", "四月"]]),
    ("paragraph", "联系电话请问办公室。"),
    ("link", "专题网页", "https://port.example/lab/?a=1&b=2#plan"),
    ("look", "智慧港口", "CharWeightAsian", 150),
    ("number", "开放共享的平台"),
    ("number", "联合培养的人才"),
    ("insert", "Footnote", "3200万元", "按协议文本。"),
    ("insert", "Endnote", "青年教师", "不含外籍教师。"),
    ("insert", "TextFrame", "建设目标", "编者按：十月启用。"),
    ("insert", "textfield.PageNumber", "联系电话"),
    ("header", "内部资料"),
    ("comment", "水质监测", "要不要加数字？", "张伟"),
    ("track",),
    ("replace", "二十名", "三十名"),
    ("replace", "签署协议，", ""),
]
BODY = """\
<p data-unit="u1">海城港与师范大学三日共建<strong>智慧港口</strong>实验室，首期投资3200万元<sup>[1]</sup>。</p>
<h2 data-unit="u2">一、建设目标</h2>
<p data-unit="u3">编者按：十月启用。</p>
<p data-unit="u4">实验室将研究集装箱调度与水质监测，cooperation 详情见<a href="https://port.example/lab/?a=1&amp;b=2#plan">专题网页</a>，成果向社会公开。</p>
<p data-unit="u5">双方每年选派三十名青年教师<sup>[2]</sup>到港口挂职。</p>
<ol>
<li data-unit="u6">开放共享的平台</li>
<li data-unit="u7">联合培养的人才</li>
</ol>
<blockquote data-unit="u8">“港口是最好的课堂。”校长说。</blockquote>
<p data-unit="u9">日程如下：</p>
<table>
<tbody>
<tr>
<td data-unit="u10">阶段</td>
<td data-unit="u11">时间</td>
</tr>
<tr>
<td data-unit="u12">设计</td>
<td data-unit="u13">四月</td>
</tr>
</tbody>
</table>
<p data-unit="u14">联系电话请问办公室。</p>
<ol>
<li data-unit="u15">按协议文本。</li>
<li data-unit="u16">不含外籍教师。</li>
</ol>"""


def test_an_article_written_in_writer_is_taken_in(desk: Desk, writer: Work) -> None:
    added = add(desk, str(writer(*ARTICLE)), AddOptions(id="2024-03-05-lab"))
    metadata = desk.article(added.id).metadata
    assert (metadata.title, metadata.subtitle) == ("海城港与师范大学共建实验室", "访实验室主任高远")
    assert (metadata.date, metadata.authors) == ("2024-03-05", ("林小雨",))
    assert desk.body(added.id).strip() == BODY


def test_an_exported_document_says_the_same_when_writer_saved_it(
    desk: Desk, article_id: str, review: Path, writer: Work, tmp_path: Path
) -> None:
    assert review.is_file()
    exported = export(desk, article_id, tmp_path / "public", form=Format.DOCX, draft=True)
    assert exported.path is not None, exported.findings
    assert read(writer(document=exported.path)) == read(exported.path)


def read(path: Path) -> str:
    return to_html(Original(data=path.read_bytes(), media_type=DOCX, name=path.name))
