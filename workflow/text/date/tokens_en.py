"""The pieces that English dates are made of, as patterns; `mentions_en` turns what they match into values."""

import re
from collections.abc import Iterator, Mapping

from workflow.text.date.words import WEEKDAY_NAMES, WEEKDAYS
from workflow.text.vocabulary import FIGURE, MONTH_NAMES, MONTHS, vocabulary


def _names(rows: tuple[tuple[str, ...], ...]) -> str:
    found = [form for row in rows for name in row for form in (name.capitalize(), name.upper())]
    return "|".join(sorted(found, key=len, reverse=True))


MONTH = rf"\b(?:{_names(MONTH_NAMES)})(?![A-Za-z])\.?"
DAY = r"(?<![\d.,])\d{1,2}(?!\d)(?:st|nd|rd|th)?(?![.,:]\d|[%°]|\s?(?:percent|per cent|million|billion)\b)"
YEAR = r"(?<![\d.,])(?:1\d{3}|2[01]\d\d)(?![\d%]|[.,]\d)"
TO = r"\s*(?:[-‐‑–—~]{1,2}|\b(?:to|through|until|till|thru)\b)\s*"
AND = r"\s*(?:,\s*(?:and\b)?|\b(?:and|or)\b|&)\s*"
# A second number is a day too where the sentence stops counting behind it: "January 24 and 25, the …".
_DAY_ENDS = (
    rf"(?=\s*(?:[,.;:)\]–—]|$|{YEAR}|(?:in|at|on|of|to|for|by|from|and|when|while|during|this|last|as|respectively)\b))"
)
_MORE_DAYS = rf"(?:{TO}(?:{MONTH}\s*)?{DAY}|{AND}(?:{MONTH}\s*)?{DAY}{_DAY_ENDS})"
_OF_YEAR = rf"(?:,?\s*(?:of\s+)?{YEAR})"
_ORDINALS = ("first", "second", "third", "fourth")
ORDINAL = {word: number for number, word in enumerate(_ORDINALS, start=1)} | {
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21, "twenty first": 21,
    "final": 4, "latter": 2, "last": 4,
}  # fmt: skip
COUNT = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1
    )
}
DECADE = {
    word: ten
    for ten, word in enumerate(
        ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"), start=2
    )
}
_PERIODS = {
    "year-before-last": r"the year before last|two years (?:ago|earlier)",
    "this-year": r"this year|(?:the )?current year",
    "last-year": r"last year|(?:the )?(?:previous|prior|preceding|past) year|the year before|"
    r"a year (?:earlier|ago|before)",
    "year-after-next": r"the year after next",
    "next-year": r"next year|(?:the )?coming year",
    "that-year": r"that year|(?:the )?(?:same|following) year|the year",
    "this-month": r"this month|(?:the )?current month",
    "last-month": r"last month|(?:the )?previous month|a month (?:earlier|ago)",
    "next-month": r"next month",
    "that-month": r"that month|(?:the )?(?:same|following) month",
}
_DAYS = {
    "day-before-yesterday": r"the day before yesterday|two days ago",
    "day-after-tomorrow": r"the day after tomorrow",
    "today": r"today|tonight|this (?:morning|afternoon|evening)",
    "yesterday": r"yesterday|last (?:night|evening)",
    "tomorrow": r"tomorrow",
    "that-day": r"that (?:day|night|evening|morning|afternoon)|(?:the )?same day",
    "next-day": r"the (?:next|following) (?:day|morning|night|afternoon|evening)|(?:a|one) day later",
    "day-before": r"the day before|the previous (?:day|night)|(?:a|one) day (?:earlier|ago)|the eve\b",
}
NAMED = {
    "new year's day": (1, 1), "new year’s day": (1, 1), "valentine's day": (2, 14), "valentine’s day": (2, 14),
    "may day": (5, 1), "national day": (10, 1), "singles' day": (11, 11), "singles’ day": (11, 11),
    "christmas day": (12, 25), "christmas eve": (12, 24), "christmas": (12, 25), "halloween": (10, 31),
}  # fmt: skip

_ORDINAL_WORDS = "|".join(sorted(ORDINAL, key=len, reverse=True))
_QUARTER = r"first|second|third|fourth|final|last|1st|2nd|3rd|4th"
_COUNTS = "|".join(COUNT)
_MERIDIEM = r"(?:[ap]\.m\.?|[ap]m|AM|PM|A\.M\.?|P\.M\.?)(?![A-Za-z])"
_CLOCK = r"\d{1,2}(?:[:.][0-5]\d)?"

