"""Feeds and site maps: Atom (RFC 4287), RSS 2.0, sitemaps 0.9 with language alternates and news dates, robots.txt.

They are written as text, an entry at a time, since a site map names every article; tests validate them.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from functools import partial
from itertools import chain, islice
from xml.sax.saxutils import escape, quoteattr

from workflow.publish.listing import Entry, Lines, Part, Site
from workflow.text.chars import printable

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_LATEST = 30  # entries a feed holds
_MOST_NEWS = 1000  # URLs that a news sitemap may hold
_MOST = 50_000  # URLs that a sitemap may hold
_NEVER = "1970-01-01T00:00:00+00:00"


def parts(articles: Lines, site: Site, listings: Sequence[str]) -> Iterator[Part]:
    """Yield the files that machines read; only robots.txt when the site's address is not known.

    Args:
        articles: what lists say of them (`Entry.dumps`), newest first.
        site: its address and names.
        listings: paths of the site's other pages that may be indexed.
    """
    if not site.url:
        yield Part("robots.txt", (), lambda: ["User-agent: *\nAllow: /\n"])
        return
    latest = list(islice(articles, _LATEST))
    entries = list(map(Entry.loads, latest))
    yield Part("feed.atom", latest, partial(atom, entries, site))
    yield Part("feed.rss", latest, partial(rss, entries, site))
    newest = partial(islice, articles, _MOST_NEWS)
    yield Part("sitemap-news.xml", newest(), lambda: news_sitemap(map(Entry.loads, newest()), site))
    starts = range(0, len(articles) + len(listings), _MOST)
    names = ["sitemap.xml"] if len(starts) == 1 else [f"sitemap-{n}.xml" for n in range(1, len(starts) + 1)]
    for name, at in zip(names, starts, strict=True):
        yield _sitemap_part(name, articles, listings, at, site)
    if len(starts) > 1:
        yield Part("sitemap.xml", names, partial(sitemap_index, names, site))
    maps = "".join(f"Sitemap: {site.url}/{name}\n" for name in ("sitemap.xml", "sitemap-news.xml"))
    yield Part("robots.txt", (), lambda: [f"User-agent: *\nAllow: /\n\n{maps}"])


def _sitemap_part(name: str, articles: Lines, listings: Sequence[str], at: int, site: Site) -> Part:
    """One sitemap of several: of all articles and then all lists, so many from a place on."""
    here, past = partial(islice, articles, at, at + _MOST), at - len(articles)
    paths = listings[max(0, past) : max(0, past + _MOST)]
    return Part(name, chain(here(), paths), lambda: sitemap(chain(map(Entry.loads, here()), paths), site))


def _lines(*texts: str) -> Iterator[str]:
    return (f"{text}\n" for text in texts)


def atom(entries: Sequence[Entry], site: Site) -> Iterator[str]:
    """Return the lines of an Atom feed."""
    updated = max(map(_changed, entries)).isoformat() if entries else _NEVER
    head = [
        f'{_HEAD}<feed xmlns="{_ATOM}" xml:lang={quoteattr(site.language)}>',
        _element("title", site.name or site.publisher or "News"),
        _element("id", f"{site.url}/"),
        _empty("link", rel="self", type="application/atom+xml", href=f"{site.url}/feed.atom"),
        _empty("link", rel="alternate", type="text/html", href=f"{site.url}/"),
        _element("updated", updated),
        f"<author>{_element('name', site.publisher or site.name or 'Editors')}</author>",
    ]
    return _lines(*head, *(_atom_entry(entry, site) for entry in entries), "</feed>")


def _atom_entry(item: Entry, site: Site) -> str:
    url, moment = _url(site, item), _moment(item).isoformat()
    parts = [_element("title", item.title), _element("id", url), _element("published", moment)]
    parts += [_element("updated", _changed(item).isoformat())]
    parts += [_empty("link", rel="alternate", type="text/html", hreflang=item.language, href=url)]
    if item.original_url:
        parts.append(_empty("link", rel="via", hreflang=item.original_lang, href=item.original_url))
    parts += [f"<author>{_element('name', author)}</author>" for author in item.authors]
    parts.append(_element("summary", item.description))
    return "\n".join(["<entry>", *parts, "</entry>"])


def rss(entries: Iterable[Entry], site: Site) -> Iterator[str]:
    """Return the lines of an RSS 2.0 feed."""
    about = f"Articles in English translation{f' by {site.publisher}' if site.publisher else ''}"
    head = [
        f'{_HEAD}<rss version="2.0" xmlns:atom="{_ATOM}">\n<channel>',
        _element("title", site.name or "News"),
        _element("link", f"{site.url}/"),
        _element("description", about),
        _element("language", site.language),
        _empty("atom:link", rel="self", type="application/rss+xml", href=f"{site.url}/feed.rss"),
    ]
    return _lines(*head, *(_rss_item(entry, site) for entry in entries), "</channel>\n</rss>")


def _rss_item(item: Entry, site: Site) -> str:
    url = _url(site, item)
    parts = [_element("title", item.title), _element("link", url), f'<guid isPermaLink="true">{escape(url)}</guid>']
    parts += [_element("pubDate", format_datetime(_moment(item))), _element("description", item.description)]
    parts += [_element("category", item.section)] if item.section else []
    return "\n".join(["<item>", *parts, "</item>"])


def sitemap(urls: Iterable[Entry | str], site: Site) -> Iterator[str]:
    """Yield the lines of a sitemap: each article with its language alternates, and each list (a path)."""
    yield f'{_HEAD}<urlset xmlns="{_SITEMAP}" xmlns:xhtml="{_XHTML}">\n'
    for url in urls:
        yield f"{_sitemap_url(url, site)}\n"
    yield "</urlset>\n"


def _sitemap_url(item: Entry | str, site: Site) -> str:
    if isinstance(item, str):
        address = f"{site.url}/{item.removesuffix('index.html')}"
        return f"<url>{_element('loc', address)}</url>"
    address = _url(site, item)
    parts = [_element("loc", address), _element("lastmod", _changed(item).date().isoformat())]
    parts.append(_empty("xhtml:link", rel="alternate", hreflang=item.language, href=address))
    if item.original_url:
        parts.append(_empty("xhtml:link", rel="alternate", hreflang=item.original_lang, href=item.original_url))
    return f"<url>{''.join(parts)}</url>"


def sitemap_index(names: Sequence[str], site: Site) -> Iterator[str]:
    """Return the lines of the index of a site's sitemaps, where it has more pages than one may hold."""
    maps = [f"<sitemap>{_element('loc', f'{site.url}/{name}')}</sitemap>" for name in names]
    return _lines(f'{_HEAD}<sitemapindex xmlns="{_SITEMAP}">', *maps, "</sitemapindex>")


