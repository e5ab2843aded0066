"""Pages that lead to articles: an index by date, by section and by source, an archive in both languages, a search.

Lists are numbered from the oldest article on: page 1 holds the first articles for good, and what is newest stands on
the list's front page. So an article that comes or changes touches few pages, and a page keeps its address.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from hashlib import sha256
from sys import intern
from typing import Protocol

from workflow.publish import theming
from workflow.publish.context import Page
from workflow.publish.theming import Theme
from workflow.text.name.romanise import slug

_PER_PAGE = 20
_PER_ARCHIVE = 100
SEARCHED = "search-index.js"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article as lists and feeds know it.

    `name` is its file, relative to the site. `moment` is ISO 8601 with zone, and so is `modified`: when the page last
    changed, '' when that is not recorded.
    """

    id: str
    name: str
    title: str
    description: str
    date: str
    date_text: str
    moment: str
    modified: str
    source: str
    section: str
    language: str
    authors: tuple[str, ...]
    original_url: str
    original_title: str
    original_lang: str

    def dumps(self) -> str:
        """The entry on one line."""
        return json.dumps(
            [getattr(self, name) for name in self.__dataclass_fields__], ensure_ascii=False, separators=(",", ":")
        )

    @classmethod
    def loads(cls, line: str) -> "Entry":
        """Read what `dumps` wrote.

        Raises:
            ValueError: it is nothing of the kind.
        """
        values = dict(zip(cls.__dataclass_fields__, json.loads(line), strict=True))
        return cls(**values | {"authors": tuple(values["authors"])})


class Entries(Protocol):
    """Where entries are kept, each as `Entry.dumps` wrote it."""

    def entry(self, at: int) -> str:
        """Return the one that stands at a place."""


@dataclass(frozen=True, slots=True)
class Item:
    """An article's place in the lists. Its entry is read when it is asked for: there may be very many.

    `mark` tells one state of the entry from another; it stands at `at` in `lines`.
    """

    id: str
    date: str
    section: str
    source: str
    mark: str
    at: int
    lines: Entries

    @classmethod
    def of(cls, line: str, at: int = 0, lines: Entries | None = None) -> "Item":
        """Return the item of an entry's line, which it keeps where nothing else does."""
        entry = Entry.loads(line)
        date, section, source = map(intern, (entry.date, entry.section, entry.source))  # many have the same
        mark = sha256(line.encode()).hexdigest()[:16]
        return cls(entry.id, date, section, source, mark, at, lines or _Held(line))

    def entry(self) -> Entry:
        """Return what lists say of the article."""
        return Entry.loads(self.lines.entry(self.at))


