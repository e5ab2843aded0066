"""Bilingual files: what each format says is what the checks get, with the line it stands on."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.errors import InputError
from workflow.exchange.bilingual import Segment
from workflow.exchange.reading import read
from workflow.text.inline import plain

LINK = "https://a.example/plan?a=1&amp;b=2"

XLIFF_1 = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:xhtml="http://www.w3.org/1999/xhtml">
<file original="a.html" source-language="zh-CN" target-language="en" datatype="html">
<header><note>not of a unit</note></header>
<body><group id="g">
<trans-unit id="7"
  approved="yes">
  <source>见<g id="1" ctype="link" xhtml:href="{LINK}">网页</g>，<bpt id="2">&lt;b&gt;</bpt>重要<ept id="2">&lt;/b&gt;</ept>。</source>
  <seg-source><mrk mtype="seg" mid="1">另一个</mrk></seg-source>
  <target>See the <g id="1" ctype="link" xhtml:href="{LINK}">page</g>, <bpt id="2">&lt;b&gt;</bpt>important
      news<ept id="2">&lt;/b&gt;</ept>.</target>
  <note>for the reader</note>
  <alt-trans><source>甲</source><target>another</target></alt-trans>
</trans-unit>
</group>
<trans-unit id="8" translate="no"><source>代码</source></trans-unit>
<trans-unit id="9"><source>第一行<x id="1" ctype="lb"/>第二行</source></trans-unit>
</body></file></xliff>
"""
XLIFF_2 = f"""\
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="zh" trgLang="en"><file id="f">
<unit id="u1">
<notes><note>for the reader</note></notes>
<originalData><data id="d1">&lt;a href="{LINK.replace("&amp;", "&amp;amp;")}"&gt;</data><data id="d2">&lt;/a&gt;</data></originalData>
<segment><source>见<pc id="1" dataRefStart="d1" dataRefEnd="d2">网页</pc>。</source>
<target>See the <pc id="1" dataRefStart="d1" dataRefEnd="d2">page</pc>.</target></segment>
<ignorable><source> </source></ignorable>
<segment id="s2"><source>甲<sc id="5" type="fmt" subType="xlf:i"/>乙<ec startRef="5"/><ph id="6" type="fmt" subType="xlf:lb"/></source>
<target>A<sc id="5" type="fmt" subType="xlf:i"/>B<ec startRef="5"/><ph id="6" type="fmt" subType="xlf:lb"/></target></segment>
</unit>
<group id="g" translate="no"><unit id="u2"><segment><source>代码</source></segment></unit></group>
<unit id="u3"><segment><source><mrk id="m" type="term">海洋</mrk>经济</source><target>blue economy</target></segment></unit>
</file></xliff>
"""
TMX = """\
<?xml version="1.0" encoding="UTF-16"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="en" datatype="html"/>
<body>
<tu tuid="t1"><note>for the reader</note>
<tuv xml:lang="en-US"><seg>See <hi type="bold">the</hi> page &amp; go.</seg></tuv>
<tuv xml:lang="zh-CN"><seg>见<hi type="bold">该</hi>网页<ph>%s</ph>。</seg></tuv></tu>
<tu><tuv lang="ZH"><seg>海洋</seg></tuv><tuv lang="EN"><seg>ocean</seg></tuv></tu>
<tu><tuv xml:lang="fr"><seg>mer</seg></tuv></tu>
</body></tmx>
"""
PO = r"""# header
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

#. for the reader
#: menu.c:1
msgctxt "menu"
msgid "打开"
"\"文件\""
msgstr ""
"Open "
"the \"file\"\t<b>now</b>"

#, fuzzy
msgid "%d 个文件"
msgid_plural "多个文件"
msgstr[0] "a file"
msgstr[1] "files"
msgid "甲"
msgstr "A"

#~ msgid "旧"
#~ msgstr "old"
"""


def segments(text: str, encoding: str = "utf-8") -> tuple[Segment, ...]:
    return read(text.encode(encoding), "file").segments


def test_xliff_1_2() -> None:
    found = read(XLIFF_1.encode(), "a.xlf")
    assert found.segments == (
        Segment(
            id="7",
            source=f'见<a href="{LINK}">网页</a>，<strong>重要</strong>。',
            target=f'See the <a href="{LINK}">page</a>, <strong>important news</strong>.',
            note="for the reader",
            line=10,
        ),
        Segment(id="9", source="第一行<br/>第二行", target="", line=17),
    )
    assert (found.source_language, found.target_language, found.lost) == ("zh-CN", "en", ())


def test_xliff_2() -> None:
    assert segments(XLIFF_2) == (
        Segment(
            id="u1.1",
            source=f'见<a href="{LINK}">网页</a>。',
            target=f'See the <a href="{LINK}">page</a>.',
            note="for the reader",
            line=6,
        ),
        Segment(id="u1.s2", source="甲<em>乙</em><br/>", target="A<em>B</em><br/>", note="for the reader", line=9),
        Segment(id="u3", source="海洋经济", target="blue economy", line=12),
    )