# Grouped by the character they begin with, so that most words are passed over in one step.
_FIGURES = (
    r"(?<![.-])(?P<iso>\d{4}(?P<mark>[-/.])\d{1,2}(?P=mark)\d{1,2})(?![\d.]\d|\d)",
    r"(?<![.-])(?P<numeric>\d{1,2}(?P<sign>[-/.])\d{1,2}(?P=sign)\d{4})(?!\d)",
    r"(?<![./-])(?P<slash>\d{1,2}/\d{1,2})(?![\d/]|\.\d)",
    (
        rf"(?P<daymonth>{DAY}(?:(?:{TO}|{AND}){DAY}){{0,10}}[\s-]*(?:(?:day\s+)?of\s+)?{MONTH}"
        rf"(?:[\s,-]*(?:of\s+)?{YEAR})?)"
    ),
    rf"(?P<era>\d{{1,4}}(?:,\d{{3}})?(?:(?:{TO}|{AND})\d{{1,4}}(?:,\d{{3}})?)?\s*(?:BCE?|B\.C\.(?:E\.)?|AD|A\.D\.|CE)(?![A-Za-z]))",
    r"(?P<decade>(?<![.,])(?:1\d|20)\d0['’]?s\b|['’‘]?[1-9]0['’]?s\b)",
    rf"(?P<gloss>\(\s*(?:c\.?\s*)?\d{{3,4}}(?:\s*(?:{TO}|,)\s*\d{{2,4}})?\s*(?:AD|CE|BC|BCE)?\s*\))",
    r"(?P<military>(?<![.:,])(?:[01]\d|2[0-4])[0-5]\d(?=\s*(?:hours\b|hrs\b|GMT|UTC|Beijing time)))",
    rf"(?P<years>(?<![.,/$£€¥#’'])(?<!\d-){YEAR}(?:{TO}{YEAR}|[-–/]\d{{2}}(?!\d|[.,:]\d|%))?(?!\w|-\d))",
    rf"(?P<shortquarter>[1-4]Q(?:\s*['’]?(?:{YEAR}|\d\d\b))?(?![\w-])|[12]H(?:\s*['’]?(?:{YEAR}|\d\d\b))?(?![\w-]))",
    rf"(?P<centuries>\d{{1,2}}(?:st|nd|rd|th)(?:(?:{TO}|{AND})(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)){{0,3}}[\s-]+[Cc]entur(?:y|ies)\b)",
    rf"(?P<meridiem>(?<![.:,])(?:{_CLOCK}{TO})?{_CLOCK}\s*{_MERIDIEM})",
    r"(?P<clock>(?<![.:,])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]))",
    r"(?P<oclock>\d{1,2}\s+o['’]clock\b)",
    (
        r"(?<=[Tt]he )(?P<dom>\d{1,2}(?:st|nd|rd|th)\b)"
        r"(?=\s*(?:[,.;:)]|$|(?:of\s+)?(?:the|this|last|next|that)\s+month|(?:and|to|at|in|was|were|is)\b))"
    ),
)
_CAPITALS = (
    rf"(?P<monthday>{MONTH}\s*(?:the\s+)?{DAY}(?:{_OF_YEAR}|{_MORE_DAYS}){{0,12}})",
    rf"(?P<monthyear>{MONTH}(?:(?:{TO}|{AND}){MONTH}){{0,11}}(?:,?\s*(?:(?:of|in)\s+)?{YEAR})?)",
    r"(?P<anno>A\.?D\.?\s*\d{1,4}\b)",
    rf"(?P<quartershort>[QH][1-4](?:\s*['’]?(?:{YEAR}|\d\d\b))?(?![\w-]))",
    (
        r"(?<!Good )(?<!Black )(?<!Easter )(?<!Palm )(?<!Cyber )(?<!Holy )(?P<weekday>"
        r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)s?\b|"
        rf"(?:{_names(tuple(row[1:] for row in WEEKDAY_NAMES))})\b\.?(?=,?\s*(?:{MONTH}|\d)|\)))"
    ),
)


def _groups(patterns: Mapping[str, str]) -> str:
    return "|".join(rf"(?P<{name.replace('-', '_')}>(?:{pattern})\b)" for name, pattern in patterns.items())


