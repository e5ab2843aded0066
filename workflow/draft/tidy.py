"""Small rules of English typography for drafts, and the defects that make a draft worth another try."""

import re
from collections.abc import Sequence

from workflow.text.chars import han_runs

_PUNCTUATION = str.maketrans(
    {
        "，": ", ",
        "、": ", ",
        "；": "; ",
        "：": ": ",
        "。": ". ",
        "！": "! ",
        "？": "? ",
        "（": " (",
        "）": ") ",
        "【": " [",
        "】": "] ",
        "《": "“",
        "》": "”",
        "〈": "‘",
        "〉": "’",
        "「": "“",
        "」": "”",
        "『": "‘",
        "』": "’",
        "％": "%",
        "～": "–",
        "．": ".",
        "＋": "+",
        "－": "-",
        "／": "/",
        "＆": "&",
        "\u3000": " ",
        **{chr(code): chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF5B))},
    }
)
_SPACES = re.compile(r"[ \t\r\n\f\v\xa0]+")
_DOUBLED = re.compile(r"([—…])\1+")  # Chinese dashes and dots come in pairs
_BEFORE = re.compile(r" +(?=[,.;:!?)\]”’](?:[\s”’\")\]]|$))")
_AFTER = re.compile(r"(?<=[(\[“‘]) +")
_WORD = re.compile(r"[\w'’-]+")
_STRAY = re.compile(r" ?⟦\s*\d*\s*⟧")  # a placeholder that nobody sent; English has no such brackets
_PROMPT = re.compile(
    r"^\s*(?:here(?:'s| is)\b[^.]{0,40}:|sure\b[,!.]|(?:english )?translation\s*:|translate\b[^.]{0,60}:)"
    r"|^\s*(?:terms?|text)\s*:|\bas an ai\b|<\|[a-z_]+\|>|\n\s*(?:note|terms|text)\s*:",
    re.IGNORECASE,
)
_EXPLAINS = re.compile(
    r"\bthe (?:chinese|source|original) (?:text|sentence|phrase|term)\b|\bthis (?:translation|sentence means)\b"
    r"|\b(?:is )?translated (?:as|into|to)\b|\bin english\b|\(note\b",
    re.IGNORECASE,
)
_ON_LANGUAGE = re.compile("[译文语词字句注]")
# A Chinese character is drafted as about four English ones; twice that is no translation any more.
_LONGEST = 8
_ALLOWANCE = 100
# A run of so many words that comes again, where nothing of so many characters does in the source.
_ECHO, _ECHOED = 7, 4
_SHORTEST_SOURCE = 30
_REPEATS = 3
_LONGEST_PHRASE = 40

# ``一、``, ``（一）``, ``1．`` before a heading or an item; not ``三、四月`` or ``1.5``.
_ENUMERATOR = re.compile(
    r"(?:(?P<han>[一二三四五六七八九十]{1,3})、|[（(](?P<inside>[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)]"
    r"|(?P<figure>[0-9]{1,2})[、．.])\s*(?![一二三四五六七八九十百千万亿两0-9、])"
)
_DIGITS = "〇一二三四五六七八九"
_TERMINAL = "。！？…；：，、.!?;:,"
_ABBREVIATIONS = frozenset({"etc", "inc", "ltd", "co", "no", "jr", "sr", "dr", "mr", "mrs", "ms", "st", "al"})

SEVERE = frozenset({"empty", "cut", "long", "prompt", "repeats"})


def tidy(text: str) -> str:
    """Convert full-width punctuation, normalise white space, and take out placeholders that a model made up.

    Quotation marks stay as the engine wrote them.
    """
    text = _DOUBLED.sub(r"\1", _SPACES.sub(" ", _STRAY.sub("", text).translate(_PUNCTUATION)))
    return _AFTER.sub("", _BEFORE.sub("", text)).strip()


def capitalised(text: str) -> str:
    """The text with the capital that begins a sentence; quotation marks before it are passed over."""
    for index, ch in enumerate(text):
        if ch.isalnum():
            return text[:index] + ch.upper() + text[index + 1 :]
        if ch not in "\"'‘’“”([ ":
            break
    return text


def enumerator(text: str) -> tuple[int, str]:
    """Length and English of the number before a heading or an item (``一、`` is ``1.``); (0, '') when there is none."""
    found = _ENUMERATOR.match(text)
    if not found:
        return 0, ""
    number = found["han"] or found["inside"] or found["figure"]
    value = int(number) if number.isdigit() else _counted(number)
    if not value:
        return 0, ""
    return found.end(), f"({value})" if found["inside"] else f"{value}."


def _counted(number: str) -> int:
    """Value of a Chinese number below a hundred, 0 when it is none."""
    tens, ten, ones = number.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (_DIGITS.index(tens) if tens else 1) * 10 * bool(ten) + (_DIGITS.index(ones) if ones else 0)


def ended(source: str, draft: str) -> str:
    """Give a draft the ending of its source: a full stop after a sentence, none after a heading or a caption."""
    closed = source.rstrip(" ”’」』）》\"')")
    body = draft.rstrip(" ,;:")
    if closed and closed[-1] not in _TERMINAL:
        last = body.removesuffix(".").rpartition(" ")[2].lower()
        whole = "." in last or last in _ABBREVIATIONS or body.endswith("..")
        return body if whole else body.removesuffix(".")
    if closed and closed[-1] == "：" and body:
        return f"{body.removesuffix('.')}:"
    if closed and closed[-1] == "。" and body and body[-1].isalnum():
        return f"{body}."
    return draft


def defects(source: str, draft: str, *, cut: bool = False) -> tuple[str, ...]:
    """Name what is wrong with a draft on its face, whatever the constraints say.

    Args:
        source: the Chinese text.
        draft: the English text.
        cut: whether the engine says that a length limit ended it.
    """
    found = ["cut"] if cut else []
    if not any(ch.isalnum() for ch in draft):
        found.append("empty")
    if len(draft) > _LONGEST * len(source) + _ALLOWANCE:
        found.append("long")
    if len(source) > _SHORTEST_SOURCE and len(draft) < len(source):
        found.append("short")
    if _PROMPT.search(draft) or (" = " in draft and "=" not in source):
        found.append("prompt")
    if _EXPLAINS.search(draft) and not _ON_LANGUAGE.search(source):
        found.append("explains")
    if repeats(draft):
        found.append("repeats")
    elif _again([word.lower() for word in _WORD.findall(draft)], _ECHO) and not _again(source, _ECHOED):
        found.append("echoes")
    if han_runs(draft):
        found.append("han")
    return tuple(found)


def _again(sequence: Sequence[str], size: int) -> bool:
    """Whether some run of a length stands in a sequence twice."""
    runs = [tuple(sequence[at : at + size]) for at in range(len(sequence) - size + 1)]
    return len(set(runs)) < len(runs)


def repeats(text: str) -> bool:
    """Whether a phrase of up to forty words stands three times in a row (a single word: five times)."""
    found = [word.lower() for word in _WORD.findall(text)]
    for size in range(1, _LONGEST_PHRASE + 1):
        need = size * (_REPEATS - 1) if size > 1 else 4
        run = 0
        for word, later in zip(found, found[size:], strict=False):
            run = run + 1 if word == later else 0
            if run >= need:
                return True
    return False
