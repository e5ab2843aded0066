"""Taking an original in: fetch it, read it, keep it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from hashlib import sha256

from workflow import skeleton
from workflow.errors import InputError
from workflow.intake.fetch import Original, fetch, fetch_media
from workflow.intake.read import read
from workflow.jobs.observer import Observer, Silent
from workflow.model import Article, Image, Metadata, Record
from workflow.store.desk import Desk
from workflow.text.chars import has_han
from workflow.text.date.printed import day
from workflow.text.name.romanise import slug

_ID_LIMIT = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOptions:
    """What a person states about an original. `metadata` wins over everything read from the page.

    `timeout` is how long a server may stay silent, in seconds.
    """

    metadata: Metadata = field(default_factory=Metadata)
    source_en: str = ""
    note: str = ""
    id: str = ""
    body_selector: str = ""
    update: bool = False
    allow_private: bool = False
    timeout: float = 30.0
    media: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of an original: `outcome` is ``added``, ``updated`` or ``unchanged``.

    Of an update, `changed` are the units whose text is new and `removed` those that are gone; `texts` holds id, old and
    new text of each (markup; '' where there was or is none), `stated` the same of each field of the metadata that says
    something else now.
    """

    id: str
    outcome: str
    article: Article
    units: int
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    texts: tuple[tuple[str, str, str], ...] = ()
    stated: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Taking:
    original: Original
    options: AddOptions
    observer: Observer


def add(
    desk: Desk, source: str, options: AddOptions, *, stdin: bytes | None = None, observer: Observer | None = None
) -> Added:
    """Take the original at `source` (address, path or ``-``) in.

    Raises:
        InputError: it cannot be fetched or read, something required was not found, or it is on the desk already.
    """
    observer = observer or Silent()
    original = fetch(source, allow_private=options.allow_private, timeout=options.timeout, stdin=stdin)
    digest = f"sha256:{sha256(original.data).hexdigest()}"
    known = _known(desk, digest, original, options)
    if known and not options.update:
        raise _taken(known, options)
    record = read(
        original,
        options=options.metadata,
        body_selector=options.body_selector,
        profiles=desk.root / "profiles",
        language=desk.settings.source_language,
    )
    _require_language(record, source, desk.settings.source_language)
    article = _article(desk, record, options, digest)
    if not known:
        known = desk.find_by(url=article.metadata.url) if article.metadata.url else ""
        if known and not options.update:
            raise InputError(
                f"the article at {article.metadata.url} is on the desk already",
                place=known,
                mend="give --update to take the newer version in",
            )
    if known:
        return _update(desk, known, article, record, _Taking(original, options, observer))
    if options.update:
        observer.note("nothing to update: this original was not on the desk, and is added")
    images, media = _media(record.images, _Taking(original, options, observer))
    article = replace(article, id=options.id or _free_id(desk, article.metadata), images=images)
    article, body = _with_absolute_addresses(article, record.body)
    with desk.lock():
        desk.add(article, original.data, original.extension, body, media)
    _remark(article, observer)
    return Added(id=article.id, outcome="added", article=article, units=len(record.units))


def _known(desk: Desk, digest: str, original: Original, options: AddOptions) -> str:
    if options.id and options.id in desk.ids():
        return options.id
    url = options.metadata.url or original.url
    return desk.find_by(digest=digest) or (desk.find_by(url=url) if url else "")


def _taken(known: str, options: AddOptions) -> InputError:
    mend = "give --update to take the newer version in"
    if known == options.id:
        # It may well be another article, which an update would put in this one's place.
        mend = "give another --id, or --update if this is a newer version of that article"
    return InputError("is on the desk already", place=known, mend=mend)


def _require_language(record: Record, source: str, language: str) -> None:
    """Refuse a page in another language: a desk for Chinese can do nothing with a text without a Chinese character."""
    if language.partition("-")[0] == "zh" and not any(has_han(unit.source) for unit in record.units):
        raise InputError(
            "holds no Chinese text",
            place="standard input" if source == "-" else source,
            mend="give the Chinese original, or name its body with --body SELECTOR",
        )


def _article(desk: Desk, record: Record, options: AddOptions, digest: str) -> Article:
    return Article(
        id=options.id,
        language=record.language or desk.settings.source_language,
        metadata=record.metadata,
        source_en=options.source_en,
        links=record.links,
        images=record.images,
        retrieved_at=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        digest=digest,
        extracted_by=record.extracted_by,
        evidence=record.evidence,
        note=options.note,
    )


