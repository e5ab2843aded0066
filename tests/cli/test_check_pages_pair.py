"""Checking an original page and its English reproduction that nobody took in."""

import json
from pathlib import Path

import pytest
from support import Program, sentence

ORIGINAL = """<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>港口与大学共建联合实验室</title></head><body>
<h1>港口与大学共建联合实验室</h1><p class="info">2024-01-24 来源：示例日报 作者：周明远</p><div class="content">
<p>本市港口与一所大学共建联合实验室，研究智慧港口的管理方法，今年投资12亿元，服务当地的企业和社区。</p>
<p>详细的计划可以在<a href="https://site.example/plan.html">专题网页</a>查阅，公众也可以提出意见和建议，欢迎来信。</p>
</div></body></html>"""
ENGLISH = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Port and university found a laboratory</title></head><body>
<p>Position: Home &gt;&gt; News &gt;&gt; Content</p><h1>Port and university found a joint laboratory</h1>
<p>Date: 2024-01-24    Source: </p>
<p>The port of the city and a university founded a joint laboratory to study the management of smart ports, with 1.2
million yuan this year, to serve local companies and communities.</p>
<p>The detailed plan is on the special web page; the public may also give opinions and suggestions, and letters are
welcome.</p>
<p>Link to original article:</p></body></html>"""


def test_metadata_links_and_texts_are_compared(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("zh.html").write_text(ORIGINAL, encoding="utf-8")
    Path("en.html").write_text(ENGLISH, encoding="utf-8")
    done = program("check", "zh.html", "en.html", "--json")
    findings = json.loads(done.out)["findings"]
    checks = {finding["check"] for finding in findings}
    assert done.status == 1
    assert {"metadata.empty", "link.lost", "number.magnitude"} <= checks
    assert {finding["file"] for finding in findings} == {"en.html"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["en.html", "zh.html"]
    sentence(program("check", "zh.html", "none.html"), 2, "none.html")


def test_documents_are_compared_as_pages_are(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("zh.txt").write_text(
        "港口与大学共建联合实验室\n\n来源：示例日报  日期：2024年1月24日\n\n"
        "本市港口与一所大学共建联合实验室，研究智慧港口的管理方法，今年投资12亿元，服务当地的企业和社区。\n",
        encoding="utf-8",
    )
    Path("en.md").write_text(
        "# Port and university found a joint laboratory\n\nDate: 2024-01-24\nSource: Example Daily\n\n"
        "The port of the city and a university founded a joint laboratory to study the management of smart ports, "
        "with 1.2 million yuan this year, to serve local companies and communities.\n",
        encoding="utf-8",
    )
    done = program("check", "zh.txt", "en.md", "--only", "number", "--json")
    assert [finding["check"] for finding in json.loads(done.out)["findings"]] == ["number.magnitude"]
