"""Articles made ready for other programs: every unit with its English, its state, its terms and what was said of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from workflow import skeleton
from workflow.exchange.handoff import Handoff, Item, Proposal
from workflow.glossary.termbase import Termbase
from workflow.jobs.edits import METADATA_FIELDS
from workflow.model import Article, Reproduction, State, Unit
from workflow.store.desk import Desk
from workflow.text.chars import has_words
from workflow.text.inline import MarkupError, escape, lenient, parse, plain

METADATA = "metadata."
"""What the id of a metadata field begins with."""
JOINT = "; "
"""What stands between the entries of a field that has several."""


def handoff(desk: Desk, article_id: str, termbase: Termbase | None = None) -> Handoff:
    """Return the items of an article: its metadata, then its units as the original has them now.

    Args:
        desk: the desk.
        article_id: the article; it need not be translated yet.
        termbase: the glossary, for the terms of each item; none if None.

    Raises:
        InputError: no such article.
    """
    article = desk.article(article_id)
    reproduction = desk.reproduction(article_id, desk.settings.target_language)
    items = (*_metadata(desk, article, reproduction), *_units(desk, article_id, reproduction))
    return Handoff(
        article=article_id,
        source_language=desk.settings.source_language,
        target_language=desk.settings.target_language,
        items=tuple(_with_terms(item, termbase) for item in items) if termbase else items,
        about=tuple(_about(article)),
    )


def _about(article: Article) -> Iterator[str]:
    facts = {"Title": article.metadata.title, "Date": article.metadata.date, "Original": article.metadata.url}
    yield from (f"{name}: {value}" for name, value in facts.items() if value)


def _metadata(desk: Desk, article: Article, reproduction: Reproduction | None) -> Iterator[Item]:
    """The fields that the original states, but for those that the desk's settings or the article's record answer."""
    settled = {"position": desk.settings.position, "source": article.source_en}
    for field in METADATA_FIELDS:
        source = _joined(getattr(article.metadata, field))
        if not has_words(source) or settled.get(field):
            continue
        target = _joined(getattr(reproduction.metadata, field)) if reproduction else ""
        unmet = reproduction.unmet.get(field, ()) if reproduction else ()
        yield Item(
            id=METADATA + field,
            source=escape(source),
            target=escape(target),
            kind="",
            state=State.TRANSLATED if target else State.INITIAL,
            remarks=tuple(f"The draft fails {entry.check}: {entry.source} = {entry.owed}" for entry in unmet),
        )


def _joined(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else JOINT.join(value)


def _units(desk: Desk, article_id: str, reproduction: Reproduction | None) -> Iterator[Item]:
    known = {unit.id: unit for unit in reproduction.units} if reproduction else {}
    for current in skeleton.units(desk.body(article_id)):
        yield item_of(current, known.get(current.id, current))


def item_of(current: Unit, kept: Unit) -> Item:
    """Return the item of a unit.

    Args:
        current: the unit as the original has it now.
        kept: the unit of the reproduction, whose English may translate an earlier Chinese.
    """
    target = kept.target
    stale = bool(target.text) and kept.source != current.source
    remarks = [f"The draft fails {entry.check}: {entry.source} = {entry.owed}" for entry in target.unmet]
    if stale:
        remarks.insert(0, f"The Chinese has changed. This English translates: {lenient(kept.source).text}")
    broken = _is_broken(target.text)
    if broken:
        remarks.insert(0, f"The English has broken tags and is left out: {target.text}")
    return Item(
        id=current.id,
        source=current.source,
        target="" if broken else target.text,
        kind=current.kind,
        state=State.INITIAL if stale or broken or not target.text else target.state,
        stale=stale,
        comments=kept.comments,
        remarks=tuple(remarks),
    )


def _is_broken(markup: str) -> bool:
    try:
        parse(markup)
    except MarkupError:
        return True
    return False


def _with_terms(item: Item, termbase: Termbase) -> Item:
    hits = termbase.find(plain(item.source))
    pairs = dict.fromkeys((hit.text, hit.accepted[0]) for hit in hits if hit.accepted)
    return replace(item, terms=tuple(pairs))


def with_proposals(handed: Handoff, proposals: Mapping[str, Sequence[Proposal]]) -> Handoff:
    """Return the items with what a translation memory proposes, by unit (or ``title``); approved ones need none."""

    def offered(item: Item) -> Item:
        if item.state.approved:
            return item
        found = proposals.get(item.id.removeprefix(METADATA), ())
        return replace(item, proposals=tuple(one for one in found if one.target != item.target))

    return replace(handed, items=tuple(map(offered, handed.items)))
