"""Structured data of a page: schema.org ``NewsArticle`` as JSON-LD (https://schema.org/NewsArticle)."""

from collections.abc import Iterable

from workflow.publish.context import Page


def json_ld(page: Page) -> dict[str, object]:
    """Return what the page states about itself for machines; what is not known is left out."""
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": page.title.text,
            "alternativeHeadline": page.subtitle.text,
            "description": page.description,
            "datePublished": page.moment,
            "dateModified": page.modified,
            "author": _people(author.text for author in page.authors),
            "editor": _people(editor.text for editor in page.editors),
            "translator": [_translator(name, page.publisher) for name in page.translators],
            "sourceOrganization": _organization(page.source.text, page.source_url),
            "publisher": _organization(page.publisher),
            "inLanguage": page.language,
            "articleSection": page.section,
            "keywords": list(page.keywords),
            "image": [page.image] if page.image else [],
            "url": page.url,
            "mainEntityOfPage": page.url,
            ("isBasedOn" if page.abridged else "translationOfWork"): _original(page),
        }
    )


def _original(page: Page) -> dict[str, object]:
    original = page.original
    return _known(
        {
            "@type": "NewsArticle",
            "@id": original.url,
            "url": original.url,
            "headline": original.title,
            "inLanguage": original.lang,
            "datePublished": page.moment,
            "author": _people(original.authors),
            "publisher": _organization(original.source),
        }
    )


def _people(names: Iterable[str]) -> list[dict[str, object]]:
    return [{"@type": "Person", "name": name} for name in names]


def _translator(name: str, publisher: str) -> dict[str, object]:
    """A newsroom may sign as a whole: it is no person."""
    return _organization(name) if name == publisher else {"@type": "Person", "name": name}


def _organization(name: str, url: str = "") -> dict[str, object]:
    return _known({"@type": "Organization", "name": name, "url": url}) if name else {}


def _known(values: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value}
