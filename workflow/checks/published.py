"""The checks of ``page.*``: a page that was written is read back and must say what the record says, visibly."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from urllib.parse import urlsplit

from workflow.checks.report import Published, Report, quoted, shorten
from workflow.model import Unit
from workflow.text.date.printed import day_as
from workflow.text.inline import MarkupError, plain

_PEOPLE = ("authors", "editors")
_VISIBLE = ("label", "layout", "profile")
# Read off the page's address, or off its text: what a text says of dates and people is compared as text.
_ELSEWHERE = ("file:", "layout:signature", "label:byline", "label:credit")
# When the page last changed is not when the article appeared.
_CHANGED = ("json-ld:dateModified", "meta:article:modified_time", "meta:DCTERMS.modified")
_UNCOUNTED = (*_ELSEWHERE, *_CHANGED)
_EXACT = "profile:reproduction"
_GUESSED = ("label:", "layout:")
_OUTRIGHT = ("meta:", "json-ld:", "profile:")  # keywords that a page states, not words that look like them
_PARTED = re.compile(r"[,，;；、|]+")
_STATED = ("title", "subtitle", "date", "source", "authors", "editors", "position")


def metadata(subject: Published) -> Iterator[Report]:
    """Report a field the page states wrongly anywhere, or does not show to its reader."""
    for field in _STATED:
        yield from _field(subject, field)
    yield from _keywords(subject)
    language = subject.expected.language
    if subject.page.language.partition("-")[0] != language.partition("-")[0]:
        yield Report(f"the page is read as “{subject.page.language}”, not “{language}”; set lang on its html element")


def empty(subject: Published) -> Iterator[Report]:
    """Report labels of the page with nothing behind them, whatever the record has."""
    for field in (*_STATED, "url"):
        expected = _texts(getattr(subject.expected.metadata, field))
        statements = _statements(subject, field)
        exact = any(rule.startswith(_EXACT) for rule, _ in statements)
        for rule, stated in statements:
            # A page of our own names every value; elsewhere only a printed label promises one.
            label = rule.startswith("label:") and not exact
            if not stated and (label or (expected and _is_shown(rule, exact=exact))):
                what = "link to the original" if field == "url" else field
                mend = f"write “{_shown(expected)}” behind it" if expected else "give the value, or remove the label"
                yield Report(
                    f"the label of the {what} has nothing behind it ({rule}); {mend}", source="; ".join(expected)
                )


def _is_shown(rule: str, *, exact: bool) -> bool:
    return rule.startswith(_EXACT) if exact else rule.partition(":")[0] in _VISIBLE


def original_link(subject: Published) -> Iterator[Report]:
    """Report a page without a visible, right link to the original."""
    yield from _field(subject, "url")


def _field(subject: Published, field: str) -> Iterator[Report]:
    expected = _texts(getattr(subject.expected.metadata, field))
    owed, visible = _key(field, expected, expected), False
    statements = _statements(subject, field)
    if any(rule.startswith(_EXACT) for rule, _ in statements):
        # Where the page names its values, what labels and layout suggest of the same words says nothing more.
        statements = [(rule, stated) for rule, stated in statements if not rule.startswith(_GUESSED)]
    for rule, stated in statements:
        shown = rule.partition(":")[0] in _VISIBLE
        visible = visible or shown  # an empty label is told here, and once
        if stated and _key(field, stated, expected) != owed:
            message = (
                f"{field} ({rule}) says “{_shown(stated)}”, the record has “{_shown(expected)}”; mend the template"
            )
            yield Report(message, source="; ".join(expected), target="; ".join(stated))
    if expected and not visible:
        message = f"{field} “{_shown(expected)}” is not visible on the page; show it with its label"
        yield Report(message, source="; ".join(expected))


def _keywords(subject: Published) -> Iterator[Report]:
    """Keywords stand in the head of a page, or by name: each such statement is the record's, and there must be one."""
    expected = _words(subject.expected.metadata.keywords)
    stated = [(rule, words) for rule, words in _statements(subject, "keywords") if rule.startswith(_OUTRIGHT)]
    for rule, words in stated:
        if _words(words) != expected:
            message = (
                f"keywords ({rule}) says “{_shown(words)}”, the record has “{_shown(expected)}”; mend the template"
            )
            yield Report(message, source="; ".join(expected), target="; ".join(words))
    if expected and not stated:
        message = f"keywords “{_shown(expected)}” are not in the page's head; state them there"
        yield Report(message, source="; ".join(expected))


def _words(keywords: tuple[str, ...]) -> tuple[str, ...]:
    """Keywords one by one, also where one holds the mark that parts them on a page."""
    parts = (part.strip() for text in keywords for part in _PARTED.split(text))
    return tuple(dict.fromkeys(part for part in parts if part))


def _statements(subject: Published, field: str) -> Sequence[tuple[str, tuple[str, ...]]]:
    """Return (rule, value) for each way the page states a field, worked out once."""
    if field not in subject.statements:
        subject.statements[field] = list(_stated(subject, field))
    return subject.statements[field]


