"""Checks on the characters of the English: quotation marks, brackets, width, spacing, and what nobody can see."""

import re
import unicodedata
from collections.abc import Iterator

from workflow.checks.base import Pair, Subject
from workflow.checks.report import Report, quoted
from workflow.model import Severity
from workflow.text.chars import is_han, unprintable

_CLOSED_BY = {"(": ")", "[": "]", "{": "}", "“": "”"}
_BRACKET = re.compile(r"[()\[\]{}“”]")
_FOLDED = str.maketrans("（）［］【】〔〕｛｝「」〝〞", "()[][][]{}“”“”")
# A label of a list, “1)” or “(a”, opens or closes alone; so does a sad face.
_LABEL = re.compile(r"(?:^|[\s;,:])(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})\)(?=\s|$)|[:;]-?[()]")
# An address may hold anything.
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S++|(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]++|(?<![\w.-])[\w-]++(?:\.[\w-]++)++/\S*+"
)


# Words with one space between them, and marks behind a word or inside a figure.
_PLAIN = re.compile(r"(?:[A-Za-z0-9$%'-]++(?:[,;:.!?](?=[ ]|\Z)|[,.:](?<=\d.)(?=\d))?[ ]?)*+")


def marked(pair: Pair) -> bool:
    """Whether the English has anything that the checks of characters look at; most texts are plain."""
    return _PLAIN.fullmatch(pair.english) is None


def unbalanced(pair: Pair) -> Iterator[Report]:
    """Report brackets and quotation marks that do not pair up, where those of the Chinese do."""
    text = pair.english
    lone = _unpaired(text)
    if not lone and not _odd_quotes(text):
        return
    chinese = pair.chinese.translate(_FOLDED)
    theirs = _unpaired(chinese)
    if not lone:
        if not theirs and not _odd_quotes(chinese):
            yield Report(f"{pair.where} has an odd number of straight quotation marks; complete the pair")
    elif not theirs:
        message = f"{pair.where} has {' '.join(lone[:3])} without its partner; complete the pair, or remove it"
        yield Report(message, target_span=_only(text, lone[0]))


def _only(text: str, mark: str) -> tuple[int, int] | None:
    """Where a mark stands, None where it stands in several places."""
    return (text.index(mark), text.index(mark) + 1) if text.count(mark) == 1 else None


def _unpaired(text: str) -> list[str]:
    """Return the brackets and curly quotation marks that nothing opens or closes, in their order."""
    lone = _lone(text)
    return lone and _lone(_LABEL.sub("", text))


def _lone(text: str) -> list[str]:
    opened: list[str] = []
    lone: list[str] = []
    for match in _BRACKET.finditer(text):
        mark = match[0]
        if mark in _CLOSED_BY:
            opened.append(mark)
        elif opened and _CLOSED_BY[opened[-1]] == mark:
            opened.pop()
        else:
            lone.append(mark)
    return [*opened, *lone]


_INCHES = re.compile(r"(?<=\d)[\"'″′]")


def _odd_quotes(text: str) -> bool:
    return '"' in text and _INCHES.sub("", text).count('"') % 2 == 1


_STRAIGHT = re.compile(r"\"|(?<=[A-Za-z])'(?=[a-z])|(?<=[A-Za-z])'(?=\s)|(?<=\s)'(?=[A-Za-z])")
_CURLY = re.compile("[“”‘’]")


def quotes(pair: Pair) -> Iterator[Report]:
    """Report straight and curly quotation marks or apostrophes in one unit."""
    if len(_styles(pair.english)) > 1:
        message = f"{pair.where} mixes straight (\" ') and curly (“ ’) marks; write one kind"
        yield Report(message)


def _styles(text: str) -> frozenset[str]:
    straight = _STRAIGHT.search(_INCHES.sub("", text)) if '"' in text or "'" in text else None
    curly = _CURLY.search(text)
    return frozenset(name for name, found in (("straight", straight), ("curly", curly)) if found)


def quote_style(subject: Subject) -> Iterator[Report]:
    """Report units whose quotation marks are of another kind than those of the article's other units.

    Where the units are divided in halves, curly marks are taken for the article's own.
    """
    by_style: dict[str, list[Pair]] = {"curly": [], "straight": []}
    for pair in subject.pairs:
        styles = _styles(pair.english)
        if len(styles) == 1:
            by_style[next(iter(styles))].append(pair)
    straight, curly = by_style["straight"], by_style["curly"]
    odd, kind, others = (curly, "curly", straight) if len(straight) > len(curly) else (straight, "straight", curly)
    if odd and others:
        where = ", ".join(pair.unit.id for pair in odd[:5]) + (f" and {len(odd) - 5} more" if len(odd) > 5 else "")  # noqa: PLR2004
        message = f"{kind} quotation marks in {where}, the others in {len(others)} units; write one kind in an article"
        yield Report(message.replace("in 1 units", "in 1 unit"), unit=odd[0].unit.id, target=odd[0].english)


