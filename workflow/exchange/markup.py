"""From the inline codes of other formats to unit markup: links, emphasis, pictures and line breaks."""

import html
import re
from dataclasses import dataclass, field

from workflow.text.inline import ATTRIBUTES, EMPTY, IMAGE_SCHEMES, LINK_SCHEMES, Code, insert, safe_address, serialize

# Only what can be an element of HTML is a tag in a plain text; "a<b" and "<unknown>" are text.
_TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>acronym|strike|strong|small|table|tbody|abbr|cite|code|font|mark|samp|span|bdi|bdo|big|del|dfn|div
    | img|ins|kbd|sub|sup|var|wbr|br|em|h1|h2|h3|h4|h5|h6|li|ol|td|th|tr|tt|ul|a|b|i|p|q|s|u)
    (?P<attributes>(?:[\s/](?:[^<>"']++|"[^"]*+"|'[^']*+')*+)?+)>""",
    re.VERBOSE | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([A-Za-z_:][\w:.-]*+)\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++)""")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SAME = {"b": "strong", "i": "em", "cite": "em"}


def code(name: str, attributes: dict[str, str]) -> Code | None:
    """Return the inline code of an HTML element, None where unit markup has none for it.

    Args:
        name: the element's name, such as ``b`` or ``a``.
        attributes: its attributes; those that a unit does not keep are left out.
    """
    tag = _SAME.get(name.lower(), name.lower())
    known = ATTRIBUTES.get(tag)
    if known is None:
        return None
    kept = tuple((key, attributes[key]) for key in known if attributes.get(key, "").strip())
    if {key for key, required in known.items() if required} - {key for key, _ in kept}:
        return None
    schemes = LINK_SCHEMES if tag == "a" else IMAGE_SCHEMES
    if any(key in ("href", "src") and not safe_address(value, schemes) for key, value in kept):
        return None
    return Code(tag, kept)


@dataclass(slots=True)
class Builder:
    """Collects the text of a segment and the codes over it.

    An opening that is never closed, or the reverse, is no code: the other side's is then reported as lost. `lost`
    counts codes for which unit markup has no word.
    """

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    lost: int = 0
    _spans: list[tuple[Code, int, int]] = field(default_factory=list)
    _open: dict[str, list[int]] = field(default_factory=dict)

    def add(self, text: str) -> None:
        """Append plain text."""
        self.pieces.append(text)
        self.length += len(text)

    def open(self, key: str, found: Code | None) -> None:
        """Begin a code; `key` is what its end will name it by."""
        if found is None:
            self.lost += 1
        elif found.tag in EMPTY:
            self._spans.append((found, self.length, self.length))
        else:
            self._open.setdefault(key, []).append(len(self._spans))
            self._spans.append((found, self.length, -1))

    def close(self, key: str) -> None:
        """End the innermost code of that key."""
        if self._open.get(key):
            index = self._open[key].pop()
            found, start, _ = self._spans[index]
            self._spans[index] = (found, start, self.length)

    def markup(self) -> str:
        """Return the segment as unit markup."""
        text = "".join(self.pieces)
        return serialize(insert(text, [span for span in self._spans if span[2] >= 0]))


def add_text(builder: Builder, text: str) -> None:
    """Append text that may hold HTML: its tags become codes, its character references characters."""
    at = 0
    for tag in _TAG.finditer(text):
        builder.add(_resolved(text[at : tag.start()]))
        add_tag(builder, tag)
        at = tag.end()
    builder.add(_resolved(text[at:]))


def add_tag(builder: Builder, tag: re.Match[str]) -> None:
    """Append one tag, as `tag_of` found it."""
    name = tag["name"].lower()
    if tag["close"]:
        builder.close(name)
    else:
        builder.open(name, code_of(tag))


def tag_of(native: str) -> re.Match[str] | None:
    """Return the HTML tag that the native content of a code consists of, if it does."""
    return _TAG.fullmatch(native.strip())


def code_of(tag: re.Match[str]) -> Code | None:
    """Return the code of an opening tag, None where unit markup has none for it."""
    return code(tag["name"], _attributes(tag["attributes"]))


def of_text(text: str) -> tuple[str, int]:
    """Return the unit markup of a text that may hold HTML, and how many codes were lost."""
    if "<" not in text and "&" not in text:
        return text.replace(">", "&gt;"), 0
    builder = Builder()
    add_text(builder, text)
    return builder.markup(), builder.lost


def _attributes(written: str) -> dict[str, str]:
    found = ((name.lower(), value) for name, value in _ATTRIBUTE.findall(written))
    return {name: html.unescape(value[1:-1] if value[:1] in "\"'" else value) for name, value in found}


def _resolved(text: str) -> str:
    return _REFERENCE.sub(lambda reference: html.unescape(reference[0]), text) if "&" in text else text


def lost_codes(count: int) -> tuple[str, ...]:
    """Say that codes were left out, if any were."""
    if not count:
        return ()
    codes = "1 inline code is" if count == 1 else f"{count:,} inline codes are"
    return (f"{codes} neither link, emphasis, picture nor line break, and not compared",)
