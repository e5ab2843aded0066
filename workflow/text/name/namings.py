"""Which places of an English text name which persons of its Chinese."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from workflow.text.comparable import simplified
from workflow.text.name.match import BODIES, NOMINATIVE, PRONOUN, Rendered, Rendering, renderings, verdict
from workflow.text.name.mentions import Person
from workflow.text.name.roles import PEOPLE
from workflow.text.name.romanise import spelt

# "President Macron", or words in capitals that no rule explains: the name may stand there in a form of its own.
_OTHER_NAME = re.compile(
    r"\b(?:[Pp]resident|[Mm]inister|[Cc]hairman|[Mm]ayor|[Ss]ecretary|[Dd]irector|[Pp]rofessor|Mr|Ms|Mrs|Dr|Auntie?|Uncle)"
    r"\.? (?P<named>[A-Z][a-z]+)|(?<=[a-z,;:“\"] )(?P<first>[A-Z][a-z]+)(?:-[A-Za-z]+)* (?P<last>[A-Z][a-z]+)"
    r"|\b(?P<called>[A-Z][a-z]+)(?: [A-Z]\.)+ (?P<family>[A-Z][a-z]+)"
    r"|(?:^|(?<=[.!?”\"] ))(?P<foremost>[A-Z][a-z]+) (?P<name>[A-Z][a-z]+)(?=, [a-z])"
)
_PRONOUN = re.compile("[他她其]|自己|本人")
_QUOTED = re.compile('[“"][^“”"]*[“”"]')
_OTHERWISE = re.compile(
    rf"\b(?:they|them|their|theirs|both|I|me|my|we|us|our)\b|\b(?:the|this) (?:\w+ )?(?:{PEOPLE})\b", re.IGNORECASE
)


class Namings:
    """The names of an English text beside the persons of its Chinese."""

    def __init__(self, source: str, target: str, persons: Iterable[Person]) -> None:
        self.source = source
        self.target = target
        self.everywhere = tuple(persons)
        self.persons = first_mentions(self.everywhere)
        self._found: dict[str, tuple[Rendered, ...]] = {}

    def extended(self, persons: Iterable[Person]) -> "Namings":
        """The same with more persons."""
        everywhere = sorted((*self.everywhere, *persons), key=lambda person: person.start)
        more = Namings(self.source, self.target, everywhere)
        more._found = dict(self._found)
        return more

    def found(self, person: Person) -> tuple[Rendered, ...]:
        """Every place that states the name in full, rightly or not."""
        if person.name not in self._found:
            self._found[person.name] = renderings(person.name, person.forms, self.target, self._others(person))
        return self._found[person.name]

    def right(self, person: Person) -> list[Rendered]:
        """The places that state the name in full and rightly."""
        return [one for one in self.found(person) if one.rendering is Rendering.RIGHT]

    def rendered(self, person: Person) -> bool:
        """Whether the English names a person: in full, by surname, or by *he* or *she* where that is understood."""
        introduced = bool(person.title) and not person.known
        found = verdict(person.name, person.forms, self._free(person), self._others(person), introduced=introduced)
        if found is Rendering.MISSING:
            return not person.known and self.strange
        return found not in (Rendering.ORDER, Rendering.SPELLING)

    def absent(self, person: Person, nobodys: Sequence[Rendered] = ()) -> bool:
        """Whether no name in the English is the person's, but for those that are `nobodys`, nor a pronoun.

        *He* behind another name is that one; where the Chinese has such a word too, it may be anybody.
        """
        text = without(self._free(person), nobodys)
        found = verdict(person.name, person.forms, text, self._others(person), introduced=True)
        if found is Rendering.IMPLIED:
            before = text[: nobodys[0].start] if nobodys else text
            return bool(_PRONOUN.search(self.source)) or not NOMINATIVE.search(before)
        return found is Rendering.MISSING

    def unsaid(self, person: Person) -> bool:
        """Whether the English has neither the name nor, outside quotations, *he*, *his*, *they* or *the minister*."""
        text = self._free(person)
        found = verdict(person.name, person.forms, text, self._others(person))
        if found not in (Rendering.MISSING, Rendering.IMPLIED):
            return False
        told = _QUOTED.sub("", text)
        return not PRONOUN.search(told) and not _OTHERWISE.search(told)

    @cached_property
    def strange(self) -> bool:
        """Whether the English names somebody whom the Chinese does not spell: a person in a form of one's own."""
        return any(
            BODIES.isdisjoint(match.groups()) and not self._spelt(match) for match in _OTHER_NAME.finditer(self.unnamed)
        )

    @cached_property
    def unnamed(self) -> str:
        """The English with dots where persons are named, rightly or not."""
        return without(self.target, [one for person in self.persons for one in self.found(person)])

    def _free(self, person: Person) -> str:
        """The English with dots where the others are named: the surname in *Sun Honglei* is not that of 雷佳音."""
        if not self.right(person):
            return self._cleared
        return without(self.target, [one for other in self.persons if other != person for one in self.right(other)])

    @cached_property
    def _cleared(self) -> str:
        """The English with dots where anybody is named rightly."""
        return without(self.target, [one for person in self.persons for one in self.right(person)])

    def _others(self, person: Person) -> tuple[str, ...]:
        return tuple(other.name for other in self.persons if other.name != person.name)

    def _spelt(self, match: re.Match[str]) -> bool:
        """Whether the Chinese spells what looks like a name: a place, somebody else; one character is an accident."""
        first, *rest = filter(None, match.groups())
        plain = simplified(self.source)
        parts = first, "".join((first, *rest))
        return any(part in self.source or any(len(one) > 1 for one in spelt(part, plain)) for part in parts)


def without(text: str, places: Iterable[Rendered]) -> str:
    """A text with dots where names stand; offsets stay."""
    letters = list(text)
    for place in places:
        letters[place.start : place.end] = "…" * (place.end - place.start)
    return "".join(letters)


def first_mentions(persons: Iterable[Person]) -> list[Person]:
    """Each person once, where the title stands if it does anywhere."""
    by_name: dict[str, Person] = {}
    for person in persons:
        kept = by_name.setdefault(person.name, person)
        if person.title and not kept.title:
            by_name[person.name] = person
    return list(by_name.values())
