"""A review table as a Word document, written: a row for each item, its Chinese beside its English.

Links, bold, italics, sub- and superscripts are Word's own. What must not be edited, the number of an item and the
pictures, stands in locked content controls (ECMA-376 part 1, 17.5.2). A bookmark at the number is named after the
version of the texts, and the link of a picture begins with `PICTURE`: those outlast LibreOffice, which drops controls.
"""

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from workflow.exchange.handoff import Handoff, Item, Version
from workflow.exchange.wordruns import BREAK, FORM, Run, runs
from workflow.model import Comment
from workflow.text.chars import has_han

PICTURE = "picture:"
"""What the address of a link begins with that stands for a picture; the picture's own follows."""
HEADERS = ("Unit", "Chinese", "English", "Comment")
ARTICLE = "Article: "
"""What stands before the article's id, in a paragraph above the table."""
_HELP = (
    "Edit the English, with or without tracked changes; leave links and pictures where they are. Comment as usual in "
    "Word, or in the last column. To approve a unit, write reviewed or final in place of the state below its number. "
    "Then: workflow table import FILE"
)
_WIDTHS = (1.3, 3.6, 4.0, 1.2)  # inches, on A4 laid across
_UNADDRESSABLE = re.compile(r"[^\w%/:?#\[\]@!$&()*+,;=~.-]|[^\x00-\x7f]")
_EPOCH = datetime.fromisoformat("2000-01-01T00:00:00+00:00")
_CHINESE_FONT = "SimSun"
_LOOKS = {"strong": "bold", "em": "italic", "sub": "subscript", "sup": "superscript"}


def serialize(handoff: Handoff) -> bytes:
    """Write the items of an article."""
    import docx

    document = docx.Document()
    _lay_across(document)
    document.styles["Normal"].paragraph_format.space_after = 0
    document.core_properties.title = f"Review of {handoff.article}"
    document.core_properties.created = document.core_properties.modified = _EPOCH
    document.add_heading(f"Review of {handoff.article}", 1)
    document.add_paragraph(ARTICLE + handoff.article)
    for sentence in (*handoff.about, _HELP):
        _put(document.add_paragraph(), [Run(sentence)])
    table = document.add_table(rows=1, cols=len(HEADERS), style="Table Grid")
    _head(table)
    for number, item in enumerate(handoff.items, start=1):
        _row(document, table, item, number)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def bookmark(version: Version, number: int) -> str:
    """Return the name of a row's bookmark: at most 40 letters, digits and underlines, each name once."""
    return f"v_{version.source}_{version.target}_{version.state}_{number}"


def version_of(name: str) -> Version | None:
    """Return the version that the name of a bookmark tells, None where it tells none."""
    kind, _, rest = name.partition("_")
    return Version.read(rest.rpartition("_")[0].replace("_", "-")) if kind == "v" else None


def _lay_across(document: Any) -> None:  # noqa: ANN401 - python-docx has no types
    from docx.enum.section import WD_ORIENT
    from docx.shared import Inches, Mm

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(0.8)


def _head(table: Any) -> None:  # noqa: ANN401
    from docx.oxml import OxmlElement
    from docx.shared import Inches

    table.autofit = False
    row = table.rows[0]
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - repeated on every page
    for column, cell, width, name in zip(table.columns, row.cells, _WIDTHS, HEADERS, strict=True):
        column.width = cell.width = Inches(width)
        cell.paragraphs[0].add_run(name).bold = True


def _row(document: Any, table: Any, item: Item, place: int) -> None:  # noqa: ANN401
    from docx.oxml import OxmlElement
    from docx.shared import Inches

    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - no row runs over two pages
    cells = row.cells
    for cell, width in zip(cells, _WIDTHS, strict=True):
        cell.width = Inches(width)
    number = cells[0].paragraphs[0]
    _small(number, item.id)
    _mark(number._p, bookmark(FORM.version(item), place), place)  # noqa: SLF001
    number._p.append(_control(number.runs[0]._r))  # noqa: SLF001
    _small(cells[0].add_paragraph(), str(item.state))
    _put(cells[1].paragraphs[0], runs(item.source))
    _put(cells[2].paragraphs[0], runs(item.target))
    terms = "; ".join(f"{term} = {english}" for term, english in item.terms)
    for sentence in filter(None, (*item.remarks, terms)):
        _small(cells[1].add_paragraph(), sentence)
    for comment in item.comments:
        _comment(document, cells[2].paragraphs[0], comment)


def _mark(paragraph: Any, name: str, number: int) -> None:  # noqa: ANN401
    """Put a bookmark where a paragraph ends now (ECMA-376 part 1, 17.13.6)."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("Start", "End"):
        mark = OxmlElement(f"w:bookmark{kind}")
        mark.set(qn("w:id"), str(number))
        if kind == "Start":
            mark.set(qn("w:name"), name)
        paragraph.append(mark)


def _small(paragraph: Any, text: str) -> None:  # noqa: ANN401
    from docx.shared import Pt

    _put(paragraph, [Run(text)])
    paragraph.runs[0].font.size = Pt(8)


def _comment(document: Any, paragraph: Any, comment: Comment) -> None:  # noqa: ANN401
    from docx.oxml.ns import qn

    run = paragraph.runs[-1] if paragraph.runs else paragraph.add_run()
    initials = "".join(word[0] for word in comment.by.split())
    made = document.add_comment(run, text=comment.text, author=comment.by, initials=initials)
    made._comment_elm.set(qn("w:date"), comment.at or _EPOCH.isoformat())  # noqa: SLF001 - else it is now


def _put(paragraph: Any, found: Sequence[Run]) -> None:  # noqa: ANN401
    """Append runs to a paragraph."""
    link, address = None, ""
    for run in found:
        made = _run(paragraph, run)
        if run.link != address:
            address, link = run.link, _hyperlink(paragraph, run.link) if run.link else None
        target = paragraph._p if link is None else link  # noqa: SLF001
        target.append(_picture(paragraph, run, made) if run.picture else made)


def _run(paragraph: Any, run: Run) -> Any:  # noqa: ANN401
    from docx.oxml.ns import qn

    made = paragraph.add_run()
    if run.text == BREAK:
        made.add_break()
    else:
        made.text = "[picture]" if run.picture else run.text
    for mark in run.marks:
        setattr(made.font, _LOOKS[mark], True)
    if run.link:
        made.font.underline = True
    if has_han(run.text):  # Word chooses the font of Chinese by an attribute of its own
        made.font.name = "Calibri"
        made._r.rPr.rFonts.set(qn("w:eastAsia"), _CHINESE_FONT)  # noqa: SLF001
    return made._r  # noqa: SLF001


def _picture(paragraph: Any, run: Run, made: Any) -> Any:  # noqa: ANN401
    link = _hyperlink(paragraph, PICTURE + run.picture)
    link.append(made)
    return _control(link)


def _hyperlink(paragraph: Any, address: str) -> Any:  # noqa: ANN401
    """An empty link (ECMA-376 part 1, 17.16.22); characters that no address may have are escaped."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    valid = _UNADDRESSABLE.sub(lambda found: quote(found[0]), address)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(valid, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)  # noqa: SLF001
    return link


def _control(content: Any) -> Any:  # noqa: ANN401
    """A content control around an element that Word then lets nobody delete or edit."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    control, properties, lock, inside = (OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "lock", "sdtContent"))
    lock.set(qn("w:val"), "sdtContentLocked")
    properties.append(lock)
    inside.append(content)
    control.extend((properties, inside))
    return control
