"""Review tables: what is written is read back, and what people do to a table in Word or a spreadsheet."""

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from exchange.handed import HANDED, ITEMS, LINK
from hypothesis import given, settings
from hypothesis import strategies as st
from text.unit_markup import MARKUP

from workflow.errors import InputError
from workflow.exchange import tablecsv, tabledocx, tablereturn, wordfile
from workflow.exchange.handoff import Handoff, Item, Returned, ReturnedItem, canonical
from workflow.exchange.wordruns import FORM
from workflow.model import Comment, State
from workflow.text.inline import parse

Reader = Callable[[bytes, str], tuple[Returned, ...]]
Writer = Callable[[Handoff], bytes]
CSV = tablecsv.serialize, tablecsv.read
DOCX = tabledocx.serialize, tablereturn.read
BOTH = [pytest.param(*CSV, id="csv"), pytest.param(*DOCX, id="docx")]


def one(*items: Item) -> Handoff:
    return replace(HANDED, items=items)


@pytest.mark.parametrize(("write", "read"), BOTH)
def test_everything_comes_back_when_nobody_touched_it(write: Writer, read: Reader) -> None:
    (found,) = read(write(HANDED), "port")
    assert (found.article, found.lost) == ("2024-01-24-port", ())
    for sent, back in zip(ITEMS, found.items, strict=True):
        assert (back.id, back.damage, back.state) == (sent.id, "", sent.state)
        assert back.version == found.form.version(sent)
        assert back.version is not None
        assert (found.form.digest(back.source), found.form.digest(back.target)) == back.version[:2]
        assert {comment.text for comment in back.comments} <= {comment.text for comment in sent.comments}
        assert back.line


# --- Texts as a word processor has them


@given(MARKUP)
def test_the_normal_form_is_settled(markup: str) -> None:
    normal = FORM.normal(markup)
    assert FORM.normal(normal) == normal == canonical(normal)


@given(MARKUP)
def test_the_normal_form_keeps_the_words(markup: str) -> None:
    def words(text: str) -> list[str]:
        return parse(text.replace("<br/>", " ")).text.split()

    assert words(FORM.normal(markup)) == words(markup)


@given(MARKUP, MARKUP)
def test_restoring_changes_nothing_that_counts(markup: str, model: str) -> None:
    normal = FORM.normal(markup)
    assert FORM.normal(FORM.restored(normal, [markup, model])) == normal


def test_addresses_are_restored_from_the_first_text_that_has_them() -> None:
    known = '<a href="https://a.example/%E8%B7%AF/" title="Plan">x</a><img src="a%20b.png"/>'
    back = '<a href="https://a.example/路">the <strong>plan</strong></a><img src="a b.png"/>'
    found = FORM.restored(back, [known, '<a href="https://a.example/路/">x</a>'])
    assert (
        found
        == '<a href="https://a.example/%E8%B7%AF/" title="Plan">the <strong>plan</strong></a><img src="a%20b.png"/>'
    )


@given(source=MARKUP, target=MARKUP)
@settings(max_examples=40)
def test_any_markup_survives_word(source: str, target: str) -> None:
    item = Item(id="u1", source=source, target=target, state=State.TRANSLATED)
    ((back,),) = [found.items for found in tablereturn.read(tabledocx.serialize(one(item)), "port.docx")]
    assert back.damage == ""
    assert (FORM.normal(back.source), FORM.normal(back.target)) == (FORM.normal(source), FORM.normal(target))
    assert back.version == FORM.version(item)


# --- A document that people edited


def edited(old: str, new: str, item: Item = ITEMS[1]) -> Returned:
    (found,) = tablereturn.read(rewritten(tabledocx.serialize(one(item)), "word/document.xml", old, new), "port.docx")
    return found


