"""Words of one family: *modernize* and *modernization*, *economy* and *economic*.

Chinese terms have no part of speech: 现代化 may read "modernize" and "modernization". A family is wider than an
inflection, so it only excuses a term that is not found as it stands (see `workflow.text.term.variants`).
"""

import re
from functools import lru_cache

from workflow.text.english import keys

_ENDINGS = (
    (re.compile(r"ization$"), ("ize",)),
    (re.compile(r"(?<=...)ism$"), ("ist",)),
    (re.compile(r"(?<=su)mption$"), ("me",)),
    (re.compile(r"(?<=...ct)ion$"), ("",)),
    (re.compile(r"(?<=...)ious$"), ("y",)),
    (re.compile(r"(?<=iv)ity$"), ("e",)),
    (re.compile(r"(?<=[cgmp]al)ity$"), ("",)),
    (re.compile(r"(?<=ic)ally$"), ("",)),
    (re.compile(r"(?<=...)ification$"), ("ify",)),
    (re.compile(r"(?<=...)ation$"), ("ate", "", "e")),
    (re.compile(r"(?<=...)ative$"), ("ate",)),
    (re.compile(r"(?<=....)ment$"), ("",)),
    (re.compile(r"(?<=ion)ary$"), ("",)),
    (re.compile(r"(?<=...)(e|a)nce$"), (r"\1nt", "")),
    (re.compile(r"(?<=...)(os|ov|iv|ew)al$"), (r"\1e", r"\1")),
    (re.compile(r"(?<=...)ly$"), ("",)),
    (re.compile(r"(?<=...)(?:men|woman|women|person|persons|people)$"), ("man",)),
)
# Nouns and adjectives whose family the endings do not tell.
_ROOTS = {
    "adoption": "adopt",
    "agricultural": "agriculture",
    "chinese": "china",
    "commercial": "commerce",
    "competition": "compete",
    "competitive": "compete",
    "contribution": "contribute",
    "cultural": "culture",
    "distribution": "distribute",
    "ecological": "ecology",
    "economic": "economy",
    "educational": "education",
    "efficient": "efficiency",
    "environmental": "environment",
    "equal": "equality",
    "expansion": "expand",
    "extension": "extend",
    "fair": "fairness",
    "financial": "finance",
    "global": "globe",
    "growth": "grow",
    "healthy": "health",
    "historic": "history",
    "historical": "history",
    "industrial": "industry",
    "institutional": "institution",
    "introduction": "introduce",
    "judicial": "judiciary",
    "investor": "invest",
    "medical": "medicine",
    "minister": "ministry",
    "ministerial": "ministry",
    "national": "nation",
    "production": "produce",
    "professional": "profession",
    "promotion": "promote",
    "prosperous": "prosperity",
    "prevention": "prevent",
    "provincial": "province",
    "reduction": "reduce",
    "regional": "region",
    "resilient": "resilience",
    "rise": "rise",
    "safe": "safety",
    "scientific": "science",
    "secure": "security",
    "social": "society",
    "stable": "stability",
    "strong": "strength",
    "structural": "structure",
    "supervision": "supervise",
    "sustainable": "sustainability",
    "technological": "technology",
    "technical": "technology",
}
_ADJECTIVE = re.compile(
    r"(?:al|ic|ive|ous|ary|ist|ese|an|able|ible)$"
    r"|^(?:new|green|rural|urban|modern|overall|joint|foreign|efficient|intelligent|common|high|low|smart|clean|fair|key|main|major)$"
)
_NUMBERS = {
    **{word: str(value) for value, word in enumerate("one two three four five six seven eight nine ten".split(), 1)},
    **{
        word: f"{value}{'st' if value == 1 else 'nd' if value == 2 else 'rd' if value == 3 else 'th'}"  # noqa: PLR2004
        for value, word in enumerate(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
            1,
        )
    },
}
# Greek and Latin first halves of compounds, which say more of the second half; not inter-, which makes another word.
_COMBINING = re.compile(r"(?:socio|macro|micro|geo|bio|agri|agro|hydro|electro|photo|petro|techno|cyber)(?=[a-z]{5})")
# What an ending would wrongly call a family.
_APART = frozenset(
    "reformation government department apartment information station foundation industrious importance".split()
)


@lru_cache(maxsize=16384)
def kin(word: str) -> frozenset[str]:
    """Return what a lower-case word may be inflected or derived from; two words are kin when these meet."""
    found = {*keys(word), _NUMBERS.get(word, word)}
    for key in tuple(found):
        if key in _ROOTS:
            found |= keys(_ROOTS[key])
        elif key not in _APART:
            found.update(_stripped(key))
    return frozenset(found)


@lru_cache(maxsize=16384)
def told(word: str) -> frozenset[str]:
    """Return what a word of a text says: what it is kin to, and what its second half is.

    *Macroeconomic* says *economic*, which does not say the whole: a form is asked for its `kin` alone.
    """
    half = _COMBINING.match(word)
    return kin(word) | kin(word[half.end() :]) if half else kin(word)


def is_adjective(word: str) -> bool:
    """Whether a lower-case word looks like an adjective that adds something to a noun."""
    return bool(_ADJECTIVE.search(word))


def is_relational(word: str) -> bool:
    """Whether a lower-case word is an adjective that merely stands for a noun (*regional* for *region*)."""
    return word in _ROOTS and word.endswith(("al", "ic", "ese"))


def _stripped(word: str) -> list[str]:
    for ending, stems in _ENDINGS:
        match = ending.search(word)
        if match:
            return [word[: match.start()] + match.expand(stem) for stem in stems]
    return []