# Full-width ASCII, Chinese marks, the ideographic space, and the six-dot ellipsis and two-em dash of Chinese.
_WIDE = re.compile(
    "[\uff01-\uff5e\u3000-\u3002\u3008-\u3011\u3014-\u301f\ufe30-\ufe4f\uffe0-\uffe6\uff61-\uff65]|…{2,}+"
)


def fullwidth(pair: Pair) -> Iterator[Report]:
    """Report full-width characters and Chinese punctuation; beside Chinese characters they belong to those."""
    text = pair.english
    if text.isascii():
        return
    found = [match for match in _WIDE.finditer(text) if not _beside_han(text, match)]
    if found:
        marks = dict.fromkeys(match[0] for match in found)
        message = f"{pair.where} has Chinese or full-width characters: {quoted(marks)}; write the English ones"
        yield Report(message, target_span=found[0].span())


def _beside_han(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return any(ch and is_han(ch) for ch in (before, after))


_SPACE = "[ \u00a0\u2009\u202f]"
_SPACING = (
    # Two spaces behind a sentence are a habit, and a browser shows one.
    (re.compile(rf"(?<=[^\s.!?:”\"’)]){_SPACE}{{2,}}(?=\S)"), "more than one space"),
    (re.compile(rf"(?<=\w){_SPACE}+(?:[,;]|[!?](?![\w!?])|[.:](?=\s|$))"), "a space before a mark"),
    (re.compile(rf"(?<=\w){_SPACE}+[’”](?=[\s.,;:]|$)"), "a space before a closing mark"),
    (re.compile(rf"[(\[“]{_SPACE}+(?=\w)|(?<=\w){_SPACE}+[)\]](?!\w)"), "a space inside brackets"),
    (re.compile(r"(?<=[A-Za-z0-9”’)])[,;](?=[A-Za-z]{2})|(?<=[a-z]{2}),(?=\d)"), "no space behind a mark"),
    (re.compile(r"(?<=[a-z]{2})[.?!](?=[A-Z][a-z]|[AI]\s)|(?<=[a-z)]):(?=[A-Z][a-z])"), "no space behind a mark"),
    (re.compile(r"(?<=[a-z]{3})\((?=[A-Za-z]{4})|(?<=[a-z])“(?=\w)"), "no space before an opening mark"),
)
# What one of them needs; most texts have nothing of the kind.
_DOUBTFUL = re.compile(
    rf"[,;:.!?()\[\]“”’](?:(?<={_SPACE}[^(\[“])|(?<=[(\[“])(?={_SPACE})|(?<=[a-z][(“])"
    r"|(?<=[,;])(?=[A-Za-z])|(?<=[a-z],)(?=\d)|(?<=[.?!:])(?=[A-Z]))"
)
_SPACES = re.compile(f"{_SPACE}{{2}}")
_AROUND = 8


def spacing(pair: Pair) -> Iterator[Report]:
    """Report spaces that are doubled, missing, or before a mark."""
    text = pair.english
    if not (_DOUBTFUL.search(text) or _SPACES.search(text)):
        return
    hidden = [match.span() for match in _ADDRESS.finditer(text)]
    found: dict[str, str] = {}
    spots: list[tuple[int, int]] = []
    for pattern, problem in _SPACING:
        for match in pattern.finditer(text):
            start, end = match.span()
            if problem not in found and not any(first <= start < last for first, last in hidden):
                found[problem] = text[max(start - _AROUND, 0) : end + _AROUND]
                spots.append((start, end))
    if found:
        shown = ", ".join(f"{problem} in “{place.strip()}”" for problem, place in found.items())
        yield Report(f"{pair.where} has {shown}; mend the spaces", target_span=spots[0])


# Bidirectional overrides and embeddings make text read otherwise than it is written (CVE-2021-42574).
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_UNASSIGNED = re.compile("[\ufffd\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010fffd]")


def control(pair: Pair) -> Iterator[Report]:
    """Report characters that nobody sees: control, zero-width and bidirectional ones, and what no font can show."""
    text = pair.english
    if text.isascii() and text.isprintable():
        return
    found = [*unprintable(text), *dict.fromkeys(_UNASSIGNED.findall(text))]
    if found:
        named = ", ".join(f"U+{ord(ch):04X} ({_name(ch)})" for ch in found[:3])
        more = f" and {len(found) - 3} more" if len(found) > 3 else ""  # noqa: PLR2004
        grave = any(ch in _BIDI or _UNASSIGNED.match(ch) for ch in found)
        message = f"{pair.where} has {named}{more}; delete it, or write the character that was meant"
        at = text.index(found[0])
        yield Report(message, severity=Severity.ERROR if grave else None, target_span=(at, at + 1))


def _name(ch: str) -> str:
    if ch == "\ufffd":
        return "a character that was lost on the way"
    return unicodedata.name(ch, "private use" if unicodedata.category(ch) == "Co" else "control").lower()
