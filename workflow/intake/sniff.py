"""What kind of document some bytes are, whatever they were declared to be."""

import io
import re
import zipfile

from workflow.errors import InputError
from workflow.intake.original import DOCX, HTML, MARKDOWN, TEXT

_WINDOW = 65_536
_SAVE = "save it as html, txt, md or docx"

# Magic numbers of what people give by mistake, with the word they would use for it.
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (doc, xls, ppt)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_STRONG_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_TAG = re.compile(
    rb"</?(?:p|div|br|table|a|span|h[1-6]|ul|ol|li|meta|title|img|article|section|font|strong)\b[^<>]*>", re.IGNORECASE
)
_XML_ROOT = re.compile(rb"<(?!\?|!)([\w:.-]+)")
_FEEDS = {b"rss", b"feed", b"rdf:rdf", b"urlset", b"sitemapindex"}
_CONTROLS = bytes(sorted(set(range(32)) - {0, 9, 10, 12, 13, 27}))
_CONTROL_SHARE = 0.01


def media_type(data: bytes, *, declared: str = "", name: str = "", place: str = "") -> str:
    """Return the media type of an original: `HTML`, `TEXT`, `MARKDOWN` or `DOCX`.

    Args:
        data: the whole of it.
        declared: media type of the transport; it decides only between kinds the bytes leave open.
        name: file name, likewise.
        place: where it came from, for the error.

    Raises:
        InputError: empty, binary, or a kind of document that cannot be taken in.
    """
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise InputError("is empty", place=place, mend="give a file or page with text in it")
    if data.startswith(b"PK\x03\x04"):
        return _zip(data, place)
    for magic, kind in _REFUSED:
        if data.startswith(magic):
            raise InputError(f"is {kind}", place=place, mend=_SAVE)
    head = _narrow(data[:_WINDOW])
    if _is_binary(head):
        raise InputError("is a binary file, not text", place=place, mend=_SAVE)
    return _text_kind(head, declared, name, place)


def _text_kind(head: bytes, declared: str, name: str, place: str) -> str:
    start = head.lstrip(b" \t\r\n\xef\xbb\xbf")
    extension = name.lower().rpartition(".")[2]
    markdown = extension in ("md", "markdown") or declared == "text/markdown"
    root = _XML_ROOT.search(start) if start.startswith(b"<") else None
    if root and root.group(1).lower() in _FEEDS:
        raise InputError("is a feed, not a page", place=place, mend="give the address of one article")
    if start[:1] in (b"{", b"[") and (declared.endswith("json") or extension == "json"):
        raise InputError("is JSON, not a page", place=place, mend=_SAVE)
    if markdown:
        return HTML if start.startswith(b"<") and _STRONG_HTML.search(start) else MARKDOWN
    if _STRONG_HTML.search(head):
        return HTML
    if _TAG.search(head) and (
        extension in ("html", "htm", "shtml", "xhtml") or "html" in declared or start[:1] == b"<"
    ):
        return HTML
    if name in ("", "-") and (start.startswith((b"---\n", b"---\r\n", b"# "))):
        return MARKDOWN
    return TEXT


def _zip(data: bytes, place: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        problem = "is a damaged or incomplete docx or zip file"
        raise InputError(problem, place=place, mend="save or download it again") from error
    # Word on the web writes document2.xml.
    if any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return DOCX
    kind = next(
        (
            word
            for part, word in (("xl/", "a spreadsheet (xlsx)"), ("ppt/", "a presentation (pptx)"))
            if any(entry.startswith(part) for entry in names)
        ),
        "an OpenDocument file" if "mimetype" in names else "a zip archive",
    )
    raise InputError(f"is {kind}", place=place, mend=_SAVE)


def _narrow(head: bytes) -> bytes:
    """Return the ASCII part of UTF-16 text as single bytes, so that one set of patterns reads every charset."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or (0 in head and _looks_wide(head)):
        little = head.startswith(b"\xff\xfe") or (
            not head.startswith(b"\xfe\xff") and head[1::2].count(0) > head[0::2].count(0)
        )
        low, high = (head[0::2], head[1::2]) if little else (head[1::2], head[0::2])
        return bytes(a if b == 0 else 0xFF for a, b in zip(low, high, strict=False))
    return head


def _looks_wide(head: bytes) -> bool:
    """Whether zero bytes stand at every other place, as ASCII does in UTF-16."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return max(even, odd) > max(2, len(head) // 100) and min(even, odd) * 4 < max(even, odd)


def _is_binary(head: bytes) -> bool:
    controls = len(head) - len(head.translate(None, _CONTROLS))
    zeros = head.count(0)
    return (controls + zeros) > max(len(head) * _CONTROL_SHARE, 1)


def too_large(size: int | None, limit: int, place: str) -> InputError:
    """Return the refusal of something over the limit (bytes); `size` is None when it was not read to its end."""
    has = f"has {_megabytes(size)}" if size is not None else f"has more than {_megabytes(limit)}"
    return InputError(f"{has}, the limit is {_megabytes(limit)}", place=place, mend="give a smaller one")


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size} bytes"  # noqa: PLR2004 - reads better from there on
