"""Do the personal names of an English text agree with those of its Chinese: the one answer to that question."""

import re
from collections.abc import Sequence
from dataclasses import replace

from workflow.model.frozen import dataclass
from workflow.text.name.assigned import guesses, left_out, replaced, spelt_out
from workflow.text.name.exchanged import Exchanged, exchanged
from workflow.text.name.match import Rendered, Rendering
from workflow.text.name.mentions import NO_ONE, Names, Person, find_persons
from workflow.text.name.namings import Namings
from workflow.text.name.strangers import LONGEST_TEXT, names_in, strangers
from workflow.text.name.transcribed import Misheard, misheard

_VICE = re.compile(r"\b(?:vice|deputy|associate|assistant|executive|sub)\b|\bvice-", re.IGNORECASE)
_HEADS = re.compile(r"\b(?:captain|chief|commander|director|editor|head|leader|manager|producer)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NameComparison:
    """What does not agree.

    Attributes:
        missing: persons whom the English does not name.
        wrong: a person, and what the English has in place of the name.
        mixed: a person who is named rightly, and a wrong rendering beside that.
        titles: persons who are named without their title.
        ranks: persons who are named with their title, but without its 副.
        exchanged: persons who changed places with another.
        misheard: names that the Chinese writes by their sound, which nothing in the English has.
    """

    missing: tuple[Person, ...] = ()
    wrong: tuple[tuple[Person, Rendered], ...] = ()
    mixed: tuple[tuple[Person, Rendered], ...] = ()
    titles: tuple[Person, ...] = ()
    ranks: tuple[Person, ...] = ()
    exchanged: tuple[Exchanged, ...] = ()
    misheard: tuple[Misheard, ...] = ()


SAME = NameComparison()
_MOST_PERSONS = 50  # who are looked at beside those whom nothing vouches for
MOST = 2_000_000  # persons × characters that are compared: a hundred persons in 20,000 characters


def compare_names(source: str, target: str, names: Names = NO_ONE) -> NameComparison:
    """Compare the personal names of a Chinese text with those of its English; texts beyond `MOST` are let pass.

    Args:
        source: plain Chinese text.
        target: plain English text.
        names: persons that the desk or the article knows; others are found by their titles.
    """
    persons = find_persons(source, names)
    if len(persons) * len(target) > MOST:
        return SAME
    strange = list(strangers(source, target, persons))
    slips = [(person, one) for person, one in strange if person is not None]
    others = [one for person, one in strange if person is None]
    compared = NameComparison(wrong=tuple(slips)) if slips else SAME
    namings = Namings(source, target, persons)
    if persons:
        compared = _judged(namings, slips, others)
    if names_in(target) and len(source) <= LONGEST_TEXT and len(namings.persons) <= _MOST_PERSONS:
        told = [person for person, _ in compared.wrong if person not in persons]
        compared = _with_guesses(compared, spelt_out(namings.extended(told) if told else namings), others)
    sounds = tuple(misheard(source, target))
    return replace(compared, misheard=sounds) if sounds else compared


def _judged(namings: Namings, slips: Sequence[tuple[Person, Rendered]], others: list[Rendered]) -> NameComparison:
    """Judge each person; `others` are names of the English that are nobody's, each of which may stand for one."""
    missing: list[Person] = []
    wrong: list[tuple[Person, Rendered]] = []
    mixed: list[tuple[Person, Rendered]] = []
    right: list[Person] = []
    slipped = {person.name for person, _ in slips}
    for person in namings.persons:
        bad = [one for one in namings.found(person) if one.rendering is not Rendering.RIGHT]
        if namings.right(person):
            right.append(person)
            mixed += [(person, one) for one in bad]
        elif bad:
            wrong.append((person, next((one for one in bad if one.rendering is Rendering.ORDER), bad[0])))
        elif person.name in slipped:
            pass
        elif others and namings.absent(person, others):
            wrong.append((person, others.pop(0)))
        elif not namings.rendered(person):
            missing.append(person)
    told = {one.start for _, one in (*wrong, *mixed)}
    return NameComparison(
        tuple(missing),
        (*wrong, *((person, one) for person, one in slips if one.start not in told)),
        tuple(mixed),
        tuple(person for person in right if _lost_title(person, namings.target)),
        tuple(person for person in right if _lost_rank(person, namings.target)),
    )


def _with_guesses(compared: NameComparison, namings: Namings, others: Sequence[Rendered]) -> NameComparison:
    """Add whom nothing in the Chinese vouches for; `others` are the names of the English that are still nobody's."""
    guessed = guesses(namings, anybody=bool(others))
    everyone = namings.extended(guessed) if guessed else namings
    wrong = list(replaced(everyone, guessed, others)) if others else []
    told = {person.name for person, _ in wrong}
    missing = [person for person in left_out(everyone, guessed) if person.name not in told]
    return replace(
        compared,
        missing=(*compared.missing, *missing),
        wrong=(*compared.wrong, *wrong),
        exchanged=tuple(exchanged(everyone)),
    )


def _lost_title(person: Person, target: str) -> bool:
    words = person.title_words
    return bool(words) and not re.search(rf"\b(?:{words})\b", target, re.IGNORECASE)


def _lost_rank(person: Person, target: str) -> bool:
    """Whether a 副 is lost: the title is there, or a word for who heads something, and nothing says vice or deputy."""
    told = bool(person.title_words) or _HEADS.search(target)
    return bool(person.vice and told) and not _lost_title(person, target) and not _VICE.search(target)
