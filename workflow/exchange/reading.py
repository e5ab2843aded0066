"""Any bilingual file or termbase: its format is told from what it holds, not from its name."""

from workflow.errors import InputError
from workflow.exchange import columns, po, tbx, termtable, tmx, xliff, xmlfile
from workflow.exchange.bilingual import Bilingual
from workflow.exchange.plaintext import decode
from workflow.exchange.terms import Terms

_TERMBASES = ("tbx", "martif")
_GIVE_TWO = "give two: workflow check ORIGINAL REPRODUCTION"


def read(data: bytes, name: str, *, source: str = "zh", target: str = "en") -> Bilingual:
    """Read XLIFF, TMX, PO, TSV or CSV.

    Args:
        data: the file.
        name: its name, for errors.
        source: language of the sources (BCP 47), to choose from a file with several.
        target: that of the targets.

    Raises:
        InputError: it is empty, damaged, hostile or not bilingual; the message says which, and where.
    """
    if xmlfile.looks_like(data):
        return _xml(data, name, source, target)
    if data.startswith(b"PK\3\4"):
        mend = f"save a spreadsheet as CSV; of documents {_GIVE_TWO}"
        raise InputError("is a document, not a bilingual file", place=name, mend=mend)
    text = decode(data, name)
    return po.of_text(text, name) if po.looks_like(text) else columns.of_text(text, name)


def read_terms(data: bytes, name: str, *, source: str = "zh", target: str = "en") -> Terms:
    """Read a termbase: TBX, CSV, TSV or a bare list.

    Args:
        data: the file.
        name: its name, for errors.
        source: language of the first column of a bare list, BCP 47.
        target: that of the second.

    Raises:
        InputError: it is damaged or hostile, or holds no terms.
    """
    if xmlfile.looks_like(data):
        return tbx.parse(data, name)
    return termtable.parse(data, name, source=source, target=target)


def _xml(data: bytes, name: str, source: str, target: str) -> Bilingual:
    if _is_page(data):
        raise InputError("is a page, not a bilingual file", place=name, mend=_GIVE_TWO)
    root = xmlfile.parse(data, name)
    kind = xmlfile.local(root)
    if kind == "xliff":
        return xliff.of_root(root, name)
    if kind == "tmx":
        return tmx.of_root(root, source=source, target=target)
    if kind in _TERMBASES:
        raise InputError(
            "is a termbase, not a bilingual text",
            place=name,
            mend="give it as --glossary, or to: workflow glossary import",
        )
    raise InputError(f"is XML of another kind (<{kind}>)", place=name, mend="give XLIFF, TMX, PO, TSV or CSV")


def _is_page(data: bytes) -> bool:
    head = data[:1000].replace(b"\0", b"").lower()
    return b"<!doctype html" in head or b"<html" in head
