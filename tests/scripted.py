"""An engine whose answers the test writes: for failures that a real engine cannot be made to show."""

from collections.abc import Iterator, Sequence

from workflow.engines.base import Constraining, Draft, Request
from workflow.errors import EngineError


class Scripted:
    """Translates by a table, else by numbering; fails at the request that holds `stop_at`."""

    name = "scripted"
    signature = "scripted/1"
    constraining = Constraining.NONE

    def __init__(self, answers: dict[str, str] | None = None, *, stop_at: str = "") -> None:
        self.answers = answers or {}
        self.stop_at = stop_at
        self.asked: list[str] = []

    def translate(self, requests: Sequence[Request]) -> Iterator[tuple[int, Draft]]:
        for number, request in enumerate(requests):
            if self.stop_at and self.stop_at in request.text:
                raise EngineError("the engine broke down", place=self.name)
            self.asked.append(request.text)
            yield number, Draft(self.answers.get(request.text, f"English sentence number {len(self.asked)}."))

    def close(self) -> None:
        pass
