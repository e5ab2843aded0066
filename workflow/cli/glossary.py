"""The commands on the termbase: workflow glossary list, lookup, add, edit, deprecate."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from workflow.cli import arguments, glossarycheck, glossaryfiles, glossarysuggest, output, program

if TYPE_CHECKING:
    from rich.text import Text

    from workflow.jobs.concordance import Occurrence
    from workflow.model import Concept

glossary = typer.Typer(no_args_is_help=True, help="Keep the glossary, and see how it is used.")


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the program."""
    glossarycheck.register(glossary)
    glossarysuggest.register(glossary)
    glossaryfiles.register(glossary)
    app.add_typer(glossary, name="glossary")


Domain = Annotated[str | None, typer.Option(help="Subject field, such as economy.")]
Note = Annotated[str | None, typer.Option(help="A note for people.")]
Reference = Annotated[str | None, typer.Option(help="Where the rendering comes from: an address or a title.")]
Owner = Annotated[str | None, typer.Option(help="Who keeps the entry.")]
Status = Annotated[str | None, typer.Option(help="approved, proposed or deprecated.")]
Admitted = Annotated[
    list[str] | None, typer.Option(metavar="FORM", help="An English form that will do; may be repeated.")
]
Deprecated = Annotated[
    list[str] | None, typer.Option(metavar="FORM", help="An English form not to be used; may be repeated.")
]
SourceAdmitted = Annotated[
    list[str] | None, typer.Option("--zh-admitted", metavar="FORM", help="Another Chinese form; may be repeated.")
]


@glossary.command("list", epilog="Example:  workflow glossary list --domain economy")
def list_entries(
    domain: Annotated[str, typer.Option(help="Entries of this subject field.")] = "",
    status: Annotated[str, typer.Option(help="Entries that are approved, proposed or deprecated.")] = "",
    as_json: arguments.AsJson = False,
) -> None:
    """List the entries."""
    from workflow.jobs import glossary as job

    _checked_status(status)
    desk = program.open_desk()
    concepts = job.entries(desk, domain=domain, status=status)
    if as_json:
        output.as_json([asdict(concept) for concept in concepts])
        return
    languages = (desk.settings.source_language, desk.settings.target_language)
    if output.is_terminal():
        output.print_lines(_drawn(concepts, languages))
    else:
        rows = [(c.id, c.domain, *(_preferred(c, language) for language in languages), c.status) for c in concepts]
        output.table(("id", "domain", *languages, "status"), rows)
    output.note(output.counted(len(concepts), "entry", "entries"))


@glossary.command(epilog="Example:  workflow glossary lookup 走出去")
def lookup(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A phrase, Chinese or English.")],
    as_json: arguments.AsJson = False,
) -> None:
    """Show a phrase in the glossary and in every article.

    A concordance: entries that speak of it, and each unit in which it occurs,
    in both languages.
    """
    from workflow.jobs import concordance as job

    program.require_words(text)
    desk = program.open_desk()
    with output.ProgressObserver(unit="articles") as observer:
        found, faults = program.of_sound(
            desk, desk.ids(), lambda sound: job.lookup(desk, text, sound, observer=observer)
        )
    if as_json:
        places = [asdict(occurrence) for occurrence in found.occurrences]
        output.as_json({"query": text, "terms": [asdict(c) for c in found.concepts], "places": places})
        program.end_with(faults)
        return
    languages = (desk.settings.source_language, desk.settings.target_language)
    if output.is_terminal():
        output.print_lines(_drawn(found.concepts, languages, whole=True).append_text(_places(found.occurrences)))
    else:
        output.lines(_line(occurrence) for occurrence in found.occurrences)
    articles = len({occurrence.article for occurrence in found.occurrences})
    output.note(
        f"{output.counted(len(found.concepts), 'entry', 'entries')}; "
        f"{output.counted(len(found.occurrences), 'unit')} of {output.counted(articles, 'article')}"
    )
    program.end_with(faults)


@glossary.command(epilog="Example:  workflow glossary add 智慧港口 'smart port' --domain economy")
def add(
    source: Annotated[str, typer.Argument(metavar="ZH", help="The Chinese term.")],
    target: Annotated[str, typer.Argument(metavar="EN", help="The preferred English term.")],
    concept_id: Annotated[str, typer.Option("--id", help="Id of the entry; else made of the English term.")] = "",
    source_admitted: SourceAdmitted = None,
    admitted: Admitted = None,
    deprecated: Deprecated = None,
    domain: Domain = None,
    note: Note = None,
    reference: Reference = None,
    owner: Owner = None,
    status: Status = None,
) -> None:
    """Add an entry, and print its id.

    It is written behind the last entry of its domain; every other line of
    glossary.yaml stays as it is.
    """
    from workflow.jobs import glossary as job

    _checked_status(status)
    change = job.Change(
        source=source, target=target, source_admitted=source_admitted or (), admitted=admitted or (),
        deprecated=deprecated or (), domain=domain, note=note, reference=reference, owner=owner, status=status,
    )  # fmt: skip
    output.line(job.add(program.open_desk(), change, concept_id=concept_id, today=program.today()).id)


