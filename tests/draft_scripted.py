"""An engine whose answers the test writes: for rungs that a real engine cannot be made to need."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from workflow.engines.base import Constraining, Draft, Request

Answer = Callable[[Request], str | Draft | None]


class Scripted:
    """Answers by a function; None is silence. Keeps what it was asked, call by call."""

    name = "scripted"
    signature = "scripted/1"

    def __init__(self, constraining: Constraining, answer: Answer, *, placeholders: Sequence[str] = ()) -> None:
        self.constraining = constraining
        self.answer = answer
        self.calls: list[list[Request]] = []
        self.continues = self.samples = False
        self.notes: Path | None = None
        if placeholders:
            self.placeholders = placeholders

    def translate(self, requests: Sequence[Request]) -> Iterator[tuple[int, Draft]]:
        self.calls.append(list(requests))
        for index, request in enumerate(requests):
            answer = self.answer(request)
            if answer is not None:
                yield index, answer if isinstance(answer, Draft) else Draft(answer)

    def close(self) -> None:
        pass

    @property
    def asked(self) -> list[str]:
        """Every text that was asked, in order."""
        return [request.text for call in self.calls for request in call]