def test_tmx_in_either_order_and_what_it_cannot_give() -> None:
    found = read(TMX.encode("utf-16"), "a.tmx")
    assert found.segments == (
        Segment(
            id="t1",
            source="见<strong>该</strong>网页。",
            target="See <strong>the</strong> page &amp; go.",
            note="for the reader",
            line=6,
        ),
        Segment(id="tu 2", source="海洋", target="ocean", line=8),
    )
    assert found.lost == (
        "1 inline code is neither link, emphasis, picture nor line break, and not compared",
        "1 of 3 units do not hold both zh and en",
    )


def test_po() -> None:
    assert segments(PO) == (
        Segment(
            id="menu",
            source='打开"文件"',
            target='Open the "file"\t<strong>now</strong>',
            note="for the reader",
            line=10,
        ),
        Segment(id="entry 2", source="%d 个文件", target="a file", line=17),
        Segment(id="entry 2", source="多个文件", target="files", line=18),
        Segment(id="entry 3", source="甲", target="A", line=20),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲\tA\n\n乙\tB\tremark\n", [("line 1", "甲", "A", "", 1), ("line 3", "乙", "B", "remark", 3)]),
        ("u1\t甲\tA\nu2\t乙\n", [("u1", "甲", "A", "", 1), ("u2", "乙", "", "", 2)]),
        ("English,ID,中文\nA,k1,甲\n", [("k1", "甲", "A", "", 2)]),
        ('甲，一;"A; one"\n乙;"B\nb"\n丙;C\n', [("line 1", "甲，一", "A; one", "", 1), ("line 2", "乙", "B\nb", "", 2), ("line 4", "丙", "C", "", 4)]),
        ('甲\t"A"\n乙\t"say ""B"""\n丙\t5" disk\n', [("line 1", "甲", '"A"', "", 1), ("line 2", "乙", 'say "B"', "", 2), ("line 3", "丙", '5" disk', "", 3)]),
        ("甲\ta<b & c\n乙\t<i>B</i>&nbsp;<br>&lt;\n", [("line 1", "甲", "a&lt;b &amp; c", "", 1), ("line 2", "乙", "<em>B</em>\xa0<br/>&lt;", "", 2)]),
    ],
)  # fmt: skip
def test_tables(text: str, expected: list[tuple[str, str, str, str, int]]) -> None:
    assert [(s.id, s.source, s.target, s.note, s.line) for s in segments(text)] == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_tables_in_the_encodings_that_spreadsheets_use(encoding: str) -> None:
    text = "source;target\n港口建设;the port, built\n"
    assert segments(text, encoding) == (Segment(id="line 2", source="港口建设", target="the port, built", line=2),)


CELL = st.text(alphabet=st.sampled_from("港口建设，。ab \"',;\t\n<>&1"), max_size=12)


@given(st.lists(st.tuples(st.text(alphabet="港口建设，", min_size=1), CELL), min_size=1), st.sampled_from(",;"))
def test_csv_is_read_back_cell_by_cell_with_its_line(rows: list[tuple[str, str]], delimiter: str) -> None:
    """Written by Python's own writer, as spreadsheets do; a header fixes the delimiter."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(["source", "target"])
    starts = []
    for row in rows:
        starts.append(file.getvalue().count("\n") + 1)
        writer.writerow(row)
    found = segments(file.getvalue())
    assert [segment.line for segment in found] == starts
    assert [plain(segment.source) for segment in found] == [source for source, _ in rows]
    assert [plain(segment.target) for segment in found if "<" not in segment.target] == [
        target.strip()
        for target, segment in zip((target for _, target in rows), found, strict=True)
        if "<" not in segment.target
    ]


def read_or_refused(data: bytes) -> tuple[Segment, ...]:
    """What is read, or nothing where the file is refused; any other error fails the test."""
    try:
        return read(data, "file").segments
    except InputError:
        return ()


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_no_bytes_raise_anything_but_a_refusal(data: bytes) -> None:
    assert all(segment.line for segment in read_or_refused(data))


@given(
    st.sampled_from([XLIFF_1, XLIFF_2, TMX.replace("UTF-16", "UTF-8"), PO, "甲\tA\n乙\tB\n"]),
    st.integers(0, 3000), st.integers(0, 40), st.text(max_size=20),
)  # fmt: skip
def test_a_damaged_file_is_read_or_refused(text: str, at: int, length: int, junk: str) -> None:
    damaged = (text[:at] + junk + text[at + length :]).encode("utf-8", "surrogatepass")
    assert all(segment.line for segment in read_or_refused(damaged))
