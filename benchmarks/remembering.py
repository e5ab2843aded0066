"""An engine that writes its answers down, so that a measurement which is broken off or repeated asks nothing twice."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from workflow.engines.base import Draft, Engine, Request


class Remembering:
    """An engine behind a file of answers (JSON, one a line); `asked` counts what the engine itself answered."""

    def __init__(self, engine: Engine, file: Path) -> None:
        self.name, self.signature, self.constraining = engine.name, engine.signature, engine.constraining
        self.continues = getattr(engine, "continues", False)
        self.samples = getattr(engine, "samples", False)
        self.points = getattr(engine, "points", False)
        self.asked = 0
        self._engine = engine
        self._file = file
        self._known: dict[str, Draft] = {}
        for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
            entry = json.loads(line)
            found = tuple(tuple(span) if span else None for span in entry["draft"].pop("found"))
            self._known[entry["request"]] = Draft(**entry["draft"], found=found)

    def translate(self, requests: Sequence[Request]) -> Iterator[tuple[int, Draft]]:
        """Yield what is known, then what the engine says, as `Engine.translate` does."""
        keys = [f"{self.signature} {request!r}" for request in requests]
        unknown = [index for index, key in enumerate(keys) if key not in self._known]
        yield from ((index, self._known[key]) for index, key in enumerate(keys) if key in self._known)
        for place, draft in self._engine.translate([requests[index] for index in unknown]):
            index = unknown[place]
            self._known[keys[index]] = draft
            self.asked += 1
            with self._file.open("a", encoding="utf-8") as sink:
                sink.write(json.dumps({"request": keys[index], "draft": asdict(draft)}, ensure_ascii=False) + "\n")
            yield index, draft

    def close(self) -> None:
        """Free the model."""
        self._engine.close()