def rewritten(data: bytes, part: str, old: str, new: str) -> bytes:
    """The document with something in one of its parts written otherwise."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(written, "w") as after:
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename == part:
                assert old.encode() in content, content.decode()
                content = content.replace(old.encode(), new.encode(), 1)
            after.writestr(entry, content)
    return written.getvalue()


PLAIN = Item(
    id="u1", source="甲", target="An old text.", state=State.TRANSLATED, comments=(Comment("Old?", "Chen Yu"),)
)
RUN = "<w:r><w:t>An old text.</w:t></w:r>"
INSERTED = '<w:ins w:id="1" w:author="Li Na" w:date="2026-01-01T00:00:00Z"><w:r><w:t>new</w:t></w:r></w:ins>'
DELETED = '<w:del w:id="2" w:author="Li Na"><w:r><w:delText>old</w:delText></w:r></w:del>'


FIELD = """<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://b.example"</w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>B</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>.</w:t></w:r>"""


@pytest.mark.parametrize(
    ("new", "english"),
    [
        (f'<w:r><w:t xml:space="preserve">An </w:t></w:r>{DELETED}{INSERTED}<w:r><w:t xml:space="preserve"> text.</w:t></w:r>', "An new text."),
        (f'<w:moveFrom w:id="3"><w:r><w:t>x</w:t></w:r></w:moveFrom><w:moveTo w:id="4">{RUN}</w:moveTo>', "An old text."),
        ('<w:r><w:rPr><w:b/><w:i w:val="0"/></w:rPr><w:t>Bold</w:t></w:r>', "<strong>Bold</strong>"),
        ('<w:r><w:rPr><w:rStyle w:val="Emphasis"/></w:rPr><w:t>Text</w:t></w:r>', "<em>Text</em>"),
        ('<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>', "<sup>2</sup>"),
        ("<w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>B</w:t><w:noBreakHyphen/></w:r>", "One<br/>two B\u2011"),
        (f"{RUN}</w:p><w:p/><w:p><w:r><w:t>More.</w:t></w:r>", "An old text.<br/>More."),
        (f'<w:bookmarkStart w:id="9" w:name="x"/><w:smartTag>{RUN}</w:smartTag><w:proofErr w:type="gramEnd"/>', "An old text."),
        (FIELD, '<a href="https://b.example">B</a>.'),
        ('<w:fldSimple w:instr=" HYPERLINK &quot;https://b.example&quot; "><w:r><w:t>B</w:t></w:r></w:fldSimple>', '<a href="https://b.example">B</a>'),
        (FIELD.replace('b.example"', 'b.example/" \\o "tip" \\l "part"'), '<a href="https://b.example/#part">B</a>.'),
    ],
)  # fmt: skip
def test_what_word_writes_is_understood(new: str, english: str) -> None:
    (item,) = edited(RUN, new, item=PLAIN).items
    assert (item.target, item.damage) == (english, "")


def test_a_fragment_that_word_keeps_apart_belongs_to_the_address() -> None:
    linked = replace(PLAIN, target='<a href="https://b.example/">B</a>')
    (item,) = edited("<w:hyperlink ", '<w:hyperlink w:anchor="part" ', item=linked).items
    assert item.target == '<a href="https://b.example/#part">B</a>'


def test_it_is_said_who_tracked_changes() -> None:
    (item,) = edited(RUN, f"{RUN}{INSERTED}{DELETED}", item=PLAIN).items
    assert item.remarks == ("its changes were tracked by Li Na",)


def test_comments_come_back_with_their_authors() -> None:
    remark = '<w:comment w:id="5" w:author="Li Na" w:date="2026-02-03T04:05:06Z"><w:p><w:r><w:t>Better?</w:t></w:r></w:p></w:comment></w:comments>'
    data = tabledocx.serialize(one(PLAIN))
    whole = rewritten(data, "word/comments.xml", "</w:comments>", remark)
    placed = rewritten(
        whole, "word/document.xml", RUN, f'<w:commentRangeStart w:id="5"/>{RUN}<w:commentRangeEnd w:id="5"/>'
    )
    ((item,),) = [found.items for found in tablereturn.read(placed, "port.docx")]
    assert set(item.comments) == {
        Comment("Better?", "Li Na", "2026-02-03T04:05:06Z"),
        replace(PLAIN.comments[0], at="2000-01-01T00:00:00+00:00"),
    }
    (unplaced,) = tablereturn.read(whole, "port.docx")
    assert unplaced.lost == ("a comment stands beside no unit: Better?",)


