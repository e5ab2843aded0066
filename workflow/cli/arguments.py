"""What several commands take: articles, units, entries, checks and models by name, completed by the shell; options."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from workflow.store.desk import Desk

Names = Callable[[typer.Context, str], list[str]]


def _begun(names: Callable[[typer.Context], Iterable[str]]) -> Names:
    """Completion by these names; where there is no desk to ask, or it is broken, none."""

    def completed(ctx: typer.Context, incomplete: str) -> list[str]:
        from workflow.errors import WorkflowError

        try:
            return [name for name in names(ctx) if name.startswith(incomplete)]
        except WorkflowError:
            return []

    return completed


def _desk(ctx: typer.Context) -> "Desk":
    from workflow.store.desk import Desk

    return Desk.open(ctx.find_root().params.get("desk"))


def _units(ctx: typer.Context) -> Iterable[str]:
    from workflow import skeleton
    from workflow.cli import program

    desk = _desk(ctx)
    named = ctx.params.get("article_id") or next(iter(ctx.args), "")  # behind an option nothing is parsed yet
    (article,) = program.articles(desk, [named])
    return (unit.id for unit in skeleton.units(desk.body(article)))


def _checks(_: typer.Context) -> Iterable[str]:
    from workflow.checks import CHECKS

    return (check.id for check in CHECKS)


def _families(ctx: typer.Context) -> Iterable[str]:
    return sorted({part for name in _checks(ctx) for part in (name, name.partition(".")[0])})


def _engines(_: typer.Context) -> Iterable[str]:
    from workflow.engines import ENGINES

    return ("auto", *ENGINES)


def _installed(_: typer.Context) -> Iterable[str]:
    from workflow.engines import packages

    return (model.name for model in packages.installed())


articles = _begun(lambda ctx: _desk(ctx).ids())
entries = _begun(lambda ctx: (concept.id for concept in _desk(ctx).concepts()))
units, checks, families = map(_begun, (_units, _checks, _families))
engines, installed = map(_begun, (_engines, _installed))

Article = Annotated[
    str, typer.Argument(metavar="ID", help="The article, or how its id begins.", autocompletion=articles)
]
Articles = Annotated[
    list[str] | None,
    typer.Argument(metavar="ID", help="Articles, or how their ids begin; all if none.", autocompletion=articles),
]
Entry = Annotated[str, typer.Argument(metavar="ID", help="The entry.", autocompletion=entries)]
Unit = Annotated[str, typer.Argument(metavar="UNIT", help="The unit, such as u3.", autocompletion=units)]
Units = Annotated[
    list[str] | None,
    typer.Option("--unit", metavar="U", help="A unit; may be repeated. All if none.", autocompletion=units),
]
Check = Annotated[str, typer.Argument(metavar="CHECK", help="The check, such as term.missing.", autocompletion=checks)]
Only = Annotated[
    list[str] | None,
    typer.Option(metavar="CHECK", help="These checks or families alone: number,term.", autocompletion=families),
]
Skip = Annotated[
    list[str] | None,
    typer.Option(metavar="CHECK", help="All but these checks or families.", autocompletion=families),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print it for a machine.")]
Private = Annotated[bool, typer.Option("--allow-private", help="Fetch from private addresses too.")]
Timeout = Annotated[float, typer.Option(metavar="SECONDS", min=0.1, help="How long a server may stay silent.")]
Theme = Annotated[str, typer.Option(metavar="NAME", help="Looks: modern or classic; else as workflow.yaml says.")]
Publisher = Annotated[str, typer.Option("--by", metavar="NAME", help="Who publishes; else as for 'workflow state'.")]
