"""What Typer (0.29) says in its own way, said in ours: values of options in help, and wrong usage in one sentence."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer
from typer import core

from workflow.errors import InputError

_WORDS = {int: "N", float: "N", Path: "PATH"}
# What pydantic puts around a sentence.
_ASIDE = re.compile(r"Value error, |, unable to parse .*")
_GUESS = re.compile(r"\. Did you mean ([^?]*)\?| \(Possible options: ([^)]*)\)")


class Program(core.TyperGroup):
    """The program, whose wrong usage is an `InputError` like all bad input."""

    def make_context(self, *args: Any, **options: Any) -> typer.Context:  # noqa: ANN401 - the library's own arguments
        """Read the program's own options."""
        with _one_sentence():
            return super().make_context(*args, **options)  # type: ignore[return-value]

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401
        """Run the command."""
        with _one_sentence():
            return super().invoke(ctx)


@contextmanager
def _one_sentence() -> Iterator[None]:
    try:
        yield
    except typer.TyperException as error:
        told = getattr(error, "format_message", None)
        if told is None or type(error).__name__ == "NoArgsIsHelpError":  # that one is the help itself
            raise
        context = getattr(error, "ctx", None)
        raise _sentence(told(), context.command_path if context else "workflow") from error


def _sentence(message: str, command: str) -> InputError:
    message = _ASIDE.sub("", message).replace("Input should", "it should").replace("(s)", "s").rstrip(".")
    guess = _GUESS.search(message)
    problem = _GUESS.sub("", message)
    mend = f"did you mean {guess[1] or guess[2]}?" if guess else f"see: {command} --help"
    return InputError(problem[0].lower() + problem[1:], mend=mend)


def tell_values() -> None:
    """Make help name the value an option takes with a word, where Typer writes a type of Python, even beside flags."""
    core.TyperOption.display_type_rich = _value  # type: ignore[method-assign, assignment]
    core.TyperArgument.display_type_rich = _nothing  # type: ignore[method-assign, assignment]


def _nothing(_argument: core.TyperArgument, ctx: Any) -> None:  # noqa: ANN401, ARG001 - its name says it
    return None


def _value(option: core.TyperOption, ctx: Any) -> str | None:  # noqa: ANN401
    if option.is_flag or option.count:
        return None
    if option.metavar is not None:
        return option.metavar
    described = option.type_descriptor
    if described.is_choice:  # blanks, so that a narrow column breaks between the choices
        return option.display_type(ctx).strip("<>").replace("|", " | ")
    return _WORDS.get(described.annotation, "TEXT")
