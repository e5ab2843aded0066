"""What a glossary says that cannot all hold: duplicates, two minds about one term, forms that can never be found.

Every function takes the whole glossary and yields its flaws, each with the trail of the form it is about (keys and
indices from the top of ``glossary.yaml``). Entries that are withdrawn (``status: deprecated``) are left alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from workflow.glossary.termbase import Termbase, is_one_character
from workflow.model import Concept, TermSet
from workflow.model.frozen import dataclass
from workflow.text.comparable import normal
from workflow.text.english import form_words, keys
from workflow.text.term.match import occurrences
from workflow.text.term.words_zh import is_general

Trail = tuple[str | int, ...]
PROPOSAL_DAYS = 90
"""How long an entry may stay proposed."""


class Flaw(NamedTuple):
    """What is wrong, in a sentence with its mend, and where."""

    message: str
    trail: Trail


class Form(NamedTuple):
    """A form of an entry with where it stands: ``("terms", 3, "en", "admitted", 0)``."""

    concept: Concept
    text: str
    trail: Trail

    @property
    def group(self) -> str:
        """``preferred``, ``admitted`` or ``deprecated``."""
        return str(self.trail[3])


@dataclass(frozen=True)
class Glossary:
    """A glossary as its flaws are looked for; `today` is ISO 8601 or '', then nothing is too old."""

    concepts: Sequence[Concept]
    source: str = "zh"
    target: str = "en"
    today: str = ""

    def forms(self, language: str) -> Sequence[Form]:
        """The forms of a language in entries that are not withdrawn, in the order of the file."""
        return self._forms[language]

    @cached_property
    def _forms(self) -> Mapping[str, list[Form]]:
        found: dict[str, list[Form]] = defaultdict(list)
        for index, concept in enumerate(self.concepts):
            if concept.status == "deprecated":
                continue
            for language, terms in concept.terms.items():
                found[language] += (
                    Form(concept, text, ("terms", index, language, *rest)) for text, rest in _spread(terms)
                )
        return found

    @cached_property
    def termbase(self) -> Termbase:
        """The index of the entries in force."""
        return Termbase(self.concepts, source=self.source, target=self.target)

    def rendered(self, concept: Concept) -> str:
        """The preferred form of an entry in the target language, or ''."""
        return concept.terms[self.target].preferred if self.target in concept.terms else ""


def duplicates(glossary: Glossary) -> Iterator[Flaw]:
    """Report entries that say the same: one source term, one preferred rendering."""
    for forms in _shared(glossary):
        for form in forms[1:]:
            first = forms[0].concept
            if _same(glossary.rendered(form.concept), glossary.rendered(first)):
                yield Flaw(f"“{form.text}” of {form.concept.id} is in {first.id} already; join the two", form.trail)


def ambiguous(glossary: Glossary) -> Iterator[Flaw]:
    """Report a source term that two entries render by different preferred terms."""
    for forms in _shared(glossary):
        first = glossary.rendered(forms[0].concept)
        for form in forms[1:]:
            other = glossary.rendered(form.concept)
            if first and other and not _same(first, other):
                yield Flaw(
                    f"“{form.text}” is “{first}” in {forms[0].concept.id} and “{other}” in {form.concept.id}: either "
                    "will do; keep one, or tell the two apart by a longer Chinese term",
                    form.trail,
                )


def one_target(glossary: Glossary) -> Iterator[Flaw]:
    """Report a preferred rendering that two entries have."""
    first: dict[str, Form] = {}
    sources: dict[str, set[str]] = defaultdict(set)
    for form in glossary.forms(glossary.source):
        sources[form.concept.id].add(normal(form.text))
    for form in glossary.forms(glossary.target):
        if form.group != "preferred":
            continue
        known = first.setdefault(_key(form.text), form)
        # Two that share a source term as well are told as duplicates.
        if known is not form and sources[known.concept.id].isdisjoint(sources[form.concept.id]):
            yield Flaw(
                f"“{form.text}” renders {known.concept.id} and {form.concept.id}; "
                "join them if they are one concept, or give one of them a rendering of its own",
                form.trail,
            )


def deprecated(glossary: Glossary) -> Iterator[Flaw]:
    """Report a deprecated form that equals or contains a preferred one."""
    instead = _instead(glossary)
    preferred = _by_first_word(glossary)
    for form in glossary.forms(glossary.target):
        if form.group != "deprecated" or _circle(glossary, instead, form) or _cover(glossary, form):
            continue
        for other in _beginning_in(form, preferred):
            own = other.concept is form.concept
            if _same(form.text, other.text):
                whose = "the preferred form of its own entry" if own else f"the preferred form of {other.concept.id}"
                yield Flaw(
                    f"“{form.text}”, deprecated in {form.concept.id}, is {whose}; take it out of one", form.trail
                )
            elif _contains(form, other) and (own or not _nested(glossary, form.concept, other.concept)):
                yield Flaw(
                    f"“{form.text}”, deprecated in {form.concept.id}, contains “{other.text}”, preferred in "
                    f"{other.concept.id}; deprecate other words, or none",
                    form.trail,
                )


def cycles(glossary: Glossary) -> Iterator[Flaw]:
    """Report forms that are deprecated in favour of one another; a circle once, at the least of its forms."""
    instead = _instead(glossary)
    for form in glossary.forms(glossary.target):
        circle = _circle(glossary, instead, form) if form.group == "deprecated" else []
        if circle and circle[-1] == min(circle):
            told = " → ".join(f"“{text}”" for text in (form.text, glossary.rendered(form.concept), *circle[1:]))
            yield Flaw(f"forms give way to one another in a circle, {told}; decide for one of them", form.trail)


def unreachable(glossary: Glossary) -> Iterator[Flaw]:
    """Report forms that can never be found: always covered by another form, or shut out by `not_within`."""
    for form in glossary.forms(glossary.source):
        if form.concept.status == "approved":
            hits = glossary.termbase.find(form.text)
            if not any(hit.end - hit.start == len(form.text.strip()) for hit in hits):
                why = "not_within shuts it out" if form.concept.match.not_within else "it has no character that counts"
                yield Flaw(f"“{form.text}” of {form.concept.id} is never found: {why}; change or remove it", form.trail)
        for phrase in form.concept.match.not_within if form.group == "preferred" else ():
            spelt = form.concept.terms[glossary.source]
            if not any(normal(own) in normal(phrase) for own in (*spelt.accepted, *spelt.deprecated)):
                yield Flaw(
                    f"“{phrase}” in not_within of {form.concept.id} does not hold the term; write the longer word",
                    (*form.trail[:2], "match", "not_within"),
                )
    for form in glossary.forms(glossary.target):
        cover = _cover(glossary, form) if form.group == "deprecated" else ""
        if cover:
            yield Flaw(
                f"“{form.text}”, deprecated in {form.concept.id}, can never be reported: it reads as the accepted "
                f"“{cover}”; remove one of the two",
                form.trail,
            )


def general(glossary: Glossary) -> Iterator[Flaw]:
    """Report entries that bind nobody: a single character, a word of every text or of many terms."""
    for form in glossary.forms(glossary.source):
        if form.concept.status != "approved" or form.group == "deprecated":
            continue
        if is_one_character(form.text):
            why = "is one character, and is found only where it stands alone"
            yield Flaw(f"“{form.text}” of {form.concept.id} {why}; enter the words it is part of", form.trail)
        elif is_general(form.text) or glossary.termbase.is_material(form.text):
            what = "a word of every text" if is_general(form.text) else "what other terms here are made of"
            why = f"is {what}; where it is rendered otherwise, that is told for the record only"
            yield Flaw(f"“{form.text}” of {form.concept.id} {why}; enter longer terms that hold it", form.trail)


def languages(glossary: Glossary) -> Iterator[Flaw]:
    """Report an entry without a term in the source or the target language."""
    for index, concept in enumerate(glossary.concepts):
        if concept.status == "approved":
            for language in (glossary.source, glossary.target):
                if language not in concept.terms:
                    yield Flaw(f"{concept.id} has no term in {language}; add the line", ("terms", index))


def proposals(glossary: Glossary) -> Iterator[Flaw]:
    """Report entries that have been proposed for more than 90 days."""
    if not glossary.today:
        return
    limit = (date.fromisoformat(glossary.today[:10]) - timedelta(days=PROPOSAL_DAYS)).isoformat()
    for index, concept in enumerate(glossary.concepts):
        if concept.status == "proposed" and concept.updated and concept.updated[:10] < limit:
            yield Flaw(
                f"{concept.id} has been proposed since {concept.updated[:10]}, more than {PROPOSAL_DAYS} days; "
                "approve it, or take it out",
                ("terms", index, "updated"),
            )


# --- What forms have to do with one another --------------------------------------------------------------------------


def _spread(terms: TermSet) -> Iterator[tuple[str, Trail]]:
    yield terms.preferred, ("preferred",)
    for group, forms in (("admitted", terms.admitted), ("deprecated", terms.deprecated)):
        yield from ((form, (group, number)) for number, form in enumerate(forms))


def _shared(glossary: Glossary) -> Iterator[list[Form]]:
    """Source forms that more than one entry in force or proposed accepts, the first of each entry."""
    found: dict[str, dict[str, Form]] = defaultdict(dict)
    for form in glossary.forms(glossary.source):
        if form.group != "deprecated":
            found[normal(form.text)].setdefault(form.concept.id, form)
    yield from (list(forms.values()) for forms in found.values() if len(forms) > 1)


def _by_first_word(glossary: Glossary) -> Mapping[str, list[Form]]:
    """The preferred target forms by every key of their first word; so are candidates found without trying all."""
    found: dict[str, list[Form]] = defaultdict(list)
    for form in glossary.forms(glossary.target):
        lower = form_words(form.text).lower if form.group == "preferred" else []
        for key in keys(lower[0]) if lower else ():
            found[key].append(form)
    return found


def _beginning_in(form: Form, preferred: Mapping[str, list[Form]]) -> Iterator[Form]:
    """The preferred forms whose first word is one of the form's, each once."""
    seen: set[Trail] = set()
    for word in form_words(form.text).lower:
        for key in keys(word):
            for other in preferred.get(key, ()):
                if other.trail not in seen:
                    seen.add(other.trail)
                    yield other


