"""Read an original, or a page of one's own, into a `Record`."""

from pathlib import Path

from workflow import __version__, skeleton
from workflow.errors import InputError
from workflow.intake import documents
from workflow.intake.body import Body, locate
from workflow.intake.breadcrumb import position_line
from workflow.intake.density import Density
from workflow.intake.embedded import Statement, statements, title_tag
from workflow.intake.evidence import from_options, settle
from workflow.intake.fragment import drop_lines, fragment
from workflow.intake.headline import Headline, find_headline
from workflow.intake.html import Line, Page, clean, parse_page
from workflow.intake.metadata import gather
from workflow.intake.original import Original
from workflow.intake.selectors import SelectorError, select
from workflow.intake.sites import Profile
from workflow.intake.sites import profiles as load_profiles
from workflow.intake.stated import generator, language_of, links_to_original, profiled
from workflow.intake.tails import cut_tails, without_echo
from workflow.intake.trim import is_exact, trim
from workflow.intake.zones import zones
from workflow.model import Metadata, Record


def read(
    original: Original,
    *,
    options: Metadata | None = None,
    body_selector: str = "",
    profiles: Path | None = None,
    language: str = "",
    lenient: bool = False,
) -> Record:
    """Read a page or document.

    Args:
        original: what was taken in.
        options: values a person gave; each that is not empty wins.
        body_selector: CSS selector (or XPath) of the body, for pages on which it is not found.
        profiles: a desk's folder of site profiles.
        language: BCP 47 language of the page; empty to decide by its script.
        lenient: take a page that states no date, as reproductions do that lost it.

    Returns:
        The record; `evidence` names the rule of each field and of ``body``, `candidates` every value found.

    Raises:
        InputError: no title, date or body was found, or the page cannot be read; the message names the option that
            supplies what is missing.
    """
    place = original.url or original.name
    page = parse_page(documents.to_html(original), original.url, place)
    known = load_profiles(profiles, page.url, generator(page.root))
    stated = statements(page)
    headline, body = _article(page, known, stated, body_selector, options, place)
    language = language or language_of("\n".join(line.plain for line in body.lines))
    parts = zones(page, headline, body)
    evidence = gather(page, headline, body, stated, parts)
    profiled(evidence, page, known)
    from_options(evidence, options)
    position_line(evidence, page, body.first)
    links_to_original(evidence, page, language)
    metadata, rules = settle(evidence)
    _require(metadata, place, lenient=lenient)
    built = skeleton.build(_markup(page, body), base_url=page.base_url)
    if not built.units and not built.images:
        raise _missing("body", "--body SELECTOR", place)
    return Record(
        language=language,
        metadata=metadata,
        body=built.body,
        units=built.units,
        links=built.links,
        images=built.images,
        candidates=evidence.candidates(),
        evidence={**rules, "body": body.rule, **({"pages": body.pages} if body.pages else {})},
        extracted_by=f"workflow {__version__}",
    )


def _article(
    page: Page,
    known: tuple[Profile, ...],
    stated: list[Statement],
    selector: str,
    options: Metadata | None,
    place: str,
) -> tuple[Headline, Body]:
    """Title and body of the page: the body gives the title its place, the title the body its beginning."""
    density = Density(page)
    try:
        found, rule = locate(page, density, known, selector)
    except SelectorError as error:
        raise InputError(
            str(error), place="--body", mend="name an element, for example “#content” or “div.article”"
        ) from error
    if not found:
        raise _missing("body", "--body SELECTOR", place)
    limit = _first_prose(found, density)
    headline = _named_title(page, known) or find_headline(page, density, stated, title_tag(page), limit)
    if headline is None and options and options.title:
        headline = Headline(options.title, "option:title")
    if headline is None:
        raise _missing("title", "--title", place)
    if headline.lines and not is_exact(rule):
        below = Density(page, after=headline.last)
        if rule == "layout:density" or sum(below.noisy[line.index] for line in found) > len(found) / 2:
            density = below
            found, rule = locate(page, density, known, selector)
    body = trim(page, found, rule, density, headline)
    if body is None:
        raise _missing("body", "--body SELECTOR", place)
    if not is_exact(rule):
        body.credits = body.credits | cut_tails(body)
        body.lines = without_echo(body, headline.text)
    return headline, body


def _named_title(page: Page, known: tuple[Profile, ...]) -> Headline | None:
    """The title of a page that this program made, in the element that holds it, however long it is."""
    for profile in known:
        for selector in profile.values.get("title", ()) if profile.own else ():
            found = select(page.body, selector)
            text = clean("".join(map(str, found[0].itertext()))) if found else ""
            if text:
                return Headline(text, f"profile:{profile.name} {selector}", lines=tuple(page.lines_in(found[:1])))
    return None


def _first_prose(found: list[Line], density: Density) -> int:
    """Index of the first line that reads as text."""
    return next((line.index for line in found if density.scores[line.index] >= 20), found[0].index)  # noqa: PLR2004


def _markup(page: Page, body: Body) -> str:
    """The body's HTML with every other line taken out of it."""
    kept = {line.index for line in body.lines}
    inside = page.lines_in([body.container])
    drop_lines([line for line in inside if line.index not in kept])
    return fragment(body.container)


def _require(metadata: Metadata, place: str, *, lenient: bool) -> None:
    """A page must state a title and a date."""
    if not metadata.title:
        raise _missing("title", "--title", place)
    if not metadata.date and not lenient:
        raise _missing("date", "--date", place)


def _missing(what: str, option: str, place: str) -> InputError:
    return InputError(f"no {what} was found on the page", place=place, mend=f"give it with {option}")
