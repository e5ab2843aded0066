"""Tags and text of HTML that a program wrote (the sanitizer's, or our own body.html), in one pass."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from types import MappingProxyType
from typing import NamedTuple

from workflow.text.inline import escape_attribute

_NONE: Mapping[str, str] = MappingProxyType({})
VOID = frozenset({"br", "hr", "img", "wbr", "col"})

_TOKEN = re.compile(
    r"""<!--.*?-->
    | <(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*+)(?P<rest>(?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>
    | (?P<text>[^<]++|<)""",
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([A-Za-z_][\w:.-]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>=`]++)))?""")


class Token(NamedTuple):
    """A piece of HTML: text (`name` empty), or a tag. Entities are resolved in both."""

    name: str
    text: str
    closing: bool
    attributes: Mapping[str, str]


def tokens(html: str) -> Iterator[Token]:
    """Tokens of `html`; comments are left out. Void elements have no closing token."""
    for match in _TOKEN.finditer(html):
        if match["text"] is not None:
            text = match["text"]
            yield Token("", unescape(text) if "&" in text else text, False, _NONE)  # noqa: FBT003
        elif match["name"] is not None:
            name = match["name"].lower()
            if match["close"]:
                if name not in VOID:
                    yield Token(name, "", True, _NONE)  # noqa: FBT003
            else:
                rest = match["rest"]
                yield Token(name, "", False, _attributes(rest) if rest else _NONE)  # noqa: FBT003


def _attributes(written: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


def tag(name: str, attributes: Mapping[str, str]) -> str:
    """An opening tag (void elements close themselves, so that the fragment is well-formed XML too)."""
    written = "".join(f' {key}="{escape_attribute(value)}"' for key, value in attributes.items())
    return f"<{name}{written}/>" if name in VOID else f"<{name}{written}>"
