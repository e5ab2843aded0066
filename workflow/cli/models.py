"""Commands that equip: models, doctor."""

from dataclasses import asdict
from typing import Annotated

import typer

from workflow.cli import arguments, output, program

models = typer.Typer(no_args_is_help=True, help="Install, list and remove the engines' models.")


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the program."""
    app.add_typer(models, name="models")
    app.command(epilog="Example:  workflow doctor")(doctor)


@models.command("list", epilog="Example:  workflow models list")
def models_list(as_json: arguments.AsJson = False) -> None:
    """List models, installed and available."""
    from workflow.engines import packages

    installed = packages.installed()
    if as_json:
        output.as_json([asdict(model) for model in installed])
        return
    rows = [(m.name, m.kind, f"{m.size / 1e6:,.0f} MB", m.sha256[:12], "installed") for m in installed]
    names = {model.name for model in installed}
    rows += [
        (entry.name, entry.kind, f"{entry.size / 1e6:,.0f} MB" if entry.size else "?", entry.sha256[:12], "available")
        for entry in packages.available()
        if entry.name not in names
    ]
    output.table(("model", "engine", "size", "sha256", "state"), rows, right=(2,))


@models.command(
    "install", epilog="Example:  workflow models install zh-en\n\nAnother:  workflow models install file.argosmodel"
)
def models_install(
    names: Annotated[list[str], typer.Argument(metavar="NAME_OR_FILE", help="A name, .argosmodel or .gguf file.")],
) -> None:
    """Install models.

    A language pair (zh-en) from the Argos index, a model by its name, or a file.
    A broken download is resumed.
    """
    from workflow.engines import packages

    for name in names:
        with output.ProgressObserver(unit="bytes") as observer:
            model = packages.install(name, lambda done, total, what: observer.progress(what, done, total))
        output.line(f"{model.name} ({model.kind}, {model.size / 1e6:,.0f} MB, sha256 {model.sha256})")


@models.command("remove", epilog="Example:  workflow models remove zh-en")
def models_remove(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A model that is installed.", autocompletion=arguments.installed)
    ],
) -> None:
    """Remove an installed model."""
    from workflow.engines import packages

    packages.remove(name)
    output.note(f"{name} is removed")


def doctor(as_json: arguments.AsJson = False) -> None:
    """Say what is missing, and the command that mends it."""
    from workflow.jobs import doctor as job

    rows = job.examine(program.open_desk_or_none())
    if as_json:
        output.as_json([asdict(row) for row in rows])
    else:
        output.table(
            ("part", "state", "remark"),
            [(row.part, "ok" if row.ok else "missing", row.remark) for row in rows],
            fold=2,
        )
    if any(row.needed and not row.ok for row in rows):
        raise typer.Exit(3)
