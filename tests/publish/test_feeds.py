"""Feeds and site maps against their formats' rules (`schemas/`, RELAX NG), and read by an independent reader."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from workflow.publish import feeds
from workflow.publish.listing import Entry, Site

SCHEMAS = Path(__file__).parent / "schemas"
SITE = Site(name="Beiliao “News” & <Views>", url="https://en.beiliao.example/news", publisher="A & B", language="en")
HOSTILE = "</title></script>]]> “quotes” & ampersands — 😀 עִבְרִית \x0b " + "long " * 30
ENTRY = Entry(
    id="2024-01-24-hub",
    name="2024-01-24-hub.html",
    title="A hub of opening-up",
    description="The port opens.",
    date="2024-01-24T08:15",
    date_text="24 January 2024, 08:15",
    moment="2024-01-24T08:15+08:00",
    modified="",
    source="Liaohai Daily",
    section="News",
    language="en",
    authors=("Lin Xiaoyu", "Ouyang Shuo"),
    original_url="https://news.example.cn/2024/0124/c1.html?from=home&lang=zh",
    original_title="开放的枢纽",
    original_lang="zh-Hans",
)
ENTRIES = (
    ENTRY,
    replace(ENTRY, id="day", name="day.html", date="2024-01-23", moment="2024-01-23", section="", authors=()),
    replace(
        ENTRY, id="utc", name="utc.html", date="2024-01-22T01:02:03Z", moment="2024-01-22T01:02:03Z", description=""
    ),
    replace(
        ENTRY,
        id="hostile",
        name="hostile.html",
        title=HOSTILE,
        description=HOSTILE,
        authors=(HOSTILE,),
        section=HOSTILE,
    ),
)
MADE: dict[str, tuple[str, Callable[[Sequence[Entry], Site], Iterator[str]]]] = {
    "atom": ("atom", feeds.atom),
    "rss": ("rss", feeds.rss),
    "sitemap": ("sitemap", feeds.sitemap),
    "news sitemap": ("sitemap", feeds.news_sitemap),
}


def valid(schema: str, text: str) -> Any:
    root = etree.fromstring(text.encode())
    etree.RelaxNG(etree.parse(SCHEMAS / f"{schema}.rng")).assertValid(root)
    return root


@pytest.mark.parametrize("kind", MADE)
@pytest.mark.parametrize("items", [ENTRIES, ENTRIES[:1]], ids=["all", "one"])
def test_it_is_valid(kind: str, items: Sequence[Entry]) -> None:
    schema, make = MADE[kind]
    valid(schema, "".join(make(items, SITE)))


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_a_feed_without_articles_and_names_is_valid(kind: str) -> None:
    schema, make = MADE[kind]
    valid(schema, "".join(make([], Site(name="", url="https://a.example", publisher="", language="en"))))


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("atom", "<updated>", "<updated>x"),
        ("atom", "<id>https://en.beiliao.example/news/day.html</id>", ""),
        ("atom", 'rel="via"', 'rel="origin"'),
        ("rss", "Wed, 24 Jan", "24 Jan"),
        ("rss", ' isPermaLink="true"', ' isPermaLink="yes"'),
        ("rss", "<language>en</language>", ""),
        ("sitemap", 'hreflang="zh-Hans"', 'hreflang="zh_Hans"'),
        ("sitemap", "<loc>https://en", "<loc>/en"),
        ("sitemap", "<lastmod>2024-01-24<", "<lastmod>24 January 2024<"),
        ("news sitemap", "<news:language>en", "<news:language>English"),
        ("news sitemap", "<news:publication_date>2024-01-24T08:15+08:00", "<news:publication_date>2024-01-24T08:15"),
    ],
)
def test_the_rules_find_what_is_wrong(kind: str, old: str, new: str) -> None:
    schema, make = MADE[kind]
    text = "".join(make(ENTRIES, SITE))
    assert old in text
    with pytest.raises(etree.DocumentInvalid):
        valid(schema, text.replace(old, new))


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_an_independent_reader_finds_what_the_articles_say(kind: str) -> None:
    read: Any = feedparser.parse("".join(MADE[kind][1](ENTRIES, SITE)), sanitize_html=False)
    assert not read.bozo
    assert (read.feed.title, read.feed.link) == (SITE.name, f"{SITE.url}/")
    for found, entry in zip(read.entries, ENTRIES, strict=True):
        assert found.title.split() == entry.title.replace("\x0b", "").split()
        assert (found.link, found.id) == (f"{SITE.url}/{entry.name}",) * 2
        assert found.summary.split() == entry.description.replace("\x0b", "").split()
    moments = [tuple(found.published_parsed[:6]) for found in read.entries]
    assert moments[:3] == [(2024, 1, 24, 0, 15, 0), (2024, 1, 22, 16, 0, 0), (2024, 1, 22, 1, 2, 3)]


def test_a_page_that_changed_says_when() -> None:
    changed = replace(ENTRY, modified="2024-02-03T04:05:06Z")
    read: Any = feedparser.parse("".join(feeds.atom([ENTRIES[1], changed], SITE)))
    assert read.feed.updated == "2024-02-03T04:05:06+00:00"
    assert (read.entries[1].published, read.entries[1].updated) == ("2024-01-24T08:15:00+08:00", read.feed.updated)
    assert "<lastmod>2024-02-03<" in "".join(feeds.sitemap([changed], SITE))


def test_a_site_of_more_pages_than_a_sitemap_may_hold_has_an_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "_MOST", 3)
    made = {part.path: part.make() for part in feeds.parts([entry.dumps() for entry in ENTRIES], SITE, ["index.html"])}
    index = valid("sitemap", made["sitemap.xml"])
    names = [f"{SITE.url}/sitemap-1.xml", f"{SITE.url}/sitemap-2.xml"]
    assert index.xpath("//*[local-name()='loc']/text()") == names
    urls = [
        loc
        for n in (1, 2)
        for loc in valid("sitemap", made[f"sitemap-{n}.xml"]).xpath("//*[local-name()='loc']/text()")
    ]
    assert urls == [*(f"{SITE.url}/{entry.name}" for entry in ENTRIES), f"{SITE.url}/"]
