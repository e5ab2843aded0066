"""Where the pages of a site lead within it."""

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Two patterns, since one that begins with a choice is tried at every character.
_PATTERNS = [re.compile(rf"""{name}\s*=\s*["']?([^"'\s>]*)""") for name in ("href", "src")]
_PLAIN = re.compile(r"((?:\.\./)*)((?:[\w-][\w.-]*+/)*+[\w-][\w.-]*+/?+)", re.ASCII)
_NOWHERE = "https://site.invalid"  # where a site stands that has no address yet (RFC 2606)


def inside(text: str, path: str, site_url: str, sure: Container[str] = ()) -> tuple[str, ...]:
    """Return the paths within the site to which a page leads, or which it shows, itself left out.

    Args:
        text: the page.
        path: its own, relative to the site.
        site_url: the site's address without a slash at its end, '' when it is not known.
        sure: paths that are there in any case, and are left out too.
    """
    base, own = site_url or _NOWHERE, {"", path}
    may_be = {_within(link, path, base) for pattern in _PATTERNS for link in pattern.findall(text)} - own
    if all(target in sure for target in may_be):
        return ()  # as a rule; parsing the page would say the same
    targets = {_within(link, path, base) for link in _links(text)} - own
    return tuple(sorted(target for target in targets if target not in sure))


def _links(text: str) -> Iterator[str]:
    from lxml import html

    root: HtmlElement = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    for element in root.iter("a", "img", "script", "link"):
        if element.tag != "link" or element.get("rel") != "alternate":
            yield element.get("href") or element.get("src") or ""


def _within(link: str, path: str, base: str) -> str:
    """The path within the site that a link leads to from a page; '' for a place in the page, or another site."""
    if not link or link.startswith(("#", "?")):
        return ""
    return _target(link, path.rpartition("/")[0], base)


@lru_cache(maxsize=256)  # the pages of a site lead to the same lists, and name their own address several times
def _target(link: str, folder: str, base: str) -> str:
    above = folder.split("/") if folder else []
    plain = _PLAIN.fullmatch(link)
    if plain and len(plain[1]) <= 3 * len(above):  # as a rule; what follows says the same
        target = "/".join([*above[: len(above) - len(plain[1]) // 3], plain[2]])
        return f"{target}index.html" if target.endswith("/") else target
    try:
        address = urljoin(f"{base}/{folder}/" if folder else f"{base}/", link)
    except ValueError:  # no address at all
        return ""
    if not address.startswith(f"{base}/"):
        return ""
    target = unquote(address.removeprefix(f"{base}/").partition("#")[0].partition("?")[0])
    return f"{target}index.html" if not target or target.endswith("/") else target
