"""What a page states for machines: meta tags, JSON-LD, microdata, comments of the Founder newspaper system, scripts."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from workflow.intake.html import Page, clean, text_of
from workflow.text.date.printed import parse_date

BEIJING = timezone(timedelta(hours=8))

_META: dict[str, str] = {
    "title": "articletitle og:title twitter:title dc.title dcterms.title apub:title wb:title headline newstitle",
    "date": (
        "pubdate publishdate article:published_time og:published_time og:release_date release_date "
        "firstpublishedtime dc.date dc.date.issued dcterms.issued dcterms.created publish_time publishtime "
        "publish-date pubtime _pubtime publication_date bytedance:published_time weibo:article:create_at "
        "weibo:article:create_time og:time date article:create_at datepublished createdate releasetime published"
    ),
    "updated": (
        "article:modified_time og:updated_time lastmodified last-modified dcterms.modified bytedance:updated_time "
        "weibo:article:update_at bytedance:lrdate_time updatetime"
    ),
    "source": "contentsource source article:source mediaid dc.source laiyuan copyrightsource og:article:source",
    "authors": "author article:author dc.creator dcterms.creator og:article:author og:author wb:author",
    "editors": "editor article:editor contenteditor",
    "keywords": "keywords news_keywords article:tag dc.subject dcterms.subject",
    "site": "sitename og:site_name application-name webname",
    "column": "columnname og:section article:section column",
    "url": "og:url url",
}
_FIELD = {name: field for field, names in _META.items() for name in names.split()}
_FOUNDER = re.compile(
    r"<(title|subtitle|introtitle|author|date|sourcename|source|editor|keyword)>(.*?)</\1>", re.DOTALL
)
_FOUNDER_FIELDS = {"date": "date", "author": "authors", "sourcename": "source", "source": "source", "editor": "editors"}
_TAGS = re.compile(r"<[^>]*>")
_WECHAT = (
    (
        "date",
        re.compile(
            r"""\b(?:var\s+)?(?:ct|create_?time|publish_time)\s*[=:]\s*["'](\d{10}|\d{4}-\d\d-\d\d[ T\d:]*)["']""",
            re.IGNORECASE,
        ),
    ),
    ("title", re.compile(r"""\bvar\s+msg_title\s*=\s*(?:htmlDecode\()?["'](.+?)["']""")),
    ("source", re.compile(r"""\bvar\s+nickname\s*=\s*(?:htmlDecode\()?["'](.+?)["']""")),
    ("url", re.compile(r"""\bvar\s+msg_link\s*=\s*(?:htmlDecode\()?["'](.+?)["']""")),
)
_SCRIPT_DATE = re.compile(
    r"""["']?\b(?:pub_?time|publish_?time|publish_?date|pub_?date|datePublished|release_?time)\b["']?\s*[:=]\s*["']([^"']{8,40})["']""",
    re.IGNORECASE,
)
_SCRIPT_MEDIA = re.compile(
    r"window\.DATA\s*=\s*\{.{0,4000}?[\"']media[\"']\s*:\s*[\"']([^\"'\\\\]{2,24})[\"']", re.DOTALL
)
"""Tencent's pages name the newspaper only there."""

