"""A page as Markdown: with YAML front matter, as Hugo and most site generators read it, or with Pelican's."""

import re
from datetime import datetime

from workflow.publish.context import Page


def document(page: Page, *, pelican: bool = False) -> str:
    """Return the page as CommonMark with tables; sub- and superscripts, which it has not, keep their tags.

    The link to the original stands visibly at the end as well as in the front matter. With `pelican` that has one line
    a value, as https://docs.getpelican.com/en/latest/content.html#file-metadata says.
    """
    from markdownify import markdownify

    body = markdownify(
        page.body,
        heading_style="ATX",
        bullets="-",
        strong_em_symbol="*",
        escape_misc=True,
        strip=["span", "div"],
        table_infer_header=True,
        sub_symbol="<sub>",
        sup_symbol="<sup>",
    )
    body = re.sub(r"\n{3,}", "\n\n", body)
    lines = [_pelican(page) if pelican else _front(page), body.strip()]
    if page.original.url:
        lines.append(f"Link to original article: <{page.original.url}>")
    return "\n\n".join(lines) + "\n"


def _front(page: Page) -> str:
    import yaml

    text: str = yaml.safe_dump(_values(page), allow_unicode=True, sort_keys=False, width=10**6)
    return f"---\n{text}---"


def _values(page: Page) -> dict[str, object]:
    values: dict[str, object] = {
        "title": page.title.text,
        "subtitle": page.subtitle.text,
        "date": _to_the_second(page.moment),
        "lastmod": page.modified,
        "source": page.source.text,
        "source_url": page.source_url,
        "authors": [author.text for author in page.authors],
        "editors": [editor.text for editor in page.editors],
        "categories": [page.section] if page.section else [],
        "tags": list(page.keywords),
        "position": [step.text for step in page.position],
        "original_url": page.original.url,
        "original_title": page.original.title,
        "language": page.language,
        "translators": list(page.translators),
        "reviewers": list(page.reviewers),
        "machine_translation": page.machine,
        "abridged": page.abridged,
        "draft": page.draft,
    }
    return {key: value for key, value in values.items() if value}


def _to_the_second(moment: str) -> str:
    """Hugo takes a time without seconds for none, and shows the day of `lastmod` in its place."""
    return datetime.fromisoformat(moment).isoformat() if "T" in moment else moment


# Pelican's names for what has another one in YAML front matter.
_PELICAN = {"lastmod": "modified", "categories": "category", "language": "lang"}
_JOINT = "; "


def _pelican(page: Page) -> str:
    values = _values(page)
    if values.pop("draft", False):
        values["status"] = "draft"
    values["slug"] = page.name.removesuffix(".html")
    lines = []
    for key, value in values.items():
        text = _JOINT.join(map(str, value)) if isinstance(value, list) else str(value)
        lines.append(f"{_PELICAN.get(key, key).capitalize()}: {' '.join(text.split())}")
    return "\n".join(lines)


def as_yaml(written: bytes) -> bytes:
    """Return a document with Pelican's metadata as one with YAML front matter, value by value: how it is read back."""
    import yaml

    head, _, body = written.decode().partition("\n\n")
    names = {new: old for old, new in _PELICAN.items()}
    values: dict[str, object] = {}
    for line in head.splitlines():
        key, _, value = line.partition(": ")
        name = names.get(key.lower(), key.lower())
        values[name] = value.split(_JOINT) if name in _LISTS else value
    text: str = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10**6)
    return f"---\n{text}---\n\n{body}".encode()


_LISTS = frozenset({"authors", "editors", "categories", "tags", "position", "translators", "reviewers"})