@pytest.mark.parametrize(
    ("old", "new", "state", "damage"),
    [
        ("<w:t>translated</w:t>", "<w:t>Reviewed</w:t>", State.REVIEWED, ""),
        ("<w:t>translated</w:t>", "", None, ""),
        ("<w:t>translated</w:t>", "<w:t>ok</w:t>", None, "its state “ok” is none of initial, translated, reviewed, final"),
        (RUN, RUN.replace("<w:t>", "<w:rPr><w:strike/></w:rPr><w:t>"), State.TRANSLATED, "its English holds what no unit can: words struck through (delete them, or take the line off)"),
        (RUN, f"{RUN}<w:r><w:drawing/></w:r>", State.TRANSLATED, "its English holds what no unit can: a drawing"),
    ],
)  # fmt: skip
def test_states_and_damage(old: str, new: str, state: State | None, damage: str) -> None:
    (item,) = edited(old, new, item=PLAIN).items
    assert (item.state, item.damage) == (state, damage)


def test_a_row_that_was_deleted_is_left_alone() -> None:
    assert edited("<w:cantSplit/>", '<w:del w:id="1"/>', item=PLAIN).items == ()


def test_a_lost_bookmark_takes_the_version_with_it() -> None:
    (item,) = edited('w:name="v_', 'w:name="x_', item=PLAIN).items
    assert (item.id, item.version) == ("u1", None)


def test_the_column_for_comments_is_read() -> None:
    data = tabledocx.serialize(one(PLAIN))
    cell = '<w:tcW w:type="dxa" w:w="1728"/></w:tcPr><w:p/>'
    ((item,),) = [found.items for found in tablereturn.read(rewritten(data, "word/document.xml", cell, cell.replace("<w:p/>", "<w:p><w:r><w:t>Shorter.</w:t></w:r></w:p>")), "x")]  # fmt: skip
    assert item.comments[-1] == Comment("Shorter.")


@pytest.mark.parametrize("data", [b"PK\x03\x04torn", b"PK\x03\x04"])
def test_damaged_documents_are_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="damaged Word document"):
        tablereturn.read(data, "port.docx")


def test_old_and_protected_documents_are_told_from_tables_of_text() -> None:
    data = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(512)
    assert wordfile.looks_like(data)
    with pytest.raises(InputError, match="old or a protected document"):
        tablereturn.read(data, "port.doc")


def test_a_spreadsheet_is_no_document() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(InputError, match=r"is no Word document; save the table as .docx, or from a spreadsheet as CSV"):
        tablereturn.read(written.getvalue(), "port.xlsx")


def test_other_documents_are_refused() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("word/document.xml", "<w:document xmlns:w='w'><w:body/></w:document>")
    with pytest.raises(InputError, match="holds no table"):
        tablereturn.read(written.getvalue(), "port.docx")
    assert wordfile.looks_like(written.getvalue())


def test_entities_in_a_document_are_refused() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><d>&e;</d>')
    with pytest.raises(InputError, match="declares entities"):
        tablereturn.read(written.getvalue(), "port.docx")


# --- CSV


