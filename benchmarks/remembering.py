"""An engine that writes its answers down, so that a measurement which is broken off or repeated asks nothing twice."""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from workflow.engines.base import Draft, Engine, Request


class Remembering:
    """An engine behind a file of answers (JSON, one a line).

    `asked` counts what the engine itself answered, `seconds` what all answers took when they were first given.
    """

    def __init__(self, engine: Engine, file: Path) -> None:
        self.name, self.signature, self.constraining = engine.name, engine.signature, engine.constraining
        self.continues = getattr(engine, "continues", False)
        self.samples = getattr(engine, "samples", False)
        self.points = getattr(engine, "points", False)
        self.window = getattr(engine, "window", 32)
        self.asked = 0
        self.seconds = 0.0
        self._engine = engine
        self._file = file
        self._known: dict[str, Draft] = {}
        self._took: dict[str, float] = {}
        for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
            entry = json.loads(line)
            found = tuple(tuple(span) if span else None for span in entry["draft"].pop("found"))
            leads = tuple(tuple((at, chance) for at, chance in places) for places in entry["draft"].pop("leads", ()))
            self._known[entry["request"]] = Draft(**entry["draft"], found=found, leads=leads)
            self._took[entry["request"]] = entry.get("seconds", 0.0)

    def translate(self, requests: Sequence[Request]) -> Iterator[tuple[int, Draft]]:
        """Yield what is known, then what the engine says, as `Engine.translate` does."""
        keys = [f"{self.signature} {request!r}" for request in requests]
        unknown = [index for index, key in enumerate(keys) if key not in self._known]
        for index, key in enumerate(keys):
            if key in self._known:
                self.seconds += self._took[key]
                yield index, self._known[key]
        before = time.monotonic()
        for place, draft in self._engine.translate([requests[index] for index in unknown]) if unknown else ():
            index = unknown[place]
            took, before = time.monotonic() - before, time.monotonic()
            self._keep(keys[index], draft, took)
            yield index, draft

    def _keep(self, key: str, draft: Draft, took: float) -> None:
        self._known[key], self._took[key] = draft, took
        self.asked += 1
        self.seconds += took
        entry = {"request": key, "draft": asdict(draft), "seconds": round(took, 2)}
        with self._file.open("a", encoding="utf-8") as sink:
            sink.write(json.dumps(entry, ensure_ascii=False) + "\n")

    def close(self) -> None:
        """Free the model."""
        self._engine.close()
