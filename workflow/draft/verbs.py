"""Owed forms that are verbs: *build a port* stands behind *to*, and *building a port* behind *the* or *of*.

Chinese terms have no part of speech, and lists give many a noun phrase's place to a verb.
"""

import re

# Verbs that terms begin with, as they stand in lists; none that is a noun or an adjective as often.
_VERBS = frozenset(
    "accelerate accomplish achieve adapt address adhere administer adopt advance alleviate build carry"
    " consolidate create cultivate deepen defend develop ease eliminate emancipate emerge encourage enhance enrich"
    " ensure enter establish expand explore facilitate follow forge foster give govern grow guarantee implement"
    " improve innovate integrate invest keep localize maintain make manage modernize oppose optimize participate"
    " preserve prevent promote propose protect pursue put realize reduce reinforce rejuvenate remain resolve"
    " resume revitalize safeguard seek serve shake stabilize stay stick strengthen strive tackle take think"
    " transform uphold".split()
)
# Those that are nouns, too, and surely verbs only where another verb stands before them.
_FURTHER = _VERBS | frozenset("benefit fight guide increase move open raise reform support upgrade work".split())
_ANOTHER = re.compile(r"(?<=\band )[a-z]+\b|(?<=, )[a-z]+\b")
_FIRST = re.compile(r"[A-Za-z]+(?![\w'’-])")
_DOUBLED = frozenset("cut get let put run set shed stop win".split())

# What no verb in its plain form stands behind.
_NOUNS_PLACE = re.compile(
    r"\b(?:of|in|for|by|on|with|through|from|at|about|after|before|towards?|without|its|their|our|his|her|is|are|was|were"
    r"|be|been|(?!(?:need|proceed|succeed|exceed|indeed|during|bring|thing)\b)\w{2,}(?:ed|ing))\s+$",
    re.IGNORECASE,
)
_QUALIFIED = re.compile(r"(?P<article>\b(?:the|an?)\s+)?(?P<adjective>\b\w+(?:ive|ous|al|ful|ic)\s+)?$", re.IGNORECASE)


def is_verb(english: str) -> bool:
    """Whether an owed form begins with a verb in its plain form."""
    first = _FIRST.match(english)
    return first is not None and first[0].lower() in _VERBS


def in_place(before: str, english: str) -> tuple[str, str]:
    """Make a verb fit where a noun is wanted.

    Returns:
        The text before it and the form: *the active* and *build a port* become *actively* and *building a port*.
    """
    if not is_verb(english):
        return before, english
    around = _QUALIFIED.search(before)
    qualified = bool(around and around[0])
    if not qualified and not _NOUNS_PLACE.search(before):
        return before, english
    if " " not in english:
        return before, gerund(english)
    if around and qualified:
        adjective = (around["adjective"] or "").strip()
        before = before[: around.start()] + (f"{_adverb(adjective)} " if adjective else "")
    first, _, rest = english.partition(" ")
    rest = _ANOTHER.sub(lambda found: gerund(found[0]) if found[0] in _FURTHER else found[0], rest)
    return before, f"{gerund(first)} {rest}"


def gerund(verb: str) -> str:
    """The form in *-ing*: *making*, *putting*, *building*."""
    if verb in _DOUBLED:
        return f"{verb}{verb[-1]}ing"
    return f"{verb[:-1]}ing" if verb.endswith("e") and not verb.endswith("ee") else f"{verb}ing"


def _adverb(adjective: str) -> str:
    return f"{adjective}ally" if adjective.endswith("ic") else f"{adjective}ly"
