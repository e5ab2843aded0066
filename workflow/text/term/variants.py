"""What a careful reader takes for a term although it does not stand there as the entry has it.

Looked for only where `occurrences` finds too little: another part of speech (*integrate industry and education*), a
coordination that shares a word (*industrial and supply chains* for *industrial chain*), one adjective more
(*high-quality economic development*), a passive (*domestic demand must be expanded*), an inversion (*protection of
water resources*, see `workflow.text.term.reorder`), the abbreviation. Nothing across the end of a clause.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from workflow.model import MatchRule
from workflow.text.english import Words, form_words, keys, words
from workflow.text.term.loose import AFTER_NOUNS, BE, SMALL, Loose, Variant, sayable
from workflow.text.term.reorder import DEED, inverted, nominal, reordered
from workflow.text.term.respelt import of_the_country, respelt, scattered, without_rank

_BODIES = frozenset("ministry commission bureau administration department academy committee council office".split())


def variants(form: str, text: str, rule: MatchRule) -> Iterator[Variant]:
    """Yield the places of a text that render a form without being an occurrence of it.

    The nearest kind comes first; places of one kind follow one another, those of two kinds may overlap.
    """
    wanted = form_words(form)
    if not rule.whole_word or not wanted.count:
        return
    target = words(text)
    small = rule.inflect and rule.case_sensitive and _is_institution(wanted)
    if small:
        rule = replace(rule, case_sensitive=False)
    is_said = sayable(wanted, text)
    if is_said:
        loose = Loose(wanted, target, rule)
        yield from loose.variants()
        yield from loose.headed()
    if rule.inflect:
        for other in respelt(form, text):
            yield from Loose(form_words(other), target, rule).variants()
            yield from _orders(other, target, rule, small=True)
        for start, end in (*of_the_country(form, text), *without_rank(form, text)):
            yield Variant(start, end, ((start, end),))
        yield from _orders(form, target, rule, small=small) if is_said else ()


def _orders(form: str, target: Words, rule: MatchRule, *, small: bool) -> Iterator[Variant]:
    """The places that have the words of a form in another order."""
    for other in reordered(form):
        loose = Loose(form_words(other), target, rule)
        yield from loose.variants() if small else loose.plain()
    for other in inverted(form):
        places = Loose(form_words(other), target, rule).variants()
        yield from (variant for variant in places if _ends_phrase(target, variant.end))
    for deed, other in nominal(form):
        places = Loose(form_words(other), target, rule).plain()
        yield from (variant for variant in places if _is_deed(target, variant, deed))
    for taken in scattered(form, target.text):
        pieces = tuple((target.starts[place], target.ends[place]) for place in taken)
        yield Variant(pieces[0][0], pieces[-1][1], pieces)


def _is_deed(text: Words, variant: Variant, deed: int) -> bool:
    """Whether the first (0) or last (-1) word of a place is a verb's noun: *protection of law*, *law enforcement*."""
    taken = text.lower[bisect_left(text.starts, variant.start) : bisect_left(text.starts, variant.end)]
    return bool(DEED.search(taken[deed]))


def _is_institution(form: Words) -> bool:
    """Whether a name is that of a body, which news writes small: *the commerce ministry*, *ministries of …*."""
    return form.count > 1 and not _BODIES.isdisjoint(form.lower)


def _ends_phrase(text: Words, end: int) -> bool:
    """Whether no noun goes on from there: *development of green industries* is no *green development*."""
    place = bisect_left(text.starts, end)
    if place >= text.count or text.before(place):
        return True
    word = text.lower[place]
    # A form that is neither a plural nor a participle in -ing, but not its own lemma, is a verb's: grew, is, promoted.
    return word in SMALL | AFTER_NOUNS or (not word.endswith(("s", "ing")) and len(keys(word)) > 1) or word in BE


def abbreviations(form: str, text: str) -> list[tuple[int, int]]:
    """Places of the form's initials in capitals: *BRI* or *BRIs* for *Belt and Road Initiative*, *G20*."""
    said = [word for word in form_words(form).lower if word not in SMALL]
    initials = "".join(word if word.isdigit() else word[0] for word in said).upper()
    if len(initials) < 2 or initials not in text:  # noqa: PLR2004  # one letter abbreviates nothing
        return []
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(initials)}s?(?!\w)", text)]
