"""First pass over foreign HTML: what is no text goes, what is left is well-formed (nh3)."""

import re

from workflow.text.chars import printable
from workflow.text.inline import IMAGE_SCHEMES, LINK_SCHEMES

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Elements of the skeleton that hold others.
CONTAINERS = frozenset(
    {"ul", "ol", "li", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "blockquote", "figure",
     "figcaption", "dl", "dt", "dd"}
)  # fmt: skip
# Elements that only end one block and begin another.
BOUNDARIES = frozenset(
    {"p", "div", "section", "article", "aside", "main", "header", "footer", "nav", "center", "address", "pre", "form",
     "fieldset", "legend", "details", "summary", "hgroup", "menu", "dir", "hr"}
)  # fmt: skip
INLINE = frozenset({"a", "strong", "b", "em", "i", "cite", "sub", "sup", "br", "img", "span", "font", "q"})

# Their content is not text of the article (scripts, controls, players) or repeats it (readings over characters).
_REMOVED = frozenset(
    {"script", "style", "title", "svg", "iframe", "object", "noscript", "template", "textarea", "select", "button",
     "canvas", "audio", "video", "math", "rt", "rp", "map", "datalist", "noframes", "noembed", "xmp"}
)  # fmt: skip
_ATTRIBUTES = {
    "*": {"class", "style", "align", "hidden"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height", "srcset", "original", "_src"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
}
_STYLES = {"display", "text-align", "font-weight", "font-style"}

# Tree building takes time in the square of the depth of blocks; no article needs this many.
_DEEPEST = 300
_BLOCK_TAG = re.compile(
    r"<(/?)(div|section|article|aside|nav|main|header|footer|center|address|blockquote|ul|ol|dl|form|fieldset|figure"
    r"|details|menu|dir|table)(?=[\s/>])[^<>]*+>",
    re.IGNORECASE,
)


def clean(html: str) -> str:
    """Sanitize `html`: only known elements and attributes, every element closed, no control characters."""
    import nh3

    return nh3.clean(
        _shallow(printable(html)),
        tags=set(HEADINGS | CONTAINERS | BOUNDARIES | INLINE),
        clean_content_tags=set(_REMOVED),
        attributes=_ATTRIBUTES,
        generic_attribute_prefixes={"data-"},
        url_schemes=set(LINK_SCHEMES | IMAGE_SCHEMES) - {""},
        filter_style_properties=_STYLES,
        link_rel=None,
    )


def _shallow(html: str) -> str:
    """`html` with the blocks below a depth no article has turned into paragraphs."""
    if html.count("<") < _DEEPEST:
        return html
    depth = 0

    def flatten(match: re.Match[str]) -> str:
        nonlocal depth
        if match[1]:
            depth = max(depth - 1, 0)
            return match[0] if depth < _DEEPEST else "</p>"
        depth += 1
        return match[0] if depth <= _DEEPEST else "<p>"

    return _BLOCK_TAG.sub(flatten, html)
