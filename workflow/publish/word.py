"""A page as a Word document: named styles, real links, captions, a font for Chinese."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workflow.publish.context import Page, Words
from workflow.publish.wordlists import Lists
from workflow.text.chars import has_han

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHINESE_FONT = "SimSun"
_HEADING = {"h2": 1, "h3": 2, "h4": 3, "h5": 4, "h6": 5}
_MARKS = {"strong": "bold", "b": "bold", "em": "italic", "i": "italic", "cite": "italic"}
_NOTE = "Translation Note"  # a style that the intake knows as no part of the text
_WIDEST = 6.0  # inches between the margins
_EPOCH = "2000-01-01T00:00:00"
_LONGEST = 255  # characters of a property (python-docx refuses more)


def document(page: Page, pictures: Mapping[str, bytes]) -> bytes:
    """Return the page as the bytes of a ``.docx`` file; the same page gives the same bytes.

    Args:
        page: what it says.
        pictures: kept pictures by their address in the body; of one that Word cannot show the description is written
            (see `described`).
    """
    import docx

    writer = _Writer(docx.Document(), pictures)
    writer.lay_out()
    writer.page(described(page, pictures))
    return writer.bytes()


def described(page: Page, pictures: Mapping[str, bytes]) -> Page:
    """Return the page with words in the place of pictures that were not kept, or that are no pictures to Word."""
    from lxml import html

    body = html.fragment_fromstring(page.body, create_parent="div")
    unshown = [element for element in body.iter("img") if not _shows(pictures.get(element.get("src", "")))]
    for element in unshown:
        words = html.Element("em")
        words.text = f"[Picture: {element.get('alt', '') or element.get('src', '')}]"
        words.tail = element.tail
        element.getparent().replace(element, words)
    if not unshown:
        return page
    for figure in [figure for figure in body.iter("figure") if figure.find(".//img") is None]:
        for child in figure:  # without a picture it is two paragraphs
            child.tag = "p"
        figure.drop_tag()
    whole: str = html.tostring(body, encoding="unicode")
    return replace(page, body=whole.removeprefix("<div>").removesuffix("</div>"))


def _shows(picture: bytes | None) -> bool:
    from docx.image.exceptions import UnrecognizedImageError
    from docx.image.image import Image

    try:
        return picture is not None and bool(Image.from_blob(picture))
    except (UnrecognizedImageError, ValueError, KeyError):  # SVG, WebP: Word's own format list is short
        return False


def stated_keywords(written: bytes, expected: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keywords in a document's properties; `expected` when they are those, as far as they fit there."""
    import docx

    text: str = docx.Document(io.BytesIO(written)).core_properties.keywords
    return expected if text == _keywords(expected) else tuple(filter(None, text.split(", ")))


def _keywords(words: tuple[str, ...]) -> str:
    return ", ".join(words)[:_LONGEST]


