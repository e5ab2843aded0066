"""Bad input, one by one: one clear sentence, the right exit status, nothing lost. For what is cut short see test_cut_short."""

import json
import subprocess
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from loopback import Call, Reply, serving
from port_article import HTML, ID, SENTENCES, SOURCE, TARGET, page
from slow_chat import SlowChat
from support import Program, files, sentence

Process = Callable[..., "subprocess.CompletedProcess[str]"]


# --- Originals -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "parts"),
    [
        ("empty.html", b"", ("is empty", "give a file or page with text in it")),
        ("blank.txt", b" \r\n\n", ("is empty", "give a file")),
        ("noise.html", bytes(range(256)) * 40, ("is a binary file", "save it as html, txt, md or docx")),
        ("scan.html", b"%PDF-1.7\n" + b"\0" * 90, ("is a PDF", "save it as html")),
        ("large.html", b"<html><body>" + b"<p>\xe6\xb8\xaf</p>" * 5_000_000, ("50.0 MB", "limit is 20.0 MB")),
        ("bodyless.html", "<html><head><title>港口</title></head></html>".encode(), ("no body", "--body SELECTOR")),
        (
            "navigation.html",
            '<html><body><h1>港口</h1><p>2024-01-24</p><a href="/">首页</a></body></html>'.encode(),
            ("no body", "--body SELECTOR"),
        ),
    ],
)  # fmt: skip
def test_an_original_that_cannot_be_taken_in(
    program: Program, desk: Path, tmp_path: Path, name: str, data: bytes, parts: tuple[str, ...]
) -> None:
    before = files(desk)
    (tmp_path / name).write_bytes(data)
    sentence(program("add", tmp_path / name), 2, name, *parts)
    assert files(desk) == before


def test_a_page_of_50_mb_from_a_server_is_not_read_to_its_end(program: Program, desk: Path) -> None:
    sent = []

    def endless() -> Iterable[bytes]:
        for number in range(50):
            sent.append(number)
            yield b"x" * 1_000_000

    with serving(lambda _: Reply(endless(), headers=HTML)) as site:
        sentence(program("add", f"{site.url}/a.html", "--allow-private"), 2, f"{site.url}/a.html", "limit is 20.0 MB")
    assert len(sent) < 50


def test_a_page_without_any_chinese(program: Program, desk: Path, tmp_path: Path) -> None:
    before = files(desk)
    text = "".join(f"<p>The port and the university open a laboratory, part {n}.</p>" for n in ("one", "two", "three"))
    english = tmp_path / "english.html"
    english.write_text(f"<html><body><h1>News</h1><p>2024-01-24</p><div>{text}</div></body></html>", encoding="utf-8")
    sentence(program("add", english), 2, "english.html", "holds no Chinese text", "give the Chinese original")
    assert files(desk) == before


@pytest.mark.parametrize(("declared", "used"), [("gbk", "utf-8"), ("utf-8", "gb18030"), ("iso-8859-1", "big5")])
def test_a_page_whose_charset_lies_is_read_as_what_it_is(
    program: Program, desk: Path, tmp_path: Path, declared: str, used: str
) -> None:
    title = "市長訪問海港" if used == "big5" else "市长访问海港"
    text = page(title=title, charset=declared)
    if used == "big5":
        for simplified in SENTENCES:
            text = text.replace(simplified, "市長今日訪問海港，並同工人一起討論今年的工作。")
        text = text.replace("来源：示例日报 作者：周明远", "").replace("示例网", "海港")
    data = text.encode(used)
    headers = (("Content-Type", f"text/html; charset={declared}"),)
    with serving(lambda _: Reply(data, headers=headers)) as site:
        done = program("add", f"{site.url}/a.html", "--allow-private", "--json")
    assert done.status == 0, done.err
    (added,) = json.loads(done.out)
    assert added["article"]["title"] == title
    assert (desk / "sources" / added["id"] / "original.html").read_bytes() == data


def test_an_id_that_is_taken(program: Program, desk: Path, tmp_path: Path) -> None:
    before = files(desk)
    other = tmp_path / "other.html"
    other.write_text(page(title="机场与大学共建联合实验室"), encoding="utf-8")
    sentence(program("add", other, "--id", ID), 2, ID, "is on the desk already", "another --id")
    assert files(desk) == before


# --- Files of the desk -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["workflow.yaml", "glossary.yaml", SOURCE, TARGET])
def test_malformed_yaml(program: Program, desk: Path, chat: SlowChat, name: str) -> None:
    chat.settle(desk)
    assert program("translate", "--all").status == 0
    asked = len(chat.asked)
    path = desk / name
    text = path.read_text(encoding="utf-8")
    path.write_text(f'{text}note: kept\nother: [one, "two\n', encoding="utf-8")
    before = files(desk)
    place = f"{name}:{len(text.splitlines()) + 2}:14: is not YAML"
    commands = [["status"], ["check"], ["translate", "--all", "--force"], ["export"]]
    for command in commands:
        sentence(program(*command), 2, place, "close the quotes that open here")
    assert files(desk) == before
    assert len(chat.asked) == asked, "an engine worked although its results could not be kept"


