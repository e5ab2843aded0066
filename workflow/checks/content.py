"""Checks on the texts of a unit: is it translated, whole, and does it keep the terms, links and tags of the Chinese.

What a Chinese text owes and whether the English pays it is decided in `workflow.constraints` alone; these checks word
the answer. XLIFF 2.1 words: unit, source, target.
"""

from collections.abc import Iterator

from workflow.checks.base import Pair, Report, Subject, quoted, shorten
from workflow.constraints import Constraint
from workflow.model import Severity
from workflow.text.chars import han_runs, has_han
from workflow.text.inline import Code, Inline, compare

_OPENING, _CLOSING = "([{（［〔【", ")]}）］〕】"
_CARRIERS = ("a", "img")  # tags whose loss or invention changes what the page links to


def untranslated(subject: Subject) -> Iterator[Report]:
    """Report units whose target is empty, or is the Chinese itself."""
    for pair in subject.pairs:
        if not pair.untranslated or not _says_something(pair):
            continue
        source = _plain(pair.source, pair.unit.source)
        if pair.recorded.target.text.strip():
            problem = f"the English of {_where(pair)} is the Chinese text itself"
        else:
            problem = f"{_where(pair)} has no English"
        message = f"{problem}: “{shorten(source)}”; draft it with `workflow translate {subject.article.id}` or write it"
        yield Report(message, unit=pair.unit.id, source=source, target=_plain(pair.target, ""))


def han(subject: Subject) -> Iterator[Report]:
    """Report Chinese characters left in a target; within brackets they may be a gloss, which is milder."""
    for pair in subject.pairs:
        if pair.untranslated or pair.target is None:
            continue
        text, titles = pair.target.text, [code.get("title") for code in pair.target.codes]
        runs = han_runs(text)
        bare = [text[start:end] for start, end in runs if not _bracketed(text, start)]
        bare += [title for title in titles if has_han(title)]
        glossed = [text[start:end] for start, end in runs if _bracketed(text, start)]
        if bare:
            message = f"{_where(pair)} still has Chinese in its English: {quoted(bare)}; translate it"
            yield _report(pair, message)
        if glossed:
            message = f"{_where(pair)} has Chinese in brackets: {quoted(glossed)}; keep it only as a gloss for readers"
            yield _report(pair, message, Severity.WARNING)


def terms(subject: Subject) -> Iterator[Report]:
    """Report glossary terms of the source that the target does not render."""
    for pair, owed in _owed(subject, "term.missing"):
        forms = [form for form in owed.forms if form != owed.owed]
        other = f" (or {quoted(forms, 2)})" if forms else ""
        message = (
            f"{_where(pair)} has “{shorten(owed.source)}” without its English term “{shorten(owed.owed)}”{other}; "
            f"write the term in “{shorten(_plain(pair.target, ''))}”"
        )
        yield _report(pair, message)


def links(subject: Subject) -> Iterator[Report]:
    """Report links and pictures of the original that are gone: from a target, or from the body itself."""
    for pair, owed in _owed(subject, "link.lost"):
        message = f"{_where(pair)} lost the link {shorten(owed.owed, 80)}; put it back{_around(owed.source)}"
        yield _report(pair, message)
    anchors = [(link.href, link.text) for link in subject.article.links]
    yield from _gone("link", anchors, [link.href for link in subject.links])
    pictures = [(image.src, image.alt) for image in subject.article.images]
    yield from _gone("picture", pictures, [image.src for image in subject.images])


def _gone(what: str, recorded: list[tuple[str, str]], present: list[str]) -> Iterator[Report]:
    """Report what was taken in with the original and the body does not hold any more, counted."""
    left = list(present)
    for address, text in recorded:
        if address in left:
            left.remove(address)
            continue
        named = f" “{shorten(text)}”" if text.strip() else ""
        problem = f"the original's {what} {shorten(address, 80)}{named} is no longer in the body"
        yield Report(f"{problem}; restore body.html", at="units", source=text, of_article=True)


def tags(subject: Subject) -> Iterator[Report]:
    """Report malformed markup, and inline tags that were lost or invented."""
    for pair in subject.pairs:
        if pair.fault:
            message = f"{_where(pair)}: {pair.fault}; mend the tag, and write & and < as &amp; and &lt;"
            source, target = pair.unit.source, pair.recorded.target.text
            yield Report(message, unit=pair.unit.id, source=source, target=target)
        elif not pair.untranslated and pair.source and pair.target:
            extra = compare(pair.source, pair.target).extra
            # English sets the titles that Chinese puts in 《》 in italics.
            titles = [code for code in extra if code.tag == "em"][: pair.source.text.count("《")]
            for code in (code for code in extra if code not in titles):
                message = f"{_where(pair)} has {_tag(code)}, which the Chinese does not have; remove it"
                yield _report(pair, message, None if code.tag in _CARRIERS else Severity.WARNING)
    for pair, owed in _owed(subject, "structure.tags"):
        message = f"{_where(pair)} lost the tag {shorten(owed.owed, 80)}{_around(owed.source)}; put it in the English"
        yield _report(pair, message)


def _owed(subject: Subject, check: str) -> Iterator[tuple[Pair, Constraint]]:
    for pair in subject.pairs:
        for constraint in pair.owed:
            if constraint.check == check:
                yield pair, constraint


def _where(pair: Pair) -> str:
    return f"{pair.unit.id} ({pair.unit.kind})"


def _around(text: str) -> str:
    return f" around “{shorten(text)}”" if text.strip() else ""


def _tag(code: Code) -> str:
    attributes = "".join(f' {name}="{shorten(value, 60)}"' for name, value in code.attributes)
    return f"<{code.tag}{attributes}>"


def _plain(inline: Inline | None, otherwise: str) -> str:
    return inline.text if inline else otherwise


def _says_something(pair: Pair) -> bool:
    return pair.source is None or bool(pair.source.text.strip())


def _report(pair: Pair, message: str, severity: Severity | None = None) -> Report:
    source, target = _plain(pair.source, pair.unit.source), _plain(pair.target, pair.recorded.target.text)
    return Report(message, unit=pair.unit.id, source=source, target=target, severity=severity)


def _bracketed(text: str, index: int) -> bool:
    """Whether an opened bracket is still open at `index`, and is closed after it."""
    depth = 0
    for character in text[:index]:
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
    return depth > 0 and any(character in _CLOSING for character in text[index:])
