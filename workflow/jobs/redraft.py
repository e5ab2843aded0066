"""Another draft of one unit, for a person to take or leave: nothing is written."""

from dataclasses import dataclass

from workflow import engines
from workflow.draft import Job, draft
from workflow.engines.base import Engine
from workflow.jobs.check import subject_of, termbase_of
from workflow.jobs.edits import refuse_unknown
from workflow.model import Settings, Unmet
from workflow.store.desk import Desk


@dataclass(frozen=True, slots=True)
class Redraft:
    """What an engine makes of a unit: markup, what made it (``mt:<signature>``), and what it fails."""

    text: str
    origin: str
    unmet: tuple[Unmet, ...]


def engine_of(settings: Settings) -> Engine:
    """Load the engine that the settings name.

    Raises:
        EngineError: none is ready; the sentence names the command that installs one.
    """
    pair = (settings.source_language, settings.target_language)
    chosen = engines.choose(settings.engine, *pair, settings.engines)
    return engines.load(chosen, *pair, settings.engines.get(chosen, {}))


def redraft(desk: Desk, article_id: str, unit_id: str, engine: Engine) -> Redraft:
    """Draft a unit of the original once more, by the same ladder as ``workflow translate``.

    Raises:
        EngineError: the engine failed.
        InputError: no such article or unit.
    """
    subject = subject_of(desk, article_id, termbase_of(desk))
    units = {unit.id: unit for unit in subject.body_units}
    refuse_unknown([unit_id], units, article_id)
    (done,) = draft([Job(unit_id, units[unit_id].source)], engine, subject.context)
    return Redraft(done.text, f"mt:{engine.signature}", done.unmet)