def test_an_article_in_a_merge_keeps_no_other_from_its_turn(program: Program, desk: Path, chat: SlowChat) -> None:
    other = "2024-01-23-other"
    (desk / "other.md").write_text("# 港口\n\n2024年1月23日\n\n实验室建成。\n", encoding="utf-8")
    assert program("add", "other.md", "--id", other, "--url", "https://site.example/other.html").status == 0
    chat.settle(desk)
    assert program("translate", "--all").status == 0
    path = desk / TARGET
    path.write_text(f"{path.read_text(encoding='utf-8')}<<<<<<< HEAD\n=======\n>>>>>>> theirs\n", encoding="utf-8")
    for command in (
        ["status"],
        ["check"],
        ["translate", "--all", "--force"],
        ["export", "--draft"],
        ["glossary", "check"],
        ["glossary", "lookup", "实验室"],
    ):
        done = program(*command)
        assert done.status == 2, command
        assert "a merge left a conflict here" in done.err.splitlines()[-1]
        assert done.err.count("a merge") == 1
        assert other in done.out + done.err or command[0] == "glossary"
    assert program("glossary", "lookup", "实验室").out.startswith(other)
    sentence(program("check", ID), 2, f"workflow: {TARGET}:", "a merge left a conflict here; keep the lines")


@pytest.mark.parametrize(
    ("name", "old", "new", "place"),
    [
        ("workflow.yaml", "version: 1", "version: 1\nversion: 1", ":3:1"),
        ("glossary.yaml", "terms: []", "terms:\n  - id: port\n    zh: 港口", ":5:5"),
        (SOURCE, "title:", "titel:", ":3:1"),
        (TARGET, "state: translated", "state: finished", ""),
        (TARGET, "id: u2", "id: u1", ""),
    ],
)
def test_yaml_that_says_what_cannot_be(
    program: Program, desk: Path, chat: SlowChat, name: str, old: str, new: str, place: str
) -> None:
    chat.settle(desk)
    assert program("translate", "--all").status == 0
    text = (desk / name).read_text(encoding="utf-8")
    assert old in text
    if not place:
        place = f":{text[: text.index(old)].count(chr(10)) + 1}:3"
    (desk / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    before = files(desk)
    sentence(program("status"), 2, f"workflow: {name}{place}: ", "; ")
    assert files(desk) == before


def test_an_id_that_stands_twice_in_the_glossary(program: Program, desk: Path) -> None:
    entry = "  - id: port\n    zh: {preferred: 港口}\n    en: {preferred: port}\n"
    (desk / "glossary.yaml").write_text(f"version: 1\nterms:\n{entry}{entry}", encoding="utf-8")
    for command in (["check"], ["status"], ["translate", "--lines", desk / SOURCE, "--glossary", "glossary.yaml"]):
        sentence(program(*command), 2, "glossary.yaml:6:5: concept 'port'", "first in line 3", "remove one of the two")


# --- Languages and models --------------------------------------------------------------------------------------------


def test_a_language_that_is_none(program: Program, desk: Path) -> None:
    settings = (desk / "workflow.yaml").read_text(encoding="utf-8")
    line = settings[: settings.index("target: en")].count("\n") + 1
    (desk / "workflow.yaml").write_text(settings.replace("target: en", "target: english_us"), encoding="utf-8")
    for command in (["status"], ["translate", "--all"], ["export"]):
        sentence(program(*command), 2, f"workflow.yaml:{line}:3: 'english_us' is not a language tag", "BCP 47 tag")


@pytest.mark.parametrize("engine", ["auto", "argos"])
def test_a_pair_of_languages_that_no_engine_has(program: Program, desk: Path, engine: str) -> None:
    settings = (desk / "workflow.yaml").read_text(encoding="utf-8")
    (desk / "workflow.yaml").write_text(settings.replace("target: en", "target: sw"), encoding="utf-8")
    before = files(desk)
    done = program("translate", "--all", "--engine", engine)
    sentence(done, 3, "zh to sw", "`workflow models install zh-sw`")
    assert files(desk) == before


@pytest.mark.parametrize("engine", ["auto", "argos", "llm"])
def test_a_model_that_is_missing(program: Program, desk: Path, engine: str) -> None:
    before = files(desk)
    sentence(program("translate", "--all", "--engine", engine), 3, "`workflow models install ")
    assert files(desk) == before


# --- A network that stalls -------------------------------------------------------------------------------------------


def _drip() -> Iterable[bytes]:
    """A page that never ends: a byte now and then keeps the read time-out from passing."""
    for _ in range(100):
        time.sleep(0.05)
        yield b" "


def test_a_server_that_stalls(program: Program, desk: Path) -> None:
    before, hold = files(desk), threading.Event()

    def answer(call: Call) -> Reply:
        if call.path == "/silent.html":
            hold.wait(10)
        return Reply(_drip(), headers=HTML)

    with serving(answer) as site:
        for name in ("silent", "dripping"):
            started = time.monotonic()
            done = program("add", f"{site.url}/{name}.html", "--allow-private", "--timeout", "0.3")
            assert time.monotonic() - started < 3
            sentence(done, 2, f"{site.url}/{name}.html", "does not answer in time (0.3 s", "try again later")
        hold.set()
    assert files(desk) == before


def test_a_picture_that_stalls_does_not_keep_its_page_out(program: Program, desk: Path, tmp_path: Path) -> None:
    with serving(lambda _: Reply(_drip(), headers=HTML)) as site:
        original = tmp_path / "other.html"
        text = page(title="机场与大学共建联合实验室", more=f'<p><img src="{site.url}/a.png"></p>')
        original.write_text(text, encoding="utf-8")
        done = program("add", original, "--allow-private", "--timeout", "0.2", "--url", "https://site.example/b.html")
    assert done.status == 0
    assert "is not kept: 127.0.0.1 does not answer in time" in done.err


def test_a_place_that_cannot_hold_a_file_is_no_matter_of_permissions(program: Program, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    sentence(program("init", tmp_path / "file"), 2, "name another place")
