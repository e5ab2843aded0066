"""Keeping the termbase: entries listed, added, changed and withdrawn in glossary.yaml, as a person would write them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from workflow.errors import InputError
from workflow.model import Concept, TermSet
from workflow.store.desk import Desk
from workflow.text.comparable import normal

STATUSES = ("approved", "proposed", "deprecated")
_ID_LENGTH = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an edit makes of an entry. None and empty leave things as they are.

    `source` and `target` replace the preferred terms; `admitted`, `deprecated` and `source_admitted` are further forms;
    `without` are forms to take out of either language.
    """

    source: str | None = None
    target: str | None = None
    source_admitted: Sequence[str] = ()
    admitted: Sequence[str] = ()
    deprecated: Sequence[str] = ()
    without: Sequence[str] = ()
    domain: str | None = None
    note: str | None = None
    reference: str | None = None
    status: str | None = None
    owner: str | None = None


def entries(desk: Desk, *, domain: str = "", status: str = "") -> tuple[Concept, ...]:
    """Return the entries in the order of the file, those of one domain or status if asked.

    Raises:
        InputError: the glossary is not valid.
    """
    return tuple(
        concept
        for concept in desk.concepts()
        if (not domain or concept.domain == domain) and (not status or concept.status == status)
    )


def entry(desk: Desk, concept_id: str) -> Concept:
    """Return one entry.

    Raises:
        InputError: there is none of that id.
    """
    known = {concept.id: concept for concept in desk.concepts()}
    if concept_id not in known:
        close = get_close_matches(concept_id, known, n=1, cutoff=0.5)
        mend = f"did you mean '{close[0]}'?" if close else "list the entries with: workflow glossary list"
        raise InputError("the glossary has no such entry", place=concept_id or "ID", mend=mend)
    return known[concept_id]


def add(desk: Desk, change: Change, *, concept_id: str = "", today: str = "") -> Concept:
    """Write a new entry behind the last of its domain; `today` (ISO 8601) is noted as its date.

    Without an id, one is made of the English term.

    Raises:
        InputError: a term is empty, the id is taken, or the Chinese term has an entry already.
    """
    from workflow.store.entries import with_concept

    blank = Concept(id=concept_id, terms={})
    for key, value in (("ZH", change.source), ("EN", change.target)):
        if not (value or "").strip():
            raise InputError("the term is empty", place=key, mend="write the term")
    made: list[Concept] = []

    def added(text: str) -> str:
        concepts = desk.concepts()  # read under the lock
        concept = replace(_changed(blank, change, desk), updated=today)
        _refuse_known(concept, concepts, desk.settings.source_language)
        concept = replace(concept, id=_new_id(concept_id, change.target or "", {known.id for known in concepts}))
        made.append(concept)
        return with_concept(text, concept, desk.name(desk.glossary_path))

    desk.edit(desk.glossary_path, added)
    return made[0]


def edit(desk: Desk, concept_id: str, change: Change, *, today: str = "") -> Concept:
    """Change an entry; what the change does not name stays as it is written.

    Raises:
        InputError: no such entry, nothing to change, or a form to take out that is not there.
    """

    def changed(concept: Concept) -> Concept:
        forms = {form for terms in concept.terms.values() for form in (*terms.accepted, *terms.deprecated)}
        for form in change.without:
            if form not in forms:
                raise InputError(
                    f"the entry has no form {form!r}", place=concept_id, mend="write it as it stands there"
                )
        return _changed(concept, change, desk)

    return _revised(desk, concept_id, changed, today)


def deprecate(desk: Desk, concept_id: str, *, form: str = "", in_favour_of: str = "", today: str = "") -> Concept:
    """Withdraw an entry, or one of its English forms.

    With `in_favour_of`, that form becomes the preferred one and `form` (without it: the one preferred so far) a
    deprecated one. With `form` alone, an admitted form becomes a deprecated one. With neither, the whole entry is
    withdrawn: its terms are no longer owed.

    Raises:
        InputError: no such entry or form, or the preferred form would be gone.
    """
    language = desk.settings.target_language

    def changed(concept: Concept) -> Concept:
        if not form and not in_favour_of:
            return replace(concept, status="deprecated")
        terms = concept.terms.get(language, TermSet(""))
        old = form or terms.preferred
        if old not in terms.accepted:
            raise InputError(
                f"{old!r} is no accepted form of this entry", place=concept_id, mend=f"name one of {_named(terms)}"
            )
        if old == in_favour_of:
            raise InputError(f"{old!r} cannot give way to itself", place=concept_id, mend="name another form")
        if old == terms.preferred and not in_favour_of:
            raise InputError(
                f"{old!r} is the preferred form",
                place=concept_id,
                mend="name the one that takes its place: --in-favour-of",
            )
        preferred = in_favour_of or terms.preferred
        return _with_terms(concept, language, _deprecated(replace(terms, preferred=preferred), (old,)))

    return _revised(desk, concept_id, changed, today)


