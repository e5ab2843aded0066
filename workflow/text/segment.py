"""Sentences of a unit, Chinese and English.

One walk finds where a sentence may end; rules then say where it does not: inside brackets and short quotations, in
addresses, after abbreviations, before a speaker's "he said". When in doubt a sentence is not cut: a translator copes
with a long sentence, not with half of one.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from workflow.text.chars import has_words, is_han

_END = re.compile(r"""[。！？｡!?…]+[。！？｡!?….]*|\.+|．|\n+""")
_CLOSERS = "”’」』）】》〉〕)]\"'»"
_QUOTE_CLOSERS = "”’」』\"'"
_BRACKETS = dict(zip("（(【[《〈〔", "）)】]》〉〕", strict=True))
_QUOTES = {"“": "”", "「": "」", "『": "』"}
_PAIRED = re.compile(r"[（(【\[《〈〔）)】\]》〉〕“”「」『』]")
_URL = re.compile(r"(?:https?://|www\.)[!-~]*[A-Za-z0-9/=_#&-]")

# A quotation that begins in the middle of a clause (提出“……！”的号召) and is no longer than this is one of its words.
_SHORT_QUOTATION = 60
# A list label (1.2.3, IV, 第十二) is no longer than this, white space and quotes included.
_LONGEST_LABEL = 16
# Looking further for "he said" or the next word is pointless.
_LOOK_AHEAD = 60

# After a closing quotation mark these go on with the sentence.
_GOES_ON = re.compile(r"[，、；：,;:）)】》]|[的地得等之]")
_SPEAKER_ZH = re.compile(
    r"\s*[^，。！？；：、“”‘’「」…\s]{0,16}?"
    r"(?:说道|说|问道|问|答道|回答|表示|指出|强调|介绍|认为|告诉|坦言|补充|回忆|写道|感慨|感叹|呼吁|透露|解释)"
)
_SPEAKER_EN = re.compile(
    r"\s*(?:[A-Z][\w.'’-]*\s+|the\s+|a\s+|an\s+|[a-z]+\s+){1,5}?"
    r"(?:said|says|asked|added|noted|replied|told|explained|recalled|wrote|stressed|argued)\b"
)


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Never the last word of a sentence, because something must follow.
_OPEN_ABBREVIATIONS = _words(
    "mr mrs ms messrs dr prof st gen rep sen gov capt col lt maj sgt cmdr adm rev hon pres supt arts cf eg viz vs "
    "approx est e.g i.e eq tel cl para"
)
# The same, when a number follows.
_NUMBERED = _words("no nos p pp vol vols fig figs art sec ch")
# May end a sentence: they do when the next word is one that often begins one.
_CLOSED_ABBREVIATIONS = _words(
    "etc inc ltd co corp jr sr dept univ assn bros al ph.d m.d b.a m.a a.m p.m a.d b.c u.s u.k u.n e.u d.c "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun"
)
_STARTERS = _words(
    "a an the this that these those it its he she they we i you his her their our my your there here in on at by for "
    "from to with after before since during under over as if when while although though because however but and or "
    "so yet then thus such both all many most some several no not what why how who where which according another each "
    "every more new today yesterday"
)
_WORD_BEFORE = re.compile(r"[A-Za-z0-9.&-]{1,24}\Z")
_NEXT_WORD = re.compile(r"""\s*["'“‘(\[]*([\w'’-]+)""")
_LABEL = re.compile(r"""\s*["'“‘(\[]*(?:[0-9]{1,3}|[A-Za-z]|[IVXivx]{1,5})(?:\.[0-9]{1,3})*\Z""")


class _Guard(NamedTuple):
    """Where no sentence ends (one mark a character), and the opening place of each outermost closing bracket."""

    marks: bytearray
    brackets: dict[int, int]


def sentences(text: str, language: str) -> list[tuple[int, int]]:
    """Spans (start, end) of the sentences of `text`, in order.

    Together they hold every character but white space. Closing quotes and brackets stay with their sentence; nothing
    is cut inside brackets. Semicolons do not end a sentence.

    Args:
        text: plain text of one unit.
        language: BCP 47; ``zh…`` takes ``.`` after an ideograph and every line end for the end of a sentence, other
            languages only a blank line.
    """
    chinese = language.lower().startswith("zh")
    spans: list[tuple[int, int]] = []
    start = 0
    for end in _ends(text, chinese=chinese):
        _append(text, start, end, spans)
        start = end
    _append(text, start, len(text), spans)
    return spans


