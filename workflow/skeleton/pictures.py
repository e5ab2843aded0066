"""Pictures and links as pages write them: which address is meant, which text is one, what a caption looks like."""

import re
from collections.abc import Mapping
from urllib.parse import urljoin

from workflow.skeleton.paragraph import Paragraph, Picture
from workflow.text.chars import printable
from workflow.text.inline import IMAGE_SCHEMES, LINK_SCHEMES, safe_address

# Where pages that load pictures late keep the real address, in order of trust.
_LATE = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazyload",
    "data-actualsrc",
    "data-echo",
    "original",
    "_src",
)
PIXEL = 2
"""A picture that says it is no wider or no higher than this counts visitors; it shows nothing."""

_FILE_NAME = re.compile(r"[\w.%()+-]*\.(?:jpe?g|png|gif|webp|bmp|svg|tiff?)", re.IGNORECASE | re.ASCII)
# A caption says so by its class or its first words; a short centred line under a picture is one, too.
_CAPTION_CLASS = re.compile(
    r"(?<![a-z])(?:caption|figcaption|legend|tuzhu|tushuo|zhaiyao-pic|"
    r"(?:pic|img|image|photo|picture)[-_]?(?:txt|text|desc|info|title|note|caption|intro|explain))",
    re.IGNORECASE,
)
_CAPTION_TEXT = re.compile(
    r"[▲△↑◆▼]|[（(]?(?:图为|图片说明|照片说明|图说|图注|资料图|资料照片|图片来源|图片由|照片由)"
    r"|图\s*[0-9一二三四五六七八九十]{0,3}\s*[:：]"
)
_CREDIT = re.compile(r"(?:[\s（(/|]|记者|通讯员)[^。]{0,20}(?:摄|供图|摄影|图)[）)]?$")
_LONGEST_CAPTION = 200
_LONGEST_CENTRED = 60


def picture(attributes: Mapping[str, str], base: str) -> Picture | None:
    """The picture an ``img`` element shows, or None when it shows nothing."""
    if any(_small(attributes.get(name, "")) for name in ("width", "height")):
        return None
    first = attributes.get("srcset", "").strip().split(" ", 1)[0].rstrip(",")
    written = (*(attributes.get(name, "") for name in _LATE), attributes.get("src", ""), first)
    for address in written:
        joined = join(base, address)
        if joined and safe_address(joined, IMAGE_SCHEMES):
            return Picture(joined, _words(attributes.get("alt", "")), _words(attributes.get("title", "")))
    return None


def _small(size: str) -> bool:
    digits = size.strip().removesuffix("px")
    return digits.isascii() and digits.isdigit() and int(digits[:6]) <= PIXEL


def _words(value: str) -> str:
    """Text of an attribute; a file's name is none."""
    words = " ".join(printable(value).split())
    return "" if _FILE_NAME.fullmatch(words) else words


def target(attributes: Mapping[str, str], base: str) -> tuple[tuple[str, str], ...]:
    """Attributes of the link an ``a`` element makes, none when it makes none (scripts, anchors of the page itself)."""
    written = attributes.get("href", "").strip()
    if not written or written.startswith("#"):
        return ()
    address = join(base, written)
    if not address or not safe_address(address, LINK_SCHEMES):
        return ()
    title = " ".join(printable(attributes.get("title", "")).split())
    return (("href", address), ("title", title)) if title else (("href", address),)


def join(base: str, address: str) -> str:
    """`address` made absolute, '' when there is none; what cannot be parsed stays as it is."""
    written = re.sub(r"[\t\r\n]", "", printable(address)).strip()
    if not written or not base:
        return written
    try:
        return urljoin(base, written)
    except ValueError:
        return written


def is_caption(paragraph: Paragraph, classes: str, *, centred: bool) -> bool:
    """Whether the paragraph that follows a picture is its caption."""
    text = paragraph.text
    if not paragraph.translatable or paragraph.pictures or len(text) > _LONGEST_CAPTION:
        return False
    if _CAPTION_CLASS.search(classes) or _CAPTION_TEXT.match(text):
        return True
    if len(text) > _LONGEST_CENTRED:
        return False
    emphatic = paragraph.markup.startswith("<strong>") and paragraph.markup.endswith("</strong>")
    return _CREDIT.search(text) is not None or (centred and not emphatic and not text.endswith("。"))
