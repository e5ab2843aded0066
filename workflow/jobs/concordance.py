"""A concordance: the entries that speak of a phrase, and every place where it occurs, in both languages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflow import skeleton
from workflow.jobs.observer import Observer, Silent
from workflow.model import Concept, MatchRule, Reproduction, Settings, Unit
from workflow.store.desk import Desk
from workflow.text.chars import has_han, is_whole
from workflow.text.comparable import normal
from workflow.text.inline import lenient
from workflow.text.term.match import Matcher, occurrences

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A unit in which the phrase stands; plain texts, and the places of the phrase in each.

    `unit` is ``title`` or ``subtitle`` for those of the article itself. `state` is empty where there is no English.
    """

    article: str
    unit: str
    state: str
    source: str
    target: str
    source_spans: Spans = ()
    target_spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Concordance:
    """What `lookup` found for `query`."""

    query: str
    concepts: tuple[Concept, ...]
    occurrences: tuple[Occurrence, ...]


def lookup(desk: Desk, query: str, ids: Sequence[str], *, observer: Observer | None = None) -> Concordance:
    """Return the entries with a form that holds the phrase or stands in it, and where the phrase occurs.

    In Chinese, width, quotation marks and spaces do not count; in English the phrase is found inflected.

    Raises:
        InputError: a file of the desk is wrong.
    """
    observer = observer or Silent()
    concepts = tuple(_concepts(desk.concepts(), query))
    finder = _Finder(query, concepts, desk.settings)
    found: list[Occurrence] = []
    for done, article_id in enumerate(ids, 1):
        found.extend(finder.of_article(desk, article_id))
        observer.progress("searching", done, len(ids))
    return Concordance(query, concepts, tuple(found))


class _Finder:
    """Finds one phrase in both languages, and beside it what renders it where that is a term."""

    def __init__(self, query: str, concepts: Sequence[Concept], settings: Settings) -> None:
        self._query = query
        self._is_english = not has_han(query)
        languages = (settings.source_language, settings.target_language)
        source, target = ([_forms(concept, language) for concept in concepts] for language in languages)
        exact = [normal(query) in map(normal, (*own, *other)) for own, other in zip(source, target, strict=True)]
        self._matcher = Matcher([query])
        self._beside_source = Matcher(_chosen(source, exact)) if self._is_english else self._matcher
        self._beside_target = [query] if self._is_english else _chosen(target, exact)

    def of_article(self, desk: Desk, article_id: str) -> Iterator[Occurrence]:
        language = desk.settings.target_language
        reproduction = desk.reproduction(article_id, language) or Reproduction(article=article_id, language=language)
        article = desk.article(article_id)
        for name in ("title", "subtitle"):
            texts = getattr(article.metadata, name), getattr(reproduction.metadata, name)
            yield from self._of_texts(article_id, name, "", texts)
        current = skeleton.units(desk.body(article_id))
        recorded = {unit.id: unit for unit in reproduction.units}
        for unit in current:
            target = recorded.pop(unit.id, Unit(unit.id, "")).target
            texts = lenient(unit.source).text, lenient(target.text).text
            yield from self._of_texts(article_id, unit.id, target.state.value if target.text else "", texts)
        for unit in recorded.values():  # their block is gone from the original
            texts = lenient(unit.source).text, lenient(unit.target.text).text
            yield from self._of_texts(article_id, unit.id, unit.target.state.value, texts)

    def _of_texts(self, article_id: str, unit: str, state: str, texts: tuple[str, str]) -> Iterator[Occurrence]:
        source, target = texts
        chinese = [match for match in self._matcher.find(source) if is_whole(source, match.start, match.end)]
        if not chinese and not self._is_english:
            return
        english = sorted({place for form in self._beside_target for place in occurrences(form, target, MatchRule())})
        if chinese or english:
            beside = chinese or self._beside_source.find(source)
            yield Occurrence(
                article=article_id,
                unit=unit,
                state=state,
                source=source,
                target=target,
                source_spans=tuple((match.start, match.end) for match in beside),
                target_spans=tuple(_apart(english)),
            )


def _chosen(forms: Sequence[Sequence[str]], wanted: Sequence[bool]) -> list[str]:
    return [form for group, is_wanted in zip(forms, wanted, strict=True) if is_wanted for form in group]


def _apart(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Of spans in order, those that do not run into one before; of two with one start the longer one."""
    end = 0
    for start, stop in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= end:
            yield start, stop
            end = stop


def _forms(concept: Concept, language: str) -> tuple[str, ...]:
    terms = concept.terms.get(language)
    return (*terms.accepted, *terms.deprecated) if terms else ()


def _concepts(concepts: Sequence[Concept], query: str) -> Iterator[Concept]:
    for concept in concepts:
        forms = (form for language in concept.terms for form in _forms(concept, language))
        if any(_holds(form, query) or (has_han(form) and _holds(query, form)) for form in forms):
            yield concept


def _holds(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a text: Chinese as it is, English by its words, and no part of a Latin word."""
    if not (has_han(text) or has_han(phrase)):
        return bool(occurrences(phrase, text, MatchRule()))
    within, wanted = normal(text), normal(phrase)
    places = (found.start() for found in re.finditer(re.escape(wanted), within))
    return any(is_whole(within, at, at + len(wanted)) for at in places)
