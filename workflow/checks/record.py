"""Checks on the record: what the original states about itself, its link, the order and freshness of its units."""

from collections import Counter
from collections.abc import Iterator
from typing import TypedDict, Unpack

from workflow.checks.base import Subject
from workflow.checks.report import Report, quoted, shorten
from workflow.constraints import addresses
from workflow.model import Metadata, Reproduction, Severity, Unit
from workflow.text.chars import has_han
from workflow.text.date.printed import day, day_as


class _Details(TypedDict, total=False):
    """What a report may carry besides its message."""

    source: str
    target: str
    severity: Severity


# Fields with one value per person or step: the reproduction must have as many as the original.
_COUNTED = (
    ("authors", Severity.ERROR),
    ("editors", Severity.ERROR),
    ("position", Severity.WARNING),
    ("keywords", Severity.WARNING),
)


def missing(subject: Subject) -> Iterator[Report]:
    """Report what a published page must state and the record does not."""
    yield from _missing_original(subject)
    if subject.reproduction is None:
        return
    stated, original = subject.reproduction.metadata, subject.article.metadata
    if not stated.title.strip():
        yield _metadata("title", "the English title is missing", "write it", source=original.title)
    if original.source.strip() and not (stated.source.strip() or subject.article.source_en.strip()):
        problem = f"the source “{shorten(original.source)}” has no English name"
        yield _metadata("source", problem, "write it", source=original.source)
    if original.subtitle.strip() and not stated.subtitle.strip():
        yield _metadata("subtitle", "the English subtitle is missing", "translate it", source=original.subtitle)
    if not (stated.position or subject.settings.position):
        problem = "no position (breadcrumb) is given"
        mend = "set position in workflow.yaml, or write it"
        yield _metadata("position", problem, mend, severity=Severity.WARNING)


def _missing_original(subject: Subject) -> Iterator[Report]:
    metadata = subject.article.metadata
    wanted = (
        ("title", metadata.title, "the original's title", "--title", None),
        ("date", metadata.date, "the original's date", "--date", None),
        ("source", metadata.source, "the original's source", "--source", None),
        ("url", metadata.url, "the link to the original", "--url", None),
        ("authors", metadata.authors, "the original's author", "--author", Severity.INFO),
    )
    for field, value, name, option, severity in wanted:
        if not any(part.strip() for part in ([value] if isinstance(value, str) else value)):
            message = (
                f"{name} is missing; write {field} in its article.yaml, "
                f"or take the original in again with `--update {option}`"
            )
            yield Report(message, at=f"metadata.{field}", severity=severity, of_article=True)


def mismatch(subject: Subject) -> Iterator[Report]:
    """Report metadata of the reproduction that contradicts the original's, or was left in Chinese."""
    if subject.reproduction is None:
        return
    stated = subject.reproduction.metadata
    yield from _identity(subject, subject.reproduction)
    for field, values in _texts(stated):
        chinese = [value for value in values if has_han(value)]
        if chinese:
            yield _metadata(field, f"{field} is still in Chinese: {quoted(chinese)}", "translate it", target=chinese[0])
    yield from _counts(subject, stated)
    named = subject.article.source_en.strip()
    if named and stated.source.strip() and stated.source.split() != named.split():
        problem = f"the source is “{shorten(stated.source)}”, but the original's record names it “{shorten(named)}”"
        yield _metadata("source", problem, "use one name", source=named, target=stated.source)
    stated_there = subject.article.metadata
    for field, own, original, same in (
        ("date", stated.date, stated_there.date, day_as(stated.date, stated_there.date) == day(stated_there.date)),
        ("url", stated.url, stated_there.url, stated.url == stated_there.url),
    ):
        if own and not same:
            problem = f"the {field} is “{shorten(own, 80)}”, but the original's is “{shorten(original, 80)}”"
            yield _metadata(field, problem, "remove it: the original's counts", source=original, target=own)


def _identity(subject: Subject, reproduction: Reproduction) -> Iterator[Report]:
    if reproduction.article != subject.article.id:
        problem = f"the file says it translates “{reproduction.article}”, not “{subject.article.id}”"
        yield Report(f"{problem}; correct article", at="article")
    if reproduction.language != subject.settings.target_language:
        problem = (
            f"the file's language is “{reproduction.language}”, the desk's is “{subject.settings.target_language}”"
        )
        yield Report(f"{problem}; correct language", at="language")


def _texts(metadata: Metadata) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "title", (metadata.title,)
    yield "subtitle", (metadata.subtitle,)
    yield "source", (metadata.source,)
    yield "authors", metadata.authors
    yield "editors", metadata.editors
    yield "position", metadata.position
    yield "keywords", metadata.keywords


