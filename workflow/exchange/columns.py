"""Bilingual tables: source and target side by side in a text file with tabs (TSV) or a CSV file."""

from collections.abc import Sequence
from dataclasses import dataclass

from workflow.errors import InputError
from workflow.exchange import markup
from workflow.exchange.bilingual import Bilingual, Segment
from workflow.exchange.plaintext import decode
from workflow.exchange.rows import Row, rows
from workflow.text.chars import has_han

_NAMES = {
    **dict.fromkeys(("source", "src", "zh", "zh-cn", "zh-hans", "zh-tw", "zh-hant", "chinese", "original"), "source"),
    **dict.fromkeys(("原文", "中文", "源文", "汉语", "术语", "術語", "简体", "繁体", "繁體"), "source"),
    **dict.fromkeys(("简体中文", "繁体中文", "繁體中文", "simplified-chinese", "traditional-chinese"), "source"),
    **dict.fromkeys(("target", "tgt", "trg", "en", "en-us", "en-gb", "english", "translation"), "target"),
    **dict.fromkeys(("译文", "英文", "英语", "翻译", "英译", "译名", "英譯", "譯名"), "target"),
    **dict.fromkeys(("id", "key", "unit", "no", "no.", "#", "编号", "序号"), "id"),
    **dict.fromkeys(("note", "notes", "comment", "remark", "备注", "说明"), "note"),
}
_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which column holds what; -1 for none."""

    source: int
    target: int
    id: int = -1
    note: int = -1


def parse(data: bytes, name: str) -> Bilingual:
    """Read a table: by its header if it has one, else the first column with Chinese is the source, the next the target.

    Raises:
        InputError: it is no text, or no two columns hold Chinese and something beside it.
    """
    return of_text(decode(data, name), name)


def of_text(text: str, name: str) -> Bilingual:
    """Read a table that was decoded already; see `parse`."""
    found = rows(text, name)
    layout = _header(found[0]) if found else None
    body = found[1:] if layout else found
    layout = layout or _by_content(body)
    if layout is None:
        raise InputError(
            "is not a bilingual file",
            place=name,
            mend="give XLIFF, TMX, PO, or a table with the Chinese in one column and the English in the next",
        )
    pairs = [_segment(row, layout) for row in body]
    return Bilingual(
        segments=tuple(segment for segment, _ in pairs), lost=markup.lost_codes(sum(lost for _, lost in pairs))
    )


def column_of(name: str) -> str:
    """Return what a column of this name holds (``source``, ``target``, ``id``, ``note``), '' for another."""
    return _NAMES.get(name.lower().replace("_", "-").replace(" ", "-"), "")


def _header(row: Row) -> _Layout | None:
    meant = [column_of(cell) for cell in row.cells]
    if "source" not in meant or "target" not in meant:
        return None
    places = {what: meant.index(what) if what in meant else -1 for what in ("source", "target", "id", "note")}
    return _Layout(**places)


def _by_content(body: Sequence[Row]) -> _Layout | None:
    sample = body[:_SAMPLE]
    width = max((len(row.cells) for row in sample), default=0)
    for column in range(width - 1):
        texts = [row.cells[column] for row in sample if len(row.cells) > column + 1]
        if texts and 2 * sum(map(has_han, texts)) > len(texts):
            return _Layout(column, column + 1, column - 1, column + 2)
    return None


def _segment(row: Row, layout: _Layout) -> tuple[Segment, int]:
    def cell(column: int) -> str:
        return row.cells[column] if 0 <= column < len(row.cells) else ""

    (source, lost), (target, also_lost) = markup.of_text(cell(layout.source)), markup.of_text(cell(layout.target))
    identifier = cell(layout.id) or f"line {row.line}"
    return Segment(id=identifier, source=source, target=target, note=cell(layout.note), line=row.line), lost + also_lost
