"""Asking the web about the links of articles: each address once, politely, and not again for a while."""

import json
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from workflow import skeleton
from workflow.jobs.check import Checked
from workflow.jobs.observer import Observer, Silent
from workflow.model import Finding
from workflow.store.desk import Desk

_HOSTS_AT_ONCE = 4
_PERMANENT = (301, 308)
_GOOD = range(200, 400)
# Seconds for which an answer is believed: a page that is there stays, one that is not may come back.
_LIFETIME, _LIFETIME_OF_FAULTS = 7 * 86_400.0, 6 * 3_600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How to ask: seconds between two requests to one host, seconds to wait, and whether private hosts may be asked."""

    delay: float = 1.0
    timeout: float = 10.0
    allow_private: bool = False


Outcome = Mapping[str, object]
"""Fields of a `Visit`: status, moved, fault, kind."""


def with_links(
    desk: Desk, results: Sequence[Checked], *, manners: Manners | None = None, observer: Observer | None = None
) -> list[Checked]:
    """Add what the web says of the articles' links to what was found already.

    Answers are kept in the desk's cache, those of pages that are there for a week, others for six hours.

    Args:
        desk: an open desk.
        results: of `workflow.jobs.checkall.check_all`.
        manners: how to ask.
        observer: is told how many addresses are done.
    """
    from workflow.checks import Visit, check_visits

    links = {result.article: tuple(_links(desk, result.article)) for result in results}
    urls = dict.fromkeys(url for found in links.values() for _, url in found)
    outcomes = _outcomes(desk, list(urls), manners or Manners(), observer or Silent())
    finished: list[Checked] = []
    for result in results:
        visits = [Visit(result.article, unit, url, **outcomes[url]) for unit, url in links[result.article]]  # type: ignore[arg-type]
        findings = [_placed(desk, finding) for finding in check_visits(visits, desk.settings)]
        finished.append(replace(result, findings=(*result.findings, *_not_waived(desk, findings))))
    return finished


def _links(desk: Desk, identifier: str) -> Iterator[tuple[str, str]]:
    """Yield unit and address of the web links of an article, each address once, the original's first."""
    original = desk.article(identifier).metadata.url
    found = {original: ""} if original else {}
    for link in skeleton.links(desk.body(identifier)):
        found.setdefault(link.href, link.unit)
    yield from ((unit, url) for url, unit in found.items() if urlsplit(url).scheme in ("http", "https"))


def _outcomes(desk: Desk, urls: Sequence[str], manners: Manners, observer: Observer) -> dict[str, Outcome]:
    cache, now = desk.cache(), time.time()
    known: dict[str, Outcome] = {}
    for key, value in cache.get_many(f"asked {url}" for url in urls).items():
        kept = json.loads(value)
        lifetime = _LIFETIME if kept["outcome"]["status"] in _GOOD else _LIFETIME_OF_FAULTS
        if now - kept["at"] < lifetime:
            known[key.partition(" ")[2]] = kept["outcome"]
    by_host: defaultdict[str, list[str]] = defaultdict(list)
    for url in urls:
        if url not in known:
            by_host[urlsplit(url).netloc].append(url)
    total = sum(map(len, by_host.values()))
    fresh: dict[str, Outcome] = {}
    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
        for future in as_completed([pool.submit(_ask_host, some, manners) for some in by_host.values()]):
            fresh |= future.result()
            observer.progress("asking", len(fresh), total)
    cache.put_many({f"asked {url}": json.dumps({"at": now, "outcome": outcome}) for url, outcome in fresh.items()})
    return known | fresh


def _ask_host(urls: Sequence[str], manners: Manners) -> dict[str, Outcome]:
    """Ask one host, one request after the other."""
    found: dict[str, Outcome] = {}
    for number, url in enumerate(urls):
        if number:
            time.sleep(manners.delay)
        found[url] = _ask(url, manners)
    return found


def _ask(url: str, manners: Manners) -> Outcome:
    from workflow.errors import InputError
    from workflow.intake.web import CertificateError, ask

    try:
        asked = ask(url, allow_private=manners.allow_private, timeout=manners.timeout)
    except InputError as error:
        kind = "certificate" if isinstance(error, CertificateError) else "unreachable"
        return {"status": 0, "moved": "", "fault": error.problem, "kind": kind}
    for_good = bool(asked.redirects) and all(status in _PERMANENT for status in asked.redirects)
    return {"status": asked.status, "moved": asked.url if for_good else "", "fault": "", "kind": ""}


def _placed(desk: Desk, finding: Finding) -> Finding:
    if not finding.unit:
        return replace(finding, file=f"sources/{finding.article}/article.yaml")
    language = desk.settings.target_language
    path = desk.path_of(finding.article, language).relative_to(desk.root)
    return replace(finding, file=str(path), line=desk.lines(finding.article, language).get(finding.unit, 0))


def _not_waived(desk: Desk, findings: Sequence[Finding]) -> Iterator[Finding]:
    from workflow.checks.runner import counts

    for finding in findings:
        made = desk.reproduction(finding.article, desk.settings.target_language)
        units = [unit for unit in made.units if unit.id == finding.unit] if made else []
        waivers = [(waiver, unit) for unit in units for waiver in unit.target.waived if waiver.check == finding.check]
        if not any(counts(waiver, unit) for waiver, unit in waivers):
            yield finding
