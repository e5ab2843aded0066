"""How a job tells what it is doing. Jobs are silent unless an observer is handed in."""

from typing import Protocol


class Observer(Protocol):
    """Receives progress and remarks; the command line shows them on standard error."""

    def progress(self, what: str, done: int, total: int) -> None:
        """`done` of `total` steps of `what` are finished; `total` 0 means not known."""

    def note(self, message: str) -> None:
        """Say something a person should know, in one sentence."""


class Silent:
    """The observer that shows nothing."""

    def progress(self, what: str, done: int, total: int) -> None:
        """Ignore."""

    def note(self, message: str) -> None:
        """Ignore."""
