"""The commands on the translation memory: memory search, stats, import, export, rebuild."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workflow.cli import arguments, marked, output, program

if TYPE_CHECKING:
    from workflow.memory.phrases import Found
    from workflow.memory.statistics import Statistics

memory = typer.Typer(no_args_is_help=True, help="Find again what was translated before.")

_INDENT = 2


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the program."""
    app.add_typer(memory, name="memory")


@memory.command("search", epilog="Example:  workflow memory search 产教融合\n\nAnother:  workflow memory search port")
def search(
    phrase: Annotated[str, typer.Argument(metavar="TEXT", help="Chinese or English.")],
    exact: Annotated[bool, typer.Option("--exact", help="Leave out phrases that are only like it.")] = False,
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, help="How many at most.")] = 20,
    as_json: arguments.AsJson = False,
) -> None:
    """Look a phrase up in both languages of what was translated before.

    First the texts that have it, then those with a phrase like it.
    """
    from workflow.jobs.memory import opened
    from workflow.memory.phrases import lookup

    program.require_words(phrase)
    with output.ProgressObserver(unit="files") as observer, opened(program.open_desk(), observer) as known:
        found = lookup(known, phrase, like=not exact, most=most)
    if as_json:
        output.as_json([_as_json(one) for one in found])
    elif not output.is_terminal():
        output.lines("\t".join(_row(one)) for one in found)
    else:
        for one in found:
            _show(one)
    output.note(f"{output.counted(len(found), 'text')} with “{phrase}”{' or like it' if not exact else ''}")


def _as_json(found: "Found") -> dict[str, object]:
    entry = found.entry
    names = ("memory", "article", "unit", "origin", "by", "at")
    return {
        "score": found.score,
        "source": found.source,
        "target": found.target,
        "source_spans": [list(span) for span in found.source_spans],
        "target_spans": [list(span) for span in found.target_spans],
        "state": entry.state.value,
        **{name: getattr(entry, name) for name in names},
    }


def _row(found: "Found") -> tuple[str, ...]:
    source, target = marked.marked(found.source, found.source_spans), marked.marked(found.target, found.target_spans)
    return found.entry.place, f"{found.score}%", found.entry.state.value, _line(source), _line(target)


def _line(text: str) -> str:
    return " ".join(text.split())


def _show(found: "Found") -> None:
    from rich.text import Text

    entry = found.entry
    head = Text().append(entry.place, style="cyan").append(f"  {entry.state.value}")
    if found.score < 100:  # noqa: PLR2004  percent
        head.append(f"  {found.score}%", style="yellow")
    head.append("\n")
    for text, spans in ((found.source, found.source_spans), (found.target, found.target_spans)):
        head.append_text(marked.paragraph(_same_length(text), spans, indent=_INDENT))
    output.print_lines(head)


def _same_length(text: str) -> str:
    return "".join(" " if ch.isspace() else ch for ch in text)


@memory.command("stats", epilog="Example:  workflow memory stats --json")
def stats(as_json: arguments.AsJson = False) -> None:
    """Count what is in the memory: the desk's own and the memories it names."""
    from workflow.jobs import memoryfiles as job

    with output.ProgressObserver(unit="files") as observer:
        found = job.stats(program.open_desk(), observer)
    _print(found, as_json=as_json)


@memory.command("rebuild", epilog="Example:  workflow memory rebuild")
def rebuild(as_json: arguments.AsJson = False) -> None:
    """Make the index anew from the files, which are the truth."""
    from workflow.jobs import memoryfiles as job

    with output.ProgressObserver(unit="files") as observer:
        found = job.rebuild(program.open_desk(), observer)
    _print(found, as_json=as_json)


def _print(found: "Statistics", *, as_json: bool) -> None:
    if as_json:
        output.as_json(asdict(found))
        return
    rows = [
        ("texts", f"{found.entries:,}"),
        ("Chinese characters", f"{found.han:,}"),
        ("English words", f"{found.words:,}"),
        ("by state", _listed(found.states)),
        ("by origin", _listed(found.origins)),
        ("repetitions", f"{found.repetitions:,}"),
        ("translated in several ways", f"{found.ambiguous:,}"),
        *((name or "this desk", f"{number:,}") for name, number in found.memories.items()),
    ]
    output.table(("what", "how many"), rows)


def _listed(counts: Mapping[str, int]) -> str:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name} {number:,}" for name, number in ranked) or "none"


@memory.command("import", epilog="Example:  workflow memory import archive.tmx --reviewed")
def import_(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="TMX, XLIFF, PO, TSV or CSV.")],
    name: Annotated[str, typer.Option(metavar="NAME", help="Name of the memory; else the file's.")] = "",
    reviewed: Annotated[
        bool, typer.Option("--reviewed", help="Vouch for its translations: the same text is then taken from it.")
    ] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Replace a memory of that name.")] = False,
    as_json: arguments.AsJson = False,
) -> None:
    """Take in translations that were made elsewhere.

    They are kept as memories/NAME.tmx and named in workflow.yaml. Nothing writes
    to them afterwards.
    """
    from workflow.jobs import memoryfiles as job

    taken = job.import_file(program.open_desk(), path, name=name, reviewed=reviewed, replacing=replace)
    if as_json:
        output.as_json(asdict(taken))
        return
    for sentence in taken.lost:
        output.note(sentence)
    output.note(f"{output.counted(taken.entries, 'text')}, {taken.reviewed:,} reviewed")
    output.line(taken.memory)


@memory.command("export", epilog="Example:  workflow memory export desk.tmx --reviewed")
def export(
    path: Annotated[Path | None, typer.Argument(metavar="FILE", help="The file; else build/memory.tmx.")] = None,
    reviewed: Annotated[bool, typer.Option("--reviewed", help="Only what a person vouched for.")] = False,
    as_json: arguments.AsJson = False,
) -> None:
    """Write what this desk has translated as TMX 1.4b, for other programs."""
    from workflow.jobs import memoryfiles as job

    desk = program.open_desk()
    out = path or desk.root / "build" / "memory.tmx"
    with output.ProgressObserver(unit="files") as observer:
        number = job.export_file(desk, out, reviewed=reviewed, observer=observer)
    if as_json:
        output.as_json({"file": str(path or desk.name(out)), "entries": number})
        return
    output.note(output.counted(number, "text"))
    output.line(str(path) if path else desk.name(out))
