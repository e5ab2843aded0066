"""An engine that is loaded when it is first needed: a draft that the translation memory answers needs none."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from workflow.engines.base import Constraining, Draft, Engine, Request


class Later:
    """Stands for an engine; whatever is asked of it loads that engine, but for `close`.

    Raises whatever `load` raises, when it is first asked.
    """

    def __init__(self, load: Callable[[], Engine]) -> None:
        self._load = load
        self._engine: Engine | None = None

    if TYPE_CHECKING:
        name: str
        signature: str
        constraining: Constraining

    def __getattr__(self, name: str) -> object:
        return getattr(self._loaded(), name)  # `continues`, `samples`, `points` as well

    def translate(self, requests: Sequence[Request]) -> Iterator[tuple[int, Draft]]:
        """Ask the engine."""
        return self._loaded().translate(requests)

    def close(self) -> None:
        """Free the model, if there is one."""
        if self._engine is not None:
            self._engine.close()

    def _loaded(self) -> Engine:
        if self._engine is None:
            self._engine = self._load()
        return self._engine
