"""British and American spelling: one word, however it is spelt.

The rules are applied to both sides of a comparison, so that a word they spell wrongly (*enterprize*) does no harm.
"""

import re
from functools import lru_cache

_OUR = (
    "arm|ard|behavi|cand|clam|col|demean|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|neighb|od|parl|ranc|rig|rum|sav|"
    "savi|splend|succ|tum|val|vap|vig"
)
_L = "cance|channe|counse|dia|equa|fue|initia|labe|leve|marve|mode|pane|quarre|riva|signa|tota|trave|tunne"
_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^(licen|practi)s(e|ed|es|ing)$", r"\1c\2"),
        (r"is(ation|ational|ations)$", r"iz\1"),
        (r"(?<=..)is(e|ed|er|ers|es|ing)$", r"iz\1"),
        (r"(?<=l)ys(e|ed|er|es|ing)$", r"yz\1"),
        (rf"^((?:{_OUR})o)u(r)", r"\1\2"),
        (r"(cent|theat|fib|lit|met|lust|calib|spect|sab)re(s?)$", r"\1er\2"),
        (r"programme(s?)$", r"program\1"),
        (r"(def|off|pret)ence(s?)$", r"\1ense\2"),
        (r"^licens", "licenc"),
        (r"ogue(s?)$", r"og\1"),
        (rf"^((?:{_L})l)l(ed|ing|er|ers|or|ors)$", r"\1\2"),
        (r"^(enro|fulfi|insta|disti|ski)ll(s|ment|ments|ful|fully|ed)?$", r"\1l\2"),
        (r"^(liv|siz|lik|lov|mov|sal)eable$", r"\1able"),
        (r"^ageing$", "aging"),
        (r"^(judg|acknowledg)ement", r"\1ment"),
        (r"^grey", "gray"),
        (r"^cheque", "check"),
        (r"^aluminium$", "aluminum"),
        (r"^(plough)", "plow"),
        (r"(ward)s$", r"\1"),
        (r"^(a(?:mong|mid)|whil)st$", r"\1"),
    )
)


@lru_cache(maxsize=65536)
def spelt(word: str) -> str:
    """Return the form under which a lower-case word is compared: nearly the American spelling.

    >>> spelt("modernisation"), spelt("labour"), spelt("centres"), spelt("programme")
    ('modernization', 'labor', 'centers', 'program')
    """
    for pattern, replacement in _RULES:
        word = pattern.sub(replacement, word)
    return word
