"""What a page is made of, in whatever form: plain values, decided before, so that no template computes anything."""

from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """A form of delivery."""

    HTML = "html"
    FRAGMENT = "fragment"
    BILINGUAL = "bilingual"
    MD = "md"
    PELICAN = "pelican"
    DOCX = "docx"
    PDF = "pdf"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Words:
    """A short text of the page.

    `lang` is its BCP 47 tag where it is not in the page's language, `href` a page of the site that it leads to.
    """

    text: str
    lang: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """What the page says about the article it translates. `date` is ISO 8601, `date_text` the same for readers."""

    url: str
    title: str
    source: str
    date: str
    date_text: str
    lang: str
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to be rendered.

    `name` is its file name and `url` its own address (``''`` when the site's address is not set). `date` is ISO 8601,
    `date_text` the same for readers, `day` its day alone, `moment` the same with a time zone for machines; `modified`
    is when the page last changed (ISO 8601, UTC), '' before its publication is recorded. `image_size` is (0, 0) where
    it is not known. `body` is sanitised HTML; everything else is plain text. `machine` is the signature of the engine
    that drafted it, ``''`` when none did; `abridged` says that parts of the original are left out on purpose; `note`
    says who translated and reviewed it, as pairs of label and value. `rows` are the blocks of the body in Chinese and
    in English, side by side.
    """

    name: str
    url: str
    language: str
    draft: bool
    title: Words
    subtitle: Words
    date: str
    date_text: str
    day: str
    moment: str
    modified: str
    source: Words
    source_url: str
    authors: tuple[Words, ...]
    editors: tuple[Words, ...]
    position: tuple[Words, ...]
    keywords: tuple[str, ...]
    description: str
    section: str
    image: str
    image_alt: str
    image_size: tuple[int, int]
    publisher: str
    translators: tuple[str, ...]
    reviewers: tuple[str, ...]
    machine: str
    abridged: bool
    note: tuple[tuple[str, str], ...]
    original: Original
    locale: str
    original_locale: str
    body: str
    rows: tuple[tuple[str, str], ...]
