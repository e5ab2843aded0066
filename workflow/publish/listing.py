"""Pages that lead to articles: an index by date, by section and by source, an archive in both languages, a search."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflow.publish import theming
from workflow.publish.context import Page
from workflow.publish.theming import Theme
from workflow.text.names import slug

_PER_PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article as lists and feeds know it. `name` is its file, relative to the site; `moment` ISO 8601 with zone."""

    id: str
    name: str
    title: str
    description: str
    date: str
    date_text: str
    moment: str
    source: str
    section: str
    language: str
    authors: tuple[str, ...]
    original_url: str
    original_title: str
    original_lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The site as its pages name it. `url` is absolute without a slash at its end, '' when it is not known."""

    name: str
    url: str
    publisher: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of a list. `root` leads from it to the site's top (``../../``), `newer`, `older` to its neighbours."""

    title: str
    path: str
    root: str
    number: int
    count: int
    entries: tuple[Entry, ...]
    newer: str = ""
    older: str = ""


def entry(article_id: str, page: Page) -> Entry:
    """Return what lists say of an article's page."""
    return Entry(
        id=article_id,
        name=page.name,
        title=page.title.text,
        description=page.description,
        date=page.date,
        date_text=page.date_text,
        moment=page.moment,
        source=page.source.text,
        section=page.section,
        language=page.language,
        authors=tuple(author.text for author in page.authors),
        original_url=page.original.url,
        original_title=page.original.title,
        original_lang=page.original.lang,
    )


def newest_first(entries: Sequence[Entry]) -> list[Entry]:
    """Return entries by date, those of one day by id."""
    return sorted(sorted(entries, key=lambda item: item.id), key=lambda item: item.date, reverse=True)


def pages(entries: Sequence[Entry], site: Site, theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield (path, HTML) of every page that leads to articles.

    Args:
        entries: the articles, newest first.
        site: what the site is called.
        theme: its looks; `list.html`, `archive.html`, `search.html` and `missing.html` are its templates.
    """
    sections, sources = _grouped(entries, "section"), _grouped(entries, "source")
    shared = {"site": site, "sections": sections, "sources": sources, "address": address}
    groups: list[tuple[str, str, Sequence[Entry]]] = [("", site.name or "News", entries)]
    groups += [(f"section/{_slug(name)}/", name, found) for name, found in sections.items()]
    groups += [(f"source/{_slug(name)}/", name, found) for name, found in sources.items()]
    for folder, title, found in groups:
        for listing in _numbered(folder, title, found):
            yield listing.path, theming.render(theme, "list.html", listing=listing, **shared)
    for name, title in (("archive", "Archive"), ("search", "Search"), ("missing", "Not found")):
        path = "404.html" if name == "missing" else f"{name}.html"
        whole = Listing(title=title, path=path, root="", number=1, count=1, entries=tuple(entries))
        more = {"index": _index(entries)} if name == "search" else {}
        yield path, theming.render(theme, f"{name}.html", listing=whole, **shared, **more)


def redirect(to: str, site: Site, theme: Theme) -> str:
    """Return the page that stands at an old address and leads to the new one."""
    return theming.render(theme, "redirect.html", to=to, site=site)


def address(kind: str, name: str) -> str:
    """Return where the list of a section or source begins, relative to the site."""
    return f"{kind}/{_slug(name)}/index.html"


def _index(entries: Sequence[Entry]) -> list[dict[str, str]]:
    """What the search page looks through."""
    return [
        {
            "name": item.name,
            "title": item.title,
            "original": item.original_title,
            "source": item.source,
            "date": item.date_text,
        }
        for item in entries
    ]


def _slug(name: str) -> str:
    return slug(name) or "other"


def _grouped(entries: Sequence[Entry], field: str) -> Mapping[str, list[Entry]]:
    """Entries by section or source; names that make the same address are one group, under the first of them."""
    groups: dict[str, list[Entry]] = {}
    names: dict[str, str] = {}
    for item in entries:
        if value := getattr(item, field):
            groups.setdefault(names.setdefault(_slug(value), value), []).append(item)
    return dict(sorted(groups.items()))


def _numbered(folder: str, title: str, entries: Sequence[Entry]) -> Iterator[Listing]:
    count = max(1, -(-len(entries) // _PER_PAGE))
    paths = [f"{folder}index.html" if n == 1 else f"{folder}page/{n}/index.html" for n in range(1, count + 1)]
    for number, path in enumerate(paths, 1):
        root = "../" * path.count("/")
        yield Listing(
            title=title,
            path=path,
            root=root,
            number=number,
            count=count,
            entries=tuple(entries[(number - 1) * _PER_PAGE : number * _PER_PAGE]),
            newer=root + paths[number - 2] if number > 1 else "",
            older=root + paths[number] if number < count else "",
        )
