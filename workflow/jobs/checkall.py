"""Checking many articles: what is unchanged is taken from the desk's cache, the rest is shared among processors."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.jobs.check import Checked, subject_of, termbase_of
from workflow.jobs.checkrow import Row, article_digest, common_digest, unit_context
from workflow.jobs.observer import Observer, Silent
from workflow.model import Finding
from workflow.store.desk import Desk

if TYPE_CHECKING:
    from workflow.checks import Subject
    from workflow.glossary.termbase import Termbase

# Starting a process and reading the glossary there costs as much as checking so many articles.
_FEWEST_TO_SHARE = 64
_AT_ONCE = 16
_TEXTS = ("consistency.target", "consistency.source")


def check_all(
    desk: Desk, ids: Sequence[str], *, observer: Observer | None = None, processes: int | None = None
) -> list[Checked]:
    """Check articles in the order given, each alone and then all of them together.

    Args:
        desk: an open desk.
        ids: its articles.
        observer: is told how many of the articles that changed are done.
        processes: how many to use; None for one a processor.

    Raises:
        InputError: no such article, or a file of the desk is wrong.
    """
    digests = _digests(desk, ids)
    results = _in_order(ids, _checking(desk, digests, observer or Silent(), processes))
    if len(ids) > 1:
        findings = _together(desk, digests)
        by_article: dict[str, list[Finding]] = {}
        for finding in findings:
            by_article.setdefault(finding.article, []).append(finding)
        results = [
            replace(one, findings=(*one.findings, *by_article[one.article])) if one.article in by_article else one
            for one in results
        ]
    return results


def check_each(desk: Desk, ids: Sequence[str], *, observer: Observer | None = None) -> list[Checked]:
    """Check articles in the order given, each alone.

    Raises:
        InputError: no such article, or a file of the desk is wrong.
    """
    return _in_order(ids, checking(desk, ids, observer=observer))


def checking(desk: Desk, ids: Sequence[str], *, observer: Observer | None = None) -> Iterator[Checked]:
    """Check articles, each alone, and yield them as they are done; what is found is kept in the cache as it comes.

    Raises:
        InputError: no such article, or a file of the desk is wrong.
    """
    yield from _checking(desk, _digests(desk, ids), observer or Silent(), None)


def _in_order(ids: Sequence[str], results: Iterator[Checked]) -> list[Checked]:
    found = {one.article: one for one in results}
    return [found[name] for name in ids]


def _digests(desk: Desk, ids: Sequence[str]) -> dict[str, str]:
    common = common_digest(desk)
    return {identifier: article_digest(desk, identifier, common) for identifier in ids}


def _checking(desk: Desk, digests: Mapping[str, str], observer: Observer, processes: int | None) -> Iterator[Checked]:
    cache = desk.cache()
    known = {key.partition(" ")[2]: str(value) for key, value in cache.get_many(map(_key, digests)).items()}
    work: list[Work] = []
    for name, digest in digests.items():
        row = _row(known.get(name, ""))
        if row is not None and row.digest == digest:
            yield Checked(article=name, units=row.units, findings=row.findings)
        else:
            work.append((name, digest, known.get(name, "")))
    fresh: dict[str, str] = {}
    try:
        for done, (name, text, texts) in enumerate(_worked_out(desk, common_digest(desk), work, processes), start=1):
            observer.progress("checking", done, len(work))
            fresh |= {_key(name): text, f"texts {name}": texts}
            if done % _AT_ONCE == 0:
                cache.put_many(fresh)
                fresh = {}
            row = Row.loads(text)
            yield Checked(article=name, units=row.units, findings=row.findings)
    finally:
        cache.put_many(fresh)


def _key(identifier: str) -> str:
    return f"check {identifier}"


def _row(text: str) -> Row | None:
    try:
        return Row.loads(text)
    except (ValueError, TypeError, KeyError):  # of another state of the program
        return None


Work = tuple[str, str, str]
"""An article's id, its digest, and the row it had, or ''."""