@glossary.command(epilog="Example:  workflow glossary edit smart-port --admitted 'intelligent port'")
def edit(
    concept_id: arguments.Entry,
    source: Annotated[str | None, typer.Option("--zh", metavar="TERM", help="The Chinese term.")] = None,
    target: Annotated[str | None, typer.Option("--en", metavar="TERM", help="The preferred English term.")] = None,
    source_admitted: SourceAdmitted = None,
    admitted: Admitted = None,
    deprecated: Deprecated = None,
    without: Annotated[
        list[str] | None, typer.Option(metavar="FORM", help="A form to take out; may be repeated.")
    ] = None,
    domain: Domain = None,
    note: Note = None,
    reference: Reference = None,
    owner: Owner = None,
    status: Status = None,
) -> None:
    """Change an entry.

    What is not named stays as it is written, comments and order included.
    """
    from workflow.jobs import glossary as job

    _checked_status(status)
    change = job.Change(
        source=source, target=target, source_admitted=source_admitted or (), admitted=admitted or (),
        deprecated=deprecated or (), without=without or (), domain=domain, note=note, reference=reference,
        owner=owner, status=status,
    )  # fmt: skip
    job.edit(program.open_desk(), concept_id, change, today=program.today())
    output.note(f"{concept_id} is changed; see what that means for the articles with: workflow glossary check")


@glossary.command(epilog="Example:  workflow glossary deprecate smart-port --form 'wise port'")
def deprecate(
    concept_id: arguments.Entry,
    form: Annotated[str, typer.Option(help="The English form to withdraw; else the preferred one.")] = "",
    in_favour_of: Annotated[str, typer.Option(metavar="FORM", help="The English form that takes its place.")] = "",
) -> None:
    """Withdraw an English form, or a whole entry.

    With --in-favour-of, the form given becomes the preferred one, and the old
    one is reported wherever it is used. With neither option the entry is
    withdrawn, and its terms are no longer owed.
    """
    from workflow.jobs import glossary as job

    changed = job.deprecate(
        program.open_desk(), concept_id, form=form, in_favour_of=in_favour_of, today=program.today()
    )
    if changed.status == "deprecated":
        output.note(f"{concept_id} is withdrawn: its terms are no longer owed")
    else:
        output.note(f"{concept_id} is changed; find and replace the old form with: workflow glossary check --fix")


def _checked_status(status: str | None) -> None:
    from workflow.errors import InputError
    from workflow.jobs.glossary import STATUSES

    if status and status not in STATUSES:
        raise InputError(f"unknown status {status!r}", place="--status", mend=f"write one of {', '.join(STATUSES)}")


# --- How entries and places look -------------------------------------------------------------------------------------


def _preferred(concept: "Concept", language: str) -> str:
    return concept.terms[language].preferred if language in concept.terms else ""


def _drawn(concepts: "tuple[Concept, ...]", languages: tuple[str, str], *, whole: bool = False) -> "Text":
    """Entries for the terminal: id and standing, then a line for each language; all that is said of it if `whole`."""
    from rich.text import Text

    from workflow.cli.marked import wrapped

    text = Text()
    for concept in concepts:
        standing = [concept.domain, concept.status if concept.status != "approved" else ""]
        text.append(concept.id, "bold cyan").append("".join(f"  {word}" for word in standing if word), "dim").append(
            "\n"
        )
        for language in languages:
            if language in concept.terms:
                terms = concept.terms[language]
                forms = Text(f"{language} ", "dim").append(Text(" | ".join(terms.accepted), "not dim"))
                forms.append("".join(f"  not: {form}" for form in terms.deprecated), "not dim red")
                text.append_text(wrapped(forms, indent=2))
        for word in filter(None, (concept.note, concept.reference) if whole else ()):
            text.append_text(wrapped(Text(word, "dim"), indent=2))
    return text


def _places(occurrences: "tuple[Occurrence, ...]") -> "Text":
    from rich.text import Text

    from workflow.cli.marked import paragraph

    text = Text()
    article = ""
    for place in occurrences:
        if place.article != article:
            article = place.article
            text.append(f"\n{article}\n", "bold")
        text.append(f"  {place.unit}", "cyan").append(f"  {_standing(place)}\n", "dim")
        text.append_text(paragraph(place.source, place.source_spans, indent=4))
        if place.target:
            text.append_text(paragraph(place.target, place.target_spans, indent=4))
    return text


def _standing(place: "Occurrence") -> str:
    return place.state if place.target else "no English yet"


def _line(place: "Occurrence") -> str:
    from workflow.cli.marked import marked

    texts = marked(place.source, place.source_spans), marked(place.target, place.target_spans)
    return "\t".join((place.article, place.unit, place.state, *(" ".join(text.split()) for text in texts)))
