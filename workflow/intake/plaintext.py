"""Plain text as an HTML fragment: title line, paragraphs, headings, addresses as links. Standard library only."""

import re
from html import escape
from itertools import pairwise
from unicodedata import east_asian_width

_INDENT = re.compile(r"^(?:[\u3000\u2003]+|\t| {2,})")
_FINAL = re.compile(r"[。！？!?…：:；;.][”’」』）)\"']*$")
_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]{1,3}[章节部分]+)"
)
_HEADING_WIDTH = 60
# Printable ASCII only: Chinese text follows an address without a space.
_ADDRESS = re.compile(r"https?://[!#-;=?-Z\[\]_a-z~%]+[#-&*+/-9=@-Z_a-z~%]")
# A line broken by an editor is about as long as its neighbours, in columns.
_WRAP_SPREAD = 12
_WRAP_LEAST = 40


def fragment(text: str) -> str:
    """Return ``<h1>`` with the first line, then ``<p>`` and ``<h2>`` for the rest.

    Args:
        text: decoded, lines ended by line feeds.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    start = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    title = re.sub(r"^(?:标题|题目|Title)\s*[：:]\s*", "", lines[start].strip()) if start < len(lines) else ""
    parts = [f"<h1>{escape(title, quote=False)}</h1>"] if title else []
    for paragraph in paragraphs("\n".join(lines[start + 1 :])):
        plain = paragraph.strip()
        heading = _HEADING.match(plain) and not _FINAL.search(plain) and width(plain) <= _HEADING_WIDTH
        tag = "h2" if heading else "p"
        parts.append(f"<{tag}>{linked(plain)}</{tag}>")
    return "\n".join(parts)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text: parted by blank lines, by indents, or one a line; broken lines are joined."""
    found: list[str] = []
    for block in re.split(r"\n(?:[ \t\u3000]*\n)+", text):
        lines = [line for line in block.split("\n") if line.strip()]
        found.extend(_of_block(lines))
    return found


def linked(text: str) -> str:
    """Return plain text as markup in which bare addresses are links."""
    out, position = [], 0
    for found in _ADDRESS.finditer(text):
        address = escape(found.group())
        out += [escape(text[position : found.start()], quote=False), f'<a href="{address}">{address}</a>']
        position = found.end()
    return "".join(out) + escape(text[position:], quote=False)


def width(text: str) -> int:
    """Return the columns a text takes in a terminal: two for each Chinese character."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _of_block(lines: list[str]) -> list[str]:
    if len(lines) < 2:  # noqa: PLR2004
        return [line.strip() for line in lines]
    indented = [bool(_INDENT.match(line)) for line in lines]
    if any(indented) and not all(indented) and _is_wrapped(lines):
        starts = indented
    elif _is_wrapped(lines):
        starts = [False] * len(lines)
    else:
        starts = [True] * len(lines)
    found: list[str] = []
    for line, starts_one in zip(lines, starts, strict=True):
        if starts_one or not found:
            found.append(line.strip())
        else:
            found[-1] = _join(found[-1], line.strip())
    return found


def _is_wrapped(lines: list[str]) -> bool:
    """Whether an editor broke the lines: most that do not end a paragraph are full, and end in mid-sentence."""
    inner = [line for line, after in pairwise(lines) if not _INDENT.match(after)]
    if not inner:
        return False
    widest = max(width(line) for line in lines)
    full = sum(1 for line in inner if width(line) >= widest - _WRAP_SPREAD)
    broken = sum(1 for line in inner if not _FINAL.search(line))
    return widest >= _WRAP_LEAST and full >= 0.8 * len(inner) and broken >= 0.5 * len(inner)


def _join(before: str, after: str) -> str:
    """Join two parts of a broken line: Chinese without a space, Latin words with one."""
    return f"{before} {after}" if before[-1:].isascii() and after[:1].isascii() else before + after
