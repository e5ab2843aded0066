"""What a check is, and what it looks at.

A check may look at one text beside its translation (`Pair`), at a whole reproduction beside its original (`Subject`),
or at a page read back (`Published`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, field, replace
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from typing import Any, Generic, Protocol, TypeVar

from workflow.checks.report import PageCheck, Report, Reports
from workflow.constraints import codes, dates, names, numbers, terms
from workflow.constraints.base import Constraint, Context
from workflow.constraints.terms import Judgement
from workflow.constraints.unit import claimed
from workflow.glossary.consistency import Flaw, Glossary
from workflow.model import (
    Article,
    Image,
    Link,
    Reproduction,
    Settings,
    Target,
    Unit,
)
from workflow.model.frozen import dataclass
from workflow.text.chars import has_han
from workflow.text.date.compare import NOTHING, DateComparison
from workflow.text.inline import Inline, MarkupError, escape, parse
from workflow.text.name.compare import SAME, NameComparison
from workflow.text.quantity.compare import NOTHING as AGREED
from workflow.text.quantity.compare import Comparison

T = TypeVar("T")

MAX_UNIT = 50_000
"""Characters of a unit's text beyond which no check reads it: a book has chapters of that length, not paragraphs."""


Parameters = Mapping[str, Mapping[str, float]]
"""What a desk sets for checks that have bounds: check id -> name -> value."""


class Once(Generic[T]):
    """A value of a pair that is worked out when it is first asked for: `cached_property` without its lock."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work, self._name = work, work.__name__
        self.__doc__ = work.__doc__

    def __get__(self, pair: object, _: type | None = None) -> T:
        """Return the value, which from now on stands in the place of this descriptor."""
        value = pair.__dict__[self._name] = self._work(pair)
        return value


@dataclass(frozen=True, slots=True)
class Check(PageCheck):
    """A check with a function for each thing it looks at.

    `pair` looks at every unit of a reproduction, and with `titles` at its title, subtitle, source, persons and keywords
    as well; it is asked only where `given` holds, a question that checks side by side may share. `glossary` at the
    termbase itself, `desk` at the units of several articles together, `visit` at the web's answer for a link. A check
    that is not `waivable` concerns something a unit's digest cannot see, so a waiver could outlive its reason.
    `parameters` are the bounds that a desk may set, with their defaults.
    """

    _: KW_ONLY
    pair: "Callable[[Pair], Iterable[Report]] | None" = None
    given: "Callable[[Pair], object] | None" = None
    article: "Callable[[Subject], Iterable[Report]] | None" = None
    glossary: Callable[[Glossary], Iterable[Flaw]] | None = None
    desk: "Across | None" = None
    visit: "Callable[[Visit], Iterable[Report]] | None" = None
    titles: bool = False
    waivable: bool = True
    parameters: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A text beside its translation, parsed once for every check.

    `unit` holds the source as it is now, `recorded` the target (and the source it was made from). `source` and
    `target` have a line end for each <br/>, and are None where the markup is malformed; `fault` then says what, where
    and how to mend it. `chinese` and `english` are their plain texts, '' where there is none; a target that is the
    Chinese itself is `untranslated`, and no English. `translated` says that there are two texts to compare.
    `article` is '' outside a desk. The unit of a title has the id ``metadata.title``.
    """

    unit: Unit
    recorded: Unit
    source: Inline | None
    target: Inline | None
    fault: str = ""
    untranslated: bool = False
    translated: bool = True
    chinese: str = ""
    english: str = ""
    context: Context = field(default_factory=Context)
    article: str = ""
    parameters: Parameters = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        unit: Unit,
        recorded: Unit,
        context: Context,
        article: str = "",
        *,
        parameters: Parameters | None = None,
    ) -> "Pair":
        """Parse both texts."""
        source, fault = _parse(unit.source, "the Chinese text")
        target, target_fault = _parse(recorded.target.text, "the English text")
        written = recorded.target.text.strip()
        untranslated = not written or (written == unit.source.strip() and has_han(written))
        return cls(
            unit=unit,
            recorded=recorded,
            source=source,
            target=target,
            fault=fault or target_fault,
            untranslated=untranslated,
            translated=not (untranslated or fault or target_fault),
            chinese=source.text if source else "",
            english=target.text if target and not untranslated else "",
            context=context,
            article=article,
            parameters=parameters or {},
        )

    @property
    def where(self) -> str:
        """The unit as a message names it: ``u6 (p)``, ``the title``; without a kind ``line 6``, ``unit 6``."""
        field = self.unit.id.removeprefix(METADATA)
        if field != self.unit.id:
            return f"the {field.removesuffix('s')}"
        if self.unit.kind:
            return f"{self.unit.id} ({self.unit.kind})"
        return f"unit {self.unit.id}" if self.unit.id.isdecimal() else self.unit.id

    @Once
    def key(self) -> str:
        """Digest of everything about the unit itself that a report may follow from."""
        target = self.recorded.target
        parts = (self.unit.id, self.unit.kind, self.unit.source, self.recorded.source, target.text, target.waived)
        return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def limits(self, check: str, default: Mapping[str, float]) -> Mapping[str, float]:
        """Return the parameters of a check: the desk's where it sets them, else the default ones."""
        chosen = self.parameters.get(check)
        return {**default, **chosen} if chosen else default

    @Once
    def coded(self) -> bool:
        """Whether one of the texts has a link or another inline code."""
        return bool((self.source and self.source.codes) or (self.target and self.target.codes))

    @Once
    def owed(self) -> Sequence[Constraint]:
        """The links and tags that the target does not have; other families compare more than what is missing."""
        if self.source is None or self.target is None or self.untranslated:
            return ()
        return codes.unmet(list(codes.find(self.source)), self.target)

    @Once
    def owed_terms(self) -> Sequence[Constraint]:
        """The glossary terms of the source; empty for a unit without a translation, and where markup is malformed."""
        return tuple(terms.find(self.chinese, self.context.termbase)) if self.translated else ()

    @Once
    def terms(self) -> Judgement:
        """How the target renders each glossary term of the source."""
        return terms.judge(self.owed_terms, self.english)

    @Once
    def numbers(self) -> Comparison:
        """Which numbers of the source the target lacks, and which it has of its own."""
        if not self.translated:
            return AGREED
        taken = claimed(self.chinese, self.owed_terms, self.context)
        owed = numbers.quantities(self.chinese, taken)
        return numbers.compared(owed, self.owed_terms, self.chinese, self.english)

    @Once
    def dates(self) -> DateComparison:
        """Which dates the two texts do not agree in."""
        return dates.compare(self.chinese, self.english, self.context) if self.translated else NOTHING

    @Once
    def names(self) -> NameComparison:
        """Which names of persons the two texts do not agree in."""
        return names.compare(self.chinese, self.english, self.context) if self.translated else SAME


