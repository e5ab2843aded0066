"""Titles as texts: their parts, and their form for comparison."""

import re
import unicodedata

SEPARATOR = re.compile(
    r"\s*(?:_+|\||｜|丨|--+|——|»|›|>>|::|•|·{2,})\s*|\s+[-–—]\s*|\s*[-–—]\s+|(?<=[\u4e00-\u9fff”》）！？])-(?=[\u4e00-\u9fff])"
)
_PUNCTUATION = re.compile(r"[\W_]+")


def normal(text: str) -> str:
    """A title for comparison: width folded, no white space, no punctuation, lower case."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text)).lower()


def site_parts(tag: str) -> set[str]:
    """What stands in a ``<title>`` behind its first part: columns and the site's name, for comparison."""
    return {normal(part) for part in SEPARATOR.split(tag)[1:] if part and part.strip()}