_ARTICLE = re.compile(r"Article|BlogPosting|Report|WebPage|CreativeWork|Posting", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """A value a page states for machines. `rule` is ``meta:PubDate``, ``json-ld:datePublished`` and the like."""

    field: str
    value: str
    rule: str


def statements(page: Page) -> list[Statement]:
    """Everything a page states for machines, strongest family first; values cleaned, empty ones kept.

    Families: ``json-ld``, ``meta`` (microdata and Founder's comments count as such), ``file`` for the page's own
    address. Dates are ISO 8601 in Beijing time where they were given in UTC.
    """
    found = [*_json_ld(page), *_founder(page), *_metas(page), *_microdata(page), *_scripts(page)]
    return [_dated(item) if item.field in {"date", "updated"} else item for item in found]


def title_tag(page: Page) -> str:
    """The text of ``<title>``."""
    element = page.root.find(".//head/title")
    if element is None:
        element = next(iter(page.root.iter("title")), None)
    return text_of(element) if element is not None else ""


def beijing(iso: str) -> str:
    """A UTC time as Beijing time; any other date as it is."""
    if not iso.endswith("+00:00"):
        return iso
    return datetime.fromisoformat(iso).astimezone(BEIJING).isoformat(timespec="minutes")


def _dated(item: Statement) -> Statement:
    value = parse_date(item.value)
    if not value and re.fullmatch(r"1\d{9}(?:\d{3})?", item.value):
        value = datetime.fromtimestamp(int(item.value[:10]), UTC).astimezone(BEIJING).strftime("%Y-%m-%dT%H:%M")
    return Statement(item.field, beijing(value), item.rule)


def _metas(page: Page) -> Iterator[Statement]:
    for element in page.root.iter("meta"):
        name = (element.get("name") or element.get("property") or element.get("itemprop") or "").strip()
        key = re.sub(r"\s+", "", name.lower())
        field = _FIELD.get(key)
        if field:
            value = clean(element.get("content") or element.get("value") or "")
            yield Statement(field, urljoin(page.base_url, value) if field == "url" and value else value, f"meta:{name}")
    for element in page.root.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and (element.get("href") or "").strip():
            yield Statement("canonical", urljoin(page.base_url, (element.get("href") or "").strip()), "meta:canonical")


def _founder(page: Page) -> Iterator[Statement]:
    """The ``<!--enpproperty … /enpproperty-->`` comment of Founder's newspaper and site systems."""
    for comment in page.comments:
        if "enpproperty" in comment.text:
            for name, raw in _FOUNDER.findall(comment.text):
                value = clean(_TAGS.sub(" ", raw.replace("&nbsp;", " ")))
                yield Statement(_FOUNDER_FIELDS.get(name, name), value, f"meta:enpproperty {name}")


def _microdata(page: Page) -> Iterator[Statement]:
    fields = {"headline": "title", "datepublished": "date", "datemodified": "updated", "author": "authors"}
    for element in page.root.iter(etree.Element):
        prop = (element.get("itemprop") or "").strip().lower()
        if prop in fields and element.tag != "meta":
            value = element.get("content") or element.get("datetime") or text_of(element)
            yield Statement(fields[prop], clean(value)[:300], f"meta:itemprop {prop}")


def _scripts(page: Page) -> Iterator[Statement]:
    """The few systems that keep metadata in scripts only; WeChat names time, title and account in variables."""
    scripts = page.scripts
    if not scripts:
        return
    if "msg_title" in scripts or "mp.weixin.qq.com" in page.url or "rich_media" in page.marks:
        for field, pattern in _WECHAT:
            match = pattern.search(scripts)
            if match:
                yield Statement(field, clean(match[1].replace("&nbsp;", " ")), f"meta:script {field}")
    elif match := _SCRIPT_DATE.search(scripts):
        yield Statement("date", match[1], "meta:script date")
    if match := _SCRIPT_MEDIA.search(scripts):
        yield Statement("source", clean(match[1]), "meta:script media")


def _json_ld(page: Page) -> Iterator[Statement]:
    for script in page.root.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                data = json.loads((script.text or "").strip().rstrip(";"), strict=False)
            except ValueError:
                continue
            for node in _nodes(data):
                yield from _node(node)


def _nodes(data: object) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD document, its graph unfolded; a stack, since depth is the page's choice."""
    stack = [data]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(reversed(item))
        elif isinstance(item, dict):
            yield item
            stack.append(item.get("@graph", []))


def _node(node: dict[str, Any]) -> Iterator[Statement]:
    """What one JSON-LD object states: a breadcrumb, or an article."""
    kinds = node.get("@type", "")
    kind = " ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds)
    if kind == "BreadcrumbList":
        items = [item for item in node.get("itemListElement", []) if isinstance(item, dict)]
        values = [_name(item.get("name") or item.get("item")) for item in items]
        yield Statement("position", "\n".join(filter(None, values)), "json-ld:BreadcrumbList")
    elif not kind or _ARTICLE.search(kind):
        yield from _article(node, titled="WebPage" not in kind)
        yield from _people(node)


def _article(node: dict[str, Any], *, titled: bool) -> Iterator[Statement]:
    """An article's own statements; `titled` tells that its ``title`` (Baidu's key) is the article's."""
    keys = {"headline": "title", "datePublished": "date", "pubDate": "date", "dateModified": "updated"}
    keys |= {"title": "title"} if titled else {}
    keys |= {"articleBody": "body"}
    for key, field in keys.items():
        if isinstance(node.get(key), str):
            yield Statement(field, clean(node[key]), f"json-ld:{key}")
    keywords = node.get("keywords")
    if keywords:
        text = "、".join(map(str, keywords)) if isinstance(keywords, list) else str(keywords)
        yield Statement("keywords", text, "json-ld:keywords")
    for key in ("translationOfWork", "isBasedOn"):
        address = _address(node.get(key))
        if address:
            yield Statement("original", address, f"json-ld:{key}")


def _people(node: dict[str, Any]) -> Iterator[Statement]:
    """Authors and editors that are persons, and the organisation a text came from."""
    for key, field in (("author", "authors"), ("creator", "authors"), ("editor", "editors")):
        for person in node[key] if isinstance(node.get(key), list) else [node.get(key)]:
            if person and not (isinstance(person, dict) and "Organization" in str(person.get("@type"))):
                yield Statement(field, _name(person), f"json-ld:{key}")
    for key in ("sourceOrganization", "provider"):
        if node.get(key):
            yield Statement("source", _name(node[key]), f"json-ld:{key}")


def _name(value: object) -> str:
    """The name of a JSON-LD person, organisation or thing given as text or object."""
    if isinstance(value, dict):
        value = value.get("name", "")
    if isinstance(value, list):
        value = value[0] if value else ""
    return clean(str(value)) if isinstance(value, str | int) else ""


def _address(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("url") or value.get("@id") or ""
    return value.strip() if isinstance(value, str) else ""
