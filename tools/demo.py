"""The whole job on a copy of the example desk, by the program's own commands: what `make demo` runs.

Works in ``build/demo`` and never touches a tracked file. A second run redoes only what changed.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DESK = ROOT / "build" / "demo"
PAGES = DESK / "pages"
FRESH = ROOT / "examples" / "fresh" / "new-article.html"
FRESH_ID = "2026-10-19-one-railway-one-university"
FRESH_URL = "https://news.cangjiang-tech.example/2026/1019/c201a40312/page.htm"
PROGRAM = [sys.executable, "-m", "workflow"]


def run(*arguments: str, ok: tuple[int, ...] = (0,)) -> subprocess.CompletedProcess[str]:
    """Run a command of the program on the demo desk; progress goes straight to the terminal."""
    shown = " ".join(a if " " not in a else f"'{a}'" for a in arguments)
    print(f"$ workflow {shown}", flush=True)
    done = subprocess.run(
        [*PROGRAM, *arguments], cwd=DESK, stdout=subprocess.PIPE, encoding="utf-8", check=False,
        env={**os.environ, "WORKFLOW_DESK": str(DESK)},
    )  # fmt: skip
    if done.returncode not in ok:
        print(done.stdout, end="")
        sys.exit(done.returncode)
    return done


class Steps:
    """Times the steps and prints them at the end."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, float, str]] = []

    def time(self, name: str, step: Callable[[], str]) -> None:
        """Run a step that returns one line of what it came to."""
        print(f"\n== {name}", flush=True)
        started = time.monotonic()
        said = step()
        self._rows.append((name, time.monotonic() - started, said))

    def print(self) -> None:
        """Print name, seconds and outcome of each step."""
        print("\nWhat was done")
        for name, seconds, said in self._rows:
            print(f"  {name:<28}{seconds:7.1f} s   {said}")
        print(f"  {'together':<28}{sum(row[1] for row in self._rows):7.1f} s")


def prepare() -> str:
    """Copy the example desk; what an earlier run made of the fresh article stays."""
    for name in ("sources", "translations"):
        shutil.copytree(ROOT / name, DESK / name, dirs_exist_ok=True)
    for name in ("workflow.yaml", "glossary.yaml"):
        shutil.copy2(ROOT / name, DESK / name)
    return f"{len(list((ROOT / 'sources').iterdir()))} example articles copied to {DESK.relative_to(ROOT)}"


def install_engine() -> str:
    """Use the engine that is there; else the Argos package when its index answers, else the language model."""
    kinds = {model["kind"]: model["name"] for model in json.loads(run("models", "list", "--json").stdout)}
    if not kinds:
        if run("models", "install", "zh-en", ok=(0, 2, 3)).returncode:
            run("models", "install", "qwen2.5-coder-1.5b")
        kinds = {model["kind"]: model["name"] for model in json.loads(run("models", "list", "--json").stdout)}
    return f"ready: {', '.join(kinds.values())}"


def take_in() -> str:
    """Take the fresh article in, or see that it did not change."""
    known = (DESK / "sources" / FRESH_ID).is_dir()
    extra = ["--update"] if known else ["--note", "Written for this project; every name in it is invented."]
    added = json.loads(run("add", str(FRESH), "--id", FRESH_ID, "--url", FRESH_URL, "--json", *extra).stdout)[0]
    return f"{added['id']}: {added['units']} units, {added['outcome']}"


def draft() -> str:
    """Draft what has no English yet."""
    done = json.loads(run("translate", FRESH_ID, "--json").stdout)[0]
    return f"{done['drafted']} drafted, {done['kept']} kept, {done['unmet']} unmet, by {done['engine']}"


def check() -> str:
    """Check the draft, and show what a reviewer has to mend."""
    report = json.loads(run("check", FRESH_ID, "--format", "json", ok=(0, 1)).stdout)
    for finding in report["findings"]:
        print(f"  {finding['severity']} {finding['check']} {finding['unit']}: {finding['message']}")
    summary = report["summary"]
    return f"{summary['error']} errors, {summary['warning']} warnings in {summary['units']} units of the draft"


def export_fresh() -> str:
    """Export the draft, which nobody reviewed: visibly marked."""
    return collect(run("export", FRESH_ID, "--draft", "--out", str(PAGES)).stdout)


def export_reviewed() -> str:
    """Check and export the reviewed examples."""
    examples = sorted(path.name for path in (ROOT / "sources").iterdir() if path.is_dir())
    run("check", *examples)
    return collect(run("export", *examples, "--out", str(PAGES)).stdout)


pages: list[str] = []


def collect(text: str) -> str:
    """Remember the pages a command wrote."""
    found = [line for line in text.splitlines() if line.endswith(".html")]
    pages.extend(found)
    return f"{len(found)} written, read back and compared"


def main() -> None:
    """Run every step, then say what was done."""
    DESK.mkdir(parents=True, exist_ok=True)
    steps = Steps()
    steps.time("engine and model", install_engine)
    steps.time("example desk", prepare)
    steps.time("take in a fresh article", take_in)
    steps.time("draft it", draft)
    steps.time("check the draft", check)
    steps.time("export the draft", export_fresh)
    steps.time("check and export examples", export_reviewed)
    steps.print()
    print("\nPages")
    for path in pages:
        print(path)


if __name__ == "__main__":
    main()