def news_sitemap(entries: Iterable[Entry], site: Site) -> Iterator[str]:
    """Yield the lines of a news sitemap: name of the publication, language, date and title of each article."""
    yield f'{_HEAD}<urlset xmlns="{_SITEMAP}" xmlns:news="{_NEWS}">\n'
    for entry in entries:
        yield f"{_news_url(entry, site)}\n"
    yield "</urlset>\n"


def _news_url(item: Entry, site: Site) -> str:
    language = item.language.partition("-")[0]
    publication = _element("news:name", site.name or "News") + _element("news:language", language)
    news = f"<news:publication>{publication}</news:publication>"
    news += _element("news:publication_date", item.moment) + _element("news:title", item.title)
    return f"<url>{_element('loc', _url(site, item))}<news:news>{news}</news:news></url>"


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(printable(text))}</{name}>"


def _empty(name: str, **attributes: str) -> str:
    return f"<{name}{''.join(f' {key}={quoteattr(printable(value))}' for key, value in attributes.items())}/>"


def _url(site: Site, item: Entry) -> str:
    return f"{site.url}/{item.name}"


def _changed(item: Entry) -> datetime:
    """When an article's page last said something new; a page is not older than its article."""
    return max(_moment(item), datetime.fromisoformat(item.modified)) if item.modified else _moment(item)


def _moment(item: Entry) -> datetime:
    """The moment of an article; a date alone is its first minute in China, where the originals appeared."""
    stated = item.moment or "1970-01-01"
    moment = datetime.fromisoformat(stated if "T" in stated else f"{stated}T00:00:00+08:00")
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone(timedelta(hours=8)))