def _media(images: tuple[Image, ...], taking: _Taking) -> tuple[tuple[Image, ...], Mapping[str, bytes]]:
    if not taking.options.media:
        return images, {}
    options = taking.options
    kept, files, warnings = fetch_media(
        images, taking.original, allow_private=options.allow_private, timeout=options.timeout
    )
    for warning in warnings:
        taking.observer.note(warning)
    return kept, files


def _free_id(desk: Desk, metadata: Metadata) -> str:
    """``YYYY-MM-DD-slug`` from the date and the title, numbered when taken."""
    stem = f"{day(metadata.date)}-{slug(metadata.title) or 'article'}"[: _ID_LIMIT - 4].rstrip("-")
    taken = set(desk.ids())
    if stem not in taken:
        return stem
    number = 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def _remark(article: Article, observer: Observer) -> None:
    """Say what publishing will ask for and the original did not state."""
    if not article.metadata.url:
        observer.note(
            f"{article.id}: no link to the original was found, and no page is published without it; "
            "give it with --update --url, or as url in its article.yaml"
        )
    if not article.metadata.source:
        observer.note(
            f"{article.id}: no source was found; give it with --update --source, or as source in its article.yaml"
        )


def _update(desk: Desk, known: str, article: Article, record: Record, taking: _Taking) -> Added:
    """Put a newer original in the old one's place; units that changed become stale, and keep their targets."""
    old = desk.article(known)
    old_body = desk.body(known)
    before = {unit.id: unit.source for unit in skeleton.units(old_body)}
    images, media = _media(record.images, taking)
    article = replace(
        article,
        id=known,
        metadata=_keep_stated(desk, old, article),
        source_en=article.source_en or old.source_en,
        images=images,
        evidence={**article.evidence, **{k: v for k, v in old.evidence.items() if _stated(v)}},
        note=article.note or old.note,
    )
    article, new_body = _with_absolute_addresses(article, record.body)
    body = skeleton.carry(old_body, new_body)
    article = replace(article, links=skeleton.links(body))
    if body == old_body and replace(article, retrieved_at=old.retrieved_at) == old:
        return Added(id=known, outcome="unchanged", article=old, units=len(before))
    after = {unit.id: unit.source for unit in skeleton.units(body)}
    with desk.lock():
        desk.replace(article, taking.original.data, taking.original.extension, body, media)
    _remark(article, taking.observer)
    return Added(
        id=known,
        outcome="updated",
        article=article,
        units=len(after),
        changed=tuple(unit for unit, text in after.items() if before.get(unit) != text),
        removed=tuple(unit for unit in before if unit not in after),
        texts=tuple(
            (unit, before.get(unit, ""), after.get(unit, ""))
            for unit in {**after, **before}
            if before.get(unit) != after.get(unit)
        ),
        stated=tuple(_restated(old.metadata, article.metadata)),
    )


def _restated(old: Metadata, new: Metadata) -> Iterator[tuple[str, str, str]]:
    for item in fields(Metadata):
        before, after = (getattr(metadata, item.name) for metadata in (old, new))
        if before != after:
            yield item.name, _as_text(before), _as_text(after)


def _as_text(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "; ".join(value)


def _with_absolute_addresses(article: Article, body: str) -> tuple[Article, str]:
    """Resolve what a page that was saved to a file left relative, against the address it had."""
    if not article.metadata.url:
        return article, body
    built = skeleton.build(body, base_url=article.metadata.url)
    # The pictures are the same ones in the same order; which of them are kept is known already.
    images = tuple(replace(new, file=old.file) for new, old in zip(built.images, article.images, strict=True))
    return replace(article, links=built.links, images=images), built.body


def _stated(rule: str) -> bool:
    return rule.startswith("option:")


def _read_again(desk: Desk, old: Article) -> Metadata:
    """What the old bytes say: a value that differs from it is a person's."""
    given = {name: getattr(old.metadata, name) for name, rule in old.evidence.items() if _stated(rule)}
    original = fetch(str(desk.original(old.id)[0]))
    stated, profiles = Metadata(**given), desk.root / "profiles"
    try:
        return read(original, options=stated, profiles=profiles, language=old.language).metadata
    except InputError:
        # A selector was needed to read it; nothing can be told apart then, and nothing is taken for edited.
        return old.metadata


def _keep_stated(desk: Desk, old: Article, new: Article) -> Metadata:
    """What a person stated about the old version stands unless stated anew; a value no longer printed is kept too."""
    before = _read_again(desk, old)
    kept = {}
    for item in fields(Metadata):
        value = getattr(old.metadata, item.name)
        if not value or _stated(new.evidence.get(item.name, "")):
            continue
        stated = _stated(old.evidence.get(item.name, "")) or value != getattr(before, item.name)
        if stated or not getattr(new.metadata, item.name):
            kept[item.name] = value
    return replace(new.metadata, **kept)