def _key(form: str) -> str:
    """A target form as compared with others: without case, quotes, hyphens and double spaces."""
    return " ".join(normal(form).replace("-", " ").replace('"', "").split())


def _same(one: str, other: str) -> bool:
    return _key(one) == _key(other)


def _contains(form: Form, other: Form) -> bool:
    return bool(occurrences(other.text, form.text, other.concept.match))


def _nested(glossary: Glossary, outer: Concept, inner: Concept) -> bool:
    """Whether a source term of one entry holds one of the other, so that their renderings may as well."""
    own, held = (concept.terms.get(glossary.source) for concept in (outer, inner))
    if own is None or held is None:
        return False
    return any(normal(short) in normal(long) for short in held.accepted for long in own.accepted)


def _cover(glossary: Glossary, form: Form) -> str:
    """The accepted form of the same entry that is found wherever this form stands, or ''."""
    for accepted in form.concept.terms[glossary.target].accepted:
        found = occurrences(accepted, form.text, form.concept.match)
        if not _same(accepted, form.text) and any(end - start == len(form.text) for start, end in found):
            return accepted
    return ""


def _instead(glossary: Glossary) -> Mapping[str, Sequence[str]]:
    """What is to be written instead of each deprecated form."""
    found: dict[str, list[str]] = defaultdict(list)
    for form in glossary.forms(glossary.target):
        preferred = _key(glossary.rendered(form.concept))
        if form.group == "deprecated" and _key(form.text) != preferred:
            found[_key(form.text)].append(preferred)
    return found


def _circle(glossary: Glossary, instead: Mapping[str, Sequence[str]], form: Form) -> list[str]:
    """The forms to which one is sent on from a deprecated form until it comes again, or nothing."""
    goal, first = _key(form.text), _key(glossary.rendered(form.concept))
    seen = {first}
    waiting = [[first]]
    while waiting:
        way = waiting.pop()
        for new in instead.get(way[-1], ()):
            if new == goal and goal != first:
                return [*way, goal]
            if new not in seen:
                seen.add(new)
                waiting.append([*way, new])
    return []
