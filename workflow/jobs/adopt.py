"""Adopting an English reproduction that was published before the desk knew of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from workflow import skeleton
from workflow.errors import InputError, WorkflowError
from workflow.intake.fetch import Original, fetch
from workflow.intake.pairing import Paired, pair
from workflow.intake.read import read
from workflow.jobs.check import Checked, check
from workflow.jobs.edits import blank, revised
from workflow.jobs.identity import now, who
from workflow.model import DRAFTED, Article, Finding, Metadata, Record, Reproduction, Severity, Unit
from workflow.store.desk import Desk
from workflow.text.alignment.align import Terms
from workflow.text.date.printed import day

ORIGIN = "adopted"
_TAKEN = ("title", "subtitle", "source", "authors", "editors", "position", "keywords")


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptOptions:
    """How to adopt: `language` of the reproduction (the desk's if empty); `force` takes a person's English's place.

    `abridged` says that the page leaves parts of the original out on purpose.
    """

    language: str = ""
    force: bool = False
    abridged: bool = False
    allow_private: bool = False
    timeout: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """What became of a page: units with English, those doubtful and without any, English without Chinese.

    `page` is what the page itself fails to say; `checked` what the checks say of the reproduction.
    """

    article: str
    units: int
    filled: int
    doubtful: tuple[str, ...]
    empty: tuple[str, ...]
    extra: tuple[str, ...]
    page: tuple[Finding, ...]
    checked: Checked

    @property
    def errors(self) -> int:
        """Findings that forbid publication."""
        return self.checked.count(Severity.ERROR) + sum(f.severity is Severity.ERROR for f in self.page)


@dataclass(frozen=True, slots=True)
class _Taken:
    """What was read of a page for an article."""

    article: Article
    language: str
    units: tuple[Unit, ...]
    found: Paired
    metadata: Metadata


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a batch: what was adopted, or why not."""

    article: str
    source: str
    adopted: Adopted | None = None
    failure: str = ""


def adopt(desk: Desk, article_id: str, source: str, options: AdoptOptions) -> Adopted:
    """Take in the English reproduction at `source` (address or path), aligned to the original's units.

    Raises:
        InputError: no such article; the page cannot be read, holds no English, or would replace a person's work.
    """
    article = desk.article(article_id)
    language = options.language or desk.settings.target_language
    _refuse_human(desk.reproduction(article_id, language), options)
    original = fetch(source, allow_private=options.allow_private, timeout=options.timeout)
    record = read(original, profiles=desk.root / "profiles", lenient=True)
    if record.language.partition("-")[0] != language.partition("-")[0]:
        raise InputError(
            f"is read as “{record.language}”, not “{language}”", place=source, mend="give the English page"
        )
    units = skeleton.units(desk.body(article_id))
    found = pair(units, record.units, _terms(desk, language))
    _refuse_stranger(found, source, options)
    taken = _Taken(article, language, units, found, record.metadata)
    desk.update(
        article_id, language, lambda found: _merged(desk, taken, found or blank(desk, article_id, language), options)
    )
    return Adopted(
        article=article_id,
        units=len(units),
        filled=len(found.targets),
        doubtful=tuple(found.unmet),
        empty=found.empty,
        extra=found.extra,
        page=tuple(_page(article, record, original)),
        checked=check(desk, article_id, language=language),
    )


def adopt_batch(
    desk: Desk, listed: Path, options: AdoptOptions, progress: Callable[[int, int], None] = lambda _n, _total: None
) -> Iterator[Row]:
    """Adopt every line of a list (id, tab, file or address); a failure does not end it.

    Paths are relative to the list's folder.

    Raises:
        InputError: the list cannot be read, or a line of it is no such pair.
    """
    rows = _rows(listed)
    for number, (article_id, source) in enumerate(rows):
        progress(number, len(rows))
        beside = listed.parent / source
        try:
            if article_id not in desk.ids():
                raise InputError("no such article on this desk", place=article_id)
            yield Row(article_id, source, adopt(desk, article_id, str(beside) if beside.is_file() else source, options))
        except WorkflowError as error:
            yield Row(article_id, source, failure=str(error))


def _rows(listed: Path) -> list[tuple[str, str]]:
    try:
        text = listed.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InputError(f"the list cannot be read ({reason})", place=str(listed)) from error
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        article_id, tab, source = line.partition("\t")
        if not (tab and article_id.strip() and source.strip()):
            mend = "write the article's id, a tab, and a file or an address"
            raise InputError("is no line of a list", place=f"{listed}:{number}", mend=mend)
        rows.append((article_id.strip(), source.strip()))
    return rows


def _refuse_human(found: Reproduction | None, options: AdoptOptions) -> None:
    """Refuse to take the place of what a person wrote or vouched for."""
    for unit in found.units if found and not options.force else ():
        target = unit.target
        if target.text.strip() and (target.state.approved or not target.origin.startswith(DRAFTED)):
            raise InputError(
                f"{unit.id} has English that a person wrote or approved, or that was adopted",
                place=found.article if found else "",
                mend="give --force to adopt the page all the same; the old texts stay in the history",
            )


def _refuse_stranger(found: Paired, source: str, options: AdoptOptions) -> None:
    """Refuse a page most of which is no translation of the article."""
    sure = len(found.targets.keys() - found.unmet.keys())
    if not found.targets or (2 * sure < len(found.targets) and not options.force):
        problem = f"does not read as the English of this article ({sure} of {len(found.targets)} units are sure)"
        raise InputError(problem, place=source, mend="check that it is its page; --force takes it all the same")


def _terms(desk: Desk, language: str) -> Terms:
    """The forms of the glossary's terms in both languages."""
    source = desk.settings.source_language
    return [
        (concept.terms[source].accepted, concept.terms[language].accepted)
        for concept in desk.concepts()
        if source in concept.terms and language in concept.terms
    ]


def _merged(desk: Desk, taken: _Taken, found: Reproduction, options: AdoptOptions) -> Reproduction:
    """The reproduction with the page's English in it; what stood there goes into the history."""
    _refuse_human(found, options)
    old, by, at = {unit.id: unit for unit in found.units}, who(desk), now()

    def adopted(unit: Unit) -> Unit:
        text, doubt, before = (
            taken.found.targets.get(unit.id, ""),
            taken.found.unmet.get(unit.id),
            old.pop(unit.id, None),
        )
        known = replace(unit, target=replace(before.target, waived=()), comments=before.comments) if before else unit
        unmet = (doubt,) if text and doubt else ()
        return revised(known, text, by=by, at=at, origin=ORIGIN, unmet=unmet, keep=desk.settings.history)

    units = tuple(adopted(unit) for unit in taken.units)
    stated = {name: getattr(taken.metadata, name) for name in _TAKEN if getattr(taken.metadata, name)}
    return replace(
        found,
        abridged=options.abridged or found.abridged,
        digest=taken.article.digest,
        url=taken.article.metadata.url,
        metadata=Metadata(**stated),
        origins=dict.fromkeys(stated, ORIGIN),
        unmet={},
        units=(*units, *(unit for unit in old.values() if unit.target.text)),
    )


def _page(article: Article, page: Record, original: Original) -> Iterator[Finding]:
    """What the page itself lost or says otherwise: source, date, the link to the original."""
    place = original.url or original.name
    stated = page.metadata

    def finding(check_id: str, message: str, said: str = "") -> Finding:
        return Finding(
            check=check_id, severity=Severity.ERROR, message=message, article=article.id, target=said, file=place
        )

    if not stated.source and article.metadata.source:
        label = _label(page, "source")
        problem = label or "the page states no source"
        owed = f"the original's is “{article.metadata.source}”"
        yield finding("metadata.empty" if label else "page.metadata", f"{problem}; {owed}")
    if not stated.date:
        yield finding("page.metadata", "the page states no date")
    elif day(stated.date) != day(article.metadata.date):
        message = f"the page is dated {day(stated.date)}, the original {day(article.metadata.date)}"
        yield finding("page.metadata", message, stated.date)
    if not stated.url:
        label = _label(page, "url")
        owed = f"; the original is {article.metadata.url}" if article.metadata.url else ""
        missing = label or "the page has no link to the original"
        yield finding("metadata.empty" if label else "page.original", f"{missing}{owed}")
    elif article.metadata.url and stated.url != article.metadata.url:
        message = f"the page's link to the original is not {article.metadata.url}"
        yield finding("page.original", message, stated.url)


def _label(record: Record, field: str) -> str:
    """What to say of a label with nothing behind it; '' when the page has none."""
    rules = (c.rule for c in record.candidates if c.field == field and not c.value and c.rule.startswith("label:"))
    return next((f"the page's “{rule.removeprefix('label:')}:” has nothing behind it" for rule in rules), "")
