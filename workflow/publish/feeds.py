"""Feeds and site maps: Atom (RFC 4287), RSS 2.0, sitemaps 0.9 with language alternates and news dates, robots.txt."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

from workflow.publish.listing import Entry, Site

if TYPE_CHECKING:
    from lxml.etree import _Element

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_LATEST = 30  # entries a feed holds
_MOST_NEWS = 1000  # URLs that a news sitemap may hold
_MOST = 50_000  # URLs that a sitemap may hold


def files(entries: Sequence[Entry], site: Site, listings: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of the files that machines read; only robots.txt when the site's address is not known.

    Args:
        entries: the articles, newest first.
        site: its address and names.
        listings: paths of the site's other pages that may be indexed.
    """
    if not site.url:
        yield "robots.txt", "User-agent: *\nAllow: /\n"
        return
    yield "feed.atom", atom(entries[:_LATEST], site)
    yield "feed.rss", rss(entries[:_LATEST], site)
    yield "sitemap.xml", sitemap(entries, site, listings)
    yield "sitemap-news.xml", news_sitemap(entries[:_MOST_NEWS], site)
    maps = "".join(f"Sitemap: {site.url}/{name}\n" for name in ("sitemap.xml", "sitemap-news.xml"))
    yield "robots.txt", f"User-agent: *\nAllow: /\n\n{maps}"


def atom(entries: Sequence[Entry], site: Site) -> str:
    """Return an Atom feed."""
    from lxml.builder import ElementMaker

    make = ElementMaker(namespace=_ATOM, nsmap={None: _ATOM})
    feed = make.feed(
        make.title(site.name or site.publisher or "News"),
        make.id(f"{site.url}/"),
        make.link(rel="self", type="application/atom+xml", href=f"{site.url}/feed.atom"),
        make.link(rel="alternate", type="text/html", href=f"{site.url}/"),
        make.updated(_moment(entries[0]).isoformat() if entries else _NEVER),
        make.author(make.name(site.publisher or site.name or "Editors")),
    )
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", site.language)
    for item in entries:
        moment = _moment(item).isoformat()
        authors = [make.author(make.name(author)) for author in item.authors]
        links = [make.link(rel="alternate", type="text/html", hreflang=item.language, href=_url(site, item))]
        if item.original_url:
            links.append(make.link(rel="via", hreflang=item.original_lang, href=item.original_url))
        about = [make.title(item.title), make.id(_url(site, item)), make.published(moment), make.updated(moment)]
        feed.append(make.entry(*about, *links, *authors, make.summary(item.description)))
    return _text(feed)


def rss(entries: Sequence[Entry], site: Site) -> str:
    """Return an RSS 2.0 feed."""
    from lxml.builder import E
    from lxml.etree import SubElement

    channel = E.channel(
        E.title(site.name or "News"),
        E.link(f"{site.url}/"),
        E.description(f"Articles in English translation{f' by {site.publisher}' if site.publisher else ''}"),
        E.language(site.language),
    )
    link = SubElement(channel, f"{{{_ATOM}}}link", nsmap={"atom": _ATOM})
    link.attrib.update({"rel": "self", "type": "application/rss+xml", "href": f"{site.url}/feed.rss"})
    for item in entries:
        about = [E.title(item.title), E.link(_url(site, item)), E.guid(_url(site, item), isPermaLink="true")]
        about += [E.pubDate(format_datetime(_moment(item))), E.description(item.description)]
        if item.section:
            about.append(E.category(item.section))
        channel.append(E.item(*about))
    return _text(E.rss(channel, version="2.0"))


def sitemap(entries: Sequence[Entry], site: Site, listings: Sequence[str]) -> str:
    """Return a sitemap: each article with its language alternates, then the lists."""
    from lxml.builder import ElementMaker

    make = ElementMaker(namespace=_SITEMAP, nsmap={None: _SITEMAP, "xhtml": _XHTML})
    alternate = ElementMaker(namespace=_XHTML)
    root = make.urlset()
    for item in entries[: _MOST - len(listings)]:
        url = _url(site, item)
        links = [alternate.link(rel="alternate", hreflang=item.language, href=url)]
        if item.original_url:
            links.append(alternate.link(rel="alternate", hreflang=item.original_lang, href=item.original_url))
        root.append(make.url(make.loc(url), make.lastmod(item.date[:10]), *links))
    for path in listings:
        root.append(make.url(make.loc(f"{site.url}/{path.removesuffix('index.html')}")))
    return _text(root)


def news_sitemap(entries: Sequence[Entry], site: Site) -> str:
    """Return a news sitemap: name of the publication, language, date and title of each article."""
    from lxml.builder import ElementMaker

    make = ElementMaker(namespace=_SITEMAP, nsmap={None: _SITEMAP, "news": _NEWS})
    news = ElementMaker(namespace=_NEWS)
    root = make.urlset()
    for item in entries:
        publication = news.publication(news.name(site.name or "News"), news.language(item.language.partition("-")[0]))
        about = news.news(publication, news.publication_date(item.moment), news.title(item.title))
        root.append(make.url(make.loc(_url(site, item)), about))
    return _text(root)


_NEVER = "1970-01-01T00:00:00+00:00"


def _url(site: Site, item: Entry) -> str:
    return f"{site.url}/{item.name}"


def _moment(item: Entry) -> datetime:
    """The moment of an article; a date alone is its first minute in China, where the originals appeared."""
    stated = item.moment or "1970-01-01"
    return datetime.fromisoformat(stated if "T" in stated else f"{stated}T00:00:00+08:00")


def _text(root: "_Element") -> str:
    from lxml import etree

    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True).decode() + "\n"
