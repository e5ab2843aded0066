"""Termbases of other programs, taken into the glossary and written from it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from workflow.errors import InputError
from workflow.exchange import reading, tbx, termtable
from workflow.exchange.terms import Terms, Written, ids, joined
from workflow.glossary.termbase import is_one_character
from workflow.jobs.bilingual import read_bytes
from workflow.model import Concept, TermSet
from workflow.store.desk import Desk
from workflow.text.comparable import normal

FORMATS = ("tbx", "tbx-dca", "csv", "tsv", "deepl", "omegat")
_BY_ENDING = {".tbx": "tbx", ".xml": "tbx", ".csv": "csv", ".tsv": "tsv", ".txt": "omegat", ".utf8": "omegat"}
NEW, CHANGED, KNOWN, CONFLICT = "new", "changed", "known", "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What becomes of one entry of a file: `outcome` is one of the four above, `concept` the entry as it then stands.

    A conflict is an entry of the glossary that prefers another target term; `other` is the one it prefers.
    """

    outcome: str
    concept: Concept
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did, or would do.

    `lost` is what the file holds and the glossary cannot, `told` how the file was understood.
    """

    steps: tuple[Step, ...]
    lost: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def read_terms(path: str, form: str = "", *, source: str = "zh", target: str = "en") -> Terms:
    """Read a termbase file: TBX, CSV, TSV or a bare list; told from what it holds unless `form` says.

    Raises:
        InputError: it cannot be read.
    """
    data = read_bytes(path)
    if form.startswith("tbx"):
        return tbx.parse(data, path)
    if form:
        return termtable.parse(data, path, source=source, target=target)
    return reading.read_terms(data, path, source=source, target=target)


def import_terms(desk: Desk, path: str, form: str = "", *, replace_terms: bool = False, dry: bool = False) -> Imported:
    """Take the entries of a file into the glossary; its comments, order and layout stay.

    A known entry (one with a source term of the file's) gets the forms and fields it lacks. Where it prefers another
    target term it is left alone, unless `replace_terms`. With `dry` nothing is written.

    Raises:
        InputError: the file or the glossary cannot be read, or the glossary not edited in place.
    """
    from workflow.store.entries import with_change, with_concepts

    languages = desk.settings.source_language, desk.settings.target_language
    terms = read_terms(path, form, source=languages[0], target=languages[1])
    made: list[tuple[Step, ...]] = []

    def merged(text: str) -> str:
        known = desk.concepts()  # read under the lock
        steps = _steps(known, terms.concepts, languages, replace_terms=replace_terms)
        made.append(steps)
        before = {concept.id: concept for concept in known}
        for step in steps:
            if step.outcome == CHANGED:
                text = with_change(text, before[step.concept.id], step.concept, desk.name(desk.glossary_path))
        new = [step.concept for step in steps if step.outcome == NEW]
        return with_concepts(text, new, desk.name(desk.glossary_path))

    if dry:
        made.append(_steps(desk.concepts(), terms.concepts, languages, replace_terms=replace_terms))
    else:
        desk.edit(desk.glossary_path, merged)
    new = [step.concept for step in made[0] if step.outcome == NEW]
    return Imported(steps=made[0], lost=terms.lost, told=(*terms.told, *_short(new, languages[0])))


def _short(new: Sequence[Concept], source: str) -> tuple[str, ...]:
    """A warning of entries that are one Chinese character."""
    found = [form for concept in new for form in _accepted(concept, source) if is_one_character(form)]
    if not found:
        return ()
    named = "、".join(found[:8]) + ("…" if len(found) > 8 else "")  # noqa: PLR2004
    return (f"terms of one character, found only where they stand alone: {len(found):,} ({named})",)


def _steps(
    known: Sequence[Concept], incoming: Sequence[Concept], languages: tuple[str, str], *, replace_terms: bool
) -> tuple[Step, ...]:
    source, target = languages
    places = {
        normal(form): concept.id
        for concept in reversed(known)
        if source in concept.terms
        for form in reversed(concept.terms[source].accepted)
    }
    current = {concept.id: concept for concept in known}
    steps: dict[str, Step] = {}
    for concept in incoming:
        place = places.get(normal(concept.terms[source].preferred)) if source in concept.terms else None
        if place is None:
            fresh = replace(concept, id=_free_id(concept, current, target))
            current[fresh.id] = fresh
            steps[fresh.id] = Step(outcome=NEW, concept=fresh)
            places.update({normal(form): fresh.id for form in _accepted(fresh, source)})
            continue
        again = place in steps and steps[place].outcome == NEW  # the file has it twice: both renderings are accepted
        step = _merged(current[place], concept, target, replace_terms=replace_terms, conflicts=not again)
        if place in steps and steps[place].outcome in (NEW, CHANGED) and step.outcome != CONFLICT:
            step = replace(step, outcome=steps[place].outcome)
        current[place] = step.concept
        steps[place] = step
    return tuple(steps.values())


def _accepted(concept: Concept, language: str) -> tuple[str, ...]:
    return concept.terms[language].accepted if language in concept.terms else ()


def _merged(known: Concept, concept: Concept, target: str, *, replace_terms: bool, conflicts: bool) -> Step:
    mine, theirs = known.terms.get(target), concept.terms.get(target)
    if mine and theirs and theirs.preferred not in mine.accepted and conflicts and not replace_terms:
        return Step(outcome=CONFLICT, concept=known, other=theirs.preferred)
    terms = dict(known.terms)
    for language, incoming in concept.terms.items():
        old = terms.get(language)
        wins = replace_terms and conflicts and language == target
        first = [incoming, old] if wins else [old, incoming]
        terms[language] = _agreed(joined(group for group in first if group))
    names = ("domain", "note", "reference", "part_of_speech", "owner")
    told = {name: getattr(known, name) or getattr(concept, name) for name in names}
    merged = replace(known, terms=terms, **told)
    return Step(outcome=KNOWN if _same(merged, known) else CHANGED, concept=merged)


def _agreed(terms: TermSet) -> TermSet:
    """A form that one side withdraws and the other accepts stays withdrawn only where it is not preferred."""
    return replace(terms, deprecated=tuple(form for form in terms.deprecated if form not in terms.accepted))


def _same(one: Concept, other: Concept) -> bool:
    return all(getattr(one, item.name) == getattr(other, item.name) for item in fields(Concept))


def _free_id(concept: Concept, taken: dict[str, Concept], target: str) -> str:
    if concept.id and concept.id not in taken:
        return concept.id
    names = [*_accepted(concept, target)[:1], concept.id]
    return next(made for made in ids([names[0]] * (len(taken) + 1)) if made not in taken)


def export_terms(desk: Desk, path: str, form: str = "") -> Written:
    """Write the glossary to a file in one of `FORMATS`, told from the file's ending unless `form` says.

    Raises:
        InputError: the format is unknown, the glossary is not valid, or the file cannot be written.
    """
    from workflow.store.files import atomic_write

    form = form or _BY_ENDING.get(Path(path).suffix.lower(), "")
    concepts = desk.concepts()
    if form in ("tbx", "tbx-dca"):
        written = tbx.serialize(concepts, "dca" if form == "tbx-dca" else "dct")
    elif form in ("csv", "tsv"):
        written = termtable.serialize(concepts, "," if form == "csv" else "\t")
    elif form in termtable.BARE:
        source, target = desk.settings.source_language, desk.settings.target_language
        written = termtable.serialize_bare(concepts, form, source=source, target=target)
    else:
        mend = f"name one with --format: {', '.join(FORMATS)}"
        raise InputError("its name does not say which format it is to have", place=path, mend=mend)
    atomic_write(Path(path), written.data)
    return written
