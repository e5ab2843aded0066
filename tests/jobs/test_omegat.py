"""OmegaT as a peer: an article is exported, translated in its console mode, and taken back."""

import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from workflow.exchange.formats import XliffVersion
from workflow.jobs import xliff
from workflow.jobs.add import AddOptions, add
from workflow.jobs.judging import Outcome
from workflow.jobs.returning import Errand, TakenBack
from workflow.model import State
from workflow.store.desk import Desk

JAR = Path("/usr/share/omegat/OmegaT.jar")
PAGE = """\
<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>港口与大学共建联合实验室_示例网</title></head><body>
<h1>港口与大学共建联合实验室</h1><p class="info">2024-01-24 08:15 来源：示例日报 作者：周明远</p>
<div class="content">
<p>本市港口与一所大学共建联合实验室，研究智慧港口的管理方法，服务当地的企业和社区。</p>
<p>详细的<strong>计划</strong>可以在<a href="https://site.example/plan.html?a=1&amp;b=2">专题网页</a>查阅，<br>公众也可以提出意见，参加今年的讨论。</p>
<p>详细的<strong>安排</strong>将在月底公布，感兴趣的居民可以到港口的办公楼领取，也可以来信索取。</p>
<p>当地居民对计划表示欢迎，认为它会带来更多的工作机会，也会让港口的空气更加清洁。</p>
</div></body></html>
"""
# What a translator typed, by the Chinese as OmegaT shows it. The third has lost its emphasis, the fourth is left alone.
TYPED = {
    "港口与大学共建联合实验室": "Port and University Set up a Joint Laboratory",
    "本市港口与一所大学共建联合实验室，研究智慧港口的管理方法，服务当地的企业和社区。": "The port & a university set up a laboratory.",
    "详细的<g0>计划</g0>可以在<g1>专题网页</g1>查阅，<x2/>公众也可以提出意见，参加今年的讨论。": "See the <g1>web page</g1> for the <g0>plan</g0>;<x2/>comments are welcome.",
    "详细的<g0>安排</g0>将在月底公布，感兴趣的居民可以到港口的办公楼领取，也可以来信索取。": "The arrangements will be published.",
}
PROJECT = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>ZH-CN</source_lang><target_lang>EN</target_lang><sentence_seg>false</sentence_seg>
<support_default_translations>true</support_default_translations></project></omegat>
"""


def memory() -> str:
    """The project's translations, in the form in which OmegaT keeps them."""
    pairs = "".join(
        f'<tu><tuv lang="ZH-CN"><seg>{escape(chinese)}</seg></tuv><tuv lang="EN"><seg>{escape(english)}</seg></tuv></tu>'
        for chinese, english in TYPED.items()
    )
    head = 'creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" segtype="paragraph"'
    return f'<?xml version="1.0"?><tmx version="1.1"><header {head} srclang="ZH-CN"/><body>{pairs}</body></tmx>'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    if not JAR.is_file() or shutil.which("java") is None:
        pytest.skip("OmegaT is not here: make peers")
    folder = tmp_path / "project"
    for name in ("source", "target", "omegat", "tm", "glossary", "dictionary"):
        (folder / name).mkdir(parents=True)
    (folder / "omegat.project").write_text(PROJECT, encoding="utf-8")
    (folder / "omegat" / "project_save.tmx").write_text(memory(), encoding="utf-8")
    return folder


def translated(project: Path, name: str) -> Path:
    command = ["java", "-jar", str(JAR), str(project), "--mode=console-translate"]
    done = subprocess.run(
        [*command, f"--config-dir={project / 'config'}"], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "target" / name


@pytest.mark.slow
def test_what_is_translated_in_omegat_comes_back(tmp_path: Path, project: Path) -> None:
    desk = Desk.create(tmp_path / "desk")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    name = add(desk, str(tmp_path / "page.html"), AddOptions(id="2024-01-24-port")).id
    (file,) = xliff.export(desk, [name], project / "source", XliffVersion.OLDER)
    back = translated(project, file.name)
    (taken,) = xliff.import_(desk, str(back), Errand(by="Li Na"))
    assert outcomes(taken) == {
        "metadata.title": Outcome.TAKEN,
        "metadata.source": Outcome.SAME,
        "metadata.authors": Outcome.SAME,
        "u1": Outcome.TAKEN,
        "u2": Outcome.TAKEN,
        "u3": Outcome.REFUSED,
        "u4": Outcome.SAME,
    }
    found = desk.reproduction(name, "en")
    assert found is not None
    assert found.metadata.title == "Port and University Set up a Joint Laboratory"
    first, second, *others = found.units
    assert first.target.text == "The port &amp; a university set up a laboratory."
    assert second.target.text == (
        'See the <a href="https://site.example/plan.html?a=1&amp;b=2">web page</a> for the <strong>plan</strong>;'
        "<br/>comments are welcome."
    )
    assert (second.target.origin, second.target.state) == ("import:xliff", State.TRANSLATED)
    assert not any(unit.target.text for unit in others)


def outcomes(taken: TakenBack) -> dict[str, Outcome]:
    return {change.back.id: change.outcome for change in taken.changes}
