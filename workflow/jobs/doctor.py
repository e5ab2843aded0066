"""What is installed, what is missing, and the command that mends it."""

import platform
import shutil
import sys
from dataclasses import dataclass

from workflow import __version__, engines
from workflow.engines import packages
from workflow.errors import WorkflowError
from workflow.jobs.printing import browser
from workflow.model import Settings
from workflow.store.desk import Desk


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was looked at; `needed` when the day's work cannot be done without it."""

    part: str
    ok: bool
    remark: str
    needed: bool = False


def examine(desk: Desk | None) -> list[Part]:
    """Look at the program, the engines, their models and the desk."""
    parts = [
        Part("workflow", ok=True, remark=f"{__version__}, Python {platform.python_version()} at {sys.executable}"),
        _room(),
    ]
    settings = desk.settings if desk else Settings()
    pair = (settings.source_language, settings.target_language)
    missing = {name: engines.module(name).available(*pair, settings.engines.get(name, {})) for name in engines.names()}
    parts += [Part(f"engine {name}", ok=not said, remark=said or "ready") for name, said in missing.items()]
    parts += [
        Part(f"model {model.name}", ok=True, remark=f"{model.kind}, {model.size / 1e6:,.0f} MB")
        for model in packages.installed()
    ]
    local_ready = not (missing.get("argos", "?") and missing.get("llm", "?"))
    mend = "an engine for this desk is ready" if local_ready else "workflow models install qwen2.5-coder-1.5b"
    parts.append(Part("drafting offline", ok=local_ready, remark=mend, needed=True))
    program = browser()
    parts.append(Part("browser", ok=bool(program), remark=program or "prints PDF; install Chromium or Chrome"))
    parts.append(_desk(desk))
    return parts


def _room() -> Part:
    folder = packages.data_dir()
    probe = folder
    while not probe.exists():
        probe = probe.parent
    free = shutil.disk_usage(probe).free
    return Part("data folder", ok=free > 2 * 10**9, remark=f"{folder}, {free / 1e9:,.0f} GB free")


def _desk(desk: Desk | None) -> Part:
    if desk is None:
        return Part("desk", ok=False, remark="none here; make one with: workflow init DIR")
    try:
        count, terms = len(desk.ids()), len(desk.concepts())
    except WorkflowError as error:
        return Part("desk", ok=False, remark=str(error), needed=True)
    return Part("desk", ok=True, remark=f"{desk.root}: {count} articles, {terms} glossary entries")
