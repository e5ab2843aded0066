"""From a reproduction to the page that is published: compose its context, render it, say what it must read back as.

The head follows schema.org NewsArticle, Open Graph with ``article:`` and DCMI Metadata Terms.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import zip_longest

from workflow.model import Article, Metadata, Record, Reproduction, Settings, Target
from workflow.publish import theming
from workflow.publish.body import blocks, cut, finished, media_address, summary
from workflow.publish.context import Original, Page, Words
from workflow.publish.pictures import Size
from workflow.publish.structured import json_ld
from workflow.publish.theming import Theme
from workflow.publish.words import chinese_tag, english_date, locale, moment, note, words
from workflow.skeleton import Skeleton, build, images, units
from workflow.text.date.printed import day

__all__ = ["BODY_SELECTOR", "Page", "Theme", "compose", "record", "render"]

# The element that holds the article's text: where the intake finds the body when it reads the page back.
BODY_SELECTOR = "div.article-body"


def compose(  # noqa: PLR0913  what a page is made of
    article: Article,
    reproduction: Reproduction,
    body: str,
    settings: Settings,
    *,
    draft: bool,
    machine: str,
    bilingual: bool = True,
    sizes: Mapping[str, Size] | None = None,
) -> Page:
    """Put together what the page of a reproduction says.

    Args:
        article: the original.
        reproduction: its English side; what is not translated yet stays Chinese, and is marked so.
        body: the skeleton.
        settings: the desk's; `site_url` gives the page an address of its own.
        draft: whether the page carries the mark of a draft.
        machine: signature of the engine that drafted it (``argos/zh_en-1.9``), '' when none did.
        bilingual: whether `Page.rows` are wanted.
        sizes: of the kept pictures, by file name.
    """
    language = reproduction.language or settings.target_language
    chinese = chinese_tag(article.language)
    stated, original = reproduction.metadata, article.metadata
    sizes = sizes or {}
    html = finished(article, reproduction, body, chinese, sizes=sizes)
    position = stated.position or settings.position or original.position
    translators = reproduction.translators or settings.translators
    name = f"{article.id}.html"
    site = settings.site_url.rstrip("/")
    picture = next(iter(images(html)), None)
    return Page(
        name=name,
        url=f"{site}/{name}" if site else "",
        language=language,
        draft=draft,
        title=words(stated.title or original.title, chinese),
        subtitle=words(stated.subtitle or original.subtitle, chinese),
        date=original.date,
        date_text=english_date(original.date),
        day=day(original.date),
        moment=moment(original.date),
        modified=reproduction.published.at if reproduction.published else "",
        source=words(stated.source or article.source_en or original.source, chinese),
        source_url=stated.source_url or original.source_url,
        authors=_all_words(stated.authors or original.authors, chinese),
        editors=_all_words(stated.editors or original.editors, chinese),
        position=_all_words(position, chinese),
        keywords=stated.keywords,
        description=cut(stated.subtitle) or summary(html),
        section=position[1] if len(position) > 1 else "",
        image=_address(picture.src if picture else "", site),
        image_alt=picture.alt if picture else "",
        image_size=_size(article, picture.src if picture else "", sizes),
        publisher=settings.publisher,
        translators=translators,
        reviewers=reproduction.reviewers,
        machine=machine,
        abridged=reproduction.abridged,
        note=note(translators, reproduction.reviewers, machine),
        original=_original(article, chinese),
        locale=locale(language),
        original_locale=locale(article.language),
        body=html,
        rows=_rows(article, reproduction, body, html, chinese, sizes) if bilingual else (),
    )


def _rows(
    article: Article, reproduction: Reproduction, body: str, english: str, chinese: str, sizes: Mapping[str, Size]
) -> tuple[tuple[str, str], ...]:
    """The blocks of the body in both languages; they pair off, since both come from one skeleton."""
    targets = {unit.id for unit in reproduction.units if unit.target.text.strip()}
    kept = tuple(replace(unit, target=Target(unit.source)) for unit in units(body) if unit.id in targets)
    same = replace(reproduction, units=kept if reproduction.abridged else ())
    untranslated = finished(article, same, body, chinese, sizes=sizes, table="Chinese table")
    return tuple(zip_longest(blocks(untranslated), blocks(english), fillvalue=""))


def _all_words(texts: Iterable[str], chinese: str) -> tuple[Words, ...]:
    return tuple(words(text, chinese) for text in texts)


def _original(article: Article, chinese: str) -> Original:
    metadata = article.metadata
    return Original(
        url=metadata.url,
        title=metadata.title,
        source=metadata.source,
        date=metadata.date,
        date_text=english_date(metadata.date),
        lang=chinese,
        authors=metadata.authors,
    )


def _size(article: Article, source: str, sizes: Mapping[str, Size]) -> Size:
    addresses = {media_address(article.id, name): size for name, size in sizes.items()}
    return addresses.get(source, (0, 0))


def _address(source: str, site: str) -> str:
    """Return a picture's absolute address, '' when it has none: Open Graph takes no relative ones."""
    if source.startswith(("http://", "https://")):
        return source
    return f"{site}/{source}" if site and source else ""


def render(page: Page, theme: Theme | None = None) -> str:
    """Return the page as HTML: one self-contained document, without scripts, its style sheet embedded.

    Raises:
        InputError: a template of the theme is malformed, or asks for what the context does not have.
    """
    return theming.render(theme or Theme(), "page.html", page=page, json_ld=json_ld(page))


def record(page: Page, *, body: bool = True) -> Record:
    """Return what the page must say of itself when it is read back (see `workflow.checks.check_page`).

    Without `body` it has no units, links and pictures: for whoever compares the body's markup itself.
    """
    skeleton = build(page.body) if body else Skeleton("")
    return Record(
        language=page.language,
        metadata=Metadata(
            title=page.title.text,
            subtitle=page.subtitle.text,
            date=page.date,
            source=page.source.text,
            source_url=page.source_url,
            url=page.original.url,
            authors=tuple(author.text for author in page.authors),
            editors=tuple(editor.text for editor in page.editors),
            position=tuple(step.text for step in page.position),
            keywords=page.keywords,
        ),
        body=skeleton.body,
        units=skeleton.units,
        links=skeleton.links,
        images=skeleton.images,
        extracted_by="publish",
    )
