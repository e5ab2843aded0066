"""A whole site: every article that may be published, the pages that lead to them, feeds and site maps.

What was written is kept in a manifest beside it, so that only what changed is rendered and proved again, and only what
this program wrote is ever replaced or removed. Without the manifest the same bytes are made anew.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote, urlsplit

from workflow import __version__
from workflow.errors import InputError, WorkflowError
from workflow.jobs.check import termbase_of
from workflow.jobs.export import Exported, export, theme_of
from workflow.jobs.observer import Observer, Silent
from workflow.model import Settings
from workflow.publish import feeds, listing
from workflow.publish.listing import Entry, Site
from workflow.publish.theming import Theme
from workflow.store.desk import Desk

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MANIFEST = ".workflow-site.json"
_FEW = 24  # articles that are done before other processes have started
_CHUNK = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build came to. `articles` are on the site, `rendered` of them anew; `refused` are not, with the reason."""

    out: Path
    articles: int
    rendered: int
    written: int
    removed: int
    refused: tuple[Exported, ...] = ()
    failed: tuple[str, ...] = ()


@dataclass(slots=True)
class _Manifest:
    """What stands in the folder: digests of files by path, and of each article its stamp and its entry in lists."""

    files: dict[str, str] = field(default_factory=dict)
    articles: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def read(cls, out: Path) -> Self:
        try:
            data = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
            return cls(dict(data["files"]), dict(data["articles"]))
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def text(self) -> bytes:
        data = {
            "version": 1,
            "files": dict(sorted(self.files.items())),
            "articles": dict(sorted(self.articles.items())),
        }
        return (json.dumps(data, ensure_ascii=False, indent=0) + "\n").encode()


def build(desk: Desk, out: Path, *, theme: str = "", observer: Observer | None = None) -> Built:
    """Build or renew the site in a folder.

    Articles with errors are left out (and an older page of theirs stays, as it was when it was right). Every page is
    read back when it is written; links between the site's own pages are followed at the end.

    Raises:
        InputError: the folder holds a file of another origin where a page must stand, or cannot be written.
    """
    observer = observer or Silent()
    before = _Manifest.read(out)
    language = desk.settings.target_language
    looks = theme_of(desk, theme)
    common = f"{__version__} {looks.name} {desk.global_stamp()} {_templates_stamp(looks)}"
    stamps = {article_id: f"{common} {stamp}" for article_id, stamp in desk.stamps(language).items()}
    translated = [article_id for article_id in stamps if desk.path_of(article_id, language).is_file()]
    known = {a: before.articles[a] for a in translated if _stands(before, a, stamps[a], out)}
    _refuse_strangers(out, before, (f"{article_id}.html" for article_id in translated))
    after = _Manifest()
    refused: list[Exported] = []
    failed: list[str] = []
    fresh = [article_id for article_id in translated if article_id not in known]
    for number, (article_id, done) in enumerate(_exported(desk, fresh, out, theme), 1):
        observer.progress("site", number, len(fresh))
        if isinstance(done, str):
            failed.append(done)
        elif done.page is None:
            refused.append(done)
        else:
            entry = listing.entry(article_id, done.page)
            after.articles[article_id] = {"stamp": stamps[article_id], "entry": asdict(entry)}
            after.files |= _article_files(article_id, out)
    rendered = len(after.articles)
    kept = {r.article: before.articles[r.article] for r in refused if r.article in before.articles}
    for article_id, row in (known | kept).items():
        after.articles[article_id] = row
        after.files |= {path: digest for path, digest in before.files.items() if _is_of(path, article_id)}
    pages = dict(_pages(desk.settings, after, looks))
    _refuse_strangers(out, before, pages)
    written = rendered + sum(_write(out, path, text, before, after) for path, text in pages.items())
    _follow(pages, after, out)
    removed = _remove(out, before, after)
    _put(out / MANIFEST, after.text())
    return Built(
        out=out,
        articles=len(after.articles),
        rendered=rendered,
        written=written,
        removed=removed,
        refused=tuple(refused),
        failed=tuple(failed),
    )


def _templates_stamp(theme: Theme) -> str:
    if theme.folder is None:
        return ""
    return " ".join(f"{path.name}.{path.stat().st_mtime_ns:x}" for path in sorted(theme.folder.iterdir()))


def _stands(before: _Manifest, article_id: str, stamp: str, out: Path) -> bool:
    """Whether an article's page is there as it should be."""
    row = before.articles.get(article_id)
    return row is not None and row.get("stamp") == stamp and (out / f"{article_id}.html").is_file()


