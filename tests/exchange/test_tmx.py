"""Translation memories written as TMX 1.4b, and read back."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from text.unit_markup import MARKUP

from workflow.exchange import reading, tmx, xmlfile
from workflow.exchange.handoff import canonical
from workflow.model import MemoryEntry, State

DTD = Path(__file__).with_name("tmx14.dtd")
LINKED = MemoryEntry(
    source='详见<a href="https://site.example/?a=1&amp;b=2">专题<strong>网页</strong></a>。<br/>完',
    target='See the <a href="https://site.example/?a=1&amp;b=2"><strong>website</strong></a>.<br/>End',
    state=State.FINAL,
    origin="human",
    article="2024-01-24-port",
    unit="u3",
    before="3f2a91c0",
    by="Chen Yu",
    at="2024-01-24T09:30:00Z",
    memory="old.tmx",
)


def again(*entries: MemoryEntry, memory: str = "old.tmx") -> tuple[MemoryEntry, ...]:
    return tmx.entries(xmlfile.parse(tmx.serialize(entries), "x.tmx"), memory).entries


def test_an_entry_comes_back_with_all_that_was_known_of_it() -> None:
    assert again(LINKED) == (LINKED,)


def test_a_file_has_the_structure_of_the_specification() -> None:
    with DTD.open("rb") as file:
        dtd = etree.DTD(file)
    assert dtd.validate(etree.fromstring(tmx.serialize([LINKED]))), dtd.error_log
    assert dtd.validate(etree.fromstring(tmx.serialize([]))), dtd.error_log
    broken = tmx.serialize([LINKED]).replace(b"<prop ", b"<property ").replace(b"</prop>", b"</property>")
    assert not dtd.validate(etree.fromstring(broken))


def test_codes_of_both_languages_are_paired() -> None:
    root = etree.fromstring(tmx.serialize([LINKED]))
    codes = [[(code.tag, code.get("x"), code.text) for code in seg] for seg in root.iter("seg")]
    assert [code[:2] for code in codes[0]] == [(tag, x) for tag, x, _ in codes[1]]
    assert codes[0][0] == ("bpt", "1", '<a href="https://site.example/?a=1&amp;b=2">')


@given(st.lists(st.tuples(MARKUP, MARKUP), max_size=3))
def test_texts_come_back_exactly(pairs: list[tuple[str, str]]) -> None:
    entries = [
        MemoryEntry(source=canonical(f"源{source}"), target=canonical(f"E{target}"), unit=str(n))
        for n, (source, target) in enumerate(pairs)
    ]
    assert again(*entries, memory="") == tuple(entries)


def test_a_file_of_another_program_is_taken_as_not_reviewed() -> None:
    data = """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4">
    <header creationtool="Other" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="zh-CN"
    datatype="html"/><body>
    <tu tuid="9" changedate="20230102T030405Z" changeid="LI"><tuv xml:lang="zh-CN"><seg>港口<bpt i="1" type="bold">&lt;b></bpt>
    开放<ept i="1">&lt;/b></ept>。</seg></tuv><tuv xml:lang="en-US"><seg>The port <hi type="italic">opens</hi>.</seg></tuv></tu>
    <tu><tuv xml:lang="zh-CN"><seg>只有中文</seg></tuv></tu></body></tmx>"""
    read = tmx.entries(xmlfile.parse(data.encode(), "o.tmx"), "o.tmx", source="zh-Hans", target="en-GB")
    (entry,) = read.entries
    assert (entry.source, entry.target) == ("港口<strong> 开放</strong>。", "The port <em>opens</em>.")
    assert (entry.state, entry.unit, entry.by, entry.at) == (State.TRANSLATED, "9", "LI", "2023-01-02T03:04:05Z")
    assert read.lost == ("1 of 2 units do not hold both zh-Hans and en-GB",)


def test_a_damaged_code_of_our_own_file_costs_no_text() -> None:
    data = tmx.serialize([LINKED]).replace(b'<ept i="2">', b'<ept i="7">', 1)
    (entry,) = tmx.entries(xmlfile.parse(data, "x.tmx"), "").entries
    assert "专题网页" in entry.source


def test_the_checker_reads_what_is_written() -> None:
    read = reading.read(tmx.serialize([LINKED]), "x.tmx")
    assert [(one.source, one.target) for one in read.segments] == [(LINKED.source, LINKED.target)]
