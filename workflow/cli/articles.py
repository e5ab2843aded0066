"""Commands on articles: init, add, status, show, translate."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workflow.cli import arguments, marked, output, program
from workflow.errors import InputError

if TYPE_CHECKING:
    from workflow.jobs.add import Added
    from workflow.store.desk import Desk


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the program."""
    app.command(epilog="Example:  workflow init newsroom")(init)
    app.command(epilog="Example:  workflow add page.html --url https://site.example/2024/news.html")(add)
    app.command(epilog="Example:  workflow status --json")(status)
    app.command(epilog="Example:  workflow show 2024-01-24-northeast-asia-hub")(show)
    app.command(epilog="Example:  workflow translate --all\n\nAnother:  workflow translate --lines text.txt")(translate)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make a desk of.")] = Path(),
) -> None:
    """Make a new desk.

    Writes workflow.yaml, glossary.yaml, sources/ and translations/; files that
    exist are left alone.
    """
    from workflow.store.desk import Desk

    desk = Desk.create(folder)
    output.note("Next: workflow add SOURCE, where SOURCE is a web address or a file")
    output.line(str(desk.root))


def add(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE", help="A URL, a file (html, txt, md, docx) or -.")],
    url: Annotated[str, typer.Option(help="Link to the original.")] = "",
    title: Annotated[str, typer.Option(help="Title of the original.")] = "",
    subtitle: Annotated[str, typer.Option(help="Subtitle of the original.")] = "",
    date: Annotated[str, typer.Option(help="Date of the original: 2024-01-24 or 2024年1月24日.")] = "",
    source: Annotated[str, typer.Option(help="Who published it: 来源.")] = "",
    source_en: Annotated[str, typer.Option(help="The English name of the source.")] = "",
    author: Annotated[list[str] | None, typer.Option(help="An author; may be repeated.")] = None,
    editor: Annotated[list[str] | None, typer.Option(help="An editor; may be repeated.")] = None,
    article_id: Annotated[str, typer.Option("--id", help="YYYY-MM-DD-slug; else made of date and title.")] = "",
    body: Annotated[
        str, typer.Option(metavar="SELECTOR", help="CSS selector of the body, where it is not found.")
    ] = "",
    note: Annotated[str, typer.Option(help="A note to keep with the article.")] = "",
    update: Annotated[bool, typer.Option("--update", help="Take a newer version of an article on the desk.")] = False,
    media: Annotated[bool, typer.Option(help="Keep the pictures with the article.")] = True,
    allow_private: arguments.Private = False,
    timeout: arguments.Timeout = 30.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was read, and by which rule.")] = False,
) -> None:
    """Take originals in, and print the id of each.

    The bytes are kept and hashed. Title, date, source, people, position, links
    and pictures are read from the page; options win over what was read.
    """
    from workflow.jobs import add as job
    from workflow.model import Metadata

    iso = program.date_of(date, "--date")
    stated = [title, url, article_id, body, iso]
    if len(sources) > 1 and any(stated):
        raise InputError("one article's title, date, url, id or body was given for several", mend="add them one by one")
    options = job.AddOptions(
        metadata=Metadata(
            title=title,
            subtitle=subtitle,
            date=iso,
            source=source,
            url=url,
            authors=tuple(author or ()),
            editors=tuple(editor or ()),
        ),
        source_en=source_en,
        note=note,
        id=article_id,
        body_selector=body,
        update=update,
        allow_private=allow_private,
        timeout=timeout,
        media=media,
    )
    desk = program.open_desk()
    results = []
    for item in sources:
        stdin = sys.stdin.buffer.read() if item == "-" else None
        with output.ProgressObserver() as observer:
            added = job.add(desk, item, options, stdin=stdin, observer=observer)
        _tell(desk, added)
        results.append(added)
        if not as_json:
            output.line(added.id)
    if as_json:
        output.as_json([_added_json(added) for added in results])


def _tell(desk: "Desk", added: "Added") -> None:
    """Say what a newer version of an article changed."""
    if added.outcome == "updated" and not (added.changed or added.removed):
        output.note(f"{added.id}: the record of the article is renewed; no unit changed")
    elif added.outcome == "updated":
        begun = desk.reproduction(added.id, desk.settings.target_language)
        then = f"redraft with: workflow translate {added.id} --stale" if added.changed else "see: workflow check"
        output.note(
            f"{added.id}: {output.counted(len(added.changed), 'unit')} changed, "
            f"{output.counted(len(added.removed), 'unit')} gone" + (f"; {then}" if begun else "")
        )
    elif added.outcome == "unchanged":
        output.note(f"{added.id}: nothing changed")
    for name, old, new in (*added.stated, *added.texts):
        output.note_lines(marked.difference(name, old, new).append("\n"))


