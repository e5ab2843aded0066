"""A whole site: every article that may be published, the pages that lead to them, feeds and site maps.

Everything new is made in a folder within the site's own and takes its place at the end, when all of it is right. What
was written is kept in a record beside it, so that only what changed is rendered and proved again, and only what this
program wrote is ever replaced or removed. Without the desk's cache the same bytes are made anew.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import workflow
from workflow.errors import InputError
from workflow.jobs.observer import Observer, Silent
from workflow.jobs.site.folder import SiteFolder, broken
from workflow.jobs.site.links import inside
from workflow.jobs.site.record import Row, SiteRecord
from workflow.jobs.theme import stamp_of, theme_of
from workflow.model import Finding, Severity
from workflow.publish import feeds, listing
from workflow.publish.listing import Part, Site
from workflow.publish.theming import Theme
from workflow.store.desk import Desk

if TYPE_CHECKING:
    from workflow.jobs.site.pages import Done

_UNLISTED = ("404.html", "search.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build came to.

    `articles` are on the site, `rendered` of them anew. Left out, or there as they were before, are `refused` because
    of findings and `failed` because of something else, told in a sentence; under '' what failed all of it. `broken` are
    links that lead nowhere.
    """

    out: Path
    articles: int = 0
    rendered: int = 0
    written: int = 0
    removed: int = 0
    refused: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    failed: Mapping[str, str] = field(default_factory=dict)
    broken: tuple[str, ...] = ()


