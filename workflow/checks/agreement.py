"""Checks across units: one text has one translation, and one translation belongs to one text.

Both look at the units of an article, and at all articles checked together; there only what differs between articles
is told. Short texts are left alone: 时间 is “Time” above a table and “Date” in a notice.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from workflow.checks.base import Pair, Subject, Text
from workflow.checks.report import Report, shorten
from workflow.model.frozen import dataclass
from workflow.text.chars import han_count

_FEWEST_HAN = 4
_FEWEST_WORDS = 3
_ALIKE = 60.0  # per cent: Chinese texts that are alike may share an English one (合作院校, 合作院校（所）)
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Odd:
    """A text whose translation, or whose Chinese, differs from that of another."""

    text: Text
    other: Text


def targets(subject: Subject) -> Iterator[Report]:
    """Report one Chinese text with different English in an article."""
    yield from (_target(odd) for odd in differing(texts(subject), within=True))


def sources(subject: Subject) -> Iterator[Report]:
    """Report one English text for different Chinese in an article."""
    yield from (_source(odd) for odd in shared(texts(subject), within=True))


def targets_across(items: Iterable[Text], *, within: bool) -> Iterator[tuple[Text, Report]]:
    """Report one Chinese text with different English in two articles, or `within` one (a bilingual file)."""
    yield from ((odd.text, _target(odd)) for odd in differing(items, within=within))


def sources_across(items: Iterable[Text], *, within: bool) -> Iterator[tuple[Text, Report]]:
    """Report one English text for different Chinese in two articles, or `within` one."""
    yield from ((odd.text, _source(odd)) for odd in shared(items, within=within))


@lru_cache(maxsize=1)  # two checks ask, one after the other
def texts(subject: Subject) -> tuple[Text, ...]:
    """Return the units of an article that have a translation, of the Chinese as it is now."""
    return tuple(text for pair in subject.pairs if (text := text_of(pair)))


def text_of(pair: Pair) -> Text | None:
    """Return what is compared of a pair; None where it is too short, or not translated from the present Chinese."""
    stale = pair.recorded.source not in ("", pair.unit.source)
    if stale or not pair.english or han_count(pair.chinese) < _FEWEST_HAN:
        return None
    return Text(pair.article, pair.unit.id, pair.chinese, pair.english)


def differing(items: Iterable[Text], *, within: bool) -> Iterator[_Odd]:
    """Yield the texts whose English differs from the most frequent one of the same Chinese."""
    for group in _groups(items, lambda text: "".join(_WORDS.findall(text.source))):
        yield from _odd(group, lambda text: " ".join(_WORDS.findall(text.target.lower())), within=within)


def shared(items: Iterable[Text], *, within: bool) -> Iterator[_Odd]:
    """Yield the texts whose English is also that of quite another Chinese text."""
    for group in _groups(items, lambda text: " ".join(_WORDS.findall(text.target.lower()))):
        if len(_WORDS.findall(group[0].target)) < _FEWEST_WORDS:
            continue
        for odd in _odd(group, lambda text: "".join(_WORDS.findall(text.source)), within=within):
            if not _alike(odd.text.source, odd.other.source):
                yield odd


def _groups(items: Iterable[Text], key: Callable[[Text], str]) -> Iterator[list[Text]]:
    found: defaultdict[str, list[Text]] = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return (group for group in found.values() if len(group) > 1)


def _odd(group: list[Text], key: Callable[[Text], str], *, within: bool) -> Iterator[_Odd]:
    """Yield the members of a group that differ from the most frequent kind, the first of those that tie."""
    kinds: dict[str, list[Text]] = {}
    for text in group:
        kinds.setdefault(key(text), []).append(text)
    if len(kinds) < 2:  # noqa: PLR2004
        return
    usual = max(kinds.values(), key=len)
    for kind in kinds.values():
        for text in kind if kind is not usual else ():
            if (text.article == usual[0].article) == within:
                yield _Odd(text, usual[0])


def _alike(one: str, other: str) -> bool:
    from rapidfuzz.fuzz import ratio

    return one in other or other in one or ratio(one, other) >= _ALIKE


def _target(odd: _Odd) -> Report:
    text, other = odd.text, odd.other
    message = (
        f"{text.unit} has “{shorten(text.target)}” for “{shorten(text.source)}”, "
        f"{_where(odd)} has “{shorten(other.target)}”; use one"
    )
    return Report(message, unit=text.unit, source=text.source, target=text.target)


def _source(odd: _Odd) -> Report:
    text, other = odd.text, odd.other
    message = (
        f"{text.unit} has “{shorten(text.target)}” for “{shorten(text.source)}”, "
        f"as {_where(odd)} has for “{shorten(other.source)}”; see which is meant"
    )
    return Report(message, unit=text.unit, source=text.source, target=text.target)


def _where(odd: _Odd) -> str:
    same = odd.text.article == odd.other.article
    return odd.other.unit if same else f"{odd.other.unit} of {odd.other.article}"