def _worked_out(desk: Desk, common: str, work: Sequence[Work], processes: int | None) -> Iterator[tuple[str, str, str]]:
    """Yield id, row and texts of the articles, in any order."""
    count = processes or min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1, 8)
    if not work:
        return
    if count < 2 or len(work) < _FEWEST_TO_SHARE:  # noqa: PLR2004
        termbase = termbase_of(desk)
        yield from (_check(desk, termbase, common, item) for item in work)
        return
    from concurrent.futures import ProcessPoolExecutor

    parts = [work[at : at + _AT_ONCE] for at in range(0, len(work), _AT_ONCE)]
    _opened(desk.root)  # forked processes share what their parent has loaded
    try:
        with ProcessPoolExecutor(count) as pool:
            for part in pool.map(partial(_check_part, desk.root, Path.cwd(), common), parts):
                yield from part
    finally:
        _opened.cache_clear()


@lru_cache(maxsize=1)
def _opened(root: Path) -> "tuple[Desk, Termbase]":
    """What each process of a pool needs: a desk of its own, its glossary, all checks and the lemmatiser."""
    from workflow.checks import check_reproduction  # noqa: F401  loads the table of all checks
    from workflow.text.english import keys

    keys("terms")
    desk = Desk.open(root)
    return desk, termbase_of(desk)


def _check_part(root: Path, here: Path, common: str, work: Sequence[Work]) -> list[tuple[str, str, str]]:
    os.chdir(here)
    desk, termbase = _opened(root)
    return [_check(desk, termbase, common, item) for item in work]


def _check(desk: Desk, termbase: "Termbase", common: str, item: Work) -> tuple[str, str, str]:
    from workflow.checks import check_reproduction, check_units

    identifier, digest, old = item
    subject = subject_of(desk, identifier, termbase)
    metadata = subject.reproduction.metadata if subject.reproduction else None
    context = unit_context(common, subject.article, metadata)
    before = _row(old) if old else None
    if before is not None and before.context == context:
        subject = replace(subject, known=before.reports)
    reports = check_units(subject)
    row = Row(
        digest=digest,
        context=context,
        units=len(subject.body_units),
        findings=check_reproduction(subject, reports),
        reports=reports,
    )
    return identifier, row.dumps(), json.dumps(_texts(subject), ensure_ascii=False)


def _texts(subject: "Subject") -> list[tuple[str, str, str, list[str]]]:
    """Unit, Chinese, English, and the checks across articles that are waived on it."""
    from workflow.checks.agreement import texts
    from workflow.checks.runner import counts

    found: list[tuple[str, str, str, list[str]]] = []
    for text in texts(subject):
        unit = subject.recorded[text.unit]
        waived = [waiver.check for waiver in unit.target.waived if waiver.check in _TEXTS and counts(waiver, unit)]
        found.append((text.unit, text.source, text.target, waived))
    return found


def _together(desk: Desk, digests: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return what differs between the articles; unchanged articles are not compared again."""
    whole = sha256("\n".join(f"{name} {digest}" for name, digest in digests.items()).encode()).hexdigest()
    cache = desk.cache()
    known = cache.get_many(["together"]).get("together")
    row = _row(str(known)) if known else None
    if row is not None and row.digest == whole:
        return row.findings
    findings = tuple(_compare(desk, digests))
    cache.put_many({"together": Row(digest=whole, context="", units=0, findings=findings, reports={}).dumps()})
    return findings


def _compare(desk: Desk, ids: Mapping[str, str]) -> Iterator[Finding]:
    from workflow.checks import Text, check_desk

    kept = desk.cache().get_many(f"texts {name}" for name in ids)
    texts: list[Text] = []
    waived: set[tuple[str, str, str]] = set()
    for name in ids:
        for unit, source, target, checks in json.loads(kept.get(f"texts {name}", "[]")):
            texts.append(Text(name, unit, source, target))
            waived.update((check, name, unit) for check in checks)
    language = desk.settings.target_language
    lines: dict[str, Mapping[str, int]] = {}
    for finding in check_desk(texts, desk.settings):
        if (finding.check, finding.article, finding.unit) not in waived:
            name = finding.article
            lines[name] = lines[name] if name in lines else desk.lines(name, language)
            place = desk.path_of(name, language).relative_to(desk.root)
            yield replace(finding, file=str(place), line=lines[name].get(finding.unit, 0))