@dataclass(frozen=True, slots=True)
class _Held:
    line: str

    def entry(self, _at: int) -> str:
        return self.line


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the site beside the articles.

    `path` is where it stands, `made_of` all it is made of but name and looks, `pieces` makes its text.
    """

    path: str
    made_of: Sequence[str]
    pieces: Callable[[], Iterable[str]]

    def make(self) -> str:
        """Return the text as a whole."""
        return "".join(self.pieces())


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The site as its pages name it. `url` is absolute without a slash at its end, '' when it is not known."""

    name: str
    url: str
    publisher: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of a list. `root` leads from it to the site's top (``../../``), `newer`, `older` to its neighbours.

    `number` counts from the oldest page on; the front page, which holds the newest articles, has 0.
    """

    title: str
    path: str
    root: str
    number: int = 0
    entries: tuple[Entry, ...] = ()
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
        modified=page.modified,
        source=page.source.text,
        section=page.section,
        language=page.language,
        authors=tuple(author.text for author in page.authors),
        original_url=page.original.url,
        original_title=page.original.title,
        original_lang=page.original.lang,
    )


def on_site(page: Page) -> Page:
    """Return a page whose position leads back: its first step to the site's index, its second to the section's."""
    ways = ["index.html", address("section", page.section) if page.section else ""]
    steps = [replace(step, href=way) for step, way in zip(page.position, ways, strict=False)]
    return replace(page, position=(*steps, *page.position[len(steps) :]))


def newest_first(items: Sequence[Item]) -> list[Item]:
    """Return items by date, those of one day by id."""
    return sorted(sorted(items, key=lambda item: item.id), key=lambda item: item.date, reverse=True)


def parts(items: Sequence[Item], site: Site, theme: Theme) -> Iterator[Part]:
    """Yield every page that leads to articles.

    Args:
        items: the articles, newest first.
        site: what the site is called.
        theme: its looks; `list.html`, `archive.html`, `search.html` and `missing.html` are its templates.
    """
    sections, sources = _grouped(items, "section"), _grouped(items, "source")
    groups = {
        "sections": {name: len(found) for name, found in sections.items()},
        "sources": {name: len(found) for name, found in sources.items()},
    }
    lists: list[tuple[str, str, Sequence[Item]]] = [("", site.name or "News", items)]
    lists += [(f"section/{_slug(name)}/", name, found) for name, found in sections.items()]
    lists += [(f"source/{_slug(name)}/", name, found) for name, found in sources.items()]
    shared = {"site": site, "address": address}
    for folder, title, found in lists:
        for listing, shown in _numbered(f"{folder}index.html", f"{folder}page/", title, found, _PER_PAGE):
            more = groups if not listing.number else {"sections": {}, "sources": {}}
            yield _part(theme, "list.html", listing, shown, {**shared, **more})
    for listing, shown in _numbered("archive.html", "archive/", "Archive", items, _PER_ARCHIVE):
        yield _part(theme, "archive.html", listing, shown, shared)
    yield Part(SEARCHED, [item.mark for item in items], partial(_searched, items))
    search = Listing(title="Search", path="search.html", root="")
    yield _part(theme, "search.html", search, (), {**shared, "index": SEARCHED})
    # It is shown at any address, however deep: nothing on it is relative.
    yield _part(theme, "missing.html", Listing(title="Not found", path="404.html", root=f"{site.url}/"), (), shared)


def _part(theme: Theme, template: str, listing: Listing, shown: Sequence[Item], context: Mapping[str, object]) -> Part:
    def pieces() -> Iterator[str]:
        filled = replace(listing, entries=tuple(item.entry() for item in shown))
        yield theming.render(theme, template, listing=filled, **context)

    groups = [repr(context[name]) for name in ("sections", "sources") if name in context]
    return Part(listing.path, [repr(listing), *groups, *(item.mark for item in shown)], pieces)


def redirect(old: str, to: str, site: Site, theme: Theme) -> Part:
    """Return the page that stands at an old address and leads to the new one."""
    return Part(old, [to], lambda: [theming.render(theme, "redirect.html", to=to, site=site)])


def address(kind: str, name: str) -> str:
    """Return where the list of a section or source begins, relative to the site."""
    return f"{kind}/{_slug(name)}/index.html"


def _searched(items: Sequence[Item]) -> Iterator[str]:
    """What the search page looks through, as a script: a page opened as a file may not read other files."""
    before = "var articles = [\n"
    for item in items:
        entry = item.entry()
        row = [entry.name, entry.title, entry.original_title, entry.source, entry.date_text]
        yield before + json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        before = ",\n"
    yield "\n];\n" if items else f"{before}\n];\n"


@lru_cache(maxsize=1024)
def _slug(name: str) -> str:
    return slug(name) or "other"


def _grouped(items: Sequence[Item], field: str) -> Mapping[str, list[Item]]:
    """Items by section or source; names that make the same address are one group, under the first of them."""
    groups: dict[str, list[Item]] = {}
    names: dict[str, str] = {}
    for item in items:
        if value := getattr(item, field):
            groups.setdefault(names.setdefault(_slug(value), value), []).append(item)
    return dict(sorted(groups.items()))


def _numbered(
    first: str, folder: str, title: str, items: Sequence[Item], size: int
) -> Iterator[tuple[Listing, Sequence[Item]]]:
    """Yield the pages of a list, the front page first. It holds what does not fill a page yet, and a page more."""
    full = max(0, len(items) // size - 1)
    paths = [first, *(f"{folder}{number}/index.html" for number in range(full, 0, -1))]
    ends = [len(items) - number * size for number in range(full, -1, -1)]
    for place, (path, end) in enumerate(zip(paths, ends, strict=True)):
        root = "../" * path.count("/")
        listing = Listing(
            title=title,
            path=path,
            root=root,
            number=full + 1 - place if place else 0,
            entries=(),
            newer=root + paths[place - 1] if place else "",
            older=root + paths[place + 1] if place < full else "",
        )
        yield listing, items[ends[place - 1] if place else 0 : end]
