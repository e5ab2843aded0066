"""What `workflow show` prints: both languages side by side, or one below the other where there is no room."""

from collections.abc import Sequence

from workflow import skeleton
from workflow.cli import output
from workflow.cli.marked import Cell
from workflow.jobs.proposals import Proposal, all_proposals
from workflow.model import Article, Metadata, Reproduction, Unit, Unmet
from workflow.store.desk import Desk
from workflow.text.inline import lenient


def show(desk: Desk, article_id: str, *, memory: bool = False) -> None:
    """Print an article's metadata and units in both languages, and below each what the memory proposes if asked to."""
    article = desk.article(article_id)
    reproduction = desk.reproduction(article_id, desk.settings.target_language)
    drafted = {unit.id: unit for unit in reproduction.units} if reproduction else {}
    proposed = all_proposals(desk, article_id) if memory else {}
    rows = []
    for row in _metadata_rows(article, reproduction):
        rows += [row, *map(_proposed, proposed.get(row[0], ()))]
    for unit in skeleton.units(desk.body(article_id)):
        found = drafted.get(unit.id)
        rows.append(
            (unit.id, lenient(unit.source).text, lenient(found.target.text).text if found else "", _mark(unit, found))
        )
        rows += map(_proposed, proposed.get(unit.id, ()))
    if not output.is_terminal():
        output.lines("\t".join(row) for row in rows)
        return
    from rich import box
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_lines=False, title=article.id, title_justify="left")
    grid.add_column("unit", style="dim", no_wrap=True)
    grid.add_column(article.language, ratio=2, overflow="fold")
    grid.add_column(desk.settings.target_language, ratio=3, overflow="fold")
    for label, source, target, mark in rows:
        right = Text(target)
        if mark:
            right.append(f" [{mark}]" if target else f"[{mark}]", style="yellow")
        grid.add_row(Text(label), Cell(Text(source)), Cell(right))
    output.print_rich(grid)


def _proposed(found: Proposal) -> tuple[str, str, str, str]:
    """A row for what the memory proposes."""
    marks = [f"from {found.place}", "" if found.reviewed else "not reviewed"]
    marks += [f"{one.was} → {one.now}" for one in found.adjustments]
    return (
        f"{found.score}%",
        lenient(found.source).text,
        lenient(found.target).text,
        "; ".join(filter(None, [*marks, _failing(found.unmet)])),
    )


def _metadata_rows(article: Article, reproduction: Reproduction | None) -> list[tuple[str, str, str, str]]:
    chinese = article.metadata
    english = reproduction.metadata if reproduction else Metadata()
    unmet = reproduction.unmet if reproduction else {}
    rows = [
        ("title", chinese.title, english.title, "title"),
        ("subtitle", chinese.subtitle, english.subtitle, "subtitle"),
        ("date", chinese.date, chinese.date, ""),
        ("source", chinese.source, english.source or article.source_en, "source"),
        ("author", "、".join(chinese.authors), ", ".join(english.authors), "authors"),
        ("editor", "、".join(chinese.editors), ", ".join(english.editors), "editors"),
        ("position", " > ".join(chinese.position), " > ".join(english.position), "position"),
        ("link", chinese.url, "", ""),
    ]
    return [
        (label, source, target, _failing(unmet.get(field, ())))
        for label, source, target, field in rows
        if source or target
    ]


def _mark(current: Unit, found: Unit | None) -> str:
    """What a reader must know about a unit besides its text."""
    if found is None or not found.target.text:
        return "no target"
    marks = [] if found.target.state.approved else [found.target.state.value]
    if found.source != current.source:
        marks.append("stale")
    return "; ".join(filter(None, [*marks, _failing(found.target.unmet)]))


def _failing(unmet: Sequence[Unmet]) -> str:
    return "unmet: " + ", ".join(f"{item.source} = {item.owed}" for item in unmet) if unmet else ""