def _stated(subject: Published, field: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield rule and value of each statement; a list may be stated name by name under one rule."""
    lists: dict[str, dict[str, None]] = {}
    for candidate in subject.stated.get(field, ()):
        if candidate.rule.startswith(_UNCOUNTED):
            continue
        value = _texts(candidate.value)
        if isinstance(candidate.value, str):
            yield candidate.rule, value
        else:
            lists.setdefault(candidate.rule, {}).update(dict.fromkeys(value))
    yield from ((rule, tuple(names)) for rule, names in lists.items())


def _texts(value: str | tuple[str, ...]) -> tuple[str, ...]:
    folded = (" ".join(text.split()) for text in ((value,) if isinstance(value, str) else value))
    return tuple(text for text in folded if text)


def _key(field: str, value: tuple[str, ...], like: tuple[str, ...]) -> tuple[str, ...]:
    """Return a value as it is compared: what a reader of pages must read differently does not count.

    A date is compared as its day in the time zone of `like`, the record's value; a position by its words (where its
    steps part is the reader's guess), people name by name however they were joined and without remarks in brackets, the
    rest without dashes around it.
    """
    if field == "date":
        return tuple(day_as(text, like[0] if like else "") for text in value)
    if field == "position":
        return tuple("".join(c if c.isalnum() else " " for c in " ".join(value)).split())
    if field in _PEOPLE:
        joined = ",".join(text.partition("(")[0] for text in value).replace(" and ", ",").replace(";", ",")
        return tuple(name.strip() for name in joined.split(",") if name.strip())
    return tuple(text.strip("—–- ") for text in value)


def _shown(value: tuple[str, ...]) -> str:
    return shorten("; ".join(value), 80)


def links(subject: Published) -> Iterator[Report]:
    """Report body links that are lost, invented, altered or out of order."""
    expected = [(link.href, link.text) for link in subject.expected.links]
    found = [(link.href, link.text) for link in subject.page.links]
    yield from _sequence("link", expected, found)


def images(subject: Published) -> Iterator[Report]:
    """Report pictures of the body that are lost, invented, out of order or without their description."""
    expected = [(_path(image.src), image.alt) for image in subject.expected.images]
    found = [(_path(image.src), image.alt) for image in subject.page.images]
    yield from _sequence("picture", expected, found)


def _path(address: str) -> str:
    """Return the part of a picture's address that does not depend on where the page stands."""
    parts = urlsplit(address)
    media = parts.path.rfind("media/")
    return parts.path[media:] if media >= 0 else address


def _sequence(what: str, expected: list[tuple[str, str]], found: list[tuple[str, str]]) -> Iterator[Report]:
    lost = _without([address for address, _ in expected], [address for address, _ in found])
    extra = _without([address for address, _ in found], [address for address, _ in expected])
    for address, other in zip(lost, extra, strict=False):
        message = f"the {what} {shorten(address, 80)} is {shorten(other, 80)} on the page; restore it in the body"
        yield Report(message, source=address, target=other)
    for address in lost[len(extra) :]:
        yield Report(f"the {what} {shorten(address, 80)} is not on the page; restore it in the body", source=address)
    for address in extra[len(lost) :]:
        yield Report(f"the page has a {what} the record has not, {shorten(address, 80)}; remove it", target=address)
    if lost or extra:
        return
    for (address, text), (other, other_text) in zip(expected, found, strict=True):
        if address != other:
            message = f"{what} {shorten(other, 80)} stands where {shorten(address, 80)} belongs; keep the order"
            yield Report(message, source=address, target=other)
            return
        if text.split() != other_text.split():
            message = f"{what} {shorten(address, 80)} reads {quoted([other_text])}, the record has {quoted([text])}; "
            yield Report(f"{message}mend the template", source=text, target=other_text)


def _without(these: list[str], those: list[str]) -> list[str]:
    left = list(those)
    kept = []
    for address in these:
        if address in left:
            left.remove(address)
        else:
            kept.append(address)
    return kept


def body(subject: Published) -> Iterator[Report]:
    """Report the first place where the page's text is not the record's."""
    expected = [_text(unit) for unit in subject.expected.units]
    found = [_text(unit) for unit in subject.page.units]
    pairs = enumerate(zip_longest(expected, found))
    place = next((number for number, (text, other) in pairs if text != other), None)
    if place is None:
        return
    owed, read = expected[place:], found[place:]
    text, other = "".join(owed[:1]), "".join(read[:1])
    if not read or owed[1:2] == read[:1]:
        problem = f"the page lacks text {place + 1}, {quoted([text])}"
    elif not owed or owed[:1] == read[1:2]:
        problem = f"the page has {quoted([other])} where text {place + 1} belongs"
    else:
        problem = f"text {place + 1} of the page is {quoted([other])}, the record has {quoted([text])}"
    yield Report(f"{problem}; mend the body", unit=f"u{place + 1}", source=text, target=other)


def _text(unit: Unit) -> str:
    try:
        return " ".join(plain(unit.source).split())
    except MarkupError:
        return unit.source
