"""Machine-translation engines: the table, and how one is chosen and loaded.

An engine is a module (see `workflow.engines.base.EngineModule`), imported only when it is asked for. Another
distribution adds one through the entry-point group ``workflow.engines``.
"""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import cast

from workflow.engines.base import Engine, EngineModule
from workflow.errors import EngineError, InputError

ENGINES: Mapping[str, str] = MappingProxyType(
    {
        "argos": "workflow.engines.argos",
        "llm": "workflow.engines.llm",
        "openai": "workflow.engines.openai",
        "libretranslate": "workflow.engines.libretranslate",
    },
)
AUTO = ("argos", "llm")
GROUP = "workflow.engines"


def _added() -> dict[str, str]:
    """Return the engines of other distributions, name to module; the ones of this program cannot be replaced."""
    from importlib.metadata import entry_points

    return {point.name: point.value for point in entry_points(group=GROUP) if point.name not in ENGINES}


def names() -> tuple[str, ...]:
    """Return the names of all engines, the program's own first."""
    return (*ENGINES, *sorted(_added()))


def module(name: str) -> EngineModule:
    """Import an engine's module (the model is not loaded yet).

    Raises:
        InputError: no engine has this name.
        EngineError: an engine of another distribution cannot be imported.
    """
    place = ENGINES.get(name) or _added().get(name)
    if place is None:
        mend = f"choose one of auto, {', '.join(names())}"
        raise InputError("there is no engine of this name", place=name, mend=mend)
    path, _, attribute = place.partition(":")
    try:
        found = import_module(path)
        return cast("EngineModule", getattr(found, attribute) if attribute else found)
    except (ImportError, AttributeError) as error:
        raise EngineError(f"the engine cannot be imported ({error})", place=name) from error


def choose(name: str, source: str, target: str, options: Mapping[str, Mapping[str, str]]) -> str:
    """Return the engine to load: `name` itself, or for ``auto`` the first of `AUTO` that is ready.

    Nothing heavy is imported, no model is loaded.

    Args:
        name: an engine's name, or ``auto``.
        source: language of the texts (BCP 47).
        target: language of the drafts (BCP 47).
        options: options by engine name (`workflow.model.Settings.engines`).

    Raises:
        InputError: no engine has this name.
        EngineError: ``auto``, and none is ready; says which command installs one.
    """
    if name != "auto":
        module(name)
        return name
    for candidate in AUTO:
        if not module(candidate).available(source, target, options.get(candidate, {})):
            return candidate
    raise EngineError(
        f"no engine is ready for {source} to {target}",
        mend=f"run `workflow models install {source}-{target}` or `workflow models install qwen2.5-coder-1.5b`",
    )


def load(name: str, source: str, target: str, options: Mapping[str, str]) -> Engine:
    """Load an engine for a language pair (BCP 47).

    Raises:
        InputError: no engine has this name.
        EngineError: not installed, or no model for the pair; names the command that installs it.
    """
    return module(name).load(source, target, options)
