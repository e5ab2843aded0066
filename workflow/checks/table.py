"""The table of checks, and running them.

`CHECKS` is the whole table. A new check is one function, its row here, and its page in ``pages/<id>.md``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from importlib.resources import files
from operator import attrgetter
from pathlib import Path

from workflow.checks import (
    agreement,
    characters,
    content,
    dates,
    links,
    names,
    naming,
    numbers,
    online,
    record,
    state,
    structure,
    wording,
)
from workflow.checks.base import Check, Pair, Subject, Text, Visit
from workflow.checks.proof import PAGE_CHECKS
from workflow.checks.report import Reports
from workflow.checks.runner import findings, finished, plan, run_desk, run_pairs, run_visits, unit_reports
from workflow.checks.termbase import run_glossary
from workflow.constraints.base import Context
from workflow.errors import InputError
from workflow.glossary import consistency, mistyped
from workflow.glossary.consistency import Glossary, Trail
from workflow.glossary.termbase import Termbase
from workflow.model import Concept, Finding, Settings, Severity, Target, TermSet, Unit
from workflow.text.inline import escape

_CODED = attrgetter("coded")

CHECKS: tuple[Check, ...] = (
    Check("metadata.missing", Severity.ERROR, article=record.missing),
    Check("metadata.mismatch", Severity.ERROR, article=record.mismatch),
    Check("link.original", Severity.ERROR, article=record.original_link),
    Check("link.lost", Severity.ERROR, pair=links.lost, given=_CODED, article=record.lost_links),
    Check("link.extra", Severity.ERROR, pair=links.extra, given=_CODED),
    Check("link.empty", Severity.ERROR, pair=links.empty, given=_CODED),
    Check("link.address", Severity.WARNING, pair=links.address, given=_CODED),
    Check("link.dead", Severity.WARNING, visit=online.dead),
    Check("link.moved", Severity.INFO, visit=online.moved),
    Check("link.certificate", Severity.WARNING, visit=online.certificate),
    Check("link.plain", Severity.ERROR, pair=links.plain, given=links.addressed, titles=True),
    Check("structure.units", Severity.ERROR, article=record.units, waivable=False),
    Check("structure.tags", Severity.ERROR, pair=structure.tags, given=structure.tagged),
    Check("structure.nesting", Severity.WARNING, pair=structure.nesting, given=structure.tagged),
    Check("text.untranslated", Severity.ERROR, pair=content.untranslated, given=attrgetter("untranslated")),
    Check("text.han", Severity.ERROR, pair=content.han, given=content.foreign),
    Check("text.leftover", Severity.ERROR, pair=wording.leftover, given=wording.cued, titles=True),
    Check("text.repetition", Severity.ERROR, pair=wording.repetition, titles=True),
    Check("text.length", Severity.WARNING, pair=wording.length, parameters=wording.LENGTH),
    Check("text.sentences", Severity.WARNING, pair=wording.sentences, parameters=wording.SENTENCES),
    Check("text.doubled", Severity.WARNING, pair=wording.doubled, titles=True),
    Check("text.unbalanced", Severity.WARNING, pair=characters.unbalanced, given=characters.marked, titles=True),
    Check(
        "text.quotes", Severity.WARNING, pair=characters.quotes, given=characters.marked, article=characters.quote_style
    ),
    Check("text.fullwidth", Severity.WARNING, pair=characters.fullwidth, given=characters.marked, titles=True),
    Check("text.spacing", Severity.WARNING, pair=characters.spacing, given=characters.marked, titles=True),
    Check("text.control", Severity.WARNING, pair=characters.control, given=characters.marked, titles=True),
    Check("term.missing", Severity.ERROR, pair=content.terms, given=content.terms_differ, titles=True),
    Check("term.deprecated", Severity.ERROR, pair=content.deprecated, given=content.terms_differ, titles=True),
    Check("number.missing", Severity.ERROR, pair=numbers.missing, given=numbers.differ, titles=True),
    Check("number.magnitude", Severity.ERROR, pair=numbers.magnitude, given=numbers.differ, titles=True),
    Check("number.unit", Severity.ERROR, pair=numbers.unit, given=numbers.differ, titles=True),
    Check("number.change", Severity.ERROR, pair=numbers.change, given=numbers.differ, titles=True),
    Check("number.exchanged", Severity.ERROR, pair=numbers.exchanged, given=numbers.differ),
    Check("number.bound", Severity.WARNING, pair=numbers.bound, given=numbers.differ, titles=True),
    Check("number.extra", Severity.WARNING, pair=numbers.extra, given=numbers.differ, titles=True),
    Check("date.missing", Severity.ERROR, pair=dates.missing, given=dates.differ, titles=True),
    Check("date.extra", Severity.ERROR, pair=dates.extra, given=dates.differ, titles=True),
    Check("date.mismatch", Severity.ERROR, pair=dates.mismatch, given=dates.differ, titles=True),
    Check("date.weekday", Severity.ERROR, pair=dates.weekday, given=dates.differ, titles=True),
    Check("consistency.names", Severity.WARNING, article=naming.names),
    Check(
        "name.missing",
        Severity.ERROR,
        pair=names.missing,
        given=names.differ,
        article=names.unnamed,
        desk=names.unnamed_within,
        titles=True,
    ),
    Check("name.spelling", Severity.ERROR, pair=names.spelling, given=names.differ, titles=True),
    Check("name.order", Severity.ERROR, pair=names.order, given=names.differ, titles=True),
    Check("name.exchanged", Severity.ERROR, pair=names.exchanged, given=names.differ),
    Check(
        "name.inconsistent",
        Severity.ERROR,
        pair=names.mixed,
        given=names.differ,
        article=names.inconsistent,
        titles=True,
    ),
    Check("name.title", Severity.WARNING, pair=names.title, given=names.differ),
    Check("name.transcribed", Severity.WARNING, pair=names.transcribed, given=names.differ, titles=True),
    Check(
        "consistency.target",
        Severity.WARNING,
        article=agreement.targets,
        desk=agreement.targets_across,
    ),
    Check(
        "consistency.source",
        Severity.WARNING,
        article=agreement.sources,
        desk=agreement.sources_across,
    ),
    Check("state.stale", Severity.ERROR, pair=state.stale, given=state.noted, article=state.outdated, waivable=False),
    Check("state.doubtful", Severity.WARNING, pair=state.doubtful, given=state.noted, waivable=False),
    Check("state.waiver", Severity.WARNING, pair=state.waiver, given=state.noted, waivable=False),
    Check("state.unreviewed", Severity.INFO, article=state.unreviewed, waivable=False),
    *(Check(one.id, one.severity, page=one.page) for one in PAGE_CHECKS),
    Check("glossary.duplicate", Severity.ERROR, glossary=consistency.duplicates),
    Check("glossary.ambiguous", Severity.WARNING, glossary=consistency.ambiguous),
    Check("glossary.target", Severity.WARNING, glossary=consistency.one_target),
    Check("glossary.deprecated", Severity.WARNING, glossary=consistency.deprecated),
    Check("glossary.cycle", Severity.ERROR, glossary=consistency.cycles),
    Check("glossary.unreachable", Severity.WARNING, glossary=consistency.unreachable),
    Check("glossary.general", Severity.INFO, glossary=consistency.general),
    Check("glossary.language", Severity.WARNING, glossary=consistency.languages),
    Check("glossary.characters", Severity.WARNING, glossary=mistyped.characters),
    Check("glossary.proposed", Severity.INFO, glossary=consistency.proposals),
)

_IDS = tuple(check.id for check in CHECKS)
_DEFAULT = plan(CHECKS, Settings())


def check_reproduction(subject: Subject, of_units: Mapping[str, Reports] | None = None) -> tuple[Finding, ...]:
    """Run every check of a reproduction; severities of the desk's settings, waivers applied.

    Args:
        subject: the reproduction and its original.
        of_units: what `check_units` said of its units, where that was asked before.

    Raises:
        InputError: the settings name an unknown check or severity.
    """
    return finished(CHECKS, subject, check_units(subject) if of_units is None else of_units)


def check_units(subject: Subject) -> dict[str, Reports]:
    """Run the checks that look at one unit alone; reports by `Pair.key`, to be kept for `Subject.known`.

    Raises:
        InputError: the settings name an unknown check or severity.
    """
    return unit_reports(CHECKS, subject)


def check_desk(texts: Sequence[Text], settings: Settings, *, within: bool = False) -> tuple[Finding, ...]:
    """Run the checks that compare the units of several articles, or with `within` those of one file.

    Raises:
        InputError: the settings name an unknown check or severity.
    """
    return run_desk(CHECKS, texts, settings, within=within)


def check_pair(
    source: str,
    target: str,
    *,
    glossary: Termbase | Mapping[str, str] | str | Path | None = None,
    date: str = "",
    markup: bool = False,
    settings: Settings | None = None,
    context: Context | None = None,
) -> tuple[Finding, ...]:
    """Check one Chinese text beside its English. Needs no desk, no files and no network.

    >>> for finding in check_pair("总投资35亿元。", "The total investment is 35 billion yuan."):
    ...     print(finding.severity, finding.check)
    error number.magnitude

    Args:
        source: the Chinese.
        target: its English.
        glossary: terms that must be rendered: a mapping from Chinese to English, the path of a ``glossary.yaml``, or a
            `Termbase` (made once, it serves any number of pairs).
        date: the day of the article as ISO 8601, so that 昨天 and 本月 can be compared.
        markup: whether both texts are unit markup, text with ``<a href>``, ``<strong>`` and the like and ``&amp;`` for
            ``&`` (see `workflow.text.inline`); plain text by default.
        settings: severities and bounds; the defaults if None.
        context: in the place of `glossary` and `date`, for those who hold one.

    Returns:
        The findings, in the order of `CHECKS`; empty when nothing is wrong. Each has `check` (``number.magnitude``),
        `severity`, `message` (what is wrong, and how to mend it), `source` and `target`.

    Raises:
        InputError: the settings name an unknown check or severity, or the glossary cannot be read.
    """
    if not markup:
        source, target = escape(source), escape(target)
    unit = Unit("u1", source, target=Target(target))
    context = context or Context(termbase=_termbase(glossary), date=date)
    pair = Pair.of(unit, unit, context, parameters=settings.parameters if settings else None)
    return findings(plan(CHECKS, settings) if settings else _DEFAULT, pair)


def check_pairs(pairs: Iterable[Pair], settings: Settings) -> Iterator[tuple[Finding, ...]]:
    """Run every check of a pair over many, one after the other; yield the findings of each.

    Raises:
        InputError: the settings name an unknown check or severity.
    """
    return run_pairs(plan(CHECKS, settings), pairs)


def _termbase(glossary: Termbase | Mapping[str, str] | str | Path | None) -> Termbase | None:
    if glossary is None or isinstance(glossary, Termbase):
        return glossary
    if isinstance(glossary, Mapping):
        terms = ({"zh": TermSet(zh), "en": TermSet(en)} for zh, en in glossary.items())
        return Termbase([Concept(id=f"term-{number}", terms=pair) for number, pair in enumerate(terms, start=1)])
    from workflow.store.files import read_text
    from workflow.store.schema_desk import concepts_from_yaml

    return Termbase(concepts_from_yaml(read_text(Path(glossary), str(glossary)), str(glossary)))


def check_visits(visits: Iterable[Visit], settings: Settings) -> tuple[Finding, ...]:
    """Run the checks that look at the web's answers for links.

    Raises:
        InputError: the settings name an unknown check or severity.
    """
    return tuple(run_visits(CHECKS, visits, settings))


def check_glossary(
    glossary: Glossary, places: Mapping[Trail, tuple[int, int]], file: str, settings: Settings | None = None
) -> tuple[Finding, ...]:
    """Run the checks of the glossary itself; `places` are the lines and columns of its file.

    Raises:
        InputError: the settings name an unknown check or severity.
    """
    return run_glossary(CHECKS, glossary, places, file, settings or Settings())


def page(check_id: str) -> str:
    """Return the page that explains a check (Markdown): what it means, why, how to mend, two examples.

    Raises:
        InputError: there is no such check.
    """
    if check_id not in _IDS:
        close = get_close_matches(check_id, _IDS, n=1)
        mend = f"did you mean {close[0]}?" if close else "list them with: workflow explain"
        raise InputError(f"there is no check “{check_id}”", mend=mend)
    return files("workflow.checks").joinpath("pages", f"{check_id}.md").read_text(encoding="utf-8")
