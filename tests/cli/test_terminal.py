"""What a person sees: at 80 columns nothing runs over the edge, Chinese characters being two columns wide."""

import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from rich.cells import cell_len

ROOT = Path(__file__).resolve().parent.parent.parent
ARTICLE = "2025-04-02-forum-notice"
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def on_a_terminal(*arguments: str, columns: int = 80, colour: bool = True) -> tuple[str, int]:
    """Run the program with its standard output on a terminal; return what it shows, escapes included, and the status."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR"}}
    environment |= {"TERM": "xterm-256color"} | ({} if colour else {"NO_COLOR": "1"})
    running = subprocess.Popen(
        [sys.executable, "-m", "workflow", "-C", str(ROOT), *arguments],
        stdout=follower, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=environment,
    )  # fmt: skip
    os.close(follower)
    data = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:  # the other end closed
            break
        if not piece:
            break
        data += piece
    os.close(leader)
    return data.decode("utf-8").replace("\r\n", "\n"), running.wait()


@pytest.mark.parametrize(
    "arguments",
    [("status",), ("show", ARTICLE), ("check", ARTICLE), ("explain",), ("explain", "term.missing"), ("add", "--help")],
)
def test_everything_fits_80_columns(arguments: tuple[str, ...]) -> None:
    text, status = on_a_terminal(*arguments)
    rows = ESCAPES.sub("", text).splitlines()
    assert status == 0
    assert len(rows) > 3
    assert max(map(cell_len, rows)) <= 80


def test_a_table_names_every_article_whole(tmp_path: Path) -> None:
    text, _ = on_a_terminal("status")
    flat = ESCAPES.sub("", text)
    for path in (ROOT / "sources").iterdir():
        assert path.name in flat


def test_a_table_puts_each_article_on_a_line_of_its_own_and_aligns_the_rest() -> None:
    text, _ = on_a_terminal("status")
    rows = [row.rstrip() for row in ESCAPES.sub("", text).splitlines()]
    names = {path.name for path in (ROOT / "sources").iterdir()}
    assert names <= set(rows)
    below = [rows[index + 1] for index, row in enumerate(rows) if row in names]
    assert {cell_len(row) for row in below} == {cell_len(rows[1])}


def test_a_finding_is_wrapped_under_itself(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sources" / ARTICLE, tmp_path / "sources" / ARTICLE)
    for name in ("workflow.yaml", "glossary.yaml"):
        shutil.copy(ROOT / name, tmp_path / name)
    text, status = on_a_terminal("-C", str(tmp_path), "check", columns=60)
    rows = ESCAPES.sub("", text).splitlines()
    assert status == 1
    assert len(rows) > 3
    assert all(re.match(r"  (error|warning|info) |    \S", row) for row in rows[1:])


def test_colours_on_a_terminal_unless_unwanted() -> None:
    colours = re.compile(r"\x1b\[[0-9;]*3\d")
    coloured, _ = on_a_terminal("check", ARTICLE)
    plain, _ = on_a_terminal("check", ARTICLE, colour=False)
    assert colours.search(coloured)
    assert not colours.search(plain)


def test_both_languages_stand_side_by_side() -> None:
    text, _ = on_a_terminal("show", ARTICLE, columns=120)
    row = next(line for line in ESCAPES.sub("", text).splitlines() if "五、报名办法" in line)
    assert "5. How to register" in row
