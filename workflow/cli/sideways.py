"""What `workflow show` prints: both languages side by side, or one below the other where there is no room."""

from workflow import skeleton
from workflow.cli import output
from workflow.model import Metadata, Unit
from workflow.store.desk import Desk
from workflow.text.inline import MarkupError, plain


def show(desk: Desk, article_id: str) -> None:
    """Print an article's metadata and units in both languages."""
    article = desk.article(article_id)
    reproduction = desk.reproduction(article_id, desk.settings.target_language)
    english = reproduction.metadata if reproduction else Metadata()
    drafted = {unit.id: unit for unit in reproduction.units} if reproduction else {}
    rows = _metadata_rows(article.metadata, english, article.source_en)
    for unit in skeleton.units(desk.body(article_id)):
        found = drafted.get(unit.id)
        rows.append((unit.id, _plain(unit.source), _plain(found.target.text) if found else "", _mark(unit, found)))
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
        grid.add_row(Text(label), Text(source), right)
    output.print_rich(grid)


def _metadata_rows(chinese: Metadata, english: Metadata, source_en: str) -> list[tuple[str, str, str, str]]:
    pairs = [
        ("title", chinese.title, english.title),
        ("subtitle", chinese.subtitle, english.subtitle),
        ("date", chinese.date, chinese.date),
        ("source", chinese.source, english.source or source_en),
        ("author", "、".join(chinese.authors), ", ".join(english.authors)),
        ("editor", "、".join(chinese.editors), ", ".join(english.editors)),
        ("position", " > ".join(chinese.position), " > ".join(english.position)),
        ("link", chinese.url, ""),
    ]
    return [(label, source, target, "") for label, source, target in pairs if source or target]


def _mark(current: Unit, found: Unit | None) -> str:
    """What a reader must know about a unit besides its text."""
    if found is None or not found.target.text:
        return "no target"
    marks = [] if found.target.state.approved else [found.target.state.value]
    if found.source != current.source:
        marks.append("stale")
    if found.target.unmet:
        marks.append("unmet: " + ", ".join(f"{item.source} = {item.owed}" for item in found.target.unmet))
    return "; ".join(marks)


def _plain(markup: str) -> str:
    try:
        return plain(markup)
    except MarkupError:
        return markup
