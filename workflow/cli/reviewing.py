"""The command that opens the review page."""

from typing import Annotated

import typer

from workflow.cli import arguments, output, program

_Host = Annotated[str, typer.Option(metavar="ADDRESS", help="Listen here instead: others can then reach the page.")]


def register(app: typer.Typer) -> None:
    """Add the command of this module to the program."""
    app.command(epilog="Example:  workflow review 2024-01-24-port")(review)


def review(
    article_id: Annotated[
        str, typer.Argument(metavar="ID", help="The article to begin with.", autocompletion=arguments.articles)
    ] = "",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8747,
    host: _Host = "127.0.0.1",
    no_open: Annotated[bool, typer.Option("--no-open", help="Print the address, and open no browser.")] = False,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who works; else WORKFLOW_NAME, workflow.yaml, or git.")] = "",
) -> None:
    """Review articles in a browser, on this machine only.

    Both languages side by side, findings as you type, approval, comments, the
    page as it will be published. Whoever has the address that is printed may
    edit: it holds a token that is new every time. Ctrl-C ends it; nothing is
    lost then.
    """
    from workflow.review.server import Server

    desk = program.open_desk()
    if article_id:
        (article_id,) = program.articles(desk, [article_id])
    server = Server(desk.root, host=host, port=port, article=article_id, by=by)
    if not server.access.is_loopback:
        output.note(
            f"warning: {host} can be reached from other machines: whoever has this address with its token may edit, "
            "and what passes is not encrypted"
        )

    def started() -> None:
        output.line(server.address)
        if not no_open:
            import webbrowser

            webbrowser.open(server.address)

    server.run(started)
