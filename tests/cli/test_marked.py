"""Texts in both languages, broken into the lines of a terminal."""

import pytest
from rich.cells import cell_len
from rich.text import Text

from workflow.cli.marked import rows


def lines(text: str, room: int) -> list[str]:
    return [line.plain for line in rows(Text(text), room)]


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("总投资由76.5亿元提高到100亿元。", 10, ["总投资由", "76.5亿元提", "高到100亿", "元。"]),
        ("记者 林晓岚今日报道，港口开放。", 12, ["记者 林晓岚", "今日报道，港", "口开放。"]),
        ("他说，“港口开放”。", 8, ["他说，", "“港口开", "放”。"]),
        ("The port opens on 1,260 days.", 12, ["The port", "opens on", "1,260 days."]),
        ("one\ntwo 三", 20, ["one", "two 三"]),
        ("https://port.example/plan", 10, ["https://po", "rt.example", "/plan"]),
        ("", 10, [""]),
    ],
)
def test_numbers_words_and_marks_stay_whole(text: str, room: int, expected: list[str]) -> None:
    assert lines(text, room) == expected


def test_no_line_is_longer_than_the_room_and_nothing_is_lost() -> None:
    text = (
        "云汀港务集团董事长 Shen Huaiyuan 表示：“到2027年，绿电占比不低于60%。”——本报讯 https://a.example/" + "x" * 90
    )
    for room in (8, 20, 79):
        broken = lines(text, room)
        assert max(map(cell_len, broken)) <= room
        assert "".join(broken).replace(" ", "") == text.replace(" ", "")
