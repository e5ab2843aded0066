"""Pages that lead to articles: an index by date, by section and by source, an archive in both languages, a search.

Lists are numbered from the oldest article on: page 1 holds the first articles for good, and what is newest stands on
the list's front page. So an article that comes or changes touches few pages, and a page keeps its address.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import islice
from typing import Literal, Protocol

from workflow.publish import theming
from workflow.publish.context import Page
from workflow.publish.theming import Theme
from workflow.text.name.romanise import slug

Kind = Literal["section", "source"]

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


class Lines(Protocol):
    """What lists say of articles, each as `Entry.dumps` wrote it, newest first.

    There may be very many: a line is read when its turn comes, and they can be gone through more than once.
    """

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[str]: ...


class Articles(Lines, Protocol):
    """The articles of a site, or of a list on it."""

    def groups(self, kind: Kind) -> "Sequence[Articles]":
        """Return those of each section or source; names with the same folder (`folder_of`) are one."""
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the site beside the articles.

    `path` is where it stands, `made_of` all it is made of but name and looks, `pieces` makes its text.
    """

    path: str
    made_of: Iterable[str]
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


def parts(articles: Articles, site: Site, theme: Theme) -> Iterator[Part]:
    """Yield every page that leads to articles.

    Args:
        articles: all that are on the site.
        site: what the site is called.
        theme: its looks; `list.html`, `archive.html`, `search.html` and `missing.html` are its templates.
    """
    sections, sources = _grouped(articles, "section"), _grouped(articles, "source")
    groups = {
        "sections": {name: len(found) for name, found in sections.items()},
        "sources": {name: len(found) for name, found in sources.items()},
    }
    lists: list[tuple[str, str, Lines]] = [("", site.name or "News", articles)]
    lists += [(f"section/{folder_of(name)}/", name, found) for name, found in sections.items()]
    lists += [(f"source/{folder_of(name)}/", name, found) for name, found in sources.items()]
    shared = {"site": site, "address": address}
    for folder, title, found in lists:
        for listing, shown in _numbered(f"{folder}index.html", f"{folder}page/", title, found, _PER_PAGE):
            more = groups if not listing.number else {"sections": {}, "sources": {}}
            yield _part(theme, "list.html", listing, shown, {**shared, **more})
    for listing, shown in _numbered("archive.html", "archive/", "Archive", articles, _PER_ARCHIVE):
        yield _part(theme, "archive.html", listing, shown, shared)
    yield Part(SEARCHED, articles, partial(_searched, articles))
    search = Listing(title="Search", path="search.html", root="")
    yield _part(theme, "search.html", search, (), {**shared, "index": SEARCHED})
    # It is shown at any address, however deep: nothing on it is relative.
    yield _part(theme, "missing.html", Listing(title="Not found", path="404.html", root=f"{site.url}/"), (), shared)


def _part(theme: Theme, template: str, listing: Listing, shown: Sequence[str], context: Mapping[str, object]) -> Part:
    def pieces() -> Iterator[str]:
        filled = replace(listing, entries=tuple(map(Entry.loads, shown)))
        yield theming.render(theme, template, listing=filled, **context)

    groups = [repr(context[name]) for name in ("sections", "sources") if name in context]
    return Part(listing.path, [repr(listing), *groups, *shown], pieces)


def redirect(old: str, to: str, site: Site, theme: Theme) -> Part:
    """Return the page that stands at an old address and leads to the new one."""
    return Part(old, [to], lambda: [theming.render(theme, "redirect.html", to=to, site=site)])


def address(kind: str, name: str) -> str:
    """Return where the list of a section or source begins, relative to the site."""
    return f"{kind}/{folder_of(name)}/index.html"


def folder_of(name: str) -> str:
    """Return the folder of a section's or source's list, '' for none."""
    return _slug(name) if name else ""


@lru_cache(maxsize=1024)
def _slug(name: str) -> str:
    return slug(name) or "other"


def _searched(articles: Lines) -> Iterator[str]:
    """What the search page looks through, as a script: a page opened as a file may not read other files."""
    before = "var articles = [\n"
    for entry in map(Entry.loads, articles):
        row = [entry.name, entry.title, entry.original_title, entry.source, entry.date_text]
        yield before + json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        before = ",\n"
    yield "\n];\n" if before == ",\n" else f"{before}\n];\n"


def _grouped(articles: Articles, kind: Kind) -> Mapping[str, Articles]:
    """Sections or sources by name; names that make the same address are one group, under the newest of them."""
    named = ((getattr(Entry.loads(next(iter(found))), kind), found) for found in articles.groups(kind))
    return dict(sorted(named, key=lambda group: group[0]))


def _numbered(
    first: str, folder: str, title: str, articles: Lines, size: int
) -> Iterator[tuple[Listing, Sequence[str]]]:
    """Yield the pages of a list, the front page first. It holds what does not fill a page yet, and a page more."""
    full = max(0, len(articles) // size - 1)
    rest, front = iter(articles), len(articles) - full * size

    def path(number: int) -> str:
        return f"{folder}{number}/index.html" if number <= full else first

    for number in range(full + 1, 0, -1):
        root = "../" * path(number).count("/")
        listing = Listing(
            title=title,
            path=path(number),
            root=root,
            number=number if number <= full else 0,
            newer=root + path(number + 1) if number <= full else "",
            older=root + path(number - 1) if number > 1 else "",
        )
        yield listing, list(islice(rest, size if number <= full else front))
