"""Checks on the names of persons: lost, misspelt, in the wrong order, rendered in two ways, without their title.

Which names agree is decided in `workflow.constraints.names` alone; these checks word the answer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from workflow.checks.agreement import texts
from workflow.checks.base import Pair, Subject, Text
from workflow.checks.report import Report
from workflow.constraints import names
from workflow.constraints.base import Context
from workflow.model import Severity
from workflow.text.name.compare import SAME
from workflow.text.name.match import Rendered, Rendering, renderings
from workflow.text.name.mentions import Names, Person, find_persons


def differ(pair: Pair) -> bool:
    """Whether the names of a pair differ at all."""
    return pair.names is not SAME and pair.names != SAME


def missing(pair: Pair) -> Iterator[Report]:
    """Report persons whom the English does not name; milder where only a title tells that it is a name."""
    for person in pair.names.missing:
        message = _lost(pair.where, person)
        yield Report(message, severity=None if person.known else Severity.WARNING, source_span=_spot(person))


def unnamed(subject: Subject) -> Iterator[Report]:
    """Report persons whom one unit of an article does not name, and another one does."""
    yield from (report for _, report in _unnamed(texts(subject), subject.context))


def unnamed_within(items: Iterable[Text], *, within: bool) -> Iterator[tuple[Text, Report]]:
    """Report persons whom one text of a bilingual file does not name, and another one does."""
    yield from _unnamed(tuple(items), Context()) if within else ()


def _unnamed(items: Sequence[Text], context: Context) -> Iterator[tuple[Text, Report]]:
    for number, person in names.unnamed([(text.source, text.target) for text in items], context):
        text = items[number]
        yield (
            text,
            Report(
                _lost(text.unit, person),
                unit=text.unit,
                source=text.source,
                target=text.target,
                severity=Severity.WARNING,
                source_span=_spot(person),
            ),
        )


def _lost(where: str, person: Person) -> str:
    return f"{where} does not name {person.name}; write “{person.forms[0]}”, or the surname on later mention"


def spelling(pair: Pair) -> Iterator[Report]:
    """Report names with a wrong syllable."""
    for person, found in pair.names.wrong:
        if found.rendering is Rendering.SPELLING:
            message = f"{pair.where} has “{found.text}” for {person.name}; write “{person.forms[0]}”"
            yield Report(message, source_span=_spot(person), target_span=_spot(found))


def order(pair: Pair) -> Iterator[Report]:
    """Report Chinese names with the surname last."""
    for person, found in pair.names.wrong:
        if found.rendering is Rendering.ORDER:
            message = f"{pair.where} has “{found.text}” for {person.name}, surname last; write “{person.forms[0]}”"
            yield Report(message, source_span=_spot(person), target_span=_spot(found))


def mixed(pair: Pair) -> Iterator[Report]:
    """Report a person who is named in two ways in one text."""
    for person, found in pair.names.mixed:
        message = (
            f"{pair.where} names {person.name} rightly, and as “{found.text}”; write “{person.forms[0]}” each time"
        )
        yield Report(message, source_span=_spot(person), target_span=_spot(found))


def transcribed(pair: Pair) -> Iterator[Report]:
    """Report names written by their sound (特朗普) that nothing in the English sounds like."""
    for found in pair.names.misheard:
        spot = (found.start, found.end)
        if found.said:
            message = f"{pair.where} has “{found.said}” for {found.name}, which sounds otherwise; check the name"
        else:
            message = f"{pair.where} has no name that sounds like {found.name}; write it"
        yield Report(message, source_span=spot, target_span=found.place)


def exchanged(pair: Pair) -> Iterator[Report]:
    """Report two persons who changed places."""
    for person, found, said, other in pair.names.exchanged:
        message = (
            f"{pair.where} says “{said}” of “{found.text}”, and the Chinese says it of {other.name}; exchange the names"
        )
        yield Report(message, source_span=_spot(person), target_span=_spot(found))


def title(pair: Pair) -> Iterator[Report]:
    """Report titles that were lost, or lost their 副, beside a name."""
    compared = pair.names
    for person in compared.titles:
        message = f"{pair.where} names “{person.forms[0]}” without the title {person.title}; write the title"
        yield Report(message, source_span=_spot(person))
    for person in compared.ranks:
        message = f"{pair.where} drops the 副 of {person.name}, 副{person.title}; write vice or deputy"
        yield Report(message, source_span=_spot(person))


def inconsistent(subject: Subject) -> Iterator[Report]:
    """Report a person whose name is spelt in two ways within an article, each rendering but the first."""
    for pair, name, text, unit, usual in _twofold(subject):
        message = f"{pair.where} names {name} “{text}”, and {unit} “{usual}”; write one of them each time"
        yield _report(pair, message)


def inconsistent_names(subject: Subject) -> frozenset[str]:
    """The persons whom `inconsistent` reports."""
    return frozenset(name for _, name, *_ in _twofold(subject))


def _twofold(subject: Subject) -> Iterator[tuple[Pair, str, str, str, str]]:
    """Each odd rendering of a person: the text that has it, the name, the rendering; where the first stands, and it."""
    known = names.people(subject.context)
    whole = known.extended(_guessed(subject.pairs, known))
    first: dict[str, tuple[str, str]] = {}
    for pair in subject.pairs:
        for name, found, doubtful in _stated(pair, whole, known):
            text = _plain(found.text)
            unit, usual = first.setdefault(name, (pair.where, text)) if not doubtful else first.get(name, ("", text))
            if text.casefold() != usual.casefold():
                yield pair, name, text, unit, usual


def _stated(pair: Pair, whole: Names, known: Names) -> Iterator[tuple[str, Rendered, bool]]:
    """Full names that a text states, and wrong ones of persons whom nothing in this text shows to be persons."""
    persons = find_persons(pair.chinese, whole) if pair.translated else ()
    here = {person.name for person in find_persons(pair.chinese, known)} if persons else ()
    for name, forms in {person.name: person.forms for person in persons}.items():
        others = [person.name for person in persons if person.name != name]
        for found in renderings(name, forms, pair.english, others):
            right = found.rendering is Rendering.RIGHT
            if right or name not in here:
                yield name, found, not right


def _guessed(pairs: Sequence[Pair], known: Names) -> Mapping[str, tuple[str, ...]]:
    """Persons whom a title somewhere in the article shows to be persons."""
    return {
        person.name: person.forms for pair in pairs for person in find_persons(pair.chinese, known) if not person.known
    }


def _report(pair: Pair, message: str) -> Report:
    return Report(message, unit=pair.unit.id, source=pair.chinese, target=pair.english)


def _spot(place: Person | Rendered) -> tuple[int, int]:
    return place.start, place.end


def _plain(text: str) -> str:
    return text.removesuffix("'s").removesuffix("’s")
