"""A whole site: every article that may be published, the pages that lead to them, feeds and site maps.

Everything new is made in a folder within the site's own and takes its place at the end, when all of it is right. What
was written is kept in a record beside it, so that only what changed is rendered and proved again, and only what this
program wrote is ever replaced or removed. Without the desk's cache the same bytes are made anew.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import workflow
from workflow.errors import InputError
from workflow.jobs.observer import Observer, Silent
from workflow.jobs.site.folder import SiteFolder
from workflow.jobs.site.index import Row, SiteIndex
from workflow.jobs.site.links import inside
from workflow.jobs.theme import stamp_of, theme_of
from workflow.model import Finding
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


def build(desk: Desk, out: Path, *, theme: str = "", observer: Observer | None = None) -> Built:
    """Build or renew the site in a folder.

    Articles with errors are left out (and an older page of theirs stays, as it was when it was right). Every page is
    read back when it is written; links within the site are followed.

    Raises:
        InputError: the folder is one of the desk's own, or holds a file of another origin where a page must stand; a
            redirect leads nowhere.
        OutputError: a template fails, or the folder cannot be written. What stood there stands as before.
    """
    desk.refuse_own(out)
    observer = observer or Silent()
    looks = theme_of(desk, theme)
    common = _common(desk, looks)
    failed: dict[str, str] = {}
    rendered = 0
    with SiteIndex(out, desk.site_path(out)) as index:
        folder, fresh = SiteFolder(out, index), index.look(_wished(desk, common))
        folder.refuse_strangers(f"{name}.html" for name in index.fresh())
        with folder.staging() as staging:
            for number, (name, done) in enumerate(_exported(desk, index.fresh(), fresh, staging, looks), 1):
                observer.progress("site", number, fresh)
                if isinstance(done, Row):
                    index.add(done)
                    rendered += 1
                elif isinstance(done, str):
                    index.fail(name)
                    failed[name] = done
                else:
                    index.refuse(name, done)
            _make(folder, index, _parts(desk, index, looks), common, desk.settings.site_url.rstrip("/"))
            leads_nowhere = tuple(index.broken())
            written, removed = folder.publish()
        if fresh or written or removed:
            index.keep()
        return Built(
            out=out,
            articles=len(index.articles()),
            rendered=rendered,
            written=written,
            removed=removed,
            refused=index.refused(),
            failed=failed,
            broken=leads_nowhere,
        )


def _exported(desk: Desk, fresh: Iterator[str], count: int, staging: Path, theme: Theme) -> "Iterator[Done]":
    if count:  # what reads and proves pages takes longer to load than a build in which nothing changed
        from workflow.jobs.site.pages import exported

        yield from exported(desk, fresh, count, staging, theme)


def _common(desk: Desk, looks: Theme) -> str:
    """The stamp of what all pages share: settings, glossary, templates, and the program."""
    return _digest([workflow.__version__, looks.name, desk.global_stamp(), looks.stamp, _program()])


@lru_cache(maxsize=1)
def _program() -> str:
    return stamp_of(Path(workflow.__file__).parent)


def _wished(desk: Desk, common: str) -> Iterator[tuple[str, str]]:
    """The articles that have a translation, with the stamps of what their pages are made from."""
    for name, stamp in desk.each_stamp(desk.settings.target_language):
        if not stamp.endswith("/-"):
            yield name, _digest([common, stamp])


def _digest(texts: Iterable[str]) -> str:
    hashed = sha256()
    for text in texts:
        hashed.update(f"{text}\0".encode())
    return hashed.hexdigest()[:24]


def _parts(desk: Desk, index: SiteIndex, theme: Theme) -> Iterator[Part]:
    """Every page and feed beside the articles."""
    settings = desk.settings
    site = Site(
        name=settings.name,
        url=settings.site_url.rstrip("/"),
        publisher=settings.publisher,
        language=settings.target_language,
    )
    articles, lists = index.articles(), list[str]()
    for part in listing.parts(articles, site, theme):
        if part.path.endswith(".html") and part.path not in _UNLISTED:
            lists.append(part.path)
        yield part
    yield from feeds.parts(articles, site, lists)
    for old, new in settings.redirects.items():
        if not index.holds(f"{new}.html"):
            raise InputError(
                f"redirects {old} to {new}, which is not on the site", place="workflow.yaml", mend="name an article"
            )
        if index.holds(f"{old}.html"):
            raise InputError(
                f"redirects {old}, which is an article of the site", place="workflow.yaml", mend="remove the redirect"
            )
        yield listing.redirect(f"{old}.html", f"{new}.html", site, theme)


def _make(folder: SiteFolder, index: SiteIndex, parts: Iterable[Part], common: str, url: str) -> None:
    """Make the parts that are made of something else than last time.

    Raises:
        InputError: a template leads to a page that is not there.
    """
    ahead: dict[str, str] = {}  # links to parts that are not made yet, with the first that has each
    for part in parts:
        ahead.pop(part.path, None)
        made_of = _digest(chain([common], part.made_of))
        if index.keep_part(part.path, made_of):
            continue
        if not part.path.endswith(".html"):
            folder.stage(part.path, part.pieces(), made_of)
            continue
        text = part.make()
        folder.stage(part.path, [text], made_of)
        for link in inside(text, part.path, url):
            if not index.holds(link):
                ahead.setdefault(link, part.path)
    for link, path in ahead.items():
        raise InputError(f"{path} links to {link}, which is not there", place=str(folder.out), mend="mend the theme")
