"""Entries the glossary lacks: phrases of the originals, with their renderings in reviewed translations."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow import skeleton
from workflow.jobs.check import termbase_of
from workflow.jobs.observer import Observer, Silent
from workflow.store.desk import Desk
from workflow.text.inline import MarkupError, plain

if TYPE_CHECKING:
    from workflow.glossary.termbase import Termbase
    from workflow.usage.align import Aligner
    from workflow.usage.phrases import Phrase

_LOOKED_AT = 12
"""Reviewed places of a phrase in which its rendering is looked for."""


_QUOTED = re.compile("“([^“”]+)”")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A place of a phrase; `rendering` is the likely one, '' where nothing was reviewed."""

    article: str
    unit: str
    source: str
    target: str
    rendering: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A phrase without an entry; `renderings` are likely ones with how often, the most frequent first."""

    source: str
    kind: str
    count: int
    articles: int
    renderings: tuple[tuple[str, int], ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """A unit of an original; `target` is empty unless a person approved it."""

    article: str
    unit: str
    source: str
    target: str


def suggest(
    desk: Desk, ids: Sequence[str], *, limit: int = 20, observer: Observer | None = None
) -> tuple[Suggestion, ...]:
    """Return phrases of these articles that read like terms and have no entry, the best first.

    Raises:
        InputError: a file of the desk is wrong.
    """
    from workflow.usage.align import Aligner
    from workflow.usage.phrases import phrases

    observer = observer or Silent()
    texts: list[_Text] = []
    for done, article in enumerate(ids, 1):
        texts.extend(_texts(desk, article))
        observer.progress("reading", done, len(ids))
    termbase = termbase_of(desk)
    known = _known(desk)
    found = phrases([text.source for text in texts], lambda text: [(hit.start, hit.end) for hit in termbase.find(text)])
    aligner = Aligner((text.source, text.target) for text in texts if text.target)
    chosen = [phrase for phrase in found if phrase.text not in known][:limit]
    return tuple(_suggestion(phrase, texts, aligner, termbase) for phrase in chosen)


def _known(desk: Desk) -> set[str]:
    """Chinese forms of every entry, those proposed and withdrawn too: they were thought of already."""
    terms = (concept.terms.get(desk.settings.source_language) for concept in desk.concepts())
    return {form for group in terms if group for form in (*group.accepted, *group.deprecated)}


def _texts(desk: Desk, article: str) -> Iterator[_Text]:
    reproduction = desk.reproduction(article, desk.settings.target_language)
    approved = {unit.id: unit for unit in (reproduction.units if reproduction else ()) if unit.target.state.approved}
    for unit in skeleton.units(desk.body(article)):
        recorded = approved.get(unit.id)
        try:
            target = plain(recorded.target.text) if recorded and recorded.source == unit.source else ""
            yield _Text(article, unit.id, plain(unit.source), target)
        except MarkupError:
            continue


def _suggestion(phrase: "Phrase", texts: Sequence[_Text], aligner: "Aligner", termbase: "Termbase") -> Suggestion:
    found: set[str] = set()
    surface: dict[str, str] = {}
    examples: list[Example] = []
    reviewed = [place for place in phrase.places if texts[place[0]].target]
    for index, span in (reviewed or phrase.places)[:_LOOKED_AT]:
        text = texts[index]
        rendering = _rendering(text, span, aligner, termbase) if text.target else ""
        if rendering:
            found.add(rendering.lower())
            surface[rendering.lower()] = min(rendering, surface.get(rendering.lower(), rendering), key=_capitals)
        examples.append(
            Example(article=text.article, unit=text.unit, source=text.source, target=text.target, rendering=rendering)
        )
    # A guess that other places hold too is worth more than one made once.
    targets = [texts[index].target.lower() for index, _ in reviewed[:_LOOKED_AT]]
    count = Counter({low: sum(low in target for target in targets) for low in sorted(found)})
    return Suggestion(
        source=phrase.text,
        kind=phrase.kind.value,
        count=len(phrase.places),
        articles=len({texts[index].article for index, _ in phrase.places}),
        renderings=tuple((surface[low], number) for low, number in count.most_common()),
        examples=tuple(examples[:3]),
    )


def _capitals(text: str) -> int:
    """A form in the middle of a sentence has the fewest."""
    return sum(ch.isupper() for ch in text)


def _rendering(text: _Text, span: tuple[int, int], aligner: "Aligner", termbase: "Termbase") -> str:
    from workflow.usage.align import Question
    from workflow.usage.uses import uses

    quoted = _quoted_too(text, span)
    if quoted:
        return quoted
    found = [use for use in uses(text.source, text.target, termbase) if use.target]
    apart = [use for use in found if use.source[1] <= span[0] or span[1] <= use.source[0]]
    anchors = [(use.source, use.target) for use in apart if use.target]
    answer = aligner.likely(Question(source=text.source, span=span, target=text.target, anchors=anchors))
    return text.target[answer.start : answer.end] if answer else ""


def _quoted_too(text: _Text, span: tuple[int, int]) -> str:
    """What stands in the same quotation marks of the English, where both texts have as many."""
    chinese, english = (list(_QUOTED.finditer(one)) for one in (text.source, text.target))
    if len(chinese) == len(english):
        for one, other in zip(chinese, english, strict=True):
            if one.span(1) == span:
                return other[1].strip(" ,.;:")
    return ""
