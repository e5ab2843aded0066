"""Do the personal names of an English text agree with those of its Chinese: the one answer to that question."""

import re
from collections.abc import Sequence
from dataclasses import replace

from workflow.model.frozen import dataclass
from workflow.text.name.match import BODIES, Rendered, Rendering, renderings, verdict
from workflow.text.name.mentions import NO_ONE, Names, Person, find_persons
from workflow.text.name.strangers import strangers
from workflow.text.name.transcribed import Misheard, misheard

_VICE = re.compile(r"\b(?:vice|deputy|associate|assistant|executive|sub)\b|\bvice-", re.IGNORECASE)
# "President Macron", or two words in capitals that no rule explains: the name may stand there in a form of its own.
_OTHER_NAME = re.compile(
    r"\b(?:[Pp]resident|[Mm]inister|[Cc]hairman|[Mm]ayor|[Ss]ecretary|[Dd]irector|[Pp]rofessor|Mr|Ms|Mrs|Dr|Auntie?|Uncle)"
    r"\.? (?P<named>[A-Z][a-z]+)|(?<=[a-z,;:“\"] )(?P<first>[A-Z][a-z]+)(?:-[A-Za-z]+)* (?P<last>[A-Z][a-z]+)"
)


@dataclass(frozen=True, slots=True)
class NameComparison:
    """What does not agree.

    Attributes:
        missing: persons whom the English does not name.
        wrong: a person, and what the English has in place of the name.
        mixed: a person who is named rightly, and a wrong rendering beside that.
        titles: persons who are named without their title.
        ranks: persons who are named with their title, but without its 副.
        misheard: names that the Chinese writes by their sound, which nothing in the English has.
    """

    missing: tuple[Person, ...] = ()
    wrong: tuple[tuple[Person, Rendered], ...] = ()
    mixed: tuple[tuple[Person, Rendered], ...] = ()
    titles: tuple[Person, ...] = ()
    ranks: tuple[Person, ...] = ()
    misheard: tuple[Misheard, ...] = ()


SAME = NameComparison()
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
    compared = NameComparison(wrong=tuple(slips)) if slips else SAME
    if persons:
        compared = _judged(persons, target, slips, [one for person, one in strange if person is None])
    sounds = tuple(misheard(source, target))
    return replace(compared, misheard=sounds) if sounds else compared


def _judged(
    persons: Sequence[Person], target: str, slips: Sequence[tuple[Person, Rendered]], others: list[Rendered]
) -> NameComparison:
    """Judge each person; `others` are names of the English that are nobody's, each of which may stand for one."""
    missing: list[Person] = []
    wrong: list[tuple[Person, Rendered]] = []
    mixed: list[tuple[Person, Rendered]] = []
    right: list[Person] = []
    slipped = {person.name for person, _ in slips}
    elsewhere = _without(target, others)
    for person in first_mentions(persons):
        found = renderings(person.name, person.forms, target, _others(person, persons))
        good = [one for one in found if one.rendering is Rendering.RIGHT]
        bad = [one for one in found if one.rendering is not Rendering.RIGHT]
        if good:
            right.append(person)
            mixed += [(person, one) for one in bad]
        elif bad:
            wrong.append((person, next((one for one in bad if one.rendering is Rendering.ORDER), bad[0])))
        elif person.name in slipped:
            pass
        elif others and _verdict(person, elsewhere, persons) is Rendering.MISSING:
            wrong.append((person, others.pop(0)))
        elif not rendered(person, target, persons):
            missing.append(person)
    told = {one.start for _, one in (*wrong, *mixed)}
    return NameComparison(
        tuple(missing),
        (*wrong, *((person, one) for person, one in slips if one.start not in told)),
        tuple(mixed),
        tuple(person for person in right if _lost_title(person, target)),
        tuple(person for person in right if _lost_rank(person, target)),
    )


def _without(text: str, places: Sequence[Rendered]) -> str:
    """A text with blanks where some names stand."""
    for place in places:
        text = text[: place.start] + " " * (place.end - place.start) + text[place.end :]
    return text


def rendered(person: Person, target: str, persons: Sequence[Person]) -> bool:
    """Whether a text names a person rightly: in full, by surname, or by *he* or *she* where that is understood."""
    found = _verdict(person, target, persons)
    if found is Rendering.MISSING:
        unexplained = "" if person.known else _unexplained(target, persons)
        return any(BODIES.isdisjoint(match.groups()) for match in _OTHER_NAME.finditer(unexplained))
    return found not in (Rendering.ORDER, Rendering.SPELLING)


def _verdict(person: Person, target: str, persons: Sequence[Person]) -> Rendering:
    introduced = bool(person.title) and not person.known
    return verdict(person.name, person.forms, target, _others(person, persons), introduced=introduced)


def _unexplained(target: str, persons: Sequence[Person]) -> str:
    """The text without the names in it that are accounted for."""
    for person in persons:
        for one in renderings(person.name, person.forms, target):
            target = target.replace(one.text, "…")
    return target


def first_mentions(persons: Sequence[Person]) -> list[Person]:
    """Each person once, where the title stands if it does anywhere."""
    by_name: dict[str, Person] = {}
    for person in persons:
        kept = by_name.setdefault(person.name, person)
        if person.title and not kept.title:
            by_name[person.name] = person
    return list(by_name.values())


def _others(person: Person, persons: Sequence[Person]) -> tuple[str, ...]:
    return tuple(other.name for other in persons if other.name != person.name)


def _lost_title(person: Person, target: str) -> bool:
    words = person.title_words
    return bool(words) and not re.search(rf"\b(?:{words})\b", target, re.IGNORECASE)


def _lost_rank(person: Person, target: str) -> bool:
    return person.vice and not _lost_title(person, target) and bool(person.title_words) and not _VICE.search(target)
