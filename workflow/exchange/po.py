"""PO files of GNU gettext, read as pairs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from workflow.errors import InputError
from workflow.exchange import markup
from workflow.exchange.bilingual import Bilingual, Segment
from workflow.exchange.plaintext import decode

_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d{1,2})\])?\s*(".*)')
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{2})|(.))")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


@dataclass(slots=True)
class _Entry:
    """One entry: its strings by keyword, and the line on which each begins."""

    texts: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def looks_like(text: str) -> bool:
    """Whether a text has the form of a PO file."""
    return bool(re.search(r'^msgid\s+"', text, re.MULTILINE)) and bool(
        re.search(r'^msgstr(\[0\])?\s+"', text, re.MULTILINE)
    )


def parse(data: bytes, name: str) -> Bilingual:
    """Read a PO file; obsolete entries (``#~``) are left out, a plural is a segment of its own.

    Raises:
        InputError: it is no text, or a line is of no form known to gettext.
    """
    return of_text(decode(data, name), name)


def of_text(text: str, name: str) -> Bilingual:
    """Read a PO file that was decoded already; see `parse`."""
    found = [pair for number, entry in enumerate(_entries(text, name)) for pair in _pairs(entry, number)]
    return Bilingual(
        segments=tuple(segment for segment, _ in found), lost=markup.lost_codes(sum(lost for _, lost in found))
    )


def _entries(text: str, name: str) -> Iterator[_Entry]:
    entry, keyword = _Entry(), ""
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.strip()
        begun = _KEYWORD.fullmatch(line)
        if begun:
            if begun[1] in ("msgctxt", "msgid") and any(key.startswith("msgstr") for key in entry.texts):
                yield entry
                entry = _Entry()
            keyword = begun[1] + (begun[2] or "")
            entry.texts[keyword] = _string(begun[3], number, name)
            entry.lines[keyword] = number
        elif line.startswith('"') and keyword:
            entry.texts[keyword] += _string(line, number, name)
        elif line.startswith("#") or not line:
            if entry.texts and "msgstr" in keyword:
                yield entry
                entry = _Entry()
            keyword = ""
            if line.startswith(("#. ", "# ")):
                entry.notes.append(line.partition(" ")[2].strip())
        else:
            raise _refused(number, name)
    if entry.texts:
        yield entry


def _string(written: str, number: int, name: str) -> str:
    found = _STRING.fullmatch(written.strip())
    if not found:
        raise _refused(number, name)

    def character(escape: re.Match[str]) -> str:
        octal, hexadecimal, letter = escape.groups()
        return _ESCAPED.get(letter, letter) if letter else chr(int(octal or hexadecimal, 8 if octal else 16))

    return _ESCAPE.sub(character, found[1])


def _refused(number: int, name: str) -> InputError:
    return InputError(
        "is no line of a PO file", place=f"{name}:{number}", mend='write msgid "…" and msgstr "…", each on its line'
    )


def _pairs(entry: _Entry, number: int) -> Iterator[tuple[Segment, int]]:
    """The texts of an entry. The first, with an empty msgid, is the file's header."""
    identifier = entry.texts.get("msgctxt") or f"entry {number}"
    for source, targets in (("msgid", ("msgstr", "msgstr0")), ("msgid_plural", ("msgstr1",))):
        target = next((key for key in targets if key in entry.texts), "")
        if entry.texts.get(source) and (target or source == "msgid"):
            (chinese, lost), (english, also_lost) = (
                markup.of_text(entry.texts.get(key, "")) for key in (source, target)
            )
            line = entry.lines.get(target) or entry.lines[source]
            note = " ".join(entry.notes)
            yield Segment(id=identifier, source=chinese, target=english, note=note, line=line), lost + also_lost