# Figures and capitals are tried wherever one stands; phrases, in lower case, only around a word that they all hold.
_SHAPES = re.compile(
    r"(?=[\d(’‘'A-Z])(?:(?<![A-Za-z0-9])|(?=\())"
    rf"(?:(?=[\d(’‘'])(?:{'|'.join(_FIGURES)})|(?=[A-Z])(?:{'|'.join(_CAPITALS)}))"
)
_KEYWORD = re.compile(
    r"\b(?=[ymqhcdtneafosg])(?:(?P<period>years?|months?)|(?P<quarter>quarters?)|(?P<half>half)|"
    r"(?P<century>century|centuries)|"
    r"(?P<day>days?|today|yesterday|tomorrow|tonight|night|evening|morning|afternoon|eve)|(?P<fiscal>fiscal|fy)|"
    rf"(?P<clock>noon|midday|midnight|clock|[ap]\.?m)|(?P<feast>christmas|halloween)|(?P<decade>{'|'.join(DECADE)}))\b"
)
# Without a figure a shape has one of these words, and every phrase has a keyword.
_SHAPE_WORDS = frozenset((*MONTHS, *WEEKDAYS, *(f"{names[0]}s" for names in WEEKDAY_NAMES)))
_KEYWORDS = frozenset(
    "year years month months quarter quarters half century centuries day days today yesterday tomorrow tonight night "
    "evening morning afternoon eve fiscal fy noon midday midnight clock am pm m christmas halloween".split()
) | frozenset(DECADE)
_FIRST = rf"(?P<months>(?:first|opening|initial)\s+(?:\d{{1,2}}|{_COUNTS})[\s-]+(?:months?|quarters?)\b)"
_MONTHS_TO = (
    rf"(?P<monthsto>(?:\d{{1,2}}|{_COUNTS})[\s-]+months?\s+(?:to|through|until|ended|ending(?:\s+in)?)\s+"
    rf"(?:the\s+end\s+of\s+)?(?:{'|'.join(row[0].lower() for row in MONTH_NAMES)})\b(?!,?\s*\d))"
)
_JOINT = rf"(?:{TO}|{AND})(?:the\s+)?"
_PHRASES = {
    kind: re.compile(rf"\b(?:{pattern})")
    for kind, pattern in {
        "period": f"{_FIRST}|{_MONTHS_TO}|{_groups(_PERIODS)}",
        "quarter": rf"{_FIRST}|(?P<quarters>(?:{_QUARTER})(?:{_JOINT}(?:{_QUARTER})){{0,3}}[\s-]+quarters?\b)",
        "half": r"(?P<half>(?:first|second|latter|last)[\s-]+half\b)",
        "century": rf"(?P<century>(?:{_ORDINAL_WORDS})(?:{_JOINT}(?:{_ORDINAL_WORDS})){{0,3}}[\s-]+centur(?:y|ies)\b|"
        r"(?:this|last|new|mid|turn of the)[\s-]century\b)",
        "day": f"{_groups(_DAYS)}|(?P<named>{'|'.join(name for name in NAMED if name.endswith('day'))})",
        "fiscal": r"(?P<fiscal>(?:fy|fiscal(?:\s+year)?)\s*['’]?\d{2,4}(?:[-/–]\d{2,4})?\b)",
        "clock": rf"(?P<wordmeridiem>(?:{_COUNTS})\s*[ap]\.?m\b\.?)|"
        rf"(?P<wordclock>(?:{_COUNTS})\s+o['’]clock|noon|midday|midnight)\b",
        "feast": r"(?P<named>christmas(?: day| eve)?|halloween)\b",
        "decade": rf"(?P<decadeword>{'|'.join(DECADE)})\b",
    }.items()
}
_REACH = 48, 24  # how far a phrase may reach before and behind its keyword


def pieces(text: str) -> Iterator[re.Match[str]]:
    """What in an English text may be a date, in order, none overlapping; the last group names the kind."""
    words = vocabulary(text)
    shaped = FIGURE.search(text) or not _SHAPE_WORDS.isdisjoint(words)
    found = list(_SHAPES.finditer(text)) if shaped else []
    if not _KEYWORDS.isdisjoint(words):
        lower = text.lower()
        if len(lower) == len(text):  # İ has a lower case of two characters; offsets would not hold
            found.extend(_phrases(lower))
    end = 0
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        if match.start() >= end:
            end = match.end()
            yield match


def _phrases(lower: str) -> Iterator[re.Match[str]]:
    end = 0
    for keyword in _KEYWORD.finditer(lower):
        start = max(end, keyword.start() - _REACH[0])
        for phrase in _PHRASES[keyword.lastgroup or ""].finditer(lower, start, keyword.end() + _REACH[1]):
            yield phrase
            end = phrase.end()


ITEM = re.compile(
    rf"(?P<month>{MONTH})|(?P<year>(?<!\d)\d{{4}}(?!\d))|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?|(?P<to>{TO})|(?P<and>{AND})"
)
_LEAD = (
    r"\b(?P<early>[Ee]arly|[Bb]eginning of|[Ss]tart of)|\b(?P<mid>[Mm]id|[Mm]iddle of)|"
    r"\b(?P<late>[Ll]ate|[Ll]ater in)|\b(?P<end>[Ee]nd of)"
)
PART = re.compile(rf"(?:{_LEAD})[\s-]*(?:the\s+)?$")