def _added_json(added: "Added") -> dict[str, object]:
    return {
        "id": added.id,
        "outcome": added.outcome,
        "units": added.units,
        "changed": list(added.changed),
        "removed": list(added.removed),
        "stated": [{"field": name, "old": old, "new": new} for name, old, new in added.stated],
        "texts": [{"unit": unit, "old": old, "new": new} for unit, old, new in added.texts],
        "article": {**asdict(added.article.metadata), "digest": added.article.digest},
        "evidence": dict(added.article.evidence),
    }


def status(
    ids: arguments.Articles = None,
    state: Annotated[
        str, typer.Option(metavar="STATE", help="Only articles in it: initial, translated, reviewed, final, published.")
    ] = "",
    stale: Annotated[bool, typer.Option("--stale", help="Only articles with units whose original changed.")] = False,
    assigned: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only articles that this person works on; '' for nobody's.")
    ] = None,
    since: Annotated[
        str, typer.Option(metavar="DAY", help="Only articles on which something was done since, such as 2024-01-24.")
    ] = "",
    counts: Annotated[bool, typer.Option("--counts", help="Show Chinese characters and English words.")] = False,
    as_json: arguments.AsJson = False,
) -> None:
    """Show where every article stands."""
    from workflow.cli import statustable

    choice = statustable.chosen(state, stale=stale, assigned=assigned, since=since)
    statustable.show(program.open_desk(), ids or [], choice, counts=counts, as_json=as_json)


def show(
    article_id: arguments.Article,
    memory: Annotated[
        bool, typer.Option("--memory", help="Below each text, what the translation memory proposes.")
    ] = False,
) -> None:
    """Show both languages of an article side by side."""
    from workflow.cli import sidebyside

    desk, article_id = program.article(article_id)
    sidebyside.show(desk, article_id, memory=memory)


def translate(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="Articles to draft.", autocompletion=arguments.articles)
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Draft every article of the desk.")] = False,
    engine: Annotated[
        str, typer.Option(help="argos, llm, openai, libretranslate, or auto.", autocompletion=arguments.engines)
    ] = "",
    stale: Annotated[
        bool, typer.Option("--stale", help="Draft again what a newer original, glossary or model outdates.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Draft everything again; old text stays in the history.")
    ] = False,
    lines: Annotated[
        str, typer.Option("--lines", metavar="FILE", help="Draft a text file (or -) line by line, without a desk.")
    ] = "",
    glossary: Annotated[
        Path | None, typer.Option(help="With --lines: the glossary or term list (TBX, CSV, TSV) to enforce.")
    ] = None,
    memory: Annotated[
        Path | None, typer.Option(help="With --lines: translations (such as TMX) that come before the engine.")
    ] = None,
    candidates: Annotated[
        int, typer.Option(metavar="N", min=1, max=32, help="Make N drafts of each text, and keep the best.")
    ] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print a summary (or the lines) for a machine.")] = False,
) -> None:
    """Draft what has no English yet.

    What was translated and reviewed before is taken from the memory. Terms of
    the glossary are enforced and verified; what could not be met is recorded on
    the unit. Finished units are saved one by one, so an interrupted draft goes
    on where it stopped.
    """
    from workflow.cli import drafting
    from workflow.jobs.translate import TranslateOptions

    if lines:
        if ids or every or stale or force:
            raise InputError("--lines needs no desk and takes no article", mend="leave the other options out")
        drafting.lines(lines, engine=engine, glossary=glossary, memory=memory, candidates=candidates, as_json=as_json)
        return
    if glossary is not None:
        raise InputError("--glossary goes with --lines", mend="a desk's own glossary is glossary.yaml")
    if memory is not None:
        raise InputError("--memory goes with --lines", mend="name memories of a desk in workflow.yaml")
    if not ids and not every:
        raise InputError("no article was named", mend="give an id, or --all")
    desk = program.open_desk()
    chosen = program.articles(desk, ids or [])
    options = TranslateOptions(stale=stale, force=force, candidates=candidates)
    drafting.articles(desk, chosen, options, engine=engine, as_json=as_json)