class _Writer:
    """Fills a document block by block; python-docx has no types."""

    def __init__(self, made: Any, pictures: Mapping[str, bytes]) -> None:  # noqa: ANN401
        self.document = made
        self.pictures = pictures
        self.lists = Lists(made)

    def bytes(self) -> bytes:
        from datetime import datetime

        properties = self.document.core_properties
        properties.created = properties.modified = datetime.fromisoformat(_EPOCH)
        written = io.BytesIO()
        self.document.save(written)
        return _timeless(written.getvalue())

    def lay_out(self) -> None:
        """A4, on which `_WIDEST` fits between the margins (the template has American paper), and the style of notes."""
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Inches, Mm, Pt

        note = self.document.styles.add_style(_NOTE, WD_STYLE_TYPE.PARAGRAPH)
        note.base_style, note.font.size = self.document.styles["Normal"], Pt(9)
        note.paragraph_format.space_after = Pt(2)
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = int((section.page_width - Inches(_WIDEST)) / 2)

    def page(self, page: Page) -> None:
        self._properties(page)
        if page.draft:
            self._words("Draft: not for publication", _NOTE).runs[0].bold = True
        if page.position:
            self._words("Position: " + " >> ".join(step.text for step in page.position))
        self._words(page.title.text, "Title")
        if page.subtitle.text:
            self._words(page.subtitle.text, "Subtitle")
        for label, value in _facts(page):
            self._words(f"{label}: {value}")
        self._body(page.body)
        if page.original.url:
            paragraph = self._words("Link to original article: ")
            self._link(paragraph, page.original.url, page.original.url)
        if page.abridged:
            self._words("Abridged from the Chinese original.", _NOTE)
        for label, value in page.note:
            self._words(f"{label}: {value}", _NOTE)

    def _properties(self, page: Page) -> None:
        properties = self.document.core_properties
        properties.title, properties.language = page.title.text[:_LONGEST], page.language
        properties.author = ", ".join(author.text for author in page.authors)[:_LONGEST]
        properties.keywords = _keywords(page.keywords)
        properties.comments = "; ".join(f"{label}: {value}" for label, value in page.note)[:_LONGEST]

    def _body(self, body: str) -> None:
        from lxml import html

        for block in html.fragment_fromstring(body, create_parent="div"):
            self._block(block)

    def _block(self, element: "HtmlElement", style: str = "") -> None:
        tag = str(element.tag)
        if tag in _HEADING:
            self._filled(element, f"Heading {_HEADING[tag]}")
        elif tag in ("ul", "ol"):
            self._list(element, 0)
        elif tag == "blockquote":
            self._children(element, "Quote")
        elif tag == "figcaption":
            self._filled(element, "Caption")
        elif tag == "table":
            self._table(element)
        elif tag == "img":
            self._picture(self.document.add_paragraph(), element)
        elif tag == "hr":
            self.document.add_paragraph("* * *")
        elif tag in ("div", "figure", "dl"):
            self._children(element, style)
        else:
            self._filled(element, style)

    def _children(self, element: "HtmlElement", style: str) -> None:
        """A container: its blocks, or itself as one paragraph when it holds text."""
        blocks = [child for child in element if child.tag not in _INLINE]
        if blocks or not element.text_content().strip():
            for child in element:
                self._block(child, style)
        else:
            self._filled(element, style)

    def _list(self, element: "HtmlElement", level: int) -> None:
        ordered = element.tag == "ol"
        number = self.lists.begin(level, ordered=ordered)
        for item in element:
            nested = [child for child in item if child.tag in ("ul", "ol")]
            for child in nested:
                item.remove(child)
            self.lists.put(self._filled(item, "List Number" if ordered else "List Bullet"), number, level)
            for child in nested:
                self._list(child, level + 1)

    def _table(self, element: "HtmlElement") -> None:
        caption = element.find("caption")
        if caption is not None:
            self._filled(caption, "Caption")
        rows = [list(row.iterchildren("td", "th")) for row in element.iter("tr")]
        width = max((sum(_span(cell, "colspan") for cell in row) for row in rows), default=0)
        if not width:
            return
        table = self.document.add_table(rows=len(rows), cols=width, style="Table Grid")
        taken: set[tuple[int, int]] = set()
        for number, row in enumerate(rows):
            column = 0
            for cell in row:
                while (number, column) in taken:
                    column += 1
                column = self._cell(table, cell, number, column, taken)
        self.document.add_paragraph()  # a table has no space of its own before what follows

    def _cell(self, table: Any, cell: "HtmlElement", row: int, column: int, taken: set[tuple[int, int]]) -> int:  # noqa: ANN401
        last_row = min(row + _span(cell, "rowspan"), len(table.rows)) - 1
        last = min(column + _span(cell, "colspan"), len(table.columns)) - 1
        if column > last:
            return column
        taken.update((r, c) for r in range(row, last_row + 1) for c in range(column, last + 1))
        place = table.cell(row, column)
        if (last_row, last) != (row, column):
            place = place.merge(table.cell(last_row, last))
        self._runs(place.paragraphs[0], cell, {"bold": True} if cell.tag == "th" else {})
        return last + 1

    def _filled(self, element: "HtmlElement", style: str = "") -> Any:  # noqa: ANN401
        paragraph = self.document.add_paragraph(style=style or None)
        self._runs(paragraph, element, {})
        return paragraph

    def _words(self, text: str, style: str = "") -> Any:  # noqa: ANN401
        paragraph = self.document.add_paragraph(style=style or None)
        self._run(paragraph, text, {})
        return paragraph

    def _runs(self, paragraph: Any, element: "HtmlElement", looks: Mapping[str, bool]) -> None:  # noqa: ANN401
        for text, child in _inline(element):
            self._run(paragraph, text, looks)
            if child is None:
                continue
            if child.tag == "a" and child.get("href"):
                self._link(paragraph, child.get("href", ""), " ".join(child.text_content().split()))
                for picture in child.iter("img"):
                    self._picture(paragraph, picture)
            elif child.tag == "img":
                self._picture(paragraph, child)
            elif child.tag == "br":
                paragraph.add_run().add_break()
            else:
                mark = _MARKS.get(str(child.tag), {"sub": "subscript", "sup": "superscript"}.get(str(child.tag), ""))
                self._runs(paragraph, child, {**looks, mark: True} if mark else looks)

    def _run(self, paragraph: Any, text: str, looks: Mapping[str, bool]) -> None:  # noqa: ANN401
        if not text:
            return
        run = paragraph.add_run(text)
        for look, wanted in looks.items():
            setattr(run if look in ("bold", "italic") else run.font, look, wanted)
        if has_han(text):
            _set_chinese(run)

    def _link(self, paragraph: Any, address: str, text: str) -> None:  # noqa: ANN401
        """A hyperlink, which python-docx reads but does not write (ECMA-376 part 1, 17.16.22)."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run = paragraph.add_run(text)
        run.font.underline = True
        run.font.color.rgb = _blue()
        if has_han(text):
            _set_chinese(run)
        link.append(run._r)  # noqa: SLF001 - the element is the only way to move a run
        paragraph._p.append(link)  # noqa: SLF001

    def _picture(self, paragraph: Any, element: "HtmlElement") -> None:  # noqa: ANN401
        from docx.shared import Inches

        shape = paragraph.add_run().add_picture(io.BytesIO(self.pictures[element.get("src", "")]))
        inline = shape._inline  # noqa: SLF001 - python-docx has no attributes for these
        inline.docPr.set("descr", element.get("alt", ""))
        for side in ("distT", "distB", "distL", "distR"):  # LibreOffice pads a picture that does not say 0
            inline.set(side, "0")
        paragraph.paragraph_format.keep_with_next = True  # its caption
        if shape.width > Inches(_WIDEST):
            shape.height, shape.width = int(shape.height * Inches(_WIDEST) / shape.width), Inches(_WIDEST)


_INLINE = frozenset({"a", "strong", "b", "em", "i", "cite", "sub", "sup", "br", "img", "span", "bdi"})


def _facts(page: Page) -> Iterator[tuple[str, str]]:
    if page.date:
        yield "Date", page.date_text
    if page.source.text:
        yield "Source", page.source.text
    for label, people in (("Author", page.authors), ("Editor", page.editors)):
        if people:
            yield f"{label}s" if len(people) > 1 else label, _listed(people)


def _listed(people: tuple[Words, ...]) -> str:
    return ", ".join(person.text for person in people)


def _inline(element: "HtmlElement") -> Iterator[tuple[str, "HtmlElement | None"]]:
    """Text and children of a block in order: each child with the text before it, at the end the text alone."""
    text = _squeezed(element.text, first=True)
    for child in element:
        yield text, child
        text = _squeezed(child.tail)
    yield text.rstrip(), None


def _squeezed(text: str | None, *, first: bool = False) -> str:
    joined = " ".join((text or "").split())
    if not joined:
        return " " if text and not first else ""
    before = " " if (text or "")[0].isspace() and not first else ""
    return f"{before}{joined}{' ' if (text or '')[-1].isspace() else ''}"


def _span(cell: "HtmlElement", name: str) -> int:
    value = cell.get(name, "1")
    return max(1, int(value)) if value.isdecimal() else 1


def _set_chinese(run: Any) -> None:  # noqa: ANN401
    """Word chooses the font of Chinese by an attribute of its own."""
    from docx.oxml.ns import qn

    run.font.name = run.font.name or "Calibri"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), _CHINESE_FONT)  # noqa: SLF001 - no public way


def _blue() -> Any:  # noqa: ANN401
    from docx.shared import RGBColor

    return RGBColor(0x0B, 0x53, 0x94)


def _timeless(data: bytes) -> bytes:
    """The same archive with its entries dated alike, so that equal pages are equal files."""
    import zipfile

    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename, (2000, 1, 1, 0, 0, 0)), old.read(entry), zipfile.ZIP_DEFLATED)
    return written.getvalue()