@dataclass(slots=True)
class _Seen:
    """From what each article and each other page was made last, by stamps; and what kept articles from the site.

    `common` is the stamp of what all articles share. Kept in the desk's cache.
    """

    common: str = ""
    articles: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    refused: dict[str, tuple[Finding, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, desk: Desk, key: str) -> "_Seen":
        try:
            common, articles, parts, refused = json.loads(desk.cache().get_many([key])[key])
            findings = {name: tuple(map(_finding, found)) for name, found in refused.items()}
            return cls(common, dict(articles), dict(parts), findings)
        except (KeyError, ValueError, TypeError):
            return cls()

    def keep(self, desk: Desk, key: str) -> None:
        findings = {name: [asdict(finding) for finding in found] for name, found in self.refused.items()}
        whole = [self.common, self.articles, self.parts, findings]
        desk.cache().put_many({key: json.dumps(whole, ensure_ascii=False)})


def _finding(values: dict[str, Any]) -> Finding:
    spans = {name: tuple(values[name]) for name in ("source_span", "target_span") if values[name]}
    return Finding(**values | spans | {"severity": Severity(values["severity"])})


def build(desk: Desk, out: Path, *, theme: str = "", observer: Observer | None = None) -> Built:
    """Build or renew the site in a folder.

    Articles with errors are left out (and an older page of theirs stays, as it was when it was right). Every page is
    read back when it is written; links within the site are followed.

    Raises:
        InputError: the folder holds a file of another origin where a page must stand; a redirect leads nowhere.
        OutputError: a template fails, or the folder cannot be written. What stood there stands as before.
    """
    observer = observer or Silent()
    looks, key, folder = theme_of(desk, theme), f"site {out.resolve()}", SiteFolder(out)
    common, seen = _common(desk, looks), _Seen.read(desk, key)
    stamps, known = _stamps(desk), seen.articles if seen.common == common else {}
    unchanged = {name for name, stamp in stamps.items() if known.get(name) == stamp}
    refused = {name: found for name, found in seen.refused.items() if name in unchanged}
    fresh = [name for name in stamps if name not in unchanged or not (folder.keep(name) or name in refused)]
    folder.refuse_strangers(f"{name}.html" for name in fresh)
    failed: dict[str, str] = {}
    with folder.staging() as staging:
        for number, (name, done) in enumerate(_exported(desk, fresh, staging, looks), 1):
            observer.progress("site", number, len(fresh))
            if isinstance(done, Row):
                folder.add(done)
                continue
            folder.keep(name)
            if isinstance(done, str):
                failed[name] = done
            else:
                refused[name] = done
        parts = _made(
            folder, partial(_parts, desk, folder, looks), seen.parts, common, desk.settings.site_url.rstrip("/")
        )
        leads_nowhere = tuple(broken(folder))
        written, removed = folder.publish()
    _Seen(common, {name: stamp for name, stamp in stamps.items() if name not in failed}, parts, refused).keep(desk, key)
    return Built(
        out=out,
        articles=len(folder.after.rows),
        rendered=sum(name not in refused and name not in failed for name in fresh),
        written=written,
        removed=removed,
        refused=refused,
        failed=failed,
        broken=leads_nowhere,
    )


def _exported(desk: Desk, fresh: Sequence[str], staging: Path, theme: Theme) -> "Iterator[Done]":
    if fresh:  # what reads and proves pages takes longer to load than a build in which nothing changed
        from workflow.jobs.site.pages import exported

        yield from exported(desk, fresh, staging, theme)


def _common(desk: Desk, looks: Theme) -> str:
    """The stamp of what all pages share: settings, glossary, templates, and the program."""
    return _digest(workflow.__version__, looks.name, desk.global_stamp(), looks.stamp, _program())


@lru_cache(maxsize=1)
def _program() -> str:
    return stamp_of(Path(workflow.__file__).parent)


def _stamps(desk: Desk) -> dict[str, str]:
    """Stamps of the articles that have a translation."""
    stamps = desk.stamps(desk.settings.target_language)
    return {name: _digest(stamp) for name, stamp in stamps.items() if not stamp.endswith("/-")}


def _digest(*texts: str) -> str:
    hashed = sha256()
    for text in texts:
        hashed.update(f"{text}\0".encode())
    return hashed.hexdigest()[:24]


def _parts(desk: Desk, folder: SiteFolder, theme: Theme) -> Iterator[Part]:
    """Every page and feed beside the articles."""
    settings = desk.settings
    site = Site(
        name=settings.name,
        url=settings.site_url.rstrip("/"),
        publisher=settings.publisher,
        language=settings.target_language,
    )
    items = listing.newest_first(list(folder.after.rows.values()))
    lists: list[str] = []
    for part in listing.parts(items, site, theme):
        if part.path.endswith(".html") and part.path not in _UNLISTED:
            lists.append(part.path)
        yield part
    yield from feeds.parts(items, site, lists)
    for old, new in settings.redirects.items():
        if new not in folder.after.rows:
            raise InputError(
                f"redirects {old} to {new}, which is not on the site", place="workflow.yaml", mend="name an article"
            )
        if old in folder.after.rows:
            raise InputError(
                f"redirects {old}, which is an article of the site", place="workflow.yaml", mend="remove the redirect"
            )
        yield listing.redirect(f"{old}.html", f"{new}.html", site, theme)


class _Standing:
    """The paths at which something stands on the site when it is done."""

    def __init__(self, record: SiteRecord, parts: Collection[str]) -> None:
        self._record = record
        self._parts = parts

    def __contains__(self, path: object) -> bool:
        return path in self._parts or (isinstance(path, str) and self._record.holds(path))


def _made(
    folder: SiteFolder, parts: Callable[[], Iterator[Part]], seen: Mapping[str, str], common: str, url: str
) -> dict[str, str]:
    """Make the parts that are made of something else than last time; return the stamps of all.

    They are gone through twice, first for their paths: all at once would be as much as the articles.

    Raises:
        InputError: a template leads to a page that is not there.
    """
    stamps: dict[str, str] = {}
    standing = _Standing(folder.after, {part.path for part in parts()})
    for part in parts():
        stamps[part.path] = _digest(common, *part.made_of)
        if seen.get(part.path) == stamps[part.path] and folder.keep_part(part.path):
            continue
        if not part.path.endswith(".html"):
            folder.stage(part.path, part.pieces())
            continue
        text = part.make()
        folder.stage(part.path, [text])
        if lost := next(iter(inside(text, part.path, url, standing)), ""):
            raise InputError(
                f"{part.path} links to {lost}, which is not there", place=str(folder.out), mend="mend the theme"
            )
    return stamps