def cells(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@given(source=MARKUP, target=MARKUP, note=st.text(max_size=10))
def test_any_markup_survives_csv(source: str, target: str, note: str) -> None:
    item = Item(id="u1", source=f"甲{source}", target=target, state=State.TRANSLATED, remarks=(note,))
    ((back,),) = [found.items for found in tablecsv.read(tablecsv.serialize(one(item)), "port.csv")]
    assert (back.source, back.target, back.damage) == (canonical(item.source), canonical(target), "")
    assert back.version == item.version


@given(source=MARKUP, comment=st.text(alphabet="=+-@'\tab＝", max_size=5))
def test_no_cell_is_a_formula(source: str, comment: str) -> None:
    item = Item(
        id="u1",
        source=f"={source}",
        target=comment.replace("\t", " "),
        comments=(Comment(comment),),
        remarks=(comment,),
    )
    for row in cells(tablecsv.serialize(one(item))):
        assert not any(cell.startswith(tuple("=+-@\t\r＝＋－＠")) for cell in row.values())


@pytest.mark.parametrize(
    "text",
    [
        "3.50",
        "12,345",
        "1-2",
        "24 January 2024",
        "Jan 24",
        "2024/1/24",
        "1e5",
        "TRUE",
        "'90",
        "3:30 pm",
        "¥5",
        "15%",
        "-5",
    ],
)
def test_figures_and_dates_are_left_as_they_are(text: str) -> None:
    data = tablecsv.serialize(one(Item(id="u1", source="甲", target=text)))
    (row,) = cells(data)
    assert row["English"] == f"'{text}"
    ((back,),) = [found.items for found in tablecsv.read(data, "port.csv")]
    assert back.target == text


@pytest.mark.parametrize(
    "text", ["'90s music", "Maybe", "May Day parade", "In 2024", "3 ports", "true story", "'It is'"]
)
def test_words_need_no_apostrophe(text: str) -> None:
    (row,) = cells(tablecsv.serialize(one(Item(id="u1", source="甲", target=text))))
    assert row["English"] == text
    assert csv_back(English=text).target == text


def test_cells_are_readable() -> None:
    first, second, *_ = cells(tablecsv.serialize(HANDED))
    assert (first["Chinese"], first["English"]) == ("港口&大学", "Port & University")
    assert LINK.replace("&amp;", "&") in second["English"]
    assert second["comments"] == "Chen Yu: Which year?\nAsk again."


def csv_back(**changes: str) -> ReturnedItem:
    (row,) = cells(tablecsv.serialize(one(ITEMS[1])))
    written = io.StringIO()
    writer = csv.DictWriter(written, list(row), delimiter=";")
    writer.writeheader()
    writer.writerow(row | {name.replace("_", " "): value for name, value in changes.items()})
    ((item,),) = [found.items for found in tablecsv.read(written.getvalue().encode("gb18030"), "port.csv")]
    return item


@pytest.mark.parametrize(
    ("cell", "english", "damage"),
    [
        ("A & B < C &nbsp;&copy;", "A &amp; B &lt; C \xa0©", ""),
        ("See <b>this</b>", "See &lt;b>this&lt;/b>", ""),
        ("See <strong>this", "", "its tags are damaged: <strong> is never closed at character 5: '<strong>this'"),
        ("'-5 degrees", "-5 degrees", ""),
        ("'It is' so", "'It is' so", ""),
    ],
)
def test_what_people_type_in_a_cell(cell: str, english: str, damage: str) -> None:
    item = csv_back(English=cell)
    assert (item.target, item.damage) == (canonical(english), damage)


def test_states_and_comments_of_a_spreadsheet() -> None:
    item = csv_back(state="FINAL", new_comment="=Why?")
    assert (item.state, item.comments) == (State.FINAL, (Comment("=Why?"),))
    assert csv_back(state="ok").damage.startswith("its state “ok” is none of")
    assert csv_back(version="").version is None


@pytest.mark.parametrize("data", [b"id,English\nu1,A\n", b"", "甲\n".encode()])
def test_other_tables_are_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        tablecsv.read(data, "port.csv")


def test_articles_of_one_table_are_parted() -> None:
    data = (
        tablecsv.serialize(one(PLAIN))
        + tablecsv.serialize(replace(HANDED, article="2024-01-25-other", items=(PLAIN,))).partition(b"\n")[2]
    )
    assert [(found.article, len(found.items)) for found in tablecsv.read(data, "x.csv")] == [
        ("2024-01-24-port", 1),
        ("2024-01-25-other", 1),
    ]