def _counts(subject: Subject, stated: Metadata) -> Iterator[Report]:
    for field, severity in _COUNTED:
        theirs: tuple[str, ...] = getattr(subject.article.metadata, field)
        ours: tuple[str, ...] = getattr(stated, field)
        own_place = field == "position" and ours in ((), subject.settings.position)
        if len(theirs) == len(ours) or own_place:
            continue
        listed = f" ({quoted(theirs)})" if theirs else ""
        problem = f"{field}: the original states {len(theirs)}{listed}, the English {len(ours)}"
        if not theirs:
            mend = "remove what the original does not state"
        else:
            mend = "write it" if len(theirs) == 1 else f"give all {len(theirs)}, in the same order,"
        yield _metadata(field, problem, mend, source="; ".join(theirs), target="; ".join(ours), severity=severity)


def _metadata(field: str, problem: str, mend: str, **details: Unpack[_Details]) -> Report:
    place = f"metadata.{field}"
    return Report(f"{problem}; {mend} under {place}", at=place, **details)


def original_link(subject: Subject) -> Iterator[Report]:
    """Report a link to the original that no reader could follow, or that the reproduction states otherwise.

    A link that is not there at all is `metadata.missing`.
    """
    url = subject.article.metadata.url
    if not url.strip():
        return
    fault = _fault(url)
    if fault:
        mend = "give the full address of the original page (https://…)"
        message = f"the link to the original “{shorten(url, 80)}” {fault}; {mend}"
        yield Report(message, at="metadata.url", source=url, of_article=True)
    if subject.reproduction is None or subject.reproduction.url == url:
        return
    own = subject.reproduction.url
    mend = f"renew the record with `workflow approve {subject.article.id}`,"
    if own:
        problem = f"the reproduction links to “{shorten(own, 80)}”, the original's address is “{shorten(url, 80)}”"
        yield Report(f"{problem}; {mend} or correct original.url", at="original", source=url, target=own)
    else:
        problem = "the reproduction does not repeat the link to the original"
        message = f"{problem}; {mend} or write “{shorten(url, 80)}” as original.url"
        yield Report(message, at="original", source=url, severity=Severity.WARNING)


def _fault(url: str) -> str:
    web = url.startswith(("http://", "https://"))
    return addresses.fault(url) if web else "is no absolute http or https address"


def lost_links(subject: Subject) -> Iterator[Report]:
    """Report links and pictures that were taken in with the original and are gone from the body itself."""
    anchors = [(link.href, link.text) for link in subject.article.links]
    yield from _gone("link", anchors, [link.href for link in subject.links])
    pictures = [(image.src, image.alt) for image in subject.article.images]
    yield from _gone("picture", pictures, [image.src for image in subject.images])


def _gone(what: str, recorded: list[tuple[str, str]], present: list[str]) -> Iterator[Report]:
    """Report what was taken in with the original and the body does not hold any more, counted."""
    left = list(present)
    for address, text in recorded:
        if address in left:
            left.remove(address)
            continue
        named = f" “{shorten(text)}”" if text.strip() else ""
        problem = f"the original's {what} {shorten(address, 80)}{named} is no longer in the body"
        yield Report(f"{problem}; restore body.html", at="units", source=text, of_article=True)


def units(subject: Subject) -> Iterator[Report]:
    """Report units that are missing, there twice, extra or out of order.

    A page is built along the original's body, so an extra unit or another order does not reach it: a warning. An
    abridged reproduction need not have them all.
    """
    if subject.reproduction is None:
        message = f"there is no reproduction yet; draft it with `workflow translate {subject.article.id}`"
        yield Report(message, at="units")
        return
    wanted = [unit.id for unit in subject.body_units]
    have = [unit.id for unit in subject.reproduction.units]
    for unit in subject.body_units:
        if unit.id not in subject.recorded and not subject.reproduction.abridged:
            problem = f"{unit.id} ({unit.kind}) “{shorten(unit.source)}” is not in the reproduction"
            message = f"{problem}; add it with `workflow translate {subject.article.id}`"
            yield Report(message, unit=unit.id, at="units", source=unit.source)
    for identifier, count in Counter(have).items():
        if count > 1:
            message = f"{identifier} stands {count} times in the reproduction; keep one of them"
            yield Report(message, unit=identifier)
    yield from _extra(subject.reproduction.units, frozenset(wanted))
    known = frozenset(wanted) & frozenset(have)
    present = list(dict.fromkeys(identifier for identifier in have if identifier in known))
    expected = [identifier for identifier in wanted if identifier in known]
    if present != expected:
        moved = next(theirs for theirs, ours in zip(present, expected, strict=True) if theirs != ours)
        message = f"{moved} is not where the original has it; put the units in the original's order"
        yield Report(message, unit=moved, severity=Severity.WARNING)


def _extra(recorded: tuple[Unit, ...], wanted: frozenset[str]) -> Iterator[Report]:
    for unit in recorded:
        if unit.id not in wanted:
            message = f"{unit.id} “{shorten(unit.source)}” is no longer in the original; move its text or delete it"
            yield Report(message, unit=unit.id, source=unit.source, target=unit.target.text, severity=Severity.WARNING)
