"""Before noon or after it, where a text says so in words alone: 上午, *in the afternoon*.

Times by the clock say it themselves.
"""

import re

from workflow.model import Dated
from workflow.text.vocabulary import vocabulary

_ZH = re.compile(
    "(?P<early>[今明]早|早上|早晨|清晨|上午)|(?P<late>下午|午后|傍晚|晚上|晚间|[今昨当明]晚)|(?P<other>凌晨|中午|夜)"
)
_WORDS = frozenset("morning mornings afternoon afternoons evening evenings tonight".split())
# Capitalised, it is a newspaper: the Evening News.
_EN = re.compile(
    r"\b(?:(?P<early>mornings?)|(?P<late>afternoons?|evenings?|tonight)|(?P<other>nights?|noon|midnight|dawn))\b"
)


def turned(source: str, target: str) -> tuple[tuple[Dated, Dated], ...]:
    """Return the word of the Chinese with that of the English which says the other half of the day, if all words do."""
    if _WORDS.isdisjoint(vocabulary(target)):
        return ()
    said, made = list(_ZH.finditer(source)), list(_EN.finditer(target))
    halves = {match.lastgroup for match in said}, {match.lastgroup for match in made}
    if halves not in (({"early"}, {"late"}), ({"late"}, {"early"})):
        return ()
    ours, theirs = (
        Dated(start=match.start(), end=match.end(), text=match[0], vague=True) for match in (said[0], made[0])
    )
    return ((ours, theirs),)
