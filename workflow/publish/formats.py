"""The forms a reproduction is delivered in, each made of the same `Page`: what it is called, how it is written."""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from workflow.model import Candidate, Metadata, Record
from workflow.publish import data, theming
from workflow.publish.context import Format, Page
from workflow.publish.structured import json_ld
from workflow.publish.theming import Theme

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SUFFIXES: Mapping[Format, str] = {
    Format.HTML: ".html",
    Format.FRAGMENT: ".fragment.html",
    Format.BILINGUAL: ".bilingual.html",
    Format.MD: ".md",
    Format.PELICAN: ".pelican.md",
    Format.DOCX: ".docx",
    Format.PDF: ".pdf",
    Format.JSON: ".json",
}


def file_name(article_id: str, form: Format) -> str:
    """Return the name of the file, ``2024-01-24-port.fragment.html``."""
    return f"{article_id}{_SUFFIXES[form]}"


def encode(page: Page, form: Format, theme: Theme, pictures: Mapping[str, bytes]) -> bytes:
    """Return a page in a form of delivery; of PDF the page that a browser is to print.

    Args:
        page: what it says.
        form: the form.
        theme: looks of the forms that are HTML.
        pictures: the kept pictures by their address in `page.body`; a Word file holds them.

    Raises:
        InputError: a template of the theme fails.
    """
    if form in _TEMPLATES:
        text = theming.render(theme, _TEMPLATES[form], page=page, json_ld=json_ld(page))
        if form is Format.FRAGMENT and theme.inline:
            text = _with_styles(text, theming.render(theme, "fragment.css"))
        return text.encode()
    if form is Format.DOCX:
        from workflow.publish.word import document

        return document(page, pictures)
    if form in (Format.MD, Format.PELICAN):
        from workflow.publish.markdown import document as markdown

        return markdown(page, pelican=form is Format.PELICAN).encode()
    return data.document(page).encode()


def _with_styles(fragment: str, sheet: str) -> str:
    from css_inline import inline_fragment

    return inline_fragment(fragment, sheet)


_TEMPLATES = {
    Format.HTML: "page.html",
    Format.PDF: "page.html",
    Format.FRAGMENT: "fragment.html",
    Format.BILINGUAL: "bilingual.html",
}


def readable(written: bytes, form: Format, language: str) -> bytes:
    """Return what the intake is to read of a file that was written, in the form's own media type.

    A fragment gets the head it will have elsewhere; of two languages the English stays; Markdown loses the tags that
    it takes over from HTML.
    """
    if form is Format.FRAGMENT:
        head = f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">{_GENERATOR}</head><body>'
        return head.encode() + written + b"</body></html>"
    if form is Format.BILINGUAL:
        return _english(written)
    if form is Format.PELICAN:
        from workflow.publish.markdown import as_yaml

        written = as_yaml(written)
    if form in (Format.MD, Format.PELICAN):
        return re.sub(rb"</?su[bp]>", b"", written)
    return written


_GENERATOR = '<meta name="generator" content="workflow">'


def _english(written: bytes) -> bytes:
    """A bilingual page with the English column as its body."""
    from lxml import html

    root: HtmlElement = html.document_fromstring(written)
    body = root.makeelement("div", {"class": "article-body"})
    for pair in root.find_class("pair"):
        if body.getparent() is None:
            pair.addprevious(body)
        body.extend(pair.find_class("en")[0])
        pair.drop_tree()
    text: bytes = html.tostring(root, encoding="utf-8")
    return text


def as_written(record: Record, form: Format, expected: Record, written: bytes) -> Record:
    """Return what was read back in the terms in which it is compared with what was to be written.

    What front matter and JSON state is stated, though no reader sees it on a page; a Word file has its keywords in its
    properties, and names its pictures anew.
    """
    if form in (Format.MD, Format.PELICAN, Format.JSON):
        stated = [Candidate(f.name, getattr(record.metadata, f.name), f"profile:{form}") for f in fields(Metadata)]
        return replace(record, candidates=tuple(stated))
    if form is Format.DOCX:
        from workflow.publish.word import stated_keywords

        stated_words = stated_keywords(written, expected.metadata.keywords)
        record = replace(record, candidates=(*record.candidates, Candidate("keywords", stated_words, "profile:docx")))
    if form is Format.DOCX and len(record.images) == len(expected.images):
        pairs = zip(record.images, expected.images, strict=True)
        return replace(record, images=tuple(replace(found, src=owed.src) for found, owed in pairs))
    return record