METADATA = "metadata."
_TITLES = ("title", "subtitle", "source")
_LISTS = ("authors", "editors", "keywords")


@dataclass(frozen=True, kw_only=True, eq=False)
class Subject:
    """A reproduction beside its original: what the checks of ``workflow check`` look at.

    `body_units`, `links` and `images` are those of the skeleton as it is now. `file` is the translation's file relative
    to the desk, and `lines` the line of each unit id and metadata key in it (see `Desk.lines`); `article_file` is the
    original's ``article.yaml``. `known` are the reports on units that were looked at before, by `Pair.key`, with the
    same glossary, settings and date.
    """

    article: Article
    body_units: tuple[Unit, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    reproduction: Reproduction | None = None
    context: Context = field(default_factory=Context)
    settings: Settings = field(default_factory=Settings)
    file: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)
    article_file: str = ""
    known: Mapping[str, Reports] = field(default_factory=dict)

    @cached_property
    def recorded(self) -> Mapping[str, Unit]:
        """The reproduction's units by id; the first of two with the same id."""
        units = self.reproduction.units if self.reproduction else ()
        return {unit.id: unit for unit in reversed(units)}

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every unit of the body that the reproduction knows, in the body's order; of an abridged one those it kept."""
        known = [(unit, self.recorded[unit.id]) for unit in self.body_units if unit.id in self.recorded]
        abridged = self.reproduction is not None and self.reproduction.abridged
        return tuple(self._pair(unit, ours) for unit, ours in known if ours.target.text.strip() or not abridged)

    @cached_property
    def titles(self) -> tuple[Pair, ...]:
        """What both sides state of themselves, as pairs: titles, source, and the items of lists that are as long.

        The breadcrumb is the desk's own, and left out.
        """
        if self.reproduction is None:
            return ()
        stated, original = self.reproduction.metadata, self.article.metadata
        texts = [(name, getattr(original, name), getattr(stated, name)) for name in _TITLES]
        for name in _LISTS:
            chinese, english = getattr(original, name), getattr(stated, name)
            if len(chinese) == len(english):
                texts += [(name, *items) for items in zip(chinese, english, strict=True)]
        return tuple(
            self._pair(
                Unit(f"{METADATA}{name}", escape(chinese), name),
                Unit(f"{METADATA}{name}", "", name, Target(escape(english))),
            )
            for name, chinese, english in texts
            if chinese.strip() and english.strip()
        )

    def _pair(self, unit: Unit, recorded: Unit) -> Pair:
        return Pair.of(unit, recorded, self.context, self.article.id, parameters=self.settings.parameters)


@dataclass(frozen=True, slots=True)
class Visit:
    """How the web answered for a link of an article.

    `unit` is '' for the link to the original. `status` is 0 where there was no answer; `fault` then says why, and
    `kind` is ``certificate`` or ``unreachable``. `moved` is where permanent redirects (301, 308) lead, '' without
    any.
    """

    article: str
    unit: str
    url: str
    status: int = 0
    moved: str = ""
    fault: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A unit as the checks across articles see it: where it stands, and both texts without markup."""

    article: str
    unit: str
    source: str
    target: str


class Across(Protocol):
    """A check of the units of several articles, or with `within` of those of one file."""

    def __call__(self, items: Iterable[Text], *, within: bool) -> Iterable[tuple[Text, Report]]:
        """Yield the reports, each with its unit."""


def _parse(markup: str, which: str) -> tuple[Inline | None, str]:
    if len(markup) > MAX_UNIT:
        return None, f"{which} is longer than {MAX_UNIT:,} characters; split it into paragraphs"
    try:
        inline = parse(markup)
        return _with_breaks(inline) if inline.codes else inline, ""
    except MarkupError as error:
        mend = "mend the tag, and write & and < as &amp; and &lt;"
        return None, f"{which} is not well-formed markup ({error}); {mend}"


def _with_breaks(inline: Inline) -> Inline:
    """The same with a line end in the text for each <br/>: it parts the words and figures around it."""
    breaks = [code.start for code in inline.codes if code.tag == "br"]
    if not breaks:
        return inline
    ends = [0, *breaks, len(inline.text)]
    text = "\n".join(inline.text[start:end] for start, end in pairwise(ends))
    codes = tuple(
        replace(code, start=code.start + bisect_right(breaks, code.start), end=code.end + bisect_left(breaks, code.end))
        if code.start < code.end
        else replace(code, start=(at := code.start + bisect_left(breaks, code.start)), end=at)
        for code in inline.codes
    )
    return Inline(text, codes)
