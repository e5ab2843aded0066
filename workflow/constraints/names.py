"""Names of persons: whom a text names, and whether a target names them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from workflow.constraints.base import NAME, Constraint, Context, Span, overlaps
from workflow.glossary.termbase import Termbase
from workflow.text.name.assigned import unnamed as unnamed_persons
from workflow.text.name.compare import NameComparison, compare_names
from workflow.text.name.mentions import Names, Person, find_persons
from workflow.text.name.namings import Namings


def people(context: Context) -> Names:
    """The persons that are known by name: those of the article and of ``names.yaml``, then those of the glossary."""
    return _people(context.names, context.termbase)


@lru_cache(maxsize=8)  # one desk, a few articles at a time
def _people(names: Names, termbase: Termbase | None) -> Names:
    return names.extended(termbase.persons) if termbase is not None else names


def find(text: str, context: Context, taken: Sequence[Span] = ()) -> Iterator[Constraint]:
    """Yield the persons that a plain Chinese text names, in its order; `taken` are the places of terms."""
    for person in _persons(text, context, taken):
        yield Constraint(NAME, person.name, person.start, person.end, person.forms[0], person.forms, key=person.name)


def places(text: str, context: Context, taken: Sequence[Span]) -> list[Span]:
    """Return where `find` finds them."""
    return [(person.start, person.end) for person in _persons(text, context, taken)]


def _persons(text: str, context: Context, taken: Sequence[Span]) -> list[Person]:
    found = find_persons(text, people(context))
    return [person for person in found if not overlaps(person.start, person.end, taken)]


def unmet(owed: Sequence[Constraint], source: str, target: str, context: Context) -> list[Constraint]:
    """Return the constraints on names that a plain English text fails, however often it states one."""
    if not owed:
        return []
    namings = Namings(source, target, find_persons(source, people(context)))
    by_name = {person.name: person for person in namings.persons}
    return [
        constraint for constraint in owed if not namings.rendered(by_name.get(constraint.key) or _person(constraint))
    ]


def compare(source: str, target: str, context: Context) -> NameComparison:
    """Compare the names of two plain texts."""
    return _compare(source, target, people(context))


@lru_cache(maxsize=8)  # several checks ask about one pair, one after the other
def _compare(source: str, target: str, names: Names) -> NameComparison:
    return compare_names(source, target, names)


def unnamed(texts: Sequence[tuple[str, str]], context: Context) -> Iterator[tuple[int, Person]]:
    """Yield whom a text of an article does not name and another does, but for what `compare` says of that text."""
    known = people(context)
    for number, person in unnamed_persons(texts, known):
        compared = _compare(*texts[number], known)
        told = {one.name for one in (*compared.missing, *(one for one, _ in compared.wrong))}
        if person.name not in told:
            yield number, person


def _person(constraint: Constraint) -> Person:
    """A name in a part of a unit that does not hold the title which vouched for it."""
    return Person(constraint.start, constraint.end, constraint.source, constraint.forms)
