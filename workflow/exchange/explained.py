"""Dictionary entries in a term list: what renders the term, and what only explains it.

A dictionary says *Mei Lan, singer of the northern opera* or *used to greet an elder*, and *fig. to give up*. Nobody
writes that in a translation: the name before the comma, or what the label stands before, renders the term; the rest is
a remark.
"""

import re
from collections.abc import Sequence

# What says by its first words that it is no rendering: a grammar, a reference to another entry.
_EXPLAINS = re.compile(
    r"(?:an? |the )?(?:"
    r"(?:abbr|abbreviation|contraction|short|variant|(?:old|another|alternate|erroneous) (?:variant|name|form))\b\.?"
    r"(?: (?:spelling )?(?:for|of|to)\b.*)?$"
    r"|(?:see|same as|equivalent to|cf\.?|also (?:called|known as|written)|(?:also|former|\w+) pr\.)(?: also)?$"
    r"|CL:|classifier (?:for|used)\b|(?:refers|referring) to\b|(?:indicates|indicating|denotes|denoting)\b"
    r"|used (?:to|in|as|for|before|after|with|of|when|at|by|between) \S+ \S"
    r"|(?:[\w-]+ )?(?:term|word|expression|suffix|prefix|particle|interjection|pronoun)"
    r" (?:for|used|of address|indicating|expressing|meaning)\b"
    r"|(?:person|people|someone|somebody|sb|one|that|those|something|sth) (?:who|which|that)\b"
    r")"
)
_LITERAL = re.compile(r"lit\. (?:to (?=[a-z]))?")
_LABEL = re.compile(r"(?:fig\.|aka|a\.k\.a\.|also known as|esp\.) (?:to (?=[a-z]))?")
_SLOT = re.compile(r"\b(?:sb|sth)\b(?!['’]s)")
_LAST_SLOT = re.compile(r" (?:sb|sth)(?:(?: or |/)(?:sb|sth))?$")
_RELATIVE = re.compile(r"\b(?:that|which|who|whose|whom)\b")
_TOO_LONG = 6  # words that a clause needs to be an explanation

# What follows a comma and tells of what stands before it, whatever that is.
_ASIDE = re.compile(
    r"(?:abbr|variant|aka|also|formerly|former|i\.e|e\.g|namely|viz|especially|esp|cf|established|founded|located|situated"
    r"|short name|capital|c\. ?\d|\d{3,4}\b|(?:of|in|to) which\b|which\b|who\b|whose\b|where\b)"
)
# A name, all in capitals but for small words; and what a dictionary says of it: *singer of*, *a Greek poet*.
_NAME = re.compile(r"(?:the )?[A-Z0-9][^\s,]*(?: (?:[A-Z0-9][^\s,]*|of|the|and|for|in|on|de|von|der|van|al))*$")
_TELLS = re.compile(
    r"(?:(?:an?|the) )?(?:[A-Z][\w'’-]* ){0,2}(?!(?:and|or|of|the|for|in|on|to|with)\b)[a-z][\w'’-]*\b(?! and\b)"
)
# *Lanping prefecture-level city in the north*: a place, its rank, and where it lies.
_PLACE = re.compile(
    r"(?P<name>(?:the )?[A-Z][\w'’-]*(?: (?:and )?[A-Z][\w'’-]*)*)"
    r"(?P<level>(?: (?:sub-?prefecture|sub-?provincial|prefecture|county)(?:[ -]level)?)?)"
    r"(?P<rank>(?: autonomous)? (?:city|province|county|district|town|township|village|prefecture|region|banner|island"
    r"|islands|mountain|mountains|river|lake|municipality|state))"
    r"(?:,? (?:in|of|on|at|near|and|between|under) .+)?$"
)


def renderings(forms: Sequence[str], source: str = "") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what of the English forms of a cell renders its term, in their order, and what is a remark on it.

    A literal meaning comes last. A clause, or a phrase with a slot for *sb* or *sth*, is an explanation where there is
    something else.

    Args:
        forms: the forms of the cell.
        source: the Chinese beside them; commas of an enumeration are those of the term.
    """
    said: list[str] = []
    literal: list[str] = []
    unlikely: list[str] = []
    remarks: list[str] = []
    for form in forms:
        label = _LITERAL.match(form) or _LABEL.match(form)
        bare, told = (form, "") if set(source) & set("、，,") else _before_comma(form)
        bare = _LAST_SLOT.sub("", bare[label.end() :] if label else bare)
        remarks += [told] if told else []
        if _EXPLAINS.match(bare):
            remarks.append(form)
        elif label and _LITERAL.match(form):
            literal.append(bare)
        elif _SLOT.search(bare) or (_RELATIVE.search(bare) and len(bare.split()) >= _TOO_LONG):
            unlikely.append(bare)
        else:
            said += _placed(bare)
    kept = said or literal or unlikely
    remarks += unlikely if kept is not unlikely else []
    return tuple(dict.fromkeys((*kept, *literal))), tuple(dict.fromkeys(remarks))


def _before_comma(form: str) -> tuple[str, str]:
    """The form up to the comma behind which it is explained, and the explanation; a sentence is left whole."""
    for comma in () if form.endswith((".", "!", "?")) else re.finditer(r",\s+", form):
        head, tail = form[: comma.start()], form[comma.end() :]
        named = bool(_NAME.match(head)) and bool(_TELLS.match(tail))
        if named or _ASIDE.match(tail) or (_RELATIVE.search(tail) and not _RELATIVE.search(head)):
            return head, tail
    return form, ""


def _placed(form: str) -> list[str]:
    """A place with its rank and without where it lies; a city of some level by its name, too, and that first."""
    place = _PLACE.match(form)
    if place is None:
        return [form]
    ranked = f"{place['name']}{place['rank']}"
    return [place["name"], ranked] if place["level"] else [ranked]
