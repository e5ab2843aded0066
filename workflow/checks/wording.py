"""Checks on the English as a text: length, sentences, repetition, and what an engine leaves behind."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import eq

from workflow.checks.base import Pair
from workflow.checks.report import Report, quoted, shorten
from workflow.text.chars import han_count
from workflow.text.segment import sentences as split
from workflow.text.vocabulary import lower_words, vocabulary

LENGTH = {"typical": 3.9, "spread": 0.35, "short": 2.4, "letters": 50.0}
SENTENCES = {"share": 0.75}

_LABEL = re.compile(r"^\W*[一二三四五六七八九十]{1,3}、")
# What stands behind a figure (2024年, 12家, 5人次) often has no word of its own in English.
_NUMERAL = re.compile("[〇零一二三四五六七八九十百千]")
_COUNTED = re.compile(r"[年月日号时点分秒人家个名项所次倍万亿元岁](?<=\d.)[年月日号时点分秒人家个名项所次倍万亿元岁]?")
_LATIN = re.compile(r"[A-Za-z0-9]+")
_DIGIT = re.compile(r"[\d¹²³⁰⁴-⁹₀-₉①-⑨]")
_FOREIGN = re.compile(r"[A-Za-z\d¹²³⁰⁴-⁹₀-₉①-⑨]")
# A name given in both scripts; the English has it once: 简·多伊 (Jane Doe).
_OPENS = re.compile("[（(]")
_BOTH_SCRIPTS = re.compile(r"(?<=[\u4e00-\u9fff])\s?[（(][A-Za-z .'’&-]+[)）]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Right pairs shorter than this vary too much for their sentences to be compared by length.
_FEWEST_HAN = 12
# A date keeps its figures alone.
_FEWEST_FOR_LENGTH = 5


def length(pair: Pair) -> Iterator[Report]:
    """Report English that is far too short or too long for its Chinese.

    Letters and digits of the English, less those that the Chinese has too, are compared with its ideographs. Learnt
    from the right pairs of this repository (`python benchmarks/checks.py --fit` shows the figures): an ideograph gives
    3.9 letters, and the logarithm of the ratio strays by 0.19 among 20 to 39 ideographs, by 0.28 among 10 to 19, by
    0.33 below. A finding needs about three times that: a ratio beyond typical · exp(±(spread + short/√n)), and as many
    `letters` of difference: five words make no omission of a headline or a score.
    """
    ratio, han = _ratio(pair)
    if han < _FEWEST_FOR_LENGTH:
        return
    limits = pair.limits("text.length", LENGTH)
    allowed = limits["spread"] + limits["short"] / math.sqrt(han)
    expected = limits["typical"]
    if abs(ratio - expected) * han < limits["letters"]:
        return
    if ratio * math.exp(allowed) < expected and not _omits(pair):
        yield Report(f"{pair.where} is much shorter than its Chinese ({_figures(pair, han)}); see what was left out")
    elif ratio > expected * math.exp(allowed):
        yield Report(f"{pair.where} is much longer than its Chinese ({_figures(pair, han)}); see what was added")


def _ratio(pair: Pair) -> tuple[float, int]:
    """Return letters of the English for each ideograph, and the number of ideographs; 0 where nothing can be said."""
    if not pair.english:
        return 0.0, 0
    return _compared(pair.chinese, pair.english)


@lru_cache(maxsize=2)  # two checks ask for it, one after the other
def _compared(chinese: str, english: str) -> tuple[float, int]:
    if "、" in chinese:
        chinese = _LABEL.sub("", chinese)
    foreign = _FOREIGN.search(chinese) is not None
    han = han_count(_COUNTED.sub("", chinese) if foreign else chinese)
    figures = len(_DIGIT.findall(english)) - (len(_DIGIT.findall(chinese)) if foreign else 0)
    if figures > 0:  # 三比一 is 3-1
        han -= min(figures, len(_NUMERAL.findall(chinese)))
    if han <= 0:
        return 0.0, 0
    once = _BOTH_SCRIPTS.sub("", chinese) if foreign and _OPENS.search(chinese) else chinese
    own = sum(map(len, _LATIN.findall(once))) if foreign else 0
    return max(sum(map(len, lower_words(english))) - own, 0) / han, han


def _figures(pair: Pair, han: int) -> str:
    return f"{len(_WORD.findall(pair.english))} words for {han} characters"


def sentences(pair: Pair) -> Iterator[Report]:
    """Report English with fewer sentences than the Chinese that is also short for it: one was left out.

    Translators join sentences, and they write concisely; both at once, below `share` of the usual length, is what an
    omitted sentence looks like.
    """
    if _omits(pair):
        _, han = _ratio(pair)
        theirs, ours = _sentences_zh(pair), len(split(pair.english, "en"))
        problem = f"{pair.where} has {ours} of {theirs} sentences, and is short"
        yield Report(f"{problem} ({_figures(pair, han)}); translate what was left out")


def _omits(pair: Pair) -> bool:
    ratio, han = _ratio(pair)
    if han < _FEWEST_HAN or ratio >= LENGTH["typical"] * pair.limits("text.sentences", SENTENCES)["share"]:
        return False
    theirs = _sentences_zh(pair)
    return theirs > 1 and len(split(pair.english, "en")) < theirs


# A narrow question mark between ideographs that the English does not ask may stand for a lost dot: 米特?罗姆尼.
_LOST_DOT = re.compile(r"(?<=[\u4e00-\u9fff])\?(?=[\u4e00-\u9fff])")


def _sentences_zh(pair: Pair) -> int:
    asked = "?" in pair.english or "?" not in pair.chinese
    return len(split(pair.chinese if asked else _LOST_DOT.sub("·", pair.chinese), "zh"))


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Doubled on purpose: grammar (“he had had enough”), and emphasis.
_MAY_DOUBLE = _words("again bye far ha had is long many more much never no on really so that too very yes")
_DOUBLED = re.compile(r"\b([A-Za-z]+(?:['’][a-z]+)?)[ \t\u00a0]+\1\b(?![-–'’.]\w)", re.IGNORECASE)


def doubled(pair: Pair) -> Iterator[Report]:
    """Report a word that stands twice in a row; names such as “Wang Wang” may."""
    words = lower_words(pair.english)
    if not any(map(eq, words, words[1:])):
        return
    found = [match for match in _DOUBLED.finditer(pair.english) if not _may_double(match)]
    if found:
        message = f"{pair.where} has {quoted(match[0] for match in found)}; remove the second word"
        yield Report(message, target_span=found[0].span())


_SUBJECT = re.compile(r"\b(?:this|there|here|he|she)\s$", re.IGNORECASE)  # "what it is is", but not "this is is"


def _may_double(match: re.Match[str]) -> bool:
    first, second = match[1], match[0].split()[-1]
    named = second[:1].isupper() and first[:1].isupper() and second.lower() not in _FUNCTION
    hyphen = match.string[: match.start()].endswith("-")
    if first.lower() == "is" and _SUBJECT.search(match.string, 0, match.start()):
        return False
    letter = len(first) == 1 and first not in "aAI"
    return named or hyphen or letter or first.lower() in _MAY_DOUBLE


_FUNCTION = _words("a an and as at by for from her his in it its of or the their these this to with")

_LONGEST_PHRASE = 12
_SHORT_PHRASE = 3  # shorter phrases, “step by step by step”, must stand three times
_LONG_SENTENCE = 24


def repetition(pair: Pair) -> Iterator[Report]:
    """Report a phrase that is repeated at once, or a sentence that stands more often than in the Chinese."""
    text = pair.english
    words = lower_words(text)
    # Whatever is repeated repeats its pairs of words, but for a sentence of one long word.
    if len(set(pairwise(words))) >= len(words) - 1 and max(map(len, words), default=0) < _LONG_SENTENCE // 2:
        return
    if len(words) == len(set(words)):
        return
    phrase = _looped(text, words) or _again(pair)
    if phrase and not _CHINESE_LOOP.search(pair.chinese):
        again = text.find(phrase, text.find(phrase) + len(phrase))
        spot = (again, again + len(phrase)) if again >= 0 else None
        yield Report(f"{pair.where} repeats “{shorten(phrase)}”; keep it once", target_span=spot)


_CHINESE_LOOP = re.compile(r"(\w{2,12})[，、！。；]?\1|(\w)[，、！]\2")


def _looped(text: str, words: Sequence[str]) -> str:
    """Return a phrase that is followed by itself, '' if there is none."""
    for size in range(1, min(_LONGEST_PHRASE, len(words) // 2) + 1):
        copies = 3 if size <= _SHORT_PHRASE else 2
        needed, run = size * (copies - 1), 0
        for at in range(len(words) - size):
            run = run + 1 if words[at] == words[at + size] else 0
            if run == needed and not _counted(words[at + 1 : at + 1 + size]):
                spans = [match.span() for match in _WORD.finditer(text)][at + 1 - needed : at + 1 - needed + size]
                return text[spans[0][0] : spans[-1][1]]
    return ""


def _counted(words: Sequence[str]) -> bool:
    """Whether a phrase is nothing but figures or intensifiers, which rows of a table and speech repeat."""
    return all(word.isdigit() or word in _MAY_DOUBLE for word in words)


def _again(pair: Pair) -> str:
    """Return a long sentence that the English has more often than the Chinese has any of its own."""
    text = pair.english
    if len(text) < 2 * _LONG_SENTENCE:
        return ""
    spans = [text[start:end] for start, end in split(text, "en") if end - start >= _LONG_SENTENCE]
    if len(set(spans)) == len(spans):
        return ""
    chinese = Counter(pair.chinese[start:end] for start, end in split(pair.chinese, "zh"))
    sentence, count = Counter(spans).most_common(1)[0]
    return sentence if count > max(chinese.values(), default=1) else ""


# What engines say instead of translating, and the marks that drafting puts in the place of spans (draft.masking).
_PROMPT = re.compile(
    r"""\A\W*+(?:(?:english|chinese|here)\s+(?:is|are)\s+(?:the|your|an?|my)\s+(?:\w+\s+){0,2}translations?
      |(?:(?:english|literal|final|revised)\s+)?(?:translation|translated\s+text|output)\s*:
      |(?:english|chinese|source\s+text|target\s+text)\s*:\s
      |(?:sure|certainly|of\s+course|okay)[,!.]\s+(?:here|i\b|the\s+translation)
      |the\s+translation\s+(?:is|of)\b)
    |\bas\s+an?\s+(?:ai|artificial\s+intelligence)\b(?:\s+(?:language\s+)?(?:model|assistant))
    |\bas\s+an\s+ai,\s
    |\bi(?:['’]m|\s+am)\s+(?:sorry,?\s+but\s+i\b|unable\s+to\s+translate|not\s+able\s+to\s+translate)
    |\bi\s+can(?:not|['’]t)\s+(?:translate|assist|help\s+with)
    |\bplease\s+provide\s+the\s+(?:chinese\s+)?text
    |\(\s*(?:translator['’]s\s+)?note:\s[^)]{0,80}?\btranslat
    |<\|?(?:im_start|im_end|endoftext|eos)\|?>|\[/?INST\]
    |\blorem\s+ipsum\b""",
    re.IGNORECASE | re.VERBOSE,
)
_PLACEHOLDER = re.compile(
    r"\bX[1-9]\d?\b|\bZ[1-9]\d?Q\b|\[[1-9]\d?\]|⟦[^⟧\n]{0,40}⟧|\{\d{0,2}\}|\{\{[^}\n]{1,40}\}\}|%[sd]\b|%\d\$[sd]\b"
    r"|<<[^>\n]{1,40}>>|__[A-Z]{2,}_?\d*__|\b(?:TODO|TBD|FIXME|XXX)\b|@@\d+@@|###"
)

# Nearly every text has none of these, and then none of the patterns needs to be tried.
_CUES = _words(
    "translation translations translated note output english chinese text here ai artificial sorry unable able cannot "
    "can provide im endoftext eos inst lorem"
)
_SIGN = re.compile(
    r"[XZTF\[⟦{%<_@#](?:(?<=X)[1-9X]|(?<=Z)[1-9]|(?<=T)(?:ODO|BD)|(?<=F)IXME|(?<=\[)[1-9]|(?<=⟦)|(?<={)|(?<=%)[sd\d]"
    "|(?<=<)<|(?<=_)_|(?<=@)@|(?<=#)#)"
)
_LABELLED = 12


def cued(pair: Pair) -> bool:
    """Whether the English has a word or a sign that no leftover is without."""
    return not _CUES.isdisjoint(vocabulary(pair.english)) or _SIGN.search(pair.english) is not None


def leftover(pair: Pair) -> Iterator[Report]:
    """Report placeholders of a draft and sentences of a prompt that stayed in the English."""
    text = pair.english
    found = None if _CUES.isdisjoint(vocabulary(text)) else _PROMPT.search(text)
    # An original may speak of translations, or begin with such a label itself.
    if found and not (found[0].rstrip().endswith(":") and "：" in pair.chinese[:_LABELLED]):
        problem = f"{pair.where} has words of an engine in its English: “{shorten(found[0].strip())}”"
        yield Report(f"{problem}; keep the translation alone", target_span=found.span())
    marks = [mark for mark in _PLACEHOLDER.findall(text) if mark not in pair.chinese] if _SIGN.search(text) else []
    if marks:
        shown = quoted(dict.fromkeys(marks))
        message = f"{pair.where} has {shown}, which the Chinese does not have; write what it stands for"
        at = text.find(marks[0])
        yield Report(message, target_span=(at, at + len(marks[0])))