def _append(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    """Add a sentence; one without any word belongs to the sentence before (or, at the beginning, after) it."""
    piece = text[start:end]
    if not piece.strip():
        return
    first, last = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
    if spans and not (has_words(piece) and has_words(text[slice(*spans[-1])])):
        spans[-1] = spans[-1][0], last
    else:
        spans.append((first, last))


def _guard(text: str) -> _Guard:
    """Guard brackets, short quotations in the middle of a clause, and addresses."""
    guard = _Guard(bytearray(len(text) + 1), {})
    open_brackets: list[tuple[str, int]] = []
    open_quotes: list[tuple[str, int]] = []
    for match in _PAIRED.finditer(text):
        mark, at = match[0], match.start()
        if mark in _BRACKETS:
            open_brackets.append((_BRACKETS[mark], at))
        elif mark in _QUOTES:
            open_quotes.append((_QUOTES[mark], at))
        elif open_brackets and open_brackets[-1][0] == mark:
            _, start = open_brackets.pop()
            if not open_brackets:
                guard.brackets[at] = start
                _mark(guard, start, at)
        elif open_quotes and open_quotes[-1][0] == mark:
            _, start = open_quotes.pop()
            if at - start <= _SHORT_QUOTATION and start and is_han(text[start - 1]):
                _mark(guard, start, at + 1)
    for address in _URL.finditer(text):
        _mark(guard, *address.span())
    return guard


def _mark(guard: _Guard, start: int, end: int) -> None:
    guard.marks[start:end] = b"\1" * (end - start)


def _ends(text: str, *, chinese: bool) -> Iterator[int]:
    """Where sentences end, after their closing marks."""
    guard = _guard(text)
    start = 0
    for match in _END.finditer(text):
        at, end = match.span()
        if guard.marks[at]:
            if not _is_parenthesis(text, start, end, guard):
                continue
            end += 1
        elif match[0][0] == "\n":
            if not chinese and len(match[0]) == 1:
                continue
        else:
            while end < len(text) and text[end] in _CLOSERS and not _opens(text, end):
                end += 1
            if not _is_end(text, start, match, end, chinese=chinese):
                continue
        start = end
        yield end


def _is_parenthesis(text: str, start: int, end: int, guard: _Guard) -> bool:
    """Whether the sentence since `start` stands in brackets as a whole, and its bracket closes at `end`."""
    opening = guard.brackets.get(end)
    return opening is not None and opening - start <= 1 and not text[start:opening].strip()


def _opens(text: str, at: int) -> bool:
    """Whether the straight quotation mark at `at` begins the next sentence: white space before, none after."""
    return text[at] in "\"'" and text[at - 1].isspace()


def _is_end(text: str, start: int, match: re.Match[str], end: int, *, chinese: bool) -> bool:
    mark, after = match[0], text[end : end + _LOOK_AHEAD]
    if not after.strip():
        return True
    quoted = text[end - 1] in _QUOTE_CLOSERS and end > match.end()
    if quoted and (_GOES_ON.match(after) or _SPEAKER_ZH.match(after) or _SPEAKER_EN.match(after)):
        return False
    if mark[0] in "。！？｡":
        return _GOES_ON.match(after) is None or after[0] in "的地得等之" or not quoted
    if set(mark) <= {"…"}:
        return quoted or after[0].isspace()
    if mark[0] in "!?":
        return not _word_goes_on(after) and (after[0].isspace() or is_han(after[0]) or quoted or after[0] in "“‘「『")
    return _stop_ends(text, start, match, after, chinese=chinese)


def _stop_ends(text: str, start: int, match: re.Match[str], after: str, *, chinese: bool) -> bool:
    """Whether the full stop (``.`` or ``．``, maybe several) ends the sentence that begins at `start`."""
    at = match.start()
    before = text[at - 1] if at else ""
    if chinese and is_han(before) and (is_han(after[0]) or after[0].isspace()):
        return at - start > _LONGEST_LABEL or not _numeral_label(text[start:at])
    if not after[0].isspace() or _word_goes_on(after):
        return False
    if len(match[0]) > 1:
        return True
    if at - start <= _LONGEST_LABEL and _LABEL.match(text[start:at]):
        return False
    word = _WORD_BEFORE.search(text[max(start, at - 24) : at])
    return word is None or _abbreviation_ends(word[0].lstrip("."), after)


def _numeral_label(piece: str) -> bool:
    """Whether the sentence so far is only a Chinese list numeral, as in ``一.总则``."""
    return re.fullmatch(r"\s*[第一二三四五六七八九十百]{1,4}", piece) is not None


def _word_goes_on(after: str) -> bool:
    """Whether the next word is in lower case (or a sign that cannot begin a sentence)."""
    following = after.lstrip().lstrip("\"'“‘([")[:1]
    return following.islower() or following in ",;:%)"


def _abbreviation_ends(word: str, after: str) -> bool:
    lowered = word.lower()
    following = _NEXT_WORD.match(after)
    next_word = following[1] if following else ""
    if lowered in _NUMBERED:
        return not next_word[:1].isdigit()
    if lowered in _OPEN_ABBREVIATIONS:
        return False
    initials = re.fullmatch(r"[A-Za-z](?:\.[A-Za-z])*", word) is not None and not word.isdigit()
    if lowered in _CLOSED_ABBREVIATIONS or initials:
        return next_word.lower() in _STARTERS
    return True
