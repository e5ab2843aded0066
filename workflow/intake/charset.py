"""From bytes to text when the declared charset cannot be trusted.

Every plausible charset is tried; what the result looks like decides, a declaration only tips the balance. The measure
needs no table of its own: the first level of GB 2312 and of Big5 are by design the characters in common use.
Standard library only, but for charset-normalizer as a last resort.
"""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import islice

REPLACEMENT = "\ufffd"

# Labels as pages write them. The browsers' rule (WHATWG Encoding Standard §4.2): the GB family is read as its largest
# member, Latin-1 as windows-1252.
_CODECS = {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8", "utf-8-sig"), "utf-8"),
    **dict.fromkeys(
        (
            "gb2312",
            "gbk",
            "gb18030",
            "gb-2312",
            "gb-2312-80",
            "csgb2312",
            "x-gbk",
            "cp936",
            "ms936",
            "chinese",
            "euc-cn",
        ),
        "gb18030",
    ),
    **dict.fromkeys(
        ("big5", "big-5", "big5-hkscs", "cn-big5", "x-x-big5", "csbig5", "cp950", "big5hkscs"), "big5hkscs"
    ),
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "l1", "ascii", "us-ascii", "windows-1252", "cp1252"), "cp1252"),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16-le", "unicode", "ucs-2", "iso-10646-ucs-2"), "utf-16-le"),
    **dict.fromkeys(("utf-16be", "utf-16-be"), "utf-16-be"),
    **dict.fromkeys(("shift-jis", "shift_jis", "sjis", "x-sjis", "windows-31j", "cp932"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks-c-5601-1987", "cp949"), "cp949"),
    **dict.fromkeys(("hz", "hz-gb-2312"), "hz"),
    "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
    "windows-1251": "cp1251",
    "koi8-r": "koi8_r",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_SEVEN_BIT = ("hz", "iso2022_jp")
_ALWAYS = ("utf-8", "gb18030", "big5hkscs", "cp1252")

_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_META = re.compile(rb"""<meta\b[^>]{0,400}?\bcharset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE)
_NOT_ASCII = re.compile(r"[^\t-\x7f]+")
_LONG = re.compile(r"[^\x00-\u07ff\ufffd]")
_HIGH_RUN = re.compile(r"[\x80-\xff]+")
_DECLARED_WITHIN = 32_768
_SAMPLE = 20_000
# Trials read a part: what is not ASCII with 32 bytes around it. A character's bytes below 0x80 lie within those.
_HALF_ASCII = re.compile(rb"([\t-\x7f]{32})[\t-\x7f]+([\t-\x7f]{32})")
_PART = 500_000
# How many bytes of one charset a page may be damaged by (a summary cut in the middle of a character, a stray advert).
_HINT = 0.15
_UTF8_BONUS = 1.0
_RUNS_MALUS = 1.5
_POOR = 0.15
_COHERENT = 0.3

# Traditional characters outside GB 2312 and simplified ones outside Big5 are both covered by the first levels; these
# are the commonest of all, which chance decoding hits least.
_COMMON = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起"
    "还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声"
    "全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产"
    "入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王"
    "这国来时会学说对发开经进现长动两见问间业东车书马门让认记讯责编辑供稿者源网络版权所有稿权声明首页新闻闻社区省委发展建设改革经济技术"
    "這國來時會學說對發開經進現長動兩見問間業東車書馬門讓認記訊責編輯網絡權聲頁聞區發設濟術們個為後裡還沒過麼當點與無實體種處總場師員"
)
# What else stands in Chinese and English pages, (first, last, weight); all other characters count as unlikely.
_BLOCKS = (
    ("\u00a0", "\u00bf", 0.2),  # no-break space, ©, ·
    ("\u00c0", "\u024f", 0.0),  # accented Latin letters
    ("\u2010", "\u203f", 1.0),  # dashes, quotation marks, ellipsis
    ("\u2000", "\u303f", 0.2),  # symbols, CJK punctuation
    ("\u3040", "\u30ff", 0.5),  # kana
    ("\uac00", "\ud7a3", 0.5),  # hangul
    ("\uff01", "\uff5e", 1.0),  # full-width forms
)
_CHINESE_MARKS = frozenset("，。、；：？！“”‘’（）《》〈〉【】「」『』—…·　％〔〕－～")


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """Return the text of `data` and the charset (Python codec name) it was read in.

    Marks of byte order are dropped, as is a last character that was cut; bytes that no charset explains become U+FFFD.

    Args:
        data: a page or text file.
        declared: charset the transport named, or ''. What the page names itself is found here.
    """
    for mark, codec in _BOMS:
        if data.startswith(mark):
            text = _read(data[len(mark) :], codec)
            # A template saved with a mark in front of a page in another charset: the mark lies.
            if codec in _WIDE or _damage(text) <= _tolerated(text):
                return text.replace("\ufeff", ""), codec
            data = data[len(mark) :]
            break
    if data.isascii() and 0 not in data:
        # Some charsets write Chinese in seven bits; nothing but the declaration tells them from English.
        codec = codec_of(declared) if codec_of(declared) in _SEVEN_BIT else "utf-8"
        return _read(data, codec), codec
    hints = [codec for label in (declared, *_own_labels(data)) if (codec := codec_of(label))]
    codec = _best(data, hints)
    return _read(data, codec).replace("\ufeff", ""), codec


def codec_of(label: str) -> str:
    """Return the Python codec that reads a declared charset, or '' for a label nobody should follow (``utf-7``)."""
    return _CODECS.get(label.strip().strip("\"'").lower().replace("_", "-"), "") or _CODECS.get(label.lower(), "")


def plausibility(text: str) -> float:
    """Return how much the non-ASCII characters of `text` look like a written language.

    About 1.5 for Chinese prose, below 0 for bytes read in a wrong charset, 0 when there are none.
    """
    runs = islice((found.group() for found in _NOT_ASCII.finditer(text)), _SAMPLE)
    counts = Counter("".join(runs)[:_SAMPLE])
    total = counts.total()
    return sum(_weight(char) * count for char, count in counts.items()) / total if total else 0.0


def _best(data: bytes, hints: list[str]) -> str:
    """Return the charset whose reading of a part of the data is the likeliest text."""
    part = _HALF_ASCII.sub(rb"\1\2", data)[:_PART]
    wide = _wide(part)
    best, chosen = float("-inf"), "utf-8"
    for codec in dict.fromkeys([*hints, *wide, *_ALWAYS]):
        if codec in _WIDE and codec not in wide:
            continue
        trial = _read(part, codec)
        score = plausibility(trial) + (_HINT if codec in hints else 0.0)
        if codec == "cp1252" and _mostly_in_runs(trial):
            score -= _RUNS_MALUS
        if codec == "utf-8" and _has_long_sequences(trial) and _damage(trial) <= _tolerated(trial):
            score += _UTF8_BONUS
        if score > best:
            best, chosen = score, codec
    return chosen if best >= _POOR else _last_resort(part) or chosen


def _read(data: bytes, codec: str) -> str:
    """Decode without its end: a last character that was cut leaves no mark."""
    return codecs.getincrementaldecoder(codec)("replace").decode(data, final=False)


def _damage(text: str) -> int:
    return text.count(REPLACEMENT)


def _tolerated(text: str) -> int:
    """How many damaged places still let a text pass as UTF-8, whose sequences hardly arise by chance."""
    return len(_LONG.findall(text)) // 10


def _mostly_in_runs(text: str) -> bool:
    """Whether accented letters stand together, as misread double bytes do; in a language they stand alone."""
    runs = [len(found) for found in _HIGH_RUN.findall(text)]
    return 2 * sum(length for length in runs if length > 1) > sum(runs)


def _has_long_sequences(text: str) -> bool:
    """Whether UTF-8 sequences of three bytes occur; those of two bytes may be one GBK character."""
    return bool(_LONG.search(text))


def _own_labels(data: bytes) -> Iterator[str]:
    head = _COMMENT.sub(b"", data[:_DECLARED_WITHIN])
    for pattern in (_XML, _META):
        for found in pattern.finditer(head):
            yield found.group(1).decode("ascii", "replace")


def _wide(data: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark is worth a trial where zero bytes are frequent: its ASCII has one in every character."""
    head = data[: 2 * _SAMPLE]
    return ("utf-16-le", "utf-16-be") if head.count(0) > len(head) // 100 else ()


def _last_resort(data: bytes) -> str:
    """Return the charset a general detector finds, when it recognises a language in it; else ''."""
    from charset_normalizer import from_bytes

    match = from_bytes(data[:_DECLARED_WITHIN]).best()
    return match.encoding if match is not None and match.coherence >= _COHERENT else ""


@cache
def _level_one() -> frozenset[str]:
    """The characters in common use: GB 2312 rows 16–55 and Big5 A440–C67E."""
    simplified = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    traditional = (bytes((row, cell)) for row in range(0xA4, 0xC7) for cell in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    found = {pair.decode("gb2312", "ignore") for pair in simplified}
    return frozenset(found | {pair.decode("big5", "ignore") for pair in traditional})


def _in_older_sets(char: str) -> bool:
    """Whether GB 2312 or Big5 has the character at all: names use the second level, prose nothing beyond it."""
    for codec in ("gb2312", "big5"):
        try:
            char.encode(codec)
        except UnicodeEncodeError:
            continue
        return True
    return False


@cache
def _weight(char: str) -> float:
    """How likely a character is in text people wrote: 2 for the commonest Han, down to -3 for what no text has."""
    if char in _COMMON or char in _CHINESE_MARKS:
        return 2.0
    if "\u4e00" <= char <= "\u9fff":
        return 0.4 if char in _level_one() else -0.2 if _in_older_sets(char) else -1.0
    if char == REPLACEMENT or unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs"):
        return -3.0
    return next((weight for first, last, weight in _BLOCKS if first <= char <= last), -0.7)
