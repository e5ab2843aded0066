"""How large a picture is, so that a page keeps its place while it loads (HTML: ``width`` and ``height``)."""

import re
from io import BytesIO

Size = tuple[int, int]
"""Width and height in CSS pixels; (0, 0) where they are not known."""

_UNITS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px|pt|pc|mm|cm|in|)\s*")


def size(data: bytes) -> Size:
    """Return the size of a PNG, JPEG (as its orientation shows it), GIF, WebP or SVG picture."""
    import imagesize

    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _vector(data)
    try:
        width, height = imagesize.get(BytesIO(data))
    except (ValueError, OSError, OverflowError):  # a damaged file
        return 0, 0
    return (width, height) if width > 0 and height > 0 else (0, 0)


def _vector(data: bytes) -> Size:
    """Width and height of an SVG, else those of its ``viewBox`` (SVG 2 §8.2)."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return 0, 0
    width, height = (_length(root.get(name, "")) for name in ("width", "height"))
    box = [float(part) for part in re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:  # noqa: PLR2004 - min-x, min-y, width, height
        ratio = box[2] / box[3]
        width = width or (height * ratio if height else box[2])
        height = height or width / ratio
    return (round(width), round(height)) if width and height else (0, 0)


def _length(text: str) -> float:
    found = _LENGTH.fullmatch(text)
    return float(found[1]) * _UNITS[found[2]] if found else 0.0
