"""What intake takes in: the bytes of one original and what came with them."""

from dataclasses import dataclass
from pathlib import Path

HTML = "text/html"
TEXT = "text/plain"
MARKDOWN = "text/markdown"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

EXTENSIONS = {HTML: "html", TEXT: "txt", MARKDOWN: "md", DOCX: "docx"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The bytes of an original as they were taken in.

    `media_type` is one of `HTML`, `TEXT`, `MARKDOWN`, `DOCX`, sniffed from the bytes. `charset` is what the transport
    declared ('' for files), which may be wrong. `url` is the final address after redirects, '' for files. `name` is
    the file name, for people. `extension` has no dot. `folder` is where a local file stands, for its pictures.
    """

    data: bytes
    media_type: str = HTML
    charset: str = ""
    url: str = ""
    name: str = ""
    extension: str = "html"
    folder: Path | None = None
