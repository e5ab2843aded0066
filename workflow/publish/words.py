"""Short texts of a page: languages, dates, lists of names, and the sentence on who translated it."""

from collections.abc import Sequence
from datetime import datetime

from workflow.publish.context import Words
from workflow.text.chars import han_runs

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Open Graph wants a territory (ll_TT); these are the usual ones for a language given without.
_LOCALES = {"en": "en_US", "zh": "zh_CN", "zh-hans": "zh_CN", "zh-hant": "zh_TW"}


def chinese_tag(language: str) -> str:
    """Return the BCP 47 tag for runs of Chinese: a bare ``zh`` is written with its script, ``zh-Hans``."""
    return "zh-Hans" if language in ("", "zh") else language


def words(text: str, chinese: str) -> Words:
    """Return `text`, marked as Chinese when more of it is Chinese than is in Latin letters."""
    han = sum(end - start for start, end in han_runs(text))
    latin = sum(character.isascii() and character.isalpha() for character in text)
    return Words(text, chinese if han > latin else "")


def locale(language: str) -> str:
    """Return a language as an Open Graph locale (``en_US``), '' where no territory is known."""
    known = _LOCALES.get(language.lower())
    parts = language.split("-")
    if known:
        return known
    territory = next((part for part in parts[1:] if len(part) == 2 and part.isalpha()), "")  # noqa: PLR2004 - ISO 3166
    return f"{parts[0].lower()}_{territory.upper()}" if territory else ""


def english_date(iso: str) -> str:
    """Return an ISO 8601 date as ``18 April 2025``, with ``, 09:30`` when it states a time; else unchanged."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    shown = f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    return f"{shown}, {moment:%H:%M}" if "T" in iso else shown


def moment(iso: str) -> str:
    """Return an ISO 8601 date with a time zone where it states a time without one: the originals are China's.

    Readers of ``datePublished`` and ``article:published_time`` would take a bare time for their own.
    """
    try:
        stated = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return iso if "T" not in iso or stated.tzinfo else f"{iso}+08:00"


def listed(names: Sequence[str]) -> str:
    """Return names as a phrase: ``A``, ``A and B``, ``A, B and C``."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def note(translators: Sequence[str], reviewers: Sequence[str], machine: str) -> tuple[tuple[str, str], ...]:
    """Return the translation note as (label, value): who translated and reviewed, and what a machine did.

    Labels, not sentences: "translated by" would be read back as a byline.
    """
    facts = [
        (f"{label}s" if len(names) > 1 else label, listed(names))
        for label, names in (("Translator", translators), ("Reviewer", reviewers))
        if names
    ]
    if machine:
        part = "first draft" if facts else "no translator or reviewer recorded"
        facts.append(("Machine translation", f"{machine} ({part})"))
    return tuple(facts)
