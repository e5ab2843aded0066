import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from workflow import engines
from workflow.errors import EngineError, InputError


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Entry points as other distributions declare them."""

    def declare(**places: str) -> None:
        points = [EntryPoint(name, place, engines.GROUP) for name, place in places.items()]
        monkeypatch.setattr("importlib.metadata.entry_points", lambda group: points if group == engines.GROUP else [])

    return declare


def test_the_engines_of_the_program_are_there_and_can_be_asked() -> None:
    assert engines.names()[:4] == ("argos", "llm", "openai", "libretranslate")
    for name in engines.ENGINES:
        assert callable(engines.module(name).load)
        assert isinstance(engines.module(name).available("zh", "en", {}), str)


def test_an_unknown_name_is_bad_input_and_the_names_are_told() -> None:
    with pytest.raises(InputError, match="choose one of auto, argos, llm"):
        engines.choose("deep", "zh", "en", {})


def test_other_distributions_add_engines_but_replace_none(added: Callable[..., None]) -> None:
    added(mirror="engine_of_others", llm="engine_of_others")
    assert engines.names() == ("argos", "llm", "openai", "libretranslate", "mirror")
    assert engines.module("llm").__name__ == "workflow.engines.llm"  # type: ignore[attr-defined]


def test_an_engine_of_others_is_loaded_as_module_or_object(
    added: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "engine_of_others.py").write_text(
        "def load(source, target, options):\n    return (source, target, dict(options))\n"
        "class Shelf:\n    load = staticmethod(load)\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    added(mirror="engine_of_others", shelf="engine_of_others:Shelf")
    for name in ("mirror", "shelf"):
        assert engines.choose(name, "zh", "en", {}) == name
        assert engines.load(name, "zh", "en", {"a": "b"}) == ("zh", "en", {"a": "b"})  # type: ignore[comparison-overlap]


@pytest.mark.parametrize("place", ["nowhere_at_all", "json:Nothing"])
def test_an_engine_of_others_that_cannot_be_imported_is_an_engine_error(added: Callable[..., None], place: str) -> None:
    added(broken=place)
    with pytest.raises(EngineError, match="broken: the engine cannot be imported"):
        engines.module("broken")


@pytest.mark.parametrize(
    ("argos", "llm", "chosen"), [("", "", "argos"), ("", "missing", "argos"), ("missing", "", "llm")]
)
def test_auto_takes_argos_before_the_model(monkeypatch: pytest.MonkeyPatch, argos: str, llm: str, chosen: str) -> None:
    seen: list[Mapping[str, str]] = []

    def available(said: str) -> Callable[[str, str, Mapping[str, str]], str]:
        def ask(source: str, target: str, options: Mapping[str, str]) -> str:
            seen.append(options)
            return said

        return ask

    monkeypatch.setattr("workflow.engines.argos.available", available(argos))
    monkeypatch.setattr("workflow.engines.llm.available", available(llm))
    assert engines.choose("auto", "zh", "en", {"argos": {"beam": "2"}}) == chosen
    assert seen[0] == {"beam": "2"}


def test_auto_without_any_model_says_which_command_installs_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKFLOW_DATA", str(tmp_path))
    with pytest.raises(EngineError, match=r"workflow models install zh-en.*workflow models install qwen") as caught:
        engines.choose("auto", "zh", "en", {})
    assert caught.value.exit_status == 3


def test_looking_for_an_engine_imports_nothing_heavy(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom workflow import engines\nfrom workflow.errors import EngineError\n"
        "try:\n    engines.choose('auto', 'zh', 'en', {})\nexcept EngineError:\n    pass\n"
        "heavy = {'xllamacpp', 'ctranslate2', 'argostranslate', 'sentencepiece', 'httpx2', 'lxml', 'numpy', 'filelock'}\n"
        "print(*sorted(heavy & set(sys.modules)))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env={"WORKFLOW_DATA": str(tmp_path)}
    )
    assert run.stdout.strip() == ""