def _revised(desk: Desk, concept_id: str, changed: Callable[[Concept], Concept], today: str) -> Concept:
    from workflow.store.entries import with_change

    made: list[Concept] = []

    def revised(text: str) -> str:
        old = entry(desk, concept_id)  # read under the lock
        new = changed(old)
        if new == old:
            raise InputError("nothing would change", place=concept_id, mend="name what is to be changed")
        made.append(replace(new, updated=today or new.updated))
        return with_change(text, old, made[0], desk.name(desk.glossary_path))

    desk.edit(desk.glossary_path, revised)
    return made[0]


# --- What an entry becomes -------------------------------------------------------------------------------------------


def _changed(concept: Concept, change: Change, desk: Desk) -> Concept:
    source, target = desk.settings.source_language, desk.settings.target_language
    sides = (
        (source, change.source, change.source_admitted, ()),
        (target, change.target, change.admitted, change.deprecated),
    )
    for language, preferred, admitted, deprecated in sides:
        old = concept.terms.get(language, TermSet(""))
        new = replace(old, preferred=(preferred or old.preferred).strip())
        new = _deprecated(_admitted(_without(new, change.without, concept.id), admitted), deprecated)
        if new.preferred:
            concept = _with_terms(concept, language, new)
    fields = ("domain", "note", "reference", "status", "owner")
    return replace(concept, **{name: value for name in fields if (value := getattr(change, name)) is not None})


def _with_terms(concept: Concept, language: str, terms: TermSet) -> Concept:
    """Return the concept with these terms, in which the preferred one is neither admitted nor deprecated as well."""
    once = replace(
        terms,
        admitted=tuple(form for form in dict.fromkeys(terms.admitted) if form != terms.preferred),
        deprecated=tuple(form for form in dict.fromkeys(terms.deprecated) if form != terms.preferred),
    )
    return replace(concept, terms={**concept.terms, language: once})


def _admitted(terms: TermSet, forms: Sequence[str]) -> TermSet:
    kept = tuple(form for form in terms.deprecated if form not in forms)
    return replace(terms, admitted=(*terms.admitted, *_filled(forms)), deprecated=kept)


def _deprecated(terms: TermSet, forms: Sequence[str]) -> TermSet:
    kept = tuple(form for form in terms.admitted if form not in forms)
    return replace(terms, admitted=kept, deprecated=(*terms.deprecated, *_filled(forms)))


def _without(terms: TermSet, forms: Sequence[str], concept_id: str) -> TermSet:
    if terms.preferred in forms:
        raise InputError(
            f"{terms.preferred!r} is the preferred form", place=concept_id, mend="name the one that takes its place"
        )
    kept = [tuple(form for form in group if form not in forms) for group in (terms.admitted, terms.deprecated)]
    return TermSet(terms.preferred, *kept)


def _filled(forms: Sequence[str]) -> list[str]:
    return [form.strip() for form in forms if form.strip()]


def _named(terms: TermSet) -> str:
    return ", ".join(repr(form) for form in terms.accepted if form)


# --- New entries -----------------------------------------------------------------------------------------------------


def _refuse_known(concept: Concept, concepts: Sequence[Concept], language: str) -> None:
    """One Chinese term has one entry: a second would make it owed in two ways."""
    forms = {normal(form): form for form in concept.terms[language].accepted}
    for known in concepts:
        taken = known.terms[language].accepted if language in known.terms else ()
        for form in (forms[normal(form)] for form in taken if normal(form) in forms):
            raise InputError(
                f"the entry '{known.id}' has it already",
                place=form,
                mend=f"change it with: workflow glossary edit {known.id}",
            )


def _new_id(wanted: str, english: str, taken: set[str]) -> str:
    if wanted in taken:
        raise InputError("the glossary has an entry of this id", place=wanted, mend="choose another with --id")
    if wanted:
        return wanted
    stem = re.sub(r"[^a-z0-9]+", "-", english.lower()).strip("-")[:_ID_LENGTH].strip("-") or "term"
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (stem, *numbered) if name not in taken)
