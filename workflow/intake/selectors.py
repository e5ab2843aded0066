"""The small part of CSS selectors that site profiles and ``--body`` need, as XPath.

Tags, ``#id``, ``.class``, ``[attribute]`` with ``=``, ``^=``, ``$=`` and ``*=``, descendants, children and commas. An
expression that begins with ``/`` or ``./`` is XPath already.
"""

import re
from functools import cache

from lxml import etree

from workflow.intake.html import Element

_COMPOUND = re.compile(
    r"(?P<tag>\*|[A-Za-z][\w-]*)?(?P<rest>(?:[#.][\w-]+|\[[^\]]+\])*)(?P<joint>\s*>\s*|\s+|$)",
)
_PART = re.compile(
    r"#(?P<id>[\w-]+)|\.(?P<cls>[\w-]+)"
    r"|\[\s*(?P<name>[\w:-]+)\s*(?:(?P<op>[\^$*]?=)\s*(?P<q>[\"']?)(?P<value>.*?)(?P=q))?\s*\]"
)
_TESTS = {
    "=": "@{name}={value}",
    "^=": "starts-with(@{name},{value})",
    "*=": "contains(@{name},{value})",
    "$=": "substring(@{name},string-length(@{name})-string-length({value})+1)={value}",
}


class SelectorError(ValueError):
    """A selector outside the supported part of CSS, or bad XPath."""


@cache
def compile_selector(selector: str) -> etree.XPath:
    """The selector as compiled XPath, to be called with an element.

    Raises:
        SelectorError: it is neither XPath nor a selector of the supported form.
    """
    text = selector.strip()
    expression = text if text.startswith(("/", "./", "(")) else " | ".join(map(_to_xpath, text.split(",")))
    try:
        return etree.XPath(expression)
    except etree.XPathSyntaxError as error:
        raise SelectorError(f"“{selector}” is neither a CSS selector of the supported kind nor XPath") from error


@cache
def needed(selector: str) -> tuple[tuple[str, ...], ...]:
    """For each alternative of a CSS selector, the names that must occur among a page's classes and ids.

    Profiles hold hundreds of selectors of which a page matches one or two; the names rule the others out without a
    walk over the tree. Empty for XPath and for selectors without such names: those are always tried.
    """
    if selector.strip().startswith(("/", "./", "(")):
        return ()
    found = []
    for alternative in selector.split(","):
        parts = list(_PART.finditer(alternative))
        found.append(tuple(p["id"] or p["cls"] or p["value"] for p in parts if p["name"] in {None, "id", "class"}))
    return tuple(found)


def may_match(selector: str, marks: str) -> bool:
    """Whether a page with these classes and ids can match the selector at all."""
    names = needed(selector)
    return not names or any(all(name in marks for name in alternative) for alternative in names)


def select(root: Element, selector: str) -> list[Element]:
    """The elements under `root` that the selector matches, in document order; outermost only where matches nest."""
    found = compile_selector(selector)(root)
    elements = [item for item in found if isinstance(item, Element)] if isinstance(found, list) else []
    chosen: list[Element] = []
    inside: set[Element] = set()
    for element in elements:
        if element not in inside and not any(ancestor in inside for ancestor in element.iterancestors()):
            chosen.append(element)
            inside.add(element)
    return chosen


def _to_xpath(selector: str) -> str:
    """One selector without commas as XPath."""
    text, position, path = selector.strip(), 0, "descendant::"
    if not text:
        raise SelectorError("an empty selector matches nothing")
    while position < len(text):
        match = _COMPOUND.match(text, position)
        if not match or match.end() == position or not (match["tag"] or match["rest"]):
            raise SelectorError(f"“{selector}” is no CSS selector of the supported kind")
        path += (match["tag"] or "*").lower() if match["tag"] else "*"
        path += "".join(f"[{_test(part)}]" for part in _PART.finditer(match["rest"]))
        position = match.end()
        if position < len(text):
            path += "/" if ">" in match["joint"] else "//"
    return path


def _test(part: re.Match[str]) -> str:
    """The XPath predicate of ``#id``, ``.class`` or ``[attribute]``."""
    if part["id"]:
        return f"@id={_literal(part['id'])}"
    if part["cls"]:
        return f"@class and contains(concat(' ',normalize-space(@class),' '),{_literal(' ' + part['cls'] + ' ')})"
    if not part["op"]:
        return f"@{part['name']}"
    return _TESTS[part["op"]].format(name=part["name"], value=_literal(part["value"]))


def _literal(text: str) -> str:
    """An XPath string literal; the grammar of XPath 1.0 knows no escapes, so both quotes cannot stand together."""
    return f"'{text}'" if "'" not in text else f'"{text}"'