def _exported(desk: Desk, ids: list[str], out: Path, theme: str) -> Iterator[tuple[str, Exported | str]]:
    """Export articles, several at a time where there are many; an article that fails gives its sentence."""
    processes = min(os.cpu_count() or 1, 8)
    if len(ids) <= _FEW or processes == 1:
        yield from _export_here(desk.root, ids, out, theme)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Not forked: the engines' libraries may have threads in this process.
    with ProcessPoolExecutor(processes, mp_context=get_context("forkserver")) as pool:
        chunks = [ids[at : at + _CHUNK] for at in range(0, len(ids), _CHUNK)]
        for done in pool.map(_export_chunk, [(desk.root, chunk, out, theme) for chunk in chunks]):
            yield from done


def _export_chunk(work: tuple[Path, list[str], Path, str]) -> list[tuple[str, Exported | str]]:
    return list(_export_here(*work))


def _export_here(root: Path, ids: list[str], out: Path, theme: str) -> Iterator[tuple[str, Exported | str]]:
    desk = Desk.open(root)
    termbase = termbase_of(desk)
    for article_id in ids:
        try:
            yield article_id, export(desk, article_id, out, theme=theme, termbase=termbase)
        except WorkflowError as error:
            yield article_id, str(error)


def _article_files(article_id: str, out: Path) -> dict[str, str]:
    """Digests of an article's page and pictures as they were written."""
    media = out / "media" / article_id
    paths = [out / f"{article_id}.html", *(sorted(media.iterdir()) if media.is_dir() else ())]
    return {str(path.relative_to(out)): _digest(path.read_bytes()) for path in paths}


def _is_of(path: str, article_id: str) -> bool:
    return path == f"{article_id}.html" or path.startswith(f"media/{article_id}/")


def _pages(settings: Settings, after: _Manifest, theme: Theme) -> Iterator[tuple[str, str]]:
    """Every page and feed beside the articles."""
    site = Site(
        name=settings.name,
        url=settings.site_url.rstrip("/"),
        publisher=settings.publisher,
        language=settings.target_language,
    )
    entries = listing.newest_first([_entry(row["entry"]) for row in after.articles.values()])
    lists: list[str] = []
    for path, text in listing.pages(entries, site, theme):
        if path not in ("404.html", "search.html"):
            lists.append(path)
        yield path, text
    yield from feeds.files(entries, site, lists)
    for old, new in settings.redirects.items():
        if new not in after.articles:
            raise InputError(
                f"redirects {old} to {new}, which is not on the site", place="workflow.yaml", mend="name an article"
            )
        yield f"{old}.html", listing.redirect(f"{new}.html", site, theme)


def _entry(row: Mapping[str, Any]) -> Entry:
    return Entry(**{**row, "authors": tuple(row["authors"])})


def _refuse_strangers(out: Path, before: _Manifest, paths: Iterable[str]) -> None:
    """Never replace a file that this program did not write."""
    for path in paths:
        if path not in before.files and (out / path).exists():
            raise InputError(
                "stands where a page of the site must, and was not written by `site build`",
                place=str(out / path),
                mend="move it away, or name another folder with --out",
            )


def _write(out: Path, path: str, text: str, before: _Manifest, after: _Manifest) -> bool:
    """Write a page if it is not there already; say whether it was written."""
    data = text.encode()
    after.files[path] = _digest(data)
    if before.files.get(path) == after.files[path] and (out / path).is_file():
        return False
    _put(out / path, data)
    return True


def _put(path: Path, data: bytes) -> None:
    """Write a file whole. A site can be built again: nothing waits for the disk."""
    scratch = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch.write_bytes(data)
        scratch.replace(path)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        raise InputError(
            f"cannot be written ({error.strerror or error})", place=str(path), mend="choose another folder with --out"
        ) from error


def _follow(pages: Mapping[str, str], after: _Manifest, out: Path) -> None:
    """Follow the links from the site's own pages to one another.

    Raises:
        InputError: a template leads to a page that is not there.
    """
    from lxml import html

    for path, text in pages.items():
        if not path.endswith(".html") or path == "404.html":
            continue
        root: HtmlElement = html.document_fromstring(text)
        for link in root.iter("a"):
            parts = urlsplit(link.get("href", ""))
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = os.path.normpath(os.path.join(os.path.dirname(path), unquote(parts.path)))  # noqa: PTH118, PTH120
            if target not in after.files:
                raise InputError(f"{path} links to {target}, which is not there", place=str(out), mend="mend the theme")


def _remove(out: Path, before: _Manifest, after: _Manifest) -> int:
    """Remove what an earlier build wrote and this one does not, unless somebody changed it since."""
    removed = 0
    for path, digest in before.files.items():
        old = out / path
        if path in after.files or not old.is_file() or _digest(old.read_bytes()) != digest:
            continue
        old.unlink()
        removed += 1
        for folder in old.parents:
            if folder == out or any(folder.iterdir()):
                break
            folder.rmdir()
    return removed


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:32]
